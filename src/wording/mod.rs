//! Every word formpress says to the people who run it, in Chinese and English, and nowhere else.
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

pub mod attachment;
pub mod check;
pub mod cli;
pub mod codes;
pub mod diagnostic_policy;
pub mod figures;
pub mod fill;
pub mod law;
pub mod load;
pub mod output;
pub mod overlays;
pub mod page;
pub mod parity;
pub mod persons;
pub mod pictogram;
pub mod pipeline;
pub mod prose;
pub mod publishing;
pub mod records;
pub mod release;
pub mod rules;
pub mod search;
pub mod syntax;
mod tables;
pub mod trace;

pub use row::{FilledMessage, FilledPhrase, Message, Origin, PartialMessage, Phrase, PhraseTemplate, Severity};
pub(crate) use row::{argument, message, partial_message, phrase, text};
pub use template::{Argument, Bilingual, IntoArgument, Lang, Names, assert_alike};
