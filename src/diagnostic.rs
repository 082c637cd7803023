//! Problems are values: what is wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] holds data only; its words are in [`crate::wording`], and only the command line
//! puts the two together. Loading and checking never stop at the first fault: they return what they
//! could make of the sources and every diagnostic beside it, as [`WithDiagnostics`].

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::source::{Sources, Span};
use crate::wording::{Argument, FilledMessage, Lang, Message, load, message};

pub(crate) use crate::wording::Severity;

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    Span(Span),
    /// A file or folder as a whole, by its path below the root.
    Path(String),
    /// A cell of a table of data.
    Cell(CellLocation),
}

impl Hash for Location {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            // A span says nothing of itself to a hasher, and many findings differ in it alone.
            Location::Span(Span { source, start, end }) => (source, start, end).hash(state),
            Location::Path(path) => path.hash(state),
            Location::Cell(cell) => cell.hash(state),
        }
    }
}

/// A cell of a table, counted as a spreadsheet counts: both from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellLocation {
    /// As the file was named on the command line.
    pub file: String,
    pub row: usize,
    /// `None` is the row as a whole, or the file has no columns.
    pub column: Option<usize>,
}

/// A column of a spreadsheet by its letters: 1 is A, 27 is AA.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// A longer word is no misspelt name.
const LONGEST_NAME: usize = 80;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub severity: Severity,
    pub message: &'static Message,
    /// The values of the message's placeholders.
    arguments: Vec<(&'static str, Argument)>,
    pub location: Location,
    /// A second place that it is about, where the message does not name it.
    related: Option<Box<Location>>,
    /// Why it may stay, of one that `site.yaml` acknowledges.
    pub(crate) reason: Option<Box<str>>,
    /// Of a finding that stands for others which are not listed: their kind and number.
    omitted: Option<Box<(&'static str, usize)>>,
}

impl Diagnostic {
    pub fn new(filled: FilledMessage, place: impl Into<Location>) -> Diagnostic {
        let (message, arguments) = filled.into_parts();
        Diagnostic {
            severity: message.level,
            message,
            arguments,
            location: place.into(),
            related: None,
            reason: None,
            omitted: None,
        }
    }

    /// At another level than the message's.
    pub fn with_severity(self, severity: Severity) -> Diagnostic {
        Diagnostic { severity, ..self }
    }

    /// With a second place, which the message does not name.
    pub(crate) fn related(self, place: Span) -> Diagnostic {
        Diagnostic { related: Some(Box::new(Location::Span(place))), ..self }
    }

    /// With the reason why it may stay.
    pub(crate) fn acknowledged(self, reason: Box<str>) -> Diagnostic {
        Diagnostic { severity: Severity::Acknowledged, reason: Some(reason), ..self }
    }

    /// What happened and what to do, with the places in these texts.
    pub fn words(&self, lang: Lang, sources: &Sources) -> [String; 2] {
        self.message.fill(lang, sources, &self.arguments)
    }

    /// The text that fills a placeholder of the message; `None` also where it is no text.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(n, _)| *n == name).and_then(|(_, value)| match value {
            Argument::Text(text) => Some(text.as_str()),
            Argument::Words(_) | Argument::Place(_) => None,
        })
    }

    /// A second place that the finding is about; few have one.
    pub(crate) fn second_place(&self) -> Option<Span> {
        let named = self.arguments.iter().find_map(|(_, value)| match value {
            Argument::Place(span) => Some(*span),
            Argument::Text(_) | Argument::Words(_) => None,
        });
        named.or(match self.related.as_deref() {
            Some(Location::Span(span)) => Some(*span),
            _ => None,
        })
    }

    /// The kind and number of the findings that this one stands for, if it stands for others.
    pub(crate) fn omitted(&self) -> Option<(&'static str, usize)> {
        self.omitted.as_deref().copied()
    }
}

impl From<Span> for Location {
    fn from(span: Span) -> Location {
        Location::Span(span)
    }
}

impl From<&str> for Location {
    fn from(path: &str) -> Location {
        Location::Path(path.to_owned())
    }
}

impl From<String> for Location {
    fn from(path: String) -> Location {
        Location::Path(path)
    }
}

/// A value and everything that was found while making it.
#[derive(Clone, Debug)]
pub struct WithDiagnostics<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> WithDiagnostics<T> {
    /// The value; what was found goes to the rest.
    pub fn collect_into(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

/// Findings of one kind that are kept; of more, their number is said.
pub(crate) const MAX_PER_CODE: usize = 100;

/// Findings as they come, equal ones once, and of a kind no more than [`MAX_PER_CODE`]: fifty thousand lines help
/// nobody, and must not fill the memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct DiagnosticCollector {
    diagnostics: Vec<Diagnostic>,
    seen: HashSet<u64>,
    counts: BTreeMap<(&'static str, Severity), CodeCount>,
}

#[derive(Clone, Debug, Default)]
struct CodeCount {
    collected: usize,
    omitted: usize,
    /// Where the first stands that was not kept.
    location: Option<Location>,
}

impl DiagnosticCollector {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        let mut hasher = DefaultHasher::new();
        diagnostic.hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            return;
        }
        let left_out = diagnostic.omitted();
        let code = left_out.map_or(diagnostic.message.code, |(code, _)| code);
        let kind = self.counts.entry((code, diagnostic.severity)).or_default();
        if left_out.is_none() && kind.collected < MAX_PER_CODE {
            kind.collected += 1;
            self.diagnostics.push(diagnostic);
        } else {
            kind.omitted += left_out.map_or(1, |(_, count)| count);
            kind.location.get_or_insert(diagnostic.location);
        }
    }

    /// What was kept, and a finding for each kind of which more was found.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let DiagnosticCollector { diagnostics: mut kept, counts: kinds, .. } = self;
        for ((code, severity), CodeCount { omitted: more, location: place, .. }) in kinds {
            if let Some(place) = place {
                let left_out =
                    Diagnostic::new(message!(load::LEFT_OUT, code, count = more), place).with_severity(severity);
                kept.push(Diagnostic { omitted: Some(Box::new((code, more))), ..left_out });
            }
        }
        kept
    }
}

/// Leaves one of several equal findings, the first: a fault of a form is found again for every city.
pub(crate) fn remove_duplicates(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    diagnostics.retain(|diagnostic| seen.insert(diagnostic.clone()));
}

/// Does any of these refuse the build?
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The right name that somebody most likely meant: at most about a third of its letters away.
pub(crate) fn closest_name<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_NAME {
        return None;
    }
    let distance = |name: &str| strsim::osa_distance(word, name);
    let allowed = |name: &str| word.chars().count().max(name.chars().count()).div_ceil(3);
    names.into_iter().filter(|name| distance(name) <= allowed(name) && *name != word).min_by_key(|name| distance(name))
}
