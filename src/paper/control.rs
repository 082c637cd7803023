//! What stands in the cell one writes in: by control, not by kind.

use super::block::Block;
use super::draft::{Draft, Object, Piece, words};
use super::paragraph::Align;
use super::sheet::{ElementId, Entry, FieldBox, Mark};
use crate::model::answers::name::AnswerName;
use crate::model::choice::{Choice, ChoiceList};
use crate::model::control::Control;
use crate::model::issued::{Item, Kind};
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
    /// Printed at the right edge, over room kept free for it.
    pub unit: Option<Block>,
    pub right: Mm,
    /// Kept free at the left for a label in the same cell.
    pub left: Mm,
    /// The height of what is printed over it, where that is not the whole block.
    pub below: Option<Mm>,
}

/// Between a box and its option, and between options.
const TICK_GAP: Mm = Mm(1.0);
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
/// Nobody writes a digit in a narrower box.
const LEAST_BOX: Mm = Mm(3.5);

impl Draft<'_> {
    /// The content of a field's own cell, `measure` wide inside.
    pub fn content(
        &mut self,
        field: &Item,
        name: &AnswerName,
        control: &Control,
        measure: Mm,
        element: ElementId,
    ) -> Content {
        let mut content = match control {
            Control::Line { format: LineFormat { boxes: Some(_), .. }, length: Some(boxes) } => {
                // Boxes too small for a digit are no help: there one writes on a line.
                if measure < LEAST_BOX * f64::from(*boxes) {
                    let entry = Entry::Text { multiline: false, length: Some(*boxes), centered: false };
                    self.room(field, name, entry, element, self.style.row - self.style.padding * 2.0)
                } else {
                    self.comb(field, name, *boxes, measure, element)
                }
            }
            Control::Line { length, .. } => {
                let entry = Entry::Text { multiline: false, length: *length, centered: false };
                self.room(field, name, entry, element, self.style.row - self.style.padding * 2.0)
            }
            Control::Area { rows } => {
                let entry = Entry::Text { multiline: true, length: None, centered: false };
                let mut content = self.room(field, name, entry, element, self.style.writing * f64::from(*rows));
                content.top = true;
                content
            }
            Control::Number { unit, .. } => self.number(field, name, *unit, measure, element),
            // In a table's narrow column one writes the date as one likes.
            Control::Date(_) if measure < NARROW * self.style.scale() => {
                let entry = Entry::Text { multiline: false, length: None, centered: true };
                self.room(field, name, entry, element, self.style.row - self.style.padding * 2.0)
            }
            Control::Date(format) => {
                // Where there is room, blanks have a rule to write on.
                let pieces = self.date(field, name, format, self.style.one_column, measure);
                // In a wide cell a date stands where one begins to write.
                let align = if measure > WIDE * self.style.scale() { Align::Left } else { Align::Center };
                Content { block: self.paragraph(&pieces, measure, align, element), ..Content::default() }
            }
            Control::Ticks { list, many } => {
                let block = self.options(field, name, list, *many, measure, element);
                Content { block, ..Content::default() }
            }
        };
        self.skip(&mut content, field, measure, element);
        if let Some(remark) = self.remark(field, measure, element) {
            let mut block = remark;
            content.least += block.height;
            block.stack(&content.block);
            content.block = block;
            content.top |= content.room.is_some();
        }
        content
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

    /// Condition and hint in small type, above what one fills in.
    fn remark(&mut self, field: &Item, measure: Mm, element: ElementId) -> Option<Block> {
        let small = self.small();
        let mut pieces = Vec::new();
        if let Some(condition) = &field.condition {
            let stop = if field.hint.is_some() { terms::STOP } else { "" };
            pieces.push(words(&format!("{}{stop}", condition.words), small, None));
        }
        if let Some(hint) = &field.hint {
            pieces.extend(self.prose(hint, small));
        }
        if pieces.is_empty() {
            return None;
        }
        Some(self.paragraph(&pieces, measure, Align::Left, element))
    }

    fn room(&self, field: &Item, name: &AnswerName, entry: Entry, element: ElementId, least: Mm) -> Content {
        let field = self.field_box(field, name, "", entry);
        let room = Some(Room { field, element, unit: None, left: Mm::ZERO, right: Mm::ZERO, below: None });
        Content { block: Block::default(), room, least, top: false }
    }

    /// A place to type in, its rectangle not yet known. `part` says which part of the field it is.
    pub fn field_box(&self, field: &Item, name: &AnswerName, part: &str, entry: Entry) -> FieldBox {
        FieldBox {
            name: name.clone(),
            tooltip: self.tooltip(field, part),
            question: match entry {
                Entry::Radio { .. } | Entry::Check { .. } => Some(self.tooltip(field, "")),
                Entry::Text { .. } | Entry::Comb { .. } => None,
            },
            rect: Rect::default(),
            size: self.style.text,
            required: field.required,
            entry,
            figures: asks_figures(&field.kind),
            in_line: false,
            value: None,
        }
    }

    /// What a screen reader says of a place: label, part, unit, hint, required.
    pub fn tooltip(&self, field: &Item, part: &str) -> String {
        let unit = match field.kind.control() {
            Some(Control::Number { unit: Some(unit), .. }) => unit,
            _ => "",
        };
        let hint = field.hint.as_ref().map(|hint| hint.words("")).unwrap_or_default();
        let required = if field.required { terms::REQUIRED } else { "" };
        let parts = [field.label.zh.as_str(), part, unit, &hint, required];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(terms::COMMA)
    }

    fn number(
        &mut self,
        field: &Item,
        name: &AnswerName,
        unit: Option<&str>,
        measure: Mm,
        element: ElementId,
    ) -> Content {
        let entry = Entry::Text { multiline: false, length: None, centered: false };
        let mut content = self.room(field, name, entry, element, self.style.row - self.style.padding * 2.0);
        if let (Some(unit), Some(room)) = (unit, &mut content.room) {
            room.right = self.width(unit, self.body()) + TICK_GAP * self.style.scale();
            room.unit = Some(self.words(unit, self.body(), measure, Align::Right, element));
        }
        content
    }

    /// 年 月 日 with room before each; `ruled` inside a sentence.
    pub fn date(
        &self,
        field: &Item,
        name: &AnswerName,
        format: &'static DateFormat,
        ruled: bool,
        measure: Mm,
    ) -> Vec<Piece> {
        let style = self.body();
        let blank = |part: &DatePart| if part.digits > 2 { YEAR_BLANK } else { MONTH_BLANK } * self.style.scale();
        let blanks = format.parts.iter().map(blank).fold(Mm::ZERO, |all, blank| all + blank);
        let letters = style.size.mm() * format.parts.len() as f64;
        let factor = ((measure - letters) / blanks).clamp(0.6, 1.0);
        let mut pieces = Vec::new();
        for part in format.parts {
            let entry = Entry::Text { multiline: false, length: Some(part.digits), centered: true };
            let place = self.field_box(field, &name.part(part), part.letter, entry);
            let field = Some(FieldBox { figures: true, ..place });
            let width = blank(part) * factor;
            pieces.push(Piece::Object { width, glued: true, object: Object::Blank { field, ruled } });
            pieces.push(words(part.letter, style, None));
        }
        pieces
    }

    fn comb(&mut self, field: &Item, name: &AnswerName, boxes: u32, measure: Mm, element: ElementId) -> Content {
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
        let field = FieldBox { rect, ..self.field_box(field, name, &part, Entry::Comb { boxes }) };
        self.field(&mut block, field, element);
        Content { block, ..Content::default() }
    }

    /// Options with their boxes, running on.
    pub fn options(
        &mut self,
        field: &Item,
        name: &AnswerName,
        list: &ChoiceList,
        many: bool,
        measure: Mm,
        element: ElementId,
    ) -> Block {
        let option = |choice| [self.option(field, name, choice, many, measure)];
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
    fn option(&self, field: &Item, name: &AnswerName, choice: &Choice, many: bool, measure: Mm) -> Piece {
        let value = choice.name.value.clone();
        let label = &choice.label.zh;
        let tick = if many {
            self.field_box(field, &name.option(&value), label, Entry::Check { value })
        } else {
            self.field_box(field, name, label, Entry::Radio { value })
        };
        let mut label = self.text(&choice.label, self.body());
        if choice.other {
            let entry = Entry::Text { multiline: false, length: None, centered: false };
            let optional = Item { required: false, ..field.clone() };
            let blank = self.field_box(&optional, &name.other(), &choice.label.zh, entry);
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
    pub fn inline_options(&self, field: &Item, name: &AnswerName, list: &ChoiceList, many: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for choice in &list.choices {
            pieces.push(self.option(field, name, choice, many, self.style.body.width));
            pieces.push(Piece::Space { width: TICK_GAP * self.style.scale() * 2.0 });
        }
        pieces.pop();
        pieces
    }
}

/// Is the answer written in figures?
fn asks_figures(kind: &Kind) -> bool {
    match kind.control() {
        Some(Control::Line { format, .. }) => format.figures,
        Some(Control::Number { .. } | Control::Date(_)) => true,
        Some(Control::Area { .. } | Control::Ticks { .. }) | None => false,
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
