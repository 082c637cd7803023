//! The search: what it looks through, and which pages it finds.
//!
//! 1. [`page_words`] reads the words of a page from its finished HTML, so that readers find what they see;
//! 2. [`index`] makes keys of them ([`tokens`]), with the pages that have each, and writes the files that pages load;
//! 3. [`rank`] tells which pages answer a query, and [`correction`] what it may have meant where none does; the browser does both
//!    (`templates/assets/search-ask.js`), and a check asks what people are known to ask (`pipeline::search_check`).
//!
//! Weights are reckoned here and are whole numbers in the index, so that program and browser only add and compare.

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
    /// The addresses of the pages that a query finds, best first, as a visitor is shown them: of what it says, and where that is
    /// nothing, of what it may have meant.
    pub fn find(&self, query: &str) -> Vec<Address> {
        let mut hits = rank::rank(&tokens::search_terms(query), self);
        if hits.is_empty() {
            let guesses = correction::corrections(query, self).into_iter();
            hits = rank::merge_hits(guesses.map(|guess| rank::rank(&tokens::search_terms(&guess), self)));
        }
        hits.into_iter().map(|hit| Address::file(self.address(hit.page))).collect()
    }
}
