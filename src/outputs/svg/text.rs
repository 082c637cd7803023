//! A run of glyphs as a `<text>` element.
//!
//! A position for each glyph would be exact but large. Hanzi are one em wide in every face, so a row of them needs only
//! the place of its first glyph, and a stretched row the letter spacing. All other glyphs have the width of whatever
//! face a system has, so the glyph after one has its own position.

use crate::markup::escape;
use crate::model::character::is_one_em;
use crate::paper::document::{Glyph, LONG_DASH, TextRun};

use super::length::{HundredthsMm, short_decimal};

/// The greatest distance of a glyph from its place, in millimetres: a tenth of a pixel where a sheet is as wide as a
/// screen.
const GLYPH_TOLERANCE: f64 = 0.03;
/// The least number of glyphs in a row; fewer have a position each, as a row of their own takes more bytes.
const MIN_ROW_GLYPHS: usize = 4;
/// The least number of glyphs in a stretched row.
const MIN_STRETCHED_GLYPHS: usize = 8;

/// Glyphs that follow one another: the first ones with their positions, the rest at their natural width.
#[derive(Default)]
struct SvgTextChunk {
    places: Vec<HundredthsMm>,
    /// Not escaped.
    text: String,
    /// The space between glyphs, in thousandths of a millimetre.
    spacing: i64,
}

/// A row at the beginning of some glyphs: the number of its glyphs, and the distance between their origins in
/// millimetres.
#[derive(Clone, Copy)]
struct SvgGlyphRow {
    glyphs: usize,
    apart: f64,
}

/// The element of a run, on a line of its own; empty for a run without ink.
pub(crate) fn text(run: &TextRun) -> String {
    let em = run.size.mm();
    let chunks = text_chunks(&glyphs(run), em.0);
    let y = HundredthsMm::of(run.origin.y);
    match &chunks[..] {
        [] => String::new(),
        [chunk] => format!("<text y=\"{y}\"{}>{}</text>\n", chunk.attributes(), escape(&chunk.text)),
        chunks => {
            let span = |chunk: &SvgTextChunk| format!("<tspan{}>{}</tspan>", chunk.attributes(), escape(&chunk.text));
            format!("<text y=\"{y}\">{}</text>\n", chunks.iter().map(span).collect::<String>())
        }
    }
}

impl SvgTextChunk {
    fn attributes(&self) -> String {
        let places: Vec<String> = self.places.iter().map(HundredthsMm::to_string).collect();
        let spacing = match self.spacing {
            0 => String::new(),
            spacing => format!(" letter-spacing=\"{}\"", short_decimal(spacing, 3)),
        };
        format!(" x=\"{}\"{spacing}", places.join(" "))
    }
}

/// The characters with their places on the sheet. A long dash is written as the pair of dashes it represents. Spaces
/// have no ink: those that XML would collapse are removed.
fn glyphs(run: &TextRun) -> Vec<Glyph> {
    let em = run.size.mm();
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(run.glyphs.len());
    for glyph in &run.glyphs {
        let x = run.origin.x + glyph.x;
        match glyph.character {
            LONG_DASH => glyphs.extend([x, x + em].map(|x| Glyph { character: '—', x })),
            ' ' if glyphs.last().is_none_or(|before| before.character == ' ') => {}
            character => glyphs.push(Glyph { character, x }),
        }
    }
    while glyphs.last().is_some_and(|last| last.character == ' ') {
        glyphs.pop();
    }
    glyphs
}

fn text_chunks(glyphs: &[Glyph], em: f64) -> Vec<SvgTextChunk> {
    let mut chunks: Vec<SvgTextChunk> = Vec::new();
    let mut chunk = SvgTextChunk::default();
    let mut rest = glyphs;
    while let Some((first, others)) = rest.split_first() {
        chunk.places.push(HundredthsMm::of(first.x));
        let row = longest_row(rest, em);
        if row.glyphs < MIN_ROW_GLYPHS && row.glyphs < rest.len() {
            chunk.text.push(first.character);
            rest = others;
            continue;
        }
        chunk.spacing = ((row.apart - em) * 1000.0).round() as i64;
        let (inside, beyond) = rest.split_at(row.glyphs);
        chunk.text.extend(inside.iter().map(|glyph| glyph.character));
        chunks.push(std::mem::take(&mut chunk));
        rest = beyond;
    }
    if !chunk.places.is_empty() {
        chunks.push(chunk);
    }
    chunks
}

/// The longest row that begins with the first glyph: of natural width or, where that is much longer, stretched.
fn longest_row(glyphs: &[Glyph], em: f64) -> SvgGlyphRow {
    let natural = stretched_row(glyphs, em, em);
    let looser = stretched_row(glyphs, em * 0.5, em * 2.0);
    if looser.glyphs >= MIN_STRETCHED_GLYPHS && looser.glyphs > natural.glyphs + MIN_STRETCHED_GLYPHS / 2 {
        looser
    } else {
        natural
    }
}

/// The longest row with a distance between these two from glyph to glyph.
fn stretched_row(glyphs: &[Glyph], least: f64, most: f64) -> SvgGlyphRow {
    let (mut least, mut most) = (least, most);
    let Some(first) = glyphs.first() else { return SvgGlyphRow { glyphs: 0, apart: least } };
    let mut count = 1;
    for (before, glyph) in glyphs.iter().zip(&glyphs[1..]) {
        let distance = (glyph.x - first.x).0;
        let low = least.max((distance - GLYPH_TOLERANCE) / count as f64);
        let high = most.min((distance + GLYPH_TOLERANCE) / count as f64);
        if !is_one_em(before.character) || low > high {
            break;
        }
        (least, most) = (low, high);
        count += 1;
    }
    SvgGlyphRow { glyphs: count, apart: (least + most) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::document::{Colour, Face};
    use crate::units::{Mm, Point};

    /// A run of glyphs at these places, in ems of 10 mm.
    fn shown(text: &str, places: &[f64]) -> String {
        let glyphs = text.chars().zip(places).map(|(character, x)| Glyph { character, x: Mm(x * 10.0) }).collect();
        let origin = Point { x: Mm(20.0), y: Mm(30.0) };
        super::text(&TextRun {
            face: Face::Song,
            size: Mm(10.0).pt(),
            origin,
            glyphs,
            colour: Colour::BLACK,
            starts_text: false,
        })
        .trim_end()
        .to_owned()
    }

    #[test]
    fn hanzi_are_told_where_they_begin() {
        assert_eq!(shown("姓名和住址", &[0.0, 1.0, 2.0, 3.0, 4.0]), "<text y=\"30\" x=\"20\">姓名和住址</text>");
    }

    #[test]
    fn what_a_system_may_draw_wider_moves_nothing() {
        let places = [0.0, 0.6, 1.2, 2.2];
        assert_eq!(shown("12月底", &places), "<text y=\"30\" x=\"20 26 32\">12月底</text>");
    }

    #[test]
    fn a_stretched_row_says_by_how_much() {
        let places: Vec<f64> = (0..9).map(|index| f64::from(index) * 1.05).collect();
        let expected = "<text y=\"30\" x=\"20\" letter-spacing=\".5\">这一行字拉开了些。</text>";
        assert_eq!(shown("这一行字拉开了些。", &places), expected);
    }

    #[test]
    fn what_is_squeezed_begins_anew() {
        let places = [0.0, 1.0, 2.0, 3.0, 3.5, 4.5, 5.5, 6.5];
        let expected = "<text y=\"30\"><tspan x=\"20\">看（图）</tspan><tspan x=\"55\">，再填写</tspan></text>";
        assert_eq!(shown("看（图），再填写", &places), expected);
    }

    #[test]
    fn characters_of_xml_are_written_out_and_a_dash_is_a_pair() {
        let run = shown("a<&⸺ ", &[0.0, 0.5, 1.0, 2.0, 4.0]);
        assert_eq!(run, "<text y=\"30\" x=\"20 25 30 40 50\">a&lt;&amp;——</text>");
    }
}
