//! The search: what it looks through, and which pages it finds.
//!
//! 1. [`words`] reads the words of a page from its finished HTML, so that readers find what they see;
//! 2. [`index`] makes keys of them ([`pieces`]), with the pages that have each, and writes the files that pages load;
//! 3. [`rank`] tells which pages answer a query, and [`guess`] what it may have meant where none does; the browser does both
//!    (`templates/assets/search-ask.js`), and a check asks what people are known to ask (`pipeline::finding`).
//!
//! Weights are reckoned here and are whole numbers in the index, so that program and browser only add and compare.

mod guess;
mod hanzi;
mod index;
mod pieces;
mod rank;
mod words;

pub use index::Index;
pub use pieces::asked;
pub use words::{Entry, initials, parts};

use crate::model::Address;

impl Index {
    /// The addresses of the pages that a query finds, best first, as a visitor is shown them: of what it says, and where that is
    /// nothing, of what it may have meant.
    pub fn find(&self, query: &str) -> Vec<Address> {
        let mut hits = rank::rank(&pieces::asked(query), self);
        if hits.is_empty() {
            let guesses = guess::guess(query, self).into_iter();
            hits = rank::joined(guesses.map(|guess| rank::rank(&pieces::asked(&guess), self)));
        }
        hits.into_iter().map(|hit| Address::file(self.address(hit.page))).collect()
    }
}
