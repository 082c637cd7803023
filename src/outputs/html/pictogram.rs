//! Pictograms in a page, as markup: for the eye alone, as the words beside them say the same.

use std::collections::BTreeMap;

use crate::model::pictogram::{GRID, Pictogram, Pictograms};

/// A pictogram in a page; its colour and weight are the style sheet's.
pub(crate) fn markup(pictogram: &Pictogram) -> String {
    let elements = &pictogram.elements;
    format!("<svg class=\"pictogram\" viewBox=\"0 0 {GRID} {GRID}\" aria-hidden=\"true\">{elements}</svg>")
}

/// All of a project by their names.
pub(crate) fn all(pictograms: &Pictograms) -> BTreeMap<String, String> {
    pictograms.iter().map(|pictogram| (pictogram.name.to_string(), markup(pictogram))).collect()
}
