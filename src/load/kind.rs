//! What a field's `type` makes of the keys that only it takes.
//!
//! [`crate::model::kind::KINDS`] is the table: a kind's name and keys. Here each row's keys are read.

use super::field::{Role, inner};
use super::log::Log;
use super::prose::prose;
use super::reader::{
    Map, boolean, decimal, filled, list, map, name, one_of, spanned, string, text, unknown_word, whole,
};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::field::{Clause, Column, Consent, GRID_COLUMNS, Kind, MatrixRow, Mode, Party, Question};
use crate::model::kind::{KINDS, KindRow};
use crate::model::prose::Prose;
use crate::units::Mm;
use crate::wording::load as words;

const MULTILINE_ROWS: u32 = 3;
const CERTIFICATE_BOXES: u32 = 20;
/// Those who sign one sheet.
const PARTIES: usize = 20;
/// One inch, 1 寸, as photographers in China sell it.
const PHOTO: (Mm, Mm) = (Mm(25.0), Mm(35.0));

/// A kind by its name.
pub fn row(node: &Node, log: &Log) -> Option<&'static KindRow> {
    let written = string(node, log)?;
    let row = KINDS.iter().find(|row| row.name == written);
    if row.is_none() {
        let names: Vec<&str> = KINDS.iter().map(|row| row.name).collect();
        log.push(unknown_word(&written, &names, node.span));
    }
    row
}

/// The label of a note as prose; of other kinds it is a plain text.
pub fn note_text(row: Option<&KindRow>, node: &Node, log: &Log) -> Option<Prose> {
    row.filter(|row| row.name == "note").and_then(|_| prose(node, log))
}

/// Reads a kind's own keys, and says of keys that other kinds have whose they are. Without a kind,
/// whose absence was reported, no key of any kind is unknown.
pub fn read(row: Option<&KindRow>, note: Option<Prose>, map: &mut Map, log: &Log) -> Option<Kind> {
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

/// A length on the sheet, which is no longer than the paper.
fn millimetres(node: &Node, log: &Log) -> Option<Mm> {
    let number = decimal(node, log)?;
    if !(3.0..=250.0).contains(&number) {
        log.push(Diagnostic::error(&words::BAD_LENGTH, node.span).with("text", number));
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
