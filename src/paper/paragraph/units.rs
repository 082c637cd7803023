//! Inlines to units: what can stand next to a line break.

use crate::paper::fonts::Fonts;
use crate::paper::sheet::{Face, LONG_DASH};
use crate::source::Span;
use crate::units::{Mm, Pt};

/// A face at a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub face: Face,
    pub size: Pt,
}

/// What a paragraph is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline<O> {
    Words {
        text: String,
        style: Type,
        /// Where the words were written, for what is said about a missing glyph.
        span: Option<Span>,
    },
    /// Something with a width that stands on the line like a character: a blank, a box to tick.
    /// `glued` to what follows it: no line ends between a box and its option.
    Object { width: Mm, glued: bool, object: O },
    /// Room between others, where a line may end; at a line's end there is none of it.
    Space { width: Mm },
    /// Together on one line wherever a line is wide enough: a box and its option.
    Whole(Vec<Inline<O>>),
}

/// A character or an object, with its width.
#[derive(Clone, Debug)]
pub struct Unit<O> {
    pub width: Mm,
    pub content: Content<O>,
    /// On the line of the unit before it, wherever a line is wide enough for all that belongs together.
    pub kept: bool,
}

#[derive(Clone, Debug)]
pub enum Content<O> {
    Character { character: char, style: Type, ink: Ink },
    Object { object: O, glued: bool },
    Space,
}

/// Where a full-width character's ink is: the empty half can be squeezed away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Whole,
    /// Closing punctuation, empty on the right.
    Left,
    /// Opening punctuation, empty on the left.
    Right,
}

impl<O> Unit<O> {
    pub fn character(&self) -> Option<char> {
        match &self.content {
            Content::Character { character, .. } => Some(*character),
            Content::Object { .. } => None,
            Content::Space => Some(' '),
        }
    }

    pub fn ink(&self) -> Ink {
        match &self.content {
            Content::Character { ink, .. } => *ink,
            Content::Object { .. } | Content::Space => Ink::Whole,
        }
    }

    /// The empty half of a full-width punctuation mark.
    pub fn slack(&self) -> Mm {
        match self.ink() {
            Ink::Whole => Mm::ZERO,
            Ink::Left | Ink::Right => self.width / 2.0,
        }
    }

    /// An object that no line ends behind?
    pub fn is_glued(&self) -> bool {
        matches!(self.content, Content::Object { glued: true, .. })
    }

    pub fn is_space(&self) -> bool {
        self.character() == Some(' ')
    }
}

type Missing = Vec<(char, Face, Option<Span>)>;

/// The units of a paragraph, and the characters no face can draw.
pub fn units<O: Clone>(inlines: &[Inline<O>], fonts: &Fonts) -> (Vec<Unit<O>>, Missing) {
    let mut units = Vec::new();
    let mut missing = Missing::new();
    for inline in inlines {
        add(inline, fonts, &mut units, &mut missing);
    }
    (units, missing)
}

fn add<O: Clone>(inline: &Inline<O>, fonts: &Fonts, units: &mut Vec<Unit<O>>, missing: &mut Missing) {
    let unit = |width, content| Unit { width, content, kept: false };
    match inline {
        Inline::Words { text, style, span } => {
            let font = fonts.face(style.face);
            for character in dashes_joined(text) {
                if font.glyph(character).is_none() && !missing.iter().any(|(known, ..)| *known == character) {
                    missing.push((character, style.face, *span));
                }
                let full = font.advance(character).is_some_and(|advance| advance >= 0.95);
                let ink = if full { ink(character) } else { Ink::Whole };
                let content = Content::Character { character, style: *style, ink };
                units.push(unit(font.width(character, style.size), content));
            }
        }
        Inline::Object { width, glued, object } => {
            units.push(unit(*width, Content::Object { object: object.clone(), glued: *glued }));
        }
        Inline::Space { width } => units.push(unit(*width, Content::Space)),
        Inline::Whole(parts) => {
            let first = units.len();
            for part in parts {
                add(part, fonts, units, missing);
            }
            units.iter_mut().skip(first + 1).for_each(|unit| unit.kept = true);
        }
    }
}

fn dashes_joined(text: &str) -> impl Iterator<Item = char> {
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        let character = characters.next()?;
        if character == '—' && characters.next_if_eq(&'—').is_some() {
            return Some(LONG_DASH);
        }
        Some(character)
    })
}

fn ink(character: char) -> Ink {
    match character {
        '（' | '《' | '〈' | '「' | '『' | '【' | '〔' | '“' | '‘' => Ink::Right,
        '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | '”' | '’' | '、' | '。' | '，' | '；' | '：' => {
            Ink::Left
        }
        _ => Ink::Whole,
    }
}

/// The units of a text without a font, in ems of a millimetre: a character of ASCII is half as wide as others, `□` is a
/// blank of two ems and `☐` a box of one that is glued to what follows.
#[cfg(test)]
pub fn sample(text: &str) -> Vec<Unit<char>> {
    let style = Type { face: Face::Song, size: Mm(1.0).pt() };
    let unit = |character: char| {
        let (width, content) = match character {
            '□' => (2.0, Content::Object { object: character, glued: false }),
            '☐' => (1.0, Content::Object { object: character, glued: true }),
            _ => {
                let width = if character.is_ascii() { 0.5 } else { 1.0 };
                (width, Content::Character { character, style, ink: ink(character) })
            }
        };
        Unit { width: Mm(width), content, kept: false }
    };
    dashes_joined(text).map(unit).collect()
}
