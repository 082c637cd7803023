//! Where people sign and seal: blocks that no page break tears.

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

/// A round official seal is 38 to 42 mm across (国发〔1999〕25 号); its place has room for 40.
const SEAL_RADIUS: Mm = Mm(20.0);
/// A fingerprint's box.
const FINGERPRINT_BOX: Mm = Mm(20.0);
/// Between seal, fingerprint and words.
const SEAL_GAP: Mm = Mm(2.0);
/// The rule one signs on.
const SIGN_RULE: Mm = Mm(42.0);
/// The height over the rule that is left clear for a signature, and in large print, whose readers write
/// larger too.
const CLEAR_HEIGHT: Mm = Mm(7.5);
const CLEAR_HEIGHT_LARGE: Mm = Mm(18.0);
const SIGN_HEIGHT: Mm = Mm(26.0);
const SEAL_HEIGHT: Mm = Mm(46.0);
const FINGERPRINT_HEIGHT: Mm = Mm(34.0);
/// A date is named where this much of the usual blanks is left beside its name.
const MIN_BLANK_SHARE: f64 = 0.75;

/// Where the parts of a party's cell stand, from its own corner.
struct PartyCellLayout {
    width: Mm,
    height: Mm,
    /// What words get: they keep out of the circle, which a stamp will cover, and of the finger's box.
    measure: Mm,
    padding: Mm,
}

impl LayoutContext<'_> {
    /// Two parties a row, in large print one, each with the room its ways of signing take.
    pub(crate) fn signature_rows(
        &mut self,
        field: &IssuedItem,
        parties: &[IssuedParty],
        parent: ElementId,
    ) -> Vec<FlowItem> {
        let mut slabs: Vec<FlowItem> = Vec::new();
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
                let places = PartyCellLayout { width, height, measure, padding: self.party_cell_padding() };
                let asked = party.date.then(|| self.party_label(field, parties, party));
                let block = self.party(asked.as_ref(), party, &head, &places, element);
                self.draw_cell(&mut row, rect, false, CellLayout::default());
                row.place(&block, rect.x, Mm::ZERO);
            }
            slabs.push(FlowItem::framed(row));
        }
        slabs
    }

    /// Between a cell's rules and what stands in it.
    fn party_cell_padding(&self) -> Mm {
        self.style.padding * 1.6
    }

    /// What words get of a cell this wide.
    fn words_measure(&self, party: &IssuedParty, width: Mm) -> Mm {
        let seal = if has_mode(party, SigningMode::Seal) { SEAL_RADIUS * 2.0 + SEAL_GAP } else { Mm::ZERO };
        let finger = if has_mode(party, SigningMode::Fingerprint) { FINGERPRINT_BOX + SEAL_GAP } else { Mm::ZERO };
        width - self.party_cell_padding() * 2.0 - seal - finger
    }

    /// The height a party needs: for its ways of signing, and for its words with room to sign below them.
    fn party_height(&self, party: &IssuedParty, head: &LayoutBlock) -> Mm {
        let modes = party.modes.iter().map(|mode| match mode {
            SigningMode::Sign => SIGN_HEIGHT,
            SigningMode::Seal => SEAL_HEIGHT,
            SigningMode::Fingerprint => FINGERPRINT_HEIGHT,
        });
        let line = self.style.line_height(self.style.text);
        let clear = self.clear_height();
        let guardian = if party.guardian { clear + line * 0.15 } else { Mm::ZERO };
        // Over the rule a line has a part of its own height.
        let above = if has_mode(party, SigningMode::Sign) { (clear - line * 0.85).max(Mm::ZERO) } else { Mm::ZERO };
        let seal = if has_mode(party, SigningMode::Seal) { self.style.line_height(self.style.small) } else { Mm::ZERO };
        let words = self.party_cell_padding() * 2.0 + head.height + above.max(seal) + guardian + line * 2.5;
        modes.fold(words.max(SIGN_HEIGHT), Mm::max)
    }

    /// What is left clear over a rule.
    fn clear_height(&self) -> Mm {
        if self.style.one_column { CLEAR_HEIGHT_LARGE } else { CLEAR_HEIGHT }
    }

    /// Who signs, and the hint.
    fn party_head(&mut self, party: &IssuedParty, measure: Mm, element: ElementId) -> LayoutBlock {
        let title = self.text_inlines(&party.label, self.label_type());
        let mut top = self.paragraph_block(&title, measure, TextAlign::Left, element);
        if let Some(hint) = &party.hint {
            let pieces = self.prose_inlines(hint, self.small_type());
            let hint = self.paragraph_block(&pieces, measure, TextAlign::Left, element);
            top.append_below(&hint);
        }
        top
    }

    /// The day a party signs, with what is said of the party and, at the first day, of all.
    fn party_label(&self, field: &IssuedItem, parties: &[IssuedParty], party: &IssuedParty) -> AccessibleLabel {
        let name = AnswerName::field(&field.name.value).party_date(&party.name.value);
        let asked = AccessibleLabel::plain(name, format!("{}{}", party.label.zh, fixed_text::DATE));
        let asked = asked.with_remarks(party.hint.iter().map(|hint| hint.words("")).collect());
        let is_first = parties.iter().find(|party| party.date).is_some_and(|first| first.name == party.name);
        if is_first { asked.with_remarks(self.item_remarks(field)) } else { asked }
    }

    /// `asked`: its date, where it has one.
    fn party(
        &mut self,
        asked: Option<&AccessibleLabel>,
        party: &IssuedParty,
        head: &LayoutBlock,
        places: &PartyCellLayout,
        element: ElementId,
    ) -> LayoutBlock {
        let PartyCellLayout { width, height, measure, padding } = *places;
        let mut block = LayoutBlock::space(height);
        block.place(head, padding, padding);
        let line = self.style.line_height(self.style.text);
        // In the order in which one does it and hears of it: name, date, then seal or finger.
        let bottom = height - padding - line;
        let guarded = if asked.is_some() { bottom - line * 1.5 } else { bottom };
        let signed = if party.guardian { guarded - self.clear_height() - line * 0.15 } else { guarded };
        if has_mode(party, SigningMode::Sign) {
            let lead = text_inline(&format!("{}{}", fixed_text::SIGN, fixed_text::COLON), self.body_type(), None);
            // Not up to the circle, nor to the finger's box.
            let room = measure - self.natural_width(std::slice::from_ref(&lead)) - self.style.text.mm();
            let width = (SIGN_RULE * self.style.scale()).min(room);
            let rule =
                FormInline::Object { width, glued: true, object: InlineObject::Blank { field: None, ruled: true } };
            let sign = self.paragraph_block(&[lead, rule], measure, TextAlign::Left, element);
            block.place(&sign, padding, signed);
        }
        if party.guardian {
            let lead =
                text_inline(&format!("{}{}", fixed_text::GUARDIAN_SIGNS, fixed_text::COLON), self.body_type(), None);
            let room = measure - self.natural_width(std::slice::from_ref(&lead)) - self.style.text.mm();
            let object = InlineObject::Blank { field: None, ruled: true };
            let rule = FormInline::Object { width: (SIGN_RULE * self.style.scale()).min(room), glued: true, object };
            let sign = self.paragraph_block(&[lead, rule], measure, TextAlign::Left, element);
            block.place(&sign, padding, guarded);
        }
        if let Some(asked) = asked {
            let pieces = self.party_date(asked, measure);
            let date = self.paragraph_block(&pieces, measure, TextAlign::Left, element);
            block.place(&date, padding, bottom);
        }
        let right = width - padding;
        let left_of_finger =
            if has_mode(party, SigningMode::Fingerprint) { FINGERPRINT_BOX + SEAL_GAP } else { Mm::ZERO };
        if has_mode(party, SigningMode::Seal) {
            let center = Point { x: right - left_of_finger - SEAL_RADIUS, y: height / 2.0 };
            self.add_seal(&mut block, center, SEAL_RADIUS);
            // Beside the circle, so that a stamp does not cover the word; below the head, above the signature.
            let word = self.text_line_block(
                &fixed_text::bracketed(fixed_text::SEAL),
                self.small_type(),
                measure,
                TextAlign::Right,
                element,
            );
            let y = (height / 2.0 - word.height / 2.0).min(signed - word.height).max(padding + head.height);
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

    /// 日期：年 月 日; without its name where the blanks would become too narrow.
    fn party_date(&mut self, asked: &AccessibleLabel, measure: Mm) -> Vec<FormInline> {
        let lead = text_inline(&format!("{}{}", fixed_text::DATE, fixed_text::COLON), self.body_type(), None);
        // With the empty half of the colon, which counts where something follows it.
        let room = measure - self.natural_width(std::slice::from_ref(&lead)) - self.style.text.mm() / 2.0;
        let usual = self.natural_width(&self.date(asked, &DAY, false, measure * 2.0));
        let letters = self.style.text.mm() * 3.0;
        let named = room - letters >= (usual - letters) * MIN_BLANK_SHARE;
        let mut pieces = if named { vec![lead] } else { Vec::new() };
        pieces.extend(self.date(asked, &DAY, false, if named { room } else { measure }));
        pieces
    }
}

fn has_mode(party: &IssuedParty, mode: SigningMode) -> bool {
    party.modes.contains(&mode)
}

/// The parties that stand side by side. Seal and fingerprint together leave no room for another.
fn party_rows(parties: &[IssuedParty], one_column: bool) -> Vec<&[IssuedParty]> {
    let wide = |party: &IssuedParty| has_mode(party, SigningMode::Seal) && has_mode(party, SigningMode::Fingerprint);
    let mut rows = Vec::new();
    let mut rest = parties;
    while let Some(first) = rest.first() {
        let two = !one_column && !wide(first) && rest.get(1).is_some_and(|second| !wide(second));
        let (row, others) = rest.split_at(if two { 2 } else { 1 });
        rows.push(row);
        rest = others;
    }
    rows
}
