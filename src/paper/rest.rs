//! What has no room in its cell, on a page of its own behind the form.
//!
//! The cell says 见续页; here the answer stands whole, under the number and the label of its item.

use super::block::Block;
use super::draft::{Draft, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{ElementId, Face, Mark, Role};
use crate::model::terms;
use crate::units::Mm;

/// An answer that its cell has no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The number of the item that asks for it; none where that bears none.
    pub number: Option<usize>,
    pub label: String,
    /// The whole answer, with its line ends.
    pub text: String,
}

/// Above and below an answer.
const GAP: Mm = Mm(1.2);

impl Draft<'_> {
    /// The answers in the order of the form, from the top of a page.
    pub fn rest(&mut self, rest: &[Rest]) -> Vec<Slab> {
        if rest.is_empty() {
            return Vec::new();
        }
        let section = self.element(Role::Section, None);
        let mut slabs = vec![self.rest_heading(section)];
        let list = self.element(Role::List, Some(section));
        for answer in rest {
            slabs.extend(self.rest_of(answer, list));
        }
        slabs
    }

    fn rest_heading(&mut self, section: ElementId) -> Slab {
        let heading = self.continuation_heading(terms::CONTINUATION, None, section);
        let note = self.element(Role::Paragraph, Some(section));
        let pieces = [words(terms::REST_NOTE, self.small(), None)];
        let set = self.paragraph(&pieces, self.inside(), Align::Left, note);
        let mut block = heading.block.clone();
        block.lay(&set, self.style.padding, block.height + GAP);
        block.height += set.height + GAP * 2.0;
        self.bottom_rule(&mut block);
        Slab { block, ..heading }
    }

    /// Number and label, then the answer, a slab a line.
    fn rest_of(&mut self, rest: &Rest, list: ElementId) -> Vec<Slab> {
        let item = self.element(Role::ListItem, Some(list));
        let (lead, body) = (self.element(Role::Label, Some(item)), self.element(Role::Body, Some(item)));
        let padding = self.style.padding;
        let label =
            self.words(&terms::rest_label(rest.number, &rest.label), self.label(), self.inside(), Align::Left, lead);
        let mut first = Block::space(label.height + GAP);
        first.lay(&label, padding, GAP);
        let mut slabs = vec![Slab::framed(first).kept()];
        let typed = Type { face: Face::Typed, size: self.style.text };
        for (index, part) in rest.text.split('\n').enumerate() {
            let pieces: [Piece; 1] = [words(part, typed, None)];
            let set = self.trial(&pieces, self.inside(), Align::Left);
            for (line_index, line) in set.lines.iter().enumerate() {
                let line = self.line(line, body);
                let mut block = Block::space(line.height);
                block.lay(&line, padding, Mm::ZERO);
                if index > 0 && line_index == 0 {
                    set_apart(&mut block);
                }
                slabs.push(Slab::framed(block));
            }
        }
        if let Some(last) = slabs.last_mut() {
            last.block.height += GAP;
            self.bottom_rule(&mut last.block);
        }
        slabs
    }

    /// The width inside the frame.
    fn inside(&self) -> Mm {
        self.style.body.width - self.style.padding * 2.0
    }
}

/// A line that was begun by whoever wrote it is no further line of what stands above.
fn set_apart(block: &mut Block) {
    for placed in &mut block.marks {
        if let Mark::Text(run) = &mut placed.mark {
            run.apart = true;
            return;
        }
    }
}
