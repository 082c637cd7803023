//! Reads the issued states of forms from a project's sources, a git revision, a built output or a release file.

use std::fs;
use std::path::Path;

use super::git;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::load::{Project, SettingOverrides, load, load_files};
use crate::model::Address;
use crate::model::issue_for_all_offices;
use crate::model::release::json::{self, StateParseError};
use crate::model::release::office_states::all_form_states;
use crate::model::release::part::StatePart;
use crate::model::source_path::{SourceKind, SourcePath};
use crate::source::{Position, Sources};
use crate::wording::{message, release as say};

/// What states were asked for with.
#[derive(Clone, Copy)]
pub(crate) enum StateSource<'a> {
    /// A folder of sources or a built output, or a file of one form.
    Path(&'a Path),
    /// A revision of the project's repository.
    Revision(&'a str),
}

/// States, and what they were read from with faults in it.
pub(crate) struct FormStates {
    pub(crate) forms: Vec<StatePart>,
    /// Are they all there are? A file holds one.
    pub(crate) whole: bool,
    /// What stands in the way of some forms.
    pub(crate) faults: Vec<Diagnostic>,
    pub(crate) sources: Sources,
}

impl FormStates {
    /// The one form they are of, where they are not all.
    pub(crate) fn only_form(&self) -> Option<&str> {
        self.forms.first().filter(|_| !self.whole).map(|form| form.name.as_str())
    }
}

/// What is before a revision that is called like a folder.
const REVISION_PREFIX: &str = "git:";

impl<'a> StateSource<'a> {
    /// What a word of the command line means: `git:` and a revision, a path that is there, or a revision.
    pub(crate) fn of(word: &'a str) -> StateSource<'a> {
        match word.strip_prefix(REVISION_PREFIX) {
            Some(revision) => StateSource::Revision(revision),
            None if Path::new(word).exists() => StateSource::Path(Path::new(word)),
            None => StateSource::Revision(word),
        }
    }

    /// The states that are there; `root` is the folder in whose repository a revision is.
    ///
    /// # Errors
    /// Where there is nothing of that kind, or it cannot be read.
    pub(crate) fn read_states(self, root: &Path) -> Result<FormStates, Diagnostic> {
        match self {
            StateSource::Revision(revision) => {
                let files = git::files(root, revision)?;
                let files = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
                let loaded = load_files(files, &SettingOverrides::default());
                Ok(of_project(&loaded.value, loaded.diagnostics))
            }
            StateSource::Path(path) if path.is_file() => {
                Ok(FormStates { whole: false, ..without_faults(vec![read_state(path)?]) })
            }
            StateSource::Path(path) if path.join(SourcePath::settings()).exists() => {
                let loaded = load(path, &SettingOverrides::default());
                Ok(of_project(&loaded.value, loaded.diagnostics))
            }
            StateSource::Path(path) => of_output(path),
        }
    }
}

fn without_faults(forms: Vec<StatePart>) -> FormStates {
    FormStates { forms, whole: true, faults: Vec::new(), sources: Sources::default() }
}

/// The states of a project's forms. Faults elsewhere than in what forms are made of are no matter here.
fn of_project(project: &Project, diagnostics: Vec<Diagnostic>) -> FormStates {
    let gaps = &project.site.incomplete;
    let is_whole = gaps.forms.is_empty() && !gaps.choices;
    let is_of_forms = |found: &Diagnostic| {
        let path = match &found.location {
            Location::Span(span) => project.sources.get(span.source).path.as_str(),
            Location::Path(path) => path,
            Location::Cell(_) => return false,
        };
        let kind = SourceKind::of(path);
        matches!(kind, SourceKind::Choices | SourceKind::Blocks | SourceKind::Form(_) | SourceKind::Overlay(_))
    };
    let mut faults = diagnostics;
    faults.retain(|found| found.severity == Severity::Error && is_of_forms(found) && !is_whole);
    FormStates {
        forms: all_form_states(&issue_for_all_offices(&project.site)),
        whole: true,
        faults,
        sources: project.sources.clone(),
    }
}

/// The states of a built output, each of which lies beside the page of its form.
fn of_output(folder: &Path) -> Result<FormStates, Diagnostic> {
    let none = || Diagnostic::new(message!(say::NO_STATES), folder.display().to_string());
    let forms = folder.join(Address::forms_folder());
    let mut paths: Vec<_> = fs::read_dir(forms).map_err(|_| none())?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let files = paths.iter().map(|path| path.join(Address::STATE)).filter(|path| path.is_file());
    let mut states = files.map(|path| read_state(&path)).collect::<Result<Vec<StatePart>, Diagnostic>>()?;
    states.sort_by_key(|state| state.name.clone());
    if states.is_empty() { Err(none()) } else { Ok(without_faults(states)) }
}

/// The state in a file.
fn read_state(path: &Path) -> Result<StatePart, Diagnostic> {
    let place = path.display().to_string();
    let unreadable = |error: std::io::Error| Diagnostic::new(message!(say::NOT_READ, error), place.clone());
    let text = fs::read_to_string(path).map_err(unreadable)?;
    json::read(&text).map_err(|why| unreadable_state(&why, place.as_str()))
}

/// Why a text is no state.
fn unreadable_state(why: &StateParseError, place: &str) -> Diagnostic {
    let position = why.position().map(|Position { line, column }| format!("{place}:{line}:{column}"));
    Diagnostic::new(why.message(), position.unwrap_or_else(|| place.to_owned()))
}
