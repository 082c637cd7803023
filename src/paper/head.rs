//! What every form begins with: programme, title, office and number.

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

/// Ems for each character of the number.
const SERIAL_PLACE: f64 = 0.6;

impl LayoutContext<'_> {
    /// Programme with what the form is, title, office and serial number.
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
        let pieces = self.text_inlines(&form.title, bold);
        let title = self.paragraph_block(&pieces, measure, TextAlign::Center, heading);
        let first = self.structure.len();
        let meta = self.office_and_serial();
        self.office_layout.elements = first..self.structure.len();
        self.office_layout.height = meta.height;
        vec![
            FlowItem::unframed(line).keep_with_next(),
            FlowItem::unframed(title).keep_with_next().with_space_above(Mm(1.0)),
            FlowItem { is_office_content: true, ..FlowItem::unframed(meta).keep_with_next().with_space_above(Mm(2.5)) },
            FlowItem::unframed(LayoutBlock::space(Mm(1.2))).keep_with_next(),
        ]
    }

    /// What a head says of the office alone: its name at the left, the number at the right; in one column, one below
    /// the other.
    pub(crate) fn office_and_serial(&mut self) -> LayoutBlock {
        let measure = self.style.body.width;
        let (left_measure, right_measure) =
            if self.style.one_column { (measure, measure) } else { (measure * 0.56, measure * 0.44) };
        let left = self.add_element(StructureType::Paragraph, None);
        let mut pieces =
            vec![text_inline(&format!("{}{}", fixed_text::OFFICE, fixed_text::COLON), self.body_type(), None)];
        pieces.extend(self.office_inlines());
        let mut block = self.paragraph_block(&pieces, left_measure, TextAlign::Left, left);
        let right = self.add_element(StructureType::Paragraph, None);
        let mut pieces =
            vec![text_inline(&format!("{}{}", fixed_text::SERIAL, fixed_text::COLON), self.body_type(), None)];
        pieces.extend(self.serial_inlines());
        let align = if self.style.one_column { TextAlign::Left } else { TextAlign::Right };
        let serial = self.paragraph_block(&pieces, right_measure, align, right);
        if self.style.one_column {
            block.append_below(&serial);
            return block;
        }
        block.height = block.height.max(serial.height);
        let y = block.height - serial.height;
        block.place(&serial, left_measure, y);
        block
    }

    /// The office's name, or the city and a blank, or a blank.
    fn office_inlines(&self) -> Vec<FormInline> {
        let blank = |width: Mm| {
            let entry = FieldBoxKind::Text { multiline: false, length: None, centered: false };
            let asked = AccessibleLabel::plain(AnswerName::office(), fixed_text::OFFICE);
            let field = FieldBox { in_line: true, ..asked.field_box("", entry, self) };
            let object = InlineObject::Blank { field: Some(field), ruled: true };
            FormInline::Object { width, glued: false, object }
        };
        let IssuedOffice { line, city, .. } = &self.form.office;
        let span = city.as_ref().map(|city| city.span);
        // Beside the city's name there is less room.
        let width = if line.len() > 1 { Mm(46.0) } else { Mm(62.0) } * self.style.scale();
        let piece = |run: &ProseRun| match run {
            ProseRun::Words(words) => layout_context::text_inline(words, self.body_type(), span),
            ProseRun::Blank(_) | ProseRun::Empty { .. } => blank(width),
        };
        line.iter().map(piece).collect()
    }

    /// The office's name where it is known.
    pub(crate) fn office_name(&self) -> Vec<FormInline> {
        let IssuedOffice { name, city, .. } = &self.form.office;
        name.iter().map(|name| text_inline(name, self.body_type(), city.as_ref().map(|city| city.span))).collect()
    }

    /// The form's pattern, its `_` as blanks; or one blank.
    pub(crate) fn serial_inlines(&self) -> Vec<FormInline> {
        self.serial_inlines_in(self.body_type(), SERIAL_PLACE)
    }

    /// The same in this type, so many ems for each character to write.
    pub(crate) fn serial_inlines_in(&self, style: TypeStyle, place: f64) -> Vec<FormInline> {
        let mut pieces = Vec::new();
        let mut blanks = 0;
        for run in pattern_runs(&self.form.serial.pattern) {
            if run.starts_with('_') {
                blanks += 1;
                let entry = FieldBoxKind::Text { multiline: false, length: Some(run.len() as u32), centered: true };
                let asked = AccessibleLabel::plain(
                    AnswerName::serial().blank(blanks),
                    fixed_text::serial_part(blanks, run.len()),
                );
                let blank = asked.field_box("", entry, self);
                let field = FieldBox { size: style.size, numeric: true, in_line: true, ..blank };
                let width = style.size.mm() * (place * run.len() as f64);
                let object = InlineObject::Blank { field: Some(field), ruled: true };
                pieces.push(FormInline::Object { width, glued: true, object });
            } else {
                pieces.push(text_inline(run, style, None));
            }
        }
        pieces
    }
}

/// A pattern cut where `_` begins or ends.
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
