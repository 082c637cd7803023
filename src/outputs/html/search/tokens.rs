//! The keys of a text for the index: pairs of hanzi, words and numbers, in one spelling.
//!
//! Chinese is written without spaces, and no segmenter has the words of a programme. Pairs of neighbouring hanzi find a
//! word at any place, and a query need not have the exact words of a text. `templates/assets/search-ask.js` reads
//! queries in the same way; `tests/vectors/search.json` tests both.

use std::collections::BTreeSet;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::hanzi::simplified;

/// Hanzi without meaning for the search: no pair has one.
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

/// The number of characters of a query that are read.
const MAX_QUERY_CHARACTERS: usize = 200;
/// The number of positions of a query; each has a bit of [`SearchTerm::positions`].
const LONGEST: u32 = 30;

/// A token of a text: a run of hanzi, or a word or number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SearchToken {
    pub(crate) text: String,
    /// Is it a run of hanzi?
    pub(crate) is_hanzi: bool,
}

/// The keys and names that a query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerms {
    /// The names that the whole query may be, as keys of the index: the query as written, and without question words.
    pub(crate) whole_names: BTreeSet<String>,
    pub terms: Vec<SearchTerm>,
}

/// A key that is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchTerm {
    pub text: String,
    /// The positions of the query that it covers, one bit each.
    pub positions: u32,
    /// Does it find all keys that begin with it?
    pub is_prefix: bool,
}

/// Is it a hanzi for the index?
pub(crate) fn is_hanzi(sign: char) -> bool {
    matches!(sign, '\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

fn is_letter(sign: char) -> bool {
    matches!(sign, 'a'..='z' | 'ß'..='ö' | 'ø'..='ɏ')
}

/// The hanzi, words and numbers of a text: lower case, half width, simplified; numbers without commas, 万 and 亿 written
/// out.
pub(crate) fn tokenize(text: &str) -> Vec<SearchToken> {
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(text);
    let signs: Vec<char> = composed.chars().flat_map(char::to_lowercase).map(simplified).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let end_of_run = |from: usize, is: &dyn Fn(char) -> bool| {
            signs[from..].iter().position(|sign| !is(*sign)).map_or(signs.len(), |length| from + length)
        };
        if sign.is_ascii_digit() {
            at = number(&signs, at, &mut found);
        } else if is_letter(sign) {
            let mut word = String::new();
            loop {
                let end = end_of_run(at, &is_letter);
                word.extend(&signs[at..end]);
                at = end;
                // `don't` is one word, and so is `xi'an`.
                let has_apostrophe = matches!(signs.get(at), Some('\'' | '’'));
                if !has_apostrophe || !signs.get(at + 1).is_some_and(|sign| is_letter(*sign)) {
                    break;
                }
                at += 1;
            }
            found.push(SearchToken { text: word, is_hanzi: false });
        } else if is_hanzi(sign) {
            let end = end_of_run(at, &is_hanzi);
            found.push(SearchToken { text: signs[at..end].iter().collect(), is_hanzi: true });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Reads a number, `24,000`, `2.4万` or `1.0.2`; returns the index after it.
fn number(signs: &[char], start: usize, found: &mut Vec<SearchToken>) -> usize {
    let digits = |from: usize| signs[from..].iter().take_while(|sign| sign.is_ascii_digit()).count();
    let mut at = start + digits(start);
    if at - start <= 3 {
        while signs.get(at) == Some(&',') && digits(at + 1).min(3) == 3 {
            at += 4;
        }
        // A digit after a group of three does not belong to the number.
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

/// A number with its decimal point moved by this many places; `None` where digits are left after the point.
fn written_out(written: &str, places: usize) -> Option<String> {
    let (whole, fraction) = written.split_once('.').unwrap_or((written, ""));
    if fraction.contains('.') || fraction.len() > places {
        return None;
    }
    let all = format!("{whole}{fraction:0<places$}");
    let short = all.trim_start_matches('0');
    Some(if short.is_empty() { "0".to_owned() } else { short.to_owned() })
}

/// The key of a text as a whole name; `None` where the text has no tokens.
pub(crate) fn whole_name_key(text: &str) -> Option<String> {
    let all: String = tokenize(text).into_iter().map(|token| token.text).collect();
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
                // As a prefix, a single hanzi is found in every pair.
                None => found.push(sign.to_string()),
            }
        }
    }
    found
}

/// Which hanzi of a run belong to question words or particles.
fn question_hanzi(signs: &[char]) -> Vec<bool> {
    let mut is_question = vec![false; signs.len()];
    let mut at = 0;
    while at < signs.len() {
        let rest = &signs[at..];
        let begins = |word: &&&str| rest.iter().copied().take(word.chars().count()).eq(word.chars());
        let length = if PARTICLES.contains(&rest[0]) {
            1
        } else {
            QUESTION_WORDS.iter().find(begins).map_or(0, |word| word.chars().count())
        };
        is_question[at..at + length].fill(true);
        at += length.max(1);
    }
    is_question
}

/// The keys that a query asks for: pairs of hanzi, words and numbers. A single hanzi counts only where there is nothing
/// else, question words only where there is nothing but those.
pub fn search_terms(query: &str) -> QueryTerms {
    let query_start: String = query.chars().take(MAX_QUERY_CHARACTERS).collect();
    let tokens = tokenize(&query_start);
    let content_terms = terms_of_tokens(&tokens, true);
    let content_text: String = tokens
        .iter()
        .map(|token| {
            let signs: Vec<char> = token.text.chars().collect();
            let is_question = if token.is_hanzi { question_hanzi(&signs) } else { vec![false; signs.len()] };
            signs
                .iter()
                .zip(is_question)
                .filter(|(_, is_question)| !is_question)
                .map(|(sign, _)| *sign)
                .collect::<String>()
        })
        .collect();
    let all: String = tokens.iter().map(|token| token.text.as_str()).collect();
    let names = [all, content_text].into_iter().filter(|name| !name.is_empty()).map(|name| format!("{name}="));
    QueryTerms {
        whole_names: names.collect(),
        terms: if content_terms.is_empty() { terms_of_tokens(&tokens, false) } else { content_terms },
    }
}

fn terms_of_tokens(tokens: &[SearchToken], without_questions: bool) -> Vec<SearchTerm> {
    let (mut pairs, mut single) = (Vec::new(), Vec::new());
    let mut position = 0;
    for token in tokens {
        if !token.is_hanzi {
            if position + 2 <= LONGEST {
                pairs.push(SearchTerm { text: token.text.clone(), positions: 3 << position, is_prefix: false });
            }
            position += 2;
            continue;
        }
        let signs: Vec<char> = token.text.chars().collect();
        let is_question = if without_questions { question_hanzi(&signs) } else { vec![false; signs.len()] };
        for (at, sign) in signs.iter().enumerate().filter(|(at, _)| !is_question[*at]) {
            let before = at > 0 && !is_question[at - 1];
            let next = signs.get(at + 1).filter(|_| !is_question[at + 1]);
            match next {
                _ if position >= LONGEST => {}
                Some(next) => pairs.push(SearchTerm {
                    text: [*sign, *next].iter().collect(),
                    positions: 3 << position,
                    is_prefix: false,
                }),
                None if before => {}
                None => single.push(SearchTerm { text: sign.to_string(), positions: 1 << position, is_prefix: true }),
            }
            position += 1;
        }
    }
    if pairs.is_empty() { single } else { pairs }
}
