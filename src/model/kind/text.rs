//! Text: one line of it, and several.

use super::description::{Key, KeyValue, KindRow, Shape};
use super::format::LineFormat;
use super::written;
use crate::model::privacy::Privacy;
use crate::wording::records as say;

pub const TEXT: KindRow = KindRow {
    name: "text",
    xlsform: "text",
    keys: &[Key::optional("length", KeyValue::Whole { least: 1, most: 10_000 })],
    shape: Shape::Line(&WORDS),
    zh: "一行文字",
    en: "one line of text, at most `length` characters, which must have room in its cell at 9 pt (two lines where the cell is high enough)",
};

pub const MULTILINE: KindRow = KindRow {
    name: "multiline",
    xlsform: "text",
    keys: &[Key::optional("rows", KeyValue::Whole { least: 1, most: 60 })],
    shape: Shape::Area,
    zh: "多行文字",
    en: "several lines of text, `rows` of writing room on paper (default 3)",
};

/// Words of any kind on one line.
pub static WORDS: LineFormat = LineFormat {
    name: "text",
    input: "text",
    mode: None,
    suits: |purpose| !purpose.starts_with("tel") && !["bday", "street-address"].contains(&purpose),
    figures: false,
    code: false,
    boxes: None,
    words: "文字",
    says: false,
    width: 22.0,
    privacy: Privacy::Public,
    read: |given, limit| written::text(given, limit.most, false),
    faults: &[&say::TOO_LONG, &say::ONE_LINE, &say::DIGITS_LOST],
    between: None,
};
