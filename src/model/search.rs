//! Test queries of the site search and the results they must give (`content/search.yaml`).

use super::address::Address;
use crate::source::Spanned;

/// One query with its expected result.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchQuery {
    pub text: Spanned<String>,
    pub expected: ExpectedResult,
}

/// The expected result of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpectedResult {
    /// Any of these pages is among the first [`FIRST_RESULTS`].
    Pages(Vec<Spanned<Address>>),
    /// Nothing fits, and doors are offered.
    EntryPages,
}

/// The number of first results that a reader is assumed to look at.
pub const FIRST_RESULTS: usize = 3;
