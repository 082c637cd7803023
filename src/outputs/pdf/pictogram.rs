//! Pictograms as operators of page contents (ISO 32000-1, 8.5).

use std::fmt::Write;

use super::objects::round_to_thousandths;
use crate::model::pictogram::{GRID, Pictogram, PictogramPoint, PictogramSegment, WEIGHT};
use crate::paper::document::Colour;
use crate::units::Mm;

/// The operators of a pictogram with this upper left corner, in points of the page, and this side length; the graphics
/// state is restored.
pub(crate) fn operators(pictogram: &Pictogram, (x, y): (f32, f32), size: Mm, colour: Colour) -> String {
    let scale = (size.pt().0 / GRID * 1_000_000.0).round() / 1_000_000.0;
    let (fill, stroke) = colour_operators(colour);
    // From here on lengths are units of the grid, and `y` points down.
    let mut text = format!("q\n{scale} 0 0 -{scale} {x} {y} cm\n{WEIGHT} w\n1 J\n1 j\n{fill}\n{stroke}\n");
    for shape in &pictogram.paths {
        shape.segments.iter().for_each(|segment| segment_operator(&mut text, *segment));
        text.push_str(if shape.filled { "f\n" } else { "S\n" });
    }
    text.push('Q');
    text
}

/// The operators that set the fill colour and the stroke colour.
fn colour_operators(colour: Colour) -> (String, String) {
    match colour {
        Colour::Grey(level) => {
            let level = round_to_thousandths(level.clamp(0.0, 1.0));
            (format!("{level} g"), format!("{level} G"))
        }
        Colour::Rgb(red, green, blue) => {
            let [red, green, blue] = [red, green, blue].map(|part| round_to_thousandths(f64::from(part) / 255.0));
            (format!("{red} {green} {blue} rg"), format!("{red} {green} {blue} RG"))
        }
    }
}

fn segment_operator(text: &mut String, segment: PictogramSegment) {
    let mut points = |points: &[PictogramPoint], operator: &str| {
        for PictogramPoint { x, y } in points {
            // Writing into a text cannot fail.
            let _ = write!(text, "{} {} ", round_to_thousandths(*x), round_to_thousandths(*y));
        }
        text.push_str(operator);
        text.push('\n');
    };
    match segment {
        PictogramSegment::Move(to) => points(&[to], "m"),
        PictogramSegment::Line(to) => points(&[to], "l"),
        PictogramSegment::Cubic(one, two, to) => points(&[one, two, to], "c"),
        PictogramSegment::Close => points(&[], "h"),
    }
}
