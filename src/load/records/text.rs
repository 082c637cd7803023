//! CSV as spreadsheet programs write it: in UTF-8, GB18030 or UTF-16, with commas, tabs or semicolons.

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, GB18030};

use super::{Content, Table, words};
use crate::diagnostic::Diagnostic;
use crate::wording::records as say;

pub fn table(file: &str, bytes: &[u8]) -> Result<Table, Diagnostic> {
    let text = decoded(bytes).ok_or_else(|| Diagnostic::error(&say::DATA_ENCODING, file))?;
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(&text)).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut counter = Counter::default();
    for record in reader.records() {
        let record =
            record.map_err(|error| Diagnostic::error(&say::DATA_UNREADABLE, file).with("error", error.to_string()))?;
        let cells: Vec<(usize, Content)> =
            record.iter().enumerate().filter_map(|(index, cell)| Some((index + 1, words(cell)?))).collect();
        rows.push((counter.row(&record), cells));
    }
    Ok(Table::of_rows(file, rows.into_iter()))
}

/// Counts rows as a spreadsheet does: empty lines, which the reader leaves out, are rows; a line break
/// inside a cell begins none.
#[derive(Default)]
struct Counter {
    row: usize,
    /// The line after the last record.
    next: usize,
}

impl Counter {
    fn row(&mut self, record: &StringRecord) -> usize {
        let line = record.position().map_or(self.next, |position| position.line() as usize);
        self.row += 1 + line.saturating_sub(self.next.max(1));
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        self.next = line + 1 + inside;
        self.row
    }
}

/// A text by its byte order mark; else UTF-8 where it is, else GB18030, which holds GBK and GB 2312.
fn decoded(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]).map(Into::into);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into),
    }
}

/// The sign between cells: what the first line has most of outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for byte in text.bytes().take_while(|byte| *byte != b'\n') {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte && !quoted) {
            *count += 1;
        }
    }
    // The first of equals is the comma.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}
