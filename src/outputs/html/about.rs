//! What a page says of itself beside its text: for whom it is, until when, whom to ask, what it is taken from.

use serde::Serialize;

use super::data::Document;
use super::day::Day;
use super::here::{Here, Link};
use super::route::Subject;
use crate::model::page::Page;
use crate::model::{Address, over, terms};

/// The facts of a page; what is not known of it is not there.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct About {
    /// For whom it is: each leads to the page of such readers, but there.
    pub audience: Vec<Reader>,
    /// The document it tells of.
    pub document: Option<Document>,
    /// The page that says where everything is taken from.
    pub sources: Option<Link>,
    /// Whom to ask.
    pub ask: Option<Link>,
    /// The forms that its text leads to.
    pub forms: Vec<Link>,
    pub updated: Option<Day>,
}

/// A kind of reader.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Reader {
    pub label: String,
    pub href: Option<String>,
}

/// What stands at the top of a page whose document has run out: what is over, and what to do, which leads to the offices.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Over {
    pub ended: String,
    pub ask: &'static str,
    pub stop: &'static str,
    /// Where the page does not have the offices itself.
    pub href: Option<String>,
    pub language: String,
}

impl About {
    /// `None` where nothing is known, and of pages that only lead on.
    pub fn new(here: &Here) -> Option<About> {
        use Subject::{Cities, City, CityForm, Form, Forms, Measures, MeasuresOf, Page};
        if !matches!(
            here.route.subject,
            Page(_) | Forms | Form(_) | Cities | City(_) | CityForm(..) | Measures | MeasuresOf(_)
        ) {
            return None;
        }
        let document = here
            .tells_of()
            .and_then(|page| here.site.facts.document(&page.document.as_ref()?.value))
            .map(|document| Document::new(here, document));
        let written = here.route.written;
        let about = About {
            audience: written.map_or(Vec::new(), |page| readers(here, page)),
            sources: here.references.list("documents").and_then(|page| here.link(&page.address)),
            // A city's page begins with its office.
            ask: offices(here)
                .filter(|_| document.is_some() && !matches!(here.route.subject, City(_)))
                .map(|href| Link { label: terms::ASK.to_owned(), href }),
            forms: written.map_or(Vec::new(), |page| forms(here, page)),
            updated: written.and_then(|page| page.updated).map(Day::new),
            document,
        };
        let is_known = !about.audience.is_empty()
            || about.document.is_some()
            || !about.forms.is_empty()
            || about.updated.is_some();
        is_known.then_some(about)
    }
}

impl Over {
    pub fn new(here: &Here) -> Option<Over> {
        let over = over::over(here.site, here.tells_of()?)?;
        Some(Over {
            ended: over.ended,
            ask: over.ask,
            stop: over.stop,
            href: offices(here),
            language: over.language.unwrap_or(&here.site.settings.language).to_owned(),
        })
    }
}

/// Where the offices are: on a city's pages its own, elsewhere the page of all cities.
fn offices(here: &Here) -> Option<String> {
    match here.route.subject {
        Subject::City(_) => Some(format!("#{OFFICE}")),
        Subject::CityForm(city, _) | Subject::Offers(city) => {
            Some(format!("{}#{OFFICE}", here.href(&Address::city(&city.id))))
        }
        Subject::Cities => None,
        _ => here.link(&Address::cities()).map(|link| link.href),
    }
}

/// The anchor of the office on a city's page.
const OFFICE: &str = "office";

fn readers(here: &Here, page: &Page) -> Vec<Reader> {
    let reader = |label: &crate::source::Spanned<String>| {
        let audience = here.site.facts.audiences.iter().find(|audience| audience.label == label.value)?;
        let own = here.site.page(&audience.page.value).filter(|own| own.address != page.address);
        Some(Reader { label: label.value.clone(), href: own.map(|own| here.href(&own.address)) })
    };
    page.audience.iter().filter_map(reader).collect()
}

/// The forms that a page's text leads to, each once.
fn forms(here: &Here, page: &Page) -> Vec<Link> {
    let mut forms: Vec<Link> = Vec::new();
    for address in page.destinations() {
        let is_form = here.at(address).is_some_and(|route| matches!(route.subject, Subject::Form(_)));
        if let Some(link) = here.link(address).filter(|link| is_form && !forms.contains(link)) {
            forms.push(link);
        }
    }
    forms
}
