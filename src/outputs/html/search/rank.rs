//! The ranking of the pages that answer a query, best first. `templates/assets/search-ask.js` computes the same numbers
//! in the browser.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{MAX_MEMBERS, MIN_NAME_WEIGHT, Posting, SearchGroup, SearchIndex};
use super::tokens::{QueryTerms, is_hanzi};

/// A page with exactly the name that is searched for comes before all pages that only mention it.
const WHOLE_NAME_SCORE: u64 = 20_000;
/// The precision of the rarity of a key.
const RARITY_SCALE: f64 = 64.0;

/// A page that answers a query, with its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SearchHit {
    /// The index of the page, 0-based, in the order of the search index.
    pub(crate) page: usize,
    pub(crate) score: u64,
}

/// The pages of a key with their weights.
type PageWeights = BTreeMap<usize, u64>;

/// The pages that answer, best first; pages with the same score are in the order of the index.
pub(crate) fn rank(query: &QueryTerms, index: &SearchIndex) -> Vec<SearchHit> {
    let terms: Vec<(u32, PageWeights)> =
        query.terms.iter().map(|term| (term.positions, postings(index, &term.text, term.is_prefix))).collect();
    let mut named = PageWeights::new();
    for whole in &query.whole_names {
        add_weights(index.postings(whole), &mut named);
    }
    // A key in the names of only a few members of a group shows which of them is meant.
    let is_distinctive = |weights: &PageWeights, group: &SearchGroup| {
        let named = weights.range(group.members.clone()).filter(|(_, weight)| **weight >= MIN_NAME_WEIGHT).count();
        (1..=MAX_MEMBERS).contains(&named)
    };
    let query_positions = u64::from(terms.iter().fold(0, |all, (places, _)| all | places).count_ones());
    let candidates: BTreeSet<usize> =
        terms.iter().flat_map(|(_, weights)| weights.keys()).chain(named.keys()).copied().collect();
    let mut hits = Vec::new();
    let mut unnamed: BTreeSet<usize> = BTreeSet::new();
    for page in candidates {
        let group = index.groups.iter().find(|group| group.members.contains(&page));
        let (mut score, mut covered, mut is_named) = (0, 0, false);
        for (places, weights) in &terms {
            let page_weight = weights.get(&page).copied().unwrap_or_default();
            let weight = page_weight.max(group.and_then(|group| weights.get(&group.page).copied()).unwrap_or_default());
            if weight > 0 {
                score += rarity(index.page_count(), weights.len()) * weight;
                covered |= places;
            }
            is_named |= page_weight >= MIN_NAME_WEIGHT && group.is_some_and(|group| is_distinctive(weights, group));
        }
        let name = named.get(&page).copied().unwrap_or_default();
        let share = if name > 0 { query_positions } else { u64::from(covered.count_ones()) };
        if share * 2 > query_positions || name > 0 {
            if group.is_some() && !is_named {
                unnamed.insert(page);
            }
            let score = if is_named { score * 2 } else { score };
            hits.push(SearchHit { page, score: (score + WHOLE_NAME_SCORE * name) * share * share });
        }
    }
    for group in &index.groups {
        let is_member = |hit: &SearchHit| group.members.contains(&hit.page) && unnamed.contains(&hit.page);
        if hits.iter().filter(|hit| is_member(hit)).count() > MAX_MEMBERS {
            let best = hits.iter().filter(|hit| is_member(hit)).map(|hit| hit.score).max().unwrap_or_default();
            hits.retain(|hit| !is_member(hit));
            if !hits.iter().any(|hit| hit.page == group.page) {
                hits.push(SearchHit { page: group.page, score: best });
            }
        }
    }
    sort_hits(hits)
}

/// The answers to several queries as one list, each page with its best score.
pub(crate) fn merge_hits(answers: impl Iterator<Item = Vec<SearchHit>>) -> Vec<SearchHit> {
    let mut best: BTreeMap<usize, u64> = BTreeMap::new();
    for SearchHit { page, score } in answers.flatten() {
        let known = best.entry(page).or_default();
        *known = score.max(*known);
    }
    sort_hits(best.into_iter().map(|(page, score)| SearchHit { page, score }).collect())
}

fn sort_hits(mut hits: Vec<SearchHit>) -> Vec<SearchHit> {
    hits.sort_by(|a, b| b.score.cmp(&a.score).then(a.page.cmp(&b.page)));
    hits
}

/// The weight of a key that `having` of `pages` pages have: the fourth root of its rarity, which all machines compute
/// alike.
fn rarity(pages: usize, having: usize) -> u64 {
    (RARITY_SCALE * (pages as f64 / having as f64).sqrt().sqrt()).floor() as u64
}

/// The pages of a key. Where a word is no key, or a hanzi is alone, the pages of all keys with this prefix.
fn postings(index: &SearchIndex, text: &str, is_prefix: bool) -> PageWeights {
    let mut weights = PageWeights::new();
    let exact = index.postings(text);
    if !exact.is_empty() && !is_prefix {
        add_weights(exact, &mut weights);
    } else if is_prefix || !text.contains(is_hanzi) {
        index
            .postings_by_prefix(text)
            .filter(|(key, _)| !key.ends_with('='))
            .for_each(|(_, list)| add_weights(list, &mut weights));
    }
    weights
}

fn add_weights(list: &[Posting], weights: &mut PageWeights) {
    for posting in list {
        let weight = weights.entry(posting.page as usize).or_default();
        *weight = (*weight).max(posting.weight.into());
    }
}
