//! Rule `punctuation`: Chinese texts have no half-width punctuation.

use super::Check;
use super::support::reader_texts;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::character::{is_cjk, is_hanzi};
use crate::model::page::PageText;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "punctuation",
    title: "半角标点",
    catches: "汉字中间的半角逗号、分号、冒号、问号、叹号和左括号。",
    hurts: "排出来挤在一起，字体也不一样；公示的文字用全角标点。",
    example: "培训结束后,由就业机构推荐就业。",
    fix: "换成全角：，；：？！（）",
    messages: &[&say::HALF_WIDTH],
    run,
};

const MARKS: [(char, char); 6] =
    [(',', '\u{ff0c}'), (';', '\u{ff1b}'), (':', '\u{ff1a}'), ('?', '\u{ff1f}'), ('!', '\u{ff01}'), ('(', '\u{ff08}')];

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for reader_text in reader_texts::reader_texts(site) {
        let text = &*reader_text.text;
        for (at, mark) in text.char_indices() {
            let Some((_, wide)) = MARKS.iter().find(|(half, _)| *half == mark) else { continue };
            let before = text[..at].chars().next_back();
            let after = text[at + 1..].chars().find(|c| !c.is_whitespace());
            if !is_chinese(mark, before, after) {
                continue;
            }
            found.push(Diagnostic::new(
                message!(say::HALF_WIDTH, mark, wide, around = excerpt(text, at)),
                reader_text.span(at..at + 1),
            ));
        }
    }
    found
}

/// Is the mark between hanzi, or at the end of a sentence in hanzi?
fn is_chinese(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let text = |c: char| is_cjk(c) || c == PageText::INSERT;
    match mark {
        '(' => before.is_some_and(is_hanzi) && after.is_some_and(text),
        // After a bracket the following character decides.
        _ if before == Some(')') => after.is_some_and(text),
        _ => before.is_some_and(text) && after.is_none_or(text),
    }
}

/// The mark with up to four characters on either side.
fn excerpt(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(4).collect();
    before.into_iter().rev().chain(text[at..].chars().take(5)).filter(|c| *c != PageText::INSERT).collect()
}
