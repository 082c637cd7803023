//! Rule `numbering`: typed numbers of items have no gaps.

use std::collections::BTreeMap;

use super::Check;
use super::support::reader_texts::{self, ReaderText};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::fixed_text;
use crate::source::SourceId;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "numbering",
    title: "跳号",
    catches: "手写的编号跳了号：一、二、四、；（一）（三）；（1）（3）；①③。1. 2. 4. 这样的列表，读页面时就会指出：程序按顺序重编，写的和印的不一样。",
    hurts: "读的人以为少了一条；别处说“第4条”的，指到别的条去。",
    example: "（1）报名；（2）筛选；（4）培训。",
    fix: "改成连着的号；列表都写成 1. 也可以。",
    messages: &[&say::NUMBER_LEFT_OUT],
    run,
};

/// The notation of an item number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NumberStyle {
    /// 一、
    Hanzi,
    /// （一）
    HanziInBrackets,
    /// 1. and 1、
    Digits,
    /// （1）
    DigitsInBrackets,
    /// ①
    Circled,
}

/// The largest item number.
const MAX_NUMBER: usize = 99;
/// Characters that are searched for the end of a number in brackets: one more than any number has.
const MAX_NUMBER_LENGTH: usize = 4;

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut last: BTreeMap<NumberStyle, usize> = BTreeMap::new();
    let mut file: Option<SourceId> = None;
    let reader_texts = reader_texts::reader_texts(site);
    for reader_text in &reader_texts {
        let source = reader_text.span(0..0).source;
        if file != Some(source) {
            last.clear();
            file = Some(source);
        }
        found.extend(check_text(reader_text, &mut last));
    }
    found
}

fn check_text(reader_text: &ReaderText, last: &mut BTreeMap<NumberStyle, usize>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, length, style, number) in item_numbers(&reader_text.text) {
        match last.get(&style).copied() {
            _ if number == 1 => {
                last.insert(style, 1);
            }
            Some(before) if number == before + 1 => {
                last.insert(style, number);
            }
            Some(before) if number > before + 1 => {
                let mark = &reader_text.text[at..at + length];
                found.push(Diagnostic::new(
                    message!(say::NUMBER_LEFT_OUT, mark, last = before),
                    reader_text.span(at..at + length),
                ));
                last.insert(style, number);
            }
            // A smaller number, or one without a list before it, belongs to another text.
            Some(_) | None => {}
        }
    }
    found
}

/// The numbers at possible starts of items: byte position, length in bytes, notation and value.
fn item_numbers(text: &str) -> Vec<(usize, usize, NumberStyle, usize)> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let begins = before.is_none_or(|c| c.is_whitespace() || "；。：，、;:".contains(c));
        if begins || circled_value(c).is_some() {
            let mark = item_number(&text[at..], before.is_none());
            found.extend(mark.map(|(length, style, number)| (at, length, style, number)));
        }
        before = Some(c);
    }
    found
}

/// The item number at the start of a text.
fn item_number(text: &str, first: bool) -> Option<(usize, NumberStyle, usize)> {
    let c = text.chars().next()?;
    if let Some(number) = circled_value(c) {
        return Some((c.len_utf8(), NumberStyle::Circled, number));
    }
    if let Some(inner) = text.strip_prefix(['（', '(']) {
        let end =
            inner.char_indices().take(MAX_NUMBER_LENGTH).find(|(_, c)| matches!(c, '）' | ')')).map(|(at, _)| at)?;
        let number = &inner[..end];
        let style = if number.starts_with(|c: char| c.is_ascii_digit()) {
            NumberStyle::DigitsInBrackets
        } else {
            NumberStyle::HanziInBrackets
        };
        let close = inner[end..].chars().next().map_or(0, char::len_utf8);
        return Some((c.len_utf8() + end + close, style, number_value(number)?));
    }
    if !first {
        return None;
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && !"一二三四五六七八九十".contains(c))?;
    let (number, rest) = text.split_at(end);
    let digits = number.starts_with(|c: char| c.is_ascii_digit());
    let sign = rest.chars().next()?;
    let decimal = rest[sign.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
    let style = match (digits, sign) {
        (true, '.' | '．' | '、') if !decimal => NumberStyle::Digits,
        (false, '、') => NumberStyle::Hanzi,
        _ => return None,
    };
    Some((end + sign.len_utf8(), style, number_value(number)?))
}

fn circled_value(c: char) -> Option<usize> {
    matches!(c, '①'..='⑳').then(|| c as usize - '①' as usize + 1)
}

/// The value of a number in digits or hanzi.
fn number_value(number: &str) -> Option<usize> {
    match number.parse() {
        Ok(value) => Some(value).filter(|value| (1..=MAX_NUMBER).contains(value)),
        Err(_) => (1..=MAX_NUMBER).find(|value| fixed_text::numeral(*value) == number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_items_are_told_from_others() {
        let numbers = |text: &str| item_numbers(text).iter().map(|(_, _, _, number)| *number).collect::<Vec<_>>();
        assert_eq!(numbers("（1）报名；（2）筛选；（4）培训"), [1, 2, 4]);
        assert_eq!(numbers("(一)报名。(三)培训"), [1, 3]);
        assert_eq!(numbers("一、报名"), [1]);
        assert_eq!(numbers("12. 报名"), [12]);
        assert_eq!(numbers("①报名②筛选④培训"), [1, 2, 4]);
        for text in ["1.5 倍", "见五（七）10（3）", "（送审稿）", "一般", "十分", "2026年"] {
            assert!(numbers(text).is_empty(), "{text}: {:?}", numbers(text));
        }
    }
}
