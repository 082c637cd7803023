//! Rules over a loaded site.

use crate::diagnostic::Diagnostic;
use crate::model::Site;

/// What all rules find.
pub fn run_all(_site: &Site) -> Vec<Diagnostic> {
    Vec::new()
}
