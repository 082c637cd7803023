//! The kinds of fields. Each is described in one file, which loader, schema, outputs and manuals read.
//!
//! [`KINDS`] lists them. Kinds of one [`FieldShape`](description::FieldShape) are drawn, asked and read alike, and differ by their
//! descriptions ([`format`](mod@format)): a kind of one line is a file here, a line of the list, and a reader for pages.

pub(crate) mod certificate_number;
pub(crate) mod choice;
pub(crate) mod date;
pub(crate) mod description;
pub(crate) mod email;
pub(crate) mod format;
pub(crate) mod id_number;
pub(crate) mod normalized_text;
pub(crate) mod number;
pub(crate) mod phone;
pub(crate) mod photo;
pub(crate) mod prose;
pub(crate) mod reference;
pub(crate) mod signatures;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod time;
pub(crate) mod web;

use description::{KeyDescription, KeyValueType, KindDescription};

use super::field::GRID_COLUMNS;
use super::privacy::Privacy;

/// Every kind of field.
pub const KINDS: &[KindDescription] = &[
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
        let key =
            |key: &KeyDescription| if key.required { format!("**`{}`**", key.name) } else { format!("`{}`", key.name) };
        let keys: Vec<String> = row.keys.iter().map(key).collect();
        table += &format!("| `{}` | `{}` | {} | {} |\n", row.name, row.xlsform, keys.join(", "), row.en);
    }
    table
}

/// Keys that every field takes.
pub const FIELD_KEYS: &[KeyDescription] = &[
    KeyDescription::required("name", KeyValueType::Name),
    KeyDescription::required("type", KeyValueType::Kind),
    KeyDescription::required("label", KeyValueType::Text),
    KeyDescription::optional("hint", KeyValueType::Prose),
    KeyDescription::optional("required", KeyValueType::Boolean),
    KeyDescription::optional("relevant", KeyValueType::Expression),
    KeyDescription::optional("relevant_text", KeyValueType::Text),
    KeyDescription::optional("constraint", KeyValueType::Expression),
    KeyDescription::optional("constraint_text", KeyValueType::Text),
    KeyDescription::optional("constraint_message", KeyValueType::Text),
    KeyDescription::optional("privacy", KeyValueType::OneOf(Privacy::WORDS)),
    KeyDescription::optional("autocomplete", KeyValueType::String),
    KeyDescription::optional("source", KeyValueType::Strings),
    KeyDescription::optional("inferred", KeyValueType::String),
    KeyDescription::optional("basis", KeyValueType::Strings),
    KeyDescription::optional("label_width", KeyValueType::Whole { least: 0, most: GRID_COLUMNS - 1 }),
    KeyDescription::optional("width", KeyValueType::Whole { least: 1, most: GRID_COLUMNS }),
    KeyDescription::optional("row_span", KeyValueType::Whole { least: 1, most: 20 }),
];
