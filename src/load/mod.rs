//! Files to model, every fault with its place.
//!
//! - In: a project's folder, or texts in memory; for [`records`], one table of answers.
//! - Out: a [`Project`] with its `Site`, and every diagnostic beside it; reading never stops at the first fault.
//! - May not know: rules between files (`check`), layout, outputs. One file names the crate of each format:
//!   [`yaml`], [`markdown`] (pulldown-cmark), `records::spreadsheet` (calamine), `records::package` (zip,
//!   quick-xml).
//!
//! 1. [`files`] finds and reads the texts below the root;
//! 2. [`yaml`] makes a small tree with places of each YAML text, and [`yaml_syntax`] says what is wrong
//!    where that fails;
//! 3. [`reader`] reads values from the tree, writing every fault into a [`diagnostic_log`] and going on;
//! 4. one loader a kind of file puts the model together: [`site`], [`office`], [`overlay`], [`release`], [`choice`], [`block`],
//!    [`form`] with [`field`], [`facts`], [`page`], [`search`];
//! 5. [`records`] reads tables of data to fill forms in with, apart from a project;
//! 6. [`load`] joins the files of a project. What could not be read whole is named in [`Incomplete`], so that rules do not
//!    blame other files for it.

pub(crate) mod accessibility;
pub(crate) mod asset;
pub(crate) mod attachment;
pub(crate) mod block;
pub(crate) mod body;
pub(crate) mod boundary;
pub(crate) mod choice;
pub(crate) mod cleaning;
pub(crate) mod diagnostic_log;
pub(crate) mod diagnostic_policy;
pub(crate) mod drawing;
pub(crate) mod duplicate_names;
pub(crate) mod emphasis;
pub(crate) mod expression;
pub(crate) mod facts;
pub(crate) mod field;
pub(crate) mod files;
pub(crate) mod footnotes;
pub(crate) mod form;
pub(crate) mod form_size;
mod inlines;
pub(crate) mod link;
pub(crate) mod markdown;
pub(crate) mod markdown_text;
pub(crate) mod misread_markup;
pub(crate) mod number;
pub(crate) mod office;
pub(crate) mod overlay;
pub(crate) mod page;
pub(crate) mod pattern;
pub(crate) mod pictogram;
pub(crate) mod prose;
pub(crate) mod reader;
pub(crate) mod records;
pub(crate) mod release;
pub(crate) mod requirement;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod schema;
pub(crate) mod search;
pub(crate) mod site;
pub(crate) mod vocabulary;
pub(crate) mod yaml;
pub(crate) mod yaml_syntax;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::WithDiagnostics;
use crate::model::address::Address;
use crate::model::site::{Incomplete, Site};
use crate::model::source_path::{SourceKind, SourcePath};
use crate::source::{SourceId, Sources};
use attachment::{Attachments, attachments};
use diagnostic_log::DiagnosticLog;
use files::SourceFiles;
use overlay::OverlayContext;

pub(crate) use attachment::Asset;
pub(crate) use site::SettingOverrides;

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
    pub(crate) acknowledged: BTreeSet<usize>,
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
pub fn load(root: &Path, overrides: &SettingOverrides) -> WithDiagnostics<Project> {
    let log = DiagnosticLog::default();
    let files = SourceFiles::read(root, &log);
    project(root, files, overrides, log)
}

/// Reads a project that is not on a disk: paths below its root, with what the files hold.
pub fn load_files<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    overrides: &SettingOverrides,
) -> WithDiagnostics<Project> {
    let log = DiagnosticLog::default();
    let files = SourceFiles::from_memory(files, &log);
    project(Path::new(""), files, overrides, log)
}

fn project(
    root: &Path,
    mut files: SourceFiles,
    overrides: &SettingOverrides,
    log: DiagnosticLog,
) -> WithDiagnostics<Project> {
    let of_forms = |log: &DiagnosticLog| {
        let settings = site::settings(&files, overrides, log);
        let choices = read_complete(&SourcePath::choices(), &files, log, choice::choices);
        let blocks = block::blocks(&files, log);
        (settings, choices, form::forms(&files, &blocks, log))
    };
    let facts = |log: &DiagnosticLog| read_complete(&SourcePath::facts(), &files, log, facts::facts);
    let cities = |log: &DiagnosticLog| office::cities(&files, log);
    let pages = |log: &DiagnosticLog| page::pages(&files, log);
    // Both halves take about as long.
    let (of_forms, (facts, cities, pages)) =
        rayon::join(|| with_own_log(of_forms), || (with_own_log(facts), with_own_log(cities), with_own_log(pages)));
    // What is found is told in one order.
    let (settings, (choices, choices_gap), (mut forms, mut form_gaps)) = log.collect(of_forms);
    let (facts, facts_gap) = log.collect(facts);
    form::fill_settings_from_facts(&mut forms, &facts);
    form_gaps.extend(form_size::limit_forms(&mut forms, &choices, &log));
    let (cities, city_gaps) = log.collect(cities);
    let known = cities.iter().map(|city| &city.id).chain(&city_gaps).collect();
    let overlays = overlay::overlays(&files, &OverlayContext { forms: &forms, choices: &choices, cities: known }, &log);
    let releases = release::releases(&files, &log);
    let (pages, page_gaps) = log.collect(pages);
    let (pages, withheld) = page::published_pages(pages, settings.as_of, overrides.drafts);
    let ledger = accessibility::criteria(&files, &log);
    let (requirements, requirements_gap) =
        read_complete(&SourcePath::requirements(), &files, &log, requirement::requirements);
    let (pictograms, pictograms_gap) = pictogram::pictograms(&files, &log);
    let queries = search::queries(&files, &log);
    let gaps = Incomplete {
        choices: choices_gap,
        facts: facts_gap,
        pictograms: pictograms_gap,
        requirements: requirements_gap,
        forms: form_gaps,
        cities: city_gaps,
        pages: page_gaps,
    };
    let Attachments { published, unpublished, assets: attached } =
        attachments(&mut files, &pages, &withheld, &settings.verification_files, &log);
    let site = Site {
        settings,
        choices,
        forms,
        cities,
        overlays,
        releases,
        pages,
        unpublished_pages: withheld,
        criteria: ledger,
        requirements,
        queries,
        files: published,
        unpublished_files: unpublished,
        facts,
        pictograms,
        incomplete: gaps,
    };
    let is_template = |kind| matches!(kind, SourceKind::Template(_)).then_some(());
    let templates = files.texts_of_kind(is_template).map(|((), id)| id).collect();
    let own = std::mem::take(&mut files.bytes);
    let own =
        own.into_iter().filter_map(|(path, bytes)| attachment::clean_asset(path, bytes, &mut files.sources, &log));
    let own: Vec<(String, Vec<u8>)> = own.map(|(path, cleaned)| (path, cleaned.bytes)).collect();
    let mut assets = asset::assets(own, &mut files.sources, &log);
    assets.extend(attached);
    assets.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.address.cmp(&b.address)));
    let (diagnostics, acknowledged) = site.settings.diagnostic_policy.apply(log.into_diagnostics(), &files.sources);
    let project = Project { root: root.to_owned(), sources: files.sources, site, templates, assets, acknowledged };
    WithDiagnostics { value: project, diagnostics }
}

/// What is read with a log of its own, on any thread.
fn with_own_log<T>(read: impl FnOnce(&DiagnosticLog) -> T) -> WithDiagnostics<T> {
    let log = DiagnosticLog::default();
    let value = read(&log);
    WithDiagnostics { value, diagnostics: log.into_diagnostics() }
}

/// What a file holds, and whether it may hold more than could be read.
fn read_complete<T>(
    path: &SourcePath,
    files: &SourceFiles,
    log: &DiagnosticLog,
    read: fn(&SourceFiles, &DiagnosticLog) -> T,
) -> (T, bool) {
    let before = log.count();
    let value = read(files, log);
    (value, log.count() > before || (files.has(path.as_str()) && files.text(path.as_str()).is_none()))
}
