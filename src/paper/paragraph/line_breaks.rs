//! After which unit a line may end.
//!
//! UAX #14, strict, with what it does not give for Chinese: quotation marks glue to what they
//! enclose, a number keeps its unit, `GB/T` stays whole, and an object is an ideograph among others.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use super::line_units::LineUnit;

/// What stands after a number without a break between: years, units, counters.
const COUNTERS: &str = "年月日时分秒元万亿人名个家所次条项份天岁周号页场本张级市倍％%℃";

/// What must not begin a line (CLREQ 3.1.3; GB/T 15834-2011, 5.1).
const NEVER_FIRST: &str = "，。、；：？！）》〉」』】〕”’,.;:?!)]}%％…·";

/// What must not end a line.
const NEVER_LAST: &str = "（《〈「『【〔“‘([{";

/// Would a line break between the two break the rules for line starts and ends?
pub fn is_break_forbidden(before: char, after: char) -> bool {
    NEVER_LAST.contains(before) || NEVER_FIRST.contains(after)
}

/// May a line end after a unit?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BreakOpportunity {
    No,
    /// Inside what belongs together: only where that is wider than a line.
    Inside,
    Yes,
}

/// For each unit, may a line end after it? The last may.
pub(crate) fn break_opportunities<O>(units: &[LineUnit<O>]) -> Vec<BreakOpportunity> {
    let mut text = String::with_capacity(units.len() * 3);
    let mut ends = Vec::with_capacity(units.len());
    for (index, unit) in units.iter().enumerate() {
        text.push(segmenter_character(units, index, unit.character()));
        ends.push(text.len());
    }
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let mut may = vec![BreakOpportunity::No; units.len()];
    for position in segmenter.segment_str(&text) {
        if let Ok(index) = ends.binary_search(&position) {
            let kept = units.get(index + 1).is_some_and(|next| next.keep_with_previous);
            may[index] = if kept { BreakOpportunity::Inside } else { BreakOpportunity::Yes };
        }
    }
    for index in 1..units.len() {
        if is_glued(units, index) {
            may[index - 1] = BreakOpportunity::No;
        }
    }
    if let Some(last) = may.last_mut() {
        *last = BreakOpportunity::Yes;
    }
    may
}

/// The character the segmenter is shown: corner brackets for quotation marks, which it would let
/// stand alone, except for an apostrophe inside a Latin word; an object is U+FFFC.
fn segmenter_character<O>(units: &[LineUnit<O>], index: usize, character: Option<char>) -> char {
    let latin = |at: Option<usize>| {
        at.and_then(|at| units.get(at)).and_then(LineUnit::character).is_some_and(|c| c.is_ascii_alphabetic())
    };
    match character {
        None => '\u{FFFC}',
        Some('’') if latin(index.checked_sub(1)) && latin(Some(index + 1)) => '\'',
        Some('“') => '「',
        Some('”') => '」',
        Some('‘') => '『',
        Some('’') => '』',
        Some(character) => character,
    }
}

/// Do the units before and at `index` stay together though UAX #14 lets them part?
fn is_glued<O>(units: &[LineUnit<O>], index: usize) -> bool {
    if units[index - 1].is_glued() {
        return true;
    }
    let (before, after) = (units[index - 1].character(), units[index].character());
    match (before, after) {
        // A blank keeps the unit behind it, and 第 the blank behind it.
        (None, Some(after)) => COUNTERS.contains(after) || NEVER_FIRST.contains(after),
        (Some(before), None) => before == '第' || NEVER_LAST.contains(before),
        (None, None) => false,
        (Some(before), Some(after)) => {
            let number = before.is_ascii_digit() && COUNTERS.contains(after);
            let ordinal = before == '第' && after.is_ascii_digit();
            let slash = before == '/' && after.is_ascii_alphanumeric();
            number || ordinal || slash || is_break_forbidden(before, after)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::paragraph::line_units::{UnitContent, sample_units};

    #[test]
    fn lines_end_where_chinese_lets_them() {
        // `|` where a line may end.
        for marked in [
            "甲|乙|丙",
            "甲，|乙。|丙",
            "（甲）|乙|（丙）",
            "说|“是”|的",
            "甲、|《乙》、|丙",
            "甲……|乙",
            // A number keeps its unit and 第 its number, be it a blank to fill in.
            "到|2025年|止",
            "共|□名|人",
            "第3次|回",
            "第□条",
            "占|30％|的",
            // Words of letters stay whole.
            "看|Word|文",
            "依|GB/T|的",
            "it’s |so",
            // A box keeps to what it is for.
            "选|☐是|☐否",
        ] {
            let units = sample_units(&marked.replace('|', ""));
            let mut found = String::new();
            for (unit, may) in units.iter().zip(break_opportunities(&units)) {
                found.push(match &unit.content {
                    UnitContent::Object { object, .. } => *object,
                    _ => unit.character().expect("a character"),
                });
                found.push_str(if may == BreakOpportunity::Yes { "|" } else { "" });
            }
            assert_eq!(found, format!("{marked}|"));
        }
    }
}
