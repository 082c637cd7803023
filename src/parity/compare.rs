//! A reading held against the list of what was issued: every piece once, in order, and no place that nobody asks for.

use std::sync::Arc;

use super::expected_piece::{ExpectedAnswer, ExpectedEntry, ExpectedList, ExpectedPiece, QuestionPart};
use super::read_content::{PARAGRAPH_END, ReadContent, ReadField, is_field_mark, without_separators};
use crate::cache::{Cache, cache_key};
use crate::source::Span;

/// One thing in which an output differs from the form.
#[derive(Clone, Debug, PartialEq)]
pub struct ParityDifference {
    /// Where it is defined.
    pub span: Option<Span>,
    /// What of the form it is about.
    pub(crate) label: String,
    pub(crate) fault: ParityFault,
    /// What the output says there.
    pub(crate) excerpt: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ParityFault {
    /// These words or places of the form are not where they belong.
    Missing(QuestionPart, String),
    /// The output says or asks what the form does not.
    Extra,
    /// A place has another name than the answer, which is this.
    Name(String),
    /// A tick has another value than the option, which has this code.
    Value(String),
    /// A place says otherwise whether it must be answered.
    Required(bool),
    /// A place takes more than the form allows, which is this.
    Limit(u32),
    /// What is heard of a place lacks this.
    AccessibleText(QuestionPart, String),
    /// The tab key meets another field than this.
    Order(String),
    /// It cannot be read at all.
    Unreadable,
}

/// How strictly an output is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// It says nothing but the form.
    Exact,
    /// It has words of its own between those of the form.
    Loose,
}

/// More differences of one output than anybody reads.
const MAX_DIFFERENCES: usize = 200;

/// So many characters of an output are shown in a message.
const EXCERPT_LENGTH: usize = 24;

/// Ends of readings that agree with what a list says behind its head.
pub(crate) struct MatchedEndCache(Cache<MatchedEnd>);

/// What an output says from some place on.
struct MatchedEnd {
    /// With the character before it.
    words: Vec<char>,
    places: Vec<Arc<ReadField>>,
}

impl Default for MatchedEndCache {
    fn default() -> MatchedEndCache {
        MatchedEndCache(Cache::new(32))
    }
}

/// What differs, in reading order. What follows the head, of readings which say the same there, is compared once.
pub(crate) fn differences(
    head: &[ExpectedEntry],
    body: &ExpectedList,
    reading: &ReadContent,
    strictness: Strictness,
    agreed: &MatchedEndCache,
) -> Vec<ParityDifference> {
    let mut comparison = ContentComparison { reading, strictness, at: 0, place: 0, found: Vec::new() };
    let list: Vec<&ExpectedEntry> = head.iter().chain(&body.entries).collect();
    for (index, entry) in list[..head.len()].iter().enumerate() {
        comparison.compare_entry(entry, &list[index + 1..]);
    }
    let (at, place, of_head) = (comparison.at, comparison.place, comparison.found.len());
    let (words, places) = (&reading.words[at.saturating_sub(1)..], &reading.fields[place.min(reading.fields.len())..]);
    let lengths = [strictness as usize, words.len(), places.len()].map(usize::to_le_bytes);
    let key = cache_key([&body.key[..], lengths.as_flattened()]);
    if !agreed.0.get(&key).is_some_and(|end| end.words == words && end.places == places) {
        for (index, entry) in list.iter().enumerate().skip(head.len()) {
            comparison.compare_entry(entry, &list[index + 1..]);
        }
        comparison.report_remainder();
        if comparison.found.len() == of_head {
            agreed.0.insert(key, MatchedEnd { words: words.to_vec(), places: places.to_vec() });
        }
    }
    let mut found: Vec<ParityDifference> = Vec::new();
    for difference in comparison.found.into_iter().take(MAX_DIFFERENCES) {
        let is_known = |known: &ParityDifference| known.label == difference.label && known.fault == difference.fault;
        if difference.fault == ParityFault::Extra || !found.iter().any(is_known) {
            found.push(difference);
        }
    }
    found
}

struct ContentComparison<'a> {
    reading: &'a ReadContent,
    strictness: Strictness,
    /// The next character.
    at: usize,
    /// The next place.
    place: usize,
    found: Vec<ParityDifference>,
}

impl ContentComparison<'_> {
    fn compare_entry(&mut self, entry: &ExpectedEntry, following: &[&ExpectedEntry]) {
        let mut says: Vec<&ExpectedPiece> = entry.unordered.iter().collect();
        let mut then: Vec<&ExpectedPiece> = entry.ordered.iter().collect();
        loop {
            let fitting =
                says.iter().enumerate().filter_map(|(at, piece)| Some((self.match_length(self.at, piece)?, Some(at))));
            let next = then.first().and_then(|piece| Some((self.match_length(self.at, piece)?, None)));
            let longest = fitting.chain(next).max_by_key(|(length, _)| *length);
            // What stands in a paragraph of its own behind all of an entry belongs to the next.
            let is_over = says.is_empty() && then.is_empty() && self.reading.words.get(self.at) == Some(&PARAGRAPH_END);
            let may =
                entry.optional.iter().filter(|_| !is_over).filter_map(|words| self.prefix_length(self.at, words)).max();
            match (longest, may) {
                (Some((length, _)), Some(more)) if more > length => self.consume(more, None, entry),
                (Some((length, Some(at))), _) => {
                    says.remove(at);
                    self.consume(length, None, entry);
                }
                (Some((length, None)), _) => {
                    let piece = then.remove(0);
                    self.consume(length, piece.answer.as_ref(), entry);
                }
                (None, Some(more)) => self.consume(more, None, entry),
                (None, None) if says.is_empty() && then.is_empty() => return,
                (None, None) => {
                    // Go on where something of this entry stands, but not behind where the next one begins.
                    let left: Vec<&ExpectedPiece> = says.iter().copied().chain(then.first().copied()).collect();
                    match self.nearest(&left, following) {
                        Some(next) if next > self.at => self.skip_to(next, entry),
                        _ => break,
                    }
                }
            }
        }
        let missing: Vec<&ExpectedPiece> = says.into_iter().chain(then).collect();
        // Of an entry that is not there at all its first words say enough.
        let told = if missing.len() == entry.unordered.len() + entry.ordered.len() { 1 } else { missing.len() };
        for piece in missing.into_iter().take(told) {
            let words: Vec<char> = piece.variants.first().map(|words| words.chars().collect()).unwrap_or_default();
            let expected = match &piece.answer {
                Some(answer) if piece.part == QuestionPart::Place => answer.name.to_string(),
                _ => ReadContent::printable(&words),
            };
            self.add_difference(entry, ParityFault::Missing(piece.part, expected));
        }
    }

    /// How long a piece is that stands at a place of the words.
    fn match_length(&self, at: usize, piece: &ExpectedPiece) -> Option<usize> {
        let length = piece.variants.iter().filter_map(|words| self.prefix_length(at, words)).max()?;
        // 1 is not the beginning of 12.
        let is_digit = |at: usize| self.reading.words.get(at).is_some_and(char::is_ascii_digit);
        let is_cut = piece.part == QuestionPart::Number && is_digit(at + length - 1) && is_digit(at + length);
        (!is_cut).then_some(length)
    }

    /// How far words reach that begin here, ends of paragraphs before and between them included.
    fn prefix_length(&self, at: usize, words: &str) -> Option<usize> {
        let read = &self.reading.words;
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

    /// Takes what fits, with its places.
    fn consume(&mut self, length: usize, answer: Option<&ExpectedAnswer>, entry: &ExpectedEntry) {
        let marks = self.reading.words[self.at..self.at + length].iter().filter(|c| is_field_mark(**c)).count();
        self.at += length;
        for _ in 0..marks {
            let place = self.reading.fields.get(self.place).cloned().unwrap_or_default();
            self.place += 1;
            if let Some(answer) = answer {
                self.compare_field(&place, answer, entry);
            }
        }
    }

    /// Holds a place against its answer.
    fn compare_field(&mut self, place: &ReadField, answer: &ExpectedAnswer, entry: &ExpectedEntry) {
        let mut faults = Vec::new();
        if let Some(name) = &place.name {
            let own = answer.name.as_str();
            let is_part = name.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if !is_part {
                faults.push(ParityFault::Name(own.to_owned()));
            }
        }
        if let (Some(value), Some(code)) = (&place.value, &answer.value)
            && value != code
            && !(code == "Off" && value == "Off*")
        {
            faults.push(ParityFault::Value(code.clone()));
        }
        if place.required.is_some_and(|required| required != answer.required) {
            faults.push(ParityFault::Required(answer.required));
        }
        // It may take less where the sheet has no room for as much, which is told elsewhere.
        if let (Some(limit), Some(most)) = (place.limit, answer.limit)
            && limit > most
        {
            faults.push(ParityFault::Limit(most));
        }
        let heard = without_separators(&format!("{}{}", place.label, place.description));
        for (part, words) in &answer.accessible_texts {
            // A printed blank is met in its row and with its words around it.
            let is_told =
                matches!(part, QuestionPart::Row | QuestionPart::Hint | QuestionPart::Condition | QuestionPart::Rule);
            if !heard.contains(words.as_str()) && (!is_told || place.name.is_some()) {
                faults.push(ParityFault::AccessibleText(*part, words.clone()));
            }
        }
        let says = [place.label.as_str(), place.description.as_str()].join(" ");
        let says: String =
            says.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(2 * EXCERPT_LENGTH).collect();
        self.found.extend(faults.into_iter().map(|fault| ParityDifference {
            span: entry.span,
            label: entry.label.clone(),
            fault,
            excerpt: says.clone(),
        }));
    }

    /// The nearest place from here on where one of these pieces stands, before the next entries begin.
    fn nearest(&self, pieces: &[&ExpectedPiece], following: &[&ExpectedEntry]) -> Option<usize> {
        /// Entries further on than these are not looked for.
        const AHEAD: usize = 3;
        let begins = |at: usize| {
            let own = pieces.iter().any(|piece| self.match_length(at, piece).is_some());
            let next = || following.iter().take(AHEAD).any(|entry| self.starts_entry(at, entry));
            (own || next()).then_some(own)
        };
        (self.at..self.reading.words.len())
            .find_map(|at| begins(at).map(|own| (at, own)))
            .filter(|(_, own)| *own)
            .map(|(at, _)| at)
    }

    /// Does an entry begin here? Its number and label say so, or its first words.
    fn starts_entry(&self, at: usize, entry: &ExpectedEntry) -> bool {
        let of = |part: QuestionPart| entry.unordered.iter().find(|piece| piece.part == part);
        let before = at.checked_sub(1).and_then(|at| self.reading.words.get(at));
        let first =
            of(QuestionPart::Number).or(of(QuestionPart::Label)).or(of(QuestionPart::Row)).or(entry.ordered.first());
        before.is_none_or(|before| *before == PARAGRAPH_END)
            && first.is_some_and(|first| self.match_length(at, first).is_some())
    }

    /// Passes over what the form does not say.
    fn skip_to(&mut self, next: usize, entry: &ExpectedEntry) {
        let passed = &self.reading.words[self.at..next];
        let marks = passed.iter().filter(|c| is_field_mark(**c)).count();
        let has_words = passed.iter().any(|c| *c != PARAGRAPH_END);
        if marks > 0 || has_words && self.strictness == Strictness::Exact {
            self.add_difference_until(entry, ParityFault::Extra, next);
        }
        self.at = next;
        self.place += marks;
    }

    /// What is left when the list is through.
    fn report_remainder(&mut self) {
        let left = &self.reading.words[self.at..];
        let marks = left.iter().any(|c| is_field_mark(*c));
        let has_words = left.iter().any(|c| *c != PARAGRAPH_END);
        if marks || has_words && self.strictness == Strictness::Exact {
            self.add_difference(&ExpectedEntry::default(), ParityFault::Extra);
        }
    }

    fn add_difference(&mut self, entry: &ExpectedEntry, fault: ParityFault) {
        self.add_difference_until(entry, fault, self.reading.words.len());
    }

    /// A difference in what is said from here up to some place.
    fn add_difference_until(&mut self, entry: &ExpectedEntry, fault: ParityFault, end: usize) {
        let says = &self.reading.words[self.at..end.min(self.at + EXCERPT_LENGTH)];
        self.found.push(ParityDifference {
            span: entry.span,
            label: entry.label.clone(),
            fault,
            excerpt: ReadContent::printable(says),
        });
    }
}
