//! `formpress pdf`: one sheet, to a file of its own.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Ending;
use super::args::Sources;
use super::console::{Console, ending, size};
use super::opening::{cities, form, on_threads, open};
use crate::check::run_all;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::name::Name;
use crate::pipeline::build::pdf;
use crate::source;
use crate::wording::cli::{NOT_WRITTEN, progress};

/// A file's name that stands for standard output.
const STANDARD_OUTPUT: &str = "-";

pub fn run(
    sources: &Sources,
    wanted: &str,
    city: Option<&str>,
    file: Option<PathBuf>,
    console: Console,
) -> Result<Ending, Diagnostic> {
    on_threads(sources.jobs, || {
        let opened = open(sources)?;
        let project = opened.value;
        let id = form(&project, wanted, console.lang)?;
        let city = city.map(|city| cities(&project, &[city.to_owned()], console.lang)).transpose()?;
        let city = city.as_ref().and_then(|cities| cities.first());
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(run_all(&project.site));
        diagnostics.retain(|diagnostic| concerns(path(diagnostic, &project.sources), &id, city));
        let made = project.site.form(&id).and_then(|form| pdf(&project, form, city).take(&mut diagnostics));
        let ending = ending(&diagnostics);
        console.tell_findings(&diagnostics, &project.sources);
        if let (Some(made), Ending::Done) = (made, ending) {
            let path = file.unwrap_or_else(|| format!("{id}.pdf").into());
            write(&path, &made.bytes)
                .map_err(|error| Diagnostic::error(&NOT_WRITTEN, path.display().to_string()).with("error", error))?;
            let pages = made.sheet.map_or(0, |sheet| sheet.pages);
            let written =
                [("path", path.display().to_string()), ("pages", pages.to_string()), ("bytes", size(made.bytes.len()))];
            console.tell_line(&console.say(&progress::WROTE, &written));
        }
        Ok(ending)
    })?
}

fn path<'a>(diagnostic: &'a Diagnostic, sources: &'a source::Sources) -> &'a str {
    match &diagnostic.place {
        Place::Span(span) => &sources.get(span.source).path,
        Place::Path(path) => path,
    }
}

/// Does a fault in this file concern the sheet? What is wrong with other forms, cities and the pages does not.
fn concerns(path: &str, form: &Name, city: Option<&Name>) -> bool {
    let own = [format!("forms/{form}.yaml"), "forms/choices.yaml".into(), "forms/blocks.yaml".into()];
    match path.strip_prefix("content/cities/") {
        Some(file) => city.is_some_and(|city| file == format!("{city}.yaml")),
        None if path.starts_with("forms/") => own.iter().any(|own| own == path),
        None => !path.starts_with("content/") && !path.starts_with("templates/"),
    }
}

/// Beside the place and then renamed, so that a broken run leaves no half file.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path == Path::new(STANDARD_OUTPUT) {
        let mut out = io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    fs::write(&part, bytes).and_then(|()| fs::rename(&part, path)).inspect_err(|_| {
        let _ = fs::remove_file(&part);
    })
}
