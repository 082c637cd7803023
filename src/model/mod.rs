//! The programme as plain data: forms, option lists, cities, pages, facts.
//!
//! - In: values that `load` has read, and the answers given to a form.
//! - Out: [`Site`]; from it forms as offices issue them ([`IssuedForm`]), states of forms ([`release`]), addresses
//!   of outputs ([`address`]) and paths of sources ([`source_path`]), which no other module spells.
//! - May not know: files, YAML, layout, templates, outputs.
//!
//! No files are read here, no template is known, no PDF. [`Site`] is the whole; start there.
//! A field stands in [`field`], the kinds there are in [`kind`]; what can be filled in at all is the small
//! closed set in [`control`]; conditions and constraints are parsed expressions ([`expression`]),
//! so that web, paper and checks can all read them.

pub mod accessibility;
pub mod address;
pub mod anchor;
pub mod answer_comparison;
pub mod answers;
pub mod attachment;
pub mod card;
pub mod character;
pub mod choice;
pub mod condition_words;
pub mod consent;
pub mod constant_evaluation;
pub mod control;
pub mod diagnostic_policy;
pub mod expiry_notice;
pub mod expression;
pub mod facts;
pub mod field;
pub mod fixed_text;
pub mod form;
pub mod grid;
pub mod iso_date;
pub mod issue;
pub mod issue_publicity;
pub mod issued;
pub mod issued_prose;
pub mod issued_publicity;
pub mod kind;
pub mod law;
pub mod name;
pub mod number;
pub mod office;
pub mod office_difference;
pub mod once_value;
pub mod overlay;
pub mod page;
pub mod pattern;
pub mod pictogram;
pub mod privacy;
pub mod prose;
pub mod publicity;
pub mod release;
pub mod requirement;
pub mod search;
pub mod setting;
pub mod sheet_code;
pub mod signing_mode;
pub mod site;
pub mod skip;
pub mod source_path;
pub mod stray_markup;
pub mod traceability;
pub mod variant;
pub mod version;
pub mod vocabulary;
pub mod web;

pub use address::Address;
pub use issue::{issue, issue_for_all_offices, issue_programme};
pub use issued::{IssuedBody, IssuedForm, IssuedProgramme};
pub use site::Site;
pub use source_path::SourcePath;
pub use variant::Variant;
