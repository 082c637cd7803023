//! What a finished output says, in reading order: words, and marks where something is answered.
//!
//! Words are kept without what only joins them (blanks, full stops, commas, brackets), so that the same words are the
//! same however an output puts them together. A place to answer is a mark among them.

use std::sync::Arc;

/// Where text is written.
pub(crate) const TEXT_FIELD: char = '\u{E000}';
/// A tick of a choice of one.
pub(crate) const RADIO_BUTTON: char = '\u{E001}';
/// A tick of a choice of several.
pub(crate) const CHECKBOX: char = '\u{E002}';
/// Between two paragraphs, cells or headings.
pub const PARAGRAPH_END: char = '\u{E003}';

/// What an output says and asks, in the order in which it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadContent {
    /// Joined words with marks of places and of ends between them.
    pub words: Vec<char>,
    /// A place for each mark that is none of an end, in the same order.
    pub(crate) fields: Vec<Arc<ReadField>>,
}

/// A place to answer in, as the output describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReadField {
    /// The answer's name, where the output carries it.
    pub(crate) name: Option<String>,
    /// What is heard of it: its label or tooltip.
    pub(crate) label: String,
    /// What is heard around it: the labels and tooltips of its groups, and what it is described by.
    pub(crate) description: String,
    /// The value of a tick.
    pub(crate) value: Option<String>,
    /// Whether something must be answered, where the output says it of the place.
    pub(crate) required: Option<bool>,
    /// The most characters it takes.
    pub(crate) limit: Option<u32>,
}

/// Does a character only join words?
pub(crate) fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '。' | '，' | '；' | '：' | '、' | '（' | '）' | '(' | ')' | ':' | ';')
}

/// A text without what only joins its words.
pub(crate) fn without_separators(text: &str) -> String {
    text.chars().filter(|c| !is_separator(*c)).collect()
}

/// Is it the mark of a place?
pub(crate) fn is_field_mark(character: char) -> bool {
    matches!(character, TEXT_FIELD | RADIO_BUTTON | CHECKBOX)
}

impl ReadContent {
    pub(crate) fn add_text(&mut self, text: &str) {
        self.words.extend(text.chars().filter(|c| !is_separator(*c) && !('\u{E000}'..='\u{E003}').contains(c)));
    }

    pub(crate) fn add_field(&mut self, mark: char, place: impl Into<Arc<ReadField>>) {
        self.words.push(mark);
        self.fields.push(place.into());
    }

    /// A paragraph, cell or heading ends.
    pub(crate) fn end_paragraph(&mut self) {
        if self.words.last().is_some_and(|last| *last != PARAGRAPH_END) {
            self.words.push(PARAGRAPH_END);
        }
    }

    pub(crate) fn append(&mut self, other: &ReadContent) {
        self.words.extend_from_slice(&other.words);
        self.fields.extend_from_slice(&other.fields);
    }

    /// Is anything said in it?
    pub(crate) fn has_text(&self) -> bool {
        self.words.iter().any(|c| *c != PARAGRAPH_END && !is_field_mark(*c))
    }

    /// For people: marks as they are drawn on paper, a paragraph a line.
    pub(crate) fn printable(words: &[char]) -> String {
        let shown = |c: &char| match *c {
            TEXT_FIELD => '＿',
            RADIO_BUTTON => '○',
            CHECKBOX => '□',
            PARAGRAPH_END => '／',
            other => other,
        };
        words.iter().map(shown).collect()
    }
}
