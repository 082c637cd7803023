//! The small closed set of things a person can fill in.
//!
//! Outputs match on [`Control`] in full and never on the kinds behind it, where they can: a new kind
//! is a new row made of these.

use super::choice::ChoiceList;
use super::field::Question;

/// One thing to fill in.
#[derive(Clone, Debug, PartialEq)]
pub enum Control<'a> {
    /// One line; `length` in characters where limited.
    Line { length: Option<u32>, input: Input },
    /// Room for several lines.
    Area { rows: u32 },
    /// A number with its unit behind it.
    Number { decimal: bool, unit: Option<&'a str> },
    /// Year and month, with the day where `day` is set.
    Date { day: bool },
    /// A row of equal boxes, one character each.
    Comb { boxes: u32 },
    /// Boxes to tick.
    Ticks { list: &'a ChoiceList, many: bool },
}

/// What a line is for: decides the keyboard on a phone (HTML `inputmode`, `autocomplete`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    Text,
    Phone,
}

/// The number of places of a citizen's identity number (GB 11643-1999).
pub const ID_NUMBER_PLACES: u32 = 18;

impl Question {
    /// What one fills in, of a choice with its option list; none where that is not known.
    pub fn control<'a>(&'a self, list: Option<&'a ChoiceList>) -> Option<Control<'a>> {
        Some(match self {
            Question::Text { length } => Control::Line { length: *length, input: Input::Text },
            Question::Phone => Control::Line { length: None, input: Input::Phone },
            Question::Reference { .. } => Control::Line { length: None, input: Input::Text },
            Question::Multiline { rows } => Control::Area { rows: *rows },
            Question::Integer { unit } => Control::Number { decimal: false, unit: unit.as_deref() },
            Question::Decimal { unit } => Control::Number { decimal: true, unit: unit.as_deref() },
            Question::Date => Control::Date { day: true },
            Question::Month => Control::Date { day: false },
            Question::IdNumber => Control::Comb { boxes: ID_NUMBER_PLACES },
            Question::CertificateNumber { boxes, .. } => Control::Comb { boxes: *boxes },
            Question::SelectOne { .. } => Control::Ticks { list: list?, many: false },
            Question::SelectMultiple { .. } => Control::Ticks { list: list?, many: true },
        })
    }
}
