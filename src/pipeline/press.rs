//! Forms and booklets laid out for every city, and printed from there.
//!
//! A run is one form in one layout, the booklets, or a page that publicises. It lays out the generic office's sheets, subsets their faces once to
//! their characters, and lays out the others by plates, one for all offices whose forms say the same. Each office's sheets
//! are printed, handed over and let go before the next, with small fonts of what they need besides, so that a city's PDF has the
//! same bytes whatever there is of other cities. What stays until a run's end is its plates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::file::{Begins, File, Key, SheetRecord};
use super::plan::Product;
use super::progress::Progress;
use crate::diagnostic::{Checked, Diagnostic, any_error, distinct};
use crate::digest::{hexadecimal, sha256};
use crate::model::anchor::Anchor;
use crate::model::name::Name;
use crate::model::{Address, IssuedForm, IssuedProgramme, Site, Variant};
use crate::outputs::pdf::{self, Had};
use crate::outputs::svg;
use crate::paper::fonts::Fonts;
use crate::paper::plate::{Matter, Plate};
use crate::paper::sheet::Sheets;
use crate::paper::{self, Layout};

/// What is laid out and printed together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Run<'a> {
    /// A form by its id.
    Form(&'a Name, Layout),
    Booklets,
    /// A page by its path below `content/`.
    Publicity(&'a str),
}

/// What is wanted of a run for an office.
#[derive(Debug, Default)]
pub struct Wanted<'a> {
    /// PDFs, where they go and what they are made from.
    pub pdfs: Vec<(&'a Address, Product<'a>, Option<Key>)>,
    /// Are the sheets wanted as pictures, with the places on them?
    pub drawn: bool,
    /// What the pictures are made from.
    pub drawn_from: Option<Key>,
}

/// What is wanted of a run, by city; of no city is the generic office.
pub type Orders<'a> = BTreeMap<Option<&'a Name>, Wanted<'a>>;

/// Takes a file that was made, from any thread.
pub type Take<'t> = dyn Fn(File) + Sync + 't;

/// The faces, and the font of what is typed, which is made when the first needs it.
pub struct Press<'a> {
    fonts: &'a Fonts,
    typing: OnceLock<Result<Arc<pdf::Typing>, Diagnostic>>,
}

/// How far some sheets go.
#[derive(Clone, Debug, Default)]
pub struct Extent {
    pub pages: usize,
    /// The page, from 0, that each item and article begins on.
    pub begins: Arc<BTreeMap<Anchor, usize>>,
}

impl Wanted<'_> {
    fn is_typed_in(&self) -> bool {
        self.pdfs.iter().any(|(_, product, _)| is_fillable(product))
    }
}

impl<'a> Run<'a> {
    /// Every run of a site.
    pub fn all(site: &'a Site) -> Vec<Run<'a>> {
        let forms = site.forms.iter().flat_map(|form| Layout::ALL.map(|layout| Run::Form(&form.id, layout)));
        let pages = site.pages.iter().filter(|page| page.publicity().is_some());
        let publicity = pages.map(|page| Run::Publicity(&page.path));
        forms.chain((!site.forms.is_empty()).then_some(Run::Booklets)).chain(publicity).collect()
    }

    /// The run that a product comes out of.
    pub fn of(product: Product<'a>) -> Run<'a> {
        match product {
            Product::Form(form, variant) => Run::Form(&form.id, Layout::of(variant)),
            Product::Booklet => Run::Booklets,
            Product::Publicity(page, _) => Run::Publicity(&page.path),
        }
    }

    /// Does this product come out of the run?
    pub fn makes(&self, product: &Product) -> bool {
        Run::of(*product) == *self
    }

    /// What the run's sheets are laid out from: while this and the fonts are the same, so is what is printed.
    pub fn laid_out_from(&self, offices: &[IssuedProgramme]) -> Vec<IssuedProgramme> {
        let of_run = |form: &&IssuedForm| match self {
            Run::Form(own, _) => **own == form.id,
            Run::Booklets => true,
            Run::Publicity(_) => false,
        };
        let forms = |office: &IssuedProgramme| office.forms.iter().filter(of_run).cloned().collect();
        let publicity = |office: &IssuedProgramme| match self {
            Run::Form(..) | Run::Booklets => Vec::new(),
            Run::Publicity(page) => office.publicity(page).cloned().into_iter().collect(),
        };
        let of_run = |office: &IssuedProgramme| IssuedProgramme {
            forms: forms(office),
            publicity: publicity(office),
            ..office.clone()
        };
        offices.iter().map(of_run).collect()
    }

    /// The layout it is in; what is no form is regular.
    fn layout(&self) -> Layout {
        match self {
            Run::Form(_, layout) => *layout,
            Run::Booklets | Run::Publicity(_) => Layout::Regular,
        }
    }

    /// What is laid out of an office; none where it has no such form.
    fn matter<'o>(&self, office: &'o IssuedProgramme) -> Option<Matter<'o>> {
        match self {
            Run::Form(form, _) => office.form(form).map(Matter::Form),
            Run::Booklets => Some(Matter::Booklet(office)),
            Run::Publicity(page) => office.publicity(page).map(Matter::Publicity),
        }
    }
}

impl<'a> Press<'a> {
    pub fn new(fonts: &'a Fonts) -> Press<'a> {
        Press { fonts, typing: OnceLock::new() }
    }

    /// The sheets of these offices; what says the same is laid out once. The diagnostics say what cannot be printed.
    pub fn lay_out(&self, run: &Run, offices: &[&IssuedProgramme], done: impl Fn() + Sync) -> Checked<Vec<Sheets>> {
        let laid: Vec<Mutex<Option<Checked<Sheets>>>> = offices.iter().map(|_| Mutex::new(None)).collect();
        self.each_sheets(
            run,
            offices,
            None,
            |_| (),
            |(), number, sheets| {
                done();
                if let Some(Ok(mut place)) = laid.get(number).map(Mutex::lock) {
                    *place = Some(sheets);
                }
            },
        );
        let mut diagnostics = Vec::new();
        let laid = laid.into_iter().filter_map(|laid| laid.into_inner().ok().flatten());
        let value = laid.map(|laid| laid.take(&mut diagnostics)).collect();
        distinct(&mut diagnostics);
        Checked { value, diagnostics }
    }

    /// Gives every office's sheets, as they are made, by the office's number and with what is made of each plate before
    /// the sheets that come from it.
    fn each_sheets<T: Sync>(
        &self,
        run: &Run,
        offices: &[&IssuedProgramme],
        first: Option<&Plate>,
        plate: impl Fn(&Plate) -> T + Sync,
        sheets: impl Fn(&T, usize, Checked<Sheets>) + Sync,
    ) {
        let first_of = |laid: &Plate| (plate(laid), laid.sheets.clone());
        self.each(run, offices, first, first_of, |laid, office| laid.sheets_of(office, self.fonts), sheets);
    }

    /// Lays out a plate for all offices whose forms say the same, unless what is an office's own does not fit, and gives
    /// what is had of it for each, by the office's number: of the office it was laid out for with what is made of it, and of
    /// others. The plate of the first office may be there already, with everything said of it.
    fn each<T: Sync, S: Send>(
        &self,
        run: &Run,
        offices: &[&IssuedProgramme],
        first: Option<&Plate>,
        first_of: impl Fn(&Plate) -> (T, S) + Sync,
        other_of: impl Fn(&Plate, Matter) -> Option<Checked<S>> + Sync,
        give: impl Fn(&T, usize, Checked<S>) + Sync,
    ) {
        let mut alike: BTreeMap<_, Vec<(usize, Matter)>> = BTreeMap::new();
        for (number, office) in offices.iter().enumerate() {
            let Some(matter) = run.matter(office) else { continue };
            alike.entry(matter.says()).or_default().push((number, matter));
        }
        alike.into_par_iter().for_each(|(_, mut group)| {
            while let Some((number, matter)) = group.first().copied() {
                let anew;
                let (laid, diagnostics) = match first.filter(|_| number == 0) {
                    Some(laid) => (laid, Vec::new()),
                    None => {
                        let Checked { value, diagnostics } = paper::plate(matter, run.layout(), self.fonts);
                        anew = value;
                        (&anew, diagnostics)
                    }
                };
                let (made, value) = first_of(laid);
                let others = group.par_iter().skip(1).filter(|(number, matter)| match other_of(laid, *matter) {
                    Some(of_office) => {
                        give(&made, *number, of_office);
                        false
                    }
                    None => true,
                });
                let of_first = || give(&made, number, Checked { value, diagnostics });
                let ((), others) = rayon::join(of_first, || others.copied().collect());
                group = others;
            }
        });
    }

    /// The faces of some sheets, each in one subset with the characters of all of them.
    ///
    /// # Errors
    /// A diagnostic for each face that cannot be subset.
    pub fn faces<'s>(&self, sheets: impl IntoIterator<Item = &'s Sheets>) -> Result<pdf::FontSet, Vec<Diagnostic>> {
        let mut used: BTreeMap<_, BTreeSet<char>> = BTreeMap::new();
        for (face, characters) in sheets.into_iter().flat_map(pdf::used) {
            used.entry(face).or_default().extend(characters);
        }
        pdf::fonts(self.fonts, &used)
    }

    /// The font of what is typed, with the hanzi of daily life; the same for every form.
    ///
    /// # Errors
    /// Its face cannot be subset.
    pub fn typing(&self) -> Result<Arc<pdf::Typing>, Diagnostic> {
        let make = || pdf::typing(self.fonts, &pdf::gb2312_level_1()).map(Arc::new);
        self.typing.get_or_init(make).clone()
    }

    /// How far the sheets of each office go, and what stands in the way of printing them.
    /// A booklet is the sheets of the forms once more: of booklets only the generic one is laid out.
    pub fn proof(
        &self,
        run: &Run,
        offices: &[IssuedProgramme],
        progress: &dyn Progress,
    ) -> Checked<Vec<(Option<Name>, Extent)>> {
        let offices: Vec<&IssuedProgramme> = match run {
            Run::Form(..) | Run::Publicity(_) => offices.iter().collect(),
            Run::Booklets => offices.iter().take(1).collect(),
        };
        let laid = Mutex::new(BTreeMap::new());
        let extent = |plate: &Plate| Extent { pages: plate.sheets.pages.len(), begins: plate.sheets.begins.clone() };
        let other = |plate: &Plate, office: Matter| {
            let diagnostics = plate.faults_of(office, self.fonts)?;
            Some(Checked { value: extent(plate), diagnostics })
        };
        let give = |(): &(), number: usize, found: Checked<Extent>| {
            progress.step();
            laid.lock().map(|mut laid| laid.insert(number, found)).ok();
        };
        self.each(run, &offices, None, |plate| ((), extent(plate)), other, give);
        let mut diagnostics = Vec::new();
        let laid = laid.into_inner().unwrap_or_default().into_iter();
        let of_office = |(number, found): (usize, Checked<Extent>)| {
            let extent = found.take(&mut diagnostics);
            Some((offices.get(number)?.city().cloned(), extent))
        };
        let value = laid.filter_map(of_office).collect();
        distinct(&mut diagnostics);
        Checked { value, diagnostics }
    }

    /// Lays out a run for the generic office and for those that are wanted, and hands over what is wanted of it, office
    /// by office: the sheets of one are let go before the next. What is wanted is not all there where there is an
    /// error among what is said.
    pub fn print(
        &self,
        run: &Run,
        offices: &[IssuedProgramme],
        orders: &Orders,
        take: &Take,
        progress: &dyn Progress,
    ) -> Vec<Diagnostic> {
        let generic = offices.iter().find(|office| office.city().is_none());
        let Some((matter, generic)) = generic.and_then(|office| Some((run.matter(office)?, office))) else {
            return Vec::new();
        };
        let cities = offices.iter().filter(|office| office.city().is_some() && orders.contains_key(&office.city()));
        let offices: Vec<&IssuedProgramme> = [generic].into_iter().chain(cities).collect();
        let Checked { value: generic, mut diagnostics } = paper::plate(matter, run.layout(), self.fonts);
        let is_typed_in =
            offices.iter().skip(1).filter_map(|office| orders.get(&office.city())).any(|wanted| wanted.is_typed_in());
        let shared = if any_error(&diagnostics) { Err(Vec::new()) } else { self.faces([&generic.sheets]) };
        let shared = shared.and_then(|printed| match is_typed_in {
            true => Ok([printed.clone(), printed.to_type_in(self.fonts)?]),
            false => Ok([printed.clone(), printed]),
        });
        let shared = match shared {
            Ok(shared) => shared,
            Err(faults) => {
                diagnostics.extend(faults);
                diagnostics.extend(self.lay_out(run, &offices[1..], || {}).diagnostics);
                distinct(&mut diagnostics);
                return diagnostics;
            }
        };
        // By office, so that they are in one order however the offices are shared out among threads.
        let found: Mutex<BTreeMap<usize, Vec<Diagnostic>>> = Mutex::new(BTreeMap::from([(0, diagnostics)]));
        let note = |office: usize, diagnostics: Vec<Diagnostic>| {
            found.lock().map(|mut found| found.entry(office).or_default().extend(diagnostics)).unwrap_or_default();
        };
        let of_office = |printing: &Result<Printing, Vec<Diagnostic>>, number: usize, sheets: Checked<Sheets>| {
            let is_whole = !any_error(&sheets.diagnostics);
            note(number, sheets.diagnostics);
            let wanted = offices.get(number).and_then(|office| orders.get(&office.city()));
            match printing {
                Ok(printing) if is_whole => {
                    let handed = self.hand_over(printing, &sheets.value, wanted, take, progress);
                    handed.unwrap_or_else(|faults| note(number, faults));
                }
                Ok(_) => {}
                Err(faults) => note(number, faults.clone()),
            }
        };
        let printing = |plate: &Plate| Printing::new(plate, &shared, self.fonts);
        self.each_sheets(run, &offices, Some(&generic), printing, of_office);
        let mut diagnostics = found.into_inner().unwrap_or_default().into_values().flatten().collect();
        distinct(&mut diagnostics);
        diagnostics
    }

    /// Makes what is wanted of an office's sheets.
    fn hand_over(
        &self,
        printing: &Printing,
        sheets: &Sheets,
        wanted: Option<&Wanted>,
        take: &Take,
        progress: &dyn Progress,
    ) -> Result<(), Vec<Diagnostic>> {
        let Some(wanted) = wanted else { return Ok(()) };
        for (address, product, key) in &wanted.pdfs {
            let fillable = is_fillable(product);
            let content = if fillable && sheets.identity.city.is_none() {
                let faces = printing.printed.faces.with_own(self.fonts, sheets)?;
                let faces = faces.with_typing(self.typing().map_err(|fault| vec![fault])?);
                pdf::pdf(sheets, &faces, &pdf::Options { fillable }).into()
            } else {
                let with = if fillable { &printing.filled } else { &printing.printed };
                let plate = || pdf::Plate::new(&printing.sheets, &with.faces, fillable, Had::ByMany);
                with.plate.get_or_init(plate).file(sheets, &with.faces.with_own(self.fonts, sheets)?)
            };
            progress.step();
            let (sheet, begins) = (
                Some(Box::new(record(product, sheets))),
                begins(product, sheets.identity.city.as_ref(), &sheets.begins),
            );
            take(File { sheet, begins, key: key.clone(), ..File::new((*address).clone(), content) });
        }
        if wanted.drawn {
            let pictures = printing.pictures.get_or_init(|| svg::Plate::new(&printing.sheets));
            let places = Address::places(&sheets.identity.form, sheets.identity.city.as_ref());
            for file in drawn(pictures, sheets) {
                // Pages load it as a script, and are made when it is known.
                let is_loaded = file.address == places;
                let address = if is_loaded { places.named_by(&file.content.sha256()) } else { file.address };
                take(File { key: wanted.drawn_from.clone(), address, ..file });
            }
        }
        Ok(())
    }
}

/// What the files of offices are made of whose sheets come from one plate. Making one of its plates uses no other thread, so
/// that those who wait for it do not wait for themselves.
struct Printing {
    sheets: Sheets,
    printed: Faces,
    filled: Faces,
    pictures: OnceLock<svg::Plate>,
}

/// A set of faces, and the plate that is drawn with it.
struct Faces {
    faces: pdf::FontSet,
    plate: OnceLock<pdf::Plate>,
}

impl Printing {
    /// With the faces that all offices share, to print and to type in, and what the body of these sheets needs besides.
    fn new(plate: &Plate, [printed, filled]: &[pdf::FontSet; 2], fonts: &Fonts) -> Result<Printing, Vec<Diagnostic>> {
        let of = |shared: &pdf::FontSet| {
            shared.with_body(fonts, &plate.sheets).map(|faces| Faces { faces, plate: OnceLock::new() })
        };
        let (sheets, pictures) = (plate.sheets.clone(), OnceLock::new());
        Ok(Printing { sheets, printed: of(printed)?, filled: of(filled)?, pictures })
    }
}

/// What is drawn of a form's sheets, by what is drawn of the plate they come from: each page as a picture, and the places on them.
pub fn drawn(plate: &svg::Plate, sheets: &Sheets) -> Vec<File> {
    let (form, city) = (&sheets.identity.form, sheets.identity.city.as_ref());
    let file = |address, text: String| File::new(address, text.into_bytes());
    let pictures = (1..=sheets.pages.len())
        .filter_map(|page| Some(file(Address::picture(form, city, page), plate.picture(sheets, page)?)));
    let mut files: Vec<File> = pictures.collect();
    let digests: Vec<[u8; 32]> = files.iter().map(|file| file.content.sha256()).collect();
    let edition = hexadecimal(&sha256(&digests.concat())[..4]);
    files.push(file(Address::places(form, city), plate.places(sheets, &edition)));
    files
}

/// Is it to be typed into?
pub fn is_fillable(product: &Product) -> bool {
    matches!(product, Product::Form(_, Variant::Fillable))
}

/// Where items begin on a product's sheets, of the one product that tells it.
pub fn begins(product: &Product, city: Option<&Name>, begins: &BTreeMap<Anchor, usize>) -> Option<Box<Begins>> {
    let is_told = matches!(product, Product::Form(_, Variant::Blank)) && city.is_none();
    is_told.then(|| Box::new(begins.iter().map(|(anchor, page)| (anchor.to_string(), page + 1)).collect()))
}

fn record(product: &Product, sheets: &Sheets) -> SheetRecord {
    let form = match product {
        Product::Form(form, _) => Some(form),
        Product::Booklet | Product::Publicity(..) => None,
    };
    SheetRecord {
        form: form.map(|form| form.id.to_string()),
        number: form.map(|form| form.number.clone()),
        version: form.map(|form| form.version.clone()),
        issue: sheets.identity.issue.clone(),
        city: sheets.identity.city.as_ref().map(Name::to_string),
        variant: product.variant().to_owned(),
        pages: sheets.pages.len(),
    }
}
