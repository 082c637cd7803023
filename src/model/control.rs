//! The controls by which a field is filled in: a small closed set.
//!
//! Outputs match on [`Control`] in full and never on the kinds behind it: a new kind is a new description of these.

use super::choice::ChoiceList;
use super::field::Question;
use super::kind::format::{DateFormat, LineFormat};
use super::kind::reference;

/// One control to fill in, on paper or on a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Control<'a> {
    /// One line; `length` in characters where limited, and of boxes how many there are.
    Line { format: &'static LineFormat, length: Option<u32> },
    /// Room for several lines.
    Area { rows: u32 },
    /// A number with its unit behind it.
    Number { decimal: bool, unit: Option<&'a str> },
    /// Figures, each with its word behind it: 年 月 日.
    Date(&'static DateFormat),
    /// Boxes to tick.
    Ticks { list: &'a ChoiceList, many: bool },
}

impl Question {
    /// What one fills in; `None` for a choice whose list is not there.
    pub(crate) fn control<'a>(&'a self, list: Option<&'a ChoiceList>) -> Option<Control<'a>> {
        Some(match self {
            Question::Line { format, length } => Control::Line { format, length: *length },
            Question::Certificate { format, boxes, .. } => Control::Line { format, length: Some(*boxes) },
            Question::Reference { .. } => Control::Line { format: &reference::FORMAT, length: None },
            Question::Area { rows } => Control::Area { rows: *rows },
            Question::Number { decimal, unit } => Control::Number { decimal: *decimal, unit: unit.as_deref() },
            Question::Date(format) => Control::Date(format),
            Question::Select { many, .. } => Control::Ticks { list: list?, many: *many },
        })
    }
}
