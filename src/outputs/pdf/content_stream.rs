//! Marks as page contents, and filled-in values as appearances of fields. The only file that names printpdf.
//!
//! Every sequence of marks is wrapped in marked content: that of an element with its number (MCID), decoration as an
//! artifact. The graphics state is written only where it changes. printpdf gets no fonts: its operators name a face,
//! and the resources of that name are added when the file is finished; so none of its process-wide counters, dates or
//! font handling influences the output.

use std::collections::BTreeMap;

use printpdf::{
    Color, CurTransMat, DictItem, FontId, Greyscale, Line, LineDashPattern, LinePoint, Op, PaintMode, PdfDocument,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point as PdfPoint, Pt as PdfPt, Rect as PdfRect, Rgb, TextMatrix,
};

use super::embedded_fonts::{FontKey, FontSet, TYPING_FONT};
use super::marked_content::{Artifact, ContentOwner, MarkedContent};
use super::objects::{round_to_thousandths, utf16};
use super::pictogram;
use super::spoken_text::{SpokenForm, SpokenPhrase, actual_text, spoken_phrases};
use super::structure::structure_type;
use super::subset::GlyphCode;
use crate::paper::document::{
    Colour, DashPattern, Face, FieldBox, FieldBoxKind, FieldBoxValue, Glyph, PaperDocument, PaperMark, TextRun,
};
use crate::paper::qr_code::{ModuleRect, QrSymbol};
use crate::units::{Mm, Point, Pt, Rect};

/// The handle length of the Bézier curve that is nearest to a quarter of the unit circle.
const CIRCLE_HANDLE: f64 = 0.552_284_749_8;

/// The greatest distance of a glyph from its place, in thousandths of an em: less than any printer shows.
const GLYPH_TOLERANCE: f64 = 2.0;

/// A content stream of every page, not yet compressed (ISO 32000-1, 7.8.2), with these of its sequences; it restores
/// the graphics state.
pub(crate) fn page_contents<'s>(
    sheets: &PaperDocument,
    sequences: impl IntoIterator<Item = &'s [MarkedContent]>,
    fonts: &FontSet,
) -> Vec<Vec<u8>> {
    encode_operations(sheets.pages.iter().zip(sequences).map(|(sheet, sequences)| {
        let mut writer = ContentStreamWriter::new(fonts, sheet.size.height);
        writer.ops.push(Op::SaveGraphicsState);
        for sequence in sequences {
            writer.begin_marked_content(sheets, sequence.owner);
            let marks: Vec<&PaperMark> =
                sequence.marks.iter().filter_map(|mark| Some(&sheet.mark(*mark)?.mark)).collect();
            writer.draw_marks(&marks);
            writer.end_marked_content();
        }
        writer.ops.push(Op::RestoreGraphicsState);
        writer.ops
    }))
}

/// The contents of text fields' appearances (12.7.3.3), as large as these rectangles of the sheet: the same lines that
/// the layout made of the value, in the font of typed text.
pub(crate) fn text_appearances<'f>(
    fields: impl IntoIterator<Item = (&'f FieldBox, Rect)>,
    fonts: &FontSet,
) -> Vec<Vec<u8>> {
    encode_operations(fields.into_iter().map(|(field, rect)| {
        let offset = field.rect.y - rect.y;
        let mut writer = ContentStreamWriter {
            only_font: Some(TYPING_FONT),
            ..ContentStreamWriter::new(fonts, rect.height - offset)
        };
        writer.ops.push(Op::BeginMarkedContent { tag: "Tx".to_owned() });
        if let Some(FieldBoxValue::Written { runs, .. }) = &field.value {
            let form = match field.kind {
                FieldBoxKind::Comb { .. } => SpokenForm::As(actual_text(runs)),
                FieldBoxKind::Text { .. } | FieldBoxKind::Radio { .. } | FieldBoxKind::Check { .. } => {
                    SpokenForm::Plain
                }
            };
            writer.ops.push(Op::SaveGraphicsState);
            writer.draw_phrase(&SpokenPhrase { runs: runs.clone(), form, space_before: false });
            writer.leave_text();
            writer.ops.push(Op::RestoreGraphicsState);
        }
        writer.ops.push(Op::EndMarkedContent);
        writer.ops
    }))
}

/// Operators as bytes; printpdf offers its encoder only through the pages of a document.
fn encode_operations(contents: impl Iterator<Item = Vec<Op>>) -> Vec<Vec<u8>> {
    let mut document = PdfDocument::new("");
    document.pages.extend(contents.map(|ops| PdfPage::new(printpdf::Mm(0.0), printpdf::Mm(0.0), ops)));
    // “Secure” would leave out operators that printpdf has no name for.
    let options = PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    let serialized = document.to_lopdf_document(&options, &mut Vec::new());
    serialized.get_pages().into_values().map(|page| serialized.get_page_content(page)).collect()
}

/// The contents of one page, and its current graphics state.
struct ContentStreamWriter<'a> {
    fonts: &'a FontSet,
    /// The font for all text, whatever its face is.
    only_font: Option<FontKey>,
    height: Mm,
    ops: Vec<Op>,
    in_text: bool,
    font: Option<(FontKey, Pt)>,
    /// The space between characters, in points.
    spacing: f32,
    fill: Colour,
    width: Option<Pt>,
    dash: DashPattern,
}

impl<'a> ContentStreamWriter<'a> {
    fn new(fonts: &'a FontSet, height: Mm) -> ContentStreamWriter<'a> {
        let (fill, dash) = (Colour::BLACK, DashPattern::Solid);
        let (only, font, width) = (None, None, None);
        ContentStreamWriter {
            fonts,
            only_font: only,
            height,
            ops: Vec::new(),
            in_text: false,
            font,
            spacing: 0.0,
            fill,
            width,
            dash,
        }
    }

    fn glyph(&self, face: Face, character: char) -> Option<(FontKey, GlyphCode)> {
        match self.only_font {
            Some(font) => Some((font, self.fonts.subset(font)?.glyph(character)?)),
            None => self.fonts.glyph(face, character),
        }
    }

    fn begin_marked_content(&mut self, sheets: &PaperDocument, owner: ContentOwner) {
        let (tag, key, value) = match owner {
            ContentOwner::Content { element, mcid } => {
                let role = sheets.structure.get(element.0 as usize).map(|element| &element.role);
                (role.map_or("NonStruct", structure_type), "MCID", DictItem::Int(i64::from(mcid)))
            }
            ContentOwner::Artifact(artifact) => ("Artifact", "Type", DictItem::Name(artifact.kind().into())),
        };
        let mut map = BTreeMap::from([(key.to_owned(), value)]);
        if let ContentOwner::Artifact(Artifact::Pagination(Some(margin))) = owner {
            let name = |name: &str| DictItem::Name(name.into());
            map.insert("Subtype".to_owned(), name(margin.subtype()));
            map.insert("Attached".to_owned(), DictItem::Array(vec![name(margin.edge())]));
        }
        self.mark_content(tag, map);
    }

    fn mark_content(&mut self, tag: &str, map: BTreeMap<String, DictItem>) {
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    fn end_marked_content(&mut self) {
        self.leave_text();
        self.ops.push(Op::EndMarkedContentWithProperties);
    }

    /// Draws the marks of a sequence; text runs that follow each other become phrases together.
    fn draw_marks(&mut self, marks: &[&PaperMark]) {
        let is_text = |mark: &PaperMark| matches!(mark, PaperMark::Text(_));
        for marks in marks.chunk_by(|a, b| is_text(a) && is_text(b)) {
            let runs: Vec<&TextRun> = marks.iter().filter_map(|mark| text_run(mark)).collect();
            if runs.is_empty() {
                marks.iter().for_each(|mark| self.draw_mark(mark));
            }
            for phrase in spoken_phrases(&runs, self.fonts) {
                self.draw_phrase(&phrase);
            }
        }
    }

    fn draw_phrase(&mut self, phrase: &SpokenPhrase) {
        if phrase.space_before {
            self.draw_space();
        }
        let property = match &phrase.form {
            SpokenForm::Plain => None,
            SpokenForm::In(language) => Some(("Lang", DictItem::Bytes(language.as_bytes().to_vec()))),
            SpokenForm::As(text) => Some(("ActualText", DictItem::Bytes(utf16(text)))),
        };
        let Some((key, value)) = property else { return phrase.runs.iter().for_each(|run| self.draw_text(run)) };
        // Marked content must begin and end both inside or both outside a text object.
        self.enter_text();
        self.mark_content("Span", BTreeMap::from([(key.to_owned(), value)]));
        phrase.runs.iter().for_each(|run| self.draw_text(run));
        self.ops.push(Op::EndMarkedContentWithProperties);
    }

    /// A space at the current position.
    fn draw_space(&mut self) {
        let Some(space) = self.font.and_then(|(font, _)| self.fonts.subset(font)?.glyph(' ')) else { return };
        self.enter_text();
        let codes = DictItem::Bytes(space.code.to_be_bytes().to_vec());
        self.ops.push(Op::Unknown { key: "Tj".to_owned(), value: vec![codes] });
    }

    fn draw_mark(&mut self, mark: &PaperMark) {
        match mark {
            PaperMark::Text(run) => self.draw_text(run),
            PaperMark::Line { from, to, width, dash } => {
                self.set_stroke(*width, *dash);
                let points = vec![self.corner(*from), self.corner(*to)];
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            PaperMark::Box { rect, fill, stroke } => self.draw_rectangle(*rect, *fill, *stroke),
            PaperMark::Circle { center, radius, width, dash } => {
                self.set_stroke(*width, *dash);
                let points = self.circle_points(*center, *radius);
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: true } });
            }
            PaperMark::QrSymbol(code) => self.draw_code(code),
            PaperMark::Pictogram { pictogram, at, size, colour } => {
                self.leave_text();
                let at = self.point(*at);
                let operators = pictogram::operators(pictogram, (at.x.0, at.y.0), *size, *colour);
                // For printpdf it is one operator, as a code is.
                self.ops.push(Op::Unknown { key: operators, value: Vec::new() });
            }
            PaperMark::Field(_) => {}
        }
    }

    fn draw_text(&mut self, run: &TextRun) {
        // A character that the face lacks has been reported, and nothing is written for it.
        let coded = |glyph: &Glyph| {
            let (font, coded) = self.glyph(run.face, glyph.character)?;
            Some((font, (glyph.x, coded)))
        };
        let glyphs: Vec<(FontKey, (Mm, GlyphCode))> = run.glyphs.iter().filter_map(coded).collect();
        for of_one_font in glyphs.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((font, _)) = of_one_font.first() else { continue };
            let glyphs: Vec<(Mm, GlyphCode)> = of_one_font.iter().map(|(_, glyph)| *glyph).collect();
            self.draw_glyphs(run, *font, &glyphs);
        }
    }

    /// Draws the glyphs of a run that are in one font.
    fn draw_glyphs(&mut self, run: &TextRun, font: FontKey, glyphs: &[(Mm, GlyphCode)]) {
        let Some((start, _)) = glyphs.first() else { return };
        self.set_fill(run.colour);
        self.enter_text();
        if self.font != Some((font, run.size)) {
            self.font = Some((font, run.size));
            let font = PdfFontHandle::External(FontId(font.resource_name()));
            self.ops.push(Op::SetFont { font, size: pt(run.size) });
        }
        if let Some(spacing) = common_spacing(glyphs, run.size)
            && self.spacing != spacing
        {
            self.spacing = spacing;
            self.ops.push(Op::SetCharacterSpacing { multiplier: spacing });
        }
        let origin = self.point(Point { x: run.origin.x + *start, y: run.origin.y });
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(origin.x, origin.y) });
        let strings = text_strings(glyphs, run.size, self.spacing);
        self.ops.push(Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(strings)] });
    }

    fn draw_rectangle(&mut self, rect: Rect, fill: Option<Colour>, stroke: Option<Pt>) {
        let mode = match (fill, stroke) {
            (Some(_), Some(_)) => PaintMode::FillStroke,
            (Some(_), None) => PaintMode::Fill,
            (None, Some(_)) => PaintMode::Stroke,
            (None, None) => return,
        };
        self.leave_text();
        if let Some(colour) = fill {
            self.set_fill(colour);
        }
        if let Some(width) = stroke {
            self.set_stroke(width, DashPattern::Solid);
        }
        let corner = self.point(Point { x: rect.x, y: rect.bottom() });
        let (width, height) = (pt(rect.width.pt()), pt(rect.height.pt()));
        let rectangle = PdfRect { x: corner.x, y: corner.y, width, height, mode: Some(mode), winding_order: None };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// Draws all dark modules in one path: painted one by one, they would show the paper between them wherever a
    /// printer's dots do not fall on their edges.
    fn draw_code(&mut self, code: &QrSymbol) {
        let Rect { x, y, width, height } = code.rect;
        let modules = code.modules();
        let side = modules.side.max(1);
        let module = |length: Mm| round_to_thousandths(length.pt().0 / side as f64);
        let corner = self.point(Point { x, y });
        self.leave_text();
        self.set_fill(Colour::BLACK);
        self.ops.push(Op::SaveGraphicsState);
        // From here on a module is one wide and one high, and rows count downwards.
        let matrix = CurTransMat::Raw([module(width), 0.0, 0.0, -module(height), corner.x.0, corner.y.0]);
        self.ops.push(Op::SetTransformationMatrix { matrix });
        // printpdf would make a small object of each of hundreds of rectangles; for it they are one operator.
        let mut path = String::new();
        for ModuleRect { x, y, width, height } in modules.rectangles() {
            for number in [x, y, width, height] {
                write_decimal(&mut path, number);
                path.push(' ');
            }
            path.push_str("re\n");
        }
        path.push('f');
        self.ops.push(Op::Unknown { key: path, value: Vec::new() });
        self.ops.push(Op::RestoreGraphicsState);
    }

    /// Four curves, from the right counter-clockwise.
    fn circle_points(&self, center: Point, radius: Mm) -> Vec<LinePoint> {
        let handle = CIRCLE_HANDLE;
        let around = [
            (1.0, 0.0, false),
            (1.0, handle, true),
            (handle, 1.0, true),
            (0.0, 1.0, false),
            (-handle, 1.0, true),
            (-1.0, handle, true),
            (-1.0, 0.0, false),
            (-1.0, -handle, true),
            (-handle, -1.0, true),
            (0.0, -1.0, false),
            (handle, -1.0, true),
            (1.0, -handle, true),
            (1.0, 0.0, false),
        ];
        let at = |(dx, dy, bezier): (f64, f64, bool)| {
            let point = Point { x: center.x + radius * dx, y: center.y - radius * dy };
            LinePoint { p: self.point(point), bezier }
        };
        around.into_iter().map(at).collect()
    }

    fn enter_text(&mut self) {
        if !self.in_text {
            self.in_text = true;
            self.ops.push(Op::StartTextSection);
        }
    }

    fn leave_text(&mut self) {
        if self.in_text {
            self.in_text = false;
            self.ops.push(Op::EndTextSection);
        }
    }

    fn set_fill(&mut self, colour: Colour) {
        if self.fill != colour {
            self.fill = colour;
            let part = |level: u8| round_to_thousandths(f64::from(level) / 255.0);
            let col = match colour {
                Colour::Grey(level) => {
                    Color::Greyscale(Greyscale::new(round_to_thousandths(level.clamp(0.0, 1.0)), None))
                }
                Colour::Rgb(red, green, blue) => Color::Rgb(Rgb::new(part(red), part(green), part(blue), None)),
            };
            self.ops.push(Op::SetFillColor { col });
        }
    }

    fn set_stroke(&mut self, width: Pt, dash: DashPattern) {
        self.leave_text();
        if self.width != Some(width) {
            self.width = Some(width);
            self.ops.push(Op::SetOutlineThickness { pt: pt(width) });
        }
        if self.dash != dash {
            self.dash = dash;
            let pattern = match dash {
                DashPattern::Solid => LineDashPattern::solid(),
                DashPattern::Dashed(length) => LineDashPattern::new(0.0, &[round_to_thousandths(length.pt().0)]),
            };
            self.ops.push(Op::SetLineDashPattern { dash: pattern });
        }
    }

    /// A point in PDF coordinates, which have their origin at the bottom.
    fn point(&self, point: Point) -> PdfPoint {
        PdfPoint { x: pt(point.x.pt()), y: pt((self.height - point.y).pt()) }
    }

    fn corner(&self, point: Point) -> LinePoint {
        LinePoint { p: self.point(point), bezier: false }
    }
}

/// The most common distance from a glyph to the one before, in points; `None` for a single glyph.
fn common_spacing(glyphs: &[(Mm, GlyphCode)], size: Pt) -> Option<f32> {
    let gap = |pair: &[(Mm, GlyphCode)]| {
        let [(x, coded), (next, _)] = pair else { return 0 };
        let natural = size.0 * f64::from(coded.width) / 1000.0;
        (((*next - *x).pt().0 - natural) * 1000.0).round() as i64
    };
    let mut gaps: Vec<i64> = glyphs.windows(2).map(gap).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).map(|thousandths| *thousandths as f32 / 1000.0)
}

/// Strings of codes with the moves between them (ISO 32000-1, 9.4.3). printpdf would write a string for each glyph.
fn text_strings(glyphs: &[(Mm, GlyphCode)], size: Pt, spacing: f32) -> Vec<DictItem> {
    let spacing = f64::from(spacing) * 1000.0 / size.0;
    let start = glyphs.first().map_or(Mm::ZERO, |(x, _)| *x);
    let mut strings = Vec::new();
    let mut codes: Vec<u8> = Vec::with_capacity(2 * glyphs.len());
    // The current position in thousandths of an em from the first glyph, as a reader computes it.
    let mut pen = 0.0;
    for (x, coded) in glyphs {
        let back = (pen - (*x - start).pt().0 * 1000.0 / size.0).round();
        if back.abs() > GLYPH_TOLERANCE && !codes.is_empty() {
            strings.push(DictItem::Bytes(std::mem::take(&mut codes)));
            strings.push(DictItem::Int(back as i64));
            pen -= back;
        }
        codes.extend(coded.code.to_be_bytes());
        pen += f64::from(coded.width) + spacing;
    }
    strings.push(DictItem::Bytes(codes));
    strings
}

/// Writes a number. Formatting the thousands of numbers of a file's codes would take as long as drawing the rest.
fn write_decimal(text: &mut String, number: usize) {
    if number >= 10 {
        write_decimal(text, number / 10);
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

fn text_run(mark: &PaperMark) -> Option<&TextRun> {
    match mark {
        PaperMark::Text(run) => Some(run),
        PaperMark::Line { .. }
        | PaperMark::Box { .. }
        | PaperMark::Circle { .. }
        | PaperMark::QrSymbol(_)
        | PaperMark::Pictogram { .. }
        | PaperMark::Field(_) => None,
    }
}

fn pt(length: Pt) -> PdfPt {
    PdfPt(round_to_thousandths(length.0))
}
