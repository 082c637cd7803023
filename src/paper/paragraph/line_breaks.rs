//! Break opportunities: after which unit a line may end.
//!
//! The rules are UAX #14, strict, with additions for Chinese: no break between a quotation mark and the text it encloses, none
//! between a number and its unit, none in `GB/T`; an object counts as an ideograph.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use super::line_units::LineUnit;

/// Characters that follow a number without a break: years, units, counters.
const COUNTERS: &str = "年月日时分秒元万亿人名个家所次条项份天岁周号页场本张级市倍％%℃";

/// Characters that must not begin a line (CLREQ 3.1.3; GB/T 15834-2011, 5.1).
const NEVER_FIRST: &str = "，。、；：？！）》〉」』】〕”’,.;:?!)]}%％…·";

/// Characters that must not end a line.
const NEVER_LAST: &str = "（《〈「『【〔“‘([{";

/// Returns whether the rules for line starts and ends forbid a break between two characters.
pub fn is_break_forbidden(before: char, after: char) -> bool {
    NEVER_LAST.contains(before) || NEVER_FIRST.contains(after)
}

/// Whether a line may end after a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BreakOpportunity {
    No,
    /// A break inside a group that belongs together: allowed only if the group is wider than a line.
    Inside,
    Yes,
}

/// The break opportunity after each unit; after the last one it is always `Yes`.
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
    let mut breaks = vec![BreakOpportunity::No; units.len()];
    for position in segmenter.segment_str(&text) {
        if let Ok(index) = ends.binary_search(&position) {
            let is_kept = units.get(index + 1).is_some_and(|next| next.keep_with_previous);
            breaks[index] = if is_kept { BreakOpportunity::Inside } else { BreakOpportunity::Yes };
        }
    }
    for index in 1..units.len() {
        if is_glued(units, index) {
            breaks[index - 1] = BreakOpportunity::No;
        }
    }
    if let Some(last) = breaks.last_mut() {
        *last = BreakOpportunity::Yes;
    }
    breaks
}

/// The character that the segmenter gets for a unit: corner brackets for quotation marks, which it would separate from
/// their text, but not for an apostrophe inside a Latin word; U+FFFC for an object.
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

/// Returns whether no line may end between the unit at `index` and the one before it, although UAX #14 allows it.
fn is_glued<O>(units: &[LineUnit<O>], index: usize) -> bool {
    if units[index - 1].is_glued() {
        return true;
    }
    let (before, after) = (units[index - 1].character(), units[index].character());
    match (before, after) {
        // No break between a blank and its unit, nor between 第 and a blank.
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
    fn lines_end_where_chinese_allows() {
        // `|`: a line may end here.
        for marked in [
            "甲|乙|丙",
            "甲，|乙。|丙",
            "（甲）|乙|（丙）",
            "说|“是”|的",
            "甲、|《乙》、|丙",
            "甲……|乙",
            // No break between a number and its unit, nor between 第 and its number, which may be a blank to fill in.
            "到|2025年|止",
            "共|□名|人",
            "第3次|回",
            "第□条",
            "占|30％|的",
            // No break inside a word of letters.
            "看|Word|文",
            "依|GB/T|的",
            "it’s |so",
            // No break between a box and its option.
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
