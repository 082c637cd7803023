//! What every page has around its contents.

use serde::Serialize;

use crate::model::{Address, terms};
use crate::outputs::html::here::{Here, Link};

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
    /// What links to the project's own styles and scripts begin with.
    pub assets: String,
    pub site: Link,
    pub programme: String,
    pub is_home: bool,
    pub navigation: Vec<Tab>,
    /// The pages this one hangs below, the home first; empty on the home page.
    pub crumbs: Vec<Link>,
    pub notice: String,
    pub as_of: String,
    pub organiser: Option<String>,
    pub site_map: Option<Link>,
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
        let ancestors = ancestors(here);
        let navigation = settings.navigation.iter().map(|path| Address::page(&path.value)).filter_map(|address| {
            let Link { label, href } = here.link(&address)?;
            let current = if address == *here.address() {
                Some("page")
            } else if ancestors.contains(&address) && address != Address::home() {
                Some("true")
            } else {
                None
            };
            Some(Tab { label, href, current })
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
            assets: here.href(&Address::asset("")),
            site: Link { label: settings.title.clone(), href: here.href(&Address::home()) },
            programme: settings.programme.clone(),
            is_home: here.route.is_home(),
            navigation: navigation.collect(),
            crumbs: ancestors.iter().filter_map(|address| here.link(address)).collect(),
            notice: settings.notice.clone(),
            as_of: terms::day(settings.as_of),
            organiser: settings.organiser.clone(),
            site_map: here.link(&Address::site_map()),
            accessibility: here.link(&Address::page(ACCESSIBILITY)),
        }
    }
}

/// The pages above this one that exist, the home first.
fn ancestors(here: &Here) -> Vec<Address> {
    let mut ancestors: Vec<Address> = std::iter::successors(here.address().parent(), Address::parent).collect();
    ancestors.retain(|address| here.at(address).is_some());
    ancestors.reverse();
    ancestors
}
