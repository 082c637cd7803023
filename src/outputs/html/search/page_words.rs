//! The words of a page, read from its finished HTML, so that the search finds what a reader sees and nothing else.

use std::collections::BTreeSet;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use serde::{Deserialize, Serialize};

use super::hanzi::main_pinyin_syllable;
use crate::markup::SilentEmitter;

/// The entry of a page in the index, with its sections. The JSON keys are short because there are many of them.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SearchEntry {
    /// The address, from the root of the site.
    #[serde(rename = "u")]
    pub(crate) address: String,
    #[serde(rename = "t")]
    pub(crate) title: String,
    /// The titles of the pages above it, without the home page.
    #[serde(rename = "a")]
    pub(crate) above: Vec<String>,
    /// Other words that people search for it with.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) also: Vec<String>,
    /// The page about all pages like it.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    #[serde(rename = "p")]
    pub(crate) parts: Vec<SearchSection>,
    /// On the page about a group: the text that its members share.
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) of_members: Vec<SearchSection>,
    /// On the page about a group: the names and addresses of its members.
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) members: Vec<(String, String)>,
    /// The texts that the page about its group has in place of it.
    #[serde(skip)]
    pub(crate) shared: BTreeSet<String>,
}

/// The anchor, heading and paragraphs of a section; the text before the first heading has no anchor and no heading.
pub(crate) type SearchSection = (String, String, Vec<String>);

impl SearchEntry {
    /// The entry as JSON.
    pub(crate) fn to_json(&self) -> String {
        // Plain data: strings and lists always become JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Headings and paragraphs that are found on this page and not on the page about its group.
    pub(crate) fn own_parts(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.parts.iter().chain(&self.of_members).map(|(_, heading, texts)| {
            let own = |text: &&str| !self.shared.contains(*text);
            (
                Some(heading.as_str()).filter(own).unwrap_or_default(),
                texts.iter().map(String::as_str).filter(own).collect(),
            )
        })
    }
}

/// The initials of the pinyin of a name: `wh` for 武汉.
pub(crate) fn pinyin_initials(name: &str) -> String {
    name.chars().filter_map(|sign| main_pinyin_syllable(sign)?.chars().next()).collect()
}

/// The elements that are not read: scripts, and drawings, which have the same words as text beside them.
const SKIPPED_ELEMENTS: [&[u8]; 4] = [b"script", b"style", b"svg", b"template"];

/// The elements inside a line; every other one ends a paragraph.
const INLINE_ELEMENTS: [&[u8]; 17] = [
    b"a", b"abbr", b"b", b"bdi", b"button", b"code", b"em", b"i", b"input", b"label", b"mark", b"small", b"span",
    b"strong", b"sub", b"sup", b"time",
];

/// The sections of the `<main>` element of a page.
pub(crate) fn search_sections(html: &str) -> Vec<SearchSection> {
    let mut parts = vec![SearchSection::default()];
    // The markup before it is the same on every page, and is skipped.
    let main = html.find("<main").map_or("", |start| &html[start..]);
    let reader = PageWordsReader {
        parts: &mut parts,
        text: Vec::new(),
        heading: None,
        tag: TagRole::Inline,
        is_id: false,
        silent: 0,
    };
    // The tokenizer ends with the element.
    let _ = Tokenizer::new_with_emitter(main, SilentEmitter(CallbackEmitter::new(reader))).next();
    parts.retain(|(_, heading, paragraphs)| !heading.is_empty() || !paragraphs.is_empty());
    parts
}

/// The effect of a start tag on the words around it.
#[derive(Clone, Copy, PartialEq)]
enum TagRole {
    Silent,
    Inline,
    Block,
    Heading,
}

/// Collects words from the events of the tokenizer.
struct PageWordsReader<'a> {
    parts: &'a mut Vec<SearchSection>,
    text: Vec<u8>,
    /// The anchor of the heading that is being read.
    heading: Option<String>,
    tag: TagRole,
    /// Is the next value the tag's first `id`?
    is_id: bool,
    /// The number of open elements that are not read.
    silent: i32,
}

/// The end of `<main>`.
struct MainEnd;

impl Callback<MainEnd, ()> for PageWordsReader<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<MainEnd> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = match name {
                    name if SKIPPED_ELEMENTS.contains(&name) => TagRole::Silent,
                    name if INLINE_ELEMENTS.contains(&name) => TagRole::Inline,
                    b"h1" | b"h2" | b"h3" => TagRole::Heading,
                    _ => TagRole::Block,
                };
                if matches!(self.tag, TagRole::Block | TagRole::Heading) {
                    self.end_paragraph();
                }
                if self.tag == TagRole::Heading {
                    self.heading = Some(String::new());
                }
            }
            CallbackEvent::AttributeName { name } => self.is_id = self.tag == TagRole::Heading && name == b"id",
            CallbackEvent::AttributeValue { value } if self.is_id => {
                self.is_id = false;
                self.heading = Some(String::from_utf8_lossy(value).into_owned());
            }
            CallbackEvent::CloseStartTag { self_closing } if self.tag == TagRole::Silent && !self_closing => {
                self.silent += 1
            }
            CallbackEvent::EndTag { name: b"main" } => {
                self.end_paragraph();
                return Some(MainEnd);
            }
            CallbackEvent::EndTag { name } if SKIPPED_ELEMENTS.contains(&name) => self.silent -= 1,
            CallbackEvent::EndTag { name } if !INLINE_ELEMENTS.contains(&name) => self.end_paragraph(),
            CallbackEvent::String { value } if self.silent == 0 => self.text.extend_from_slice(value),
            CallbackEvent::AttributeValue { .. }
            | CallbackEvent::CloseStartTag { .. }
            | CallbackEvent::EndTag { .. }
            | CallbackEvent::String { .. }
            | CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
        None
    }
}

impl PageWordsReader<'_> {
    /// Ends a paragraph or a heading.
    fn end_paragraph(&mut self) {
        let decoded = String::from_utf8_lossy(&self.text);
        let mut words = decoded.split_whitespace();
        let Some(first) = words.next() else { return self.text.clear() };
        let mut text = String::with_capacity(decoded.len());
        text.push_str(first);
        for word in words {
            text.push(' ');
            text.push_str(word);
        }
        self.text.clear();
        match (self.heading.take(), self.parts.last_mut()) {
            // A heading without an anchor is the page's title, or a label: words like any other.
            (Some(anchor), _) if !anchor.is_empty() => self.parts.push((anchor, text, Vec::new())),
            (_, Some((_, _, paragraphs))) => paragraphs.push(text),
            (_, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::search_sections;

    #[test]
    fn words_stand_in_their_part_and_scripts_in_none() {
        let html = "<title>x</title><main><h1>页</h1><p>甲<a href=\"#\">乙</a>\n 丙</p><svg><text>图</text></svg>\
            <script>1</script><h2 id=\"b\">二</h2><ul><li>丁<ul><li>戊</li></ul></li></ul></main><p>脚</p>";
        let sections: Vec<String> = search_sections(html)
            .iter()
            .map(|(anchor, heading, words)| format!("{anchor}|{heading}|{words:?}"))
            .collect();
        assert_eq!(sections, ["||[\"页\", \"甲乙 丙\"]", "b|二|[\"丁\", \"戊\"]"]);
    }
}
