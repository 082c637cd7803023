//! A glyph's outline as a Type 2 charstring (Adobe technical note 5177), in as few bytes as its operators allow:
//! outlines are the largest part of a file, and deflate hardly compresses them.
//!
//! 1. A contour begins at the end of the line that takes the most bytes, and that line is left out: a fill closes every
//!    open contour.
//! 2. Most segments can be written by several operators, and neighbours share an operator: the cheapest encoding of a
//!    contour is the shortest path from one [`CharstringState`] to the next.

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

/// The greatest number of operands of an operator, reduced by the advance before the first.
const MAX_OPERANDS: usize = 46;

/// The charstring of an outline, after its advance if that is not the font's default.
pub(crate) fn charstring(outline: &GlyphOutline, advance: Option<u16>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(advance) = advance {
        write_number(&mut bytes, i32::from(advance));
    }
    let mut pen = (0, 0);
    for contour in &outline.contours {
        let (start, segments) = open_contour(contour);
        if segments.is_empty() {
            continue;
        }
        let (operator, operands) = match (start.0 - pen.0, start.1 - pen.1) {
            (dx, 0) => (H_MOVE, vec![dx]),
            (0, dy) => (V_MOVE, vec![dy]),
            (dx, dy) => (MOVE, vec![dx, dy]),
        };
        write_operation(&mut bytes, operator, &operands);
        write_segments(&mut bytes, &segments);
        pen = segments.iter().fold(start, |pen, segment| segment.end(pen));
    }
    bytes.push(END);
    bytes
}

/// A segment of a contour: the distance of each of its points from the one before, in whole font units.
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

    /// The number of bytes of a closing line; `None` for a curve.
    fn closing_cost(self) -> Option<usize> {
        match self {
            CharstringSegment::Line(dx, dy) => {
                Some(number_length(dx) * usize::from(dx != 0) + number_length(dy) * usize::from(dy != 0))
            }
            CharstringSegment::Curve(_) => None,
        }
    }
}

/// The start of a contour, and its segments without the closing line.
fn open_contour(contour: &GlyphContour) -> ((i32, i32), Vec<CharstringSegment>) {
    // Differences of rounded coordinates, so that rounding errors do not add up.
    let whole = |(x, y): (f64, f64)| (x.round() as i32, y.round() as i32);
    let start = whole(contour.start);
    let mut pen = start;
    let mut delta_to = |to| {
        let (x, y) = whole(to);
        let delta = (x - pen.0, y - pen.1);
        pen = (x, y);
        delta
    };
    let mut segments: Vec<CharstringSegment> = contour
        .segments
        .iter()
        .map(|segment| match segment {
            ContourSegment::Line(to) => {
                let (dx, dy) = delta_to(*to);
                CharstringSegment::Line(dx, dy)
            }
            ContourSegment::Curve(one, two, to) => {
                let [(ax, ay), (bx, by), (cx, cy)] = [one, two, to].map(|point| delta_to(*point));
                CharstringSegment::Curve([ax, ay, bx, by, cx, cy])
            }
        })
        .collect();
    let (dx, dy) = (start.0 - pen.0, start.1 - pen.1);
    segments.push(CharstringSegment::Line(dx, dy));
    segments.retain(|segment| {
        !matches!(segment, CharstringSegment::Line(0, 0) | CharstringSegment::Curve([0, 0, 0, 0, 0, 0]))
    });
    let longest = segments.iter().enumerate().filter_map(|(at, segment)| Some((segment.closing_cost()?, at))).max();
    let Some((_, closing)) = longest else { return (start, segments) };
    let new_start = segments[..=closing].iter().fold(start, |pen, segment| segment.end(pen));
    segments.rotate_left(closing + 1);
    segments.pop();
    (new_start, segments)
}

/// The state after an operator: which segments may be added to the same operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CharstringState {
    /// An operator that takes no more segments.
    Closed,
    Lines,
    /// Alternating horizontal and vertical lines; the next is horizontal.
    Level,
    /// Alternating horizontal and vertical lines; the next is vertical.
    Upright,
    Curves,
    /// Curves with horizontal tangents at both ends.
    LevelCurves,
    /// Curves with vertical tangents at both ends.
    UprightCurves,
    /// Curves with alternating tangents; the next begins horizontally.
    LevelCurve,
    /// Curves with alternating tangents; the next begins vertically.
    UprightCurve,
}

const STATE_COUNT: usize = 9;

/// An encoding of a segment: an operator with operands, and the states before and after it.
#[derive(Clone, Copy, Debug)]
struct SegmentEncoding {
    /// The state before it, where it continues an operator; `None` where it begins one.
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

/// Calls `call` with every encoding of a segment.
fn segment_encodings(segment: CharstringSegment, mut call: impl FnMut(SegmentEncoding)) {
    use CharstringState::{
        Closed, Curves, Level, LevelCurve, LevelCurves, Lines, Upright, UprightCurve, UprightCurves,
    };
    let mut add = |from, to, operator, list: &[i32]| {
        let mut operands = [0; 6];
        operands[..list.len()].copy_from_slice(list);
        call(SegmentEncoding { from, to, operator, operands, count: list.len() });
    };
    let mut add_both = |from, to, operator, list: &[i32]| {
        add(None, to, operator, list);
        add(Some(from), to, operator, list);
    };
    match segment {
        CharstringSegment::Line(dx, dy) => {
            add_both(Lines, Lines, LINE, &[dx, dy]);
            if dy == 0 {
                add_both(Level, Upright, H_LINE, &[dx]);
            }
            if dx == 0 {
                add_both(Upright, Level, V_LINE, &[dy]);
            }
            add(Some(Curves), Closed, CURVES_LINE, &[dx, dy]);
        }
        CharstringSegment::Curve([ax, ay, bx, by, cx, cy]) => {
            add_both(Curves, Curves, CURVE, &[ax, ay, bx, by, cx, cy]);
            match (ay, cx, cy) {
                (0, _, 0) => add_both(LevelCurves, LevelCurves, HH_CURVE, &[ax, bx, by, cx]),
                (0, 0, _) => add_both(LevelCurve, UprightCurve, HV_CURVE, &[ax, bx, by, cy]),
                (0, _, _) => add_both(LevelCurve, Closed, HV_CURVE, &[ax, bx, by, cy, cx]),
                _ => {}
            }
            match (ax, cx, cy) {
                (0, 0, _) => add_both(UprightCurves, UprightCurves, VV_CURVE, &[ay, bx, by, cy]),
                (0, _, 0) => add_both(UprightCurve, LevelCurve, VH_CURVE, &[ay, bx, by, cx]),
                (0, _, _) => add_both(UprightCurve, Closed, VH_CURVE, &[ay, bx, by, cx, cy]),
                _ => {}
            }
            if ay != 0 && cy == 0 {
                add(None, LevelCurves, HH_CURVE, &[ay, ax, bx, by, cx]);
            }
            if ax != 0 && cx == 0 {
                add(None, UprightCurves, VV_CURVE, &[ax, ay, bx, by, cy]);
            }
            add(Some(Lines), Closed, LINES_CURVE, &[ax, ay, bx, by, cx, cy]);
        }
    }
}

/// Writes segments in the fewest possible bytes.
fn write_segments(bytes: &mut Vec<u8>, segments: &[CharstringSegment]) {
    let (mut operator, mut operands) = (None, Vec::with_capacity(MAX_OPERANDS));
    for encoding in shortest_encodings(segments) {
        let continues = encoding.from.is_some();
        let full = operands.len() + encoding.count > MAX_OPERANDS;
        if (!continues || full)
            && let Some(operator) = operator.take()
        {
            write_operation(bytes, operator, &operands);
            operands.clear();
        }
        operator = match (encoding.operator, operator) {
            (CURVES_LINE, None) => Some(LINE),
            (LINES_CURVE, None) => Some(CURVE),
            (CURVES_LINE | LINES_CURVE, Some(_)) | (_, None) => Some(encoding.operator),
            (_, Some(current)) => Some(current),
        };
        operands.extend(encoding.operands());
    }
    if let Some(operator) = operator {
        write_operation(bytes, operator, &operands);
    }
}

/// An encoding for each segment; together they are the shortest.
fn shortest_encodings(segments: &[CharstringSegment]) -> Vec<SegmentEncoding> {
    const FAR: usize = usize::MAX / 2;
    // The least number of bytes to each state, and the encoding and state before it.
    let mut costs = [FAR; STATE_COUNT];
    costs[CharstringState::Closed as usize] = 0;
    let mut predecessors: Vec<[Option<(SegmentEncoding, usize)>; STATE_COUNT]> = Vec::with_capacity(segments.len());
    for segment in segments {
        let (nearest, least) = costs.iter().copied().enumerate().min_by_key(|(_, cost)| *cost).unwrap_or((0, FAR));
        let (mut after, mut predecessor) = ([FAR; STATE_COUNT], [None; STATE_COUNT]);
        segment_encodings(*segment, |encoding| {
            let (from, cost) = match encoding.from {
                Some(from) => (from as usize, costs[from as usize]),
                None => (nearest, least + 1),
            };
            let cost = cost + encoding.operands().iter().map(|operand| number_length(*operand)).sum::<usize>();
            if cost < after[encoding.to as usize] {
                (after[encoding.to as usize], predecessor[encoding.to as usize]) = (cost, Some((encoding, from)));
            }
        });
        costs = after;
        predecessors.push(predecessor);
    }
    let mut state = (0..STATE_COUNT).min_by_key(|state| costs[*state]).unwrap_or(0);
    let mut cheapest = Vec::with_capacity(segments.len());
    for predecessor in predecessors.iter().rev() {
        let Some((encoding, from)) = predecessor[state] else { break };
        cheapest.push(encoding);
        state = from;
    }
    cheapest.reverse();
    cheapest
}

fn write_operation(bytes: &mut Vec<u8>, operator: u8, operands: &[i32]) {
    operands.iter().for_each(|operand| write_number(bytes, *operand));
    bytes.push(operator);
}

/// The number of bytes of a number.
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
