//! A glyph's outline as a Type 2 charstring (Adobe technical note 5177), in as few bytes as its operators allow:
//! outlines are most of a file, and hardly to be deflated.
//!
//! 1. A contour begins where its closing line is the longest to write, and that line is left out: a fill closes
//!    whatever is open.
//! 2. Most segments can be written by several operators, and an operator is shared by neighbours: the cheapest way
//!    through all segments of a contour is the shortest path from one [`CharstringState`] to the next.

use crate::paper::fonts::{ContourSegment, GlyphContour, GlyphOutline};

const V_MOVE: u8 = 4;
const LINE: u8 = 5;
const H_LINE: u8 = 6;
const V_LINE: u8 = 7;
const CURVE: u8 = 8;
const END: u8 = 14;
const MOVE: u8 = 21;
const H_MOVE: u8 = 22;
const CURVES_LINE: u8 = 24;
const LINES_CURVE: u8 = 25;
const VV_CURVE: u8 = 26;
const HH_CURVE: u8 = 27;
const VH_CURVE: u8 = 30;
const HV_CURVE: u8 = 31;

/// Operands that an operator may have, less the advance before the first.
const MAX_OPERANDS: usize = 46;

/// The charstring of an outline, behind its advance if that is not the font's usual one.
pub(crate) fn charstring(outline: &GlyphOutline, advance: Option<u16>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(advance) = advance {
        write_number(&mut bytes, i32::from(advance));
    }
    let mut pen = (0, 0);
    for contour in &outline.contours {
        let (start, steps) = open_contour(contour);
        if steps.is_empty() {
            continue;
        }
        let (operator, operands) = match (start.0 - pen.0, start.1 - pen.1) {
            (dx, 0) => (H_MOVE, vec![dx]),
            (0, dy) => (V_MOVE, vec![dy]),
            (dx, dy) => (MOVE, vec![dx, dy]),
        };
        write_operation(&mut bytes, operator, &operands);
        write_segments(&mut bytes, &steps);
        pen = steps.iter().fold(start, |pen, step| step.end(pen));
    }
    bytes.push(END);
    bytes
}

/// A segment, as far as each of its points is from the one before, in whole units.
#[derive(Clone, Copy, Debug, PartialEq)]
enum CharstringSegment {
    Line(i32, i32),
    Curve([i32; 6]),
}

impl CharstringSegment {
    fn end(self, (x, y): (i32, i32)) -> (i32, i32) {
        match self {
            CharstringSegment::Line(dx, dy) => (x + dx, y + dy),
            CharstringSegment::Curve([ax, ay, bx, by, cx, cy]) => (x + ax + bx + cx, y + ay + by + cy),
        }
    }

    /// How long a closing line is to write.
    fn closing_cost(self) -> Option<usize> {
        match self {
            CharstringSegment::Line(dx, dy) => {
                Some(number_length(dx) * usize::from(dx != 0) + number_length(dy) * usize::from(dy != 0))
            }
            CharstringSegment::Curve(_) => None,
        }
    }
}

/// Where a contour begins, and its segments but for the line that closes it.
fn open_contour(contour: &GlyphContour) -> ((i32, i32), Vec<CharstringSegment>) {
    // Whole units from whole units, so that no error adds up.
    let whole = |(x, y): (f64, f64)| (x.round() as i32, y.round() as i32);
    let start = whole(contour.start);
    let mut pen = start;
    let mut towards = |to| {
        let (x, y) = whole(to);
        let step = (x - pen.0, y - pen.1);
        pen = (x, y);
        step
    };
    let mut steps: Vec<CharstringSegment> = contour
        .segments
        .iter()
        .map(|segment| match segment {
            ContourSegment::Line(to) => {
                let (dx, dy) = towards(*to);
                CharstringSegment::Line(dx, dy)
            }
            ContourSegment::Curve(one, two, to) => {
                let [(ax, ay), (bx, by), (cx, cy)] = [one, two, to].map(|point| towards(*point));
                CharstringSegment::Curve([ax, ay, bx, by, cx, cy])
            }
        })
        .collect();
    let (dx, dy) = (start.0 - pen.0, start.1 - pen.1);
    steps.push(CharstringSegment::Line(dx, dy));
    steps.retain(|step| !matches!(step, CharstringSegment::Line(0, 0) | CharstringSegment::Curve([0, 0, 0, 0, 0, 0])));
    let longest = steps.iter().enumerate().filter_map(|(at, step)| Some((step.closing_cost()?, at))).max();
    let Some((_, closing)) = longest else { return (start, steps) };
    let begin = steps[..=closing].iter().fold(start, |pen, step| step.end(pen));
    steps.rotate_left(closing + 1);
    steps.pop();
    (begin, steps)
}

/// What has been written last, and so what may go on under the same operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CharstringState {
    /// An operator that takes no more.
    Closed,
    Lines,
    /// Lines that turn at right angles, the next of them level.
    Level,
    /// The same, the next of them upright.
    Upright,
    Curves,
    /// Curves that begin and end level, or upright.
    LevelCurves,
    UprightCurves,
    /// Curves that turn at right angles, the next beginning level, or upright.
    LevelCurve,
    UprightCurve,
}

const STATE_COUNT: usize = 9;

/// A way to write a segment.
#[derive(Clone, Copy, Debug)]
struct SegmentEncoding {
    /// The state before it, where its operator is the one that is there; without, it begins one.
    from: Option<CharstringState>,
    to: CharstringState,
    operator: u8,
    operands: [i32; 6],
    count: usize,
}

impl SegmentEncoding {
    fn operands(&self) -> &[i32] {
        &self.operands[..self.count]
    }
}

/// Calls with each of the ways to write a segment.
fn segment_encodings(step: CharstringSegment, mut call: impl FnMut(SegmentEncoding)) {
    use CharstringState::{
        Closed, Curves, Level, LevelCurve, LevelCurves, Lines, Upright, UprightCurve, UprightCurves,
    };
    let mut way = |from, to, operator, list: &[i32]| {
        let mut operands = [0; 6];
        operands[..list.len()].copy_from_slice(list);
        call(SegmentEncoding { from, to, operator, operands, count: list.len() });
    };
    let mut both = |from, to, operator, list: &[i32]| {
        way(None, to, operator, list);
        way(Some(from), to, operator, list);
    };
    match step {
        CharstringSegment::Line(dx, dy) => {
            both(Lines, Lines, LINE, &[dx, dy]);
            if dy == 0 {
                both(Level, Upright, H_LINE, &[dx]);
            }
            if dx == 0 {
                both(Upright, Level, V_LINE, &[dy]);
            }
            way(Some(Curves), Closed, CURVES_LINE, &[dx, dy]);
        }
        CharstringSegment::Curve([ax, ay, bx, by, cx, cy]) => {
            both(Curves, Curves, CURVE, &[ax, ay, bx, by, cx, cy]);
            match (ay, cx, cy) {
                (0, _, 0) => both(LevelCurves, LevelCurves, HH_CURVE, &[ax, bx, by, cx]),
                (0, 0, _) => both(LevelCurve, UprightCurve, HV_CURVE, &[ax, bx, by, cy]),
                (0, _, _) => both(LevelCurve, Closed, HV_CURVE, &[ax, bx, by, cy, cx]),
                _ => {}
            }
            match (ax, cx, cy) {
                (0, 0, _) => both(UprightCurves, UprightCurves, VV_CURVE, &[ay, bx, by, cy]),
                (0, _, 0) => both(UprightCurve, LevelCurve, VH_CURVE, &[ay, bx, by, cx]),
                (0, _, _) => both(UprightCurve, Closed, VH_CURVE, &[ay, bx, by, cx, cy]),
                _ => {}
            }
            if ay != 0 && cy == 0 {
                way(None, LevelCurves, HH_CURVE, &[ay, ax, bx, by, cx]);
            }
            if ax != 0 && cx == 0 {
                way(None, UprightCurves, VV_CURVE, &[ax, ay, bx, by, cy]);
            }
            way(Some(Lines), Closed, LINES_CURVE, &[ax, ay, bx, by, cx, cy]);
        }
    }
}

/// Writes segments in as few bytes as there can be.
fn write_segments(bytes: &mut Vec<u8>, steps: &[CharstringSegment]) {
    let (mut operator, mut operands) = (None, Vec::with_capacity(MAX_OPERANDS));
    for way in shortest_encodings(steps) {
        let goes_on = way.from.is_some();
        let full = operands.len() + way.count > MAX_OPERANDS;
        if (!goes_on || full)
            && let Some(operator) = operator.take()
        {
            write_operation(bytes, operator, &operands);
            operands.clear();
        }
        operator = match (way.operator, operator) {
            (CURVES_LINE, None) => Some(LINE),
            (LINES_CURVE, None) => Some(CURVE),
            (CURVES_LINE | LINES_CURVE, Some(_)) | (_, None) => Some(way.operator),
            (_, Some(begun)) => Some(begun),
        };
        operands.extend(way.operands());
    }
    if let Some(operator) = operator {
        write_operation(bytes, operator, &operands);
    }
}

/// A way for each segment, which together are the shortest.
fn shortest_encodings(steps: &[CharstringSegment]) -> Vec<SegmentEncoding> {
    const FAR: usize = usize::MAX / 2;
    // How many bytes lead to each state, and by which way from which state.
    let mut costs = [FAR; STATE_COUNT];
    costs[CharstringState::Closed as usize] = 0;
    let mut found: Vec<[Option<(SegmentEncoding, usize)>; STATE_COUNT]> = Vec::with_capacity(steps.len());
    for step in steps {
        let (nearest, least) = costs.iter().copied().enumerate().min_by_key(|(_, cost)| *cost).unwrap_or((0, FAR));
        let (mut after, mut by) = ([FAR; STATE_COUNT], [None; STATE_COUNT]);
        segment_encodings(*step, |way| {
            let (from, cost) = match way.from {
                Some(from) => (from as usize, costs[from as usize]),
                None => (nearest, least + 1),
            };
            let cost = cost + way.operands().iter().map(|operand| number_length(*operand)).sum::<usize>();
            if cost < after[way.to as usize] {
                (after[way.to as usize], by[way.to as usize]) = (cost, Some((way, from)));
            }
        });
        costs = after;
        found.push(by);
    }
    let mut state = (0..STATE_COUNT).min_by_key(|state| costs[*state]).unwrap_or(0);
    let mut cheapest = Vec::with_capacity(steps.len());
    for by in found.iter().rev() {
        let Some((way, from)) = by[state] else { break };
        cheapest.push(way);
        state = from;
    }
    cheapest.reverse();
    cheapest
}

fn write_operation(bytes: &mut Vec<u8>, operator: u8, operands: &[i32]) {
    operands.iter().for_each(|operand| write_number(bytes, *operand));
    bytes.push(operator);
}

/// How many bytes a number takes.
fn number_length(number: i32) -> usize {
    match number {
        -107..=107 => 1,
        -1131..=1131 => 2,
        _ => 3,
    }
}

fn write_number(bytes: &mut Vec<u8>, number: i32) {
    match number {
        -107..=107 => bytes.push((number + 139) as u8),
        108..=1131 => bytes.extend([(247 + (number - 108) / 256) as u8, ((number - 108) % 256) as u8]),
        -1131..=-108 => bytes.extend([(251 + (-number - 108) / 256) as u8, ((-number - 108) % 256) as u8]),
        _ => {
            bytes.push(28);
            bytes.extend((number.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16).to_be_bytes());
        }
    }
}
