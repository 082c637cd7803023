//! Makes the files of the output that are not printed: HTML pages, their link cards, copied files, feeds and site maps.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::output_builder::OutputBuilder;
use super::output_file::{FileKey, OutputFile};
use super::pdf_renderer::{LayoutJob, PdfRenderer};
use super::plan::{PlannedFile, PlannedOutput};
use super::progress::{BuildStage, Progress};
use crate::diagnostic::Diagnostic;
use crate::model::card::LinkCardText;
use crate::model::name::Name;
use crate::model::pictogram::Pictogram;
use crate::model::{Address, IssuedProgramme, Site};
use crate::outputs::card::card;
use crate::outputs::html::{PageSubject, Route, SearchIndex, Website};
use crate::paper::PrintLayout;
use crate::paper::fonts::Fonts;

/// What the cards of pages are made from.
pub(crate) struct CardBuilder<'a> {
    pub(crate) site: &'a Site,
    pub(crate) fonts: &'a Fonts,
    pub(crate) generic: Option<&'a IssuedProgramme>,
}

impl CardBuilder<'_> {
    fn card_words<'r>(&'r self, route: &'r Route) -> (String, &'r str, &'r str) {
        let settings = &self.site.settings;
        let site = if route.is_home() { "" } else { settings.title.as_str() };
        (route.title(self.site).into_owned(), site, &settings.programme)
    }

    fn key(&self, address: &Address, route: &Route, making: &OutputBuilder) -> Option<FileKey> {
        let form =
            if let PageSubject::Form(form) = route.subject { making.keys.form_digest(&form.id, None) } else { None };
        let pictogram = self.pictogram(route).map(|pictogram| &pictogram.elements);
        making.keys.key(address, &(self.card_words(route), pictogram, form))
    }

    /// The page's own, or that of the nearest page above it that has one.
    fn pictogram(&self, route: &Route) -> Option<&Pictogram> {
        let above = || {
            let mut above = std::iter::successors(route.address().parent(), Address::parent);
            above.find_map(|address| {
                let page = self.site.pages.iter().find(|page| page.address == address)?;
                Some(&page.pictogram.as_ref()?.value)
            })
        };
        let name = route.pictogram().or_else(above)?;
        self.site.pictograms.get(name.as_str()).map(AsRef::as_ref)
    }

    fn card(&self, route: &Route) -> Vec<u8> {
        let (title, site, programme) = self.card_words(route);
        let sheets = match (route.subject, self.generic) {
            (PageSubject::Form(form), Some(generic)) => {
                let run = LayoutJob::Form(&form.id, PrintLayout::Regular);
                PdfRenderer::new(self.fonts).lay_out(&run, &[generic], || {}).value.pop()
            }
            _ => None,
        };
        let front = sheets.as_ref().and_then(|sheets| sheets.pages.first());
        card(&LinkCardText { title: &title, site, programme }, front, self.pictogram(route), self.fonts)
    }
}

/// Makes everything that is no sheet and not the manifest; the faults are those of templates. Beside them what the search looks
/// through, where there are none.
pub(crate) fn pages(
    plan: &[PlannedFile],
    website: &Website,
    cards: Option<&CardBuilder>,
    making: &OutputBuilder,
    progress: &dyn Progress,
) -> (Vec<Diagnostic>, Option<SearchIndex>) {
    progress.begin(
        BuildStage::Pages,
        plan.iter().filter(|artifact| matches!(artifact.output, PlannedOutput::Page(_))).count(),
    );
    // A site of some cities says nothing of the others.
    let mut cities: BTreeSet<&Name> = BTreeSet::new();
    for artifact in plan {
        if let PlannedOutput::Places(_, Some(city)) = artifact.output {
            cities.insert(city);
        }
    }
    let made = plan.par_iter().map(|PlannedFile { address, output }| {
        let bytes = match output {
            PlannedOutput::Page(route) if cards.is_some() && route.subject == PageSubject::Proof => None,
            PlannedOutput::Page(route) => {
                let fault = page(address, route, website, making).err();
                progress.step();
                return fault;
            }
            PlannedOutput::Card(route) => {
                if let Some(cards) = cards {
                    let key = cards.key(address, route, making);
                    if making.reuse(key.as_ref()).is_none() {
                        making.add_file(OutputFile { key, ..OutputFile::new(address.clone(), cards.card(route)) });
                    }
                }
                None
            }
            PlannedOutput::File(asset) => Some(asset.bytes.clone()),
            PlannedOutput::State(form) => {
                if let Some(bytes) = making.keys.form_state(&form.id, &cities) {
                    let key = making.keys.key(address, &bytes);
                    if making.reuse(key.as_ref()).is_none() {
                        making.add_file(OutputFile { key, ..OutputFile::new(address.clone(), bytes) });
                    }
                }
                None
            }
            PlannedOutput::Robots => Some(website.robots()),
            PlannedOutput::Sitemap => Some(website.sitemap_xml().unwrap_or_default()),
            PlannedOutput::Feed => Some(website.feed().unwrap_or_default()),
            PlannedOutput::Print { .. }
            | PlannedOutput::Pictures(..)
            | PlannedOutput::Places(..)
            | PlannedOutput::SearchIndex
            | PlannedOutput::Parity
            | PlannedOutput::Manifest => None,
        };
        bytes.into_iter().for_each(|bytes| making.add_content(address.clone(), bytes));
        None
    });
    let faults: Vec<Option<Diagnostic>> = made.collect();
    let faults: Vec<Diagnostic> = faults.into_iter().flatten().collect();
    let is_searched = plan.iter().any(|artifact| artifact.output == PlannedOutput::SearchIndex);
    if !faults.is_empty() || !is_searched {
        return (faults, None);
    }
    let index = {
        let made = making.built_files();
        let words = |PlannedFile { address, .. }: &PlannedFile| made.get(address)?.words.as_deref();
        website.search_index(&plan.iter().filter_map(words).collect::<Vec<&str>>())
    };
    if making.sink.can_reuse() {
        index.files().into_iter().for_each(|(address, bytes)| making.add_content(address, bytes));
    }
    (faults, Some(index))
}

/// Makes a page, if it is not as it was.
fn page(address: &Address, route: &Route, website: &Website, making: &OutputBuilder) -> Result<(), Diagnostic> {
    let page = website.page(route);
    // It is held against the form that it has.
    let form = match route.subject {
        PageSubject::Form(form) => making.keys.form_digest(&form.id, None),
        PageSubject::CityForm(city, form) => making.keys.form_digest(&form.id, Some(&city.id)),
        _ => None,
    };
    let key = making.keys.key(address, &(page.key(), form));
    if making.reuse(key.as_ref()).is_some() {
        return Ok(());
    }
    let html = page.html()?;
    let words = website.search_entry(route, &html);
    if !making.sink.can_reuse() {
        making.add_search_entry(address, words);
        return Ok(());
    }
    making.add_file(OutputFile { key, search_entry: words, ..OutputFile::new(address.clone(), html.into_bytes()) });
    Ok(())
}
