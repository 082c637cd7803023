//! Terms by which pages are sorted and explained: audiences, departments and the glossary.

use super::name::Name;
use crate::source::Spanned;

/// A kind of reader (`audiences:` in `content/facts.yaml`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Audience {
    /// Part of an address: lower case.
    pub(crate) name: Spanned<Name>,
    pub(crate) label: String,
    /// The page written for them, by path below `content/`.
    pub(crate) page: Spanned<String>,
    /// Is that page linked as an entry on the home page?
    pub(crate) on_home_page: bool,
}

/// A department in charge of measures (`departments:`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Department {
    /// Part of an address: lower case.
    pub(crate) name: Spanned<Name>,
    pub(crate) label: String,
}

/// A term with its explanation (`glossary:`).
#[derive(Clone, Debug, PartialEq)]
pub struct GlossaryTerm {
    pub(crate) name: Spanned<Name>,
    /// The heading it stands below in the glossary.
    pub(crate) group: String,
    pub(crate) term: String,
    /// One or two sentences in plain words.
    pub(crate) means: String,
    /// Deprecated terms for the same thing (TBX).
    pub(crate) avoid: Vec<String>,
    /// Other words that people search for.
    pub(crate) also: Vec<String>,
}

impl GlossaryTerm {
    /// The anchor of its explanation, in the glossary and at the end of a page.
    pub(crate) fn anchor(&self) -> String {
        format!("term-{}", self.name.value)
    }
}
