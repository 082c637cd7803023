//! What a field of a form may be: each kind is described in one file here, by which the loader, the schema, the outputs
//! and the documents know it.
//!
//! [`KINDS`] lists them. Kinds of one [`Shape`](description::Shape) are drawn, asked and read alike, and differ by their
//! descriptions ([`format`]): a kind of one line is a file here, a line of the list, and a reader for pages.

pub mod certificate_number;
pub mod choice;
pub mod date;
pub mod description;
pub mod email;
pub mod format;
pub mod id_number;
pub mod number;
pub mod phone;
pub mod photo;
pub mod prose;
pub mod reference;
pub mod signatures;
pub mod table;
pub mod text;
pub mod time;
pub mod web;
pub mod written;

use description::{Key, KeyValue, KindRow};

use super::field::GRID_COLUMNS;
use super::privacy::Privacy;

/// Every kind of field.
pub const KINDS: &[KindRow] = &[
    text::TEXT,
    text::MULTILINE,
    number::INTEGER,
    number::DECIMAL,
    date::DATE,
    date::MONTH,
    time::TIME,
    phone::PHONE,
    email::EMAIL,
    web::URL,
    id_number::ID_NUMBER,
    certificate_number::CERTIFICATE_NUMBER,
    choice::SELECT_ONE,
    choice::SELECT_MULTIPLE,
    choice::MATRIX,
    table::REPEAT,
    photo::PHOTO,
    signatures::SIGNATURES,
    prose::NOTE,
    prose::CLAUSES,
    reference::REFERENCE,
    prose::CONSENT,
];

/// The kinds as a table of Markdown, for the manual of the format.
pub fn manual() -> String {
    let mut table = "| `type` | XLSForm | more keys (bold: required) | what it is |\n|---|---|---|---|\n".to_owned();
    for row in KINDS {
        let key = |key: &Key| if key.required { format!("**`{}`**", key.name) } else { format!("`{}`", key.name) };
        let keys: Vec<String> = row.keys.iter().map(key).collect();
        table += &format!("| `{}` | `{}` | {} | {} |\n", row.name, row.xlsform, keys.join(", "), row.en);
    }
    table
}

/// Keys that every field takes.
pub const FIELD_KEYS: &[Key] = &[
    Key::required("name", KeyValue::Name),
    Key::required("type", KeyValue::Kind),
    Key::required("label", KeyValue::Text),
    Key::optional("hint", KeyValue::Prose),
    Key::optional("required", KeyValue::Boolean),
    Key::optional("relevant", KeyValue::Expression),
    Key::optional("relevant_text", KeyValue::Text),
    Key::optional("constraint", KeyValue::Expression),
    Key::optional("constraint_text", KeyValue::Text),
    Key::optional("constraint_message", KeyValue::Text),
    Key::optional("privacy", KeyValue::OneOf(Privacy::WORDS)),
    Key::optional("autocomplete", KeyValue::String),
    Key::optional("source", KeyValue::Strings),
    Key::optional("inferred", KeyValue::String),
    Key::optional("basis", KeyValue::Strings),
    Key::optional("label_width", KeyValue::Whole { least: 0, most: GRID_COLUMNS - 1 }),
    Key::optional("width", KeyValue::Whole { least: 1, most: GRID_COLUMNS }),
    Key::optional("row_span", KeyValue::Whole { least: 1, most: 20 }),
];
