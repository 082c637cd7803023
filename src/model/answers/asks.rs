//! What a column of answers takes: the closed set by which cells are read, tables explained and controls made.

use super::name::AnswerName;
use crate::model::choice::ChoiceList;
use crate::model::field::Question;
use crate::model::kind::format::{DateFormat, Limit, LineFormat};
use crate::model::kind::{certificate_number, id_number, reference, text};
use crate::wording::{Message, records as say};

/// What may be written in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Asks<'a> {
    Line {
        format: &'static LineFormat,
        limit: Limit,
    },
    /// Several lines of text; `rows` of writing room on paper.
    Area {
        rows: u32,
    },
    Number {
        decimal: bool,
        unit: Option<&'a str>,
    },
    Date(&'static DateFormat),
    Options {
        offered: Vec<Offered<'a>>,
        many: bool,
    },
    /// What 其他 is, where that option of the column of this name is chosen.
    Other {
        of: AnswerName,
        option: &'a str,
        /// The option's label.
        label: &'a str,
    },
}

/// An option: its stored value and its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered<'a> {
    pub value: &'a str,
    pub label: &'a str,
    /// What else tables write for it.
    pub also: &'a [String],
}

impl<'a> Asks<'a> {
    /// One line of any words.
    pub fn text() -> Asks<'static> {
        Asks::Line { format: &text::WORDS, limit: Limit::default() }
    }

    /// The number of a sheet, `_` for each place of its pattern.
    pub fn serial(pattern: String) -> Asks<'static> {
        Asks::Line { format: &reference::FORMAT, limit: Limit { pattern: Some(pattern), most: None } }
    }

    /// What a question takes; `None` for a choice whose list is not there. `pattern` is how the number of the form it
    /// refers to is written, where that form is there.
    pub fn of(question: &'a Question, list: Option<&'a ChoiceList>, pattern: Option<&str>) -> Option<Asks<'a>> {
        let line = |format, most| Asks::Line { format, limit: Limit { most, pattern: None } };
        Some(match question {
            Question::Line { format, length } => line(format, *length),
            Question::Certificate { format, boxes, .. } => line(format, Some(*boxes)),
            Question::Reference { .. } => pattern.map_or_else(Asks::text, |pattern| Asks::serial(pattern.to_owned())),
            Question::Area { rows } => Asks::Area { rows: *rows },
            Question::Number { decimal, unit } => Asks::Number { decimal: *decimal, unit: unit.as_deref() },
            Question::Date(format) => Asks::Date(format),
            Question::Select { many, .. } => Asks::Options { offered: offered(list?), many: *many },
        })
    }

    /// What may be wrong with what is written.
    pub fn faults(&self) -> &'static [&'static Message] {
        match self {
            Asks::Line { format, .. } => format.faults,
            Asks::Area { .. } | Asks::Other { .. } => text::WORDS.faults,
            Asks::Date(format) => format.faults,
            Asks::Number { .. } => &[&say::NOT_A_NUMBER, &say::NOT_WHOLE],
            Asks::Options { .. } => &[&say::NOT_OFFERED, &say::ONLY_ONE],
        }
    }

    /// Does what is written say when a person was born?
    pub fn says_birth(&self) -> bool {
        matches!(self, Asks::Line { format, .. } if [&id_number::FORMAT, &certificate_number::FORMAT].contains(format))
    }

    /// Does it take any words?
    pub fn is_text(&self) -> bool {
        match self {
            Asks::Line { format, .. } => **format == text::WORDS,
            Asks::Area { .. } | Asks::Other { .. } => true,
            Asks::Number { .. } | Asks::Date(_) | Asks::Options { .. } => false,
        }
    }
}

/// The options of a list.
pub fn offered(list: &ChoiceList) -> Vec<Offered<'_>> {
    let each = list.choices.iter();
    each.map(|c| Offered { value: &c.name.value, label: &c.label.zh, also: &c.also }).collect()
}
