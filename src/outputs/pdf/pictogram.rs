//! Pictograms as operators of page contents (ISO 32000-1, 8.5).

use std::fmt::Write;

use super::objects::places;
use crate::model::pictogram::{GRID, Pictogram, Point, Segment, WEIGHT};
use crate::paper::sheet::Colour;
use crate::units::Mm;

/// A pictogram whose left upper corner is at a point of the page, in points, and whose side is this long; the graphics state is left as it
/// was.
pub fn operators(pictogram: &Pictogram, (x, y): (f32, f32), size: Mm, colour: Colour) -> String {
    let scale = (size.pt().0 / GRID * 1_000_000.0).round() / 1_000_000.0;
    let (fill, stroke) = inks(colour);
    // From here on lengths are the grid's, and `y` grows downwards.
    let mut text = format!("q\n{scale} 0 0 -{scale} {x} {y} cm\n{WEIGHT} w\n1 J\n1 j\n{fill}\n{stroke}\n");
    for shape in &pictogram.shapes {
        shape.segments.iter().for_each(|segment| step(&mut text, *segment));
        text.push_str(if shape.filled { "f\n" } else { "S\n" });
    }
    text.push('Q');
    text
}

/// The operators that set the colour of what is filled, and of lines.
fn inks(colour: Colour) -> (String, String) {
    match colour {
        Colour::Grey(level) => {
            let level = places(level.clamp(0.0, 1.0));
            (format!("{level} g"), format!("{level} G"))
        }
        Colour::Rgb(red, green, blue) => {
            let [red, green, blue] = [red, green, blue].map(|part| places(f64::from(part) / 255.0));
            (format!("{red} {green} {blue} rg"), format!("{red} {green} {blue} RG"))
        }
    }
}

fn step(text: &mut String, segment: Segment) {
    let mut points = |points: &[Point], operator: &str| {
        for Point { x, y } in points {
            // Writing into a text cannot fail.
            let _ = write!(text, "{} {} ", places(*x), places(*y));
        }
        text.push_str(operator);
        text.push('\n');
    };
    match segment {
        Segment::Move(to) => points(&[to], "m"),
        Segment::Line(to) => points(&[to], "l"),
        Segment::Cubic(one, two, to) => points(&[one, two, to], "c"),
        Segment::Close => points(&[], "h"),
    }
}
