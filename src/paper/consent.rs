//! Notice and consent: what a person is told, what they agree to separately, and where they sign for it.

use super::asked::Asked;
use super::block::Block;
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{ElementId, Entry, Face, Role};
use crate::model::answers::{AnswerName, Offered};
use crate::model::issued::{Consent, Item};
use crate::model::kind::date::DAY;
use crate::model::terms;
use crate::units::Mm;

/// The rule one signs on.
const SIGN_RULE: Mm = Mm(36.0);

impl Draft<'_> {
    /// A line a slab for what is told; what is agreed to and the signature for it are never torn.
    pub fn consent(&mut self, field: &Item, consent: &Consent, parent: ElementId) -> Vec<Slab> {
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let lead = Type { face: Face::HeiBold, size: self.style.small };
        let mut slabs = Vec::new();
        for (title, prose) in &consent.told {
            let element = self.element(Role::Paragraph, Some(parent));
            let mut pieces = vec![words(&format!("{title}{}", terms::COLON), lead, None)];
            pieces.extend(self.prose(prose, self.small()));
            for (line, keep) in self.lines(&pieces, measure, element) {
                let mut block = Block::space(if slabs.is_empty() { padding } else { Mm::ZERO });
                block.lay(&line, padding, block.height);
                block.height += line.height;
                slabs.push(Slab { keep, ..Slab::framed(block) });
            }
        }
        slabs.push(Slab::framed(self.agreement(field, consent, parent)));
        slabs
    }

    /// What is agreed to, to be ticked, and the signature.
    fn agreement(&mut self, field: &Item, consent: &Consent, parent: ElementId) -> Block {
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let mut block = Block::space(padding * 0.5);
        for (index, statement) in consent.statements.iter().enumerate() {
            let element = self.element(Role::Paragraph, Some(parent));
            let name = AnswerName::field(&field.name.value).agreement(statement.to);
            let mut asked = Asked::plain(name, &statement.words);
            if index == 0 {
                asked = asked.saying(self.of_whole(field));
            }
            let offered = statement.offered();
            let statement = format!("{}{}", statement.words, terms::COLON);
            let mut pieces = vec![words(&statement, self.body(), None)];
            for Offered { value, label, .. } in offered {
                let tick = asked.place(label, Entry::Radio { value: value.into() }, self);
                pieces.push(Piece::Space { width: Mm(3.0) });
                pieces.push(self.ticked(tick, vec![words(label, self.body(), None)]));
            }
            let paragraph = self.paragraph(&pieces, measure, Align::Left, element);
            block.lay(&paragraph, padding, block.height);
            block.height += paragraph.height;
        }
        let element = self.element(Role::Paragraph, Some(parent));
        let scale = self.style.scale();
        let rule =
            Piece::Object { width: SIGN_RULE * scale, glued: true, object: Object::Blank { field: None, ruled: true } };
        let lead = words(&format!("{}{}", consent.signature, terms::COLON), self.body(), None);
        let mut pieces = vec![Piece::Whole(vec![lead, rule]), Piece::Space { width: Mm(6.0) }];
        let asked = Asked::plain(AnswerName::field(&field.name.value).date(), &consent.date);
        pieces.extend(self.date(&asked, &DAY, false, Mm(60.0) * scale));
        block.height += Mm(3.0);
        let sign = self.paragraph(&pieces, measure, Align::Right, element);
        block.lay(&sign, padding, block.height);
        block.height += sign.height + padding;
        self.bottom_rule(&mut block);
        block
    }
}
