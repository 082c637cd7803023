//! `content/requirements.yaml`: what the plan asks for, section by section, and what serves it.

use super::files::Files;
use super::log::Log;
use super::reader::{MOST_ENTRIES, entries, few, label, map, name, spanned, string};
use super::yaml::{Entry, Node};
use crate::diagnostic::Diagnostic;
use crate::model::requirement::{Requirement, Requirements, SectionNumber, Titled};
use crate::model::source_path::SourcePath;
use crate::source::Spanned;
use crate::wording::trace as words;

/// Everything in the file.
pub fn requirements(files: &Files, log: &Log) -> Requirements {
    let read = |node: &Node| {
        map(node, log, |map| Requirements {
            document: map.required("document", name),
            sections: map.required("sections", sections).unwrap_or_default(),
            requirements: map.list("requirements", requirement),
        })
    };
    files.tree(SourcePath::requirements().as_str(), log).and_then(|tree| read(&tree)).unwrap_or_default()
}

/// `五(七)7: what it is called`, in the order of the document.
fn sections(node: &Node, log: &Log) -> Option<Vec<Titled>> {
    let titled = |entry: &Entry| {
        let (number, title) = (number(&entry.key, log), label(&entry.value, log));
        Some(Titled { number: number?, title: title? })
    };
    entries(node, log).map(|entries| few(entries, MOST_ENTRIES, node.span, log).iter().filter_map(titled).collect())
}

fn requirement(node: &Node, log: &Log) -> Option<Requirement> {
    map(node, log, |map| {
        let section = map.required("section", |node, log| number(&spanned(node, log)?, log));
        let what = map.required("what", label);
        let (items, pages) = (map.one_or_many("items", spanned), map.one_or_many("pages", spanned));
        let undecided = map.optional("undecided", |node, log| Some(Spanned::new(string(node, log)?, node.span)));
        Some(Requirement { section: section?, what: what?, items, pages, undecided })
    })?
}

fn number(text: &Spanned<String>, log: &Log) -> Option<Spanned<SectionNumber>> {
    let number = SectionNumber::new(&text.value);
    if number.is_none() {
        log.push(Diagnostic::error(&words::NO_SECTION_NUMBER, text.span).with("text", &text.value));
    }
    number.map(|number| Spanned::new(number, text.span))
}
