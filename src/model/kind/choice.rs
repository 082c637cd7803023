//! The kinds for choices from a list: of one option, of several, and of one for each row of a matrix.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};
use super::table::ROWS;
use crate::model::field::GRID_COLUMNS;

const LIST: KeyDescription = KeyDescription::required("list", KeyValueType::Name);

/// A column to write in beside the rows of a matrix.
pub(crate) const NOTE: KeyValueType = KeyValueType::Map(&[
    KeyDescription::required("label", KeyValueType::Text),
    KeyDescription::required("width", KeyValueType::Whole { least: 1, most: GRID_COLUMNS }),
]);

pub(crate) const SELECT_ONE: KindDescription = KindDescription {
    name: "select_one",
    xlsform: "select_one",
    keys: &[LIST],
    shape: FieldShape::Select { many: false },
    zh: "单选",
    en: "boxes to tick, one of a list in `choices.yaml`",
};

pub(crate) const SELECT_MULTIPLE: KindDescription = KindDescription {
    name: "select_multiple",
    xlsform: "select_multiple",
    keys: &[LIST],
    shape: FieldShape::Select { many: true },
    zh: "多选",
    en: "boxes to tick, any of a list in `choices.yaml`",
};

pub(crate) const MATRIX: KindDescription = KindDescription {
    name: "matrix",
    xlsform: "begin_group",
    keys: &[LIST, KeyDescription::required("rows", ROWS), KeyDescription::optional("note", NOTE)],
    shape: FieldShape::Matrix,
    zh: "逐行选择的表格",
    en: "a choice of the list in each row: `rows: [{name, label, source, basis, inferred}]`, beside them perhaps a column to write in, `note: {label, width}`",
};
