//! Units to lines: fill, squeeze, stretch.

use super::breaks::{Break, forbidden};
use super::units::{Content, Ink, Type, Unit};
use crate::paper::sheet::Glyph;
use crate::units::Mm;

/// A line with more than this many ems to spare is left ragged.
const RAGGED_FROM: f64 = 3.0;
/// And so is one whose gaps would each grow by more than this many ems.
const GAP_MOST: f64 = 0.12;
/// Lengths are sums of floats: this much too wide is not too wide.
const TOLERANCE: Mm = Mm(1e-6);

/// How lines stand in the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
    Right,
    /// Stretched to both edges, the last line left.
    Justify,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<O> {
    /// Where its first unit stands, from the left of the measure.
    pub x: Mm,
    pub width: Mm,
    pub parts: Vec<Part<O>>,
}

/// A run of glyphs or an object; `x` from the left of the measure.
#[derive(Clone, Debug, PartialEq)]
pub enum Part<O> {
    Run { style: Type, x: Mm, glyphs: Vec<Glyph> },
    Object { x: Mm, width: Mm, object: O },
}

/// Lines, and what does not hold in them.
pub struct Filled<O> {
    pub lines: Vec<Line<O>>,
    /// Something stands out of the measure.
    pub overfull: bool,
    /// The first word that is broken.
    pub torn: Option<String>,
}

/// All on one line, where the measure is wide enough for it.
pub fn on_one_line<O: Clone>(units: &[Unit<O>], measure: Mm, align: Align) -> Option<Filled<O>> {
    let ends_here = !units.last()?.is_space() && width(units) <= measure + TOLERANCE;
    ends_here.then(|| Filled { lines: vec![place(units, measure, align, true)], overfull: false, torn: None })
}

/// Fills lines of the measure.
pub fn fill<O: Clone>(units: &[Unit<O>], breaks: &[Break], measure: Mm, align: Align) -> Filled<O> {
    let mut filled = Filled { lines: Vec::new(), overfull: false, torn: None };
    let mut start = 0;
    while start < units.len() {
        let (end, torn) = line_end(units, breaks, start, measure);
        let line = &units[start..trimmed(units, start, end)];
        filled.overfull |= width(line) > measure + TOLERANCE;
        if torn && filled.torn.is_none() {
            filled.torn = Some(word(units, breaks, start));
        }
        filled.lines.push(place(line, measure, align, end == units.len()));
        start = end;
        while units.get(start).is_some_and(Unit::is_space) {
            start += 1;
        }
    }
    filled
}

/// The characters from a unit to where a line may end.
fn word<O>(units: &[Unit<O>], breaks: &[Break], start: usize) -> String {
    let end = (start..units.len()).find(|index| breaks[*index] != Break::No).map_or(units.len(), |index| index + 1);
    units[start..end].iter().filter_map(Unit::character).collect::<String>().trim().to_owned()
}

/// The width of units on one line: punctuation squeezed, no opener's empty half at the start, no
/// closer's at the end.
pub fn width<O>(line: &[Unit<O>]) -> Mm {
    let Some((first, last)) = line.first().zip(line.last()) else { return Mm::ZERO };
    let natural: Mm = line.iter().map(|unit| unit.width).sum();
    let squeezed: Mm = line.windows(2).map(|pair| squeeze(&pair[0], &pair[1])).sum();
    natural - squeezed - head(first) - tail(last)
}

fn head<O>(unit: &Unit<O>) -> Mm {
    if unit.ink() == Ink::Right { unit.slack() } else { Mm::ZERO }
}

fn tail<O>(unit: &Unit<O>) -> Mm {
    if unit.ink() == Ink::Left { unit.slack() } else { Mm::ZERO }
}

/// What is taken from between two units.
fn squeeze<O>(before: &Unit<O>, after: &Unit<O>) -> Mm {
    match (before.ink(), after.ink()) {
        (Ink::Left, Ink::Left | Ink::Right) => before.slack(),
        (Ink::Right, Ink::Right) => after.slack(),
        (Ink::Right, Ink::Left) | (Ink::Whole, _) | (_, Ink::Whole) => Mm::ZERO,
    }
}

/// Where the line that begins at `start` ends: the last permitted break that fits, then the last inside
/// what belongs together, or, where there is none, the last place that no rule for line starts and ends
/// forbids; and whether it is such a place.
fn line_end<O>(units: &[Unit<O>], breaks: &[Break], start: usize, measure: Mm) -> (usize, bool) {
    let limit = measure + TOLERANCE;
    let mut pen = -head(&units[start]);
    let (mut best, mut inside, mut forced) = (None, None, None);
    for index in start..units.len() {
        let unit = &units[index];
        if index > start {
            pen -= squeeze(&units[index - 1], unit);
        }
        let before = pen;
        pen += unit.width;
        let shown = if unit.is_space() { before } else { pen - tail(unit) };
        if shown > limit && (best.is_some() || inside.is_some() || forced.is_some()) {
            break;
        }
        match breaks[index] {
            Break::Yes => {
                best = Some(index + 1);
                if shown > limit {
                    break;
                }
            }
            Break::Inside => inside = Some(index + 1),
            Break::No if may_force(units, index) => forced = Some(index + 1),
            Break::No => {}
        }
    }
    match best.or(inside) {
        Some(end) => (end, false),
        None => forced.map_or((units.len(), false), |end| (end, true)),
    }
}

/// What is glued never parts, however narrow the measure.
fn may_force<O>(units: &[Unit<O>], index: usize) -> bool {
    let next = units.get(index + 1).and_then(Unit::character);
    match (units[index].character(), next) {
        _ if units[index].is_glued() => false,
        (Some(before), Some(after)) => !forbidden(before, after),
        (None, Some(after)) => !forbidden('□', after),
        (Some(before), None) => !forbidden(before, '□'),
        (None, None) => true,
    }
}

fn trimmed<O>(units: &[Unit<O>], start: usize, end: usize) -> usize {
    let spaces = units[start..end].iter().rev().take_while(|unit| unit.is_space()).count();
    end - spaces
}

fn place<O: Clone>(line: &[Unit<O>], measure: Mm, align: Align, last: bool) -> Line<O> {
    let natural = width(line);
    let spare = measure - natural;
    let gap = if align == Align::Justify && !last { stretch(line, spare) } else { Mm::ZERO };
    let width = natural + gap * stretchable(line).count() as f64;
    let x = match align {
        Align::Left | Align::Justify => Mm::ZERO,
        Align::Center => (spare / 2.0).max(Mm::ZERO),
        Align::Right => spare.max(Mm::ZERO),
    };
    Line { x, width, parts: parts(line, x, gap) }
}

/// By how much each stretchable gap grows.
fn stretch<O>(line: &[Unit<O>], spare: Mm) -> Mm {
    let em = line.iter().filter(|unit| unit.character().is_some()).map(|unit| unit.width).fold(Mm::ZERO, Mm::max);
    let gaps = stretchable(line).count();
    if gaps == 0 || spare <= Mm::ZERO || spare >= em * RAGGED_FROM {
        return Mm::ZERO;
    }
    let gap = spare / gaps as f64;
    if gap > em * GAP_MOST { Mm::ZERO } else { gap }
}

/// The units after which a line may be stretched: not inside Latin words and numbers.
fn stretchable<O>(line: &[Unit<O>]) -> impl Iterator<Item = usize> {
    let word = |unit: &Unit<O>| unit.character().is_some_and(|c| c.is_ascii_graphic());
    let between = move |index: &usize| !(word(&line[*index]) && word(&line[index + 1]));
    (0..line.len().saturating_sub(1)).filter(between)
}

fn parts<O: Clone>(line: &[Unit<O>], x: Mm, gap: Mm) -> Vec<Part<O>> {
    let mut stretched = stretchable(line).peekable();
    let mut parts: Vec<Part<O>> = Vec::new();
    let mut pen = x;
    // Words on both sides of a space are runs of their own.
    let mut apart = false;
    for (index, unit) in line.iter().enumerate() {
        pen -= match index.checked_sub(1) {
            Some(before) => squeeze(&line[before], unit),
            None => head(unit),
        };
        match &unit.content {
            Content::Space => apart = true,
            Content::Object { object, .. } => {
                parts.push(Part::Object { x: pen, width: unit.width, object: object.clone() })
            }
            Content::Character { character, style, .. } => match parts.last_mut() {
                Some(Part::Run { style: current, x, glyphs }) if current == style && !apart => {
                    glyphs.push(Glyph { character: *character, x: pen - *x });
                }
                _ => {
                    let first = Glyph { character: *character, x: Mm::ZERO };
                    parts.push(Part::Run { style: *style, x: pen, glyphs: vec![first] });
                    apart = false;
                }
            },
        }
        pen += unit.width;
        if stretched.next_if_eq(&index).is_some() {
            pen += gap;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::paragraph::breaks::breaks;
    use crate::paper::paragraph::units::sample;

    /// A text on lines of so many ems.
    fn filled(text: &str, ems: f64, align: Align) -> Filled<char> {
        let units = sample(text);
        fill(&units, &breaks(&units), Mm(ems), align)
    }

    /// What stands on a line, each with its place, in ems.
    fn placed(line: &Line<char>) -> Vec<(char, f64)> {
        let rounded = |x: Mm| (x.0 * 1000.0).round() / 1000.0;
        let part = |part: &Part<char>| match part {
            Part::Run { x, glyphs, .. } => glyphs.iter().map(|g| (g.character, rounded(*x + g.x))).collect(),
            Part::Object { x, object, .. } => vec![(*object, rounded(*x))],
        };
        line.parts.iter().flat_map(part).collect()
    }

    fn places(line: &Line<char>) -> Vec<f64> {
        placed(line).into_iter().map(|(_, x)| x).collect()
    }

    #[test]
    fn lines_are_filled_as_far_as_they_may() {
        for (text, ems, expected) in [
            ("甲乙丙丁戊", 3.0, vec!["甲乙丙", "丁戊"]),
            // No comma begins a line; at a line's end half of it is room that is not needed.
            ("甲乙丙，丁", 3.0, vec!["甲乙", "丙，丁"]),
            ("甲乙丙，丁", 3.5, vec!["甲乙丙，", "丁"]),
            ("甲乙、丙丁", 2.0, vec!["甲", "乙、", "丙丁"]),
            // Nor does a bracket end one; at a line's beginning half of it is not needed.
            ("甲乙（丙丁）", 3.0, vec!["甲乙", "（丙丁）"]),
            ("到2025年止", 3.0, vec!["到", "2025年", "止"]),
            ("填写第3次回访", 4.0, vec!["填写", "第3次回", "访"]),
            ("符合GB/T的要求", 3.5, vec!["符合", "GB/T的", "要求"]),
            ("凡填写“是”的", 4.0, vec!["凡填写", "“是”的"]),
            ("填□名", 3.0, vec!["填", "□名"]),
            ("选☐是☐否", 2.0, vec!["选", "☐是", "☐否"]),
            // A space ends no line and begins none.
            ("ab cd", 1.0, vec!["ab", "cd"]),
        ] {
            let filled = filled(text, ems, Align::Left);
            let line = |line: &Line<char>| placed(line).into_iter().map(|(sign, _)| sign).collect::<String>();
            assert_eq!(filled.lines.iter().map(line).collect::<Vec<_>>(), expected, "{text} on {ems} ems");
            assert!(!filled.overfull && filled.torn.is_none(), "{text} on {ems} ems");
        }
    }

    #[test]
    fn what_is_wider_than_a_line_is_told() {
        let word = filled("ab cdefgh", 2.0, Align::Left);
        assert_eq!((word.lines.len(), word.overfull, word.torn.as_deref()), (3, false, Some("cdefgh")));
        for whole in ["□", "☐是", "（）"] {
            let filled = filled(whole, 1.0, Align::Left);
            assert_eq!((filled.lines.len(), filled.torn), (1, None), "{whole} is not broken");
            assert_eq!(filled.overfull, whole != "（）", "{whole}");
        }
    }

    #[test]
    fn punctuation_that_meets_shares_its_room() {
        for (text, expected) in [
            ("甲乙", 2.0),
            ("甲）（乙", 3.5),
            ("甲），乙", 3.5),
            ("甲，“乙", 3.5),
            ("（“甲", 2.0),
            ("甲。", 1.5),
            ("（甲", 1.5),
            ("甲——乙", 3.0),
        ] {
            assert_eq!(width(&sample(text)), Mm(expected), "{text}");
        }
        assert_eq!(places(&filled("甲），乙", 9.0, Align::Left).lines[0]), [0.0, 1.0, 1.5, 2.5]);
        assert_eq!(places(&filled("（甲", 9.0, Align::Left).lines[0]), [-0.5, 0.5]);
    }

    #[test]
    fn lines_are_stretched_between_hanzi_and_not_too_far() {
        let filled = |text, ems| filled(text, ems, Align::Justify).lines;
        let even = filled("甲乙丙丁戊己", 4.2);
        assert_eq!((places(&even[0]), places(&even[1])), (vec![0.0, 1.067, 2.133, 3.2], vec![0.0, 1.0]));
        assert_eq!(even[0].width, Mm(4.2));
        assert_eq!(places(&filled("甲乙丙丁戊己", 4.6)[0]), [0.0, 1.0, 2.0, 3.0], "ragged, as gaps would be wide");
        assert_eq!(places(&filled("甲ab乙丙丁", 4.15)[0]), [0.0, 1.05, 1.55, 2.1, 3.15], "letters stay together");
    }

    #[test]
    fn lines_stand_where_they_are_asked_to() {
        let at = |text, ems, align| filled(text, ems, align).lines[0].x;
        assert_eq!(at("甲乙", 5.0, Align::Center), Mm(1.5));
        assert_eq!(at("甲乙", 5.0, Align::Right), Mm(3.0));
        assert_eq!(at("□", 1.0, Align::Right), Mm::ZERO, "what is too wide begins at the left");
    }
}
