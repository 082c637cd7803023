//! Answers of filled-in sheets: their names and types, parsing, and the rules they must satisfy.
//!
//! 1. [`name`]: what answers are called; [`columns`]: everything that can be answered on a sheet, as the
//!    columns of a table; [`answer_type`]: what may be written in one
//! 2. [`text_cleanup`]: texts put right; [`cell_parser`]: what stands in a cell to an [`Answer`], by what the column
//!    asks for
//! 3. [`three_valued_logic`]: what a condition comes to over answers, of which some may be missing
//! 4. [`rules`]: conditions, obligations and constraints of a whole row; [`person`]: numbers of a person that
//!    contradict one another
//! 5. `setting_value`: the value of a setting, checked as an answer is
//! 6. [`field_values`]: answers to the places on the sheet where they are written or ticked

pub(crate) mod answer_type;
pub(crate) mod cell_parser;
pub(crate) mod columns;
pub(crate) mod field_values;
pub(crate) mod name;
pub(crate) mod person;
pub(crate) mod rules;
mod setting_value;
pub(crate) mod text_cleanup;
pub(crate) mod three_valued_logic;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{CellLocation, Diagnostic, Location};
use crate::model::kind::format::ParsedDateTime;
use crate::wording::PartialMessage;

pub(crate) use crate::model::kind::format::excerpt;
pub(crate) use answer_type::{AnswerOption, AnswerType};
pub(crate) use columns::AnswerColumn;
pub(crate) use name::AnswerName;

/// The answer to one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Text(String),
    /// As it is to be printed, and what it is worth.
    Number {
        written: String,
        value: f64,
    },
    /// As it is kept, 2026-11-01 or 2026-11, and the day it is worth: of a month the first.
    Date {
        written: String,
        day: Date,
    },
    /// Options by their stored values, in the order of the list; of a single choice one.
    Chosen(Vec<String>),
}

impl From<ParsedDateTime> for Answer {
    fn from(ParsedDateTime { written, day }: ParsedDateTime) -> Answer {
        match day {
            Some(day) => Answer::Date { written, day },
            None => Answer::Text(written),
        }
    }
}

/// The answers of one sheet by name; unanswered questions are absent.
pub type Answers = BTreeMap<AnswerName, Answer>;

/// The content of a table cell before it is parsed.
#[derive(Clone, Debug, PartialEq)]
pub enum RawCell {
    Text(String),
    /// A spreadsheet's or JSON's number.
    Number(RawNumber),
    /// A spreadsheet's date.
    Day(RawDate),
    /// Several texts: a list in JSON.
    Several(Vec<String>),
}

/// A number from a spreadsheet or from JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct RawNumber {
    /// As it is kept, with the 15 digits that spreadsheets keep.
    pub(crate) value: f64,
    /// As its cell shows it.
    pub(crate) display: NumberDisplay,
    /// The day that counts as nought in its workbook; `None` in JSON, where a number is no day.
    pub(crate) date_epoch: Option<Date>,
}

/// How a spreadsheet cell displays its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NumberDisplay {
    /// The number itself.
    Plain,
    /// This text, in which no digit is left out.
    Text(String),
    /// This text, which is not the number that is kept.
    Inexact(String),
    /// A number in this display format, which is not supported.
    UnknownFormat(String),
}

/// A date from a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawDate {
    pub(crate) date: Date,
    /// What of it its cell shows.
    pub(crate) year: bool,
    pub(crate) month: bool,
    pub(crate) day: bool,
    /// As its cell shows it, where that can be told.
    pub(crate) display: Option<String>,
}

impl RawCell {
    /// As a person reads it.
    pub(crate) fn text(&self) -> String {
        match self {
            RawCell::Text(text) => text.clone(),
            RawCell::Number(RawNumber {
                display: NumberDisplay::Text(text) | NumberDisplay::Inexact(text), ..
            }) => text.clone(),
            RawCell::Number(figure) => figure.value.to_string(),
            RawCell::Day(day) => day.display.clone().unwrap_or_else(|| day.date.to_string()),
            RawCell::Several(texts) => texts.join("、"),
        }
    }
}

/// The place of a row in a table of data, with the positions of its columns.
#[derive(Clone, Copy, Debug)]
pub struct RowLocation<'a> {
    pub file: &'a str,
    /// From 1, as a spreadsheet counts: the headings are row 1. In JSON the object's number.
    pub row: usize,
    /// The number of a name's column, from 1; empty where the file has no columns.
    pub columns: &'a BTreeMap<AnswerName, usize>,
}

impl RowLocation<'_> {
    /// The cell of an answer.
    pub fn cell(&self, name: &AnswerName) -> Location {
        self.location(self.columns.get(name).copied())
    }

    /// The row as a whole.
    pub(crate) fn row_location(&self) -> Location {
        self.location(None)
    }

    fn location(&self, column: Option<usize>) -> Location {
        Location::Cell(CellLocation { file: self.file.to_owned(), row: self.row, column })
    }

    /// A fault in a column of this row.
    pub fn fault(&self, column: &AnswerColumn, message: PartialMessage) -> Diagnostic {
        Diagnostic::new(message.fill(column.title()), self.cell(&column.name))
    }
}
