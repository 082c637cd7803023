//! Loader of `content/accessibility.yaml`: how the project conforms to each criterion of an accessibility standard.

use std::collections::BTreeMap;

use super::diagnostic_log::DiagnosticLog;
use super::files::SourceFiles;
use super::reader::{list, map, one_of, spanned, string, string_or_empty};
use super::yaml::YamlNode;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::accessibility::{AccessibilityCriterion, AccessibilityStandard, ConformanceMethod};
use crate::model::source_path::SourcePath;
use crate::wording::{load as words, message};

/// Reads the criteria in file order; returns none where the file is absent. A file at its former path is reported.
pub(crate) fn criteria(files: &SourceFiles, log: &DiagnosticLog) -> Vec<AccessibilityCriterion> {
    let (path, former) = (SourcePath::accessibility(), SourcePath::former_accessibility());
    if files.has(former.as_str()) {
        let severity = if files.has(path.as_str()) { Severity::Warning } else { Severity::Error };
        log.push(Diagnostic::new(message!(words::LEDGER_MOVED, path = &path), former).with_severity(severity));
    }
    let criteria = files.tree(path.as_str(), log).and_then(|tree| list(&tree, log, criterion)).unwrap_or_default();
    let mut first = BTreeMap::new();
    for AccessibilityCriterion { id, standard, .. } in &criteria {
        if let Some(first) = first.insert((standard.title(), &id.value), id.span) {
            log.push(Diagnostic::new(message!(words::DUPLICATE_NAME, there = first, name = &id.value), id.span));
        }
    }
    criteria
}

fn criterion(node: &YamlNode, log: &DiagnosticLog) -> Option<AccessibilityCriterion> {
    map(node, log, |map| {
        let (id, standard) =
            (map.required("id", spanned), map.required("standard", one_of(&AccessibilityStandard::ALL)));
        let (name, how) = (map.required("name", string), map.required("how", one_of(&ConformanceMethod::ALL)));
        let mut optional_text = |key| map.optional(key, string_or_empty).filter(|text| !text.is_empty());
        let (level, place, note) = (optional_text("level"), optional_text("where"), optional_text("note"));
        if let (Some(id), Some(ConformanceMethod::Test), None) = (&id, how, &place) {
            log.push(Diagnostic::new(message!(words::MISSING_KEY, key = "where"), id.span));
        }
        Some(AccessibilityCriterion {
            id: id?,
            standard: standard?,
            name: name?,
            level,
            method: how?,
            location: place,
            note,
        })
    })?
}
