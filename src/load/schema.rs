//! JSON Schemas of form files and overlays, so that editors complete keys and underline mistakes.
//!
//! Field schemas are generated from the loader's tables ([`KINDS`], [`FIELD_KEYS`]); the schema around them is written
//! separately here, and a test compares its keys with the loader's.

use serde_json::{Map, Value, json};

use crate::model::field::GRID_COLUMNS;
use crate::model::kind::description::{KeyDescription, KeyValueType, KindDescription};
use crate::model::kind::{FIELD_KEYS, KINDS};
use crate::model::setting::SettingType;

/// The schema of `forms/<id>.yaml` (JSON Schema 2020-12).
pub fn form() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "formpress form",
        "type": "object",
        "additionalProperties": false,
        "required": [
            "number", "title", "version", "effective", "filled_by", "when", "purpose", "source", "copies",
            "retention", "sections"
        ],
        "properties": {
            "id": {"$ref": "#/$defs/name"},
            "number": {"type": "string", "pattern": "^之"},
            "title": {"$ref": "#/$defs/text"},
            "version": {"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"},
            "effective": {"oneOf": [{"$ref": "#/$defs/date"}, object(&[], &[("value", string()), ("undecided", string())])]},
            "filled_by": {"type": "string"},
            "when": {"type": "string"},
            "purpose": {"type": "string"},
            "also": {"$ref": "#/$defs/strings"},
            "source": {"$ref": "#/$defs/strings"},
            "pictogram": {"$ref": "#/$defs/name"},
            "serves": {"$ref": "#/$defs/strings"},
            "copies": object(&[("holders", json!({"oneOf": [{"const": "parties"}, list(json!({"type": "string"}))]}))], &[("undecided", string())]),
            "retention": {"$ref": "#/$defs/setting"},
            "serial": string(),
            "require_covers": {"$ref": "#/$defs/strings"},
            "legal_review": object(&[("version", string()), ("by", string())], &[]),
            "settings": {"type": "object", "additionalProperties": {"$ref": "#/$defs/setting"}},
            "instructions": list(string()),
            "sections": list(json!({"$ref": "#/$defs/section"})),
        },
        "$defs": definitions(),
    })
}

/// The schema of `forms/cities/<city>.yaml` (JSON Schema 2020-12); it refers to the schema of forms.
pub fn overlay() -> Value {
    let of_form = |name: &str| json!({"$ref": format!("form.schema.json#/$defs/{name}")});
    let name = of_form("name");
    let names = list(name.clone());
    let choice = object(
        &[("name", json!({"type": ["string", "number"]})), ("label", of_form("text"))],
        &[("also", list(string())), ("other", json!({"type": "boolean"}))],
    );
    let choices = list(choice);
    let more = [("standard", string()), ("source", of_form("strings")), ("inferred", string())];
    let choice_list = object(&[("choices", choices.clone())], &more);
    let decided = json!({"type": ["string", "number"]});
    let form = object(
        &[("base", json!({"type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"}))],
        &[
            ("settings", json!({"type": "object", "additionalProperties": decided})),
            ("lists", json!({"type": "object", "additionalProperties": choice_list})),
            ("add", list(object(&[("after", name.clone()), ("field", of_form("field"))], &[]))),
            ("relabel", list(object(&[("field", name.clone()), ("hint", string())], &[]))),
            ("require", names.clone()),
            ("extend", list(object(&[("list", name), ("choices", choices)], &[]))),
            ("hide", names),
        ],
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "formpress overlay",
        "type": "object",
        "additionalProperties": form,
    })
}

fn definitions() -> Value {
    let simple = KINDS.iter().filter(|row| row.shape.is_simple());
    json!({
        "name": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"},
        "text": {"oneOf": [{"type": ["string", "number"]}, object(&[("zh", string())], &[("en", string())])]},
        "strings": {"oneOf": [string(), list(string())]},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "columns": {"type": "integer", "minimum": 0, "maximum": GRID_COLUMNS},
        "setting": object(&[], &[
            ("label", string()),
            ("type", json!({"enum": SettingType::ALL.map(|(word, _)| word)})),
            ("value", json!({"type": ["string", "number", "null"]})),
            ("unit", string()),
            ("constraint", string()),
            ("constraint_message", json!({"$ref": "#/$defs/text"})),
            ("readonly", json!({"type": "boolean"})),
            ("fact", string()),
            ("source", json!({"$ref": "#/$defs/strings"})),
            ("undecided", string()),
        ]),
        "section": object(&[
            ("name", json!({"$ref": "#/$defs/name"})),
            ("title", json!({"$ref": "#/$defs/text"})),
            ("fields", list(json!({"oneOf": [{"$ref": "#/$defs/block"}, {"$ref": "#/$defs/field"}]}))),
        ], &[
            ("source", json!({"$ref": "#/$defs/strings"})),
            ("inferred", string()),
            ("basis", json!({"$ref": "#/$defs/strings"})),
            ("label_width", json!({"$ref": "#/$defs/columns"})),
            ("hint", string()),
            ("relevant", string()),
            ("relevant_text", json!({"$ref": "#/$defs/text"})),
        ]),
        "block": object(&[("block", json!({"$ref": "#/$defs/name"}))], &[("only", list(json!({"$ref": "#/$defs/name"})))]),
        "field": {"oneOf": KINDS.iter().map(kind).collect::<Vec<_>>()},
        "simple_field": {"oneOf": simple.map(kind).collect::<Vec<_>>()},
    })
}

/// The schema of a field of one kind: the keys of every field and those of this kind.
fn kind(row: &KindDescription) -> Value {
    let mut schema = map(FIELD_KEYS.iter().chain(row.keys));
    schema["properties"]["type"] = json!({"const": row.name, "description": row.zh});
    schema
}

fn map<'k>(keys: impl Iterator<Item = &'k KeyDescription> + Clone) -> Value {
    let properties: Map<String, Value> = keys.clone().map(|key| (key.name.to_owned(), value(&key.value))).collect();
    let required: Vec<&str> = keys.filter(|key| key.required).map(|key| key.name).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

/// The schema of a key's value.
fn value(value: &KeyValueType) -> Value {
    match value {
        KeyValueType::Boolean => json!({"type": "boolean"}),
        KeyValueType::Whole { least, most } => json!({"type": "integer", "minimum": least, "maximum": most}),
        KeyValueType::Length => json!({"type": "number"}),
        KeyValueType::Size => json!({"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}),
        KeyValueType::String | KeyValueType::Prose | KeyValueType::Expression => string(),
        KeyValueType::Text => json!({"$ref": "#/$defs/text"}),
        KeyValueType::Kind => json!({"enum": KINDS.iter().map(|row| row.name).collect::<Vec<_>>()}),
        KeyValueType::Name => json!({"$ref": "#/$defs/name"}),
        KeyValueType::OneOf(words) => json!({"enum": words}),
        KeyValueType::Strings => json!({"$ref": "#/$defs/strings"}),
        KeyValueType::Fields => list(json!({"$ref": "#/$defs/simple_field"})),
        KeyValueType::List(item) => list(self::value(item)),
        KeyValueType::Map(keys) => map(keys.iter()),
    }
}

fn string() -> Value {
    json!({"type": "string"})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items, "minItems": 1})
}

fn object(required: &[(&str, Value)], optional: &[(&str, Value)]) -> Value {
    let properties: Map<String, Value> =
        required.iter().chain(optional).map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    let required: Vec<&str> = required.iter().map(|(key, _)| *key).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}
