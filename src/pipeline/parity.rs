//! What was built, held against what was issued: every form of every office, in every output.
//!
//! Files are read back as they are, each when it is made; tables, which are made when somebody asks for one, are made
//! here and read. What is the same is read once: streams of PDFs by their bytes, tables by what they hold.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::manifest::hexadecimal;
use crate::diagnostic::{Checked, Diagnostic, any_error};
use crate::model::name::Name;
use crate::model::{Address, IssuedForm, IssuedProgramme, Variant, terms};
use crate::outputs::{html, table};
use crate::parity::pdf::Shelf;
use crate::parity::said::{said, unbound};
use crate::parity::{Compared, Output, asked, bound, compare};

/// `parity.json`: what was compared, and that it agrees; there is none where something does not.
#[derive(Serialize)]
struct Parity {
    agrees: bool,
    counts: Counts,
    outputs: Vec<Entry>,
}

/// How much was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub outputs: usize,
    pub offices: usize,
    /// Numbered items, once in each output.
    pub items: usize,
    /// Places to answer, once in each output.
    pub places: usize,
}

/// One output that was read back.
#[derive(Serialize)]
struct Entry {
    /// None of a table, which is no file of the output.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    kind: &'static str,
    /// None of a booklet.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    /// The beginning of the digest (SHA-256) of what the office issues.
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<usize>,
    /// Of a booklet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
}

/// What is to be compared.
struct Job<'a> {
    office: Option<&'a Name>,
    what: What<'a>,
}

enum What<'a> {
    File { output: Output, kind: &'static str, address: Address, form: &'a IssuedForm },
    Table { output: Output, kind: &'static str, form: &'a IssuedForm },
    Booklet { address: Address, forms: &'a [IssuedForm] },
}

/// That everything agrees.
#[derive(Debug)]
pub struct Proven {
    /// The text of `parity.json`.
    pub bytes: Vec<u8>,
    pub counts: Counts,
    /// How much was compared of each kind.
    pub compared: html::Compared,
}

/// An output that was read back, and what it says otherwise.
type Done = (Entry, Vec<Diagnostic>);

/// Everything that is compared of some offices: files one by one, in any order and from any thread.
pub struct Proof<'a> {
    offices: usize,
    jobs: Vec<Job<'a>>,
    files: BTreeMap<Address, usize>,
    done: Vec<OnceLock<Done>>,
    /// What the files of a form have in common.
    shelves: Mutex<BTreeMap<&'a Name, Arc<Shelf>>>,
}

impl<'a> Proof<'a> {
    pub fn new(offices: impl IntoIterator<Item = &'a IssuedProgramme>) -> Proof<'a> {
        let mut jobs = Vec::new();
        let mut count = 0;
        for office in offices {
            jobs.extend(of_office(office));
            count += 1;
        }
        let address = |job: &Job| match &job.what {
            What::File { address, .. } | What::Booklet { address, .. } => Some(address.clone()),
            What::Table { .. } => None,
        };
        let files = jobs.iter().enumerate().filter_map(|(at, job)| Some((address(job)?, at))).collect();
        let done = jobs.iter().map(|_| OnceLock::new()).collect();
        Proof { offices: count, jobs, files, done, shelves: Mutex::default() }
    }

    /// Reads a file of the output back, if it is one that is compared.
    pub fn read(&self, address: &Address, bytes: &[u8]) {
        let Some(&at) = self.files.get(address) else { return };
        let (job, done) = (&self.jobs[at], &self.done[at]);
        done.get_or_init(|| job.read(bytes, &self.shelf(job)));
    }

    fn shelf(&self, job: &Job<'a>) -> Arc<Shelf> {
        // Of a booklet little is read, and nothing kept.
        let What::File { form, .. } = &job.what else { return Arc::default() };
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner).entry(&form.id).or_default().clone()
    }

    /// Lets go of what was kept for files that have something in common with those that were read.
    pub fn forget(&self) {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What was compared.
    ///
    /// # Errors
    /// The value is `None` where an output does not agree.
    pub fn finish(self) -> Checked<Option<Proven>> {
        self.jobs.par_iter().zip(&self.done).for_each(|(job, done)| {
            if let What::Table { output, form, .. } = &job.what {
                let columns = form.columns(&BTreeMap::new());
                let bytes = match output {
                    Output::Workbook => table::workbook(form, &columns).unwrap_or_default(),
                    _ => table::csv(&columns),
                };
                done.get_or_init(|| job.read(&bytes, &Shelf::default()));
            }
        });
        let (mut outputs, mut diagnostics) = (Vec::new(), Vec::new());
        let mut counts = Counts { offices: self.offices, ..Counts::default() };
        for (entry, faults) in self.done.into_iter().filter_map(OnceLock::into_inner) {
            counts.items += entry.items.unwrap_or_default();
            counts.places += entry.places.unwrap_or_default();
            outputs.push(entry);
            diagnostics.extend(faults);
        }
        counts.outputs = outputs.len();
        let agrees = !any_error(&diagnostics);
        let compared = html::Compared { offices: self.offices, kinds: kinds(&outputs) };
        let value = agrees.then(|| {
            // Plain data always becomes JSON.
            let mut bytes = serde_json::to_vec_pretty(&Parity { agrees, counts, outputs }).unwrap_or_default();
            bytes.push(b'\n');
            Proven { bytes, counts, compared }
        });
        Checked { value, diagnostics }
    }
}

/// How much was compared of each kind of output, in the order in which forms are offered.
fn kinds(outputs: &[Entry]) -> Vec<html::Kind> {
    let variants = Variant::ALL.map(|(kind, variant)| (kind, terms::variant(variant)));
    let others = [
        ("page", terms::FILLED_ON_PAGE),
        ("csv", terms::TABLE_CSV),
        ("workbook", terms::TABLE_WORKBOOK),
        (Name::BOOKLET, terms::BOOKLET),
    ];
    let of_kind = |(kind, label): (&str, &'static str)| {
        let own: Vec<&Entry> = outputs.iter().filter(|entry| entry.kind == kind).collect();
        let sum = |count: fn(&Entry) -> Option<usize>| own.iter().filter_map(|entry| count(entry)).sum();
        html::Kind { label, outputs: own.len(), items: sum(|entry| entry.items), places: sum(|entry| entry.places) }
    };
    variants.into_iter().chain(others).map(of_kind).collect()
}

fn of_office(office: &IssuedProgramme) -> Vec<Job<'_>> {
    let city = office.city();
    let mut jobs = Vec::new();
    for form in &office.forms {
        jobs.extend(Variant::ALL.map(|(kind, variant)| {
            let address = Address::sheet(&form.id, variant, city);
            What::File { output: Output::Sheets, kind, address, form }
        }));
        let (address, output) = match city {
            None => (Address::form(&form.id), Output::Page),
            Some(city) => (Address::city_form(city, &form.id), Output::Questionnaire),
        };
        jobs.push(What::File { output, kind: "page", address, form });
        let tables = [(Output::Csv, "csv"), (Output::Workbook, "workbook")];
        jobs.extend(tables.map(|(output, kind)| What::Table { output, kind, form }));
    }
    jobs.push(What::Booklet { address: Address::booklet(city), forms: &office.forms });
    jobs.into_iter().map(|what| Job { office: city, what }).collect()
}

impl Job<'_> {
    fn read(&self, bytes: &[u8], shelf: &Shelf) -> Done {
        let office = self.office.map(Name::to_string);
        match &self.what {
            What::File { output, kind, address, form } => {
                entry(Some(address), address, kind, form, office, compare(*output, bytes, form, shelf))
            }
            What::Table { output, kind, form } => {
                // No file of the output: it is called as the form's.
                let called = Address::table(&form.id, kind);
                entry(None, &called, kind, form, office, compare(*output, bytes, form, shelf))
            }
            What::Booklet { address, forms } => {
                let pages = bound(bytes, *forms, shelf);
                let faults = pages.is_none().then(|| unbound(address)).into_iter().collect();
                let path = Some(address.to_string());
                let (form, version, issue, items, places) = (None, None, None, None, None);
                (Entry { path, kind: Name::BOOKLET, form, version, issue, office, items, places, pages }, faults)
            }
        }
    }
}

fn entry(
    path: Option<&Address>,
    called: &Address,
    kind: &'static str,
    form: &IssuedForm,
    office: Option<String>,
    compared: Compared,
) -> Done {
    let faults = compared.differences.iter().map(|difference| said(difference, called)).collect();
    let issue = hexadecimal(&Sha256::digest(asked::words(form))[..5]);
    let entry = Entry {
        path: path.map(Address::to_string),
        kind,
        form: Some(form.id.to_string()),
        version: Some(form.version.clone()),
        issue: Some(issue),
        office,
        items: Some(compared.items),
        places: Some(compared.places),
        pages: None,
    };
    (entry, faults)
}
