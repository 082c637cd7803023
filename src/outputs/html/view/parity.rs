//! What was compared of the outputs, for those who manage the programme: the same as `parity.json` counts.

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::model::Address;
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::page_context::PageContext;

/// `proof.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ParityPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// None in a preview, which compares nothing.
    pub(crate) compared: Option<ParitySummaryView>,
    /// Where every output that was compared is listed.
    pub(crate) list: String,
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
    pub(crate) fn new(here: &PageContext, compared: Option<&ParitySummaryView>) -> ParityPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        ParityPageView { frame, body, compared: compared.cloned(), list: here.href(&Address::parity()) }
    }
}
