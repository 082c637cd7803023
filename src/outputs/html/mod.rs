//! The website: pages from the model through typed views and the project's templates.
//!
//! 1. [`Templates::parse`] reads `templates/**/*.html` and reports every broken one.
//! 2. [`routes`] lists every page there is.
//! 3. [`Website::page`] makes what a page says ([`view`]); its key tells whether it is as it was, and [`WebPage::html`]
//!    renders its template. Views decide and hold
//!    no markup but that of running text ([`markdown`]) and drawings ([`chart`], [`diagram`]);
//!    templates print and decide nothing.
mod about;
mod body;
mod bring;
mod chart;
mod criteria;
mod data;
mod day;
mod diagram;
mod drawn;
mod facet;
mod feed;
mod glossary;
mod guide;
mod here;
mod lists;
mod markdown;
mod measures;
mod offers;
mod office;
mod paper;
mod part;
mod pictogram;
mod piece;
mod questionnaire;
mod reference;
mod route;
mod script;
mod search;
mod template;
mod timeline;
mod view;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place};
use crate::digest::digest;
use crate::markup::escape;
use crate::model::{Address, IssuedProgramme, Site};
use crate::wording::output;
use here::{Here, Shared};

pub use here::Download;
pub use route::{Route, Subject, routes};
pub use search::{Index as SearchIndex, asked as search_terms};
pub use template::{PARTS, TEMPLATES, Templates};
pub use view::{Compared, Kind, View};

/// Everything pages are made of.
pub struct Website<'a> {
    shared: Shared<'a>,
    templates: &'a Templates,
    /// What tells these contents from others, as the site map says it.
    edition: &'a str,
    compared: Option<Compared>,
}

/// A page before it is rendered.
pub struct WebPage<'w> {
    templates: &'w Templates,
    address: Address,
    pub template: &'static str,
    /// What tells it from others.
    pub view: View<'w>,
}

/// All that a page's template may print.
#[derive(Serialize)]
pub struct Printed<'p> {
    #[serde(flatten)]
    view: &'p View<'p>,
    #[serde(flatten)]
    asked: Option<view::Printed>,
}

impl<'a> Website<'a> {
    /// `offices` have issued their forms already; what they have not is issued where a page needs it.
    pub fn new(
        site: &'a Site,
        offices: &'a [IssuedProgramme],
        templates: &'a Templates,
        downloads: &'a BTreeMap<Address, Download>,
        edition: &'a str,
    ) -> Website<'a> {
        Website { shared: Shared::new(site, offices, downloads), templates, edition, compared: None }
    }

    /// The same, which can say how much of it was compared.
    pub fn proven(self, compared: Compared) -> Website<'a> {
        Website { compared: Some(compared), ..self }
    }

    /// Every page there is, in the order of their addresses.
    pub fn routes(&self) -> impl Iterator<Item = &Route<'a>> {
        self.shared.pages.values()
    }

    /// A page as it would be rendered.
    pub fn page(&self, route: &Route<'a>) -> WebPage<'_> {
        let here = Here::new(&self.shared, *route);
        let (template, view) = match route.subject {
            Subject::Home => ("home.html", View::Home(view::Home::new(&here))),
            Subject::Page(_) => ("content.html", View::Content(view::Content::new(&here))),
            Subject::Forms => ("forms.html", View::Forms(view::Forms::new(&here))),
            Subject::Form(form) => ("form.html", View::Form(view::Form::new(&here, &here.issued(form, None)))),
            Subject::Cities => ("cities.html", View::Cities(view::Cities::new(&here))),
            Subject::City(city) => ("city.html", View::City(view::City::new(&here, city))),
            Subject::CityForm(city, form) => {
                let form = here.issued(form, Some(city)).on_page();
                ("city-form.html", View::CityForm(view::CityForm::new(&here, city, &form)))
            }
            Subject::Offers(city) => ("offers.html", View::Offers(view::Offers::new(&here, city))),
            Subject::Decisions => ("decisions.html", View::Decisions(view::Decisions::new(&here))),
            Subject::Proof => ("proof.html", View::Proof(view::Proof::new(&here, self.compared.as_ref()))),
            Subject::Trace => ("trace.html", View::Trace(view::Trace::new(&here))),
            Subject::Measures => ("measures.html", View::Measures(view::Measures::new(&here, None))),
            Subject::MeasuresOf(facet) => ("measures.html", View::Measures(view::Measures::new(&here, Some(&facet)))),
            Subject::Search => ("search.html", View::Search(view::Search::new(&here))),
            Subject::Moved { from: _, to } => ("moved.html", View::Moved(view::Moved::new(&here, to))),
            Subject::SiteMap => ("site-map.html", View::SiteMap(view::SiteMap::new(&here, self.edition))),
            Subject::NotFound => ("not-found.html", View::Content(view::Content::new(&here))),
        };
        WebPage { templates: self.templates, address: route.address(), template, view }
    }

    /// The site map for search engines (sitemaps.org 0.9), where the base URL is known.
    pub fn sitemap_xml(&self) -> Option<Vec<u8>> {
        let base = self.shared.site.settings.base_url.as_deref()?;
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for route in self.shared.pages.values().filter(|route| route.is_listed()) {
            let changed = route.written.and_then(|page| page.updated).unwrap_or(self.shared.site.settings.as_of);
            let url = escape(&route.address().url(base));
            xml.push_str(&format!("<url><loc>{url}</loc><lastmod>{changed}</lastmod></url>\n"));
        }
        xml.push_str("</urlset>\n");
        Some(xml.into_bytes())
    }

    /// The news for feed readers, where the base URL is known and there is news.
    pub fn feed(&self) -> Option<Vec<u8>> {
        feed::feed(self.shared.site)
    }

    /// What the search looks through, by what is known of each page.
    pub fn search_index(&self, words: &[&str]) -> SearchIndex {
        SearchIndex::new(&self.shared.site.facts.glossary, words)
    }

    /// What the search knows of a page, from its HTML; `None` of a page it does not find.
    pub fn words(&self, route: &Route<'a>, html: &str) -> Option<String> {
        let address = route.address();
        let mut above: Vec<String> = route::ancestors(&self.shared.pages, &address)
            .iter()
            .skip(1)
            .filter_map(|address| Some(self.shared.pages.get(address)?.label(self.shared.site).into_owned()))
            .collect();
        above.truncate(3);
        let entry = || search::Entry {
            address: address.as_str().to_owned(),
            title: route.title(self.shared.site).into_owned(),
            above,
            also: route.also(),
            group: matches!(route.subject, Subject::City(_) | Subject::Offers(_))
                .then(|| Address::cities().to_string()),
            // Lists of what stands on other pages are found by their names.
            parts: if route.is_list() { Vec::new() } else { search::parts(html) },
            ..search::Entry::default()
        };
        route.is_searched().then(|| entry().words())
    }

    /// Everything may be read; the site map is named where there is one (RFC 9309).
    pub fn robots(&self) -> Vec<u8> {
        let sitemap = match &self.shared.site.settings.base_url {
            Some(base) => format!("\nSitemap: {}\n", Address::sitemap().url(base)),
            None => String::new(),
        };
        format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
    }
}

impl WebPage<'_> {
    /// What tells the page from others: the digest of what the template may print, and of the template with what it needs. Two
    /// with one key have the same HTML, and the search knows the same of them.
    pub fn key(&self) -> [u8; 32] {
        let parts = self.view.asked().map(|_| self.templates.digest(PARTS));
        digest(&(self.templates.digest(self.template), parts, &self.view))
    }

    /// The page's HTML.
    ///
    /// # Errors
    /// The template asks for what is not there.
    pub fn html(&self) -> Result<String, Diagnostic> {
        let printed = self.printed()?;
        self.templates.render(self.template, &printed).map_err(|fault| self.failed(fault))
    }

    /// All that the template may print.
    ///
    /// # Errors
    /// As [`WebPage::html`], of the parts of a form.
    pub fn printed(&self) -> Result<Printed<'_>, Diagnostic> {
        let printed = |asked: &view::Asked| {
            let parts = self.view.explained();
            asked.questionnaire(self.templates).map(|questionnaire| view::Printed { questionnaire, parts })
        };
        let asked = self.view.asked().map(printed).transpose().map_err(|fault| self.failed(fault))?;
        Ok(Printed { view: &self.view, asked })
    }

    /// What the template of a form's parts may print.
    pub fn to_fill(&self) -> Option<view::ToFill> {
        self.view.asked().map(view::Asked::to_fill)
    }

    fn failed(&self, (place, problem): (Place, String)) -> Diagnostic {
        Diagnostic { place, ..Diagnostic::error(&output::TEMPLATE_FAILED, "") }
            .with("page", &self.address)
            .with("problem", problem)
    }
}
