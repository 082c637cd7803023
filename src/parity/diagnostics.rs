//! Differences as findings, with both places: where it is defined, and which output says otherwise.

use std::fmt::Display;

use super::compare::{ParityDifference, ParityFault};
use super::expected_piece::QuestionPart;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Address;
use crate::model::issued_publicity::IssuedPublicity;
use crate::wording::{message, parity as say};

/// The finding of a difference in the output at this address.
pub fn difference_diagnostic(difference: &ParityDifference, output: &Address) -> Diagnostic {
    let ParityDifference { label: called, excerpt: says, .. } = difference;
    let differs = |part: &str, expected: &dyn Display| message!(say::DIFFERS, output, called, part, expected, says);
    let message = match &difference.fault {
        ParityFault::Missing(part, words) | ParityFault::AccessibleText(part, words) => {
            message!(say::MISSING, output, called, part = definition_key(*part), expected = words, says)
        }
        ParityFault::Extra => message!(say::EXTRA, output, called, says),
        ParityFault::Unreadable => message!(say::UNREADABLE, output, called),
        ParityFault::Name(name) | ParityFault::Order(name) => differs("name", name),
        ParityFault::Value(code) => differs("list", code),
        ParityFault::Required(required) => differs("required", required),
        ParityFault::Limit(most) => differs("length", most),
    };
    let place = difference.span.map_or_else(|| Location::Path(output.to_string()), Location::Span);
    Diagnostic::new(message, place)
}

/// The finding of a booklet in which a form is missing, or which cannot be read.
pub(crate) fn booklet_diagnostic(booklet: &Address) -> Diagnostic {
    Diagnostic::new(message!(say::UNBOUND, output = booklet), booklet.to_string())
}

/// The finding of a text that paper lacks, or of paper that cannot be read.
pub(crate) fn missing_text_diagnostic(publicity: &IssuedPublicity, output: &Address, text: Option<&str>) -> Diagnostic {
    let called = &publicity.title.value;
    let message = match text {
        Some(text) => message!(say::LACKING, output, called, expected = text),
        None => message!(say::UNREADABLE, output, called),
    };
    Diagnostic::new(message, publicity.title.span)
}

/// The key of a definition that a part is written with.
fn definition_key(part: QuestionPart) -> &'static str {
    match part {
        QuestionPart::Number => "number",
        QuestionPart::Label => "label",
        QuestionPart::Obligation => "required",
        QuestionPart::Hint => "hint",
        QuestionPart::Condition => "relevant",
        QuestionPart::Rule => "constraint",
        QuestionPart::Skip => "skip",
        QuestionPart::Unit => "unit",
        QuestionPart::Row => "rows",
        QuestionPart::Option => "list",
        QuestionPart::Place => "name",
        QuestionPart::Text => "text",
    }
}
