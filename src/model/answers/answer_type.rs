//! The types of answer columns, by which cells are parsed, tables explained and controls made: a closed set.

use super::name::AnswerName;
use crate::model::choice::ChoiceList;
use crate::model::field::Question;
use crate::model::kind::format::{AnswerLimit, DateFormat, LineFormat};
use crate::model::kind::{certificate_number, id_number, reference, text};
use crate::wording::{Message, records as say};

/// The type of the values in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerType<'a> {
    Line {
        format: &'static LineFormat,
        limit: AnswerLimit,
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
        offered: Vec<AnswerOption<'a>>,
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

/// An option of a column: its stored value and its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerOption<'a> {
    pub value: &'a str,
    pub(crate) label: &'a str,
    /// Other texts that tables may contain for it.
    pub(crate) also: &'a [String],
}

impl<'a> AnswerType<'a> {
    /// One line of any words.
    pub(crate) fn text() -> AnswerType<'static> {
        AnswerType::Line { format: &text::WORDS, limit: AnswerLimit::default() }
    }

    /// The number of a sheet, `_` for each place of its pattern.
    pub(crate) fn serial(pattern: String) -> AnswerType<'static> {
        AnswerType::Line { format: &reference::FORMAT, limit: AnswerLimit { pattern: Some(pattern), most: None } }
    }

    /// What a question takes; `None` for a choice whose list is not there. `pattern` is how the number of the form it
    /// refers to is written, where that form is there.
    pub(crate) fn of(
        question: &'a Question,
        list: Option<&'a ChoiceList>,
        pattern: Option<&str>,
    ) -> Option<AnswerType<'a>> {
        let line = |format, most| AnswerType::Line { format, limit: AnswerLimit { most, pattern: None } };
        Some(match question {
            Question::Line { format, length } => line(format, *length),
            Question::Certificate { format, boxes, .. } => line(format, Some(*boxes)),
            Question::Reference { .. } => {
                pattern.map_or_else(AnswerType::text, |pattern| AnswerType::serial(pattern.to_owned()))
            }
            Question::Area { rows } => AnswerType::Area { rows: *rows },
            Question::Number { decimal, unit } => AnswerType::Number { decimal: *decimal, unit: unit.as_deref() },
            Question::Date(format) => AnswerType::Date(format),
            Question::Select { many, .. } => AnswerType::Options { offered: answer_options(list?), many: *many },
        })
    }

    /// What may be wrong with what is written.
    pub(crate) fn faults(&self) -> &'static [&'static Message] {
        match self {
            AnswerType::Line { format, .. } => format.faults,
            AnswerType::Area { .. } | AnswerType::Other { .. } => text::WORDS.faults,
            AnswerType::Date(format) => format.faults,
            AnswerType::Number { .. } => &[&say::NOT_A_NUMBER, &say::NOT_WHOLE],
            AnswerType::Options { .. } => &[&say::NOT_OFFERED, &say::ONLY_ONE],
        }
    }

    /// Does what is written say when a person was born?
    pub(crate) fn is_birth_date(&self) -> bool {
        matches!(self, AnswerType::Line { format, .. } if [&id_number::FORMAT, &certificate_number::FORMAT].contains(format))
    }

    /// Does it take any words?
    pub(crate) fn is_text(&self) -> bool {
        match self {
            AnswerType::Line { format, .. } => **format == text::WORDS,
            AnswerType::Area { .. } | AnswerType::Other { .. } => true,
            AnswerType::Number { .. } | AnswerType::Date(_) | AnswerType::Options { .. } => false,
        }
    }
}

/// The options of a list.
pub(crate) fn answer_options(list: &ChoiceList) -> Vec<AnswerOption<'_>> {
    let each = list.choices.iter();
    each.map(|c| AnswerOption { value: &c.name.value, label: &c.label.zh, also: &c.also }).collect()
}
