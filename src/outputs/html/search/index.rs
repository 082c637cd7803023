//! The index of the search: for each key the pages that have it, in several files, of which a visitor loads those that
//! a query needs.
//!
//! All files are classic scripts, as pages opened from a disk may not read files (WHATWG Fetch, 4.1).
//! [`SearchIndex::files`] returns the head, which has a fixed address; parts with keys, by their first character;
//! blocks of pages, of which only those that are shown are loaded; the pronunciations of hanzi, for queries that find
//! nothing; and the suggestions for the search field.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, Range};

use serde::Serialize;

use super::hanzi::{main_pinyin_syllable, pinyin_syllables, traditional_variants};
use super::page_words::{SearchEntry, SearchSection};
use super::tokens::{PARTICLES, QUESTION_WORDS, is_hanzi, keys, whole_name_key};
use crate::digest::sha256;
use crate::model::Address;
use crate::model::vocabulary::GlossaryTerm;

/// The approximate size of a part or block, in bytes; one key or one page alone may be larger.
const PART_BYTES: usize = 4 << 10;
/// The approximate greatest number of parts; a larger site has larger parts.
const MAX_PARTS: usize = 512;
/// The greatest number of pages and other words that are suggested.
const MAX_SUGGESTIONS: usize = 1_000;

/// The weight of a key of a page's name, which is highest for a short name. All weights of keys are at most 63.
const TITLE_WEIGHT: usize = 48;
/// The weight of a key of a heading.
const HEADING_WEIGHT: u8 = 18;
/// The weight of a key of the text, multiplied by its relative frequency.
const TEXT_WEIGHT: f64 = 10.0;
/// The weight of the whole name of a page.
const NAME_WEIGHT: u8 = 3;
/// The weight of a whole heading.
const HEADING_NAME_WEIGHT: u8 = 1;

/// The least weight of a key that belongs to a page's name.
pub(crate) const MIN_NAME_WEIGHT: u64 = 24;
/// If more pages than this of one group answer a query, the page about all of them is the answer.
pub(crate) const MAX_MEMBERS: usize = 5;

/// A page that has a key, with the weight of the key there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) page: u32,
    /// At most 63.
    pub(crate) weight: u8,
}

/// Pages with nearly the same text, and the page about all of them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SearchGroup {
    /// The page about all of them, which is found for the text that they share.
    pub(crate) page: usize,
    pub(crate) members: Range<usize>,
}

/// The index: pages, groups, and the postings of each key.
#[derive(Debug)]
pub struct SearchIndex {
    pages: Vec<SearchEntry>,
    pub(crate) groups: Vec<SearchGroup>,
    keys: BTreeMap<String, Vec<Posting>>,
    /// Pairs of hanzi in names and headings, the most frequent first.
    pub(crate) pairs: Vec<[char; 2]>,
}

/// The head of the index, as scripts read it.
#[derive(Serialize)]
struct SearchIndexHead<'a> {
    pages: usize,
    folded: String,
    silent: Vec<String>,
    groups: Vec<(usize, usize, usize)>,
    /// The first character of each part and its file.
    parts: Vec<(char, &'a str)>,
    /// The first page of each block and its file.
    blocks: Vec<(usize, &'a str)>,
    sounds: &'a str,
}

/// The pronunciations of hanzi, as scripts read them.
#[derive(Serialize)]
struct SearchPronunciations {
    sounds: Vec<(String, String)>,
    pairs: Vec<String>,
}

impl SearchIndex {
    /// The index of pages, with synonyms from the glossary. `pages` are entries as [`SearchEntry::to_json`] writes
    /// them; other texts are left out.
    pub fn new(glossary: &[GlossaryTerm], pages: &[&str]) -> SearchIndex {
        let mut pages: Vec<SearchEntry> = pages.iter().filter_map(|words| serde_json::from_str(words).ok()).collect();
        // The pages of a group follow one another.
        pages.sort_by(|a, b| (&a.group, &a.address).cmp(&(&b.group, &b.address)));
        let groups = group_pages(&mut pages);
        let mut index = SearchIndex { pages, groups, keys: BTreeMap::new(), pairs: Vec::new() };
        index.add_pages(glossary);
        index
    }

    /// The number of pages.
    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The address of a page; empty where there is none.
    pub(crate) fn address(&self, page: usize) -> &str {
        self.pages.get(page).map_or("", |page| &page.address)
    }

    /// The pages that have a key.
    pub(crate) fn postings(&self, key: &str) -> &[Posting] {
        self.keys.get(key).map_or(&[], Vec::as_slice)
    }

    /// The keys with this prefix, with their pages.
    pub(crate) fn postings_by_prefix(&self, text: &str) -> impl Iterator<Item = (&str, &[Posting])> {
        let from = self.keys.range::<str, _>((Bound::Included(text), Bound::Unbounded));
        from.take_while(move |(key, _)| key.starts_with(text)).map(|(key, list)| (key.as_str(), list.as_slice()))
    }

    fn add_pages(&mut self, glossary: &[GlossaryTerm]) {
        let synonyms = SynonymFinder::of(glossary);
        let texts = |page: &SearchEntry| -> Vec<String> {
            page.own_parts()
                .flat_map(|(heading, texts)| [heading].into_iter().chain(texts))
                .flat_map(|text| synonyms.expansions(text))
                .collect()
        };
        let counts = self.pages.iter().map(|page| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            texts(page).iter().flat_map(|text| keys(text)).for_each(|key| *counts.entry(key).or_default() += 1);
            counts
        });
        let counts: Vec<BTreeMap<String, usize>> = counts.collect();
        let lengths: Vec<usize> = counts.iter().map(|counts| counts.values().sum()).collect();
        let mean = lengths.iter().sum::<usize>() as f64 / lengths.len().max(1) as f64;
        let mut keyed: BTreeMap<String, BTreeMap<u32, u8>> = BTreeMap::new();
        let mut weigh = |key: String, page: usize, weight: u8| {
            let known = keyed.entry(key).or_default().entry(page as u32).or_default();
            *known = (*known).max(weight);
        };
        let mut pairs: BTreeMap<[char; 2], usize> = BTreeMap::new();
        for (page, ((entry, counts), length)) in self.pages.iter().zip(counts).zip(lengths).enumerate() {
            // Okapi BM25, k₁ = 1.2, b = 0.75; rarity is computed when a query is answered.
            let saturation = 1.2 * (0.25 + 0.75 * length as f64 / mean.max(1.0));
            for (key, count) in counts {
                let count = count as f64;
                let weight = (TEXT_WEIGHT * count / (count + saturation)).round() as u8;
                weigh(key, page, weight.max(1));
            }
            for (heading, _) in entry.own_parts().filter(|(heading, _)| !heading.is_empty()) {
                for text in synonyms.expansions(heading) {
                    whole_name_key(&text).into_iter().for_each(|key| weigh(key, page, HEADING_NAME_WEIGHT));
                    for key in keys(&text) {
                        count_pair(&key, 1, &mut pairs);
                        weigh(key, page, HEADING_WEIGHT);
                    }
                }
            }
            let names = [&entry.title].into_iter().chain(&entry.also);
            for text in names.flat_map(|name| synonyms.expansions(name)) {
                whole_name_key(&text).into_iter().for_each(|key| weigh(key, page, NAME_WEIGHT));
                let keys = keys(&text);
                let telling_keys =
                    keys.iter().filter(|key| !key.chars().all(is_hanzi) || key.chars().count() > 1).count();
                let weight =
                    (TITLE_WEIGHT * 2 / (telling_keys.max(1) + 1)).clamp(MIN_NAME_WEIGHT as usize, TITLE_WEIGHT) as u8;
                for key in keys {
                    count_pair(&key, 10, &mut pairs);
                    weigh(key, page, weight);
                }
            }
        }
        let list =
            |pages: BTreeMap<u32, u8>| pages.into_iter().map(|(page, weight)| Posting { page, weight }).collect();
        self.keys = keyed.into_iter().map(|(key, pages)| (key, list(pages))).collect();
        let mut pairs: Vec<([char; 2], usize)> = pairs.into_iter().collect();
        pairs.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        self.pairs = pairs.into_iter().map(|(pair, _)| pair).collect();
    }

    /// All files of the index with their addresses, the head first.
    pub fn files(&self) -> Vec<(Address, Vec<u8>)> {
        let mut files = Vec::new();
        let mut parts: Vec<(char, String)> = Vec::new();
        let keys_by_sign: BTreeMap<char, Vec<String>> =
            self.keys.iter().fold(BTreeMap::new(), |mut all, (key, list)| {
                let sign = key.chars().next().unwrap_or_default();
                all.entry(sign).or_insert_with(Vec::new).push(format!("{}:{}", json(key), encode_postings(list)));
                all
            });
        let keys_by_sign = keys_by_sign.into_iter().map(|(sign, keys)| (sign, keys.join(",")));
        for (sign, text) in pack_files(keys_by_sign.collect()) {
            let (address, bytes) = script_file("keys", &format!("{{{text}}}"));
            parts.push((sign, address.to_string()));
            files.push((address, bytes));
        }
        let mut blocks: Vec<(usize, String)> = Vec::new();
        for (page, text) in pack_files(self.pages.iter().map(json).enumerate().collect()) {
            let (address, bytes) = script_file("pages", &format!("[{text}]"));
            blocks.push((page, address.to_string()));
            files.push((address, bytes));
        }
        let (sounds, bytes) = script_file("sounds", &json(&self.sounds()));
        files.push((sounds.clone(), bytes));
        let has: BTreeSet<char> = self.keys.keys().flat_map(|key| key.chars()).collect();
        let head = SearchIndexHead {
            pages: self.pages.len(),
            folded: traditional_variants(|sign| has.contains(&sign)).flat_map(|(from, to)| [from, to]).collect(),
            silent: QUESTION_WORDS
                .iter()
                .map(ToString::to_string)
                .chain(PARTICLES.iter().map(ToString::to_string))
                .collect(),
            groups: self.groups.iter().map(|group| (group.page, group.members.start, group.members.end)).collect(),
            parts: parts.iter().map(|(sign, name)| (*sign, name.as_str())).collect(),
            blocks: blocks.iter().map(|(page, name)| (*page, name.as_str())).collect(),
            sounds: sounds.as_str(),
        };
        let head = script(&format!("formpress.index = {};", json(&head)));
        files.insert(0, (Address::search_index(), head));
        files
            .push((Address::suggestions(), script(&format!("formpress.suggestions = {};", json(&self.suggestions())))));
        files
    }

    /// The pronunciations of hanzi that people type: the common ones (GB 2312, level 1), those of names, and the
    /// traditional forms of both.
    fn sounds(&self) -> SearchPronunciations {
        let mut of_sound: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
        let names = self.pairs.iter().flatten().copied();
        let known: BTreeSet<char> = common_hanzi().chain(names).collect();
        let written = traditional_variants(|sign| known.contains(&sign)).collect::<Vec<_>>();
        for (sign, as_sign) in known.iter().map(|sign| (*sign, *sign)).chain(written) {
            for sound in pinyin_syllables(as_sign) {
                of_sound.entry(sound).or_default().insert(sign);
            }
        }
        let sounds = of_sound.into_iter().map(|(sound, signs)| (sound, signs.into_iter().collect()));
        SearchPronunciations {
            sounds: sounds.collect(),
            pairs: self.pairs.iter().map(|pair| pair.iter().collect()).collect(),
        }
    }

    /// The suggestions, pages nearer to the home page first: a name with its address, its part of the site and its
    /// pinyin; another word has the name of its page in place of the part.
    fn suggestions(&self) -> Vec<(&str, &str, &str, String)> {
        let mut pages: Vec<&SearchEntry> = self.pages.iter().collect();
        pages.sort_by_key(|page| (page.above.len(), &page.address));
        let names = pages.into_iter().flat_map(|page| {
            let own = (page.title.as_str(), page.address.as_str(), page.above.first().map_or("", String::as_str));
            [own].into_iter().chain(page.also.iter().map(move |name| (name.as_str(), own.1, own.0)))
        });
        let pinyin = |name: &str| name.chars().filter_map(main_pinyin_syllable).collect::<Vec<_>>().join(" ");
        let is_word = |name: &str| name.chars().any(is_hanzi) || name.contains(' ');
        names
            .filter(|(name, _, _)| is_word(name))
            .take(MAX_SUGGESTIONS)
            .map(|(name, to, label)| (name, to, label, pinyin(name)))
            .collect()
    }
}

/// The terms of the glossary that have other words (`glossary:` in `content/facts.yaml`).
struct SynonymFinder<'a>(Vec<(&'a str, &'a [String])>);

impl<'a> SynonymFinder<'a> {
    fn of(glossary: &'a [GlossaryTerm]) -> SynonymFinder<'a> {
        let terms = glossary.iter().filter(|term| !term.also.is_empty());
        SynonymFinder(terms.map(|term| (term.term.as_str(), term.also.as_slice())).collect())
    }

    /// A text, and the other words for the terms in it.
    fn expansions<'t>(&self, text: &'t str) -> impl Iterator<Item = String> + use<'a, 't> {
        let also: Vec<String> =
            self.0.iter().filter(|(term, _)| text.contains(term)).flat_map(|(_, also)| *also).cloned().collect();
        [text.to_owned()].into_iter().chain(also)
    }
}

/// The groups of pages, each a range of indices. Text that more than [`MAX_MEMBERS`] pages of a group share is moved to
/// the page about all of them.
fn group_pages(pages: &mut [SearchEntry]) -> Vec<SearchGroup> {
    let mut groups: Vec<SearchGroup> = Vec::new();
    let names: BTreeSet<String> = pages.iter().filter_map(|page| page.group.clone()).collect();
    for name in names {
        let is_member = |page: &SearchEntry| page.group.as_deref() == Some(&name);
        let (Some(first), Some(group_page)) = (
            pages.iter().position(is_member),
            pages.iter().position(|page| page.address == name && page.group.is_none()),
        ) else {
            continue;
        };
        let members = first..first + pages.iter().filter(|page| is_member(page)).count();
        let mut text_counts: BTreeMap<&str, usize> = BTreeMap::new();
        for page in &pages[members.clone()] {
            let texts: BTreeSet<&str> = page.parts.iter().flat_map(section_texts).collect();
            texts.into_iter().for_each(|text| *text_counts.entry(text).or_default() += 1);
        }
        let shared: BTreeSet<String> = text_counts
            .into_iter()
            .filter(|(_, count)| *count > MAX_MEMBERS)
            .map(|(text, _)| text.to_owned())
            .collect();
        let mut seen = BTreeSet::new();
        let mut parts: Vec<SearchSection> = Vec::new();
        for (anchor, heading, texts) in pages[members.clone()].iter().flat_map(|page| &page.parts) {
            let mut is_new = |text: &String| shared.contains(text) && seen.insert(text.clone());
            let is_headed = is_new(heading);
            let texts: Vec<String> = texts.iter().filter(|text| is_new(text)).cloned().collect();
            if is_headed || !texts.is_empty() {
                parts.push((anchor.clone(), heading.clone(), texts));
            }
        }
        let list = pages[members.clone()].iter().filter(|page| page.above.len() < 2);
        let list = list.map(|page| (page.title.clone(), page.address.clone())).collect();
        pages[members.clone()].iter_mut().for_each(|page| page.shared = shared.clone());
        pages[group_page].of_members = parts;
        pages[group_page].members = list;
        groups.push(SearchGroup { page: group_page, members });
    }
    groups
}

/// The heading and the paragraphs of a section.
fn section_texts((_, heading, texts): &SearchSection) -> impl Iterator<Item = &str> {
    [heading].into_iter().chain(texts).map(String::as_str)
}

fn count_pair(key: &str, weight: usize, pairs: &mut BTreeMap<[char; 2], usize>) {
    if let [first, second] = key.chars().collect::<Vec<_>>()[..]
        && is_hanzi(first)
        && is_hanzi(second)
    {
        *pairs.entry([first, second]).or_default() += weight;
    }
}

/// The hanzi of GB 2312, level 1: rows 16 to 55, in their order.
fn common_hanzi() -> impl Iterator<Item = char> {
    let cells = (0xb0..=0xd7_u8).flat_map(|row| (0xa1..=0xfe_u8).map(move |cell| [row, cell]));
    cells.filter_map(|bytes| {
        let (text, faulty) = encoding_rs::GBK.decode_without_bom_handling(&bytes);
        text.chars().next().filter(|sign| !faulty && is_hanzi(*sign))
    })
}

/// Texts joined to files of about one size, each with the key of its first text.
fn pack_files<T: Copy>(texts: Vec<(T, String)>) -> Vec<(T, String)> {
    let most = PART_BYTES.max(texts.iter().map(|(_, text)| text.len()).sum::<usize>() / MAX_PARTS);
    let mut packed: Vec<(T, String)> = Vec::new();
    for (name, text) in texts {
        match packed.last_mut() {
            Some((_, all)) if all.len() + text.len() <= most => {
                all.push(',');
                all.push_str(&text);
            }
            _ => packed.push((name, text)),
        }
    }
    packed
}

/// The postings as a list of numbers: the difference from the page before, times 64, plus the weight.
fn encode_postings(list: &[Posting]) -> String {
    let mut last = 0;
    let number = |posting: &Posting| {
        let step = posting.page - last;
        last = posting.page;
        (step * 64 + u32::from(posting.weight)).to_string()
    };
    format!("[{}]", list.iter().map(number).collect::<Vec<_>>().join(","))
}

/// A file with the digest of its bytes in its name; the script hands over its value when it is loaded.
fn script_file(name: &str, value: &str) -> (Address, Vec<u8>) {
    let bytes = script(&format!("formpress.loaded = {value};"));
    (Address::search_part(name).with_digest(&sha256(&bytes)), bytes)
}

fn script(text: &str) -> Vec<u8> {
    format!("\"use strict\";\nwindow.formpress = window.formpress || {{}};\n{text}\n").into_bytes()
}

/// Plain data always becomes JSON.
fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::SearchIndex;
    use crate::outputs::html::search::page_words::SearchEntry;

    /// Ten cities with much the same page, the page of all of them, and another one.
    fn cities() -> SearchIndex {
        let page = |address: &str, title: &str, text: &str, group: Option<&str>| SearchEntry {
            address: address.to_owned(),
            title: title.to_owned(),
            group: group.map(str::to_owned),
            parts: vec![(
                "way".to_owned(),
                "怎么走".to_owned(),
                vec![text.to_owned(), group.map_or("", |_| "带公章来").to_owned()],
            )],
            ..SearchEntry::default()
        };
        let names =
            ["甲州市", "乙州市", "丙州市", "丁州市", "戊州市", "己州市", "庚州市", "辛州市", "壬州市", "癸州市"];
        let of = |at: usize| page(&format!("c/{at}"), names[at], &format!("{}的公章", names[at]), Some("c"));
        let all = page("c", "各市", "选一个", None);
        let pages: Vec<String> = (0..names.len())
            .map(of)
            .chain([all, page("a", "印章", "刻印章", None)])
            .map(|page| page.to_json())
            .collect();
        SearchIndex::new(&[], &pages.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn like_pages_are_one_answer_unless_one_is_named() {
        let index = cities();
        let found =
            |query: &str| index.find(query).iter().map(|address| address.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(found("公章"), ["c"]);
        assert_eq!(found("丙州市公章")[0], "c/2");
        assert_eq!(found("丙州公章")[0], "c/2");
    }

    #[test]
    fn a_larger_index_is_in_more_parts_and_says_the_same_bytes() {
        let files = cities().files();
        assert_eq!(files, cities().files());
        let of = |name: &str| files.iter().filter(|(address, _)| address.as_str().contains(name)).count();
        assert_eq!((of("search/keys."), of("search/pages."), of("search/sounds.")), (1, 1, 1));
    }
}
