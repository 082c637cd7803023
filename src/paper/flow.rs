//! Page breaking: flow items, one below the other, are distributed over pages.
//!
//! A flow item has no page break inside: a grid row, a table row, a line of a paragraph, a signature block. An item can be kept
//! with the next one; table rows carry the head that is repeated on each page that begins with them. A thick frame is drawn
//! around every run of framed items.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::block::LayoutBlock;
use super::document::{OutlineEntry, PaperMark, PaperPage, PlacedMark};
use super::style::PaperStyle;
use crate::model::anchor::Anchor;
use crate::units::{Mm, Point, Rect};

/// A block over the whole width of a page's body, without a page break inside.
#[derive(Clone, Debug, Default)]
pub(crate) struct FlowItem {
    pub(crate) block: LayoutBlock,
    /// Whether the item is inside the thick frame.
    pub(crate) framed: bool,
    /// Whether the item is on the same page as the next one.
    pub(crate) keep_with_next: bool,
    /// The space above the item, which is dropped at the top of a page.
    pub(crate) space_above: Mm,
    /// The table head that is repeated above the item if a page begins with it.
    pub(crate) repeated_head: Option<Rc<LayoutBlock>>,
    /// The title of the outline entry that begins here.
    pub(crate) outline: Option<String>,
    /// The anchors of the items and articles that begin here.
    pub(crate) anchors: Vec<Anchor>,
    /// Whether the item begins a new page.
    pub(crate) new_page: bool,
    /// Whether the content differs by office.
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

    pub(crate) fn with_space_above(self, space: Mm) -> FlowItem {
        FlowItem { space_above: space, ..self }
    }

    /// The same item with further anchors.
    pub(crate) fn with_anchors(mut self, anchors: impl IntoIterator<Item = Anchor>) -> FlowItem {
        self.anchors.extend(anchors);
        self
    }
}

/// The pages that flow items were broken into, with outline and anchors.
#[derive(Clone, Debug, Default)]
pub(crate) struct FlowPages {
    pub(crate) pages: Vec<PaperPage>,
    pub(crate) outline: Vec<OutlineEntry>,
    /// The 0-based page on which each item and article begins.
    pub(crate) anchor_pages: BTreeMap<Anchor, usize>,
    /// The used height of the last page.
    pub(crate) last_height: Mm,
    /// The page and position of each item whose content differs by office.
    pub(crate) office_positions: Vec<(usize, Point)>,
}

/// Breaks flow items into pages. Items that are kept together but higher than a page are separated nevertheless.
pub(crate) fn break_into_pages(items: &[FlowItem], style: &PaperStyle) -> FlowPages {
    let mut pages = FlowPages::default();
    let mut first = 0;
    while first < items.len() {
        let end = page_end(items, first, style.body.height);
        add_page(&items[first..end], style, &mut pages);
        first = end;
    }
    pages
}

/// The end of the page that begins with item `first`: the index of the first item behind the page.
fn page_end(items: &[FlowItem], first: usize, height: Mm) -> usize {
    let mut used_height = items[first].repeated_head.as_ref().map_or(Mm::ZERO, |head| head.height);
    let mut last_end = None;
    for (index, item) in items.iter().enumerate().skip(first) {
        if index > first {
            if item.new_page {
                return index;
            }
            used_height += item.space_above;
        }
        used_height += item.block.height;
        if used_height > height + Mm(1e-6) && index > first {
            return last_end.unwrap_or(index);
        }
        if !item.keep_with_next {
            last_end = Some(index + 1);
        }
    }
    items.len()
}

fn add_page(items: &[FlowItem], style: &PaperStyle, pages: &mut FlowPages) {
    let (left, mut y) = (style.body.x, style.body.y);
    let (mut block, mut office_block) = (LayoutBlock::default(), LayoutBlock::default());
    let mut frames: Vec<(Mm, Mm)> = Vec::new();
    let mut in_frame = false;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            y += item.space_above;
            in_frame &= item.space_above == Mm::ZERO;
        }
        let top = y;
        if let (0, Some(head)) = (index, &item.repeated_head) {
            block.place(&head.as_artifact(), left, y);
            y += head.height;
        }
        if let Some(title) = &item.outline {
            let page = pages.pages.len();
            pages.outline.push(OutlineEntry { title: title.clone(), page, y, level: 1 });
        }
        for anchor in &item.anchors {
            pages.anchor_pages.entry(anchor.clone()).or_insert(pages.pages.len());
        }
        if item.is_office_content {
            office_block.place(&item.block, left, y);
            pages.office_positions.push((pages.pages.len(), Point { x: left, y }));
        } else {
            block.place(&item.block, left, y);
        }
        y += item.block.height;
        match frames.last_mut() {
            Some((_, bottom)) if item.framed && in_frame => *bottom = y,
            _ if item.framed => frames.push((top, y)),
            _ => {}
        }
        in_frame = item.framed;
    }
    for (top, bottom) in frames {
        let rect = Rect::new(left, top, style.body.width, bottom - top);
        block.add_artifact(PaperMark::Box { rect, fill: None, stroke: Some(style.frame_width) });
    }
    pages.last_height = y - style.body.y;
    let shared_marks = Arc::new(fills_first(block.marks));
    pages.pages.push(PaperPage { size: style.page, shared_marks, office_marks: office_block.marks });
}

/// Moves fills before all other marks, so that no background covers the rule of a neighbouring cell.
pub(crate) fn fills_first(marks: Vec<PlacedMark>) -> Vec<PlacedMark> {
    let is_fill = |placed: &PlacedMark| matches!(placed.mark, PaperMark::Box { fill: Some(_), stroke: None, .. });
    let (mut fills, others): (Vec<PlacedMark>, Vec<PlacedMark>) = marks.into_iter().partition(is_fill);
    fills.extend(others);
    fills
}
