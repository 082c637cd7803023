//! The programme as plain data: forms, option lists, cities, pages, facts.
//!
//! - In: values that `load` has read, and the answers given to a form.
//! - Out: [`Site`]; from it forms as offices issue them ([`IssuedForm`]), states of forms ([`release`]), addresses
//!   of outputs ([`address`]) and paths of sources ([`source_path`]), which no other module spells.
//! - May not know: files, YAML, layout, templates, outputs.
//!
//! 1. [`Site`] is the whole project; start there
//! 2. [`form`], [`field`] and [`kind`]: forms, their fields, and the kinds of fields; [`control`]: the closed set of
//!    controls by which fields are filled in
//! 3. [`expression`]: parsed conditions and constraints, which web, paper and checks all read
//! 4. [`overlay`] and [`mod@issue`]: the decisions of offices, and the form as an office issues it
//! 5. [`answers`]: the answers of filled-in sheets

pub(crate) mod accessibility;
pub(crate) mod address;
pub(crate) mod anchor;
pub(crate) mod answer_comparison;
pub(crate) mod answers;
pub(crate) mod attachment;
pub(crate) mod card;
pub(crate) mod character;
pub(crate) mod choice;
pub(crate) mod condition_words;
pub(crate) mod consent;
pub(crate) mod constant_evaluation;
pub(crate) mod control;
pub(crate) mod diagnostic_policy;
pub(crate) mod expiry_notice;
pub(crate) mod expression;
pub(crate) mod facts;
pub(crate) mod field;
pub(crate) mod fixed_text;
pub(crate) mod form;
pub(crate) mod grid;
pub(crate) mod iso_date;
pub(crate) mod issue;
mod issue_body;
pub(crate) mod issue_publicity;
pub(crate) mod issued;
pub(crate) mod issued_prose;
pub(crate) mod issued_publicity;
pub(crate) mod kind;
pub(crate) mod law;
pub(crate) mod name;
pub(crate) mod number;
pub(crate) mod office;
pub(crate) mod office_difference;
pub(crate) mod once_value;
pub(crate) mod overlay;
pub(crate) mod page;
pub(crate) mod pattern;
pub(crate) mod pictogram;
pub(crate) mod privacy;
pub(crate) mod prose;
pub(crate) mod publicity;
pub(crate) mod release;
pub(crate) mod requirement;
pub(crate) mod search;
pub(crate) mod setting;
pub(crate) mod sheet_code;
pub(crate) mod signing_mode;
pub(crate) mod site;
pub(crate) mod skip;
pub(crate) mod source_path;
pub(crate) mod stray_markup;
pub(crate) mod traceability;
pub(crate) mod variant;
pub(crate) mod version;
pub(crate) mod vocabulary;
pub(crate) mod web;

pub(crate) use address::Address;
pub(crate) use issue::{issue, issue_for_all_offices, issue_programme};
pub(crate) use issued::{IssuedForm, IssuedProgramme};
pub(crate) use site::Site;
pub(crate) use variant::Variant;
