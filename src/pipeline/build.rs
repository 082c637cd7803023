//! Makes every file of the plan and hands each to a sink as soon as it is made, so that memory holds only what is in work; a file
//! whose inputs are those of the last build is taken over, not made again.
//!
//! All faults are found in one run: rules, layout, templates and pages are gone through even where
//! one of them has failed, and only then the build is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::env::current_exe;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::build_record::{BuildRecord, DigestCache, PreviousBuild};
use super::city_selection::select_cities;
use super::layout_cache::{LayoutCache, UnprintedPdf};
use super::manifest::{FontRecord, manifest};
use super::output_builder::{FileKeys, OutputBuilder};
use super::output_file::{BuiltFile, FileKey, MemoryFiles, MemorySink, NullSink, OutputSink, Sha256Sum};
use super::pages::{CardBuilder, pages};
use super::parity::ParityChecker;
use super::pdf_renderer::{LayoutJob, LayoutRequests, PdfRenderer, is_fillable};
use super::plan::{BuildShard, PlannedFile, PlannedOutput, plan};
use super::progress::{BuildStage, NoProgress, Progress};
use super::search_check::search_failures;
use crate::check;
use crate::diagnostic::{Diagnostic, WithDiagnostics, has_errors, remove_duplicates};
use crate::digest::{digest, hexadecimal};
use crate::load::Project;
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::model::{Address, IssuedProgramme, Site, issue_for_all_offices};
use crate::outputs::html::{Download, PageSubject, Templates, Website};
use crate::paper::fonts::{FontFace, Fonts};
use crate::wording::{message, pipeline};

/// What was made, without its bytes.
#[derive(Debug)]
pub struct BuildOutcome {
    /// Every file of the output.
    pub files: BTreeMap<Address, BuiltFile>,
    /// How much was read back and compared, and what the next build may know of this one but for the files.
    pub record: BuildRecord,
}

/// What is to be made.
#[derive(Debug)]
pub struct BuildJob<'a> {
    pub project: &'a Project,
    /// A whole site of only these cities; where there are none, of all.
    pub cities: &'a [Name],
    /// What was made before.
    pub previous: &'a PreviousBuild,
    /// Only this part of it.
    pub shard: Option<BuildShard>,
}

/// Makes everything that is ordered.
///
/// # Errors
/// The value is `None` where there is an error among the diagnostics; what was handed over is no whole output then.
pub fn build(
    order: &BuildJob,
    sink: &dyn OutputSink,
    progress: &dyn Progress,
) -> WithDiagnostics<Option<BuildOutcome>> {
    make_outputs(order, None, sink, progress)
}

/// Everything that [`build`] would say, for a check: sheets are laid out and not printed, pages rendered and let go.
pub fn dry_run(project: &Project) -> Vec<Diagnostic> {
    let order = BuildJob { project, cities: &[], previous: &PreviousBuild::default(), shard: None };
    make_outputs(&order, Some(&mut LayoutCache::default()), &NullSink, &NoProgress).diagnostics
}

/// What a preview keeps of its last good site; nothing at first.
#[derive(Debug, Default)]
pub struct PreviewCache {
    layouts: LayoutCache,
    previous: PreviousBuild,
    files: MemoryFiles,
}

/// Makes the site without its PDFs, which are laid out but not printed, for a preview, whose pages do not say how large a file
/// will be. Pages are rendered that are not as they were.
///
/// # Errors
/// As [`build`].
pub fn build_preview(project: &Project, drafts: &mut PreviewCache) -> WithDiagnostics<Option<MemoryFiles>> {
    let memory = MemorySink::with_previous(drafts.files.clone());
    let order = BuildJob { project, cities: &[], previous: &drafts.previous, shard: None };
    let WithDiagnostics { value, diagnostics } = make_outputs(&order, Some(&mut drafts.layouts), &memory, &NoProgress);
    let value = value.map(|built| {
        drafts.previous = PreviousBuild::of_files(built.files);
        drafts.files = memory.into_files();
        drafts.files.clone()
    });
    WithDiagnostics { value, diagnostics }
}

/// With proofs, a draft.
fn make_outputs(
    order: &BuildJob,
    proofs: Option<&mut LayoutCache>,
    sink: &dyn OutputSink,
    progress: &dyn Progress,
) -> WithDiagnostics<Option<BuildOutcome>> {
    let BuildJob { project, cities, previous: stock, shard } = *order;
    let all = &project.site;
    let digests = DigestCache::default();
    let is_draft = proofs.is_some();
    let found = || {
        let fonts = Fonts::find(&project.root.join(SourcePath::fonts()));
        // A draft has no sheets, and is taken over by this run of the program alone.
        let base = match &fonts {
            _ if is_draft => sink.can_reuse().then_some([0; 32]),
            Ok(fonts) => program_digest(fonts, &digests, stock),
            Err(_) => None,
        };
        (fonts, base)
    };
    let (mut diagnostics, (fonts, base)) = rayon::join(|| check::findings(project), found);
    let fonts = value_or_diagnostics(fonts, &mut diagnostics);
    let sources = sources_digest(project);
    let names: Vec<&str> = cities.iter().map(Name::as_str).collect();
    let inputs = base.map(|base| FileKey::of(&digest(&(base, sources, &project.site.settings.base_url, names, shard))));
    if inputs.is_some() && inputs.as_ref() == stock.inputs() && !has_errors(&diagnostics) {
        let kept = stock.files().all(|(address, made, seen)| sink.reuse(&address, made, seen));
        if kept {
            let files = stock.files().map(|(address, made, _)| (address, made.clone())).collect();
            return WithDiagnostics {
                value: Some(BuildOutcome { files, record: stock.record().clone() }),
                diagnostics,
            };
        }
    }
    // A file is the same whichever cities are built with it, so that all are laid out.
    let offices = issue_for_all_offices(all);
    // What is laid out without being printed is so whatever else is wrong.
    let proven = || Some(proofs?.pages(all, &offices, fonts.as_ref()?, progress));
    let parse =
        || Templates::parse(&project.sources, &project.templates, &project.site.pictograms, &project.own_assets());
    let (templates, proven) = rayon::join(parse, proven);
    let templates_parsed = !has_errors(&templates.diagnostics);
    diagnostics.extend(templates.diagnostics);

    let chosen;
    let site = if cities.is_empty() {
        all
    } else {
        chosen = select_cities(all, cities);
        &chosen
    };
    let mut plan = plan(site, &project.assets).collect_into(&mut diagnostics);
    if let Some(shard) = shard {
        shard.retain_shard(&mut plan, site);
    }
    let plan = plan;
    let printing = !is_draft && !has_errors(&diagnostics);
    let of_part = shard.map(|shard| shard.offices(site));
    let is_wanted = |city: Option<&Name>| match &of_part {
        Some(offices) => offices.contains(&city),
        None => city.is_none_or(|city| site.city(city).is_some()),
    };
    let proof = printing.then(|| ParityChecker::new(offices.iter().filter(|office| is_wanted(office.city()))));
    let mut making = OutputBuilder::new(sink, proof, FileKeys::new(base, &offices), stock);
    let mut is_silent = true;
    let downloads = match &fonts {
        Some(fonts) if printing => {
            let before = diagnostics.len();
            render_pdfs(all, &offices, &plan, fonts, &making, progress, &mut diagnostics);
            is_silent = diagnostics.len() == before;
            making.downloads()
        }
        Some(fonts) => {
            let proven = proven.unwrap_or_else(|| LayoutCache::default().pages(all, &offices, fonts, progress));
            let pages = proven.collect_into(&mut diagnostics);
            pdf_addresses(&plan).map(|address| unprinted_download(address, &pages)).collect()
        }
        None => BTreeMap::new(),
    };
    let edition = hexadecimal(&sources[..5]);
    let website = templates_parsed.then(|| Website::new(site, &offices, &templates.value, &downloads, &edition));
    if let Some(website) = &website {
        // A preview's links are passed on to nobody.
        let generic = offices.first();
        let cards = fonts.as_ref().filter(|_| printing).map(|fonts| CardBuilder { site, fonts, generic });
        let (faults, index) = pages(&plan, website, cards.as_ref(), &making, progress);
        diagnostics.extend(faults);
        // A part of the site finds a part of it.
        if let Some(index) = index.filter(|_| cities.is_empty() && shard.is_none()) {
            let found = search_failures(project, &index);
            is_silent &= found.is_empty();
            diagnostics.extend(found);
        }
    }
    let mut compared = None;
    if let Some(proof) = making.parity.take().filter(|_| !has_errors(&diagnostics))
        && let Some(proven) = proof.finish().collect_into(&mut diagnostics)
    {
        compared = Some(proven.counts);
        for (called, entry) in proven.entries {
            if let Some(made) = making.built_files().get_mut(&Address::file(&called)) {
                made.entry = Some(entry);
            }
        }
        match shard {
            Some(_) => {
                let bytes = BuildRecord::of_part(&making.built_files());
                making.add_content(Address::shard(), bytes);
            }
            None => making.add_content(Address::parity(), proven.bytes),
        }
        // The page that says how much was compared is made when that is known.
        let website = website.filter(|_| shard.is_none()).map(|website| website.with_parity(proven.compared));
        let page = website.iter().flat_map(|website| website.routes().map(move |route| (website, route)));
        for (website, route) in page.filter(|(_, route)| route.subject == PageSubject::Proof) {
            match website.page(route).html() {
                Ok(html) => making.add_content(route.address(), html.into_bytes()),
                Err(fault) => diagnostics.push(fault),
            }
        }
    }
    if let Some(fonts) = fonts.filter(|_| printing)
        && let Some(records) = value_or_diagnostics(font_records(&fonts, &digests, stock), &mut diagnostics)
    {
        let bytes = manifest(&making.built_files(), &records, &site.settings, &edition);
        making.add_content(Address::manifest(), bytes);
    }
    remove_duplicates(&mut diagnostics);
    let files = std::mem::take(&mut *making.built_files());
    let inputs = inputs.filter(|_| is_silent);
    let record = BuildRecord::new(inputs, compared, digests);
    let value = Some(BuildOutcome { files, record }).filter(|_| !has_errors(&diagnostics));
    WithDiagnostics { value, diagnostics }
}

/// Prints what is not as it was, and with it what is drawn of the same sheets. After a fault the rest is only
/// laid out, so that all faults are found.
fn render_pdfs(
    site: &Site,
    offices: &[IssuedProgramme],
    plan: &[PlannedFile],
    fonts: &Fonts,
    making: &OutputBuilder,
    progress: &dyn Progress,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let press = PdfRenderer::new(fonts);
    let runs = LayoutJob::all(site).into_iter().map(|run| {
        let orders = making.keys.layout_requests(plan, &run);
        let due = making.pending(&orders);
        (run, orders, due)
    });
    let runs: Vec<_> = runs.filter(|(_, _, due)| !due.is_empty()).collect();
    let pdfs = || {
        runs.iter().flat_map(|(_, _, due)| {
            due.iter().flat_map(|(city, wanted)| wanted.pdfs.iter().map(move |pdf| (city, pdf)))
        })
    };
    progress.begin(BuildStage::Printing, pdfs().count());
    let is_typed = pdfs().any(|(city, (_, product, _))| city.is_none() && is_fillable(product));
    let is_refused = AtomicBool::new(has_errors(diagnostics));
    let print = |(run, orders, due): &(LayoutJob, LayoutRequests, LayoutRequests)| {
        if is_refused.load(Ordering::Relaxed) || making.sink.is_closed() {
            return press.measure(run, offices, &NoProgress).diagnostics;
        }
        let said = press.render(run, offices, due, &|file| making.add_file(file), progress);
        if !said.is_empty() {
            // It is said in every build, and found by laying out all of it.
            making.invalidate(orders);
        }
        is_refused.fetch_or(has_errors(&said), Ordering::Relaxed);
        said
    };
    // The font of what is typed takes as long as some runs; a fault in it is met there.
    // Booklets take longest, and are last.
    let runs = || runs.par_iter().rev().map(print).collect::<Vec<Vec<Diagnostic>>>();
    let (said, _) = rayon::join(runs, || is_typed.then(|| press.typing_font()));
    diagnostics.extend(said.into_iter().rev().flatten());
}

/// The digest of what everything is made with: this program, and the fonts. `None` where it cannot be told.
fn program_digest(fonts: &Fonts, digests: &DigestCache, stock: &PreviousBuild) -> Option<[u8; 32]> {
    let program = current_exe().ok()?;
    let faces: Vec<&FontFace> = fonts.faces().map(|(_, face)| face).collect();
    let files: BTreeSet<&Path> = faces.iter().map(|face| &*face.path).chain([&*program]).collect();
    let of_file = |path: &Path| Some((path.to_owned(), digests.of(path, stock).ok()?));
    let files = files.into_par_iter().map(of_file).collect::<Option<BTreeMap<PathBuf, Sha256Sum>>>()?;
    let faces: Vec<_> = faces.into_iter().map(|face| (files.get(&face.path), face.index())).collect();
    Some(digest(&(files.get(&program), faces)))
}

/// What tells one state of the sources from another: their digest (SHA-256), with the day they speak of.
fn sources_digest(project: &Project) -> [u8; 32] {
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

fn value_or_diagnostics<T>(made: Result<T, Vec<Diagnostic>>, diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    made.map_err(|faults| diagnostics.extend(faults)).ok()
}

/// Where the PDFs go.
fn pdf_addresses<'a>(plan: &'a [PlannedFile<'a>]) -> impl Iterator<Item = &'a Address> {
    plan.iter()
        .filter(|artifact| matches!(artifact.output, PlannedOutput::Print { .. }))
        .map(|artifact| &artifact.address)
}

/// What pages can say of a file that is not there yet.
fn unprinted_download(address: &Address, proven: &BTreeMap<Address, UnprintedPdf>) -> (Address, Download) {
    let known = proven.get(address);
    let begins = known.map(|known| known.anchor_pages.clone()).unwrap_or_default();
    let pages = known.map(|known| known.pages);
    (address.clone(), Download { address: address.clone(), bytes: None, pages, anchor_pages: begins })
}

fn font_records(
    fonts: &Fonts,
    digests: &DigestCache,
    stock: &PreviousBuild,
) -> Result<Vec<FontRecord>, Vec<Diagnostic>> {
    let faces: Vec<&FontFace> = fonts.faces().map(|(_, face)| face).collect();
    let record = |face: &&FontFace| match digests.of(&face.path, stock) {
        Ok(sha256) => Ok(FontRecord {
            family: face.family.to_owned(),
            style: face.style.to_owned(),
            version: face.version.clone(),
            sha256,
        }),
        Err(error) => {
            Err(vec![Diagnostic::new(message!(pipeline::FONT_FILE_UNREADABLE, error), face.path.display().to_string())])
        }
    };
    faces.par_iter().map(record).collect()
}
