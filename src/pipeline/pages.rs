//! Everything of the output that is no sheet and says nothing of the rest: pages, the cards of links to them, files as they
//! are, what machines ask for.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::file::{File, Key};
use super::making::Making;
use super::plan::{Artifact, Output};
use super::press::{Press, Run};
use super::progress::{Progress, Stage};
use crate::diagnostic::Diagnostic;
use crate::model::card::Words;
use crate::model::name::Name;
use crate::model::pictogram::Pictogram;
use crate::model::{Address, IssuedProgramme, Site};
use crate::outputs::card::card;
use crate::outputs::html::{Route, SearchIndex, Subject, Website};
use crate::paper::Layout;
use crate::paper::fonts::Fonts;

/// What the cards of pages are made from.
pub struct Cards<'a> {
    pub site: &'a Site,
    pub fonts: &'a Fonts,
    pub generic: Option<&'a IssuedProgramme>,
}

impl Cards<'_> {
    fn words<'r>(&'r self, route: &'r Route) -> (String, &'r str, &'r str) {
        let settings = &self.site.settings;
        let site = if route.is_home() { "" } else { settings.title.as_str() };
        (route.title(self.site).into_owned(), site, &settings.programme)
    }

    fn key(&self, address: &Address, route: &Route, making: &Making) -> Option<Key> {
        let form = if let Subject::Form(form) = route.subject { making.keys.form(&form.id, None) } else { None };
        let pictogram = self.pictogram(route).map(|pictogram| &pictogram.elements);
        making.keys.key(address, &(self.words(route), pictogram, form))
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
        let (title, site, programme) = self.words(route);
        let sheets = match (route.subject, self.generic) {
            (Subject::Form(form), Some(generic)) => {
                let run = Run::Form(&form.id, Layout::Regular);
                Press::new(self.fonts).lay_out(&run, &[generic], || {}).value.pop()
            }
            _ => None,
        };
        let front = sheets.as_ref().and_then(|sheets| sheets.pages.first());
        card(&Words { title: &title, site, programme }, front, self.pictogram(route), self.fonts)
    }
}

/// Makes everything that is no sheet and not the manifest; the faults are those of templates. Beside them what the search looks
/// through, where there are none.
pub fn pages(
    plan: &[Artifact],
    website: &Website,
    cards: Option<&Cards>,
    making: &Making,
    progress: &dyn Progress,
) -> (Vec<Diagnostic>, Option<SearchIndex>) {
    progress.begin(Stage::Pages, plan.iter().filter(|artifact| matches!(artifact.output, Output::Page(_))).count());
    // A site of some cities says nothing of the others.
    let mut cities: BTreeSet<&Name> = BTreeSet::new();
    for artifact in plan {
        if let Output::Places(_, Some(city)) = artifact.output {
            cities.insert(city);
        }
    }
    let made = plan.par_iter().map(|Artifact { address, output }| {
        let bytes = match output {
            Output::Page(route) if cards.is_some() && route.subject == Subject::Proof => None,
            Output::Page(route) => {
                let fault = page(address, route, website, making).err();
                progress.step();
                return fault;
            }
            Output::Card(route) => {
                if let Some(cards) = cards {
                    let key = cards.key(address, route, making);
                    if making.keep(key.as_ref()).is_none() {
                        making.take(File { key, ..File::new(address.clone(), cards.card(route)) });
                    }
                }
                None
            }
            Output::File(asset) => Some(asset.bytes.clone()),
            Output::State(form) => {
                if let Some(bytes) = making.keys.state(&form.id, &cities) {
                    let key = making.keys.key(address, &bytes);
                    if making.keep(key.as_ref()).is_none() {
                        making.take(File { key, ..File::new(address.clone(), bytes) });
                    }
                }
                None
            }
            Output::Robots => Some(website.robots()),
            Output::Sitemap => Some(website.sitemap_xml().unwrap_or_default()),
            Output::Feed => Some(website.feed().unwrap_or_default()),
            Output::Print { .. }
            | Output::Pictures(..)
            | Output::Places(..)
            | Output::SearchIndex
            | Output::Parity
            | Output::Manifest => None,
        };
        bytes.into_iter().for_each(|bytes| making.put(address.clone(), bytes));
        None
    });
    let faults: Vec<Option<Diagnostic>> = made.collect();
    let faults: Vec<Diagnostic> = faults.into_iter().flatten().collect();
    let is_searched = plan.iter().any(|artifact| artifact.output == Output::SearchIndex);
    if !faults.is_empty() || !is_searched {
        return (faults, None);
    }
    let index = {
        let made = making.made();
        let words = |Artifact { address, .. }: &Artifact| made.get(address)?.words.as_deref();
        website.search_index(&plan.iter().filter_map(words).collect::<Vec<&str>>())
    };
    if making.sink.may_keep() {
        index.files().into_iter().for_each(|(address, bytes)| making.put(address, bytes));
    }
    (faults, Some(index))
}

/// Makes a page, if it is not as it was.
fn page(address: &Address, route: &Route, website: &Website, making: &Making) -> Result<(), Diagnostic> {
    let page = website.page(route);
    // It is held against the form that it has.
    let form = match route.subject {
        Subject::Form(form) => making.keys.form(&form.id, None),
        Subject::CityForm(city, form) => making.keys.form(&form.id, Some(&city.id)),
        _ => None,
    };
    let key = making.keys.key(address, &(page.key(), form));
    if making.keep(key.as_ref()).is_some() {
        return Ok(());
    }
    let html = page.html()?;
    let words = website.words(route, &html);
    if !making.sink.may_keep() {
        making.know(address, words);
        return Ok(());
    }
    making.take(File { key, words, ..File::new(address.clone(), html.into_bytes()) });
    Ok(())
}
