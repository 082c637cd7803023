//! The boundary of a project: links inside its folders that lead outside are not followed.
//!
//! The target of such a link, for example a key or a list of persons, would be published by the person who builds the
//! project. Junctions of Windows count as links here, because the standard library treats them as such.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::DirEntry;

use super::diagnostic_log::DiagnosticLog;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::source_path::SourceKind;
use crate::wording::{load as words, message};

/// The canonical path of a project's root; `None` where the path cannot be resolved.
pub(crate) struct ProjectBoundary(Option<PathBuf>);

impl ProjectBoundary {
    pub(crate) fn of(root: &Path) -> ProjectBoundary {
        ProjectBoundary(fs::canonicalize(root).ok())
    }

    /// Is the entry inside the project? If not, the link is reported with the path from `named`. A missing page, data
    /// file or whole folder is an error; any other file is a warning, because it is only not published.
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
        let is_attachment = matches!(SourceKind::of(&path), SourceKind::File(_));
        let severity = if is_attachment && !real.is_dir() { Severity::Warning } else { Severity::Error };
        log.push(
            Diagnostic::new(message!(words::LINK_LEADS_OUT, target = real.display()), path).with_severity(severity),
        );
        false
    }
}
