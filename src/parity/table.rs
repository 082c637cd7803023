//! A table to fill in, as a program of spreadsheets takes it: its headings, and what is explained of each.

use crate::load::records::{Content, Grid, Names, grid};
use crate::model::IssuedForm;
use crate::model::answers::Given;
use crate::wording::records::explain;

/// A column as the table has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    pub heading: String,
    /// What is said of it, in one text.
    pub explained: String,
}

/// The columns of CSV: headings, and below them what is explained.
pub fn csv(bytes: &[u8], form: &IssuedForm) -> Option<Vec<Column>> {
    let grid = read("csv", bytes, None, form)?;
    let [headings, explained, ..] = &grid.lines[..] else { return None };
    let says = |column: usize| explained.cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| text(cell));
    let column = |(at, cell): &(usize, Content)| {
        let explained = says(*at).unwrap_or_default();
        Column { heading: text(cell), explained: explained.trim_start_matches(explain::MARK).to_owned() }
    };
    Some(headings.cells.iter().map(column).collect())
}

/// The columns of a workbook: the headings of its first sheet, and a line each in its second.
pub fn workbook(bytes: &[u8], form: &IssuedForm) -> Option<Vec<Column>> {
    let data = read("xlsx", bytes, Some(explain::DATA.zh), form)?;
    let explained = read("xlsx", bytes, Some(explain::SHEET.zh), form)?;
    let mut lines = explained.lines.iter().skip(1);
    let column = |(_, heading): &(usize, Content)| {
        let line = lines.next();
        // The first cell names the column once more; lists stand behind the cells that explain.
        let cells = line.into_iter().flat_map(|line| &line.cells).filter(|(at, _)| *at <= explain::HEADINGS.len());
        let cells: Vec<String> = cells.map(|(_, cell)| text(cell)).collect();
        let heading = text(heading);
        let is_it = cells.first() == Some(&heading);
        Column { heading, explained: cells.into_iter().skip(1).filter(|_| is_it).collect::<Vec<_>>().join("；") }
    };
    Some(data.lines.first()?.cells.iter().map(column).collect())
}

fn read(ending: &str, bytes: &[u8], sheet: Option<&str>, form: &IssuedForm) -> Option<Grid> {
    grid("", ending, bytes.to_vec(), sheet, &Names::new(&[], form)).ok()
}

fn text(cell: &Content) -> String {
    match cell {
        Content::Given(Given::Text(text)) | Content::Astray(text) => text.clone(),
        Content::Given(other) => other.words(),
        Content::Broken(..) => String::new(),
    }
}
