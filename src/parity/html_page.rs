//! A page as a browser and a screen reader take it: the form to fill in with its controls, and what else it says.
//!
//! Pages of one form have most of it in common. What was read of one is not read again of the next: [`ReadPartCache`].

use std::collections::BTreeSet;

use super::html_tree::HtmlTree;
use super::read_content::ReadContent;
use crate::cache::{Cache, CacheKey};

/// What a page says.
#[derive(Debug, Default, PartialEq)]
pub struct ReadPage {
    /// The form to fill in; empty where the page has none.
    pub(crate) form: ReadContent,
    /// What stands behind the form.
    pub(crate) rest: ReadContent,
}

/// Parts of the forms of pages that were read, by what the pages are of.
pub struct ReadPartCache(Cache<Vec<ReadPart>>);

/// An element of a form that says the same wherever it stands in one.
struct ReadPart {
    markup: String,
    content: ReadContent,
    /// How many controls it has.
    control_count: usize,
    /// Every name that an element in it has or names another by.
    names: BTreeSet<String>,
}

/// Shorter elements are read as fast as they are found.
const MIN_PART_LENGTH: usize = 400;
/// So many bytes of a part are looked for, before the rest of it is compared.
const PART_PREFIX_LENGTH: usize = 96;
/// What stands for a part, where the page is read without it.
const STAND_IN: &str = "part";
/// What makes a difference to the controls in it.
const LABELLING_ELEMENTS: [&str; 3] = ["label", "fieldset", "table"];

impl Default for ReadPartCache {
    fn default() -> ReadPartCache {
        ReadPartCache(Cache::new(16))
    }
}

impl ReadPartCache {
    /// Reads a page; those with one key are taken to have parts in common, of which nothing else depends.
    pub fn read_page(&self, html: &[u8], key: CacheKey) -> ReadPage {
        let Ok(html) = std::str::from_utf8(html) else { return read_whole_page(&HtmlTree::parse(html), &[]) };
        let known = self.0.get(&key);
        if let Some(page) = known.and_then(|parts| read_with_parts(html, &parts)) {
            return page;
        }
        let tree = HtmlTree::parse(html.as_bytes());
        self.0.insert(key, shareable_parts(html, &tree));
        read_whole_page(&tree, &[])
    }
}

/// Reads a page in which these elements stand for parts.
fn read_whole_page(tree: &HtmlTree, stand_ins: &[(usize, &ReadPart)]) -> ReadPage {
    let Some(form) = find_form(tree, stand_ins) else { return ReadPage::default() };
    let mut read = ReadPage::default();
    tree.read(form, &mut read.form);
    let main = tree.ancestors(form).find(|node| tree.nodes[*node].tag == "main");
    for node in main.into_iter().flat_map(|main| tree.descendants(main)).filter(|node| *node > form) {
        let inside = tree.ancestors(node).any(|above| above == form);
        let is_first = tree.nodes[node].parent.is_some_and(|parent| parent < form);
        if !inside && is_first {
            tree.read(node, &mut read.rest);
        }
    }
    read
}

/// The form with the most controls.
fn find_form(tree: &HtmlTree, stand_ins: &[(usize, &ReadPart)]) -> Option<usize> {
    let controls = |form: &usize| {
        let own = tree.descendants(*form).filter(|node| tree.is_control(*node)).count();
        let of_form = |(node, _): &&(usize, &ReadPart)| tree.nodes[*node].parent == Some(*form);
        own + stand_ins.iter().filter(of_form).map(|(_, part)| part.control_count).sum::<usize>()
    };
    let forms = (0..tree.nodes.len()).filter(|node| tree.nodes[*node].tag == "form");
    forms.max_by_key(controls)
}

/// The elements of a page's form that say the same in any other.
fn shareable_parts(html: &str, tree: &HtmlTree) -> Vec<ReadPart> {
    let kids = find_form(tree, &[]).map(|form| &tree.nodes[form].kids[..]).unwrap_or_default();
    let mut parts: Vec<ReadPart> = Vec::new();
    for markup in kids.iter().filter_map(|kid| html.get(tree.nodes[*kid].bytes.clone())) {
        let part = ReadPart::of(markup).filter(|part| parts.iter().all(|other| other.names.is_disjoint(&part.names)));
        parts.extend(part);
    }
    parts
}

impl ReadPart {
    /// `None` where this is no element, or where what it says depends on what stands around it.
    fn of(markup: &str) -> Option<ReadPart> {
        let tree = HtmlTree::parse(markup.as_bytes());
        let [only] = tree.nodes[0].kids[..] else { return None };
        let is_whole = tree.is_closed && tree.nodes[only].bytes == (0..markup.len()) && markup.len() >= MIN_PART_LENGTH;
        let has_form = tree.nodes.iter().any(|node| node.tag == "form");
        let mut said = ReadContent::default();
        tree.read(only, &mut said);
        if !is_whole || has_form || tree.is_inline(only) || said.words.is_empty() {
            return None;
        }
        let answers = tree.descendants(only).filter(|node| tree.is_control(*node)).count();
        let names = tree.referenced_names().into_iter().map(str::to_owned).collect();
        Some(ReadPart { markup: markup.to_owned(), content: said, control_count: answers, names })
    }
}

/// Reads a page in which there are some of these parts, without reading them; `None` where it might say something else then.
///
/// A part is whole and ends all that it begins, so that it says the same wherever an element stands in its place: in no
/// comment and no tag, and right in the form. What it says of controls depends on elements by their names, which nothing else
/// may have, and on what the form stands in.
fn read_with_parts(html: &str, parts: &[ReadPart]) -> Option<ReadPage> {
    let (mut short, mut rest) = (String::with_capacity(html.len()), html);
    let mut places: Vec<(usize, &ReadPart)> = Vec::new();
    for part in parts {
        let Some((before, after)) = part.split(rest) else { continue };
        short.push_str(before);
        places.push((short.len(), part));
        short += &format!("<{STAND_IN}/>");
        rest = after;
    }
    short.push_str(rest);
    let mut tree = HtmlTree::parse(short.as_bytes());
    let node_at = |place: usize| {
        let is_it = |node: &usize| tree.nodes[*node].tag == STAND_IN && tree.nodes[*node].bytes.start == place;
        (1..tree.nodes.len()).find(is_it)
    };
    let stand_ins = places.iter().map(|(place, part)| Some((node_at(*place)?, *part)));
    let stand_ins: Vec<(usize, &ReadPart)> = stand_ins.collect::<Option<_>>()?;
    let form = find_form(&tree, &stand_ins)?;
    let is_right_in = stand_ins.iter().all(|(node, _)| tree.nodes[*node].parent == Some(form));
    let is_told = tree.ancestors(form).any(|above| LABELLING_ELEMENTS.contains(&tree.nodes[above].tag.as_str()));
    let names = tree.referenced_names();
    let is_named = stand_ins.iter().any(|(_, part)| names.iter().any(|name| part.names.contains(*name)));
    if !is_right_in || is_told || is_named {
        return None;
    }
    tree.stand_ins = stand_ins.iter().map(|(node, part)| (*node, &part.content)).collect();
    Some(read_whole_page(&tree, &stand_ins))
}

impl ReadPart {
    /// What stands before it and behind it.
    fn split<'h>(&self, html: &'h str) -> Option<(&'h str, &'h str)> {
        let beginning = &self.markup[..self.markup.floor_char_boundary(PART_PREFIX_LENGTH)];
        let mut begins = html.match_indices(beginning).map(|(at, _)| html.split_at(at));
        begins.find_map(|(before, from)| Some((before, from.strip_prefix(self.markup.as_str())?)))
    }
}
