//! A reading held against the list of what was issued: every piece once, in order, and no place that nobody asks for.

use std::sync::Arc;

use super::piece::{Answer, Asked, List, Part, Piece};
use super::reading::{END, Place, Reading, bare, is_place};
use crate::kept::{Kept, key};
use crate::source::Span;

/// One thing in which an output differs from the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where it is defined.
    pub span: Option<Span>,
    /// What of the form it is about.
    pub called: String,
    pub fault: Fault,
    /// What the output says there.
    pub says: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// These words or places of the form are not where they belong.
    Missing(Part, String),
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
    Heard(Part, String),
    /// The tab key meets another field than this.
    Order(String),
    /// It cannot be read at all.
    Unreadable,
}

/// How strictly an output is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// It says nothing but the form.
    Exact,
    /// It has words of its own between those of the form.
    Loose,
}

/// More differences of one output than anybody reads.
const MOST: usize = 200;

/// So many characters of an output are shown in a message.
const SHOWN: usize = 24;

/// Ends of readings that agree with what a list says behind its head.
pub struct Agreed(Kept<End>);

/// What an output says from some place on.
struct End {
    /// With the character before it.
    words: Vec<char>,
    places: Vec<Arc<Place>>,
}

impl Default for Agreed {
    fn default() -> Agreed {
        Agreed(Kept::new(32))
    }
}

/// What differs, in reading order. What follows the head, of readings which say the same there, is compared once.
pub fn differences(
    head: &[Asked],
    body: &List,
    reading: &Reading,
    strictness: Strictness,
    agreed: &Agreed,
) -> Vec<Difference> {
    let mut comparison = Comparison { reading, strictness, at: 0, place: 0, found: Vec::new() };
    let list: Vec<&Asked> = head.iter().chain(&body.entries).collect();
    for (index, entry) in list[..head.len()].iter().enumerate() {
        comparison.entry(entry, &list[index + 1..]);
    }
    let (at, place, of_head) = (comparison.at, comparison.place, comparison.found.len());
    let (words, places) = (&reading.words[at.saturating_sub(1)..], &reading.places[place.min(reading.places.len())..]);
    let lengths = [strictness as usize, words.len(), places.len()].map(usize::to_le_bytes);
    let key = key([&body.key[..], lengths.as_flattened()]);
    if !agreed.0.known(&key).is_some_and(|end| end.words == words && end.places == places) {
        for (index, entry) in list.iter().enumerate().skip(head.len()) {
            comparison.entry(entry, &list[index + 1..]);
        }
        comparison.rest();
        if comparison.found.len() == of_head {
            agreed.0.keep(key, End { words: words.to_vec(), places: places.to_vec() });
        }
    }
    let mut found: Vec<Difference> = Vec::new();
    for difference in comparison.found.into_iter().take(MOST) {
        let is_known = |known: &Difference| known.called == difference.called && known.fault == difference.fault;
        if difference.fault == Fault::Extra || !found.iter().any(is_known) {
            found.push(difference);
        }
    }
    found
}

struct Comparison<'a> {
    reading: &'a Reading,
    strictness: Strictness,
    /// The next character.
    at: usize,
    /// The next place.
    place: usize,
    found: Vec<Difference>,
}

impl Comparison<'_> {
    fn entry(&mut self, entry: &Asked, following: &[&Asked]) {
        let mut says: Vec<&Piece> = entry.says.iter().collect();
        let mut then: Vec<&Piece> = entry.then.iter().collect();
        loop {
            let fitting =
                says.iter().enumerate().filter_map(|(at, piece)| Some((self.fits(self.at, piece)?, Some(at))));
            let next = then.first().and_then(|piece| Some((self.fits(self.at, piece)?, None)));
            let longest = fitting.chain(next).max_by_key(|(length, _)| *length);
            // What stands in a paragraph of its own behind all of an entry belongs to the next.
            let is_over = says.is_empty() && then.is_empty() && self.reading.words.get(self.at) == Some(&END);
            let may = entry.may.iter().filter(|_| !is_over).filter_map(|words| self.begins(self.at, words)).max();
            match (longest, may) {
                (Some((length, _)), Some(more)) if more > length => self.take(more, None, entry),
                (Some((length, Some(at))), _) => {
                    says.remove(at);
                    self.take(length, None, entry);
                }
                (Some((length, None)), _) => {
                    let piece = then.remove(0);
                    self.take(length, piece.answer.as_ref(), entry);
                }
                (None, Some(more)) => self.take(more, None, entry),
                (None, None) if says.is_empty() && then.is_empty() => return,
                (None, None) => {
                    // Go on where something of this entry stands, but not behind where the next one begins.
                    let left: Vec<&Piece> = says.iter().copied().chain(then.first().copied()).collect();
                    match self.nearest(&left, following) {
                        Some(next) if next > self.at => self.pass(next, entry),
                        _ => break,
                    }
                }
            }
        }
        let missing: Vec<&Piece> = says.into_iter().chain(then).collect();
        // Of an entry that is not there at all its first words say enough.
        let told = if missing.len() == entry.says.len() + entry.then.len() { 1 } else { missing.len() };
        for piece in missing.into_iter().take(told) {
            let words: Vec<char> = piece.words.first().map(|words| words.chars().collect()).unwrap_or_default();
            let expected = match &piece.answer {
                Some(answer) if piece.part == Part::Place => answer.name.to_string(),
                _ => Reading::shown(&words),
            };
            self.differ(entry, Fault::Missing(piece.part, expected));
        }
    }

    /// How long a piece is that stands at a place of the words.
    fn fits(&self, at: usize, piece: &Piece) -> Option<usize> {
        let length = piece.words.iter().filter_map(|words| self.begins(at, words)).max()?;
        // 1 is not the beginning of 12.
        let is_digit = |at: usize| self.reading.words.get(at).is_some_and(char::is_ascii_digit);
        let is_cut = piece.part == Part::Number && is_digit(at + length - 1) && is_digit(at + length);
        (!is_cut).then_some(length)
    }

    /// How far words reach that begin here, ends of paragraphs before and between them included.
    fn begins(&self, at: usize, words: &str) -> Option<usize> {
        let read = &self.reading.words;
        let mut next = at;
        for character in words.chars() {
            while read.get(next) == Some(&END) && character != END {
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
    fn take(&mut self, length: usize, answer: Option<&Answer>, entry: &Asked) {
        let marks = self.reading.words[self.at..self.at + length].iter().filter(|c| is_place(**c)).count();
        self.at += length;
        for _ in 0..marks {
            let place = self.reading.places.get(self.place).cloned().unwrap_or_default();
            self.place += 1;
            if let Some(answer) = answer {
                self.hold(&place, answer, entry);
            }
        }
    }

    /// Holds a place against its answer.
    fn hold(&mut self, place: &Place, answer: &Answer, entry: &Asked) {
        let mut faults = Vec::new();
        if let Some(name) = &place.name {
            let own = answer.name.as_str();
            let is_part = name.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if !is_part {
                faults.push(Fault::Name(own.to_owned()));
            }
        }
        if let (Some(value), Some(code)) = (&place.value, &answer.value)
            && value != code
            && !(code == "Off" && value == "Off*")
        {
            faults.push(Fault::Value(code.clone()));
        }
        if place.required.is_some_and(|required| required != answer.required) {
            faults.push(Fault::Required(answer.required));
        }
        // It may take less where the sheet has no room for as much, which is told elsewhere.
        if let (Some(limit), Some(most)) = (place.limit, answer.limit)
            && limit > most
        {
            faults.push(Fault::Limit(most));
        }
        let heard = bare(&format!("{}{}", place.label, place.around));
        for (part, words) in &answer.heard {
            // A printed blank is met in its row and with its words around it.
            let is_told = matches!(part, Part::Row | Part::Hint | Part::Condition | Part::Rule);
            if !heard.contains(words.as_str()) && (!is_told || place.name.is_some()) {
                faults.push(Fault::Heard(*part, words.clone()));
            }
        }
        let says = [place.label.as_str(), place.around.as_str()].join(" ");
        let says: String = says.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(2 * SHOWN).collect();
        self.found.extend(faults.into_iter().map(|fault| Difference {
            span: entry.span,
            called: entry.called.clone(),
            fault,
            says: says.clone(),
        }));
    }

    /// The nearest place from here on where one of these pieces stands, before the next entries begin.
    fn nearest(&self, pieces: &[&Piece], following: &[&Asked]) -> Option<usize> {
        /// Entries further on than these are not looked for.
        const AHEAD: usize = 3;
        let begins = |at: usize| {
            let own = pieces.iter().any(|piece| self.fits(at, piece).is_some());
            let next = || following.iter().take(AHEAD).any(|entry| self.opens(at, entry));
            (own || next()).then_some(own)
        };
        (self.at..self.reading.words.len())
            .find_map(|at| begins(at).map(|own| (at, own)))
            .filter(|(_, own)| *own)
            .map(|(at, _)| at)
    }

    /// Does an entry begin here? Its number and label say so, or its first words.
    fn opens(&self, at: usize, entry: &Asked) -> bool {
        let of = |part: Part| entry.says.iter().find(|piece| piece.part == part);
        let before = at.checked_sub(1).and_then(|at| self.reading.words.get(at));
        let first = of(Part::Number).or(of(Part::Label)).or(of(Part::Row)).or(entry.then.first());
        before.is_none_or(|before| *before == END) && first.is_some_and(|first| self.fits(at, first).is_some())
    }

    /// Passes over what the form does not say.
    fn pass(&mut self, next: usize, entry: &Asked) {
        let passed = &self.reading.words[self.at..next];
        let marks = passed.iter().filter(|c| is_place(**c)).count();
        let has_words = passed.iter().any(|c| *c != END);
        if marks > 0 || has_words && self.strictness == Strictness::Exact {
            self.differ_at(entry, Fault::Extra, next);
        }
        self.at = next;
        self.place += marks;
    }

    /// What is left when the list is through.
    fn rest(&mut self) {
        let left = &self.reading.words[self.at..];
        let marks = left.iter().any(|c| is_place(*c));
        let has_words = left.iter().any(|c| *c != END);
        if marks || has_words && self.strictness == Strictness::Exact {
            self.differ(&Asked::default(), Fault::Extra);
        }
    }

    fn differ(&mut self, entry: &Asked, fault: Fault) {
        self.differ_at(entry, fault, self.reading.words.len());
    }

    /// A difference in what is said from here up to some place.
    fn differ_at(&mut self, entry: &Asked, fault: Fault, end: usize) {
        let says = &self.reading.words[self.at..end.min(self.at + SHOWN)];
        self.found.push(Difference {
            span: entry.span,
            called: entry.called.clone(),
            fault,
            says: Reading::shown(says),
        });
    }
}
