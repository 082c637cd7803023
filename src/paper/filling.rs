//! Answers into the places of a sheet: each text laid out in its field, ticks set.
//!
//! 1. A line stands in the middle of its field's height, at the left or centred; one that is too wide
//!    shrinks step by step, then takes two lines where the field has room for them.
//! 2. Several lines begin at the top; they shrink until all of them fit.
//! 3. A comb has one character a box, in its middle.
//! 4. What does not fit at the smallest size is named ([`FilledDocument::overflow`]), and its place says 见续页: nothing is cut off.
//! 5. What has no glyph or no place is a [`FillError`].
//!
//! [`flatten_document`] makes of what is filled in what a printer would have made of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::document::{
    Colour, ElementId, Face, FieldBox, FieldBoxKind, FieldBoxValue, Glyph, PaperDocument, PaperMark, PaperPage,
    PlacedMark, StructureElement, StructureType, TextRun,
};
use super::fonts::{Fonts, missing_characters};
use super::layout_context::baseline;
use super::paragraph::{self, InlineItem, LinePart, TextAlign, TypeStyle};
use crate::model::answers::AnswerName;
use crate::model::answers::field_values::{FieldText, FieldValues};
use crate::model::fixed_text;
use crate::units::{Mm, Point, Pt};

/// No type is smaller on a sheet.
pub const MIN_TYPE_SIZE: Pt = Pt(9.0);
const SIZE_STEP: f64 = 0.5;
/// Line to line of what is typed, in multiples of the type size.
pub(crate) const LEADING: f64 = 1.2;
/// Between a field's edge and what stands in it.
const PADDING: Mm = Mm(0.7);
/// Drawn in a box, and read.
const TICK: char = '✓';

/// A text that cannot be printed in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct FillError {
    /// The column of the data that it is from.
    pub(crate) column: AnswerName,
    pub(crate) text: String,
    pub reason: FillErrorReason,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FillErrorReason {
    /// No face has a glyph for this character.
    NoGlyph(char),
    /// The sheet has no field for it: a table has too few rows.
    NoPlace,
}

/// Sheets with their fields filled.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledDocument {
    pub document: PaperDocument,
    /// The columns of the data whose answers have no room in their places, which say so.
    pub overflow: BTreeSet<AnswerName>,
}

/// Sheets with their fields filled.
///
/// # Errors
/// Everything that cannot be printed, each once.
pub fn fill_document(
    sheets: &PaperDocument,
    entries: &FieldValues,
    fonts: &Fonts,
) -> Result<FilledDocument, Vec<FillError>> {
    let mut sheets = sheets.clone();
    let mut rest: BTreeSet<AnswerName> = BTreeSet::new();
    let mut misfits: Vec<FillError> = Vec::new();
    let mut placed_columns: BTreeSet<&AnswerName> = BTreeSet::new();
    for placed in sheets.pages.iter_mut().flat_map(PaperPage::marks_mut) {
        let PaperMark::Field(field) = &mut placed.mark else { continue };
        placed_columns.extend(entries.column_of(field));
        match field_value(field, entries, fonts) {
            Ok(FieldFit::Enough(value)) => field.value = value,
            Ok(FieldFit::TooLittle { column, value }) => {
                rest.insert(column.clone());
                field.value = value;
            }
            Err(misfit) if misfits.contains(&misfit) => {}
            Err(misfit) => misfits.push(misfit),
        }
    }
    // What has no place would be lost without a word.
    let texts = entries.texts.values().map(|written| (&written.column, written.text.as_str()));
    let ticks = entries.ticked.iter().map(|((_, value), column)| (column, value.as_str()));
    for (column, text) in texts.chain(ticks) {
        let told = |misfit: &FillError| misfit.column == *column;
        if !placed_columns.contains(column) && !misfits.iter().any(told) {
            misfits.push(FillError { column: column.clone(), text: text.to_owned(), reason: FillErrorReason::NoPlace });
        }
    }
    if misfits.is_empty() { Ok(FilledDocument { document: sheets, overflow: rest }) } else { Err(misfits) }
}

impl FieldValues {
    /// The column that something in this field is from.
    fn column_of(&self, field: &FieldBox) -> Option<&AnswerName> {
        match &field.kind {
            FieldBoxKind::Radio { value } | FieldBoxKind::Check { value } => {
                self.ticked.get(&(field.name.clone(), value.clone()))
            }
            FieldBoxKind::Text { .. } | FieldBoxKind::Comb { .. } => {
                self.texts.get(&field.name).map(|written| &written.column)
            }
        }
    }
}

/// What stands in a field.
enum FieldFit<'e> {
    Enough(Option<FieldBoxValue>),
    /// Where the answer stands instead, if there is room to say so.
    TooLittle {
        column: &'e AnswerName,
        value: Option<FieldBoxValue>,
    },
}

fn field_value<'e>(field: &FieldBox, entries: &'e FieldValues, fonts: &Fonts) -> Result<FieldFit<'e>, FillError> {
    match &field.kind {
        FieldBoxKind::Radio { value } | FieldBoxKind::Check { value } => {
            let on = entries.ticked.contains_key(&(field.name.clone(), value.clone()));
            Ok(FieldFit::Enough(on.then_some(FieldBoxValue::On)))
        }
        FieldBoxKind::Text { .. } | FieldBoxKind::Comb { .. } => {
            let Some(FieldText { text, column }) = entries.texts.get(&field.name) else {
                return Ok(FieldFit::Enough(None));
            };
            let printed: String = text.chars().filter(|c| *c != '\n').collect();
            if let Some(character) = missing_characters(fonts.face(Face::Typed), &printed).first() {
                let why = FillErrorReason::NoGlyph(*character);
                return Err(FillError { column: column.clone(), text: text.clone(), reason: why });
            }
            let value = |text: &str| {
                Some(FieldBoxValue::Written { text: text.to_owned(), runs: typeset_value(field, text, fonts)? })
            };
            let elsewhere = || [fixed_text::SEE_CONTINUATION, fixed_text::SEE_BRIEFLY].into_iter().find_map(value);
            Ok(match value(text) {
                Some(value) => FieldFit::Enough(Some(value)),
                None => FieldFit::TooLittle { column, value: elsewhere() },
            })
        }
    }
}

/// How a text stands in a field; `None` where it has no room.
fn typeset_value(field: &FieldBox, text: &str, fonts: &Fonts) -> Option<Vec<TextRun>> {
    match field.kind {
        FieldBoxKind::Comb { boxes } => comb_boxes(field, text, boxes, fonts),
        FieldBoxKind::Text { multiline: true, .. } => several_lines(field, text, fonts),
        FieldBoxKind::Text { centered, .. } => {
            let align = if centered { TextAlign::Center } else { TextAlign::Left };
            one_line(field, text, align, fonts).or_else(|| several_lines(field, text, fonts))
        }
        FieldBoxKind::Radio { .. } | FieldBoxKind::Check { .. } => Some(Vec::new()),
    }
}

/// The sizes to try, the field's own first.
fn sizes(field: &FieldBox) -> impl Iterator<Item = Pt> {
    let first = field.size.0;
    let steps = ((first - MIN_TYPE_SIZE.0) / SIZE_STEP).max(0.0).floor() as usize;
    (0..=steps).map(move |step| Pt(first - SIZE_STEP * step as f64))
}

/// The room inside a field; a blank in a sentence is too small to lose any.
fn inner_width(field: &FieldBox) -> (Mm, Mm) {
    let padding = if field.rect.width > Mm(12.0) { PADDING } else { Mm::ZERO };
    (padding, field.rect.width - padding * 2.0)
}

fn one_line(field: &FieldBox, text: &str, align: TextAlign, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let (padding, measure) = inner_width(field);
    sizes(field).find_map(|size| {
        let line = fitting_line(text, size, measure, align, fonts)?;
        let y = baseline(field.rect.height, size);
        Some(shifted(line, padding, y))
    })
}

/// A text on one line of the measure, its baseline at 0; `None` where it is wider.
fn fitting_line(text: &str, size: Pt, measure: Mm, align: TextAlign, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let inlines = [typed_inline(text, size)];
    if paragraph::natural_width(&inlines, fonts) > measure {
        return None;
    }
    let set = paragraph::typeset(&inlines, measure, align, fonts);
    Some(set.lines.iter().flat_map(|line| &line.parts).filter_map(text_run).collect())
}

fn several_lines(field: &FieldBox, text: &str, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let (padding, measure) = inner_width(field);
    let top = matches!(field.kind, FieldBoxKind::Text { multiline: true, .. });
    let room = field.rect.height;
    sizes(field).find_map(|size| {
        let leading = size.mm() * LEADING;
        let mut lines: Vec<Vec<TextRun>> = Vec::new();
        for part in text.split('\n') {
            let set = paragraph::typeset(&[typed_inline(part, size)], measure, TextAlign::Left, fonts);
            if set.overfull {
                return None;
            }
            if set.lines.is_empty() {
                lines.push(Vec::new());
            }
            lines.extend(set.lines.iter().map(|line| line.parts.iter().filter_map(text_run).collect()));
        }
        let height = leading * lines.len() as f64;
        let spare = room - height;
        if spare < Mm::ZERO {
            return None;
        }
        let above = if top { PADDING.min(spare / 2.0) } else { spare / 2.0 };
        let place = |(index, line): (usize, Vec<TextRun>)| {
            shifted(line, padding, above + leading * index as f64 + baseline(leading, size))
        };
        Some(lines.into_iter().enumerate().flat_map(place).collect())
    })
}

fn comb_boxes(field: &FieldBox, text: &str, boxes: u32, fonts: &Fonts) -> Option<Vec<TextRun>> {
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
    Some(vec![TextRun { face: Face::Typed, size, origin, glyphs, colour: Colour::BLACK, starts_text: false }])
}

fn typed_inline(text: &str, size: Pt) -> InlineItem<()> {
    InlineItem::Words { text: text.to_owned(), style: TypeStyle { face: Face::Typed, size }, span: None }
}

fn text_run(part: &LinePart<()>) -> Option<TextRun> {
    match part {
        LinePart::Run { style, x, glyphs } => {
            let origin = Point { x: *x, y: Mm::ZERO };
            Some(TextRun {
                face: style.face,
                size: style.size,
                origin,
                glyphs: glyphs.clone(),
                colour: Colour::BLACK,
                starts_text: false,
            })
        }
        LinePart::Object { .. } => None,
    }
}

fn shifted(runs: Vec<TextRun>, dx: Mm, dy: Mm) -> Vec<TextRun> {
    let shift = |run: TextRun| TextRun { origin: Point { x: run.origin.x + dx, y: run.origin.y + dy }, ..run };
    runs.into_iter().map(shift).collect()
}

/// The same sheets as paper: what is filled in is text of the sheet, read where it stands; ticks are
/// drawn, and stay ticks to a reader. What is empty stays a blank.
pub fn flatten_document(sheets: PaperDocument, fonts: &Fonts) -> PaperDocument {
    let PaperDocument { mut structure, pages, .. } = sheets;
    let elements = Arc::make_mut(&mut structure);
    let pages = pages.into_iter().map(|page| {
        let written: BTreeSet<ElementId> = page.marks().filter_map(filled_element).collect();
        let mut flat = |marks: Vec<PlacedMark>| -> Vec<PlacedMark> {
            marks.into_iter().flat_map(|placed| flatten_mark(placed, &written, elements, fonts)).collect()
        };
        let body = Arc::new(flat(Arc::unwrap_or_clone(page.shared_marks)));
        PaperPage { size: page.size, shared_marks: body, office_marks: flat(page.office_marks) }
    });
    PaperDocument { pages: pages.collect(), structure, ..sheets }
}

/// The element of a field that has a text.
fn filled_element(placed: &PlacedMark) -> Option<ElementId> {
    match &placed.mark {
        PaperMark::Field(FieldBox { value: Some(FieldBoxValue::Written { .. }), .. }) => placed.element,
        _ => None,
    }
}

fn flatten_mark(
    placed: PlacedMark,
    written: &BTreeSet<ElementId>,
    structure: &mut [StructureElement],
    fonts: &Fonts,
) -> Vec<PlacedMark> {
    let PlacedMark { element, mark } = placed;
    let drawn = |element, run| PlacedMark { element, mark: PaperMark::Text(run) };
    match &mark {
        PaperMark::Field(field @ FieldBox { value: Some(FieldBoxValue::Written { runs, .. }), rect, .. }) => {
            let own =
                element.and_then(|id| structure.get_mut(id.0 as usize)).filter(|own| own.role == StructureType::Form);
            let parent = own.as_ref().and_then(|own| own.parent);
            if let Some(own) = own {
                own.role = StructureType::Span { language: None };
            }
            // What is written in the middle of a blank belongs to the line's words, which go on behind it.
            let element = if is_inside_sentence(field) { parent.or(element) } else { element };
            shifted(runs.clone(), rect.x, rect.y).into_iter().map(|run| drawn(element, run)).collect()
        }
        PaperMark::Field(FieldBox { value: Some(FieldBoxValue::On), rect, .. }) => {
            let runs = shifted(vec![tick(rect.width, rect.height, fonts)], rect.x, rect.y);
            let ticks = runs.into_iter().map(|run| drawn(element, run)).collect::<Vec<_>>();
            [vec![PlacedMark { element, mark }], ticks].concat()
        }
        // The rule below what is written says nothing any more.
        PaperMark::Line { .. } if element.is_some_and(|id| written.contains(&id)) => {
            vec![PlacedMark { element: None, mark }]
        }
        _ => vec![PlacedMark { element, mark }],
    }
}

fn is_inside_sentence(field: &FieldBox) -> bool {
    field.in_line && matches!(field.kind, FieldBoxKind::Text { centered: true, .. })
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
        starts_text: false,
    }
}
