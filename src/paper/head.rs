//! Layout of the head of a form: programme, title, office and serial number.

use super::accessible_label::AccessibleLabel;
use super::block::LayoutBlock;
use super::document::{FieldBox, FieldBoxKind, StructureType};
use super::flow::FlowItem;
use super::layout_context::{self, FormInline, InlineObject, LayoutContext, text_inline};
use super::paragraph::{TextAlign, TypeStyle};
use crate::model::answers::AnswerName;
use crate::model::fixed_text;
use crate::model::issued::{IssuedOffice, ProseRun};
use crate::units::Mm;

/// The width of each character of the serial number, in ems.
const SERIAL_PLACE: f64 = 0.6;

impl LayoutContext<'_> {
    /// The flow items of the head: programme, form number and standing; title; office and serial number.
    pub(crate) fn head(&mut self) -> Vec<FlowItem> {
        let form = self.form;
        let measure = self.style.body.width;
        let programme = self.add_element(StructureType::Paragraph, None);
        let mut line = vec![text_inline(&format!("{}　{}", form.programme, form.number), self.body_type(), None)];
        line.extend(
            form.standing.iter().map(|standing| text_inline(&fixed_text::bracketed(standing), self.small_type(), None)),
        );
        let line = self.paragraph_block(&line, measure, TextAlign::Center, programme);
        let heading = self.add_element(StructureType::Heading(1), None);
        let bold = TypeStyle { face: self.style.title_face, size: self.style.title };
        let inlines = self.text_inlines(&form.title, bold);
        let title = self.paragraph_block(&inlines, measure, TextAlign::Center, heading);
        let first_element = self.structure.len();
        let office_block = self.office_and_serial();
        self.office_layout.elements = first_element..self.structure.len();
        self.office_layout.height = office_block.height;
        vec![
            FlowItem::unframed(line).keep_with_next(),
            FlowItem::unframed(title).keep_with_next().with_space_above(Mm(1.0)),
            FlowItem {
                is_office_content: true,
                ..FlowItem::unframed(office_block).keep_with_next().with_space_above(Mm(2.5))
            },
            FlowItem::unframed(LayoutBlock::space(Mm(1.2))).keep_with_next(),
        ]
    }

    /// The line of the head that differs by office: the office at the left and the serial number at the right; in a single column,
    /// one below the other.
    pub(crate) fn office_and_serial(&mut self) -> LayoutBlock {
        let measure = self.style.body.width;
        let (left_measure, right_measure) =
            if self.style.one_column { (measure, measure) } else { (measure * 0.56, measure * 0.44) };
        let left = self.add_element(StructureType::Paragraph, None);
        let mut inlines =
            vec![text_inline(&format!("{}{}", fixed_text::OFFICE, fixed_text::COLON), self.body_type(), None)];
        inlines.extend(self.office_inlines());
        let mut block = self.paragraph_block(&inlines, left_measure, TextAlign::Left, left);
        let right = self.add_element(StructureType::Paragraph, None);
        let mut inlines =
            vec![text_inline(&format!("{}{}", fixed_text::SERIAL, fixed_text::COLON), self.body_type(), None)];
        inlines.extend(self.serial_inlines());
        let align = if self.style.one_column { TextAlign::Left } else { TextAlign::Right };
        let serial = self.paragraph_block(&inlines, right_measure, align, right);
        if self.style.one_column {
            block.append_below(&serial);
            return block;
        }
        block.height = block.height.max(serial.height);
        let y = block.height - serial.height;
        block.place(&serial, left_measure, y);
        block
    }

    /// The inlines of the office: its name, or the city and a blank, or a blank.
    fn office_inlines(&self) -> Vec<FormInline> {
        let blank = |width: Mm| {
            let kind = FieldBoxKind::Text { multiline: false, length: None, centered: false };
            let label = AccessibleLabel::plain(AnswerName::office(), fixed_text::OFFICE);
            let field = FieldBox { in_line: true, ..label.field_box("", kind, self) };
            let object = InlineObject::Blank { field: Some(field), ruled: true };
            FormInline::Object { width, glued: false, object }
        };
        let IssuedOffice { line, city, .. } = &self.form.office;
        let span = city.as_ref().map(|city| city.span);
        // There is less room beside the city's name.
        let width = if line.len() > 1 { Mm(46.0) } else { Mm(62.0) } * self.style.scale();
        let inline = |run: &ProseRun| match run {
            ProseRun::Words(words) => layout_context::text_inline(words, self.body_type(), span),
            ProseRun::Blank(_) | ProseRun::Empty { .. } => blank(width),
        };
        line.iter().map(inline).collect()
    }

    /// The office's name as an inline; empty if the name is not known.
    pub(crate) fn office_name(&self) -> Vec<FormInline> {
        let IssuedOffice { name, city, .. } = &self.form.office;
        name.iter().map(|name| text_inline(name, self.body_type(), city.as_ref().map(|city| city.span))).collect()
    }

    /// The serial number: the form's pattern with its `_` as blanks.
    pub(crate) fn serial_inlines(&self) -> Vec<FormInline> {
        self.serial_inlines_in(self.body_type(), SERIAL_PLACE)
    }

    /// The serial number in this type, with so many ems for each character to write.
    pub(crate) fn serial_inlines_in(&self, style: TypeStyle, ems: f64) -> Vec<FormInline> {
        let mut inlines = Vec::new();
        let mut blank_number = 0;
        for run in pattern_runs(&self.form.serial.pattern) {
            if run.starts_with('_') {
                blank_number += 1;
                let kind = FieldBoxKind::Text { multiline: false, length: Some(run.len() as u32), centered: true };
                let label = AccessibleLabel::plain(
                    AnswerName::serial().blank(blank_number),
                    fixed_text::serial_part(blank_number, run.len()),
                );
                let blank = label.field_box("", kind, self);
                let field = FieldBox { size: style.size, numeric: true, in_line: true, ..blank };
                let width = style.size.mm() * (ems * run.len() as f64);
                let object = InlineObject::Blank { field: Some(field), ruled: true };
                inlines.push(FormInline::Object { width, glued: true, object });
            } else {
                inlines.push(text_inline(run, style, None));
            }
        }
        inlines
    }
}

/// Splits a pattern into runs of `_` and runs of other characters.
fn pattern_runs(pattern: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    for (index, character) in pattern.char_indices() {
        let before = pattern[start..index].chars().next_back();
        if before.is_some_and(|before| (before == '_') != (character == '_')) {
            runs.push(&pattern[start..index]);
            start = index;
        }
    }
    if start < pattern.len() {
        runs.push(&pattern[start..]);
    }
    runs
}
