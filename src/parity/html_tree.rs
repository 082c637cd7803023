//! The elements of a page, and what they say.
//!
//! A control's label and description are found as HTML and WAI-ARIA say: `label`, `legend`, `caption`, `aria-labelledby`,
//! `aria-describedby`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::read_content::{CHECKBOX, RADIO_BUTTON, ReadContent, ReadField, TEXT_FIELD};
use crate::markup::SilentEmitter;

/// Elements that have no end.
const VOID_ELEMENTS: [&str; 10] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"];
/// Elements that say nothing.
const HIDDEN_ELEMENTS: [&str; 7] = ["nav", "script", "style", "svg", "template", "noscript", "button"];
/// Elements that stand within a line.
const INLINE_ELEMENTS: [&str; 17] = [
    "a", "abbr", "b", "bdi", "br", "code", "em", "i", "input", "label", "mark", "small", "span", "strong", "sub",
    "sup", "time",
];
/// Elements whose own words a mark stands for.
const CONTROL_ELEMENTS: [&str; 3] = ["input", "textarea", "select"];

/// The attributes that say something.
const READ_ATTRIBUTES: [&str; 10] =
    ["id", "for", "name", "type", "value", "hidden", "required", "maxlength", "aria-labelledby", "aria-describedby"];

/// Attributes that name elements, or make them known by a name.
const NAME_ATTRIBUTES: [&str; 4] = ["id", "for", "aria-labelledby", "aria-describedby"];

/// An element or a text.
#[derive(Debug, Default)]
pub(crate) struct HtmlNode {
    /// Empty of a text.
    pub(crate) tag: String,
    attributes: Vec<(&'static str, String)>,
    text: String,
    pub(crate) parent: Option<usize>,
    pub(crate) kids: Vec<usize>,
    /// An element's bytes; it ends where it begins where no tag ends it.
    pub(crate) bytes: Range<usize>,
}

/// A page, or a part of one; the first node is what all others stand in.
pub(crate) struct HtmlTree<'p> {
    pub(crate) nodes: Vec<HtmlNode>,
    by_id: BTreeMap<String, usize>,
    /// Labels by what they are for.
    labels: BTreeMap<String, usize>,
    /// Does every tag end what stands in it, and are all elements ended?
    pub(crate) is_closed: bool,
    /// What elements say that stand for others.
    pub(crate) stand_ins: BTreeMap<usize, &'p ReadContent>,
}

impl<'p> HtmlTree<'p> {
    pub(crate) fn parse(html: &[u8]) -> HtmlTree<'p> {
        let mut tree = HtmlTree {
            nodes: vec![HtmlNode::default()],
            by_id: BTreeMap::new(),
            labels: BTreeMap::new(),
            is_closed: true,
            stand_ins: BTreeMap::new(),
        };
        let mut open = vec![0];
        // The start tag that is being read, and its attribute.
        let (mut tag, mut attribute) = (HtmlNode::default(), None);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let read = |event: CallbackEvent, span: Span<usize>| -> Option<()> {
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    tag = HtmlNode { tag: text(name), bytes: span.start..span.start, ..HtmlNode::default() };
                }
                CallbackEvent::AttributeName { name } => {
                    attribute = READ_ATTRIBUTES.into_iter().find(|telling| telling.as_bytes() == name);
                    // One without a value is there, too.
                    tag.attributes.extend(attribute.map(|name| (name, String::new())));
                }
                CallbackEvent::AttributeValue { value } => {
                    if let Some((_, empty)) = tag.attributes.last_mut().filter(|_| attribute.is_some()) {
                        *empty = text(value);
                    }
                }
                CallbackEvent::CloseStartTag { self_closing } => {
                    tree.begin_element(std::mem::take(&mut tag), self_closing, &mut open);
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
                    tree.add_node(HtmlNode { text: text(value), ..HtmlNode::default() }, &open);
                }
                CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
            }
            None
        };
        for Ok(()) in Tokenizer::new_with_emitter(html, SilentEmitter(CallbackEmitter::new(read))) {}
        tree.is_closed &= open.len() == 1;
        tree
    }

    fn begin_element(&mut self, element: HtmlNode, self_closing: bool, open: &mut Vec<usize>) {
        let is_void = self_closing || VOID_ELEMENTS.contains(&element.tag.as_str());
        let is_label = element.tag == "label";
        let at = self.add_node(element, open);
        let of = |name: &str| self.attribute(at, name).map(str::to_owned);
        let (id, labelled) = (of("id"), of("for").filter(|_| is_label));
        id.map(|id| self.by_id.entry(id).or_insert(at));
        labelled.map(|labelled| self.labels.entry(labelled).or_insert(at));
        if !is_void {
            open.push(at);
        }
    }

    fn add_node(&mut self, node: HtmlNode, open: &[usize]) -> usize {
        let at = self.nodes.len();
        let parent = open.last().copied().unwrap_or_default();
        self.nodes[parent].kids.push(at);
        self.nodes.push(HtmlNode { parent: Some(parent), ..node });
        at
    }

    /// What a node stands in, from the inside.
    pub(crate) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[node].parent, |above| self.nodes[*above].parent)
    }

    /// Everything inside a node, in its order: a node's number is larger than its parent's.
    pub(crate) fn descendants(&self, node: usize) -> impl Iterator<Item = usize> {
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
    pub(crate) fn is_control(&self, node: usize) -> bool {
        CONTROL_ELEMENTS.contains(&self.nodes[node].tag.as_str())
            && self.attribute(node, "name").is_some()
            && !matches!(self.attribute(node, "type"), Some("hidden" | "submit" | "button" | "file"))
    }

    /// Not shown to anybody until a script does.
    pub(crate) fn is_hidden(&self, node: usize) -> bool {
        HIDDEN_ELEMENTS.contains(&self.nodes[node].tag.as_str()) || self.attribute(node, "hidden").is_some()
    }

    pub(crate) fn read(&self, node: usize, reading: &mut ReadContent) {
        let this = &self.nodes[node];
        if this.tag.is_empty() && this.parent.is_some() {
            return reading.add_text(&this.text);
        }
        if self.is_hidden(node) {
            return;
        }
        if let Some(said) = self.stand_ins.get(&node) {
            reading.end_paragraph();
            return reading.append(said);
        }
        if self.is_control(node) {
            let mark = match self.attribute(node, "type") {
                Some("radio") => RADIO_BUTTON,
                Some("checkbox") => CHECKBOX,
                _ => TEXT_FIELD,
            };
            return reading.add_field(mark, self.control_field(node));
        }
        let is_inline = self.is_inline(node);
        if !is_inline {
            reading.end_paragraph();
        }
        this.kids.iter().for_each(|kid| self.read(*kid, reading));
        if !is_inline {
            reading.end_paragraph();
        }
    }

    pub(crate) fn is_inline(&self, node: usize) -> bool {
        INLINE_ELEMENTS.contains(&self.nodes[node].tag.as_str())
    }

    /// Every name that an element has or names another by.
    pub(crate) fn referenced_names(&self) -> BTreeSet<&str> {
        let attributes = self.nodes.iter().flat_map(|node| &node.attributes);
        let naming = attributes.filter(|(attribute, _)| NAME_ATTRIBUTES.contains(attribute));
        naming.flat_map(|(_, names)| names.split_whitespace().chain([names.as_str()])).collect()
    }

    /// The words of a node, without those of controls in it.
    fn text(&self, node: usize) -> String {
        let is_text = |node: &usize| self.nodes[*node].tag.is_empty();
        self.descendants(node).filter(is_text).map(|node| self.nodes[node].text.as_str()).collect()
    }

    /// The words of the elements that an attribute names.
    fn referenced_text(&self, node: usize, attribute: &str) -> Option<String> {
        let ids = self.attribute(node, attribute)?.split_whitespace();
        Some(ids.filter_map(|id| self.by_id.get(id)).map(|node| self.text(*node)).collect())
    }

    fn control_field(&self, node: usize) -> ReadField {
        let own = self.attribute(node, "id").and_then(|id| self.labels.get(id)).map(|label| self.text(*label));
        let around =
            || self.ancestors(node).find(|above| self.nodes[*above].tag == "label").map(|label| self.text(label));
        let mut described = self.referenced_text(node, "aria-describedby").unwrap_or_default();
        for group in self.ancestors(node) {
            let head = match self.nodes[group].tag.as_str() {
                "fieldset" => "legend",
                "table" => "caption",
                _ => continue,
            };
            let heading = self.nodes[group].kids.iter().find(|kid| self.nodes[**kid].tag == head);
            described += &heading.map(|heading| self.text(*heading)).unwrap_or_default();
            described += &self.referenced_text(group, "aria-describedby").unwrap_or_default();
        }
        let is_tick = matches!(self.attribute(node, "type"), Some("radio" | "checkbox"));
        ReadField {
            name: self.attribute(node, "name").map(str::to_owned),
            label: self.referenced_text(node, "aria-labelledby").or(own).or_else(around).unwrap_or_default(),
            description: described,
            value: self.attribute(node, "value").filter(|_| is_tick).map(str::to_owned),
            required: Some(self.attribute(node, "required").is_some()),
            limit: self.attribute(node, "maxlength").and_then(|most| most.parse().ok()),
        }
    }
}
