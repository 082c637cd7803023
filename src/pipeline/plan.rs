//! The plan of a build: every file of the output with its address and what it is made of, before anything is made.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::load::Asset;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::page::Page;
use crate::model::publicity::Publicity;
use crate::model::source_path::SourcePath;
use crate::model::{Address, Site, Variant};
use crate::outputs::html::{PageSubject, Route, routes};
use crate::wording::{message, pipeline};

/// One file to make.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedFile<'a> {
    pub(crate) address: Address,
    pub(crate) output: PlannedOutput<'a>,
}

/// Everything that can be made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PlannedOutput<'a> {
    /// A PDF, for a city or for none.
    Print {
        product: PdfProduct<'a>,
        city: Option<&'a Name>,
    },
    /// Every page of a form's blank sheets as a picture, for a city or for none; the address is the first one's, as
    /// how many there are is known when they are laid out.
    Pictures(&'a Form, Option<&'a Name>),
    /// Where what is filled in stands on these sheets.
    Places(&'a Form, Option<&'a Name>),
    /// What a form says where it is issued, for programs.
    State(&'a Form),
    /// The picture that stands for a page where a link to it is passed on, where the base URL is known.
    Card(Route<'a>),
    /// A page of the website.
    Page(Route<'a>),
    /// A file copied as it is.
    File(&'a Asset),
    Robots,
    /// The words of all pages; made after them.
    SearchIndex,
    /// News, where the base URL is known.
    Feed,
    /// For search engines, where the base URL is known.
    Sitemap,
    /// That what was built is what was issued; made after everything else.
    Parity,
    /// What was built, for machines; made last.
    Manifest,
}

/// What a PDF is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PdfProduct<'a> {
    Form(&'a Form, Variant),
    /// All forms together.
    Booklet,
    /// A page on paper.
    Publicity(&'a Page, Publicity),
}

impl PdfProduct<'_> {
    /// Where it is for a city, or the generic one.
    pub fn address(&self, city: Option<&Name>) -> Address {
        match self {
            PdfProduct::Form(form, variant) => Address::form_pdf(&form.id, *variant, city),
            PdfProduct::Booklet => Address::booklet(city),
            PdfProduct::Publicity(page, _) => Address::publicity(&page.path, city),
        }
    }

    /// Is there one for the office of this city, or the generic one?
    pub(crate) fn exists_for(&self, city: Option<&Name>) -> bool {
        match self {
            PdfProduct::Form(..) | PdfProduct::Booklet => true,
            PdfProduct::Publicity(_, kind) => city.is_none() || kind.is_of_cities(),
        }
    }

    /// What it is called among those of a form, or all together.
    pub(crate) fn variant(&self) -> &'static str {
        match self {
            PdfProduct::Form(_, variant) => variant.name(),
            PdfProduct::Booklet => Name::BOOKLET,
            PdfProduct::Publicity(_, kind) => kind.name(),
        }
    }
}

/// A part of an output: what there is of every `count`-th office, from the `number`-th on; the generic office is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BuildShard {
    pub(crate) number: usize,
    pub(crate) count: usize,
}

impl BuildShard {
    /// The offices of the part among all.
    pub(crate) fn offices<'a>(&self, site: &'a Site) -> BTreeSet<Option<&'a Name>> {
        offices(site).skip(self.number - 1).step_by(self.count).collect()
    }

    /// The files of the part, which say nothing of other offices.
    pub(crate) fn retain_shard(&self, plan: &mut Vec<PlannedFile>, site: &Site) {
        let offices = self.offices(site);
        plan.retain(|artifact| match &artifact.output {
            PlannedOutput::Print { city, .. } | PlannedOutput::Pictures(_, city) | PlannedOutput::Places(_, city) => {
                offices.contains(city)
            }
            PlannedOutput::Page(Route {
                subject: PageSubject::City(city) | PageSubject::CityForm(city, _) | PageSubject::Offers(city),
                ..
            }) => offices.contains(&Some(&city.id)),
            _ => false,
        });
    }
}

/// What there is of each city, and generic: every form in every variant, the booklet of them, and what publicises; of that
/// some is generic alone ([`PdfProduct::exists_for`]).
pub fn products(site: &Site) -> impl Iterator<Item = PdfProduct<'_>> {
    let forms = site.forms.iter().flat_map(|form| Variant::ALL.map(|(_, variant)| PdfProduct::Form(form, variant)));
    let publicity = site.pages.iter().filter_map(|page| Some(PdfProduct::Publicity(page, page.publicity()?)));
    forms.chain((!site.forms.is_empty()).then_some(PdfProduct::Booklet)).chain(publicity)
}

/// The cities that sheets are made for, and before them the generic office.
pub(crate) fn offices(site: &Site) -> impl Iterator<Item = Option<&Name>> {
    [None].into_iter().chain(site.cities.iter().map(|city| Some(&city.id)))
}

/// Every file of the output: PDFs first, as pages state their size. Two files at one address are a fault.
pub(crate) fn plan<'a>(site: &'a Site, assets: &'a [Asset]) -> WithDiagnostics<Vec<PlannedFile<'a>>> {
    let mut artifacts = Vec::new();
    for product in products(site) {
        for city in offices(site).filter(|city| product.exists_for(*city)) {
            let address = product.address(city);
            artifacts.push(PlannedFile { address, output: PlannedOutput::Print { product, city } });
        }
    }
    for form in &site.forms {
        for city in offices(site) {
            let address = Address::picture(&form.id, city, 1);
            artifacts.push(PlannedFile { address, output: PlannedOutput::Pictures(form, city) });
            artifacts.push(PlannedFile {
                address: Address::places(&form.id, city),
                output: PlannedOutput::Places(form, city),
            });
        }
    }
    artifacts.extend(
        site.forms
            .iter()
            .map(|form| PlannedFile { address: Address::state(&form.id), output: PlannedOutput::State(form) }),
    );
    artifacts.extend(
        routes(site)
            .into_iter()
            .map(|route| PlannedFile { address: route.address(), output: PlannedOutput::Page(route) }),
    );
    artifacts.extend(
        assets.iter().map(|asset| PlannedFile { address: asset.address.clone(), output: PlannedOutput::File(asset) }),
    );
    artifacts.push(PlannedFile { address: Address::robots(), output: PlannedOutput::Robots });
    artifacts.push(PlannedFile { address: Address::search_index(), output: PlannedOutput::SearchIndex });
    if site.settings.base_url.is_some() && site.pages.iter().any(|page| page.date.is_some()) {
        artifacts.push(PlannedFile { address: Address::feed(), output: PlannedOutput::Feed });
    }
    if site.settings.base_url.is_some() {
        let cards = routes(site).into_iter().filter(Route::is_listed);
        artifacts.extend(
            cards.map(|route| PlannedFile {
                address: Address::card(&route.address()),
                output: PlannedOutput::Card(route),
            }),
        );
        artifacts.push(PlannedFile { address: Address::sitemap(), output: PlannedOutput::Sitemap });
    }
    artifacts.push(PlannedFile { address: Address::parity(), output: PlannedOutput::Parity });
    artifacts.push(PlannedFile { address: Address::manifest(), output: PlannedOutput::Manifest });
    let diagnostics = address_collisions(&artifacts);
    WithDiagnostics { value: artifacts, diagnostics }
}

/// Two files at one place, or a file where another needs a folder; upper and lower case are not told apart.
fn address_collisions(artifacts: &[PlannedFile]) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<String, &PlannedFile> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let fault = |first: &PlannedFile, second: &PlannedFile| {
        Diagnostic::new(
            message!(
                pipeline::ADDRESS_TAKEN,
                address = &second.address,
                first = source_name(first),
                second = source_name(second)
            ),
            source_name(second),
        )
    };
    let pictures = |artifact: &PlannedFile| matches!(artifact.output, PlannedOutput::Pictures(..));
    for artifact in artifacts.iter().filter(|artifact| !pictures(artifact)) {
        match taken.get(&artifact.address.as_str().to_lowercase()) {
            Some(first) => diagnostics.push(fault(first, artifact)),
            None => drop(taken.insert(artifact.address.as_str().to_lowercase(), artifact)),
        }
    }
    for artifact in artifacts {
        let address = artifact.address.as_str().to_lowercase();
        let folders = address.match_indices('/').map(|(at, _)| &address[..at]);
        diagnostics.extend(folders.filter_map(|folder| taken.get(folder)).map(|file| fault(artifact, file)));
    }
    // What is called like a picture is one, as nobody knows yet how many there will be.
    let kept: BTreeMap<(Option<String>, String), &PlannedFile> = artifacts
        .iter()
        .filter(|artifact| pictures(artifact))
        .filter_map(|artifact| Some((Address::of_picture(artifact.address.as_str())?, artifact)))
        .collect();
    for artifact in artifacts.iter().filter(|artifact| !pictures(artifact)) {
        let address = artifact.address.as_str();
        let folders = address.match_indices('/').map(|(at, _)| &address[..at]).chain([address]);
        let taken = folders.filter_map(Address::of_picture).find_map(|picture| kept.get(&picture));
        diagnostics.extend(taken.map(|kept| fault(kept, artifact)));
    }
    diagnostics
}

/// The source a file comes from, for messages.
fn source_name(artifact: &PlannedFile) -> String {
    match &artifact.output {
        PlannedOutput::Print { product: PdfProduct::Form(form, _), .. }
        | PlannedOutput::Pictures(form, _)
        | PlannedOutput::Places(form, _)
        | PlannedOutput::State(form) => SourcePath::form(&form.id).to_string(),
        PlannedOutput::Page(route) | PlannedOutput::Card(route) => match (route.written_page, route.subject) {
            (Some(page), _) => SourcePath::page(&page.path).to_string(),
            (None, PageSubject::Form(form) | PageSubject::CityForm(_, form)) => SourcePath::form(&form.id).to_string(),
            (None, PageSubject::City(city)) => SourcePath::city(&city.id).to_string(),
            (None, _) => artifact.address.to_string(),
        },
        PlannedOutput::Print { product: PdfProduct::Publicity(page, _), .. } => {
            SourcePath::page(&page.path).to_string()
        }
        PlannedOutput::File(asset) => asset.path.clone(),
        PlannedOutput::Print { product: PdfProduct::Booklet, .. }
        | PlannedOutput::Robots
        | PlannedOutput::SearchIndex
        | PlannedOutput::Feed
        | PlannedOutput::Sitemap
        | PlannedOutput::Parity
        | PlannedOutput::Manifest => artifact.address.to_string(),
    }
}
