//! What people type into the search, and what they are to find (`content/search.yaml`).

use super::address::Address;
use crate::source::Spanned;

/// One query as somebody types it.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchQuery {
    pub text: Spanned<String>,
    pub expected: ExpectedResult,
}

/// What the first answers to a query are to be.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpectedResult {
    /// Any of these pages is among the first [`FIRST_RESULTS`].
    Pages(Vec<Spanned<Address>>),
    /// Nothing fits, and doors are offered.
    EntryPages,
}

/// Answers that somebody looks at before they ask in other words.
pub const FIRST_RESULTS: usize = 3;
