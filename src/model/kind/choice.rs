//! Choices from a list: of one option, of several, and of one in each row of a table.

use super::description::{Key, KeyValue, KindRow, Shape};
use super::table::ROWS;
use crate::model::field::GRID_COLUMNS;

const LIST: Key = Key::required("list", KeyValue::Name);

/// A column to write in beside the rows of a matrix.
pub const NOTE: KeyValue = KeyValue::Map(&[
    Key::required("label", KeyValue::Text),
    Key::required("width", KeyValue::Whole { least: 1, most: GRID_COLUMNS }),
]);

pub const SELECT_ONE: KindRow = KindRow {
    name: "select_one",
    xlsform: "select_one",
    keys: &[LIST],
    shape: Shape::Select { many: false },
    zh: "单选",
    en: "boxes to tick, one of a list in `choices.yaml`",
};

pub const SELECT_MULTIPLE: KindRow = KindRow {
    name: "select_multiple",
    xlsform: "select_multiple",
    keys: &[LIST],
    shape: Shape::Select { many: true },
    zh: "多选",
    en: "boxes to tick, any of a list in `choices.yaml`",
};

pub const MATRIX: KindRow = KindRow {
    name: "matrix",
    xlsform: "begin_group",
    keys: &[LIST, Key::required("rows", ROWS), Key::optional("note", NOTE)],
    shape: Shape::Matrix,
    zh: "逐行选择的表格",
    en: "a choice of the list in each row: `rows: [{name, label, source, basis, inferred}]`, beside them perhaps a column to write in, `note: {label, width}`",
};
