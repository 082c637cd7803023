//! Where a filled-in sheet is written, for the page that shows it: a script that holds data alone, as pages
//! opened from a folder may load no other.

use serde::Serialize;

use crate::paper::sheet::{Entry, FieldBox, Mark, Placed, Sheets};

use super::length::Hundredths;

/// A field's place; lengths in millimetres from the page's top left corner.
#[derive(Serialize)]
struct Place<'a> {
    name: &'a str,
    /// From 1, as the pictures are counted.
    page: usize,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// Of the type, in points.
    size: f64,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    boxes: Option<u32>,
    #[serde(skip_serializing_if = "is_not")]
    multiline: bool,
    #[serde(skip_serializing_if = "is_not")]
    centered: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_not(value: &bool) -> bool {
    !value
}

/// The places of a page, in the order of its marks.
pub fn listed(marks: &[Placed], page: usize) -> Vec<String> {
    let fields = marks.iter().filter_map(|placed| match &placed.mark {
        Mark::Field(field) => Some(place(field, page)),
        Mark::Text(_)
        | Mark::Line { .. }
        | Mark::Box { .. }
        | Mark::Circle { .. }
        | Mark::Code(_)
        | Mark::Pictogram { .. } => None,
    });
    // Data of plain types always can be written.
    fields.map(|place| serde_json::to_string(&place).unwrap_or_default()).collect()
}

/// The script that sets `formpress.places` to these, on the pictures of this edition, which a browser asks for by it: no
/// picture of other sheets that it may have kept lies under them.
pub fn script(sheets: &Sheets, fields: &[String], edition: &str) -> String {
    let size = sheets.pages.first().map(|sheet| sheet.size).unwrap_or_default();
    let number = |length| Hundredths::of(length).number();
    let pages = sheets.pages.len();
    let (width, height, fields) = (number(size.width), number(size.height), fields.join(",\n"));
    format!(
        "\"use strict\";\n(window.formpress = window.formpress || {{}}).places = \
         {{\"edition\":\"{edition}\",\"width\":{width},\"height\":{height},\"pages\":{pages},\"fields\":[\n{fields}\n]}};\n"
    )
}

fn place(field: &FieldBox, page: usize) -> Place<'_> {
    let number = |length| Hundredths::of(length).number();
    let (kind, value, boxes) = match &field.entry {
        Entry::Text { .. } => ("text", None, None),
        Entry::Comb { boxes } => ("comb", None, Some(*boxes)),
        Entry::Radio { value } => ("radio", Some(value.as_str()), None),
        Entry::Check { value } => ("check", Some(value.as_str()), None),
    };
    let (multiline, centered) = match field.entry {
        Entry::Text { multiline, centered, .. } => (multiline, centered),
        Entry::Comb { .. } | Entry::Radio { .. } | Entry::Check { .. } => (false, false),
    };
    Place {
        name: field.name.as_str(),
        page,
        x: number(field.rect.x),
        y: number(field.rect.y),
        width: number(field.rect.width),
        height: number(field.rect.height),
        size: field.size.0,
        kind,
        value,
        boxes,
        multiline,
        centered,
    }
}
