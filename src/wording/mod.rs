//! All messages and texts for users of the program, in Chinese and English. No other module contains such texts.
//!
//! - In: nothing; the tables are constants.
//! - Out: [`Message`] and [`Phrase`], to be filled with arguments in the reader's [`Lang`].
//! - May not know: which file says a message, and where it is shown.
//!
//! A [`Message`] is a row of a table: what happened and what to do, in both languages, with
//! `{names}` to be filled; [`message!`](row) fills them, and does not compile where one is forgotten or misspelt.
//! The tables are split by the floor that speaks; words printed on the paper or the pages are not here but in the sources
//! and templates, except what an office's form differs in ([`overlays`]), which command and page say alike.

#[macro_use]
mod row;
mod template;

pub(crate) mod attachment;
pub(crate) mod check;
pub(crate) mod cli;
pub(crate) mod codes;
pub(crate) mod diagnostic_policy;
pub(crate) mod figures;
pub(crate) mod fill;
pub(crate) mod law;
pub(crate) mod load;
pub(crate) mod output;
pub(crate) mod overlays;
pub(crate) mod page;
pub(crate) mod parity;
pub(crate) mod persons;
pub(crate) mod pictogram;
pub(crate) mod pipeline;
pub(crate) mod prose;
pub(crate) mod publishing;
pub(crate) mod records;
pub(crate) mod release;
pub(crate) mod rules;
pub(crate) mod search;
pub(crate) mod syntax;
mod tables;
pub(crate) mod trace;

pub use row::{FilledMessage, Message, Origin, Severity};
pub(crate) use row::{FilledPhrase, PartialMessage, Phrase, PhraseTemplate};
pub(crate) use row::{argument, message, partial_message, phrase, text};
pub(crate) use template::{Argument, Bilingual, assert_alike};
pub use template::{IntoArgument, Lang, Names};
