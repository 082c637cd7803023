//! A page as a browser and a screen reader take it: the form to fill in with its controls, and what else it says.
//!
//! Pages of one form have most of it in common. What was read of one is not read again of the next: [`Parts`].

use std::collections::BTreeSet;

use super::reading::Reading;
use super::tree::Tree;
use crate::kept::{Kept, Key};

/// What a page says.
#[derive(Debug, Default, PartialEq)]
pub struct Page {
    /// The form to fill in; empty where the page has none.
    pub form: Reading,
    /// What stands behind the form.
    pub rest: Reading,
}

/// Parts of the forms of pages that were read, by what the pages are of.
pub struct Parts(Kept<Vec<Part>>);

/// An element of a form that says the same wherever it stands in one.
struct Part {
    markup: String,
    said: Reading,
    /// How many controls it has.
    answers: usize,
    /// Every name that an element in it has or names another by.
    names: BTreeSet<String>,
}

/// Shorter elements are read as fast as they are found.
const SHORTEST: usize = 400;
/// So many bytes of a part are looked for, before the rest of it is compared.
const BEGINNING: usize = 96;
/// What stands for a part, where the page is read without it.
const STAND_IN: &str = "part";
/// What makes a difference to the controls in it.
const TELLING: [&str; 3] = ["label", "fieldset", "table"];

impl Default for Parts {
    fn default() -> Parts {
        Parts(Kept::new(16))
    }
}

impl Parts {
    /// Reads a page; those with one key are taken to have parts in common, of which nothing else depends.
    pub fn page(&self, html: &[u8], key: Key) -> Page {
        let Ok(html) = std::str::from_utf8(html) else { return page(&Tree::of(html), &[]) };
        let known = self.0.known(&key);
        if let Some(page) = known.and_then(|parts| with_parts(html, &parts)) {
            return page;
        }
        let tree = Tree::of(html.as_bytes());
        self.0.keep(key, parts(html, &tree));
        page(&tree, &[])
    }
}

/// Reads a page in which these elements stand for parts.
fn page(tree: &Tree, stand_ins: &[(usize, &Part)]) -> Page {
    let Some(form) = form(tree, stand_ins) else { return Page::default() };
    let mut read = Page::default();
    tree.read(form, &mut read.form);
    let main = tree.above(form).find(|node| tree.nodes[*node].tag == "main");
    for node in main.into_iter().flat_map(|main| tree.below(main)).filter(|node| *node > form) {
        let inside = tree.above(node).any(|above| above == form);
        let is_first = tree.nodes[node].parent.is_some_and(|parent| parent < form);
        if !inside && is_first {
            tree.read(node, &mut read.rest);
        }
    }
    read
}

/// The form with the most controls.
fn form(tree: &Tree, stand_ins: &[(usize, &Part)]) -> Option<usize> {
    let controls = |form: &usize| {
        let own = tree.below(*form).filter(|node| tree.is_answer(*node)).count();
        let of_form = |(node, _): &&(usize, &Part)| tree.nodes[*node].parent == Some(*form);
        own + stand_ins.iter().filter(of_form).map(|(_, part)| part.answers).sum::<usize>()
    };
    let forms = (0..tree.nodes.len()).filter(|node| tree.nodes[*node].tag == "form");
    forms.max_by_key(controls)
}

/// The elements of a page's form that say the same in any other.
fn parts(html: &str, tree: &Tree) -> Vec<Part> {
    let kids = form(tree, &[]).map(|form| &tree.nodes[form].kids[..]).unwrap_or_default();
    let mut parts: Vec<Part> = Vec::new();
    for markup in kids.iter().filter_map(|kid| html.get(tree.nodes[*kid].bytes.clone())) {
        let part = Part::of(markup).filter(|part| parts.iter().all(|other| other.names.is_disjoint(&part.names)));
        parts.extend(part);
    }
    parts
}

impl Part {
    /// `None` where this is no element, or where what it says depends on what stands around it.
    fn of(markup: &str) -> Option<Part> {
        let tree = Tree::of(markup.as_bytes());
        let [only] = tree.nodes[0].kids[..] else { return None };
        let is_whole = tree.is_closed && tree.nodes[only].bytes == (0..markup.len()) && markup.len() >= SHORTEST;
        let has_form = tree.nodes.iter().any(|node| node.tag == "form");
        let mut said = Reading::default();
        tree.read(only, &mut said);
        if !is_whole || has_form || tree.is_inline(only) || said.words.is_empty() {
            return None;
        }
        let answers = tree.below(only).filter(|node| tree.is_answer(*node)).count();
        let names = tree.names().into_iter().map(str::to_owned).collect();
        Some(Part { markup: markup.to_owned(), said, answers, names })
    }
}

/// Reads a page in which there are some of these parts, without reading them; `None` where it might say something else then.
///
/// A part is whole and ends all that it begins, so that it says the same wherever an element stands in its place: in no
/// comment and no tag, and right in the form. What it says of controls depends on elements by their names, which nothing else
/// may have, and on what the form stands in.
fn with_parts(html: &str, parts: &[Part]) -> Option<Page> {
    let (mut short, mut rest) = (String::with_capacity(html.len()), html);
    let mut places: Vec<(usize, &Part)> = Vec::new();
    for part in parts {
        let Some((before, after)) = part.split(rest) else { continue };
        short.push_str(before);
        places.push((short.len(), part));
        short += &format!("<{STAND_IN}/>");
        rest = after;
    }
    short.push_str(rest);
    let mut tree = Tree::of(short.as_bytes());
    let node_at = |place: usize| {
        let is_it = |node: &usize| tree.nodes[*node].tag == STAND_IN && tree.nodes[*node].bytes.start == place;
        (1..tree.nodes.len()).find(is_it)
    };
    let stand_ins = places.iter().map(|(place, part)| Some((node_at(*place)?, *part)));
    let stand_ins: Vec<(usize, &Part)> = stand_ins.collect::<Option<_>>()?;
    let form = form(&tree, &stand_ins)?;
    let is_right_in = stand_ins.iter().all(|(node, _)| tree.nodes[*node].parent == Some(form));
    let is_told = tree.above(form).any(|above| TELLING.contains(&tree.nodes[above].tag.as_str()));
    let names = tree.names();
    let is_named = stand_ins.iter().any(|(_, part)| names.iter().any(|name| part.names.contains(*name)));
    if !is_right_in || is_told || is_named {
        return None;
    }
    tree.stand_ins = stand_ins.iter().map(|(node, part)| (*node, &part.said)).collect();
    Some(page(&tree, &stand_ins))
}

impl Part {
    /// What stands before it and behind it.
    fn split<'h>(&self, html: &'h str) -> Option<(&'h str, &'h str)> {
        let beginning = &self.markup[..self.markup.floor_char_boundary(BEGINNING)];
        let mut begins = html.match_indices(beginning).map(|(at, _)| html.split_at(at));
        begins.find_map(|(before, from)| Some((before, from.strip_prefix(self.markup.as_str())?)))
    }
}
