//! Every thing of the output as bytes, in memory.
//!
//! All faults are found in one run: rules, layout, templates and pages are gone through even where
//! one of them has failed, and only then the build is refused.

use std::collections::BTreeMap;

use bytes::Bytes;
use rayon::prelude::*;

use super::manifest::{FontRecord, manifest};
use super::narrow::narrowed;
use super::plan::{Artifact, Output, plan};
use super::press::{Press, Run, Wanted, is_fillable};
use super::progress::{Progress, Silent, Stage};
use super::stock::Stock;
use crate::check;
use crate::diagnostic::{Checked, Diagnostic, any_error, distinct};
use crate::load::Project;
use crate::model::name::Name;
use crate::model::{Address, Site, Variant};
use crate::outputs::html::{Download, Templates, Website};
use crate::paper::fonts::{FontFace, Fonts};
use crate::wording::pipeline;

/// One file of the output.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub address: Address,
    pub bytes: Bytes,
    /// What a PDF is of.
    pub sheet: Option<SheetRecord>,
}

/// What the manifest says about a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRecord {
    /// `None` of a booklet.
    pub form: Option<FormRecord>,
    pub city: Option<Name>,
    /// `None` of a booklet.
    pub variant: Option<Variant>,
    pub pages: usize,
}

/// Which form, as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRecord {
    pub id: Name,
    pub number: String,
    pub version: String,
}

/// Makes everything: the whole site, or, where `cities` names some, a whole site of only those. PDFs that
/// are in stock are taken from there, and the others put into it.
///
/// # Errors
/// The value is `None` where there is an error among the diagnostics.
pub fn build(
    project: &Project,
    cities: &[Name],
    stock: &mut Stock,
    progress: &dyn Progress,
) -> Checked<Option<Vec<File>>> {
    make(project, cities, Some(stock), progress)
}

/// Everything that a build would find, without one: sheets are laid out, pages rendered, nothing printed.
pub fn faults(project: &Project, progress: &dyn Progress) -> Vec<Diagnostic> {
    make(project, &[], None, progress).diagnostics
}

fn make(
    project: &Project,
    cities: &[Name],
    mut stock: Option<&mut Stock>,
    progress: &dyn Progress,
) -> Checked<Option<Vec<File>>> {
    let all = &project.site;
    let mut diagnostics = check::run_all(all);
    let templates = Templates::parse(&project.sources, &project.templates);
    let templates_parsed = !any_error(&templates.diagnostics);
    diagnostics.extend(templates.diagnostics);
    let fonts = take(Fonts::find(&project.root.join("fonts")), &mut diagnostics);
    let records = fonts.as_ref().and_then(|fonts| take(font_records(fonts), &mut diagnostics));
    if let (Some(stock), Some(records)) = (&mut stock, &records) {
        stock.with_fonts(records);
    }

    let narrow;
    let site = if cities.is_empty() {
        all
    } else {
        narrow = narrowed(all, cities);
        &narrow
    };
    let plan = plan(site, &project.assets).take(&mut diagnostics);
    let wanted = wanted(&plan);
    let mut files = Vec::new();
    if let Some(fonts) = &fonts {
        let press = Press::new(fonts);
        match stock.filter(|_| !any_error(&diagnostics)) {
            Some(stock) => files = pdfs(all, &wanted, &press, stock, progress, &mut diagnostics),
            None => diagnostics.extend(unprintable(all, &press, progress)),
        }
    }
    let mut downloads: BTreeMap<Address, Download> = wanted.iter().map(unmade).collect();
    downloads.extend(files.iter().filter_map(download));
    if templates_parsed {
        let website = Website::new(site, &templates.value, &downloads);
        match pages(&plan, &website, progress) {
            Ok(pages) => files.extend(pages),
            Err(faults) => diagnostics.extend(faults),
        }
    }
    distinct(&mut diagnostics);
    let value = records.filter(|_| !any_error(&diagnostics)).map(|records| {
        let bytes = manifest(&files, &records, &site.settings).into();
        files.push(File { address: Address::manifest(), bytes, sheet: None });
        files
    });
    Checked { value, diagnostics }
}

fn take<T>(made: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    made.map_err(|faults| diagnostics.extend(faults)).ok()
}

fn wanted<'a>(plan: &'a [Artifact<'a>]) -> Vec<Wanted<'a>> {
    let wanted = |artifact: &'a Artifact<'a>| match &artifact.output {
        Output::Print { product, city } => Some((&artifact.address, *product, *city)),
        Output::Page(_) | Output::File(_) | Output::Robots | Output::Sitemap | Output::Manifest => None,
    };
    plan.iter().filter_map(wanted).collect()
}

/// What stands in the way of printing any of the sheets.
fn unprintable(site: &Site, press: &Press, progress: &dyn Progress) -> Vec<Diagnostic> {
    let runs = Run::all(site);
    progress.begin(Stage::LayingOut, runs.len() * (site.cities.len() + 1));
    runs.iter().flat_map(|run| press.faults(run, &run.seen(site), progress)).collect()
}

/// Every PDF of the plan, run by run. After a fault the rest is only laid out, so that all faults are found.
fn pdfs(
    site: &Site,
    wanted: &[Wanted],
    press: &Press,
    stock: &mut Stock,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<File> {
    let mut files = Vec::new();
    let mut due: Vec<(Run, Site, Vec<Wanted>)> = Vec::new();
    for run in Run::all(site) {
        let wanted: Vec<Wanted> = wanted.iter().copied().filter(|(_, product, _)| run.makes(product)).collect();
        let seen = run.seen(site);
        match stock.find(&seen, &wanted) {
            Some(printed) => files.extend(printed.take(diagnostics)),
            None => due.push((run, seen, wanted)),
        }
    }
    progress.begin(Stage::Printing, due.iter().map(|(_, _, wanted)| wanted.len()).sum());
    let types = due.iter().flat_map(|(_, _, wanted)| wanted).any(|(_, product, _)| is_fillable(product));
    let print = || {
        for (run, seen, wanted) in due {
            if any_error(diagnostics) {
                diagnostics.extend(press.faults(&run, &seen, &Silent));
                continue;
            }
            let printed = press.print(&run, &seen, &wanted, progress);
            stock.keep(seen, &printed);
            files.extend(printed.take(diagnostics));
        }
    };
    // The first run is laid out while the font of what is typed is made; a fault in it is met there.
    rayon::join(print, || types.then(|| press.typing()));
    files
}

/// Pages are gone through as if there were a file, where there is none because of a fault.
fn unmade((address, _, _): &Wanted) -> (Address, Download) {
    ((*address).clone(), Download { address: (*address).clone(), bytes: 0, pages: 0 })
}

fn download(file: &File) -> Option<(Address, Download)> {
    let pages = file.sheet.as_ref()?.pages;
    Some((file.address.clone(), Download { address: file.address.clone(), bytes: file.bytes.len(), pages }))
}

/// Everything that is no sheet and not the manifest.
fn pages(plan: &[Artifact], website: &Website, progress: &dyn Progress) -> Result<Vec<File>, Vec<Diagnostic>> {
    progress.begin(Stage::Pages, plan.iter().filter(|artifact| matches!(artifact.output, Output::Page(_))).count());
    let made: Vec<Result<File, Diagnostic>> = plan
        .par_iter()
        .filter_map(|artifact| {
            let bytes = match &artifact.output {
                Output::Page(route) => {
                    let page = website.page(route);
                    progress.step();
                    page
                }
                Output::File(asset) => Ok(asset.bytes.clone()),
                Output::Robots => Ok(website.robots()),
                Output::Sitemap => Ok(website.sitemap_xml().unwrap_or_default()),
                Output::Print { .. } | Output::Manifest => return None,
            };
            Some(bytes.map(|bytes| File { address: artifact.address.clone(), bytes: bytes.into(), sheet: None }))
        })
        .collect();
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for made in made {
        match made {
            Ok(file) => files.push(file),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

fn font_records(fonts: &Fonts) -> Result<Vec<FontRecord>, Vec<Diagnostic>> {
    let faces: Vec<&FontFace> = fonts.faces().map(|(_, face)| face).collect();
    let record = |face: &&FontFace| match face.sha256() {
        Ok(sha256) => Ok(FontRecord {
            family: face.family.to_owned(),
            style: face.style.to_owned(),
            version: face.version.clone(),
            sha256,
        }),
        Err(error) => Err(vec![
            Diagnostic::error(&pipeline::FONT_FILE_UNREADABLE, face.path.display().to_string()).with("error", error),
        ]),
    };
    faces.par_iter().map(record).collect()
}
