//! Filling of documents: answers are typeset in the fields of a document, options are selected.
//!
//! 1. A single line is centred vertically in its field, at the left or centred; if it is too wide, its type size is reduced step
//!    by step, then it takes two lines if the field has room for them.
//! 2. Several lines begin at the top; their type size is reduced until all of them fit.
//! 3. A comb field has one character in the middle of each box.
//! 4. An answer that does not fit at the smallest size is reported ([`FilledDocument::overflow`]), and its field has the text
//!    见续页: nothing is cut off.
//! 5. An answer without a glyph or without a field is a [`FillError`].
//!
//! [`flatten_document`] turns filled-in fields into marks on paper.

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

/// The smallest type size of a document.
pub const MIN_TYPE_SIZE: Pt = Pt(9.0);
const SIZE_STEP: f64 = 0.5;
/// The leading of filled-in text, in multiples of the type size.
pub(crate) const LEADING: f64 = 1.2;
/// The distance between a field's edge and its text.
const PADDING: Mm = Mm(0.7);
/// The check mark that is drawn in a selected box, and read.
const TICK: char = '✓';

/// An answer that cannot be printed in its field, with its column and the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct FillError {
    /// The column of the data that the answer is from.
    pub(crate) column: AnswerName,
    pub(crate) text: String,
    pub reason: FillErrorReason,
}

/// The reason why an answer cannot be printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FillErrorReason {
    /// No face has a glyph for this character.
    NoGlyph(char),
    /// The document has no field for the answer: a table has too few rows.
    NoPlace,
}

/// A document with filled-in fields, and the answers that have no room in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledDocument {
    pub document: PaperDocument,
    /// The columns of the data whose answers have no room in their fields, which have the text 见续页.
    pub overflow: BTreeSet<AnswerName>,
}

/// Fills the fields of a document with values.
///
/// # Errors
/// Every answer that cannot be printed, each once.
pub fn fill_document(
    document: &PaperDocument,
    values: &FieldValues,
    fonts: &Fonts,
) -> Result<FilledDocument, Vec<FillError>> {
    let mut document = document.clone();
    let mut overflow: BTreeSet<AnswerName> = BTreeSet::new();
    let mut errors: Vec<FillError> = Vec::new();
    let mut placed_columns: BTreeSet<&AnswerName> = BTreeSet::new();
    for placed in document.pages.iter_mut().flat_map(PaperPage::marks_mut) {
        let PaperMark::Field(field) = &mut placed.mark else { continue };
        placed_columns.extend(values.column_of(field));
        match field_value(field, values, fonts) {
            Ok(FieldFit::Enough(value)) => field.value = value,
            Ok(FieldFit::TooLittle { column, value }) => {
                overflow.insert(column.clone());
                field.value = value;
            }
            Err(error) if errors.contains(&error) => {}
            Err(error) => errors.push(error),
        }
    }
    // An answer without a field would be lost without a report.
    let texts = values.texts.values().map(|field_text| (&field_text.column, field_text.text.as_str()));
    let ticks = values.ticked.iter().map(|((_, value), column)| (column, value.as_str()));
    for (column, text) in texts.chain(ticks) {
        let is_same_column = |error: &FillError| error.column == *column;
        if !placed_columns.contains(column) && !errors.iter().any(is_same_column) {
            errors.push(FillError { column: column.clone(), text: text.to_owned(), reason: FillErrorReason::NoPlace });
        }
    }
    if errors.is_empty() { Ok(FilledDocument { document, overflow }) } else { Err(errors) }
}

impl FieldValues {
    /// The column that the value of a field is from.
    fn column_of(&self, field: &FieldBox) -> Option<&AnswerName> {
        match &field.kind {
            FieldBoxKind::Radio { value } | FieldBoxKind::Check { value } => {
                self.ticked.get(&(field.name.clone(), value.clone()))
            }
            FieldBoxKind::Text { .. } | FieldBoxKind::Comb { .. } => {
                self.texts.get(&field.name).map(|field_text| &field_text.column)
            }
        }
    }
}

/// The value of a field, and whether the answer fits.
enum FieldFit<'e> {
    Enough(Option<FieldBoxValue>),
    /// The answer does not fit; the value is the reference to the overflow page, if that fits.
    TooLittle {
        column: &'e AnswerName,
        value: Option<FieldBoxValue>,
    },
}

fn field_value<'e>(field: &FieldBox, values: &'e FieldValues, fonts: &Fonts) -> Result<FieldFit<'e>, FillError> {
    match &field.kind {
        FieldBoxKind::Radio { value } | FieldBoxKind::Check { value } => {
            let is_selected = values.ticked.contains_key(&(field.name.clone(), value.clone()));
            Ok(FieldFit::Enough(is_selected.then_some(FieldBoxValue::On)))
        }
        FieldBoxKind::Text { .. } | FieldBoxKind::Comb { .. } => {
            let Some(FieldText { text, column }) = values.texts.get(&field.name) else {
                return Ok(FieldFit::Enough(None));
            };
            let printed: String = text.chars().filter(|c| *c != '\n').collect();
            if let Some(character) = missing_characters(fonts.face(Face::Typed), &printed).first() {
                let reason = FillErrorReason::NoGlyph(*character);
                return Err(FillError { column: column.clone(), text: text.clone(), reason });
            }
            let value = |text: &str| {
                Some(FieldBoxValue::Written { text: text.to_owned(), runs: typeset_value(field, text, fonts)? })
            };
            let reference = || [fixed_text::SEE_CONTINUATION, fixed_text::SEE_BRIEFLY].into_iter().find_map(value);
            Ok(match value(text) {
                Some(value) => FieldFit::Enough(Some(value)),
                None => FieldFit::TooLittle { column, value: reference() },
            })
        }
    }
}

/// The runs of a text in a field; `None` if the text has no room.
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

/// The type sizes to try, from the field's own size down.
fn sizes(field: &FieldBox) -> impl Iterator<Item = Pt> {
    let first = field.size.0;
    let steps = ((first - MIN_TYPE_SIZE.0) / SIZE_STEP).max(0.0).floor() as usize;
    (0..=steps).map(move |step| Pt(first - SIZE_STEP * step as f64))
}

/// The padding and the measure inside a field; a narrow blank in a sentence has no padding.
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

/// A text on one line, with the baseline at 0; `None` if the text is wider than the measure.
fn fitting_line(text: &str, size: Pt, measure: Mm, align: TextAlign, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let inlines = [typed_inline(text, size)];
    if paragraph::natural_width(&inlines, fonts) > measure {
        return None;
    }
    let paragraph = paragraph::typeset(&inlines, measure, align, fonts);
    Some(paragraph.lines.iter().flat_map(|line| &line.parts).filter_map(text_run).collect())
}

fn several_lines(field: &FieldBox, text: &str, fonts: &Fonts) -> Option<Vec<TextRun>> {
    let (padding, measure) = inner_width(field);
    let is_top_aligned = matches!(field.kind, FieldBoxKind::Text { multiline: true, .. });
    let available = field.rect.height;
    sizes(field).find_map(|size| {
        let leading = size.mm() * LEADING;
        let mut lines: Vec<Vec<TextRun>> = Vec::new();
        for part in text.split('\n') {
            let paragraph = paragraph::typeset(&[typed_inline(part, size)], measure, TextAlign::Left, fonts);
            if paragraph.overfull {
                return None;
            }
            if paragraph.lines.is_empty() {
                lines.push(Vec::new());
            }
            lines.extend(paragraph.lines.iter().map(|line| line.parts.iter().filter_map(text_run).collect()));
        }
        let height = leading * lines.len() as f64;
        let spare = available - height;
        if spare < Mm::ZERO {
            return None;
        }
        let above = if is_top_aligned { PADDING.min(spare / 2.0) } else { spare / 2.0 };
        let placed_line = |(index, line): (usize, Vec<TextRun>)| {
            shifted(line, padding, above + leading * index as f64 + baseline(leading, size))
        };
        Some(lines.into_iter().enumerate().flat_map(placed_line).collect())
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

/// The document as it would be on paper: filled-in answers become text of the page, read in their position; selected options
/// are drawn and keep their field. Empty fields stay blanks.
pub fn flatten_document(document: PaperDocument, fonts: &Fonts) -> PaperDocument {
    let PaperDocument { mut structure, pages, .. } = document;
    let elements = Arc::make_mut(&mut structure);
    let pages = pages.into_iter().map(|page| {
        let filled_elements: BTreeSet<ElementId> = page.marks().filter_map(filled_element).collect();
        let mut flatten = |marks: Vec<PlacedMark>| -> Vec<PlacedMark> {
            marks.into_iter().flat_map(|placed| flatten_mark(placed, &filled_elements, elements, fonts)).collect()
        };
        let shared_marks = Arc::new(flatten(Arc::unwrap_or_clone(page.shared_marks)));
        PaperPage { size: page.size, shared_marks, office_marks: flatten(page.office_marks) }
    });
    PaperDocument { pages: pages.collect(), structure, ..document }
}

/// The structure element of a field with a text; `None` for any other mark.
fn filled_element(placed: &PlacedMark) -> Option<ElementId> {
    match &placed.mark {
        PaperMark::Field(FieldBox { value: Some(FieldBoxValue::Written { .. }), .. }) => placed.element,
        _ => None,
    }
}

fn flatten_mark(
    placed: PlacedMark,
    filled_elements: &BTreeSet<ElementId>,
    structure: &mut [StructureElement],
    fonts: &Fonts,
) -> Vec<PlacedMark> {
    let PlacedMark { element, mark } = placed;
    let text_mark = |element, run| PlacedMark { element, mark: PaperMark::Text(run) };
    match &mark {
        PaperMark::Field(field @ FieldBox { value: Some(FieldBoxValue::Written { runs, .. }), rect, .. }) => {
            let form_element = element
                .and_then(|id| structure.get_mut(id.0 as usize))
                .filter(|form_element| form_element.role == StructureType::Form);
            let parent = form_element.as_ref().and_then(|form_element| form_element.parent);
            if let Some(form_element) = form_element {
                form_element.role = StructureType::Span { language: None };
            }
            // A text centred in a blank belongs to the sentence, which continues behind the blank.
            let element = if is_inside_sentence(field) { parent.or(element) } else { element };
            shifted(runs.clone(), rect.x, rect.y).into_iter().map(|run| text_mark(element, run)).collect()
        }
        PaperMark::Field(FieldBox { value: Some(FieldBoxValue::On), rect, .. }) => {
            let runs = shifted(vec![tick(rect.width, rect.height, fonts)], rect.x, rect.y);
            let ticks = runs.into_iter().map(|run| text_mark(element, run)).collect::<Vec<_>>();
            [vec![PlacedMark { element, mark }], ticks].concat()
        }
        // The rule below a filled-in text has no meaning any more.
        PaperMark::Line { .. } if element.is_some_and(|id| filled_elements.contains(&id)) => {
            vec![PlacedMark { element: None, mark }]
        }
        _ => vec![PlacedMark { element, mark }],
    }
}

fn is_inside_sentence(field: &FieldBox) -> bool {
    field.in_line && matches!(field.kind, FieldBoxKind::Text { centered: true, .. })
}

/// The run of a check mark in the middle of its box.
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
