//! Reads workbooks as a person sees them: the one visible sheet, the displayed values of its cells, and the value of
//! merged cells in each row they span.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs,
};
use jiff::civil::Date;

use super::grid::{CellContent, CellGrid, CellLine, MOST_CELLS, text_content, too_many_cells};
use super::headings::HeadingNames;
use super::number_format;
use super::package::{self, PackageFault};
use crate::diagnostic::{Diagnostic, column_letters};
use crate::model::answers::{RawCell, RawNumber};
use crate::model::fixed_text;
use crate::wording::{message, partial_message, records as say};

/// An XLSX workbook in memory.
type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// Reads the sheet with this name, or the only visible sheet with rows.
pub(crate) fn grid(
    file: &str,
    bytes: Vec<u8>,
    sheet_name: Option<&str>,
    names: &HeadingNames,
) -> Result<CellGrid, Diagnostic> {
    if bytes.starts_with(b"PK") {
        package::check_size(&bytes).map_err(|fault| match fault {
            PackageFault::Broken(error) => unreadable(file, &error),
            PackageFault::TooLarge(most) => Diagnostic::new(message!(say::DATA_TOO_LARGE, most), file),
        })?;
    }
    let mut workbook: Workbook = open_workbook_from_rs(Cursor::new(bytes.clone())).map_err(|error| match error {
        XlsxError::Password => Diagnostic::new(message!(say::DATA_LOCKED), file),
        error => unreadable(file, &error),
    })?;
    let (name, mut notes) = choose_sheet(file, &mut workbook, sheet_name, names)?;
    let Some(name) = name else { return Ok(CellGrid::new(file)) };
    let mut lines = cells(file, &mut workbook, &name)?;
    let merged = workbook.merge_cells_by_sheet_name(&name).map_err(|error| unreadable(file, &error))?;
    let merged_columns = spread_merged_cells(file, &mut lines, merged)?;
    if let Some(hidden) = package::hidden(&bytes, &name) {
        let rows: Vec<usize> = lines.keys().copied().filter(|row| hidden.rows.contains(row)).collect();
        if !rows.is_empty() {
            lines.retain(|row, _| !hidden.rows.contains(row));
            notes.push(Diagnostic::new(
                message!(say::ROWS_HIDDEN, rows = super::number_ranges(&rows), count = rows.len()),
                file,
            ));
        }
        let used: BTreeSet<usize> = lines.values().flat_map(BTreeMap::keys).copied().collect();
        let is_hidden = |column: &usize| hidden.columns.iter().any(|(first, last)| (*first..=*last).contains(column));
        let columns: Vec<String> =
            used.iter().filter(|column| is_hidden(column)).map(|column| column_letters(*column)).collect();
        if !columns.is_empty() {
            notes.push(Diagnostic::new(
                message!(say::COLUMNS_HIDDEN, columns = columns.join(fixed_text::ENUMERATION_COMMA)),
                file,
            ));
        }
    }
    let lines =
        lines.into_iter().map(|(number, cells)| CellLine { number, cells: cells.into_iter().collect() }).collect();
    Ok(CellGrid { lines, merged_columns, notes, ..CellGrid::new(file) })
}

fn unreadable(file: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(message!(say::DATA_UNREADABLE, error), file)
}

/// Chooses the sheet to read, and reports the other sheets; `None` where all sheets are empty.
fn choose_sheet(
    file: &str,
    workbook: &mut Workbook,
    sheet_name: Option<&str>,
    names: &HeadingNames,
) -> Result<(Option<String>, Vec<Diagnostic>), Diagnostic> {
    let sheets: Vec<_> =
        workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let quoted = |names: &[&str]| {
        names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(fixed_text::ENUMERATION_COMMA)
    };
    if let Some(sheet_name) = sheet_name {
        let all: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        if all.contains(&sheet_name) {
            return Ok((Some(sheet_name.to_owned()), Vec::new()));
        }
        return Err(Diagnostic::new(message!(say::NO_SUCH_SHEET, sheet = sheet_name, names = quoted(&all)), file));
    }
    let (mut visible, mut skipped, mut fitting) = (Vec::new(), Vec::new(), Vec::new());
    for sheet in &sheets {
        let kind = worksheet_kind(workbook, &sheet.name, names).map_err(|error| unreadable(file, &error))?;
        if kind == WorksheetKind::Empty {
            continue;
        }
        if sheet.visible != SheetVisible::Visible {
            skipped.push(sheet.name.as_str());
            continue;
        }
        visible.push(sheet.name.as_str());
        if kind == WorksheetKind::Headed {
            fitting.push(sheet.name.as_str());
        }
    }
    // A sheet without headings of the form is not the table.
    if let [one] = fitting[..] {
        skipped.extend(visible.iter().copied().filter(|name| *name != one));
        visible = fitting;
    }
    match (visible.as_slice(), skipped.as_slice()) {
        ([], []) => Ok((None, Vec::new())),
        ([], skipped) => Err(Diagnostic::new(
            message!(say::SHEETS_HIDDEN, names = quoted(skipped), first = skipped.first().copied().unwrap_or_default()),
            file,
        )),
        ([one], []) => Ok((Some((*one).to_owned()), Vec::new())),
        ([one], skipped) => {
            let note = Diagnostic::new(message!(say::SHEETS_LEFT, sheet = one, names = quoted(skipped)), file);
            Ok((Some((*one).to_owned()), vec![note]))
        }
        (several, _) => Err(Diagnostic::new(
            message!(say::SEVERAL_SHEETS, names = quoted(several), first = several[0], count = several.len()),
            file,
        )),
    }
}

/// The content of a worksheet, as far as the choice needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WorksheetKind {
    /// The sheet is empty, or is the explanation sheet of a template.
    Empty,
    /// One of the first lines has at least two headings of the form.
    Headed,
    /// The sheet has other content.
    Filled,
}

fn worksheet_kind(workbook: &mut Workbook, name: &str, names: &HeadingNames) -> Result<WorksheetKind, XlsxError> {
    /// Headings are in one of the first lines, within this number of cells.
    const CELLS: usize = 2000;
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let mut texts: Vec<(u32, String)> = Vec::new();
    let mut filled = false;
    while let Some(cell) = reader.next_cell()? {
        let text = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) => text.trim(),
            DataRef::SharedString(text) => text.trim(),
            _ => {
                filled = true;
                continue;
            }
        };
        if !text.is_empty() {
            texts.push((cell.get_position().0, text.to_owned()));
        }
        if texts.len() == CELLS {
            break;
        }
    }
    let explains = |texts: &[(u32, String)]| {
        let mut first = texts.iter().map(|(_, text)| text.as_str());
        name == say::explain::SHEET.zh && say::explain::HEADINGS.iter().all(|heading| first.next() == Some(*heading))
    };
    if (texts.is_empty() && !filled) || explains(&texts) {
        return Ok(WorksheetKind::Empty);
    }
    let mut known: BTreeMap<u32, usize> = BTreeMap::new();
    for (row, text) in &texts {
        *known.entry(*row).or_default() += usize::from(names.contains(text));
    }
    Ok(if known.values().any(|known| *known > 1) { WorksheetKind::Headed } else { WorksheetKind::Filled })
}

/// Cells of a worksheet by row and column, both 1-based.
type WorksheetCells = BTreeMap<usize, BTreeMap<usize, CellContent>>;

/// Reads the cells of a sheet by row and column, both 1-based.
fn cells(file: &str, workbook: &mut Workbook, name: &str) -> Result<WorksheetCells, Diagnostic> {
    let fault = |error: XlsxError| unreadable(file, &error);
    // The date of serial number 0. For the 1900 system it is one day earlier, which corrects its false leap day.
    let nought = if workbook.has_1904_epoch() { Date::constant(1904, 1, 1) } else { Date::constant(1899, 12, 30) };
    let mut found = Vec::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(fault)?;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(fault)? {
        let is_formula = cell.formula.is_some();
        if matches!(cell.value, DataRef::Empty) && !is_formula {
            continue;
        }
        if found.len() >= MOST_CELLS {
            return Err(too_many_cells(file));
        }
        found.push((cell.pos, unformatted_cell(&cell.value, is_formula)));
    }
    drop(reader);
    // Formats need a second pass: no reader of the library returns both.
    let mut formats: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let numbers: BTreeSet<(u32, u32)> = found
        .iter()
        .filter(|(_, raw)| matches!(raw, UnformattedCell::Number(_) | UnformattedCell::Moment(_)))
        .map(|(place, _)| *place)
        .collect();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(fault)?;
    let styles = reader.styles().to_vec();
    if !numbers.is_empty() {
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(fault)? {
            if numbers.contains(&cell.get_position()) {
                formats.insert(cell.get_position(), style);
            }
        }
    }
    let mut lines = WorksheetCells::new();
    for ((row, column), raw) in found {
        let format = formats.get(&(row, column)).and_then(|style| styles.get(*style)?.number_format.as_ref());
        let (code, id) = format.map_or(("General", None), |format| (format.format_code.as_str(), format.format_id));
        let content = match raw {
            UnformattedCell::Content(content) => content,
            UnformattedCell::Number(value) => {
                let value = number_format::to_15_digits(value);
                Some(CellContent::Raw(RawCell::Number(RawNumber {
                    value,
                    display: number_format::display_number(value, code),
                    date_epoch: Some(nought),
                })))
            }
            UnformattedCell::Moment(moment) => Some(date(&moment, code, id)),
        };
        if let Some(content) = content {
            lines.entry(row as usize + 1).or_default().insert(column as usize + 1, content);
        }
    }
    Ok(lines)
}

/// A cell before its number format is applied.
enum UnformattedCell {
    Content(Option<CellContent>),
    Number(f64),
    Moment(ExcelDateTime),
}

fn unformatted_cell(value: &DataRef, is_formula: bool) -> UnformattedCell {
    UnformattedCell::Content(match value {
        DataRef::Int(number) => return UnformattedCell::Number(*number as f64),
        DataRef::Float(number) => return UnformattedCell::Number(*number),
        DataRef::DateTime(moment) => return UnformattedCell::Moment(*moment),
        // A formula with an empty text as result has that text; this formula was never calculated.
        DataRef::Empty if is_formula => {
            Some(CellContent::Broken(partial_message!(say::FORMULA_EMPTY, [column]), String::new()))
        }
        DataRef::Empty => None,
        DataRef::String(text) => text_content(text),
        DataRef::SharedString(text) => text_content(text),
        DataRef::Bool(truth) => text_content(&truth.to_string()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text_content(text),
        DataRef::Error(error) => {
            Some(CellContent::Broken(partial_message!(say::CELL_BROKEN, [column], value = error), error.to_string()))
        }
    })
}

/// The content of a date cell: a date, or a time of day (displayed to the minute) as text. A duration and a day beyond
/// the calendar are faults.
fn date(moment: &ExcelDateTime, format: &str, id: Option<u32>) -> CellContent {
    // The library uses the workbook's own date system.
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let is_shown = ['h', 'm'].iter().all(|part| format.to_ascii_lowercase().contains(*part));
    if moment.is_datetime() && (0.0..1.0).contains(&moment.as_f64()) && is_shown && second == 0 {
        return CellContent::Raw(RawCell::Text(format!("{hour:02}:{minute:02}")));
    }
    let date = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, day as i8).ok());
    match date.filter(|_| moment.is_datetime() && moment.as_f64() >= 1.0) {
        Some(date) => CellContent::Raw(RawCell::Day(number_format::raw_date(date, format, id))),
        None => {
            let value = moment.as_f64().to_string();
            CellContent::Broken(partial_message!(say::NO_DAY, [column], value), value)
        }
    }
}

/// Copies the value of merged cells to each row they span, if the row has other content. Returns the merged cells that
/// span several columns, by row: the column of their value is ambiguous.
fn spread_merged_cells(
    file: &str,
    lines: &mut WorksheetCells,
    merged: Vec<Dimensions>,
) -> Result<BTreeMap<usize, Vec<(usize, usize)>>, Diagnostic> {
    let mut merged_columns: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let mut remaining = MOST_CELLS;
    for Dimensions { start: (top, first), end: (bottom, last) } in merged {
        let (top, first) = (top as usize + 1, first as usize + 1);
        let (bottom, last) = (bottom as usize + 1, last as usize + 1);
        let Some(value) = lines.get(&top).and_then(|cells| cells.get(&first)).cloned() else { continue };
        for (row, cells) in lines.range_mut(top..=bottom.max(top)) {
            remaining = remaining.checked_sub(1).ok_or_else(|| too_many_cells(file))?;
            // A merged cell hides the cells beneath it, whatever they contain.
            let beneath: Vec<usize> = cells.range(first..=last.max(first)).map(|(column, _)| *column).collect();
            beneath
                .iter()
                .filter(|column| **column > first || *row > top)
                .for_each(|column| drop(cells.remove(column)));
            if *row > top && !cells.is_empty() {
                cells.insert(first, value.clone());
            }
            if last > first {
                merged_columns.entry(*row).or_default().push((first, last));
            }
        }
    }
    lines.retain(|_, cells| !cells.is_empty());
    Ok(merged_columns)
}
