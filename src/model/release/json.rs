//! The state of a form as JSON (RFC 8259), laid out so that people can read it and each changed line is one change.
//!
//! An object is a part: its name, what is said of it by the keys of [`Aspect`], and a list for each kind of parts it has. Parts without
//! names are their texts. All values are texts.

use serde_json::Value;

use super::aspect::Aspect;
use super::part::{PART_KINDS, PartKind, StatePart};
use crate::source::Position;
use crate::wording::{FilledMessage, message, release as say};

const NAME: &str = "name";
/// The key of a form's id, which says what the text is.
const FORM: &str = "form_id";
/// A part that takes no more characters than this stands on one line.
const LINE: usize = 140;
/// Parts in one text, and parts inside each other.
const MOST: usize = 100_000;
const DEEPEST: usize = 12;

/// The reason why a text cannot be parsed as the state of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StateParseError {
    /// No JSON; where it breaks off, both from 1, and why.
    NotJson { line: usize, column: usize, why: String },
    /// A key that means nothing here.
    UnknownKey(String),
    /// Something else than a text, or a list of parts, behind a key.
    Value(String),
    /// A part without a name.
    Nameless(String),
    /// More parts, or parts inside parts, than a form has.
    TooMuch,
}

impl StateParseError {
    pub(crate) fn message(&self) -> FilledMessage {
        match self {
            StateParseError::NotJson { why, .. } => message!(say::NOT_JSON, value = why),
            StateParseError::UnknownKey(value) => message!(say::UNKNOWN_KEY, value),
            StateParseError::Value(value) => message!(say::WRONG_VALUE, value),
            StateParseError::Nameless(value) => message!(say::NAMELESS, value),
            StateParseError::TooMuch => message!(say::TOO_MUCH),
        }
    }

    /// The key it is about, or why it is no JSON.
    pub(crate) fn value(&self) -> &str {
        match self {
            StateParseError::UnknownKey(text) | StateParseError::Value(text) | StateParseError::Nameless(text) => text,
            StateParseError::NotJson { why, .. } => why,
            StateParseError::TooMuch => "",
        }
    }

    /// Where it breaks off, where that is known.
    pub(crate) fn position(&self) -> Option<Position> {
        match self {
            StateParseError::NotJson { line, column, .. } => Some(Position { line: *line, column: *column }),
            _ => None,
        }
    }
}

/// A form as text, with a line end behind it.
pub fn text(form: &StatePart) -> String {
    let mut out = String::new();
    write(form, 0, &mut out);
    out.push('\n');
    out
}

fn write(part: &StatePart, indent: usize, out: &mut String) {
    if !part.kind.description().named {
        out.push_str(&quoted(part.display_name()));
        return;
    }
    let name = if part.kind == PartKind::Form { FORM } else { NAME };
    let said = part.aspects.iter().map(|(aspect, text)| (aspect.description().key, text));
    let pairs: Vec<String> = std::iter::once((name, &part.name))
        .chain(said)
        .map(|(key, text)| format!("{}: {}", quoted(key), quoted(text)))
        .collect();
    let line = pairs.join(", ");
    if part.parts.is_empty() && line.chars().count() <= LINE {
        out.push_str(&format!("{{{line}}}"));
        return;
    }
    let inner = "  ".repeat(indent + 1);
    out.push_str(&format!("{{\n{inner}{}", pairs.join(&format!(",\n{inner}"))));
    for row in &PART_KINDS {
        let mut parts = part.of_kind(row.kind).peekable();
        if parts.peek().is_none() {
            continue;
        }
        out.push_str(&format!(",\n{inner}{}: [", quoted(row.key)));
        for (at, part) in parts.enumerate() {
            out.push_str(if at == 0 { "\n" } else { ",\n" });
            out.push_str(&"  ".repeat(indent + 2));
            write(part, indent + 2, out);
        }
        out.push_str(&format!("\n{inner}]"));
    }
    out.push_str(&format!("\n{}}}", "  ".repeat(indent)));
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A form from its text.
///
/// # Errors
/// What is in the way of reading it.
pub fn read(text: &str) -> Result<StatePart, StateParseError> {
    let value: Value = serde_json::from_str(text).map_err(|error| StateParseError::NotJson {
        line: error.line(),
        column: error.column(),
        why: error.to_string(),
    })?;
    let mut left = MOST;
    part(PartKind::Form, value, DEEPEST, &mut left)
}

fn part(kind: PartKind, value: Value, deep: usize, left: &mut usize) -> Result<StatePart, StateParseError> {
    *left = left.checked_sub(1).ok_or(StateParseError::TooMuch)?;
    let row = kind.description();
    let mut object = match value {
        Value::String(text) if !row.named => return Ok(StatePart::text(kind, text)),
        Value::Object(object) if row.named => object,
        _ => return Err(StateParseError::Value(row.key.to_owned())),
    };
    let name_key = if kind == PartKind::Form { FORM } else { NAME };
    let Some(Value::String(name)) = object.remove(name_key) else {
        return Err(StateParseError::Nameless(row.key.to_owned()));
    };
    let mut part = StatePart::new(kind, name);
    let deep = deep.checked_sub(1).ok_or(StateParseError::TooMuch)?;
    for (key, value) in object {
        match (Aspect::of_key(&key), PART_KINDS.iter().find(|row| row.key == key), value) {
            // `form` is the form that an item refers to; no part has forms.
            (Some(aspect), _, Value::String(text)) => part = part.with(aspect, text),
            (_, Some(row), Value::Array(parts)) if row.kind != PartKind::Form => {
                for value in parts {
                    part.parts.push(self::part(row.kind, value, deep, left)?);
                }
            }
            (None, None, _) => return Err(StateParseError::UnknownKey(key)),
            _ => return Err(StateParseError::Value(key)),
        }
    }
    part.parts.sort_by_key(|part| part.kind);
    Ok(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_form_is_told() {
        for (text, expected) in [
            ("{\"form_id\": \"a\", \"colour\": \"red\"}", StateParseError::UnknownKey("colour".to_owned())),
            ("{\"form_id\": \"a\", \"title\": 3}", StateParseError::Value("title".to_owned())),
            ("{\"form_id\": \"a\", \"sections\": [3]}", StateParseError::Value("sections".to_owned())),
            ("{\"form_id\": \"a\", \"sections\": [{}]}", StateParseError::Nameless("sections".to_owned())),
            ("{}", StateParseError::Nameless("form".to_owned())),
        ] {
            assert_eq!(read(text), Err(expected), "{text}");
        }
        assert!(matches!(read("{\n\"form_id\" 3}"), Err(StateParseError::NotJson { line: 2, .. })));
        let nested = "{\"name\": \"a\", \"items\": [".repeat(20);
        let nested = format!("{{\"form_id\": \"a\", \"items\": [{nested}{}]}}", "]}".repeat(20));
        assert_eq!(read(&nested), Err(StateParseError::TooMuch));
    }
}
