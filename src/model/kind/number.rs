//! Numbers with their unit behind them.

use super::description::{Key, KeyValue, KindRow, Shape};

const KEYS: &[Key] = &[Key::optional("unit", KeyValue::String)];

pub const INTEGER: KindRow = KindRow {
    name: "integer",
    xlsform: "integer",
    keys: KEYS,
    shape: Shape::Number { decimal: false },
    zh: "整数",
    en: "a whole number",
};

pub const DECIMAL: KindRow = KindRow {
    name: "decimal",
    xlsform: "decimal",
    keys: KEYS,
    shape: Shape::Number { decimal: true },
    zh: "小数",
    en: "a decimal number",
};
