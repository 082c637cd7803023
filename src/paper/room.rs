//! Limits that their cells cannot hold: a `length` of which not every character has room in the smallest type.

use std::collections::BTreeMap;

use super::sheet::{Mark, Sheet};
use super::typing::Lack;
use crate::diagnostic::Diagnostic;
use crate::model::answers::{AnswerName, Column};
use crate::wording::output::TOO_LITTLE_ROOM;

/// A fault for each column whose limit goes beyond what may be typed in its place.
pub fn faults(pages: &[Sheet], columns: &[Column]) -> Vec<Diagnostic> {
    let columns: BTreeMap<&AnswerName, &Column> = columns.iter().map(|column| (&column.name, column)).collect();
    let mut faults = Vec::new();
    for placed in pages.iter().flat_map(Sheet::marks) {
        let Mark::Field(field) = &placed.mark else { continue };
        let (Some(lack), Some(column)) = (Lack::of(field), columns.get(&field.name)) else { continue };
        let fault = Diagnostic::error(&TOO_LITTLE_ROOM, column.span)
            .with("label", column.item.map_or(&column.label, |item| &item.label.zh))
            .with("length", lack.length)
            .with("most", lack.most)
            .with("room", lack.width.0.floor())
            .with("needed", lack.needed.0.ceil());
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}
