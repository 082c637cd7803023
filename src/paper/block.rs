//! Layout blocks: groups of marks, in millimetres from the block's top left corner, with a height.

use super::document::{Colour, DashPattern, ElementId, PaperMark, PlacedMark};
use crate::units::{Mm, Point, Pt, Rect};

/// A group of marks with its height in millimetres. The width is known to the code that makes the block.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct LayoutBlock {
    pub(crate) height: Mm,
    pub(crate) marks: Vec<PlacedMark>,
}

impl LayoutBlock {
    /// An empty block of this height.
    pub(crate) fn space(height: Mm) -> LayoutBlock {
        LayoutBlock { height, marks: Vec::new() }
    }

    /// Adds a mark that belongs to an element.
    pub(crate) fn add_mark(&mut self, element: ElementId, mark: PaperMark) {
        self.marks.push(PlacedMark { element: Some(element), mark });
    }

    /// Returns whether the block has a text.
    pub(crate) fn has_text(&self) -> bool {
        self.marks.iter().any(|placed| matches!(placed.mark, PaperMark::Text(_)))
    }

    /// Adds a mark as an artifact.
    pub(crate) fn add_artifact(&mut self, mark: PaperMark) {
        self.marks.push(PlacedMark { element: None, mark });
    }

    /// Adds a straight rule as an artifact.
    pub(crate) fn add_rule(&mut self, from: Point, to: Point, width: Pt) {
        self.add_artifact(PaperMark::Line { from, to, width, dash: DashPattern::Solid });
    }

    /// Adds a filled rectangle as an artifact, painted before all other marks of the block.
    pub(crate) fn add_background(&mut self, rect: Rect, colour: Colour) {
        let mark = PaperMark::Box { rect, fill: Some(colour), stroke: None };
        self.marks.insert(0, PlacedMark { element: None, mark });
    }

    /// Copies the marks of another block into this one at an offset; the height does not change.
    pub(crate) fn place(&mut self, block: &LayoutBlock, x: Mm, y: Mm) {
        self.marks.extend(
            block.marks.iter().map(|placed| PlacedMark { element: placed.element, mark: placed.mark.shifted(x, y) }),
        );
    }

    /// Appends another block below this one, as a separate text.
    pub(crate) fn append_below(&mut self, block: &LayoutBlock) {
        let first = self.marks.len();
        self.append_line(block);
        // A field before the first text separates the two texts already.
        let is_read = |placed: &&mut PlacedMark| matches!(placed.mark, PaperMark::Text(_) | PaperMark::Field(_));
        if let Some(PlacedMark { mark: PaperMark::Text(run), .. }) = self.marks[first..].iter_mut().find(is_read) {
            run.starts_text = true;
        }
    }

    /// Appends the next line of the same text below this block.
    pub(crate) fn append_line(&mut self, line: &LayoutBlock) {
        self.place(line, Mm::ZERO, self.height);
        self.height += line.height;
    }

    /// The same block with all marks as artifacts, such as a table head that is repeated on the next page.
    pub(crate) fn as_artifact(&self) -> LayoutBlock {
        let marks = self.marks.iter().map(|placed| PlacedMark { element: None, mark: placed.mark.clone() });
        LayoutBlock { height: self.height, marks: marks.collect() }
    }
}
