//! Problems are values: what is wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] holds data only; its words are in [`crate::wording`], and only the command line
//! puts the two together. Loading and checking never stop at the first fault: they return what they
//! could make of the sources and every diagnostic beside it, as [`Checked`].

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::source::{Sources, Span};
use crate::wording::{Lang, Message, load};

pub use crate::wording::Severity;

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Span(Span),
    /// A file or folder as a whole, by its path below the root.
    Path(String),
    /// A cell of a table of data.
    Cell(Cell),
}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            // A span says nothing of itself to a hasher, and many findings differ in it alone.
            Place::Span(Span { source, start, end }) => (source, start, end).hash(state),
            Place::Path(path) => path.hash(state),
            Place::Cell(cell) => cell.hash(state),
        }
    }
}

/// A cell of a table, counted as a spreadsheet counts: both from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// As the file was named on the command line.
    pub file: String,
    pub row: usize,
    /// `None` is the row as a whole, or the file has no columns.
    pub column: Option<usize>,
}

/// A column of a spreadsheet by its letters: 1 is A, 27 is AA.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Characters of what fills a message.
const LONGEST_ARGUMENT: usize = 1_000;

/// A longer word is no misspelt name.
const LONGEST_NAME: usize = 80;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub severity: Severity,
    pub message: &'static Message,
    /// What fills the message's `{names}`, in any order.
    pub arguments: Vec<(&'static str, String)>,
    pub place: Place,
    /// A second place that it is about, which fills the message's `{there}`; few have one.
    pub there: Option<Box<Span>>,
    /// Why it may stay, of one that `site.yaml` acknowledges.
    pub reason: Option<Box<str>>,
    /// Of a finding that stands for others which are not listed: their kind and number.
    pub stands_for: Option<Box<(&'static str, usize)>>,
}

impl Diagnostic {
    pub fn new(message: &'static Message, place: impl Into<Place>) -> Diagnostic {
        let (severity, place) = (message.level, place.into());
        Diagnostic { severity, message, arguments: Vec::new(), place, there: None, reason: None, stands_for: None }
    }

    /// A finding that refuses the build, whatever the message's level.
    pub fn error(message: &'static Message, place: impl Into<Place>) -> Diagnostic {
        Diagnostic::new(message, place).at(Severity::Error)
    }

    /// At another level than the message's.
    pub fn at(self, severity: Severity) -> Diagnostic {
        Diagnostic { severity, ..self }
    }

    /// Fills `{name}` in the message; of a value that nobody would read to its end, with its beginning.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        let mut value = value.to_string();
        if let Some((end, _)) = value.char_indices().nth(LONGEST_ARGUMENT) {
            value.truncate(end);
            value.push_str("……");
        }
        self.arguments.push((name, value));
        self
    }

    /// Names a second place that the finding is about.
    pub fn there(self, there: Span) -> Diagnostic {
        Diagnostic { there: Some(Box::new(there)), ..self }
    }

    /// What happened and what to do, with the places in these texts.
    pub fn words(&self, lang: Lang, sources: &Sources) -> [String; 2] {
        let there = self.there.as_ref().map(|span| ("there", sources.locate(**span)));
        let arguments: Vec<_> = self.arguments.iter().cloned().chain(there).collect();
        self.message.fill(lang, &arguments)
    }

    /// The kind and number of the findings that this one stands for, if it stands for others.
    pub fn left_out(&self) -> Option<(&'static str, usize)> {
        self.stands_for.as_deref().copied()
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place::Span(span)
    }
}

impl From<&str> for Place {
    fn from(path: &str) -> Place {
        Place::Path(path.to_owned())
    }
}

impl From<String> for Place {
    fn from(path: String) -> Place {
        Place::Path(path)
    }
}

/// A value and everything that was found while making it.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// The value; what was found goes to the rest.
    pub fn take(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

/// Findings of one kind that are kept; of more, their number is said.
pub const MOST_OF_A_KIND: usize = 100;

/// Findings as they come, equal ones once, and of a kind no more than [`MOST_OF_A_KIND`]: fifty thousand lines help
/// nobody, and must not fill the memory.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    kept: Vec<Diagnostic>,
    seen: HashSet<u64>,
    kinds: BTreeMap<(&'static str, Severity), Kind>,
}

#[derive(Clone, Debug, Default)]
struct Kind {
    kept: usize,
    more: usize,
    /// Where the first stands that was not kept.
    place: Option<Place>,
}

impl Kept {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let mut hasher = DefaultHasher::new();
        let there = diagnostic.there.as_deref().map(|there| Place::Span(*there));
        (&diagnostic, there).hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            return;
        }
        let left_out = diagnostic.left_out();
        let code = left_out.map_or(diagnostic.message.code, |(code, _)| code);
        let kind = self.kinds.entry((code, diagnostic.severity)).or_default();
        if left_out.is_none() && kind.kept < MOST_OF_A_KIND {
            kind.kept += 1;
            self.kept.push(diagnostic);
        } else {
            kind.more += left_out.map_or(1, |(_, count)| count);
            kind.place.get_or_insert(diagnostic.place);
        }
    }

    /// What was kept, and a finding for each kind of which more was found.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let Kept { mut kept, kinds, .. } = self;
        for ((code, severity), Kind { more, place, .. }) in kinds {
            if let Some(place) = place {
                let left_out = Diagnostic::new(&load::LEFT_OUT, place).at(severity);
                kept.push(
                    Diagnostic { stands_for: Some(Box::new((code, more))), ..left_out }
                        .with("code", code)
                        .with("count", more),
                );
            }
        }
        kept
    }
}

/// Leaves one of several equal findings, the first: a fault of a form is found again for every city.
pub fn distinct(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    diagnostics.retain(|diagnostic| seen.insert(diagnostic.clone()));
}

/// Does any of these refuse the build?
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The right name that somebody most likely meant: at most about a third of its letters away.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_NAME {
        return None;
    }
    let distance = |name: &str| strsim::osa_distance(word, name);
    let allowed = |name: &str| word.chars().count().max(name.chars().count()).div_ceil(3);
    names.into_iter().filter(|name| distance(name) <= allowed(name) && *name != word).min_by_key(|name| distance(name))
}
