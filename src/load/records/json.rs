//! Reads JSON: a list with one object for each copy, or the file that pages save.
//!
//! The latter is an object with the form's id and such a list: `{"form": "follow-up-record", "version": "1.0.0",
//! "city": "wuhan", "copies": [{"name": "…"}]}`. A name is dotted, or an object inside an object; the rows of a repeat
//! are a list of objects, and several options are a list of texts.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::grid::{CellContent, CellGrid, CellLine, MOST_CELLS, RecordHeading, text_content, too_many_cells};
use crate::diagnostic::Diagnostic;
use crate::model::answers::name::nested;
use crate::model::answers::{NumberDisplay, RawCell, RawNumber};
use crate::wording::{message, records as say};

pub(crate) fn grid(file: &str, bytes: &[u8]) -> Result<CellGrid, Diagnostic> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if count_values(bytes) > MOST_CELLS {
        return Err(too_many_cells(file));
    }
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| Diagnostic::new(message!(say::DATA_UNREADABLE, error), file))?;
    let shape = || Diagnostic::new(message!(say::DATA_SHAPE), file);
    let (of_form, of_city, copies) = match value {
        Value::Array(copies) => (None, None, copies),
        Value::Object(mut file) => {
            let of_city = match file.remove("city") {
                None | Some(Value::Null) => None,
                Some(Value::String(city)) => Some(city),
                Some(_) => return Err(shape()),
            };
            match (file.remove("form"), file.remove("copies")) {
                (Some(Value::String(form)), Some(Value::Array(copies))) => (Some(form), of_city, copies),
                _ => return Err(shape()),
            }
        }
        _ => return Err(shape()),
    };
    let mut gathered = JsonRecords::default();
    let mut lines = Vec::new();
    for (index, copy) in copies.into_iter().enumerate() {
        let Value::Object(copy) = copy else { return Err(shape()) };
        let mut cells = Vec::new();
        gathered.object("", copy, &mut cells);
        cells.sort_by_key(|(column, _)| *column);
        lines.push(CellLine { number: index + 1, cells });
    }
    Ok(CellGrid { of_form, of_city, headings: Some(gathered.headings), lines, ..CellGrid::new(file) })
}

/// Estimates the number of values before parsing: an object takes the memory of ten.
fn count_values(bytes: &[u8]) -> usize {
    let (mut weight, mut quoted, mut escaped) = (0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b',' | b'[' if !quoted => weight += 1,
            b'{' if !quoted => weight += 10,
            _ => {}
        }
    }
    weight
}

/// The names found so far, in the order of their first occurrence.
#[derive(Default)]
struct JsonRecords {
    headings: Vec<RecordHeading>,
    heading_indexes: BTreeMap<String, usize>,
}

impl JsonRecords {
    fn object(&mut self, prefix: &str, object: Map<String, Value>, cells: &mut Vec<(usize, CellContent)>) {
        for (key, value) in object {
            self.value(nested(prefix, key), value, cells);
        }
    }

    fn value(&mut self, name: String, value: Value, cells: &mut Vec<(usize, CellContent)>) {
        let content = match value {
            Value::Null => return,
            Value::Object(inner) => return self.object(&name, inner, cells),
            Value::Array(items) if items.iter().any(Value::is_object) => {
                for (index, item) in items.into_iter().enumerate() {
                    self.value(nested(&name, index + 1), item, cells);
                }
                return;
            }
            Value::Array(items) => {
                let texts: Vec<String> = items.iter().map(plain).collect();
                Some(CellContent::Raw(RawCell::Several(texts))).filter(|_| !items.is_empty())
            }
            Value::Number(number) => {
                // A number of more than 15 digits keeps its text.
                let text = number.to_string();
                match number.as_f64().filter(|_| text.len() < 16) {
                    // JSON has no dates: a number is never a date.
                    Some(value) => Some(CellContent::Raw(RawCell::Number(RawNumber {
                        value,
                        display: NumberDisplay::Plain,
                        date_epoch: None,
                    }))),
                    None => text_content(&text),
                }
            }
            Value::Bool(truth) => text_content(&truth.to_string()),
            Value::String(text) => text_content(&text),
        };
        let index = *self.heading_indexes.entry(name.clone()).or_insert_with(|| {
            self.headings.push(RecordHeading { text: name, column: self.headings.len() + 1 });
            self.headings.len() - 1
        });
        cells.extend(content.map(|content| (index + 1, content)));
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
