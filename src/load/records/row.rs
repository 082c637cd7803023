//! A row of a table to the answers of one sheet.

use std::borrow::Cow;

use super::{CellContent, HeadingColumns, RecordRow, RecordTable};
use crate::diagnostic::Diagnostic;
use crate::model::answers::rules::RuleChecker;
use crate::model::answers::text_cleanup::CleanedText;
use crate::model::answers::{AnswerColumn, AnswerName, Answers, RawCell, RowLocation};
use crate::wording::{message, records as say};

/// What a row says, and everything wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordAnswers {
    pub answers: Answers,
    /// Values that cannot be read, and rules they break.
    pub faults: Vec<Diagnostic>,
    /// What was put right, by index of column: the signs, and whether lines were joined.
    pub(crate) cleaned: Vec<(usize, CleanedText)>,
}

/// The answers of a row.
pub fn answers(
    table: &RecordTable,
    row: &RecordRow,
    columns: &[AnswerColumn],
    fields: &HeadingColumns,
    rules: &RuleChecker,
) -> RecordAnswers {
    let place = RowLocation { file: &table.file, row: row.number, columns: &fields.column_numbers };
    let mut read = RecordAnswers::default();
    let mut unread: Vec<&AnswerName> = Vec::new();
    for (heading, content) in &row.cells {
        if let CellContent::WithoutHeading(value) = content {
            read.faults.push(Diagnostic::new(message!(say::TOO_MANY_CELLS, value), place.row_location()));
        }
        let Some(index) = fields.of_heading.get(*heading).filter(|index| **index < columns.len()) else { continue };
        let column = &columns[*index];
        let answer = match content {
            CellContent::Raw(given) => column.parse_cell(&clean(given, column, *index, &mut read.cleaned), &place),
            CellContent::Broken(message, _) => Err(place.fault(column, message.clone())),
            CellContent::WithoutHeading(_) => continue,
        };
        match answer {
            Ok(Some(answer)) => drop(read.answers.insert(column.name.clone(), answer)),
            Ok(None) => {}
            Err(fault) => {
                unread.push(&column.name);
                read.faults.push(fault);
            }
        }
    }
    read.faults.extend(rules.violations(columns, &read.answers, &unread, &place));
    read
}

/// What is given, put right.
fn clean<'a>(
    given: &'a RawCell,
    column: &AnswerColumn,
    index: usize,
    changed: &mut Vec<(usize, CleanedText)>,
) -> Cow<'a, RawCell> {
    let mut clean = |text: &String| {
        let cleaned = column.clean_text(text);
        let text = cleaned.text.clone();
        if cleaned.is_changed() {
            changed.push((index, cleaned));
        }
        text
    };
    match given {
        RawCell::Text(text) => Cow::Owned(RawCell::Text(clean(text))),
        RawCell::Several(texts) => Cow::Owned(RawCell::Several(texts.iter().map(clean).collect())),
        RawCell::Number(_) | RawCell::Day(_) => Cow::Borrowed(given),
    }
}
