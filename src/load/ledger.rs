//! `content/accessibility.yaml`: how each criterion of accessibility is met.

use std::collections::BTreeMap;

use super::files::Files;
use super::log::Log;
use super::reader::{list, map, one_of, spanned, string, string_or_empty};
use super::yaml::Node;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::ledger::{Criterion, How, Standard};
use crate::model::source_path::SourcePath;
use crate::wording::load as words;

/// The criteria in the order they are written; none where there is no such file. One that still lies where it was
/// before is reported.
pub fn ledger(files: &Files, log: &Log) -> Vec<Criterion> {
    let (path, former) = (SourcePath::ledger(), SourcePath::former_ledger());
    if files.has(former.as_str()) {
        let severity = if files.has(path.as_str()) { Severity::Warning } else { Severity::Error };
        log.push(Diagnostic::new(&words::LEDGER_MOVED, former).at(severity).with("path", &path));
    }
    let criteria = files.tree(path.as_str(), log).and_then(|tree| list(&tree, log, criterion)).unwrap_or_default();
    let mut first = BTreeMap::new();
    for Criterion { id, standard, .. } in &criteria {
        if let Some(first) = first.insert((standard.title(), &id.value), id.span) {
            log.push(Diagnostic::error(&words::DUPLICATE_NAME, id.span).there(first).with("name", &id.value));
        }
    }
    criteria
}

fn criterion(node: &Node, log: &Log) -> Option<Criterion> {
    map(node, log, |map| {
        let (id, standard) = (map.required("id", spanned), map.required("standard", one_of(&Standard::ALL)));
        let (name, how) = (map.required("name", string), map.required("how", one_of(&How::ALL)));
        let mut said = |key| map.optional(key, string_or_empty).filter(|text| !text.is_empty());
        let (level, place, note) = (said("level"), said("where"), said("note"));
        if let (Some(id), Some(How::Test), None) = (&id, how, &place) {
            log.push(Diagnostic::error(&words::MISSING_KEY, id.span).with("key", "where"));
        }
        Some(Criterion { id: id?, standard: standard?, name: name?, level, how: how?, place, note })
    })?
}
