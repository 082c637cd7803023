//! The canvas of a card: draws marks as pixels. The only file that names tiny_skia.
//!
//! Glyphs are drawn from the outlines of the same faces that sheets are measured with: no text engine chooses fonts,
//! breaks lines or moves anything.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Rect as PixelRect, Shader, Stroke, StrokeDash,
    Transform,
};

use crate::model::pictogram::{self, GRID, Pictogram, PictogramSegment as Line, WEIGHT};
use crate::paper::document::{Colour as SheetColour, DashPattern, PaperMark, PaperPage, TextRun};
use crate::paper::fonts::{ContourSegment, Fonts, GlyphContour};
use crate::paper::qr_code::{QrModules, QrSymbol};
use crate::units::{Mm, Point, Pt, Rect, Size};

/// A colour of a card: red, green and blue, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CardColour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

/// The place of a drawing on the canvas: its upper left corner, and the number of pixels for a millimetre of the
/// drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CardViewport {
    pub(crate) x: Mm,
    pub(crate) y: Mm,
    pub(crate) scale: f64,
}

impl CardViewport {
    /// The canvas itself, with one pixel for a millimetre.
    pub(crate) const WHOLE: CardViewport = CardViewport { x: Mm::ZERO, y: Mm::ZERO, scale: 1.0 };

    fn transform(self) -> Transform {
        let scale = self.scale as f32;
        Transform::from_row(scale, 0.0, 0.0, scale, self.x.0 as f32, self.y.0 as f32)
    }
}

/// An image of opaque pixels to draw on.
pub(crate) struct CardCanvas<'a> {
    pixels: Pixmap,
    fonts: &'a Fonts,
}

impl<'a> CardCanvas<'a> {
    /// A canvas of this size, one pixel for a millimetre; `None` for an empty or far too large size.
    pub(crate) fn new(size: Size, ground: CardColour, fonts: &'a Fonts) -> Option<CardCanvas<'a>> {
        let mut pixels = Pixmap::new(size.width.0 as u32, size.height.0 as u32)?;
        pixels.fill(Color::from_rgba8(ground.0, ground.1, ground.2, 0xFF));
        Some(CardCanvas { pixels, fonts })
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        (self.pixels.width(), self.pixels.height())
    }

    /// Red, green, blue and opacity of every pixel, row by row; all are opaque.
    pub(crate) fn pixels(&self) -> &[u8] {
        self.pixels.data()
    }

    /// Draws all marks of a sheet; a field is left white, as the paper is.
    pub(crate) fn draw_sheet(&mut self, sheet: &PaperPage, viewport: CardViewport) {
        for placed in sheet.marks() {
            match &placed.mark {
                PaperMark::Text(run) => self.draw_text(run, from_sheet_colour(run.colour), viewport),
                PaperMark::Line { from, to, width, dash } => {
                    let mut path = PathBuilder::new();
                    path.move_to(from.x.0 as f32, from.y.0 as f32);
                    path.line_to(to.x.0 as f32, to.y.0 as f32);
                    self.stroke(path, *width, *dash, viewport);
                }
                PaperMark::Box { rect, fill, stroke } => {
                    if let Some(colour) = fill {
                        self.draw_rectangle(*rect, from_sheet_colour(*colour), viewport);
                    }
                    if let (Some(width), Some(rect)) = (stroke, pixel_rect(*rect)) {
                        let mut path = PathBuilder::new();
                        path.push_rect(rect);
                        self.stroke(path, *width, DashPattern::Solid, viewport);
                    }
                }
                PaperMark::Circle { center, radius, width, dash } => {
                    self.draw_circle(*center, *radius, (*width, *dash), viewport)
                }
                PaperMark::QrSymbol(code) => self.draw_code(code, viewport),
                PaperMark::Pictogram { pictogram, at, size, colour } => {
                    self.draw_pictogram(pictogram, *at, *size, from_sheet_colour(*colour), viewport);
                }
                PaperMark::Field(_) => {}
            }
        }
    }

    pub(crate) fn draw_text(&mut self, run: &TextRun, colour: CardColour, viewport: CardViewport) {
        let face = self.fonts.face(run.face);
        let (places, glyphs): (Vec<Mm>, Vec<u16>) =
            run.glyphs.iter().filter_map(|glyph| Some((glyph.x, face.glyph(glyph.character)?))).unzip();
        let scale = run.size.mm().0 / f64::from(face.metrics.units_per_em);
        let mut path = PathBuilder::new();
        for (x, (outline, _)) in places.into_iter().zip(face.outlines(&glyphs)) {
            let at = Point { x: run.origin.x + x, y: run.origin.y };
            outline.contours.iter().for_each(|contour| add_contour(&mut path, contour, at, scale));
        }
        self.fill(path, colour, viewport);
    }

    pub(crate) fn draw_rectangle(&mut self, rect: Rect, colour: CardColour, viewport: CardViewport) {
        let Some(rect) = pixel_rect(rect) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        self.fill(path, colour, viewport);
    }

    fn draw_circle(&mut self, center: Point, radius: Mm, (width, dash): (Pt, DashPattern), viewport: CardViewport) {
        let mut path = PathBuilder::new();
        path.push_circle(center.x.0 as f32, center.y.0 as f32, radius.0 as f32);
        self.stroke(path, width, dash, viewport);
    }

    fn draw_code(&mut self, code: &QrSymbol, viewport: CardViewport) {
        let QrModules { side, dark } = code.modules();
        let side = (*side).max(1);
        let module = code.rect.width / side as f64;
        let mut path = PathBuilder::new();
        for (index, _) in dark.iter().enumerate().filter(|(_, dark)| **dark) {
            let (row, column) = (index / side, index % side);
            let (x, y) = (code.rect.x + module * column as f64, code.rect.y + module * row as f64);
            if let Some(rect) = pixel_rect(Rect::new(x, y, module, module)) {
                path.push_rect(rect);
            }
        }
        self.fill(path, BLACK, viewport);
    }

    /// Draws a pictogram with its upper left corner at `at` and this side length.
    pub(crate) fn draw_pictogram(
        &mut self,
        pictogram: &Pictogram,
        at: Point,
        size: Mm,
        colour: CardColour,
        viewport: CardViewport,
    ) {
        let scale = size.0 / GRID;
        let place =
            |point: &pictogram::PictogramPoint| ((at.x.0 + point.x * scale) as f32, (at.y.0 + point.y * scale) as f32);
        for shape in &pictogram.paths {
            let mut path = PathBuilder::new();
            for segment in &shape.segments {
                match segment {
                    Line::Move(to) => {
                        let (x, y) = place(to);
                        path.move_to(x, y);
                    }
                    Line::Line(to) => {
                        let (x, y) = place(to);
                        path.line_to(x, y);
                    }
                    Line::Cubic(one, two, to) => {
                        let ((x1, y1), (x2, y2), (x, y)) = (place(one), place(two), place(to));
                        path.cubic_to(x1, y1, x2, y2, x, y);
                    }
                    Line::Close => path.close(),
                }
            }
            if shape.filled {
                self.fill(path, colour, viewport);
                continue;
            }
            let Some(path) = path.finish() else { continue };
            let width = (WEIGHT * scale) as f32;
            let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            self.pixels.stroke_path(&path, &paint(colour), &stroke, viewport.transform(), None);
        }
    }

    fn fill(&mut self, path: PathBuilder, colour: CardColour, viewport: CardViewport) {
        if let Some(path) = path.finish() {
            self.pixels.fill_path(&path, &paint(colour), FillRule::Winding, viewport.transform(), None);
        }
    }

    fn stroke(&mut self, path: PathBuilder, width: Pt, dash: DashPattern, viewport: CardViewport) {
        let dash = match dash {
            DashPattern::Solid => None,
            DashPattern::Dashed(length) => StrokeDash::new(vec![length.0 as f32, length.0 as f32], 0.0),
        };
        let stroke = Stroke { width: width.mm().0 as f32, line_cap: LineCap::Butt, dash, ..Stroke::default() };
        if let Some(path) = path.finish() {
            self.pixels.stroke_path(&path, &paint(BLACK), &stroke, viewport.transform(), None);
        }
    }
}

const BLACK: CardColour = CardColour(0, 0, 0);

fn from_sheet_colour(colour: SheetColour) -> CardColour {
    let [red, green, blue] = colour.rgb();
    CardColour(red, green, blue)
}

fn paint(CardColour(red, green, blue): CardColour) -> Paint<'static> {
    Paint { shader: Shader::SolidColor(Color::from_rgba8(red, green, blue, 0xFF)), ..Paint::default() }
}

fn pixel_rect(rect: Rect) -> Option<PixelRect> {
    PixelRect::from_xywh(rect.x.0 as f32, rect.y.0 as f32, rect.width.0 as f32, rect.height.0 as f32)
}

/// Adds a contour of a glyph with its origin at `at`; the y axis of a font points up.
fn add_contour(path: &mut PathBuilder, contour: &GlyphContour, at: Point, scale: f64) {
    let place = |(x, y): (f64, f64)| ((at.x.0 + x * scale) as f32, (at.y.0 - y * scale) as f32);
    let (x, y) = place(contour.start);
    path.move_to(x, y);
    for segment in &contour.segments {
        match segment {
            ContourSegment::Line(to) => {
                let (x, y) = place(*to);
                path.line_to(x, y);
            }
            ContourSegment::Curve(first, second, to) => {
                let ((x1, y1), (x2, y2), (x, y)) = (place(*first), place(*second), place(*to));
                path.cubic_to(x1, y1, x2, y2, x, y);
            }
        }
    }
    path.close();
}
