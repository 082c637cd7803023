//! Reading of an HTML page: the form to fill in with its controls, and the text behind the form.
//!
//! Pages of one form have most of their markup in common. Parts that were read in one page are not read again in the next:
//! [`ReadPartCache`].

use std::collections::BTreeSet;

use super::html_tree::HtmlTree;
use super::read_content::ReadContent;
use crate::cache::{Cache, CacheKey};

/// The content of a page: its form and what follows the form.
#[derive(Debug, Default, PartialEq)]
pub struct ReadPage {
    /// The form to fill in; empty if the page has none.
    pub(crate) form: ReadContent,
    /// What follows the form in `main`.
    pub(crate) rest: ReadContent,
}

/// Parts of forms that were read, by the digest of the issued form that the pages are made from.
pub struct ReadPartCache(Cache<Vec<ReadPart>>);

/// A child element of a form, with the content that it has in any form.
struct ReadPart {
    markup: String,
    content: ReadContent,
    /// The number of controls in the element.
    control_count: usize,
    /// Every id and name that an element in the part has or refers to.
    names: BTreeSet<String>,
}

/// The least length of a part, in bytes: shorter elements are read as fast as they are found.
const MIN_PART_LENGTH: usize = 400;
/// The number of bytes of a part that are searched for before the rest is compared.
const PART_PREFIX_LENGTH: usize = 96;
/// The tag name of the element that replaces a part while the page is parsed without it.
const STAND_IN: &str = "part";
/// Elements that label or describe the controls inside them.
const LABELLING_ELEMENTS: [&str; 3] = ["label", "fieldset", "table"];

impl Default for ReadPartCache {
    fn default() -> ReadPartCache {
        ReadPartCache(Cache::new(16))
    }
}

impl ReadPartCache {
    /// Reads a page. Pages with the same key are expected to have parts in common; the result does not depend on the key.
    pub fn read_page(&self, html: &[u8], key: CacheKey) -> ReadPage {
        let Ok(html) = std::str::from_utf8(html) else { return read_whole_page(&HtmlTree::parse(html), &[]) };
        let known_parts = self.0.get(&key);
        if let Some(page) = known_parts.and_then(|parts| read_with_parts(html, &parts)) {
            return page;
        }
        let tree = HtmlTree::parse(html.as_bytes());
        self.0.insert(key, shareable_parts(html, &tree));
        read_whole_page(&tree, &[])
    }
}

/// Reads a page in which these elements replace parts.
fn read_whole_page(tree: &HtmlTree, stand_ins: &[(usize, &ReadPart)]) -> ReadPage {
    let Some(form) = find_form(tree, stand_ins) else { return ReadPage::default() };
    let mut read = ReadPage::default();
    tree.read(form, &mut read.form);
    let main = tree.ancestors(form).find(|node| tree.nodes[*node].tag == "main");
    for node in main.into_iter().flat_map(|main| tree.descendants(main)).filter(|node| *node > form) {
        let inside = tree.ancestors(node).any(|ancestor| ancestor == form);
        let is_first = tree.nodes[node].parent.is_some_and(|parent| parent < form);
        if !inside && is_first {
            tree.read(node, &mut read.rest);
        }
    }
    read
}

/// The form with the most controls; `None` if the page has no form.
fn find_form(tree: &HtmlTree, stand_ins: &[(usize, &ReadPart)]) -> Option<usize> {
    let controls = |form: &usize| {
        let direct_count = tree.descendants(*form).filter(|node| tree.is_control(*node)).count();
        let of_form = |(node, _): &&(usize, &ReadPart)| tree.nodes[*node].parent == Some(*form);
        direct_count + stand_ins.iter().filter(of_form).map(|(_, part)| part.control_count).sum::<usize>()
    };
    let forms = (0..tree.nodes.len()).filter(|node| tree.nodes[*node].tag == "form");
    forms.max_by_key(controls)
}

/// The children of a page's form that can be shared, with no name in two of them.
fn shareable_parts(html: &str, tree: &HtmlTree) -> Vec<ReadPart> {
    let children = find_form(tree, &[]).map(|form| &tree.nodes[form].children[..]).unwrap_or_default();
    let mut parts: Vec<ReadPart> = Vec::new();
    for markup in children.iter().filter_map(|child| html.get(tree.nodes[*child].bytes.clone())) {
        let part = ReadPart::of(markup).filter(|part| parts.iter().all(|other| other.names.is_disjoint(&part.names)));
        parts.extend(part);
    }
    parts
}

impl ReadPart {
    /// A part of this markup; `None` if the markup is no whole element of enough length, or its content depends on its
    /// surroundings.
    fn of(markup: &str) -> Option<ReadPart> {
        let tree = HtmlTree::parse(markup.as_bytes());
        let [element] = tree.nodes[0].children[..] else { return None };
        let is_whole =
            tree.is_closed && tree.nodes[element].bytes == (0..markup.len()) && markup.len() >= MIN_PART_LENGTH;
        let has_form = tree.nodes.iter().any(|node| node.tag == "form");
        let mut content = ReadContent::default();
        tree.read(element, &mut content);
        if !is_whole || has_form || tree.is_inline(element) || content.words.is_empty() {
            return None;
        }
        let control_count = tree.descendants(element).filter(|node| tree.is_control(*node)).count();
        let names = tree.referenced_names().into_iter().map(str::to_owned).collect();
        Some(ReadPart { markup: markup.to_owned(), content, control_count, names })
    }
}

/// Reads a page with some of these parts, without parsing the parts; `None` if the result could differ from that of parsing.
///
/// A part is a whole element and closes everything that it opens, so that its content is the same wherever an element may
/// replace it: in no comment and no tag, and as a child of the form. The labels of its controls depend on elements by their
/// names, which nothing else may have, and on the elements that contain the form.
fn read_with_parts(html: &str, parts: &[ReadPart]) -> Option<ReadPage> {
    let (mut shortened, mut remaining) = (String::with_capacity(html.len()), html);
    let mut positions: Vec<(usize, &ReadPart)> = Vec::new();
    for part in parts {
        let Some((before, after)) = part.split(remaining) else { continue };
        shortened.push_str(before);
        positions.push((shortened.len(), part));
        shortened += &format!("<{STAND_IN}/>");
        remaining = after;
    }
    shortened.push_str(remaining);
    let mut tree = HtmlTree::parse(shortened.as_bytes());
    let node_at = |position: usize| {
        let is_it = |node: &usize| tree.nodes[*node].tag == STAND_IN && tree.nodes[*node].bytes.start == position;
        (1..tree.nodes.len()).find(is_it)
    };
    let stand_ins = positions.iter().map(|(position, part)| Some((node_at(*position)?, *part)));
    let stand_ins: Vec<(usize, &ReadPart)> = stand_ins.collect::<Option<_>>()?;
    let form = find_form(&tree, &stand_ins)?;
    let are_form_children = stand_ins.iter().all(|(node, _)| tree.nodes[*node].parent == Some(form));
    let is_form_labelled =
        tree.ancestors(form).any(|ancestor| LABELLING_ELEMENTS.contains(&tree.nodes[ancestor].tag.as_str()));
    let names = tree.referenced_names();
    let has_shared_name = stand_ins.iter().any(|(_, part)| names.iter().any(|name| part.names.contains(*name)));
    if !are_form_children || is_form_labelled || has_shared_name {
        return None;
    }
    tree.stand_ins = stand_ins.iter().map(|(node, part)| (*node, &part.content)).collect();
    Some(read_whole_page(&tree, &stand_ins))
}

impl ReadPart {
    /// The text before and behind the first occurrence of the part; `None` if the part does not occur.
    fn split<'h>(&self, html: &'h str) -> Option<(&'h str, &'h str)> {
        let beginning = &self.markup[..self.markup.floor_char_boundary(PART_PREFIX_LENGTH)];
        let mut begins = html.match_indices(beginning).map(|(at, _)| html.split_at(at));
        begins.find_map(|(before, from)| Some((before, from.strip_prefix(self.markup.as_str())?)))
    }
}
