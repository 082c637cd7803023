//! Answers into the places of a sheet: each text laid out in its field, ticks set.
//!
//! 1. A line stands in the middle of its field's height, at the left or centred; one that is too wide
//!    shrinks step by step, then takes two lines where the field has room for them.
//! 2. Several lines begin at the top; they shrink until all of them fit.
//! 3. A comb has one character a box, in its middle.
//! 4. What does not fit at the smallest size is named ([`Filled::rest`]), and its place says 见续页: nothing is cut off.
//! 5. What has no glyph or no place is a [`Misfit`].
//!
//! [`flattened`] makes of what is filled in what a printer would have made of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::draft::baseline;
use super::fonts::{Fonts, missing};
use super::paragraph::{self, Align, Inline, Part, Type};
use super::sheet::{
    Colour, Element, ElementId, Entry, Face, FieldBox, Glyph, Mark, Placed, Role, Sheet, Sheets, TextRun, Value,
};
use crate::model::answers::AnswerName;
use crate::model::answers::places::{Entries, Written};
use crate::model::terms;
use crate::units::{Mm, Point, Pt};

/// No type is smaller on a sheet.
pub const FLOOR: Pt = Pt(9.0);
const STEP: f64 = 0.5;
/// Line to line of what is typed, in multiples of the type size.
pub const LEADING: f64 = 1.2;
/// Between a field's edge and what stands in it.
const PADDING: Mm = Mm(0.7);
/// Drawn in a box, and read.
const TICK: char = '✓';

/// A text that cannot be printed in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// The column of the data that it is from.
    pub column: AnswerName,
    pub text: String,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// No face has a glyph for this character.
    NoGlyph(char),
    /// The sheet has no field for it: a table has too few rows.
    NoPlace,
}

/// Sheets with their fields filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    pub sheets: Sheets,
    /// The columns of the data whose answers have no room in their places, which say so.
    pub rest: BTreeSet<AnswerName>,
}

/// Sheets with their fields filled.
///
/// # Errors
/// Everything that cannot be printed, each once.
pub fn filled(sheets: &Sheets, entries: &Entries, fonts: &Fonts) -> Result<Filled, Vec<Misfit>> {
    let mut sheets = sheets.clone();
    let mut rest: BTreeSet<AnswerName> = BTreeSet::new();
    let mut misfits: Vec<Misfit> = Vec::new();
    let mut placed_columns: BTreeSet<&AnswerName> = BTreeSet::new();
    for placed in sheets.pages.iter_mut().flat_map(Sheet::marks_mut) {
        let Mark::Field(field) = &mut placed.mark else { continue };
        placed_columns.extend(entries.column_of(field));
        match value(field, entries, fonts) {
            Ok(Room::Enough(value)) => field.value = value,
            Ok(Room::TooLittle { column, value }) => {
                rest.insert(column.clone());
                field.value = value;
            }
            Err(misfit) if misfits.contains(&misfit) => {}
            Err(misfit) => misfits.push(misfit),
        }
    }
    // What has no place would be lost without a word.
    let texts = entries.written.values().map(|written| (&written.column, written.text.as_str()));
    let ticks = entries.ticked.iter().map(|((_, value), column)| (column, value.as_str()));
    for (column, text) in texts.chain(ticks) {
        let told = |misfit: &Misfit| misfit.column == *column;
        if !placed_columns.contains(column) && !misfits.iter().any(told) {
            misfits.push(Misfit { column: column.clone(), text: text.to_owned(), why: Why::NoPlace });
        }
    }
    if misfits.is_empty() { Ok(Filled { sheets, rest }) } else { Err(misfits) }
}

impl Entries {
    /// The column that something in this field is from.
    fn column_of(&self, field: &FieldBox) -> Option<&AnswerName> {
        match &field.entry {
            Entry::Radio { value } | Entry::Check { value } => self.ticked.get(&(field.name.clone(), value.clone())),
            Entry::Text { .. } | Entry::Comb { .. } => self.written.get(&field.name).map(|written| &written.column),
        }
    }
}

/// What stands in a field.
enum Room<'e> {
    Enough(Option<Value>),
    /// Where the answer stands instead, if there is room to say so.
    TooLittle {
        column: &'e AnswerName,
        value: Option<Value>,
    },
}

fn value<'e>(field: &FieldBox, entries: &'e Entries, fonts: &Fonts) -> Result<Room<'e>, Misfit> {
    match &field.entry {
        Entry::Radio { value } | Entry::Check { value } => {
            let on = entries.ticked.contains_key(&(field.name.clone(), value.clone()));
            Ok(Room::Enough(on.then_some(Value::On)))
        }
        Entry::Text { .. } | Entry::Comb { .. } => {
            let Some(Written { text, column }) = entries.written.get(&field.name) else {
                return Ok(Room::Enough(None));
            };
            let printed: String = text.chars().filter(|c| *c != '\n').collect();
            if let Some(character) = missing(fonts.face(Face::Typed), &printed).first() {
                let why = Why::NoGlyph(*character);
                return Err(Misfit { column: column.clone(), text: text.clone(), why });
            }
            let value = |text: &str| Some(Value::Written { text: text.to_owned(), runs: written(field, text, fonts)? });
            let elsewhere = || [terms::SEE_CONTINUATION, terms::SEE_BRIEFLY].into_iter().find_map(value);
            Ok(match value(text) {
                Some(value) => Room::Enough(Some(value)),
                None => Room::TooLittle { column, value: elsewhere() },
            })
        }
    }
}

/// How a text stands in a field; `None` where it has no room.
fn written(field: &FieldBox, text: &str, fonts: &Fonts) -> Option<Vec<TextRun>> {
    match field.entry {
        Entry::Comb { boxes } => comb(field, text, boxes, fonts),
        Entry::Text { multiline: true, .. } => several(field, text, fonts),
        Entry::Text { centered, .. } => {
            let align = if centered { Align::Center } else { Align::Left };
            single(field, text, align, fonts).or_else(|| several(field, text, fonts))
        }
        Entry::Radio { .. } | Entry::Check { .. } => Some(Vec::new()),
    }
}

/// The sizes to try, the field's own first.
fn sizes(field: &FieldBox) -> impl Iterator<Item = Pt> {
    let first = field.size.0;
    let steps = ((first - FLOOR.0) / STEP).max(0.0).floor() as usize;
    (0..=steps).map(move |step| Pt(first - STEP * step as f64))
}

/// The room inside a field; a blank in a sentence is too small to lose any.
fn room(field: &FieldBox) -> (Mm, Mm) {
    let padding = if field.rect.width > Mm(12.0) { PADDING } else { Mm::ZERO };
    (padding, field.rect.width - padding * 2.0)
}

fn single(field: &FieldBox, text: &str, align: Align, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let (padding, measure) = room(field);
    sizes(field).find_map(|size| {
        let line = line(text, size, measure, align, fonts)?;
        let y = baseline(field.rect.height, size);
        Some(moved(line, padding, y))
    })
}

/// A text on one line of the measure, its baseline at 0; `None` where it is wider.
fn line(text: &str, size: Pt, measure: Mm, align: Align, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let inlines = [words(text, size)];
    if paragraph::width(&inlines, fonts) > measure {
        return None;
    }
    let set = paragraph::set(&inlines, measure, align, fonts);
    Some(set.lines.iter().flat_map(|line| &line.parts).filter_map(run).collect())
}

fn several(field: &FieldBox, text: &str, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let (padding, measure) = room(field);
    let top = matches!(field.entry, Entry::Text { multiline: true, .. });
    let room = field.rect.height;
    sizes(field).find_map(|size| {
        let leading = size.mm() * LEADING;
        let mut lines: Vec<Vec<TextRun>> = Vec::new();
        for part in text.split('\n') {
            let set = paragraph::set(&[words(part, size)], measure, Align::Left, fonts);
            if set.overfull {
                return None;
            }
            if set.lines.is_empty() {
                lines.push(Vec::new());
            }
            lines.extend(set.lines.iter().map(|line| line.parts.iter().filter_map(run).collect()));
        }
        let height = leading * lines.len() as f64;
        let spare = room - height;
        if spare < Mm::ZERO {
            return None;
        }
        let above = if top { PADDING.min(spare / 2.0) } else { spare / 2.0 };
        let place = |(index, line): (usize, Vec<TextRun>)| {
            moved(line, padding, above + leading * index as f64 + baseline(leading, size))
        };
        Some(lines.into_iter().enumerate().flat_map(place).collect())
    })
}

fn comb(field: &FieldBox, text: &str, boxes: u32, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let side = field.rect.width / f64::from(boxes.max(1));
    let fits = text.chars().count() <= boxes as usize;
    let widest = |size: Pt| text.chars().map(|c| fonts.face(Face::Typed).width(c, size)).fold(Mm::ZERO, Mm::max);
    let size = sizes(field).find(|size| fits && widest(*size) <= side)?;
    let glyph = |(index, character): (usize, char)| {
        let width = fonts.face(Face::Typed).width(character, size);
        Glyph { character, x: side * index as f64 + (side - width) / 2.0 }
    };
    let glyphs = text.chars().enumerate().map(glyph).collect();
    let origin = Point { x: Mm::ZERO, y: baseline(field.rect.height, size) };
    Some(vec![TextRun { face: Face::Typed, size, origin, glyphs, colour: Colour::BLACK, apart: false }])
}

fn words(text: &str, size: Pt) -> Inline<()> {
    Inline::Words { text: text.to_owned(), style: Type { face: Face::Typed, size }, span: None }
}

fn run(part: &Part<()>) -> Option<TextRun> {
    match part {
        Part::Run { style, x, glyphs } => {
            let origin = Point { x: *x, y: Mm::ZERO };
            Some(TextRun {
                face: style.face,
                size: style.size,
                origin,
                glyphs: glyphs.clone(),
                colour: Colour::BLACK,
                apart: false,
            })
        }
        Part::Object { .. } => None,
    }
}

fn moved(runs: Vec<TextRun>, dx: Mm, dy: Mm) -> Vec<TextRun> {
    let shift = |run: TextRun| TextRun { origin: Point { x: run.origin.x + dx, y: run.origin.y + dy }, ..run };
    runs.into_iter().map(shift).collect()
}

/// The same sheets as paper: what is filled in is text of the sheet, read where it stands; ticks are
/// drawn, and stay ticks to a reader. What is empty stays a blank.
pub fn flattened(sheets: Sheets, fonts: &Fonts) -> Sheets {
    let Sheets { mut structure, pages, .. } = sheets;
    let elements = Arc::make_mut(&mut structure);
    let pages = pages.into_iter().map(|page| {
        let written: BTreeSet<ElementId> = page.marks().filter_map(written_in).collect();
        let mut flat = |marks: Vec<Placed>| -> Vec<Placed> {
            marks.into_iter().flat_map(|placed| flat(placed, &written, elements, fonts)).collect()
        };
        let body = Arc::new(flat(Arc::unwrap_or_clone(page.body)));
        Sheet { size: page.size, body, own: flat(page.own) }
    });
    Sheets { pages: pages.collect(), structure, ..sheets }
}

/// The element of a field that has a text.
fn written_in(placed: &Placed) -> Option<ElementId> {
    match &placed.mark {
        Mark::Field(FieldBox { value: Some(Value::Written { .. }), .. }) => placed.element,
        _ => None,
    }
}

fn flat(placed: Placed, written: &BTreeSet<ElementId>, structure: &mut [Element], fonts: &Fonts) -> Vec<Placed> {
    let Placed { element, mark } = placed;
    let drawn = |element, run| Placed { element, mark: Mark::Text(run) };
    match &mark {
        Mark::Field(field @ FieldBox { value: Some(Value::Written { runs, .. }), rect, .. }) => {
            let own = element.and_then(|id| structure.get_mut(id.0 as usize)).filter(|own| own.role == Role::Form);
            let parent = own.as_ref().and_then(|own| own.parent);
            if let Some(own) = own {
                own.role = Role::Span { language: None };
            }
            // What is written in the middle of a blank belongs to the line's words, which go on behind it.
            let element = if is_in_words(field) { parent.or(element) } else { element };
            moved(runs.clone(), rect.x, rect.y).into_iter().map(|run| drawn(element, run)).collect()
        }
        Mark::Field(FieldBox { value: Some(Value::On), rect, .. }) => {
            let runs = moved(vec![tick(rect.width, rect.height, fonts)], rect.x, rect.y);
            let ticks = runs.into_iter().map(|run| drawn(element, run)).collect::<Vec<_>>();
            [vec![Placed { element, mark }], ticks].concat()
        }
        // The rule below what is written says nothing any more.
        Mark::Line { .. } if element.is_some_and(|id| written.contains(&id)) => vec![Placed { element: None, mark }],
        _ => vec![Placed { element, mark }],
    }
}

fn is_in_words(field: &FieldBox) -> bool {
    field.in_line && matches!(field.entry, Entry::Text { centered: true, .. })
}

/// A tick in the middle of its box.
fn tick(width: Mm, height: Mm, fonts: &Fonts) -> TextRun {
    let size = Pt(height.pt().0 * 1.2);
    let x = (width - fonts.face(Face::Typed).width(TICK, size)) / 2.0;
    let origin = Point { x, y: baseline(height, size) };
    TextRun {
        face: Face::Typed,
        size,
        origin,
        glyphs: vec![Glyph { character: TICK, x: Mm::ZERO }],
        colour: Colour::BLACK,
        apart: false,
    }
}
