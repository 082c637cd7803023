//! What every page has around its contents.

use serde::Serialize;

use crate::model::{Address, terms};
use crate::outputs::html::Route;
use crate::outputs::html::here::{Here, Link};
use crate::outputs::html::route::routes;

#[derive(Debug, PartialEq, Serialize)]
pub struct Frame {
    /// BCP 47, for `lang` (WCAG 3.1.1).
    pub language: String,
    /// The same with `_`, for Open Graph.
    pub locale: String,
    pub title: String,
    pub description: String,
    /// The public address, where a base URL is known.
    pub canonical: Option<String>,
    pub stylesheet: String,
    pub icon: String,
    pub site: Link,
    pub programme: String,
    pub is_home: bool,
    pub navigation: Vec<Tab>,
    /// The pages this one hangs below, the home first; empty on the home page.
    pub crumbs: Vec<Link>,
    pub notice: String,
    pub as_of: String,
    pub organiser: Option<String>,
    pub site_map: Link,
    pub accessibility: Option<Link>,
}

/// An entry of the main navigation.
#[derive(Debug, PartialEq, Serialize)]
pub struct Tab {
    pub label: String,
    pub href: String,
    /// `aria-current`: `page` on the page itself, `true` below it (WAI-ARIA 1.2, 6.6).
    pub current: Option<&'static str>,
}

/// The page that the footer links as the accessibility statement, if there is one.
const ACCESSIBILITY: &str = "accessibility.md";

impl Frame {
    pub fn new(here: &Here) -> Frame {
        let settings = &here.site.settings;
        let all = routes(here.site);
        let at = |address: &Address| all.iter().find(|route| route.address() == *address);
        let ancestors = ancestors(here, &all);
        let navigation = settings.navigation.iter().filter_map(|path| at(&Address::page(&path.value))).map(|route| {
            let Link { label, href } = here.link(route);
            let current = if *route == here.route {
                Some("page")
            } else if ancestors.contains(route) && !matches!(route, Route::Home(_)) {
                Some("true")
            } else {
                None
            };
            Tab { label, href, current }
        });
        Frame {
            language: settings.language.clone(),
            locale: settings.language.replace('-', "_"),
            title: here.route.title(here.site).to_owned(),
            description: here.route.description(here.site),
            canonical: settings
                .base_url
                .as_deref()
                .filter(|_| here.route.is_listed())
                .map(|base| here.address().url(base)),
            stylesheet: here.href(&Address::stylesheet()),
            icon: here.href(&Address::icon()),
            site: Link { label: settings.title.clone(), href: here.href(&Address::home()) },
            programme: settings.programme.clone(),
            is_home: matches!(here.route, Route::Home(_)),
            navigation: navigation.collect(),
            crumbs: ancestors.iter().map(|route| here.link(route)).collect(),
            notice: settings.notice.clone(),
            as_of: terms::day(settings.as_of),
            organiser: settings.organiser.clone(),
            site_map: here.link(&Route::SiteMap),
            accessibility: here.site.page(ACCESSIBILITY).map(|page| here.link(&Route::Content(page))),
        }
    }
}

/// The pages above this one that exist, the home first.
fn ancestors<'a>(here: &Here<'a>, all: &[Route<'a>]) -> Vec<Route<'a>> {
    let mut ancestors = Vec::new();
    let mut address = here.address().parent();
    while let Some(parent) = address {
        ancestors.extend(all.iter().find(|route| route.address() == parent));
        address = parent.parent();
    }
    ancestors.reverse();
    ancestors
}
