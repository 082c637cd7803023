//! Inlines to units: what can stand next to a line break.

use crate::paper::document::{Face, LONG_DASH};
use crate::paper::fonts::Fonts;
use crate::source::Span;
use crate::units::{Mm, Pt};

/// A face at a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeStyle {
    pub face: Face,
    pub size: Pt,
}

/// What a paragraph is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineItem<O> {
    Words {
        text: String,
        style: TypeStyle,
        /// Where the words were written, for what is said about a missing glyph.
        span: Option<Span>,
    },
    /// Something with a width that stands on the line like a character: a blank, a box to tick.
    /// `glued` to what follows it: no line ends between a box and its option.
    Object { width: Mm, glued: bool, object: O },
    /// Room between others, where a line may end; at a line's end there is none of it.
    Space { width: Mm },
    /// Together on one line wherever a line is wide enough: a box and its option.
    Whole(Vec<InlineItem<O>>),
}

/// A character or an object, with its width.
#[derive(Clone, Debug)]
pub(crate) struct LineUnit<O> {
    pub(crate) width: Mm,
    pub(crate) content: UnitContent<O>,
    /// On the line of the unit before it, wherever a line is wide enough for all that belongs together.
    pub(crate) keep_with_previous: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum UnitContent<O> {
    Character { character: char, style: TypeStyle, ink: InkPosition },
    Object { object: O, glued: bool },
    Space,
}

/// Where a full-width character's ink is: the empty half can be squeezed away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InkPosition {
    Whole,
    /// Closing punctuation, empty on the right.
    Left,
    /// Opening punctuation, empty on the left.
    Right,
}

impl<O> LineUnit<O> {
    pub(crate) fn character(&self) -> Option<char> {
        match &self.content {
            UnitContent::Character { character, .. } => Some(*character),
            UnitContent::Object { .. } => None,
            UnitContent::Space => Some(' '),
        }
    }

    pub(crate) fn ink(&self) -> InkPosition {
        match &self.content {
            UnitContent::Character { ink, .. } => *ink,
            UnitContent::Object { .. } | UnitContent::Space => InkPosition::Whole,
        }
    }

    /// The empty half of a full-width punctuation mark.
    pub(crate) fn slack(&self) -> Mm {
        match self.ink() {
            InkPosition::Whole => Mm::ZERO,
            InkPosition::Left | InkPosition::Right => self.width / 2.0,
        }
    }

    /// An object that no line ends behind?
    pub(crate) fn is_glued(&self) -> bool {
        matches!(self.content, UnitContent::Object { glued: true, .. })
    }

    pub(crate) fn is_space(&self) -> bool {
        self.character() == Some(' ')
    }
}

type MissingGlyphs = Vec<(char, Face, Option<Span>)>;

/// The units of a paragraph, and the characters no face can draw.
pub(crate) fn units<O: Clone>(inlines: &[InlineItem<O>], fonts: &Fonts) -> (Vec<LineUnit<O>>, MissingGlyphs) {
    let mut units = Vec::new();
    let mut missing = MissingGlyphs::new();
    for inline in inlines {
        add_units(inline, fonts, &mut units, &mut missing);
    }
    (units, missing)
}

fn add_units<O: Clone>(
    inline: &InlineItem<O>,
    fonts: &Fonts,
    units: &mut Vec<LineUnit<O>>,
    missing: &mut MissingGlyphs,
) {
    let unit = |width, content| LineUnit { width, content, keep_with_previous: false };
    match inline {
        InlineItem::Words { text, style, span } => {
            let font = fonts.face(style.face);
            for character in join_dashes(text) {
                if font.glyph(character).is_none() && !missing.iter().any(|(known, ..)| *known == character) {
                    missing.push((character, style.face, *span));
                }
                let full = font.advance(character).is_some_and(|advance| advance >= 0.95);
                let ink = if full { ink_position(character) } else { InkPosition::Whole };
                let content = UnitContent::Character { character, style: *style, ink };
                units.push(unit(font.width(character, style.size), content));
            }
        }
        InlineItem::Object { width, glued, object } => {
            units.push(unit(*width, UnitContent::Object { object: object.clone(), glued: *glued }));
        }
        InlineItem::Space { width } => units.push(unit(*width, UnitContent::Space)),
        InlineItem::Whole(parts) => {
            let first = units.len();
            for part in parts {
                add_units(part, fonts, units, missing);
            }
            units.iter_mut().skip(first + 1).for_each(|unit| unit.keep_with_previous = true);
        }
    }
}

fn join_dashes(text: &str) -> impl Iterator<Item = char> {
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        let character = characters.next()?;
        if character == '—' && characters.next_if_eq(&'—').is_some() {
            return Some(LONG_DASH);
        }
        Some(character)
    })
}

fn ink_position(character: char) -> InkPosition {
    match character {
        '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘' => InkPosition::Right,
        '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '”' | '’' | '、' | '。' | '，' | '；' | '：' => {
            InkPosition::Left
        }
        _ => InkPosition::Whole,
    }
}

/// The units of a text without a font, in ems of a millimetre: a character of ASCII is half as wide as others, `□` is a
/// blank of two ems and `☐` a box of one that is glued to what follows.
#[cfg(test)]
pub(crate) fn sample_units(text: &str) -> Vec<LineUnit<char>> {
    let style = TypeStyle { face: Face::Song, size: Mm(1.0).pt() };
    let unit = |character: char| {
        let (width, content) = match character {
            '□' => (2.0, UnitContent::Object { object: character, glued: false }),
            '☐' => (1.0, UnitContent::Object { object: character, glued: true }),
            _ => {
                let width = if character.is_ascii() { 0.5 } else { 1.0 };
                (width, UnitContent::Character { character, style, ink: ink_position(character) })
            }
        };
        LineUnit { width: Mm(width), content, keep_with_previous: false }
    };
    join_dashes(text).map(unit).collect()
}
