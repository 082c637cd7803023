//! Layout of consents: notices, statements to agree to separately, and signatures.

use super::accessible_label::AccessibleLabel;
use super::block::LayoutBlock;
use super::document::{ElementId, Face, FieldBoxKind, StructureType};
use super::flow::FlowItem;
use super::layout_context::{FormInline, InlineObject, LayoutContext, OfficeParagraph, text_inline};
use super::paragraph::{TextAlign, TypeStyle};
use crate::model::answers::{AnswerName, AnswerOption};
use crate::model::fixed_text;
use crate::model::issued::{ConsentNotice, IssuedConsent, IssuedItem, IssuedKind};
use crate::model::kind::date::DAY;
use crate::units::Mm;

/// The length of the rule to sign on.
const SIGN_RULE: Mm = Mm(26.0);

impl LayoutContext<'_> {
    /// The flow items of a consent: one for each line of the notices, and one for statements and signatures together.
    pub(crate) fn consent(&mut self, field: &IssuedItem, consent: &IssuedConsent, parent: ElementId) -> Vec<FlowItem> {
        let mut items = Vec::new();
        for (index, (_, notice)) in consent.notices.iter().enumerate() {
            let element = self.add_element(StructureType::Paragraph, Some(parent));
            let lines = self.notice_lines(consent, index, element);
            let is_office_content = matches!(notice, ConsentNotice::OfOffice(_));
            if is_office_content {
                let lines = lines.iter().map(|(line, _)| line.height).collect();
                self.office_layout.notice.push(OfficeParagraph { element, lines });
            }
            items.extend(lines.into_iter().map(|(line, keep)| FlowItem {
                keep_with_next: keep,
                is_office_content,
                ..FlowItem::framed(line)
            }));
        }
        items.push(FlowItem::framed(self.agreement(field, consent, parent)));
        items
    }

    /// The lines of a notice, each over the whole width and with whether no page break may follow it; the first line of the first
    /// notice has the padding of the frame above it.
    fn notice_lines(&mut self, consent: &IssuedConsent, index: usize, element: ElementId) -> Vec<(LayoutBlock, bool)> {
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let Some((heading, notice)) = consent.notices.get(index) else { return Vec::new() };
        let bold = TypeStyle { face: Face::HeiBold, size: self.style.small };
        let mut inlines = vec![text_inline(&format!("{heading}{}", fixed_text::COLON), bold, None)];
        let form = self.form;
        inlines.extend(
            form.notice_text(notice).map(|passage| self.prose_inlines(passage, self.small_type())).unwrap_or_default(),
        );
        let lines = self.justified_lines(&inlines, measure, element).into_iter().enumerate();
        let padded = lines.map(|(number, (line, keep))| {
            let mut block = LayoutBlock::space(if (index, number) == (0, 0) { padding } else { Mm::ZERO });
            block.place(&line, padding, block.height);
            block.height += line.height;
            (block, keep)
        });
        padded.collect()
    }

    /// The lines of the notices in an office's words, in the positions of another office's; `None` if the lines have other
    /// heights.
    pub(crate) fn office_notice_lines(&mut self, other_paragraphs: &[OfficeParagraph]) -> Option<Vec<LayoutBlock>> {
        let mut lines = Vec::new();
        let mut other_paragraphs = other_paragraphs.iter();
        let form = self.form;
        for item in form.items() {
            let IssuedKind::Consent(consent) = &item.kind else { continue };
            self.set_subject(&item.label);
            for (index, (_, notice)) in consent.notices.iter().enumerate() {
                if let ConsentNotice::OfOffice(_) = notice {
                    let other = other_paragraphs.next()?;
                    let own_lines = self.notice_lines(consent, index, other.element).into_iter().map(|(line, _)| line);
                    let own_lines: Vec<LayoutBlock> = own_lines.collect();
                    if !own_lines.iter().map(|line| line.height).eq(other.lines.iter().copied()) {
                        return None;
                    }
                    lines.extend(own_lines);
                }
            }
        }
        other_paragraphs.next().is_none().then_some(lines)
    }

    /// The block of statements with their options, and of signatures.
    fn agreement(&mut self, field: &IssuedItem, consent: &IssuedConsent, parent: ElementId) -> LayoutBlock {
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let mut block = LayoutBlock::space(padding * 0.5);
        for (index, statement) in consent.statements.iter().enumerate() {
            let element = self.add_element(StructureType::Paragraph, Some(parent));
            let name = AnswerName::field(&field.name.value).agreement(&statement.agreement);
            let mut accessible_label = AccessibleLabel::plain(name, &statement.words);
            if index == 0 {
                accessible_label = accessible_label.with_remarks(self.item_remarks(field));
            }
            let options = statement.options();
            let statement = format!("{}{}", statement.words, fixed_text::COLON);
            let mut inlines = Vec::new();
            for AnswerOption { value, label, .. } in options {
                let tick = accessible_label.field_box(label, FieldBoxKind::Radio { value: value.into() }, self);
                inlines.push(FormInline::Space { width: Mm(3.0) });
                inlines.push(self.tick_with_label(tick, vec![text_inline(label, self.body_type(), None)]));
            }
            // The options of all statements are aligned below one another, each pair at the end of its statement.
            let options_width = self.natural_width(&inlines) + Mm(0.1);
            let statement_block =
                self.text_line_block(&statement, self.body_type(), measure - options_width, TextAlign::Left, element);
            let options_block = self.paragraph_block(&inlines, options_width, TextAlign::Right, element);
            block.place(&statement_block, padding, block.height);
            let y = block.height + (statement_block.height - options_block.height).max(Mm::ZERO);
            block.place(&options_block, padding + measure - options_width, y);
            block.height = y + options_block.height + Mm(0.6);
        }
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        let scale = self.style.scale();
        let mut inlines = Vec::new();
        for signature in [consent.signature, consent.guardian] {
            let label = text_inline(&format!("{signature}{}", fixed_text::COLON), self.body_type(), None);
            let object = InlineObject::Blank { field: None, ruled: true };
            let rule = FormInline::Object { width: SIGN_RULE * scale, glued: true, object };
            inlines.extend([FormInline::Whole(vec![label, rule]), FormInline::Space { width: Mm(3.0) }]);
        }
        let accessible_label = AccessibleLabel::plain(AnswerName::field(&field.name.value).date(), consent.date);
        inlines.extend(self.date(&accessible_label, &DAY, false, Mm(60.0) * scale));
        block.height += Mm(3.0);
        let align = if self.style.one_column { TextAlign::Left } else { TextAlign::Right };
        let sign = self.paragraph_block(&inlines, measure, align, element);
        block.place(&sign, padding, block.height);
        block.height += sign.height + padding;
        self.add_bottom_rule(&mut block);
        block
    }
}
