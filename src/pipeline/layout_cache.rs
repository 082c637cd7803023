//! The results of laying forms out without writing PDFs: diagnostics and numbers of pages, kept between the builds of a preview.
//!
//! A check needs no more, nor does a preview, which prints a PDF when somebody asks for it. What a form
//! was laid out from is kept beside what it showed, so that a save which changes no sheet lays out none,
//! and one which changes a form only that form.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

use super::output_file::AnchorPages;
use super::pdf_renderer::{LayoutJob, PdfRenderer, anchor_pages};
use super::plan::products;
use super::progress::{BuildStage, Progress};
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::name::Name;
use crate::model::{Address, IssuedProgramme, Site};
use crate::outputs::pdf;
use crate::paper::PrintLayout;
use crate::paper::fonts::Fonts;

/// Forms that were laid out; empty at first.
#[derive(Debug, Default)]
pub(crate) struct LayoutCache {
    /// Where the faces were found, and their versions.
    fonts: Vec<(PathBuf, String)>,
    /// Which of them no file can have.
    unusable_faces: Vec<Diagnostic>,
    layouts: Vec<CachedLayout>,
}

/// A run: a form in one layout or a page that publicises, for no city and for each, or the generic booklet.
#[derive(Debug)]
struct CachedLayout {
    job: LayoutJobKey,
    /// What it was laid out from.
    inputs: Vec<IssuedProgramme>,
    pages: BTreeMap<Address, UnprintedPdf>,
    diagnostics: Vec<Diagnostic>,
}

/// What is known of a PDF that was not printed.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnprintedPdf {
    pub(crate) pages: usize,
    /// Where items begin, of a form's blank sheets of the generic office.
    pub(crate) anchor_pages: AnchorPages,
}

impl LayoutCache {
    /// What is known of PDFs. What is as it was is not laid out again.
    pub(crate) fn pages(
        &mut self,
        site: &Site,
        offices: &[IssuedProgramme],
        fonts: &Fonts,
        progress: &dyn Progress,
    ) -> WithDiagnostics<BTreeMap<Address, UnprintedPdf>> {
        let versions = fonts.faces().map(|(_, face)| (face.path.clone(), face.version.clone())).collect();
        if self.fonts != versions {
            *self = LayoutCache { fonts: versions, unusable_faces: pdf::unusable_faces(fonts), layouts: Vec::new() };
        }
        let runs: Vec<(LayoutJob, Vec<IssuedProgramme>)> =
            LayoutJob::all(site).into_iter().map(|run| (run, run.layout_inputs(offices))).collect();
        let is_of = |proof: &CachedLayout, (run, from): &(LayoutJob, Vec<IssuedProgramme>)| {
            proof.job == LayoutJobKey::new(run) && proof.inputs == *from
        };
        self.layouts.retain(|proof| runs.iter().any(|run| is_of(proof, run)));
        let (_, due): (Vec<_>, Vec<_>) =
            runs.into_iter().partition(|run| self.layouts.iter().any(|proof| is_of(proof, run)));
        progress.begin(BuildStage::LayingOut, due.len() * offices.len());
        let press = PdfRenderer::new(fonts);
        // The booklet takes longest, and is last.
        let proofs = due.into_par_iter().rev().map(|(run, from)| measure_layout(site, run, from, &press, progress));
        let proofs: Vec<CachedLayout> = proofs.collect();
        self.layouts.extend(proofs.into_iter().rev());
        let said = self.layouts.iter().flat_map(|proof| &proof.diagnostics);
        WithDiagnostics {
            value: self.layouts.iter().flat_map(|proof| proof.pages.clone()).collect(),
            diagnostics: self.unusable_faces.iter().chain(said).cloned().collect(),
        }
    }
}

/// What a run is of, for longer than the site is there.
#[derive(Debug, PartialEq)]
enum LayoutJobKey {
    Form(Name, PrintLayout),
    Booklets,
    Publicity(String),
}

impl LayoutJobKey {
    fn new(run: &LayoutJob) -> LayoutJobKey {
        match run {
            LayoutJob::Form(form, layout) => LayoutJobKey::Form((*form).clone(), *layout),
            LayoutJob::Booklets => LayoutJobKey::Booklets,
            LayoutJob::Publicity(page) => LayoutJobKey::Publicity((*page).to_owned()),
        }
    }
}

fn measure_layout(
    site: &Site,
    run: LayoutJob,
    from: Vec<IssuedProgramme>,
    press: &PdfRenderer,
    progress: &dyn Progress,
) -> CachedLayout {
    let laid_out = press.measure(&run, &from, progress);
    let mut pages = BTreeMap::new();
    for product in products(site).filter(|product| run.includes(product)) {
        pages.extend(laid_out.value.iter().map(|(city, extent)| {
            let begins =
                anchor_pages(&product, city.as_ref(), &extent.anchor_pages).map(|begins| *begins).unwrap_or_default();
            (product.address(city.as_ref()), UnprintedPdf { pages: extent.pages, anchor_pages: begins })
        }));
    }
    CachedLayout { job: LayoutJobKey::new(&run), pages, diagnostics: laid_out.diagnostics, inputs: from }
}
