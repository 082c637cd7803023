//! Every page there is, what it is called, and where it stands.
//!
//! Pages are written (`content/**/*.md`) or made from the data (forms, cities, the site map, 404). A
//! written page at the address of a made one stands on the same page as what is made.

use std::collections::BTreeMap;

use crate::model::form::Form;
use crate::model::office::City;
use crate::model::page::Page;
use crate::model::{Address, Site, terms};

/// One page of the site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Route<'a> {
    pub subject: Subject<'a>,
    /// What somebody wrote for it.
    pub written: Option<&'a Page>,
}

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
    SiteMap,
    NotFound,
}

/// Every page, the home first, then in the order of their addresses.
pub fn routes(site: &Site) -> Vec<Route<'_>> {
    let mut written: BTreeMap<&Address, &Page> = site.pages.iter().map(|page| (&page.address, page)).collect();
    let mut subjects = vec![Subject::Home, Subject::Forms, Subject::Cities, Subject::SiteMap, Subject::NotFound];
    subjects.extend(site.forms.iter().map(Subject::Form));
    subjects.extend(site.cities.iter().map(Subject::City));
    let mut routes: Vec<Route> =
        subjects.into_iter().map(|subject| Route { subject, written: written.remove(&subject.address()) }).collect();
    routes.extend(written.into_values().map(|page| Route { subject: Subject::Page(page), written: Some(page) }));
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
            Subject::SiteMap => Address::site_map(),
            Subject::NotFound => Address::not_found(),
        }
    }
}

impl<'a> Route<'a> {
    pub fn address(&self) -> Address {
        self.subject.address()
    }

    pub fn title(&self, site: &'a Site) -> &'a str {
        if let Some(page) = self.written {
            return &page.title.value;
        }
        match self.subject {
            Subject::Home => &site.settings.title,
            Subject::Page(page) => &page.title.value,
            Subject::Forms => terms::FORMS,
            Subject::Form(form) => &form.title.zh,
            Subject::Cities => terms::CITIES,
            Subject::City(city) => &city.name,
            Subject::SiteMap => terms::SITE_MAP,
            Subject::NotFound => terms::NOT_FOUND,
        }
    }

    /// What links to the page say: its short title where it has one.
    pub fn label(&self, site: &'a Site) -> &'a str {
        let short = self.written.and_then(|page| page.nav_title.as_deref());
        short.unwrap_or_else(|| if self.is_home() { terms::HOME } else { self.title(site) })
    }

    /// For search engines and link previews.
    pub fn description(&self, site: &'a Site) -> String {
        if let Some(page) = self.written {
            return page.description.value.clone();
        }
        match self.subject {
            Subject::Form(form) => form.purpose.words(),
            Subject::City(city) => format!("{}：{}", city.name, site.settings.description),
            Subject::Home
            | Subject::Page(_)
            | Subject::Forms
            | Subject::Cities
            | Subject::SiteMap
            | Subject::NotFound => site.settings.description.clone(),
        }
    }

    pub fn is_home(&self) -> bool {
        self.subject == Subject::Home
    }

    /// Listed on the site map, for people and for search engines?
    pub fn is_listed(&self) -> bool {
        self.subject != Subject::NotFound
    }
}
