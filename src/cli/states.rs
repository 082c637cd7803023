//! The issued states of forms, wherever they are: in a project's sources, at a revision of them, in a built output, in a file of a
//! release.

use std::fs;
use std::path::Path;

use super::git;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::load::{Overrides, Project, load, load_files};
use crate::model::Address;
use crate::model::issue_every;
use crate::model::release::json::{self, Unreadable};
use crate::model::release::part::Part;
use crate::model::release::recorded::recorded_all;
use crate::model::source_path::{SourceKind, SourcePath};
use crate::source::{Position, Sources};
use crate::wording::release as say;

/// What states were asked for with.
#[derive(Clone, Copy)]
pub enum Side<'a> {
    /// A folder of sources or a built output, or a file of one form.
    Path(&'a Path),
    /// A revision of the project's repository.
    Revision(&'a str),
}

/// States, and what they were read from with faults in it.
pub struct States {
    pub forms: Vec<Part>,
    /// Are they all there are? A file holds one.
    pub whole: bool,
    /// What stands in the way of some forms.
    pub faults: Vec<Diagnostic>,
    pub sources: Sources,
}

impl States {
    /// The one form they are of, where they are not all.
    pub fn only(&self) -> Option<&str> {
        self.forms.first().filter(|_| !self.whole).map(|form| form.name.as_str())
    }
}

/// What is before a revision that is called like a folder.
const REVISION: &str = "git:";

impl<'a> Side<'a> {
    /// What a word of the command line means: `git:` and a revision, a path that is there, or a revision.
    pub fn of(word: &'a str) -> Side<'a> {
        match word.strip_prefix(REVISION) {
            Some(revision) => Side::Revision(revision),
            None if Path::new(word).exists() => Side::Path(Path::new(word)),
            None => Side::Revision(word),
        }
    }

    /// The states that are there; `root` is the folder in whose repository a revision is.
    ///
    /// # Errors
    /// Where there is nothing of that kind, or it cannot be read.
    pub fn states(self, root: &Path) -> Result<States, Diagnostic> {
        match self {
            Side::Revision(revision) => {
                let files = git::files(root, revision)?;
                let files = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
                let loaded = load_files(files, &Overrides::default());
                Ok(of_project(&loaded.value, loaded.diagnostics))
            }
            Side::Path(path) if path.is_file() => Ok(States { whole: false, ..without_faults(vec![read(path)?]) }),
            Side::Path(path) if path.join(SourcePath::settings()).exists() => {
                let loaded = load(path, &Overrides::default());
                Ok(of_project(&loaded.value, loaded.diagnostics))
            }
            Side::Path(path) => of_output(path),
        }
    }
}

fn without_faults(forms: Vec<Part>) -> States {
    States { forms, whole: true, faults: Vec::new(), sources: Sources::default() }
}

/// The states of a project's forms. Faults elsewhere than in what forms are made of are no matter here.
fn of_project(project: &Project, diagnostics: Vec<Diagnostic>) -> States {
    let gaps = &project.site.gaps;
    let is_whole = gaps.forms.is_empty() && !gaps.choices;
    let is_of_forms = |found: &Diagnostic| {
        let path = match &found.place {
            Place::Span(span) => project.sources.get(span.source).path.as_str(),
            Place::Path(path) => path,
            Place::Cell(_) => return false,
        };
        let kind = SourceKind::of(path);
        matches!(kind, SourceKind::Choices | SourceKind::Blocks | SourceKind::Form(_) | SourceKind::Overlay(_))
    };
    let mut faults = diagnostics;
    faults.retain(|found| found.severity == Severity::Error && is_of_forms(found) && !is_whole);
    States { forms: recorded_all(&issue_every(&project.site)), whole: true, faults, sources: project.sources.clone() }
}

/// The states of a built output, each of which lies beside the page of its form.
fn of_output(folder: &Path) -> Result<States, Diagnostic> {
    let none = || Diagnostic::error(&say::NO_STATES, folder.display().to_string());
    let forms = folder.join(Address::forms_folder());
    let mut paths: Vec<_> = fs::read_dir(forms).map_err(|_| none())?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let files = paths.iter().map(|path| path.join(Address::STATE)).filter(|path| path.is_file());
    let mut states = files.map(|path| read(&path)).collect::<Result<Vec<Part>, Diagnostic>>()?;
    states.sort_by_key(|state| state.name.clone());
    if states.is_empty() { Err(none()) } else { Ok(without_faults(states)) }
}

/// The state in a file.
fn read(path: &Path) -> Result<Part, Diagnostic> {
    let place = path.display().to_string();
    let unreadable = |error: std::io::Error| Diagnostic::error(&say::NOT_READ, place.clone()).with("error", error);
    let text = fs::read_to_string(path).map_err(unreadable)?;
    json::read(&text).map_err(|why| fault(&why, place.as_str()))
}

/// Why a text is no state.
fn fault(why: &Unreadable, place: &str) -> Diagnostic {
    let position = why.position().map(|Position { line, column }| format!("{place}:{line}:{column}"));
    Diagnostic::error(why.message(), position.unwrap_or_else(|| place.to_owned())).with("value", why.value())
}
