//! The layout context: the state of laying out one form, with the structure tree and the diagnostics that it collects.

use std::collections::BTreeSet;
use std::ops::Range;

use super::block::LayoutBlock;
use super::document::{
    ASCENT, Colour, DashPattern, ElementId, Face, FieldBox, PaperMark, StructureElement, StructureType, TextRun,
};
use super::fonts::Fonts;
use super::paragraph::{self, InlineItem, LinePart, TextAlign, TypeStyle, TypesetLine, TypesetParagraph};
use super::style::PaperStyle;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::character::code_point;
use crate::model::issued::{IssuedForm, IssuedProse, ProseRun};
use crate::model::prose::LocalizedText;
use crate::source::Span;
use crate::units::{Mm, Point, Pt, Rect};
use crate::wording::output::{CELL_TOO_NARROW, GLYPH_MISSING, WORD_BROKEN};
use crate::wording::{FilledMessage, message};

/// The width of the edge of a box to tick, which a copy of a copy still shows completely.
const TICK_RULE: Pt = Pt(0.7);
/// The distance from a line's baseline to the rule of a blank.
pub(crate) const BELOW_BASELINE: Mm = Mm(0.9);
/// The height of a blank, in ems of the text size.
pub(crate) const BLANK_HEIGHT: f64 = 1.35;

/// An object on a line beside words: a box to tick, a blank or a gap.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum InlineObject {
    /// A box to tick.
    Tick(FieldBox),
    /// A blank to write in; with a rule below it if `ruled`.
    Blank { field: Option<FieldBox>, ruled: bool },
    /// An empty space.
    Gap,
}

/// An inline item of a form: words, or an object such as a blank.
pub(crate) type FormInline = InlineItem<InlineObject>;

/// The label and the source place of the text that is being laid out, for diagnostics.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LayoutSubject {
    pub(crate) label: String,
    pub(crate) span: Span,
}

/// A paragraph that differs between offices: its structure element and the heights of its lines in millimetres.
#[derive(Clone, Debug)]
pub(crate) struct OfficeParagraph {
    pub(crate) element: ElementId,
    pub(crate) lines: Vec<Mm>,
}

/// The parts of a layout that differ between offices.
#[derive(Clone, Debug, Default)]
pub(crate) struct OfficeLayout {
    /// The indices of the structure elements of office and serial number in the head.
    pub(crate) elements: Range<usize>,
    pub(crate) height: Mm,
    /// The consent notices that differ between offices.
    pub(crate) notice: Vec<OfficeParagraph>,
}

/// The step by which the type size is reduced for a word that is too wide for its line.
const SIZE_STEP: Pt = Pt(0.5);

/// The state of laying out one form: style, fonts, structure tree, diagnostics.
pub(crate) struct LayoutContext<'a> {
    pub(crate) form: &'a IssuedForm,
    pub(crate) fonts: &'a Fonts,
    pub(crate) style: PaperStyle,
    pub(crate) structure: Vec<StructureElement>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) office_layout: OfficeLayout,
    subject: LayoutSubject,
    missing: BTreeSet<(char, Face)>,
}

impl<'a> LayoutContext<'a> {
    pub(crate) fn new(form: &'a IssuedForm, fonts: &'a Fonts, style: PaperStyle) -> LayoutContext<'a> {
        let (structure, diagnostics, missing) = (Vec::new(), Vec::new(), BTreeSet::new());
        let subject = LayoutSubject { label: form.title.zh.clone(), span: form.title.span };
        LayoutContext {
            form,
            fonts,
            style,
            structure,
            diagnostics,
            office_layout: OfficeLayout::default(),
            subject,
            missing,
        }
    }

    /// Adds a structure element as the last child of its parent, or of the document.
    pub(crate) fn add_element(&mut self, role: StructureType, parent: Option<ElementId>) -> ElementId {
        self.structure.push(StructureElement { role, parent });
        ElementId(self.structure.len() as u32 - 1)
    }

    pub(crate) fn body_type(&self) -> TypeStyle {
        TypeStyle { face: self.style.text_face, size: self.style.text }
    }

    pub(crate) fn label_type(&self) -> TypeStyle {
        TypeStyle { face: self.style.label_face, size: self.style.text }
    }

    pub(crate) fn small_type(&self) -> TypeStyle {
        TypeStyle { face: self.style.small_face, size: self.style.small }
    }

    /// The type of item numbers, and of labels in small type.
    pub(crate) fn small_label_type(&self) -> TypeStyle {
        TypeStyle { face: self.style.label_face, size: self.style.small }
    }

    /// A text of the sources as inlines.
    pub(crate) fn text_inlines(&self, text: &LocalizedText, style: TypeStyle) -> Vec<FormInline> {
        vec![text_inline(&text.zh, style, Some(text.span))]
    }

    /// A passage as inlines, without the blanks of fields.
    pub(crate) fn prose_inlines(&self, passage: &IssuedProse, style: TypeStyle) -> Vec<FormInline> {
        passage.runs.iter().filter_map(|run| self.run_inline(run, style, passage.span)).collect()
    }

    /// A run of a passage as an inline; `None` for the blank of a field.
    pub(crate) fn run_inline(&self, run: &ProseRun, style: TypeStyle, span: Span) -> Option<FormInline> {
        match run {
            ProseRun::Words(text) => Some(text_inline(text, style, Some(span))),
            ProseRun::Empty { characters } => {
                let width = style.size.mm() * f64::from(*characters);
                Some(FormInline::Object {
                    width,
                    glued: false,
                    object: InlineObject::Blank { field: None, ruled: true },
                })
            }
            ProseRun::Blank(_) => None,
        }
    }

    /// Sets the text that the following diagnostics are about.
    pub(crate) fn set_subject(&mut self, text: &LocalizedText) {
        self.subject = LayoutSubject { label: text.zh.clone(), span: text.span };
    }

    /// Typesets inlines to a measure, and reports missing glyphs, overfull lines and broken words.
    pub(crate) fn typeset(
        &mut self,
        inlines: &[FormInline],
        measure: Mm,
        align: TextAlign,
    ) -> TypesetParagraph<InlineObject> {
        let paragraph = self.typeset_silently(inlines, measure, align);
        for (character, face, span) in &paragraph.missing {
            self.report_missing_glyph(*character, *face, *span);
        }
        if paragraph.overfull {
            self.report_overflow();
        } else if let Some(word) = &paragraph.broken_word {
            let diagnostic = message!(WORD_BROKEN, label = &self.subject.label, word);
            self.report(self.subject_diagnostic(diagnostic));
        }
        paragraph
    }

    /// As [`LayoutContext::typeset`], without reports. If a word is wider than the measure, the type size is reduced, down to
    /// small type; a word that is still too wide is broken.
    pub(crate) fn typeset_silently(
        &self,
        inlines: &[FormInline],
        measure: Mm,
        align: TextAlign,
    ) -> TypesetParagraph<InlineObject> {
        let typeset = |inlines: &[FormInline]| paragraph::typeset(inlines, measure, align, self.fonts);
        let paragraph = typeset(inlines);
        if paragraph.broken_word.is_none() {
            return paragraph;
        }
        let small = self.style.small;
        let max_reduction = inlines.iter().map(|inline| largest_size(inline).0 - small.0).fold(0.0, f64::max);
        let steps = (max_reduction / SIZE_STEP.0).ceil() as usize;
        let smaller = (1..=steps).map(|step| {
            let reduction = SIZE_STEP.0 * step as f64;
            let size = |size: Pt| if size.0 > small.0 { Pt((size.0 - reduction).max(small.0)) } else { size };
            typeset(&inlines.iter().map(|inline| resized(inline, &size)).collect::<Vec<_>>())
        });
        smaller.into_iter().find(TypesetParagraph::fits).unwrap_or(paragraph)
    }

    /// Reports that the current subject does not fit its cell.
    pub(crate) fn report_overflow(&mut self) {
        let narrow = message!(CELL_TOO_NARROW, label = &self.subject.label);
        self.report(self.subject_diagnostic(narrow));
    }

    /// The label of the current subject, as messages name it.
    pub(crate) fn called(&self) -> &str {
        &self.subject.label
    }

    /// A diagnostic of the current subject.
    pub(crate) fn subject_diagnostic(&self, message: FilledMessage) -> Diagnostic {
        Diagnostic::new(message, self.subject.span)
    }

    /// Reports a diagnostic, once.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }

    fn report_missing_glyph(&mut self, character: char, face: Face, span: Option<Span>) {
        if !self.missing.insert((character, face)) {
            return;
        }
        let span = span.unwrap_or(self.form.span);
        let diagnostic = Diagnostic::new(
            message!(GLYPH_MISSING, family = self.fonts.face(face).family, character, code = code_point(character)),
            Location::Span(span),
        );
        self.diagnostics.push(diagnostic);
    }

    /// A paragraph as a block; fields on its lines become Form elements below `element`.
    pub(crate) fn paragraph_block(
        &mut self,
        inlines: &[FormInline],
        measure: Mm,
        align: TextAlign,
        element: ElementId,
    ) -> LayoutBlock {
        let paragraph = self.typeset(inlines, measure, align);
        let mut block = LayoutBlock::default();
        for line in &paragraph.lines {
            block.append_line(&self.line_block(line, element));
        }
        block
    }

    /// One line as a block, as high as its largest type's line.
    pub(crate) fn line_block(&mut self, line: &TypesetLine<InlineObject>, element: ElementId) -> LayoutBlock {
        let size = line.parts.iter().filter_map(type_size).fold(Pt(0.0), |a, b| if b.0 > a.0 { b } else { a });
        let size = if size.0 > 0.0 { size } else { self.style.text };
        let height = self.style.line_height(size);
        let baseline = baseline(height, size);
        let mut block = LayoutBlock::space(height);
        for part in &line.parts {
            match part {
                LinePart::Run { style, x, glyphs } => {
                    let origin = Point { x: *x, y: baseline };
                    let run = TextRun {
                        face: style.face,
                        size: style.size,
                        origin,
                        glyphs: glyphs.clone(),
                        colour: Colour::BLACK,
                        starts_text: false,
                    };
                    block.add_mark(element, PaperMark::Text(run));
                }
                LinePart::Object { x, width, object } => {
                    self.place_object(&mut block, object, *x, *width, baseline, element)
                }
            }
        }
        block
    }

    fn place_object(
        &mut self,
        block: &mut LayoutBlock,
        object: &InlineObject,
        x: Mm,
        width: Mm,
        baseline: Mm,
        parent: ElementId,
    ) {
        match object {
            InlineObject::Gap => {}
            InlineObject::Tick(field) => {
                let side = self.style.tick_size;
                // Centred on the hanzi beside it, which fill the em box.
                let top = baseline - self.style.text.mm() * (ASCENT - 0.5) - side / 2.0;
                let rect = Rect::new(x, top, side, side);
                block.add_artifact(PaperMark::Box { rect, fill: None, stroke: Some(TICK_RULE * self.style.scale()) });
                self.place_field(block, FieldBox { rect, ..field.clone() }, parent);
            }
            InlineObject::Blank { field, ruled } => {
                let y = baseline + BELOW_BASELINE;
                let element = self.add_element(StructureType::Form, Some(parent));
                if *ruled {
                    let (from, to) = (Point { x, y }, Point { x: x + width, y });
                    let rule = PaperMark::Line { from, to, width: self.style.hairline_width, dash: DashPattern::Solid };
                    block.add_mark(element, rule);
                }
                if let Some(field) = field {
                    let height = self.style.text.mm() * BLANK_HEIGHT;
                    let rect = Rect::new(x, y - height, width, height);
                    block.add_mark(element, PaperMark::Field(FieldBox { rect, in_line: true, ..field.clone() }));
                }
            }
        }
    }

    /// Places a field, with a new structure element below `parent`.
    pub(crate) fn place_field(&mut self, block: &mut LayoutBlock, field: FieldBox, parent: ElementId) {
        let element = self.add_element(StructureType::Form, Some(parent));
        block.add_mark(element, PaperMark::Field(field));
    }

    /// A text without fields as a block.
    pub(crate) fn text_line_block(
        &mut self,
        text: &str,
        style: TypeStyle,
        measure: Mm,
        align: TextAlign,
        element: ElementId,
    ) -> LayoutBlock {
        self.paragraph_block(&[text_inline(text, style, None)], measure, align, element)
    }

    /// The width of words on one line.
    pub(crate) fn text_width(&self, text: &str, style: TypeStyle) -> Mm {
        self.natural_width(&[text_inline(text, style, None)])
    }

    /// The width of inlines on one line.
    pub(crate) fn natural_width(&self, inlines: &[FormInline]) -> Mm {
        paragraph::natural_width(inlines, self.fonts)
    }

    /// Adds a dashed circle for a seal, as an artifact.
    pub(crate) fn add_seal(&self, block: &mut LayoutBlock, center: Point, radius: Mm) {
        block.add_artifact(PaperMark::Circle { center, radius, width: Pt(0.5), dash: DashPattern::Dashed(Mm(1.0)) });
    }
}

/// Words as an inline.
pub(crate) fn text_inline(text: &str, style: TypeStyle, span: Option<Span>) -> FormInline {
    FormInline::Words { text: text.to_owned(), style, span }
}

/// The largest type size of an inline.
fn largest_size(inline: &FormInline) -> Pt {
    match inline {
        FormInline::Words { style, .. } => style.size,
        FormInline::Object { .. } | FormInline::Space { .. } => Pt(0.0),
        FormInline::Whole(parts) => parts.iter().map(largest_size).fold(Pt(0.0), |a, b| if b.0 > a.0 { b } else { a }),
    }
}

/// An inline with other type sizes.
fn resized(inline: &FormInline, size: &impl Fn(Pt) -> Pt) -> FormInline {
    match inline {
        FormInline::Words { text, style, span } => {
            FormInline::Words { text: text.clone(), style: TypeStyle { size: size(style.size), ..*style }, span: *span }
        }
        FormInline::Whole(parts) => FormInline::Whole(parts.iter().map(|part| resized(part, size)).collect()),
        FormInline::Object { .. } | FormInline::Space { .. } => inline.clone(),
    }
}

/// The distance of the baseline from the top of a line of this height: the em box is in the middle.
pub(crate) fn baseline(height: Mm, size: Pt) -> Mm {
    (height - size.mm()) / 2.0 + size.mm() * ASCENT
}

fn type_size(part: &LinePart<InlineObject>) -> Option<Pt> {
    match part {
        LinePart::Run { style, .. } => Some(style.size),
        LinePart::Object { .. } => None,
    }
}
