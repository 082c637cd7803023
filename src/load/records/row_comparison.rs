//! Compares the rows of a table with each other: equal numbers, the same person, identical rows; and sums up the
//! cleaned texts of all rows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{HeadingColumns, RecordAnswers, RecordTable, number_ranges};
use crate::diagnostic::{CellLocation, Diagnostic, Location, WithDiagnostics};
use crate::model::IssuedForm;
use crate::model::answers::text_cleanup::CleanedText;
use crate::model::answers::{Answer, AnswerColumn, AnswerName, excerpt};
use crate::model::character::code_point;
use crate::model::fixed_text;
use crate::wording::{FilledMessage, PartialMessage, message, partial_message, records as say};

/// Compares all rows and returns the rows that cannot be printed. A serial number used by several sheets is a fault,
/// because one of them is wrong and the program cannot know which. A person may be visited twice, and a row may be
/// wanted twice; these are only reported.
pub(crate) fn compare_rows(
    table: &RecordTable,
    columns: &[AnswerColumn],
    fields: &HeadingColumns,
    form: &IssuedForm,
    read: &[(usize, RecordAnswers)],
) -> WithDiagnostics<BTreeSet<usize>> {
    let mut diagnostics = cleaned(table, columns, fields, read);
    let place = |row: usize, name: Option<&AnswerName>| {
        let column = name.and_then(|name| fields.column_numbers.get(name)).copied();
        Location::Cell(CellLocation { file: table.file.clone(), row, column })
    };
    let title = |name: &AnswerName| {
        columns.iter().find(|column| column.name == *name).map(AnswerColumn::title).unwrap_or_default()
    };
    let mut report = |message: FilledMessage, name: Option<&AnswerName>, rows: &[usize]| {
        diagnostics.push(Diagnostic::new(message, place(rows[1], name)));
    };
    let mut refused = BTreeSet::new();
    let number = AnswerName::serial();
    for (serial, rows) in rows_by_text(read, &number) {
        let (column, value) = (title(&number), excerpt(serial));
        report(message!(say::SERIAL_TWICE, column, value, rows = number_ranges(&rows)), Some(&number), &rows);
        refused.extend(rows);
    }
    let mut identical: HashMap<String, Vec<usize>> = HashMap::new();
    for (row, read) in read.iter().filter(|(_, read)| !read.answers.is_empty()) {
        identical.entry(format!("{:?}", read.answers)).or_default().push(*row);
    }
    let mut identical: Vec<Vec<usize>> = identical.into_values().filter(|rows| rows.len() > 1).collect();
    identical.sort();
    for rows in &identical {
        report(message!(say::ROW_TWICE, rows = number_ranges(rows)), None, rows);
    }
    let person = form.person();
    let persons = [person.identity, person.certificate].into_iter().flatten();
    let mut reported: BTreeSet<Vec<usize>> = identical.into_iter().collect();
    for name in persons {
        for (number, rows) in rows_by_text(read, &name) {
            // Already reported: the rows are identical, or another number of theirs is the same.
            if reported.insert(rows.clone()) {
                let (column, value) = (title(&name), excerpt(number));
                report(message!(say::PERSON_TWICE, column, value, rows = number_ranges(&rows)), Some(&name), &rows);
            }
        }
    }
    WithDiagnostics { value: refused, diagnostics }
}

/// The rows that have the same text as answer to a question, where there are several.
fn rows_by_text<'a>(read: &'a [(usize, RecordAnswers)], name: &AnswerName) -> BTreeMap<&'a str, Vec<usize>> {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, read) in read {
        if let Some(Answer::Text(text)) = read.answers.get(name) {
            rows.entry(text).or_default().push(*row);
        }
    }
    rows.retain(|_, rows| rows.len() > 1);
    rows
}

/// One note for each column with cleaned texts.
fn cleaned(
    table: &RecordTable,
    columns: &[AnswerColumn],
    fields: &HeadingColumns,
    read: &[(usize, RecordAnswers)],
) -> Vec<Diagnostic> {
    let all =
        || read.iter().flat_map(|(row, read)| read.cleaned.iter().map(move |(index, cleaned)| (*index, *row, cleaned)));
    let of = |matches: fn(&CleanedText) -> bool| {
        let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, row, _) in all().filter(|(_, _, cleaned)| matches(cleaned)) {
            rows.entry(index).or_default().push(row);
        }
        rows
    };
    let note = |message: PartialMessage, index: usize, rows: &[usize]| {
        let column = fields.column_numbers.get(&columns[index].name).copied();
        let place = Location::Cell(CellLocation { file: table.file.clone(), row: rows[0], column });
        Diagnostic::new(message.fill(columns[index].title()), place)
    };
    let mut notes = Vec::new();
    for (index, rows) in of(|cleaned| !cleaned.characters.is_empty()) {
        let signs: BTreeSet<char> = all()
            .filter(|(other, ..)| *other == index)
            .flat_map(|(.., cleaned)| cleaned.characters.iter().copied())
            .collect();
        let codes: Vec<String> = signs.into_iter().map(code_point).collect();
        let signs = codes.join(fixed_text::ENUMERATION_COMMA);
        notes.push(note(
            partial_message!(say::SIGNS_CLEANED, [column], rows = number_ranges(&rows), signs),
            index,
            &rows,
        ));
    }
    for (index, rows) in of(|cleaned| cleaned.joined) {
        notes.push(note(partial_message!(say::LINES_JOINED, [column], rows = number_ranges(&rows)), index, &rows));
    }
    notes
}
