//! `formpress pdf`: a form or the booklet, for the cities and in the copies that are wanted, to one file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::atomic_file::replace;
use super::command::{ExitStatus, SourceArguments};
use super::console::{Console, exit_status, size};
use super::project::{city_names, form_name, open_project, run_on_threads};
use crate::check;
use crate::diagnostic::{Diagnostic, Location};
use crate::load::Project;
use crate::model::Variant;
use crate::model::name::Name;
use crate::model::page::Page;
use crate::model::source_path::SourceKind;
use crate::outputs::pdf::is_unmodified;
use crate::pipeline::export::{ExportJob, export};
use crate::pipeline::plan::PdfProduct;
use crate::source;
use crate::wording::cli::{BOOKLET_VARIANT, FILE_CHANGED, NOT_WRITTEN, progress};
use crate::wording::{Lang, message, phrase};

/// A file's name that stands for standard output.
const STANDARD_OUTPUT: &str = "-";

/// No file that is written here is larger, in bytes: one has a thousand pages at most. What is larger is not read.
const MAX_FILE_BYTES: u64 = 1 << 30;

/// What is wished for, as it was typed.
pub(crate) struct PdfArguments<'a> {
    pub(crate) form: &'a str,
    pub(crate) cities: &'a [String],
    pub(crate) variant: Option<Variant>,
    pub(crate) copies: usize,
    pub(crate) file: Option<PathBuf>,
}

pub(crate) fn run(sources: &SourceArguments, wish: &PdfArguments, console: Console) -> Result<ExitStatus, Diagnostic> {
    run_on_threads(sources.jobs, || {
        let opened = open_project(sources)?;
        let project = opened.value;
        let wanted = select_pdf(&project, wish, console.lang)?;
        if let (PdfSelection::Booklet | PdfSelection::Page(_), Some(Variant::Fillable | Variant::Large)) =
            (&wanted, wish.variant)
        {
            return Err(Diagnostic::new(message!(BOOKLET_VARIANT), "--variant"));
        }
        let cities = city_names(&project, wish.cities, console.lang)?;
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(check::findings(&project));
        diagnostics.retain(|diagnostic| wanted.is_affected_by(diagnostic_path(diagnostic, &project.sources), &cities));
        let product = match &wanted {
            PdfSelection::Form(form) => {
                let variant = wish.variant.unwrap_or(Variant::Blank);
                project.site.form(form).map(|form| PdfProduct::Form(form, variant))
            }
            PdfSelection::Booklet => Some(PdfProduct::Booklet),
            PdfSelection::Page(path) => {
                let page = project.site.page(path);
                page.and_then(|page| Some(PdfProduct::Publicity(page, page.publicity()?)))
            }
        };
        // What has none of a city is the same for all.
        let of_product = |product: &PdfProduct| if product.exists_for(cities.first()) { &cities[..] } else { &[] };
        let order = product.map(|product| ExportJob { product, cities: of_product(&product), copies: wish.copies });
        let made = match &order {
            Some(order) => export(&project, order)?.collect_into(&mut diagnostics),
            None => None,
        };
        let ending = exit_status(&diagnostics);
        console.report_findings(&diagnostics, &project.sources);
        if let (Some(made), Some(order), ExitStatus::Done) = (made, order, ending) {
            let path = wish.file.clone().unwrap_or_else(|| order.file_name().into());
            if is_foreign_file(&path) {
                return Err(Diagnostic::new(message!(FILE_CHANGED), path.display().to_string()));
            }
            write_pdf(&path, &made.bytes)
                .map_err(|error| Diagnostic::new(message!(NOT_WRITTEN, error), path.display().to_string()))?;
            let (path, bytes) = (path.display(), size(made.bytes.len()));
            console.print_notice_line(&console.phrase(&phrase!(progress::WROTE, path, pages = made.pages, bytes)));
        }
        Ok(ending)
    })?
}

/// What is to be printed.
enum PdfSelection {
    Form(Name),
    /// All forms together.
    Booklet,
    /// A page that publicises, by its path below `content/`.
    Page(String),
}

/// What somebody calls by a form's id, as the booklet, or by the name of a page's file.
fn select_pdf(project: &Project, wish: &PdfArguments, lang: Lang) -> Result<PdfSelection, Diagnostic> {
    if wish.form == Name::BOOKLET {
        return Ok(PdfSelection::Booklet);
    }
    let is_called = |page: &&Page| {
        let stem = page.path.strip_suffix(".md").unwrap_or(&page.path);
        page.publicity().is_some() && (stem == wish.form || stem.rsplit('/').next() == Some(wish.form))
    };
    let mut pages = project.site.pages.iter().filter(is_called);
    match pages.next() {
        Some(page) => Ok(PdfSelection::Page(page.path.clone())),
        None => form_name(project, wish.form, "formpress pdf", lang).map(PdfSelection::Form),
    }
}

impl PdfSelection {
    /// Does a fault in this file concern it?
    fn is_affected_by(&self, path: &str, cities: &[Name]) -> bool {
        match (self, SourceKind::of(path)) {
            (PdfSelection::Form(form), _) => affects_form(path, Some(form), cities),
            (PdfSelection::Booklet, _) => affects_form(path, None, cities),
            (PdfSelection::Page(own), SourceKind::Page(page)) => page == own,
            (PdfSelection::Page(_), SourceKind::Facts) => true,
            (PdfSelection::Page(_), SourceKind::Form(_) | SourceKind::Choices | SourceKind::Blocks) => false,
            (PdfSelection::Page(_), _) => affects_form(path, None, cities),
        }
    }
}

pub(super) fn diagnostic_path<'a>(diagnostic: &'a Diagnostic, sources: &'a source::Sources) -> &'a str {
    match &diagnostic.location {
        Location::Span(span) => &sources.get(span.source).path,
        Location::Path(path) => path,
        Location::Cell(cell) => &cell.file,
    }
}

/// Does a fault in this file concern the sheet? What is wrong with other forms, cities and the pages does
/// not; a booklet has every form.
pub(super) fn affects_form(path: &str, form: Option<&Name>, cities: &[Name]) -> bool {
    match SourceKind::of(path) {
        SourceKind::City(id) | SourceKind::Overlay(id) => cities.iter().any(|city| city.as_str() == id),
        SourceKind::Form(id) => form.is_none_or(|form| form.as_str() == id),
        SourceKind::Facts
        | SourceKind::Accessibility
        | SourceKind::Requirements
        | SourceKind::Queries
        | SourceKind::FormerAccessibility
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
fn is_foreign_file(path: &Path) -> bool {
    let Some(size) = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|found| found.len()) else {
        return false;
    };
    let is_ours = || size <= MAX_FILE_BYTES && fs::read(path).is_ok_and(|bytes| is_unmodified(&bytes));
    size > 0 && !is_ours()
}

/// To the file, or to standard output.
fn write_pdf(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path == Path::new(STANDARD_OUTPUT) {
        let mut out = io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush());
    }
    replace(path, bytes)
}
