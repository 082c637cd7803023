//! A table of data as it was read: its cells as they stand, and its rows once the headings are found.

use std::collections::BTreeMap;

use crate::diagnostic::{CellLocation, Diagnostic, Location};
use crate::model::answers::RawCell;
use crate::model::fixed_text;
use crate::wording::{PartialMessage, message, records as say};

/// Cells with something in them: ten thousand rows of a hundred columns.
pub(crate) const MOST_CELLS: usize = 1_000_000;

/// A file's cells as they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct CellGrid {
    /// As the file was named on the command line.
    pub(crate) file: String,
    /// The id of the form whose answers these are, where the file says so.
    pub(crate) of_form: Option<String>,
    /// The id of the city on whose form they were given, where the file says so.
    pub(crate) of_city: Option<String>,
    /// The names of what JSON holds; in other files some line has them.
    pub(crate) headings: Option<Vec<RecordHeading>>,
    pub(crate) lines: Vec<CellLine>,
    /// Merged cells that are several columns wide: first and last column, by row.
    pub(crate) merged_columns: BTreeMap<usize, Vec<(usize, usize)>>,
    /// What was found on the way.
    pub(crate) notes: Vec<Diagnostic>,
}

/// A line of a file that has anything in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CellLine {
    /// From 1, as a spreadsheet counts.
    pub(crate) number: usize,
    /// By column from 1, in order.
    pub(crate) cells: Vec<(usize, CellContent)>,
}

/// A table as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordTable {
    /// As the file was named on the command line.
    pub(crate) file: String,
    pub(crate) headings: Vec<RecordHeading>,
    /// The line that the headings stand in.
    pub(crate) heading_row: usize,
    pub rows: Vec<RecordRow>,
    /// Do cells stand in columns, so that a place has a column's letters?
    pub(crate) in_columns: bool,
}

/// A column's heading; its cells bear its index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordHeading {
    pub(crate) text: String,
    /// From 1, as a spreadsheet counts.
    pub(crate) column: usize,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordRow {
    /// From 1, as a spreadsheet counts. In JSON the object's number.
    pub number: usize,
    /// By index of heading, in order; empty cells are not there.
    pub(crate) cells: Vec<(usize, CellContent)>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum CellContent {
    Raw(RawCell),
    /// Something that no column takes: the message about it, and what the cell shows.
    Broken(PartialMessage, String),
    /// There is no heading above it.
    WithoutHeading(String),
}

impl CellGrid {
    /// Without anything in it.
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
    /// The place of a heading.
    pub(crate) fn heading(&self, index: usize) -> Location {
        let heading = &self.headings[index];
        let column = self.in_columns.then_some(heading.column);
        Location::Cell(CellLocation { file: self.file.clone(), row: self.heading_row, column })
    }
}

/// As a person reads it.
pub(crate) fn content_text(content: &CellContent) -> String {
    match content {
        CellContent::Raw(given) => given.text(),
        CellContent::Broken(_, text) | CellContent::WithoutHeading(text) => text.clone(),
    }
}

/// A text as a cell, if there is anything in it.
pub(crate) fn text_content(text: &str) -> Option<CellContent> {
    (!text.trim().is_empty()).then(|| CellContent::Raw(RawCell::Text(text.to_owned())))
}

pub(crate) fn too_many_cells(file: &str) -> Diagnostic {
    Diagnostic::new(message!(say::TOO_MANY_DATA, most = MOST_CELLS), file)
}

/// Numbers as people list them: 3、5—9.
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
