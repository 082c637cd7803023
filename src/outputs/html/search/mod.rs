//! The search: an index of the words of all pages, and the ranking of the pages that answer a query.
//!
//! - In: the finished HTML of each page, the glossary; in a check, queries.
//! - Out: the files of the index, which pages load; the addresses that a query finds.
//! - May not know: templates, views, the disk.
//!
//! 1. [`page_words`] reads the words of a page from its finished HTML, so that readers find what they see.
//! 2. [`index`] makes keys of them ([`tokens`]), each with the pages that have it, and writes the files that pages
//!    load.
//! 3. [`rank`] selects the pages that answer a query, and [`correction`] guesses another query where no page answers.
//!    The browser does both (`templates/assets/search-ask.js`), and a check runs the queries that people are known to
//!    ask (`pipeline::search_check`).
//!
//! Weights are computed here and are whole numbers in the index, so that program and browser only add and compare.

mod correction;
mod hanzi;
mod index;
mod page_words;
mod rank;
mod tokens;

pub use index::SearchIndex;
pub(crate) use page_words::{SearchEntry, pinyin_initials, search_sections};
pub use tokens::search_terms;

use crate::model::Address;

impl SearchIndex {
    /// The addresses of the pages that a query finds, best first, as a visitor sees them; where the query finds
    /// nothing, those that its corrections find.
    pub fn find(&self, query: &str) -> Vec<Address> {
        let mut hits = rank::rank(&tokens::search_terms(query), self);
        if hits.is_empty() {
            let guesses = correction::corrections(query, self).into_iter();
            hits = rank::merge_hits(guesses.map(|guess| rank::rank(&tokens::search_terms(&guess), self)));
        }
        hits.into_iter().map(|hit| Address::file(self.address(hit.page))).collect()
    }
}
