//! What a page's words say where its glyphs alone do not: signs that a reader hears or copies by.
//!
//! 1. Runs that stand apart on the sheet (a number and its label, a label and what is said of it) are
//!    one word to a reader, unless a space says otherwise.
//! 2. A short label is set apart to look even, 姓　名, and is one word all the same.
//! 3. What is filled into boxes or into the blanks of a line is one word, too, as it was written: a number is
//!    found and copied whole.
//! 4. English words are read by an English voice (ISO 32000-1, 14.9.2). Single abbreviations, units and
//!    letters are not: a Chinese voice spells them, and changing voices for them is worse to listen to.

use std::borrow::Cow;
use std::ops::Range;

use super::embedded_fonts::FontSet;
use crate::model::character::{is_cjk, is_hanzi};
use crate::paper::document::{Face, Glyph, LONG_DASH, TextRun};
use crate::units::Mm;

/// A part of a sequence's text, and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SpokenPhrase {
    pub(crate) runs: Vec<TextRun>,
    pub(crate) form: SpokenForm,
    /// A space belongs before it, at this place of the first run's line.
    pub(crate) space_before: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SpokenForm {
    /// As it is written.
    Plain,
    /// In this language (BCP 47).
    In(&'static str),
    /// As this text, which is the glyphs without the room between them.
    As(String),
}

/// Runs nearer than this, in ems, are one word: justification stretches a line by less.
const WORD_GAP: f64 = 0.5;
/// The same where a digit, a letter or a sign is at one side.
const HANZI_WORD_GAP: f64 = 0.15;

/// The runs of one sequence as phrases.
pub(crate) fn spoken_phrases(runs: &[&TextRun], fonts: &FontSet) -> Vec<SpokenPhrase> {
    let mut phrases: Vec<SpokenPhrase> = Vec::new();
    let runs = split_labels(runs);
    let mut rest: &[Cow<TextRun>] = &runs;
    while let Some((first, others)) = rest.split_first() {
        let before = phrases.last().and_then(|phrase| phrase.runs.last());
        let space = before.is_some_and(|before| are_apart(before, first, fonts));
        let spread = spread_label_runs(rest);
        if spread > 1 {
            let runs: Vec<TextRun> = rest[..spread].iter().map(|run| run.as_ref().clone()).collect();
            let text = actual_text(&runs);
            phrases.push(SpokenPhrase { runs, form: SpokenForm::As(text), space_before: space });
            rest = &rest[spread..];
            continue;
        }
        let together = filled_in_runs(rest, fonts);
        if together > 0 {
            let runs: Vec<TextRun> = rest[..together].iter().map(|run| run.as_ref().clone()).collect();
            let text = actual_text(&runs);
            phrases.push(SpokenPhrase { runs, form: SpokenForm::As(text), space_before: space });
            rest = &rest[together..];
            continue;
        }
        for (part, range) in language_ranges(first).into_iter().enumerate() {
            let said = range.1.map_or(SpokenForm::Plain, SpokenForm::In);
            phrases.push(SpokenPhrase {
                runs: vec![sub_run(first, range.0)],
                form: said,
                space_before: space && part == 0,
            });
        }
        rest = others;
    }
    phrases
}

/// The words of some runs without the room between them.
pub(crate) fn actual_text(runs: &[TextRun]) -> String {
    let characters = runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.character);
    characters.fold(String::new(), |text, character| match character {
        LONG_DASH => text + "——",
        other => text + other.encode_utf8(&mut [0; 4]),
    })
}

/// How many of the runs, from the first, are a line with filled-in blanks, or characters filled into boxes:
/// however far they stand apart, they are read and found as what was filled in.
fn filled_in_runs(runs: &[Cow<TextRun>], fonts: &FontSet) -> usize {
    let goes_on = |pair: &&[Cow<TextRun>]| {
        let (before, next) = (&pair[0], &pair[1]);
        // A field's text stands a little off the line's own foot.
        let down = (next.origin.y - before.origin.y).0.abs();
        down < next.size.mm().0 * 0.5 && !next.starts_text && (is_typed(before) || is_typed(next))
    };
    let Some(first) = runs.first() else { return 0 };
    let chain = &runs[..=runs.windows(2).take_while(goes_on).count()];
    // A label or a remark before the line is of another face or size than the words between its blanks.
    let mut words = chain.iter().filter(|run| !is_typed(run)).map(|run| (run.face, run.size));
    let is_label = !is_typed(first) && words.next().is_some_and(|face| words.next().is_some_and(|next| next != face));
    match chain.len() {
        1 => usize::from(is_typed(first) && is_spread(first, fonts)),
        _ if is_label => 0,
        more => more,
    }
}

fn is_typed(run: &TextRun) -> bool {
    run.face == Face::Typed
}

/// Do its characters stand apart, as in boxes?
fn is_spread(run: &TextRun, fonts: &FontSet) -> bool {
    run.glyphs.windows(2).any(|pair| {
        let before = TextRun { glyphs: vec![pair[0]], ..run.clone() };
        let gap = run_end(&before, fonts).map_or(Mm::ZERO, |end| run.origin.x + pair[1].x - end);
        gap > run.size.mm() * HANZI_WORD_GAP
    })
}

/// The runs, with what stands before the first hanzi of a label that is set apart on its own: the sign of
/// an obligation.
fn split_labels<'a>(runs: &[&'a TextRun]) -> Vec<Cow<'a, TextRun>> {
    let mut apart = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let last = run.glyphs.len().saturating_sub(1);
        let goes_on = runs.get(at + 1).is_some_and(|next| is_single(next) && are_alike(run, next));
        match run.glyphs[..] {
            [.., sign, hanzi] if goes_on && !is_hanzi(sign.character) && is_hanzi(hanzi.character) => {
                apart.extend([Cow::Owned(sub_run(run, 0..last)), Cow::Owned(sub_run(run, last..last + 1))]);
            }
            _ => apart.push(Cow::Borrowed(*run)),
        }
    }
    apart
}

/// How many of the runs, from the first, are the single hanzi of one label on one line.
fn spread_label_runs(runs: &[Cow<TextRun>]) -> usize {
    let Some(first) = runs.first().filter(|run| is_single(run)) else { return 0 };
    runs.iter().take_while(|run| is_single(run) && are_alike(run, first)).count()
}

fn is_single(run: &TextRun) -> bool {
    matches!(run.glyphs[..], [Glyph { character, .. }] if is_hanzi(character))
}

/// Of one style on one line?
fn are_alike(run: &TextRun, other: &TextRun) -> bool {
    run.face == other.face && run.size == other.size && run.origin.y == other.origin.y
}

/// Do two runs that follow each other stand so far apart that they are not one word?
fn are_apart(before: &TextRun, next: &TextRun, fonts: &FontSet) -> bool {
    let (Some(last), Some(first)) = (before.glyphs.last(), next.glyphs.first()) else { return false };
    if last.character.is_whitespace() || first.character.is_whitespace() {
        return false;
    }
    if next.starts_text {
        return true;
    }
    let Some(end) = run_end(before, fonts) else { return false };
    let gap = (next.origin.x + first.x - end).0 / before.size.mm().0.min(next.size.mm().0);
    let hanzi = is_wide(last.character) && is_wide(first.character);
    // A line that goes on below begins further left: words of letters were parted by the break.
    let broken =
        next.origin.y > before.origin.y && last.character.is_alphanumeric() && first.character.is_alphanumeric();
    if gap < 0.0 { broken && !hanzi } else { gap > if hanzi { WORD_GAP } else { HANZI_WORD_GAP } }
}

/// Where a run ends.
pub(crate) fn run_end(run: &TextRun, fonts: &FontSet) -> Option<Mm> {
    let last = run.glyphs.last()?;
    let width = fonts.glyph(run.face, last.character)?.1.width;
    Some(run.origin.x + last.x + run.size.mm() * (f64::from(width) / 1000.0))
}

/// A run's glyphs in stretches of one language; `None` is the document's.
fn language_ranges(run: &TextRun) -> Vec<(Range<usize>, Option<&'static str>)> {
    let is_latin = |glyph: &Glyph| glyph.character.is_ascii();
    let mut stretches: Vec<(Range<usize>, Option<&'static str>)> = Vec::new();
    let mut start = 0;
    for part in run.glyphs.chunk_by(|a, b| is_latin(a) == is_latin(b)) {
        let range = start..start + part.len();
        start = range.end;
        let text: String = part.iter().map(|glyph| glyph.character).collect();
        let language = is_english(&text).then_some("en");
        match stretches.last_mut() {
            Some((last, same)) if *same == language => last.end = range.end,
            _ => stretches.push((range, language)),
        }
    }
    stretches
}

/// Is there a word in it that a voice would read, not spell?
fn is_english(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .any(|word| word.len() >= 3 && word.chars().skip(1).all(|c| c.is_ascii_lowercase()))
}

fn sub_run(run: &TextRun, range: Range<usize>) -> TextRun {
    TextRun { glyphs: run.glyphs[range].to_vec(), ..run.clone() }
}

/// Hanzi and the signs that are as wide.
fn is_wide(character: char) -> bool {
    is_cjk(character) || matches!(character, LONG_DASH | '①'..='⑳')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_english_abbreviations_are_not() {
        let english = ["training", " Visit record ", "IT training", "Word"];
        assert!(english.iter().all(|text| is_english(text)));
        assert!(!["CETTIC", "IT", "mm", "X", "25×35 mm", "FP1", "420100-1-", "m2"].iter().any(|text| is_english(text)));
    }
}
