//! Words that need explaining: the whole glossary, and those a page uses, explained where they stand.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Serialize;

use crate::model::page::{DataInsert, Page};
use crate::model::{Address, Site, vocabulary};

/// Terms below a heading of the glossary.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct GlossaryGroupView {
    pub(crate) title: String,
    pub(crate) terms: Vec<GlossaryTermView>,
}

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

/// The glossary of a site as its pages look words up in it: made once for all of them.
pub(crate) struct TermFinder<'a> {
    terms: &'a [vocabulary::GlossaryTerm],
    /// Finds any of them in one pass; the numbers of its patterns are theirs.
    finder: Option<AhoCorasick>,
    page: Option<&'a Address>,
}

impl<'a> TermFinder<'a> {
    pub(crate) fn new(site: &'a Site) -> TermFinder<'a> {
        let has = |page: &&Page| {
            page.inserts().iter().any(|(kind, name)| *kind == DataInsert::List && name.value == *"glossary")
        };
        let terms = &site.facts.glossary[..];
        let words = terms.iter().map(|term| term.term.as_str());
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok();
        TermFinder { terms, finder, page: site.pages.iter().find(has).map(|page| &page.address) }
    }

    /// The page that has the whole glossary.
    pub(crate) fn glossary_page(&self) -> Option<&'a Address> {
        self.page
    }

    /// Where the next term stands in a text that has not been explained yet, the longest where several begin.
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
