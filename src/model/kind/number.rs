//! The kinds for numbers with a unit.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};

const KEYS: &[KeyDescription] = &[KeyDescription::optional("unit", KeyValueType::String)];

pub(crate) const INTEGER: KindDescription = KindDescription {
    name: "integer",
    xlsform: "integer",
    keys: KEYS,
    shape: FieldShape::Number { decimal: false },
    zh: "整数",
    en: "a whole number",
};

pub(crate) const DECIMAL: KindDescription = KindDescription {
    name: "decimal",
    xlsform: "decimal",
    keys: KEYS,
    shape: FieldShape::Number { decimal: true },
    zh: "小数",
    en: "a decimal number",
};
