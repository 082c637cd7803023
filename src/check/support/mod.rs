//! What several rules share: the type of a rule, the texts that readers meet, quantities in them, conditions with their scope,
//! a search for cycles, and suggestions for a misspelt name. No file here is a rule, and none names a rule.

pub mod condition_scope;
pub mod cycle_search;
pub mod quantities;
pub mod reader_texts;
pub mod rule;
pub mod suggestions;
