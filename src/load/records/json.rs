//! JSON: a list with an object for each copy, or what pages save: an object that names its form, with such a
//! list: `{"form": "follow-up-record", "version": "1.0.0", "copies": [{"name": "…"}]}`.
//!
//! A name is dotted or an object in an object; rows of a repeat are a list of objects, several options
//! a list of texts.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Content, Heading, Row, Table, words};
use crate::diagnostic::Diagnostic;
use crate::model::answers::Given;
use crate::wording::records as say;

pub fn table(file: &str, bytes: &[u8]) -> Result<Table, Diagnostic> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Diagnostic::error(&say::DATA_UNREADABLE, file).with("error", error))?;
    let shape = || Diagnostic::error(&say::DATA_SHAPE, file);
    let (of_form, copies) = match value {
        Value::Array(copies) => (None, copies),
        Value::Object(mut file) => match (file.remove("form"), file.remove("copies")) {
            (Some(Value::String(form)), Some(Value::Array(copies))) => (Some(form), copies),
            _ => return Err(shape()),
        },
        _ => return Err(shape()),
    };
    let mut gathered = Gathered::default();
    let mut rows = Vec::new();
    for (index, copy) in copies.into_iter().enumerate() {
        let Value::Object(copy) = copy else { return Err(shape()) };
        let mut cells = Vec::new();
        gathered.object("", copy, &mut cells);
        cells.sort_by_key(|(index, _)| *index);
        rows.push(Row { number: index + 1, cells });
    }
    Ok(Table { file: file.to_owned(), of_form, headings: gathered.headings, rows, in_columns: false })
}

/// The names met so far, in the order in which they were met.
#[derive(Default)]
struct Gathered {
    headings: Vec<Heading>,
    known: BTreeMap<String, usize>,
}

impl Gathered {
    fn object(&mut self, prefix: &str, object: Map<String, Value>, cells: &mut Vec<(usize, Content)>) {
        for (key, value) in object {
            let name = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
            self.value(name, value, cells);
        }
    }

    fn value(&mut self, name: String, value: Value, cells: &mut Vec<(usize, Content)>) {
        let content = match value {
            Value::Null => return,
            Value::Object(inner) => return self.object(&name, inner, cells),
            Value::Array(items) if items.iter().any(Value::is_object) => {
                for (index, item) in items.into_iter().enumerate() {
                    self.value(format!("{name}.{}", index + 1), item, cells);
                }
                return;
            }
            Value::Array(items) => {
                let texts: Vec<String> = items.iter().map(plain).collect();
                Some(Content::Given(Given::Several(texts))).filter(|_| !items.is_empty())
            }
            Value::Number(number) => {
                // Beyond 15 digits the text of the number is what somebody wrote.
                let text = number.to_string();
                match number.as_f64().filter(|_| text.len() < 16) {
                    Some(number) => Some(Content::Given(Given::Number(number))),
                    None => words(&text),
                }
            }
            Value::Bool(truth) => words(&truth.to_string()),
            Value::String(text) => words(&text),
        };
        let index = *self.known.entry(name.clone()).or_insert_with(|| {
            self.headings.push(Heading { text: name, column: self.headings.len() + 1 });
            self.headings.len() - 1
        });
        cells.extend(content.map(|content| (index, content)));
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
