//! The counts of compared outputs, for those who manage the programme: the same as in `parity.json`.

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::model::Address;
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::page_context::PageContext;

/// The variables of `proof.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ParityPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    /// The counts; `None` in a preview, which compares nothing.
    pub(crate) compared: Option<ParitySummaryView>,
    /// The link to the list of all outputs that were compared.
    pub(crate) list: String,
}

/// The number of compared outputs; all of them agree, as a build with differences is not published.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct ParitySummaryView {
    pub offices: usize,
    pub kinds: Vec<ParityKindView>,
}

/// The compared outputs of one kind.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct ParityKindView {
    pub label: &'static str,
    pub outputs: usize,
    /// The number of numbered items, counted in each output.
    pub items: usize,
    /// The number of places to answer, counted in each output.
    pub places: usize,
}

impl ParityPageView {
    pub(crate) fn new(context: &PageContext, compared: Option<&ParitySummaryView>) -> ParityPageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        ParityPageView { frame, body, compared: compared.cloned(), list: context.href(&Address::parity()) }
    }
}
