//! A text to the keys of the index: pairs of hanzi, words and numbers, in one spelling.
//!
//! Chinese is written without spaces, and no segmenter knows the words of a programme. Pairs of neighbouring hanzi find any word
//! wherever it stands, and what is asked need not be written as it is asked. `templates/assets/search-ask.js` reads queries in the
//! same way; `tests/vectors/search.json` holds both.

use std::collections::BTreeSet;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::hanzi::simplified;

/// Hanzi that say nothing of what is looked for: no pair has one.
pub(crate) const PARTICLES: [char; 7] = ['的', '了', '吗', '呢', '吧', '啊', '呀'];

/// Words that only ask, the longer ones first.
pub(crate) const QUESTION_WORDS: [&str; 27] = [
    "在哪里",
    "去哪里",
    "怎么办",
    "有没有",
    "能不能",
    "是不是",
    "为什么",
    "怎么",
    "怎样",
    "如何",
    "哪里",
    "在哪",
    "去哪",
    "哪些",
    "哪个",
    "什么",
    "请问",
    "我想",
    "我要",
    "我是",
    "想要",
    "没有",
    "可以",
    "多少",
    "想",
    "要",
    "个",
];

/// Signs of a query that are read, and hanzi and words that are looked for: as many as have a bit each.
const MAX_QUERY_CHARACTERS: usize = 200;
const LONGEST: u32 = 30;

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchToken {
    pub(crate) text: String,
    /// Hanzi, or a word or number.
    pub(crate) is_hanzi: bool,
}

/// What a query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerms {
    /// The names that the whole query may be, as the index has them: as it stands, and without what only asks.
    pub(crate) whole_names: BTreeSet<String>,
    pub terms: Vec<SearchTerm>,
}

/// A key that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchTerm {
    pub text: String,
    /// The places of the query that it covers, a bit each.
    pub positions: u32,
    /// Is it enough that a key begins so?
    pub is_prefix: bool,
}

/// Is it a hanzi that the index has?
pub(crate) fn is_hanzi(sign: char) -> bool {
    matches!(sign, '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn is_letter(sign: char) -> bool {
    matches!(sign, 'a'..='z' | 'ß'..='ö' | 'ø'..='ɏ')
}

/// The hanzi, words and numbers of a text: small letters, half width, simplified; numbers without commas, 万 and 亿 written out.
pub(crate) fn tokenize(text: &str) -> Vec<SearchToken> {
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let signs: Vec<char> = composed.chars().flat_map(char::to_lowercase).map(simplified).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let run = |from: usize, is: &dyn Fn(char) -> bool| {
            signs[from..].iter().position(|sign| !is(*sign)).map_or(signs.len(), |length| from + length)
        };
        if sign.is_ascii_digit() {
            at = number(&signs, at, &mut found);
        } else if is_letter(sign) {
            let mut word = String::new();
            loop {
                let end = run(at, &is_letter);
                word.extend(&signs[at..end]);
                at = end;
                // `don't` is one word, and so is `xi'an`.
                let goes_on = matches!(signs.get(at), Some('\'' | '’'));
                if !goes_on || !signs.get(at + 1).is_some_and(|sign| is_letter(*sign)) {
                    break;
                }
                at += 1;
            }
            found.push(SearchToken { text: word, is_hanzi: false });
        } else if is_hanzi(sign) {
            let end = run(at, &is_hanzi);
            found.push(SearchToken { text: signs[at..end].iter().collect(), is_hanzi: true });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Reads a number, `24,000`, `2.4万` or `1.0.2`; where it ends.
fn number(signs: &[char], start: usize, found: &mut Vec<SearchToken>) -> usize {
    let digits = |from: usize| signs[from..].iter().take_while(|sign| sign.is_ascii_digit()).count();
    let mut at = start + digits(start);
    if at - start <= 3 {
        while signs.get(at) == Some(&',') && digits(at + 1).min(3) == 3 {
            at += 4;
        }
        // What follows a group of three is no part of it.
    }
    while signs.get(at) == Some(&'.') && digits(at + 1) > 0 {
        at += 1 + digits(at + 1);
    }
    let written: String = signs[start..at].iter().filter(|sign| **sign != ',').collect();
    let space = signs[at..].iter().take_while(|sign| sign.is_whitespace()).count();
    let unit = signs.get(at + space).copied();
    let places = match unit {
        Some('万') => 4,
        Some('亿') => 8,
        _ => 0,
    };
    let value = written_out(&written, places);
    let end = if places > 0 { at + space + 1 } else { at };
    let is_whole = value.is_some();
    found.push(SearchToken { text: value.unwrap_or(written), is_hanzi: false });
    if let (false, Some(unit), true) = (is_whole, unit, places > 0) {
        found.push(SearchToken { text: unit.to_string(), is_hanzi: true });
    }
    end
}

/// A number with its point moved so many places; `None` where something is left behind it.
fn written_out(written: &str, places: usize) -> Option<String> {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    if fraction.contains('.') || fraction.len() > places {
        return None;
    }
    let all = format!("{whole}{fraction:0<places$}");
    let short = all.trim_start_matches('0');
    Some(if short.is_empty() { "0".to_owned() } else { short.to_owned() })
}

/// The key of a name that is asked for as a whole; `None` where it says nothing.
pub(crate) fn whole_name_key(text: &str) -> Option<String> {
    let all: String = tokenize(text).into_iter().map(|piece| piece.text).collect();
    (!all.is_empty()).then(|| format!("{all}="))
}

/// The keys of a text, in its order.
pub(crate) fn keys(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for SearchToken { text, is_hanzi } in tokenize(text) {
        if !is_hanzi {
            found.push(text);
            continue;
        }
        let signs: Vec<char> = text.chars().collect();
        for (at, sign) in signs.iter().enumerate().filter(|(_, sign)| !PARTICLES.contains(sign)) {
            match signs.get(at + 1) {
                Some(next) if PARTICLES.contains(next) => {}
                Some(next) => found.push([*sign, *next].iter().collect()),
                // By its beginning, a hanzi by itself is found in every pair.
                None => found.push(sign.to_string()),
            }
        }
    }
    found
}

/// Which hanzi of a stretch only ask.
fn question_hanzi(signs: &[char]) -> Vec<bool> {
    let mut is = vec![false; signs.len()];
    let mut at = 0;
    while at < signs.len() {
        let rest = &signs[at..];
        let begins = |word: &&&str| rest.iter().copied().take(word.chars().count()).eq(word.chars());
        let length = if PARTICLES.contains(&rest[0]) {
            1
        } else {
            QUESTION_WORDS.iter().find(begins).map_or(0, |word| word.chars().count())
        };
        is[at..at + length].fill(true);
        at += length.max(1);
    }
    is
}

/// What a query asks for: pairs of hanzi, words and numbers; a hanzi by itself only where there is nothing else, and what only
/// asks where there is nothing but that.
pub fn search_terms(query: &str) -> QueryTerms {
    let read: String = query.chars().take(MAX_QUERY_CHARACTERS).collect();
    let pieces = tokenize(&read);
    let heeded = terms_of_tokens(&pieces, true);
    let said: String = pieces
        .iter()
        .map(|piece| {
            let signs: Vec<char> = piece.text.chars().collect();
            let silent = if piece.is_hanzi { question_hanzi(&signs) } else { vec![false; signs.len()] };
            signs.iter().zip(silent).filter(|(_, silent)| !silent).map(|(sign, _)| *sign).collect::<String>()
        })
        .collect();
    let all: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let wholes = [all, said].into_iter().filter(|name| !name.is_empty()).map(|name| format!("{name}="));
    QueryTerms {
        whole_names: wholes.collect(),
        terms: if heeded.is_empty() { terms_of_tokens(&pieces, false) } else { heeded },
    }
}

fn terms_of_tokens(pieces: &[SearchToken], heed: bool) -> Vec<SearchTerm> {
    let (mut pairs, mut single) = (Vec::new(), Vec::new());
    let mut place = 0;
    for piece in pieces {
        if !piece.is_hanzi {
            if place + 2 <= LONGEST {
                pairs.push(SearchTerm { text: piece.text.clone(), positions: 3 << place, is_prefix: false });
            }
            place += 2;
            continue;
        }
        let signs: Vec<char> = piece.text.chars().collect();
        let silent = if heed { question_hanzi(&signs) } else { vec![false; signs.len()] };
        for (at, sign) in signs.iter().enumerate().filter(|(at, _)| !silent[*at]) {
            let before = at > 0 && !silent[at - 1];
            let next = signs.get(at + 1).filter(|_| !silent[at + 1]);
            match next {
                _ if place >= LONGEST => {}
                Some(next) => pairs.push(SearchTerm {
                    text: [*sign, *next].iter().collect(),
                    positions: 3 << place,
                    is_prefix: false,
                }),
                None if before => {}
                None => single.push(SearchTerm { text: sign.to_string(), positions: 1 << place, is_prefix: true }),
            }
            place += 1;
        }
    }
    if pairs.is_empty() { single } else { pairs }
}
