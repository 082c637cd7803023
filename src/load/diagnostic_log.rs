//! Where loaders write what they find, so that they can go on.

use std::cell::{Cell, RefCell};

use crate::diagnostic::{Diagnostic, DiagnosticCollector, Location, WithDiagnostics};
use crate::wording::FilledMessage;

/// Diagnostics in the order they were found, of each kind the first.
#[derive(Debug, Default)]
pub(crate) struct DiagnosticLog {
    collector: RefCell<DiagnosticCollector>,
    count: Cell<usize>,
}

impl DiagnosticLog {
    pub(crate) fn push(&self, diagnostic: Diagnostic) {
        self.count.set(self.count.get() + 1);
        self.collector.borrow_mut().push(diagnostic);
    }

    /// A finding at the level of its message.
    pub(crate) fn error(&self, message: FilledMessage, place: impl Into<Location>) {
        self.push(Diagnostic::new(message, place));
    }

    /// A value that was read apart; what was found goes to the rest.
    pub(crate) fn collect<T>(&self, read: WithDiagnostics<T>) -> T {
        read.diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
        read.value
    }

    /// How many there are so far: a loader that wants to know whether a part was read whole compares
    /// before and after.
    pub(crate) fn count(&self) -> usize {
        self.count.get()
    }

    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.collector.into_inner().into_diagnostics()
    }
}
