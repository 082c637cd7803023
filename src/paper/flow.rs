//! Slabs, one below the other, to pages.
//!
//! A slab is what a page break never tears: a grid row, a table row, two lines of a paragraph, a
//! signature block. A slab may ask to stay with the next; a table's rows carry the head that is
//! repeated on each page they begin. Around every run of framed slabs a thick frame is drawn.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::block::LayoutBlock;
use super::document::{OutlineEntry, PaperMark, PaperPage, PlacedMark};
use super::style::PaperStyle;
use crate::model::anchor::Anchor;
use crate::units::{Mm, Point, Rect};

/// A strip of the sheet as wide as its body.
#[derive(Clone, Debug, Default)]
pub(crate) struct FlowItem {
    pub(crate) block: LayoutBlock,
    /// Inside the thick frame.
    pub(crate) framed: bool,
    /// On the same page as the next slab.
    pub(crate) keep_with_next: bool,
    /// Room above, dropped at the top of a page.
    pub(crate) space_above: Mm,
    /// Repeated above this slab where a page begins with it.
    pub(crate) repeated_head: Option<Rc<LayoutBlock>>,
    /// A section begins here.
    pub(crate) outline: Option<String>,
    /// The items and articles that begin here, by their anchors on the form's page.
    pub(crate) anchors: Vec<Anchor>,
    /// Begins a page.
    pub(crate) new_page: bool,
    /// What it says is the office's own.
    pub(crate) is_office_content: bool,
}

impl FlowItem {
    pub(crate) fn framed(block: LayoutBlock) -> FlowItem {
        FlowItem { block, framed: true, ..FlowItem::default() }
    }

    pub(crate) fn unframed(block: LayoutBlock) -> FlowItem {
        FlowItem { block, ..FlowItem::default() }
    }

    pub(crate) fn keep_with_next(self) -> FlowItem {
        FlowItem { keep_with_next: true, ..self }
    }

    pub(crate) fn with_space_above(self, gap: Mm) -> FlowItem {
        FlowItem { space_above: gap, ..self }
    }

    /// With items that begin here.
    pub(crate) fn with_anchors(mut self, begins: impl IntoIterator<Item = Anchor>) -> FlowItem {
        self.anchors.extend(begins);
        self
    }
}

/// The pages, and where sections begin.
#[derive(Clone, Debug, Default)]
pub(crate) struct FlowPages {
    pub(crate) pages: Vec<PaperPage>,
    pub(crate) outline: Vec<OutlineEntry>,
    /// The page, from 0, that each item and article begins on.
    pub(crate) anchor_pages: BTreeMap<Anchor, usize>,
    /// How much of the last page is used.
    pub(crate) last_height: Mm,
    /// Where what is the office's own stands, slab by slab: the page and the place on it.
    pub(crate) office_positions: Vec<(usize, Point)>,
}

/// Breaks slabs into pages. What is kept together but higher than a page is torn all the same.
pub(crate) fn break_into_pages(slabs: &[FlowItem], style: &PaperStyle) -> FlowPages {
    let mut pages = FlowPages::default();
    let mut first = 0;
    while first < slabs.len() {
        let end = page_end(slabs, first, style.body.height);
        add_page(&slabs[first..end], style, &mut pages);
        first = end;
    }
    pages
}

/// Where the page that begins with slab `first` ends.
fn page_end(slabs: &[FlowItem], first: usize, room: Mm) -> usize {
    let mut used = slabs[first].repeated_head.as_ref().map_or(Mm::ZERO, |head| head.height);
    let mut may_end = None;
    for (index, slab) in slabs.iter().enumerate().skip(first) {
        if index > first {
            if slab.new_page {
                return index;
            }
            used += slab.space_above;
        }
        used += slab.block.height;
        if used > room + Mm(1e-6) && index > first {
            return may_end.unwrap_or(index);
        }
        if !slab.keep_with_next {
            may_end = Some(index + 1);
        }
    }
    slabs.len()
}

fn add_page(slabs: &[FlowItem], style: &PaperStyle, pages: &mut FlowPages) {
    let (left, mut y) = (style.body.x, style.body.y);
    let (mut block, mut own) = (LayoutBlock::default(), LayoutBlock::default());
    let mut frames: Vec<(Mm, Mm)> = Vec::new();
    let mut in_frame = false;
    for (index, slab) in slabs.iter().enumerate() {
        if index > 0 {
            y += slab.space_above;
            in_frame &= slab.space_above == Mm::ZERO;
        }
        let top = y;
        if let (0, Some(head)) = (index, &slab.repeated_head) {
            block.place(&head.as_artifact(), left, y);
            y += head.height;
        }
        if let Some(title) = &slab.outline {
            let page = pages.pages.len();
            pages.outline.push(OutlineEntry { title: title.clone(), page, y, level: 1 });
        }
        for anchor in &slab.anchors {
            pages.anchor_pages.entry(anchor.clone()).or_insert(pages.pages.len());
        }
        if slab.is_office_content {
            own.place(&slab.block, left, y);
            pages.office_positions.push((pages.pages.len(), Point { x: left, y }));
        } else {
            block.place(&slab.block, left, y);
        }
        y += slab.block.height;
        match frames.last_mut() {
            Some((_, bottom)) if slab.framed && in_frame => *bottom = y,
            _ if slab.framed => frames.push((top, y)),
            _ => {}
        }
        in_frame = slab.framed;
    }
    for (top, bottom) in frames {
        let rect = Rect::new(left, top, style.body.width, bottom - top);
        block.add_artifact(PaperMark::Box { rect, fill: None, stroke: Some(style.frame_width) });
    }
    pages.last_height = y - style.body.y;
    let body = Arc::new(fills_first(block.marks));
    pages.pages.push(PaperPage { size: style.page, shared_marks: body, office_marks: own.marks });
}

/// Fills are painted before everything else, so that no ground covers its neighbour's rule.
pub(crate) fn fills_first(marks: Vec<PlacedMark>) -> Vec<PlacedMark> {
    let is_ground = |placed: &PlacedMark| matches!(placed.mark, PaperMark::Box { fill: Some(_), stroke: None, .. });
    let (mut grounds, others): (Vec<PlacedMark>, Vec<PlacedMark>) = marks.into_iter().partition(is_ground);
    grounds.extend(others);
    grounds
}
