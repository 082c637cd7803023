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

pub use city::{CitiesPageView, CityPageView, OffersPageView};
pub use content::{
    ContentPageView, FormsPageView, HomePageView, MeasuresPageView, MovedPageView, SearchPageView, SiteMapPageView,
};
pub use decisions::DecisionsPageView;
pub use form::{CityFormPageView, DeferredForm, FormContentView, FormPageView, QuestionnaireSectionsView};
pub use frame::PageFrameView;
pub use parity::{ParityKindView, ParityPageView, ParitySummaryView};
pub use trace::TracePageView;

/// What a page's template may print.
#[derive(Hash, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "one view lives at a time, and is never kept")]
pub enum PageView<'a> {
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
    pub fn form_content(&self) -> Option<&DeferredForm<'_>> {
        match self {
            PageView::Form(form) => Some(&form.asked),
            PageView::CityForm(form) => Some(&form.asked),
            _ => None,
        }
    }

    /// The sections of a form, where the page explains them.
    pub fn guide_sections(&self) -> Option<Vec<GuideSectionView>> {
        match self {
            PageView::Form(form) => Some(form.asked.guide_sections()),
            _ => None,
        }
    }
}
