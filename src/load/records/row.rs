//! Reads the answers of one sheet from a row of a table.

use std::borrow::Cow;

use super::{CellContent, HeadingColumns, RecordRow, RecordTable};
use crate::diagnostic::Diagnostic;
use crate::model::answers::rules::RuleChecker;
use crate::model::answers::text_cleanup::CleanedText;
use crate::model::answers::{AnswerColumn, AnswerName, Answers, RawCell, RowLocation};
use crate::wording::{message, records as say};

/// The answers of a row, and all its faults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordAnswers {
    pub answers: Answers,
    /// Diagnostics of unreadable values and of violated rules.
    pub faults: Vec<Diagnostic>,
    /// Cleaned texts, by 0-based index of column: removed or replaced characters, and whether lines were joined.
    pub(crate) cleaned: Vec<(usize, CleanedText)>,
}

/// Reads the answers of a row and applies the form's rules.
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
            CellContent::Raw(raw) => column.parse_cell(&clean(raw, column, *index, &mut read.cleaned), &place),
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

/// Cleans the texts of a cell.
fn clean<'a>(
    raw: &'a RawCell,
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
    match raw {
        RawCell::Text(text) => Cow::Owned(RawCell::Text(clean(text))),
        RawCell::Several(texts) => Cow::Owned(RawCell::Several(texts.iter().map(clean).collect())),
        RawCell::Number(_) | RawCell::Day(_) => Cow::Borrowed(raw),
    }
}
