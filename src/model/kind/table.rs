//! Tables with rows to write in.

use super::description::{Key, KeyValue, KindRow, Shape};

/// Rows with names.
pub const ROWS: KeyValue = KeyValue::List(&KeyValue::Map(&[
    Key::required("name", KeyValue::Name),
    Key::required("label", KeyValue::Text),
    Key::optional("source", KeyValue::Strings),
    Key::optional("basis", KeyValue::Strings),
    Key::optional("inferred", KeyValue::String),
]));

pub const REPEAT: KindRow = KindRow {
    name: "repeat",
    xlsform: "begin_repeat",
    keys: &[
        Key::required("columns", KeyValue::Fields),
        Key::optional("blank_rows", KeyValue::Whole { least: 1, most: 100 }),
        Key::optional("rows", ROWS),
        Key::optional("row_height", KeyValue::Length),
    ],
    shape: Shape::Repeat,
    zh: "可重复的行",
    en: "`columns` are fields (simple kinds only) with `width`s that add up to 24; `blank_rows` to write in (1 if there are no others); `rows: [{name, label, source, inferred}]` are printed before them, their labels in a first column of `label_width`, which the `width`s then leave free; `row_height` in mm",
};
