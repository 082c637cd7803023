//! What laying sheets out has shown, without printing them: their faults, and how many pages they have.
//!
//! A check needs no more, nor does a preview, which prints a PDF when somebody asks for it. What a form
//! was laid out from is kept beside what it showed, so that a save which changes no sheet lays out none,
//! and one which changes a form only that form.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::press::{Press, Run};
use super::progress::{Progress, Stage};
use crate::diagnostic::Diagnostic;
use crate::model::name::Name;
use crate::model::{Address, Site, Variant};
use crate::paper::Layout;
use crate::paper::fonts::Fonts;

/// Forms that were laid out; empty at first.
#[derive(Debug, Default)]
pub struct Proofs {
    /// Where the faces were found, and their versions.
    fonts: Vec<(PathBuf, String)>,
    proofs: Vec<Proof>,
}

/// A form in one layout, for no city and for each.
#[derive(Debug)]
struct Proof {
    form: Name,
    layout: Layout,
    /// What it was laid out from.
    seen: Site,
    pages: BTreeMap<Address, usize>,
    diagnostics: Vec<Diagnostic>,
}

impl Proofs {
    /// How many pages the PDFs of each form have. Forms that are as they were are not laid out again.
    /// Booklets are left out: they hold the same sheets once more.
    pub fn pages(
        &mut self,
        site: &Site,
        fonts: &Fonts,
        progress: &dyn Progress,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Address, usize> {
        let versions = fonts.faces().map(|(_, face)| (face.path.clone(), face.version.clone())).collect();
        if self.fonts != versions {
            *self = Proofs { fonts: versions, proofs: Vec::new() };
        }
        let runs: Vec<(Run, Site)> = Run::all(site).into_iter().map(|run| (run, run.seen(site))).collect();
        let is_of = |proof: &Proof, (run, seen): &(Run, Site)| match run {
            Run::Form(form, layout) => proof.form == form.id && proof.layout == *layout && proof.seen == *seen,
            Run::Booklets => false,
        };
        self.proofs.retain(|proof| runs.iter().any(|run| is_of(proof, run)));
        let (_, due): (Vec<_>, Vec<_>) =
            runs.into_iter().partition(|run| self.proofs.iter().any(|proof| is_of(proof, run)));
        progress.begin(Stage::LayingOut, due.len() * (site.cities.len() + 1));
        let press = Press::new(fonts);
        self.proofs.extend(due.into_iter().filter_map(|(run, seen)| prove(run, seen, &press, progress)));
        diagnostics.extend(self.proofs.iter().flat_map(|proof| proof.diagnostics.iter().cloned()));
        self.proofs.iter().flat_map(|proof| proof.pages.clone()).collect()
    }
}

fn prove(run: Run, seen: Site, press: &Press, progress: &dyn Progress) -> Option<Proof> {
    let Run::Form(form, layout) = run else { return None };
    let laid_out = press.proof(&run, &seen, progress);
    let of_city = |(city, pages): &(Option<Name>, usize)| {
        let variants = Variant::ALL.into_iter().map(|(_, variant)| variant).filter(|v| Layout::of(*v) == layout);
        let (city, pages) = (city.clone(), *pages);
        variants.map(move |variant| (Address::sheet(&form.id, variant, city.as_ref()), pages)).collect::<Vec<_>>()
    };
    let pages = laid_out.value.iter().flat_map(of_city).collect();
    Some(Proof { form: form.id.clone(), layout, seen, pages, diagnostics: laid_out.diagnostics })
}
