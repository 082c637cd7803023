//! Running text of the sources: words with `${name}` insertions.
//!
//! A `${name}` stands for a blank of the clause it is in, for a setting of the form (which a city
//! may override), or for one of the [`BuiltinInsert`]s. What it stands for is resolved by
//! [`crate::model::issue`](fn@crate::model::issue), so that every output says the same.

use super::name::Name;
use crate::source::{Span, Spanned};

/// A text in Chinese, with an English version if there is one.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct LocalizedText {
    pub zh: String,
    pub(crate) en: Option<String>,
    pub(crate) span: Span,
}

/// A running text in pieces.
#[derive(Clone, Debug, PartialEq)]
pub struct Prose {
    pub pieces: Vec<ProsePiece>,
    pub(crate) span: Span,
}

/// A piece of a running text: words or an insertion.
#[derive(Clone, Debug, PartialEq)]
pub enum ProsePiece {
    Words(String),
    /// `${name}`
    Insert(Spanned<Name>),
}

/// A name that every text may insert without declaring it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum BuiltinInsert {
    /// `${copies}`: how many copies are made, in Chinese numerals.
    Copies,
    /// `${city}`: the city's name, or a blank on the generic sheet.
    City,
    /// `${office}`: the office's name, or a blank.
    Office,
    /// `${hotline}`: the office's telephone, or a blank.
    Hotline,
}

impl BuiltinInsert {
    pub(crate) const ALL: [(&'static str, BuiltinInsert); 4] = [
        ("copies", BuiltinInsert::Copies),
        ("city", BuiltinInsert::City),
        ("office", BuiltinInsert::Office),
        ("hotline", BuiltinInsert::Hotline),
    ];

    pub(crate) fn from_name(name: &str) -> Option<BuiltinInsert> {
        BuiltinInsert::ALL.iter().find(|(n, _)| *n == name).map(|(_, builtin)| *builtin)
    }
}

impl Prose {
    /// Only the words, insertions left out: for search and plain descriptions.
    pub(crate) fn words(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                ProsePiece::Words(words) => words.as_str(),
                ProsePiece::Insert(_) => "",
            })
            .collect()
    }

    pub fn inserts(&self) -> impl Iterator<Item = &Spanned<Name>> {
        self.pieces.iter().filter_map(|piece| match piece {
            ProsePiece::Insert(name) => Some(name),
            ProsePiece::Words(_) => None,
        })
    }
}
