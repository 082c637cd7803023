//! Line filling: units are put on lines of the measure; punctuation is compressed and lines are justified.

use super::line_breaks::{BreakOpportunity, is_break_forbidden};
use super::line_units::{InkPosition, LineUnit, TypeStyle, UnitContent};
use crate::paper::document::Glyph;
use crate::units::Mm;

/// A line with at least this many ems to spare is not justified.
const RAGGED_FROM: f64 = 3.0;
/// A line whose gaps would each grow by more than this many ems is not justified either.
const MAX_GAP_STRETCH: f64 = 0.12;
/// The rounding error that sums of lengths may have.
const TOLERANCE: Mm = Mm(1e-6);

/// The alignment of lines in the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextAlign {
    Left,
    Center,
    Right,
    /// Justified to both edges, with the last line at the left.
    Justify,
}

/// One typeset line: its parts in millimetres from the left of the measure.
#[derive(Clone, Debug, PartialEq)]
pub struct TypesetLine<O> {
    /// The distance of the first unit from the left of the measure.
    pub(crate) x: Mm,
    pub width: Mm,
    pub parts: Vec<LinePart<O>>,
}

/// A run of glyphs or an object; `x` from the left of the measure.
#[derive(Clone, Debug, PartialEq)]
pub enum LinePart<O> {
    Run { style: TypeStyle, x: Mm, glyphs: Vec<Glyph> },
    Object { x: Mm, width: Mm, object: O },
}

/// The filled lines of a paragraph, and whether any unit or word did not fit.
pub(crate) struct FilledLines<O> {
    pub(crate) lines: Vec<TypesetLine<O>>,
    /// Whether a line is wider than the measure.
    pub(crate) overfull: bool,
    /// The first word that had to be broken.
    pub(crate) broken_word: Option<String>,
}

/// All units on one line; `None` if the line is wider than the measure or ends with a space.
pub(crate) fn on_one_line<O: Clone>(units: &[LineUnit<O>], measure: Mm, align: TextAlign) -> Option<FilledLines<O>> {
    let ends_here = !units.last()?.is_space() && width(units) <= measure + TOLERANCE;
    ends_here.then(|| FilledLines {
        lines: vec![place_line(units, measure, align, true)],
        overfull: false,
        broken_word: None,
    })
}

/// Fills as many lines of the measure as the units need.
pub(crate) fn fill_lines<O: Clone>(
    units: &[LineUnit<O>],
    breaks: &[BreakOpportunity],
    measure: Mm,
    align: TextAlign,
) -> FilledLines<O> {
    let mut filled = FilledLines { lines: Vec::new(), overfull: false, broken_word: None };
    let mut start = 0;
    while start < units.len() {
        let (end, is_forced) = line_end(units, breaks, start, measure);
        let line = &units[start..without_trailing_spaces(units, start, end)];
        filled.overfull |= width(line) > measure + TOLERANCE;
        if is_forced && filled.broken_word.is_none() {
            filled.broken_word = Some(word(units, breaks, start));
        }
        filled.lines.push(place_line(line, measure, align, end == units.len()));
        start = end;
        while units.get(start).is_some_and(LineUnit::is_space) {
            start += 1;
        }
    }
    filled
}

/// The characters from a unit to the next break opportunity.
fn word<O>(units: &[LineUnit<O>], breaks: &[BreakOpportunity], start: usize) -> String {
    let end = (start..units.len())
        .find(|index| breaks[*index] != BreakOpportunity::No)
        .map_or(units.len(), |index| index + 1);
    units[start..end].iter().filter_map(LineUnit::character).collect::<String>().trim().to_owned()
}

/// The width of units on one line, with punctuation compressed, and without the empty half of an opening mark at the start
/// and of a closing mark at the end.
pub(crate) fn width<O>(line: &[LineUnit<O>]) -> Mm {
    let Some((first, last)) = line.first().zip(line.last()) else { return Mm::ZERO };
    let natural: Mm = line.iter().map(|unit| unit.width).sum();
    let squeezed: Mm = line.windows(2).map(|pair| squeezed_width(&pair[0], &pair[1])).sum();
    natural - squeezed - leading_slack(first) - trailing_slack(last)
}

fn leading_slack<O>(unit: &LineUnit<O>) -> Mm {
    if unit.ink() == InkPosition::Right { unit.slack() } else { Mm::ZERO }
}

fn trailing_slack<O>(unit: &LineUnit<O>) -> Mm {
    if unit.ink() == InkPosition::Left { unit.slack() } else { Mm::ZERO }
}

/// The width that is removed between two adjacent punctuation marks.
fn squeezed_width<O>(before: &LineUnit<O>, after: &LineUnit<O>) -> Mm {
    match (before.ink(), after.ink()) {
        (InkPosition::Left, InkPosition::Left | InkPosition::Right) => before.slack(),
        (InkPosition::Right, InkPosition::Right) => after.slack(),
        (InkPosition::Right, InkPosition::Left) | (InkPosition::Whole, _) | (_, InkPosition::Whole) => Mm::ZERO,
    }
}

/// The end of the line that begins at unit `start`: the last break opportunity that fits; else the last one inside a group;
/// else the last position that no rule for line starts and ends forbids. The flag is true for such a forced break.
fn line_end<O>(units: &[LineUnit<O>], breaks: &[BreakOpportunity], start: usize, measure: Mm) -> (usize, bool) {
    let limit = measure + TOLERANCE;
    let mut pen = -leading_slack(&units[start]);
    let (mut best, mut inside, mut forced) = (None, None, None);
    for index in start..units.len() {
        let unit = &units[index];
        if index > start {
            pen -= squeezed_width(&units[index - 1], unit);
        }
        let before = pen;
        pen += unit.width;
        let shown = if unit.is_space() { before } else { pen - trailing_slack(unit) };
        if shown > limit && (best.is_some() || inside.is_some() || forced.is_some()) {
            break;
        }
        match breaks[index] {
            BreakOpportunity::Yes => {
                best = Some(index + 1);
                if shown > limit {
                    break;
                }
            }
            BreakOpportunity::Inside => inside = Some(index + 1),
            BreakOpportunity::No if is_forced_break_allowed(units, index) => forced = Some(index + 1),
            BreakOpportunity::No => {}
        }
    }
    match best.or(inside) {
        Some(end) => (end, false),
        None => forced.map_or((units.len(), false), |end| (end, true)),
    }
}

/// Returns whether a line may be broken after a unit if there is no break opportunity: never after a glued object.
fn is_forced_break_allowed<O>(units: &[LineUnit<O>], index: usize) -> bool {
    let next = units.get(index + 1).and_then(LineUnit::character);
    match (units[index].character(), next) {
        _ if units[index].is_glued() => false,
        (Some(before), Some(after)) => !is_break_forbidden(before, after),
        (None, Some(after)) => !is_break_forbidden('□', after),
        (Some(before), None) => !is_break_forbidden(before, '□'),
        (None, None) => true,
    }
}

fn without_trailing_spaces<O>(units: &[LineUnit<O>], start: usize, end: usize) -> usize {
    let spaces = units[start..end].iter().rev().take_while(|unit| unit.is_space()).count();
    end - spaces
}

fn place_line<O: Clone>(line: &[LineUnit<O>], measure: Mm, align: TextAlign, last: bool) -> TypesetLine<O> {
    let natural = width(line);
    let spare = measure - natural;
    let gap = if align == TextAlign::Justify && !last { gap_stretch(line, spare) } else { Mm::ZERO };
    let width = natural + gap * stretchable_units(line).count() as f64;
    let x = match align {
        TextAlign::Left | TextAlign::Justify => Mm::ZERO,
        TextAlign::Center => (spare / 2.0).max(Mm::ZERO),
        TextAlign::Right => spare.max(Mm::ZERO),
    };
    TypesetLine { x, width, parts: line_parts(line, x, gap) }
}

/// The width that is added to each stretchable gap.
fn gap_stretch<O>(line: &[LineUnit<O>], spare: Mm) -> Mm {
    let em = line.iter().filter(|unit| unit.character().is_some()).map(|unit| unit.width).fold(Mm::ZERO, Mm::max);
    let gaps = stretchable_units(line).count();
    if gaps == 0 || spare <= Mm::ZERO || spare >= em * RAGGED_FROM {
        return Mm::ZERO;
    }
    let gap = spare / gaps as f64;
    if gap > em * MAX_GAP_STRETCH { Mm::ZERO } else { gap }
}

/// The units after which a line may be stretched: all except those inside Latin words and numbers.
fn stretchable_units<O>(line: &[LineUnit<O>]) -> impl Iterator<Item = usize> {
    let word = |unit: &LineUnit<O>| unit.character().is_some_and(|c| c.is_ascii_graphic());
    let between = move |index: &usize| !(word(&line[*index]) && word(&line[index + 1]));
    (0..line.len().saturating_sub(1)).filter(between)
}

fn line_parts<O: Clone>(line: &[LineUnit<O>], x: Mm, gap: Mm) -> Vec<LinePart<O>> {
    let mut stretched = stretchable_units(line).peekable();
    let mut parts: Vec<LinePart<O>> = Vec::new();
    let mut pen = x;
    // Words on both sides of a space are separate runs.
    let mut after_space = false;
    for (index, unit) in line.iter().enumerate() {
        pen -= match index.checked_sub(1) {
            Some(before) => squeezed_width(&line[before], unit),
            None => leading_slack(unit),
        };
        match &unit.content {
            UnitContent::Space => after_space = true,
            UnitContent::Object { object, .. } => {
                parts.push(LinePart::Object { x: pen, width: unit.width, object: object.clone() })
            }
            UnitContent::Character { character, style, .. } => match parts.last_mut() {
                Some(LinePart::Run { style: current, x, glyphs }) if current == style && !after_space => {
                    glyphs.push(Glyph { character: *character, x: pen - *x });
                }
                _ => {
                    let first = Glyph { character: *character, x: Mm::ZERO };
                    parts.push(LinePart::Run { style: *style, x: pen, glyphs: vec![first] });
                    after_space = false;
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
    use crate::paper::paragraph::line_breaks::break_opportunities;
    use crate::paper::paragraph::line_units::sample_units;

    /// A text on lines whose measure is so many ems.
    fn filled(text: &str, ems: f64, align: TextAlign) -> FilledLines<char> {
        let units = sample_units(text);
        fill_lines(&units, &break_opportunities(&units), Mm(ems), align)
    }

    /// The characters and objects of a line with their positions in ems.
    fn placed(line: &TypesetLine<char>) -> Vec<(char, f64)> {
        let rounded = |x: Mm| (x.0 * 1000.0).round() / 1000.0;
        let part = |part: &LinePart<char>| match part {
            LinePart::Run { x, glyphs, .. } => glyphs.iter().map(|g| (g.character, rounded(*x + g.x))).collect(),
            LinePart::Object { x, object, .. } => vec![(*object, rounded(*x))],
        };
        line.parts.iter().flat_map(part).collect()
    }

    fn positions(line: &TypesetLine<char>) -> Vec<f64> {
        placed(line).into_iter().map(|(_, x)| x).collect()
    }

    #[test]
    fn lines_are_filled_as_far_as_they_may() {
        for (text, ems, expected) in [
            ("甲乙丙丁戊", 3.0, vec!["甲乙丙", "丁戊"]),
            // No comma begins a line; at a line's end its empty half takes no room.
            ("甲乙丙，丁", 3.0, vec!["甲乙", "丙，丁"]),
            ("甲乙丙，丁", 3.5, vec!["甲乙丙，", "丁"]),
            ("甲乙、丙丁", 2.0, vec!["甲", "乙、", "丙丁"]),
            // No opening bracket ends a line; at a line's beginning its empty half takes no room.
            ("甲乙（丙丁）", 3.0, vec!["甲乙", "（丙丁）"]),
            ("到2025年止", 3.0, vec!["到", "2025年", "止"]),
            ("填写第3次回访", 4.0, vec!["填写", "第3次回", "访"]),
            ("符合GB/T的要求", 3.5, vec!["符合", "GB/T的", "要求"]),
            ("凡填写“是”的", 4.0, vec!["凡填写", "“是”的"]),
            ("填□名", 3.0, vec!["填", "□名"]),
            ("选☐是☐否", 2.0, vec!["选", "☐是", "☐否"]),
            // No line begins or ends with a space.
            ("ab cd", 1.0, vec!["ab", "cd"]),
        ] {
            let filled = filled(text, ems, TextAlign::Left);
            let line = |line: &TypesetLine<char>| placed(line).into_iter().map(|(sign, _)| sign).collect::<String>();
            assert_eq!(filled.lines.iter().map(line).collect::<Vec<_>>(), expected, "{text} on {ems} ems");
            assert!(!filled.overfull && filled.broken_word.is_none(), "{text} on {ems} ems");
        }
    }

    #[test]
    fn units_wider_than_a_line_are_reported() {
        let word = filled("ab cdefgh", 2.0, TextAlign::Left);
        assert_eq!((word.lines.len(), word.overfull, word.broken_word.as_deref()), (3, false, Some("cdefgh")));
        for whole in ["□", "☐是", "（）"] {
            let filled = filled(whole, 1.0, TextAlign::Left);
            assert_eq!((filled.lines.len(), filled.broken_word), (1, None), "{whole} is not broken");
            assert_eq!(filled.overfull, whole != "（）", "{whole}");
        }
    }

    #[test]
    fn adjacent_punctuation_is_compressed() {
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
            assert_eq!(width(&sample_units(text)), Mm(expected), "{text}");
        }
        assert_eq!(positions(&filled("甲），乙", 9.0, TextAlign::Left).lines[0]), [0.0, 1.0, 1.5, 2.5]);
        assert_eq!(positions(&filled("（甲", 9.0, TextAlign::Left).lines[0]), [-0.5, 0.5]);
    }

    #[test]
    fn lines_are_stretched_between_hanzi_and_not_too_far() {
        let filled = |text, ems| filled(text, ems, TextAlign::Justify).lines;
        let even = filled("甲乙丙丁戊己", 4.2);
        assert_eq!((positions(&even[0]), positions(&even[1])), (vec![0.0, 1.067, 2.133, 3.2], vec![0.0, 1.0]));
        assert_eq!(even[0].width, Mm(4.2));
        assert_eq!(positions(&filled("甲乙丙丁戊己", 4.6)[0]), [0.0, 1.0, 2.0, 3.0], "ragged, as gaps would be wide");
        assert_eq!(positions(&filled("甲ab乙丙丁", 4.15)[0]), [0.0, 1.05, 1.55, 2.1, 3.15], "letters stay together");
    }

    #[test]
    fn lines_are_aligned() {
        let at = |text, ems, align| filled(text, ems, align).lines[0].x;
        assert_eq!(at("甲乙", 5.0, TextAlign::Center), Mm(1.5));
        assert_eq!(at("甲乙", 5.0, TextAlign::Right), Mm(3.0));
        assert_eq!(at("□", 1.0, TextAlign::Right), Mm::ZERO, "what is too wide begins at the left");
    }
}
