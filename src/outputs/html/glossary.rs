//! Words that need explaining: the whole glossary, and those a page uses, explained where they stand.

use serde::Serialize;

use super::here::{Here, Link};
use crate::model::page::Insert;
use crate::model::vocabulary;

/// Terms below a heading of the glossary.
#[derive(Debug, PartialEq, Serialize)]
pub struct Group {
    pub title: String,
    pub terms: Vec<Term>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Term {
    pub anchor: String,
    pub term: String,
    pub means: String,
}

impl Term {
    pub fn new(term: &vocabulary::Term) -> Term {
        Term { anchor: term.anchor(), term: term.term.clone(), means: term.means.clone() }
    }
}

pub fn groups(here: &Here) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for term in &here.site.facts.glossary {
        match groups.last_mut() {
            Some(group) if group.title == term.group => group.terms.push(Term::new(term)),
            _ => groups.push(Group { title: term.group.clone(), terms: vec![Term::new(term)] }),
        }
    }
    groups
}

/// The page that has the whole glossary.
pub fn page(here: &Here) -> Option<Link> {
    let has = |page: &&crate::model::page::Page| {
        page.inserts().iter().any(|(kind, name)| *kind == Insert::List && name.value == *"glossary")
    };
    here.link(&here.site.pages.iter().find(has)?.address)
}

/// Where the next term stands in a text that has not been explained yet, the longest where several begin.
pub fn next<'g>(
    glossary: &'g [vocabulary::Term],
    explained: &[&vocabulary::Term],
    text: &str,
) -> Option<(usize, &'g vocabulary::Term)> {
    glossary
        .iter()
        .filter(|term| !explained.iter().any(|known| known.name.value == term.name.value))
        .filter_map(|term| Some((text.find(&term.term)?, term)))
        .min_by_key(|(at, term)| (*at, std::cmp::Reverse(term.term.len())))
}
