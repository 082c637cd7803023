//! Where people sign, seal and consent: blocks that no page break tears.

use super::block::Block;
use super::control::Content;
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{ElementId, Entry, Face, FieldBox, Mark, Role};
use crate::model::form::{Field, Privacy};
use crate::model::kind::{Consent, Mode, Party};
use crate::model::prose::Prose;
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
    /// Two parties a row, each with the room its ways of signing take.
    pub fn signatures(&mut self, field: &Field, parties: &[Party], parent: ElementId) -> Vec<Slab> {
        let half = self.style.body.width / 2.0;
        let mut slabs: Vec<Slab> = Vec::new();
        for pair in parties.chunks(2) {
            let width = if pair.len() == 2 { half } else { self.style.body.width };
            let height = pair.iter().map(height).fold(Mm::ZERO, Mm::max);
            let mut row = Block::space(height);
            for (index, party) in pair.iter().enumerate() {
                let rect = Rect::new(width * index as f64, Mm::ZERO, width, height);
                let element = self.element(Role::Paragraph, Some(parent));
                let party = self.party(field, party, width, height, element);
                self.cell(&mut row, rect, false, Content::default());
                row.lay(&party, rect.x, Mm::ZERO);
            }
            slabs.push(Slab::framed(row));
        }
        slabs
    }

    fn party(&mut self, field: &Field, party: &Party, width: Mm, height: Mm, element: ElementId) -> Block {
        let padding = self.style.padding * 1.6;
        let sealed = party.modes.contains(&Mode::Seal);
        // Words keep out of the circle, which a stamp will cover.
        let measure = width - padding * 2.0 - if sealed { SEAL_RADIUS * 2.0 + Mm(1.0) } else { Mm::ZERO };
        let mut block = Block::space(height);
        let name = format!("{}.{}", field.name.value, party.name.value);
        let title = self.text(&party.label, self.label());
        let mut top = self.paragraph(&title, measure, Align::Left, element);
        if let Some(hint) = &party.hint {
            let pieces = self.prose(hint, self.small());
            let hint = self.paragraph(&pieces, measure, Align::Left, element);
            top.stack(&hint);
        }
        block.lay(&top, padding, padding);
        let line = self.style.line_height(self.style.text);
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
        let mut y = height - padding - line;
        if party.date {
            // Beside a seal there is room for the date alone.
            let lead = if sealed { String::new() } else { format!("{}{}", terms::DATE, terms::COLON) };
            let mut pieces = vec![words(&lead, self.body(), None)];
            let room = measure - self.natural(&pieces);
            let field = labelled(field, party, terms::DATE);
            pieces.extend(self.date(&field, &format!("{name}.date"), true, false, room));
            let date = self.paragraph(&pieces, measure, Align::Left, element);
            block.lay(&date, padding, y);
            y -= line * 1.5;
        }
        if party.modes.contains(&Mode::Sign) {
            let lead = words(&format!("{}{}", terms::SIGN, terms::COLON), self.body(), None);
            let rule = SIGN_RULE.min(measure - self.natural(std::slice::from_ref(&lead)) - self.style.text.mm());
            let rule = if party.modes.contains(&Mode::Fingerprint) { rule.min(Mm(26.0)) } else { rule };
            let pieces =
                [lead, Piece::Object { width: rule, glued: true, object: Object::Blank { field: None, ruled: true } }];
            let sign = self.paragraph(&pieces, measure, Align::Left, element);
            block.lay(&sign, padding, y);
        }
        block
    }

    /// What a person must be told, what they agree to, and where they sign for it.
    pub fn consent(&mut self, field: &Field, consent: &Consent, parent: ElementId) -> Vec<Slab> {
        let mut slabs = Vec::new();
        let told: [(&str, &Prose); 6] = [
            (terms::PURPOSE, &consent.purpose),
            (terms::METHOD, &consent.method),
            (terms::NECESSITY, &consent.necessity),
            (terms::IMPACT, &consent.impact),
            (terms::RETENTION, &consent.retention),
            (terms::RIGHTS, &consent.rights),
        ];
        let padding = self.style.padding * 1.6;
        let measure = self.style.body.width - padding * 2.0;
        let lead = Type { face: Face::Hei, size: self.style.small };
        let mut block = Block::space(padding);
        for (title, prose) in told {
            let element = self.element(Role::Paragraph, Some(parent));
            let mut pieces = vec![words(&format!("{title}{}", terms::COLON), lead, None)];
            pieces.extend(self.prose(prose, self.small()));
            let paragraph = self.paragraph(&pieces, measure, Align::Justify, element);
            block.lay(&paragraph, padding, block.height);
            block.height += paragraph.height;
        }
        block.height += padding * 0.5;
        for (name, statement) in self.statements(consent) {
            let element = self.element(Role::Paragraph, Some(parent));
            let mut pieces = vec![
                words(&statement, self.body(), None),
                Piece::Object { width: Mm(3.0), glued: true, object: Object::Gap },
            ];
            for (value, label) in [("1", terms::AGREE), ("2", terms::DISAGREE)] {
                let name = format!("{}.{name}", field.name.value);
                let tooltip = format!("{statement}{}{label}", terms::COMMA);
                let tick =
                    FieldBox { tooltip, ..self.field_box(field, &name, "", Entry::Radio { value: value.into() }) };
                pieces.push(Piece::Object { width: self.style.tick, glued: true, object: Object::Tick(tick) });
                pieces.push(Piece::Object { width: Mm(1.0), glued: true, object: Object::Gap });
                pieces.push(words(label, self.body(), None));
                pieces.push(Piece::Object { width: Mm(3.0), glued: false, object: Object::Gap });
            }
            pieces.pop();
            let paragraph = self.paragraph(&pieces, measure, Align::Left, element);
            block.lay(&paragraph, padding, block.height);
            block.height += paragraph.height;
        }
        let element = self.element(Role::Paragraph, Some(parent));
        let mut pieces = vec![
            words(&format!("{}{}", terms::PERSON_OR_GUARDIAN, terms::COLON), self.body(), None),
            Piece::Object { width: Mm(36.0), glued: true, object: Object::Blank { field: None, ruled: true } },
            Piece::Object { width: Mm(6.0), glued: false, object: Object::Gap },
        ];
        pieces.extend(self.date(field, &format!("{}.date", field.name.value), true, false, Mm(60.0)));
        block.height += Mm(3.0);
        let sign = self.paragraph(&pieces, measure, Align::Right, element);
        block.lay(&sign, padding, block.height);
        block.height += sign.height + padding;
        self.bottom_rule(&mut block);
        slabs.push(Slab::framed(block));
        slabs
    }

    /// What is agreed to separately: sensitive items by number, and passing on.
    fn statements(&self, consent: &Consent) -> Vec<(&'static str, String)> {
        let sensitive: Vec<usize> = self
            .form
            .top_fields()
            .filter(|field| field.with_inner().iter().any(|inner| inner.privacy == Privacy::Sensitive))
            .filter_map(|field| self.form.item_number(field))
            .collect();
        let mut statements = Vec::new();
        if !sensitive.is_empty() {
            statements.push(("sensitive", terms::sensitive_consent(&ranges(&sensitive))));
        }
        if !consent.share_with.is_empty() {
            statements.push(("share", terms::sharing_consent(&consent.share_with.join(terms::PAUSE))));
        }
        statements
    }
}

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

/// Item numbers, runs joined: 3、5–7.
fn ranges(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == number => *end = number,
            _ => runs.push((number, number)),
        }
    }
    let written = runs.iter().map(|(start, end)| match end - start {
        0 => start.to_string(),
        1 => format!("{start}{}{end}", terms::PAUSE),
        _ => format!("{start}–{end}"),
    });
    written.collect::<Vec<_>>().join(terms::PAUSE)
}
