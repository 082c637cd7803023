//! Limits that their cells cannot hold: a `length` of which not every character has room in the smallest type.

use std::collections::BTreeMap;

use super::document::{PaperMark, PaperPage};
use super::text_field::LengthShortfall;
use crate::diagnostic::Diagnostic;
use crate::model::answers::{AnswerColumn, AnswerName};
use crate::wording::{message, output::TOO_LITTLE_ROOM};

/// A fault for each column whose limit goes beyond what may be typed in its place.
pub(crate) fn length_faults(pages: &[PaperPage], columns: &[AnswerColumn]) -> Vec<Diagnostic> {
    let columns: BTreeMap<&AnswerName, &AnswerColumn> = columns.iter().map(|column| (&column.name, column)).collect();
    let mut faults = Vec::new();
    for placed in pages.iter().flat_map(PaperPage::marks) {
        let PaperMark::Field(field) = &placed.mark else { continue };
        let (Some(lack), Some(column)) = (LengthShortfall::of(field), columns.get(&field.name)) else { continue };
        let fault = Diagnostic::new(
            message!(
                TOO_LITTLE_ROOM,
                label = column.item.map_or(&column.label, |item| &item.label.zh),
                length = lack.length,
                most = lack.max_length,
                room = lack.width.0.floor(),
                needed = lack.needed_width.0.ceil()
            ),
            column.span,
        );
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}
