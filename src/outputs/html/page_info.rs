//! What a page says of itself beside its text: for whom it is, until when, whom to ask, what it is taken from.

use serde::Serialize;

use super::date::DateView;
use super::figures::SourceDocumentView;
use super::page_context::{LinkView, PageContext};
use super::route::PageSubject;
use crate::model::page::Page;
use crate::model::{Address, expiry_notice, fixed_text};

/// The facts of a page; what is not known of it is not there.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PageInfoView {
    /// For whom it is: each leads to the page of such readers, but there.
    pub(crate) audience: Vec<AudienceView>,
    /// The document it tells of.
    pub(crate) document: Option<SourceDocumentView>,
    /// The page that says where everything is taken from.
    pub(crate) sources: Option<LinkView>,
    /// Whom to ask.
    pub(crate) ask: Option<LinkView>,
    /// The forms that its text leads to.
    pub(crate) forms: Vec<LinkView>,
    pub(crate) updated: Option<DateView>,
}

/// A kind of reader.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct AudienceView {
    pub(crate) label: String,
    pub(crate) href: Option<String>,
}

/// What stands at the top of a page whose document has run out: what is over, and what to do, which leads to the offices.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ExpiryNoticeView {
    pub(crate) ended: String,
    pub(crate) ask: &'static str,
    pub(crate) stop: &'static str,
    /// Where the page does not have the offices itself.
    pub(crate) href: Option<String>,
    pub(crate) language: String,
}

impl PageInfoView {
    /// `None` where nothing is known, and of pages that only lead on.
    pub(crate) fn new(here: &PageContext) -> Option<PageInfoView> {
        use PageSubject::{Cities, City, CityForm, Form, Forms, Measures, MeasuresOf, Page};
        if !matches!(
            here.route.subject,
            Page(_) | Forms | Form(_) | Cities | City(_) | CityForm(..) | Measures | MeasuresOf(_)
        ) {
            return None;
        }
        let document = here
            .document_page()
            .and_then(|page| here.site.facts.document(&page.document.as_ref()?.value))
            .map(|document| SourceDocumentView::new(here, document));
        let written = here.route.written_page;
        let about = PageInfoView {
            audience: written.map_or(Vec::new(), |page| audience_views(here, page)),
            sources: here.references.list("documents").and_then(|page| here.link(&page.address)),
            // A city's page begins with its office.
            ask: offices_href(here)
                .filter(|_| document.is_some() && !matches!(here.route.subject, City(_)))
                .map(|href| LinkView { label: fixed_text::LOCAL_FEDERATION.to_owned(), href }),
            forms: written.map_or(Vec::new(), |page| forms(here, page)),
            updated: written.and_then(|page| page.updated).map(DateView::new),
            document,
        };
        let is_known = !about.audience.is_empty()
            || about.document.is_some()
            || !about.forms.is_empty()
            || about.updated.is_some();
        is_known.then_some(about)
    }
}

impl ExpiryNoticeView {
    pub(crate) fn new(here: &PageContext) -> Option<ExpiryNoticeView> {
        let over = expiry_notice::of_page(here.site, here.document_page()?)?;
        Some(ExpiryNoticeView {
            ended: over.statement,
            ask: over.advice,
            stop: over.full_stop,
            href: offices_href(here),
            language: over.language.unwrap_or(&here.site.settings.language).to_owned(),
        })
    }
}

/// Where the offices are: on a city's pages its own, elsewhere the page of all cities.
fn offices_href(here: &PageContext) -> Option<String> {
    match here.route.subject {
        PageSubject::City(_) => Some(format!("#{OFFICE_ANCHOR}")),
        PageSubject::CityForm(city, _) | PageSubject::Offers(city) => {
            Some(format!("{}#{OFFICE_ANCHOR}", here.href(&Address::city(&city.id))))
        }
        PageSubject::Cities => None,
        _ => here.link(&Address::cities()).map(|link| link.href),
    }
}

/// The anchor of the office on a city's page.
const OFFICE_ANCHOR: &str = "office";

fn audience_views(here: &PageContext, page: &Page) -> Vec<AudienceView> {
    let reader = |label: &crate::source::Spanned<String>| {
        let audience = here.site.facts.audiences.iter().find(|audience| audience.label == label.value)?;
        let own = here.site.page(&audience.page.value).filter(|own| own.address != page.address);
        Some(AudienceView { label: label.value.clone(), href: own.map(|own| here.href(&own.address)) })
    };
    page.audience.iter().filter_map(reader).collect()
}

/// The forms that a page's text leads to, each once.
fn forms(here: &PageContext, page: &Page) -> Vec<LinkView> {
    let mut forms: Vec<LinkView> = Vec::new();
    for address in page.destinations() {
        let is_form = here.route_at(address).is_some_and(|route| matches!(route.subject, PageSubject::Form(_)));
        if let Some(link) = here.link(address).filter(|link| is_form && !forms.contains(link)) {
            forms.push(link);
        }
    }
    forms
}
