//! What laying sheets out has shown, without printing them: their faults, and how many pages they have.
//!
//! A check needs no more, nor does a preview, which prints a PDF when somebody asks for it. What a form
//! was laid out from is kept beside what it showed, so that a save which changes no sheet lays out none,
//! and one which changes a form only that form.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;

use super::file::Begins;
use super::plan::products;
use super::press::{Press, Run, begins};
use super::progress::{Progress, Stage};
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::name::Name;
use crate::model::{Address, IssuedProgramme, Site};
use crate::outputs::pdf;
use crate::paper::Layout;
use crate::paper::fonts::Fonts;

/// Forms that were laid out; empty at first.
#[derive(Debug, Default)]
pub struct Proofs {
    /// Where the faces were found, and their versions.
    fonts: Vec<(PathBuf, String)>,
    /// Which of them no file can have.
    unfit: Vec<Diagnostic>,
    proofs: Vec<Proof>,
}

/// A run: a form in one layout or a page that publicises, for no city and for each, or the generic booklet.
#[derive(Debug)]
struct Proof {
    of: RunOf,
    /// What it was laid out from.
    laid_out_from: Vec<IssuedProgramme>,
    pages: BTreeMap<Address, Proven>,
    diagnostics: Vec<Diagnostic>,
}

/// What is known of a PDF that was not printed.
#[derive(Clone, Debug, Default)]
pub struct Proven {
    pub pages: usize,
    /// Where items begin, of a form's blank sheets of the generic office.
    pub begins: Begins,
}

impl Proofs {
    /// What is known of PDFs. What is as it was is not laid out again.
    pub fn pages(
        &mut self,
        site: &Site,
        offices: &[IssuedProgramme],
        fonts: &Fonts,
        progress: &dyn Progress,
    ) -> Checked<BTreeMap<Address, Proven>> {
        let versions = fonts.faces().map(|(_, face)| (face.path.clone(), face.version.clone())).collect();
        if self.fonts != versions {
            *self = Proofs { fonts: versions, unfit: pdf::unfit(fonts), proofs: Vec::new() };
        }
        let runs: Vec<(Run, Vec<IssuedProgramme>)> =
            Run::all(site).into_iter().map(|run| (run, run.laid_out_from(offices))).collect();
        let is_of = |proof: &Proof, (run, from): &(Run, Vec<IssuedProgramme>)| {
            proof.of == RunOf::new(run) && proof.laid_out_from == *from
        };
        self.proofs.retain(|proof| runs.iter().any(|run| is_of(proof, run)));
        let (_, due): (Vec<_>, Vec<_>) =
            runs.into_iter().partition(|run| self.proofs.iter().any(|proof| is_of(proof, run)));
        progress.begin(Stage::LayingOut, due.len() * offices.len());
        let press = Press::new(fonts);
        // The booklet takes longest, and is last.
        let proofs = due.into_par_iter().rev().map(|(run, from)| prove(site, run, from, &press, progress));
        let proofs: Vec<Proof> = proofs.collect();
        self.proofs.extend(proofs.into_iter().rev());
        let said = self.proofs.iter().flat_map(|proof| &proof.diagnostics);
        Checked {
            value: self.proofs.iter().flat_map(|proof| proof.pages.clone()).collect(),
            diagnostics: self.unfit.iter().chain(said).cloned().collect(),
        }
    }
}

/// What a run is of, for longer than the site is there.
#[derive(Debug, PartialEq)]
enum RunOf {
    Form(Name, Layout),
    Booklets,
    Publicity(String),
}

impl RunOf {
    fn new(run: &Run) -> RunOf {
        match run {
            Run::Form(form, layout) => RunOf::Form((*form).clone(), *layout),
            Run::Booklets => RunOf::Booklets,
            Run::Publicity(page) => RunOf::Publicity((*page).to_owned()),
        }
    }
}

fn prove(site: &Site, run: Run, from: Vec<IssuedProgramme>, press: &Press, progress: &dyn Progress) -> Proof {
    let laid_out = press.proof(&run, &from, progress);
    let mut pages = BTreeMap::new();
    for product in products(site).filter(|product| run.makes(product)) {
        pages.extend(laid_out.value.iter().map(|(city, extent)| {
            let begins = begins(&product, city.as_ref(), &extent.begins).map(|begins| *begins).unwrap_or_default();
            (product.address(city.as_ref()), Proven { pages: extent.pages, begins })
        }));
    }
    Proof { of: RunOf::new(&run), pages, diagnostics: laid_out.diagnostics, laid_out_from: from }
}
