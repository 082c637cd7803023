//! What an office has on paper that publicises: how it is reached, the code of its page, its signature.

use super::setting::{Setter, piece};
use crate::model::terms;
use crate::paper::block::Block;
use crate::paper::code::Code;
use crate::paper::paragraph::{self, Align};
use crate::paper::sheet::{Colour, Dash, Mark, Role};
use crate::units::{Mm, Point, Pt, Rect};

impl Setter<'_> {
    /// What is known of the office, with a rule to write on where nobody knows: a line each, or two side by side.
    pub fn office(&mut self, measure: Mm) -> Block {
        let em = self.look.contact.size.mm();
        let gutter = em * 1.5;
        let columns = if measure > em * 28.0 { 2 } else { 1 };
        let width = if columns == 2 { (measure - gutter) / 2.0 } else { measure };
        let contacts = &self.publicity.contacts;
        let mut block = Block::default();
        for (number, row) in contacts.chunks(columns).enumerate() {
            if number > 0 {
                block.height += em * 0.25;
            }
            let mut height = Mm::ZERO;
            for (column, (label, value)) in row.iter().enumerate() {
                let cell = self.contact(label, value.as_deref(), width);
                block.lay(&cell, (width + gutter) * column as f64, block.height);
                height = height.max(cell.height);
            }
            block.height += height;
        }
        block
    }

    fn contact(&mut self, label: &str, value: Option<&str>, measure: Mm) -> Block {
        let look = self.look;
        let em = look.contact.size.mm();
        let contacts = &self.publicity.contacts;
        let widest = contacts.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
        let label_width = em * (widest as f64 + 0.7);
        let element = self.element(Role::Paragraph, None);
        let label = [piece(label, look.label())];
        let words = self.set(&label, label_width, Align::Left, element, look.colours.deep);
        let mut row = Block::space(words.height);
        row.lay(&words, Mm::ZERO, Mm::ZERO);
        match value {
            Some(value) => {
                let pieces = [piece(value, look.contact)];
                let known = self.set(&pieces, measure - label_width, Align::Left, element, Colour::BLACK);
                row.lay(&known, label_width, Mm::ZERO);
                row.height = row.height.max(known.height);
            }
            None => {
                let blank = self.element(Role::Form, Some(element));
                row.mark(blank, rule(label_width, measure, row.height - em * 0.12));
                row.height += em * 0.3;
            }
        }
        row
    }

    /// The code that opens the page, and its address below; where none is known, whom to ask.
    pub fn code(&mut self, measure: Mm) -> Block {
        let look = self.look;
        let code = self.publicity.url.as_deref().and_then(|url| {
            let rect = Rect::new(Mm::ZERO, Mm::ZERO, look.code, look.code);
            Some((self.publicity.shown_url()?, url, Code::new(url, rect)?))
        });
        let Some((shown, url, code)) = code else {
            let element = self.element(Role::Paragraph, None);
            let pieces = [piece(terms::ASK_THE_OFFICE, look.contact)];
            return self.set(&pieces, measure, Align::Left, element, Colour::BLACK);
        };
        // Four modules of white around it (GB/T 18284), on a ground too.
        let quiet = look.code * (4.0 / code.modules().side.max(1) as f64);
        let side = look.code + quiet * 2.0;
        let alternative = format!("{}{}{url}", terms::OPEN_THE_PAGE, terms::COLON);
        let figure = self.element(Role::Figure { alternative }, None);
        let mut block = Block::space(side);
        let ground = Rect::new(Mm::ZERO, Mm::ZERO, side, side);
        block.artifact(Mark::Box { rect: ground, fill: Some(Colour::Grey(1.0)), stroke: None });
        block.mark(figure, Mark::Code(code.shifted(quiet, quiet)));
        block.height += look.small.size.mm() * 0.5;
        let element = self.element(Role::Paragraph, None);
        let lines = self.address_lines(shown, measure);
        let words = self.set(&[piece(&lines, look.small)], measure, Align::Left, element, Colour::BLACK);
        block.go_on(&words);
        block
    }

    /// An address on lines that end behind a `/`, or, where a part of it is wider than a line, anywhere.
    fn address_lines(&self, address: &str, measure: Mm) -> String {
        let fits = |text: &str| paragraph::width(&[piece(text, self.look.small)], self.fonts) <= measure;
        let (mut whole, mut line) = (String::new(), String::new());
        for part in address.split_inclusive('/') {
            let parts: Vec<String> =
                if fits(part) { vec![part.to_owned()] } else { part.chars().map(String::from).collect() };
            for part in parts {
                if !line.is_empty() && !fits(&format!("{line}{part}")) {
                    whole += &std::mem::take(&mut line);
                    whole.push('\n');
                }
                line += &part;
            }
        }
        whole + &line
    }

    /// Room for the name of whom a letter is to.
    pub fn addressee(&mut self, measure: Mm) -> Block {
        let look = self.look;
        let em = look.text.size.mm();
        let width = em * 12.0;
        let element = self.element(Role::Paragraph, None);
        let words =
            self.set(&[piece(terms::ADDRESSEE, look.text)], measure - width, Align::Left, element, Colour::BLACK);
        let mut block = Block::space(words.height + em);
        let blank = self.element(Role::Form, Some(element));
        block.mark(blank, rule(Mm::ZERO, width, words.height - em * 0.2));
        block.lay(&words, width, Mm::ZERO);
        block
    }

    /// At the right: the office's name, or a rule to write it on, room for its seal, and the date.
    pub fn signature(&mut self, measure: Mm) -> Block {
        let look = self.look;
        let em = look.text.size.mm();
        let width = em * 13.0;
        let left = measure - width;
        let element = self.element(Role::Paragraph, None);
        let mut block = Block::default();
        match self.publicity.office() {
            Some(name) => {
                let words = self.set(&[piece(name, look.text)], measure, Align::Right, element, Colour::BLACK);
                block.go_on(&words);
            }
            None => {
                let blank = self.element(Role::Form, Some(element));
                block.height = em * 1.4;
                block.mark(blank, rule(left, measure, block.height));
            }
        }
        block.height += em * 1.6;
        let date = self.element(Role::Paragraph, None);
        let mut x = left;
        let row = block.height;
        for (ems, label) in [(3.2, terms::YEAR), (2.2, terms::MONTH), (2.2, terms::DAY)] {
            let blank = self.element(Role::Form, Some(date));
            block.mark(blank, rule(x, x + em * ems, row + em * 1.28));
            x += em * (ems + 0.2);
            let words = self.set(&[piece(label, look.text)], em * 2.0, Align::Left, date, Colour::BLACK);
            block.lay(&words, x, row);
            block.height = block.height.max(row + words.height);
            x += em * 1.3;
        }
        block
    }
}

fn rule(from: Mm, to: Mm, y: Mm) -> Mark {
    Mark::Line { from: Point { x: from, y }, to: Point { x: to, y }, width: Pt(0.6), dash: Dash::Solid }
}
