//! Check of `length:` limits: a field must have room for so many characters in the smallest type.

use std::collections::BTreeMap;

use super::document::{PaperMark, PaperPage};
use super::text_field::LengthShortfall;
use crate::diagnostic::Diagnostic;
use crate::model::answers::{AnswerColumn, AnswerName};
use crate::wording::{message, output::TOO_LITTLE_ROOM};

/// The diagnostics of columns whose limit is higher than the number of characters that their field has room for, each once.
pub(crate) fn length_faults(pages: &[PaperPage], columns: &[AnswerColumn]) -> Vec<Diagnostic> {
    let columns: BTreeMap<&AnswerName, &AnswerColumn> = columns.iter().map(|column| (&column.name, column)).collect();
    let mut diagnostics = Vec::new();
    for placed in pages.iter().flat_map(PaperPage::marks) {
        let PaperMark::Field(field) = &placed.mark else { continue };
        let (Some(shortfall), Some(column)) = (LengthShortfall::of(field), columns.get(&field.name)) else { continue };
        let diagnostic = Diagnostic::new(
            message!(
                TOO_LITTLE_ROOM,
                label = column.item.map_or(&column.label, |item| &item.label.zh),
                length = shortfall.length,
                most = shortfall.max_length,
                room = shortfall.width.0.floor(),
                needed = shortfall.needed_width.0.ceil()
            ),
            column.span,
        );
        if !diagnostics.contains(&diagnostic) {
            diagnostics.push(diagnostic);
        }
    }
    diagnostics
}
