//! Words, blanks and boxes to lines of placed glyphs.
//!
//! 1. The inlines become [`units`]: characters and objects, each with its width.
//! 2. [`breaks`] says after which unit a line may end: UAX #14 at its strictest, and the rules it
//!    lacks for Chinese.
//! 3. [`fill`] puts units on lines, squeezes punctuation and stretches lines to the measure.
//!
//! A pair of `—` becomes one `⸺`, which has no gap; the text layer says the pair again.

mod breaks;
mod fill;
mod units;

use std::borrow::Cow;

use super::fonts::Fonts;
use super::sheet::Face;
use crate::source::Span;
use crate::units::Mm;
use fill::Filled;

pub use breaks::forbidden;
pub use fill::{Align, Line, Part};
pub use units::{Inline, Type};

/// A paragraph set to a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Set<O> {
    pub lines: Vec<Line<O>>,
    /// Characters without a glyph, with their face and where they were written.
    pub missing: Vec<(char, Face, Option<Span>)>,
    /// Something that cannot be broken is wider than the measure.
    pub overfull: bool,
    /// The first word that is broken where no rule lets a line end, as it is wider than the measure.
    pub torn: Option<String>,
}

impl<O> Set<O> {
    /// Does every line keep to the measure and every word to its line?
    pub fn holds(&self) -> bool {
        !self.overfull && self.torn.is_none()
    }
}

/// Sets a paragraph to a measure; where its words hold a line end, a line ends.
pub fn set<O: Clone>(inlines: &[Inline<O>], measure: Mm, align: Align, fonts: &Fonts) -> Set<O> {
    let mut whole = Set { lines: Vec::new(), missing: Vec::new(), overfull: false, torn: None };
    for part in at_line_ends(inlines) {
        let (units, missing) = units::units(&part, fonts);
        // Most texts of a sheet are labels.
        let on_one_line = fill::on_one_line(&units, measure, align);
        let filled = on_one_line.unwrap_or_else(|| fill::fill(&units, &breaks::breaks(&units), measure, align));
        let Filled { lines, overfull, torn } = filled;
        whole.lines.extend(lines);
        whole.missing.extend(missing);
        whole.overfull |= overfull;
        whole.torn = whole.torn.or(torn);
    }
    whole
}

/// The width of inlines on one line, or on as many as they ask for.
pub fn width<O: Clone>(inlines: &[Inline<O>], fonts: &Fonts) -> Mm {
    let widths = at_line_ends(inlines).map(|part| fill::width(&units::units(&part, fonts).0));
    widths.fold(Mm::ZERO, Mm::max)
}

/// The inlines between the line ends that their words hold.
fn at_line_ends<O: Clone>(inlines: &[Inline<O>]) -> impl Iterator<Item = Cow<'_, [Inline<O>]>> {
    let has_lines = |inline: &Inline<O>| matches!(inline, Inline::Words { text, .. } if text.contains('\n'));
    if !inlines.iter().any(has_lines) {
        return vec![Cow::Borrowed(inlines)].into_iter();
    }
    let mut parts = vec![Vec::new()];
    for inline in inlines {
        match inline {
            Inline::Words { text, style, span } => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        parts.push(Vec::new());
                    }
                    let words = Inline::Words { text: line.to_owned(), style: *style, span: *span };
                    parts.last_mut().into_iter().for_each(|part| part.push(words.clone()));
                }
            }
            Inline::Object { .. } | Inline::Space { .. } | Inline::Whole(_) => {
                parts.last_mut().into_iter().for_each(|part| part.push(inline.clone()))
            }
        }
    }
    parts.into_iter().map(Cow::Owned).collect::<Vec<_>>().into_iter()
}
