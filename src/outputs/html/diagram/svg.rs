//! A process diagram written as SVG. Colours and line styles are those of the style sheet.

use std::fmt::Write;

use super::layout::{ArrowPath, DiagramLayout, DiagramPoint, LINE_HEIGHT, WIDTH};
use crate::markup::escape;

/// The length and half the width of an arrow's head.
const ARROW_HEAD: (i32, i32) = (8, 4);

/// The drawing; the element with the id `caption` is its accessible name (WAI-ARIA 1.2, 5.2.8.4).
pub(crate) fn svg(layout: &DiagramLayout, caption: &str) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_all(&mut out, layout, caption);
    out
}

fn write_all(out: &mut String, layout: &DiagramLayout, caption: &str) -> std::fmt::Result {
    let height = layout.height;
    writeln!(
        out,
        "<svg class=\"drawing\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{}\">",
        escape(caption)
    )?;
    for title in &layout.titles {
        lines(out, "drawing__title", 0, title.middle, LINE_HEIGHT, &title.lines)?;
    }
    for path in &layout.arrows {
        arrow(out, path)?;
    }
    for step_box in &layout.boxes {
        let (x, y, width, height) = (step_box.x, step_box.y, step_box.width, step_box.height);
        writeln!(
            out,
            "<rect class=\"drawing__box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"/>"
        )?;
        lines(out, "drawing__step", x + width / 2, y + height / 2, LINE_HEIGHT, &step_box.lines)?;
    }
    for label in layout.arrows.iter().filter_map(|path| path.label.as_ref()) {
        for ((x, y), line) in &label.0 {
            // Once in the background colour, so that no line crosses the words, then in the text colour.
            for class in ["drawing__halo", "drawing__label"] {
                writeln!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(line))?;
            }
        }
    }
    out.push_str("</svg>");
    Ok(())
}

fn arrow(out: &mut String, path: &ArrowPath) -> std::fmt::Result {
    let class = if path.inferred { " drawing__line--inferred" } else { "" };
    let mut d = String::new();
    for (index, (x, y)) in path.points.iter().enumerate() {
        write!(d, "{}{x} {y}", if index == 0 { "M" } else { "L" })?;
    }
    writeln!(out, "<path class=\"drawing__line{class}\" d=\"{d}\"/>")?;
    if let [.., before, end] = path.points.as_slice() {
        let [(ax, ay), (bx, by)] = arrow_head(*before, *end);
        writeln!(out, "<path class=\"drawing__head\" d=\"M{} {}L{ax} {ay}L{bx} {by}Z\"/>", end.0, end.1)?;
    }
    Ok(())
}

/// The two back corners of an arrow's head at the end of a segment.
fn arrow_head(before: DiagramPoint, end: DiagramPoint) -> [DiagramPoint; 2] {
    let (dx, dy) = ((end.0 - before.0).signum(), (end.1 - before.1).signum());
    let back = (end.0 - dx * ARROW_HEAD.0, end.1 - dy * ARROW_HEAD.0);
    [(back.0 - dy * ARROW_HEAD.1, back.1 - dx * ARROW_HEAD.1), (back.0 + dy * ARROW_HEAD.1, back.1 + dx * ARROW_HEAD.1)]
}

/// Lines of text, centred on a height.
fn lines(out: &mut String, class: &str, x: i32, middle: i32, step: i32, lines: &[String]) -> std::fmt::Result {
    let first = middle - step * (lines.len() as i32 - 1) / 2 + 5;
    for (index, line) in lines.iter().enumerate() {
        writeln!(
            out,
            "<text class=\"{class}\" x=\"{x}\" y=\"{}\">{}</text>",
            first + step * index as i32,
            escape(line)
        )?;
    }
    Ok(())
}
