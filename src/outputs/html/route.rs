//! Every page there is, what it is called, and where it stands.
//!
//! Pages are written (`content/**/*.md`) or made from the data (forms, cities, the site map, 404). A
//! written page at the address of a made one stands before what is made there.

use crate::model::form::Form;
use crate::model::office::City;
use crate::model::page::Page;
use crate::model::{Address, Site, terms};

/// One page of the site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Route<'a> {
    Home(Option<&'a Page>),
    Content(&'a Page),
    Forms,
    Form(&'a Form),
    Cities,
    City(&'a City),
    SiteMap,
    NotFound,
}

/// Every page, the home first, then in the order of their addresses.
pub fn routes(site: &Site) -> Vec<Route<'_>> {
    let mut made =
        vec![Route::Home(site.page("index.md")), Route::Forms, Route::Cities, Route::SiteMap, Route::NotFound];
    made.extend(site.forms.iter().map(Route::Form));
    made.extend(site.cities.iter().map(Route::City));
    let taken: Vec<Address> = made.iter().map(Route::address).collect();
    made.extend(site.pages.iter().filter(|page| !taken.contains(&page.address)).map(Route::Content));
    made[1..].sort_by_cached_key(Route::address);
    made
}

impl<'a> Route<'a> {
    pub fn address(&self) -> Address {
        match self {
            Route::Home(_) => Address::home(),
            Route::Content(page) => page.address.clone(),
            Route::Forms => Address::forms(),
            Route::Form(form) => Address::form(&form.id),
            Route::Cities => Address::cities(),
            Route::City(city) => Address::city(&city.id),
            Route::SiteMap => Address::site_map(),
            Route::NotFound => Address::not_found(),
        }
    }

    /// The page that was written for this address, if any.
    pub fn written(&self, site: &'a Site) -> Option<&'a Page> {
        match self {
            Route::Home(page) => *page,
            Route::Content(page) => Some(page),
            Route::Forms | Route::Form(_) | Route::Cities | Route::City(_) | Route::SiteMap | Route::NotFound => {
                let address = self.address();
                site.pages.iter().find(|page| page.address == address)
            }
        }
    }

    pub fn title(&self, site: &'a Site) -> &'a str {
        if let Some(page) = self.written(site) {
            return &page.title.value;
        }
        match self {
            Route::Home(_) => &site.settings.title,
            Route::Content(page) => &page.title.value,
            Route::Forms => terms::FORMS,
            Route::Form(form) => &form.title.zh,
            Route::Cities => terms::CITIES,
            Route::City(city) => &city.name,
            Route::SiteMap => terms::SITE_MAP,
            Route::NotFound => terms::NOT_FOUND,
        }
    }

    /// What links to the page say: its short title where it has one.
    pub fn label(&self, site: &'a Site) -> &'a str {
        let short = self.written(site).and_then(|page| page.nav_title.as_deref());
        match self {
            Route::Home(_) => short.unwrap_or(terms::HOME),
            Route::Content(_)
            | Route::Forms
            | Route::Form(_)
            | Route::Cities
            | Route::City(_)
            | Route::SiteMap
            | Route::NotFound => short.unwrap_or_else(|| self.title(site)),
        }
    }

    /// For search engines and link previews.
    pub fn description(&self, site: &'a Site) -> String {
        if let Some(page) = self.written(site) {
            return page.description.value.clone();
        }
        match self {
            Route::Form(form) => form.purpose.words(),
            Route::City(city) => format!("{}：{}", city.name, site.settings.description),
            Route::Home(_) | Route::Content(_) | Route::Forms | Route::Cities | Route::SiteMap | Route::NotFound => {
                site.settings.description.clone()
            }
        }
    }

    /// Listed on the site map, for people and for search engines?
    pub fn is_listed(&self) -> bool {
        !matches!(self, Route::NotFound)
    }
}
