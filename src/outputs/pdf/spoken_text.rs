//! The text of a page for screen readers and for copying, where the glyphs alone are not enough.
//!
//! 1. Runs that are apart on the sheet (a number and its label, a label and its value) are one word to a reader, unless
//!    a space is written between them.
//! 2. A short label with spread characters, 姓　名, is one word.
//! 3. A value that is filled into boxes or into the blanks of a line is one word, too, as it was written: a number is
//!    found and copied whole.
//! 4. English words are read by an English voice (ISO 32000-1, 14.9.2). Single abbreviations, units and letters are
//!    not: a Chinese voice spells them, and changes of the voice for them are worse to listen to.

use std::borrow::Cow;
use std::ops::Range;

use super::embedded_fonts::FontSet;
use crate::model::character::{is_cjk, is_hanzi};
use crate::paper::document::{Face, Glyph, LONG_DASH, TextRun};
use crate::units::Mm;

/// A part of a sequence's text, with the form in which it is spoken.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SpokenPhrase {
    pub(crate) runs: Vec<TextRun>,
    pub(crate) form: SpokenForm,
    /// Is a space written before it, at the end of the run before?
    pub(crate) space_before: bool,
}

/// The form in which a phrase is spoken and copied.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SpokenForm {
    /// As it is written.
    Plain,
    /// In this language (BCP 47).
    In(&'static str),
    /// As this text: the characters of the glyphs without the space between them.
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
        let label_runs = spread_label_runs(rest);
        if label_runs > 1 {
            let runs: Vec<TextRun> = rest[..label_runs].iter().map(|run| run.as_ref().clone()).collect();
            let text = actual_text(&runs);
            phrases.push(SpokenPhrase { runs, form: SpokenForm::As(text), space_before: space });
            rest = &rest[label_runs..];
            continue;
        }
        let value_runs = filled_in_runs(rest, fonts);
        if value_runs > 0 {
            let runs: Vec<TextRun> = rest[..value_runs].iter().map(|run| run.as_ref().clone()).collect();
            let text = actual_text(&runs);
            phrases.push(SpokenPhrase { runs, form: SpokenForm::As(text), space_before: space });
            rest = &rest[value_runs..];
            continue;
        }
        for (part, range) in language_ranges(first).into_iter().enumerate() {
            let form = range.1.map_or(SpokenForm::Plain, SpokenForm::In);
            phrases.push(SpokenPhrase { runs: vec![sub_run(first, range.0)], form, space_before: space && part == 0 });
        }
        rest = others;
    }
    phrases
}

/// The characters of runs without the space between them.
pub(crate) fn actual_text(runs: &[TextRun]) -> String {
    let characters = runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.character);
    characters.fold(String::new(), |text, character| match character {
        LONG_DASH => text + "——",
        other => text + other.encode_utf8(&mut [0; 4]),
    })
}

/// The number of runs, from the first, that are a line with filled-in blanks, or characters in boxes: whatever their
/// distance, they are read and found as the value was filled in.
fn filled_in_runs(runs: &[Cow<TextRun>], fonts: &FontSet) -> usize {
    let continues = |pair: &&[Cow<TextRun>]| {
        let (before, next) = (&pair[0], &pair[1]);
        // The baseline of a field's text differs a little from that of its line.
        let offset = (next.origin.y - before.origin.y).0.abs();
        offset < next.size.mm().0 * 0.5 && !next.starts_text && (is_typed(before) || is_typed(next))
    };
    let Some(first) = runs.first() else { return 0 };
    let line_runs = &runs[..=runs.windows(2).take_while(continues).count()];
    // A label or a remark before the line is of another face or size than the words between its blanks.
    let mut words = line_runs.iter().filter(|run| !is_typed(run)).map(|run| (run.face, run.size));
    let is_label = !is_typed(first) && words.next().is_some_and(|face| words.next().is_some_and(|next| next != face));
    match line_runs.len() {
        1 => usize::from(is_typed(first) && is_spread(first, fonts)),
        _ if is_label => 0,
        count => count,
    }
}

fn is_typed(run: &TextRun) -> bool {
    run.face == Face::Typed
}

/// Are its characters apart, as in boxes?
fn is_spread(run: &TextRun, fonts: &FontSet) -> bool {
    run.glyphs.windows(2).any(|pair| {
        let before = TextRun { glyphs: vec![pair[0]], ..run.clone() };
        let gap = run_end(&before, fonts).map_or(Mm::ZERO, |end| run.origin.x + pair[1].x - end);
        gap > run.size.mm() * HANZI_WORD_GAP
    })
}

/// The runs; where characters before the first hanzi of a spread label are in one run with it, such as the mark of an
/// obligation, that run is split.
fn split_labels<'a>(runs: &[&'a TextRun]) -> Vec<Cow<'a, TextRun>> {
    let mut split = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let last = run.glyphs.len().saturating_sub(1);
        let continues = runs.get(at + 1).is_some_and(|next| is_single(next) && are_alike(run, next));
        match run.glyphs[..] {
            [.., sign, hanzi] if continues && !is_hanzi(sign.character) && is_hanzi(hanzi.character) => {
                split.extend([Cow::Owned(sub_run(run, 0..last)), Cow::Owned(sub_run(run, last..last + 1))]);
            }
            _ => split.push(Cow::Borrowed(*run)),
        }
    }
    split
}

/// The number of runs, from the first, that are single hanzi of one label on one line.
fn spread_label_runs(runs: &[Cow<TextRun>]) -> usize {
    let Some(first) = runs.first().filter(|run| is_single(run)) else { return 0 };
    runs.iter().take_while(|run| is_single(run) && are_alike(run, first)).count()
}

fn is_single(run: &TextRun) -> bool {
    matches!(run.glyphs[..], [Glyph { character, .. }] if is_hanzi(character))
}

/// Do the runs have one style, on one line?
fn are_alike(run: &TextRun, other: &TextRun) -> bool {
    run.face == other.face && run.size == other.size && run.origin.y == other.origin.y
}

/// Are two consecutive runs so far apart that they are two words?
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
    // A text that continues on the next line begins further left: the line break separates words of letters.
    let broken =
        next.origin.y > before.origin.y && last.character.is_alphanumeric() && first.character.is_alphanumeric();
    if gap < 0.0 { broken && !hanzi } else { gap > if hanzi { WORD_GAP } else { HANZI_WORD_GAP } }
}

/// The x coordinate of the end of a run.
pub(crate) fn run_end(run: &TextRun, fonts: &FontSet) -> Option<Mm> {
    let last = run.glyphs.last()?;
    let width = fonts.glyph(run.face, last.character)?.1.width;
    Some(run.origin.x + last.x + run.size.mm() * (f64::from(width) / 1000.0))
}

/// A run's glyphs in ranges of one language; `None` is the language of the document.
fn language_ranges(run: &TextRun) -> Vec<(Range<usize>, Option<&'static str>)> {
    let is_latin = |glyph: &Glyph| glyph.character.is_ascii();
    let mut ranges: Vec<(Range<usize>, Option<&'static str>)> = Vec::new();
    let mut start = 0;
    for part in run.glyphs.chunk_by(|a, b| is_latin(a) == is_latin(b)) {
        let range = start..start + part.len();
        start = range.end;
        let text: String = part.iter().map(|glyph| glyph.character).collect();
        let language = is_english(&text).then_some("en");
        match ranges.last_mut() {
            Some((last, same)) if *same == language => last.end = range.end,
            _ => ranges.push((range, language)),
        }
    }
    ranges
}

/// Does the text contain a word that a voice would read, not spell?
fn is_english(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .any(|word| word.len() >= 3 && word.chars().skip(1).all(|c| c.is_ascii_lowercase()))
}

fn sub_run(run: &TextRun, range: Range<usize>) -> TextRun {
    TextRun { glyphs: run.glyphs[range].to_vec(), ..run.clone() }
}

/// Is it a hanzi or a sign that is as wide?
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
