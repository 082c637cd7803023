//! Loader of `forms/cities/<city>.yaml`: an office's decisions about forms.
//!
//! This module reports keys that an overlay may not have at all. Whether the named things exist, and may be decided in
//! this way, is checked by the rule `overlays`.

use super::choice;
use super::diagnostic_log::DiagnosticLog;
use super::duplicate_names;
use super::field::{FieldRole, SectionDefaults, field_declaration};
use super::files::{SourceFiles, slug};
use super::form::version;
use super::form_size;
use super::prose::prose;
use super::reader::{MapReader, map, name, named_entries, non_empty_list, spanned};
use super::yaml::YamlNode;
use crate::diagnostic::{Diagnostic, closest_name};
use crate::model::choice::{ChoiceList, Choices};
use crate::model::field::Field;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::overlay::{FieldAddition, HintReplacement, ListExtension, Overlay, SettingValue, apply_overlay};
use crate::model::source_path::SourceKind;
use crate::source::Spanned;
use crate::wording::{FilledMessage, message, overlays as say};

/// The forms and option lists that overlays narrow, and the ids of all cities.
pub(crate) struct OverlayContext<'a> {
    pub(crate) forms: &'a [Form],
    pub(crate) choices: &'a Choices,
    pub(crate) cities: Vec<&'a Name>,
}

/// Reads the overlays of all offices, in the order of the files and of the lines in them.
pub(crate) fn overlays(files: &SourceFiles, context: &OverlayContext, log: &DiagnosticLog) -> Vec<Overlay> {
    let city_stem = |kind| if let SourceKind::Overlay(stem) = kind { Some(stem) } else { None };
    let mut overlays = Vec::new();
    for (path, stem) in files.of_kind(city_stem) {
        let Some(city) = slug(path, stem, log) else { continue };
        if !context.cities.contains(&&city) {
            let near = closest_name(city.as_str(), context.cities.iter().map(|city| city.as_str())).unwrap_or("—");
            log.push(Diagnostic::new(message!(say::CITY_UNKNOWN, name = &city, near), path));
        }
        let overlay = |form, node: &YamlNode| map(node, log, |map| overlay(map, &city, form, log));
        let read = files.tree(path, log).and_then(|tree| named_entries(&tree, log, overlay)).unwrap_or_default();
        overlays.extend(read.into_iter().map(|overlay| limit_overlay(overlay, context, log)));
    }
    overlays
}

/// Makes the message for a key that an overlay may not have.
type Refusal = fn(&str) -> FilledMessage;

const DELETES: Refusal = |key| message!(say::DELETES, key);
const RETYPES: Refusal = |key| message!(say::RETYPES, key);
const RECODES: Refusal = |key| message!(say::RECODES, key);
const EXPOSES: Refusal = |key| message!(say::EXPOSES, key);
const RENAMES: Refusal = |key| message!(say::RENAMES, key);
const LOOSENS: Refusal = |key| message!(say::LOOSENS, key);
const UNSIGNS: Refusal = |key| message!(say::UNSIGNS, key);
const REARRANGES: Refusal = |key| message!(say::REARRANGES, key);

/// Keys that an overlay may not have, each with the message that explains why.
const REFUSED: [(&str, Refusal); 41] = [
    ("delete", DELETES),
    ("remove", DELETES),
    ("drop", DELETES),
    ("omit", DELETES),
    ("replace", DELETES),
    ("only", DELETES),
    ("retype", RETYPES),
    ("type", RETYPES),
    ("length", RETYPES),
    ("width", RETYPES),
    ("recode", RECODES),
    ("code", RECODES),
    ("codes", RECODES),
    ("choices", RECODES),
    ("options", RECODES),
    ("standard", RECODES),
    ("privacy", EXPOSES),
    ("consent", EXPOSES),
    ("share_with", EXPOSES),
    ("rename", RENAMES),
    ("name", RENAMES),
    ("label", RENAMES),
    ("labels", RENAMES),
    ("title", RENAMES),
    ("instructions", RENAMES),
    ("purpose", RENAMES),
    ("optional", LOOSENS),
    ("required", LOOSENS),
    ("relevant", LOOSENS),
    ("constraint", LOOSENS),
    ("parties", UNSIGNS),
    ("signatures", UNSIGNS),
    ("modes", UNSIGNS),
    ("copies", UNSIGNS),
    ("require_covers", UNSIGNS),
    ("version", REARRANGES),
    ("number", REARRANGES),
    ("serial", REARRANGES),
    ("sections", REARRANGES),
    ("move", REARRANGES),
    ("order", REARRANGES),
];

/// Reports keys that would widen a form, each with its reason; other unknown keys are reported as everywhere else. It
/// is called after the allowed keys were requested.
fn refuse_keys(map: &mut MapReader, log: &DiagnosticLog) {
    for (key, message) in REFUSED {
        if let Some(span) = map.refused(key) {
            log.error(message(key), span);
        }
    }
}

fn overlay(map: &mut MapReader, city: &Name, form: Spanned<Name>, log: &DiagnosticLog) -> Overlay {
    let base = map.required("base", |node, log| Some(Spanned::new(version(node, log)?, node.span)));
    let overlay = Overlay {
        city: city.clone(),
        base: base.unwrap_or_else(|| Spanned::new(String::new(), form.span)),
        form,
        settings: map.optional("settings", settings).unwrap_or_default(),
        lists: map.optional("lists", lists).unwrap_or_default(),
        add: map.list("add", addition),
        relabel: map.list("relabel", relabelling),
        require: map.list("require", name),
        extend: map.list("extend", extension),
        hide: map.list("hide", name),
    };
    refuse_keys(map, log);
    duplicate_names::report_fields(overlay.add.iter().map(|addition| (&addition.field, addition.field.name.span)), log);
    overlay
}

fn settings(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<SettingValue>> {
    named_entries(node, log, |setting, value| Some(SettingValue { setting, value: spanned(value, log)? }))
}

fn lists(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<ChoiceList>> {
    named_entries(node, log, |name, node| map(node, log, |map| choice::list(name, map, log)))
}

fn addition(node: &YamlNode, log: &DiagnosticLog) -> Option<FieldAddition> {
    map(node, log, |map| {
        let (after, field) = (map.required("after", name), map.required("field", field));
        refuse_keys(map, log);
        Some(FieldAddition { after: after?, field: field? })
    })?
}

/// Reads a field without section defaults: it states its own source.
fn field(node: &YamlNode, log: &DiagnosticLog) -> Option<Field> {
    field_declaration(node, FieldRole::Field, log)
        .map(|declaration| declaration.with_defaults(&SectionDefaults::default()))
}

fn relabelling(node: &YamlNode, log: &DiagnosticLog) -> Option<HintReplacement> {
    map(node, log, |map| {
        let (field, hint) = (map.required("field", name), map.required("hint", prose));
        refuse_keys(map, log);
        Some(HintReplacement { field: field?, hint: hint? })
    })?
}

fn extension(node: &YamlNode, log: &DiagnosticLog) -> Option<ListExtension> {
    map(node, log, |map| {
        let list = map.required("list", name);
        let choices = map.required("choices", |node, log| non_empty_list(node, log, choice::choice));
        refuse_keys(map, log);
        Some(ListExtension { list: list?, choices: choices? })
    })?
}

/// Returns the overlay without its additions if they would exceed the limits of a form, which is reported.
fn limit_overlay(overlay: Overlay, context: &OverlayContext, log: &DiagnosticLog) -> Overlay {
    let Some(form) = context.forms.iter().find(|form| form.id == overlay.form.value) else { return overlay };
    let (narrowed, choices) = apply_overlay(form, context.choices, &overlay);
    match form_size::limit_forms(&mut [narrowed], &choices, log).is_empty() {
        true => overlay,
        false => Overlay { lists: Vec::new(), add: Vec::new(), extend: Vec::new(), ..overlay },
    }
}
