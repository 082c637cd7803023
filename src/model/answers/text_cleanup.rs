//! Replaces characters in answers that are not meant: invisible ones from web pages and chats, and radicals or
//! private-use characters in place of hanzi. The replaced characters are reported.

use std::collections::BTreeSet;

use super::answer_type::AnswerType;
use super::columns::AnswerColumn;
use crate::model::kind::format::LineFormat;

/// Signs that stand for a hanzi, each before it: radicals of Unicode (EquivalentUnifiedIdeograph), and the
/// private characters of GBK's time with the code that GB 18030-2022 gives them.
pub(crate) const HANZI_LOOKALIKES: &str = include_str!("signs.txt");

/// A cleaned text, with the characters that were replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanedText {
    pub text: String,
    /// Signs that were taken away or became a space or a hanzi.
    pub(crate) characters: BTreeSet<char>,
    /// A line end in what has one line.
    pub(crate) joined: bool,
}

/// Returns a text with unintended characters replaced.
pub(crate) fn clean_text(text: &str) -> CleanedText {
    let mut cleaned = CleanedText::default();
    for sign in text.chars() {
        match replacement(sign) {
            Some(meant) => {
                cleaned.characters.insert(sign);
                cleaned.text.extend(meant);
            }
            None => cleaned.text.push(sign),
        }
    }
    cleaned
}

impl CleanedText {
    /// Is there anything to say?
    pub(crate) fn is_changed(&self) -> bool {
        self.joined || !self.characters.is_empty()
    }
}

impl AnswerColumn<'_> {
    /// Returns a text with unintended characters replaced, for the type of this column.
    pub fn clean_text(&self, text: &str) -> CleanedText {
        let mut cleaned = clean_text(text);
        if matches!(self.answer_type, AnswerType::Line { .. } | AnswerType::Other { .. }) {
            let lines: Vec<&str> = cleaned.text.trim().lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            if lines.len() > 1 {
                cleaned.joined = true;
                cleaned.text = lines.join(self.line_separator(&lines));
            }
        }
        cleaned
    }

    /// What stands between lines that become one: several telephones are several; words of letters are
    /// words, and hanzi follow one another.
    fn line_separator(&self, lines: &[&str]) -> &'static str {
        let ends = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric());
        let latin = lines.windows(2).any(|two| ends(two[0].chars().next_back()) && ends(two[1].chars().next()));
        match self.answer_type {
            AnswerType::Line { format: LineFormat { line_separator: Some(between), .. }, .. } => between,
            _ if latin => " ",
            _ => "",
        }
    }
}

/// What a sign is meant for, where it is not itself: nothing, a space, a line end or a hanzi.
fn replacement(sign: char) -> Option<Option<char>> {
    match sign {
        '\n' | '\r' | '\t' => None,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Some('\n')),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(Some(' ')),
        // Marks of breaking, joining, direction and order; soft hyphens; marks of emoji.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => Some(None),
        '\u{2060}'..='\u{206f}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Some(None),
        sign if sign.is_control() => Some(None),
        '\u{2e80}'..='\u{2fd5}' | '\u{e000}'..='\u{f8ff}' => hanzi(sign).map(Some),
        _ => None,
    }
}

fn hanzi(sign: char) -> Option<char> {
    let mut pairs = HANZI_LOOKALIKES.trim_end().chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == sign {
            return Some(to);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::answers::AnswerName;
    use crate::model::kind::format::AnswerLimit;
    use crate::model::kind::phone;
    use crate::source::{Sources, Span};

    fn cleaned(asks: AnswerType<'static>, text: &str) -> CleanedText {
        let (name, label) = (AnswerName::serial(), "编号".to_owned());
        let span = Span::new(Sources::default().add("", ""), 0..0);
        let column = AnswerColumn {
            name,
            label,
            answer_type: asks,
            span,
            number: None,
            item: None,
            obligation: None,
            conditions: Vec::new(),
            row: None,
        };
        column.clean_text(text)
    }

    #[test]
    fn what_nobody_sees_is_taken_away_and_named() {
        let phone = AnswerType::Line { format: &phone::FORMAT, limit: AnswerLimit::default() };
        let name = cleaned(AnswerType::text(), "张\u{200b}\u{feff}三\u{a0}丰");
        assert_eq!(name.text, "张三 丰");
        assert_eq!(name.characters, BTreeSet::from(['\u{200b}', '\u{feff}', '\u{a0}']));
        assert_eq!(cleaned(AnswerType::text(), "⽉⺠\u{e863}").text, "月民䶮");
        assert_eq!(cleaned(AnswerType::text(), "武汉市\n江岸区").text, "武汉市江岸区");
        assert_eq!(cleaned(AnswerType::text(), "Wang\r\nLi").text, "Wang Li");
        assert_eq!(cleaned(phone, "13800138000\n027-12345678").text, "13800138000、027-12345678");
        assert_eq!(cleaned(AnswerType::Area { rows: 2 }, "一\n二").text, "一\n二");
        let unknown = cleaned(AnswerType::text(), "\u{e000}");
        assert_eq!((unknown.text.as_str(), unknown.characters.len()), ("\u{e000}", 0), "nobody knows what it was");
    }

    /// The private characters are those that the decoder of the standard puts right in its bytes.
    #[test]
    fn private_characters_are_those_of_the_standard() {
        let codes = (0x50..=0x7e).chain(0x80..=0xa0_u8);
        for (at, second) in codes.enumerate() {
            let private = char::from_u32(0xe815 + at as u32).expect("a private character");
            let bytes = [0xfe, second];
            let (text, _, _) = encoding_rs::GB18030.decode(&bytes);
            let decoded = text.chars().next().expect("a character");
            if let Some(hanzi) = hanzi(private) {
                let radical = hanzi_of(decoded);
                assert_eq!(hanzi, radical, "{private:?}");
            }
        }
    }

    fn hanzi_of(sign: char) -> char {
        hanzi(sign).unwrap_or(sign)
    }
}
