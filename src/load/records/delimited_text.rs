//! Reads CSV as spreadsheet programs write it: in UTF-8, GB18030 or UTF-16, with commas, tabs or semicolons.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, GB18030};

use super::grid::{CellContent, CellGrid, CellLine, MOST_CELLS, too_many_cells};
use crate::diagnostic::{CellLocation, Diagnostic, Location};
use crate::model::answers::RawCell;
use crate::wording::{message, records as say};

/// Lines that are examined for the delimiter.
const SAMPLED_LINES: usize = 10;

pub(crate) fn grid(file: &str, bytes: &[u8]) -> Result<CellGrid, Diagnostic> {
    let text = decoded(bytes).ok_or_else(|| Diagnostic::new(message!(say::DATA_ENCODING), file))?;
    let delimiter = delimiter(&text);
    if let Some(row) = unclosed(&text, delimiter) {
        let place = Location::Cell(CellLocation { file: file.to_owned(), row, column: None });
        return Err(Diagnostic::new(message!(say::QUOTE_OPEN), place));
    }
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut lines = Vec::new();
    let mut counter = RowCounter::default();
    let mut count = 0;
    for record in reader.records() {
        let record =
            record.map_err(|error| Diagnostic::new(message!(say::DATA_UNREADABLE, error = error.to_string()), file))?;
        let cells: Vec<(usize, CellContent)> =
            record.iter().enumerate().filter_map(|(index, cell)| Some((index + 1, content(cell)?))).collect();
        let number = counter.row(&record);
        count += cells.len();
        if count > MOST_CELLS {
            return Err(too_many_cells(file));
        }
        // `sep=` is Excel's own note of the delimiter.
        let names_separator = number == 1 && text.trim_start_matches('\u{feff}').starts_with("sep=");
        if !cells.is_empty() && !names_separator {
            lines.push(CellLine { number, cells });
        }
    }
    Ok(CellGrid { lines, ..CellGrid::new(file) })
}

/// The content of a cell without the marks that prevent a spreadsheet program from converting it to a number:
/// `="0123"`, `'0123`.
fn content(cell: &str) -> Option<CellContent> {
    let trimmed = cell.trim();
    let inner = trimmed.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let bare = trimmed.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let text = inner.or(bare).unwrap_or(cell);
    (!text.trim().is_empty()).then(|| CellContent::Raw(RawCell::Text(text.to_owned())))
}

/// The 1-based row where a quotation mark opens and is never closed: everything after it would be one cell.
fn unclosed(text: &str, delimiter: u8) -> Option<usize> {
    let (mut row, mut opened, mut begins, mut after) = (1, None, true, false);
    for byte in text.bytes() {
        match (byte, opened) {
            (b'"', None) if begins || after => opened = Some(row),
            (b'"', Some(_)) => {
                opened = None;
                // A second mark directly after it is a mark in the text.
                after = true;
                begins = false;
                continue;
            }
            _ => {}
        }
        after = false;
        begins = opened.is_none() && (byte == delimiter || byte == b'\n' || byte == b'\r');
        if byte == b'\n' && opened.is_none() {
            row += 1;
        }
    }
    opened
}

/// Counts rows like a spreadsheet program: empty lines, which the CSV reader skips, are rows; a line break inside a
/// cell is not.
#[derive(Default)]
struct RowCounter {
    row: usize,
    /// The line after the last record.
    next: usize,
}

impl RowCounter {
    fn row(&mut self, record: &StringRecord) -> usize {
        let line = record.position().map_or(self.next, |position| position.line() as usize);
        self.row += 1 + line.saturating_sub(self.next.max(1));
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        self.next = line + 1 + inside;
        self.row
    }
}

/// Decodes a text by its byte order mark; without one as UTF-8 if valid, otherwise as GB18030, which includes GBK and
/// GB 2312.
fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]).map(Into::into);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into),
    }
}

/// The delimiter: the most frequent candidate outside quotes in the first lines, or the one that Excel noted.
fn delimiter(text: &str) -> u8 {
    if let Some(sign) = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        return sign;
    }
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for byte in text.lines().take(SAMPLED_LINES).flat_map(str::bytes) {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte && !quoted) {
            *count += 1;
        }
    }
    // Of equally frequent candidates the first, the comma, is chosen.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}
