//! The correction of a query that finds nothing: words of names and headings that sound the same or have the same
//! initials. `templates/assets/search-ask.js` does the same.

use std::collections::BTreeSet;

use super::hanzi::pinyin_syllables;
use super::index::SearchIndex;
use super::tokens::{SearchToken, tokenize};

/// The number of characters of a query that are read.
const MAX_SIGNS: usize = 30;
/// The number of readings that are followed.
const MAX_CHAINS: usize = 12;
/// The number of letters of the longest syllable (zhuang).
const MAX_SYLLABLE_LETTERS: usize = 6;

/// How a character may sound: syllables, or their initials.
type Pronunciations = Vec<String>;

/// Other queries that a query may have meant, the likeliest first.
pub(crate) fn corrections(query: &str, index: &SearchIndex) -> Vec<String> {
    let query_start: String = query.chars().take(MAX_SIGNS).collect();
    let tokens = tokenize(&query_start);
    let pronunciation_index = PronunciationIndex::new(index);
    let by_syllable = pronunciation_index
        .chains(&pronunciations(&tokens, |word| pronunciation_index.syllables(word)), |heard, unit| heard == unit);
    if !by_syllable.is_empty() || tokens.iter().any(|token| token.is_hanzi) {
        return by_syllable;
    }
    let letters = pronunciations(&tokens, |word| word.chars().map(String::from).collect());
    pronunciation_index.chains(&letters, |heard, unit| heard.starts_with(unit))
}

fn pronunciations(tokens: &[SearchToken], letters: impl Fn(&str) -> Vec<String>) -> Vec<Pronunciations> {
    let of_token = |token: &SearchToken| -> Vec<Pronunciations> {
        match token.is_hanzi {
            true => token.text.chars().map(pinyin_syllables).collect(),
            false => letters(&token.text).into_iter().map(|unit| vec![unit]).collect(),
        }
    };
    tokens.iter().flat_map(of_token).collect()
}

/// The pairs of hanzi that occur in names, with their pronunciations.
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

    /// The syllables that a word of letters consists of, as few as possible; empty where it is no pinyin.
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

    /// The longest words that are made of pairs and sound like the query, where they cover more than half of it.
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
