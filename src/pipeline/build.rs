//! Every thing of the output made, and handed over as it is made: nothing waits in memory.
//!
//! All faults are found in one run: rules, layout, templates and pages are gone through even where
//! one of them has failed, and only then the build is refused.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::chosen::of_cities;
use super::file::{File, Made, Memory, Sink};
use super::manifest::{FontRecord, hexadecimal, manifest};
use super::parity::{Counts, Proof};
use super::plan::{Artifact, Output, plan};
use super::press::{Orders, Press, Run};
use super::progress::{Progress, Silent, Stage};
use super::proofs::Proofs;
use crate::check;
use crate::diagnostic::{Checked, Diagnostic, any_error, distinct};
use crate::load::Project;
use crate::model::card::Words;
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::model::{Address, Site, issue_every};
use crate::outputs::card::card;
use crate::outputs::html::{Download, Route, Subject, Templates, Website, search_index};
use crate::paper::Layout;
use crate::paper::fonts::{FontFace, Fonts};
use crate::paper::sheet::Sheet;
use crate::wording::pipeline;

/// What was made, without its bytes.
#[derive(Debug)]
pub struct Built {
    /// Every file of the output.
    pub files: BTreeMap<Address, Made>,
    /// How much of it was read back and compared; none of a draft.
    pub compared: Option<Counts>,
}

/// Makes everything: the whole site, or, where `cities` names some, a whole site of only those.
///
/// # Errors
/// The value is `None` where there is an error among the diagnostics; what was handed over is no whole output then.
pub fn build(project: &Project, cities: &[Name], sink: &dyn Sink, progress: &dyn Progress) -> Checked<Option<Built>> {
    make(project, cities, None, sink, progress)
}

/// Makes the site without its PDFs, which are laid out but not printed: for a check, which finds whatever a
/// build would find, and for a preview, whose pages do not say how large a file will be.
///
/// # Errors
/// As [`build`].
pub fn draft(project: &Project, proofs: &mut Proofs) -> Checked<Option<BTreeMap<Address, Vec<u8>>>> {
    let memory = Memory::default();
    let Checked { value, diagnostics } = make(project, &[], Some(proofs), &memory, &Silent);
    Checked { value: value.map(|_| memory.into_files()), diagnostics }
}

/// Where a file goes when it is made: it is read back, handed over, and what is known of it kept.
struct Making<'a> {
    sink: &'a dyn Sink,
    /// None of a draft.
    proof: Option<Proof<'a>>,
    made: Mutex<BTreeMap<Address, Made>>,
}

impl Making<'_> {
    fn take(&self, file: File) {
        if let Some(proof) = &self.proof {
            proof.read(&file.address, &file.bytes);
        }
        let made = Made::of(&file.bytes, file.sheet);
        self.sink.put(&file.address, file.bytes, &made);
        self.made().insert(file.address, made);
    }

    fn put(&self, address: Address, bytes: Vec<u8>) {
        self.take(File { address, bytes, sheet: None });
    }

    fn made(&self) -> MutexGuard<'_, BTreeMap<Address, Made>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What pages can say of the PDFs that are there.
    fn downloads(&self) -> BTreeMap<Address, Download> {
        let download = |(address, made): (&Address, &Made)| {
            let (bytes, pages) = (usize::try_from(made.size).ok(), Some(made.sheet.as_ref()?.pages));
            Some((address.clone(), Download { address: address.clone(), bytes, pages }))
        };
        self.made().iter().filter_map(download).collect()
    }
}

/// With proofs, a draft.
fn make(
    project: &Project,
    cities: &[Name],
    proofs: Option<&mut Proofs>,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Checked<Option<Built>> {
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
    let is_wanted = |city: Option<&Name>| city.is_none_or(|city| site.city(city).is_some());
    let proof = printing.then(|| Proof::new(offices.iter().filter(|office| is_wanted(office.city()))));
    let making = Making { sink, proof, made: Mutex::default() };
    let mut fronts = BTreeMap::new();
    let downloads = match &fonts {
        Some(fonts) if printing => {
            let print = |run: &Run, press: &Press, diagnostics: &mut Vec<Diagnostic>| {
                // After a fault the rest is only laid out, so that all faults are found.
                if any_error(diagnostics) || sink.is_full() {
                    diagnostics.extend(press.proof(run, &offices, &Silent).diagnostics);
                    return;
                }
                let take = |file| making.take(file);
                let front = press.print(run, &offices, &orders(&plan, run), &take, progress).take(diagnostics);
                fronts.extend(front);
            };
            progress.begin(Stage::Printing, prints(&plan).count());
            each_run(all, fonts, print, &mut diagnostics);
            making.downloads()
        }
        Some(fonts) => {
            let mut none = Proofs::default();
            let pages = proofs.unwrap_or(&mut none).pages(all, &offices, fonts, progress, &mut diagnostics);
            prints(&plan).map(|address| unprinted(address, &pages)).collect()
        }
        None => BTreeMap::new(),
    };
    let edition = edition(project);
    let website = templates_parsed.then(|| Website::new(site, &offices, &templates.value, &downloads, &edition));
    if let Some(website) = &website {
        // A preview's links are passed on to nobody.
        let cards = fonts.as_ref().filter(|_| printing).map(|fonts| Cards { site, fonts, fronts: &fronts });
        diagnostics.extend(pages(&plan, website, cards.as_ref(), &making, progress));
    }
    let Making { proof, made, .. } = making;
    let making = Making { sink, proof: None, made };
    let mut counts = None;
    if let Some(proof) = proof.filter(|_| !any_error(&diagnostics))
        && let Some(proven) = proof.finish().take(&mut diagnostics)
    {
        counts = Some(proven.counts);
        making.put(Address::parity(), proven.bytes);
        // The page that says how much was compared is made when that is known.
        let website = website.map(|website| website.proven(proven.compared));
        let page = website.iter().flat_map(|website| website.routes().map(move |route| (website, route)));
        for (website, route) in page.filter(|(_, route)| route.subject == Subject::Proof) {
            match website.page(route).html() {
                Ok(html) => making.put(route.address(), html.into_bytes()),
                Err(fault) => diagnostics.push(fault),
            }
        }
    }
    if let Some(fonts) = fonts.filter(|_| printing)
        && let Some(records) = take(font_records(&fonts), &mut diagnostics)
    {
        let bytes = manifest(&making.made(), &records, &site.settings, &edition);
        making.put(Address::manifest(), bytes);
    }
    distinct(&mut diagnostics);
    let files = making.made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let value = Some(Built { files, compared: counts }).filter(|_| !any_error(&diagnostics));
    Checked { value, diagnostics }
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

/// Where the PDFs go.
fn prints<'a>(plan: &'a [Artifact<'a>]) -> impl Iterator<Item = &'a Address> {
    plan.iter().filter(|artifact| matches!(artifact.output, Output::Print { .. })).map(|artifact| &artifact.address)
}

/// What is wanted of a run.
fn orders<'a>(plan: &'a [Artifact<'a>], run: &Run) -> Orders<'a> {
    let mut orders = Orders::new();
    for artifact in plan {
        match (&artifact.output, run) {
            (Output::Print { product, city }, run) if run.makes(product) => {
                orders.entry(*city).or_default().pdfs.push((&artifact.address, *product));
            }
            (Output::Pictures(form, city), Run::Form(id, Layout::Regular)) if form.id == **id => {
                orders.entry(*city).or_default().drawn = true;
            }
            _ => {}
        }
    }
    orders
}

/// Goes through the runs of a site one after the other.
fn each_run(
    site: &Site,
    fonts: &Fonts,
    mut print: impl FnMut(&Run, &Press, &mut Vec<Diagnostic>) + Send,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let press = Press::new(fonts);
    let runs = || Run::all(site).iter().for_each(|run| print(run, &press, diagnostics));
    // The first run is laid out while the font of what is typed is made; a fault in it is met there.
    let ((), _) = rayon::join(runs, || press.typing());
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

/// Makes everything that is no sheet and not the manifest; the faults are those of templates.
fn pages(
    plan: &[Artifact],
    website: &Website,
    cards: Option<&Cards>,
    making: &Making,
    progress: &dyn Progress,
) -> Vec<Diagnostic> {
    progress.begin(Stage::Pages, plan.iter().filter(|artifact| matches!(artifact.output, Output::Page(_))).count());
    let page = |artifact: &Artifact, route: &Route| {
        let html = website.page(route).html()?;
        progress.step();
        let words = website.words(route, &html);
        making.put(artifact.address.clone(), html.into_bytes());
        Ok(words)
    };
    let made = plan.par_iter().map(|artifact| {
        let bytes = match &artifact.output {
            Output::Page(route) if cards.is_some() && route.subject == Subject::Proof => None,
            Output::Page(route) => return page(artifact, route),
            Output::Card(route) => cards.map(|cards| cards.card(route)),
            Output::File(asset) => Some(asset.bytes.clone()),
            Output::Robots => Some(website.robots()),
            Output::Sitemap => Some(website.sitemap_xml().unwrap_or_default()),
            Output::Feed => Some(website.feed().unwrap_or_default()),
            Output::Print { .. }
            | Output::Pictures(..)
            | Output::Places(..)
            | Output::SearchIndex
            | Output::Parity
            | Output::Manifest => None,
        };
        bytes.into_iter().for_each(|bytes| making.put(artifact.address.clone(), bytes));
        Ok(None)
    });
    // What the search knows of each page.
    let made: Vec<Result<Option<String>, Diagnostic>> = made.collect();
    let (searched, faults): (Vec<_>, Vec<_>) = made.into_iter().partition(Result::is_ok);
    let words: Vec<String> = searched.into_iter().flatten().flatten().collect();
    let faults: Vec<Diagnostic> = faults.into_iter().filter_map(Result::err).collect();
    if faults.is_empty() {
        making.put(Address::search_index(), search_index(words.iter().map(String::as_str)));
    }
    faults
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
