//! `formpress new`: writes a source file to start from, which a build accepts unchanged.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use jiff::civil::Date;

use super::atomic_file;
use super::command::{ExitStatus, NewFileKind, SourceArguments};
use super::console::Console;
use super::project::{open_project, require_project};
use crate::diagnostic::Diagnostic;
use crate::load::reader;
use crate::model::fixed_text;
use crate::model::name::Name;
use crate::model::source_path::{NEWS, SourceKind, SourcePath};
use crate::wording::cli::{ALREADY_THERE, BAD_NEW_ID, NOT_WRITTEN, progress};
use crate::wording::{message, phrase, text};

const FORM: &str = include_str!("start/form.yaml");
const PAGE: &str = include_str!("start/page.md");
const NEWS_PAGE: &str = include_str!("start/news.md");
const CITY: &str = include_str!("start/city.yaml");

pub(crate) fn run(root: &Path, kind: NewFileKind, id: &str, console: Console) -> Result<ExitStatus, Diagnostic> {
    require_project(root)?;
    let example = match kind {
        NewFileKind::Form => "exit-interview",
        NewFileKind::Page => "policy/faq",
        NewFileKind::News => "job-fair",
        NewFileKind::City => "xiangyang",
    };
    let bad = || Diagnostic::new(message!(BAD_NEW_ID, value = id, example), "formpress new");
    let slug = || Name::new(id).filter(Name::is_slug).ok_or_else(bad);
    let (path, text) = match kind {
        NewFileKind::Form => {
            let path = SourcePath::form(&slug()?);
            // `choices` and `blocks` are no forms' names.
            if !matches!(SourceKind::of(path.as_str()), SourceKind::Form(_)) {
                return Err(bad());
            }
            (path, form(root, id)?)
        }
        NewFileKind::City => (SourcePath::city(&slug()?), text!(CITY, id)),
        NewFileKind::News if is_address_part(id) && is_dated(id) => {
            let (day, dated) = (date_in_name(id), day_of_contents(root)?);
            let name = if day.is_some() { id.to_owned() } else { format!("{dated}-{id}") };
            let date = day.unwrap_or(dated).to_string();
            (SourcePath::page_of_stem(&format!("{NEWS}{name}")), text!(NEWS_PAGE, date))
        }
        NewFileKind::Page if id.split('/').all(is_address_part) && id.strip_prefix(NEWS).is_none_or(is_dated) => {
            let name = id.rsplit('/').next().unwrap_or(id).to_owned();
            let text = if id.starts_with(NEWS) {
                let day = date_in_name(&name).map_or_else(|| day_of_contents(root), Ok)?;
                text!(NEWS_PAGE, date = day)
            } else {
                text!(PAGE, id = name)
            };
            (SourcePath::page_of_stem(id), text)
        }
        NewFileKind::News | NewFileKind::Page => return Err(bad()),
    };
    create(&root.join(&path), &text).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Diagnostic::new(message!(ALREADY_THERE), path.as_str()),
        _ => Diagnostic::new(message!(NOT_WRITTEN, error), path.as_str()),
    })?;
    console.print_result(&(console.phrase(&phrase!(progress::CREATED, path)) + "\n"));
    Ok(ExitStatus::Done)
}

/// Can it be a part of a page's address? It may begin with a digit, as news do with their day; other names may not.
fn is_address_part(part: &str) -> bool {
    let is_slug = |part: &str| Name::new(part).is_some_and(|name| name.is_slug());
    is_slug(&format!("n{part}")) && (is_slug(part) || part.starts_with(|c: char| c.is_ascii_digit()))
}

/// What begins like a day must be one.
fn is_dated(name: &str) -> bool {
    date_in_name(name).is_some() || !name.starts_with(|c: char| c.is_ascii_digit())
}

/// The day that a piece of news has in its name: `2026-12-01-job-fair`.
fn date_in_name(name: &str) -> Option<Date> {
    let (day, rest) = name.split_at_checked(10)?;
    reader::parse_date(day).ok().filter(|_| rest.is_empty() || rest.starts_with('-'))
}

/// The day the contents speak of: there is no clock.
fn day_of_contents(root: &Path) -> Result<Date, Diagnostic> {
    let sources = SourceArguments { root: root.to_owned(), as_of: None, base_url: None, jobs: None };
    Ok(open_project(&sources)?.value.site.settings.as_of)
}

/// The form's number is the next that no form has.
fn form(root: &Path, id: &str) -> Result<String, Diagnostic> {
    let sources = SourceArguments { root: root.to_owned(), as_of: None, base_url: None, jobs: None };
    let site = open_project(&sources)?.value.site;
    let number = (1..)
        .map(|place| format!("之{}", fixed_text::numeral(place)))
        .find(|number| site.forms.iter().all(|form| form.number != *number));
    Ok(text!(FORM, id, number = number.unwrap_or_default()))
}

fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    atomic_file::create(path, text.as_bytes())
}
