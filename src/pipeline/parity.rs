//! What was built, held against what was issued: every form of every office, in every output.
//!
//! Files are read back as they are, each when it is made. Tables, which are made when somebody asks for one, are made
//! here and read: one for all offices that say the same in it but for the sheet's number.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::diagnostic::{Checked, Diagnostic, any_error};
use crate::digest::{digest, hexadecimal};
use crate::model::issued_publicity::IssuedPublicity;
use crate::model::name::Name;
use crate::model::publicity::Publicity;
use crate::model::{Address, IssuedForm, IssuedProgramme, Variant, terms};
use crate::outputs::{html, table};
use crate::parity::known::Known;
use crate::parity::said::{lacks, said, unbound};
use crate::parity::{Compared, Output, bound, compare, publicity};

/// `parity.json`: what was compared, and that it agrees; there is none where something does not.
#[derive(Serialize)]
struct Parity<'a> {
    agrees: bool,
    counts: Counts,
    outputs: Vec<&'a Entry>,
}

/// How much was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub outputs: usize,
    pub offices: usize,
    /// Numbered items, once in each output.
    pub items: usize,
    /// Places to answer, once in each output.
    pub places: usize,
}

/// One output that was read back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
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
struct Job<'a> {
    office: Option<&'a Name>,
    what: What<'a>,
}

enum What<'a> {
    File { output: Output, kind: &'static str, address: Address, form: &'a IssuedForm },
    Table { output: Output, kind: &'static str, form: &'a IssuedForm, offices: usize },
    Booklet { address: Address, forms: &'a [IssuedForm] },
    Publicity { address: Address, publicity: &'a IssuedPublicity },
}

/// That everything agrees.
#[derive(Debug)]
pub struct Proven {
    /// The text of `parity.json`.
    pub bytes: Vec<u8>,
    pub counts: Counts,
    /// How much was compared of each kind.
    pub compared: html::Compared,
    /// What was found of each file and table, by what [`Proof::take`] calls it.
    pub entries: BTreeMap<String, Box<Entry>>,
}

/// An output that was read back, and what it says otherwise.
type Done = (Box<Entry>, Vec<Diagnostic>);

/// Everything that is compared of some offices: files one by one, in any order and from any thread.
pub struct Proof<'a> {
    offices: usize,
    jobs: Vec<Job<'a>>,
    /// By what they are called.
    calls: BTreeMap<String, usize>,
    done: Vec<OnceLock<Done>>,
    known: Known,
}

impl<'a> Proof<'a> {
    pub fn new(offices: impl IntoIterator<Item = &'a IssuedProgramme>) -> Proof<'a> {
        let (mut jobs, mut calls) = (Vec::new(), BTreeMap::new());
        let mut count = 0;
        for job in offices.into_iter().inspect(|_| count += 1).flat_map(of_office) {
            let next = jobs.len();
            let at = *calls.entry(job.called()).or_insert(next);
            match (jobs.get_mut(at).map(|job: &mut Job| &mut job.what), &job.what) {
                (Some(What::Table { offices, .. }), _) => *offices += 1,
                (Some(_), _) => {}
                (None, _) => jobs.push(job),
            }
        }
        let done = jobs.iter().map(|_| OnceLock::new()).collect();
        Proof { offices: count, jobs, calls, done, known: Known::default() }
    }

    /// Reads a file of the output back, if it is one that is compared.
    pub fn read(&self, address: &Address, content: &Content) {
        let Some(&at) = self.calls.get(address.as_str()) else { return };
        self.done[at].get_or_init(|| self.jobs[at].read(content, &self.known));
    }

    /// Takes what was found in an earlier run, of a file or table in which nothing has changed.
    pub fn take(&self, called: &str, entry: Box<Entry>) {
        let Some(&at) = self.calls.get(called) else { return };
        self.done[at].get_or_init(|| (entry, Vec::new()));
    }

    /// What was compared.
    ///
    /// # Errors
    /// The value is `None` where an output does not agree.
    pub fn finish(self) -> Checked<Option<Proven>> {
        self.jobs.par_iter().zip(&self.done).for_each(|(job, done)| {
            if let What::Table { output, form, .. } = &job.what {
                done.get_or_init(|| job.read(&made(*output, form).into(), &self.known));
            }
        });
        let (mut entries, mut diagnostics) = (Vec::new(), Vec::new());
        let mut counts = Counts { offices: self.offices, ..Counts::default() };
        let done = self.done.into_iter().zip(&self.jobs).filter_map(|(done, job)| Some((done.into_inner()?, job)));
        for ((entry, faults), job) in done {
            counts.items += entry.items.unwrap_or_default();
            counts.places += entry.places.unwrap_or_default();
            entries.push((job.called(), entry));
            diagnostics.extend(faults);
        }
        let outputs: Vec<&Entry> = entries.iter().map(|(_, entry)| &**entry).collect();
        counts.outputs = outputs.len();
        let agrees = !any_error(&diagnostics);
        let compared = html::Compared { offices: self.offices, kinds: kinds(&outputs) };
        // Plain data always becomes JSON.
        let mut bytes = serde_json::to_vec_pretty(&Parity { agrees, counts, outputs }).unwrap_or_default();
        bytes.push(b'\n');
        let value = agrees.then(|| Proven { bytes, counts, compared, entries: entries.into_iter().collect() });
        Checked { value, diagnostics }
    }
}

fn made(table: Output, form: &IssuedForm) -> Vec<u8> {
    let columns = form.columns(&BTreeMap::new());
    match table {
        Output::Workbook => table::workbook(form, &columns).unwrap_or_default(),
        _ => table::csv(&columns),
    }
}

/// How much was compared of each kind of output, in the order in which forms are offered.
fn kinds(outputs: &[&Entry]) -> Vec<html::Kind> {
    let variants = Variant::ALL.map(|(kind, variant)| (kind, terms::variant(variant)));
    let publicity = Publicity::EVERY.map(|kind| (kind.name(), terms::publicity(kind)));
    let publicity = publicity.into_iter().filter(|(kind, _)| outputs.iter().any(|entry| entry.kind == *kind));
    let others = [
        ("page", terms::FILLED_ON_PAGE),
        ("csv", terms::TABLE_CSV),
        ("workbook", terms::TABLE_WORKBOOK),
        (Name::BOOKLET, terms::BOOKLET),
    ];
    let of_kind = |(kind, label): (&str, &'static str)| {
        let own: Vec<&&Entry> = outputs.iter().filter(|entry| entry.kind == kind).collect();
        let sum = |count: fn(&Entry) -> Option<usize>| own.iter().filter_map(|entry| count(entry)).sum();
        html::Kind { label, outputs: own.len(), items: sum(|entry| entry.items), places: sum(|entry| entry.places) }
    };
    variants.into_iter().chain(others).chain(publicity).map(of_kind).collect()
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
        jobs.extend(tables.map(|(output, kind)| What::Table { output, kind, form, offices: 1 }));
    }
    jobs.push(What::Booklet { address: Address::booklet(city), forms: &office.forms });
    jobs.extend(office.publicity.iter().map(|publicity| {
        let address = Address::publicity(&publicity.page, city);
        What::Publicity { address, publicity }
    }));
    jobs.into_iter().map(|what| Job { office: city, what }).collect()
}

impl Job<'_> {
    /// The file's address; of a table what is said in it.
    fn called(&self) -> String {
        match &self.what {
            What::File { address, .. } | What::Booklet { address, .. } | What::Publicity { address, .. } => {
                address.to_string()
            }
            What::Table { kind, form, .. } => {
                let says = digest(&(form.body.digest(), form.office.name.is_some()));
                format!("{} {}", Address::table(&form.id, kind), hexadecimal(&says))
            }
        }
    }

    fn read(&self, content: &Content, known: &Known) -> Done {
        let office = self.office.map(Name::to_string);
        match &self.what {
            What::File { output, kind, address, form } => {
                let (entry, faults) = compared(address, kind, form, compare(*output, content, form, known));
                (Box::new(Entry { path: Some(address.to_string()), office, ..entry }), faults)
            }
            What::Table { output, kind, form, offices } => {
                // No file of the output: it is called as the form's.
                let called = Address::table(&form.id, kind);
                let (entry, faults) = compared(&called, kind, form, compare(*output, content, form, known));
                (Box::new(Entry { offices: Some(*offices), ..entry }), faults)
            }
            What::Booklet { address, forms } => {
                let pages = bound(content, *forms);
                let faults = pages.is_none().then(|| unbound(address)).into_iter().collect();
                (Box::new(Entry { path: Some(address.to_string()), office, pages, ..Entry::of(Name::BOOKLET) }), faults)
            }
            What::Publicity { address, publicity } => {
                let faults = match publicity::lacking(content, publicity, &known.files) {
                    Some(texts) => texts.iter().map(|text| lacks(publicity, address, Some(text))).collect(),
                    None => vec![lacks(publicity, address, None)],
                };
                let entry = Entry { path: Some(address.to_string()), office, ..Entry::of(publicity.kind.name()) };
                (Box::new(entry), faults)
            }
        }
    }
}

impl Entry {
    fn of(kind: &str) -> Entry {
        let (path, form, version, issue, office) = (None, None, None, None, None);
        let (offices, items, places, pages) = (None, None, None, None);
        Entry { path, kind: kind.to_owned(), form, version, issue, office, offices, items, places, pages }
    }
}

fn compared(called: &Address, kind: &str, form: &IssuedForm, found: Compared) -> (Entry, Vec<Diagnostic>) {
    let faults = found.differences.iter().map(|difference| said(difference, called)).collect();
    let entry = Entry {
        form: Some(form.id.to_string()),
        version: Some(form.version.clone()),
        issue: Some(form.issue.clone()),
        items: Some(found.items),
        places: Some(found.places),
        ..Entry::of(kind)
    };
    (entry, faults)
}
