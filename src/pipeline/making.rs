//! Where a file goes when it is made: it is read back, handed over, and what is known of it kept. And what need not be
//! made, as it was made before of the same.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::file::{File, Key, Made, Sink};
use super::parity::Proof;
use super::plan::{Artifact, Output, Product};
use super::press::{Orders, Run};
use super::record::Stock;
use crate::content::Content;
use crate::digest::digest;
use crate::model::issued_publicity::IssuedPublicity;
use crate::model::name::Name;
use crate::model::release::json;
use crate::model::release::recorded::recorded;
use crate::model::{Address, IssuedForm, IssuedProgramme};
use crate::outputs::html::Download;
use crate::paper::Layout;

/// An output while it is made.
pub struct Making<'a> {
    pub sink: &'a dyn Sink,
    /// None of a draft.
    pub proof: Option<Proof<'a>>,
    pub keys: Keys<'a>,
    stock: &'a Stock,
    made: Mutex<BTreeMap<Address, Made>>,
}

/// What files are made from, told by digests; of a draft nothing.
pub struct Keys<'a> {
    /// Of what everything is made with: the program and its fonts.
    base: Option<[u8; 32]>,
    offices: BTreeMap<Option<&'a Name>, &'a IssuedProgramme>,
}

impl<'a> Keys<'a> {
    pub fn new(base: Option<[u8; 32]>, offices: &'a [IssuedProgramme]) -> Keys<'a> {
        Keys { base, offices: offices.iter().map(|office| (office.city(), office)).collect() }
    }

    /// The key of what is made of these parts for an address.
    pub fn key(&self, address: &Address, parts: &impl Hash) -> Option<Key> {
        Some(Key::of(&digest(&(self.base?, address.as_str(), parts))))
    }

    /// The digest of a form that an office issues, which pages and sheets are held against.
    pub fn form(&self, form: &Name, city: Option<&Name>) -> Option<[u8; 32]> {
        self.offices.get(&city)?.form(form).map(IssuedForm::digest)
    }

    /// What a form says, of the generic office and those of some cities, as text.
    pub fn state(&self, form: &Name, cities: &BTreeSet<&Name>) -> Option<Vec<u8>> {
        let is_wanted = |office: &&IssuedProgramme| office.city().is_none_or(|city| cities.contains(city));
        let offices: Vec<&IssuedProgramme> = self.offices.values().copied().filter(is_wanted).collect();
        recorded(&offices, form).map(|record| json::text(&record).into_bytes())
    }

    /// Of a city's PDF the generic form is a part, too, as they have its font.
    fn print(&self, address: &Address, product: &Product, city: Option<&Name>) -> Option<Key> {
        let offices = [city, None];
        match product {
            Product::Form(form, variant) => {
                self.key(address, &(variant.name(), offices.map(|city| self.form(&form.id, city))))
            }
            Product::Booklet => {
                let programme = |city| self.offices.get(&city).map(|office| digest(&office.of_forms()));
                self.key(address, &offices.map(programme))
            }
            Product::Publicity(page, kind) => {
                let says = |city| self.offices.get(&city)?.publicity(&page.path).map(IssuedPublicity::digest);
                self.key(address, &(kind.name(), offices.map(says)))
            }
        }
    }

    /// What is wanted of a run.
    pub fn orders<'p>(&self, plan: &'p [Artifact<'p>], run: &Run) -> Orders<'p> {
        let mut orders = Orders::new();
        for Artifact { address, output } in plan {
            match (output, run) {
                (Output::Print { product, city }, run) if run.makes(product) => {
                    let key = self.print(address, product, *city);
                    orders.entry(*city).or_default().pdfs.push((address, *product, key));
                }
                (Output::Pictures(form, city), Run::Form(id, Layout::Regular)) if form.id == **id => {
                    let wanted = orders.entry(*city).or_default();
                    wanted.drawn = true;
                    wanted.drawn_from = self.key(address, &self.form(&form.id, *city));
                }
                _ => {}
            }
        }
        orders
    }
}

impl<'a> Making<'a> {
    pub fn new(sink: &'a dyn Sink, proof: Option<Proof<'a>>, keys: Keys<'a>, stock: &'a Stock) -> Making<'a> {
        Making { sink, proof, keys, stock, made: Mutex::default() }
    }

    /// Takes a file that was made.
    pub fn take(&self, file: File) {
        let File { address, content, sheet, key, words, begins } = file;
        let made = Made { sheet, key, words, begins, ..Made::of(&content) };
        if let Some(proof) = &self.proof {
            proof.read(&address, &content);
        }
        self.sink.put(&address, content);
        self.made().insert(address, made);
    }

    pub fn put(&self, address: Address, content: impl Into<Content>) {
        self.take(File::new(address, content));
    }

    /// Takes what the search knows of a page that nobody keeps.
    pub fn know(&self, address: &Address, words: Option<String>) {
        self.made().insert(address.clone(), Made { words, ..Made::of(&Vec::new().into()) });
    }

    /// Takes what was made before of the same, by the last build or in a part, if all of it is there as it was made.
    pub fn keep(&self, key: Option<&Key>) -> Option<Vec<Made>> {
        let key = key?;
        let before = self.stock.made_of(key);
        let is_kept =
            !before.is_empty() && before.iter().all(|(address, made, seen)| self.sink.keep(address, made, *seen));
        if is_kept {
            return Some(before.into_iter().map(|(address, made, _)| self.adopt(address, made)).collect());
        }
        let put = |(address, made, bytes): (Address, &Made, Vec<u8>)| {
            self.sink.put(&address, bytes.into());
            self.adopt(address, made)
        };
        Some(self.stock.in_parts(key)?.into_iter().map(put).collect())
    }

    fn adopt(&self, address: Address, made: &Made) -> Made {
        if let (Some(proof), Some(entry)) = (&self.proof, &made.entry) {
            proof.take(address.as_str(), entry.clone());
        }
        self.made().insert(address, made.clone());
        made.clone()
    }

    /// What is left to do of some orders.
    pub fn due<'p>(&self, orders: &Orders<'p>) -> Orders<'p> {
        let mut due = Orders::new();
        for (city, wanted) in orders {
            let pdfs: Vec<_> =
                wanted.pdfs.iter().filter(|(_, _, key)| self.keep(key.as_ref()).is_none()).cloned().collect();
            let drawn = wanted.drawn && self.keep(wanted.drawn_from.as_ref()).is_none();
            if drawn || !pdfs.is_empty() {
                due.insert(*city, super::press::Wanted { pdfs, drawn, drawn_from: wanted.drawn_from.clone() });
            }
        }
        due
    }

    /// Has what was ordered made anew by the next build, whatever it is made from.
    pub fn forget(&self, orders: &Orders) {
        let pdfs = orders.values().flat_map(|wanted| wanted.pdfs.iter().filter_map(|(_, _, key)| key.as_ref()));
        let keys: BTreeSet<&Key> =
            pdfs.chain(orders.values().filter_map(|wanted| wanted.drawn_from.as_ref())).collect();
        let mut made = self.made();
        made.values_mut()
            .filter(|made| made.key.as_ref().is_some_and(|key| keys.contains(key)))
            .for_each(|made| made.key = None);
    }

    /// What was made until now.
    pub fn made(&self) -> MutexGuard<'_, BTreeMap<Address, Made>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What pages can say of the PDFs that are there, and where the scripts are that were drawn with them, by the addresses
    /// they have before they are named by their bytes.
    pub fn downloads(&self) -> BTreeMap<Address, Download> {
        let download = |(address, made): (&Address, &Made)| {
            let (bytes, pages) = (usize::try_from(made.size).ok(), Some(made.sheet.as_ref()?.pages));
            let begins = made.begins.as_deref().cloned().unwrap_or_default();
            Some((address.clone(), Download { address: address.clone(), bytes, pages, begins }))
        };
        let made = self.made();
        let scripts = made.keys().filter_map(|address| {
            let (bytes, pages, begins) = (None, None, BTreeMap::new());
            Some((address.unnamed()?, Download { address: address.clone(), bytes, pages, begins }))
        });
        made.iter().filter_map(download).chain(scripts).collect()
    }
}
