//! A place for a photograph.

use super::description::{Key, KeyValue, KindRow, Shape};

pub const PHOTO: KindRow = KindRow {
    name: "photo",
    xlsform: "image",
    keys: &[Key::optional("size", KeyValue::Size)],
    shape: Shape::Photo,
    zh: "照片",
    en: "a place for a photograph, `[25, 35]` in mm (1 寸, the default) or `[35, 49]` (2 寸)",
};
