//! Words, blanks and boxes to lines of placed glyphs.
//!
//! 1. The inlines become [`line_units`]: characters and objects, each with its width.
//! 2. [`line_breaks`] says after which unit a line may end: UAX #14 at its strictest, and the rules it
//!    lacks for Chinese.
//! 3. [`line_filling`] puts units on lines, squeezes punctuation and stretches lines to the measure.
//!
//! A pair of `—` becomes one `⸺`, which has no gap; the text layer says the pair again.

mod line_breaks;
mod line_filling;
mod line_units;

use std::borrow::Cow;

use super::document::Face;
use super::fonts::Fonts;
use crate::source::Span;
use crate::units::Mm;
use line_filling::FilledLines;

pub use line_breaks::is_break_forbidden;
pub use line_filling::{LinePart, TextAlign, TypesetLine};
pub use line_units::{InlineItem, TypeStyle};

/// A paragraph set to a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct TypesetParagraph<O> {
    pub lines: Vec<TypesetLine<O>>,
    /// Characters without a glyph, with their face and where they were written.
    pub missing: Vec<(char, Face, Option<Span>)>,
    /// Something that cannot be broken is wider than the measure.
    pub overfull: bool,
    /// The first word that is broken where no rule lets a line end, as it is wider than the measure.
    pub(crate) broken_word: Option<String>,
}

impl<O> TypesetParagraph<O> {
    /// Does every line keep to the measure and every word to its line?
    pub(crate) fn fits(&self) -> bool {
        !self.overfull && self.broken_word.is_none()
    }
}

/// Sets a paragraph to a measure; where its words hold a line end, a line ends.
pub fn typeset<O: Clone>(
    inlines: &[InlineItem<O>],
    measure: Mm,
    align: TextAlign,
    fonts: &Fonts,
) -> TypesetParagraph<O> {
    let mut whole = TypesetParagraph { lines: Vec::new(), missing: Vec::new(), overfull: false, broken_word: None };
    for part in split_at_line_ends(inlines) {
        let (units, missing) = line_units::units(&part, fonts);
        // Most texts of a sheet are labels.
        let on_one_line = line_filling::on_one_line(&units, measure, align);
        let filled = on_one_line.unwrap_or_else(|| {
            line_filling::fill_lines(&units, &line_breaks::break_opportunities(&units), measure, align)
        });
        let FilledLines { lines, overfull, broken_word: torn } = filled;
        whole.lines.extend(lines);
        whole.missing.extend(missing);
        whole.overfull |= overfull;
        whole.broken_word = whole.broken_word.or(torn);
    }
    whole
}

/// The width of inlines on one line, or on as many as they ask for.
pub fn natural_width<O: Clone>(inlines: &[InlineItem<O>], fonts: &Fonts) -> Mm {
    let widths = split_at_line_ends(inlines).map(|part| line_filling::width(&line_units::units(&part, fonts).0));
    widths.fold(Mm::ZERO, Mm::max)
}

/// The inlines between the line ends that their words hold.
fn split_at_line_ends<O: Clone>(inlines: &[InlineItem<O>]) -> impl Iterator<Item = Cow<'_, [InlineItem<O>]>> {
    let has_lines = |inline: &InlineItem<O>| matches!(inline, InlineItem::Words { text, .. } if text.contains('\n'));
    if !inlines.iter().any(has_lines) {
        return vec![Cow::Borrowed(inlines)].into_iter();
    }
    let mut parts = vec![Vec::new()];
    for inline in inlines {
        match inline {
            InlineItem::Words { text, style, span } => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        parts.push(Vec::new());
                    }
                    let words = InlineItem::Words { text: line.to_owned(), style: *style, span: *span };
                    parts.last_mut().into_iter().for_each(|part| part.push(words.clone()));
                }
            }
            InlineItem::Object { .. } | InlineItem::Space { .. } | InlineItem::Whole(_) => {
                parts.last_mut().into_iter().for_each(|part| part.push(inline.clone()))
            }
        }
    }
    parts.into_iter().map(Cow::Owned).collect::<Vec<_>>().into_iter()
}
