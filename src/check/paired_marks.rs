//! Rule `pairs`: brackets and quotation marks are paired.

use super::Check;
use super::support::reader_texts;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "pairs",
    title: "成对的括号和引号",
    catches: "文字里的（）《》“”〔〕【】「」缺了一半，或者套错了。行首的编号“1）”不算。",
    hurts: "读的人不知道说到哪里为止；读屏软件把后面的都念成书名、引文。",
    example: "《残疾人就业条例第二十二条",
    fix: "补上缺的一半，或者删去多的一半。",
    messages: &[&say::UNPAIRED],
    run,
};

const PAIRS: [(char, char); 9] = [
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('“', '”'),
    ('〔', '〕'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
    ('［', '］'),
];

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for reader_text in reader_texts::reader_texts(site) {
        found.extend(unpaired_mark(&reader_text.text).map(|(at, mark)| {
            Diagnostic::new(message!(say::UNPAIRED, mark), reader_text.span(at..at + mark.len_utf8()))
        }));
    }
    found
}

/// The first mark without its counterpart, with its byte position.
fn unpaired_mark(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char, char)> = Vec::new();
    for (at, mark) in text.char_indices() {
        // Half-width brackets count as full-width: mixing them is a fault of punctuation, not of pairing.
        let mark = match mark {
            '(' => '（',
            ')' => '）',
            other => other,
        };
        if let Some((_, close)) = PAIRS.iter().find(|(opening, _)| *opening == mark) {
            open.push((at, mark, *close));
        } else if PAIRS.iter().any(|(_, close)| *close == mark) {
            match open.last() {
                Some((_, _, close)) if *close == mark => {
                    open.pop();
                }
                Some(_) | None if mark == '）' && is_number(&text[..at]) => {}
                Some(_) | None => return Some((at, mark)),
            }
        }
    }
    open.first().map(|(at, mark, _)| (*at, *mark))
}

/// Is the text before the bracket the number of an item: 1）, 一）, a）?
fn is_number(before: &str) -> bool {
    let number = before.rsplit(|c: char| c.is_whitespace() || "；。，、：".contains(c)).next().unwrap_or_default();
    let short = (1..=2).contains(&number.chars().count());
    short && number.chars().all(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_without_its_other_half_is_named() {
        let cases = [
            ("《条例", Some('《')),
            ("（一）（二", Some('（')),
            ("再说”。", Some('”')),
            ("《含交通费）", Some('）')),
            ("（《条例）》", Some('）')),
            ("（全）（对）《好》“是”", None),
            ("1）先报名；2）再培训", None),
            ("（见 (1) 项）", None),
        ];
        for (text, mark) in cases {
            assert_eq!(unpaired_mark(text).map(|(_, mark)| mark), mark, "{text}");
        }
    }
}
