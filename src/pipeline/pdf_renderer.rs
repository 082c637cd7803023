//! Lays out forms, booklets and publicity for every city and writes their PDFs.
//!
//! A run is one form in one layout, the booklets, or a page that publicises. It lays out the generic office's sheets, subsets their faces once to
//! their characters, and lays out the others by plates, one for all offices whose forms say the same. Each office's sheets
//! are printed, handed over and let go before the next, with small fonts of what they need besides, so that a city's PDF has the
//! same bytes whatever there is of other cities. What stays until a run's end is its plates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::output_file::{AnchorPages, FileKey, OutputFile, SheetRecord};
use super::plan::PdfProduct;
use super::progress::Progress;
use crate::diagnostic::{Diagnostic, WithDiagnostics, has_errors, remove_duplicates};
use crate::digest::{hexadecimal, sha256};
use crate::model::anchor::Anchor;
use crate::model::name::Name;
use crate::model::{Address, IssuedForm, IssuedProgramme, Site, Variant};
use crate::outputs::pdf::{self, StreamReuse};
use crate::outputs::svg;
use crate::paper::document::PaperDocument;
use crate::paper::fonts::Fonts;
use crate::paper::shared_layout::{LayoutSource, SharedLayout};
use crate::paper::{self, PrintLayout};

/// What is laid out and printed together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LayoutJob<'a> {
    /// A form by its id.
    Form(&'a Name, PrintLayout),
    Booklets,
    /// A page by its path below `content/`.
    Publicity(&'a str),
}

/// What is wanted of a run for an office.
#[derive(Debug, Default)]
pub struct LayoutRequest<'a> {
    /// PDFs, where they go and what they are made from.
    pub pdfs: Vec<(&'a Address, PdfProduct<'a>, Option<FileKey>)>,
    /// Are the sheets wanted as pictures, with the places on them?
    pub drawings: bool,
    /// What the pictures are made from.
    pub drawings_key: Option<FileKey>,
}

/// What is wanted of a run, by city; of no city is the generic office.
pub(crate) type LayoutRequests<'a> = BTreeMap<Option<&'a Name>, LayoutRequest<'a>>;

/// Takes a file that was made, from any thread.
pub(crate) type FileReceiver<'t> = dyn Fn(OutputFile) + Sync + 't;

/// The faces, and the font of what is typed, which is made when the first needs it.
pub struct PdfRenderer<'a> {
    fonts: &'a Fonts,
    typing: OnceLock<Result<Arc<pdf::TypingFont>, Diagnostic>>,
}

/// How far some sheets go.
#[derive(Clone, Debug, Default)]
pub(crate) struct SheetsExtent {
    pub(crate) pages: usize,
    /// The page, from 0, that each item and article begins on.
    pub(crate) anchor_pages: Arc<BTreeMap<Anchor, usize>>,
}

impl LayoutRequest<'_> {
    fn has_fillable(&self) -> bool {
        self.pdfs.iter().any(|(_, product, _)| is_fillable(product))
    }
}

impl<'a> LayoutJob<'a> {
    /// Every run of a site.
    pub(crate) fn all(site: &'a Site) -> Vec<LayoutJob<'a>> {
        let forms = site.forms.iter().flat_map(|form| PrintLayout::ALL.map(|layout| LayoutJob::Form(&form.id, layout)));
        let pages = site.pages.iter().filter(|page| page.publicity().is_some());
        let publicity = pages.map(|page| LayoutJob::Publicity(&page.path));
        forms.chain((!site.forms.is_empty()).then_some(LayoutJob::Booklets)).chain(publicity).collect()
    }

    /// The run that a product comes out of.
    pub fn for_product(product: PdfProduct<'a>) -> LayoutJob<'a> {
        match product {
            PdfProduct::Form(form, variant) => LayoutJob::Form(&form.id, PrintLayout::of(variant)),
            PdfProduct::Booklet => LayoutJob::Booklets,
            PdfProduct::Publicity(page, _) => LayoutJob::Publicity(&page.path),
        }
    }

    /// Does this product come out of the run?
    pub(crate) fn includes(&self, product: &PdfProduct) -> bool {
        LayoutJob::for_product(*product) == *self
    }

    /// What the run's sheets are laid out from: while this and the fonts are the same, so is what is printed.
    pub(crate) fn layout_inputs(&self, offices: &[IssuedProgramme]) -> Vec<IssuedProgramme> {
        let of_run = |form: &&IssuedForm| match self {
            LayoutJob::Form(own, _) => **own == form.id,
            LayoutJob::Booklets => true,
            LayoutJob::Publicity(_) => false,
        };
        let forms = |office: &IssuedProgramme| office.forms.iter().filter(of_run).cloned().collect();
        let publicity = |office: &IssuedProgramme| match self {
            LayoutJob::Form(..) | LayoutJob::Booklets => Vec::new(),
            LayoutJob::Publicity(page) => office.publicity(page).cloned().into_iter().collect(),
        };
        let of_run = |office: &IssuedProgramme| IssuedProgramme {
            forms: forms(office),
            publicity: publicity(office),
            ..office.clone()
        };
        offices.iter().map(of_run).collect()
    }

    /// The layout it is in; what is no form is regular.
    fn layout(&self) -> PrintLayout {
        match self {
            LayoutJob::Form(_, layout) => *layout,
            LayoutJob::Booklets | LayoutJob::Publicity(_) => PrintLayout::Regular,
        }
    }

    /// What is laid out of an office; none where it has no such form.
    fn source<'o>(&self, office: &'o IssuedProgramme) -> Option<LayoutSource<'o>> {
        match self {
            LayoutJob::Form(form, _) => office.form(form).map(LayoutSource::Form),
            LayoutJob::Booklets => Some(LayoutSource::Booklet(office)),
            LayoutJob::Publicity(page) => office.publicity(page).map(LayoutSource::Publicity),
        }
    }
}

impl<'a> PdfRenderer<'a> {
    pub fn new(fonts: &'a Fonts) -> PdfRenderer<'a> {
        PdfRenderer { fonts, typing: OnceLock::new() }
    }

    /// The sheets of these offices; what says the same is laid out once. The diagnostics say what cannot be printed.
    pub(crate) fn lay_out(
        &self,
        run: &LayoutJob,
        offices: &[&IssuedProgramme],
        done: impl Fn() + Sync,
    ) -> WithDiagnostics<Vec<PaperDocument>> {
        let laid: Vec<Mutex<Option<WithDiagnostics<PaperDocument>>>> =
            offices.iter().map(|_| Mutex::new(None)).collect();
        self.for_each_sheets(
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
        let value = laid.map(|laid| laid.collect_into(&mut diagnostics)).collect();
        remove_duplicates(&mut diagnostics);
        WithDiagnostics { value, diagnostics }
    }

    /// Gives every office's sheets, as they are made, by the office's number and with what is made of each plate before
    /// the sheets that come from it.
    fn for_each_sheets<T: Sync>(
        &self,
        run: &LayoutJob,
        offices: &[&IssuedProgramme],
        first: Option<&SharedLayout>,
        plate: impl Fn(&SharedLayout) -> T + Sync,
        sheets: impl Fn(&T, usize, WithDiagnostics<PaperDocument>) + Sync,
    ) {
        let first_of = |laid: &SharedLayout| (plate(laid), laid.document.clone());
        self.for_each_office(
            run,
            offices,
            first,
            first_of,
            |laid, office| laid.document_for(office, self.fonts),
            sheets,
        );
    }

    /// Lays out a plate for all offices whose forms say the same, unless what is an office's own does not fit, and gives
    /// what is had of it for each, by the office's number: of the office it was laid out for with what is made of it, and of
    /// others. The plate of the first office may be there already, with everything said of it.
    fn for_each_office<T: Sync, S: Send>(
        &self,
        run: &LayoutJob,
        offices: &[&IssuedProgramme],
        first: Option<&SharedLayout>,
        first_of: impl Fn(&SharedLayout) -> (T, S) + Sync,
        other_of: impl Fn(&SharedLayout, LayoutSource) -> Option<WithDiagnostics<S>> + Sync,
        give: impl Fn(&T, usize, WithDiagnostics<S>) + Sync,
    ) {
        let mut alike: BTreeMap<_, Vec<(usize, LayoutSource)>> = BTreeMap::new();
        for (number, office) in offices.iter().enumerate() {
            let Some(matter) = run.source(office) else { continue };
            alike.entry(matter.content_digests()).or_default().push((number, matter));
        }
        alike.into_par_iter().for_each(|(_, mut group)| {
            while let Some((number, matter)) = group.first().copied() {
                let anew;
                let (laid, diagnostics) = match first.filter(|_| number == 0) {
                    Some(laid) => (laid, Vec::new()),
                    None => {
                        let WithDiagnostics { value, diagnostics } =
                            paper::shared_layout(matter, run.layout(), self.fonts);
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
                let of_first = || give(&made, number, WithDiagnostics { value, diagnostics });
                let ((), others) = rayon::join(of_first, || others.copied().collect());
                group = others;
            }
        });
    }

    /// The faces of some sheets, each in one subset with the characters of all of them.
    ///
    /// # Errors
    /// A diagnostic for each face that cannot be subset.
    pub(crate) fn font_set<'s>(
        &self,
        sheets: impl IntoIterator<Item = &'s PaperDocument>,
    ) -> Result<pdf::FontSet, Vec<Diagnostic>> {
        let mut used: BTreeMap<_, BTreeSet<char>> = BTreeMap::new();
        for (face, characters) in sheets.into_iter().flat_map(pdf::characters_by_face) {
            used.entry(face).or_default().extend(characters);
        }
        pdf::font_set(self.fonts, &used)
    }

    /// The font of what is typed, with the hanzi of daily life; the same for every form.
    ///
    /// # Errors
    /// Its face cannot be subset.
    pub(crate) fn typing_font(&self) -> Result<Arc<pdf::TypingFont>, Diagnostic> {
        let make = || pdf::typing_font(self.fonts, &pdf::gb2312_level_1()).map(Arc::new);
        self.typing.get_or_init(make).clone()
    }

    /// How far the sheets of each office go, and what stands in the way of printing them.
    /// A booklet is the sheets of the forms once more: of booklets only the generic one is laid out.
    pub(crate) fn measure(
        &self,
        run: &LayoutJob,
        offices: &[IssuedProgramme],
        progress: &dyn Progress,
    ) -> WithDiagnostics<Vec<(Option<Name>, SheetsExtent)>> {
        let offices: Vec<&IssuedProgramme> = match run {
            LayoutJob::Form(..) | LayoutJob::Publicity(_) => offices.iter().collect(),
            LayoutJob::Booklets => offices.iter().take(1).collect(),
        };
        let laid = Mutex::new(BTreeMap::new());
        let extent = |plate: &SharedLayout| SheetsExtent {
            pages: plate.document.pages.len(),
            anchor_pages: plate.document.anchor_pages.clone(),
        };
        let other = |plate: &SharedLayout, office: LayoutSource| {
            let diagnostics = plate.diagnostics_for(office, self.fonts)?;
            Some(WithDiagnostics { value: extent(plate), diagnostics })
        };
        let give = |(): &(), number: usize, found: WithDiagnostics<SheetsExtent>| {
            progress.step();
            laid.lock().map(|mut laid| laid.insert(number, found)).ok();
        };
        self.for_each_office(run, &offices, None, |plate| ((), extent(plate)), other, give);
        let mut diagnostics = Vec::new();
        let laid = laid.into_inner().unwrap_or_default().into_iter();
        let of_office = |(number, found): (usize, WithDiagnostics<SheetsExtent>)| {
            let extent = found.collect_into(&mut diagnostics);
            Some((offices.get(number)?.city().cloned(), extent))
        };
        let value = laid.filter_map(of_office).collect();
        remove_duplicates(&mut diagnostics);
        WithDiagnostics { value, diagnostics }
    }

    /// Lays out a run for the generic office and for those that are wanted, and hands over what is wanted of it, office
    /// by office: the sheets of one are let go before the next. What is wanted is not all there where there is an
    /// error among what is said.
    pub fn render(
        &self,
        run: &LayoutJob,
        offices: &[IssuedProgramme],
        orders: &LayoutRequests,
        take: &FileReceiver,
        progress: &dyn Progress,
    ) -> Vec<Diagnostic> {
        let generic = offices.iter().find(|office| office.city().is_none());
        let Some((matter, generic)) = generic.and_then(|office| Some((run.source(office)?, office))) else {
            return Vec::new();
        };
        let cities = offices.iter().filter(|office| office.city().is_some() && orders.contains_key(&office.city()));
        let offices: Vec<&IssuedProgramme> = [generic].into_iter().chain(cities).collect();
        let WithDiagnostics { value: generic, mut diagnostics } =
            paper::shared_layout(matter, run.layout(), self.fonts);
        let is_typed_in =
            offices.iter().skip(1).filter_map(|office| orders.get(&office.city())).any(|wanted| wanted.has_fillable());
        let shared = if has_errors(&diagnostics) { Err(Vec::new()) } else { self.font_set([&generic.document]) };
        let shared = shared.and_then(|printed| match is_typed_in {
            true => Ok([printed.clone(), printed.with_typing_in_face(self.fonts)?]),
            false => Ok([printed.clone(), printed]),
        });
        let shared = match shared {
            Ok(shared) => shared,
            Err(faults) => {
                diagnostics.extend(faults);
                diagnostics.extend(self.lay_out(run, &offices[1..], || {}).diagnostics);
                remove_duplicates(&mut diagnostics);
                return diagnostics;
            }
        };
        // By office, so that they are in one order however the offices are shared out among threads.
        let found: Mutex<BTreeMap<usize, Vec<Diagnostic>>> = Mutex::new(BTreeMap::from([(0, diagnostics)]));
        let note = |office: usize, diagnostics: Vec<Diagnostic>| {
            found.lock().map(|mut found| found.entry(office).or_default().extend(diagnostics)).unwrap_or_default();
        };
        let of_office = |printing: &Result<SharedOutputs, Vec<Diagnostic>>,
                         number: usize,
                         sheets: WithDiagnostics<PaperDocument>| {
            let is_whole = !has_errors(&sheets.diagnostics);
            note(number, sheets.diagnostics);
            let wanted = offices.get(number).and_then(|office| orders.get(&office.city()));
            match printing {
                Ok(printing) if is_whole => {
                    let handed = self.make_files(printing, &sheets.value, wanted, take, progress);
                    handed.unwrap_or_else(|faults| note(number, faults));
                }
                Ok(_) => {}
                Err(faults) => note(number, faults.clone()),
            }
        };
        let printing = |plate: &SharedLayout| SharedOutputs::new(plate, &shared, self.fonts);
        self.for_each_sheets(run, &offices, Some(&generic), printing, of_office);
        let mut diagnostics = found.into_inner().unwrap_or_default().into_values().flatten().collect();
        remove_duplicates(&mut diagnostics);
        diagnostics
    }

    /// Makes what is wanted of an office's sheets.
    fn make_files(
        &self,
        printing: &SharedOutputs,
        sheets: &PaperDocument,
        wanted: Option<&LayoutRequest>,
        take: &FileReceiver,
        progress: &dyn Progress,
    ) -> Result<(), Vec<Diagnostic>> {
        let Some(wanted) = wanted else { return Ok(()) };
        for (address, product, key) in &wanted.pdfs {
            let fillable = is_fillable(product);
            let content = if fillable && sheets.metadata.city.is_none() {
                let faces = printing.print_variant.font_set.with_office(self.fonts, sheets)?;
                let faces = faces.with_typing(self.typing_font().map_err(|fault| vec![fault])?);
                pdf::pdf(sheets, &faces, &pdf::PdfFileOptions { fillable }).into()
            } else {
                let with = if fillable { &printing.fillable_variant } else { &printing.print_variant };
                let plate = || pdf::SharedPdf::new(&printing.sheets, &with.font_set, fillable, StreamReuse::ByMany);
                with.shared_pdf.get_or_init(plate).office_file(sheets, &with.font_set.with_office(self.fonts, sheets)?)
            };
            progress.step();
            let (sheet, begins) = (
                Some(Box::new(sheet_record(product, sheets))),
                anchor_pages(product, sheets.metadata.city.as_ref(), &sheets.anchor_pages),
            );
            take(OutputFile {
                sheet,
                anchor_pages: begins,
                key: key.clone(),
                ..OutputFile::new((*address).clone(), content)
            });
        }
        if wanted.drawings {
            let pictures = printing.pictures.get_or_init(|| svg::SharedSvg::new(&printing.sheets));
            let places = Address::places(&sheets.metadata.form, sheets.metadata.city.as_ref());
            for file in drawing_files(pictures, sheets) {
                // Pages load it as a script, and are made when it is known.
                let is_loaded = file.address == places;
                let address = if is_loaded { places.with_digest(&file.content.sha256()) } else { file.address };
                take(OutputFile { key: wanted.drawings_key.clone(), address, ..file });
            }
        }
        Ok(())
    }
}

/// What the files of offices are made of whose sheets come from one plate. Making one of its plates uses no other thread, so
/// that those who wait for it do not wait for themselves.
struct SharedOutputs {
    sheets: PaperDocument,
    print_variant: SharedPdfVariant,
    fillable_variant: SharedPdfVariant,
    pictures: OnceLock<svg::SharedSvg>,
}

/// A set of faces, and the plate that is drawn with it.
struct SharedPdfVariant {
    font_set: pdf::FontSet,
    shared_pdf: OnceLock<pdf::SharedPdf>,
}

impl SharedOutputs {
    /// With the faces that all offices share, to print and to type in, and what the body of these sheets needs besides.
    fn new(
        plate: &SharedLayout,
        [printed, filled]: &[pdf::FontSet; 2],
        fonts: &Fonts,
    ) -> Result<SharedOutputs, Vec<Diagnostic>> {
        let of = |shared: &pdf::FontSet| {
            shared
                .with_body(fonts, &plate.document)
                .map(|faces| SharedPdfVariant { font_set: faces, shared_pdf: OnceLock::new() })
        };
        let (sheets, pictures) = (plate.document.clone(), OnceLock::new());
        Ok(SharedOutputs { sheets, print_variant: of(printed)?, fillable_variant: of(filled)?, pictures })
    }
}

/// What is drawn of a form's sheets, by what is drawn of the plate they come from: each page as a picture, and the places on them.
pub(crate) fn drawing_files(plate: &svg::SharedSvg, sheets: &PaperDocument) -> Vec<OutputFile> {
    let (form, city) = (&sheets.metadata.form, sheets.metadata.city.as_ref());
    let file = |address, text: String| OutputFile::new(address, text.into_bytes());
    let pictures = (1..=sheets.pages.len())
        .filter_map(|page| Some(file(Address::picture(form, city, page), plate.picture(sheets, page)?)));
    let mut files: Vec<OutputFile> = pictures.collect();
    let digests: Vec<[u8; 32]> = files.iter().map(|file| file.content.sha256()).collect();
    let edition = hexadecimal(&sha256(&digests.concat())[..4]);
    files.push(file(Address::places(form, city), plate.places(sheets, &edition)));
    files
}

/// Is it to be typed into?
pub(crate) fn is_fillable(product: &PdfProduct) -> bool {
    matches!(product, PdfProduct::Form(_, Variant::Fillable))
}

/// Where items begin on a product's sheets, of the one product that tells it.
pub(crate) fn anchor_pages(
    product: &PdfProduct,
    city: Option<&Name>,
    begins: &BTreeMap<Anchor, usize>,
) -> Option<Box<AnchorPages>> {
    let is_told = matches!(product, PdfProduct::Form(_, Variant::Blank)) && city.is_none();
    is_told.then(|| Box::new(begins.iter().map(|(anchor, page)| (anchor.to_string(), page + 1)).collect()))
}

fn sheet_record(product: &PdfProduct, sheets: &PaperDocument) -> SheetRecord {
    let form = match product {
        PdfProduct::Form(form, _) => Some(form),
        PdfProduct::Booklet | PdfProduct::Publicity(..) => None,
    };
    SheetRecord {
        form: form.map(|form| form.id.to_string()),
        number: form.map(|form| form.number.clone()),
        version: form.map(|form| form.version.clone()),
        issue: sheets.metadata.issue.clone(),
        city: sheets.metadata.city.as_ref().map(Name::to_string),
        variant: product.variant().to_owned(),
        pages: sheets.pages.len(),
    }
}
