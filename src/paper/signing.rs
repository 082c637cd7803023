//! Where people sign and seal: blocks that no page break tears.

use super::block::Block;
use super::control::Content;
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::Align;
use super::sheet::{ElementId, Mark, Role};
use crate::model::form::Field;
use crate::model::kind::{Mode, Party};
use crate::model::terms;
use crate::units::{Mm, Point, Pt, Rect};

/// A round official seal is 38 to 42 mm across (国发〔1999〕25 号); its place has room for 40.
const SEAL_RADIUS: Mm = Mm(20.0);
/// A fingerprint's box.
const FINGERPRINT_BOX: Mm = Mm(20.0);
/// The rule one signs on.
const SIGN_RULE: Mm = Mm(42.0);
const SIGN_HEIGHT: Mm = Mm(26.0);
const SEAL_HEIGHT: Mm = Mm(46.0);
const FINGERPRINT_HEIGHT: Mm = Mm(34.0);

impl Draft<'_> {
    /// Two parties a row, in large print one, each with the room its ways of signing take.
    pub fn signatures(&mut self, field: &Field, parties: &[Party], parent: ElementId) -> Vec<Slab> {
        let mut slabs: Vec<Slab> = Vec::new();
        for pair in parties.chunks(if self.style.one_column { 1 } else { 2 }) {
            let width = self.style.body.width / pair.len() as f64;
            let elements: Vec<ElementId> = pair.iter().map(|_| self.element(Role::Paragraph, Some(parent))).collect();
            let tops: Vec<Block> =
                pair.iter().zip(&elements).map(|(party, element)| self.party_head(party, width, *element)).collect();
            let lines = self.style.line_height(self.style.text) * 2.5 + self.style.padding * 3.2;
            let needed = |(party, top): (&Party, &Block)| height(party).max(top.height + lines);
            let height = pair.iter().zip(&tops).map(needed).fold(Mm::ZERO, Mm::max);
            let mut row = Block::space(height);
            for (index, ((party, top), element)) in pair.iter().zip(&tops).zip(elements).enumerate() {
                let rect = Rect::new(width * index as f64, Mm::ZERO, width, height);
                let block = self.party(field, party, top, width, height, element);
                self.cell(&mut row, rect, false, Content::default());
                row.lay(&block, rect.x, Mm::ZERO);
            }
            slabs.push(Slab::framed(row));
        }
        slabs
    }

    /// What words get of a cell this wide: they keep out of the circle, which a stamp will cover.
    fn beside_seal(&self, party: &Party, width: Mm) -> Mm {
        let sealed = if is_sealed(party) { SEAL_RADIUS * 2.0 + Mm(1.0) } else { Mm::ZERO };
        width - self.style.padding * 3.2 - sealed
    }

    /// Who signs, and the hint.
    fn party_head(&mut self, party: &Party, width: Mm, element: ElementId) -> Block {
        let measure = self.beside_seal(party, width);
        let title = self.text(&party.label, self.label());
        let mut top = self.paragraph(&title, measure, Align::Left, element);
        if let Some(hint) = &party.hint {
            let pieces = self.prose(hint, self.small());
            let hint = self.paragraph(&pieces, measure, Align::Left, element);
            top.stack(&hint);
        }
        top
    }

    fn party(&mut self, field: &Field, party: &Party, top: &Block, width: Mm, height: Mm, element: ElementId) -> Block {
        let padding = self.style.padding * 1.6;
        let sealed = is_sealed(party);
        let measure = self.beside_seal(party, width);
        let mut block = Block::space(height);
        let name = format!("{}.{}", field.name.value, party.name.value);
        block.lay(top, padding, padding);
        let line = self.style.line_height(self.style.text);
        // In the order in which one does it and hears of it: name, date, then seal or finger.
        let bottom = height - padding - line;
        if party.modes.contains(&Mode::Sign) {
            let lead = words(&format!("{}{}", terms::SIGN, terms::COLON), self.body(), None);
            let rule = SIGN_RULE.min(measure - self.natural(std::slice::from_ref(&lead)) - self.style.text.mm());
            let beside = party.modes.contains(&Mode::Fingerprint) && !self.style.one_column;
            let rule = if beside { rule.min(Mm(26.0)) } else { rule };
            let pieces =
                [lead, Piece::Object { width: rule, glued: true, object: Object::Blank { field: None, ruled: true } }];
            let sign = self.paragraph(&pieces, measure, Align::Left, element);
            let y = if party.date { bottom - line * 1.5 } else { bottom };
            block.lay(&sign, padding, y);
        }
        if party.date {
            // Beside a seal there is room for the date alone.
            let lead = if sealed { String::new() } else { format!("{}{}", terms::DATE, terms::COLON) };
            let mut pieces = vec![words(&lead, self.body(), None)];
            let room = measure - self.natural(&pieces);
            let field = labelled(field, party, terms::DATE);
            pieces.extend(self.date(&field, &format!("{name}.date"), true, false, room));
            let date = self.paragraph(&pieces, measure, Align::Left, element);
            block.lay(&date, padding, bottom);
        }
        if sealed {
            let center = Point { x: width - padding - SEAL_RADIUS, y: height / 2.0 };
            self.seal(&mut block, center, SEAL_RADIUS);
            // Beside the circle, so that a stamp does not cover the word.
            let word = self.words(&terms::bracketed(terms::SEAL), self.small(), measure, Align::Right, element);
            block.lay(&word, padding, height / 2.0 - word.height / 2.0);
        }
        if party.modes.contains(&Mode::Fingerprint) {
            let rect = Rect::new(
                width - padding - FINGERPRINT_BOX,
                height - padding - FINGERPRINT_BOX,
                FINGERPRINT_BOX,
                FINGERPRINT_BOX,
            );
            block.artifact(Mark::Box { rect, fill: None, stroke: Some(Pt(0.5)) });
            let word = self.words(terms::FINGERPRINT, self.small(), FINGERPRINT_BOX, Align::Center, element);
            block.lay(&word, rect.x, rect.y - word.height);
        }
        block
    }
}

fn is_sealed(party: &Party) -> bool {
    party.modes.contains(&Mode::Seal)
}

/// The room that the ways of signing take.
fn height(party: &Party) -> Mm {
    let heights = party.modes.iter().map(|mode| match mode {
        Mode::Sign => SIGN_HEIGHT,
        Mode::Seal => SEAL_HEIGHT,
        Mode::Fingerprint => FINGERPRINT_HEIGHT,
    });
    heights.fold(SIGN_HEIGHT, Mm::max)
}

fn labelled(field: &Field, party: &Party, part: &str) -> Field {
    let mut field = field.clone();
    field.label = party.label.clone();
    field.label.zh = format!("{}{part}", party.label.zh);
    field
}
