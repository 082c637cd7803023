//! The log to which loaders push diagnostics, so that they can continue after a fault.

use std::cell::{Cell, RefCell};

use crate::diagnostic::{Diagnostic, DiagnosticCollector, Location, WithDiagnostics};
use crate::wording::FilledMessage;

/// Diagnostics in the order in which they were pushed; of equal ones the first, and a limited number of each code.
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

    /// Pushes a diagnostic for this message and location.
    pub(crate) fn error(&self, message: FilledMessage, place: impl Into<Location>) {
        self.push(Diagnostic::new(message, place));
    }

    /// Pushes the diagnostics of a separately read value, and returns the value.
    pub(crate) fn collect<T>(&self, read: WithDiagnostics<T>) -> T {
        read.diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
        read.value
    }

    /// The number of diagnostics pushed so far. A loader compares it before and after a part to find out whether the
    /// part was read completely.
    pub(crate) fn count(&self) -> usize {
        self.count.get()
    }

    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.collector.into_inner().into_diagnostics()
    }
}
