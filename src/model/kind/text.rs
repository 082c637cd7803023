//! The kinds for text of one line or several lines.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};
use super::format::{LineFormat, with_limit};
use super::normalized_text;
use crate::model::privacy::Privacy;
use crate::wording::records as say;

pub(crate) const TEXT: KindDescription = KindDescription {
    name: "text",
    xlsform: "text",
    keys: &[KeyDescription::optional("length", KeyValueType::Whole { least: 1, most: 10_000 })],
    shape: FieldShape::Line(&WORDS),
    zh: "一行文字",
    en: "one line of text, at most `length` characters, which must have room in its cell at 9 pt (two lines where the cell is high enough)",
};

pub(crate) const MULTILINE: KindDescription = KindDescription {
    name: "multiline",
    xlsform: "text",
    keys: &[KeyDescription::optional("rows", KeyValueType::Whole { least: 1, most: 60 })],
    shape: FieldShape::Area,
    zh: "多行文字",
    en: "several lines of text, `rows` of writing room on paper (default 3)",
};

/// Words of any kind on one line.
pub(crate) static WORDS: LineFormat = LineFormat {
    name: "text",
    input: "text",
    inputmode: None,
    accepts_autocomplete: |purpose| !purpose.starts_with("tel") && !["bday", "street-address"].contains(&purpose),
    is_latin: false,
    is_code: false,
    boxes: None,
    words: |limit| with_limit("文字", limit),
    shows_hint: false,
    width: 22.0,
    privacy: Privacy::Public,
    read: |given, limit| normalized_text::text(given, limit.most, false),
    faults: &[&say::TOO_LONG, &say::ONE_LINE, &say::DIGITS_LOST],
    line_separator: None,
};
