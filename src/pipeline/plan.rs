//! What the output consists of: each thing and its address, before anything is made.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Checked, Diagnostic};
use crate::load::Asset;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::page::Page;
use crate::model::publicity::Publicity;
use crate::model::source_path::SourcePath;
use crate::model::{Address, Site, Variant};
use crate::outputs::html::{Route, Subject, routes};
use crate::wording::pipeline;

/// One file to make.
#[derive(Clone, Debug, PartialEq)]
pub struct Artifact<'a> {
    pub address: Address,
    pub output: Output<'a>,
}

/// Everything that can be made.
#[derive(Clone, Debug, PartialEq)]
pub enum Output<'a> {
    /// A PDF, for a city or for none.
    Print {
        product: Product<'a>,
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
pub enum Product<'a> {
    Form(&'a Form, Variant),
    /// All forms together.
    Booklet,
    /// A page on paper.
    Publicity(&'a Page, Publicity),
}

impl Product<'_> {
    /// Where it is for a city, or the generic one.
    pub fn address(&self, city: Option<&Name>) -> Address {
        match self {
            Product::Form(form, variant) => Address::sheet(&form.id, *variant, city),
            Product::Booklet => Address::booklet(city),
            Product::Publicity(page, _) => Address::publicity(&page.path, city),
        }
    }

    /// Is there one for the office of this city, or the generic one?
    pub fn is_of(&self, city: Option<&Name>) -> bool {
        match self {
            Product::Form(..) | Product::Booklet => true,
            Product::Publicity(_, kind) => city.is_none() || kind.is_of_cities(),
        }
    }

    /// What it is called among those of a form, or all together.
    pub fn variant(&self) -> &'static str {
        match self {
            Product::Form(_, variant) => variant.name(),
            Product::Booklet => Name::BOOKLET,
            Product::Publicity(_, kind) => kind.name(),
        }
    }
}

/// A part of an output: what there is of every `count`-th office, from the `number`-th on; the generic office is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shard {
    pub number: usize,
    pub count: usize,
}

impl Shard {
    /// The offices of the part among all.
    pub fn offices<'a>(&self, site: &'a Site) -> BTreeSet<Option<&'a Name>> {
        offices(site).skip(self.number - 1).step_by(self.count).collect()
    }

    /// The files of the part, which say nothing of other offices.
    pub fn retain(&self, plan: &mut Vec<Artifact>, site: &Site) {
        let offices = self.offices(site);
        plan.retain(|artifact| match &artifact.output {
            Output::Print { city, .. } | Output::Pictures(_, city) | Output::Places(_, city) => offices.contains(city),
            Output::Page(Route {
                subject: Subject::City(city) | Subject::CityForm(city, _) | Subject::Offers(city),
                ..
            }) => offices.contains(&Some(&city.id)),
            _ => false,
        });
    }
}

/// What there is of each city, and generic: every form in every variant, the booklet of them, and what publicises; of that
/// some is generic alone ([`Product::is_of`]).
pub fn products(site: &Site) -> impl Iterator<Item = Product<'_>> {
    let forms = site.forms.iter().flat_map(|form| Variant::ALL.map(|(_, variant)| Product::Form(form, variant)));
    let publicity = site.pages.iter().filter_map(|page| Some(Product::Publicity(page, page.publicity()?)));
    forms.chain((!site.forms.is_empty()).then_some(Product::Booklet)).chain(publicity)
}

/// The cities that sheets are made for, and before them the generic office.
pub fn offices(site: &Site) -> impl Iterator<Item = Option<&Name>> {
    [None].into_iter().chain(site.cities.iter().map(|city| Some(&city.id)))
}

/// Every file of the output: PDFs first, as pages state their size. Two files at one address are a fault.
pub fn plan<'a>(site: &'a Site, assets: &'a [Asset]) -> Checked<Vec<Artifact<'a>>> {
    let mut artifacts = Vec::new();
    for product in products(site) {
        for city in offices(site).filter(|city| product.is_of(*city)) {
            let address = product.address(city);
            artifacts.push(Artifact { address, output: Output::Print { product, city } });
        }
    }
    for form in &site.forms {
        for city in offices(site) {
            let address = Address::picture(&form.id, city, 1);
            artifacts.push(Artifact { address, output: Output::Pictures(form, city) });
            artifacts.push(Artifact { address: Address::places(&form.id, city), output: Output::Places(form, city) });
        }
    }
    artifacts.extend(
        site.forms.iter().map(|form| Artifact { address: Address::state(&form.id), output: Output::State(form) }),
    );
    artifacts.extend(
        routes(site).into_iter().map(|route| Artifact { address: route.address(), output: Output::Page(route) }),
    );
    artifacts
        .extend(assets.iter().map(|asset| Artifact { address: asset.address.clone(), output: Output::File(asset) }));
    artifacts.push(Artifact { address: Address::robots(), output: Output::Robots });
    artifacts.push(Artifact { address: Address::search_index(), output: Output::SearchIndex });
    if site.settings.base_url.is_some() && site.pages.iter().any(|page| page.date.is_some()) {
        artifacts.push(Artifact { address: Address::feed(), output: Output::Feed });
    }
    if site.settings.base_url.is_some() {
        let cards = routes(site).into_iter().filter(Route::is_listed);
        artifacts.extend(
            cards.map(|route| Artifact { address: Address::card(&route.address()), output: Output::Card(route) }),
        );
        artifacts.push(Artifact { address: Address::sitemap(), output: Output::Sitemap });
    }
    artifacts.push(Artifact { address: Address::parity(), output: Output::Parity });
    artifacts.push(Artifact { address: Address::manifest(), output: Output::Manifest });
    let diagnostics = collisions(&artifacts);
    Checked { value: artifacts, diagnostics }
}

/// Two files at one place, or a file where another needs a folder; upper and lower case are not told apart.
fn collisions(artifacts: &[Artifact]) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<String, &Artifact> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let fault = |first: &Artifact, second: &Artifact| {
        Diagnostic::error(&pipeline::ADDRESS_TAKEN, origin(second))
            .with("address", &second.address)
            .with("first", origin(first))
            .with("second", origin(second))
    };
    let pictures = |artifact: &Artifact| matches!(artifact.output, Output::Pictures(..));
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
    let kept: BTreeMap<(Option<String>, String), &Artifact> = artifacts
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
fn origin(artifact: &Artifact) -> String {
    match &artifact.output {
        Output::Print { product: Product::Form(form, _), .. }
        | Output::Pictures(form, _)
        | Output::Places(form, _)
        | Output::State(form) => SourcePath::form(&form.id).to_string(),
        Output::Page(route) | Output::Card(route) => match (route.written, route.subject) {
            (Some(page), _) => SourcePath::page(&page.path).to_string(),
            (None, Subject::Form(form) | Subject::CityForm(_, form)) => SourcePath::form(&form.id).to_string(),
            (None, Subject::City(city)) => SourcePath::city(&city.id).to_string(),
            (None, _) => artifact.address.to_string(),
        },
        Output::Print { product: Product::Publicity(page, _), .. } => SourcePath::page(&page.path).to_string(),
        Output::File(asset) => asset.path.clone(),
        Output::Print { product: Product::Booklet, .. }
        | Output::Robots
        | Output::SearchIndex
        | Output::Feed
        | Output::Sitemap
        | Output::Parity
        | Output::Manifest => artifact.address.to_string(),
    }
}
