//! `forms/<id>.yaml`: a form.

use std::cell::Cell;

use super::block::{self, Blocks, Item};
use super::field::{self, Defaults};
use super::files::{Files, slug};
use super::log::Log;
use super::prose::{line, prose};
use super::reader::{
    Map, boolean, date, filled_few, label, label_or_empty, map, name, named, one_of, spanned, string, text, whole,
    worded_condition,
};
use super::taken;
use super::yaml::{Content, Node};
use crate::diagnostic::Diagnostic;
use crate::model::facts::Facts;
use crate::model::field::{Field, GRID_COLUMNS};
use crate::model::form::{Copies, Effective, Form, Holders, Review, Section};
use crate::model::name::Name;
use crate::model::number::{Notation, Numeral};
use crate::model::prose::{Builtin, Prose, Text};
use crate::model::setting::{Setting, Takes};
use crate::model::source_path::SourceKind;
use crate::model::terms;
use crate::model::version::Version;
use crate::source::{Span, Spanned};
use crate::wording::{load as words, overlays as say};

/// 之一 … 之九十九
const MOST_FORMS: usize = 99;
/// Those who keep a copy.
const HOLDERS: usize = 20;

/// The forms in the order of their numbers, and the ids of those that were not read whole.
pub fn forms(files: &Files, blocks: &Blocks, log: &Log) -> (Vec<Form>, Vec<Name>) {
    let (mut forms, mut gaps) = (Vec::new(), Vec::new());
    let form_stem = |kind| if let SourceKind::Form(stem) = kind { Some(stem) } else { None };
    for (path, stem) in files.of_kind(form_stem) {
        let Some(id) = slug(path, stem, log) else { continue };
        let before = log.count();
        let beside = Beside { blocks, opened: Cell::new(false) };
        let form = files.tree(path, log).and_then(|tree| map(&tree, log, |map| form(map, &id, &beside, log)));
        if form.is_none() || log.count() > before || (blocks.gap && beside.opened.get()) {
            gaps.push(id);
        }
        forms.extend(form);
    }
    forms.sort_by_key(|form| (order(&form.number).unwrap_or(usize::MAX), form.id.clone()));
    (forms, gaps)
}

/// What a form is put together from beside its own file.
struct Beside<'a> {
    blocks: &'a Blocks,
    /// Whether the form opened any of the blocks.
    opened: Cell<bool>,
}

/// A form; where a required key is missing, which is reported, its place is empty.
fn form(map: &mut Map, id: &Name, beside: &Beside, log: &Log) -> Form {
    let span = map.span;
    map.optional("id", |node, log| own_id(node, id, log));
    let told = |map: &mut Map, key| map.required(key, line).unwrap_or(Prose { pieces: Vec::new(), span });
    // Keys are named in the order in which they are read.
    let number = map.required("number", number).unwrap_or_default();
    let title = map.required("title", text).unwrap_or(Text { zh: String::new(), en: None, span });
    let spanned_version = |node: &Node, log: &Log| Some(Spanned::new(version(node, log)?, node.span));
    let Spanned { value: version, span: version_span } =
        map.required("version", spanned_version).unwrap_or(Spanned::new(String::new(), span));
    let form = Form {
        id: id.clone(),
        number,
        title,
        version,
        version_span,
        effective: map.required("effective", effective).unwrap_or(Effective { day: None, undecided: None, span }),
        filled_by: told(map, "filled_by"),
        when: told(map, "when"),
        purpose: told(map, "purpose"),
        also: map.one_or_many("also", label),
        copies: map.required("copies", copies).unwrap_or(Copies { holders: Holders::Parties, undecided: None }),
        retention: map.required("retention", retention).unwrap_or_else(|| empty_retention(span)),
        serial: map.optional("serial", spanned),
        source: map.required_many("source", spanned),
        pictogram: map.optional("pictogram", super::reader::name),
        serves: map.one_or_many("serves", spanned),
        settings: map.optional("settings", settings).unwrap_or_default(),
        require_covers: map.one_or_many("require_covers", spanned),
        legal_review: map.optional("legal_review", legal_review),
        instructions: map.list("instructions", prose),
        sections: Vec::new(),
        span,
    };
    let sections = map.required_list("sections", |node, log| section(node, beside, log));
    taken::report(&sections, log);
    Form { sections: sections.into_iter().map(|(section, _)| section).collect(), ..form }
}

/// An `id` may be repeated in the file; it is the file's name all the same.
fn own_id(node: &Node, file: &Name, log: &Log) -> Option<()> {
    let id = string(node, log)?;
    if id != file.as_str() {
        log.push(Diagnostic::error(&words::ID_NOT_FILE_NAME, node.span).with("id", id).with("file", file));
    }
    Some(())
}

/// 之一, 之二 …
fn number(node: &Node, log: &Log) -> Option<String> {
    let number = string(node, log)?;
    if order(&number).is_none() {
        log.push(Diagnostic::error(&words::BAD_FORM_NUMBER, node.span).with("text", &number));
        return None;
    }
    Some(number)
}

/// The place of a form's number among all.
fn order(number: &str) -> Option<usize> {
    let numeral = number.strip_prefix('之')?;
    (1..=MOST_FORMS).find(|&place| terms::numeral(place) == numeral)
}

/// Three numbers with dots between.
pub fn version(node: &Node, log: &Log) -> Option<String> {
    let version = string(node, log)?;
    if version.parse::<Version>().is_err() {
        log.push(Diagnostic::error(&words::BAD_VERSION, node.span).with("text", &version));
        return None;
    }
    Some(version)
}

fn legal_review(node: &Node, log: &Log) -> Option<Review> {
    map(node, log, |map| {
        let looked_at = map.required("version", |node, log| Some(Spanned::new(version(node, log)?, node.span)));
        let by = map.required("by", label);
        looked_at.zip(by).map(|(version, by)| Review { version, by })
    })?
}

/// A day; or with the reason why it is not decided, one for now or none.
fn effective(node: &Node, log: &Log) -> Option<Effective> {
    if let Content::Map(_) = &node.content {
        return map(node, log, |map| {
            let day =
                map.optional("value", |node, log| (!label_or_empty(node, log)?.is_empty()).then(|| date(node, log))?);
            Effective { day, undecided: map.optional("undecided", spanned), span: node.span }
        });
    }
    date(node, log).map(|day| Effective { day: Some(day), undecided: None, span: node.span })
}

fn copies(node: &Node, log: &Log) -> Option<Copies> {
    map(node, log, |map| {
        let holders = map.required("holders", |node, log| match &node.content {
            Content::Scalar(scalar) if scalar.text == "parties" => Some(Holders::Parties),
            Content::Null | Content::Scalar(_) | Content::Seq(_) | Content::Map(_) => {
                filled_few(node, HOLDERS, log, label).map(Holders::Named)
            }
        });
        let undecided = map.optional("undecided", spanned);
        holders.map(|holders| Copies { holders, undecided })
    })?
}

fn settings(node: &Node, log: &Log) -> Option<Vec<Setting>> {
    named(node, log, |name, node| {
        if Builtin::named(name.value.as_str()).is_some() || name.value == Name::retention() {
            log.push(Diagnostic::error(&words::RESERVED_NAME, name.span).with("name", &name.value));
        }
        map(node, log, |map| {
            let label = map.required("label", string).unwrap_or_default();
            setting(name, label, map, log)
        })
    })
}

/// How long the sheets are kept; a setting like others, but its name and label are given.
fn retention(node: &Node, log: &Log) -> Option<Setting> {
    let name = Spanned::new(Name::retention(), node.span);
    map(node, log, |map| setting(name, terms::RETENTION.to_owned(), map, log))
}

fn empty_retention(span: Span) -> Setting {
    let name = Spanned::new(Name::retention(), span);
    let label = terms::RETENTION.to_owned();
    Setting {
        name,
        label,
        takes: Takes::Text,
        value: None,
        unit: None,
        constraint: None,
        fact: None,
        source: Vec::new(),
        undecided: None,
        readonly: false,
        of_office: false,
    }
}

/// What a fact decides, so that a setting that names one says nothing of it.
const OF_FACT: [&str; 5] = ["value", "unit", "type", "constraint", "constraint_message"];

fn setting(name: Spanned<Name>, label: String, map: &mut Map, log: &Log) -> Setting {
    let fact = map.optional("fact", spanned);
    for key in OF_FACT.into_iter().filter(|_| fact.is_some()) {
        if let Some(span) = map.refused(key) {
            log.push(Diagnostic::error(&say::FACT_DECIDES, span).with("key", key));
        }
    }
    let readonly = map.optional("readonly", boolean).unwrap_or(false);
    let takes = map.optional("type", one_of(&Takes::ALL)).unwrap_or(Takes::Text);
    let value = map.optional("value", |node, log| Some(Spanned::new(label_or_empty(node, log)?, node.span)));
    let value = value.filter(|value| !value.value.is_empty() && fact.is_none());
    let constraint = field::constraint(map, log);
    if let Some(rule) = constraint.as_ref().map(|constraint| &constraint.expression)
        && (!rule.answers().is_empty() || rule.reads_today())
    {
        log.error(&say::READS_OTHERS, rule.span);
    }
    let setting = Setting {
        name,
        label,
        takes,
        value: value.as_ref().map(|value| value.value.clone()),
        unit: map.optional("unit", super::reader::label),
        constraint,
        fact,
        source: map.one_or_many("source", spanned),
        undecided: map.optional("undecided", spanned),
        readonly,
        of_office: false,
    };
    if let Some(fault) = value.and_then(|value| setting.fault(&value)) {
        log.push(fault);
    }
    setting
}

/// Gives the settings that name a fact its value and unit; one that names no fact keeps its own, and
/// `check` reports it.
pub fn settle(forms: &mut [Form], facts: &Facts) {
    for setting in forms.iter_mut().flat_map(|form| &mut form.settings) {
        if let Some(fact) = setting.fact.as_ref().and_then(|name| facts.fact(&name.value)) {
            let Numeral { text, unit } = fact.written(Notation::Short);
            setting.value = Some(text);
            setting.unit = Some(unit).filter(|unit| !unit.is_empty());
        }
    }
}

/// A section, and for each of its fields where the form asks for it: its name, or the `- block:` that
/// brought it.
fn section(node: &Node, beside: &Beside, log: &Log) -> Option<(Section, Vec<Span>)> {
    map(node, log, |map| {
        let (name, title) = (map.required("name", name), map.required("title", text));
        let source = map.one_or_many("source", spanned);
        let inferred = map.optional("inferred", string);
        let basis = map.one_or_many("basis", spanned);
        let label_width = map.optional("label_width", whole(0, GRID_COLUMNS - 1));
        let hint = map.optional("hint", prose);
        let relevant = worded_condition(map, "relevant", "relevant_text", log);
        let items = map.required_list("fields", block::item);
        if items.iter().any(|item| matches!(item, Item::Block(_))) {
            beside.opened.set(true);
        }
        let defaults = Defaults { source, inferred, label_width };
        let placed = beside.blocks.spread(&items, log);
        let places = placed.iter().map(|placed| placed.through.unwrap_or(placed.draft.field.name.span)).collect();
        let fields: Vec<Field> = placed.into_iter().map(|placed| placed.draft.finish(&defaults)).collect();
        let Defaults { source, inferred, .. } = defaults;
        Some((Section { name: name?, title: title?, hint, relevant, source, inferred, basis, fields }, places))
    })?
}
