//! `formpress new`: a file to start from, which a build accepts as it is.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::Ending;
use super::args::{NewKind, Sources};
use super::console::Console;
use super::opening::{is_project, open};
use super::writing;
use crate::diagnostic::Diagnostic;
use crate::model::name::Name;
use crate::model::terms;
use crate::wording::cli::{ALREADY_THERE, BAD_NEW_ID, NOT_WRITTEN, progress};
use crate::wording::fill;

const FORM: &str = include_str!("start/form.yaml");
const PAGE: &str = include_str!("start/page.md");
const CITY: &str = include_str!("start/city.yaml");

pub fn run(root: &Path, kind: NewKind, id: &str, console: Console) -> Result<Ending, Diagnostic> {
    is_project(root)?;
    let (path, example) = match kind {
        NewKind::Form => (format!("forms/{id}.yaml"), "exit-interview"),
        NewKind::Page => (format!("content/{id}.md"), "policy/faq"),
        NewKind::City => (format!("content/cities/{id}.yaml"), "xiangyang"),
    };
    let is_slug = |part: &str| Name::new(part).is_some_and(|name| name.is_slug());
    let good = match kind {
        NewKind::Form | NewKind::City => is_slug(id),
        NewKind::Page => id.split('/').all(is_slug),
    };
    if !good {
        return Err(Diagnostic::error(&BAD_NEW_ID, "formpress new").with("value", id).with("example", example));
    }
    let text = match kind {
        NewKind::Form => form(root, id)?,
        NewKind::Page => fill(PAGE, &[("id", id.rsplit('/').next().unwrap_or(id).to_owned())]),
        NewKind::City => fill(CITY, &[("id", id.to_owned())]),
    };
    create(&root.join(&path), &text).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Diagnostic::error(&ALREADY_THERE, path.as_str()),
        _ => Diagnostic::error(&NOT_WRITTEN, path.as_str()).with("error", error),
    })?;
    console.give(&(console.say(&progress::CREATED, &[("path", path)]) + "\n"));
    Ok(Ending::Done)
}

/// The form's number is the next that no form has; it comes into use on the day the contents speak of.
fn form(root: &Path, id: &str) -> Result<String, Diagnostic> {
    let sources = Sources { root: root.to_owned(), as_of: None, base_url: None, jobs: None };
    let site = open(&sources)?.value.site;
    let number = (1..)
        .map(|place| format!("之{}", terms::numeral(place)))
        .find(|number| site.forms.iter().all(|form| form.number != *number));
    let arguments =
        [("id", id.to_owned()), ("number", number.unwrap_or_default()), ("date", site.settings.as_of.to_string())];
    Ok(fill(FORM, &arguments))
}

fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    writing::create(path, text.as_bytes())
}
