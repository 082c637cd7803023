//! Settings of text fields in fillable PDFs: every text that a PDF reader accepts is also visible on paper.
//!
//! 1. A single line that has room for all that may be typed in it, at the type size of the sheet, has that size.
//! 2. In any other single line, PDF readers reduce the type size until the text fits; the field is so low that they do not
//!    choose a size above that of the sheet for a short text.
//! 3. If words may be longer than a line, and the cell has room for two lines, the field is multiline.
//! 4. A field takes no more characters than have room at [`MIN_TYPE_SIZE`], and does not scroll.
//!
//! A hanzi is one em wide and no character is wider, so that a text of as many hanzi has room.

use super::document::{FieldBox, FieldBoxKind, FieldBoxValue};
use super::filling::{LEADING, MIN_TYPE_SIZE};
use crate::units::{Mm, Pt, Rect};

/// The padding that PDF readers leave at each side of a text.
const SIDE_PADDING: Mm = Mm(0.7);
/// The height of a field of one line, in ems of the sheet's type, at which PDF readers choose about that type size: for hanzi
/// they use fonts with a large line gap, for digits the file's font.
const HANZI_LINE_HEIGHT: f64 = 1.45;
const DIGIT_LINE_HEIGHT: f64 = 1.2;
/// The greatest width of the digits and signs of numbers, dates and telephone numbers, in ems.
const DIGIT_WIDTH: f64 = 0.6;
/// The number of characters of a telephone number with extension, and of a serial number.
const MAX_DIGITS: u32 = 20;
/// The smallest type size that PDF readers choose automatically.
const MIN_READER_TYPE_SIZE: Pt = Pt(4.0);
/// The number of characters that a field without a limit should have room for.
const MIN_TEXT_LENGTH: u32 = 12;
/// The distance by which a multiline field is extended towards the rules above and below it.
const MULTILINE_OUTSET: Mm = Mm(0.4);

/// The settings of a text field: rectangle, type size, multiline flag and `MaxLen`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextFieldSettings {
    pub rect: Rect,
    /// `None` for an automatic size, as large as the rectangle allows.
    pub size: Option<Pt>,
    pub multiline: bool,
    /// In characters.
    pub max_length: u32,
}

impl TextFieldSettings {
    /// The settings of a field; `None` if the field is no text field.
    pub fn of(field: &FieldBox) -> Option<TextFieldSettings> {
        let FieldBoxKind::Text { multiline, length, .. } = field.kind else { return None };
        let area = FieldArea(field.rect);
        let usual_count = area.characters(field.size, 1.0);
        let needed_count = length.unwrap_or(if field.numeric { MAX_DIGITS } else { MIN_TEXT_LENGTH });
        let at_most = |count: u32| length.map_or(count, |length| length.min(count));
        let line = TextFieldSettings {
            rect: field.rect,
            size: Some(field.size),
            multiline: false,
            max_length: at_most(usual_count),
        };
        let line_height = field.size.mm() * if field.numeric { DIGIT_LINE_HEIGHT } else { HANZI_LINE_HEIGHT };
        let shrinking = TextFieldSettings { rect: area.centred_rect(line_height), size: None, ..line };
        let settings = if multiline || is_wrapped(field) {
            area.multiline_settings(at_most)
        } else if usual_count >= needed_count {
            line
        } else if field.numeric {
            // Smaller type if there is no room for so many characters; even hanzi in place of digits are not cut off.
            let max_readable = (field.rect.width / MIN_READER_TYPE_SIZE.mm()).floor() as u32;
            let max_length = area.characters(MIN_TYPE_SIZE, DIGIT_WIDTH).max(MAX_DIGITS).min(max_readable);
            TextFieldSettings { max_length: length.unwrap_or(max_length), ..shrinking }
        } else if area.characters(MIN_TYPE_SIZE, 1.0) >= needed_count || !area.has_lines() {
            TextFieldSettings { max_length: at_most(area.characters(MIN_TYPE_SIZE, 1.0)), ..shrinking }
        } else {
            area.multiline_settings(at_most)
        };
        // A filled-in text counts in full, even if it fits only because its letters are narrow.
        Some(TextFieldSettings { max_length: settings.max_length.max(filled_length(field)).max(1), ..settings })
    }
}

/// The shortfall of a field that has no room for as many characters as its limit allows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LengthShortfall {
    pub(crate) length: u32,
    /// The number of characters that have room.
    pub(crate) max_length: u32,
    pub(crate) width: Mm,
    /// The width that all characters would need, with the same number of lines.
    pub(crate) needed_width: Mm,
}

impl LengthShortfall {
    /// The shortfall of a field; `None` if all characters that its limit allows have room.
    pub(crate) fn of(field: &FieldBox) -> Option<LengthShortfall> {
        let FieldBoxKind::Text { length: Some(length), .. } = field.kind else { return None };
        let TextFieldSettings { max_length, multiline, .. } =
            TextFieldSettings::of(field).filter(|settings| settings.max_length < length)?;
        let lines = if multiline { FieldArea(field.rect).line_count() } else { 1 };
        let needed_width = MIN_TYPE_SIZE.mm() * f64::from(length.div_ceil(lines)) + SIDE_PADDING * 2.0;
        Some(LengthShortfall { length, max_length, width: field.rect.width, needed_width })
    }
}

/// The rectangle of a field, to count the characters and lines it has room for.
struct FieldArea(Rect);

impl FieldArea {
    /// The number of characters of this width in ems that fit on a line.
    fn characters(&self, size: Pt, width: f64) -> u32 {
        let available = self.0.width - SIDE_PADDING * 2.0;
        (available / (size.mm() * width)).floor().max(0.0) as u32
    }

    fn line_count(&self) -> u32 {
        (self.0.height / (MIN_TYPE_SIZE.mm() * LEADING)).floor().max(1.0) as u32
    }

    fn has_lines(&self) -> bool {
        self.line_count() > 1
    }

    /// The vertically centred part of the rectangle, not higher than `max_height`.
    fn centred_rect(&self, max_height: Mm) -> Rect {
        let height = max_height.min(self.0.height);
        Rect { y: self.0.y + (self.0.height - height) / 2.0, height, ..self.0 }
    }

    fn multiline_settings(&self, at_most: impl Fn(u32) -> u32) -> TextFieldSettings {
        let max_length = at_most(self.characters(MIN_TYPE_SIZE, 1.0) * self.line_count());
        let rect = Rect { y: self.0.y - MULTILINE_OUTSET, height: self.0.height + MULTILINE_OUTSET * 2.0, ..self.0 };
        TextFieldSettings { rect, size: None, multiline: true, max_length }
    }
}

fn filled_length(field: &FieldBox) -> u32 {
    match &field.value {
        Some(FieldBoxValue::Written { text, .. }) => text.chars().count() as u32,
        Some(FieldBoxValue::On) | None => 0,
    }
}

/// Returns whether the filled-in text takes several lines.
fn is_wrapped(field: &FieldBox) -> bool {
    match &field.value {
        Some(FieldBoxValue::Written { runs, .. }) => runs.windows(2).any(|pair| pair[0].origin.y != pair[1].origin.y),
        Some(FieldBoxValue::On) | None => false,
    }
}
