//! The rules of `site.yaml` for diagnostics: their severity by code, and single ones that are accepted with a reason.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::source::{Sources, Span, Spanned};

/// The keys `checks:` and `acknowledged:` of `site.yaml`; empty if the project keeps the default severities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DiagnosticPolicy {
    pub(crate) overrides: Vec<SeverityOverride>,
    pub(crate) acknowledged: Vec<Acknowledgement>,
}

/// The severity that a project gives to a code that is a warning by default.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SeverityOverride {
    pub(crate) code: Spanned<String>,
    /// `None` hides the diagnostics of this code.
    pub(crate) severity: Option<Severity>,
}

/// A known diagnostic that the project accepts, with the reason.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Acknowledgement {
    pub(crate) code: String,
    /// The file that it is found in, by its path below the root.
    pub(crate) file: String,
    /// Words where it is found, on the same lines; `None` is a finding about the file as a whole.
    pub(crate) text: Option<String>,
    pub(crate) reason: String,
    pub(crate) span: Span,
}

impl DiagnosticPolicy {
    /// Findings as the project judges them, and which acknowledgements met one, counted from 0. Warnings alone are judged:
    /// what refuses a build and what nobody has decided stays as it is.
    pub(crate) fn apply(&self, found: Vec<Diagnostic>, sources: &Sources) -> (Vec<Diagnostic>, BTreeSet<usize>) {
        let mut matched = BTreeSet::new();
        if self.overrides.is_empty() && self.acknowledged.is_empty() {
            return (found, matched);
        }
        let results = found.into_iter().filter_map(|finding| {
            if finding.severity != Severity::Warning {
                return Some(finding);
            }
            if let Some(index) = self.acknowledged.iter().position(|known| known.matches(&finding, sources)) {
                matched.insert(index);
                let reason = self.acknowledged[index].reason.as_str().into();
                return Some(finding.acknowledged(reason));
            }
            let level = self.overrides.iter().find(|level| level.code.value == finding.message.code);
            level
                .map_or(Some(Severity::Warning), |level| level.severity)
                .map(|severity| finding.with_severity(severity))
        });
        let results = results.collect();
        (results, matched)
    }
}

impl Acknowledgement {
    fn matches(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        if finding.message.code != self.code {
            return false;
        }
        match (&finding.location, &self.text) {
            (Location::Path(path), None) => *path == self.file,
            (Location::Span(span), Some(text)) => {
                sources.get(span.source).path == self.file && sources.contains_near(*span, text)
            }
            (Location::Path(_) | Location::Span(_) | Location::Cell(_), _) => false,
        }
    }
}
