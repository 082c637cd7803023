//! Running text on the sheet: articles with blanks, notes, instructions.
//!
//! A paragraph's lines are slabs of their own; its first two and its last two stay together.

use super::asked::Asked;
use super::block::Block;
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{ElementId, Entry, Face, Role};
use crate::model::anchor::Anchor;
use crate::model::answers::AnswerName;
use crate::model::control::Control;
use crate::model::issued::{Article, Item, Passage, Run};
use crate::model::kind::format::LineFormat;
use crate::model::terms;
use crate::units::Mm;

/// How wide a blank in a sentence is, in characters.
const BLANK: u32 = 8;
const NUMBER_BLANK: f64 = 3.0;

impl Draft<'_> {
    /// The articles of a section.
    pub fn clauses(&mut self, field: &Item, articles: &[Article], parent: ElementId) -> Vec<Slab> {
        // What is said of all of them is heard at the first blank.
        let mut whole = self.of_whole(field);
        let mut slabs = Vec::new();
        for article in articles {
            let mut asked: Vec<Asked> = article.blanks.iter().map(asked_blank).collect();
            if let Some(first) = asked.first_mut() {
                *first = first.clone().saying(std::mem::take(&mut whole));
            }
            let anchor = Anchor::field(&field.name.value).inner(&article.name.value);
            slabs.extend(self.article(article, anchor, &asked, parent));
        }
        slabs
    }

    /// `asked`: what each of its blanks asks.
    fn article(&mut self, article: &Article, anchor: Anchor, asked: &[Asked], parent: ElementId) -> Vec<Slab> {
        let strong = Type { face: Face::HeiBold, size: self.style.prose };
        let mut pieces = vec![words(&terms::article(article.number), strong, None), self.gap(1.0)];
        if let Some(title) = &article.title {
            pieces.extend(self.text(title, strong));
            pieces.push(self.gap(1.0));
        }
        pieces.extend(self.with_blanks(&article.text, article, asked));
        let mut slabs = self.prose_paragraph(&pieces, Mm::ZERO, parent);
        if let (false, Some(last)) = (article.points.is_empty(), slabs.last_mut()) {
            last.keep = true;
        }
        for (index, point) in article.points.iter().enumerate() {
            let mut pieces = vec![words(&terms::point(index + 1), self.article_type(), None)];
            pieces.extend(self.with_blanks(point, article, asked));
            slabs.extend(self.prose_paragraph(&pieces, self.style.prose.mm() * 2.0, parent));
        }
        let remarks = self.of_blanks(article);
        if let (false, Some(last)) = (remarks.is_empty(), slabs.last_mut()) {
            last.keep = true;
            slabs.extend(self.prose_paragraph(&remarks, self.style.prose.mm() * 2.0, parent));
        }
        if let Some(first) = slabs.first_mut() {
            first.gap = Mm(1.6);
            first.begins.push(anchor);
        }
        slabs
    }

    /// Below an article in small type: what is said of each of its blanks.
    fn of_blanks(&self, article: &Article) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for blank in &article.blanks {
            let remark = self.remark_pieces(blank);
            if !remark.is_empty() {
                let label = format!("{}{}", terms::quoted(&blank.label.zh), terms::COLON);
                pieces.push(words(&label, self.small(), Some(blank.label.span)));
                pieces.extend(remark);
                pieces.push(words(terms::STOP, self.small(), None));
            }
        }
        pieces
    }

    fn article_type(&self) -> Type {
        Type { face: self.style.running, size: self.style.prose }
    }

    fn gap(&self, ems: f64) -> Piece {
        Piece::Space { width: self.style.prose.mm() * ems }
    }

    /// Prose whose `${name}`s may be blanks to fill in.
    fn with_blanks(&self, passage: &Passage, article: &Article, asked: &[Asked]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for run in &passage.runs {
            match run {
                Run::Blank(name) => {
                    let mut blanks = article.blanks.iter().zip(asked);
                    let found = blanks.find(|(_, asked)| asked.name == *name);
                    pieces.extend(found.map(|(blank, asked)| self.marked_blank(asked, blank)).unwrap_or_default());
                }
                Run::Words(_) | Run::Empty { .. } => pieces.extend(self.run(run, self.article_type(), passage.span)),
            }
        }
        pieces
    }

    /// A blank in a sentence, the mark of its obligation before it.
    fn marked_blank(&self, asked: &Asked, field: &Item) -> Vec<Piece> {
        let mut pieces = self.blank(asked, field);
        if let (Some(_), Some(first)) = (field.obligation, pieces.first_mut()) {
            let mark = words(terms::REQUIRED_MARK, self.article_type(), None);
            *first = Piece::Whole(vec![mark, first.clone()]);
        }
        pieces
    }

    /// A blank in a sentence, by its control.
    fn blank(&self, asked: &Asked, field: &Item) -> Vec<Piece> {
        let em = self.style.prose.mm();
        let ruled = |width: Mm, length: Option<u32>| {
            let entry = Entry::Text { multiline: false, length, centered: true };
            let field = Some(asked.place("", entry, self));
            Piece::Object { width, glued: false, object: Object::Blank { field, ruled: true } }
        };
        match field.kind.control() {
            Some(Control::Area { .. } | Control::Line { format: LineFormat { boxes: Some(_), .. }, .. }) => {
                vec![ruled(em * 20.0, None)]
            }
            Some(Control::Line { length, .. }) => {
                let characters = length.unwrap_or(BLANK).clamp(4, 16);
                vec![ruled(em * f64::from(characters), length)]
            }
            Some(Control::Number { unit, .. }) => {
                let mut pieces = vec![ruled(em * NUMBER_BLANK, None)];
                pieces.extend(unit.map(|unit| words(unit, self.article_type(), None)));
                pieces
            }
            Some(Control::Date(format)) => self.date(asked, format, true, self.style.body.width),
            Some(Control::Ticks { list, many }) => self.inline_options(asked, list, many),
            None => Vec::new(),
        }
    }

    /// A justified paragraph as slabs, one a line.
    fn prose_paragraph(&mut self, pieces: &[Piece], indent: Mm, parent: ElementId) -> Vec<Slab> {
        let element = self.element(Role::Paragraph, Some(parent));
        let mut slabs = Vec::new();
        for (line, keep) in self.lines(pieces, self.style.body.width - indent, element) {
            let mut block = Block::space(line.height * self.style.prose_leading);
            block.lay(&line, indent, (block.height - line.height) / 2.0);
            slabs.push(Slab { keep, ..Slab::open(block) });
        }
        slabs
    }

    /// The lines of a justified paragraph, and whether each stays on the page of the next.
    pub fn lines(&mut self, pieces: &[Piece], measure: Mm, element: ElementId) -> Vec<(Block, bool)> {
        let set = self.set(pieces, measure, Align::Justify);
        let count = set.lines.len();
        let kept = |index| (index == 0 && count > 1) || index + 2 == count;
        set.lines.iter().enumerate().map(|(index, line)| (self.line(line, element), kept(index))).collect()
    }

    /// Under the frame: how to fill the form in, how many copies there are and how long they are kept.
    pub fn instructions(&mut self) -> Vec<Slab> {
        let form = self.form;
        if form.instructions.is_empty() {
            return Vec::new();
        }
        let section = self.element(Role::Section, None);
        let heading = self.element(Role::Heading(2), Some(section));
        let strong = Type { face: Face::HeiBold, size: self.style.text };
        let title = self.words(terms::INSTRUCTIONS, strong, self.style.body.width, Align::Left, heading);
        let mut slabs =
            vec![Slab { outline: Some(terms::INSTRUCTIONS.into()), ..Slab::open(title) }.kept().below(Mm(3.0))];
        let list = self.element(Role::List, Some(section));
        for (index, prose) in form.instructions.iter().enumerate() {
            let pieces = self.prose(prose, self.small());
            slabs.extend(self.list_item(index + 1, &pieces, list));
        }
        slabs
    }

    /// A list's item in small type, its number hanging.
    fn list_item(&mut self, number: usize, pieces: &[Piece], list: ElementId) -> Vec<Slab> {
        let item = self.element(Role::ListItem, Some(list));
        let (lead, element) = (self.element(Role::Label, Some(item)), self.element(Role::Body, Some(item)));
        let small = self.small();
        let indent = small.size.mm() * 1.7;
        let label = self.words(&format!("{number}."), small, indent, Align::Left, lead);
        let mut slabs = Vec::new();
        let lines = self.lines(pieces, self.style.body.width - indent, element);
        for (index, (line, keep)) in lines.into_iter().enumerate() {
            let mut block = Block::space(line.height);
            if index == 0 {
                block.lay(&label, Mm::ZERO, Mm::ZERO);
            }
            block.lay(&line, indent, Mm::ZERO);
            slabs.push(Slab { keep, ..Slab::open(block) });
        }
        slabs
    }
}

fn asked_blank(blank: &Item) -> Asked {
    Asked::item(blank, AnswerName::field(&blank.name.value))
}
