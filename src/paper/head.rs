//! What every form begins with: programme, title, office and number.

use super::asked::Asked;
use super::block::Block;
use super::draft::{self, Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{Entry, FieldBox, Role};
use crate::model::answers::AnswerName;
use crate::model::issued::{Office, Run};
use crate::model::terms;
use crate::units::Mm;

/// Ems for each character of the number.
const SERIAL_PLACE: f64 = 0.6;

impl Draft<'_> {
    /// Programme with what the form is, title, office and serial number.
    pub fn head(&mut self) -> Vec<Slab> {
        let form = self.form;
        let measure = self.style.body.width;
        let programme = self.element(Role::Paragraph, None);
        let mut line = vec![words(&format!("{}　{}", form.programme, form.number), self.body(), None)];
        line.extend(form.standing.iter().map(|standing| words(&terms::bracketed(standing), self.small(), None)));
        let line = self.paragraph(&line, measure, Align::Center, programme);
        let heading = self.element(Role::Heading(1), None);
        let bold = Type { face: self.style.titles, size: self.style.title };
        let pieces = self.text(&form.title, bold);
        let title = self.paragraph(&pieces, measure, Align::Center, heading);
        let first = self.structure.len();
        let meta = self.meta();
        self.own.elements = first..self.structure.len();
        self.own.height = meta.height;
        vec![
            Slab::open(line).kept(),
            Slab::open(title).kept().below(Mm(1.0)),
            Slab { own: true, ..Slab::open(meta).kept().below(Mm(2.5)) },
            Slab::open(Block::space(Mm(1.2))).kept(),
        ]
    }

    /// What a head says of the office alone: its name at the left, the number at the right; in one column, one below
    /// the other.
    pub fn meta(&mut self) -> Block {
        let measure = self.style.body.width;
        let (left_measure, right_measure) =
            if self.style.one_column { (measure, measure) } else { (measure * 0.56, measure * 0.44) };
        let left = self.element(Role::Paragraph, None);
        let mut pieces = vec![words(&format!("{}{}", terms::OFFICE, terms::COLON), self.body(), None)];
        pieces.extend(self.office());
        let mut block = self.paragraph(&pieces, left_measure, Align::Left, left);
        let right = self.element(Role::Paragraph, None);
        let mut pieces = vec![words(&format!("{}{}", terms::SERIAL, terms::COLON), self.body(), None)];
        pieces.extend(self.serial());
        let align = if self.style.one_column { Align::Left } else { Align::Right };
        let serial = self.paragraph(&pieces, right_measure, align, right);
        if self.style.one_column {
            block.stack(&serial);
            return block;
        }
        block.height = block.height.max(serial.height);
        let y = block.height - serial.height;
        block.lay(&serial, left_measure, y);
        block
    }

    /// The office's name, or the city and a blank, or a blank.
    fn office(&self) -> Vec<Piece> {
        let blank = |width: Mm| {
            let entry = Entry::Text { multiline: false, length: None, centered: false };
            let asked = Asked::plain(AnswerName::office(), terms::OFFICE);
            let field = FieldBox { in_line: true, ..asked.place("", entry, self) };
            let object = Object::Blank { field: Some(field), ruled: true };
            Piece::Object { width, glued: false, object }
        };
        let Office { line, city, .. } = &self.form.office;
        let span = city.as_ref().map(|city| city.span);
        // Beside the city's name there is less room.
        let width = if line.len() > 1 { Mm(46.0) } else { Mm(62.0) } * self.style.scale();
        let piece = |run: &Run| match run {
            Run::Words(words) => draft::words(words, self.body(), span),
            Run::Blank(_) | Run::Empty { .. } => blank(width),
        };
        line.iter().map(piece).collect()
    }

    /// The office's name where it is known.
    pub fn office_known(&self) -> Vec<Piece> {
        let Office { name, city, .. } = &self.form.office;
        name.iter().map(|name| words(name, self.body(), city.as_ref().map(|city| city.span))).collect()
    }

    /// The form's pattern, its `_` as blanks; or one blank.
    pub fn serial(&self) -> Vec<Piece> {
        self.serial_in(self.body(), SERIAL_PLACE)
    }

    /// The same in this type, so many ems for each character to write.
    pub fn serial_in(&self, style: Type, place: f64) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut blanks = 0;
        for run in runs(&self.form.serial.pattern) {
            if run.starts_with('_') {
                blanks += 1;
                let entry = Entry::Text { multiline: false, length: Some(run.len() as u32), centered: true };
                let asked = Asked::plain(AnswerName::serial().blank(blanks), terms::serial_part(blanks, run.len()));
                let blank = asked.place("", entry, self);
                let field = FieldBox { size: style.size, figures: true, in_line: true, ..blank };
                let width = style.size.mm() * (place * run.len() as f64);
                let object = Object::Blank { field: Some(field), ruled: true };
                pieces.push(Piece::Object { width, glued: true, object });
            } else {
                pieces.push(words(run, style, None));
            }
        }
        pieces
    }
}

/// A pattern cut where `_` begins or ends.
fn runs(pattern: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    for (index, character) in pattern.char_indices() {
        let before = pattern[start..index].chars().next_back();
        if before.is_some_and(|before| (before == '_') != (character == '_')) {
            runs.push(&pattern[start..index]);
            start = index;
        }
    }
    if start < pattern.len() {
        runs.push(&pattern[start..]);
    }
    runs
}
