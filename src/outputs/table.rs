//! Empty tables from which copies of a form are filled in: one column for each answer, with an explanation of its
//! values.
//!
//! - In: the answer columns of an issued form.
//! - Out: an empty workbook (XLSX) or CSV file.
//! - May not know: how tables are read (`load::records`).
//!
//! A workbook's cells are text, so that no program turns a long number into 4.2E+17 or a date into something else;
//! single choices have a list to choose from; a second sheet explains every column. In CSV a row that begins with 说明：
//! is an explanation, not data.

use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::model::answers::{AnswerColumn, AnswerOption, AnswerType};
use crate::model::issued::Obligation;
use crate::model::{IssuedForm, fixed_text};
use crate::wording::records::explain;
use crate::wording::text;

/// The number of rows that a workbook has lists of choices for.
const WORKBOOK_ROWS: u32 = 2000;
/// The greatest length of a literal list of options, in characters (Excel's limit); a longer list is written in cells.
const MAX_LITERAL_LIST: usize = 255;

/// The table as CSV in UTF-8, with a byte order mark, by which spreadsheet programs recognise the encoding.
pub fn csv(columns: &[AnswerColumn]) -> Vec<u8> {
    let headings: Vec<String> = columns.iter().map(heading).collect();
    let explained = columns.iter().enumerate().map(|(index, column)| {
        let mark = if index == 0 { explain::MARK } else { "" };
        let texts = [obligation(column).to_owned(), allowed_values(column), condition_words(column)];
        let texts: Vec<String> = texts.into_iter().filter(|words| !words.is_empty()).collect();
        format!("{mark}{}", texts.join("；"))
    });
    let mut text = String::from("\u{feff}");
    for row in [headings, explained.collect()] {
        let cells: Vec<String> = row.iter().map(|cell| csv_cell(cell)).collect();
        text += &cells.join(",");
        text += "\r\n";
    }
    text.into_bytes()
}

/// A cell of CSV (RFC 4180).
fn csv_cell(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// The table as a workbook (XLSX).
///
/// # Errors
/// A value that a workbook cannot contain.
pub fn workbook(form: &IssuedForm, columns: &[AnswerColumn]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = form.as_of;
    let created = ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month() as u8, day.day() as u8)?;
    let properties = DocProperties::new().set_title(&form.title.zh).set_creation_datetime(&created);
    workbook.set_properties(&properties.set_subject(form.standing.as_deref().unwrap_or_default()));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color(0x00E6_E6E6);
    let text = Format::new().set_num_format("@");

    let mut lists: Vec<(usize, Vec<&str>)> = Vec::new();
    let sheet = workbook.add_worksheet().set_name(explain::DATA.zh)?;
    sheet.set_freeze_panes(1, 0)?;
    for (index, column) in columns.iter().enumerate() {
        let at = index as u16;
        sheet.set_column_format(at, &text)?;
        sheet.set_column_width(at, column_width(column))?;
        sheet.write_with_format(0, at, heading(column), &head)?;
        if let AnswerType::Options { offered, many: false } = &column.answer_type {
            let labels: Vec<&str> = offered.iter().map(|option| option.label).collect();
            let fits = labels.join(",").chars().count() <= MAX_LITERAL_LIST && !labels.iter().any(|l| l.contains(','));
            if fits {
                let list = DataValidation::new().allow_list_strings(&labels)?;
                // Codes may be written too, so that the list suggests values and forbids none.
                sheet.add_data_validation(1, at, WORKBOOK_ROWS, at, &list.show_error_message(false))?;
            } else {
                lists.push((index, labels));
            }
        }
    }

    let sheet = workbook.add_worksheet().set_name(explain::SHEET.zh)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (title, width)) in explain::HEADINGS.iter().zip([48.0, 18.0, 60.0, 48.0]).enumerate() {
        sheet.write_with_format(0, column as u16, *title, &head)?;
        sheet.set_column_width(column as u16, width)?;
    }
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (index, column) in columns.iter().enumerate() {
        let texts = [heading(column), obligation(column).to_owned(), allowed_values(column), condition_words(column)];
        for (at, words) in texts.iter().enumerate() {
            sheet.write_with_format(index as u32 + 1, at as u16, words, &wrapped)?;
        }
    }
    // Lists that are too long for a cell's rule are in columns after the explanations.
    for (number, (index, labels)) in lists.iter().enumerate() {
        let at = explain::HEADINGS.len() as u16 + 1 + number as u16;
        sheet.write(0, at, heading(&columns[*index]))?;
        for (row, label) in labels.iter().enumerate() {
            sheet.write(row as u32 + 1, at, *label)?;
        }
    }
    for (number, (index, labels)) in lists.iter().enumerate() {
        let letter =
            rust_xlsxwriter::utility::column_number_to_name(explain::HEADINGS.len() as u16 + 1 + number as u16);
        let range = format!("={}!${letter}$2:${letter}${}", explain::SHEET.zh, labels.len() + 1);
        let list = DataValidation::new().allow_list_formula(range.as_str().into()).show_error_message(false);
        let at = *index as u16;
        workbook.worksheet_from_index(0)?.add_data_validation(1, at, WORKBOOK_ROWS, at, &list)?;
    }
    workbook.save_to_buffer()
}

/// The heading of a column: [`AnswerColumn::title`], with the mark of a required answer.
fn heading(column: &AnswerColumn) -> String {
    let mark = if column.obligation.is_some() { fixed_text::REQUIRED_MARK } else { "" };
    format!("{}{mark}", column.title())
}

fn obligation(column: &AnswerColumn) -> &'static str {
    column.obligation.map_or("", Obligation::words)
}

/// The values that a column allows, in words.
fn allowed_values(column: &AnswerColumn) -> String {
    let options = |offered: &[AnswerOption]| {
        let each = offered.iter().map(|option| format!("{} {}", option.value, option.label));
        each.collect::<Vec<_>>().join(fixed_text::ENUMERATION_COMMA)
    };
    let words = match &column.answer_type {
        AnswerType::Line { format, limit } => format.words(limit),
        AnswerType::Area { .. } => explain::LINES.to_owned(),
        AnswerType::Number { decimal, unit } => {
            let kind = if *decimal { explain::DECIMAL } else { explain::INTEGER };
            let unit = unit.map(|unit| text!(explain::UNIT, unit)).unwrap_or_default();
            format!("{kind}{unit}")
        }
        AnswerType::Date(format) => format.words.to_owned(),
        AnswerType::Options { offered, many } => {
            let options = options(offered);
            if *many { text!(explain::MANY, options) } else { text!(explain::ONE, options) }
        }
        AnswerType::Other { label, .. } => text!(explain::OTHER, option = label),
    };
    let hint = column.item.and_then(|item| item.hint.as_ref()).map(|hint| hint.words(fixed_text::BLANK));
    let rule = column.item.and_then(|item| item.rule_words()).map(str::to_owned);
    let append = |words: String, more: String| format!("{}{more}", fixed_text::sentence(&words));
    hint.into_iter().chain(rule).fold(words, append)
}

/// The conditions under which the question is asked, in words.
fn condition_words(column: &AnswerColumn) -> String {
    let conditions: Vec<&str> = column.conditions.iter().map(|condition| condition.words.as_str()).collect();
    conditions.join(fixed_text::COMMA)
}

/// The width of a column in characters of the spreadsheet, about as wide as its values.
fn column_width(column: &AnswerColumn) -> f64 {
    match &column.answer_type {
        AnswerType::Line { format, .. } => format.width,
        AnswerType::Area { .. } | AnswerType::Options { many: true, .. } => 22.0,
        AnswerType::Number { .. }
        | AnswerType::Date(_)
        | AnswerType::Options { many: false, .. }
        | AnswerType::Other { .. } => 14.0,
    }
}
