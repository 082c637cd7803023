//! A field: the keys every kind takes, what its `type` makes of the keys that only it takes, and what a section gives its
//! fields.
//!
//! [`crate::model::kind::KINDS`] is the table: a kind's name and keys. Here each row's keys are read. They stand in one
//! file, as a field's kind may hold fields.

use std::ops::RangeInclusive;

use super::log::Log;
use super::prose::prose;
use super::reader::{
    Map, boolean, decimal, filled, list, map, name, one_of, spanned, string, text, unknown_word, whole,
    worded_condition,
};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::field::{
    Clause, Column, Consent, Constraint, Field, GRID_COLUMNS, Kind, MatrixRow, Mode, Party, Privacy, Question,
};
use crate::model::kind::{KINDS, KindRow};
use crate::model::prose::{Prose, Text};
use crate::source::Spanned;
use crate::units::Mm;
use crate::wording::load as words;

/// Columns of the grid for a label where neither field nor section says.
const LABEL_WIDTH: u32 = 4;
/// Columns for a blank inside a sentence, which no grid places.
const BLANK_WIDTH: u32 = 6;
const MOST_ROWS: u32 = 20;
const MULTILINE_ROWS: u32 = 3;
const CERTIFICATE_BOXES: u32 = 20;
/// Those who sign one sheet.
const PARTIES: usize = 20;
/// Lengths on the sheet, in millimetres: from what a pen needs to what a page has room for.
const LENGTHS: RangeInclusive<f64> = 3.0..=250.0;
/// One inch, 1 寸, as photographers in China sell it.
const PHOTO: (Mm, Mm) = (Mm(25.0), Mm(35.0));

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
    let row = map.required("type", kind_row);
    let name = map.required("name", name);
    let label = map.required("label", text).unwrap_or(Text { zh: String::new(), en: None, span: map.span });
    let label_prose = map.optional("label", |node, log| note_text(row, node, log));
    let hint = map.optional("hint", prose);
    let required = map.optional("required", boolean).unwrap_or(false);
    let relevant = worded_condition(map, "relevant", "relevant_text", log);
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
    let kind = read_kind(row, label_prose, map, log);
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
        let wrong = Diagnostic::error(&words::WORDS_WITHOUT_CONDITION, message.span);
        log.push(wrong.with("words", "constraint_message").with("key", "constraint"));
    }
    let expression = worded_condition(map, "constraint", "constraint_text", log)?;
    Some(Constraint { expression, message })
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

/// A kind by its name.
fn kind_row(node: &Node, log: &Log) -> Option<&'static KindRow> {
    let written = string(node, log)?;
    let row = KINDS.iter().find(|row| row.name == written);
    if row.is_none() {
        let names: Vec<&str> = KINDS.iter().map(|row| row.name).collect();
        log.push(unknown_word(&written, &names, node.span));
    }
    row
}

/// The label of a note as prose; of other kinds it is a plain text.
fn note_text(row: Option<&KindRow>, node: &Node, log: &Log) -> Option<Prose> {
    row.filter(|row| row.name == "note").and_then(|_| prose(node, log))
}

/// Reads a kind's own keys, and says of keys that other kinds have whose they are. Without a kind,
/// whose absence was reported, no key of any kind is unknown.
fn read_kind(row: Option<&KindRow>, note: Option<Prose>, map: &mut Map, log: &Log) -> Option<Kind> {
    let Some(row) = row else {
        KINDS.iter().flat_map(|row| row.keys).for_each(|(key, _)| _ = map.node(key));
        return None;
    };
    let kind = keys(row.name, note, map);
    let foreign = KINDS.iter().flat_map(|other| other.keys).map(|(key, _)| *key);
    for key in foreign.filter(|key| row.keys.iter().all(|(own, _)| own != key)) {
        let Some(span) = map.refused(key) else { continue };
        let others: Vec<&str> = KINDS
            .iter()
            .filter(|other| other.keys.iter().any(|(own, _)| *own == key))
            .map(|other| other.name)
            .collect();
        let wrong = Diagnostic::error(&words::KEY_OF_OTHER_KIND, span).with("kind", row.name).with("key", key);
        log.push(wrong.with("others", others.join("、")));
    }
    kind
}

/// A test holds this to the table: every row is read, and asks for exactly its keys.
fn keys(kind: &str, note: Option<Prose>, map: &mut Map) -> Option<Kind> {
    Some(match kind {
        "text" => Kind::Question(Question::Text { length: map.optional("length", whole(1, 10_000)) }),
        "multiline" => {
            Kind::Question(Question::Multiline { rows: map.optional("rows", whole(1, 60)).unwrap_or(MULTILINE_ROWS) })
        }
        "integer" => Kind::Question(Question::Integer { unit: map.optional("unit", string) }),
        "decimal" => Kind::Question(Question::Decimal { unit: map.optional("unit", string) }),
        "date" => Kind::Question(Question::Date),
        "month" => Kind::Question(Question::Month),
        "phone" => Kind::Question(Question::Phone),
        "id_number" => Kind::Question(Question::IdNumber),
        "certificate_number" => Kind::Question(Question::CertificateNumber {
            boxes: map.optional("boxes", whole(18, 30)).unwrap_or(CERTIFICATE_BOXES),
            of: map.optional("of", name),
            kind: map.optional("kind", name),
            grade: map.optional("grade", name),
        }),
        "select_one" => Kind::Question(Question::SelectOne { list: map.required("list", name)? }),
        "select_multiple" => Kind::Question(Question::SelectMultiple { list: map.required("list", name)? }),
        "matrix" => {
            let (list, rows) = (map.required("list", name), map.required_list("rows", matrix_row));
            let note = map.optional("note", column);
            Kind::Matrix { list: list?, rows, note }
        }
        "repeat" => {
            let columns = map.required_list("columns", |node, log| inner(node, Role::Column, log));
            let rows = map.list("rows", matrix_row);
            // A table of named rows needs no blank ones; any other has at least one.
            let blank_rows = map.optional("blank_rows", whole(1, 100)).unwrap_or(u32::from(rows.is_empty()));
            Kind::Repeat { columns, rows, blank_rows, row_height: map.optional("row_height", millimetres) }
        }
        "photo" => {
            let (width, height) = map.optional("size", size).unwrap_or(PHOTO);
            Kind::Photo { width, height }
        }
        "signatures" => Kind::Signatures { parties: map.required_few("parties", PARTIES, party) },
        "note" => Kind::Note { text: note? },
        "clauses" => Kind::Clauses { clauses: map.required_list("clauses", clause) },
        "reference" => Kind::Question(Question::Reference { form: map.required("form", name)? }),
        "consent" => Kind::Consent(Box::new(consent(map)?)),
        _ => return None,
    })
}

fn matrix_row(node: &Node, log: &Log) -> Option<MatrixRow> {
    map(node, log, |map| {
        let (name, label) = (map.required("name", name), map.required("label", text));
        let source = map.one_or_many("source", spanned);
        let (basis, inferred) = (map.optional("basis", string), map.optional("inferred", string));
        Some(MatrixRow { name: name?, label: label?, source, basis, inferred })
    })?
}

fn column(node: &Node, log: &Log) -> Option<Column> {
    map(node, log, |map| {
        let (label, width) = (map.required("label", text), map.required("width", whole(1, GRID_COLUMNS)));
        Some(Column { label: label?, width: width? })
    })?
}

fn party(node: &Node, log: &Log) -> Option<Party> {
    map(node, log, |map| {
        let (name, label) = (map.required("name", name), map.required("label", text));
        let modes = map.required_list("modes", one_of(&Mode::ALL));
        let (date, hint) = (map.optional("date", boolean), map.optional("hint", prose));
        Some(Party { name: name?, label: label?, modes, date: date.unwrap_or(true), hint })
    })?
}

fn clause(node: &Node, log: &Log) -> Option<Clause> {
    map(node, log, |map| {
        let (name, title) = (map.required("name", name), map.optional("title", text));
        let (text, points) = (map.required("text", prose), map.list("points", prose));
        let blanks = map.list("blanks", |node, log| inner(node, Role::Blank, log));
        let (covers, source) = (map.one_or_many("covers", spanned), map.one_or_many("source", spanned));
        let inferred = map.optional("inferred", string);
        Some(Clause { name: name?, title, text: text?, points, blanks, covers, source, inferred })
    })?
}

fn consent(map: &mut Map) -> Option<Consent> {
    let mut told = |key| map.required(key, prose);
    let (purpose, method, necessity) = (told("purpose"), told("method"), told("necessity"));
    let (impact, retention, rights) = (told("impact"), told("retention"), told("rights"));
    let share_with = map.list("share_with", string);
    Some(Consent {
        purpose: purpose?,
        method: method?,
        necessity: necessity?,
        impact: impact?,
        retention: retention?,
        rights: rights?,
        share_with,
    })
}

/// A length on the sheet.
fn millimetres(node: &Node, log: &Log) -> Option<Mm> {
    let number = decimal(node, log)?;
    if !LENGTHS.contains(&number) {
        let wrong = Diagnostic::error(&words::BAD_LENGTH, node.span).with("text", number);
        log.push(wrong.with("least", LENGTHS.start()).with("most", LENGTHS.end()));
        return None;
    }
    Some(Mm(number))
}

/// `[width, height]`
fn size(node: &Node, log: &Log) -> Option<(Mm, Mm)> {
    let numbers = list(node, log, millimetres)?;
    match numbers[..] {
        [width, height] => Some((width, height)),
        _ => {
            if filled(node, log, |_, _| Some(())).is_some_and(|all| all.len() == numbers.len()) {
                log.error(&words::WANTED_PAIR, node.span);
            }
            None
        }
    }
}
