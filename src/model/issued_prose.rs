//! Running text of an issued form, with all insertions resolved.

use super::answers::name::AnswerName;
use crate::source::Span;

/// A running text with its insertions resolved to words or blanks.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct IssuedProse {
    pub(crate) runs: Vec<ProseRun>,
    pub(crate) span: Span,
}

/// A run of a text: words or one blank.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum ProseRun {
    Words(String),
    /// A blank to fill in, which is an answer of the sheet.
    Blank(AnswerName),
    /// A blank to write in by hand, about so many characters wide: nothing is known.
    Empty {
        characters: u32,
    },
}

impl IssuedProse {
    /// The passage in words, a blank as this text.
    pub fn words(&self, blank: &str) -> String {
        let words = |run: &ProseRun| match run {
            ProseRun::Words(words) => words.clone(),
            ProseRun::Blank(_) | ProseRun::Empty { .. } => blank.to_owned(),
        };
        self.runs.iter().map(words).collect()
    }
}
