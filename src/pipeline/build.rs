//! Every thing of the output made, and handed over as it is made: nothing waits in memory, and what is made from the same as
//! before is not made again.
//!
//! All faults are found in one run: rules, layout, templates and pages are gone through even where
//! one of them has failed, and only then the build is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::env::current_exe;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::chosen::of_cities;
use super::file::{Files, Key, Made, Memory, Nowhere, Sink, Sum};
use super::finding::findings;
use super::making::{Keys, Making};
use super::manifest::{FontRecord, manifest};
use super::pages::{Cards, pages};
use super::parity::Proof;
use super::plan::{Artifact, Output, Shard, plan};
use super::press::{Orders, Press, Run, is_fillable};
use super::progress::{Progress, Silent, Stage};
use super::proofs::{Proofs, Proven};
use super::record::{Digests, Record, Stock};
use crate::check;
use crate::diagnostic::{Checked, Diagnostic, any_error, distinct};
use crate::digest::{digest, hexadecimal};
use crate::load::Project;
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::model::{Address, IssuedProgramme, Site, issue_every};
use crate::outputs::html::{Download, Subject, Templates, Website};
use crate::paper::fonts::{FontFace, Fonts};
use crate::wording::pipeline;

/// What was made, without its bytes.
#[derive(Debug)]
pub struct Built {
    /// Every file of the output.
    pub files: BTreeMap<Address, Made>,
    /// How much was read back and compared, and what the next build may know of this one but for the files.
    pub record: Record,
}

/// What is to be made.
#[derive(Debug)]
pub struct Order<'a> {
    pub project: &'a Project,
    /// A whole site of only these cities; where there are none, of all.
    pub cities: &'a [Name],
    /// What was made before.
    pub stock: &'a Stock,
    /// Only this part of it.
    pub shard: Option<Shard>,
}

/// Makes everything that is ordered.
///
/// # Errors
/// The value is `None` where there is an error among the diagnostics; what was handed over is no whole output then.
pub fn build(order: &Order, sink: &dyn Sink, progress: &dyn Progress) -> Checked<Option<Built>> {
    make(order, None, sink, progress)
}

/// Everything that [`build`] would say, for a check: sheets are laid out and not printed, pages rendered and let go.
pub fn proof(project: &Project) -> Vec<Diagnostic> {
    let order = Order { project, cities: &[], stock: &Stock::default(), shard: None };
    make(&order, Some(&mut Proofs::default()), &Nowhere, &Silent).diagnostics
}

/// What a preview keeps of its last good site; nothing at first.
#[derive(Debug, Default)]
pub struct Drafts {
    proofs: Proofs,
    stock: Stock,
    files: Files,
}

/// Makes the site without its PDFs, which are laid out but not printed, for a preview, whose pages do not say how large a file
/// will be. Pages are rendered that are not as they were.
///
/// # Errors
/// As [`build`].
pub fn draft(project: &Project, drafts: &mut Drafts) -> Checked<Option<Files>> {
    let memory = Memory::after(drafts.files.clone());
    let order = Order { project, cities: &[], stock: &drafts.stock, shard: None };
    let Checked { value, diagnostics } = make(&order, Some(&mut drafts.proofs), &memory, &Silent);
    let value = value.map(|built| {
        drafts.stock = Stock::of_files(built.files);
        drafts.files = memory.into_files();
        drafts.files.clone()
    });
    Checked { value, diagnostics }
}

/// With proofs, a draft.
fn make(
    order: &Order,
    proofs: Option<&mut Proofs>,
    sink: &dyn Sink,
    progress: &dyn Progress,
) -> Checked<Option<Built>> {
    let Order { project, cities, stock, shard } = *order;
    let all = &project.site;
    let digests = Digests::default();
    let is_draft = proofs.is_some();
    let found = || {
        let fonts = Fonts::find(&project.root.join(SourcePath::fonts()));
        // A draft has no sheets, and is taken over by this run of the program alone.
        let base = match &fonts {
            _ if is_draft => sink.may_keep().then_some([0; 32]),
            Ok(fonts) => base(fonts, &digests, stock),
            Err(_) => None,
        };
        (fonts, base)
    };
    let (mut diagnostics, (fonts, base)) = rayon::join(|| check::findings(project), found);
    let fonts = take(fonts, &mut diagnostics);
    let sources = sources(project);
    let names: Vec<&str> = cities.iter().map(Name::as_str).collect();
    let inputs = base.map(|base| Key::of(&digest(&(base, sources, &project.site.settings.base_url, names, shard))));
    if inputs.is_some() && inputs.as_ref() == stock.inputs() && !any_error(&diagnostics) {
        let kept = stock.files().all(|(address, made, seen)| sink.keep(&address, made, seen));
        if kept {
            let files = stock.files().map(|(address, made, _)| (address, made.clone())).collect();
            return Checked { value: Some(Built { files, record: stock.record().clone() }), diagnostics };
        }
    }
    // A file is the same whichever cities are built with it, so that all are laid out.
    let offices = issue_every(all);
    // What is laid out without being printed is so whatever else is wrong.
    let proven = || Some(proofs?.pages(all, &offices, fonts.as_ref()?, progress));
    let parse =
        || Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets());
    let (templates, proven) = rayon::join(parse, proven);
    let templates_parsed = !any_error(&templates.diagnostics);
    diagnostics.extend(templates.diagnostics);

    let chosen;
    let site = if cities.is_empty() {
        all
    } else {
        chosen = of_cities(all, cities);
        &chosen
    };
    let mut plan = plan(site, &project.assets).take(&mut diagnostics);
    if let Some(shard) = shard {
        shard.retain(&mut plan, site);
    }
    let plan = plan;
    let printing = !is_draft && !any_error(&diagnostics);
    let of_part = shard.map(|shard| shard.offices(site));
    let is_wanted = |city: Option<&Name>| match &of_part {
        Some(offices) => offices.contains(&city),
        None => city.is_none_or(|city| site.city(city).is_some()),
    };
    let proof = printing.then(|| Proof::new(offices.iter().filter(|office| is_wanted(office.city()))));
    let mut making = Making::new(sink, proof, Keys::new(base, &offices), stock);
    let mut is_silent = true;
    let downloads = match &fonts {
        Some(fonts) if printing => {
            let before = diagnostics.len();
            print(all, &offices, &plan, fonts, &making, progress, &mut diagnostics);
            is_silent = diagnostics.len() == before;
            making.downloads()
        }
        Some(fonts) => {
            let proven = proven.unwrap_or_else(|| Proofs::default().pages(all, &offices, fonts, progress));
            let pages = proven.take(&mut diagnostics);
            prints(&plan).map(|address| unprinted(address, &pages)).collect()
        }
        None => BTreeMap::new(),
    };
    let edition = hexadecimal(&sources[..5]);
    let website = templates_parsed.then(|| Website::new(site, &offices, &templates.value, &downloads, &edition));
    if let Some(website) = &website {
        // A preview's links are passed on to nobody.
        let generic = offices.first();
        let cards = fonts.as_ref().filter(|_| printing).map(|fonts| Cards { site, fonts, generic });
        let (faults, index) = pages(&plan, website, cards.as_ref(), &making, progress);
        diagnostics.extend(faults);
        // A part of the site finds a part of it.
        if let Some(index) = index.filter(|_| cities.is_empty() && shard.is_none()) {
            let found = findings(project, &index);
            is_silent &= found.is_empty();
            diagnostics.extend(found);
        }
    }
    let mut compared = None;
    if let Some(proof) = making.proof.take().filter(|_| !any_error(&diagnostics))
        && let Some(proven) = proof.finish().take(&mut diagnostics)
    {
        compared = Some(proven.counts);
        for (called, entry) in proven.entries {
            if let Some(made) = making.made().get_mut(&Address::file(&called)) {
                made.entry = Some(entry);
            }
        }
        match shard {
            Some(_) => {
                let bytes = Record::of_part(&making.made());
                making.put(Address::part(), bytes);
            }
            None => making.put(Address::parity(), proven.bytes),
        }
        // The page that says how much was compared is made when that is known.
        let website = website.filter(|_| shard.is_none()).map(|website| website.proven(proven.compared));
        let page = website.iter().flat_map(|website| website.routes().map(move |route| (website, route)));
        for (website, route) in page.filter(|(_, route)| route.subject == Subject::Proof) {
            match website.page(route).html() {
                Ok(html) => making.put(route.address(), html.into_bytes()),
                Err(fault) => diagnostics.push(fault),
            }
        }
    }
    if let Some(fonts) = fonts.filter(|_| printing)
        && let Some(records) = take(font_records(&fonts, &digests, stock), &mut diagnostics)
    {
        let bytes = manifest(&making.made(), &records, &site.settings, &edition);
        making.put(Address::manifest(), bytes);
    }
    distinct(&mut diagnostics);
    let files = std::mem::take(&mut *making.made());
    let inputs = inputs.filter(|_| is_silent);
    let record = Record::new(inputs, compared, digests);
    let value = Some(Built { files, record }).filter(|_| !any_error(&diagnostics));
    Checked { value, diagnostics }
}

/// Prints what is not as it was, and with it what is drawn of the same sheets. After a fault the rest is only
/// laid out, so that all faults are found.
fn print(
    site: &Site,
    offices: &[IssuedProgramme],
    plan: &[Artifact],
    fonts: &Fonts,
    making: &Making,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let press = Press::new(fonts);
    let runs = Run::all(site).into_iter().map(|run| {
        let orders = making.keys.orders(plan, &run);
        let due = making.due(&orders);
        (run, orders, due)
    });
    let runs: Vec<_> = runs.filter(|(_, _, due)| !due.is_empty()).collect();
    let pdfs = || {
        runs.iter().flat_map(|(_, _, due)| {
            due.iter().flat_map(|(city, wanted)| wanted.pdfs.iter().map(move |pdf| (city, pdf)))
        })
    };
    progress.begin(Stage::Printing, pdfs().count());
    let is_typed = pdfs().any(|(city, (_, product, _))| city.is_none() && is_fillable(product));
    let is_refused = AtomicBool::new(any_error(diagnostics));
    let print = |(run, orders, due): &(Run, Orders, Orders)| {
        if is_refused.load(Ordering::Relaxed) || making.sink.is_full() {
            return press.proof(run, offices, &Silent).diagnostics;
        }
        let said = press.print(run, offices, due, &|file| making.take(file), progress);
        if !said.is_empty() {
            // It is said in every build, and found by laying out all of it.
            making.forget(orders);
        }
        is_refused.fetch_or(any_error(&said), Ordering::Relaxed);
        said
    };
    // The font of what is typed takes as long as some runs; a fault in it is met there.
    // Booklets take longest, and are last.
    let runs = || runs.par_iter().rev().map(print).collect::<Vec<Vec<Diagnostic>>>();
    let (said, _) = rayon::join(runs, || is_typed.then(|| press.typing()));
    diagnostics.extend(said.into_iter().rev().flatten());
}

/// The digest of what everything is made with: this program, and the fonts. `None` where it cannot be told.
fn base(fonts: &Fonts, digests: &Digests, stock: &Stock) -> Option<[u8; 32]> {
    let program = current_exe().ok()?;
    let faces: Vec<&FontFace> = fonts.faces().map(|(_, face)| face).collect();
    let files: BTreeSet<&Path> = faces.iter().map(|face| &*face.path).chain([&*program]).collect();
    let of_file = |path: &Path| Some((path.to_owned(), digests.of(path, stock).ok()?));
    let files = files.into_par_iter().map(of_file).collect::<Option<BTreeMap<PathBuf, Sum>>>()?;
    let faces: Vec<_> = faces.into_iter().map(|face| (files.get(&face.path), face.index())).collect();
    Some(digest(&(files.get(&program), faces)))
}

/// What tells one state of the sources from another: their digest (SHA-256), with the day they speak of.
fn sources(project: &Project) -> [u8; 32] {
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
    digest.finalize().into()
}

fn take<T>(made: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    made.map_err(|faults| diagnostics.extend(faults)).ok()
}

/// Where the PDFs go.
fn prints<'a>(plan: &'a [Artifact<'a>]) -> impl Iterator<Item = &'a Address> {
    plan.iter().filter(|artifact| matches!(artifact.output, Output::Print { .. })).map(|artifact| &artifact.address)
}

/// What pages can say of a file that is not there yet.
fn unprinted(address: &Address, proven: &BTreeMap<Address, Proven>) -> (Address, Download) {
    let known = proven.get(address);
    let begins = known.map(|known| known.begins.clone()).unwrap_or_default();
    let pages = known.map(|known| known.pages);
    (address.clone(), Download { address: address.clone(), bytes: None, pages, begins })
}

fn font_records(fonts: &Fonts, digests: &Digests, stock: &Stock) -> Result<Vec<FontRecord>, Vec<Diagnostic>> {
    let faces: Vec<&FontFace> = fonts.faces().map(|(_, face)| face).collect();
    let record = |face: &&FontFace| match digests.of(&face.path, stock) {
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
