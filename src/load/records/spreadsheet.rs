//! Workbooks of spreadsheet programs, as a person reads them: the one sheet that is shown, what its cells
//! show, and the value of merged cells in every row they span.

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

type Workbook = Xlsx<Cursor<Vec<u8>>>;

/// Reads the sheet of this name, or the only one with rows that is shown.
pub(crate) fn grid(
    file: &str,
    bytes: Vec<u8>,
    wanted: Option<&str>,
    names: &HeadingNames,
) -> Result<CellGrid, Diagnostic> {
    if bytes.starts_with(b"PK") {
        package::check_size(&bytes).map_err(|refusal| match refusal {
            PackageFault::Broken(error) => unreadable(file, &error),
            PackageFault::TooLarge(most) => Diagnostic::new(message!(say::DATA_TOO_LARGE, most), file),
        })?;
    }
    let mut workbook: Workbook = open_workbook_from_rs(Cursor::new(bytes.clone())).map_err(|error| match error {
        XlsxError::Password => Diagnostic::new(message!(say::DATA_LOCKED), file),
        error => unreadable(file, &error),
    })?;
    let (name, mut notes) = choose_sheet(file, &mut workbook, wanted, names)?;
    let Some(name) = name else { return Ok(CellGrid::new(file)) };
    let mut lines = cells(file, &mut workbook, &name)?;
    let merged = workbook.merge_cells_by_sheet_name(&name).map_err(|error| unreadable(file, &error))?;
    let across = spread_merged_cells(file, &mut lines, merged)?;
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
    Ok(CellGrid { lines, merged_columns: across, notes, ..CellGrid::new(file) })
}

fn unreadable(file: &str, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(message!(say::DATA_UNREADABLE, error), file)
}

/// The sheet to read, and what is said of the others; `None` where no sheet has anything in it.
fn choose_sheet(
    file: &str,
    workbook: &mut Workbook,
    wanted: Option<&str>,
    names: &HeadingNames,
) -> Result<(Option<String>, Vec<Diagnostic>), Diagnostic> {
    let sheets: Vec<_> =
        workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let quoted = |names: &[&str]| {
        names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(fixed_text::ENUMERATION_COMMA)
    };
    if let Some(wanted) = wanted {
        let all: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        if all.contains(&wanted) {
            return Ok((Some(wanted.to_owned()), Vec::new()));
        }
        return Err(Diagnostic::new(message!(say::NO_SUCH_SHEET, sheet = wanted, names = quoted(&all)), file));
    }
    let (mut seen, mut unseen, mut fitting) = (Vec::new(), Vec::new(), Vec::new());
    for sheet in &sheets {
        let look = worksheet_kind(workbook, &sheet.name, names).map_err(|error| unreadable(file, &error))?;
        if look == WorksheetKind::Empty {
            continue;
        }
        if sheet.visible != SheetVisible::Visible {
            unseen.push(sheet.name.as_str());
            continue;
        }
        seen.push(sheet.name.as_str());
        if look == WorksheetKind::Headed {
            fitting.push(sheet.name.as_str());
        }
    }
    // A sheet without a heading of the form's is not this table.
    if let [one] = fitting[..] {
        unseen.extend(seen.iter().copied().filter(|name| *name != one));
        seen = fitting;
    }
    match (seen.as_slice(), unseen.as_slice()) {
        ([], []) => Ok((None, Vec::new())),
        ([], unseen) => Err(Diagnostic::new(
            message!(say::SHEETS_HIDDEN, names = quoted(unseen), first = unseen.first().copied().unwrap_or_default()),
            file,
        )),
        ([one], []) => Ok((Some((*one).to_owned()), Vec::new())),
        ([one], unseen) => {
            let note = Diagnostic::new(message!(say::SHEETS_LEFT, sheet = one, names = quoted(unseen)), file);
            Ok((Some((*one).to_owned()), vec![note]))
        }
        (several, _) => Err(Diagnostic::new(
            message!(say::SEVERAL_SHEETS, names = quoted(several), first = several[0], count = several.len()),
            file,
        )),
    }
}

/// What a sheet looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WorksheetKind {
    /// There is nothing in it, or what templates explain.
    Empty,
    /// Two headings of the form stand beside each other in one of the first lines.
    Headed,
    Filled,
}

fn worksheet_kind(workbook: &mut Workbook, name: &str, names: &HeadingNames) -> Result<WorksheetKind, XlsxError> {
    /// Headings stand in one of the first lines, and within so many cells.
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

type WorksheetCells = BTreeMap<usize, BTreeMap<usize, CellContent>>;

/// What stands in a sheet, by row and column, both from 1.
fn cells(file: &str, workbook: &mut Workbook, name: &str) -> Result<WorksheetCells, Diagnostic> {
    let fault = |error: XlsxError| unreadable(file, &error);
    // The day that counts as nought: of those without the year 1900's leap day, the one before.
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
    // Formats come from a second look: no reader tells both.
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

/// A cell before its format is known.
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
        // A formula that comes to an empty text has one; this one was never worked out.
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

/// A day; a time of day that is shown to the minute, in words; a length of time or a day beyond the calendar is neither.
fn date(moment: &ExcelDateTime, format: &str, id: Option<u32>) -> CellContent {
    // The library knows from which day the workbook counts.
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

/// Gives the value of merged cells to every row they span, where a row has anything else. Merged cells
/// that are several columns wide are returned, by row: whose value it is cannot be told.
fn spread_merged_cells(
    file: &str,
    lines: &mut WorksheetCells,
    merged: Vec<Dimensions>,
) -> Result<BTreeMap<usize, Vec<(usize, usize)>>, Diagnostic> {
    let mut across: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let mut left = MOST_CELLS;
    for Dimensions { start: (top, first), end: (bottom, last) } in merged {
        let (top, first) = (top as usize + 1, first as usize + 1);
        let (bottom, last) = (bottom as usize + 1, last as usize + 1);
        let Some(value) = lines.get(&top).and_then(|cells| cells.get(&first)).cloned() else { continue };
        for (row, cells) in lines.range_mut(top..=bottom.max(top)) {
            left = left.checked_sub(1).ok_or_else(|| too_many_cells(file))?;
            // Beneath a merged cell nothing is shown, whatever is kept there.
            let beneath: Vec<usize> = cells.range(first..=last.max(first)).map(|(column, _)| *column).collect();
            beneath
                .iter()
                .filter(|column| **column > first || *row > top)
                .for_each(|column| drop(cells.remove(column)));
            if *row > top && !cells.is_empty() {
                cells.insert(first, value.clone());
            }
            if last > first {
                across.entry(*row).or_default().push((first, last));
            }
        }
    }
    lines.retain(|_, cells| !cells.is_empty());
    Ok(across)
}
