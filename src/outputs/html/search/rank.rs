//! Which pages answer a query, best first: what `templates/assets/search-ask.js` does in the browser, number for number.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Group, Index, MEMBERS, NAMED, Posting};
use super::pieces::{Asked, is_hanzi};

/// A page that is called what is asked comes before all that only speak of it.
const WHOLE: u64 = 20_000;
/// How finely the rarity of a key is told.
const SCALE: f64 = 64.0;

/// A page that answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Counted from 0, in the order of the index.
    pub page: usize,
    pub score: u64,
}

/// The pages of a key with their weights.
type Found = BTreeMap<usize, u64>;

/// The pages that answer, best first; where two do so equally well, in the order of the index.
pub fn rank(asked: &Asked, index: &Index) -> Vec<Hit> {
    let terms: Vec<(u32, Found)> =
        asked.terms.iter().map(|term| (term.places, postings(index, &term.text, term.is_prefix))).collect();
    let mut named = Found::new();
    for whole in &asked.wholes {
        add(index.postings(whole), &mut named);
    }
    // What few members of a group are called tells which of them is meant.
    let is_telling = |found: &Found, group: &Group| {
        let named = found.range(group.members.clone()).filter(|(_, weight)| **weight >= NAMED).count();
        (1..=MEMBERS).contains(&named)
    };
    let most = u64::from(terms.iter().fold(0, |all, (places, _)| all | places).count_ones());
    let candidates: BTreeSet<usize> =
        terms.iter().flat_map(|(_, found)| found.keys()).chain(named.keys()).copied().collect();
    let mut hits = Vec::new();
    let mut unnamed: BTreeSet<usize> = BTreeSet::new();
    for page in candidates {
        let group = index.groups.iter().find(|group| group.members.contains(&page));
        let (mut score, mut covered, mut is_named) = (0, 0, false);
        for (places, found) in &terms {
            let own = found.get(&page).copied().unwrap_or_default();
            let weight = own.max(group.and_then(|group| found.get(&group.page).copied()).unwrap_or_default());
            if weight > 0 {
                score += rarity(index.pages(), found.len()) * weight;
                covered |= places;
            }
            is_named |= own >= NAMED && group.is_some_and(|group| is_telling(found, group));
        }
        let name = named.get(&page).copied().unwrap_or_default();
        let share = if name > 0 { most } else { u64::from(covered.count_ones()) };
        if share * 2 > most || name > 0 {
            if group.is_some() && !is_named {
                unnamed.insert(page);
            }
            let score = if is_named { score * 2 } else { score };
            hits.push(Hit { page, score: (score + WHOLE * name) * share * share });
        }
    }
    for group in &index.groups {
        let is_member = |hit: &Hit| group.members.contains(&hit.page) && unnamed.contains(&hit.page);
        if hits.iter().filter(|hit| is_member(hit)).count() > MEMBERS {
            let best = hits.iter().filter(|hit| is_member(hit)).map(|hit| hit.score).max().unwrap_or_default();
            hits.retain(|hit| !is_member(hit));
            if !hits.iter().any(|hit| hit.page == group.page) {
                hits.push(Hit { page: group.page, score: best });
            }
        }
    }
    sorted(hits)
}

/// The answers to several queries as one, each page by the best that it scores.
pub fn joined(answers: impl Iterator<Item = Vec<Hit>>) -> Vec<Hit> {
    let mut best: BTreeMap<usize, u64> = BTreeMap::new();
    for Hit { page, score } in answers.flatten() {
        let known = best.entry(page).or_default();
        *known = score.max(*known);
    }
    sorted(best.into_iter().map(|(page, score)| Hit { page, score }).collect())
}

fn sorted(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by(|a, b| b.score.cmp(&a.score).then(a.page.cmp(&b.page)));
    hits
}

/// How much a key tells that so many pages have: the fourth root of how rare it is, which every machine reckons alike.
fn rarity(pages: usize, having: usize) -> u64 {
    (SCALE * (pages as f64 / having as f64).sqrt().sqrt()).floor() as u64
}

/// The pages of a key; what begins so, where a word is no key or a hanzi stands by itself.
fn postings(index: &Index, text: &str, is_prefix: bool) -> Found {
    let mut found = Found::new();
    let own = index.postings(text);
    if !own.is_empty() && !is_prefix {
        add(own, &mut found);
    } else if is_prefix || !text.contains(is_hanzi) {
        index.beginning(text).filter(|(key, _)| !key.ends_with('=')).for_each(|(_, list)| add(list, &mut found));
    }
    found
}

fn add(list: &[Posting], found: &mut Found) {
    for posting in list {
        let weight = found.entry(posting.page as usize).or_default();
        *weight = (*weight).max(posting.weight.into());
    }
}
