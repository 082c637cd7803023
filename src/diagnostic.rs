//! Diagnostics: what is wrong in the sources, where, and what to do about it, as values.
//!
//! A [`Diagnostic`] holds data only; its words are in [`crate::wording`], and only the command line
//! puts the two together. Loading and checking never stop at the first fault: they return what they
//! could make of the sources and every diagnostic beside it, as [`WithDiagnostics`].

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::source::{Sources, Span};
use crate::wording::{Argument, FilledMessage, Lang, Message, load, message};

pub(crate) use crate::wording::Severity;

/// The place of a diagnostic: a span of a text, a path, or a cell of a table.
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

/// A cell of a table of data; row and column are 1-based, as spreadsheets count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellLocation {
    /// The path of the file as it was given on the command line.
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

/// The longest word, in bytes, for which [`closest_name`] searches a correction.
const LONGEST_NAME: usize = 80;

/// One error, warning or notice: a message with its arguments, its severity and its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub severity: Severity,
    pub message: &'static Message,
    /// The values of the message's placeholders.
    arguments: Vec<(&'static str, Argument)>,
    pub location: Location,
    /// A second place that belongs to it, where the message does not name that place.
    related: Option<Box<Location>>,
    /// The reason that `site.yaml` gives for accepting it, if it is acknowledged.
    pub(crate) reason: Option<Box<str>>,
    /// For a summary of diagnostics that are not listed: their code and number.
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

    /// The second place of the diagnostic; `None` for most.
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

    /// The code and number of the diagnostics that this one summarizes; `None` if it is an ordinary one.
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

/// A value together with all diagnostics found while it was made.
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

/// The largest number of diagnostics listed for one code and severity; the others are only counted.
pub(crate) const MAX_PER_CODE: usize = 100;

/// Collects diagnostics: drops equal ones and lists at most [`MAX_PER_CODE`] for each code and severity. Fifty thousand
/// lines are of no use to a reader and must not fill the memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct DiagnosticCollector {
    diagnostics: Vec<Diagnostic>,
    seen: HashSet<u64>,
    counts: BTreeMap<(&'static str, Severity), CodeCount>,
}

/// The numbers of listed and of omitted diagnostics of one code and severity.
#[derive(Clone, Debug, Default)]
struct CodeCount {
    collected: usize,
    omitted: usize,
    /// The place of the first omitted one.
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

    /// The listed diagnostics, and a summary for each code and severity with omitted ones.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let DiagnosticCollector { mut diagnostics, counts, .. } = self;
        for ((code, severity), CodeCount { omitted, location, .. }) in counts {
            if let Some(location) = location {
                let summary =
                    Diagnostic::new(message!(load::LEFT_OUT, code, count = omitted), location).with_severity(severity);
                diagnostics.push(Diagnostic { omitted: Some(Box::new((code, omitted))), ..summary });
            }
        }
        diagnostics
    }
}

/// Leaves one of several equal findings, the first: a fault of a form is found again for every city.
pub(crate) fn remove_duplicates(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    diagnostics.retain(|diagnostic| seen.insert(diagnostic.clone()));
}

/// Is any of these an error, which refuses the build?
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// The known name closest to a misspelt word, at most about a third of its letters away; `None` if none is near.
pub(crate) fn closest_name<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_NAME {
        return None;
    }
    let distance = |name: &str| strsim::osa_distance(word, name);
    let allowed = |name: &str| word.chars().count().max(name.chars().count()).div_ceil(3);
    names.into_iter().filter(|name| distance(name) <= allowed(name) && *name != word).min_by_key(|name| distance(name))
}
