//! A row of a table to the answers of one sheet.

use std::borrow::Cow;

use super::{Content, Fields, Row, Table};
use crate::diagnostic::Diagnostic;
use crate::model::answers::rules::Rules;
use crate::model::answers::signs::Cleaned;
use crate::model::answers::{AnswerName, Answers, Column, Given, RowPlace};
use crate::wording::records as say;

/// What a row says, and everything wrong with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    pub answers: Answers,
    /// Values that cannot be read, and rules they break.
    pub faults: Vec<Diagnostic>,
    /// What was put right, by index of column: the signs, and whether lines were joined.
    pub cleaned: Vec<(usize, Cleaned)>,
}

/// The answers of a row.
pub fn answers(table: &Table, row: &Row, columns: &[Column], fields: &Fields, rules: &Rules) -> Read {
    let place = RowPlace { file: &table.file, row: row.number, columns: &fields.places };
    let mut read = Read::default();
    let mut unread: Vec<&AnswerName> = Vec::new();
    for (heading, content) in &row.cells {
        if let Content::Astray(value) = content {
            read.faults.push(Diagnostic::error(&say::TOO_MANY_CELLS, place.whole()).with("value", value));
        }
        let Some(index) = fields.of_heading.get(*heading).filter(|index| **index < columns.len()) else { continue };
        let column = &columns[*index];
        let answer = match content {
            Content::Given(given) => column.read(&clean(given, column, *index, &mut read.cleaned), &place),
            Content::Broken(message, value) => Err(place.fault(column, message).with("value", value)),
            Content::Astray(_) => continue,
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
    read.faults.extend(rules.broken(columns, &read.answers, &unread, &place));
    read
}

/// What is given, put right.
fn clean<'a>(given: &'a Given, column: &Column, index: usize, changed: &mut Vec<(usize, Cleaned)>) -> Cow<'a, Given> {
    let mut clean = |text: &String| {
        let cleaned = column.cleaned(text);
        let text = cleaned.text.clone();
        if cleaned.is_changed() {
            changed.push((index, cleaned));
        }
        text
    };
    match given {
        Given::Text(text) => Cow::Owned(Given::Text(clean(text))),
        Given::Several(texts) => Cow::Owned(Given::Several(texts.iter().map(clean).collect())),
        Given::Number(_) | Given::Day(_) => Cow::Borrowed(given),
    }
}
