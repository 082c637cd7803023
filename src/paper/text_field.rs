//! How a field takes what is typed into it on a screen: everything that a reader accepts is on the paper.
//!
//! 1. A line that has room for all that may be written in it, in the type of the sheet, has that type.
//! 2. In any other line readers make the type smaller until the text fits, in a field so low that a short text
//!    is not made larger than the sheet's own.
//! 3. Where words may be longer than a line, and the cell has room for two, they go on in the next.
//! 4. No reader takes more characters than have room at [`MIN_TYPE_SIZE`], nor scrolls.
//!
//! A hanzi is one em wide and nothing is wider, so that what is counted in hanzi has room.

use super::document::{FieldBox, FieldBoxKind, FieldBoxValue};
use super::filling::{LEADING, MIN_TYPE_SIZE};
use crate::units::{Mm, Pt, Rect};

/// What readers keep free at each side of a text.
const SIDE_PADDING: Mm = Mm(0.7);
/// How high a line is, in ems of the sheet's type, for readers to choose a size near it: hanzi come from fonts
/// with much room between lines, digits from the file's own.
const HANZI_LINE_HEIGHT: f64 = 1.45;
const DIGIT_LINE_HEIGHT: f64 = 1.2;
/// The digits and signs of numbers, dates and telephones are no wider than this, in ems.
const DIGIT_WIDTH: f64 = 0.6;
/// As many characters as a telephone with its extension has, and the number of a sheet.
const MAX_DIGITS: u32 = 20;
/// The smallest type that readers choose by themselves.
const MIN_READER_TYPE_SIZE: Pt = Pt(4.0);
/// What words take at the least where nothing limits them.
const MIN_TEXT_LENGTH: u32 = 12;
/// Where lines follow each other a field reaches nearer to the rules around it.
const MULTILINE_OUTSET: Mm = Mm(0.4);

/// How a text field is typed into.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextFieldSettings {
    pub rect: Rect,
    /// `None`: as large as the rectangle lets it be.
    pub size: Option<Pt>,
    pub multiline: bool,
    /// In characters.
    pub max_length: u32,
}

impl TextFieldSettings {
    /// How this field is typed into; `None` for one that is no field for text.
    pub fn of(field: &FieldBox) -> Option<TextFieldSettings> {
        let FieldBoxKind::Text { multiline, length, .. } = field.kind else { return None };
        let room = FieldArea(field.rect);
        let usual = room.characters(field.size, 1.0);
        let needed = length.unwrap_or(if field.numeric { MAX_DIGITS } else { MIN_TEXT_LENGTH });
        let at_most = |room: u32| length.map_or(room, |length| length.min(room));
        let line = TextFieldSettings {
            rect: field.rect,
            size: Some(field.size),
            multiline: false,
            max_length: at_most(usual),
        };
        let high = field.size.mm() * if field.numeric { DIGIT_LINE_HEIGHT } else { HANZI_LINE_HEIGHT };
        let shrinking = TextFieldSettings { rect: room.centred_rect(high), size: None, ..line };
        let typing = if multiline || is_wrapped(field) {
            room.multiline_settings(at_most)
        } else if usual >= needed {
            line
        } else if field.numeric {
            // In smaller type where there is no room for as many; even hanzi in their place are not cut.
            let smallest = (field.rect.width / MIN_READER_TYPE_SIZE.mm()).floor() as u32;
            let most = room.characters(MIN_TYPE_SIZE, DIGIT_WIDTH).max(MAX_DIGITS).min(smallest);
            TextFieldSettings { max_length: length.unwrap_or(most), ..shrinking }
        } else if room.characters(MIN_TYPE_SIZE, 1.0) >= needed || !room.has_lines() {
            TextFieldSettings { max_length: at_most(room.characters(MIN_TYPE_SIZE, 1.0)), ..shrinking }
        } else {
            room.multiline_settings(at_most)
        };
        // What is filled in already is there, however narrow its letters.
        Some(TextFieldSettings { max_length: typing.max_length.max(filled_length(field)).max(1), ..typing })
    }
}

/// What a field lacks for its limit to be typed in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LengthShortfall {
    pub(crate) length: u32,
    /// How many characters have room.
    pub(crate) max_length: u32,
    pub(crate) width: Mm,
    /// The width that all of them would take, in as many lines.
    pub(crate) needed_width: Mm,
}

impl LengthShortfall {
    /// `None` where all that the field's limit allows has room.
    pub(crate) fn of(field: &FieldBox) -> Option<LengthShortfall> {
        let FieldBoxKind::Text { length: Some(length), .. } = field.kind else { return None };
        let TextFieldSettings { max_length: most, multiline, .. } =
            TextFieldSettings::of(field).filter(|typing| typing.max_length < length)?;
        let lines = if multiline { FieldArea(field.rect).line_count() } else { 1 };
        let needed = MIN_TYPE_SIZE.mm() * f64::from(length.div_ceil(lines)) + SIDE_PADDING * 2.0;
        Some(LengthShortfall { length, max_length: most, width: field.rect.width, needed_width: needed })
    }
}

/// The rectangle of a field.
struct FieldArea(Rect);

impl FieldArea {
    /// How many characters of so many ems a line has room for.
    fn characters(&self, size: Pt, width: f64) -> u32 {
        let room = self.0.width - SIDE_PADDING * 2.0;
        (room / (size.mm() * width)).floor().max(0.0) as u32
    }

    fn line_count(&self) -> u32 {
        (self.0.height / (MIN_TYPE_SIZE.mm() * LEADING)).floor().max(1.0) as u32
    }

    fn has_lines(&self) -> bool {
        self.line_count() > 1
    }

    /// The middle of it, no higher than this.
    fn centred_rect(&self, high: Mm) -> Rect {
        let height = high.min(self.0.height);
        Rect { y: self.0.y + (self.0.height - height) / 2.0, height, ..self.0 }
    }

    fn multiline_settings(&self, at_most: impl Fn(u32) -> u32) -> TextFieldSettings {
        let most = at_most(self.characters(MIN_TYPE_SIZE, 1.0) * self.line_count());
        let rect = Rect { y: self.0.y - MULTILINE_OUTSET, height: self.0.height + MULTILINE_OUTSET * 2.0, ..self.0 };
        TextFieldSettings { rect, size: None, multiline: true, max_length: most }
    }
}

fn filled_length(field: &FieldBox) -> u32 {
    match &field.value {
        Some(FieldBoxValue::Written { text, .. }) => text.chars().count() as u32,
        Some(FieldBoxValue::On) | None => 0,
    }
}

/// Does a text take several lines, in a field that was meant for one?
fn is_wrapped(field: &FieldBox) -> bool {
    match &field.value {
        Some(FieldBoxValue::Written { runs, .. }) => runs.windows(2).any(|pair| pair[0].origin.y != pair[1].origin.y),
        Some(FieldBoxValue::On) | None => false,
    }
}
