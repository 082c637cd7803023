//! Tables of data, one copy of a form a row, from the files that offices keep them in.
//!
//! 1. [`read`] makes a [`Table`] of a file: headings, and rows of cells with their places;
//!    [`text`] decodes and splits CSV, [`json`] reads lists of objects, [`spreadsheet`] workbooks
//! 2. [`headings`] says which heading is which column of the form
//! 3. [`row`] reads a row's answers and goes through the form's rules: all its faults at once
//!
//! Nothing of a table is kept anywhere but in memory.

mod headings;
mod json;
mod row;
mod spreadsheet;
mod text;

use std::fs;
use std::path::Path;

use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::model::answers::Given;
use crate::wording::records as say;

pub use headings::{Fields, fields, rows_wanted};
pub use row::answers;

/// More than any office's table; a file beyond it is somebody's mistake.
const LARGEST: u64 = 256 << 20;

/// A table as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// As the file was named on the command line.
    pub file: String,
    /// The id of the form whose answers these are, where the file says so.
    pub of_form: Option<String>,
    pub headings: Vec<Heading>,
    pub rows: Vec<Row>,
    /// Do cells stand in columns, so that a place has a column's number?
    pub in_columns: bool,
}

/// A column's heading; its cells bear its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub text: String,
    /// From 1, as a spreadsheet counts.
    pub column: usize,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// From 1, as a spreadsheet counts: the headings are row 1. In JSON the object's number.
    pub number: usize,
    /// By index of heading, in order; empty cells are not there.
    pub cells: Vec<(usize, Content)>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Given(Given),
    /// Something that no column takes: a formula's error, an object where a text belongs.
    Broken(String),
    /// There is no heading above it.
    Astray(String),
}

/// Reads a table by its file's ending.
///
/// # Errors
/// The file cannot be read, or is no table.
pub fn read(path: &Path) -> Result<Table, Diagnostic> {
    let file = path.display().to_string();
    let unreadable = |error: String| Diagnostic::error(&say::DATA_UNREADABLE, file.clone()).with("error", error);
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !["csv", "txt", "json", "xlsx", "xlsm", "xls", "ods"].contains(&ending.as_str()) {
        return Err(Diagnostic::error(&say::DATA_KIND, file.clone()).with("file", &file));
    }
    let size = fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > LARGEST {
        return Err(unreadable(format!("> {} MB", LARGEST >> 20)));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    table(&file, &ending, bytes)
}

/// A table from a file's bytes, of the kind that this ending has.
///
/// # Errors
/// As [`read`].
pub fn table(file: &str, ending: &str, bytes: Vec<u8>) -> Result<Table, Diagnostic> {
    let mut table = match ending {
        "json" => json::table(file, &bytes)?,
        "csv" | "txt" => text::table(file, &bytes)?,
        _ => spreadsheet::table(file, bytes)?,
    };
    table.rows.retain(|row| !row.is_explanation() && !row.cells.is_empty());
    Ok(table)
}

impl Table {
    /// A table whose first row is the headings.
    fn of_rows(file: &str, rows: impl Iterator<Item = (usize, Vec<(usize, Content)>)>) -> Table {
        let mut rows = rows.filter(|(_, cells)| !cells.is_empty());
        let mut headings = Vec::new();
        for (column, content) in rows.next().map(|(_, cells)| cells).unwrap_or_default() {
            let text = match content {
                Content::Given(Given::Text(text)) => text,
                Content::Given(given) => format!("{given:?}"),
                Content::Broken(text) | Content::Astray(text) => text,
            };
            headings.push(Heading { text: text.trim().to_owned(), column });
        }
        headings.retain(|heading| !heading.text.is_empty());
        let rows = rows
            .map(|(number, cells)| {
                let known = |(column, content): (usize, Content)| match headings
                    .iter()
                    .position(|heading| heading.column == column)
                {
                    Some(index) => (index, content),
                    None => (usize::MAX, Content::Astray(shown(&content))),
                };
                Row { number, cells: cells.into_iter().map(known).collect() }
            })
            .collect();
        Table { file: file.to_owned(), of_form: None, headings, rows, in_columns: true }
    }

    /// The place of a heading.
    fn heading(&self, index: usize) -> Place {
        let heading = &self.headings[index];
        let column = self.in_columns.then_some(heading.column);
        Place::Cell(Cell { file: self.file.clone(), row: 1, column })
    }
}

impl Row {
    /// A row that says what may be written, as templates have it.
    fn is_explanation(&self) -> bool {
        matches!(self.cells.first(), Some((_, Content::Given(Given::Text(text)))) if text.starts_with(say::explain::MARK))
    }
}

fn shown(content: &Content) -> String {
    match content {
        Content::Given(Given::Text(text)) | Content::Broken(text) | Content::Astray(text) => text.clone(),
        Content::Given(Given::Number(number)) => number.to_string(),
        Content::Given(Given::Date(date)) => date.to_string(),
        Content::Given(Given::Several(texts)) => texts.join("、"),
    }
}

/// A text as a cell, if there is anything in it.
fn words(text: &str) -> Option<Content> {
    (!text.trim().is_empty()).then(|| Content::Given(Given::Text(text.to_owned())))
}
