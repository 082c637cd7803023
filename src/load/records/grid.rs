//! A table of data as it was read: its cells as they stand, and its rows once the headings are found.

use std::collections::BTreeMap;

use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::model::answers::Given;
use crate::model::terms;
use crate::wording::{Message, records as say};

/// Cells with something in them: ten thousand rows of a hundred columns.
pub const MOST_CELLS: usize = 1_000_000;

/// A file's cells as they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// As the file was named on the command line.
    pub file: String,
    /// The id of the form whose answers these are, where the file says so.
    pub of_form: Option<String>,
    /// The id of the city on whose form they were given, where the file says so.
    pub of_city: Option<String>,
    /// The names of what JSON holds; in other files some line has them.
    pub headings: Option<Vec<Heading>>,
    pub lines: Vec<Line>,
    /// Merged cells that are several columns wide: first and last column, by row.
    pub across: BTreeMap<usize, Vec<(usize, usize)>>,
    /// What was found on the way.
    pub notes: Vec<Diagnostic>,
}

/// A line of a file that has anything in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// From 1, as a spreadsheet counts.
    pub number: usize,
    /// By column from 1, in order.
    pub cells: Vec<(usize, Content)>,
}

/// A table as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// As the file was named on the command line.
    pub file: String,
    pub headings: Vec<Heading>,
    /// The line that the headings stand in.
    pub heading_row: usize,
    pub rows: Vec<Row>,
    /// Do cells stand in columns, so that a place has a column's letters?
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
    /// From 1, as a spreadsheet counts. In JSON the object's number.
    pub number: usize,
    /// By index of heading, in order; empty cells are not there.
    pub cells: Vec<(usize, Content)>,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Given(Given),
    /// Something that no column takes, and what is said of it: a formula's error.
    Broken(&'static Message, String),
    /// There is no heading above it.
    Astray(String),
}

impl Grid {
    /// Without anything in it.
    pub fn new(file: &str) -> Grid {
        let (file, lines) = (file.to_owned(), Vec::new());
        Grid { file, of_form: None, of_city: None, headings: None, lines, across: BTreeMap::new(), notes: Vec::new() }
    }
}

impl Table {
    /// The place of a heading.
    pub fn heading(&self, index: usize) -> Place {
        let heading = &self.headings[index];
        let column = self.in_columns.then_some(heading.column);
        Place::Cell(Cell { file: self.file.clone(), row: self.heading_row, column })
    }
}

/// As a person reads it.
pub fn shown(content: &Content) -> String {
    match content {
        Content::Given(given) => given.words(),
        Content::Broken(_, text) | Content::Astray(text) => text.clone(),
    }
}

/// A text as a cell, if there is anything in it.
pub fn words(text: &str) -> Option<Content> {
    (!text.trim().is_empty()).then(|| Content::Given(Given::Text(text.to_owned())))
}

pub fn too_many_cells(file: &str) -> Diagnostic {
    Diagnostic::error(&say::TOO_MANY_DATA, file).with("most", MOST_CELLS)
}

/// Numbers as people list them: 3、5—9.
pub fn runs(numbers: &[usize]) -> String {
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
    let mut text = runs.iter().take(MOST).map(run).collect::<Vec<_>>().join(terms::PAUSE);
    if runs.len() > MOST {
        text += "……";
    }
    text
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn numbers_that_follow_one_another_are_one_run() {
        assert_eq!(runs(&[3, 5, 6, 7, 9]), "3、5—7、9");
    }
}
