//! What an office has on paper that publicises: how it is reached, the code of its page, its signature.

use super::typesetting::{PublicityTypesetter, text_inline};
use crate::model::fixed_text;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, DashPattern, PaperMark, StructureType};
use crate::paper::paragraph::{self, TextAlign};
use crate::paper::qr_code::QrSymbol;
use crate::units::{Mm, Point, Pt, Rect};

impl PublicityTypesetter<'_> {
    /// What is known of the office, with a rule to write on where nobody knows: a line each, or two side by side.
    pub(crate) fn office_block(&mut self, measure: Mm) -> LayoutBlock {
        let em = self.style.contact.size.mm();
        let gutter = em * 1.5;
        let columns = if measure > em * 28.0 { 2 } else { 1 };
        let width = if columns == 2 { (measure - gutter) / 2.0 } else { measure };
        let contacts = &self.publicity.contacts;
        let mut block = LayoutBlock::default();
        for (number, row) in contacts.chunks(columns).enumerate() {
            if number > 0 {
                block.height += em * 0.25;
            }
            let mut height = Mm::ZERO;
            for (column, (label, value)) in row.iter().enumerate() {
                let cell = self.contact_block(label, value.as_deref(), width);
                block.place(&cell, (width + gutter) * column as f64, block.height);
                height = height.max(cell.height);
            }
            block.height += height;
        }
        block
    }

    fn contact_block(&mut self, label: &str, value: Option<&str>, measure: Mm) -> LayoutBlock {
        let look = self.style;
        let em = look.contact.size.mm();
        let contacts = &self.publicity.contacts;
        let widest = contacts.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
        let label_width = em * (widest as f64 + 0.7);
        let element = self.add_element(StructureType::Paragraph, None);
        let label = [text_inline(label, look.label())];
        let words = self.paragraph_block(&label, label_width, TextAlign::Left, element, look.colours.deep);
        let mut row = LayoutBlock::space(words.height);
        row.place(&words, Mm::ZERO, Mm::ZERO);
        match value {
            Some(value) => {
                let pieces = [text_inline(value, look.contact)];
                let known =
                    self.paragraph_block(&pieces, measure - label_width, TextAlign::Left, element, Colour::BLACK);
                row.place(&known, label_width, Mm::ZERO);
                row.height = row.height.max(known.height);
            }
            None => {
                let blank = self.add_element(StructureType::Form, Some(element));
                row.add_mark(blank, rule(label_width, measure, row.height - em * 0.12));
                row.height += em * 0.3;
            }
        }
        row
    }

    /// The code that opens the page, and its address below; where none is known, whom to ask.
    pub(crate) fn code_block(&mut self, measure: Mm) -> LayoutBlock {
        let look = self.style;
        let code = self.publicity.url.as_deref().and_then(|url| {
            let rect = Rect::new(Mm::ZERO, Mm::ZERO, look.code, look.code);
            Some((self.publicity.display_url()?, url, QrSymbol::new(url, rect)?))
        });
        let Some((shown, url, code)) = code else {
            let element = self.add_element(StructureType::Paragraph, None);
            let pieces = [text_inline(fixed_text::ASK_THE_OFFICE, look.contact)];
            return self.paragraph_block(&pieces, measure, TextAlign::Left, element, Colour::BLACK);
        };
        // Four modules of white around it (GB/T 18284), on a ground too.
        let quiet = look.code * (4.0 / code.modules().side.max(1) as f64);
        let side = look.code + quiet * 2.0;
        let alternative = format!("{}{}{url}", fixed_text::OPEN_THE_PAGE, fixed_text::COLON);
        let figure = self.add_element(StructureType::Figure { alternative }, None);
        let mut block = LayoutBlock::space(side);
        let ground = Rect::new(Mm::ZERO, Mm::ZERO, side, side);
        block.add_artifact(PaperMark::Box { rect: ground, fill: Some(Colour::Grey(1.0)), stroke: None });
        block.add_mark(figure, PaperMark::QrSymbol(code.shifted(quiet, quiet)));
        block.height += look.small.size.mm() * 0.5;
        let element = self.add_element(StructureType::Paragraph, None);
        let lines = self.address_lines(shown, measure);
        let words =
            self.paragraph_block(&[text_inline(&lines, look.small)], measure, TextAlign::Left, element, Colour::BLACK);
        block.append_line(&words);
        block
    }

    /// An address on lines that end behind a `/`, or, where a part of it is wider than a line, anywhere.
    fn address_lines(&self, address: &str, measure: Mm) -> String {
        let fits = |text: &str| paragraph::natural_width(&[text_inline(text, self.style.small)], self.fonts) <= measure;
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
    pub(crate) fn addressee_block(&mut self, measure: Mm) -> LayoutBlock {
        let look = self.style;
        let em = look.text.size.mm();
        let width = em * 12.0;
        let element = self.add_element(StructureType::Paragraph, None);
        let words = self.paragraph_block(
            &[text_inline(fixed_text::ADDRESSEE, look.text)],
            measure - width,
            TextAlign::Left,
            element,
            Colour::BLACK,
        );
        let mut block = LayoutBlock::space(words.height + em);
        let blank = self.add_element(StructureType::Form, Some(element));
        block.add_mark(blank, rule(Mm::ZERO, width, words.height - em * 0.2));
        block.place(&words, width, Mm::ZERO);
        block
    }

    /// At the right: the office's name, or a rule to write it on, room for its seal, and the date.
    pub(crate) fn signature_block(&mut self, measure: Mm) -> LayoutBlock {
        let look = self.style;
        let em = look.text.size.mm();
        let width = em * 13.0;
        let left = measure - width;
        let element = self.add_element(StructureType::Paragraph, None);
        let mut block = LayoutBlock::default();
        match self.publicity.office() {
            Some(name) => {
                let words = self.paragraph_block(
                    &[text_inline(name, look.text)],
                    measure,
                    TextAlign::Right,
                    element,
                    Colour::BLACK,
                );
                block.append_line(&words);
            }
            None => {
                let blank = self.add_element(StructureType::Form, Some(element));
                block.height = em * 1.4;
                block.add_mark(blank, rule(left, measure, block.height));
            }
        }
        block.height += em * 1.6;
        let date = self.add_element(StructureType::Paragraph, None);
        let mut x = left;
        let row = block.height;
        for (ems, label) in [(3.2, fixed_text::YEAR), (2.2, fixed_text::MONTH), (2.2, fixed_text::DAY)] {
            let blank = self.add_element(StructureType::Form, Some(date));
            block.add_mark(blank, rule(x, x + em * ems, row + em * 1.28));
            x += em * (ems + 0.2);
            let words =
                self.paragraph_block(&[text_inline(label, look.text)], em * 2.0, TextAlign::Left, date, Colour::BLACK);
            block.place(&words, x, row);
            block.height = block.height.max(row + words.height);
            x += em * 1.3;
        }
        block
    }
}

fn rule(from: Mm, to: Mm, y: Mm) -> PaperMark {
    PaperMark::Line { from: Point { x: from, y }, to: Point { x: to, y }, width: Pt(0.6), dash: DashPattern::Solid }
}
