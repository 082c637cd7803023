//! The border of a project: links in its folders that lead out of it are not followed.
//!
//! Whatever such a link leads to, a key or a list of people, would be published by whoever builds the project.
//! Junctions of Windows are links here, as the standard library takes them for such.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::DirEntry;

use super::diagnostic_log::DiagnosticLog;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::source_path::SourceKind;
use crate::wording::{load as words, message};

/// Where a project really is.
pub(crate) struct ProjectBoundary(Option<PathBuf>);

impl ProjectBoundary {
    pub(crate) fn of(root: &Path) -> ProjectBoundary {
        ProjectBoundary(fs::canonicalize(root).ok())
    }

    /// Is what was found inside the project? If not, its link is reported by the path `named` gives. A page, data or a
    /// whole folder that is missing for it is an error; any other file is one of those that are not published.
    pub(crate) fn contains(&self, entry: &DirEntry, named: impl FnOnce() -> String, log: &DiagnosticLog) -> bool {
        // A folder above the first entry may be a link as well.
        if entry.depth() > 0 && !entry.path_is_symlink() {
            return true;
        }
        let (Some(root), Ok(real)) = (&self.0, fs::canonicalize(entry.path())) else { return true };
        if real.starts_with(root) {
            return true;
        }
        let path = named();
        let beside = matches!(SourceKind::of(&path), SourceKind::File(_));
        let severity = if beside && !real.is_dir() { Severity::Warning } else { Severity::Error };
        log.push(
            Diagnostic::new(message!(words::LINK_LEADS_OUT, target = real.display()), path).with_severity(severity),
        );
        false
    }
}
