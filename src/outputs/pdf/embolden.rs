//! Makes horizontal strokes heavier: outlines spread upwards and downwards, advances stay.
//!
//! Every point moves along the bisector of the lines at it, control points like the others, no further than the shorter
//! of them allows: FreeType emboldens outlines in the same way.

use crate::paper::fonts::{ContourSegment, GlyphContour, GlyphOutline};

/// A point of an outline, in font units, y up.
type OutlinePoint = (f64, f64);

/// A turn sharper than this (the cosine of about 160°) is left as it is, as its bisector would be too long.
const SHARPEST_TURN_COSINE: f64 = -0.94;

/// The outline with horizontal strokes thicker by this many font units.
pub(crate) fn embolden(outline: &GlyphOutline, units: f64) -> GlyphOutline {
    // Outer contours of a CFF font run counter-clockwise, and ink is at their left.
    let area: f64 = outline.contours.iter().map(|contour| area(&points(contour))).sum();
    let spread = if area < 0.0 { -units / 2.0 } else { units / 2.0 };
    GlyphOutline { contours: outline.contours.iter().map(|contour| spread_contour(contour, spread)).collect() }
}

fn spread_contour(contour: &GlyphContour, spread: f64) -> GlyphContour {
    let points = points(contour);
    let count = points.len();
    let moved: Vec<OutlinePoint> = (0..count).map(|at| spread_point(&points, at, spread)).collect();
    let mut next = moved.iter().copied().skip(1).chain(moved.first().copied());
    let mut take = || next.next().unwrap_or(contour.start);
    let segments = contour.segments.iter().map(|segment| match segment {
        ContourSegment::Line(_) => ContourSegment::Line(take()),
        ContourSegment::Curve(..) => ContourSegment::Curve(take(), take(), take()),
    });
    let segments = segments.collect();
    GlyphContour { start: moved.first().copied().unwrap_or(contour.start), segments }
}

/// All points of a contour, the start once, even if the contour returns to it.
fn points(contour: &GlyphContour) -> Vec<OutlinePoint> {
    let mut points = vec![contour.start];
    for segment in &contour.segments {
        match segment {
            ContourSegment::Line(to) => points.push(*to),
            ContourSegment::Curve(one, two, to) => points.extend([*one, *two, *to]),
        }
    }
    if points.len() > 1 && points.last() == points.first() {
        points.pop();
    }
    points
}

/// Twice the area that a contour encloses, positive where it runs counter-clockwise.
fn area(points: &[OutlinePoint]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|((x, y), (next_x, next_y))| x * next_y - next_x * y).sum()
}

fn spread_point(points: &[OutlinePoint], at: usize, spread: f64) -> OutlinePoint {
    let point = points[at];
    let count = points.len();
    let others = |step: usize| (1..count).map(move |distance| points[(at + distance * step) % count]);
    let apart = |other: &OutlinePoint| *other != point;
    let (Some(before), Some(after)) = (others(count - 1).find(apart), others(1).find(apart)) else { return point };
    let (into, out) = (unit(before, point), unit(point, after));
    let cosine = into.0 * out.0 + into.1 * out.1;
    if cosine <= SHARPEST_TURN_COSINE {
        return point;
    }
    let bend = cosine + 1.0;
    // Only the vertical part of the move along the bisector, away from the ink at the left.
    let away = -(into.0 + out.0);
    let (sign, spread) = (spread.signum(), spread.abs());
    // Positive in an inner corner, where a moved point must not pass its neighbours.
    let corner = sign * (out.0 * into.1 - out.1 * into.0);
    let shorter = length(before, point).min(length(point, after));
    let shift = if spread * corner <= shorter * bend { spread / bend } else { shorter / corner };
    (point.0, point.1 + sign * away * shift)
}

fn unit(from: OutlinePoint, to: OutlinePoint) -> OutlinePoint {
    let length = length(from, to);
    ((to.0 - from.0) / length, (to.1 - from.1) / length)
}

fn length(from: OutlinePoint, to: OutlinePoint) -> f64 {
    (to.0 - from.0).hypot(to.1 - from.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rectangle(corners: [OutlinePoint; 4]) -> GlyphContour {
        GlyphContour { start: corners[0], segments: corners[1..].iter().copied().map(ContourSegment::Line).collect() }
    }

    #[test]
    fn bars_grow_up_and_down_and_holes_shrink() {
        let outer = rectangle([(0.0, 0.0), (500.0, 0.0), (500.0, 300.0), (0.0, 300.0)]);
        let hole = rectangle([(50.0, 30.0), (50.0, 270.0), (450.0, 270.0), (450.0, 30.0)]);
        let heavy = embolden(&GlyphOutline { contours: vec![outer, hole] }, 10.0);
        assert_eq!(points(&heavy.contours[0]), [(0.0, -5.0), (500.0, -5.0), (500.0, 305.0), (0.0, 305.0)]);
        assert_eq!(points(&heavy.contours[1]), [(50.0, 35.0), (50.0, 265.0), (450.0, 265.0), (450.0, 35.0)]);
    }

    #[test]
    fn the_other_way_round_is_the_same_ink() {
        let around = rectangle([(0.0, 0.0), (0.0, 30.0), (500.0, 30.0), (500.0, 0.0)]);
        let heavy = embolden(&GlyphOutline { contours: vec![around] }, 10.0);
        assert_eq!(points(&heavy.contours[0]), [(0.0, -5.0), (0.0, 35.0), (500.0, 35.0), (500.0, -5.0)]);
    }

    #[test]
    fn what_stands_upright_stays() {
        let stem = rectangle([(100.0, 0.0), (140.0, 0.0), (140.0, 800.0), (100.0, 800.0)]);
        let heavy = embolden(&GlyphOutline { contours: vec![stem] }, 10.0);
        assert!(points(&heavy.contours[0]).iter().all(|(x, _)| *x == 100.0 || *x == 140.0));
    }
}
