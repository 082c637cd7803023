//! All pages of the site with their addresses and titles.
//!
//! Pages are written (`content/**/*.md`) or made from the data (forms, cities, measures, the search, the site map,
//! 404). A written page at the address of a made page is printed on that page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::facet::{Facet, facets};
use super::search::pinyin_initials;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::office::City;
use crate::model::page::Page;
use crate::model::publicity::Publicity;
use crate::model::{Address, Site, fixed_text};

/// One page of the site: its subject and its written text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Route<'a> {
    pub(crate) subject: PageSubject<'a>,
    /// The written page at its address.
    pub(crate) written_page: Option<&'a Page>,
}

/// The pages of a site by their addresses.
pub(crate) type RouteMap<'a> = BTreeMap<Address, Route<'a>>;

/// The subject of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PageSubject<'a> {
    Home,
    /// A written page without data.
    Page(&'a Page),
    Forms,
    Form(&'a Form),
    Cities,
    City(&'a City),
    /// A form in the browser as a city's office issues it.
    CityForm(&'a City, &'a Form),
    /// The services and rules of a city, on one sheet to print.
    Offers(&'a City),
    Measures,
    /// The decisions of offices about the forms, for those who manage the programme.
    Decisions,
    /// The counts of compared outputs, for those who manage the programme.
    Proof,
    /// The requirements of the plan and where they are recorded, for those who manage the programme.
    Trace,
    /// The measures of one audience, department or deadline.
    MeasuresOf(Facet<'a>),
    Search,
    SiteMap,
    NotFound,
    /// A redirect from an earlier address of a page.
    Moved {
        from: &'a Address,
        to: &'a Page,
    },
}

/// All pages, the home page first, then in the order of their addresses.
pub(crate) fn routes(site: &Site) -> Vec<Route<'_>> {
    let mut written: BTreeMap<&Address, &Page> = site.pages.iter().map(|page| (&page.address, page)).collect();
    let mut subjects = vec![
        PageSubject::Home,
        PageSubject::Forms,
        PageSubject::Cities,
        PageSubject::Decisions,
        PageSubject::Proof,
        PageSubject::Search,
        PageSubject::SiteMap,
        PageSubject::NotFound,
    ];
    subjects.extend(site.forms.iter().map(PageSubject::Form));
    for city in &site.cities {
        subjects.push(PageSubject::City(city));
        subjects.extend(site.forms.iter().map(|form| PageSubject::CityForm(city, form)));
    }
    if !site.facts.measures.is_empty() {
        subjects.push(PageSubject::Measures);
        subjects.extend(facets(site).into_iter().map(PageSubject::MeasuresOf));
    }
    if !site.requirements.requirements.is_empty() {
        subjects.push(PageSubject::Trace);
    }
    let mut routes: Vec<Route> = subjects
        .into_iter()
        .map(|subject| Route { subject, written_page: written.remove(&subject.address()) })
        .collect();
    if let Some(offers) = site.product(Publicity::Handout) {
        routes.extend(
            site.cities.iter().map(|city| Route { subject: PageSubject::Offers(city), written_page: Some(offers) }),
        );
    }
    routes
        .extend(written.into_values().map(|page| Route { subject: PageSubject::Page(page), written_page: Some(page) }));
    routes.extend(site.pages.iter().flat_map(|to| {
        let moved = move |from| Route { subject: PageSubject::Moved { from, to }, written_page: None };
        to.aliases.iter().map(|alias| &alias.value).map(moved)
    }));
    routes[1..].sort_by_cached_key(Route::address);
    routes
}

impl PageSubject<'_> {
    fn address(&self) -> Address {
        match self {
            PageSubject::Home => Address::home(),
            PageSubject::Page(page) => page.address.clone(),
            PageSubject::Forms => Address::forms(),
            PageSubject::Form(form) => Address::form(&form.id),
            PageSubject::Cities => Address::cities(),
            PageSubject::City(city) => Address::city(&city.id),
            PageSubject::CityForm(city, form) => Address::city_form(&city.id, &form.id),
            PageSubject::Offers(city) => Address::offers(&city.id),
            PageSubject::Decisions => Address::decisions(),
            PageSubject::Proof => Address::parity_page(),
            PageSubject::Trace => Address::trace(),
            PageSubject::Measures => Address::measures(),
            PageSubject::MeasuresOf(facet) => facet.address(),
            PageSubject::Search => Address::search(),
            PageSubject::SiteMap => Address::site_map(),
            PageSubject::NotFound => Address::not_found(),
            PageSubject::Moved { from, to: _ } => (*from).clone(),
        }
    }
}

impl<'a> Route<'a> {
    pub fn address(&self) -> Address {
        self.subject.address()
    }

    pub(crate) fn title(&self, site: &'a Site) -> Cow<'a, str> {
        if let PageSubject::Offers(city) = self.subject {
            return fixed_text::offers_of(&city.name).into();
        }
        if let Some(page) = self.written_page {
            return (&*page.title.value).into();
        }
        match self.subject {
            PageSubject::Home => (&*site.settings.title).into(),
            PageSubject::Page(page) | PageSubject::Moved { from: _, to: page } => (&*page.title.value).into(),
            PageSubject::Forms => fixed_text::FORMS.into(),
            PageSubject::Form(form) => (&*form.title.zh).into(),
            PageSubject::Cities => fixed_text::CITIES.into(),
            PageSubject::City(city) => (&*city.name).into(),
            PageSubject::CityForm(city, form) => format!("{}{}", city.name, form.title.zh).into(),
            PageSubject::Offers(city) => fixed_text::offers_of(&city.name).into(),
            PageSubject::Decisions => fixed_text::DECISIONS.into(),
            PageSubject::Proof => fixed_text::PARITY_PAGE.into(),
            PageSubject::Trace => fixed_text::TRACE.into(),
            PageSubject::Measures => fixed_text::MEASURES.into(),
            PageSubject::MeasuresOf(facet) => facet.title(site.settings.as_of).into(),
            PageSubject::Search => fixed_text::SEARCH.into(),
            PageSubject::SiteMap => fixed_text::SITE_MAP.into(),
            PageSubject::NotFound => fixed_text::NOT_FOUND.into(),
        }
    }

    /// The text of links to the page: its short title where it has one.
    pub(crate) fn label(&self, site: &'a Site) -> Cow<'a, str> {
        let written_page = self.written_page.filter(|_| !matches!(self.subject, PageSubject::Offers(_)));
        match written_page.and_then(|page| page.nav_title.as_deref()) {
            Some(short) => short.into(),
            None if self.is_home() => fixed_text::HOME.into(),
            None => self.title(site),
        }
    }

    /// The description for search engines and link previews.
    pub(crate) fn description(&self, site: &'a Site) -> String {
        if let PageSubject::Offers(city) = self.subject {
            return format!("{}：{}", fixed_text::offers_of(&city.name), site.settings.description);
        }
        if let Some(page) = self.written_page {
            return page.description.value.clone();
        }
        match self.subject {
            PageSubject::Form(form) => form.purpose.words(),
            PageSubject::City(city) => format!("{}：{}", city.name, site.settings.description),
            PageSubject::CityForm(city, form) => format!("{}：{}", city.name, form.purpose.words()),
            PageSubject::MeasuresOf(_)
            | PageSubject::Measures
            | PageSubject::Decisions
            | PageSubject::Proof
            | PageSubject::Trace
            | PageSubject::Search => {
                format!("{}：{}", self.title(site), site.settings.description)
            }
            PageSubject::Moved { from: _, to } => to.description.value.clone(),
            PageSubject::Home
            | PageSubject::Page(_)
            | PageSubject::Forms
            | PageSubject::Cities
            | PageSubject::Offers(_)
            | PageSubject::SiteMap
            | PageSubject::NotFound => site.settings.description.clone(),
        }
    }

    /// The name of the pictogram on the page's card: that of its form, or the one that the written page names.
    pub(crate) fn pictogram(&self) -> Option<&'a Name> {
        let of_form = match self.subject {
            PageSubject::Form(form) | PageSubject::CityForm(_, form) => form.pictogram.as_ref(),
            _ => None,
        };
        of_form.or_else(|| self.written_page?.pictogram.as_ref()).map(|name| &name.value)
    }

    pub fn is_home(&self) -> bool {
        self.subject == PageSubject::Home
    }

    /// Is the page on the site map, for people and for search engines? A city's forms say almost nothing that their
    /// generic pages do not say, and the city's page links to them; decisions, parity and traceability are for those
    /// who manage the programme.
    pub fn is_listed(&self) -> bool {
        !matches!(
            self.subject,
            PageSubject::NotFound
                | PageSubject::Moved { .. }
                | PageSubject::CityForm(..)
                | PageSubject::Decisions
                | PageSubject::Proof
                | PageSubject::Trace
        )
    }

    /// Does the search find the page? The search page itself is no answer.
    pub fn is_searchable(&self) -> bool {
        self.is_listed() && self.subject != PageSubject::Search
    }

    /// Is the page only a list of what other pages contain?
    pub(crate) fn is_page_list(&self) -> bool {
        matches!(self.subject, PageSubject::SiteMap | PageSubject::MeasuresOf(_))
    }

    /// Other words that people search for the page with: those in its source, a form's number, a city's short name, and
    /// its name in letters.
    pub(crate) fn search_aliases(&self) -> Vec<String> {
        let written = self.written_page.filter(|_| !matches!(self.subject, PageSubject::Offers(_)));
        let mut aliases: Vec<String> = written.map(|page| page.also.clone()).unwrap_or_default();
        match self.subject {
            PageSubject::Form(form) => aliases.extend(form.also.iter().cloned().chain([form.number.clone()])),
            PageSubject::City(city) => {
                aliases.extend(city.also.iter().cloned());
                let short = city.name.strip_suffix('市').filter(|short| short.chars().count() > 1);
                aliases.extend(short.map(str::to_owned));
                aliases.extend([city.id.to_string(), pinyin_initials(short.unwrap_or(&city.name))]);
            }
            _ => {}
        }
        aliases
    }

    /// The language tag of the page (BCP 47).
    pub(crate) fn language(&self, site: &'a Site) -> &'a str {
        self.written_page.and_then(|page| page.language.as_deref()).unwrap_or(&site.settings.language)
    }
}

/// The pages above an address that exist, the home page first.
pub(crate) fn ancestors(pages: &RouteMap, address: &Address) -> Vec<Address> {
    let mut ancestors: Vec<Address> = std::iter::successors(address.parent(), Address::parent).collect();
    ancestors.retain(|address| pages.contains_key(address));
    ancestors.reverse();
    ancestors
}
