//! Compares the built files with the issued forms: every form of every office, in every output; a difference refuses the build.
//!
//! Files are read back as they are, each when it is made. Tables, which are made when somebody asks for one, are made
//! here and read: one for all offices that say the same in it but for the sheet's number.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, WithDiagnostics, has_errors};
use crate::digest::{digest, hexadecimal};
use crate::file_content::FileContent;
use crate::model::issued_publicity::IssuedPublicity;
use crate::model::name::Name;
use crate::model::publicity::Publicity;
use crate::model::{Address, IssuedForm, IssuedProgramme, Variant, fixed_text};
use crate::outputs::{html, table};
use crate::parity::diagnostics::{booklet_diagnostic, difference_diagnostic, missing_text_diagnostic};
use crate::parity::parity_cache::ParityCache;
use crate::parity::{OutputComparison, ParityOutput, booklet_pages, compare, publicity_texts};

/// `parity.json`: what was compared, and that it agrees; there is none where something does not.
#[derive(Serialize)]
struct ParityReport<'a> {
    agrees: bool,
    counts: ParityCounts,
    outputs: Vec<&'a ParityEntry>,
}

/// How much was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParityCounts {
    pub outputs: usize,
    pub offices: usize,
    /// Numbered items, once in each output.
    pub items: usize,
    /// Places to answer, once in each output.
    pub places: usize,
}

/// One output that was read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ParityEntry {
    /// None of a table, which is no file of the output.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    kind: String,
    /// None of a booklet.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// What tells the form that the office issues from others of its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<String>,
    /// Of a table: how many offices say the same in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    offices: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<usize>,
    /// Of a booklet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
}

/// What is to be compared.
struct ParityJob<'a> {
    office: Option<&'a Name>,
    target: ParityTarget<'a>,
}

/// What one parity job compares: a built file of one form, a table, a booklet, or printed publicity.
enum ParityTarget<'a> {
    File { output: ParityOutput, kind: &'static str, address: Address, form: &'a IssuedForm },
    Table { output: ParityOutput, kind: &'static str, form: &'a IssuedForm, offices: usize },
    Booklet { address: Address, forms: &'a [IssuedForm] },
    Publicity { address: Address, publicity: &'a IssuedPublicity },
}

/// That everything agrees.
#[derive(Debug)]
pub struct ParitySummary {
    /// The text of `parity.json`.
    pub(crate) bytes: Vec<u8>,
    pub(crate) counts: ParityCounts,
    /// How much was compared of each kind.
    pub(crate) compared: html::ParitySummaryView,
    /// What was found of each file and table, by what [`ParityChecker::reuse_entry`] calls it.
    pub(crate) entries: BTreeMap<String, Box<ParityEntry>>,
}

/// An output that was read back, and what it says otherwise.
type ParityEntryResult = (Box<ParityEntry>, Vec<Diagnostic>);

/// Everything that is compared of some offices: files one by one, in any order and from any thread.
pub struct ParityChecker<'a> {
    offices: usize,
    jobs: Vec<ParityJob<'a>>,
    /// By what they are called.
    job_indices: BTreeMap<String, usize>,
    results: Vec<OnceLock<ParityEntryResult>>,
    cache: ParityCache,
}

impl<'a> ParityChecker<'a> {
    pub fn new(offices: impl IntoIterator<Item = &'a IssuedProgramme>) -> ParityChecker<'a> {
        let (mut jobs, mut calls) = (Vec::new(), BTreeMap::new());
        let mut count = 0;
        for job in offices.into_iter().inspect(|_| count += 1).flat_map(office_jobs) {
            let next = jobs.len();
            let at = *calls.entry(job.name()).or_insert(next);
            match (jobs.get_mut(at).map(|job: &mut ParityJob| &mut job.target), &job.target) {
                (Some(ParityTarget::Table { offices, .. }), _) => *offices += 1,
                (Some(_), _) => {}
                (None, _) => jobs.push(job),
            }
        }
        let done = jobs.iter().map(|_| OnceLock::new()).collect();
        ParityChecker { offices: count, jobs, job_indices: calls, results: done, cache: ParityCache::default() }
    }

    /// Reads a file of the output back, if it is one that is compared.
    pub fn read(&self, address: &Address, content: &FileContent) {
        let Some(&at) = self.job_indices.get(address.as_str()) else { return };
        self.results[at].get_or_init(|| self.jobs[at].read(content, &self.cache));
    }

    /// Takes what was found in an earlier run, of a file or table in which nothing has changed.
    pub(crate) fn reuse_entry(&self, called: &str, entry: Box<ParityEntry>) {
        let Some(&at) = self.job_indices.get(called) else { return };
        self.results[at].get_or_init(|| (entry, Vec::new()));
    }

    /// What was compared.
    ///
    /// # Errors
    /// The value is `None` where an output does not agree.
    pub fn finish(self) -> WithDiagnostics<Option<ParitySummary>> {
        self.jobs.par_iter().zip(&self.results).for_each(|(job, done)| {
            if let ParityTarget::Table { output, form, .. } = &job.target {
                done.get_or_init(|| job.read(&table_bytes(*output, form).into(), &self.cache));
            }
        });
        let (mut entries, mut diagnostics) = (Vec::new(), Vec::new());
        let mut counts = ParityCounts { offices: self.offices, ..ParityCounts::default() };
        let done = self.results.into_iter().zip(&self.jobs).filter_map(|(done, job)| Some((done.into_inner()?, job)));
        for ((entry, faults), job) in done {
            counts.items += entry.items.unwrap_or_default();
            counts.places += entry.places.unwrap_or_default();
            entries.push((job.name(), entry));
            diagnostics.extend(faults);
        }
        let outputs: Vec<&ParityEntry> = entries.iter().map(|(_, entry)| &**entry).collect();
        counts.outputs = outputs.len();
        let agrees = !has_errors(&diagnostics);
        let compared = html::ParitySummaryView { offices: self.offices, kinds: kind_views(&outputs) };
        // Plain data always becomes JSON.
        let mut bytes = serde_json::to_vec_pretty(&ParityReport { agrees, counts, outputs }).unwrap_or_default();
        bytes.push(b'\n');
        let value = agrees.then(|| ParitySummary { bytes, counts, compared, entries: entries.into_iter().collect() });
        WithDiagnostics { value, diagnostics }
    }
}

fn table_bytes(table: ParityOutput, form: &IssuedForm) -> Vec<u8> {
    let columns = form.columns(&BTreeMap::new());
    match table {
        ParityOutput::Workbook => table::workbook(form, &columns).unwrap_or_default(),
        _ => table::csv(&columns),
    }
}

/// How much was compared of each kind of output, in the order in which forms are offered.
fn kind_views(outputs: &[&ParityEntry]) -> Vec<html::ParityKindView> {
    let variants = Variant::ALL.map(|(kind, variant)| (kind, fixed_text::variant(variant)));
    let publicity = Publicity::EVERY.map(|kind| (kind.name(), fixed_text::publicity(kind)));
    let publicity = publicity.into_iter().filter(|(kind, _)| outputs.iter().any(|entry| entry.kind == *kind));
    let others = [
        ("page", fixed_text::FILLED_ON_PAGE),
        ("csv", fixed_text::TABLE_CSV),
        ("workbook", fixed_text::TABLE_WORKBOOK),
        (Name::BOOKLET, fixed_text::BOOKLET),
    ];
    let of_kind = |(kind, label): (&str, &'static str)| {
        let own: Vec<&&ParityEntry> = outputs.iter().filter(|entry| entry.kind == kind).collect();
        let sum = |count: fn(&ParityEntry) -> Option<usize>| own.iter().filter_map(|entry| count(entry)).sum();
        html::ParityKindView {
            label,
            outputs: own.len(),
            items: sum(|entry| entry.items),
            places: sum(|entry| entry.places),
        }
    };
    variants.into_iter().chain(others).chain(publicity).map(of_kind).collect()
}

fn office_jobs(office: &IssuedProgramme) -> Vec<ParityJob<'_>> {
    let city = office.city();
    let mut jobs = Vec::new();
    for form in &office.forms {
        jobs.extend(Variant::ALL.map(|(kind, variant)| {
            let address = Address::form_pdf(&form.id, variant, city);
            ParityTarget::File { output: ParityOutput::Sheets, kind, address, form }
        }));
        let (address, output) = match city {
            None => (Address::form(&form.id), ParityOutput::Page),
            Some(city) => (Address::city_form(city, &form.id), ParityOutput::Questionnaire),
        };
        jobs.push(ParityTarget::File { output, kind: "page", address, form });
        let tables = [(ParityOutput::Csv, "csv"), (ParityOutput::Workbook, "workbook")];
        jobs.extend(tables.map(|(output, kind)| ParityTarget::Table { output, kind, form, offices: 1 }));
    }
    jobs.push(ParityTarget::Booklet { address: Address::booklet(city), forms: &office.forms });
    jobs.extend(office.publicity.iter().map(|publicity| {
        let address = Address::publicity(&publicity.page, city);
        ParityTarget::Publicity { address, publicity }
    }));
    jobs.into_iter().map(|what| ParityJob { office: city, target: what }).collect()
}

impl ParityJob<'_> {
    /// The file's address; of a table what is said in it.
    fn name(&self) -> String {
        match &self.target {
            ParityTarget::File { address, .. }
            | ParityTarget::Booklet { address, .. }
            | ParityTarget::Publicity { address, .. } => address.to_string(),
            ParityTarget::Table { kind, form, .. } => {
                let says = digest(&(form.body.digest(), form.office.name.is_some()));
                format!("{} {}", Address::table(&form.id, kind), hexadecimal(&says))
            }
        }
    }

    fn read(&self, content: &FileContent, known: &ParityCache) -> ParityEntryResult {
        let office = self.office.map(Name::to_string);
        match &self.target {
            ParityTarget::File { output, kind, address, form } => {
                let (entry, faults) = compared_entry(address, kind, form, compare(*output, content, form, known));
                (Box::new(ParityEntry { path: Some(address.to_string()), office, ..entry }), faults)
            }
            ParityTarget::Table { output, kind, form, offices } => {
                // No file of the output: it is called as the form's.
                let called = Address::table(&form.id, kind);
                let (entry, faults) = compared_entry(&called, kind, form, compare(*output, content, form, known));
                (Box::new(ParityEntry { offices: Some(*offices), ..entry }), faults)
            }
            ParityTarget::Booklet { address, forms } => {
                let pages = booklet_pages(content, *forms);
                let faults = pages.is_none().then(|| booklet_diagnostic(address)).into_iter().collect();
                (
                    Box::new(ParityEntry {
                        path: Some(address.to_string()),
                        office,
                        pages,
                        ..ParityEntry::of(Name::BOOKLET)
                    }),
                    faults,
                )
            }
            ParityTarget::Publicity { address, publicity } => {
                let faults = match publicity_texts::missing_texts(content, publicity, &known.documents) {
                    Some(texts) => {
                        texts.iter().map(|text| missing_text_diagnostic(publicity, address, Some(text))).collect()
                    }
                    None => vec![missing_text_diagnostic(publicity, address, None)],
                };
                let entry =
                    ParityEntry { path: Some(address.to_string()), office, ..ParityEntry::of(publicity.kind.name()) };
                (Box::new(entry), faults)
            }
        }
    }
}

impl ParityEntry {
    fn of(kind: &str) -> ParityEntry {
        let (path, form, version, issue, office) = (None, None, None, None, None);
        let (offices, items, places, pages) = (None, None, None, None);
        ParityEntry { path, kind: kind.to_owned(), form, version, issue, office, offices, items, places, pages }
    }
}

fn compared_entry(
    called: &Address,
    kind: &str,
    form: &IssuedForm,
    found: OutputComparison,
) -> (ParityEntry, Vec<Diagnostic>) {
    let faults = found.differences.iter().map(|difference| difference_diagnostic(difference, called)).collect();
    let entry = ParityEntry {
        form: Some(form.id.to_string()),
        version: Some(form.version.clone()),
        issue: Some(form.issue_code.clone()),
        items: Some(found.items),
        places: Some(found.places),
        ..ParityEntry::of(kind)
    };
    (entry, faults)
}
