//! Loader of `audiences:`, `departments:` and `glossary:` in `content/facts.yaml`.

use super::diagnostic_log::DiagnosticLog;
use super::reader::{MapReader, boolean, label, list, map, named_entries, spanned, string};
use super::yaml::YamlNode;
use crate::diagnostic::Diagnostic;
use crate::model::name::Name;
use crate::model::vocabulary::{Audience, Department, GlossaryTerm};
use crate::source::Spanned;
use crate::wording::{load as words, message};

pub(crate) fn audiences(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Audience>> {
    named_entries(node, log, |name, node| {
        map(node, log, |map| {
            let (label, page) = (map.required("label", string), map.required("page", spanned));
            let on_home_page = map.optional("door", boolean).unwrap_or(false);
            Some(Audience { name: slug(name, log)?, label: label?, page: page?, on_home_page })
        })?
    })
}

/// Reads names of departments with the labels that measures use.
pub(crate) fn departments(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Department>> {
    named_entries(node, log, |name, node| Some(Department { name: slug(name, log)?, label: string(node, log)? }))
}

/// Reads the glossary: groups of terms.
pub(crate) fn glossary(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<GlossaryTerm>> {
    let groups = list(node, log, |node, log| map(node, log, group)?)?;
    Some(groups.into_iter().flatten().collect())
}

fn group(map: &mut MapReader) -> Option<Vec<GlossaryTerm>> {
    let group = map.required("group", string)?;
    map.required("terms", |node, log| {
        named_entries(node, log, |name, node| {
            self::map(node, log, |map| {
                let (term, means) = (map.required("term", label), map.required("means", string));
                let (avoid, also) = (map.one_or_many("avoid", label), map.one_or_many("also", label));
                Some(GlossaryTerm { name, group: group.clone(), term: term?, means: means?, avoid, also })
            })?
        })
    })
}

/// Checks a name that becomes part of an address.
fn slug(name: Spanned<Name>, log: &DiagnosticLog) -> Option<Spanned<Name>> {
    if name.value.is_slug() {
        return Some(name);
    }
    log.push(Diagnostic::new(message!(words::BAD_FILE_NAME, name = &name.value), name.span));
    None
}
