//! A table to fill in, as a program of spreadsheets takes it: its headings, and what is explained of each.

use crate::load::records::{CellContent, CellGrid, HeadingNames, grid};
use crate::model::IssuedForm;
use crate::model::answers::RawCell;
use crate::wording::records::explain;

/// A column as the table has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ReadColumn {
    pub(crate) heading: String,
    /// What is said of it, in one text.
    pub(crate) explanation: String,
}

/// The columns of CSV: headings, and below them what is explained.
pub(crate) fn csv_columns(bytes: &[u8], form: &IssuedForm) -> Option<Vec<ReadColumn>> {
    let grid = read_grid("csv", bytes, None, form)?;
    let [headings, explained, ..] = &grid.lines[..] else { return None };
    let says = |column: usize| explained.cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell_text(cell));
    let column = |(at, cell): &(usize, CellContent)| {
        let explained = says(*at).unwrap_or_default();
        ReadColumn { heading: cell_text(cell), explanation: explained.trim_start_matches(explain::MARK).to_owned() }
    };
    Some(headings.cells.iter().map(column).collect())
}

/// The columns of a workbook: the headings of its first sheet, and a line each in its second.
pub(crate) fn workbook_columns(bytes: &[u8], form: &IssuedForm) -> Option<Vec<ReadColumn>> {
    let data = read_grid("xlsx", bytes, Some(explain::DATA.zh), form)?;
    let explained = read_grid("xlsx", bytes, Some(explain::SHEET.zh), form)?;
    let mut lines = explained.lines.iter().skip(1);
    let column = |(_, heading): &(usize, CellContent)| {
        let line = lines.next();
        // The first cell names the column once more; lists stand behind the cells that explain.
        let cells = line.into_iter().flat_map(|line| &line.cells).filter(|(at, _)| *at <= explain::HEADINGS.len());
        let cells: Vec<String> = cells.map(|(_, cell)| cell_text(cell)).collect();
        let heading = cell_text(heading);
        let is_it = cells.first() == Some(&heading);
        ReadColumn { heading, explanation: cells.into_iter().skip(1).filter(|_| is_it).collect::<Vec<_>>().join("；") }
    };
    Some(data.lines.first()?.cells.iter().map(column).collect())
}

fn read_grid(ending: &str, bytes: &[u8], sheet: Option<&str>, form: &IssuedForm) -> Option<CellGrid> {
    grid("", ending, bytes.to_vec(), sheet, &HeadingNames::new(&[], form)).ok()
}

fn cell_text(cell: &CellContent) -> String {
    match cell {
        CellContent::Raw(RawCell::Text(text)) | CellContent::WithoutHeading(text) => text.clone(),
        CellContent::Raw(other) => other.text(),
        CellContent::Broken(..) => String::new(),
    }
}
