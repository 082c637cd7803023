//! A row of a table to the answers of one sheet.

use super::{Content, Fields, Row, Table};
use crate::diagnostic::Diagnostic;
use crate::model::answers::rules::Rules;
use crate::model::answers::{Answers, Column, RowPlace};
use crate::wording::records as say;

/// The answers of a row.
///
/// # Errors
/// Every fault of the row: values that cannot be read, and rules they break.
pub fn answers(
    table: &Table,
    row: &Row,
    columns: &[Column],
    fields: &Fields,
    rules: &Rules,
) -> Result<Answers, Vec<Diagnostic>> {
    let place = RowPlace { file: &table.file, row: row.number, columns: &fields.places };
    let mut answers = Answers::new();
    let mut faults = Vec::new();
    let mut unread: Vec<&str> = Vec::new();
    for (heading, content) in &row.cells {
        let column = fields.of_heading.get(*heading).and_then(|column| columns.get(*column));
        let (Some(column), content) = (column, content) else {
            if let Content::Astray(value) = content {
                faults.push(Diagnostic::error(&say::TOO_MANY_CELLS, place.of("")).with("value", value));
            }
            continue;
        };
        let read = match content {
            Content::Given(given) => column.read(given, &place),
            Content::Broken(value) => Err(place.fault(column, &say::CELL_BROKEN).with("value", value)),
            Content::Astray(_) => continue,
        };
        match read {
            Ok(Some(answer)) => drop(answers.insert(column.name.clone(), answer)),
            Ok(None) => {}
            Err(fault) => {
                unread.push(&column.name);
                faults.push(fault);
            }
        }
    }
    faults.extend(rules.broken(columns, &answers, &unread, &place));
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}
