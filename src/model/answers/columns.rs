//! The columns of a table of data: everything on a sheet that can be answered, in reading order.
//!
//! A date is one column though it has three places on the sheet, and so is the sheet's number.

use std::collections::BTreeMap;

use super::answer_type::{AnswerType, answer_options};
use super::name::{AnswerName, RepeatRow, repeat_rows};
use crate::model::fixed_text;
use crate::model::issued::{
    IssuedBody, IssuedCondition, IssuedForm, IssuedItem, IssuedKind, IssuedQuestion, IssuedSection, Obligation,
};
use crate::model::kind::date;
use crate::model::name::Name;
use crate::source::Span;

/// One column of a table of data: an answer of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerColumn<'a> {
    pub name: AnswerName,
    /// The Chinese label, after that of its row: 心理咨询记录1 日期.
    pub label: String,
    pub answer_type: AnswerType<'a>,
    /// Where it is written: the name of what asks for it, or the form as a whole.
    pub(crate) span: Span,
    /// The number of the item of a section that it belongs to.
    pub number: Option<usize>,
    /// Whose rule and hint it has.
    pub item: Option<&'a IssuedItem>,
    pub(crate) obligation: Option<Obligation>,
    /// All of these must hold for it to be asked.
    pub(crate) conditions: Vec<&'a IssuedCondition>,
    /// The row of a repeat that contains it.
    pub(crate) row: Option<RepeatRow>,
}

impl AnswerColumn<'_> {
    /// As headings and messages name it: 姓名（name）.
    pub(crate) fn title(&self) -> String {
        format!("{}{}", self.label, fixed_text::bracketed(self.name.as_str()))
    }
}

impl IssuedForm {
    /// Everything that can be answered on a sheet. `rows` says how many blank rows a repeat has, where that is not what the
    /// form says.
    pub fn columns<'a>(&'a self, rows: &BTreeMap<Name, u32>) -> Vec<AnswerColumn<'a>> {
        let mut columns = self.head_columns();
        columns.extend(self.body.columns(rows));
        columns
    }

    /// What can be answered in the head: the office, where it has no name, and the sheet's number.
    pub(crate) fn head_columns(&self) -> Vec<AnswerColumn<'_>> {
        let rows = BTreeMap::new();
        let mut list =
            ColumnCollector { rows: &rows, span: self.span, number: None, conditions: Vec::new(), columns: Vec::new() };
        if self.office.name.is_none() {
            list.plain(AnswerName::office(), fixed_text::OFFICE.to_owned(), AnswerType::text());
        }
        list.span = self.serial.span;
        list.plain(
            AnswerName::serial(),
            fixed_text::SERIAL.to_owned(),
            AnswerType::serial(self.serial.pattern.clone()),
        );
        list.columns
    }
}

impl IssuedBody {
    /// Everything that can be answered behind the head; of `rows` as of [`IssuedForm::columns`].
    pub(crate) fn columns<'a>(&'a self, rows: &BTreeMap<Name, u32>) -> Vec<AnswerColumn<'a>> {
        let mut list =
            ColumnCollector { rows, span: self.span, number: None, conditions: Vec::new(), columns: Vec::new() };
        self.sections.iter().for_each(|section| list.section(section));
        list.columns
    }
}

/// Collects the columns of a form in reading order.
struct ColumnCollector<'a, 'r> {
    rows: &'r BTreeMap<Name, u32>,
    /// Where what is listed next is written.
    span: Span,
    number: Option<usize>,
    /// The conditions of the section.
    conditions: Vec<&'a IssuedCondition>,
    columns: Vec<AnswerColumn<'a>>,
}

impl<'a> ColumnCollector<'a, '_> {
    /// What no field of the form asks for.
    fn plain(&mut self, name: AnswerName, label: String, asks: AnswerType<'a>) {
        let (span, number, conditions) = (self.span, self.number, self.conditions.clone());
        self.columns.push(AnswerColumn {
            name,
            label,
            answer_type: asks,
            span,
            number,
            item: None,
            obligation: None,
            conditions,
            row: None,
        });
    }

    fn section(&mut self, section: &'a IssuedSection) {
        for item in &section.items {
            self.number = item.number;
            self.conditions = section.condition.iter().chain(&item.condition).collect();
            self.item(item);
        }
        self.conditions.clear();
    }

    fn item(&mut self, item: &'a IssuedItem) {
        self.span = item.name.span;
        let name = AnswerName::field(&item.name.value);
        let label = &item.label.zh;
        match &item.kind {
            IssuedKind::Question(question) => self.question(item, question, name, label, None),
            IssuedKind::Matrix { list, rows, note } => {
                for row in rows {
                    self.span = row.name.span;
                    let row_name = name.row(&row.name.value);
                    let row_label = format!("{label}{}{}", fixed_text::COLON, row.label.zh);
                    let asks = AnswerType::Options { offered: answer_options(list), many: false };
                    self.add(item, row_name.clone(), row_label.clone(), asks, None);
                    if let Some(note) = note {
                        let note_label = format!("{row_label} {}", note.label.zh);
                        self.plain(row_name.note(), note_label, AnswerType::text());
                    }
                }
            }
            IssuedKind::Repeat { columns, rows, blank_rows, .. } => {
                let blank = self.rows.get(&item.name.value).copied().unwrap_or(*blank_rows);
                for (row, named) in repeat_rows(&item.name.value, rows, 1..=blank) {
                    let row_label = named.map_or_else(|| format!("{label}{}", row.key), |named| named.label.zh.clone());
                    for column in columns {
                        let label = format!("{row_label} {}", column.label.zh);
                        self.column(column, row.column(&column.name.value), &label, Some(row.clone()));
                    }
                }
            }
            IssuedKind::Clauses { articles } => {
                let blanks = articles.iter().flat_map(|article| &article.blanks);
                for blank in blanks {
                    self.column(blank, AnswerName::field(&blank.name.value), &blank.label.zh, None);
                }
            }
            IssuedKind::Consent(consent) => {
                for statement in &consent.statements {
                    let offered = statement.options();
                    self.plain(
                        name.agreement(&statement.agreement),
                        statement.words.clone(),
                        AnswerType::Options { offered, many: false },
                    );
                }
                self.plain(name.date(), consent.date.to_owned(), AnswerType::Date(&date::DAY));
            }
            IssuedKind::Signatures { parties } => {
                for party in parties.iter().filter(|party| party.date) {
                    self.span = party.name.span;
                    let label = format!("{}{}", party.label.zh, fixed_text::DATE);
                    self.plain(name.party_date(&party.name.value), label, AnswerType::Date(&date::DAY));
                }
            }
            IssuedKind::Photo { .. } | IssuedKind::Note { .. } => {}
        }
    }

    /// A question inside a repeat or a clause, which may have a condition of its own.
    fn column(&mut self, column: &'a IssuedItem, name: AnswerName, label: &str, row: Option<RepeatRow>) {
        let IssuedKind::Question(question) = &column.kind else { return };
        self.span = column.name.span;
        let outer = self.conditions.len();
        self.conditions.extend(&column.condition);
        self.question(column, question, name, label, row);
        self.conditions.truncate(outer);
    }

    fn question(
        &mut self,
        item: &'a IssuedItem,
        question: &'a IssuedQuestion,
        name: AnswerName,
        label: &str,
        row: Option<RepeatRow>,
    ) {
        let Some(asks) = question.answer_type() else { return };
        self.add(item, name.clone(), label.to_owned(), asks, row.clone());
        let other = question.list.as_ref().and_then(|list| list.choices.iter().find(|choice| choice.other));
        if let Some(other) = other {
            let written_in = name.other();
            let asks = AnswerType::Other { of: name, option: &other.name.value, label: &other.label.zh };
            self.plain(written_in, format!("{label}{}{}", fixed_text::COLON, other.label.zh), asks);
            if let Some(last) = self.columns.last_mut() {
                last.row = row;
            }
        }
    }

    fn add(
        &mut self,
        item: &'a IssuedItem,
        name: AnswerName,
        label: String,
        asks: AnswerType<'a>,
        row: Option<RepeatRow>,
    ) {
        let (span, number, conditions) = (self.span, self.number, self.conditions.clone());
        let (obligation, item) = (item.obligation, Some(item));
        self.columns.push(AnswerColumn {
            name,
            label,
            answer_type: asks,
            span,
            number,
            item,
            obligation,
            conditions,
            row,
        });
    }
}
