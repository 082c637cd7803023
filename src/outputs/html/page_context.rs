//! The context of a page: the data that every view reads, and the links from this page to others.

use std::collections::BTreeMap;
use std::ops::Deref;

use serde::Serialize;

use super::glossary::TermFinder;
use super::page_references::PageReferences;
use super::questionnaire_body::QuestionnaireBody;
use super::route::{PageSubject, Route, RouteMap, ancestors, routes};
use crate::cache::Cache;
use crate::model::address::escaped;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::number::Notation;
use crate::model::office::{City, Office};
use crate::model::page::Page;
use crate::model::{Address, IssuedForm, IssuedProgramme, Site, issue};

/// A file that pages offer to download.
#[derive(Clone, Debug, PartialEq)]
pub struct Download {
    pub address: Address,
    /// The size; `None` in a preview.
    pub bytes: Option<usize>,
    pub pages: Option<usize>,
    /// The page, 1-based, on which each item and article begins, by its anchor; only for the blank sheets of the
    /// generic office.
    pub anchor_pages: BTreeMap<String, usize>,
}

/// The data that all pages are made from.
pub(crate) struct SiteContext<'a> {
    pub(crate) site: &'a Site,
    /// The files by address; a page offers only files of this map.
    pub(crate) downloads: &'a BTreeMap<Address, Download>,
    pub(crate) routes: RouteMap<'a>,
    /// Finds the terms that pages explain.
    pub(crate) term_finder: TermFinder<'a>,
    pub(crate) references: PageReferences<'a>,
    /// The rendered forms by the digest of the office's contents.
    pub(crate) questionnaire_bodies: Cache<QuestionnaireBody>,
    offices: BTreeMap<Option<&'a Name>, &'a IssuedProgramme>,
}

/// The site, and the one page that links start from.
#[derive(Clone)]
pub(crate) struct PageContext<'a> {
    site_context: &'a SiteContext<'a>,
    pub(crate) route: Route<'a>,
    address: Address,
}

/// A link, as templates print it.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub(crate) struct LinkView {
    pub(crate) label: String,
    pub(crate) href: String,
}

/// A link to a file, with the number of its pages and its size.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FileView {
    pub(crate) href: String,
    pub(crate) pages: Option<usize>,
    /// The size with its unit: `86 KB`.
    pub(crate) size: Option<String>,
}

impl<'a> SiteContext<'a> {
    /// `offices` holds the issued forms of the generic office and of each city of the site.
    pub(crate) fn new(
        site: &'a Site,
        offices: &'a [IssuedProgramme],
        downloads: &'a BTreeMap<Address, Download>,
    ) -> SiteContext<'a> {
        SiteContext {
            site,
            downloads,
            routes: routes(site).into_iter().map(|route| (route.address(), route)).collect(),
            term_finder: TermFinder::new(site),
            references: PageReferences::new(site),
            questionnaire_bodies: Cache::new(64),
            offices: offices.iter().map(|office| (office.city(), office)).collect(),
        }
    }

    /// A form as the office of a city issues it, or as the generic office does.
    pub(crate) fn issued_form(&self, form: &Form, city: Option<&City>) -> IssuedForm {
        let office = self.offices.get(&city.map(|city| &city.id));
        let issued = office.and_then(|office| office.form(&form.id));
        issued.map_or_else(|| issue(self.site, form, city), IssuedForm::clone)
    }
}

impl<'a> Deref for PageContext<'a> {
    type Target = SiteContext<'a>;

    fn deref(&self) -> &SiteContext<'a> {
        self.site_context
    }
}

impl<'a> PageContext<'a> {
    pub(crate) fn new(site_context: &'a SiteContext<'a>, route: Route<'a>) -> PageContext<'a> {
        PageContext { site_context, route, address: route.address() }
    }

    /// All listed pages, the home page first, then in the order of their addresses.
    pub(crate) fn listed_routes(&self) -> impl Iterator<Item = &'a Route<'a>> {
        let others = self.site_context.routes.values().filter(|route| route.is_listed() && !route.is_home());
        self.route_at(&Address::home()).into_iter().chain(others)
    }

    /// The language tag of the page (BCP 47).
    pub(crate) fn language(&self) -> &'a str {
        self.route.language(self.site)
    }

    /// Is the page in another language than the site?
    pub(crate) fn is_foreign(&self) -> bool {
        self.language() != self.site.settings.language
    }

    /// The notation of a figure in the page's running text. A figure with its unit is quoted from the data, in the
    /// site's language.
    pub(crate) fn notation(&self, unit: bool) -> Notation {
        match self.language() {
            _ if unit || !self.is_foreign() => Notation::Short,
            tag if tag.starts_with("en") => Notation::English,
            _ => Notation::Grouped,
        }
    }

    /// The page that names the document this page is about. A page made from data is about the document of the nearest
    /// page above it.
    pub(crate) fn document_page(&self) -> Option<&'a Page> {
        let has_document = |page: &&Page| page.document.is_some();
        let written_page = self.route.written_page.filter(has_document);
        if !matches!(
            self.route.subject,
            PageSubject::Form(_) | PageSubject::City(_) | PageSubject::CityForm(..) | PageSubject::MeasuresOf(_)
        ) {
            return written_page;
        }
        let above = || ancestors(&self.routes, self.address());
        written_page
            .or_else(|| above().iter().rev().find_map(|above| self.route_at(above)?.written_page.filter(has_document)))
    }

    /// Is the page about sources, so that sources are printed beside each figure?
    pub(crate) fn shows_sources(&self) -> bool {
        self.route.written_page.is_some_and(|page| page.sources)
    }

    /// The office of the city that the page is about; empty for all other pages.
    pub(crate) fn office(&self) -> Office {
        match self.route.subject {
            PageSubject::City(city) | PageSubject::CityForm(city, _) | PageSubject::Offers(city) => city.office.clone(),
            _ => Office::default(),
        }
    }

    /// The page at an address; `None` where there is none.
    pub(crate) fn route_at(&self, address: &Address) -> Option<&'a Route<'a>> {
        self.site_context.routes.get(address)
    }

    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    /// The `href` of a link to `to`. A server shows the page for unknown addresses at any depth, so that page's links
    /// begin at the root of the host, behind the folders of the base URL where it is known.
    pub(crate) fn href(&self, to: &Address) -> String {
        if self.route.subject != PageSubject::NotFound {
            return escaped(&self.address.link(to));
        }
        let base = self.site.settings.base_url.as_deref().unwrap_or_default();
        let after_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
        let folder = after_scheme.find('/').map_or("", |slash| &after_scheme[slash..]);
        format!("{folder}/{}", to.escaped())
    }

    /// The prefix of links from this page to addresses that are written from the root of the output.
    pub(crate) fn root_href(&self) -> String {
        let mut home = self.href(&Address::home());
        home.truncate(home.len() - Address::home().as_str().len());
        home
    }

    /// A link to the page at an address, with its short title; `None` where there is no page.
    pub(crate) fn link(&self, to: &Address) -> Option<LinkView> {
        let label = self.route_at(to)?.label(self.site).into_owned();
        Some(LinkView { label, href: self.href(to) })
    }

    /// The file at an address; `None` where it is not made.
    pub(crate) fn file(&self, address: &Address) -> Option<FileView> {
        let download = self.downloads.get(address)?;
        Some(FileView {
            href: self.href(&download.address),
            pages: download.pages,
            size: download.bytes.map(size_text),
        })
    }
}

/// The size of a file in words: whole kilobytes, megabytes with one decimal place.
fn size_text(bytes: usize) -> String {
    const KILO: usize = 1024;
    let kilobytes = bytes.div_ceil(KILO);
    if kilobytes < KILO { format!("{kilobytes} KB") } else { format!("{:.1} MB", kilobytes as f64 / KILO as f64) }
}
