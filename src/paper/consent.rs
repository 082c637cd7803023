//! Notice and consent: what a person is told, what they agree to separately, and where they sign for it.

use super::block::Block;
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{ElementId, Entry, Face, FieldBox, Role};
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
        for statement in &consent.statements {
            let element = self.element(Role::Paragraph, Some(parent));
            let name = AnswerName::field(&field.name.value).agreement(statement.to);
            let offered = statement.offered();
            let statement = &statement.words;
            let mut pieces = vec![words(statement, self.body(), None)];
            for Offered { value, label, .. } in offered {
                let entry = Entry::Radio { value: value.into() };
                let tooltip = format!("{statement}{label}");
                let question = Some(statement.trim_end_matches(terms::COLON).to_owned());
                let tick = FieldBox { tooltip, question, ..self.field_box(field, &name, "", entry) };
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
        let lead = words(&format!("{}{}", terms::PERSON_OR_GUARDIAN, terms::COLON), self.body(), None);
        let mut pieces = vec![Piece::Whole(vec![lead, rule]), Piece::Space { width: Mm(6.0) }];
        let name = AnswerName::field(&field.name.value).date();
        let mut signed = field.clone();
        signed.label.zh = format!("{}{}", terms::PERSON_OR_GUARDIAN, terms::DATE);
        pieces.extend(self.date(&signed, &name, &DAY, false, Mm(60.0) * scale));
        block.height += Mm(3.0);
        let sign = self.paragraph(&pieces, measure, Align::Right, element);
        block.lay(&sign, padding, block.height);
        block.height += sign.height + padding;
        self.bottom_rule(&mut block);
        block
    }
}
