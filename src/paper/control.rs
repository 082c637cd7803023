//! What stands in the cell one writes in: by control, not by kind.

use super::asked::Asked;
use super::block::Block;
use super::draft::{Draft, Object, Piece, words};
use super::paragraph::Align;
use super::sheet::{ElementId, Entry, FieldBox, Mark};
use crate::model::choice::{Choice, ChoiceList};
use crate::model::control::Control;
use crate::model::issued::Item;
use crate::model::kind::format::{DateFormat, DatePart, LineFormat};
use crate::model::terms;
use crate::units::{Mm, Point, Pt, Rect};

/// A cell's content: what is printed, and what is typed over the room that is left.
#[derive(Clone, Debug, Default)]
pub struct Content {
    pub block: Block,
    /// Takes the cell's room beside and below the block; its rectangle is set when the cell's is known.
    pub room: Option<Room>,
    /// The least height of the cell's inside.
    pub least: Mm,
    /// Printed at the cell's top rather than in its middle.
    pub top: bool,
}

/// Empty room to write in.
#[derive(Clone, Debug)]
pub struct Room {
    pub field: FieldBox,
    pub element: ElementId,
    /// Printed over the room kept free for it at the right.
    pub unit: Option<Block>,
    pub right: Mm,
    /// Kept free at the left for a label in the same cell.
    pub left: Mm,
    /// The height of what is printed over it, where that is not the whole block.
    pub below: Option<Mm>,
}

/// Between a box and its option, and between options.
pub const TICK_GAP: Mm = Mm(1.0);
const OPTION_GAP: Mm = Mm(4.5);
/// Between lines of options, so that boxes stand apart.
const OPTION_LEADING: Mm = Mm(0.6);
/// The blank behind 其他.
const OTHER_BLANK: Mm = Mm(24.0);
/// The blanks of a date, widest first to shrink to.
const YEAR_BLANK: Mm = Mm(12.0);
const MONTH_BLANK: Mm = Mm(8.5);
/// Less than year, month and day take at their tightest.
const NARROW: Mm = Mm(27.0);
/// A cell this wide is a line to write on from the left.
const WIDE: Mm = Mm(60.0);
/// A comb's box: never wider, and as high as one writes.
const COMB_BOX: Mm = Mm(6.4);
const COMB_HEIGHT: Mm = Mm(7.0);
/// What is said of a line stands on it, where it takes no more of it than this.
const BESIDE: f64 = 0.42;
/// So much of their usual width a date's blanks keep behind words.
const MOST_OF_A_DATE: f64 = 0.8;
/// Nobody writes a digit in a narrower box.
const LEAST_BOX: Mm = Mm(3.5);

impl Draft<'_> {
    /// The content of a field's own cell, `measure` wide inside, with all that is said of it.
    pub fn content(
        &mut self,
        field: &Item,
        asked: &Asked,
        control: &Control,
        measure: Mm,
        element: ElementId,
    ) -> Content {
        let remark = self.remark_pieces(field);
        if let (Control::Date(format), false, true) = (control, remark.is_empty(), self.has_lines(field))
            && let Some(pieces) = self.date_behind(&remark, asked, format, measure)
        {
            return Content { block: self.paragraph(&pieces, measure, Align::Left, element), ..Content::default() };
        }
        let mut content = self.entry(asked, control, measure, element);
        self.skip(&mut content, field, measure, element);
        if remark.is_empty() {
            return content;
        }
        if let (Some(room), Control::Line { .. } | Control::Number { .. } | Control::Area { rows: 1 }) =
            (&mut content.room, control)
            && !content.block.has_text()
            && self.has_lines(field)
            && self.natural(&remark) <= measure * BESIDE
        {
            // On the line one writes on.
            room.left = self.natural(&remark) + self.style.padding;
            room.below = Some(Mm::ZERO);
            content.block = self.paragraph(&remark, measure, Align::Left, element);
            content.top = false;
            return content;
        }
        let mut block = self.paragraph(&remark, measure, Align::Left, element);
        content.least += block.height;
        block.stack(&content.block);
        content.block = block;
        content.top |= content.room.is_some();
        content
    }

    /// Does it have a cell of its own, with lines of one height?
    fn has_lines(&self, field: &Item) -> bool {
        !self.style.one_column && field.label_width > 0
    }

    /// A date on the line of what is said of it, where that leaves it most of its room.
    fn date_behind(
        &self,
        remark: &[Piece],
        asked: &Asked,
        format: &'static DateFormat,
        measure: Mm,
    ) -> Option<Vec<Piece>> {
        let letters = self.style.text.mm() * format.parts.len() as f64;
        let usual = self.natural(&self.date(asked, format, false, measure * 2.0)) - letters;
        let room = measure - self.natural(remark) - self.style.padding;
        (room - letters >= usual * MOST_OF_A_DATE).then(|| {
            let gap = Piece::Space { width: self.style.padding };
            let date = self.date(asked, format, false, room);
            remark.iter().cloned().chain([gap]).chain(date).collect()
        })
    }

    /// What one writes in or ticks, `measure` wide.
    pub fn entry(&mut self, asked: &Asked, control: &Control, measure: Mm, element: ElementId) -> Content {
        let row = self.style.row - self.style.padding * 2.0;
        match control {
            Control::Line { format: LineFormat { boxes: Some(_), .. }, length: Some(boxes) } => {
                // Boxes too small for a digit are no help: there one writes on a line.
                if measure < LEAST_BOX * f64::from(*boxes) {
                    let entry = Entry::Text { multiline: false, length: Some(*boxes), centered: false };
                    self.room(asked, entry, element, row)
                } else {
                    self.comb(asked, *boxes, measure, element)
                }
            }
            Control::Line { length, .. } => {
                let entry = Entry::Text { multiline: false, length: *length, centered: false };
                self.room(asked, entry, element, row)
            }
            Control::Area { rows } => {
                let entry = Entry::Text { multiline: true, length: None, centered: false };
                let mut content = self.room(asked, entry, element, self.style.writing * f64::from(*rows));
                content.top = true;
                content
            }
            Control::Number { unit, .. } => self.number(asked, *unit, measure, element),
            // In a table's narrow column one writes the date as one likes.
            Control::Date(_) if measure < NARROW * self.style.scale() => {
                let entry = Entry::Text { multiline: false, length: None, centered: true };
                self.room(asked, entry, element, row)
            }
            Control::Date(format) => {
                // Where there is room, blanks have a rule to write on.
                let pieces = self.date(asked, format, self.style.one_column, measure);
                // In a wide cell a date stands where one begins to write.
                let align = if measure > WIDE * self.style.scale() { Align::Left } else { Align::Center };
                Content { block: self.paragraph(&pieces, measure, align, element), ..Content::default() }
            }
            Control::Ticks { list, many } => {
                let block = self.options(asked, list, *many, measure, element);
                Content { block, ..Content::default() }
            }
        }
    }

    /// Where to go on, in small type below the options or in the room's upper edge.
    fn skip(&mut self, content: &mut Content, field: &Item, measure: Mm, element: ElementId) {
        let Some(instruction) = &field.skip else { return };
        let words = self.words(instruction, self.small(), measure, Align::Left, element);
        content.block.stack(&words);
        if content.room.is_some() {
            content.top = true;
            content.least += words.height;
        }
    }

    /// Condition, hint and rule in small type.
    pub fn remark(&mut self, field: &Item, measure: Mm, element: ElementId) -> Option<Block> {
        let pieces = self.remark_pieces(field);
        (!pieces.is_empty()).then(|| self.paragraph(&pieces, measure, Align::Left, element))
    }

    /// Condition, hint and rule in small type, each a sentence but for the end of the last.
    pub fn remark_pieces(&self, field: &Item) -> Vec<Piece> {
        let small = self.small();
        let plain = |text: &str| vec![words(text, small, None)];
        let condition = field.condition.as_ref().map(|condition| (plain(&condition.words), condition.words.clone()));
        let hint = field.hint.as_ref().map(|hint| (self.prose(hint, small), hint.words("")));
        let rule = field.rule_words().map(|rule| (plain(rule), rule.to_owned()));
        let mut pieces = Vec::new();
        let mut before = String::new();
        for (more, text) in [condition, hint, rule].into_iter().flatten() {
            if !pieces.is_empty() && !terms::is_sentence(&before) {
                pieces.extend(plain(terms::STOP));
            }
            pieces.extend(more);
            before = text;
        }
        pieces
    }

    fn room(&self, asked: &Asked, entry: Entry, element: ElementId, least: Mm) -> Content {
        let field = asked.place("", entry, self);
        let room = Some(Room { field, element, unit: None, left: Mm::ZERO, right: Mm::ZERO, below: None });
        Content { block: Block::default(), room, least, top: false }
    }

    fn number(&mut self, asked: &Asked, unit: Option<&str>, measure: Mm, element: ElementId) -> Content {
        let entry = Entry::Text { multiline: false, length: None, centered: false };
        let mut content = self.room(asked, entry, element, self.style.row - self.style.padding * 2.0);
        if let (Some(unit), Some(room)) = (unit, &mut content.room) {
            room.right = self.width(unit, self.body()) + TICK_GAP * self.style.scale();
            room.unit = Some(self.words(unit, self.body(), measure, Align::Left, element));
        }
        content
    }

    /// 年 月 日 with room before each; `ruled` inside a sentence.
    pub fn date(&self, asked: &Asked, format: &'static DateFormat, ruled: bool, measure: Mm) -> Vec<Piece> {
        let style = self.body();
        let blank = |part: &DatePart| if part.digits > 2 { YEAR_BLANK } else { MONTH_BLANK } * self.style.scale();
        let blanks = format.parts.iter().map(blank).fold(Mm::ZERO, |all, blank| all + blank);
        let letters = style.size.mm() * format.parts.len() as f64;
        let factor = ((measure - letters) / blanks).clamp(0.6, 1.0);
        let mut pieces = Vec::new();
        for (index, part) in format.parts.iter().enumerate() {
            let entry = Entry::Text { multiline: false, length: Some(part.digits), centered: true };
            let named = asked.under(asked.name.part(part));
            let named = if index == 0 { named } else { named.further() };
            let place = named.place(part.letter, entry, self);
            let field = Some(FieldBox { figures: true, question: Some(asked.whole()), ..place });
            let width = blank(part) * factor;
            pieces.push(Piece::Object { width, glued: true, object: Object::Blank { field, ruled } });
            pieces.push(words(part.letter, style, None));
        }
        pieces
    }

    fn comb(&mut self, asked: &Asked, boxes: u32, measure: Mm, element: ElementId) -> Content {
        let side = (COMB_BOX * self.style.scale()).min(measure / f64::from(boxes));
        let height = COMB_HEIGHT * self.style.scale();
        let mut block = Block::space(height);
        let width = side * f64::from(boxes);
        let rect = Rect::new(Mm::ZERO, Mm::ZERO, width, height);
        block.artifact(Mark::Box { rect, fill: None, stroke: Some(Pt(0.75)) });
        for index in 1..boxes {
            let x = side * f64::from(index);
            block.rule(Point { x, y: Mm::ZERO }, Point { x, y: height }, Pt(0.5));
        }
        let part = terms::places(boxes);
        let field = FieldBox { rect, ..asked.place(&part, Entry::Comb { boxes }, self) };
        self.field(&mut block, field, element);
        Content { block, ..Content::default() }
    }

    /// Options with their boxes, running on.
    pub fn options(&mut self, asked: &Asked, list: &ChoiceList, many: bool, measure: Mm, element: ElementId) -> Block {
        let option = |choice| [self.option(asked, choice, many, measure)];
        let options: Vec<[Piece; 1]> = list.choices.iter().map(option).collect();
        let widths: Vec<Mm> = options.iter().map(|option| self.natural(option).min(measure)).collect();
        let places = arrange(&widths, measure, OPTION_GAP * self.style.scale());
        let mut block = Block::default();
        let mut line = Block::default();
        let mut current = 0;
        for (option, place) in options.iter().zip(places) {
            if place.line != current {
                line.height += OPTION_LEADING * self.style.scale();
                block.stack(&line);
                line = Block::default();
                current = place.line;
            }
            let set = self.paragraph(option, measure - place.x, Align::Left, element);
            line.lay(&set, place.x, Mm::ZERO);
            line.height = line.height.max(set.height);
        }
        block.stack(&line);
        block
    }

    /// One option: box, label, and the blank of 其他, which is no wider than the measure.
    fn option(&self, asked: &Asked, choice: &Choice, many: bool, measure: Mm) -> Piece {
        let value = choice.name.value.clone();
        let label = &choice.label.zh;
        let tick = if many {
            let named = asked.under(asked.name.option(&value));
            named.place(label, Entry::Check { value }, self)
        } else {
            asked.place(label, Entry::Radio { value }, self)
        };
        let mut label = self.text(&choice.label, self.body());
        if choice.other {
            let entry = Entry::Text { multiline: false, length: None, centered: false };
            let other = asked.under(asked.name.other()).optional();
            let blank = other.place(&choice.label.zh, entry, self);
            let object = Object::Blank { field: Some(blank), ruled: true };
            let width = (OTHER_BLANK * self.style.scale()).min(measure);
            label.push(Piece::Object { width, glued: false, object });
        }
        self.ticked(tick, label)
    }

    /// A box and what it is for, which no line parts where it is wide enough for both.
    pub fn ticked(&self, tick: FieldBox, label: Vec<Piece>) -> Piece {
        let mut pieces = vec![
            Piece::Object { width: self.style.tick, glued: true, object: Object::Tick(tick) },
            Piece::Object { width: TICK_GAP * self.style.scale(), glued: true, object: Object::Gap },
        ];
        pieces.extend(label);
        Piece::Whole(pieces)
    }

    /// A sentence's choice: its options one after the other.
    pub fn inline_options(&self, asked: &Asked, list: &ChoiceList, many: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for choice in &list.choices {
            pieces.push(self.option(asked, choice, many, self.style.body.width));
            pieces.push(Piece::Space { width: TICK_GAP * self.style.scale() * 2.0 });
        }
        pieces.pop();
        pieces
    }
}

struct Place {
    line: usize,
    x: Mm,
}

/// One option after the other, as many on a line as fit.
fn arrange(widths: &[Mm], measure: Mm, gap: Mm) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let (mut line, mut pen) = (0, Mm::ZERO);
    for &width in widths {
        if pen > Mm::ZERO && pen + width > measure + Mm(1e-6) {
            line += 1;
            pen = Mm::ZERO;
        }
        places.push(Place { line, x: pen });
        pen += width + gap;
    }
    places
}
