//! Files to model, every fault with its place.
//!
//! 1. [`files`] finds and reads the texts below the root;
//! 2. [`yaml`] makes a small tree with places of each YAML text, and [`syntax`] says what is wrong
//!    where that fails;
//! 3. [`reader`] reads values from the tree, writing every fault into a [`log`] and going on;
//! 4. one loader a kind of file puts the model together: [`site`], [`office`], [`overlay`], [`release`], [`choice`], [`block`],
//!    [`form`] with [`field`], [`facts`], [`page`], [`search`];
//! 5. [`records`] reads tables of data to fill forms in with, apart from a project;
//! 6. [`load`] joins the files of a project. What could not be read whole is named in [`Gaps`], so that rules do not
//!    blame other files for it.

pub mod asset;
pub mod attachment;
pub mod block;
pub mod body;
pub mod border;
pub mod choice;
pub mod cleaning;
pub mod drawing;
pub mod emphasis;
pub mod expression;
pub mod extent;
pub mod facts;
pub mod field;
pub mod files;
pub mod footnotes;
pub mod form;
pub mod judgement;
pub mod ledger;
pub mod link;
pub mod log;
pub mod lookalike;
pub mod markdown;
pub mod number;
pub mod office;
pub mod overlay;
pub mod page;
pub mod pattern;
pub mod pictogram;
pub mod prose;
pub mod reader;
pub mod records;
pub mod release;
pub mod requirement;
pub mod run;
#[cfg(test)]
pub mod sample;
pub mod schema;
pub mod search;
pub mod site;
pub mod syntax;
pub mod taken;
pub mod vocabulary;
mod words;
pub mod yaml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::Checked;
use crate::model::address::Address;
use crate::model::site::{Gaps, Site};
use crate::model::source_path::{SourceKind, SourcePath};
use crate::source::{SourceId, Sources};
use attachment::{Attachments, attachments};
use files::Files;
use log::Log;
use overlay::Beside;

pub use attachment::Asset;
pub use site::Overrides;

/// Everything below a project's root.
#[derive(Clone, Debug)]
pub struct Project {
    pub root: PathBuf,
    pub sources: Sources,
    pub site: Site,
    /// The texts below `templates/`, assets apart.
    pub templates: Vec<SourceId>,
    /// `templates/assets/**` below `assets/`, named by their bytes, and the files of `content/**` that pages show or link to, as they lie.
    pub assets: Vec<Asset>,
    /// Which acknowledgements of `site.yaml` met something that was found while reading, counted from 0.
    pub acknowledged: BTreeSet<usize>,
}

impl Project {
    /// Where the files below `templates/assets/` are, by their paths there.
    pub fn own_assets(&self) -> BTreeMap<&str, &Address> {
        let own = self.assets.iter().filter_map(|asset| match SourceKind::of(&asset.path) {
            SourceKind::Asset(name) => Some((name, &asset.address)),
            _ => None,
        });
        own.collect()
    }
}

/// Reads a project: what could be read, and every diagnostic beside it.
pub fn load(root: &Path, overrides: &Overrides) -> Checked<Project> {
    let log = Log::default();
    let files = Files::read(root, &log);
    project(root, files, overrides, log)
}

/// Reads a project that is not on a disk: paths below its root, with what the files hold.
pub fn load_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>, overrides: &Overrides) -> Checked<Project> {
    let log = Log::default();
    let files = Files::of(files, &log);
    project(Path::new(""), files, overrides, log)
}

fn project(root: &Path, mut files: Files, overrides: &Overrides, log: Log) -> Checked<Project> {
    let of_forms = |log: &Log| {
        let settings = site::settings(&files, overrides, log);
        let choices = whole(&SourcePath::choices(), &files, log, choice::choices);
        let blocks = block::blocks(&files, log);
        (settings, choices, form::forms(&files, &blocks, log))
    };
    let facts = |log: &Log| whole(&SourcePath::facts(), &files, log, facts::facts);
    let cities = |log: &Log| office::cities(&files, log);
    let pages = |log: &Log| page::pages(&files, log);
    // Both halves take about as long.
    let (of_forms, (facts, cities, pages)) =
        rayon::join(|| apart(of_forms), || (apart(facts), apart(cities), apart(pages)));
    // What is found is told in one order.
    let (settings, (choices, choices_gap), (mut forms, mut form_gaps)) = log.take(of_forms);
    let (facts, facts_gap) = log.take(facts);
    form::settle(&mut forms, &facts);
    form_gaps.extend(extent::bound(&mut forms, &choices, &log));
    let (cities, city_gaps) = log.take(cities);
    let known = cities.iter().map(|city| &city.id).chain(&city_gaps).collect();
    let overlays = overlay::overlays(&files, &Beside { forms: &forms, choices: &choices, cities: known }, &log);
    let releases = release::releases(&files, &log);
    let (pages, page_gaps) = log.take(pages);
    let (pages, withheld) = page::shown(pages, settings.as_of, overrides.drafts);
    let ledger = ledger::ledger(&files, &log);
    let (requirements, requirements_gap) = whole(&SourcePath::requirements(), &files, &log, requirement::requirements);
    let (pictograms, pictograms_gap) = pictogram::pictograms(&files, &log);
    let queries = search::queries(&files, &log);
    let gaps = Gaps {
        choices: choices_gap,
        facts: facts_gap,
        pictograms: pictograms_gap,
        requirements: requirements_gap,
        forms: form_gaps,
        cities: city_gaps,
        pages: page_gaps,
    };
    let Attachments { published, unpublished, assets: attached } =
        attachments(&mut files, &pages, &withheld, &settings.publish, &log);
    let site = Site {
        settings,
        choices,
        forms,
        cities,
        overlays,
        releases,
        pages,
        withheld,
        ledger,
        requirements,
        queries,
        files: published,
        unpublished,
        facts,
        pictograms,
        gaps,
    };
    let is_template = |kind| matches!(kind, SourceKind::Template(_)).then_some(());
    let templates = files.texts_of_kind(is_template).map(|((), id)| id).collect();
    let own = std::mem::take(&mut files.bytes);
    let own = own.into_iter().filter_map(|(path, bytes)| attachment::cleaned(path, bytes, &mut files.sources, &log));
    let own: Vec<(String, Vec<u8>)> = own.map(|(path, cleaned)| (path, cleaned.bytes)).collect();
    let mut assets = asset::assets(own, &mut files.sources, &log);
    assets.extend(attached);
    assets.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.address.cmp(&b.address)));
    let (diagnostics, acknowledged) = site.settings.judgement.settle(log.into_diagnostics(), &files.sources);
    let project = Project { root: root.to_owned(), sources: files.sources, site, templates, assets, acknowledged };
    Checked { value: project, diagnostics }
}

/// What is read with a log of its own, on any thread.
fn apart<T>(read: impl FnOnce(&Log) -> T) -> Checked<T> {
    let log = Log::default();
    let value = read(&log);
    Checked { value, diagnostics: log.into_diagnostics() }
}

/// What a file holds, and whether it may hold more than could be read.
fn whole<T>(path: &SourcePath, files: &Files, log: &Log, read: fn(&Files, &Log) -> T) -> (T, bool) {
    let before = log.count();
    let value = read(files, log);
    (value, log.count() > before || (files.has(path.as_str()) && files.text(path.as_str()).is_none()))
}
