//! The kind for tables with rows to fill in.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};

/// Rows with names.
pub(crate) const ROWS: KeyValueType = KeyValueType::List(&KeyValueType::Map(&[
    KeyDescription::required("name", KeyValueType::Name),
    KeyDescription::required("label", KeyValueType::Text),
    KeyDescription::optional("source", KeyValueType::Strings),
    KeyDescription::optional("basis", KeyValueType::Strings),
    KeyDescription::optional("inferred", KeyValueType::String),
]));

pub(crate) const REPEAT: KindDescription = KindDescription {
    name: "repeat",
    xlsform: "begin_repeat",
    keys: &[
        KeyDescription::required("columns", KeyValueType::Fields),
        KeyDescription::optional("blank_rows", KeyValueType::Whole { least: 1, most: 100 }),
        KeyDescription::optional("rows", ROWS),
        KeyDescription::optional("row_height", KeyValueType::Length),
    ],
    shape: FieldShape::Repeat,
    zh: "可重复的行",
    en: "`columns` are fields (simple kinds only) with `width`s that add up to 24; `blank_rows` to write in (1 if there are no others); `rows: [{name, label, source, inferred}]` are printed before them, their labels in a first column of `label_width`, which the `width`s then leave free; `row_height` in mm",
};
