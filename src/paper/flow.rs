//! Slabs, one below the other, to pages.
//!
//! A slab is what a page break never tears: a grid row, a table row, two lines of a paragraph, a
//! signature block. A slab may ask to stay with the next; a table's rows carry the head that is
//! repeated on each page they begin. Around every run of framed slabs a thick frame is drawn.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::block::Block;
use super::sheet::{Mark, OutlineEntry, Placed, Sheet};
use super::style::Style;
use crate::model::anchor::Anchor;
use crate::units::{Mm, Point, Rect};

/// A strip of the sheet as wide as its body.
#[derive(Clone, Debug, Default)]
pub struct Slab {
    pub block: Block,
    /// Inside the thick frame.
    pub framed: bool,
    /// On the same page as the next slab.
    pub keep: bool,
    /// Room above, dropped at the top of a page.
    pub gap: Mm,
    /// Repeated above this slab where a page begins with it.
    pub head: Option<Rc<Block>>,
    /// A section begins here.
    pub outline: Option<String>,
    /// The items and articles that begin here, by their anchors on the form's page.
    pub begins: Vec<Anchor>,
    /// Begins a page.
    pub new_page: bool,
    /// What it says is the office's own.
    pub own: bool,
}

impl Slab {
    pub fn framed(block: Block) -> Slab {
        Slab { block, framed: true, ..Slab::default() }
    }

    pub fn open(block: Block) -> Slab {
        Slab { block, ..Slab::default() }
    }

    pub fn kept(self) -> Slab {
        Slab { keep: true, ..self }
    }

    pub fn below(self, gap: Mm) -> Slab {
        Slab { gap, ..self }
    }

    /// With items that begin here.
    pub fn beginning(mut self, begins: impl IntoIterator<Item = Anchor>) -> Slab {
        self.begins.extend(begins);
        self
    }
}

/// The pages, and where sections begin.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub sheets: Vec<Sheet>,
    pub outline: Vec<OutlineEntry>,
    /// The page, from 0, that each item and article begins on.
    pub begins: BTreeMap<Anchor, usize>,
    /// How much of the last page is used.
    pub last_height: Mm,
    /// Where what is the office's own stands, slab by slab: the page and the place on it.
    pub own: Vec<(usize, Point)>,
}

/// Breaks slabs into pages. What is kept together but higher than a page is torn all the same.
pub fn pages(slabs: &[Slab], style: &Style) -> Pages {
    let mut pages = Pages::default();
    let mut first = 0;
    while first < slabs.len() {
        let end = page_end(slabs, first, style.body.height);
        page(&slabs[first..end], style, &mut pages);
        first = end;
    }
    pages
}

/// Where the page that begins with slab `first` ends.
fn page_end(slabs: &[Slab], first: usize, room: Mm) -> usize {
    let mut used = slabs[first].head.as_ref().map_or(Mm::ZERO, |head| head.height);
    let mut may_end = None;
    for (index, slab) in slabs.iter().enumerate().skip(first) {
        if index > first {
            if slab.new_page {
                return index;
            }
            used += slab.gap;
        }
        used += slab.block.height;
        if used > room + Mm(1e-6) && index > first {
            return may_end.unwrap_or(index);
        }
        if !slab.keep {
            may_end = Some(index + 1);
        }
    }
    slabs.len()
}

fn page(slabs: &[Slab], style: &Style, pages: &mut Pages) {
    let (left, mut y) = (style.body.x, style.body.y);
    let (mut block, mut own) = (Block::default(), Block::default());
    let mut frames: Vec<(Mm, Mm)> = Vec::new();
    let mut in_frame = false;
    for (index, slab) in slabs.iter().enumerate() {
        if index > 0 {
            y += slab.gap;
            in_frame &= slab.gap == Mm::ZERO;
        }
        let top = y;
        if let (0, Some(head)) = (index, &slab.head) {
            block.lay(&head.as_artifact(), left, y);
            y += head.height;
        }
        if let Some(title) = &slab.outline {
            let page = pages.sheets.len();
            pages.outline.push(OutlineEntry { title: title.clone(), page, y, level: 1 });
        }
        for anchor in &slab.begins {
            pages.begins.entry(anchor.clone()).or_insert(pages.sheets.len());
        }
        if slab.own {
            own.lay(&slab.block, left, y);
            pages.own.push((pages.sheets.len(), Point { x: left, y }));
        } else {
            block.lay(&slab.block, left, y);
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
        block.artifact(Mark::Box { rect, fill: None, stroke: Some(style.frame) });
    }
    pages.last_height = y - style.body.y;
    let body = Arc::new(grounds_first(block.marks));
    pages.sheets.push(Sheet { size: style.page, body, own: own.marks });
}

/// Fills are painted before everything else, so that no ground covers its neighbour's rule.
pub fn grounds_first(marks: Vec<Placed>) -> Vec<Placed> {
    let is_ground = |placed: &Placed| matches!(placed.mark, Mark::Box { fill: Some(_), stroke: None, .. });
    let (mut grounds, others): (Vec<Placed>, Vec<Placed>) = marks.into_iter().partition(is_ground);
    grounds.extend(others);
    grounds
}
