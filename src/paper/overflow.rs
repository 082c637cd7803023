//! Overflow pages: answers that have no room in their cells, in full length on pages behind the form.
//!
//! The cell has the text 见续页; the overflow page has the answer below the number and the label of its item.

use super::block::LayoutBlock;
use super::document::{ElementId, Face, PaperMark, StructureType};
use super::flow::FlowItem;
use super::layout_context::{FormInline, LayoutContext, text_inline};
use super::paragraph::{TextAlign, TypeStyle};
use crate::model::fixed_text;
use crate::units::Mm;

/// An answer that has no room in its cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverflowAnswer {
    /// The number of the item; `None` if the item has no number.
    pub number: Option<usize>,
    pub label: String,
    /// The whole answer, with its line ends.
    pub text: String,
}

/// The space above and below an answer.
const ANSWER_GAP: Mm = Mm(1.2);

impl LayoutContext<'_> {
    /// The flow items of these answers, which begin at the top of a page.
    pub(crate) fn overflow_items(&mut self, overflow: &[OverflowAnswer]) -> Vec<FlowItem> {
        if overflow.is_empty() {
            return Vec::new();
        }
        let section = self.add_element(StructureType::Section, None);
        let mut items = vec![self.overflow_heading(section)];
        let list = self.add_element(StructureType::List, Some(section));
        for answer in overflow {
            items.extend(self.overflow_answer(answer, list));
        }
        items
    }

    fn overflow_heading(&mut self, section: ElementId) -> FlowItem {
        let heading = self.continuation_heading(fixed_text::CONTINUATION, None, section);
        let note = self.add_element(StructureType::Paragraph, Some(section));
        let inlines = [text_inline(fixed_text::REST_NOTE, self.small_type(), None)];
        let note_block = self.paragraph_block(&inlines, self.frame_measure(), TextAlign::Left, note);
        let mut block = heading.block.clone();
        block.place(&note_block, self.style.padding, block.height + ANSWER_GAP);
        block.height += note_block.height + ANSWER_GAP * 2.0;
        self.add_bottom_rule(&mut block);
        FlowItem { block, ..heading }
    }

    /// The flow items of an answer: number and label, then one item for each line.
    fn overflow_answer(&mut self, overflow: &OverflowAnswer, list: ElementId) -> Vec<FlowItem> {
        let item = self.add_element(StructureType::ListItem, Some(list));
        let (label_element, body) =
            (self.add_element(StructureType::Label, Some(item)), self.add_element(StructureType::Body, Some(item)));
        let padding = self.style.padding;
        let label = self.text_line_block(
            &fixed_text::rest_label(overflow.number, &overflow.label),
            self.label_type(),
            self.frame_measure(),
            TextAlign::Left,
            label_element,
        );
        let mut first = LayoutBlock::space(label.height + ANSWER_GAP);
        first.place(&label, padding, ANSWER_GAP);
        let mut items = vec![FlowItem::framed(first).keep_with_next()];
        let typed = TypeStyle { face: Face::Typed, size: self.style.text };
        for (index, part) in overflow.text.split('\n').enumerate() {
            let inlines: [FormInline; 1] = [text_inline(part, typed, None)];
            let paragraph = self.typeset_silently(&inlines, self.frame_measure(), TextAlign::Left);
            for (line_index, line) in paragraph.lines.iter().enumerate() {
                let line = self.line_block(line, body);
                let mut block = LayoutBlock::space(line.height);
                block.place(&line, padding, Mm::ZERO);
                if index > 0 && line_index == 0 {
                    mark_as_new_text(&mut block);
                }
                items.push(FlowItem::framed(block));
            }
        }
        if let Some(last) = items.last_mut() {
            last.block.height += ANSWER_GAP;
            self.add_bottom_rule(&mut last.block);
        }
        items
    }

    /// The measure inside the frame.
    fn frame_measure(&self) -> Mm {
        self.style.body.width - self.style.padding * 2.0
    }
}

/// Marks a line of the answer's own text as the beginning of a text, so that it does not continue the line above it.
fn mark_as_new_text(block: &mut LayoutBlock) {
    for placed in &mut block.marks {
        if let PaperMark::Text(run) = &mut placed.mark {
            run.starts_text = true;
            return;
        }
    }
}
