//! Notice and consent: what a person is told, what they agree to separately, and where they sign for it.

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

/// The rule one signs on.
const SIGN_RULE: Mm = Mm(26.0);

impl LayoutContext<'_> {
    /// A line a slab for what is told; what is agreed to and the signature for it are never torn.
    pub(crate) fn consent(&mut self, field: &IssuedItem, consent: &IssuedConsent, parent: ElementId) -> Vec<FlowItem> {
        let mut slabs = Vec::new();
        for (index, (_, told)) in consent.notices.iter().enumerate() {
            let element = self.add_element(StructureType::Paragraph, Some(parent));
            let lines = self.notice_lines(consent, index, element);
            let own = matches!(told, ConsentNotice::OfOffice(_));
            if own {
                let lines = lines.iter().map(|(line, _)| line.height).collect();
                self.office_layout.notice.push(OfficeParagraph { element, lines });
            }
            slabs.extend(lines.into_iter().map(|(line, keep)| FlowItem {
                keep_with_next: keep,
                is_office_content: own,
                ..FlowItem::framed(line)
            }));
        }
        slabs.push(FlowItem::framed(self.agreement(field, consent, parent)));
        slabs
    }

    /// The lines of what is told, each as wide as the sheet's body, and whether it stays on the page of the next; the first
    /// thing told has the room of the frame above it.
    fn notice_lines(&mut self, consent: &IssuedConsent, index: usize, element: ElementId) -> Vec<(LayoutBlock, bool)> {
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let Some((heading, told)) = consent.notices.get(index) else { return Vec::new() };
        let lead = TypeStyle { face: Face::HeiBold, size: self.style.small };
        let mut pieces = vec![text_inline(&format!("{heading}{}", fixed_text::COLON), lead, None)];
        let form = self.form;
        pieces.extend(
            form.notice_text(told).map(|passage| self.prose_inlines(passage, self.small_type())).unwrap_or_default(),
        );
        let lines = self.justified_lines(&pieces, measure, element).into_iter().enumerate();
        let framed = lines.map(|(number, (line, keep))| {
            let mut block = LayoutBlock::space(if (index, number) == (0, 0) { padding } else { Mm::ZERO });
            block.place(&line, padding, block.height);
            block.height += line.height;
            (block, keep)
        });
        framed.collect()
    }

    /// What is told in the office's words, line by line, where another office's stand that take the same lines; `None`
    /// where its own take others.
    pub(crate) fn office_notice_lines(&mut self, others: &[OfficeParagraph]) -> Option<Vec<LayoutBlock>> {
        let mut lines = Vec::new();
        let mut others = others.iter();
        let form = self.form;
        for item in form.items() {
            let IssuedKind::Consent(consent) = &item.kind else { continue };
            self.set_subject(&item.label);
            for (index, (_, told)) in consent.notices.iter().enumerate() {
                if let ConsentNotice::OfOffice(_) = told {
                    let other = others.next()?;
                    let own = self.notice_lines(consent, index, other.element).into_iter().map(|(line, _)| line);
                    let own: Vec<LayoutBlock> = own.collect();
                    if !own.iter().map(|line| line.height).eq(other.lines.iter().copied()) {
                        return None;
                    }
                    lines.extend(own);
                }
            }
        }
        others.next().is_none().then_some(lines)
    }

    /// What is agreed to, to be ticked, and the signatures.
    fn agreement(&mut self, field: &IssuedItem, consent: &IssuedConsent, parent: ElementId) -> LayoutBlock {
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let mut block = LayoutBlock::space(padding * 0.5);
        for (index, statement) in consent.statements.iter().enumerate() {
            let element = self.add_element(StructureType::Paragraph, Some(parent));
            let name = AnswerName::field(&field.name.value).agreement(&statement.agreement);
            let mut asked = AccessibleLabel::plain(name, &statement.words);
            if index == 0 {
                asked = asked.with_remarks(self.item_remarks(field));
            }
            let offered = statement.options();
            let statement = format!("{}{}", statement.words, fixed_text::COLON);
            let mut pieces = Vec::new();
            for AnswerOption { value, label, .. } in offered {
                let tick = asked.field_box(label, FieldBoxKind::Radio { value: value.into() }, self);
                pieces.push(FormInline::Space { width: Mm(3.0) });
                pieces.push(self.tick_with_label(tick, vec![text_inline(label, self.body_type(), None)]));
            }
            // The ticks of all statements stand below one another, each pair at the end of what it answers.
            let room = self.natural_width(&pieces) + Mm(0.1);
            let words = self.text_line_block(&statement, self.body_type(), measure - room, TextAlign::Left, element);
            let ticks = self.paragraph_block(&pieces, room, TextAlign::Right, element);
            block.place(&words, padding, block.height);
            let y = block.height + (words.height - ticks.height).max(Mm::ZERO);
            block.place(&ticks, padding + measure - room, y);
            block.height = y + ticks.height + Mm(0.6);
        }
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        let scale = self.style.scale();
        let mut pieces = Vec::new();
        for signature in [consent.signature, consent.guardian] {
            let lead = text_inline(&format!("{signature}{}", fixed_text::COLON), self.body_type(), None);
            let object = InlineObject::Blank { field: None, ruled: true };
            let rule = FormInline::Object { width: SIGN_RULE * scale, glued: true, object };
            pieces.extend([FormInline::Whole(vec![lead, rule]), FormInline::Space { width: Mm(3.0) }]);
        }
        let asked = AccessibleLabel::plain(AnswerName::field(&field.name.value).date(), consent.date);
        pieces.extend(self.date(&asked, &DAY, false, Mm(60.0) * scale));
        block.height += Mm(3.0);
        let align = if self.style.one_column { TextAlign::Left } else { TextAlign::Right };
        let sign = self.paragraph_block(&pieces, measure, align, element);
        block.place(&sign, padding, block.height);
        block.height += sign.height + padding;
        self.add_bottom_rule(&mut block);
        block
    }
}
