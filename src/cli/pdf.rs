//! `formpress pdf`: a form or the booklet, for the cities and in the copies that are wanted, to one file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::command::{Ending, Sources};
use super::console::{Console, ending, size};
use super::opening::{cities, form, on_threads, open};
use super::writing::replace;
use crate::check;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Variant;
use crate::model::name::Name;
use crate::model::source_path::SourceKind;
use crate::outputs::pdf::is_as_written;
use crate::pipeline::order::{Order, printout};
use crate::pipeline::plan::Product;
use crate::source;
use crate::wording::cli::{BOOKLET_VARIANT, FILE_CHANGED, NOT_WRITTEN, progress};

/// A file's name that stands for standard output.
const STANDARD_OUTPUT: &str = "-";

/// No file that is written here is larger, in bytes: one has a thousand pages at most. What is larger is not read.
const LARGEST: u64 = 1 << 30;

/// What is wished for, as it was typed.
pub struct Wish<'a> {
    pub form: &'a str,
    pub cities: &'a [String],
    pub variant: Option<Variant>,
    pub copies: usize,
    pub file: Option<PathBuf>,
}

pub fn run(sources: &Sources, wish: &Wish, console: Console) -> Result<Ending, Diagnostic> {
    on_threads(sources.jobs, || {
        let opened = open(sources)?;
        let project = opened.value;
        let form = match wish.form {
            Name::BOOKLET => None,
            id => Some(form(&project, id, "formpress pdf", console.lang)?),
        };
        if let (None, Some(Variant::Fillable | Variant::Large)) = (&form, wish.variant) {
            return Err(Diagnostic::error(&BOOKLET_VARIANT, "--variant"));
        }
        let cities = cities(&project, wish.cities, console.lang)?;
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(check::findings(&project));
        diagnostics.retain(|diagnostic| concerns(path(diagnostic, &project.sources), form.as_ref(), &cities));
        let product = match &form {
            Some(form) => {
                let variant = wish.variant.unwrap_or(Variant::Blank);
                project.site.form(form).map(|form| Product::Form(form, variant))
            }
            None => Some(Product::Booklet),
        };
        let order = product.map(|product| Order { product, cities: &cities, copies: wish.copies });
        let made = match &order {
            Some(order) => printout(&project, order)?.take(&mut diagnostics),
            None => None,
        };
        let ending = ending(&diagnostics);
        console.tell_findings(&diagnostics, &project.sources);
        if let (Some(made), Some(order), Ending::Done) = (made, order, ending) {
            let path = wish.file.clone().unwrap_or_else(|| order.name().into());
            if is_somebodys(&path) {
                return Err(Diagnostic::error(&FILE_CHANGED, path.display().to_string()));
            }
            write(&path, &made.bytes)
                .map_err(|error| Diagnostic::error(&NOT_WRITTEN, path.display().to_string()).with("error", error))?;
            let written = [
                ("path", path.display().to_string()),
                ("pages", made.pages.to_string()),
                ("bytes", size(made.bytes.len())),
            ];
            console.tell_line(&console.say(&progress::WROTE, &written));
        }
        Ok(ending)
    })?
}

pub(super) fn path<'a>(diagnostic: &'a Diagnostic, sources: &'a source::Sources) -> &'a str {
    match &diagnostic.place {
        Place::Span(span) => &sources.get(span.source).path,
        Place::Path(path) => path,
        Place::Cell(cell) => &cell.file,
    }
}

/// Does a fault in this file concern the sheet? What is wrong with other forms, cities and the pages does
/// not; a booklet has every form.
pub(super) fn concerns(path: &str, form: Option<&Name>, cities: &[Name]) -> bool {
    match SourceKind::of(path) {
        SourceKind::City(id) | SourceKind::Overlay(id) => cities.iter().any(|city| city.as_str() == id),
        SourceKind::Form(id) => form.is_none_or(|form| form.as_str() == id),
        SourceKind::Facts
        | SourceKind::Ledger
        | SourceKind::Requirements
        | SourceKind::Queries
        | SourceKind::FormerLedger
        | SourceKind::Release(_)
        | SourceKind::Page(_)
        | SourceKind::File(_)
        | SourceKind::OtherYaml(_)
        | SourceKind::Template(_)
        | SourceKind::Asset(_)
        | SourceKind::Pictogram(_) => false,
        SourceKind::Settings | SourceKind::Choices | SourceKind::Blocks | SourceKind::Font | SourceKind::Unknown => {
            true
        }
    }
}

/// Is there a file at the place that holds anything but what was written here?
fn is_somebodys(path: &Path) -> bool {
    let Some(size) = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len()) else {
        return false;
    };
    let is_ours = || size <= LARGEST && fs::read(path).is_ok_and(|bytes| is_as_written(&bytes));
    size > 0 && !is_ours()
}

/// To the file, or to standard output.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path == Path::new(STANDARD_OUTPUT) {
        let mut out = io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush());
    }
    replace(path, bytes)
}
