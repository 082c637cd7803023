//! Words that need explaining: the whole glossary, and those a page uses, explained where they stand.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Serialize;

use crate::model::page::{Insert, Page};
use crate::model::{Address, Site, vocabulary};

/// Terms below a heading of the glossary.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Group {
    pub title: String,
    pub terms: Vec<Term>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
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

pub fn groups(site: &Site) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for term in &site.facts.glossary {
        match groups.last_mut() {
            Some(group) if group.title == term.group => group.terms.push(Term::new(term)),
            _ => groups.push(Group { title: term.group.clone(), terms: vec![Term::new(term)] }),
        }
    }
    groups
}

/// The glossary of a site as its pages look words up in it: made once for all of them.
pub struct Words<'a> {
    terms: &'a [vocabulary::Term],
    /// Finds any of them in one pass; the numbers of its patterns are theirs.
    finder: Option<AhoCorasick>,
    page: Option<&'a Address>,
}

impl<'a> Words<'a> {
    pub fn new(site: &'a Site) -> Words<'a> {
        let has =
            |page: &&Page| page.inserts().iter().any(|(kind, name)| *kind == Insert::List && name.value == *"glossary");
        let terms = &site.facts.glossary[..];
        let words = terms.iter().map(|term| term.term.as_str());
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok();
        Words { terms, finder, page: site.pages.iter().find(has).map(|page| &page.address) }
    }

    /// The page that has the whole glossary.
    pub fn page(&self) -> Option<&'a Address> {
        self.page
    }

    /// Where the next term stands in a text that has not been explained yet, the longest where several begin.
    pub fn next(&self, explained: &[&vocabulary::Term], text: &str) -> Option<(usize, &'a vocabulary::Term)> {
        self.finder.as_ref()?.find_iter(text).find_map(|found| {
            let term = &self.terms[found.pattern()];
            let new = !explained.iter().any(|known| std::ptr::eq(*known, term));
            new.then_some((found.start(), term))
        })
    }
}
