//! Files to model.

pub mod body;
pub mod emphasis;
pub mod footnotes;
pub mod link;
pub mod markdown;
pub mod run;
mod words;
