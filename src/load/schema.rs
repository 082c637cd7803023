//! A JSON Schema of form files, so that editors complete keys and underline mistakes while one types.
//!
//! Made of the tables the loader reads by ([`KINDS`], [`FIELD_KEYS`]); what a key's value looks like
//! stands here once more in the schema's own words, and a test holds the keys to the loader's.

use serde_json::{Map, Value, json};

use crate::model::field::{GRID_COLUMNS, Mode, Privacy};
use crate::model::kind::{FIELD_KEYS, KINDS, KindRow};

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
            "effective": {"$ref": "#/$defs/date"},
            "filled_by": {"type": "string"},
            "when": {"type": "string"},
            "purpose": {"type": "string"},
            "source": {"$ref": "#/$defs/strings"},
            "copies": object(&[("holders", json!({"oneOf": [{"const": "parties"}, list(json!({"type": "string"}))]}))], &[("undecided", string())]),
            "retention": {"$ref": "#/$defs/setting"},
            "serial": string(),
            "require_covers": {"$ref": "#/$defs/strings"},
            "settings": {"type": "object", "additionalProperties": {"$ref": "#/$defs/setting"}},
            "instructions": list(string()),
            "sections": list(json!({"$ref": "#/$defs/section"})),
        },
        "$defs": definitions(),
    })
}

fn definitions() -> Value {
    let kind = |row: &KindRow| kind(row);
    let simple = KINDS.iter().filter(|row| !row.xlsform.starts_with("begin_") && !NOT_SIMPLE.contains(&row.name));
    json!({
        "name": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"},
        "text": {"oneOf": [{"type": ["string", "number"]}, object(&[("zh", string())], &[("en", string())])]},
        "strings": {"oneOf": [string(), list(string())]},
        "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "columns": {"type": "integer", "minimum": 0, "maximum": GRID_COLUMNS},
        "setting": object(&[], &[
            ("label", string()),
            ("value", json!({"type": ["string", "number", "null"]})),
            ("unit", string()),
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

/// A field of one kind: what every field takes, and what this one does.
fn kind(row: &KindRow) -> Value {
    let mut properties = Map::new();
    for key in FIELD_KEYS {
        properties.insert((*key).to_owned(), common(key));
    }
    properties.insert("type".to_owned(), json!({"const": row.name, "description": row.zh}));
    let mut required = vec!["name", "type", "label"];
    for (key, must) in row.keys {
        properties.insert((*key).to_owned(), own(row.name, key));
        required.extend(must.then_some(*key));
    }
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

fn common(key: &str) -> Value {
    match key {
        "name" => json!({"$ref": "#/$defs/name"}),
        "label" | "relevant_text" | "constraint_text" | "constraint_message" => json!({"$ref": "#/$defs/text"}),
        "required" => json!({"type": "boolean"}),
        "privacy" => json!({"enum": Privacy::ALL.map(|(word, _)| word)}),
        "source" => json!({"$ref": "#/$defs/strings"}),
        "label_width" | "width" => json!({"$ref": "#/$defs/columns"}),
        "row_span" => number(),
        _ => string(),
    }
}

fn own(kind: &str, key: &str) -> Value {
    let name = json!({"$ref": "#/$defs/name"});
    let text = json!({"$ref": "#/$defs/text"});
    let sources = json!({"$ref": "#/$defs/strings"});
    let fields = list(json!({"$ref": "#/$defs/simple_field"}));
    match (kind, key) {
        (_, "list" | "form") => name,
        ("matrix" | "repeat", "rows") => list(object(
            &[("name", name), ("label", text)],
            &[("source", sources), ("basis", string()), ("inferred", string())],
        )),
        ("matrix", "note") => object(&[("label", text), ("width", json!({"$ref": "#/$defs/columns"}))], &[]),
        (_, "columns") => fields,
        (_, "parties") => list(object(
            &[("name", name), ("label", text), ("modes", list(json!({"enum": Mode::ALL.map(|(word, _)| word)})))],
            &[("date", json!({"type": "boolean"})), ("hint", string())],
        )),
        (_, "clauses") => list(object(
            &[("name", name), ("text", string())],
            &[
                ("title", text),
                ("points", list(string())),
                ("blanks", fields),
                ("covers", sources.clone()),
                ("source", sources),
                ("inferred", string()),
            ],
        )),
        (_, "size") => json!({"type": "array", "items": number(), "minItems": 2, "maxItems": 2}),
        (_, "share_with") => list(string()),
        (_, "length" | "rows" | "boxes" | "blank_rows" | "row_height") => number(),
        _ => string(),
    }
}

/// Kinds beside groups and repeats that hold no single answer.
const NOT_SIMPLE: [&str; 4] = ["photo", "signatures", "note", "consent"];

fn string() -> Value {
    json!({"type": "string"})
}

fn number() -> Value {
    json!({"type": "number"})
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
