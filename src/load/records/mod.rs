//! Tables of data, one copy of a form a row, from the files that offices keep them in.
//!
//! 1. [`read`] makes a [`CellGrid`](mod@grid) of a file, its cells as they stand; [`delimited_text`] decodes and splits CSV,
//!    [`json`] reads lists of objects, [`spreadsheet`] workbooks ([`package`] bounds them, [`number_format`] says
//!    what a cell shows)
//! 2. [`table_layout`] finds the headings in it and where the rows end: a [`RecordTable`]
//! 3. [`headings`] says which heading is which column of the form
//! 4. [`row`] reads a row's answers and goes through the form's rules: all its faults at once
//! 5. [`row_comparison`] holds the rows against each other
//!
//! Nothing of a table is kept anywhere but in memory.

mod delimited_text;
mod grid;
mod headings;
mod json;
mod number_format;
mod package;
mod row;
mod row_comparison;
mod spreadsheet;
mod table_layout;

use std::fs;
use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::wording::{message, records as say};

pub use grid::RecordTable;
pub(crate) use grid::{CellContent, CellGrid, RecordRow, number_ranges};
pub(crate) use headings::HeadingColumns;
pub use headings::{HeadingNames, heading_columns, repeat_rows};
pub(crate) use row::RecordAnswers;
pub use row::answers;
pub(crate) use row_comparison::compare_rows;
pub use table_layout::table;

/// More than any office's table; a file beyond it is somebody's mistake.
const LARGEST: u64 = 64 << 20;
/// Reads a file by its ending; `sheet` names a workbook's, and `names` are those of the form's columns.
///
/// # Errors
/// The file cannot be read, or is no table.
pub(crate) fn read(path: &Path, sheet: Option<&str>, names: &HeadingNames) -> Result<CellGrid, Diagnostic> {
    let file = path.display().to_string();
    let unreadable = |error: String| Diagnostic::new(message!(say::DATA_UNREADABLE, error), file.clone());
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !["csv", "txt", "json", "xlsx", "xlsm"].contains(&ending.as_str()) {
        return Err(Diagnostic::new(message!(say::DATA_KIND, file = &file), file.clone()));
    }
    let size = fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > LARGEST {
        return Err(Diagnostic::new(message!(say::DATA_TOO_LARGE, most = LARGEST >> 20), file.clone()));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    grid(&file, &ending, bytes, sheet, names)
}

/// A file's cells from its bytes, of the kind that this ending has.
///
/// # Errors
/// As [`read`].
pub fn grid(
    file: &str,
    ending: &str,
    bytes: Vec<u8>,
    sheet: Option<&str>,
    names: &HeadingNames,
) -> Result<CellGrid, Diagnostic> {
    match ending {
        "xlsx" | "xlsm" => spreadsheet::grid(file, bytes, sheet, names),
        _ if sheet.is_some() => Err(Diagnostic::new(message!(say::NO_SHEETS), file)),
        "json" => json::grid(file, &bytes),
        _ => delimited_text::grid(file, &bytes),
    }
}
