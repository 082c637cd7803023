//! Everything that can be answered on a sheet, in reading order, as the columns of a table of data.
//!
//! A date is one column though it has three places on the sheet, and so is the sheet's number.

use std::collections::BTreeMap;

use super::asks::{Asks, offered};
use super::name::{AnswerName, RepeatRow, repeat_rows};
use crate::model::issued::{Condition, IssuedBody, IssuedForm, Item, Kind, Obligation, Question, Section};
use crate::model::kind::date;
use crate::model::name::Name;
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
    /// The number of the item of a section that it belongs to.
    pub number: Option<usize>,
    /// Whose rule and hint it has.
    pub item: Option<&'a Item>,
    pub obligation: Option<Obligation>,
    /// All of these must hold for it to be asked.
    pub conditions: Vec<&'a Condition>,
    /// The row of a repeat it stands in.
    pub row: Option<RepeatRow>,
}

impl Column<'_> {
    /// As headings and messages name it: 姓名（name）.
    pub fn title(&self) -> String {
        format!("{}{}", self.label, terms::bracketed(self.name.as_str()))
    }
}

impl IssuedForm {
    /// Everything that can be answered on a sheet. `rows` says how many blank rows a repeat has, where that is not what the
    /// form says.
    pub fn columns<'a>(&'a self, rows: &BTreeMap<Name, u32>) -> Vec<Column<'a>> {
        let mut columns = self.head_columns();
        columns.extend(self.body.columns(rows));
        columns
    }

    /// What can be answered in the head: the office, where it has no name, and the sheet's number.
    pub fn head_columns(&self) -> Vec<Column<'_>> {
        let rows = BTreeMap::new();
        let mut list = List { rows: &rows, span: self.span, number: None, conditions: Vec::new(), columns: Vec::new() };
        if self.office.name.is_none() {
            list.plain(AnswerName::office(), terms::OFFICE.to_owned(), Asks::text());
        }
        list.span = self.serial.span;
        list.plain(AnswerName::serial(), terms::SERIAL.to_owned(), Asks::serial(self.serial.pattern.clone()));
        list.columns
    }
}

impl IssuedBody {
    /// Everything that can be answered behind the head; of `rows` as of [`IssuedForm::columns`].
    pub fn columns<'a>(&'a self, rows: &BTreeMap<Name, u32>) -> Vec<Column<'a>> {
        let mut list = List { rows, span: self.span, number: None, conditions: Vec::new(), columns: Vec::new() };
        self.sections.iter().for_each(|section| list.section(section));
        list.columns
    }
}

struct List<'a, 'r> {
    rows: &'r BTreeMap<Name, u32>,
    /// Where what is listed next is written.
    span: Span,
    number: Option<usize>,
    /// The conditions of the section.
    conditions: Vec<&'a Condition>,
    columns: Vec<Column<'a>>,
}

impl<'a> List<'a, '_> {
    /// What no field of the form asks for.
    fn plain(&mut self, name: AnswerName, label: String, asks: Asks<'a>) {
        let (span, number, conditions) = (self.span, self.number, self.conditions.clone());
        self.columns.push(Column {
            name,
            label,
            asks,
            span,
            number,
            item: None,
            obligation: None,
            conditions,
            row: None,
        });
    }

    fn section(&mut self, section: &'a Section) {
        for item in &section.items {
            self.number = item.number;
            self.conditions = section.condition.iter().chain(&item.condition).collect();
            self.item(item);
        }
        self.conditions.clear();
    }

    fn item(&mut self, item: &'a Item) {
        self.span = item.name.span;
        let name = AnswerName::field(&item.name.value);
        let label = &item.label.zh;
        match &item.kind {
            Kind::Question(question) => self.question(item, question, name, label, None),
            Kind::Matrix { list, rows, note } => {
                for row in rows {
                    self.span = row.name.span;
                    let row_name = name.row(&row.name.value);
                    let row_label = format!("{label}{}{}", terms::COLON, row.label.zh);
                    let asks = Asks::Options { offered: offered(list), many: false };
                    self.add(item, row_name.clone(), row_label.clone(), asks, None);
                    if let Some(note) = note {
                        let note_label = format!("{row_label} {}", note.label.zh);
                        self.plain(row_name.note(), note_label, Asks::text());
                    }
                }
            }
            Kind::Repeat { columns, rows, blank_rows, .. } => {
                let blank = self.rows.get(&item.name.value).copied().unwrap_or(*blank_rows);
                for (row, named) in repeat_rows(&item.name.value, rows, 1..=blank) {
                    let row_label = named.map_or_else(|| format!("{label}{}", row.key), |named| named.label.zh.clone());
                    for column in columns {
                        let label = format!("{row_label} {}", column.label.zh);
                        self.column(column, row.column(&column.name.value), &label, Some(row.clone()));
                    }
                }
            }
            Kind::Clauses { articles } => {
                let blanks = articles.iter().flat_map(|article| &article.blanks);
                for blank in blanks {
                    self.column(blank, AnswerName::field(&blank.name.value), &blank.label.zh, None);
                }
            }
            Kind::Consent(consent) => {
                for statement in &consent.statements {
                    let offered = statement.offered();
                    self.plain(
                        name.agreement(&statement.to),
                        statement.words.clone(),
                        Asks::Options { offered, many: false },
                    );
                }
                self.plain(name.date(), consent.date.to_owned(), Asks::Date(&date::DAY));
            }
            Kind::Signatures { parties } => {
                for party in parties.iter().filter(|party| party.date) {
                    self.span = party.name.span;
                    let label = format!("{}{}", party.label.zh, terms::DATE);
                    self.plain(name.party_date(&party.name.value), label, Asks::Date(&date::DAY));
                }
            }
            Kind::Photo { .. } | Kind::Note { .. } => {}
        }
    }

    /// A question inside a repeat or a clause, which may have a condition of its own.
    fn column(&mut self, column: &'a Item, name: AnswerName, label: &str, row: Option<RepeatRow>) {
        let Kind::Question(question) = &column.kind else { return };
        self.span = column.name.span;
        let outer = self.conditions.len();
        self.conditions.extend(&column.condition);
        self.question(column, question, name, label, row);
        self.conditions.truncate(outer);
    }

    fn question(
        &mut self,
        item: &'a Item,
        question: &'a Question,
        name: AnswerName,
        label: &str,
        row: Option<RepeatRow>,
    ) {
        let Some(asks) = question.asks() else { return };
        self.add(item, name.clone(), label.to_owned(), asks, row.clone());
        let other = question.list.as_ref().and_then(|list| list.choices.iter().find(|choice| choice.other));
        if let Some(other) = other {
            let written_in = name.other();
            let asks = Asks::Other { of: name, option: &other.name.value, label: &other.label.zh };
            self.plain(written_in, format!("{label}{}{}", terms::COLON, other.label.zh), asks);
            if let Some(last) = self.columns.last_mut() {
                last.row = row;
            }
        }
    }

    fn add(&mut self, item: &'a Item, name: AnswerName, label: String, asks: Asks<'a>, row: Option<RepeatRow>) {
        let (span, number, conditions) = (self.span, self.number, self.conditions.clone());
        let (obligation, item) = (item.obligation, Some(item));
        self.columns.push(Column { name, label, asks, span, number, item, obligation, conditions, row });
    }
}
