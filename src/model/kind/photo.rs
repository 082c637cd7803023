//! The kind for the place of a photograph.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};

pub(crate) const PHOTO: KindDescription = KindDescription {
    name: "photo",
    xlsform: "image",
    keys: &[KeyDescription::optional("size", KeyValueType::Size)],
    shape: FieldShape::Photo,
    zh: "照片",
    en: "a place for a photograph, `[25, 35]` in mm (1 寸, the default) or `[35, 49]` (2 寸)",
};
