//! `formpress release`: what the forms say now, kept under their versions.

use std::fs;
use std::path::Path;

use super::command::{Ending, Sources};
use super::console::{Console, ending};
use super::opening::{form, open};
use super::writing;
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::issue_every;
use crate::model::release::aspect::Aspect;
use crate::model::release::json;
use crate::model::release::part::Part;
use crate::model::release::recorded::{recorded_all, with_offices};
use crate::model::source_path::SourcePath;
use crate::wording::cli::NOT_WRITTEN;
use crate::wording::release as say;

pub fn run(sources: &Sources, forms: &[String], console: Console) -> Result<Ending, Diagnostic> {
    let opened = open(sources)?;
    let project = opened.value;
    let mut diagnostics = opened.diagnostics;
    diagnostics.extend(check::findings(&project));
    // What is undecided may be released; what has faults is nothing to keep.
    diagnostics.retain(|found| found.severity == Severity::Error);
    if !diagnostics.is_empty() {
        console.tell_findings(&diagnostics, &project.sources);
        return Ok(ending(&diagnostics));
    }
    let wanted = forms.iter().map(|id| form(&project, id, "formpress release", console.lang));
    let wanted = wanted.collect::<Result<Vec<_>, Diagnostic>>()?;
    for record in recorded_all(&issue_every(&project.site)) {
        if wanted.is_empty() || wanted.iter().any(|id| record.name == id.as_str()) {
            let version = record.get(Aspect::Version).unwrap_or_default();
            let path = SourcePath::release(&record.name, version);
            let known = project.site.releases.iter().find(|release| release.is_of(&record.name, version));
            let phrase = kept(&project.root, &path, &record, known.map(|release| &release.form))?;
            console.give(&(console.say(phrase, &[("path", path.to_string())]) + "\n"));
        }
    }
    Ok(Ending::Done)
}

/// Keeps a record, and says what that came to. What was kept under its version says the same of the programme's form, as the rule
/// `releases` asks; what offices decided since is added.
fn kept(
    root: &Path,
    path: &SourcePath,
    record: &Part,
    known: Option<&Part>,
) -> Result<&'static crate::wording::Phrase, Diagnostic> {
    let failed = |error: std::io::Error| Diagnostic::error(&NOT_WRITTEN, path.as_str()).with("error", error);
    let place = root.join(path);
    let Some(known) = known else {
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        writing::create(&place, json::text(record).as_bytes()).map_err(failed)?;
        return Ok(&say::RELEASED);
    };
    match with_offices(known, record) {
        Some(more) => {
            writing::replace(&place, json::text(&more).as_bytes()).map_err(failed)?;
            Ok(&say::OFFICES_ADDED)
        }
        None => Ok(&say::RELEASED_BEFORE),
    }
}
