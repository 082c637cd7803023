//! What a query may have meant that finds nothing: words of names and headings that sound the same, or have these initials.
//! `templates/assets/search-ask.js` does the same.

use std::collections::BTreeSet;

use super::hanzi::pinyin_syllables;
use super::index::SearchIndex;
use super::tokens::{SearchToken, tokenize};

/// Signs that are heard.
const MAX_SIGNS: usize = 30;
/// Readings that are followed.
const MAX_CHAINS: usize = 12;
/// Letters of the longest syllable (zhuang).
const MAX_SYLLABLE_LETTERS: usize = 6;

/// How a sign may sound: syllables, or what they begin with.
type Pronunciations = Vec<String>;

/// What a query may have meant, the likeliest first.
pub(crate) fn corrections(query: &str, index: &SearchIndex) -> Vec<String> {
    let read: String = query.chars().take(MAX_SIGNS).collect();
    let pieces = tokenize(&read);
    let ears = PronunciationIndex::new(index);
    let whole = ears.chains(&pronunciations(&pieces, |word| ears.syllables(word)), |heard, unit| heard == unit);
    if !whole.is_empty() || pieces.iter().any(|piece| piece.is_hanzi) {
        return whole;
    }
    let letters = pronunciations(&pieces, |word| word.chars().map(String::from).collect());
    ears.chains(&letters, |heard, unit| heard.starts_with(unit))
}

fn pronunciations(pieces: &[SearchToken], letters: impl Fn(&str) -> Vec<String>) -> Vec<Pronunciations> {
    let of_piece = |piece: &SearchToken| -> Vec<Pronunciations> {
        match piece.is_hanzi {
            true => piece.text.chars().map(pinyin_syllables).collect(),
            false => letters(&piece.text).into_iter().map(|unit| vec![unit]).collect(),
        }
    };
    pieces.iter().flat_map(of_piece).collect()
}

/// The pairs of hanzi that names have, with how they sound.
struct PronunciationIndex {
    pairs: Vec<([char; 2], [Pronunciations; 2])>,
    syllables: BTreeSet<String>,
}

impl PronunciationIndex {
    fn new(index: &SearchIndex) -> PronunciationIndex {
        let pairs: Vec<_> = index.pairs.iter().map(|pair| (*pair, pair.map(pinyin_syllables))).collect();
        let syllables = pairs.iter().flat_map(|(_, heard)| heard.iter().flatten().cloned()).collect();
        PronunciationIndex { pairs, syllables }
    }

    /// The syllables that a word of letters is spelt of, as few as may be; none where it is none.
    fn syllables(&self, word: &str) -> Vec<String> {
        if !word.is_ascii() {
            return Vec::new();
        }
        let mut best: Vec<Option<Vec<String>>> = vec![None; word.len() + 1];
        best[0] = Some(Vec::new());
        for end in 1..=word.len() {
            for length in (1..=MAX_SYLLABLE_LETTERS.min(end)).rev() {
                let syllable = &word[end - length..end];
                let Some(before) = best[end - length].clone().filter(|_| self.syllables.contains(syllable)) else {
                    continue;
                };
                if best[end].as_ref().is_none_or(|known| before.len() + 1 < known.len()) {
                    best[end] = Some(before.into_iter().chain([syllable.to_owned()]).collect());
                }
            }
        }
        best.pop().flatten().unwrap_or_default()
    }

    /// The longest words that are made of pairs and sound so, where they are more than half of what was heard.
    fn chains(&self, units: &[Pronunciations], is: impl Fn(&str, &str) -> bool) -> Vec<String> {
        let sounds = |heard: &Pronunciations, unit: &Pronunciations| {
            heard.iter().any(|heard| unit.iter().any(|unit| is(heard, unit)))
        };
        let fitting = |at: usize| {
            let fits = move |(_, heard): &&([char; 2], [Pronunciations; 2])| {
                sounds(&heard[0], &units[at]) && sounds(&heard[1], &units[at + 1])
            };
            self.pairs.iter().filter(fits).map(|(pair, _)| *pair).collect::<Vec<[char; 2]>>()
        };
        let mut longest: Vec<Vec<char>> = Vec::new();
        for from in 0..units.len().saturating_sub(1) {
            let mut open: Vec<Vec<char>> =
                fitting(from).into_iter().take(MAX_CHAINS).map(|pair| pair.to_vec()).collect();
            for at in from + 1..units.len() - 1 {
                let pairs = fitting(at);
                let mut next: Vec<Vec<char>> = Vec::new();
                for chain in &open {
                    for [_, second] in pairs.iter().filter(|[first, _]| chain.last() == Some(first)) {
                        next.push(chain.iter().copied().chain([*second]).collect());
                    }
                }
                if next.is_empty() {
                    break;
                }
                next.truncate(MAX_CHAINS);
                open = next;
            }
            if open.first().map_or(0, Vec::len) > longest.first().map_or(0, Vec::len) {
                longest = open;
            }
        }
        let is_most = longest.first().is_some_and(|chain| chain.len() * 2 > units.len());
        if is_most { longest.into_iter().map(|chain| chain.into_iter().collect()).collect() } else { Vec::new() }
    }
}
