//! Differences as findings, with both places: where it is defined, and which output says otherwise.

use super::compare::{Difference, Fault};
use super::piece::Part;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Address;
use crate::model::issued_publicity::IssuedPublicity;
use crate::wording::parity as say;

/// The finding of a difference in the output at this address.
pub fn said(difference: &Difference, output: &Address) -> Diagnostic {
    let message = match difference.fault {
        Fault::Missing(..) | Fault::Heard(..) => &say::MISSING,
        Fault::Extra => &say::EXTRA,
        Fault::Unreadable => &say::UNREADABLE,
        Fault::Name(_) | Fault::Value(_) | Fault::Required(_) | Fault::Limit(_) | Fault::Order(_) => &say::DIFFERS,
    };
    let (part, expected) = match &difference.fault {
        Fault::Missing(part, words) | Fault::Heard(part, words) => (key(*part), words.clone()),
        Fault::Extra | Fault::Unreadable => ("", String::new()),
        Fault::Name(name) | Fault::Order(name) => ("name", name.clone()),
        Fault::Value(code) => ("list", code.clone()),
        Fault::Required(required) => ("required", required.to_string()),
        Fault::Limit(most) => ("length", most.to_string()),
    };
    let place = difference.span.map_or_else(|| Place::Path(output.to_string()), Place::Span);
    Diagnostic::error(message, place)
        .with("output", output)
        .with("called", &difference.called)
        .with("part", part)
        .with("expected", expected)
        .with("says", &difference.says)
}

/// The finding of a booklet in which a form is missing, or which cannot be read.
pub fn unbound(booklet: &Address) -> Diagnostic {
    Diagnostic::error(&say::UNBOUND, booklet.to_string()).with("output", booklet)
}

/// The finding of a text that paper lacks, or of paper that cannot be read.
pub fn lacks(publicity: &IssuedPublicity, output: &Address, text: Option<&str>) -> Diagnostic {
    let message = if text.is_some() { &say::LACKING } else { &say::UNREADABLE };
    Diagnostic::error(message, publicity.title.span)
        .with("output", output)
        .with("called", &publicity.title.value)
        .with("expected", text.unwrap_or_default())
}

/// The key of a definition that a part is written with.
fn key(part: Part) -> &'static str {
    match part {
        Part::Number => "number",
        Part::Label => "label",
        Part::Obligation => "required",
        Part::Hint => "hint",
        Part::Condition => "relevant",
        Part::Rule => "constraint",
        Part::Skip => "skip",
        Part::Unit => "unit",
        Part::Row => "rows",
        Part::Option => "list",
        Part::Place => "name",
        Part::Text => "text",
    }
}
