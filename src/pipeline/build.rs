//! Every thing of the output as bytes, in memory.
//!
//! All faults are found in one run: rules, layout, templates and pages are gone through even where
//! one of them has failed, and only then the build is refused.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::chosen::of_cities;
use super::file::File;
use super::manifest::{FontRecord, hexadecimal, manifest};
use super::parity::parity;
use super::plan::{Artifact, Output, plan};
use super::press::{Pdf, Press, Run, Wanted};
use super::progress::{Progress, Silent, Stage};
use super::proofs::Proofs;
use crate::check;
use crate::diagnostic::{Checked, Diagnostic, any_error, distinct};
use crate::load::Project;
use crate::model::card::Words;
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::model::{Address, IssuedProgramme, Site, issue_every};
use crate::outputs::card::card;
use crate::outputs::html::{Download, Route, Subject, Templates, Website};
use crate::paper::Layout;
use crate::paper::fonts::{FontFace, Fonts};
use crate::paper::sheet::Sheet;
use crate::wording::pipeline;

/// Makes everything: the whole site, or, where `cities` names some, a whole site of only those.
///
/// # Errors
/// The value is `None` where there is an error among the diagnostics.
pub fn build(project: &Project, cities: &[Name], progress: &dyn Progress) -> Checked<Option<Vec<File>>> {
    make(project, cities, None, progress)
}

/// Makes the site without its PDFs, which are laid out but not printed: for a check, which finds whatever a
/// build would find, and for a preview, whose pages do not say how large a file will be.
///
/// # Errors
/// As [`build`].
pub fn draft(project: &Project, proofs: &mut Proofs) -> Checked<Option<Vec<File>>> {
    make(project, &[], Some(proofs), &Silent)
}

/// With proofs, a draft.
fn make(
    project: &Project,
    cities: &[Name],
    proofs: Option<&mut Proofs>,
    progress: &dyn Progress,
) -> Checked<Option<Vec<File>>> {
    let all = &project.site;
    let mut diagnostics = check::run_all(all);
    let templates = Templates::parse(&project.sources, &project.templates);
    let templates_parsed = !any_error(&templates.diagnostics);
    diagnostics.extend(templates.diagnostics);
    let fonts = take(Fonts::find(&project.root.join(SourcePath::fonts())), &mut diagnostics);

    let chosen;
    let site = if cities.is_empty() {
        all
    } else {
        chosen = of_cities(all, cities);
        &chosen
    };
    // A file is the same whichever cities are built with it, so that all are laid out.
    let offices = issue_every(all);
    let plan = plan(site, &project.assets).take(&mut diagnostics);
    let printing = proofs.is_none() && !any_error(&diagnostics);
    let mut files = Vec::new();
    let mut fronts = BTreeMap::new();
    let mut downloads = BTreeMap::new();
    match &fonts {
        Some(fonts) if printing => {
            (files, fronts) = pdfs(all, &offices, &plan, fonts, progress, &mut diagnostics);
            downloads = files.iter().filter_map(download).collect();
        }
        Some(fonts) => {
            let mut none = Proofs::default();
            let pages = proofs.unwrap_or(&mut none).pages(all, &offices, fonts, progress, &mut diagnostics);
            downloads = wanted(&plan).iter().map(|(address, _, _)| unprinted(address, &pages)).collect();
        }
        None => {}
    }
    let edition = edition(project);
    let website = templates_parsed.then(|| Website::new(site, &templates.value, &downloads, &edition));
    if let Some(website) = &website {
        // A preview's links are passed on to nobody.
        let cards = fonts.as_ref().filter(|_| printing).map(|fonts| Cards { site, fonts, fronts: &fronts });
        match pages(&plan, website, cards.as_ref(), progress) {
            Ok(pages) => files.extend(pages),
            Err(faults) => diagnostics.extend(faults),
        }
    }
    if printing && !any_error(&diagnostics) {
        let wanted: Vec<&IssuedProgramme> =
            offices.iter().filter(|office| office.city().is_none_or(|city| site.city(city).is_some())).collect();
        if let Some((bytes, compared)) = parity(&wanted, &files).take(&mut diagnostics) {
            files.push(File { address: Address::parity(), bytes, sheet: None });
            // The page that says how much was compared is made when that is known.
            let website = website.map(|website| website.proven(compared));
            let page = website.iter().flat_map(|website| website.routes().map(move |route| (website, route)));
            for (website, route) in page.filter(|(_, route)| route.subject == Subject::Proof) {
                let page = website.page(route).map(|bytes| File { address: route.address(), bytes, sheet: None });
                files.extend(page.map_err(|fault| diagnostics.push(fault)));
            }
        }
    }
    if let Some(fonts) = fonts.filter(|_| printing)
        && let Some(records) = take(font_records(&fonts), &mut diagnostics)
    {
        let bytes = manifest(&files, &records, &site.settings, &edition);
        files.push(File { address: Address::manifest(), bytes, sheet: None });
    }
    distinct(&mut diagnostics);
    Checked { value: Some(files).filter(|_| !any_error(&diagnostics)), diagnostics }
}

/// What tells one state of the sources from another: the beginning of their digest (SHA-256), with the day they
/// speak of.
fn edition(project: &Project) -> String {
    let mut digest = Sha256::new();
    let mut add = |path: &str, bytes: &[u8]| {
        digest.update(path.len().to_le_bytes());
        digest.update(path);
        digest.update(bytes.len().to_le_bytes());
        digest.update(bytes);
    };
    project.sources.iter().for_each(|source| add(&source.path, source.text.as_bytes()));
    project.assets.iter().for_each(|asset| add(&asset.path, &asset.bytes));
    add("as_of", project.site.settings.as_of.to_string().as_bytes());
    hexadecimal(&digest.finalize()[..5])
}

fn take<T>(made: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    made.map_err(|faults| diagnostics.extend(faults)).ok()
}

fn wanted<'a>(plan: &'a [Artifact<'a>]) -> Vec<Pdf<'a>> {
    let wanted = |artifact: &'a Artifact<'a>| match &artifact.output {
        Output::Print { product, city } => Some((&artifact.address, *product, *city)),
        Output::Pictures(..)
        | Output::Places(..)
        | Output::Card(_)
        | Output::Page(_)
        | Output::File(_)
        | Output::Robots
        | Output::SearchIndex
        | Output::Feed
        | Output::Sitemap
        | Output::Parity
        | Output::Manifest => None,
    };
    plan.iter().filter_map(wanted).collect()
}

/// The offices whose sheets of this run are wanted as pictures.
fn drawn<'a>(plan: &'a [Artifact<'a>], run: &Run) -> Vec<Option<&'a Name>> {
    let of_run = |artifact: &Artifact<'a>| match (&artifact.output, run) {
        (Output::Pictures(form, city), Run::Form(id, Layout::Regular)) if form.id == **id => Some(*city),
        _ => None,
    };
    plan.iter().filter_map(of_run).collect()
}

/// Every PDF, run by run, and with it what is drawn of the same sheets; and the first sheet of each form. After a fault the rest is only laid out, so that all faults are found.
fn pdfs(
    site: &Site,
    offices: &[IssuedProgramme],
    plan: &[Artifact],
    fonts: &Fonts,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<File>, BTreeMap<Name, Sheet>) {
    let press = Press::new(fonts);
    let mut files = Vec::new();
    let mut fronts = BTreeMap::new();
    let wanted = wanted(plan);
    progress.begin(Stage::Printing, wanted.len());
    let print = || {
        for run in Run::all(site) {
            if any_error(diagnostics) {
                diagnostics.extend(press.proof(&run, offices, &Silent).diagnostics);
                continue;
            }
            let pdfs: Vec<Pdf> = wanted.iter().copied().filter(|(_, product, _)| run.makes(product)).collect();
            let wanted = Wanted { pdfs, drawn: drawn(plan, &run) };
            let printed = press.print(&run, offices, &wanted, progress).take(diagnostics);
            files.extend(printed.files);
            fronts.extend(printed.front);
        }
    };
    // The first run is laid out while the font of what is typed is made; a fault in it is met there.
    let ((), _) = rayon::join(print, || press.typing());
    (files, fronts)
}

/// What the cards of pages are made from.
struct Cards<'a> {
    site: &'a Site,
    fonts: &'a Fonts,
    /// The first generic sheet of each form.
    fronts: &'a BTreeMap<Name, Sheet>,
}

impl Cards<'_> {
    fn card(&self, route: &Route) -> Vec<u8> {
        let settings = &self.site.settings;
        let site = if route.is_home() { "" } else { settings.title.as_str() };
        let front = if let Subject::Form(form) = route.subject { self.fronts.get(&form.id) } else { None };
        card(&Words { title: &route.title(self.site), site, programme: &settings.programme }, front, self.fonts)
    }
}

/// What pages can say of a file that is not there yet.
fn unprinted(address: &Address, pages: &BTreeMap<Address, usize>) -> (Address, Download) {
    (address.clone(), Download { address: address.clone(), bytes: None, pages: pages.get(address).copied() })
}

fn download(file: &File) -> Option<(Address, Download)> {
    let pages = Some(file.sheet.as_ref()?.pages);
    Some((file.address.clone(), Download { address: file.address.clone(), bytes: Some(file.bytes.len()), pages }))
}

/// Everything that is no sheet and not the manifest.
fn pages(
    plan: &[Artifact],
    website: &Website,
    cards: Option<&Cards>,
    progress: &dyn Progress,
) -> Result<Vec<File>, Vec<Diagnostic>> {
    progress.begin(Stage::Pages, plan.iter().filter(|artifact| matches!(artifact.output, Output::Page(_))).count());
    let made: Vec<Result<File, Diagnostic>> = plan
        .par_iter()
        .filter_map(|artifact| {
            let bytes = match &artifact.output {
                Output::Page(route) if cards.is_some() && route.subject == Subject::Proof => return None,
                Output::Page(route) => {
                    let page = website.page(route);
                    progress.step();
                    page
                }
                Output::Card(route) => Ok(cards?.card(route)),
                Output::File(asset) => Ok(asset.bytes.clone()),
                Output::Robots => Ok(website.robots()),
                Output::Sitemap => Ok(website.sitemap_xml().unwrap_or_default()),
                Output::Feed => Ok(website.feed().unwrap_or_default()),
                Output::Print { .. }
                | Output::Pictures(..)
                | Output::Places(..)
                | Output::SearchIndex
                | Output::Parity
                | Output::Manifest => return None,
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
    if !faults.is_empty() {
        return Err(faults);
    }
    let written = files.iter().map(|file| (&file.address, file.bytes.as_slice()));
    let bytes = website.search_index(written);
    files.push(File { address: Address::search_index(), bytes, sheet: None });
    Ok(files)
}

fn font_records(fonts: &Fonts) -> Result<Vec<FontRecord>, Vec<Diagnostic>> {
    let faces: Vec<&FontFace> = fonts.faces().map(|(_, face)| face).collect();
    let record = |face: &&FontFace| match face.sha256() {
        Ok(sha256) => Ok(FontRecord {
            family: face.family.to_owned(),
            style: face.style.to_owned(),
            version: face.version.clone(),
            sha256: hexadecimal(&sha256),
        }),
        Err(error) => Err(vec![
            Diagnostic::error(&pipeline::FONT_FILE_UNREADABLE, face.path.display().to_string()).with("error", error),
        ]),
    };
    faces.par_iter().map(record).collect()
}
