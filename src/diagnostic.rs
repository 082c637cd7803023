//! Problems are values: what is wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] holds data only; its words are in [`crate::wording`], and only the command line
//! puts the two together. Loading and checking never stop at the first fault: they return what they
//! could make of the sources and every diagnostic beside it, as [`Checked`].

use std::collections::HashSet;

use crate::source::Span;
use crate::wording::Message;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The build is refused.
    Error,
    /// Reported; the build goes on.
    Warning,
    /// The sources leave it open: a written default or an empty blank is used, and somebody must decide.
    Undecided,
    /// A contradiction that the data itself declares, with its reason.
    Acknowledged,
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Span(Span),
    /// A file or folder as a whole, by its path below the root.
    Path(String),
    /// A cell of a table of data.
    Cell(Cell),
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

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub severity: Severity,
    pub message: &'static Message,
    /// What fills the message's `{names}`, in any order.
    pub arguments: Vec<(&'static str, String)>,
    pub place: Place,
}

impl Diagnostic {
    pub fn new(severity: Severity, message: &'static Message, place: impl Into<Place>) -> Diagnostic {
        Diagnostic { severity, message, arguments: Vec::new(), place: place.into() }
    }

    pub fn error(message: &'static Message, place: impl Into<Place>) -> Diagnostic {
        Diagnostic::new(Severity::Error, message, place)
    }

    pub fn warning(message: &'static Message, place: impl Into<Place>) -> Diagnostic {
        Diagnostic::new(Severity::Warning, message, place)
    }

    /// Fills `{name}` in the message.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        self.arguments.push((name, value.to_string()));
        self
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
    let distance = |name: &str| strsim::osa_distance(word, name);
    let allowed = |name: &str| word.chars().count().max(name.chars().count()).div_ceil(3);
    names.into_iter().filter(|name| distance(name) <= allowed(name) && *name != word).min_by_key(|name| distance(name))
}
