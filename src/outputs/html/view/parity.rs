//! What was compared of the outputs, for those who manage the programme: the same as `parity.json` counts.

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::model::Address;
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::page_context::PageContext;

/// `proof.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct ParityPageView {
    pub frame: PageFrameView,
    pub body: PageBodyView,
    /// None in a preview, which compares nothing.
    pub compared: Option<ParitySummaryView>,
    /// Where every output that was compared is listed.
    pub list: String,
}

/// How much was compared; it all agrees, as nothing is published otherwise.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct ParitySummaryView {
    pub offices: usize,
    pub kinds: Vec<ParityKindView>,
}

/// The outputs of one kind.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct ParityKindView {
    pub label: &'static str,
    pub outputs: usize,
    /// Numbered items and places to answer, once in each output.
    pub items: usize,
    pub places: usize,
}

impl ParityPageView {
    pub fn new(here: &PageContext, compared: Option<&ParitySummaryView>) -> ParityPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        ParityPageView { frame, body, compared: compared.cloned(), list: here.href(&Address::parity()) }
    }
}
