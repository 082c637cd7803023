//! The glossary: all its terms on one page, and on other pages the terms that they use.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Serialize;

use crate::model::page::{DataInsert, Page};
use crate::model::{Address, Site, vocabulary};

/// The terms below one heading of the glossary.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct GlossaryGroupView {
    pub(crate) title: String,
    pub(crate) terms: Vec<GlossaryTermView>,
}

/// A term and its meaning, as a template prints them.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct GlossaryTermView {
    pub(crate) anchor: String,
    pub(crate) term: String,
    pub(crate) means: String,
}

impl GlossaryTermView {
    pub(crate) fn new(term: &vocabulary::GlossaryTerm) -> GlossaryTermView {
        GlossaryTermView { anchor: term.anchor(), term: term.term.clone(), means: term.means.clone() }
    }
}

pub(crate) fn glossary_groups(site: &Site) -> Vec<GlossaryGroupView> {
    let mut groups: Vec<GlossaryGroupView> = Vec::new();
    for term in &site.facts.glossary {
        match groups.last_mut() {
            Some(group) if group.title == term.group => group.terms.push(GlossaryTermView::new(term)),
            _ => groups.push(GlossaryGroupView { title: term.group.clone(), terms: vec![GlossaryTermView::new(term)] }),
        }
    }
    groups
}

/// Finds terms of the site's glossary in a text; made once for all pages.
pub(crate) struct TermFinder<'a> {
    terms: &'a [vocabulary::GlossaryTerm],
    /// Finds all terms in one pass; the index of a pattern is the index of its term.
    finder: Option<AhoCorasick>,
    page: Option<&'a Address>,
}

impl<'a> TermFinder<'a> {
    pub(crate) fn new(site: &'a Site) -> TermFinder<'a> {
        let has_glossary = |page: &&Page| {
            page.inserts().iter().any(|(kind, name)| *kind == DataInsert::List && name.value == *"glossary")
        };
        let terms = &site.facts.glossary[..];
        let words = terms.iter().map(|term| term.term.as_str());
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok();
        TermFinder { terms, finder, page: site.pages.iter().find(has_glossary).map(|page| &page.address) }
    }

    /// The page with the whole glossary.
    pub(crate) fn glossary_page(&self) -> Option<&'a Address> {
        self.page
    }

    /// The next term in a text that is not yet explained, with its byte offset; the longest where several begin.
    pub(crate) fn next_term(
        &self,
        explained: &[&vocabulary::GlossaryTerm],
        text: &str,
    ) -> Option<(usize, &'a vocabulary::GlossaryTerm)> {
        self.finder.as_ref()?.find_iter(text).find_map(|found| {
            let term = &self.terms[found.pattern()];
            let new = !explained.iter().any(|known| std::ptr::eq(*known, term));
            new.then_some((found.start(), term))
        })
    }
}
