//! Line units: the characters and objects of a paragraph, between which lines may be broken.

use crate::paper::document::{Face, LONG_DASH};
use crate::paper::fonts::Fonts;
use crate::source::Span;
use crate::units::{Mm, Pt};

/// A face and a type size in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeStyle {
    pub face: Face,
    pub size: Pt,
}

/// An inline item of a paragraph: words of one type, an object, a space, or a group that stays together.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineItem<O> {
    Words {
        text: String,
        style: TypeStyle,
        /// The place of the words in the sources, for the diagnostic of a missing glyph.
        span: Option<Span>,
    },
    /// An object with a width that is placed like a character: a blank, a box to tick. If `glued`, no line ends behind it, such
    /// as between a box and its option.
    Object { width: Mm, glued: bool, object: O },
    /// A space between others, at which a line may end; it has no width at a line's end.
    Space { width: Mm },
    /// Items that stay on one line if a line is wide enough for them, such as a box and its option.
    Whole(Vec<InlineItem<O>>),
}

/// A unit of a line: a character, an object or a space, with its width in millimetres.
#[derive(Clone, Debug)]
pub(crate) struct LineUnit<O> {
    pub(crate) width: Mm,
    pub(crate) content: UnitContent<O>,
    /// Whether the unit stays on the line of the unit before it, if a line is wide enough for the whole group.
    pub(crate) keep_with_previous: bool,
}

/// The content of a line unit.
#[derive(Clone, Debug)]
pub(crate) enum UnitContent<O> {
    Character { character: char, style: TypeStyle, ink: InkPosition },
    Object { object: O, glued: bool },
    Space,
}

/// The position of the ink in a full-width character, whose empty half can be removed.
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

    /// The width of the empty half of a full-width punctuation mark; zero for other units.
    pub(crate) fn slack(&self) -> Mm {
        match self.ink() {
            InkPosition::Whole => Mm::ZERO,
            InkPosition::Left | InkPosition::Right => self.width / 2.0,
        }
    }

    /// Returns whether the unit is an object behind which no line ends.
    pub(crate) fn is_glued(&self) -> bool {
        matches!(self.content, UnitContent::Object { glued: true, .. })
    }

    pub(crate) fn is_space(&self) -> bool {
        self.character() == Some(' ')
    }
}

/// Characters without a glyph, with their face and their place in the sources.
type MissingGlyphs = Vec<(char, Face, Option<Span>)>;

/// The units of a paragraph, and the characters without a glyph.
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
                let is_full_width = font.advance(character).is_some_and(|advance| advance >= 0.95);
                let ink = if is_full_width { ink_position(character) } else { InkPosition::Whole };
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

/// The units of a text without a font, with an em of 1 mm: an ASCII character is half an em wide, any other one em; `□` is a
/// blank of two ems and `☐` a glued box of one em.
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
