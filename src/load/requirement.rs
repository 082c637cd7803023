//! Loader of `content/requirements.yaml`: the requirements of the plan, by section, and the items and pages that serve
//! them.

use super::diagnostic_log::DiagnosticLog;
use super::files::SourceFiles;
use super::reader::{MOST_ENTRIES, at_most, entries, label, map, name, non_empty_list_at_most, one_or_many, spanned};
use super::yaml::{YamlContent, YamlEntry, YamlNode};
use crate::diagnostic::Diagnostic;
use crate::model::requirement::{DocumentSection, Requirement, Requirements, SectionNumber};
use crate::model::source_path::SourcePath;
use crate::source::Spanned;
use crate::wording::{message, trace as words};

/// Items, or pages, that serve one requirement.
const SERVING: usize = 20;

/// Reads all entries of the file.
pub(crate) fn requirements(files: &SourceFiles, log: &DiagnosticLog) -> Requirements {
    let read = |node: &YamlNode| {
        map(node, log, |map| Requirements {
            document: map.required("document", name),
            sections: map.required("sections", sections).unwrap_or_default(),
            requirements: map.list("requirements", requirement),
        })
    };
    files.tree(SourcePath::requirements().as_str(), log).and_then(|tree| read(&tree)).unwrap_or_default()
}

/// Reads the sections `五(七)7: title`, in document order.
fn sections(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<DocumentSection>> {
    let titled = |entry: &YamlEntry| {
        let (number, title) = (number(&entry.key, log), label(&entry.value, log));
        Some(DocumentSection { number: number?, title: title? })
    };
    entries(node, log).map(|entries| at_most(entries, MOST_ENTRIES, node.span, log).iter().filter_map(titled).collect())
}

fn requirement(node: &YamlNode, log: &DiagnosticLog) -> Option<Requirement> {
    map(node, log, |map| {
        let section = map.required("section", |node, log| number(&spanned(node, log)?, log));
        let what = map.required("what", label);
        let (items, pages) = (map.optional("items", names), map.optional("pages", names));
        let (items, pages) = (items.unwrap_or_default(), pages.unwrap_or_default());
        let undecided = map.optional("undecided", spanned);
        Some(Requirement { section: section?, what: what?, items, pages, undecided })
    })?
}

/// Reads the items or pages that serve a requirement: one name, or a list of at most [`SERVING`].
fn names(node: &YamlNode, log: &DiagnosticLog) -> Option<Vec<Spanned<String>>> {
    match &node.content {
        YamlContent::Seq(_) => non_empty_list_at_most(node, SERVING, log, spanned),
        YamlContent::Null | YamlContent::Scalar(_) | YamlContent::Map(_) => one_or_many(node, log, spanned),
    }
}

fn number(text: &Spanned<String>, log: &DiagnosticLog) -> Option<Spanned<SectionNumber>> {
    let number = SectionNumber::new(&text.value);
    if number.is_none() {
        log.push(Diagnostic::new(message!(words::NO_SECTION_NUMBER, text = &text.value), text.span));
    }
    number.map(|number| Spanned::new(number, text.span))
}
