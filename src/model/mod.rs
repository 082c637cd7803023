//! The programme as plain data: forms, option lists, cities, pages, facts.
//!
//! No files are read here, no template is known, no PDF. [`Site`] is the whole; start there.
//! A field stands in [`field`], the kinds there are in [`kind`]; what can be filled in at all is the small
//! closed set in [`control`]; conditions and constraints are parsed expressions ([`expression`]),
//! so that web, paper and checks can all read them.

pub mod address;
pub mod anchor;
pub mod answers;
pub mod attachment;
pub mod card;
pub mod choice;
pub mod comparison;
pub mod condition;
pub mod consent;
pub mod control;
pub mod day;
pub mod difference;
pub mod evaluation;
pub mod expression;
pub mod facts;
pub mod field;
pub mod form;
pub mod grid;
pub mod issue;
pub mod issue_publicity;
pub mod issued;
pub mod issued_publicity;
pub mod judgement;
pub mod kind;
pub mod law;
pub mod ledger;
pub mod memo;
pub mod mode;
pub mod name;
pub mod number;
pub mod office;
pub mod over;
pub mod overlay;
pub mod page;
pub mod passage;
pub mod pattern;
pub mod pictogram;
pub mod privacy;
pub mod prose;
pub mod publicity;
pub mod release;
pub mod requirement;
pub mod script;
pub mod search;
pub mod setting;
pub mod sheet_code;
pub mod signs;
pub mod site;
pub mod skip;
pub mod source_path;
pub mod terms;
pub mod trace;
pub mod variant;
pub mod version;
pub mod vocabulary;
pub mod web;

pub use address::Address;
pub use issue::{issue, issue_all, issue_every};
pub use issued::{IssuedBody, IssuedForm, IssuedProgramme};
pub use site::Site;
pub use source_path::SourcePath;
pub use variant::Variant;
