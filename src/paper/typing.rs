//! How a field takes what is typed into it on a screen: everything that a reader accepts is on the paper.
//!
//! 1. A line that has room for all that may be written in it, in the type of the sheet, has that type.
//! 2. In any other line readers make the type smaller until the text fits, in a field so low that a short text
//!    is not made larger than the sheet's own.
//! 3. Where words may be longer than a line, and the cell has room for two, they go on in the next.
//! 4. No reader takes more characters than have room at [`FLOOR`], nor scrolls.
//!
//! A hanzi is one em wide and nothing is wider, so that what is counted in hanzi has room.

use super::filling::{FLOOR, LEADING};
use super::sheet::{Entry, FieldBox, Value};
use crate::units::{Mm, Pt, Rect};

/// What readers keep free at each side of a text.
const SIDE: Mm = Mm(0.7);
/// How high a line is, in ems of the sheet's type, for readers to choose a size near it: hanzi come from fonts
/// with much room between lines, digits from the file's own.
const HANZI_LINE: f64 = 1.45;
const FIGURE_LINE: f64 = 1.2;
/// The digits and signs of numbers, dates and telephones are no wider than this, in ems.
const FIGURE: f64 = 0.6;
/// As many characters as a telephone with its extension has, and the number of a sheet.
const FIGURES: u32 = 20;
/// The smallest type that readers choose by themselves.
const SMALLEST: Pt = Pt(4.0);
/// What words take at the least where nothing limits them.
const WORDS: u32 = 12;
/// Where lines follow each other a field reaches nearer to the rules around it.
const NEARER: Mm = Mm(0.4);

/// How a text field is typed into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Typing {
    pub rect: Rect,
    /// `None`: as large as the rectangle lets it be.
    pub size: Option<Pt>,
    pub multiline: bool,
    /// In characters.
    pub most: u32,
}

impl Typing {
    /// How this field is typed into; `None` for one that is no field for text.
    pub fn of(field: &FieldBox) -> Option<Typing> {
        let Entry::Text { multiline, length, .. } = field.entry else { return None };
        let room = Room(field.rect);
        let usual = room.characters(field.size, 1.0);
        let needed = length.unwrap_or(if field.figures { FIGURES } else { WORDS });
        let at_most = |room: u32| length.map_or(room, |length| length.min(room));
        let line = Typing { rect: field.rect, size: Some(field.size), multiline: false, most: at_most(usual) };
        let high = field.size.mm() * if field.figures { FIGURE_LINE } else { HANZI_LINE };
        let shrinking = Typing { rect: room.low(high), size: None, ..line };
        let typing = if multiline || is_wrapped(field) {
            room.lines(at_most)
        } else if usual >= needed {
            line
        } else if field.figures {
            // In smaller type where there is no room for as many; even hanzi in their place are not cut.
            let smallest = (field.rect.width / SMALLEST.mm()).floor() as u32;
            let most = room.characters(FLOOR, FIGURE).max(FIGURES).min(smallest);
            Typing { most: length.unwrap_or(most), ..shrinking }
        } else if room.characters(FLOOR, 1.0) >= needed || !room.has_lines() {
            Typing { most: at_most(room.characters(FLOOR, 1.0)), ..shrinking }
        } else {
            room.lines(at_most)
        };
        // What is filled in already is there, however narrow its letters.
        Some(Typing { most: typing.most.max(written(field)).max(1), ..typing })
    }
}

/// What a field lacks for its limit to be typed in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lack {
    pub length: u32,
    /// How many characters have room.
    pub most: u32,
    pub width: Mm,
    /// The width that all of them would take, in as many lines.
    pub needed: Mm,
}

impl Lack {
    /// `None` where all that the field's limit allows has room.
    pub fn of(field: &FieldBox) -> Option<Lack> {
        let Entry::Text { length: Some(length), .. } = field.entry else { return None };
        let Typing { most, multiline, .. } = Typing::of(field).filter(|typing| typing.most < length)?;
        let lines = if multiline { Room(field.rect).line_count() } else { 1 };
        let needed = FLOOR.mm() * f64::from(length.div_ceil(lines)) + SIDE * 2.0;
        Some(Lack { length, most, width: field.rect.width, needed })
    }
}

/// The rectangle of a field.
struct Room(Rect);

impl Room {
    /// How many characters of so many ems a line has room for.
    fn characters(&self, size: Pt, width: f64) -> u32 {
        let room = self.0.width - SIDE * 2.0;
        (room / (size.mm() * width)).floor().max(0.0) as u32
    }

    fn line_count(&self) -> u32 {
        (self.0.height / (FLOOR.mm() * LEADING)).floor().max(1.0) as u32
    }

    fn has_lines(&self) -> bool {
        self.line_count() > 1
    }

    /// The middle of it, no higher than this.
    fn low(&self, high: Mm) -> Rect {
        let height = high.min(self.0.height);
        Rect { y: self.0.y + (self.0.height - height) / 2.0, height, ..self.0 }
    }

    fn lines(&self, at_most: impl Fn(u32) -> u32) -> Typing {
        let most = at_most(self.characters(FLOOR, 1.0) * self.line_count());
        let rect = Rect { y: self.0.y - NEARER, height: self.0.height + NEARER * 2.0, ..self.0 };
        Typing { rect, size: None, multiline: true, most }
    }
}

fn written(field: &FieldBox) -> u32 {
    match &field.value {
        Some(Value::Written { text, .. }) => text.chars().count() as u32,
        Some(Value::On) | None => 0,
    }
}

/// Does a text take several lines, in a field that was meant for one?
fn is_wrapped(field: &FieldBox) -> bool {
    match &field.value {
        Some(Value::Written { runs, .. }) => runs.windows(2).any(|pair| pair[0].origin.y != pair[1].origin.y),
        Some(Value::On) | None => false,
    }
}
