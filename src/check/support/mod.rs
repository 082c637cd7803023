//! Support code that several rules share.
//!
//! It contains the type of a rule, the texts for readers, quantities in texts, conditions with their scope, a search
//! for cycles, and suggestions for a misspelt name. No file here is a rule or names a rule.

pub(crate) mod condition_scope;
pub(crate) mod cycle_search;
pub(crate) mod quantities;
pub(crate) mod reader_texts;
pub(crate) mod rule;
pub(crate) mod suggestions;
