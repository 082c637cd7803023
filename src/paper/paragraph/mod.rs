//! Typesetting of paragraphs: inline items become lines of placed glyphs and objects.
//!
//! 1. The inlines become [`line_units`]: characters and objects, each with its width.
//! 2. [`line_breaks`] finds the units after which a line may end: UAX #14 at its strictest, and additional rules for Chinese.
//! 3. [`line_filling`] puts units on lines, compresses punctuation and justifies lines to the measure.
//!
//! A pair of `—` becomes one `⸺`, which has no gap; the text layer has the pair again.

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

/// A paragraph typeset to a measure, and the problems of its glyphs and widths.
#[derive(Clone, Debug, PartialEq)]
pub struct TypesetParagraph<O> {
    pub lines: Vec<TypesetLine<O>>,
    /// Characters without a glyph, with their face and their place in the sources.
    pub missing: Vec<(char, Face, Option<Span>)>,
    /// Whether something that cannot be broken is wider than the measure.
    pub overfull: bool,
    /// The first word that is wider than the measure and had to be broken without a break opportunity.
    pub(crate) broken_word: Option<String>,
}

impl<O> TypesetParagraph<O> {
    /// Returns whether every line fits the measure and no word had to be broken.
    pub(crate) fn fits(&self) -> bool {
        !self.overfull && self.broken_word.is_none()
    }
}

/// Typesets a paragraph to a measure; every `\n` in its words ends a line.
pub fn typeset<O: Clone>(
    inlines: &[InlineItem<O>],
    measure: Mm,
    align: TextAlign,
    fonts: &Fonts,
) -> TypesetParagraph<O> {
    let mut paragraph = TypesetParagraph { lines: Vec::new(), missing: Vec::new(), overfull: false, broken_word: None };
    for part in split_at_line_ends(inlines) {
        let (units, missing) = line_units::units(&part, fonts);
        // Most texts are labels of one line.
        let on_one_line = line_filling::on_one_line(&units, measure, align);
        let filled = on_one_line.unwrap_or_else(|| {
            line_filling::fill_lines(&units, &line_breaks::break_opportunities(&units), measure, align)
        });
        let FilledLines { lines, overfull, broken_word } = filled;
        paragraph.lines.extend(lines);
        paragraph.missing.extend(missing);
        paragraph.overfull |= overfull;
        paragraph.broken_word = paragraph.broken_word.or(broken_word);
    }
    paragraph
}

/// The width of inlines without line breaks but those at each `\n`: that of the widest line.
pub fn natural_width<O: Clone>(inlines: &[InlineItem<O>], fonts: &Fonts) -> Mm {
    let widths = split_at_line_ends(inlines).map(|part| line_filling::width(&line_units::units(&part, fonts).0));
    widths.fold(Mm::ZERO, Mm::max)
}

/// The inlines split at each `\n` in their words.
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
