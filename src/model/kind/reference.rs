//! The kind for the number of a sheet of another form.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};
use super::format::{LineFormat, excerpt, with_limit};
use super::normalized_text;
use crate::model::privacy::Privacy;
use crate::wording::{partial_message, records as say, text};

pub(crate) const REFERENCE: KindDescription = KindDescription {
    name: "reference",
    xlsform: "text",
    keys: &[KeyDescription::required("form", KeyValueType::Name)],
    shape: FieldShape::Reference,
    zh: "另一张表的编号",
    en: "the number of another form's sheet",
};

pub(crate) static FORMAT: LineFormat = LineFormat {
    name: "serial",
    input: "text",
    inputmode: None,
    accepts_autocomplete: |_| false,
    is_latin: true,
    is_code: true,
    boxes: None,
    words: |limit| {
        let pattern = limit.pattern.as_deref().unwrap_or_default();
        with_limit(&text!("编号，写成{pattern}，_是数字或字母", pattern), limit)
    },
    shows_hint: true,
    width: 24.0,
    privacy: Privacy::Public,
    read: |given, limit| {
        let number = normalized_text::half_width_answer(given)?;
        let pattern = limit.pattern.as_deref().unwrap_or_default();
        let fault = || partial_message!(say::NOT_A_SERIAL, [column], value = excerpt(given), pattern);
        arranged(number, pattern).ok_or_else(fault)
    },
    faults: &[&say::NOT_A_SERIAL, &say::DIGITS_LOST],
    line_separator: Some(""),
};

/// A sheet's number as its pattern has it; people leave out the hyphens between its parts, and put in spaces.
fn arranged(number: String, pattern: &str) -> Option<String> {
    if fits(&number, pattern) {
        return Some(number);
    }
    let bare = |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect() };
    let (signs, places) = (bare(&number), bare(pattern));
    if signs.len() != places.len() || places.iter().all(|place| *place == '_') && !pattern.contains('-') {
        return None;
    }
    let mut signs = signs.into_iter();
    let written: String =
        pattern.chars().filter_map(|place| if place == '-' { Some('-') } else { signs.next() }).collect();
    fits(&written, pattern).then_some(written)
}

/// Is a sheet's number written after the pattern?
fn fits(number: &str, pattern: &str) -> bool {
    if pattern.chars().all(|c| c == '_') {
        return !number.is_empty() && number.chars().count() <= pattern.chars().count();
    }
    let one = |(place, character): (char, char)| match place {
        '_' => character.is_ascii_alphanumeric(),
        other => other == character,
    };
    number.chars().count() == pattern.chars().count() && pattern.chars().zip(number.chars()).all(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_without_a_pattern_is_anything_as_long_as_its_place() {
        assert_eq!(arranged("A-7".to_owned(), "________").as_deref(), Some("A-7"));
        for wrong in ["A-7654321012", ""] {
            assert_eq!(arranged(wrong.to_owned(), "________"), None, "{wrong}");
        }
    }
}
