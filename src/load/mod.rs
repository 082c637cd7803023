//! Reads the files of a project into the model, and records each fault with its location.
//!
//! - In: the folder of a project (`forms/`, `content/`, `site.yaml`, `templates/`), or the same files in memory; for
//!   [`records`], one table of answers.
//! - Out: a [`Project`] with its [`Site`], and every diagnostic; reading never stops at the first fault.
//! - May not know: rules between files (`check`), layout, outputs. One file names the crate of each format: [`yaml`],
//!   [`markdown`] (pulldown-cmark), `records::spreadsheet` (calamine), `records::package` (zip, quick-xml).
//!
//! Steps:
//! 1. [`files`] finds and reads the files below the root.
//! 2. [`yaml`] parses each YAML text into a tree with spans; [`yaml_syntax`] explains the fault where parsing fails.
//! 3. [`reader`] reads values from the tree, pushes each fault to a [`diagnostic_log`], and continues.
//! 4. One loader for each kind of file builds the model: [`site`], [`office`], [`overlay`], [`release`], [`choice`],
//!    [`block`], [`form`] with [`field`], [`facts`], [`page`], [`search`].
//! 5. [`records`] reads tables of answers to fill forms in, independently of a project.
//! 6. [`load`] joins the files of a project. [`Incomplete`] lists what could not be read completely, so that rules do
//!    not report other files for it.

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

/// A loaded project: the site, its source texts, its templates and its assets.
#[derive(Clone, Debug)]
pub struct Project {
    pub root: PathBuf,
    pub sources: Sources,
    pub site: Site,
    /// The files below `templates/`, without assets and pictograms.
    pub templates: Vec<SourceId>,
    /// Files that pages load. Files of `templates/assets/` have a digest of their bytes in the name; files of
    /// `content/` that pages show or link to keep their paths.
    pub assets: Vec<Asset>,
    /// 0-based indexes of the acknowledgements in `site.yaml` that matched a diagnostic of reading.
    pub(crate) acknowledged: BTreeSet<usize>,
}

impl Project {
    /// The addresses of the files below `templates/assets/`, by their paths below that folder.
    pub fn own_assets(&self) -> BTreeMap<&str, &Address> {
        let addresses = self.assets.iter().filter_map(|asset| match SourceKind::of(&asset.path) {
            SourceKind::Asset(name) => Some((name, &asset.address)),
            _ => None,
        });
        addresses.collect()
    }
}

/// Reads the project below `root`. Returns the parts that could be read, and all diagnostics.
pub fn load(root: &Path, overrides: &SettingOverrides) -> WithDiagnostics<Project> {
    let log = DiagnosticLog::default();
    let files = SourceFiles::read(root, &log);
    project(root, files, overrides, log)
}

/// Reads a project from memory: the paths of its files below the root, each with the bytes of the file.
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
    let (of_forms, (facts, cities, pages)) = rayon::join(
        || with_separate_log(of_forms),
        || (with_separate_log(facts), with_separate_log(cities), with_separate_log(pages)),
    );
    // Diagnostics are logged in a fixed order, whichever thread finished first.
    let (settings, (choices, choices_incomplete), (mut forms, mut incomplete_forms)) = log.collect(of_forms);
    let (facts, facts_incomplete) = log.collect(facts);
    form::fill_settings_from_facts(&mut forms, &facts);
    incomplete_forms.extend(form_size::limit_forms(&mut forms, &choices, &log));
    let (cities, unread_cities) = log.collect(cities);
    let city_ids = cities.iter().map(|city| &city.id).chain(&unread_cities).collect();
    let overlays =
        overlay::overlays(&files, &OverlayContext { forms: &forms, choices: &choices, cities: city_ids }, &log);
    let releases = release::releases(&files, &log);
    let (pages, unread_pages) = log.collect(pages);
    let (pages, unpublished_pages) = page::published_pages(pages, settings.as_of, overrides.drafts);
    let criteria = accessibility::criteria(&files, &log);
    let (requirements, requirements_incomplete) =
        read_complete(&SourcePath::requirements(), &files, &log, requirement::requirements);
    let (pictograms, pictograms_incomplete) = pictogram::pictograms(&files, &log);
    let queries = search::queries(&files, &log);
    let incomplete = Incomplete {
        choices: choices_incomplete,
        facts: facts_incomplete,
        pictograms: pictograms_incomplete,
        requirements: requirements_incomplete,
        forms: incomplete_forms,
        cities: unread_cities,
        pages: unread_pages,
    };
    let Attachments { published, unpublished, assets: attachment_assets } =
        attachments(&mut files, &pages, &unpublished_pages, &settings.verification_files, &log);
    let site = Site {
        settings,
        choices,
        forms,
        cities,
        overlays,
        releases,
        pages,
        unpublished_pages,
        criteria,
        requirements,
        queries,
        files: published,
        unpublished_files: unpublished,
        facts,
        pictograms,
        incomplete,
    };
    let is_template = |kind| matches!(kind, SourceKind::Template(_)).then_some(());
    let templates = files.texts_of_kind(is_template).map(|((), id)| id).collect();
    let template_files = std::mem::take(&mut files.bytes);
    let template_files = template_files
        .into_iter()
        .filter_map(|(path, bytes)| attachment::clean_asset(path, bytes, &mut files.sources, &log));
    let template_files: Vec<(String, Vec<u8>)> = template_files.map(|(path, cleaned)| (path, cleaned.bytes)).collect();
    let mut assets = asset::assets(template_files, &mut files.sources, &log);
    assets.extend(attachment_assets);
    assets.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.address.cmp(&b.address)));
    let (diagnostics, acknowledged) = site.settings.diagnostic_policy.apply(log.into_diagnostics(), &files.sources);
    let project = Project { root: root.to_owned(), sources: files.sources, site, templates, assets, acknowledged };
    WithDiagnostics { value: project, diagnostics }
}

/// Runs a reader with a separate log, on any thread, and returns its value and its diagnostics.
fn with_separate_log<T>(read: impl FnOnce(&DiagnosticLog) -> T) -> WithDiagnostics<T> {
    let log = DiagnosticLog::default();
    let value = read(&log);
    WithDiagnostics { value, diagnostics: log.into_diagnostics() }
}

/// Reads one file. The flag is true if the file may have content that could not be read.
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
