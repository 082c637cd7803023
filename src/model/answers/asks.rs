//! What may be answered to one question.

use super::name::AnswerName;
use crate::model::choice::ChoiceList;
use crate::model::field::Question;

/// What may be written in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Asks<'a> {
    Text {
        length: Option<u32>,
        /// May it have several lines?
        lines: bool,
    },
    Number {
        decimal: bool,
        unit: Option<&'a str>,
    },
    Date,
    Month,
    Phone,
    IdNumber,
    Certificate {
        boxes: u32,
    },
    /// A sheet's number of a form that writes it so; `_` stands for any letter or digit.
    Serial {
        pattern: String,
    },
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
    /// What a question asks for, with its option list and the pattern of the number it refers to; none of a choice
    /// whose list is not known.
    pub fn of(question: &'a Question, list: Option<&'a ChoiceList>, pattern: Option<&str>) -> Option<Asks<'a>> {
        Some(match question {
            Question::Text { length } => Asks::Text { length: *length, lines: false },
            Question::Multiline { .. } => Asks::Text { length: None, lines: true },
            Question::Integer { unit } => Asks::Number { decimal: false, unit: unit.as_deref() },
            Question::Decimal { unit } => Asks::Number { decimal: true, unit: unit.as_deref() },
            Question::Date => Asks::Date,
            Question::Month => Asks::Month,
            Question::Phone => Asks::Phone,
            Question::IdNumber => Asks::IdNumber,
            Question::CertificateNumber { boxes, .. } => Asks::Certificate { boxes: *boxes },
            Question::SelectOne { .. } => Asks::Options { offered: offered(list?), many: false },
            Question::SelectMultiple { .. } => Asks::Options { offered: offered(list?), many: true },
            Question::Reference { .. } => match pattern {
                Some(pattern) => Asks::Serial { pattern: pattern.to_owned() },
                None => Asks::Text { length: None, lines: false },
            },
        })
    }
}

/// The options of a list.
pub fn offered(list: &ChoiceList) -> Vec<Offered<'_>> {
    let each = list.choices.iter();
    each.map(|c| Offered { value: &c.name.value, label: &c.label.zh, also: &c.also }).collect()
}
