//! Comparison of read content with the expected list: every piece occurs once, in order, and there is no other field.

use std::sync::Arc;

use super::expected_piece::{ExpectedAnswer, ExpectedEntry, ExpectedList, ExpectedPiece, QuestionPart};
use super::read_content::{PARAGRAPH_END, ReadContent, ReadField, is_field_mark, without_separators};
use crate::cache::{Cache, cache_key};
use crate::source::Span;

/// One difference between an output and the form that it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct ParityDifference {
    /// The place of the definition in the sources.
    pub span: Option<Span>,
    /// The label of the part of the form that differs.
    pub(crate) label: String,
    pub(crate) fault: ParityFault,
    /// The text of the output at this position.
    pub(crate) excerpt: String,
}

/// The kind of a difference, with what was expected.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ParityFault {
    /// A piece of the form, its words or the name of its field, is missing at its position.
    Missing(QuestionPart, String),
    /// The output has words or fields that the form does not have.
    Extra,
    /// A field has another name than this answer name.
    Name(String),
    /// A radio button or checkbox has another value than this code of its option.
    Value(String),
    /// A field is not marked as required, or as optional, as the form says.
    Required(bool),
    /// A field takes more characters than this limit of the form.
    Limit(u32),
    /// The accessible label or description of a field lacks these words.
    AccessibleText(QuestionPart, String),
    /// The tab key does not reach this field in reading order.
    Order(String),
    /// The output cannot be read at all.
    Unreadable,
}

/// Whether words that are not the form's are a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// The output consists of the form alone.
    Exact,
    /// The output has other words between those of the form, such as a page's buttons and help.
    Loose,
}

/// The most differences that are reported of one output.
const MAX_DIFFERENCES: usize = 200;

/// The number of characters of an output that a message shows.
const EXCERPT_LENGTH: usize = 24;

/// Ends of read contents that agreed with the body of an expected list, by list, strictness and length.
pub(crate) struct MatchedEndCache(Cache<MatchedEnd>);

/// The end of a read content, from the first character behind the head.
struct MatchedEnd {
    /// The characters, with the one before them.
    words: Vec<char>,
    fields: Vec<Arc<ReadField>>,
}

impl Default for MatchedEndCache {
    fn default() -> MatchedEndCache {
        MatchedEndCache(Cache::new(32))
    }
}

/// The differences in reading order. What follows the head is compared once for all contents that are equal there.
pub(crate) fn differences(
    head: &[ExpectedEntry],
    body: &ExpectedList,
    content: &ReadContent,
    strictness: Strictness,
    matched_ends: &MatchedEndCache,
) -> Vec<ParityDifference> {
    let mut comparison = ContentComparison { content, strictness, position: 0, field_index: 0, found: Vec::new() };
    let list: Vec<&ExpectedEntry> = head.iter().chain(&body.entries).collect();
    for (index, entry) in list[..head.len()].iter().enumerate() {
        comparison.compare_entry(entry, &list[index + 1..]);
    }
    let (position, field_index, head_difference_count) =
        (comparison.position, comparison.field_index, comparison.found.len());
    let (words, fields) =
        (&content.words[position.saturating_sub(1)..], &content.fields[field_index.min(content.fields.len())..]);
    let lengths = [strictness as usize, words.len(), fields.len()].map(usize::to_le_bytes);
    let key = cache_key([&body.key[..], lengths.as_flattened()]);
    if !matched_ends.0.get(&key).is_some_and(|end| end.words == words && end.fields == fields) {
        for (index, entry) in list.iter().enumerate().skip(head.len()) {
            comparison.compare_entry(entry, &list[index + 1..]);
        }
        comparison.report_remainder();
        if comparison.found.len() == head_difference_count {
            matched_ends.0.insert(key, MatchedEnd { words: words.to_vec(), fields: fields.to_vec() });
        }
    }
    let mut differences: Vec<ParityDifference> = Vec::new();
    for difference in comparison.found.into_iter().take(MAX_DIFFERENCES) {
        let is_duplicate =
            |other: &ParityDifference| other.label == difference.label && other.fault == difference.fault;
        if difference.fault == ParityFault::Extra || !differences.iter().any(is_duplicate) {
            differences.push(difference);
        }
    }
    differences
}

/// The state of comparing one read content with an expected list, entry by entry.
struct ContentComparison<'a> {
    content: &'a ReadContent,
    strictness: Strictness,
    /// The index of the next character.
    position: usize,
    /// The index of the next field.
    field_index: usize,
    found: Vec<ParityDifference>,
}

impl ContentComparison<'_> {
    fn compare_entry(&mut self, entry: &ExpectedEntry, following: &[&ExpectedEntry]) {
        let mut unordered: Vec<&ExpectedPiece> = entry.unordered.iter().collect();
        let mut ordered: Vec<&ExpectedPiece> = entry.ordered.iter().collect();
        loop {
            let candidates = unordered
                .iter()
                .enumerate()
                .filter_map(|(at, piece)| Some((self.match_length(self.position, piece)?, Some(at))));
            let next = ordered.first().and_then(|piece| Some((self.match_length(self.position, piece)?, None)));
            let longest = candidates.chain(next).max_by_key(|(length, _)| *length);
            // A separate paragraph behind a complete entry belongs to the next entry.
            let is_complete = unordered.is_empty()
                && ordered.is_empty()
                && self.content.words.get(self.position) == Some(&PARAGRAPH_END);
            let allowed = entry
                .optional
                .iter()
                .filter(|_| !is_complete)
                .filter_map(|words| self.prefix_length(self.position, words))
                .max();
            match (longest, allowed) {
                (Some((length, _)), Some(more)) if more > length => self.consume(more, None, entry),
                (Some((length, Some(at))), _) => {
                    unordered.remove(at);
                    self.consume(length, None, entry);
                }
                (Some((length, None)), _) => {
                    let piece = ordered.remove(0);
                    self.consume(length, piece.answer.as_ref(), entry);
                }
                (None, Some(more)) => self.consume(more, None, entry),
                (None, None) if unordered.is_empty() && ordered.is_empty() => return,
                (None, None) => {
                    // Go on at the next piece of this entry, but not behind the beginning of the next entry.
                    let remaining: Vec<&ExpectedPiece> =
                        unordered.iter().copied().chain(ordered.first().copied()).collect();
                    match self.nearest(&remaining, following) {
                        Some(next) if next > self.position => self.skip_to(next, entry),
                        _ => break,
                    }
                }
            }
        }
        let missing: Vec<&ExpectedPiece> = unordered.into_iter().chain(ordered).collect();
        // For an entry that is missing altogether its first words are enough.
        let reported_count =
            if missing.len() == entry.unordered.len() + entry.ordered.len() { 1 } else { missing.len() };
        for piece in missing.into_iter().take(reported_count) {
            let words: Vec<char> = piece.variants.first().map(|words| words.chars().collect()).unwrap_or_default();
            let expected = match &piece.answer {
                Some(answer) if piece.part == QuestionPart::Place => answer.name.to_string(),
                _ => ReadContent::printable(&words),
            };
            self.add_difference(entry, ParityFault::Missing(piece.part, expected));
        }
    }

    /// The number of characters that a piece takes at a position; `None` if the piece is not there.
    fn match_length(&self, at: usize, piece: &ExpectedPiece) -> Option<usize> {
        let length = piece.variants.iter().filter_map(|words| self.prefix_length(at, words)).max()?;
        // The number 1 does not match the beginning of 12.
        let is_digit = |at: usize| self.content.words.get(at).is_some_and(char::is_ascii_digit);
        let is_cut = piece.part == QuestionPart::Number && is_digit(at + length - 1) && is_digit(at + length);
        (!is_cut).then_some(length)
    }

    /// The number of characters that these words take at a position, with paragraph ends before and between them; `None` if the
    /// words are not there.
    fn prefix_length(&self, at: usize, words: &str) -> Option<usize> {
        let read = &self.content.words;
        let mut next = at;
        for character in words.chars() {
            while read.get(next) == Some(&PARAGRAPH_END) && character != PARAGRAPH_END {
                next += 1;
            }
            if read.get(next) != Some(&character) {
                return None;
            }
            next += 1;
        }
        (next > at).then_some(next - at)
    }

    /// Moves behind so many characters, and compares the fields among them with the answer.
    fn consume(&mut self, length: usize, answer: Option<&ExpectedAnswer>, entry: &ExpectedEntry) {
        let marks =
            self.content.words[self.position..self.position + length].iter().filter(|c| is_field_mark(**c)).count();
        self.position += length;
        for _ in 0..marks {
            let field = self.content.fields.get(self.field_index).cloned().unwrap_or_default();
            self.field_index += 1;
            if let Some(answer) = answer {
                self.compare_field(&field, answer, entry);
            }
        }
    }

    /// Compares a field with its answer.
    fn compare_field(&mut self, field: &ReadField, answer: &ExpectedAnswer, entry: &ExpectedEntry) {
        let mut faults = Vec::new();
        if let Some(name) = &field.name {
            let answer_name = answer.name.as_str();
            let is_part = name.strip_prefix(answer_name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if !is_part {
                faults.push(ParityFault::Name(answer_name.to_owned()));
            }
        }
        if let (Some(value), Some(code)) = (&field.value, &answer.value)
            && value != code
            && !(code == "Off" && value == "Off*")
        {
            faults.push(ParityFault::Value(code.clone()));
        }
        if field.required.is_some_and(|required| required != answer.required) {
            faults.push(ParityFault::Required(answer.required));
        }
        // A sheet may have room for fewer characters, which is reported elsewhere.
        if let (Some(limit), Some(most)) = (field.limit, answer.limit)
            && limit > most
        {
            faults.push(ParityFault::Limit(most));
        }
        let accessible_text = without_separators(&format!("{}{}", field.label, field.description));
        for (part, words) in &answer.accessible_texts {
            // A printed blank, which has no name, is read in its row and with the words around it.
            let is_printed_around =
                matches!(part, QuestionPart::Row | QuestionPart::Hint | QuestionPart::Condition | QuestionPart::Rule);
            if !accessible_text.contains(words.as_str()) && (!is_printed_around || field.name.is_some()) {
                faults.push(ParityFault::AccessibleText(*part, words.clone()));
            }
        }
        let excerpt = [field.label.as_str(), field.description.as_str()].join(" ");
        let excerpt: String =
            excerpt.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(2 * EXCERPT_LENGTH).collect();
        self.found.extend(faults.into_iter().map(|fault| ParityDifference {
            span: entry.span,
            label: entry.label.clone(),
            fault,
            excerpt: excerpt.clone(),
        }));
    }

    /// The nearest position from here on where one of these pieces begins; `None` if a following entry begins before it.
    fn nearest(&self, pieces: &[&ExpectedPiece], following: &[&ExpectedEntry]) -> Option<usize> {
        /// How many of the following entries are looked for.
        const AHEAD: usize = 3;
        let begins_at = |at: usize| {
            let is_piece = pieces.iter().any(|piece| self.match_length(at, piece).is_some());
            let is_following = || following.iter().take(AHEAD).any(|entry| self.starts_entry(at, entry));
            (is_piece || is_following()).then_some(is_piece)
        };
        (self.position..self.content.words.len())
            .find_map(|at| begins_at(at).map(|is_piece| (at, is_piece)))
            .filter(|(_, is_piece)| *is_piece)
            .map(|(at, _)| at)
    }

    /// Returns whether an entry begins at a position, judged by its number, label, row or first words.
    fn starts_entry(&self, at: usize, entry: &ExpectedEntry) -> bool {
        let of = |part: QuestionPart| entry.unordered.iter().find(|piece| piece.part == part);
        let before = at.checked_sub(1).and_then(|at| self.content.words.get(at));
        let first =
            of(QuestionPart::Number).or(of(QuestionPart::Label)).or(of(QuestionPart::Row)).or(entry.ordered.first());
        before.is_none_or(|before| *before == PARAGRAPH_END)
            && first.is_some_and(|first| self.match_length(at, first).is_some())
    }

    /// Moves to a position, and reports what is passed as extra.
    fn skip_to(&mut self, next: usize, entry: &ExpectedEntry) {
        let skipped = &self.content.words[self.position..next];
        let marks = skipped.iter().filter(|c| is_field_mark(**c)).count();
        let has_words = skipped.iter().any(|c| *c != PARAGRAPH_END);
        if marks > 0 || has_words && self.strictness == Strictness::Exact {
            self.add_difference_until(entry, ParityFault::Extra, next);
        }
        self.position = next;
        self.field_index += marks;
    }

    /// Reports what is left behind the last entry as extra.
    fn report_remainder(&mut self) {
        let remaining = &self.content.words[self.position..];
        let marks = remaining.iter().any(|c| is_field_mark(*c));
        let has_words = remaining.iter().any(|c| *c != PARAGRAPH_END);
        if marks || has_words && self.strictness == Strictness::Exact {
            self.add_difference(&ExpectedEntry::default(), ParityFault::Extra);
        }
    }

    fn add_difference(&mut self, entry: &ExpectedEntry, fault: ParityFault) {
        self.add_difference_until(entry, fault, self.content.words.len());
    }

    /// Adds a difference with an excerpt from the current position up to `end`.
    fn add_difference_until(&mut self, entry: &ExpectedEntry, fault: ParityFault, end: usize) {
        let excerpt = &self.content.words[self.position..end.min(self.position + EXCERPT_LENGTH)];
        self.found.push(ParityDifference {
            span: entry.span,
            label: entry.label.clone(),
            fault,
            excerpt: ReadContent::printable(excerpt),
        });
    }
}
