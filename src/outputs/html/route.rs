//! Every page there is, what it is called, and where it stands.
//!
//! Pages are written (`content/**/*.md`) or made from the data (forms, cities, measures, the search, the
//! site map, 404). A written page at the address of a made one stands on the same page as what is made.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::facet::{Facet, facets};
use super::search::initials;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::office::City;
use crate::model::page::Page;
use crate::model::publicity::Publicity;
use crate::model::{Address, Site, terms};

/// One page of the site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Route<'a> {
    pub subject: Subject<'a>,
    /// What somebody wrote for it.
    pub written: Option<&'a Page>,
}

/// The pages of a site by their addresses.
pub type Pages<'a> = BTreeMap<Address, Route<'a>>;

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject<'a> {
    Home,
    /// Only what is written.
    Page(&'a Page),
    Forms,
    Form(&'a Form),
    Cities,
    City(&'a City),
    /// A form in the browser as a city's office issues it.
    CityForm(&'a City, &'a Form),
    /// What a city offers, on one sheet to print.
    Offers(&'a City),
    Measures,
    /// What offices decide of the forms, for those who manage the programme.
    Decisions,
    /// What was compared of the outputs, for those who manage the programme.
    Proof,
    /// What the plan asks for and where it is recorded, for those who manage the programme.
    Trace,
    /// The measures of one reader, department or deadline.
    MeasuresOf(Facet<'a>),
    Search,
    SiteMap,
    NotFound,
    /// Leads on from where a page was before.
    Moved {
        from: &'a Address,
        to: &'a Page,
    },
}

/// Every page, the home first, then in the order of their addresses.
pub fn routes(site: &Site) -> Vec<Route<'_>> {
    let mut written: BTreeMap<&Address, &Page> = site.pages.iter().map(|page| (&page.address, page)).collect();
    let mut subjects = vec![
        Subject::Home,
        Subject::Forms,
        Subject::Cities,
        Subject::Decisions,
        Subject::Proof,
        Subject::Search,
        Subject::SiteMap,
        Subject::NotFound,
    ];
    subjects.extend(site.forms.iter().map(Subject::Form));
    for city in &site.cities {
        subjects.push(Subject::City(city));
        subjects.extend(site.forms.iter().map(|form| Subject::CityForm(city, form)));
    }
    if !site.facts.measures.is_empty() {
        subjects.push(Subject::Measures);
        subjects.extend(facets(site).into_iter().map(Subject::MeasuresOf));
    }
    if !site.requirements.requirements.is_empty() {
        subjects.push(Subject::Trace);
    }
    let mut routes: Vec<Route> =
        subjects.into_iter().map(|subject| Route { subject, written: written.remove(&subject.address()) }).collect();
    if let Some(offers) = site.product(Publicity::Handout) {
        routes.extend(site.cities.iter().map(|city| Route { subject: Subject::Offers(city), written: Some(offers) }));
    }
    routes.extend(written.into_values().map(|page| Route { subject: Subject::Page(page), written: Some(page) }));
    routes.extend(site.pages.iter().flat_map(|to| {
        let moved = move |from| Route { subject: Subject::Moved { from, to }, written: None };
        to.aliases.iter().map(|alias| &alias.value).map(moved)
    }));
    routes[1..].sort_by_cached_key(Route::address);
    routes
}

impl Subject<'_> {
    fn address(&self) -> Address {
        match self {
            Subject::Home => Address::home(),
            Subject::Page(page) => page.address.clone(),
            Subject::Forms => Address::forms(),
            Subject::Form(form) => Address::form(&form.id),
            Subject::Cities => Address::cities(),
            Subject::City(city) => Address::city(&city.id),
            Subject::CityForm(city, form) => Address::city_form(&city.id, &form.id),
            Subject::Offers(city) => Address::offers(&city.id),
            Subject::Decisions => Address::decisions(),
            Subject::Proof => Address::proof(),
            Subject::Trace => Address::trace(),
            Subject::Measures => Address::measures(),
            Subject::MeasuresOf(facet) => facet.address(),
            Subject::Search => Address::search(),
            Subject::SiteMap => Address::site_map(),
            Subject::NotFound => Address::not_found(),
            Subject::Moved { from, to: _ } => (*from).clone(),
        }
    }
}

impl<'a> Route<'a> {
    pub fn address(&self) -> Address {
        self.subject.address()
    }

    pub fn title(&self, site: &'a Site) -> Cow<'a, str> {
        if let Subject::Offers(city) = self.subject {
            return terms::offers_of(&city.name).into();
        }
        if let Some(page) = self.written {
            return (&*page.title.value).into();
        }
        match self.subject {
            Subject::Home => (&*site.settings.title).into(),
            Subject::Page(page) | Subject::Moved { from: _, to: page } => (&*page.title.value).into(),
            Subject::Forms => terms::FORMS.into(),
            Subject::Form(form) => (&*form.title.zh).into(),
            Subject::Cities => terms::CITIES.into(),
            Subject::City(city) => (&*city.name).into(),
            Subject::CityForm(city, form) => format!("{}{}", city.name, form.title.zh).into(),
            Subject::Offers(city) => terms::offers_of(&city.name).into(),
            Subject::Decisions => terms::DECISIONS.into(),
            Subject::Proof => terms::PROOF.into(),
            Subject::Trace => terms::TRACE.into(),
            Subject::Measures => terms::MEASURES.into(),
            Subject::MeasuresOf(facet) => facet.title(site.settings.as_of).into(),
            Subject::Search => terms::SEARCH.into(),
            Subject::SiteMap => terms::SITE_MAP.into(),
            Subject::NotFound => terms::NOT_FOUND.into(),
        }
    }

    /// What links to the page say: its short title where it has one.
    pub fn label(&self, site: &'a Site) -> Cow<'a, str> {
        let own = self.written.filter(|_| !matches!(self.subject, Subject::Offers(_)));
        match own.and_then(|page| page.nav_title.as_deref()) {
            Some(short) => short.into(),
            None if self.is_home() => terms::HOME.into(),
            None => self.title(site),
        }
    }

    /// For search engines and link previews.
    pub fn description(&self, site: &'a Site) -> String {
        if let Subject::Offers(city) = self.subject {
            return format!("{}：{}", terms::offers_of(&city.name), site.settings.description);
        }
        if let Some(page) = self.written {
            return page.description.value.clone();
        }
        match self.subject {
            Subject::Form(form) => form.purpose.words(),
            Subject::City(city) => format!("{}：{}", city.name, site.settings.description),
            Subject::CityForm(city, form) => format!("{}：{}", city.name, form.purpose.words()),
            Subject::MeasuresOf(_)
            | Subject::Measures
            | Subject::Decisions
            | Subject::Proof
            | Subject::Trace
            | Subject::Search => {
                format!("{}：{}", self.title(site), site.settings.description)
            }
            Subject::Moved { from: _, to } => to.description.value.clone(),
            Subject::Home
            | Subject::Page(_)
            | Subject::Forms
            | Subject::Cities
            | Subject::Offers(_)
            | Subject::SiteMap
            | Subject::NotFound => site.settings.description.clone(),
        }
    }

    /// The name of what is drawn where the page is chosen among others: its form's, or the one that it says itself.
    pub fn pictogram(&self) -> Option<&'a Name> {
        let of_form = match self.subject {
            Subject::Form(form) | Subject::CityForm(_, form) => form.pictogram.as_ref(),
            _ => None,
        };
        of_form.or_else(|| self.written?.pictogram.as_ref()).map(|name| &name.value)
    }

    pub fn is_home(&self) -> bool {
        self.subject == Subject::Home
    }

    /// Listed on the site map, for people and for search engines? A city's forms say next to nothing that their
    /// generic pages do not say, and are met from the city's page; what offices decide, what was compared, and what
    /// serves the plan, is for those who manage the programme.
    pub fn is_listed(&self) -> bool {
        !matches!(
            self.subject,
            Subject::NotFound
                | Subject::Moved { .. }
                | Subject::CityForm(..)
                | Subject::Decisions
                | Subject::Proof
                | Subject::Trace
        )
    }

    /// Found by the search? The search itself is no answer.
    pub fn is_searched(&self) -> bool {
        self.is_listed() && self.subject != Subject::Search
    }

    /// Does the page only list what other pages say?
    pub fn is_list(&self) -> bool {
        matches!(self.subject, Subject::SiteMap | Subject::MeasuresOf(_))
    }

    /// Other words that people search for the page with: those somebody wrote, a form's number, a city's short name, and how it is
    /// spelt in letters.
    pub fn also(&self) -> Vec<String> {
        let written = self.written.filter(|_| !matches!(self.subject, Subject::Offers(_)));
        let mut also: Vec<String> = written.map(|page| page.also.clone()).unwrap_or_default();
        match self.subject {
            Subject::Form(form) => also.extend(form.also.iter().cloned().chain([form.number.clone()])),
            Subject::City(city) => {
                also.extend(city.also.iter().cloned());
                let short = city.name.strip_suffix('市').filter(|short| short.chars().count() > 1);
                also.extend(short.map(str::to_owned));
                also.extend([city.id.to_string(), initials(short.unwrap_or(&city.name))]);
            }
            _ => {}
        }
        also
    }

    /// BCP 47.
    pub fn language(&self, site: &'a Site) -> &'a str {
        self.written.and_then(|page| page.language.as_deref()).unwrap_or(&site.settings.language)
    }
}

/// The pages above one that exist, the home first.
pub fn ancestors(pages: &Pages, address: &Address) -> Vec<Address> {
    let mut ancestors: Vec<Address> = std::iter::successors(address.parent(), Address::parent).collect();
    ancestors.retain(|address| pages.contains_key(address));
    ancestors.reverse();
    ancestors
}
