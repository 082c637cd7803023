//! The facts about a page beside its text: its readers, its document, where to ask, which forms its text links to.

use serde::Serialize;

use super::date::DateView;
use super::figures::SourceDocumentView;
use super::page_context::{LinkView, PageContext};
use super::route::PageSubject;
use crate::model::page::Page;
use crate::model::{Address, expiry_notice, fixed_text};

/// The facts of a page, as a template prints them; a fact that is not known is left out.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PageInfoView {
    /// The readers that the page is for; each links to the page for such readers, but not to this page.
    pub(crate) audience: Vec<AudienceView>,
    /// The document that the page is about.
    pub(crate) document: Option<SourceDocumentView>,
    /// The page that lists all source documents.
    pub(crate) sources: Option<LinkView>,
    /// The link to the offices that answer questions.
    pub(crate) ask: Option<LinkView>,
    /// The forms that the page's text links to.
    pub(crate) forms: Vec<LinkView>,
    pub(crate) updated: Option<DateView>,
}

/// A kind of reader, with the page for such readers.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct AudienceView {
    pub(crate) label: String,
    pub(crate) href: Option<String>,
}

/// The notice at the top of a page about a document that has expired: what has ended and what to do, with a link to the
/// offices.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ExpiryNoticeView {
    pub(crate) ended: String,
    pub(crate) ask: &'static str,
    pub(crate) stop: &'static str,
    /// The link to the offices; `None` on the page that lists the offices itself.
    pub(crate) href: Option<String>,
    pub(crate) language: String,
}

impl PageInfoView {
    /// `None` where no fact is known, and for pages that only link to others.
    pub(crate) fn new(context: &PageContext) -> Option<PageInfoView> {
        use PageSubject::{Cities, City, CityForm, Form, Forms, Measures, MeasuresOf, Page};
        if !matches!(
            context.route.subject,
            Page(_) | Forms | Form(_) | Cities | City(_) | CityForm(..) | Measures | MeasuresOf(_)
        ) {
            return None;
        }
        let document = context
            .document_page()
            .and_then(|page| context.site.facts.document(&page.document.as_ref()?.value))
            .map(|document| SourceDocumentView::new(context, document));
        let written = context.route.written_page;
        let about = PageInfoView {
            audience: written.map_or(Vec::new(), |page| audience_views(context, page)),
            sources: context.references.list("documents").and_then(|page| context.link(&page.address)),
            // A city's page begins with its office.
            ask: offices_href(context)
                .filter(|_| document.is_some() && !matches!(context.route.subject, City(_)))
                .map(|href| LinkView { label: fixed_text::LOCAL_FEDERATION.to_owned(), href }),
            forms: written.map_or(Vec::new(), |page| forms(context, page)),
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
    pub(crate) fn new(context: &PageContext) -> Option<ExpiryNoticeView> {
        let over = expiry_notice::of_page(context.site, context.document_page()?)?;
        Some(ExpiryNoticeView {
            ended: over.statement,
            ask: over.advice,
            stop: over.full_stop,
            href: offices_href(context),
            language: over.language.unwrap_or(&context.site.settings.language).to_owned(),
        })
    }
}

/// The link to the offices: on a city's pages to its own office, elsewhere to the page of all cities.
fn offices_href(context: &PageContext) -> Option<String> {
    match context.route.subject {
        PageSubject::City(_) => Some(format!("#{OFFICE_ANCHOR}")),
        PageSubject::CityForm(city, _) | PageSubject::Offers(city) => {
            Some(format!("{}#{OFFICE_ANCHOR}", context.href(&Address::city(&city.id))))
        }
        PageSubject::Cities => None,
        _ => context.link(&Address::cities()).map(|link| link.href),
    }
}

/// The anchor of the office on a city's page.
const OFFICE_ANCHOR: &str = "office";

fn audience_views(context: &PageContext, page: &Page) -> Vec<AudienceView> {
    let reader = |label: &crate::source::Spanned<String>| {
        let audience = context.site.facts.audiences.iter().find(|audience| audience.label == label.value)?;
        let target = context.site.page(&audience.page.value).filter(|target| target.address != page.address);
        Some(AudienceView { label: label.value.clone(), href: target.map(|target| context.href(&target.address)) })
    };
    page.audience.iter().filter_map(reader).collect()
}

/// The forms that a page's text links to, each once.
fn forms(context: &PageContext, page: &Page) -> Vec<LinkView> {
    let mut forms: Vec<LinkView> = Vec::new();
    for address in page.destinations() {
        let is_form = context.route_at(address).is_some_and(|route| matches!(route.subject, PageSubject::Form(_)));
        if let Some(link) = context.link(address).filter(|link| is_form && !forms.contains(link)) {
            forms.push(link);
        }
    }
    forms
}
