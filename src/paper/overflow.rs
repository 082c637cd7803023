//! What has no room in its cell, on a page of its own behind the form.
//!
//! The cell says 见续页; here the answer stands whole, under the number and the label of its item.

use super::block::LayoutBlock;
use super::document::{ElementId, Face, PaperMark, StructureType};
use super::flow::FlowItem;
use super::layout_context::{FormInline, LayoutContext, text_inline};
use super::paragraph::{TextAlign, TypeStyle};
use crate::model::fixed_text;
use crate::units::Mm;

/// An answer that its cell has no room for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverflowAnswer {
    /// The number of the item that asks for it; none where that bears none.
    pub number: Option<usize>,
    pub label: String,
    /// The whole answer, with its line ends.
    pub text: String,
}

/// Above and below an answer.
const ANSWER_GAP: Mm = Mm(1.2);

impl LayoutContext<'_> {
    /// The answers in the order of the form, from the top of a page.
    pub(crate) fn overflow_items(&mut self, rest: &[OverflowAnswer]) -> Vec<FlowItem> {
        if rest.is_empty() {
            return Vec::new();
        }
        let section = self.add_element(StructureType::Section, None);
        let mut slabs = vec![self.overflow_heading(section)];
        let list = self.add_element(StructureType::List, Some(section));
        for answer in rest {
            slabs.extend(self.overflow_answer(answer, list));
        }
        slabs
    }

    fn overflow_heading(&mut self, section: ElementId) -> FlowItem {
        let heading = self.continuation_heading(fixed_text::CONTINUATION, None, section);
        let note = self.add_element(StructureType::Paragraph, Some(section));
        let pieces = [text_inline(fixed_text::REST_NOTE, self.small_type(), None)];
        let set = self.paragraph_block(&pieces, self.frame_measure(), TextAlign::Left, note);
        let mut block = heading.block.clone();
        block.place(&set, self.style.padding, block.height + ANSWER_GAP);
        block.height += set.height + ANSWER_GAP * 2.0;
        self.add_bottom_rule(&mut block);
        FlowItem { block, ..heading }
    }

    /// Number and label, then the answer, a slab a line.
    fn overflow_answer(&mut self, rest: &OverflowAnswer, list: ElementId) -> Vec<FlowItem> {
        let item = self.add_element(StructureType::ListItem, Some(list));
        let (lead, body) =
            (self.add_element(StructureType::Label, Some(item)), self.add_element(StructureType::Body, Some(item)));
        let padding = self.style.padding;
        let label = self.text_line_block(
            &fixed_text::rest_label(rest.number, &rest.label),
            self.label_type(),
            self.frame_measure(),
            TextAlign::Left,
            lead,
        );
        let mut first = LayoutBlock::space(label.height + ANSWER_GAP);
        first.place(&label, padding, ANSWER_GAP);
        let mut slabs = vec![FlowItem::framed(first).keep_with_next()];
        let typed = TypeStyle { face: Face::Typed, size: self.style.text };
        for (index, part) in rest.text.split('\n').enumerate() {
            let pieces: [FormInline; 1] = [text_inline(part, typed, None)];
            let set = self.typeset_silently(&pieces, self.frame_measure(), TextAlign::Left);
            for (line_index, line) in set.lines.iter().enumerate() {
                let line = self.line_block(line, body);
                let mut block = LayoutBlock::space(line.height);
                block.place(&line, padding, Mm::ZERO);
                if index > 0 && line_index == 0 {
                    mark_as_new_text(&mut block);
                }
                slabs.push(FlowItem::framed(block));
            }
        }
        if let Some(last) = slabs.last_mut() {
            last.block.height += ANSWER_GAP;
            self.add_bottom_rule(&mut last.block);
        }
        slabs
    }

    /// The width inside the frame.
    fn frame_measure(&self) -> Mm {
        self.style.body.width - self.style.padding * 2.0
    }
}

/// A line that was begun by whoever wrote it is no further line of what stands above.
fn mark_as_new_text(block: &mut LayoutBlock) {
    for placed in &mut block.marks {
        if let PaperMark::Text(run) = &mut placed.mark {
            run.starts_text = true;
            return;
        }
    }
}
