//! The elements of a page, and what they say.
//!
//! A control's label and description are found as HTML and WAI-ARIA say: `label`, `legend`, `caption`, `aria-labelledby`,
//! `aria-describedby`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::reading::{CHECK, LINE, Place, RADIO, Reading};
use crate::markup::Faultless;

/// Elements that have no end.
const VOID: [&str; 10] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"];
/// Elements that say nothing.
const SILENT: [&str; 7] = ["nav", "script", "style", "svg", "template", "noscript", "button"];
/// Elements that stand within a line.
const INLINE: [&str; 17] = [
    "a", "abbr", "b", "bdi", "br", "code", "em", "i", "input", "label", "mark", "small", "span", "strong", "sub",
    "sup", "time",
];
/// Elements whose own words a mark stands for.
const CONTROLS: [&str; 3] = ["input", "textarea", "select"];

/// The attributes that say something.
const TELLING: [&str; 10] =
    ["id", "for", "name", "type", "value", "hidden", "required", "maxlength", "aria-labelledby", "aria-describedby"];

/// Attributes that name elements, or make them known by a name.
const NAMING: [&str; 4] = ["id", "for", "aria-labelledby", "aria-describedby"];

/// An element or a text.
#[derive(Debug, Default)]
pub struct Node {
    /// Empty of a text.
    pub tag: String,
    attributes: Vec<(&'static str, String)>,
    text: String,
    pub parent: Option<usize>,
    pub kids: Vec<usize>,
    /// An element's bytes; it ends where it begins where no tag ends it.
    pub bytes: Range<usize>,
}

/// A page, or a part of one; the first node is what all others stand in.
pub struct Tree<'p> {
    pub nodes: Vec<Node>,
    by_id: BTreeMap<String, usize>,
    /// Labels by what they are for.
    labels: BTreeMap<String, usize>,
    /// Does every tag end what stands in it, and are all elements ended?
    pub is_closed: bool,
    /// What elements say that stand for others.
    pub stand_ins: BTreeMap<usize, &'p Reading>,
}

impl<'p> Tree<'p> {
    pub fn of(html: &[u8]) -> Tree<'p> {
        let mut tree = Tree {
            nodes: vec![Node::default()],
            by_id: BTreeMap::new(),
            labels: BTreeMap::new(),
            is_closed: true,
            stand_ins: BTreeMap::new(),
        };
        let mut open = vec![0];
        // The start tag that is being read, and its attribute.
        let (mut tag, mut attribute) = (Node::default(), None);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let read = |event: CallbackEvent, span: Span<usize>| -> Option<()> {
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    tag = Node { tag: text(name), bytes: span.start..span.start, ..Node::default() };
                }
                CallbackEvent::AttributeName { name } => {
                    attribute = TELLING.into_iter().find(|telling| telling.as_bytes() == name);
                    // One without a value is there, too.
                    tag.attributes.extend(attribute.map(|name| (name, String::new())));
                }
                CallbackEvent::AttributeValue { value } => {
                    if let Some((_, empty)) = tag.attributes.last_mut().filter(|_| attribute.is_some()) {
                        *empty = text(value);
                    }
                }
                CallbackEvent::CloseStartTag { self_closing } => {
                    tree.begin(std::mem::take(&mut tag), self_closing, &mut open);
                }
                CallbackEvent::EndTag { name } => {
                    let is_it = |node: &usize| tree.nodes[*node].tag.as_bytes() == name;
                    let at = open.iter().rposition(is_it).filter(|at| *at > 0);
                    tree.is_closed &= at.is_some_and(|at| at + 1 == open.len());
                    if let Some(at) = at {
                        tree.nodes[open[at]].bytes.end = span.end;
                        open.truncate(at);
                    }
                }
                CallbackEvent::String { value } => {
                    tree.add(Node { text: text(value), ..Node::default() }, &open);
                }
                CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
            }
            None
        };
        for Ok(()) in Tokenizer::new_with_emitter(html, Faultless(CallbackEmitter::new(read))) {}
        tree.is_closed &= open.len() == 1;
        tree
    }

    fn begin(&mut self, element: Node, self_closing: bool, open: &mut Vec<usize>) {
        let is_void = self_closing || VOID.contains(&element.tag.as_str());
        let is_label = element.tag == "label";
        let at = self.add(element, open);
        let of = |name: &str| self.attribute(at, name).map(str::to_owned);
        let (id, labelled) = (of("id"), of("for").filter(|_| is_label));
        id.map(|id| self.by_id.entry(id).or_insert(at));
        labelled.map(|labelled| self.labels.entry(labelled).or_insert(at));
        if !is_void {
            open.push(at);
        }
    }

    fn add(&mut self, node: Node, open: &[usize]) -> usize {
        let at = self.nodes.len();
        let parent = open.last().copied().unwrap_or_default();
        self.nodes[parent].kids.push(at);
        self.nodes.push(Node { parent: Some(parent), ..node });
        at
    }

    /// What a node stands in, from the inside.
    pub fn above(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[node].parent, |above| self.nodes[*above].parent)
    }

    /// Everything inside a node, in its order: a node's number is larger than its parent's.
    pub fn below(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut stack = vec![node];
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            stack.extend(self.nodes[next].kids.iter().rev());
            Some(next)
        })
    }

    fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        self.nodes[node].attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Is it a control with an answer of a name?
    pub fn is_answer(&self, node: usize) -> bool {
        CONTROLS.contains(&self.nodes[node].tag.as_str())
            && self.attribute(node, "name").is_some()
            && !matches!(self.attribute(node, "type"), Some("hidden" | "submit" | "button" | "file"))
    }

    /// Not shown to anybody until a script does.
    pub fn is_silent(&self, node: usize) -> bool {
        SILENT.contains(&self.nodes[node].tag.as_str()) || self.attribute(node, "hidden").is_some()
    }

    pub fn read(&self, node: usize, reading: &mut Reading) {
        let this = &self.nodes[node];
        if this.tag.is_empty() && this.parent.is_some() {
            return reading.say(&this.text);
        }
        if self.is_silent(node) {
            return;
        }
        if let Some(said) = self.stand_ins.get(&node) {
            reading.end();
            return reading.append(said);
        }
        if self.is_answer(node) {
            let mark = match self.attribute(node, "type") {
                Some("radio") => RADIO,
                Some("checkbox") => CHECK,
                _ => LINE,
            };
            return reading.ask(mark, self.place(node));
        }
        let is_inline = self.is_inline(node);
        if !is_inline {
            reading.end();
        }
        this.kids.iter().for_each(|kid| self.read(*kid, reading));
        if !is_inline {
            reading.end();
        }
    }

    pub fn is_inline(&self, node: usize) -> bool {
        INLINE.contains(&self.nodes[node].tag.as_str())
    }

    /// Every name that an element has or names another by.
    pub fn names(&self) -> BTreeSet<&str> {
        let attributes = self.nodes.iter().flat_map(|node| &node.attributes);
        let naming = attributes.filter(|(attribute, _)| NAMING.contains(attribute));
        naming.flat_map(|(_, names)| names.split_whitespace().chain([names.as_str()])).collect()
    }

    /// The words of a node, without those of controls in it.
    fn words(&self, node: usize) -> String {
        let is_text = |node: &usize| self.nodes[*node].tag.is_empty();
        self.below(node).filter(is_text).map(|node| self.nodes[node].text.as_str()).collect()
    }

    /// The words of the elements that an attribute names.
    fn named(&self, node: usize, attribute: &str) -> Option<String> {
        let ids = self.attribute(node, attribute)?.split_whitespace();
        Some(ids.filter_map(|id| self.by_id.get(id)).map(|node| self.words(*node)).collect())
    }

    fn place(&self, node: usize) -> Place {
        let own = self.attribute(node, "id").and_then(|id| self.labels.get(id)).map(|label| self.words(*label));
        let around = || self.above(node).find(|above| self.nodes[*above].tag == "label").map(|label| self.words(label));
        let mut described = self.named(node, "aria-describedby").unwrap_or_default();
        for group in self.above(node) {
            let head = match self.nodes[group].tag.as_str() {
                "fieldset" => "legend",
                "table" => "caption",
                _ => continue,
            };
            let heading = self.nodes[group].kids.iter().find(|kid| self.nodes[**kid].tag == head);
            described += &heading.map(|heading| self.words(*heading)).unwrap_or_default();
            described += &self.named(group, "aria-describedby").unwrap_or_default();
        }
        let is_tick = matches!(self.attribute(node, "type"), Some("radio" | "checkbox"));
        Place {
            name: self.attribute(node, "name").map(str::to_owned),
            label: self.named(node, "aria-labelledby").or(own).or_else(around).unwrap_or_default(),
            around: described,
            value: self.attribute(node, "value").filter(|_| is_tick).map(str::to_owned),
            required: Some(self.attribute(node, "required").is_some()),
            limit: self.attribute(node, "maxlength").and_then(|most| most.parse().ok()),
        }
    }
}
