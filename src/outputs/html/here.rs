//! Where a page stands: what every view reads, and how it links to other pages.

use std::collections::BTreeMap;

use serde::Serialize;

use super::glossary::Words;
use super::route::{Pages, Route, Subject};
use crate::model::address::escaped;
use crate::model::{Address, Site};

/// What is known of a file that pages offer to download.
#[derive(Clone, Debug, PartialEq)]
pub struct Download {
    pub address: Address,
    /// Of a preview's files not known.
    pub bytes: Option<usize>,
    pub pages: Option<usize>,
}

/// The site as seen from one page.
pub struct Here<'a> {
    pub site: &'a Site,
    pub downloads: &'a BTreeMap<Address, Download>,
    pub route: Route<'a>,
    pub pages: &'a Pages<'a>,
    /// The words that are explained.
    pub words: &'a Words<'a>,
    address: Address,
}

/// A link as templates print it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    pub label: String,
    pub href: String,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct File {
    pub href: String,
    pub pages: Option<usize>,
    /// With its unit: `86 KB`.
    pub size: Option<String>,
}

impl<'a> Here<'a> {
    pub fn new(
        site: &'a Site,
        pages: &'a Pages<'a>,
        downloads: &'a BTreeMap<Address, Download>,
        words: &'a Words<'a>,
        route: Route<'a>,
    ) -> Here<'a> {
        Here { site, downloads, route, pages, words, address: route.address() }
    }

    /// Every page that is listed, the home first, then in the order of their addresses.
    pub fn listed(&self) -> impl Iterator<Item = &'a Route<'a>> {
        let others = self.pages.values().filter(|route| route.is_listed() && !route.is_home());
        self.at(&Address::home()).into_iter().chain(others)
    }

    /// BCP 47.
    pub fn language(&self) -> &'a str {
        self.route.language(self.site)
    }

    /// Is the page in another language than the site?
    pub fn is_foreign(&self) -> bool {
        self.language() != self.site.settings.language
    }

    /// The page at an address, if there is one.
    pub fn at(&self, address: &Address) -> Option<&'a Route<'a>> {
        self.pages.get(address)
    }

    pub fn address(&self) -> &Address {
        &self.address
    }

    /// What to write in a link to `to`. A server shows the page for what it cannot find at any depth, so
    /// that page's links begin at the root of the host, behind the folders of the base URL where it is known.
    pub fn href(&self, to: &Address) -> String {
        if self.route.subject != Subject::NotFound {
            return escaped(&self.address.link(to));
        }
        let base = self.site.settings.base_url.as_deref().unwrap_or_default();
        let after_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
        let folder = after_scheme.find('/').map_or("", |slash| &after_scheme[slash..]);
        format!("{folder}/{}", to.escaped())
    }

    /// A link to the page at an address, if there is one, by its short title.
    pub fn link(&self, to: &Address) -> Option<Link> {
        let label = self.at(to)?.label(self.site).into_owned();
        Some(Link { label, href: self.href(to) })
    }

    /// The file at an address, if it is made at all.
    pub fn file(&self, address: &Address) -> Option<File> {
        let download = self.downloads.get(address)?;
        Some(File { href: self.href(address), pages: download.pages, size: download.bytes.map(size) })
    }
}

/// A file's size for people: whole kilobytes, megabytes with one place.
fn size(bytes: usize) -> String {
    const KILO: usize = 1024;
    let kilobytes = bytes.div_ceil(KILO);
    if kilobytes < KILO { format!("{kilobytes} KB") } else { format!("{:.1} MB", kilobytes as f64 / KILO as f64) }
}
