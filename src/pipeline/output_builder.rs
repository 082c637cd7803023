//! Takes each file as it is made: reads it back for parity, hands it to the sink and keeps its record; and finds the files of the last
//! build that have the same key and need not be made.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::build_record::PreviousBuild;
use super::output_file::{BuiltFile, FileKey, OutputFile, OutputSink};
use super::parity::ParityChecker;
use super::pdf_renderer::{LayoutJob, LayoutRequests};
use super::plan::{PdfProduct, PlannedFile, PlannedOutput};
use crate::digest::digest;
use crate::file_content::FileContent;
use crate::model::issued_publicity::IssuedPublicity;
use crate::model::name::Name;
use crate::model::release::json;
use crate::model::release::office_states::form_state;
use crate::model::{Address, IssuedForm, IssuedProgramme};
use crate::outputs::html::Download;
use crate::paper::PrintLayout;

/// An output while it is made.
pub(crate) struct OutputBuilder<'a> {
    pub(crate) sink: &'a dyn OutputSink,
    /// None of a draft.
    pub(crate) parity: Option<ParityChecker<'a>>,
    pub(crate) keys: FileKeys<'a>,
    previous: &'a PreviousBuild,
    built: Mutex<BTreeMap<Address, BuiltFile>>,
}

/// What files are made from, told by digests; of a draft nothing.
pub(crate) struct FileKeys<'a> {
    /// Of what everything is made with: the program and its fonts.
    base: Option<[u8; 32]>,
    offices: BTreeMap<Option<&'a Name>, &'a IssuedProgramme>,
}

impl<'a> FileKeys<'a> {
    pub(crate) fn new(base: Option<[u8; 32]>, offices: &'a [IssuedProgramme]) -> FileKeys<'a> {
        FileKeys { base, offices: offices.iter().map(|office| (office.city(), office)).collect() }
    }

    /// The key of what is made of these parts for an address.
    pub(crate) fn key(&self, address: &Address, parts: &impl Hash) -> Option<FileKey> {
        Some(FileKey::of(&digest(&(self.base?, address.as_str(), parts))))
    }

    /// The digest of a form that an office issues, which pages and sheets are held against.
    pub(crate) fn form_digest(&self, form: &Name, city: Option<&Name>) -> Option<[u8; 32]> {
        self.offices.get(&city)?.form(form).map(IssuedForm::digest)
    }

    /// What a form says, of the generic office and those of some cities, as text.
    pub(crate) fn form_state(&self, form: &Name, cities: &BTreeSet<&Name>) -> Option<Vec<u8>> {
        let is_wanted = |office: &&IssuedProgramme| office.city().is_none_or(|city| cities.contains(city));
        let offices: Vec<&IssuedProgramme> = self.offices.values().copied().filter(is_wanted).collect();
        form_state(&offices, form).map(|record| json::text(&record).into_bytes())
    }

    /// Of a city's PDF the generic form is a part, too, as they have its font.
    fn pdf_key(&self, address: &Address, product: &PdfProduct, city: Option<&Name>) -> Option<FileKey> {
        let offices = [city, None];
        match product {
            PdfProduct::Form(form, variant) => {
                self.key(address, &(variant.name(), offices.map(|city| self.form_digest(&form.id, city))))
            }
            PdfProduct::Booklet => {
                let programme = |city| self.offices.get(&city).map(|office| digest(&office.of_forms()));
                self.key(address, &offices.map(programme))
            }
            PdfProduct::Publicity(page, kind) => {
                let says = |city| self.offices.get(&city)?.publicity(&page.path).map(IssuedPublicity::digest);
                self.key(address, &(kind.name(), offices.map(says)))
            }
        }
    }

    /// What is wanted of a run.
    pub(crate) fn layout_requests<'p>(&self, plan: &'p [PlannedFile<'p>], run: &LayoutJob) -> LayoutRequests<'p> {
        let mut orders = LayoutRequests::new();
        for PlannedFile { address, output } in plan {
            match (output, run) {
                (PlannedOutput::Print { product, city }, run) if run.includes(product) => {
                    let key = self.pdf_key(address, product, *city);
                    orders.entry(*city).or_default().pdfs.push((address, *product, key));
                }
                (PlannedOutput::Pictures(form, city), LayoutJob::Form(id, PrintLayout::Regular)) if form.id == **id => {
                    let wanted = orders.entry(*city).or_default();
                    wanted.drawings = true;
                    wanted.drawings_key = self.key(address, &self.form_digest(&form.id, *city));
                }
                _ => {}
            }
        }
        orders
    }
}

impl<'a> OutputBuilder<'a> {
    pub(crate) fn new(
        sink: &'a dyn OutputSink,
        proof: Option<ParityChecker<'a>>,
        keys: FileKeys<'a>,
        stock: &'a PreviousBuild,
    ) -> OutputBuilder<'a> {
        OutputBuilder { sink, parity: proof, keys, previous: stock, built: Mutex::default() }
    }

    /// Takes a file that was made.
    pub(crate) fn add_file(&self, file: OutputFile) {
        let OutputFile { address, content, sheet, key, search_entry: words, anchor_pages: begins } = file;
        let made = BuiltFile { sheet, key, words, begins, ..BuiltFile::of(&content) };
        if let Some(proof) = &self.parity {
            proof.read(&address, &content);
        }
        self.sink.put(&address, content);
        self.built_files().insert(address, made);
    }

    pub(crate) fn add_content(&self, address: Address, content: impl Into<FileContent>) {
        self.add_file(OutputFile::new(address, content));
    }

    /// Takes what the search knows of a page that nobody keeps.
    pub(crate) fn add_search_entry(&self, address: &Address, words: Option<String>) {
        self.built_files().insert(address.clone(), BuiltFile { words, ..BuiltFile::of(&Vec::new().into()) });
    }

    /// Takes what was made before of the same, by the last build or in a part, if all of it is there as it was made.
    pub(crate) fn reuse(&self, key: Option<&FileKey>) -> Option<Vec<BuiltFile>> {
        let key = key?;
        let before = self.previous.files_by_key(key);
        let is_kept =
            !before.is_empty() && before.iter().all(|(address, made, seen)| self.sink.reuse(address, made, *seen));
        if is_kept {
            return Some(before.into_iter().map(|(address, made, _)| self.reused_file(address, made)).collect());
        }
        let put = |(address, made, bytes): (Address, &BuiltFile, Vec<u8>)| {
            self.sink.put(&address, bytes.into());
            self.reused_file(address, made)
        };
        Some(self.previous.files_in_parts(key)?.into_iter().map(put).collect())
    }

    fn reused_file(&self, address: Address, made: &BuiltFile) -> BuiltFile {
        if let (Some(proof), Some(entry)) = (&self.parity, &made.entry) {
            proof.reuse_entry(address.as_str(), entry.clone());
        }
        self.built_files().insert(address, made.clone());
        made.clone()
    }

    /// What is left to do of some orders.
    pub(crate) fn pending<'p>(&self, orders: &LayoutRequests<'p>) -> LayoutRequests<'p> {
        let mut due = LayoutRequests::new();
        for (city, wanted) in orders {
            let pdfs: Vec<_> =
                wanted.pdfs.iter().filter(|(_, _, key)| self.reuse(key.as_ref()).is_none()).cloned().collect();
            let drawn = wanted.drawings && self.reuse(wanted.drawings_key.as_ref()).is_none();
            if drawn || !pdfs.is_empty() {
                due.insert(
                    *city,
                    super::pdf_renderer::LayoutRequest {
                        pdfs,
                        drawings: drawn,
                        drawings_key: wanted.drawings_key.clone(),
                    },
                );
            }
        }
        due
    }

    /// Has what was ordered made anew by the next build, whatever it is made from.
    pub(crate) fn invalidate(&self, orders: &LayoutRequests) {
        let pdfs = orders.values().flat_map(|wanted| wanted.pdfs.iter().filter_map(|(_, _, key)| key.as_ref()));
        let keys: BTreeSet<&FileKey> =
            pdfs.chain(orders.values().filter_map(|wanted| wanted.drawings_key.as_ref())).collect();
        let mut made = self.built_files();
        made.values_mut()
            .filter(|made| made.key.as_ref().is_some_and(|key| keys.contains(key)))
            .for_each(|made| made.key = None);
    }

    /// What was made until now.
    pub(crate) fn built_files(&self) -> MutexGuard<'_, BTreeMap<Address, BuiltFile>> {
        self.built.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What pages can say of the PDFs that are there, and where the scripts are that were drawn with them, by the addresses
    /// they have before they are named by their bytes.
    pub(crate) fn downloads(&self) -> BTreeMap<Address, Download> {
        let download = |(address, made): (&Address, &BuiltFile)| {
            let (bytes, pages) = (usize::try_from(made.size).ok(), Some(made.sheet.as_ref()?.pages));
            let begins = made.begins.as_deref().cloned().unwrap_or_default();
            Some((address.clone(), Download { address: address.clone(), bytes, pages, anchor_pages: begins }))
        };
        let made = self.built_files();
        let scripts = made.keys().filter_map(|address| {
            let (bytes, pages, begins) = (None, None, BTreeMap::new());
            Some((address.without_digest()?, Download { address: address.clone(), bytes, pages, anchor_pages: begins }))
        });
        made.iter().filter_map(download).chain(scripts).collect()
    }
}
