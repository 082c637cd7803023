//! A page of a sheet as an SVG document (SVG 2).
//!
//! Pages show it by `<img>`, which loads no other file: text is set in the font families that systems have, in the
//! order of the pages' style sheet. Fields are left white, as the paper is.

use std::collections::{BTreeMap, BTreeSet};

use crate::markup::escape;
use crate::model::fixed_text;
use crate::paper::document::{Face, PaperDocument, PaperMark, PlacedMark};
use crate::units::{Pt, Size};

use super::length::{HundredthsMm, short_decimal};
use super::strokes::SvgStrokes;
use super::text::text;

const SONG: &str = "Songti SC,Noto Serif CJK SC,Source Han Serif SC,SimSun,serif";
const HEI: &str = "PingFang SC,Microsoft YaHei,Noto Sans CJK SC,SimHei,sans-serif";

/// Marks as elements of a picture.
#[derive(Clone, Default)]
pub(crate) struct SvgDrawing {
    strokes: SvgStrokes,
    /// The text elements by face and size; the size is in thousandths of a millimetre.
    texts: BTreeMap<(Face, i64), String>,
}

impl SvgDrawing {
    pub(crate) fn of(marks: &[PlacedMark]) -> SvgDrawing {
        let mut drawing = SvgDrawing::default();
        let SvgDrawing { strokes, texts } = &mut drawing;
        for placed in marks {
            match &placed.mark {
                PaperMark::Text(run) => {
                    texts.entry((run.face, thousandths(run.size))).or_default().push_str(&text(run))
                }
                PaperMark::Line { from, to, width, dash } => strokes.line(*from, *to, *width, *dash),
                PaperMark::Box { rect, fill, stroke } => strokes.rectangle(*rect, *fill, *stroke),
                PaperMark::Circle { center, radius, width, dash } => strokes.circle(*center, *radius, *width, *dash),
                PaperMark::QrSymbol(code) => strokes.code(code),
                PaperMark::Pictogram { pictogram, at, size, colour } => {
                    strokes.pictogram(pictogram, *at, *size, *colour)
                }
                PaperMark::Field(_) => {}
            }
        }
        strokes.build_paths();
        drawing
    }
}

/// A page as a document, made of the drawing that offices share and the office's drawing.
pub(crate) fn document(sheets: &PaperDocument, page: usize, size: Size, [body, office]: [&SvgDrawing; 2]) -> String {
    let (width, height) = (HundredthsMm::of(size.width), HundredthsMm::of(size.height));
    let language = &sheets.metadata.language;
    let title = format!("{}　{}", sheets.metadata.title, fixed_text::page_of(page, sheets.pages.len()));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}mm\" \
         height=\"{height}mm\" xml:lang=\"{}\">\n<title>{}</title>\n\
         <path fill=\"#fff\" d=\"M0 0h{width}v{height}H0z\"/>\n",
        escape(language),
        escape(&title)
    );
    svg += &body.strokes.elements(&office.strokes);
    let font_settings: BTreeSet<&(Face, i64)> = body.texts.keys().chain(office.texts.keys()).collect();
    for setting in font_settings {
        let texts = [body, office].map(|drawing| drawing.texts.get(setting).map_or("", String::as_str));
        if texts != ["", ""] {
            let ((face, size), [body, office]) = (setting, texts);
            svg += &format!("<g {} font-size=\"{}\">\n{body}{office}</g>\n", font(*face), short_decimal(*size, 3));
        }
    }
    svg + "</svg>\n"
}

fn font(face: Face) -> String {
    let (family, weight) = match face {
        Face::Song => (SONG, ""),
        Face::SongBold => (SONG, " font-weight=\"700\""),
        Face::Hei | Face::Typed => (HEI, ""),
        Face::HeiBold => (HEI, " font-weight=\"700\""),
    };
    format!("font-family=\"{family}\"{weight}")
}

/// A type size in thousandths of a millimetre.
fn thousandths(size: Pt) -> i64 {
    (size.mm().0 * 1000.0).round() as i64
}
