//! One view per template: what the template may print, by name.

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

/// What a page's template may print.
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
    /// What a form's page asks.
    pub(crate) fn form_content(&self) -> Option<&DeferredForm<'_>> {
        match self {
            PageView::Form(form) => Some(&form.asked),
            PageView::CityForm(form) => Some(&form.asked),
            _ => None,
        }
    }

    /// The sections of a form, where the page explains them.
    pub(crate) fn guide_sections(&self) -> Option<Vec<GuideSectionView>> {
        match self {
            PageView::Form(form) => Some(form.asked.guide_sections()),
            _ => None,
        }
    }
}
