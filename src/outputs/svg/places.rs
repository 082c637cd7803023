//! The places of a sheet's fields, for the page that shows a filled-in sheet. They are a script that contains only
//! data, as pages opened from a folder may load nothing else.

use serde::Serialize;

use crate::paper::document::{FieldBox, FieldBoxKind, PaperDocument, PaperMark, PlacedMark};

use super::length::HundredthsMm;

/// The place of a field; lengths are in millimetres from the page's top left corner.
#[derive(Serialize)]
struct SvgFieldPlace<'a> {
    name: &'a str,
    /// The page number, 1-based, as the pictures are numbered.
    page: usize,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    /// The type size, in points.
    size: f64,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    boxes: Option<u32>,
    #[serde(skip_serializing_if = "is_false")]
    multiline: bool,
    #[serde(skip_serializing_if = "is_false")]
    centered: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The places of a page, in the order of its marks.
pub(crate) fn page_places(marks: &[PlacedMark], page: usize) -> Vec<String> {
    let fields = marks.iter().filter_map(|placed| match &placed.mark {
        PaperMark::Field(field) => Some(place(field, page)),
        PaperMark::Text(_)
        | PaperMark::Line { .. }
        | PaperMark::Box { .. }
        | PaperMark::Circle { .. }
        | PaperMark::QrSymbol(_)
        | PaperMark::Pictogram { .. } => None,
    });
    // Plain data always becomes JSON.
    fields.map(|place| serde_json::to_string(&place).unwrap_or_default()).collect()
}

/// The script that sets `formpress.places`. `edition` is part of the addresses of the pictures, so that a browser shows
/// no cached picture of other sheets below the places.
pub(crate) fn places_script(sheets: &PaperDocument, fields: &[String], edition: &str) -> String {
    let size = sheets.pages.first().map(|sheet| sheet.size).unwrap_or_default();
    let number = |length| HundredthsMm::of(length).to_mm();
    let pages = sheets.pages.len();
    let (width, height, fields) = (number(size.width), number(size.height), fields.join(",\n"));
    format!(
        "\"use strict\";\n(window.formpress = window.formpress || {{}}).places = \
         {{\"edition\":\"{edition}\",\"width\":{width},\"height\":{height},\"pages\":{pages},\"fields\":[\n{fields}\n]}};\n"
    )
}

fn place(field: &FieldBox, page: usize) -> SvgFieldPlace<'_> {
    let number = |length| HundredthsMm::of(length).to_mm();
    let (kind, value, boxes) = match &field.kind {
        FieldBoxKind::Text { .. } => ("text", None, None),
        FieldBoxKind::Comb { boxes } => ("comb", None, Some(*boxes)),
        FieldBoxKind::Radio { value } => ("radio", Some(value.as_str()), None),
        FieldBoxKind::Check { value } => ("check", Some(value.as_str()), None),
    };
    let (multiline, centered) = match field.kind {
        FieldBoxKind::Text { multiline, centered, .. } => (multiline, centered),
        FieldBoxKind::Comb { .. } | FieldBoxKind::Radio { .. } | FieldBoxKind::Check { .. } => (false, false),
    };
    SvgFieldPlace {
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
