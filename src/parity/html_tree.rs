//! The element tree of an HTML page, and the reading of its text and controls.
//!
//! A control's label and description are found as HTML and WAI-ARIA define: `label`, `legend`, `caption`,
//! `aria-labelledby`, `aria-describedby`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::read_content::{CHECKBOX, RADIO_BUTTON, ReadContent, ReadField, TEXT_FIELD};
use crate::markup::SilentEmitter;

/// Elements without an end tag (HTML: void elements).
const VOID_ELEMENTS: [&str; 10] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"];
/// Elements that are not read: navigation, scripts, drawings, buttons.
const HIDDEN_ELEMENTS: [&str; 7] = ["nav", "script", "style", "svg", "template", "noscript", "button"];
/// Elements that do not end a paragraph (HTML: phrasing content).
const INLINE_ELEMENTS: [&str; 17] = [
    "a", "abbr", "b", "bdi", "br", "code", "em", "i", "input", "label", "mark", "small", "span", "strong", "sub",
    "sup", "time",
];
/// Form controls: a mark replaces their own text.
const CONTROL_ELEMENTS: [&str; 3] = ["input", "textarea", "select"];

/// The attributes that are kept.
const READ_ATTRIBUTES: [&str; 10] =
    ["id", "for", "name", "type", "value", "hidden", "required", "maxlength", "aria-labelledby", "aria-describedby"];

/// The attributes whose value is an id or refers to ids.
const NAME_ATTRIBUTES: [&str; 4] = ["id", "for", "aria-labelledby", "aria-describedby"];

/// A node of the tree: an element or a text.
#[derive(Debug, Default)]
pub(crate) struct HtmlNode {
    /// The tag name; empty for a text.
    pub(crate) tag: String,
    attributes: Vec<(&'static str, String)>,
    text: String,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<usize>,
    /// The byte range of an element in the page; an empty range if no end tag closes the element.
    pub(crate) bytes: Range<usize>,
}

/// The nodes of a page or of a part of one; the first node is the root.
pub(crate) struct HtmlTree<'p> {
    pub(crate) nodes: Vec<HtmlNode>,
    by_id: BTreeMap<String, usize>,
    /// Label elements by the id of their control (`for`).
    labels: BTreeMap<String, usize>,
    /// Whether every end tag closes the innermost open element and no element is left open.
    pub(crate) is_closed: bool,
    /// The content of elements that replace parts, by node.
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
        // The start tag that is being tokenized, and its attribute.
        let (mut tag, mut attribute) = (HtmlNode::default(), None);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let read = |event: CallbackEvent, span: Span<usize>| -> Option<()> {
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    tag = HtmlNode { tag: text(name), bytes: span.start..span.start, ..HtmlNode::default() };
                }
                CallbackEvent::AttributeName { name } => {
                    attribute = READ_ATTRIBUTES.into_iter().find(|kept| kept.as_bytes() == name);
                    // An attribute without a value counts, too.
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
        let attribute = |name: &str| self.attribute(at, name).map(str::to_owned);
        let (id, labelled_id) = (attribute("id"), attribute("for").filter(|_| is_label));
        id.map(|id| self.by_id.entry(id).or_insert(at));
        labelled_id.map(|labelled_id| self.labels.entry(labelled_id).or_insert(at));
        if !is_void {
            open.push(at);
        }
    }

    fn add_node(&mut self, node: HtmlNode, open: &[usize]) -> usize {
        let at = self.nodes.len();
        let parent = open.last().copied().unwrap_or_default();
        self.nodes[parent].children.push(at);
        self.nodes.push(HtmlNode { parent: Some(parent), ..node });
        at
    }

    /// The ancestors of a node, the parent first.
    pub(crate) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[node].parent, |ancestor| self.nodes[*ancestor].parent)
    }

    /// A node and its descendants in document order: a node's index is larger than its parent's.
    pub(crate) fn descendants(&self, node: usize) -> impl Iterator<Item = usize> {
        let mut stack = vec![node];
        std::iter::from_fn(move || {
            let next = stack.pop()?;
            stack.extend(self.nodes[next].children.iter().rev());
            Some(next)
        })
    }

    fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        self.nodes[node].attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Returns whether a node is a form control whose answer has a name.
    pub(crate) fn is_control(&self, node: usize) -> bool {
        CONTROL_ELEMENTS.contains(&self.nodes[node].tag.as_str())
            && self.attribute(node, "name").is_some()
            && !matches!(self.attribute(node, "type"), Some("hidden" | "submit" | "button" | "file"))
    }

    /// Returns whether a node is not read, or is hidden until a script shows it.
    pub(crate) fn is_hidden(&self, node: usize) -> bool {
        HIDDEN_ELEMENTS.contains(&self.nodes[node].tag.as_str()) || self.attribute(node, "hidden").is_some()
    }

    pub(crate) fn read(&self, node: usize, content: &mut ReadContent) {
        let html_node = &self.nodes[node];
        if html_node.tag.is_empty() && html_node.parent.is_some() {
            return content.add_text(&html_node.text);
        }
        if self.is_hidden(node) {
            return;
        }
        if let Some(part) = self.stand_ins.get(&node) {
            content.end_paragraph();
            return content.append(part);
        }
        if self.is_control(node) {
            let mark = match self.attribute(node, "type") {
                Some("radio") => RADIO_BUTTON,
                Some("checkbox") => CHECKBOX,
                _ => TEXT_FIELD,
            };
            return content.add_field(mark, self.control_field(node));
        }
        let is_inline = self.is_inline(node);
        if !is_inline {
            content.end_paragraph();
        }
        html_node.children.iter().for_each(|child| self.read(*child, content));
        if !is_inline {
            content.end_paragraph();
        }
    }

    pub(crate) fn is_inline(&self, node: usize) -> bool {
        INLINE_ELEMENTS.contains(&self.nodes[node].tag.as_str())
    }

    /// Every id that an element has or refers to.
    pub(crate) fn referenced_names(&self) -> BTreeSet<&str> {
        let attributes = self.nodes.iter().flat_map(|node| &node.attributes);
        let naming = attributes.filter(|(attribute, _)| NAME_ATTRIBUTES.contains(attribute));
        naming.flat_map(|(_, names)| names.split_whitespace().chain([names.as_str()])).collect()
    }

    /// The text of a node and its descendants.
    fn text(&self, node: usize) -> String {
        let is_text = |node: &usize| self.nodes[*node].tag.is_empty();
        self.descendants(node).filter(is_text).map(|node| self.nodes[node].text.as_str()).collect()
    }

    /// The text of the elements that an attribute refers to; `None` if the node lacks the attribute.
    fn referenced_text(&self, node: usize, attribute: &str) -> Option<String> {
        let ids = self.attribute(node, attribute)?.split_whitespace();
        Some(ids.filter_map(|id| self.by_id.get(id)).map(|node| self.text(*node)).collect())
    }

    fn control_field(&self, node: usize) -> ReadField {
        let explicit_label =
            self.attribute(node, "id").and_then(|id| self.labels.get(id)).map(|label| self.text(*label));
        let enclosing_label =
            || self.ancestors(node).find(|ancestor| self.nodes[*ancestor].tag == "label").map(|label| self.text(label));
        let mut description = self.referenced_text(node, "aria-describedby").unwrap_or_default();
        for group in self.ancestors(node) {
            let head = match self.nodes[group].tag.as_str() {
                "fieldset" => "legend",
                "table" => "caption",
                _ => continue,
            };
            let heading = self.nodes[group].children.iter().find(|child| self.nodes[**child].tag == head);
            description += &heading.map(|heading| self.text(*heading)).unwrap_or_default();
            description += &self.referenced_text(group, "aria-describedby").unwrap_or_default();
        }
        let is_tick = matches!(self.attribute(node, "type"), Some("radio" | "checkbox"));
        ReadField {
            name: self.attribute(node, "name").map(str::to_owned),
            label: self
                .referenced_text(node, "aria-labelledby")
                .or(explicit_label)
                .or_else(enclosing_label)
                .unwrap_or_default(),
            description,
            value: self.attribute(node, "value").filter(|_| is_tick).map(str::to_owned),
            required: Some(self.attribute(node, "required").is_some()),
            limit: self.attribute(node, "maxlength").and_then(|length| length.parse().ok()),
        }
    }
}
