//! Loader of `forms/<id>.yaml`: one form.

use std::cell::Cell;

use super::block::{self, FieldBlocks, FieldListEntry};
use super::diagnostic_log::DiagnosticLog;
use super::duplicate_names;
use super::field::{self, SectionDefaults};
use super::files::{SourceFiles, slug};
use super::prose::{line, prose};
use super::reader::{
    MapReader, boolean, date, label, label_or_empty, map, name, named_entries, non_empty_list_at_most, one_of, spanned,
    string, text, whole_number, worded_condition,
};
use super::yaml::{YamlContent, YamlNode};
use crate::diagnostic::Diagnostic;
use crate::model::facts::Facts;
use crate::model::field::{Field, GRID_COLUMNS};
use crate::model::fixed_text;
use crate::model::form::{Copies, CopyHolders, EffectiveDate, Form, LegalReview, Section};
use crate::model::name::Name;
use crate::model::number::{Notation, Numeral};
use crate::model::prose::{BuiltinInsert, LocalizedText, Prose};
use crate::model::setting::{Setting, SettingType};
use crate::model::source_path::SourceKind;
use crate::model::version::Version;
use crate::source::{Span, Spanned};
use crate::wording::{load as words, message, overlays as say};

/// Largest form number: 之一 … 之九十九.
const MOST_FORMS: usize = 99;
/// Parties that keep a copy of one form.
const HOLDERS: usize = 20;

/// Reads the forms in the order of their numbers, and returns the ids of forms that could not be read completely.
pub(crate) fn forms(files: &SourceFiles, blocks: &FieldBlocks, log: &DiagnosticLog) -> (Vec<Form>, Vec<Name>) {
    let (mut forms, mut incomplete) = (Vec::new(), Vec::new());
    let form_stem = |kind| if let SourceKind::Form(stem) = kind { Some(stem) } else { None };
    for (path, stem) in files.of_kind(form_stem) {
        let Some(id) = slug(path, stem, log) else { continue };
        let before = log.count();
        let context = FormContext { blocks, has_block: Cell::new(false) };
        let form = files.tree(path, log).and_then(|tree| map(&tree, log, |map| form(map, &id, &context, log)));
        if form.is_none() || log.count() > before || (blocks.incomplete && context.has_block.get()) {
            incomplete.push(id);
        }
        forms.extend(form);
    }
    forms.sort_by_key(|form| (form_order(&form.number).unwrap_or(usize::MAX), form.id.clone()));
    (forms, incomplete)
}

/// The inputs of a form outside its own file.
struct FormContext<'a> {
    blocks: &'a FieldBlocks,
    /// True after the form used a block.
    has_block: Cell<bool>,
}

/// Reads a form. A missing required key is reported, and its value stays empty.
fn form(map: &mut MapReader, id: &Name, context: &FormContext, log: &DiagnosticLog) -> Form {
    let span = map.span;
    map.optional("id", |node, log| check_id(node, id, log));
    let required_line =
        |map: &mut MapReader, key| map.required(key, line).unwrap_or(Prose { pieces: Vec::new(), span });
    // A message lists keys in the order in which they are read here.
    let number = map.required("number", number).unwrap_or_default();
    let title = map.required("title", text).unwrap_or(LocalizedText { zh: String::new(), en: None, span });
    let spanned_version = |node: &YamlNode, log: &DiagnosticLog| Some(Spanned::new(version(node, log)?, node.span));
    let Spanned { value: version, span: version_span } =
        map.required("version", spanned_version).unwrap_or(Spanned::new(String::new(), span));
    let form = Form {
        id: id.clone(),
        number,
        title,
        version,
        version_span,
        effective: map.required("effective", effective).unwrap_or(EffectiveDate { day: None, undecided: None, span }),
        filled_by: required_line(map, "filled_by"),
        when: required_line(map, "when"),
        purpose: required_line(map, "purpose"),
        also: map.one_or_many("also", label),
        copies: map.required("copies", copies).unwrap_or(Copies { holders: CopyHolders::Parties, undecided: None }),
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
    let sections = map.required_list("sections", |node, log| section(node, context, log));
    duplicate_names::report_sections(&sections, log);
    Form { sections: sections.into_iter().map(|(section, _)| section).collect(), ..form }
}

/// Checks that the optional key `id` repeats the file's name.
fn check_id(node: &YamlNode, file: &Name, log: &DiagnosticLog) -> Option<()> {
    let id = string(node, log)?;
    if id != file.as_str() {
        log.push(Diagnostic::new(message!(words::ID_NOT_FILE_NAME, id, file), node.span));
    }
    Some(())
}

/// Reads the number of a form: 之一, 之二 …
fn number(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let number = string(node, log)?;
    if form_order(&number).is_none() {
        log.push(Diagnostic::new(message!(words::BAD_FORM_NUMBER, text = &number), node.span));
        return None;
    }
    Some(number)
}

/// The 1-based position of a form's number.
fn form_order(number: &str) -> Option<usize> {
    let numeral = number.strip_prefix('之')?;
    (1..=MOST_FORMS).find(|&place| fixed_text::numeral(place) == numeral)
}

/// Reads a version: three numbers separated by dots.
pub(crate) fn version(node: &YamlNode, log: &DiagnosticLog) -> Option<String> {
    let version = string(node, log)?;
    if version.parse::<Version>().is_err() {
        log.push(Diagnostic::new(message!(words::BAD_VERSION, text = &version), node.span));
        return None;
    }
    Some(version)
}

fn legal_review(node: &YamlNode, log: &DiagnosticLog) -> Option<LegalReview> {
    map(node, log, |map| {
        let version = map.required("version", |node, log| Some(Spanned::new(version(node, log)?, node.span)));
        let reviewer = map.required("by", label);
        version.zip(reviewer).map(|(version, by)| LegalReview { version, by })
    })?
}

/// Reads the effective date: a day, or a map with the reason why it is undecided and optionally a provisional day.
fn effective(node: &YamlNode, log: &DiagnosticLog) -> Option<EffectiveDate> {
    if let YamlContent::Map(_) = &node.content {
        return map(node, log, |map| {
            let day =
                map.optional("value", |node, log| (!label_or_empty(node, log)?.is_empty()).then(|| date(node, log))?);
            EffectiveDate { day, undecided: map.optional("undecided", spanned), span: node.span }
        });
    }
    date(node, log).map(|day| EffectiveDate { day: Some(day), undecided: None, span: node.span })
}

fn copies(node: &YamlNode, log: &DiagnosticLog) -> Option<Copies> {
    map(node, log, |map| {
        let holders = map.required("holders", |node, log| match &node.content {
            YamlContent::Scalar(scalar) if scalar.text == "parties" => Some(CopyHolders::Parties),
            YamlContent::Null | YamlContent::Scalar(_) | YamlContent::Seq(_) | YamlContent::Map(_) => {
                non_empty_list_at_most(node, HOLDERS, log, label).map(CopyHolders::Named)
            }
        });
        let undecided = map.optional("undecided", spanned);
        holders.map(|holders| Copies { holders, undecided })
    })?
}

fn settings(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Setting>> {
    named_entries(node, log, |name, node| {
        if BuiltinInsert::from_name(name.value.as_str()).is_some() || name.value == Name::retention() {
            log.push(Diagnostic::new(message!(words::RESERVED_NAME, name = &name.value), name.span));
        }
        map(node, log, |map| {
            let label = map.required("label", string).unwrap_or_default();
            setting(name, label, map, log)
        })
    })
}

/// Reads the retention period of the sheets: a setting with a fixed name and label.
fn retention(node: &YamlNode, log: &DiagnosticLog) -> Option<Setting> {
    let name = Spanned::new(Name::retention(), node.span);
    map(node, log, |map| setting(name, fixed_text::RETENTION.to_owned(), map, log))
}

fn empty_retention(span: Span) -> Setting {
    let name = Spanned::new(Name::retention(), span);
    let label = fixed_text::RETENTION.to_owned();
    Setting {
        name,
        label,
        value_type: SettingType::Text,
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

/// Keys that a setting with a fact may not have, because the fact decides them.
const OF_FACT: [&str; 5] = ["value", "unit", "type", "constraint", "constraint_message"];

fn setting(name: Spanned<Name>, label: String, map: &mut MapReader, log: &DiagnosticLog) -> Setting {
    let fact = map.optional("fact", spanned);
    for key in OF_FACT.into_iter().filter(|_| fact.is_some()) {
        if let Some(span) = map.refused(key) {
            log.push(Diagnostic::new(message!(say::FACT_DECIDES, key), span));
        }
    }
    let readonly = map.optional("readonly", boolean).unwrap_or(false);
    let value_type = map.optional("type", one_of(&SettingType::ALL)).unwrap_or(SettingType::Text);
    let value = map.optional("value", |node, log| Some(Spanned::new(label_or_empty(node, log)?, node.span)));
    let value = value.filter(|value| !value.value.is_empty() && fact.is_none());
    let constraint = field::constraint(map, log);
    if let Some(rule) = constraint.as_ref().map(|constraint| &constraint.expression)
        && (!rule.answers().is_empty() || rule.reads_today())
    {
        log.error(message!(say::READS_OTHERS), rule.span);
    }
    let setting = Setting {
        name,
        label,
        value_type,
        value: value.as_ref().map(|value| value.value.clone()),
        unit: map.optional("unit", super::reader::label),
        constraint,
        fact,
        source: map.one_or_many("source", spanned),
        undecided: map.optional("undecided", spanned),
        readonly,
        of_office: false,
    };
    if let Some(fault) = value.and_then(|value| setting.value_fault(&value)) {
        log.push(fault);
    }
    setting
}

/// Copies value and unit of a fact to each setting that names the fact. A setting that names an unknown fact stays
/// unchanged, and `check` reports it.
pub(crate) fn fill_settings_from_facts(forms: &mut [Form], facts: &Facts) {
    for setting in forms.iter_mut().flat_map(|form| &mut form.settings) {
        if let Some(fact) = setting.fact.as_ref().and_then(|name| facts.fact(&name.value)) {
            let Numeral { text, unit } = fact.numeral(Notation::Short);
            setting.value = Some(text);
            setting.unit = Some(unit).filter(|unit| !unit.is_empty());
        }
    }
}

/// Reads a section, with the span where each of its fields was requested: the field's name, or the `- block:` entry
/// that included it.
fn section(node: &YamlNode, context: &FormContext, log: &DiagnosticLog) -> Option<(Section, Vec<Span>)> {
    map(node, log, |map| {
        let (name, title) = (map.required("name", name), map.required("title", text));
        let source = map.one_or_many("source", spanned);
        let inferred = map.optional("inferred", string);
        let basis = map.one_or_many("basis", spanned);
        let label_width = map.optional("label_width", whole_number(0, GRID_COLUMNS - 1));
        let hint = map.optional("hint", prose);
        let relevant = worded_condition(map, "relevant", "relevant_text", log);
        let items = map.required_list("fields", block::item);
        if items.iter().any(|item| matches!(item, FieldListEntry::Block(_))) {
            context.has_block.set(true);
        }
        let defaults = SectionDefaults { source, inferred, label_width };
        let expanded = context.blocks.expand(&items, log);
        let places =
            expanded.iter().map(|field| field.block_span.unwrap_or(field.declaration.field.name.span)).collect();
        let fields: Vec<Field> = expanded.into_iter().map(|field| field.declaration.with_defaults(&defaults)).collect();
        let SectionDefaults { source, inferred, .. } = defaults;
        Some((Section { name: name?, title: title?, hint, relevant, source, inferred, basis, fields }, places))
    })?
}
