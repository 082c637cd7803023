//! The views of pages: for each template one type with the variables that it may print.

use serde::Serialize;

use super::form_sections::GuideSectionView;

mod city;
mod content;
mod decisions;
mod form;
mod frame;
mod parity;
mod trace;

pub(crate) use city::{CitiesPageView, CityPageView, OffersPageView};
pub(crate) use content::{
    ContentPageView, FormsPageView, HomePageView, MeasuresPageView, MovedPageView, SearchPageView, SiteMapPageView,
};
pub(crate) use decisions::DecisionsPageView;
pub(crate) use form::{CityFormPageView, DeferredForm, FormContentView, FormPageView, QuestionnaireSectionsView};
pub(crate) use frame::PageFrameView;
pub(crate) use parity::ParityPageView;
pub use parity::{ParityKindView, ParitySummaryView};
pub(crate) use trace::TracePageView;

/// The view of a page, by its template.
#[derive(Hash, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "one view lives at a time, and is never kept")]
pub(crate) enum PageView<'a> {
    Content(ContentPageView),
    Home(HomePageView),
    Forms(FormsPageView),
    Form(FormPageView<'a>),
    Cities(CitiesPageView),
    City(CityPageView),
    CityForm(CityFormPageView<'a>),
    Offers(OffersPageView),
    Decisions(DecisionsPageView),
    Proof(ParityPageView),
    Trace(TracePageView),
    Measures(MeasuresPageView),
    Moved(MovedPageView),
    Search(SearchPageView),
    SiteMap(SiteMapPageView),
}

impl PageView<'_> {
    /// The form on a form's page; its sections are made when the page is rendered.
    pub(crate) fn form_content(&self) -> Option<&DeferredForm<'_>> {
        match self {
            PageView::Form(form) => Some(&form.deferred_form),
            PageView::CityForm(form) => Some(&form.deferred_form),
            _ => None,
        }
    }

    /// The sections of the guide; `None` on pages without it.
    pub(crate) fn guide_sections(&self) -> Option<Vec<GuideSectionView>> {
        match self {
            PageView::Form(form) => Some(form.deferred_form.guide_sections()),
            _ => None,
        }
    }
}
