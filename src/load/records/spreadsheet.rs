//! Workbooks of spreadsheet programs: the first sheet that is not the template's explanations.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Reader, open_workbook_auto_from_rs};
use jiff::civil::Date;

use super::{Content, Table, words};
use crate::diagnostic::Diagnostic;
use crate::model::answers::Given;
use crate::wording::records as say;

pub fn table(file: &str, bytes: Vec<u8>) -> Result<Table, Diagnostic> {
    let fault =
        |error: calamine::Error| Diagnostic::error(&say::DATA_UNREADABLE, file).with("error", error.to_string());
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(fault)?;
    let names = workbook.sheet_names();
    let Some(name) = names.iter().find(|name| name.as_str() != say::explain::SHEET.zh) else {
        return Ok(Table::of_rows(file, std::iter::empty()));
    };
    let range = workbook.worksheet_range(name).map_err(fault)?;
    let (top, left) = range.start().unwrap_or_default();
    let rows = range.rows().enumerate().map(|(index, cells)| {
        let filled =
            cells.iter().enumerate().filter_map(|(column, cell)| Some((left as usize + column + 1, content(cell)?)));
        (top as usize + index + 1, filled.collect())
    });
    Ok(Table::of_rows(file, rows))
}

fn content(cell: &Data) -> Option<Content> {
    match cell {
        Data::Empty => None,
        Data::String(text) => words(text),
        Data::Int(number) => Some(Content::Given(Given::Number(*number as f64))),
        Data::Float(number) => Some(Content::Given(Given::Number(*number))),
        Data::Bool(truth) => words(&truth.to_string()),
        Data::DateTime(moment) => Some(date(moment)),
        Data::DateTimeIso(text) | Data::DurationIso(text) => words(text),
        Data::Error(error) => Some(Content::Broken(error.to_string())),
    }
}

/// A day; a time alone or a day beyond the calendar stays a number.
fn date(moment: &ExcelDateTime) -> Content {
    // The library knows from which day the workbook counts.
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let date = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, day as i8).ok());
    match date.filter(|_| moment.is_datetime() && moment.as_f64() >= 1.0) {
        Some(date) => Content::Given(Given::Date(date)),
        None => Content::Given(Given::Number(moment.as_f64())),
    }
}
