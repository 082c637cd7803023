//! Notice and consent: what a person is told, what they agree to separately, and where they sign for it.

use super::asked::Asked;
use super::block::Block;
use super::draft::{Draft, Object, OwnLines, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{ElementId, Entry, Face, Role};
use crate::model::answers::{AnswerName, Offered};
use crate::model::issued::{Consent, Item, Kind, Told};
use crate::model::kind::date::DAY;
use crate::model::terms;
use crate::units::Mm;

/// The rule one signs on.
const SIGN_RULE: Mm = Mm(26.0);

impl Draft<'_> {
    /// A line a slab for what is told; what is agreed to and the signature for it are never torn.
    pub fn consent(&mut self, field: &Item, consent: &Consent, parent: ElementId) -> Vec<Slab> {
        let mut slabs = Vec::new();
        for (index, (_, told)) in consent.told.iter().enumerate() {
            let element = self.element(Role::Paragraph, Some(parent));
            let lines = self.told(consent, index, element);
            let own = matches!(told, Told::OfOffice(_));
            if own {
                let lines = lines.iter().map(|(line, _)| line.height).collect();
                self.own.told.push(OwnLines { element, lines });
            }
            slabs.extend(lines.into_iter().map(|(line, keep)| Slab { keep, own, ..Slab::framed(line) }));
        }
        slabs.push(Slab::framed(self.agreement(field, consent, parent)));
        slabs
    }

    /// The lines of what is told, each as wide as the sheet's body, and whether it stays on the page of the next; the first
    /// thing told has the room of the frame above it.
    fn told(&mut self, consent: &Consent, index: usize, element: ElementId) -> Vec<(Block, bool)> {
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let Some((heading, told)) = consent.told.get(index) else { return Vec::new() };
        let lead = Type { face: Face::HeiBold, size: self.style.small };
        let mut pieces = vec![words(&format!("{heading}{}", terms::COLON), lead, None)];
        let form = self.form;
        pieces.extend(form.passage(told).map(|passage| self.prose(passage, self.small())).unwrap_or_default());
        let lines = self.lines(&pieces, measure, element).into_iter().enumerate();
        let framed = lines.map(|(number, (line, keep))| {
            let mut block = Block::space(if (index, number) == (0, 0) { padding } else { Mm::ZERO });
            block.lay(&line, padding, block.height);
            block.height += line.height;
            (block, keep)
        });
        framed.collect()
    }

    /// What is told in the office's words, line by line, where another office's stand that take the same lines; `None`
    /// where its own take others.
    pub fn told_of_office(&mut self, others: &[OwnLines]) -> Option<Vec<Block>> {
        let mut lines = Vec::new();
        let mut others = others.iter();
        let form = self.form;
        for item in form.items() {
            let Kind::Consent(consent) = &item.kind else { continue };
            self.begin(&item.label);
            for (index, (_, told)) in consent.told.iter().enumerate() {
                if let Told::OfOffice(_) = told {
                    let other = others.next()?;
                    let own = self.told(consent, index, other.element).into_iter().map(|(line, _)| line);
                    let own: Vec<Block> = own.collect();
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
    fn agreement(&mut self, field: &Item, consent: &Consent, parent: ElementId) -> Block {
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let mut block = Block::space(padding * 0.5);
        for (index, statement) in consent.statements.iter().enumerate() {
            let element = self.element(Role::Paragraph, Some(parent));
            let name = AnswerName::field(&field.name.value).agreement(&statement.to);
            let mut asked = Asked::plain(name, &statement.words);
            if index == 0 {
                asked = asked.saying(self.of_whole(field));
            }
            let offered = statement.offered();
            let statement = format!("{}{}", statement.words, terms::COLON);
            let mut pieces = Vec::new();
            for Offered { value, label, .. } in offered {
                let tick = asked.place(label, Entry::Radio { value: value.into() }, self);
                pieces.push(Piece::Space { width: Mm(3.0) });
                pieces.push(self.ticked(tick, vec![words(label, self.body(), None)]));
            }
            // The ticks of all statements stand below one another, each pair at the end of what it answers.
            let room = self.natural(&pieces) + Mm(0.1);
            let words = self.words(&statement, self.body(), measure - room, Align::Left, element);
            let ticks = self.paragraph(&pieces, room, Align::Right, element);
            block.lay(&words, padding, block.height);
            let y = block.height + (words.height - ticks.height).max(Mm::ZERO);
            block.lay(&ticks, padding + measure - room, y);
            block.height = y + ticks.height + Mm(0.6);
        }
        let element = self.element(Role::Paragraph, Some(parent));
        let scale = self.style.scale();
        let mut pieces = Vec::new();
        for signature in [consent.signature, consent.guardian] {
            let lead = words(&format!("{signature}{}", terms::COLON), self.body(), None);
            let object = Object::Blank { field: None, ruled: true };
            let rule = Piece::Object { width: SIGN_RULE * scale, glued: true, object };
            pieces.extend([Piece::Whole(vec![lead, rule]), Piece::Space { width: Mm(3.0) }]);
        }
        let asked = Asked::plain(AnswerName::field(&field.name.value).date(), consent.date);
        pieces.extend(self.date(&asked, &DAY, false, Mm(60.0) * scale));
        block.height += Mm(3.0);
        let align = if self.style.one_column { Align::Left } else { Align::Right };
        let sign = self.paragraph(&pieces, measure, align, element);
        block.lay(&sign, padding, block.height);
        block.height += sign.height + padding;
        self.bottom_rule(&mut block);
        block
    }
}
