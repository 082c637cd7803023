//! Every thing of the output as bytes, in memory.
//!
//! All faults are found in one run: rules, layout, templates and pages are gone through even where
//! one of them has failed, and only then the build is refused.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::manifest::{FontRecord, manifest};
use super::narrow::narrowed;
use super::plan::{Artifact, Output, plan};
use super::press::{Press, presses};
use super::progress::{Progress, Silent, Stage};
use crate::check;
use crate::diagnostic::{Checked, Diagnostic, any_error, distinct};
use crate::load::Project;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::{Address, Variant};
use crate::outputs::html::{Download, Templates, Website};
use crate::paper::fonts::{FontFace, Fonts};
use crate::wording::pipeline;

/// One file of the output.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub address: Address,
    pub bytes: Vec<u8>,
    /// What a PDF is of.
    pub sheet: Option<SheetRecord>,
}

/// What the manifest says about a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRecord {
    pub form: Name,
    pub number: String,
    pub version: String,
    pub city: Option<Name>,
    pub variant: Variant,
    pub pages: usize,
}

/// Makes everything: the whole site, or, where `cities` names some, a whole site of only those.
///
/// # Errors
/// The value is `None` where there is an error among the diagnostics.
pub fn build(project: &Project, cities: &[Name], progress: &dyn Progress) -> Checked<Option<Vec<File>>> {
    let all = &project.site;
    let mut diagnostics = check::run_all(all);
    let templates = Templates::parse(&project.sources, &project.templates);
    let templates_parsed = !any_error(&templates.diagnostics);
    diagnostics.extend(templates.diagnostics);
    let fonts = take(Fonts::find(&project.root.join("fonts")), &mut diagnostics);
    let forms: Vec<&Form> = all.forms.iter().collect();
    let presses = fonts.as_ref().map(|fonts| presses(all, &forms, fonts, progress));
    let presses = presses.map_or(Vec::new(), |checked| checked.take(&mut diagnostics));

    let narrow;
    let site = if cities.is_empty() {
        all
    } else {
        narrow = narrowed(all, cities);
        &narrow
    };
    let plan = plan(site, &project.assets).take(&mut diagnostics);
    let refused = any_error(&diagnostics);
    let mut files = if refused { Vec::new() } else { sheets(&plan, &presses, progress) };
    let downloads: BTreeMap<Address, Download> = files.iter().filter_map(download).collect();
    if templates_parsed {
        let website = Website::new(site, &templates.value, &downloads);
        match pages(&plan, &website, progress) {
            Ok(pages) => files.extend(pages),
            Err(faults) => diagnostics.extend(faults),
        }
    }
    distinct(&mut diagnostics);
    let fonts = fonts.filter(|_| !any_error(&diagnostics));
    let records = fonts.and_then(|fonts| take(font_records(&fonts), &mut diagnostics));
    let value = records.map(|records| {
        let bytes = manifest(&files, &records, &site.settings);
        files.push(File { address: Address::manifest(), bytes, sheet: None });
        files
    });
    Checked { value, diagnostics }
}

/// The PDF of one form, for a city or generic; rules are not gone through.
///
/// # Errors
/// As [`build`].
pub fn pdf(project: &Project, form: &Form, city: Option<&Name>) -> Checked<Option<File>> {
    let mut diagnostics = Vec::new();
    let fonts = take(Fonts::find(&project.root.join("fonts")), &mut diagnostics);
    let presses = fonts.map(|fonts| presses(&project.site, &[form], &fonts, &Silent));
    let presses = presses.map_or(Vec::new(), |checked| checked.take(&mut diagnostics));
    let value = presses.first().and_then(|press| sheet(press, city, Address::sheet(&form.id, Variant::Blank, city)));
    Checked { value, diagnostics }
}

fn take<T>(made: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    made.map_err(|faults| diagnostics.extend(faults)).ok()
}

fn sheets(plan: &[Artifact], presses: &[Press], progress: &dyn Progress) -> Vec<File> {
    let wanted: Vec<_> = plan
        .iter()
        .filter_map(|artifact| match &artifact.output {
            Output::Sheet { form, city } => Some((&artifact.address, *form, *city)),
            Output::Page(_) | Output::File(_) | Output::Robots | Output::Sitemap | Output::Manifest => None,
        })
        .collect();
    progress.begin(Stage::Printing, wanted.len());
    wanted
        .par_iter()
        .filter_map(|(address, form, city)| {
            let press = presses.iter().find(|press| press.form.id == form.id)?;
            let file = sheet(press, city.map(|city| &city.id), (*address).clone());
            progress.step();
            file
        })
        .collect()
}

fn sheet(press: &Press, city: Option<&Name>, address: Address) -> Option<File> {
    let sheets = press.sheets(city)?;
    let record = SheetRecord {
        form: sheets.identity.form.clone(),
        number: sheets.identity.number.clone(),
        version: sheets.identity.version.clone(),
        city: sheets.identity.city.clone(),
        variant: Variant::Blank,
        pages: sheets.pages.len(),
    };
    Some(File { address, bytes: press.print(sheets), sheet: Some(record) })
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
                Output::Sheet { .. } | Output::Manifest => return None,
            };
            Some(bytes.map(|bytes| File { address: artifact.address.clone(), bytes, sheet: None }))
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
