//! Layout of an office's details in publicity: contacts, the QR code of its page, addressee and signature.

use super::typesetting::{PublicityTypesetter, text_inline};
use crate::model::fixed_text;
use crate::paper::block::LayoutBlock;
use crate::paper::document::{Colour, DashPattern, PaperMark, StructureType};
use crate::paper::paragraph::{self, TextAlign};
use crate::paper::qr_code::QrSymbol;
use crate::units::{Mm, Point, Pt, Rect};

impl PublicityTypesetter<'_> {
    /// The contacts of the office, in one or two columns, with a rule to write on for each unknown one.
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
        let style = self.style;
        let em = style.contact.size.mm();
        let contacts = &self.publicity.contacts;
        let longest = contacts.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
        let label_width = em * (longest as f64 + 0.7);
        let element = self.add_element(StructureType::Paragraph, None);
        let label = [text_inline(label, style.label())];
        let label_block = self.paragraph_block(&label, label_width, TextAlign::Left, element, style.colours.deep);
        let mut row = LayoutBlock::space(label_block.height);
        row.place(&label_block, Mm::ZERO, Mm::ZERO);
        match value {
            Some(value) => {
                let inlines = [text_inline(value, style.contact)];
                let value_block =
                    self.paragraph_block(&inlines, measure - label_width, TextAlign::Left, element, Colour::BLACK);
                row.place(&value_block, label_width, Mm::ZERO);
                row.height = row.height.max(value_block.height);
            }
            None => {
                let blank = self.add_element(StructureType::Form, Some(element));
                row.add_mark(blank, rule(label_width, measure, row.height - em * 0.12));
                row.height += em * 0.3;
            }
        }
        row
    }

    /// The QR code of the page with its address below; without a known address, the advice to ask the office.
    pub(crate) fn code_block(&mut self, measure: Mm) -> LayoutBlock {
        let style = self.style;
        let code = self.publicity.url.as_deref().and_then(|url| {
            let rect = Rect::new(Mm::ZERO, Mm::ZERO, style.code, style.code);
            Some((self.publicity.display_url()?, url, QrSymbol::new(url, rect)?))
        });
        let Some((display_url, url, code)) = code else {
            let element = self.add_element(StructureType::Paragraph, None);
            let inlines = [text_inline(fixed_text::ASK_THE_OFFICE, style.contact)];
            return self.paragraph_block(&inlines, measure, TextAlign::Left, element, Colour::BLACK);
        };
        // A white margin of four modules around the code (GB/T 18284), on a background too.
        let quiet_zone = style.code * (4.0 / code.modules().side.max(1) as f64);
        let side = style.code + quiet_zone * 2.0;
        let alternative = format!("{}{}{url}", fixed_text::OPEN_THE_PAGE, fixed_text::COLON);
        let figure = self.add_element(StructureType::Figure { alternative }, None);
        let mut block = LayoutBlock::space(side);
        let background = Rect::new(Mm::ZERO, Mm::ZERO, side, side);
        block.add_artifact(PaperMark::Box { rect: background, fill: Some(Colour::Grey(1.0)), stroke: None });
        block.add_mark(figure, PaperMark::QrSymbol(code.shifted(quiet_zone, quiet_zone)));
        block.height += style.small.size.mm() * 0.5;
        let element = self.add_element(StructureType::Paragraph, None);
        let lines = self.address_lines(display_url, measure);
        let address_block =
            self.paragraph_block(&[text_inline(&lines, style.small)], measure, TextAlign::Left, element, Colour::BLACK);
        block.append_line(&address_block);
        block
    }

    /// An address on lines that end behind a `/`, or behind any character of a part that is wider than a line.
    fn address_lines(&self, address: &str, measure: Mm) -> String {
        let fits = |text: &str| paragraph::natural_width(&[text_inline(text, self.style.small)], self.fonts) <= measure;
        let (mut lines, mut line) = (String::new(), String::new());
        for part in address.split_inclusive('/') {
            let parts: Vec<String> =
                if fits(part) { vec![part.to_owned()] } else { part.chars().map(String::from).collect() };
            for part in parts {
                if !line.is_empty() && !fits(&format!("{line}{part}")) {
                    lines += &std::mem::take(&mut line);
                    lines.push('\n');
                }
                line += &part;
            }
        }
        lines + &line
    }

    /// The salutation of a letter, with a blank for the name.
    pub(crate) fn addressee_block(&mut self, measure: Mm) -> LayoutBlock {
        let style = self.style;
        let em = style.text.size.mm();
        let width = em * 12.0;
        let element = self.add_element(StructureType::Paragraph, None);
        let salutation = self.paragraph_block(
            &[text_inline(fixed_text::ADDRESSEE, style.text)],
            measure - width,
            TextAlign::Left,
            element,
            Colour::BLACK,
        );
        let mut block = LayoutBlock::space(salutation.height + em);
        let blank = self.add_element(StructureType::Form, Some(element));
        block.add_mark(blank, rule(Mm::ZERO, width, salutation.height - em * 0.2));
        block.place(&salutation, width, Mm::ZERO);
        block
    }

    /// The signature at the right: the office's name, or a rule to write it on, room for its seal, and the date.
    pub(crate) fn signature_block(&mut self, measure: Mm) -> LayoutBlock {
        let style = self.style;
        let em = style.text.size.mm();
        let width = em * 13.0;
        let left = measure - width;
        let element = self.add_element(StructureType::Paragraph, None);
        let mut block = LayoutBlock::default();
        match self.publicity.office() {
            Some(name) => {
                let block_of_words = self.paragraph_block(
                    &[text_inline(name, style.text)],
                    measure,
                    TextAlign::Right,
                    element,
                    Colour::BLACK,
                );
                block.append_line(&block_of_words);
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
        let row_top = block.height;
        for (ems, label) in [(3.2, fixed_text::YEAR), (2.2, fixed_text::MONTH), (2.2, fixed_text::DAY)] {
            let blank = self.add_element(StructureType::Form, Some(date));
            block.add_mark(blank, rule(x, x + em * ems, row_top + em * 1.28));
            x += em * (ems + 0.2);
            let block_of_words =
                self.paragraph_block(&[text_inline(label, style.text)], em * 2.0, TextAlign::Left, date, Colour::BLACK);
            block.place(&block_of_words, x, row_top);
            block.height = block.height.max(row_top + block_of_words.height);
            x += em * 1.3;
        }
        block
    }
}

fn rule(from: Mm, to: Mm, y: Mm) -> PaperMark {
    PaperMark::Line { from: Point { x: from, y }, to: Point { x: to, y }, width: Pt(0.6), dash: DashPattern::Solid }
}
