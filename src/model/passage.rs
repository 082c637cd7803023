//! Running text of an issued form.

use super::answers::name::AnswerName;
use crate::source::Span;

/// Running text with what was inserted put in.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Passage {
    pub runs: Vec<Run>,
    pub span: Span,
}

/// A stretch of a passage.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Run {
    Words(String),
    /// A blank to fill in, which is an answer of the sheet.
    Blank(AnswerName),
    /// A blank to write in by hand, about so many characters wide: nothing is known.
    Empty {
        characters: u32,
    },
}

impl Passage {
    /// The passage in words, a blank as this text.
    pub fn words(&self, blank: &str) -> String {
        let words = |run: &Run| match run {
            Run::Words(words) => words.clone(),
            Run::Blank(_) | Run::Empty { .. } => blank.to_owned(),
        };
        self.runs.iter().map(words).collect()
    }
}
