//! Reads tables of answers, one row for each filled-in copy of a form.
//!
//! - In: a file in CSV, JSON or XLSX, and the issued form that its rows answer.
//! - Out: for each row its answers and its faults ([`RecordAnswers`]); for the table its diagnostics.
//! - May not know: projects, layout and outputs. A table is stored in memory only.
//!
//! Steps:
//! 1. [`read`] makes a [`CellGrid`](mod@grid) of a file, with its cells unchanged: [`delimited_text`] decodes and
//!    splits CSV, [`json`] reads lists of objects, [`spreadsheet`] reads workbooks ([`package`] limits their size,
//!    [`number_format`] formats their numbers).
//! 2. [`table_layout`] finds the headings and the last row: a [`RecordTable`].
//! 3. [`headings`] maps headings to columns of the form.
//! 4. [`row`] reads the answers of a row and applies the form's rules: all faults at once.
//! 5. [`row_comparison`] compares the rows with each other.

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

/// Size limit of a file in bytes: larger than any office's table; a larger file is a mistake.
const LARGEST: u64 = 64 << 20;
/// Reads a file according to its extension. `sheet` is the name of a worksheet, and `names` are the heading names of
/// the form's columns.
///
/// # Errors
/// The file cannot be read, or is not a table.
pub(crate) fn read(path: &Path, sheet: Option<&str>, names: &HeadingNames) -> Result<CellGrid, Diagnostic> {
    let file = path.display().to_string();
    let unreadable = |error: String| Diagnostic::new(message!(say::DATA_UNREADABLE, error), file.clone());
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !["csv", "txt", "json", "xlsx", "xlsm"].contains(&extension.as_str()) {
        return Err(Diagnostic::new(message!(say::DATA_KIND, file = &file), file.clone()));
    }
    let size = fs::metadata(path).map_err(|error| unreadable(error.to_string()))?.len();
    if size > LARGEST {
        return Err(Diagnostic::new(message!(say::DATA_TOO_LARGE, most = LARGEST >> 20), file.clone()));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(error.to_string()))?;
    grid(&file, &extension, bytes, sheet, names)
}

/// Reads the cells of a file from its bytes; `ending` is the file's extension.
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
