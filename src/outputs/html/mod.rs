//! The website: pages made from the model through typed views and the project's templates.
//!
//! - In: the site, issued forms, the project's templates.
//! - Out: the HTML of each page, the feed, the site map, the index of the search.
//! - May not know: laid-out pages, other outputs, the disk. `template` alone names tera.
//!
//! 1. [`Templates::parse`] reads `templates/**/*.html` and reports every broken one.
//! 2. [`routes`] lists all pages of the site.
//! 3. [`Website::page`] makes the view of a page ([`view`]). The key of the page shows whether the page changed, and
//!    [`WebPage::html`] renders its template.
//!
//! Views decide, and hold no markup but that of running text ([`page_text`]) and drawings ([`chart`], [`diagram`]);
//! templates print and decide nothing.
mod accessibility_criteria;
mod body;
mod bring_list;
mod chart;
mod date;
mod diagram;
mod downloads;
mod facet;
mod feed;
mod figures;
mod form_data;
mod form_sections;
mod glossary;
mod guide;
mod measures;
mod office;
mod page_context;
mod page_info;
mod page_lists;
mod page_references;
mod page_text;
mod pictogram;
mod piece;
mod publicity;
mod questionnaire;
mod questionnaire_body;
mod route;
mod search;
mod template;
mod timeline;
mod view;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Location};
use crate::digest::digest;
use crate::markup::escape;
use crate::model::{Address, IssuedProgramme, Site};
use crate::wording::{message, output};
use page_context::{PageContext, SiteContext};

pub use page_context::Download;
pub use route::Route;
pub(crate) use route::{PageSubject, routes};
pub use search::{SearchIndex, search_terms};
pub use template::{PARTS_TEMPLATE, TEMPLATES, Templates};
pub(crate) use view::PageView;
pub use view::{ParityKindView, ParitySummaryView};

/// The site with its templates and downloads: everything that pages are made from.
pub struct Website<'a> {
    context: SiteContext<'a>,
    templates: &'a Templates,
    /// The identifier of this state of the contents, as the site map prints it.
    edition: &'a str,
    /// The counts for the page about parity; `None` in a preview, which compares nothing.
    parity: Option<ParitySummaryView>,
}

/// A page before it is rendered: its address, its template and its view.
pub struct WebPage<'w> {
    templates: &'w Templates,
    address: Address,
    pub template: &'static str,
    /// The data of the page; part of [`WebPage::key`].
    pub(crate) view: PageView<'w>,
}

/// The variables that a page's template may print.
#[derive(Serialize)]
pub struct TemplateContext<'p> {
    #[serde(flatten)]
    view: &'p PageView<'p>,
    #[serde(flatten)]
    form_content: Option<view::FormContentView>,
}

impl<'a> Website<'a> {
    /// `offices` holds the forms that are issued already; other forms are issued where a page needs them.
    pub fn new(
        site: &'a Site,
        offices: &'a [IssuedProgramme],
        templates: &'a Templates,
        downloads: &'a BTreeMap<Address, Download>,
        edition: &'a str,
    ) -> Website<'a> {
        Website { context: SiteContext::new(site, offices, downloads), templates, edition, parity: None }
    }

    /// The same website, with the counts of the comparison that the page about parity prints.
    pub fn with_parity(self, compared: ParitySummaryView) -> Website<'a> {
        Website { parity: Some(compared), ..self }
    }

    /// All pages, in the order of their addresses.
    pub fn routes(&self) -> impl Iterator<Item = &Route<'a>> {
        self.context.routes.values()
    }

    /// A page with its view, not yet rendered.
    pub fn page(&self, route: &Route<'a>) -> WebPage<'_> {
        let context = PageContext::new(&self.context, *route);
        let (template, view) = match route.subject {
            PageSubject::Home => ("home.html", PageView::Home(view::HomePageView::new(&context))),
            PageSubject::Page(_) => ("content.html", PageView::Content(view::ContentPageView::new(&context))),
            PageSubject::Forms => ("forms.html", PageView::Forms(view::FormsPageView::new(&context))),
            PageSubject::Form(form) => {
                ("form.html", PageView::Form(view::FormPageView::new(&context, &context.issued_form(form, None))))
            }
            PageSubject::Cities => ("cities.html", PageView::Cities(view::CitiesPageView::new(&context))),
            PageSubject::City(city) => ("city.html", PageView::City(view::CityPageView::new(&context, city))),
            PageSubject::CityForm(city, form) => {
                let form = context.issued_form(form, Some(city)).on_page();
                ("city-form.html", PageView::CityForm(view::CityFormPageView::new(&context, city, &form)))
            }
            PageSubject::Offers(city) => ("offers.html", PageView::Offers(view::OffersPageView::new(&context, city))),
            PageSubject::Decisions => ("decisions.html", PageView::Decisions(view::DecisionsPageView::new(&context))),
            PageSubject::Proof => {
                ("proof.html", PageView::Proof(view::ParityPageView::new(&context, self.parity.as_ref())))
            }
            PageSubject::Trace => ("trace.html", PageView::Trace(view::TracePageView::new(&context))),
            PageSubject::Measures => ("measures.html", PageView::Measures(view::MeasuresPageView::new(&context, None))),
            PageSubject::MeasuresOf(facet) => {
                ("measures.html", PageView::Measures(view::MeasuresPageView::new(&context, Some(&facet))))
            }
            PageSubject::Search => ("search.html", PageView::Search(view::SearchPageView::new(&context))),
            PageSubject::Moved { from: _, to } => {
                ("moved.html", PageView::Moved(view::MovedPageView::new(&context, to)))
            }
            PageSubject::SiteMap => {
                ("site-map.html", PageView::SiteMap(view::SiteMapPageView::new(&context, self.edition)))
            }
            PageSubject::NotFound => ("not-found.html", PageView::Content(view::ContentPageView::new(&context))),
        };
        WebPage { templates: self.templates, address: route.address(), template, view }
    }

    /// The site map for search engines (sitemaps.org 0.9); `None` where no base URL is set.
    pub fn sitemap_xml(&self) -> Option<Vec<u8>> {
        let base = self.context.site.settings.base_url.as_deref()?;
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for route in self.context.routes.values().filter(|route| route.is_listed()) {
            let changed = route.written_page.and_then(|page| page.updated).unwrap_or(self.context.site.settings.as_of);
            let url = escape(&route.address().url(base));
            xml.push_str(&format!("<url><loc>{url}</loc><lastmod>{changed}</lastmod></url>\n"));
        }
        xml.push_str("</urlset>\n");
        Some(xml.into_bytes())
    }

    /// The news for feed readers; `None` where no base URL is set or there is no news.
    pub fn feed(&self) -> Option<Vec<u8>> {
        feed::feed(self.context.site)
    }

    /// The index of the search, made from the entries that [`Website::search_entry`] made of the pages.
    pub fn search_index(&self, entries: &[&str]) -> SearchIndex {
        SearchIndex::new(&self.context.site.facts.glossary, entries)
    }

    /// The entry of a page for the search, made from its HTML; `None` for a page that the search does not find.
    pub fn search_entry(&self, route: &Route<'a>, html: &str) -> Option<String> {
        let address = route.address();
        let mut above: Vec<String> = route::ancestors(&self.context.routes, &address)
            .iter()
            .skip(1)
            .filter_map(|address| Some(self.context.routes.get(address)?.label(self.context.site).into_owned()))
            .collect();
        above.truncate(3);
        let entry = || search::SearchEntry {
            address: address.as_str().to_owned(),
            title: route.title(self.context.site).into_owned(),
            above,
            also: route.search_aliases(),
            group: matches!(route.subject, PageSubject::City(_) | PageSubject::Offers(_))
                .then(|| Address::cities().to_string()),
            // Lists of what other pages contain are found by their names.
            parts: if route.is_page_list() { Vec::new() } else { search::search_sections(html) },
            ..search::SearchEntry::default()
        };
        route.is_searchable().then(|| entry().to_json())
    }

    /// `robots.txt` (RFC 9309): all pages may be read; the site map is named where a base URL is set.
    pub fn robots(&self) -> Vec<u8> {
        let sitemap = match &self.context.site.settings.base_url {
            Some(base) => format!("\nSitemap: {}\n", Address::sitemap().url(base)),
            None => String::new(),
        };
        format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
    }
}

impl WebPage<'_> {
    /// The key of the page: a digest of its view, of its template and of all that the template needs. Two pages with
    /// one key have the same HTML and the same search entry.
    pub fn key(&self) -> [u8; 32] {
        let parts = self.view.form_content().map(|_| self.templates.digest(PARTS_TEMPLATE));
        digest(&(self.templates.digest(self.template), parts, &self.view))
    }

    /// The page's HTML.
    ///
    /// # Errors
    /// The template names a value that does not exist.
    pub fn html(&self) -> Result<String, Diagnostic> {
        let variables = self.template_context()?;
        self.templates.render(self.template, &variables).map_err(|failure| self.render_failure(failure))
    }

    /// The variables that the page's template may print.
    ///
    /// # Errors
    /// As [`WebPage::html`], for the parts of a form.
    pub fn template_context(&self) -> Result<TemplateContext<'_>, Diagnostic> {
        let content_view = |form_content: &view::DeferredForm| {
            let parts = self.view.guide_sections();
            form_content
                .questionnaire(self.templates)
                .map(|questionnaire| view::FormContentView { questionnaire, parts })
        };
        let form_content =
            self.view.form_content().map(content_view).transpose().map_err(|failure| self.render_failure(failure))?;
        Ok(TemplateContext { view: &self.view, form_content })
    }

    /// The variables of the template of a form's parts; `None` on a page without a form.
    pub fn questionnaire_sections(&self) -> Option<view::QuestionnaireSectionsView> {
        self.view.form_content().map(view::DeferredForm::questionnaire_sections)
    }

    fn render_failure(&self, (place, problem): (Location, String)) -> Diagnostic {
        Diagnostic::new(message!(output::TEMPLATE_FAILED, page = &self.address, problem), place)
    }
}
