//! A field: the keys every kind takes, and what a section gives its fields.

use super::kind;
use super::log::Log;
use super::prose::prose;
use super::reader::{Map, boolean, condition, map, name, one_of, spanned, string, text, whole};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::field::{Constraint, Field, GRID_COLUMNS, Kind, Privacy};
use crate::model::prose::Text;
use crate::source::Spanned;
use crate::wording::load as words;

/// Columns of the grid for a label where neither field nor section says.
const LABEL_WIDTH: u32 = 4;
/// Columns for a blank inside a sentence, which no grid places.
const BLANK_WIDTH: u32 = 6;
const MOST_ROWS: u32 = 20;

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// In a section's grid.
    Field,
    /// A column of a repeat: its width says its share of the row.
    Column,
    /// A blank in a sentence.
    Blank,
}

/// A field with what its section may still give it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub field: Field,
    label_width: Option<u32>,
    width: Option<u32>,
}

/// What a section gives those of its fields that say nothing themselves.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    pub source: Vec<Spanned<String>>,
    pub inferred: Option<String>,
    pub label_width: Option<u32>,
}

/// Reads a field. One without a good name or kind is reported and left out.
pub fn draft(node: &Node, role: Role, log: &Log) -> Option<Draft> {
    map(node, log, |map| read(map, role, log))?
}

/// A column or blank, which no section completes.
pub fn inner(node: &Node, role: Role, log: &Log) -> Option<Field> {
    let mut draft = draft(node, role, log)?;
    draft.label_width = Some(0);
    draft.width = draft.width.or((role == Role::Blank).then_some(BLANK_WIDTH));
    let field = draft.finish(&Defaults::default());
    if !field.kind.is_simple() {
        log.error(&words::NOT_SIMPLE, field.name.span);
        return None;
    }
    Some(field)
}

fn read(map: &mut Map, role: Role, log: &Log) -> Option<Draft> {
    let row = map.required("type", kind::row);
    let name = map.required("name", name);
    let label = map.required("label", text).unwrap_or(Text { zh: String::new(), en: None, span: map.span });
    let label_prose = map.optional("label", |node, log| kind::note_text(row, node, log));
    let hint = map.optional("hint", prose);
    let required = map.optional("required", boolean).unwrap_or(false);
    let relevant = map.optional("relevant", condition);
    let constraint = constraint(map, log);
    let privacy = map.optional("privacy", one_of(&Privacy::ALL)).unwrap_or(Privacy::Public);
    let autocomplete = map.optional("autocomplete", spanned);
    let source = map.one_or_many("source", spanned);
    let inferred = map.optional("inferred", string);
    let label_width = map.optional("label_width", whole(0, GRID_COLUMNS - 1));
    let width = match role {
        Role::Column => Some(map.required("width", whole(1, GRID_COLUMNS)).unwrap_or(1)),
        Role::Field | Role::Blank => map.optional("width", whole(1, GRID_COLUMNS)),
    };
    let row_span = map.optional("row_span", whole(1, MOST_ROWS)).unwrap_or(1);
    let kind = kind::read(row, label_prose, map, log);
    let field = Field {
        name: name?,
        label,
        hint,
        required,
        relevant,
        constraint,
        privacy,
        autocomplete,
        source,
        inferred,
        label_width: 0,
        width: 0,
        row_span,
        kind: kind?,
    };
    Some(Draft { field, label_width, width })
}

fn constraint(map: &mut Map, log: &Log) -> Option<Constraint> {
    let message = map.optional("constraint_message", text);
    if let (Some(message), false) = (&message, map.has("constraint")) {
        log.push(Diagnostic::error(&words::MESSAGE_WITHOUT_CONSTRAINT, message.span));
    }
    map.optional("constraint", condition).map(|expression| Constraint { expression, message })
}

impl Draft {
    /// The field with its section's defaults. One that says where it comes from, by `source` or
    /// `inferred`, takes neither from the section; columns and blanks take theirs from the field.
    pub fn finish(mut self, defaults: &Defaults) -> Field {
        let label_width = self.label_width.or(defaults.label_width).unwrap_or(LABEL_WIDTH);
        self.field.label_width = label_width;
        self.field.width = self.width.unwrap_or(GRID_COLUMNS - label_width);
        inherit(&mut self.field, &defaults.source, defaults.inferred.as_ref());
        self.field
    }
}

fn inherit(field: &mut Field, source: &[Spanned<String>], inferred: Option<&String>) {
    if field.source.is_empty() && field.inferred.is_none() {
        field.source = source.to_vec();
        field.inferred = inferred.cloned();
    }
    let (source, inferred) = (&field.source, field.inferred.as_ref());
    match &mut field.kind {
        Kind::Repeat { columns, .. } => columns.iter_mut().for_each(|column| inherit(column, source, inferred)),
        Kind::Clauses { clauses } => {
            for clause in clauses {
                let own = !clause.source.is_empty() || clause.inferred.is_some();
                let (source, inferred) =
                    if own { (&clause.source, clause.inferred.as_ref()) } else { (source, inferred) };
                clause.blanks.iter_mut().for_each(|blank| inherit(blank, source, inferred));
            }
        }
        Kind::Question(_)
        | Kind::Matrix { .. }
        | Kind::Photo { .. }
        | Kind::Signatures { .. }
        | Kind::Note { .. }
        | Kind::Consent(_) => {}
    }
}
