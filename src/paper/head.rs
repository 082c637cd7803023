//! What every form begins with, and what runs along the foot of every page.

use super::block::Block;
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{Entry, Face, FieldBox, Mark, Role, Sheet, TextRun};
use crate::model::terms;
use crate::units::{Mm, Point, Rect};

impl Draft<'_> {
    /// Programme, title, office and serial number.
    pub fn head(&mut self) -> Vec<Slab> {
        let form = self.form;
        let measure = self.style.body.width;
        let programme = self.element(Role::Paragraph, None);
        let line = format!("{}　{}", self.site.settings.programme, form.number);
        let line = self.words(&line, self.body(), measure, Align::Center, programme);
        let heading = self.element(Role::Heading(1), None);
        let bold = Type { face: Face::SongBold, size: self.style.title };
        let pieces = self.text(&form.title, bold);
        let title = self.paragraph(&pieces, measure, Align::Center, heading);
        let meta = self.meta();
        vec![
            Slab::open(line).kept(),
            Slab::open(title).kept().below(Mm(1.0)),
            Slab::open(meta).kept().below(Mm(2.5)),
            Slab::open(Block::space(Mm(1.2))).kept(),
        ]
    }

    /// The office at the left, the number at the right.
    fn meta(&mut self) -> Block {
        let measure = self.style.body.width;
        let left = self.element(Role::Paragraph, None);
        let mut pieces = vec![words(&format!("{}{}", terms::OFFICE, terms::COLON), self.body(), None)];
        pieces.extend(self.office());
        let mut block = self.paragraph(&pieces, measure * 0.56, Align::Left, left);
        let right = self.element(Role::Paragraph, None);
        let mut pieces = vec![words(&format!("{}{}", terms::SERIAL, terms::COLON), self.body(), None)];
        pieces.extend(self.serial());
        let serial = self.paragraph(&pieces, measure * 0.44, Align::Right, right);
        block.height = block.height.max(serial.height);
        let y = block.height - serial.height;
        block.lay(&serial, measure * 0.56, y);
        block
    }

    /// The office's name, or the city and a blank, or a blank.
    fn office(&self) -> Vec<Piece> {
        let blank = |width: Mm| {
            let entry = Entry::Text { multiline: false, length: None, centered: false };
            let field = FieldBox {
                name: "office".into(),
                tooltip: terms::OFFICE.into(),
                question: None,
                rect: Rect::default(),
                size: self.style.text,
                required: false,
                entry,
            };
            let object = Object::Blank { field: Some(field), ruled: true };
            Piece::Object { width, glued: false, object }
        };
        match self.city {
            None => vec![blank(Mm(62.0))],
            Some(city) => match &city.office.name {
                Some(name) => vec![words(name, self.body(), Some(city.span))],
                None => vec![words(&city.name, self.body(), Some(city.span)), blank(Mm(46.0))],
            },
        }
    }

    /// The form's pattern, its `_` as blanks; or one blank.
    fn serial(&self) -> Vec<Piece> {
        let adcode = self.city.map_or("______", |city| city.adcode.as_str());
        let pattern = match &self.form.serial {
            Some(pattern) => pattern.value.replace("${adcode}", adcode),
            None => "_".repeat(16),
        };
        let mut pieces = Vec::new();
        let mut blanks = 0;
        for run in runs(&pattern) {
            if run.starts_with('_') {
                blanks += 1;
                let entry = Entry::Text { multiline: false, length: Some(run.len() as u32), centered: true };
                let field = FieldBox {
                    name: format!("serial.{blanks}"),
                    tooltip: terms::SERIAL.into(),
                    question: None,
                    rect: Rect::default(),
                    size: self.style.text,
                    required: false,
                    entry,
                };
                let width = self.style.text.mm() * (0.6 * run.len() as f64);
                let object = Object::Blank { field: Some(field), ruled: true };
                pieces.push(Piece::Object { width, glued: true, object });
            } else {
                pieces.push(words(run, self.body(), None));
            }
        }
        pieces
    }

    /// The running foot, and from the second page on a running head with the number once more: a loose
    /// sheet still says what it belongs to. Both are decoration.
    pub fn running_lines(&mut self, sheets: &mut [Sheet]) {
        let form = self.form;
        let city = self.city.map_or("", |city| city.name.as_str());
        let identity = terms::identity(&form.number, &form.title.zh, &form.version, &form.effective.to_string());
        let pages = sheets.len();
        for (index, sheet) in sheets.iter_mut().enumerate() {
            let mut block = Block::default();
            self.running_line(&mut block, &format!("{identity}　{city}"), self.style.foot, Align::Left);
            self.running_line(&mut block, &terms::page_of(index + 1, pages), self.style.foot, Align::Right);
            if index > 0 {
                let y = self.style.body.y - Mm(4.5);
                self.running_line(&mut block, &terms::continued(&form.title.zh), y, Align::Left);
                let serial = format!("{}{}{}", terms::SERIAL, terms::COLON, "＿".repeat(12));
                self.running_line(&mut block, &serial, y, Align::Right);
            }
            sheet.marks.extend(block.marks);
        }
    }

    fn running_line(&mut self, block: &mut Block, text: &str, y: Mm, align: Align) {
        let (left, measure) = (self.style.body.x, self.style.body.width);
        let set = self.set(&[words(text.trim_end(), self.small(), None)], measure, align);
        for line in &set.lines {
            for part in &line.parts {
                if let super::paragraph::Part::Run { style, x, glyphs } = part {
                    let origin = Point { x: left + *x, y };
                    let run = TextRun { face: style.face, size: style.size, origin, glyphs: glyphs.clone() };
                    block.artifact(Mark::Text(run));
                }
            }
        }
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
