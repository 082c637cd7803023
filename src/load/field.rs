//! Reads a field: the keys of every kind, the keys of its own kind, and the defaults of its section.
//!
//! [`crate::model::kind::KINDS`] is the table of kinds: name, keys and shape. This module reads the values of the keys,
//! one shape at a time; the table decides whether a key is required and which limits it has.

use std::ops::RangeInclusive;

use super::diagnostic_log::DiagnosticLog;
use super::prose::prose;
use super::reader::{
    MapReader, boolean, decimal, list, map, name, non_empty_list, one_of, spanned, string, text, unknown_word,
    whole_number, worded_condition,
};
use super::yaml::{YamlContent, YamlNode};
use crate::diagnostic::Diagnostic;
use crate::model::field::{
    Clause, Consent, Constraint, DataRecipient, Field, FieldKind, GRID_COLUMNS, MatrixNoteColumn, MatrixRow, Party,
    Privacy, Question, SigningMode,
};
use crate::model::kind::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};
use crate::model::kind::{FIELD_KEYS, KINDS, choice, prose as texts, signatures, table};
use crate::model::prose::{LocalizedText, Prose};
use crate::source::Spanned;
use crate::units::Mm;
use crate::wording::load as words;
use crate::wording::{law as people, message};

/// Default width of a label in grid columns, where neither field nor section sets one.
const LABEL_WIDTH: u32 = 4;
/// Default width in grid columns of a blank inside a sentence; no grid places it.
const BLANK_WIDTH: u32 = 6;
/// Default height of a text area in lines.
const MULTILINE_ROWS: u32 = 3;
/// Parties that sign one sheet.
const PARTIES: usize = 20;
/// Range of lengths on paper in millimetres: from what a pen needs to what a page has room for.
const LENGTHS: RangeInclusive<f64> = 3.0..=250.0;
/// Default size of a photograph in millimetres: one inch (1 寸), as photographers in China sell it.
const PHOTO: (Mm, Mm) = (Mm(25.0), Mm(35.0));

/// The place of a field in its form: in a section's grid, in a repeat, or in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldRole {
    /// A field in a section's grid.
    Field,
    /// A column of a repeat: its width is its share of the row.
    Column,
    /// A blank inside a sentence.
    Blank,
}

/// A map that is read according to a table of its keys.
struct KeyedMap<'m, 'n> {
    map: &'m mut MapReader<'n>,
    keys: &'static [KeyDescription],
}

impl KeyedMap<'_, '_> {
    fn key(&self, name: &str) -> Option<&'static KeyDescription> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Reads the value of a key; `None` where the table does not contain the key.
    fn value<T>(&mut self, name: &str, read: impl FnOnce(&YamlNode, &DiagnosticLog) -> Option<T>) -> Option<T> {
        let key = self.key(name)?;
        if key.required { self.map.required(key.name, read) } else { self.map.optional(key.name, read) }
    }

    /// Reads a whole number within the limits of the table.
    fn whole_number(&mut self, name: &str) -> Option<u32> {
        match self.key(name)?.value {
            KeyValueType::Whole { least, most } => self.value(name, whole_number(least, most)),
            _ => None,
        }
    }

    fn list<T>(&mut self, name: &str, item: impl Fn(&YamlNode, &DiagnosticLog) -> Option<T>) -> Vec<T> {
        match self.key(name) {
            Some(key) if key.required => self.map.required_list(key.name, item),
            Some(key) => self.map.list(key.name, item),
            None => Vec::new(),
        }
    }

    fn strings(&mut self, name: &str) -> Vec<Spanned<String>> {
        self.key(name).map(|key| self.map.one_or_many(key.name, spanned)).unwrap_or_default()
    }
}

/// Reads a nested map (or each map of a list) according to the key table of its value type.
fn nested_map<T>(
    node: &YamlNode,
    value: &'static KeyValueType,
    log: &DiagnosticLog,
    read: impl FnOnce(&mut KeyedMap) -> Option<T>,
) -> Option<T> {
    let keys = match value {
        KeyValueType::Map(keys) | KeyValueType::List(KeyValueType::Map(keys)) => *keys,
        _ => &[],
    };
    map(node, log, |map| read(&mut KeyedMap { map, keys }))?
}

/// A field as it is declared, before the defaults of its section are applied.
#[derive(Clone, Debug)]
pub(crate) struct FieldDeclaration {
    pub(crate) field: Field,
    label_width: Option<u32>,
    width: Option<u32>,
}

/// Values of a section for fields that do not set them.
#[derive(Clone, Debug, Default)]
pub(crate) struct SectionDefaults {
    pub(crate) source: Vec<Spanned<String>>,
    pub(crate) inferred: Option<String>,
    pub(crate) label_width: Option<u32>,
}

/// Reads a field. A field without a valid name or kind is reported and left out.
pub(crate) fn field_declaration(node: &YamlNode, role: FieldRole, log: &DiagnosticLog) -> Option<FieldDeclaration> {
    map(node, log, |map| read(map, role, log))?
}

/// Reads a column or a blank, to which no section defaults apply.
pub(crate) fn nested_field(node: &YamlNode, role: FieldRole, log: &DiagnosticLog) -> Option<Field> {
    let mut declaration = field_declaration(node, role, log)?;
    declaration.label_width = Some(0);
    declaration.width = declaration.width.or((role == FieldRole::Blank).then_some(BLANK_WIDTH));
    let field = declaration.with_defaults(&SectionDefaults::default());
    if field.kind.question().is_none() {
        log.error(message!(words::NOT_SIMPLE), field.name.span);
        return None;
    }
    Some(field)
}

fn read(map: &mut MapReader, role: FieldRole, log: &DiagnosticLog) -> Option<FieldDeclaration> {
    let mut keyed = KeyedMap { map, keys: FIELD_KEYS };
    let row = keyed.value("type", kind_row);
    let name = keyed.value("name", name);
    let label = keyed.value("label", text);
    // A note's label is prose.
    let prose_of_label = row.filter(|row| matches!(row.shape, FieldShape::Note));
    let note = prose_of_label.and_then(|_| keyed.map.optional("label", prose));
    let hint = keyed.value("hint", prose);
    for key in row.map(|row| row.shape.excluded_keys()).unwrap_or_default() {
        if let (Some(row), Some(span)) = (row, keyed.map.refused(key)) {
            log.push(Diagnostic::new(message!(words::KEY_WITHOUT_ANSWER, kind = row.name, key), span));
        }
    }
    let required = keyed.value("required", boolean).unwrap_or(false);
    let relevant = worded_condition(keyed.map, "relevant", "relevant_text", log);
    let constraint = constraint(keyed.map, log);
    let privacy = keyed.value("privacy", one_of(&Privacy::ALL)).unwrap_or(Privacy::Public);
    let autocomplete = keyed.value("autocomplete", spanned);
    let source = keyed.strings("source");
    let inferred = keyed.value("inferred", string);
    let basis = keyed.strings("basis");
    let label_width = keyed.whole_number("label_width");
    let width = match role {
        FieldRole::Column => Some(keyed.map.required("width", whole_number(1, GRID_COLUMNS)).unwrap_or(1)),
        FieldRole::Field | FieldRole::Blank => keyed.whole_number("width"),
    };
    let row_span = keyed.whole_number("row_span").unwrap_or(1);
    let kind = read_kind(row, note, map, log);
    let field = Field {
        name: name?,
        label: label.unwrap_or(LocalizedText { zh: String::new(), en: None, span: map.span }),
        hint,
        required,
        relevant,
        constraint,
        privacy,
        autocomplete,
        source,
        inferred,
        basis,
        label_width: 0,
        width: 0,
        row_span,
        of_office: false,
        hidden_on_page: false,
        kind: kind?,
    };
    Some(FieldDeclaration { field, label_width, width })
}

/// Reads the constraint of a value, with its message.
pub(crate) fn constraint(map: &mut MapReader, log: &DiagnosticLog) -> Option<Constraint> {
    let message = map.optional("constraint_message", text);
    if let (Some(message), false) = (&message, map.has("constraint")) {
        log.push(Diagnostic::new(
            message!(words::WORDS_WITHOUT_CONDITION, words = "constraint_message", key = "constraint"),
            message.span,
        ));
    }
    let expression = worded_condition(map, "constraint", "constraint_text", log)?;
    Some(Constraint { expression, message })
}

impl FieldDeclaration {
    /// Applies the defaults of a section: see [`inherit`].
    pub(crate) fn with_defaults(mut self, defaults: &SectionDefaults) -> Field {
        let label_width = self.label_width.or(defaults.label_width).unwrap_or(LABEL_WIDTH);
        self.field.label_width = label_width;
        self.field.width = self.width.unwrap_or(GRID_COLUMNS - label_width);
        inherit(&mut self.field, &defaults.source, defaults.inferred.as_ref());
        self.field
    }
}

/// Passes the origin of a container (`source` and `inferred`) to the field and its parts. `inferred` holds for all
/// parts until a part gives its own, whatever sections a part names; `source` is taken by parts that give neither.
/// Columns, articles and blanks inherit from what contains them. A row inherits only `inferred`, and only if it names
/// sections of its own, because the rest is stated for its table.
fn inherit(field: &mut Field, source: &[Spanned<String>], inferred: Option<&String>) {
    inherit_source(&mut field.source, &mut field.inferred, source, inferred);
    let (source, inferred) = (&field.source, field.inferred.as_ref());
    match &mut field.kind {
        FieldKind::Matrix { rows, .. } => mark_rows_inferred(rows, inferred),
        FieldKind::Repeat { columns, rows, .. } => {
            mark_rows_inferred(rows, inferred);
            columns.iter_mut().for_each(|column| inherit(column, source, inferred));
        }
        FieldKind::Clauses { clauses } => {
            for clause in clauses {
                inherit_source(&mut clause.source, &mut clause.inferred, source, inferred);
                let (source, inferred) = (&clause.source, clause.inferred.as_ref());
                clause.blanks.iter_mut().for_each(|blank| inherit(blank, source, inferred));
            }
        }
        _ => {}
    }
}

fn inherit_source(
    field_source: &mut Vec<Spanned<String>>,
    field_inferred: &mut Option<String>,
    source: &[Spanned<String>],
    inferred: Option<&String>,
) {
    if field_inferred.is_none() {
        if field_source.is_empty() {
            *field_source = source.to_vec();
        }
        *field_inferred = inferred.cloned();
    }
}

fn mark_rows_inferred(rows: &mut [MatrixRow], inferred: Option<&String>) {
    let rows = rows.iter_mut().filter(|row| !row.source.is_empty() && row.inferred.is_none());
    rows.for_each(|row| row.inferred = inferred.cloned());
}

/// Finds a kind by its name.
fn kind_row(node: &YamlNode, log: &DiagnosticLog) -> Option<&'static KindDescription> {
    let written = string(node, log)?;
    let row = KINDS.iter().find(|row| row.name == written);
    if row.is_none() {
        let names: Vec<&str> = KINDS.iter().map(|row| row.name).collect();
        log.push(unknown_word(&written, &names, node.span));
    }
    row
}

/// Reads the keys of the field's kind, and reports keys that belong to other kinds. If the kind is missing, which was
/// reported, no key of any kind is reported as unknown.
fn read_kind(
    row: Option<&KindDescription>,
    note: Option<Prose>,
    map: &mut MapReader,
    log: &DiagnosticLog,
) -> Option<FieldKind> {
    let Some(row) = row else {
        KINDS.iter().flat_map(|row| row.keys).for_each(|key| _ = map.node(key.name));
        return None;
    };
    let kind = kind_of_shape(row.shape, note, &mut KeyedMap { map, keys: row.keys });
    let has = |row: &KindDescription, key: &str| row.keys.iter().any(|known| known.name == key);
    let foreign = KINDS.iter().flat_map(|other| other.keys).map(|key| key.name);
    for key in foreign.filter(|key| !has(row, key)) {
        let Some(span) = map.refused(key) else { continue };
        let others: Vec<&str> = KINDS.iter().filter(|other| has(other, key)).map(|other| other.name).collect();
        log.push(Diagnostic::new(
            message!(words::KEY_OF_OTHER_KIND, kind = row.name, key, others = others.join("、")),
            span,
        ));
    }
    kind
}

fn kind_of_shape(shape: FieldShape, note: Option<Prose>, keyed: &mut KeyedMap) -> Option<FieldKind> {
    Some(match shape {
        FieldShape::Line(format) => {
            FieldKind::Question(Question::Line { format, length: keyed.whole_number("length").or(format.boxes) })
        }
        FieldShape::Area => {
            FieldKind::Question(Question::Area { rows: keyed.whole_number("rows").unwrap_or(MULTILINE_ROWS) })
        }
        FieldShape::Number { decimal } => {
            FieldKind::Question(Question::Number { decimal, unit: keyed.value("unit", string) })
        }
        FieldShape::Date(format) => FieldKind::Question(Question::Date(format)),
        FieldShape::Certificate(format) => FieldKind::Question(Question::Certificate {
            format,
            boxes: keyed.whole_number("boxes").or(format.boxes)?,
            of: keyed.value("of", name),
            kind: keyed.value("kind", name),
            grade: keyed.value("grade", name),
        }),
        FieldShape::Select { many } => FieldKind::Question(Question::Select { list: keyed.value("list", name)?, many }),
        FieldShape::Reference => FieldKind::Question(Question::Reference { form: keyed.value("form", name)? }),
        FieldShape::Matrix => {
            let (list, rows) = (keyed.value("list", name), keyed.list("rows", matrix_row));
            let note = keyed.value("note", column);
            FieldKind::Matrix { list: list?, rows, note }
        }
        FieldShape::Repeat => {
            let columns = keyed.list("columns", |node, log| nested_field(node, FieldRole::Column, log));
            let rows = keyed.list("rows", matrix_row);
            // A table of named rows needs no blank ones; any other has at least one.
            let blank_rows = keyed.whole_number("blank_rows").unwrap_or(u32::from(rows.is_empty()));
            FieldKind::Repeat { columns, rows, blank_rows, row_height: keyed.value("row_height", millimetres) }
        }
        FieldShape::Photo => {
            let (width, height) = keyed.value("size", size).unwrap_or(PHOTO);
            FieldKind::Photo { width, height }
        }
        FieldShape::Signatures => {
            FieldKind::Signatures { parties: keyed.map.required_list_at_most("parties", PARTIES, party) }
        }
        FieldShape::Note => FieldKind::Note { text: note? },
        FieldShape::Clauses => FieldKind::Clauses { clauses: keyed.list("clauses", clause) },
        FieldShape::Consent => FieldKind::Consent(Box::new(consent(keyed)?)),
    })
}

fn matrix_row(node: &YamlNode, log: &DiagnosticLog) -> Option<MatrixRow> {
    nested_map(node, &table::ROWS, log, |keyed| {
        let (name, label) = (keyed.value("name", name), keyed.value("label", text));
        let source = keyed.strings("source");
        let (basis, inferred) = (keyed.strings("basis"), keyed.value("inferred", string));
        Some(MatrixRow { name: name?, label: label?, source, basis, inferred })
    })
}

fn column(node: &YamlNode, log: &DiagnosticLog) -> Option<MatrixNoteColumn> {
    nested_map(node, &choice::NOTE, log, |keyed| {
        let (label, width) = (keyed.value("label", text), keyed.whole_number("width"));
        Some(MatrixNoteColumn { label: label?, width: width? })
    })
}

fn party(node: &YamlNode, log: &DiagnosticLog) -> Option<Party> {
    nested_map(node, &signatures::PARTIES, log, |keyed| {
        let (name, label) = (keyed.value("name", name), keyed.value("label", text));
        let modes = keyed.list("modes", one_of(&SigningMode::ALL));
        let (date, hint) = (keyed.value("date", boolean), keyed.value("hint", prose));
        let guardian = keyed.value("guardian", boolean).unwrap_or(false);
        Some(Party { name: name?, label: label?, modes, date: date.unwrap_or(true), guardian, hint })
    })
}

fn clause(node: &YamlNode, log: &DiagnosticLog) -> Option<Clause> {
    nested_map(node, &texts::ARTICLES, log, |keyed| {
        let (name, title) = (keyed.value("name", name), keyed.value("title", text));
        let (text, points) = (keyed.value("text", prose), keyed.list("points", prose));
        let blanks = keyed.list("blanks", |node, log| nested_field(node, FieldRole::Blank, log));
        let (covers, source) = (keyed.strings("covers"), keyed.strings("source"));
        let inferred = keyed.value("inferred", string);
        Some(Clause { name: name?, title, text: text?, points, blanks, covers, source, inferred })
    })
}

fn consent(keyed: &mut KeyedMap) -> Option<Consent> {
    let mut required_prose = |key| keyed.value(key, prose);
    let (purpose, method, necessity) =
        (required_prose("purpose"), required_prose("method"), required_prose("necessity"));
    let (impact, retention, rights) = (required_prose("impact"), required_prose("retention"), required_prose("rights"));
    let (third_parties, by_phone) = (keyed.value("third_parties", prose), keyed.value("by_phone", prose));
    let share_with = keyed.list("share_with", receiver);
    Some(Consent {
        purpose: purpose?,
        method: method?,
        necessity: necessity?,
        impact: impact?,
        retention: retention?,
        rights: rights?,
        third_parties,
        by_phone,
        share_with,
    })
}

fn receiver(node: &YamlNode, log: &DiagnosticLog) -> Option<DataRecipient> {
    if let YamlContent::Scalar(scalar) = &node.content {
        log.push(Diagnostic::new(message!(people::RECEIVER_ALONE, to = &scalar.text), node.span));
        return None;
    }
    nested_map(node, &texts::RECEIVERS, log, |keyed| {
        let (name, to) = (keyed.value("name", name), keyed.value("to", text));
        let (what, purpose) = (keyed.value("what", text), keyed.value("for", text));
        Some(DataRecipient { name: name?, to: to?, what: what?, purpose: purpose? })
    })
}

/// Reads a length on paper in millimetres.
fn millimetres(node: &YamlNode, log: &DiagnosticLog) -> Option<Mm> {
    let number = decimal(node, log)?;
    if !LENGTHS.contains(&number) {
        log.push(Diagnostic::new(
            message!(words::BAD_LENGTH, text = number, least = LENGTHS.start(), most = LENGTHS.end()),
            node.span,
        ));
        return None;
    }
    Some(Mm(number))
}

/// Reads `[width, height]` in millimetres.
fn size(node: &YamlNode, log: &DiagnosticLog) -> Option<(Mm, Mm)> {
    let numbers = list(node, log, millimetres)?;
    match numbers[..] {
        [width, height] => Some((width, height)),
        _ => {
            if non_empty_list(node, log, |_, _| Some(())).is_some_and(|all| all.len() == numbers.len()) {
                log.error(message!(words::WANTED_PAIR), node.span);
            }
            None
        }
    }
}
