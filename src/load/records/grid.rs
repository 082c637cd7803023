//! The cells of a table of answers as they were read, and its rows after the headings are found.

use std::collections::BTreeMap;

use crate::diagnostic::{CellLocation, Diagnostic, Location};
use crate::model::answers::RawCell;
use crate::model::fixed_text;
use crate::wording::{PartialMessage, message, records as say};

/// Limit of cells with content: ten thousand rows of a hundred columns.
pub(crate) const MOST_CELLS: usize = 1_000_000;

/// The cells of a file, in their original positions.
#[derive(Clone, Debug, PartialEq)]
pub struct CellGrid {
    /// The file's name as it was given on the command line.
    pub(crate) file: String,
    /// The id of the form that the file names, if any.
    pub(crate) of_form: Option<String>,
    /// The id of the city that the file names, if any.
    pub(crate) of_city: Option<String>,
    /// The names of values in JSON; in other files a line of cells contains the headings.
    pub(crate) headings: Option<Vec<RecordHeading>>,
    pub(crate) lines: Vec<CellLine>,
    /// Merged cells that span several columns: first and last column (1-based), by row.
    pub(crate) merged_columns: BTreeMap<usize, Vec<(usize, usize)>>,
    /// Diagnostics of reading the file.
    pub(crate) notes: Vec<Diagnostic>,
}

/// A line of a file with at least one cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CellLine {
    /// 1-based row number, as in a spreadsheet.
    pub(crate) number: usize,
    /// Cells by 1-based column, in order.
    pub(crate) cells: Vec<(usize, CellContent)>,
}

/// A table of answers: its headings and its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordTable {
    /// The file's name as it was given on the command line.
    pub(crate) file: String,
    pub(crate) headings: Vec<RecordHeading>,
    /// 1-based number of the row with the headings.
    pub(crate) heading_row: usize,
    pub rows: Vec<RecordRow>,
    /// True if cells are in columns, so that a location can include a column letter.
    pub(crate) in_columns: bool,
}

/// The heading of a column; cells refer to it by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordHeading {
    pub(crate) text: String,
    /// 1-based column number, as in a spreadsheet.
    pub(crate) column: usize,
}

/// One row of answers.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordRow {
    /// 1-based row number, as in a spreadsheet; in JSON the number of the object.
    pub number: usize,
    /// Cells by 0-based index of their heading, in order; empty cells are absent.
    pub(crate) cells: Vec<(usize, CellContent)>,
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CellContent {
    Raw(RawCell),
    /// A value that no column accepts, with the message that explains it: for example a formula's error.
    Broken(PartialMessage, String),
    /// A value in a column without a heading.
    WithoutHeading(String),
}

impl CellGrid {
    /// A grid without cells.
    pub(crate) fn new(file: &str) -> CellGrid {
        let (file, lines) = (file.to_owned(), Vec::new());
        CellGrid {
            file,
            of_form: None,
            of_city: None,
            headings: None,
            lines,
            merged_columns: BTreeMap::new(),
            notes: Vec::new(),
        }
    }
}

impl RecordTable {
    /// The location of a heading.
    pub(crate) fn heading(&self, index: usize) -> Location {
        let heading = &self.headings[index];
        let column = self.in_columns.then_some(heading.column);
        Location::Cell(CellLocation { file: self.file.clone(), row: self.heading_row, column })
    }
}

/// The text of a cell as a person reads it.
pub(crate) fn content_text(content: &CellContent) -> String {
    match content {
        CellContent::Raw(raw) => raw.text(),
        CellContent::Broken(_, text) | CellContent::WithoutHeading(text) => text.clone(),
    }
}

/// A text as cell content; `None` if it is blank.
pub(crate) fn text_content(text: &str) -> Option<CellContent> {
    (!text.trim().is_empty()).then(|| CellContent::Raw(RawCell::Text(text.to_owned())))
}

pub(crate) fn too_many_cells(file: &str) -> Diagnostic {
    Diagnostic::new(message!(say::TOO_MANY_DATA, most = MOST_CELLS), file)
}

/// Numbers as a person lists them: 3、5—9.
pub(crate) fn number_ranges(numbers: &[usize]) -> String {
    const MOST: usize = 12;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let run =
        |(first, last): &(usize, usize)| if first == last { first.to_string() } else { format!("{first}—{last}") };
    let mut text = runs.iter().take(MOST).map(run).collect::<Vec<_>>().join(fixed_text::ENUMERATION_COMMA);
    if runs.len() > MOST {
        text += "……";
    }
    text
}

#[cfg(test)]
mod tests {
    use super::number_ranges;

    #[test]
    fn numbers_that_follow_one_another_are_one_run() {
        assert_eq!(number_ranges(&[3, 5, 6, 7, 9]), "3、5—7、9");
    }
}
