//! A page of sheets as an SVG document (SVG 2).
//!
//! It is shown by `<img>`, where nothing from outside reaches it: text is set in the families that systems
//! have, listed as the pages' style sheet lists them. Places to type in are the white of the paper.

use std::collections::BTreeMap;

use crate::markup::escape;
use crate::model::terms;
use crate::paper::sheet::{Face, Mark, Sheets};
use crate::units::Pt;

use super::length::{Hundredths, short};
use super::strokes::Strokes;
use super::text::text;

const SONG: &str = "Songti SC,Noto Serif CJK SC,Source Han Serif SC,SimSun,serif";
const HEI: &str = "PingFang SC,Microsoft YaHei,Noto Sans CJK SC,SimHei,sans-serif";

/// The picture of a page, counted from 1; `None` where there are fewer pages.
pub fn picture(sheets: &Sheets, page: usize) -> Option<String> {
    let sheet = sheets.pages.get(page.checked_sub(1)?)?;
    let mut strokes = Strokes::default();
    let mut texts: BTreeMap<(Face, i64), String> = BTreeMap::new();
    for placed in sheet.marks() {
        match &placed.mark {
            Mark::Text(run) => texts.entry((run.face, thousandths(run.size))).or_default().push_str(&text(run)),
            Mark::Line { from, to, width, dash } => strokes.line(*from, *to, *width, *dash),
            Mark::Box { rect, fill, stroke } => strokes.rectangle(*rect, *fill, *stroke),
            Mark::Circle { center, radius, width, dash } => strokes.circle(*center, *radius, *width, *dash),
            Mark::Code(code) => strokes.code(code),
            Mark::Field(_) => {}
        }
    }
    let (width, height) = (Hundredths::of(sheet.size.width), Hundredths::of(sheet.size.height));
    let language = &sheets.identity.language;
    let title = format!("{}　{}", sheets.identity.title, terms::page_of(page, sheets.pages.len()));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}mm\" \
         height=\"{height}mm\" xml:lang=\"{}\">\n<title>{}</title>\n\
         <path fill=\"#fff\" d=\"M0 0h{width}v{height}H0z\"/>\n",
        escape(language),
        escape(&title)
    );
    svg += &strokes.elements();
    for ((face, size), texts) in texts.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        svg += &format!("<g {} font-size=\"{}\">\n{texts}</g>\n", font(face), short(size, 3));
    }
    Some(svg + "</svg>\n")
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

/// Of a millimetre.
fn thousandths(size: Pt) -> i64 {
    (size.mm().0 * 1000.0).round() as i64
}
