//! Reading of a table to fill in, CSV or XLSX: its column headings and their explanations.

use crate::load::records::{CellContent, CellGrid, HeadingNames, grid};
use crate::model::IssuedForm;
use crate::model::answers::RawCell;
use crate::wording::records::explain;

/// A column of a table: its heading and its explanation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ReadColumn {
    pub(crate) heading: String,
    /// The explanations of the column, as one text.
    pub(crate) explanation: String,
}

/// Reads the columns of a CSV file: headings, and the explanations below them; `None` if there are no such two lines.
pub(crate) fn csv_columns(bytes: &[u8], form: &IssuedForm) -> Option<Vec<ReadColumn>> {
    let grid = read_grid("csv", bytes, None, form)?;
    let [headings, explanations, ..] = &grid.lines[..] else { return None };
    let explanation_of =
        |column: usize| explanations.cells.iter().find(|(at, _)| *at == column).map(|(_, cell)| cell_text(cell));
    let column = |(at, cell): &(usize, CellContent)| {
        let explanations = explanation_of(*at).unwrap_or_default();
        ReadColumn { heading: cell_text(cell), explanation: explanations.trim_start_matches(explain::MARK).to_owned() }
    };
    Some(headings.cells.iter().map(column).collect())
}

/// Reads the columns of a workbook: the headings of its data sheet, each explained by a line of its second sheet; `None` if a
/// sheet is missing.
pub(crate) fn workbook_columns(bytes: &[u8], form: &IssuedForm) -> Option<Vec<ReadColumn>> {
    let data = read_grid("xlsx", bytes, Some(explain::DATA.zh), form)?;
    let explanations = read_grid("xlsx", bytes, Some(explain::SHEET.zh), form)?;
    let mut lines = explanations.lines.iter().skip(1);
    let column = |(_, heading): &(usize, CellContent)| {
        let line = lines.next();
        // The first cell repeats the heading; option lists follow the cells that explain.
        let cells = line.into_iter().flat_map(|line| &line.cells).filter(|(at, _)| *at <= explain::HEADINGS.len());
        let cells: Vec<String> = cells.map(|(_, cell)| cell_text(cell)).collect();
        let heading = cell_text(heading);
        let is_same_column = cells.first() == Some(&heading);
        ReadColumn {
            heading,
            explanation: cells.into_iter().skip(1).filter(|_| is_same_column).collect::<Vec<_>>().join("；"),
        }
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
