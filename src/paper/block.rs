//! A laid-out piece of a sheet: marks from its own top left corner, and how high they are.

use super::document::{Colour, DashPattern, ElementId, PaperMark, PlacedMark};
use crate::units::{Mm, Point, Pt, Rect};

/// Marks and their height; a block's width is its maker's business.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LayoutBlock {
    pub(crate) height: Mm,
    pub(crate) marks: Vec<PlacedMark>,
}

impl LayoutBlock {
    /// Empty room.
    pub(crate) fn space(height: Mm) -> LayoutBlock {
        LayoutBlock { height, marks: Vec::new() }
    }

    /// Adds a mark that belongs to an element.
    pub(crate) fn add_mark(&mut self, element: ElementId, mark: PaperMark) {
        self.marks.push(PlacedMark { element: Some(element), mark });
    }

    /// Does it say anything?
    pub(crate) fn has_text(&self) -> bool {
        self.marks.iter().any(|placed| matches!(placed.mark, PaperMark::Text(_)))
    }

    /// Adds decoration.
    pub(crate) fn add_artifact(&mut self, mark: PaperMark) {
        self.marks.push(PlacedMark { element: None, mark });
    }

    /// A straight rule as decoration.
    pub(crate) fn add_rule(&mut self, from: Point, to: Point, width: Pt) {
        self.add_artifact(PaperMark::Line { from, to, width, dash: DashPattern::Solid });
    }

    /// A filled rectangle as decoration, below everything that is there.
    pub(crate) fn add_background(&mut self, rect: Rect, colour: Colour) {
        let mark = PaperMark::Box { rect, fill: Some(colour), stroke: None };
        self.marks.insert(0, PlacedMark { element: None, mark });
    }

    /// Lays another block into this one; the height stays.
    pub(crate) fn place(&mut self, block: &LayoutBlock, x: Mm, y: Mm) {
        self.marks.extend(
            block.marks.iter().map(|placed| PlacedMark { element: placed.element, mark: placed.mark.shifted(x, y) }),
        );
    }

    /// Puts another block below this one; what it says is apart from what is said above it.
    pub(crate) fn append_below(&mut self, block: &LayoutBlock) {
        let first = self.marks.len();
        self.append_line(block);
        // A place to write or to tick stands between the two by itself.
        let is_read = |placed: &&mut PlacedMark| matches!(placed.mark, PaperMark::Text(_) | PaperMark::Field(_));
        if let Some(PlacedMark { mark: PaperMark::Text(run), .. }) = self.marks[first..].iter_mut().find(is_read) {
            run.starts_text = true;
        }
    }

    /// Puts the next line of one text below this one.
    pub(crate) fn append_line(&mut self, line: &LayoutBlock) {
        self.place(line, Mm::ZERO, self.height);
        self.height += line.height;
    }

    /// The same marks as decoration: a table's head repeated on the next page.
    pub(crate) fn as_artifact(&self) -> LayoutBlock {
        let marks = self.marks.iter().map(|placed| PlacedMark { element: None, mark: placed.mark.clone() });
        LayoutBlock { height: self.height, marks: marks.collect() }
    }
}
