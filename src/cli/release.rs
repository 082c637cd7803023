//! `formpress release`: writes the issued state of forms to `forms/releases/`, under their versions.

use std::fs;
use std::path::Path;

use super::atomic_file;
use super::command::{ExitStatus, SourceArguments};
use super::console::{Console, exit_status};
use super::project::{form_name, open_project};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::issue_for_all_offices;
use crate::model::release::aspect::Aspect;
use crate::model::release::json;
use crate::model::release::office_states::{all_form_states, with_offices};
use crate::model::release::part::StatePart;
use crate::model::source_path::SourcePath;
use crate::wording::release as say;
use crate::wording::{FilledPhrase, cli::NOT_WRITTEN, message, phrase};

pub(crate) fn run(sources: &SourceArguments, forms: &[String], console: Console) -> Result<ExitStatus, Diagnostic> {
    let opened = open_project(sources)?;
    let project = opened.value;
    let mut diagnostics = opened.diagnostics;
    diagnostics.extend(check::findings(&project));
    // What is undecided may be released; what has faults is nothing to keep.
    diagnostics.retain(|found| found.severity == Severity::Error);
    if !diagnostics.is_empty() {
        console.report_findings(&diagnostics, &project.sources);
        return Ok(exit_status(&diagnostics));
    }
    let wanted = forms.iter().map(|id| form_name(&project, id, "formpress release", console.lang));
    let wanted = wanted.collect::<Result<Vec<_>, Diagnostic>>()?;
    for record in all_form_states(&issue_for_all_offices(&project.site)) {
        if wanted.is_empty() || wanted.iter().any(|id| record.name == id.as_str()) {
            let version = record.get(Aspect::Version).unwrap_or_default();
            let path = SourcePath::release(&record.name, version);
            let known = project.site.releases.iter().find(|release| release.is_of(&record.name, version));
            let words = keep_release(&project.root, &path, &record, known.map(|release| &release.form))?;
            console.print_result(&(console.phrase(&words) + "\n"));
        }
    }
    Ok(ExitStatus::Done)
}

/// Keeps a record, and says what that came to. What was kept under its version says the same of the programme's form, as the rule
/// `releases` asks; what offices decided since is added.
fn keep_release(
    root: &Path,
    path: &SourcePath,
    record: &StatePart,
    known: Option<&StatePart>,
) -> Result<FilledPhrase, Diagnostic> {
    let failed = |error: std::io::Error| Diagnostic::new(message!(NOT_WRITTEN, error), path.as_str());
    let place = root.join(path);
    let Some(known) = known else {
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        atomic_file::create(&place, json::text(record).as_bytes()).map_err(failed)?;
        return Ok(phrase!(say::RELEASED, path));
    };
    match with_offices(known, record) {
        Some(more) => {
            atomic_file::replace(&place, json::text(&more).as_bytes()).map_err(failed)?;
            Ok(phrase!(say::OFFICES_ADDED, path))
        }
        None => Ok(phrase!(say::RELEASED_BEFORE, path)),
    }
}
