//! Signature blocks: the cells in which parties sign and seal, without a page break inside.

use super::accessible_label::AccessibleLabel;
use super::block::LayoutBlock;
use super::control::CellLayout;
use super::document::{ElementId, PaperMark, StructureType};
use super::flow::FlowItem;
use super::layout_context::{FormInline, InlineObject, LayoutContext, text_inline};
use super::paragraph::TextAlign;
use crate::model::answers::AnswerName;
use crate::model::field::SigningMode;
use crate::model::fixed_text;
use crate::model::issued::{IssuedItem, IssuedParty};
use crate::model::kind::date::DAY;
use crate::units::{Mm, Point, Pt, Rect};

/// The radius of the seal circle: a round official seal has a diameter of 38 to 42 mm (国发〔1999〕25 号), the circle 40.
const SEAL_RADIUS: Mm = Mm(20.0);
/// The side of the box for a fingerprint.
const FINGERPRINT_BOX: Mm = Mm(20.0);
/// The distance between seal, fingerprint and text.
const SEAL_GAP: Mm = Mm(2.0);
/// The length of the rule to sign on.
const SIGN_RULE: Mm = Mm(42.0);
/// The empty height above the rule for a signature; more in large print, whose readers also write larger.
const CLEAR_HEIGHT: Mm = Mm(7.5);
const CLEAR_HEIGHT_LARGE: Mm = Mm(18.0);
const SIGN_HEIGHT: Mm = Mm(26.0);
const SEAL_HEIGHT: Mm = Mm(46.0);
const FINGERPRINT_HEIGHT: Mm = Mm(34.0);
/// The share of their usual width that a date's blanks must keep for the label 日期 to be printed before them.
const MIN_BLANK_SHARE: f64 = 0.75;

/// The measurements of a party's cell, in millimetres.
struct PartyCellLayout {
    width: Mm,
    height: Mm,
    /// The measure of the text, which leaves out the seal circle, as a stamp will cover it, and the box of the fingerprint.
    measure: Mm,
    padding: Mm,
}

impl LayoutContext<'_> {
    /// The rows of parties: two in a row, one in large print, each with the room that its signing modes need.
    pub(crate) fn signature_rows(
        &mut self,
        field: &IssuedItem,
        parties: &[IssuedParty],
        parent: ElementId,
    ) -> Vec<FlowItem> {
        let mut items: Vec<FlowItem> = Vec::new();
        for side_by_side in party_rows(parties, self.style.one_column) {
            let width = self.style.body.width / side_by_side.len() as f64;
            let mut cells = Vec::new();
            for party in side_by_side {
                self.set_subject(&party.label);
                let element = self.add_element(StructureType::Paragraph, Some(parent));
                let head = self.party_head(party, self.words_measure(party, width), element);
                cells.push((party, element, head));
            }
            let height = cells.iter().map(|(party, _, head)| self.party_height(party, head)).fold(Mm::ZERO, Mm::max);
            let mut row = LayoutBlock::space(height);
            for (index, (party, element, head)) in cells.into_iter().enumerate() {
                self.set_subject(&party.label);
                let rect = Rect::new(width * index as f64, Mm::ZERO, width, height);
                let measure = self.words_measure(party, width);
                let cell = PartyCellLayout { width, height, measure, padding: self.party_cell_padding() };
                let date_label = party.date.then(|| self.party_label(field, parties, party));
                let block = self.party(date_label.as_ref(), party, &head, &cell, element);
                self.draw_cell(&mut row, rect, false, CellLayout::default());
                row.place(&block, rect.x, Mm::ZERO);
            }
            items.push(FlowItem::framed(row));
        }
        items
    }

    /// The padding inside a party's cell.
    fn party_cell_padding(&self) -> Mm {
        self.style.padding * 1.6
    }

    /// The measure of the text in a cell of this width.
    fn words_measure(&self, party: &IssuedParty, width: Mm) -> Mm {
        let seal = if has_mode(party, SigningMode::Seal) { SEAL_RADIUS * 2.0 + SEAL_GAP } else { Mm::ZERO };
        let fingerprint = if has_mode(party, SigningMode::Fingerprint) { FINGERPRINT_BOX + SEAL_GAP } else { Mm::ZERO };
        width - self.party_cell_padding() * 2.0 - seal - fingerprint
    }

    /// The height of a party's cell: for its signing modes, and for its text with room to sign below.
    fn party_height(&self, party: &IssuedParty, head: &LayoutBlock) -> Mm {
        let mode_heights = party.modes.iter().map(|mode| match mode {
            SigningMode::Sign => SIGN_HEIGHT,
            SigningMode::Seal => SEAL_HEIGHT,
            SigningMode::Fingerprint => FINGERPRINT_HEIGHT,
        });
        let line = self.style.line_height(self.style.text);
        let clear = self.clear_height();
        let guardian = if party.guardian { clear + line * 0.15 } else { Mm::ZERO };
        // A part of the line's own height is above the rule.
        let signature = if has_mode(party, SigningMode::Sign) { (clear - line * 0.85).max(Mm::ZERO) } else { Mm::ZERO };
        let seal = if has_mode(party, SigningMode::Seal) { self.style.line_height(self.style.small) } else { Mm::ZERO };
        let text_height = self.party_cell_padding() * 2.0 + head.height + signature.max(seal) + guardian + line * 2.5;
        mode_heights.fold(text_height.max(SIGN_HEIGHT), Mm::max)
    }

    /// The empty height above a rule.
    fn clear_height(&self) -> Mm {
        if self.style.one_column { CLEAR_HEIGHT_LARGE } else { CLEAR_HEIGHT }
    }

    /// The label and the hint of a party.
    fn party_head(&mut self, party: &IssuedParty, measure: Mm, element: ElementId) -> LayoutBlock {
        let title = self.text_inlines(&party.label, self.label_type());
        let mut block = self.paragraph_block(&title, measure, TextAlign::Left, element);
        if let Some(hint) = &party.hint {
            let inlines = self.prose_inlines(hint, self.small_type());
            let hint = self.paragraph_block(&inlines, measure, TextAlign::Left, element);
            block.append_below(&hint);
        }
        block
    }

    /// The accessible label of a party's date, with the party's hint and, for the first date, the remarks on the item.
    fn party_label(&self, field: &IssuedItem, parties: &[IssuedParty], party: &IssuedParty) -> AccessibleLabel {
        let name = AnswerName::field(&field.name.value).party_date(&party.name.value);
        let label = AccessibleLabel::plain(name, format!("{}{}", party.label.zh, fixed_text::DATE));
        let label = label.with_remarks(party.hint.iter().map(|hint| hint.words("")).collect());
        let is_first = parties.iter().find(|party| party.date).is_some_and(|first| first.name == party.name);
        if is_first { label.with_remarks(self.item_remarks(field)) } else { label }
    }

    /// The block of a party's cell; `date_label` is the accessible label of its date, if it has one.
    fn party(
        &mut self,
        date_label: Option<&AccessibleLabel>,
        party: &IssuedParty,
        head: &LayoutBlock,
        cell: &PartyCellLayout,
        element: ElementId,
    ) -> LayoutBlock {
        let PartyCellLayout { width, height, measure, padding } = *cell;
        let mut block = LayoutBlock::space(height);
        block.place(head, padding, padding);
        let line = self.style.line_height(self.style.text);
        // In the order of signing and of reading: signature, date, then seal or fingerprint.
        let date_top = height - padding - line;
        let guardian_top = if date_label.is_some() { date_top - line * 1.5 } else { date_top };
        let signature_top =
            if party.guardian { guardian_top - self.clear_height() - line * 0.15 } else { guardian_top };
        if has_mode(party, SigningMode::Sign) {
            let label = text_inline(&format!("{}{}", fixed_text::SIGN, fixed_text::COLON), self.body_type(), None);
            // The rule does not reach the circle or the fingerprint's box.
            let available = measure - self.natural_width(std::slice::from_ref(&label)) - self.style.text.mm();
            let width = (SIGN_RULE * self.style.scale()).min(available);
            let rule =
                FormInline::Object { width, glued: true, object: InlineObject::Blank { field: None, ruled: true } };
            let sign = self.paragraph_block(&[label, rule], measure, TextAlign::Left, element);
            block.place(&sign, padding, signature_top);
        }
        if party.guardian {
            let label =
                text_inline(&format!("{}{}", fixed_text::GUARDIAN_SIGNS, fixed_text::COLON), self.body_type(), None);
            let available = measure - self.natural_width(std::slice::from_ref(&label)) - self.style.text.mm();
            let object = InlineObject::Blank { field: None, ruled: true };
            let rule =
                FormInline::Object { width: (SIGN_RULE * self.style.scale()).min(available), glued: true, object };
            let sign = self.paragraph_block(&[label, rule], measure, TextAlign::Left, element);
            block.place(&sign, padding, guardian_top);
        }
        if let Some(date_label) = date_label {
            let inlines = self.party_date(date_label, measure);
            let date = self.paragraph_block(&inlines, measure, TextAlign::Left, element);
            block.place(&date, padding, date_top);
        }
        let right = width - padding;
        let right_of_seal =
            if has_mode(party, SigningMode::Fingerprint) { FINGERPRINT_BOX + SEAL_GAP } else { Mm::ZERO };
        if has_mode(party, SigningMode::Seal) {
            let center = Point { x: right - right_of_seal - SEAL_RADIUS, y: height / 2.0 };
            self.add_seal(&mut block, center, SEAL_RADIUS);
            // Beside the circle, so that a stamp does not cover the word; below the head and above the signature.
            let word = self.text_line_block(
                &fixed_text::bracketed(fixed_text::SEAL),
                self.small_type(),
                measure,
                TextAlign::Right,
                element,
            );
            let y = (height / 2.0 - word.height / 2.0).min(signature_top - word.height).max(padding + head.height);
            block.place(&word, padding, y);
        }
        if has_mode(party, SigningMode::Fingerprint) {
            let (x, y) = (right - FINGERPRINT_BOX, height - padding - FINGERPRINT_BOX);
            let rect = Rect::new(x, y, FINGERPRINT_BOX, FINGERPRINT_BOX);
            block.add_artifact(PaperMark::Box { rect, fill: None, stroke: Some(Pt(0.5)) });
            let word = self.text_line_block(
                fixed_text::FINGERPRINT,
                self.small_type(),
                FINGERPRINT_BOX,
                TextAlign::Center,
                element,
            );
            block.place(&word, rect.x, rect.y - word.height);
        }
        block
    }

    /// 日期：年 月 日, without the label 日期 if the blanks would become too narrow.
    fn party_date(&mut self, accessible_label: &AccessibleLabel, measure: Mm) -> Vec<FormInline> {
        let label = text_inline(&format!("{}{}", fixed_text::DATE, fixed_text::COLON), self.body_type(), None);
        // Without the empty half of the colon, which counts only if something follows it.
        let available = measure - self.natural_width(std::slice::from_ref(&label)) - self.style.text.mm() / 2.0;
        let usual_width = self.natural_width(&self.date(accessible_label, &DAY, false, measure * 2.0));
        let letters = self.style.text.mm() * 3.0;
        let has_label = available - letters >= (usual_width - letters) * MIN_BLANK_SHARE;
        let mut inlines = if has_label { vec![label] } else { Vec::new() };
        inlines.extend(self.date(accessible_label, &DAY, false, if has_label { available } else { measure }));
        inlines
    }
}

fn has_mode(party: &IssuedParty, mode: SigningMode) -> bool {
    party.modes.contains(&mode)
}

/// The parties in rows of one or two. A party with both seal and fingerprint takes a row of its own.
fn party_rows(parties: &[IssuedParty], one_column: bool) -> Vec<&[IssuedParty]> {
    let wide = |party: &IssuedParty| has_mode(party, SigningMode::Seal) && has_mode(party, SigningMode::Fingerprint);
    let mut rows = Vec::new();
    let mut remaining = parties;
    while let Some(first) = remaining.first() {
        let two = !one_column && !wide(first) && remaining.get(1).is_some_and(|second| !wide(second));
        let (row, others) = remaining.split_at(if two { 2 } else { 1 });
        rows.push(row);
        remaining = others;
    }
    rows
}
