//! The tests' own programme (`tests/fixtures/programme`): small, invented, with a kind of everything that forms and pages
//! can have.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use formpress::testing::check::all_findings;
use formpress::testing::load::{Project, SettingOverrides, load_files};
use formpress::testing::model::{Form, KINDS};
use formpress::testing::paper::Fonts;
use formpress::testing::words::{Severity, WithDiagnostics};

use crate::report::lines;
use crate::repository;

const FOLDER: &str = "tests/fixtures/programme/";

/// Path and bytes of every file of a project.
pub type Files = BTreeMap<String, Vec<u8>>;

pub static PROGRAMME: LazyLock<Project> = LazyLock::new(|| with(&SettingOverrides::default()));

/// The faces of its sheets.
pub static FONTS: LazyLock<Fonts> =
    LazyLock::new(|| Fonts::find(Path::new("fonts")).expect("the fonts of the sheets are installed"));

/// Its sources without templates.
pub fn texts() -> BTreeMap<String, String> {
    let text =
        |(path, bytes): (String, Vec<u8>)| (path[FOLDER.len()..].to_owned(), String::from_utf8(bytes).expect("UTF-8"));
    repository::files(FOLDER.trim_end_matches('/')).into_iter().map(text).collect()
}

/// Its sources, with the repository's templates.
pub fn files() -> Files {
    let own = texts().into_iter().map(|(path, text)| (path, text.into_bytes()));
    own.chain(repository::files("templates")).collect()
}

pub fn loaded(files: &Files, overrides: &SettingOverrides) -> WithDiagnostics<Project> {
    load_files(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())), overrides)
}

/// The programme with something set otherwise.
pub fn with(overrides: &SettingOverrides) -> Project {
    loaded(&files(), overrides).value
}

pub fn form(id: &str) -> &'static Form {
    PROGRAMME.site.forms.iter().find(|form| form.id == *id).expect("a form of this name")
}

#[test]
fn it_is_without_an_error() {
    let WithDiagnostics { value: project, mut diagnostics } = loaded(&files(), &SettingOverrides::default());
    diagnostics.extend(all_findings(&project.site));
    diagnostics.retain(|found| found.severity == Severity::Error);
    assert_eq!(lines(&diagnostics, &project.sources), "");
}

#[test]
fn it_has_every_kind_of_field() {
    let texts: String =
        texts().into_iter().filter(|(path, _)| path.starts_with("forms/")).map(|(_, text)| text).collect();
    let missing: Vec<&str> =
        KINDS.iter().map(|kind| kind.name).filter(|name| !texts.contains(&format!("type: {name}"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
