//! What people type into the search, and what they are to find (`content/search.yaml`).

use super::address::Address;
use crate::source::Spanned;

/// One query as somebody types it.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub asked: Spanned<String>,
    pub expected: Expected,
}

/// What the first answers to a query are to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// Any of these pages is among the first [`FIRST`].
    Pages(Vec<Spanned<Address>>),
    /// Nothing fits, and doors are offered.
    Doors,
}

/// Answers that somebody looks at before they ask in other words.
pub const FIRST: usize = 3;
