//! Rule `persons`: public texts contain no names, telephone numbers or identity numbers of natural persons.

use std::ops::Range;

use super::Check;
use super::support::reader_texts;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::character::is_hanzi;
use crate::wording::{FilledMessage, check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "persons",
    title: "人名、电话和身份证号",
    catches: "页面、表单、facts.yaml 的文字里的手机号、带区号的电话、身份证号，和人的姓名（联系人：张三，张三先生，李老师）。办事机构的电话写在城市文件的 office 里，不在此列。",
    hurts: "个人信息登上了谁都看得到的网页，搜索引擎会留着；人调走了，读的人还在打他的电话。",
    example: "联系人：张三，13900000000",
    fix: "删去，写“请问当地残联”，或者把机构的电话写进城市文件的 office.hotline。确要公开、本人同意的，在 site.yaml 的 acknowledged 里写明理由。",
    messages: &[&say::TELEPHONE_IN_TEXT, &say::IDENTITY_IN_TEXT, &say::PERSON_IN_TEXT],
    run,
};

/// The most common family names that are not words in other sentences (not 任, 方, 高, 和, 向, 于 …).
const FAMILY_NAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江顾侯邵孟龙段钱汤尹黎易武乔贺赖龚";

/// Words that precede a person's name, followed by a colon.
const WORDS_BEFORE_NAMES: [&str; 10] =
    ["联系人", "负责人", "经办人", "咨询人", "办理人", "联络人", "受理人", "主讲人", "指导师", "姓名"];

/// Words that follow a person's name.
const WORDS_AFTER_NAMES: [&str; 6] = ["先生", "女士", "小姐", "同志", "老师", "师傅"];

/// Hanzi that may precede a name that is followed by such a word.
const JOINING_CHARACTERS: &str = "找由问请和与给叫是的";

/// Length of a given name in hanzi.
const MAX_GIVEN_NAME_LENGTH: usize = 2;

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for reader_text in reader_texts::reader_texts(site) {
        let text = &*reader_text.text;
        let persons = person_names(text)
            .into_iter()
            .map(|part| (part.clone(), message!(say::PERSON_IN_TEXT, text = &text[part])));
        let faults: Vec<(Range<usize>, FilledMessage)> = personal_numbers(text).into_iter().chain(persons).collect();
        found.extend(faults.into_iter().map(|(part, message)| Diagnostic::new(message, reader_text.span(part))));
    }
    found
}

/// Finds telephone numbers and identity numbers.
fn personal_numbers(text: &str) -> Vec<(Range<usize>, FilledMessage)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + first;
        // Digits with single signs between them: 139 0000 0000, 027-12345678, 027）12345678.
        let mut end = start;
        let mut digits = String::new();
        let mut separator = None;
        for (index, c) in text[start..].char_indices() {
            let is_last = c.eq_ignore_ascii_case(&'x') && digits.len() == 17 && separator.is_none();
            if c.is_ascii_digit() || is_last {
                digits.push(c);
                end = start + index + c.len_utf8();
                separator = None;
            } else if separator.is_none() && matches!(c, '-' | ' ' | '－' | '—' | ')' | '）') {
                separator = Some(c);
            } else {
                break;
            }
        }
        at = end;
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let is_code = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-' | '_'))
            || after.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        let message = number_kind(&digits, &text[start..end]).filter(|_| !is_code);
        found.extend(message.map(|message| (start..end, message)));
    }
    found
}

/// The message for a number, by its digits and its notation.
fn number_kind(digits: &str, text: &str) -> Option<FilledMessage> {
    let mobile = digits.len() == 11 && digits.starts_with('1') && !digits[1..].starts_with(['0', '1', '2']);
    // An area code is 010, 02x or four digits; its number begins with none of 0, 1.
    let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
    let number = digits.get(area..).unwrap_or_default();
    let fixed = digits.starts_with('0')
        && !digits.starts_with("00")
        && matches!(number.len(), 7 | 8)
        && !number.starts_with(['0', '1'])
        && text.len() <= digits.len() + 3;
    let born = digits.get(6..14).unwrap_or_default();
    let identity = digits.len() == 18
        && matches!(&born[..2], "19" | "20")
        && ("01"..="12").contains(&&born[4..6])
        && ("01"..="31").contains(&&born[6..8]);
    match (identity, mobile || fixed) {
        (true, _) => Some(message!(say::IDENTITY_IN_TEXT, text)),
        (false, true) => Some(message!(say::TELEPHONE_IN_TEXT, text)),
        (false, false) => None,
    }
}

/// Finds names with a word before or after them that only persons have.
fn person_names(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, word) in WORDS_BEFORE_NAMES.iter().flat_map(|word| text.match_indices(word)) {
        let rest = &text[at + word.len()..];
        let Some(name) = rest.strip_prefix(['：', ':']).map(str::trim_start) else { continue };
        let length = name.find(|c| !is_hanzi(c)).unwrap_or(name.len());
        let count = name[..length].chars().count();
        if name.starts_with(is_family) && (2..=MAX_GIVEN_NAME_LENGTH + 1).contains(&count) {
            let start = text.len() - name.len();
            found.push(start..start + length);
        }
    }
    for (at, word) in WORDS_AFTER_NAMES.iter().flat_map(|word| text.match_indices(word)) {
        let hanzi: Vec<(usize, char)> =
            text[..at].char_indices().rev().take_while(|(_, c)| is_hanzi(*c)).take(MAX_GIVEN_NAME_LENGTH + 2).collect();
        // The longest name that is separated from the text before it.
        let name = (0..=MAX_GIVEN_NAME_LENGTH).rev().find_map(|given| {
            let (start, family) = *hanzi.get(given)?;
            let is_separated = hanzi.get(given + 1).is_none_or(|(_, before)| JOINING_CHARACTERS.contains(*before));
            (is_family(family) && is_separated).then_some(start)
        });
        found.extend(name.map(|start| start..at + word.len()));
    }
    found.sort_by_key(|part| part.start);
    found.dedup_by(|next, last| next.start < last.end);
    found
}

fn is_family(c: char) -> bool {
    FAMILY_NAMES.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_known_and_what_only_looks_like_them_is_not() {
        for text in [
            "联系人：张三",
            "负责人:李明华，",
            "请找张三先生",
            "由李老师带队",
            "王女士说",
            "姓名：赵一",
            "经办人： 陈某",
        ] {
            assert_eq!(person_names(text).len(), 1, "{text}");
        }
        for text in [
            "联系人：本人或者亲友",
            "负责人签名",
            "姓名：",
            "李嘉诚基金会",
            "各位老师",
            "这位先生",
            "任课老师",
            "向老师请教",
            "联系人：方便时再填",
            "指导师：受过专门培训",
            "培训老师",
        ] {
            assert!(person_names(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn numbers_of_persons_are_known_and_others_are_not() {
        let telephone =
            ["13900000000", "139 0000 0000", "139-0000-0000", "027-87654321", "（027）87654321", "0714 3123456"];
        for text in telephone {
            assert_eq!(personal_numbers(text).len(), 1, "{text}");
            assert_eq!(personal_numbers(text)[0].1.message().code, "telephone-in-text", "{text}");
        }
        assert_eq!(personal_numbers("420106199003070012")[0].1.message().code, "identity-in-text");
        for text in
            ["12385", "2026-11-22", "GB/T 37668-2019", "24000", "00000000", "420100", "400 000 0000", "1.2.13900000000"]
        {
            assert_eq!(personal_numbers(text).len(), 0, "{text}");
        }
    }
}
