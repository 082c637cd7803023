//! Differences as findings, with both places: where it is defined, and which output says otherwise.

use super::compare::{ParityDifference, ParityFault};
use super::expected_piece::QuestionPart;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Address;
use crate::model::issued_publicity::IssuedPublicity;
use crate::wording::parity as say;

/// The finding of a difference in the output at this address.
pub fn difference_diagnostic(difference: &ParityDifference, output: &Address) -> Diagnostic {
    let message = match difference.fault {
        ParityFault::Missing(..) | ParityFault::AccessibleText(..) => &say::MISSING,
        ParityFault::Extra => &say::EXTRA,
        ParityFault::Unreadable => &say::UNREADABLE,
        ParityFault::Name(_)
        | ParityFault::Value(_)
        | ParityFault::Required(_)
        | ParityFault::Limit(_)
        | ParityFault::Order(_) => &say::DIFFERS,
    };
    let (part, expected) = match &difference.fault {
        ParityFault::Missing(part, words) | ParityFault::AccessibleText(part, words) => {
            (definition_key(*part), words.clone())
        }
        ParityFault::Extra | ParityFault::Unreadable => ("", String::new()),
        ParityFault::Name(name) | ParityFault::Order(name) => ("name", name.clone()),
        ParityFault::Value(code) => ("list", code.clone()),
        ParityFault::Required(required) => ("required", required.to_string()),
        ParityFault::Limit(most) => ("length", most.to_string()),
    };
    let place = difference.span.map_or_else(|| Location::Path(output.to_string()), Location::Span);
    Diagnostic::error(message, place)
        .with("output", output)
        .with("called", &difference.label)
        .with("part", part)
        .with("expected", expected)
        .with("says", &difference.excerpt)
}

/// The finding of a booklet in which a form is missing, or which cannot be read.
pub fn booklet_diagnostic(booklet: &Address) -> Diagnostic {
    Diagnostic::error(&say::UNBOUND, booklet.to_string()).with("output", booklet)
}

/// The finding of a text that paper lacks, or of paper that cannot be read.
pub fn missing_text_diagnostic(publicity: &IssuedPublicity, output: &Address, text: Option<&str>) -> Diagnostic {
    let message = if text.is_some() { &say::LACKING } else { &say::UNREADABLE };
    Diagnostic::error(message, publicity.title.span)
        .with("output", output)
        .with("called", &publicity.title.value)
        .with("expected", text.unwrap_or_default())
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
