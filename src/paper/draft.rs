//! What laying out a form works with, and what it collects: the structure and the faults.

use std::collections::BTreeSet;
use std::ops::Range;

use super::block::Block;
use super::fonts::Fonts;
use super::paragraph::{self, Align, Inline, Line, Part, Set, Type};
use super::sheet::{ASCENT, Colour, Dash, Element, ElementId, Face, FieldBox, Mark, Role, TextRun};
use super::style::Style;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::issued::{IssuedForm, Passage, Run};
use crate::model::prose::Text;
use crate::model::script::code_point;
use crate::source::Span;
use crate::units::{Mm, Point, Pt, Rect};
use crate::wording::Message;
use crate::wording::output::{CELL_TOO_NARROW, GLYPH_MISSING, WORD_BROKEN};

/// The edge of a box to tick, which a copy of a copy still shows whole.
const TICK_RULE: Pt = Pt(0.7);
/// From a line's baseline to the rule of a blank.
pub const BELOW_BASELINE: Mm = Mm(0.9);
/// The height of a blank, in ems.
pub const BLANK_HEIGHT: f64 = 1.35;

/// What stands on a line beside words.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// A box to tick.
    Tick(FieldBox),
    /// A blank to write in, on a rule where one belongs under it.
    Blank { field: Option<FieldBox>, ruled: bool },
    /// Nothing.
    Gap,
}

pub type Piece = Inline<Object>;

/// What is being laid out, for what is said where it does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    pub label: String,
    pub span: Span,
}

/// A paragraph in the office's own words: its element, and the heights of its lines.
#[derive(Clone, Debug)]
pub struct OwnLines {
    pub element: ElementId,
    pub lines: Vec<Mm>,
}

/// What is laid out of the office's own.
#[derive(Clone, Debug, Default)]
pub struct OfOffice {
    /// What the head says of it: its elements of the structure, and its height.
    pub elements: Range<usize>,
    pub height: Mm,
    /// What is told in its words.
    pub told: Vec<OwnLines>,
}

/// A word too wide for its line is tried in type smaller by this, again and again.
const STEP: Pt = Pt(0.5);

/// The form being laid out.
pub struct Draft<'a> {
    pub form: &'a IssuedForm,
    pub fonts: &'a Fonts,
    pub style: Style,
    pub structure: Vec<Element>,
    pub faults: Vec<Diagnostic>,
    pub own: OfOffice,
    about: About,
    missing: BTreeSet<(char, Face)>,
}

impl<'a> Draft<'a> {
    pub fn new(form: &'a IssuedForm, fonts: &'a Fonts, style: Style) -> Draft<'a> {
        let (structure, faults, missing) = (Vec::new(), Vec::new(), BTreeSet::new());
        let about = About { label: form.title.zh.clone(), span: form.title.span };
        Draft { form, fonts, style, structure, faults, own: OfOffice::default(), about, missing }
    }

    /// A new element at the end of its parent, or of the document.
    pub fn element(&mut self, role: Role, parent: Option<ElementId>) -> ElementId {
        self.structure.push(Element { role, parent });
        ElementId(self.structure.len() as u32 - 1)
    }

    pub fn body(&self) -> Type {
        Type { face: self.style.running, size: self.style.text }
    }

    pub fn label(&self) -> Type {
        Type { face: self.style.labels, size: self.style.text }
    }

    pub fn small(&self) -> Type {
        Type { face: self.style.notes, size: self.style.small }
    }

    /// Numbers of items, and labels of what is in small type.
    pub fn small_label(&self) -> Type {
        Type { face: self.style.labels, size: self.style.small }
    }

    /// A text of the sources as inlines.
    pub fn text(&self, text: &Text, style: Type) -> Vec<Piece> {
        vec![words(&text.zh, style, Some(text.span))]
    }

    /// A passage as inlines, in which no blank is a field's.
    pub fn prose(&self, passage: &Passage, style: Type) -> Vec<Piece> {
        passage.runs.iter().filter_map(|run| self.run(run, style, passage.span)).collect()
    }

    /// A run of a passage that is not a field's blank.
    pub fn run(&self, run: &Run, style: Type, span: Span) -> Option<Piece> {
        match run {
            Run::Words(text) => Some(words(text, style, Some(span))),
            Run::Empty { characters } => {
                let width = style.size.mm() * f64::from(*characters);
                Some(Piece::Object { width, glued: false, object: Object::Blank { field: None, ruled: true } })
            }
            Run::Blank(_) => None,
        }
    }

    /// What is laid out from here on is this text's.
    pub fn begin(&mut self, text: &Text) {
        self.about = About { label: text.zh.clone(), span: text.span };
    }

    /// Sets inlines to a measure, and notes the characters nobody can print and what does not hold.
    pub fn set(&mut self, inlines: &[Piece], measure: Mm, align: Align) -> Set<Object> {
        let set = self.trial(inlines, measure, align);
        for (character, face, span) in &set.missing {
            self.note_missing(*character, *face, *span);
        }
        if set.overfull {
            self.does_not_fit();
        } else if let Some(word) = &set.torn {
            let broken = self.fault(&WORD_BROKEN).with("word", word);
            self.note(broken);
        }
        set
    }

    /// As [`Draft::set`], and nothing is noted. A word wider than the measure makes everything on its
    /// lines smaller, down to small type; only what is too wide even so is broken.
    pub fn trial(&self, inlines: &[Piece], measure: Mm, align: Align) -> Set<Object> {
        let set = |inlines: &[Piece]| paragraph::set(inlines, measure, align, self.fonts);
        let whole = set(inlines);
        if whole.torn.is_none() {
            return whole;
        }
        let small = self.style.small;
        let most = inlines.iter().map(|piece| largest(piece).0 - small.0).fold(0.0, f64::max);
        let steps = (most / STEP.0).ceil() as usize;
        let smaller = (1..=steps).map(|step| {
            let by = STEP.0 * step as f64;
            let size = |size: Pt| if size.0 > small.0 { Pt((size.0 - by).max(small.0)) } else { size };
            set(&inlines.iter().map(|piece| resized(piece, &size)).collect::<Vec<_>>())
        });
        smaller.into_iter().find(Set::holds).unwrap_or(whole)
    }

    /// Something does not fit where it stands.
    pub fn does_not_fit(&mut self) {
        let fault = self.fault(&CELL_TOO_NARROW);
        self.note(fault);
    }

    /// A fault of what is being laid out.
    pub fn fault(&self, message: &'static Message) -> Diagnostic {
        Diagnostic::new(message, self.about.span).with("label", &self.about.label)
    }

    /// Notes a fault once.
    pub fn note(&mut self, fault: Diagnostic) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn note_missing(&mut self, character: char, face: Face, span: Option<Span>) {
        if !self.missing.insert((character, face)) {
            return;
        }
        let span = span.unwrap_or(self.form.span);
        let fault = Diagnostic::error(&GLYPH_MISSING, Place::Span(span))
            .with("family", self.fonts.face(face).family)
            .with("character", character)
            .with("code", code_point(character));
        self.faults.push(fault);
    }

    /// A paragraph as a block; fields on its lines become Form elements below `element`.
    pub fn paragraph(&mut self, inlines: &[Piece], measure: Mm, align: Align, element: ElementId) -> Block {
        let set = self.set(inlines, measure, align);
        let mut block = Block::default();
        for line in &set.lines {
            block.go_on(&self.line(line, element));
        }
        block
    }

    /// One line as a block, as high as its largest type's line.
    pub fn line(&mut self, line: &Line<Object>, element: ElementId) -> Block {
        let size = line.parts.iter().filter_map(type_size).fold(Pt(0.0), |a, b| if b.0 > a.0 { b } else { a });
        let size = if size.0 > 0.0 { size } else { self.style.text };
        let height = self.style.line_height(size);
        let baseline = baseline(height, size);
        let mut block = Block::space(height);
        for part in &line.parts {
            match part {
                Part::Run { style, x, glyphs } => {
                    let origin = Point { x: *x, y: baseline };
                    let run = TextRun {
                        face: style.face,
                        size: style.size,
                        origin,
                        glyphs: glyphs.clone(),
                        colour: Colour::BLACK,
                        apart: false,
                    };
                    block.mark(element, Mark::Text(run));
                }
                Part::Object { x, width, object } => self.object(&mut block, object, *x, *width, baseline, element),
            }
        }
        block
    }

    fn object(&mut self, block: &mut Block, object: &Object, x: Mm, width: Mm, baseline: Mm, parent: ElementId) {
        match object {
            Object::Gap => {}
            Object::Tick(field) => {
                let side = self.style.tick;
                // Centred on the hanzi beside it, which fill the em box.
                let top = baseline - self.style.text.mm() * (ASCENT - 0.5) - side / 2.0;
                let rect = Rect::new(x, top, side, side);
                block.artifact(Mark::Box { rect, fill: None, stroke: Some(TICK_RULE * self.style.scale()) });
                self.field(block, FieldBox { rect, ..field.clone() }, parent);
            }
            Object::Blank { field, ruled } => {
                let y = baseline + BELOW_BASELINE;
                let element = self.element(Role::Form, Some(parent));
                if *ruled {
                    let (from, to) = (Point { x, y }, Point { x: x + width, y });
                    let rule = Mark::Line { from, to, width: self.style.hairline, dash: Dash::Solid };
                    block.mark(element, rule);
                }
                if let Some(field) = field {
                    let height = self.style.text.mm() * BLANK_HEIGHT;
                    let rect = Rect::new(x, y - height, width, height);
                    block.mark(element, Mark::Field(FieldBox { rect, in_line: true, ..field.clone() }));
                }
            }
        }
    }

    /// A field's place, with its own element below `parent`.
    pub fn field(&mut self, block: &mut Block, field: FieldBox, parent: ElementId) {
        let element = self.element(Role::Form, Some(parent));
        block.mark(element, Mark::Field(field));
    }

    /// A line of words that stand still: one line, no fields.
    pub fn words(&mut self, text: &str, style: Type, measure: Mm, align: Align, element: ElementId) -> Block {
        self.paragraph(&[words(text, style, None)], measure, align, element)
    }

    /// The width of words on one line.
    pub fn width(&self, text: &str, style: Type) -> Mm {
        self.natural(&[words(text, style, None)])
    }

    /// The width of inlines on one line.
    pub fn natural(&self, pieces: &[Piece]) -> Mm {
        paragraph::width(pieces, self.fonts)
    }

    /// A dashed circle for a seal, which is decoration.
    pub fn seal(&self, block: &mut Block, center: Point, radius: Mm) {
        block.artifact(Mark::Circle { center, radius, width: Pt(0.5), dash: Dash::Dashed(Mm(1.0)) });
    }
}

/// Words as an inline.
pub fn words(text: &str, style: Type, span: Option<Span>) -> Piece {
    Piece::Words { text: text.to_owned(), style, span }
}

/// The largest type of an inline.
fn largest(piece: &Piece) -> Pt {
    match piece {
        Piece::Words { style, .. } => style.size,
        Piece::Object { .. } | Piece::Space { .. } => Pt(0.0),
        Piece::Whole(parts) => parts.iter().map(largest).fold(Pt(0.0), |a, b| if b.0 > a.0 { b } else { a }),
    }
}

/// An inline with other type sizes.
fn resized(piece: &Piece, size: &impl Fn(Pt) -> Pt) -> Piece {
    match piece {
        Piece::Words { text, style, span } => {
            Piece::Words { text: text.clone(), style: Type { size: size(style.size), ..*style }, span: *span }
        }
        Piece::Whole(parts) => Piece::Whole(parts.iter().map(|part| resized(part, size)).collect()),
        Piece::Object { .. } | Piece::Space { .. } => piece.clone(),
    }
}

/// Where the baseline is in a line of this height: the em box stands in the middle.
pub fn baseline(height: Mm, size: Pt) -> Mm {
    (height - size.mm()) / 2.0 + size.mm() * ASCENT
}

fn type_size(part: &Part<Object>) -> Option<Pt> {
    match part {
        Part::Run { style, .. } => Some(style.size),
        Part::Object { .. } => None,
    }
}
