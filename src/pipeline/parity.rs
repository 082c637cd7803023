//! What was built, held against what was issued: every form of every office, in every output.
//!
//! Files are read back as they are; tables, which are made when somebody asks for one, are made here and read. What is
//! the same is read once: streams of PDFs by their bytes, tables by what they hold.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::file::File;
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
struct Parity<'a> {
    agrees: bool,
    counts: Counts,
    outputs: Vec<Entry<'a>>,
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
#[derive(Serialize)]
struct Entry<'a> {
    /// None of a table, which is no file of the output.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    kind: &'static str,
    /// None of a booklet.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    /// The beginning of the digest (SHA-256) of what the office issues.
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    places: Option<usize>,
    /// Of a booklet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<usize>,
}

/// What is to be compared.
enum Job<'a> {
    File { output: Output, kind: &'static str, file: &'a File, form: &'a IssuedForm },
    Table { output: Output, kind: &'static str, form: &'a IssuedForm },
    Booklet { file: &'a File, forms: &'a [IssuedForm] },
}

impl Counts {
    /// The counts of a `parity.json`.
    pub fn read(bytes: &[u8]) -> Option<Counts> {
        #[derive(Deserialize)]
        struct Read {
            counts: Counts,
        }
        serde_json::from_slice::<Read>(bytes).ok().map(|read| read.counts)
    }
}

/// Compares everything that was built for these offices; the value is the text of `parity.json`, and how much was compared of each kind.
///
/// # Errors
/// The value is `None` where an output does not agree.
pub fn parity(offices: &[&IssuedProgramme], files: &[File]) -> Checked<Option<(Vec<u8>, html::Compared)>> {
    let built: BTreeMap<&Address, &File> = files.iter().map(|file| (&file.address, file)).collect();
    let jobs: Vec<(Option<&Name>, Job)> =
        offices.iter().flat_map(|office| jobs(office, &built).into_iter().map(|job| (office.city(), job))).collect();
    // One form after the other: what its files have in common is read once, and let go before the next.
    let mut done: Vec<Option<(Entry, Vec<Diagnostic>)>> = jobs.iter().map(|_| None).collect();
    let forms: BTreeSet<Option<&Name>> = jobs.iter().map(|(_, job)| job.form()).collect();
    for form in forms {
        let shelf = Shelf::default();
        let of_form = done.par_iter_mut().zip(&jobs).filter(|(_, (_, job))| job.form() == form);
        of_form.for_each(|(done, (city, job))| *done = Some(job.done(*city, &shelf)));
    }
    let mut counts = Counts { offices: offices.len(), outputs: done.len(), ..Counts::default() };
    let (mut outputs, mut diagnostics) = (Vec::new(), Vec::new());
    for (entry, faults) in done.into_iter().flatten() {
        counts.items += entry.items.unwrap_or_default();
        counts.places += entry.places.unwrap_or_default();
        outputs.push(entry);
        diagnostics.extend(faults);
    }
    let agrees = !any_error(&diagnostics);
    let compared = html::Compared { offices: offices.len(), kinds: kinds(&outputs) };
    let value = agrees.then(|| {
        // Plain data always becomes JSON.
        let mut bytes = serde_json::to_vec_pretty(&Parity { agrees, counts, outputs }).unwrap_or_default();
        bytes.push(b'\n');
        (bytes, compared)
    });
    Checked { value, diagnostics }
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

fn jobs<'a>(office: &'a IssuedProgramme, built: &BTreeMap<&Address, &'a File>) -> Vec<Job<'a>> {
    let city = office.city();
    let mut jobs = Vec::new();
    for form in &office.forms {
        let sheets = Variant::ALL.into_iter().filter_map(|(kind, variant)| {
            let file = *built.get(&Address::sheet(&form.id, variant, city))?;
            Some(Job::File { output: Output::Sheets, kind, file, form })
        });
        jobs.extend(sheets);
        let (address, output) = match city {
            None => (Address::form(&form.id), Output::Page),
            Some(city) => (Address::city_form(city, &form.id), Output::Questionnaire),
        };
        let page = built.get(&address);
        jobs.extend(page.map(|file| Job::File { output, kind: "page", file, form }));
        let tables = [(Output::Csv, "csv"), (Output::Workbook, "workbook")];
        jobs.extend(tables.map(|(output, kind)| Job::Table { output, kind, form }));
    }
    let booklet = built.get(&Address::booklet(city));
    jobs.extend(booklet.map(|file| Job::Booklet { file, forms: &office.forms }));
    jobs
}

impl<'a> Job<'a> {
    /// The form it is about; none of a booklet.
    fn form(&self) -> Option<&'a Name> {
        match self {
            Job::File { form, .. } | Job::Table { form, .. } => Some(&form.id),
            Job::Booklet { .. } => None,
        }
    }

    fn done(&self, city: Option<&'a Name>, shelf: &Shelf) -> (Entry<'a>, Vec<Diagnostic>) {
        let office = city.map(Name::as_str);
        match self {
            Job::File { output, kind, file, form } => {
                let compared = compare(*output, &file.bytes, form, shelf);
                entry(Some(&file.address), &file.address, kind, form, office, compared)
            }
            Job::Table { output, kind, form } => {
                let columns = form.columns(&BTreeMap::new());
                let bytes = match output {
                    Output::Workbook => table::workbook(form, &columns).unwrap_or_default(),
                    _ => table::csv(&columns),
                };
                // No file of the output: it is called as the form's.
                let called = Address::table(&form.id, kind);
                entry(None, &called, kind, form, office, compare(*output, &bytes, form, shelf))
            }
            Job::Booklet { file, forms } => {
                // Of a booklet little is read, and nothing kept.
                let pages = bound(&file.bytes, *forms, &Shelf::default());
                let faults = pages.is_none().then(|| unbound(&file.address)).into_iter().collect();
                let path = Some(file.address.as_str());
                let (form, version, issue, items, places) = (None, None, None, None, None);
                (Entry { path, kind: Name::BOOKLET, form, version, issue, office, items, places, pages }, faults)
            }
        }
    }
}

fn entry<'a>(
    path: Option<&'a Address>,
    called: &Address,
    kind: &'static str,
    form: &'a IssuedForm,
    office: Option<&'a str>,
    compared: Compared,
) -> (Entry<'a>, Vec<Diagnostic>) {
    let faults = compared.differences.iter().map(|difference| said(difference, called)).collect();
    let issue = hexadecimal(&Sha256::digest(asked::words(form))[..5]);
    let entry = Entry {
        path: path.map(Address::as_str),
        kind,
        form: Some(form.id.as_str()),
        version: Some(&form.version),
        issue: Some(issue),
        office,
        items: Some(compared.items),
        places: Some(compared.places),
        pages: None,
    };
    (entry, faults)
}
