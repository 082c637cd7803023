//! The content of a finished output in reading order: characters, with marks for fields and paragraph ends.
//!
//! The text is kept without separators (spaces, full stops, commas, brackets), so that equal words compare equal however an
//! output joins them. A field is a mark among the characters.

use std::sync::Arc;

/// The mark of a text field.
pub(crate) const TEXT_FIELD: char = '\u{E000}';
/// The mark of a radio button.
pub(crate) const RADIO_BUTTON: char = '\u{E001}';
/// The mark of a checkbox.
pub(crate) const CHECKBOX: char = '\u{E002}';
/// The mark between two paragraphs, cells or headings.
pub const PARAGRAPH_END: char = '\u{E003}';

/// The characters and fields of an output, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadContent {
    /// The text without separators, with marks of fields and paragraph ends.
    pub words: Vec<char>,
    /// A field for each field mark, in the same order.
    pub(crate) fields: Vec<Arc<ReadField>>,
}

/// A field to answer in, as the output describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ReadField {
    /// The answer name; `None` if the output has none.
    pub(crate) name: Option<String>,
    /// The accessible label: an HTML label, a PDF tooltip or a description.
    pub(crate) label: String,
    /// The accessible description: the labels and tooltips of the field's groups, and the texts that describe the field.
    pub(crate) description: String,
    /// The value of a radio button or checkbox.
    pub(crate) value: Option<String>,
    /// Whether the field must be answered; `None` if the output does not mark fields so.
    pub(crate) required: Option<bool>,
    /// The most characters that the field takes.
    pub(crate) limit: Option<u32>,
}

/// Returns whether a character is a space, full stop, comma, colon or bracket.
pub(crate) fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '。' | '，' | '；' | '：' | '、' | '（' | '）' | '(' | ')' | ':' | ';')
}

/// A text without its separators.
pub(crate) fn without_separators(text: &str) -> String {
    text.chars().filter(|c| !is_separator(*c)).collect()
}

/// Returns whether a character is the mark of a field.
pub(crate) fn is_field_mark(character: char) -> bool {
    matches!(character, TEXT_FIELD | RADIO_BUTTON | CHECKBOX)
}

impl ReadContent {
    pub(crate) fn add_text(&mut self, text: &str) {
        self.words.extend(text.chars().filter(|c| !is_separator(*c) && !('\u{E000}'..='\u{E003}').contains(c)));
    }

    pub(crate) fn add_field(&mut self, mark: char, field: impl Into<Arc<ReadField>>) {
        self.words.push(mark);
        self.fields.push(field.into());
    }

    /// Ends a paragraph, cell or heading.
    pub(crate) fn end_paragraph(&mut self) {
        if self.words.last().is_some_and(|last| *last != PARAGRAPH_END) {
            self.words.push(PARAGRAPH_END);
        }
    }

    pub(crate) fn append(&mut self, other: &ReadContent) {
        self.words.extend_from_slice(&other.words);
        self.fields.extend_from_slice(&other.fields);
    }

    /// Returns whether the content has any text, beside its marks.
    pub(crate) fn has_text(&self) -> bool {
        self.words.iter().any(|c| *c != PARAGRAPH_END && !is_field_mark(*c))
    }

    /// The content as a text for messages: fields as signs that are like those on paper, paragraph ends as `／`.
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
