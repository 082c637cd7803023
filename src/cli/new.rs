//! `formpress new`: a file to start from, which a build accepts as it is.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use jiff::civil::Date;

use super::command::{Ending, NewKind, Sources};
use super::console::Console;
use super::opening::{is_project, open};
use super::writing;
use crate::diagnostic::Diagnostic;
use crate::load::reader;
use crate::model::name::Name;
use crate::model::source_path::{NEWS, SourceKind, SourcePath};
use crate::model::terms;
use crate::wording::cli::{ALREADY_THERE, BAD_NEW_ID, NOT_WRITTEN, progress};
use crate::wording::fill;

const FORM: &str = include_str!("start/form.yaml");
const PAGE: &str = include_str!("start/page.md");
const NEWS_PAGE: &str = include_str!("start/news.md");
const CITY: &str = include_str!("start/city.yaml");

pub fn run(root: &Path, kind: NewKind, id: &str, console: Console) -> Result<Ending, Diagnostic> {
    is_project(root)?;
    let example = match kind {
        NewKind::Form => "exit-interview",
        NewKind::Page => "policy/faq",
        NewKind::News => "job-fair",
        NewKind::City => "xiangyang",
    };
    let bad = || Diagnostic::error(&BAD_NEW_ID, "formpress new").with("value", id).with("example", example);
    let slug = || Name::new(id).filter(Name::is_slug).ok_or_else(bad);
    let (path, text) = match kind {
        NewKind::Form => {
            let path = SourcePath::form(&slug()?);
            // `choices` and `blocks` are no forms' names.
            if !matches!(SourceKind::of(path.as_str()), SourceKind::Form(_)) {
                return Err(bad());
            }
            (path, form(root, id)?)
        }
        NewKind::City => (SourcePath::city(&slug()?), fill(CITY, &[("id", id.to_owned())])),
        NewKind::News if is_part(id) && is_dated(id) => {
            let (day, dated) = (dated(id), day_of_contents(root)?);
            let name = if day.is_some() { id.to_owned() } else { format!("{dated}-{id}") };
            let date = day.unwrap_or(dated).to_string();
            (SourcePath::page_of_stem(&format!("{NEWS}{name}")), fill(NEWS_PAGE, &[("date", date)]))
        }
        NewKind::Page if id.split('/').all(is_part) && id.strip_prefix(NEWS).is_none_or(is_dated) => {
            let name = id.rsplit('/').next().unwrap_or(id).to_owned();
            let text = if id.starts_with(NEWS) {
                let day = dated(&name).map_or_else(|| day_of_contents(root), Ok)?;
                fill(NEWS_PAGE, &[("date", day.to_string())])
            } else {
                fill(PAGE, &[("id", name)])
            };
            (SourcePath::page_of_stem(id), text)
        }
        NewKind::News | NewKind::Page => return Err(bad()),
    };
    create(&root.join(&path), &text).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Diagnostic::error(&ALREADY_THERE, path.as_str()),
        _ => Diagnostic::error(&NOT_WRITTEN, path.as_str()).with("error", error),
    })?;
    console.give(&(console.say(&progress::CREATED, &[("path", path.to_string())]) + "\n"));
    Ok(Ending::Done)
}

/// Can it be a part of a page's address? It may begin with a digit, as news do with their day; other names may not.
fn is_part(part: &str) -> bool {
    let is_slug = |part: &str| Name::new(part).is_some_and(|name| name.is_slug());
    is_slug(&format!("n{part}")) && (is_slug(part) || part.starts_with(|c: char| c.is_ascii_digit()))
}

/// What begins like a day must be one.
fn is_dated(name: &str) -> bool {
    dated(name).is_some() || !name.starts_with(|c: char| c.is_ascii_digit())
}

/// The day that a piece of news has in its name: `2026-12-01-job-fair`.
fn dated(name: &str) -> Option<Date> {
    let (day, rest) = name.split_at_checked(10)?;
    reader::day(day).ok().filter(|_| rest.is_empty() || rest.starts_with('-'))
}

/// The day the contents speak of: there is no clock.
fn day_of_contents(root: &Path) -> Result<Date, Diagnostic> {
    let sources = Sources { root: root.to_owned(), as_of: None, base_url: None, jobs: None };
    Ok(open(&sources)?.value.site.settings.as_of)
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
