//! The website: pages from the model through typed views and the project's templates.
//!
//! 1. [`Templates::parse`] reads `templates/**/*.html` and reports every broken one.
//! 2. [`routes`] lists every page there is.
//! 3. [`Website::page`] makes a page's view ([`view`]) and renders its template. Views decide and hold
//!    no markup but that of running text ([`markdown`]) and drawings ([`chart`], [`diagram`]);
//!    templates print and decide nothing.
//!
//! This file alone names tera.

mod body;
mod bring;
mod chart;
mod criteria;
mod data;
mod day;
mod diagram;
mod facet;
mod feed;
mod glossary;
mod guide;
mod here;
mod lists;
mod markdown;
mod measures;
mod offers;
mod part;
mod piece;
mod questionnaire;
mod route;
mod search;
mod timeline;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Checked, Diagnostic};
use crate::markup::escape;
use crate::model::source_path::{SourceKind, SourcePath};
use crate::model::{Address, Site, issue};
use crate::source::{SourceId, Sources, Span};
use crate::wording::output;
use glossary::Words;
use here::Here;
use route::Pages;

pub use here::Download;
pub use route::{Route, Subject, routes};
pub use search::index as search_index;
pub use view::{Compared, Kind, View};

/// The templates pages are rendered with, by their paths below `templates/`; what else there is, they include.
pub const TEMPLATES: [&str; 15] = [
    "home.html",
    "content.html",
    "decisions.html",
    "proof.html",
    "forms.html",
    "form.html",
    "cities.html",
    "city.html",
    "city-form.html",
    "offers.html",
    "measures.html",
    "moved.html",
    "search.html",
    "site-map.html",
    "not-found.html",
];

/// The project's templates, parsed.
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<String, SourceId>,
}

impl Templates {
    /// Parses the templates; each broken one is a diagnostic with its place.
    pub fn parse(sources: &Sources, templates: &[SourceId]) -> Checked<Templates> {
        let name = |id: SourceId| match SourceKind::of(&sources.get(id).path) {
            SourceKind::Template(name) => name,
            _ => &sources.get(id).path,
        };
        let mut parsed = Templates {
            tera: Tera::default(),
            sources: templates.iter().map(|&id| (name(id).to_owned(), id)).collect(),
        };
        let mut diagnostics: Vec<Diagnostic> =
            TEMPLATES.iter().filter(|name| !parsed.sources.contains_key(**name)).map(|name| missing(name)).collect();
        for &id in templates {
            // Each alone first: together, the first that cannot be read hides the others.
            let alone = Tera::default().add_raw_template(name(id), &sources.get(id).text);
            if let Err(error) = alone
                && let ErrorKind::SyntaxError(_) = error.kind()
            {
                diagnostics.extend(parsed.broken(sources, &error));
            }
        }
        if diagnostics.is_empty() {
            let all = templates.iter().map(|&id| (name(id), sources.get(id).text.as_str()));
            if let Err(error) = parsed.tera.add_raw_templates(all) {
                diagnostics.extend(parsed.broken(sources, &error));
            }
        }
        Checked { value: parsed, diagnostics }
    }

    fn render(&self, template: &str, view: &impl Serialize) -> tera::TeraResult<String> {
        self.tera.render(template, &Context::from_serialize(view)?)
    }

    /// What tera says of templates it cannot read, with the places it names.
    fn broken(&self, sources: &Sources, error: &tera::Error) -> Vec<Diagnostic> {
        let diagnostic = |place: crate::diagnostic::Place, problem: &str| {
            Diagnostic { place, ..Diagnostic::error(&output::TEMPLATE_BROKEN, "") }.with("problem", problem)
        };
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                vec![diagnostic(self.place(report.filename(), report.span().range.clone()), report.message())]
            }
            // Unknown names over all files come as one text: a report each, two lines of which are read.
            ErrorKind::Msg(reports) if reports.starts_with("error: ") => reports
                .split("\n\n")
                .filter_map(|report| {
                    let mut lines = report.lines();
                    let problem = lines.next()?.strip_prefix("error: ")?;
                    let mut place = lines.next()?.trim().strip_prefix("--> ")?.rsplitn(3, ':');
                    let column: usize = place.next()?.parse().ok()?;
                    let line: usize = place.next()?.parse().ok()?;
                    let file = place.next()?;
                    let start = sources.get(*self.sources.get(file)?).offset(line, column);
                    Some(diagnostic(self.place(file, start..start), problem))
                })
                .collect(),
            // Which of the templates in a circle, or that extend what is not there, tera names first is
            // chance; the circle's first name and the missing one are not.
            ErrorKind::MissingParent { parent, .. } => vec![missing(parent)],
            ErrorKind::CircularExtend { inheritance_chain: chain, .. }
            | ErrorKind::CircularInclude { include_chain: chain, .. } => {
                let names: BTreeSet<&str> = chain.iter().map(String::as_str).collect();
                let circle = format!("circular: {}", names.iter().copied().collect::<Vec<_>>().join(" → "));
                vec![diagnostic(self.place(names.first().copied().unwrap_or_default(), 0..0), &circle)]
            }
            // The set is open: tera may add kinds.
            _ => vec![diagnostic(SourcePath::templates().into(), &error.to_string())],
        }
    }

    fn place(&self, template: &str, range: std::ops::Range<usize>) -> crate::diagnostic::Place {
        match self.sources.get(template) {
            Some(&id) => Span::new(id, range).into(),
            None => SourcePath::template(template).into(),
        }
    }
}

fn missing(name: &str) -> Diagnostic {
    Diagnostic::error(&output::TEMPLATE_MISSING, SourcePath::template(name)).with("name", name)
}

/// Everything pages are made of.
pub struct Website<'a> {
    site: &'a Site,
    templates: &'a Templates,
    /// By address; a page offers only what is here.
    downloads: &'a BTreeMap<Address, Download>,
    pages: Pages<'a>,
    /// What tells these contents from others, as the site map says it.
    edition: &'a str,
    words: Words<'a>,
    compared: Option<Compared>,
}

impl<'a> Website<'a> {
    pub fn new(
        site: &'a Site,
        templates: &'a Templates,
        downloads: &'a BTreeMap<Address, Download>,
        edition: &'a str,
    ) -> Website<'a> {
        let pages = routes(site).into_iter().map(|route| (route.address(), route)).collect();
        Website { site, templates, downloads, pages, edition, words: Words::new(site), compared: None }
    }

    /// The same, which can say how much of it was compared.
    pub fn proven(self, compared: Compared) -> Website<'a> {
        Website { compared: Some(compared), ..self }
    }

    /// Every page there is, in the order of their addresses.
    pub fn routes(&self) -> impl Iterator<Item = &Route<'a>> {
        self.pages.values()
    }

    /// The page's template and what it may print.
    pub fn view(&self, route: &Route<'a>) -> (&'static str, View) {
        let here = Here::new(self.site, &self.pages, self.downloads, &self.words, *route);
        match route.subject {
            Subject::Home => ("home.html", View::Content(view::Content::new(&here))),
            Subject::Page(_) => ("content.html", View::Content(view::Content::new(&here))),
            Subject::Forms => ("forms.html", View::Forms(view::Forms::new(&here))),
            Subject::Form(form) => ("form.html", View::Form(view::Form::new(&here, &issue(self.site, form, None)))),
            Subject::Cities => ("cities.html", View::Cities(view::Cities::new(&here))),
            Subject::City(city) => ("city.html", View::City(view::City::new(&here, city))),
            Subject::CityForm(city, form) => {
                let form = issue(self.site, form, Some(city)).on_page();
                ("city-form.html", View::CityForm(view::CityForm::new(&here, city, &form)))
            }
            Subject::Offers(city) => ("offers.html", View::Offers(view::Offers::new(&here, city))),
            Subject::Decisions => ("decisions.html", View::Decisions(view::Decisions::new(&here))),
            Subject::Proof => ("proof.html", View::Proof(view::Proof::new(&here, self.compared.as_ref()))),
            Subject::Measures => ("measures.html", View::Measures(view::Measures::new(&here, None))),
            Subject::MeasuresOf(facet) => ("measures.html", View::Measures(view::Measures::new(&here, Some(&facet)))),
            Subject::Search => ("search.html", View::Search(view::Search::new(&here))),
            Subject::Moved { from: _, to } => ("moved.html", View::Moved(view::Moved::new(&here, to))),
            Subject::SiteMap => ("site-map.html", View::SiteMap(view::SiteMap::new(&here, self.edition))),
            Subject::NotFound => ("not-found.html", View::Content(view::Content::new(&here))),
        }
    }

    /// The page as HTML; a fault of its template is a diagnostic.
    pub fn page(&self, route: &Route<'a>) -> Result<String, Diagnostic> {
        let (template, view) = self.view(route);
        self.templates.render(template, &view).map_err(|error| {
            let place = match error.kind() {
                ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                    self.templates.place(report.filename(), report.span().range.clone())
                }
                _ => SourcePath::templates().into(),
            };
            let problem = match error.kind() {
                ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => report.message().to_owned(),
                _ => error.to_string(),
            };
            Diagnostic { place, ..Diagnostic::error(&output::TEMPLATE_FAILED, "") }
                .with("page", route.address())
                .with("problem", problem)
        })
    }

    /// The site map for search engines (sitemaps.org 0.9), where the base URL is known.
    pub fn sitemap_xml(&self) -> Option<Vec<u8>> {
        let base = self.site.settings.base_url.as_deref()?;
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for route in self.pages.values().filter(|route| route.is_listed()) {
            let changed = route.written.and_then(|page| page.updated).unwrap_or(self.site.settings.as_of);
            let url = escape(&route.address().url(base));
            xml.push_str(&format!("<url><loc>{url}</loc><lastmod>{changed}</lastmod></url>\n"));
        }
        xml.push_str("</urlset>\n");
        Some(xml.into_bytes())
    }

    /// The news for feed readers, where the base URL is known and there is news.
    pub fn feed(&self) -> Option<Vec<u8>> {
        feed::feed(self.site)
    }

    /// What the search knows of a page, from its HTML; `None` of a page it does not find.
    pub fn words(&self, route: &Route<'a>, html: &str) -> Option<String> {
        let address = route.address();
        let mut above: Vec<String> = view::ancestors(&self.pages, &address)
            .iter()
            .skip(1)
            .filter_map(|address| Some(self.pages.get(address)?.label(self.site).into_owned()))
            .collect();
        above.truncate(3);
        route.is_searched().then(|| search::words(&address, &route.title(self.site), &above, html))
    }

    /// Everything may be read; the site map is named where there is one (RFC 9309).
    pub fn robots(&self) -> Vec<u8> {
        let sitemap = match &self.site.settings.base_url {
            Some(base) => format!("\nSitemap: {}\n", Address::sitemap().url(base)),
            None => String::new(),
        };
        format!("User-agent: *\nAllow: /\n{sitemap}").into_bytes()
    }
}
