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
use crate::load::Project;
use crate::model::Variant;
use crate::model::name::Name;
use crate::model::page::Page;
use crate::model::source_path::SourceKind;
use crate::outputs::pdf::is_as_written;
use crate::pipeline::order::{Order, printout};
use crate::pipeline::plan::Product;
use crate::source;
use crate::wording::Lang;
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
        let wanted = wanted(&project, wish, console.lang)?;
        if let (Wanted::Booklet | Wanted::Page(_), Some(Variant::Fillable | Variant::Large)) = (&wanted, wish.variant) {
            return Err(Diagnostic::error(&BOOKLET_VARIANT, "--variant"));
        }
        let cities = cities(&project, wish.cities, console.lang)?;
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(check::findings(&project));
        diagnostics.retain(|diagnostic| wanted.is_concerned(path(diagnostic, &project.sources), &cities));
        let product = match &wanted {
            Wanted::Form(form) => {
                let variant = wish.variant.unwrap_or(Variant::Blank);
                project.site.form(form).map(|form| Product::Form(form, variant))
            }
            Wanted::Booklet => Some(Product::Booklet),
            Wanted::Page(path) => {
                let page = project.site.page(path);
                page.and_then(|page| Some(Product::Publicity(page, page.publicity()?)))
            }
        };
        // What has none of a city is the same for all.
        let of_product = |product: &Product| if product.is_of(cities.first()) { &cities[..] } else { &[] };
        let order = product.map(|product| Order { product, cities: of_product(&product), copies: wish.copies });
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

/// What is to be printed.
enum Wanted {
    Form(Name),
    /// All forms together.
    Booklet,
    /// A page that publicises, by its path below `content/`.
    Page(String),
}

/// What somebody calls by a form's id, as the booklet, or by the name of a page's file.
fn wanted(project: &Project, wish: &Wish, lang: Lang) -> Result<Wanted, Diagnostic> {
    if wish.form == Name::BOOKLET {
        return Ok(Wanted::Booklet);
    }
    let is_called = |page: &&Page| {
        let stem = page.path.strip_suffix(".md").unwrap_or(&page.path);
        page.publicity().is_some() && (stem == wish.form || stem.rsplit('/').next() == Some(wish.form))
    };
    let mut pages = project.site.pages.iter().filter(is_called);
    match pages.next() {
        Some(page) => Ok(Wanted::Page(page.path.clone())),
        None => form(project, wish.form, "formpress pdf", lang).map(Wanted::Form),
    }
}

impl Wanted {
    /// Does a fault in this file concern it?
    fn is_concerned(&self, path: &str, cities: &[Name]) -> bool {
        match (self, SourceKind::of(path)) {
            (Wanted::Form(form), _) => concerns(path, Some(form), cities),
            (Wanted::Booklet, _) => concerns(path, None, cities),
            (Wanted::Page(own), SourceKind::Page(page)) => page == own,
            (Wanted::Page(_), SourceKind::Facts) => true,
            (Wanted::Page(_), SourceKind::Form(_) | SourceKind::Choices | SourceKind::Blocks) => false,
            (Wanted::Page(_), _) => concerns(path, None, cities),
        }
    }
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
