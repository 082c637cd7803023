//! Where loaders write what they find, so that they can go on.

use std::cell::RefCell;

use crate::diagnostic::{Diagnostic, Place};
use crate::wording::Message;

/// Diagnostics in the order they were found.
#[derive(Debug, Default)]
pub struct Log(RefCell<Vec<Diagnostic>>);

impl Log {
    pub fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    /// An error without arguments.
    pub fn error(&self, message: &'static Message, place: impl Into<Place>) {
        self.push(Diagnostic::error(message, place));
    }

    /// How many there are so far: a loader that wants to know whether a part was read whole compares
    /// before and after.
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0.into_inner()
    }
}
