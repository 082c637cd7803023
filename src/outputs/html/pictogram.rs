//! Pictograms in a page, as markup. They are hidden from assistive technology, as the words beside them say the same.

use std::collections::BTreeMap;

use crate::model::pictogram::{GRID, Pictogram, Pictograms};

/// A pictogram in a page; its colour and stroke width are those of the style sheet.
pub(crate) fn markup(pictogram: &Pictogram) -> String {
    let elements = &pictogram.elements;
    format!("<svg class=\"pictogram\" viewBox=\"0 0 {GRID} {GRID}\" aria-hidden=\"true\">{elements}</svg>")
}

/// The markup of all pictograms of a project, by name.
pub(crate) fn all(pictograms: &Pictograms) -> BTreeMap<String, String> {
    pictograms.iter().map(|pictogram| (pictogram.name.to_string(), markup(pictogram))).collect()
}
