//! Diagnostics of differences, with both places: the definition in the sources and the output that differs.

use std::fmt::Display;

use super::compare::{ParityDifference, ParityFault};
use super::expected_piece::QuestionPart;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Address;
use crate::model::issued_publicity::IssuedPublicity;
use crate::wording::{message, parity as say};

/// The diagnostic of a difference in the output at this address.
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

/// The diagnostic of a booklet that lacks a form or cannot be read.
pub(crate) fn booklet_diagnostic(booklet: &Address) -> Diagnostic {
    Diagnostic::new(message!(say::UNBOUND, output = booklet), booklet.to_string())
}

/// The diagnostic of a text that a publicity PDF lacks, or, without a text, of a PDF that cannot be read.
pub(crate) fn missing_text_diagnostic(publicity: &IssuedPublicity, output: &Address, text: Option<&str>) -> Diagnostic {
    let called = &publicity.title.value;
    let message = match text {
        Some(text) => message!(say::LACKING, output, called, expected = text),
        None => message!(say::UNREADABLE, output, called),
    };
    Diagnostic::new(message, publicity.title.span)
}

/// The YAML key that defines a part of a question.
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
