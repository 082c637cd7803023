//! Everything that can be answered on a sheet, in reading order, as the columns of a table of data.
//!
//! A date is one column though it has three places on the sheet, and so is the sheet's number.

use std::collections::BTreeMap;

use super::name::{AnswerName, RepeatRow, repeat_rows};
use crate::model::choice::ChoiceList;
use crate::model::expression::Expression;
use crate::model::field::{Field, Kind, Question};
use crate::model::form::{Form, Section};
use crate::model::name::Name;
use crate::model::office::City;
use crate::model::site::Site;
use crate::model::terms;
use crate::source::Span;

/// One thing to answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    pub name: AnswerName,
    /// In Chinese, with what it stands in: 心理咨询记录1 日期.
    pub label: String,
    pub asks: Asks<'a>,
    /// Where it is written: the name of what asks for it, or the form as a whole.
    pub span: Span,
    /// Whose constraint and hint it has.
    pub field: Option<&'a Field>,
    pub required: bool,
    /// All of these must hold for it to be asked.
    pub relevant: Vec<&'a Expression>,
    /// The row of a repeat it stands in: what is required is so only in a row that is begun.
    pub row: Option<RepeatRow>,
}

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

impl Column<'_> {
    /// As headings and messages name it: 姓名（name）.
    pub fn title(&self) -> String {
        format!("{}{}", self.label, terms::bracketed(self.name.as_str()))
    }
}

impl Form {
    /// Everything that can be answered on a sheet for this city. `rows` says how many blank rows a
    /// repeat has, where that is not what the form says.
    pub fn columns<'a>(&'a self, site: &'a Site, city: Option<&City>, rows: &BTreeMap<Name, u32>) -> Vec<Column<'a>> {
        let mut list = List { site, form: self, rows, span: self.span, relevant: Vec::new(), columns: Vec::new() };
        if city.is_none_or(|city| city.office.name.is_none()) {
            list.plain(AnswerName::office(), terms::OFFICE.to_owned(), Asks::Text { length: None, lines: false });
        }
        let pattern = self.serial_pattern(city);
        list.span = self.serial.as_ref().map_or(self.span, |serial| serial.span);
        list.plain(AnswerName::serial(), terms::SERIAL.to_owned(), Asks::Serial { pattern });
        for section in &self.sections {
            list.section(section);
        }
        list.columns
    }

    /// How a sheet's number is written for a city, `_` for each place to fill in.
    pub fn serial_pattern(&self, city: Option<&City>) -> String {
        let adcode = city.map_or("______", |city| city.adcode.as_str());
        self.serial.as_ref().map_or_else(|| "_".repeat(16), |pattern| pattern.value.replace("${adcode}", adcode))
    }
}

struct List<'a, 'r> {
    site: &'a Site,
    form: &'a Form,
    rows: &'r BTreeMap<Name, u32>,
    /// Where what is listed next is written.
    span: Span,
    /// The conditions of the section.
    relevant: Vec<&'a Expression>,
    columns: Vec<Column<'a>>,
}

impl<'a> List<'a, '_> {
    /// What no field of the form asks for.
    fn plain(&mut self, name: AnswerName, label: String, asks: Asks<'a>) {
        let (span, relevant) = (self.span, self.relevant.clone());
        self.columns.push(Column { name, label, asks, span, field: None, required: false, relevant, row: None });
    }

    fn section(&mut self, section: &'a Section) {
        for field in &section.fields {
            self.relevant = section.relevant.iter().chain(&field.relevant).collect();
            self.field(field);
        }
        self.relevant.clear();
    }

    fn field(&mut self, field: &'a Field) {
        self.span = field.name.span;
        let name = AnswerName::field(&field.name.value);
        let label = &field.label.zh;
        match &field.kind {
            Kind::Question(question) => self.question(field, question, name, label, None),
            Kind::Matrix { list, rows, note } => {
                let Some(list) = self.site.choices.get(&list.value) else { return };
                for row in rows {
                    self.span = row.name.span;
                    let row_name = name.row(&row.name.value);
                    let row_label = format!("{label}{}{}", terms::COLON, row.label.zh);
                    let asks = Asks::Options { offered: offered(list), many: false };
                    self.add(field, row_name.clone(), row_label.clone(), asks, None);
                    if let Some(note) = note {
                        let note_label = format!("{row_label} {}", note.label.zh);
                        self.plain(row_name.note(), note_label, Asks::Text { length: None, lines: false });
                    }
                }
            }
            Kind::Repeat { columns, rows, blank_rows, .. } => {
                let blank = self.rows.get(&field.name.value).copied().unwrap_or(*blank_rows);
                for (row, named) in repeat_rows(&field.name.value, rows, 1..=blank) {
                    let row_label = named.map_or_else(|| format!("{label}{}", row.key), |named| named.label.zh.clone());
                    for column in columns {
                        let label = format!("{row_label} {}", column.label.zh);
                        self.column(column, row.column(&column.name.value), &label, Some(row.clone()));
                    }
                }
            }
            Kind::Clauses { clauses } => {
                let blanks = clauses.iter().flat_map(|clause| &clause.blanks);
                for blank in blanks {
                    self.column(blank, AnswerName::field(&blank.name.value), &blank.label.zh, None);
                }
            }
            Kind::Consent(consent) => {
                for statement in self.form.consent_statements(consent) {
                    let offered = statement.offered();
                    self.plain(
                        name.agreement(statement.to),
                        statement.words.trim_end_matches(terms::COLON).to_owned(),
                        Asks::Options { offered, many: false },
                    );
                }
                self.plain(name.date(), format!("{label}{}{}", terms::COLON, terms::DATE), Asks::Date);
            }
            Kind::Signatures { parties } => {
                for party in parties.iter().filter(|party| party.date) {
                    self.span = party.name.span;
                    let label = format!("{}{}", party.label.zh, terms::DATE);
                    self.plain(name.party_date(&party.name.value), label, Asks::Date);
                }
            }
            Kind::Photo { .. } | Kind::Note { .. } => {}
        }
    }

    /// A question inside a repeat or a clause, which may have a condition of its own.
    fn column(&mut self, column: &'a Field, name: AnswerName, label: &str, row: Option<RepeatRow>) {
        let Kind::Question(question) = &column.kind else { return };
        self.span = column.name.span;
        let outer = self.relevant.len();
        self.relevant.extend(&column.relevant);
        self.question(column, question, name, label, row);
        self.relevant.truncate(outer);
    }

    fn question(
        &mut self,
        field: &'a Field,
        question: &'a Question,
        name: AnswerName,
        label: &str,
        row: Option<RepeatRow>,
    ) {
        let Some(asks) = self.asks(question) else { return };
        self.add(field, name.clone(), label.to_owned(), asks, row.clone());
        let (Question::SelectOne { list } | Question::SelectMultiple { list }) = question else { return };
        let other = self.site.choices.get(&list.value).and_then(|list| list.choices.iter().find(|choice| choice.other));
        if let Some(other) = other {
            let written_in = name.other();
            let asks = Asks::Other { of: name, option: &other.name.value, label: &other.label.zh };
            self.plain(written_in, format!("{label}{}{}", terms::COLON, other.label.zh), asks);
            if let Some(last) = self.columns.last_mut() {
                last.row = row;
            }
        }
    }

    fn add(&mut self, field: &'a Field, name: AnswerName, label: String, asks: Asks<'a>, row: Option<RepeatRow>) {
        let (span, relevant) = (self.span, self.relevant.clone());
        let (required, field) = (field.required, Some(field));
        self.columns.push(Column { name, label, asks, span, field, required, relevant, row });
    }

    fn asks(&self, question: &'a Question) -> Option<Asks<'a>> {
        let options =
            |list: &Name, many| self.site.choices.get(list).map(|list| Asks::Options { offered: offered(list), many });
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
            Question::SelectOne { list } => options(&list.value, false)?,
            Question::SelectMultiple { list } => options(&list.value, true)?,
            Question::Reference { form } => match self.site.form(&form.value) {
                Some(form) => Asks::Serial { pattern: form.serial_pattern(None) },
                None => Asks::Text { length: None, lines: false },
            },
        })
    }
}

fn offered(list: &ChoiceList) -> Vec<Offered<'_>> {
    let each = list.choices.iter();
    each.map(|c| Offered { value: &c.name.value, label: &c.label.zh, also: &c.also }).collect()
}
