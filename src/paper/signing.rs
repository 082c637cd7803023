//! Where people sign and seal: blocks that no page break tears.

use super::asked::Asked;
use super::block::Block;
use super::control::Content;
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::Align;
use super::sheet::{ElementId, Mark, Role};
use crate::model::answers::AnswerName;
use crate::model::field::Mode;
use crate::model::issued::{Item, Party};
use crate::model::kind::date::DAY;
use crate::model::terms;
use crate::units::{Mm, Point, Pt, Rect};

/// A round official seal is 38 to 42 mm across (国发〔1999〕25 号); its place has room for 40.
const SEAL_RADIUS: Mm = Mm(20.0);
/// A fingerprint's box.
const FINGERPRINT_BOX: Mm = Mm(20.0);
/// Between seal, fingerprint and words.
const APART: Mm = Mm(2.0);
/// The rule one signs on.
const SIGN_RULE: Mm = Mm(42.0);
/// The height over the rule that is left clear for a signature, and in large print, whose readers write
/// larger too.
const CLEAR: Mm = Mm(7.5);
const CLEAR_LARGE: Mm = Mm(18.0);
const SIGN_HEIGHT: Mm = Mm(26.0);
const SEAL_HEIGHT: Mm = Mm(46.0);
const FINGERPRINT_HEIGHT: Mm = Mm(34.0);
/// A date is named where this much of the usual blanks is left beside its name.
const BLANKS_LEFT: f64 = 0.75;

/// Where the parts of a party's cell stand, from its own corner.
struct Places {
    width: Mm,
    height: Mm,
    /// What words get: they keep out of the circle, which a stamp will cover, and of the finger's box.
    measure: Mm,
    padding: Mm,
}

impl Draft<'_> {
    /// Two parties a row, in large print one, each with the room its ways of signing take.
    pub fn signatures(&mut self, field: &Item, parties: &[Party], parent: ElementId) -> Vec<Slab> {
        let mut slabs: Vec<Slab> = Vec::new();
        for side_by_side in rows(parties, self.style.one_column) {
            let width = self.style.body.width / side_by_side.len() as f64;
            let mut cells = Vec::new();
            for party in side_by_side {
                self.begin(&party.label);
                let element = self.element(Role::Paragraph, Some(parent));
                let head = self.party_head(party, self.words_measure(party, width), element);
                cells.push((party, element, head));
            }
            let height = cells.iter().map(|(party, _, head)| self.needed(party, head)).fold(Mm::ZERO, Mm::max);
            let mut row = Block::space(height);
            for (index, (party, element, head)) in cells.into_iter().enumerate() {
                self.begin(&party.label);
                let rect = Rect::new(width * index as f64, Mm::ZERO, width, height);
                let measure = self.words_measure(party, width);
                let places = Places { width, height, measure, padding: self.side() };
                let asked = party.date.then(|| self.asked_party(field, parties, party));
                let block = self.party(asked.as_ref(), party, &head, &places, element);
                self.cell(&mut row, rect, false, Content::default());
                row.lay(&block, rect.x, Mm::ZERO);
            }
            slabs.push(Slab::framed(row));
        }
        slabs
    }

    /// Between a cell's rules and what stands in it.
    fn side(&self) -> Mm {
        self.style.padding * 1.6
    }

    /// What words get of a cell this wide.
    fn words_measure(&self, party: &Party, width: Mm) -> Mm {
        let seal = if has(party, Mode::Seal) { SEAL_RADIUS * 2.0 + APART } else { Mm::ZERO };
        let finger = if has(party, Mode::Fingerprint) { FINGERPRINT_BOX + APART } else { Mm::ZERO };
        width - self.side() * 2.0 - seal - finger
    }

    /// The height a party needs: for its ways of signing, and for its words with room to sign below them.
    fn needed(&self, party: &Party, head: &Block) -> Mm {
        let modes = party.modes.iter().map(|mode| match mode {
            Mode::Sign => SIGN_HEIGHT,
            Mode::Seal => SEAL_HEIGHT,
            Mode::Fingerprint => FINGERPRINT_HEIGHT,
        });
        let line = self.style.line_height(self.style.text);
        let clear = self.clear();
        let guardian = if party.guardian { clear + line * 0.15 } else { Mm::ZERO };
        // Over the rule a line has a part of its own height.
        let above = if has(party, Mode::Sign) { (clear - line * 0.85).max(Mm::ZERO) } else { Mm::ZERO };
        let seal = if has(party, Mode::Seal) { self.style.line_height(self.style.small) } else { Mm::ZERO };
        let words = self.side() * 2.0 + head.height + above.max(seal) + guardian + line * 2.5;
        modes.fold(words.max(SIGN_HEIGHT), Mm::max)
    }

    /// What is left clear over a rule.
    fn clear(&self) -> Mm {
        if self.style.one_column { CLEAR_LARGE } else { CLEAR }
    }

    /// Who signs, and the hint.
    fn party_head(&mut self, party: &Party, measure: Mm, element: ElementId) -> Block {
        let title = self.text(&party.label, self.label());
        let mut top = self.paragraph(&title, measure, Align::Left, element);
        if let Some(hint) = &party.hint {
            let pieces = self.prose(hint, self.small());
            let hint = self.paragraph(&pieces, measure, Align::Left, element);
            top.stack(&hint);
        }
        top
    }

    /// The day a party signs, with what is said of the party and, at the first day, of all.
    fn asked_party(&self, field: &Item, parties: &[Party], party: &Party) -> Asked {
        let name = AnswerName::field(&field.name.value).party_date(&party.name.value);
        let asked = Asked::plain(name, format!("{}{}", party.label.zh, terms::DATE));
        let asked = asked.saying(party.hint.iter().map(|hint| hint.words("")).collect());
        let is_first = parties.iter().find(|party| party.date).is_some_and(|first| first.name == party.name);
        if is_first { asked.saying(self.of_whole(field)) } else { asked }
    }

    /// `asked`: its date, where it has one.
    fn party(
        &mut self,
        asked: Option<&Asked>,
        party: &Party,
        head: &Block,
        places: &Places,
        element: ElementId,
    ) -> Block {
        let Places { width, height, measure, padding } = *places;
        let mut block = Block::space(height);
        block.lay(head, padding, padding);
        let line = self.style.line_height(self.style.text);
        // In the order in which one does it and hears of it: name, date, then seal or finger.
        let bottom = height - padding - line;
        let guarded = if asked.is_some() { bottom - line * 1.5 } else { bottom };
        let signed = if party.guardian { guarded - self.clear() - line * 0.15 } else { guarded };
        if has(party, Mode::Sign) {
            let lead = words(&format!("{}{}", terms::SIGN, terms::COLON), self.body(), None);
            // Not up to the circle, nor to the finger's box.
            let room = measure - self.natural(std::slice::from_ref(&lead)) - self.style.text.mm();
            let width = (SIGN_RULE * self.style.scale()).min(room);
            let rule = Piece::Object { width, glued: true, object: Object::Blank { field: None, ruled: true } };
            let sign = self.paragraph(&[lead, rule], measure, Align::Left, element);
            block.lay(&sign, padding, signed);
        }
        if party.guardian {
            let lead = words(&format!("{}{}", terms::GUARDIAN_SIGNS, terms::COLON), self.body(), None);
            let room = measure - self.natural(std::slice::from_ref(&lead)) - self.style.text.mm();
            let object = Object::Blank { field: None, ruled: true };
            let rule = Piece::Object { width: (SIGN_RULE * self.style.scale()).min(room), glued: true, object };
            let sign = self.paragraph(&[lead, rule], measure, Align::Left, element);
            block.lay(&sign, padding, guarded);
        }
        if let Some(asked) = asked {
            let pieces = self.party_date(asked, measure);
            let date = self.paragraph(&pieces, measure, Align::Left, element);
            block.lay(&date, padding, bottom);
        }
        let right = width - padding;
        let left_of_finger = if has(party, Mode::Fingerprint) { FINGERPRINT_BOX + APART } else { Mm::ZERO };
        if has(party, Mode::Seal) {
            let center = Point { x: right - left_of_finger - SEAL_RADIUS, y: height / 2.0 };
            self.seal(&mut block, center, SEAL_RADIUS);
            // Beside the circle, so that a stamp does not cover the word; below the head, above the signature.
            let word = self.words(&terms::bracketed(terms::SEAL), self.small(), measure, Align::Right, element);
            let y = (height / 2.0 - word.height / 2.0).min(signed - word.height).max(padding + head.height);
            block.lay(&word, padding, y);
        }
        if has(party, Mode::Fingerprint) {
            let (x, y) = (right - FINGERPRINT_BOX, height - padding - FINGERPRINT_BOX);
            let rect = Rect::new(x, y, FINGERPRINT_BOX, FINGERPRINT_BOX);
            block.artifact(Mark::Box { rect, fill: None, stroke: Some(Pt(0.5)) });
            let word = self.words(terms::FINGERPRINT, self.small(), FINGERPRINT_BOX, Align::Center, element);
            block.lay(&word, rect.x, rect.y - word.height);
        }
        block
    }

    /// 日期：年 月 日; without its name where the blanks would become too narrow.
    fn party_date(&mut self, asked: &Asked, measure: Mm) -> Vec<Piece> {
        let lead = words(&format!("{}{}", terms::DATE, terms::COLON), self.body(), None);
        // With the empty half of the colon, which counts where something follows it.
        let room = measure - self.natural(std::slice::from_ref(&lead)) - self.style.text.mm() / 2.0;
        let usual = self.natural(&self.date(asked, &DAY, false, measure * 2.0));
        let letters = self.style.text.mm() * 3.0;
        let named = room - letters >= (usual - letters) * BLANKS_LEFT;
        let mut pieces = if named { vec![lead] } else { Vec::new() };
        pieces.extend(self.date(asked, &DAY, false, if named { room } else { measure }));
        pieces
    }
}

fn has(party: &Party, mode: Mode) -> bool {
    party.modes.contains(&mode)
}

/// The parties that stand side by side. Seal and fingerprint together leave no room for another.
fn rows(parties: &[Party], one_column: bool) -> Vec<&[Party]> {
    let wide = |party: &Party| has(party, Mode::Seal) && has(party, Mode::Fingerprint);
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
