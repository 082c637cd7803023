//! A laid-out piece of a sheet: marks from its own top left corner, and how high they are.

use super::sheet::{Colour, Dash, ElementId, Mark, Placed};
use crate::units::{Mm, Point, Pt, Rect};

/// Marks and their height; a block's width is its maker's business.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    pub height: Mm,
    pub marks: Vec<Placed>,
}

impl Block {
    /// Empty room.
    pub fn space(height: Mm) -> Block {
        Block { height, marks: Vec::new() }
    }

    /// Adds a mark that belongs to an element.
    pub fn mark(&mut self, element: ElementId, mark: Mark) {
        self.marks.push(Placed { element: Some(element), mark });
    }

    /// Does it say anything?
    pub fn has_text(&self) -> bool {
        self.marks.iter().any(|placed| matches!(placed.mark, Mark::Text(_)))
    }

    /// Adds decoration.
    pub fn artifact(&mut self, mark: Mark) {
        self.marks.push(Placed { element: None, mark });
    }

    /// A straight rule as decoration.
    pub fn rule(&mut self, from: Point, to: Point, width: Pt) {
        self.artifact(Mark::Line { from, to, width, dash: Dash::Solid });
    }

    /// A filled rectangle as decoration, below everything that is there.
    pub fn ground(&mut self, rect: Rect, colour: Colour) {
        let mark = Mark::Box { rect, fill: Some(colour), stroke: None };
        self.marks.insert(0, Placed { element: None, mark });
    }

    /// Lays another block into this one; the height stays.
    pub fn lay(&mut self, block: &Block, x: Mm, y: Mm) {
        self.marks.extend(
            block.marks.iter().map(|placed| Placed { element: placed.element, mark: placed.mark.shifted(x, y) }),
        );
    }

    /// Puts another block below this one; what it says is apart from what is said above it.
    pub fn stack(&mut self, block: &Block) {
        let first = self.marks.len();
        self.go_on(block);
        // A place to write or to tick stands between the two by itself.
        let is_read = |placed: &&mut Placed| matches!(placed.mark, Mark::Text(_) | Mark::Field(_));
        if let Some(Placed { mark: Mark::Text(run), .. }) = self.marks[first..].iter_mut().find(is_read) {
            run.apart = true;
        }
    }

    /// Puts the next line of one text below this one.
    pub fn go_on(&mut self, line: &Block) {
        self.lay(line, Mm::ZERO, self.height);
        self.height += line.height;
    }

    /// The same marks as decoration: a table's head repeated on the next page.
    pub fn as_artifact(&self) -> Block {
        let marks = self.marks.iter().map(|placed| Placed { element: None, mark: placed.mark.clone() });
        Block { height: self.height, marks: marks.collect() }
    }
}
