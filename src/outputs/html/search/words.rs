//! The words of a page, taken from the page as it is shown, so that the search finds what a reader sees and nothing else.

use std::collections::BTreeSet;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use serde::{Deserialize, Serialize};

use super::hanzi::sound;
use crate::markup::Faultless;

/// A page with its parts. The keys are short because there are many of them.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Where it is, from the root of the site.
    #[serde(rename = "u")]
    pub address: String,
    #[serde(rename = "t")]
    pub title: String,
    /// The pages it hangs below, but for the home.
    #[serde(rename = "a")]
    pub above: Vec<String>,
    /// Other words that people search for it with.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// The page of all pages like it.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(rename = "p")]
    pub parts: Vec<Part>,
    /// What the pages say of which this is the page of all, and these pages by name and address.
    #[serde(rename = "e", default, skip_serializing_if = "Vec::is_empty")]
    pub of_members: Vec<Part>,
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<(String, String)>,
    /// What the page of all says for it.
    #[serde(skip)]
    pub shared: BTreeSet<String>,
}

/// Anchor, heading and paragraphs of each part; what stands before the first heading has neither.
pub type Part = (String, String, Vec<String>);

impl Entry {
    /// What the entry says, as JSON.
    pub fn words(&self) -> String {
        // Plain data: strings and lists always become JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Headings and paragraphs that are found on this page and not on the page of all like it.
    pub fn own_parts(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.parts.iter().chain(&self.of_members).map(|(_, heading, texts)| {
            let own = |text: &&str| !self.shared.contains(*text);
            (
                Some(heading.as_str()).filter(own).unwrap_or_default(),
                texts.iter().map(String::as_str).filter(own).collect(),
            )
        })
    }
}

/// What the hanzi of a name begin with when they are spoken: `wh` of 武汉.
pub fn initials(name: &str) -> String {
    name.chars().filter_map(|sign| sound(sign)?.chars().next()).collect()
}

/// Elements whose text is not read: scripts, and drawings, whose words stand beside them.
const SILENT: [&[u8]; 4] = [b"script", b"style", b"svg", b"template"];

/// Elements that stand within a line; every other one ends a paragraph.
const INLINE: [&[u8]; 17] = [
    b"a", b"abbr", b"b", b"bdi", b"button", b"code", b"em", b"i", b"input", b"label", b"mark", b"small", b"span",
    b"strong", b"sub", b"sup", b"time",
];

/// What stands in `<main>` of a page.
pub fn parts(html: &str) -> Vec<Part> {
    let mut parts = vec![Part::default()];
    // What stands before it is the same on every page, and is not gone through.
    let main = html.find("<main").map_or("", |start| &html[start..]);
    let reader =
        Reader { parts: &mut parts, text: Vec::new(), heading: None, tag: Tag::Inline, is_id: false, silent: 0 };
    // It ends with the element.
    let _ = Tokenizer::new_with_emitter(main, Faultless(CallbackEmitter::new(reader))).next();
    parts.retain(|(_, heading, paragraphs)| !heading.is_empty() || !paragraphs.is_empty());
    parts
}

/// What a start tag that is being read means for the words around it.
#[derive(Clone, Copy, PartialEq)]
enum Tag {
    Silent,
    Inline,
    Block,
    Heading,
}

/// Gathers words from what the tokenizer tells.
struct Reader<'a> {
    parts: &'a mut Vec<Part>,
    text: Vec<u8>,
    /// The anchor of the heading that is being read.
    heading: Option<String>,
    tag: Tag,
    /// Is the next value the tag's first `id`?
    is_id: bool,
    /// How many elements whose text is not read are open.
    silent: i32,
}

/// The end of `<main>`.
struct End;

impl Callback<End, ()> for Reader<'_> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<End> {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = match name {
                    name if SILENT.contains(&name) => Tag::Silent,
                    name if INLINE.contains(&name) => Tag::Inline,
                    b"h1" | b"h2" | b"h3" => Tag::Heading,
                    _ => Tag::Block,
                };
                if matches!(self.tag, Tag::Block | Tag::Heading) {
                    self.end();
                }
                if self.tag == Tag::Heading {
                    self.heading = Some(String::new());
                }
            }
            CallbackEvent::AttributeName { name } => self.is_id = self.tag == Tag::Heading && name == b"id",
            CallbackEvent::AttributeValue { value } if self.is_id => {
                self.is_id = false;
                self.heading = Some(String::from_utf8_lossy(value).into_owned());
            }
            CallbackEvent::CloseStartTag { self_closing } if self.tag == Tag::Silent && !self_closing => {
                self.silent += 1
            }
            CallbackEvent::EndTag { name: b"main" } => {
                self.end();
                return Some(End);
            }
            CallbackEvent::EndTag { name } if SILENT.contains(&name) => self.silent -= 1,
            CallbackEvent::EndTag { name } if !INLINE.contains(&name) => self.end(),
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

impl Reader<'_> {
    /// Ends a paragraph or a heading.
    fn end(&mut self) {
        let read = String::from_utf8_lossy(&self.text);
        let mut words = read.split_whitespace();
        let Some(first) = words.next() else { return self.text.clear() };
        let mut text = String::with_capacity(read.len());
        text.push_str(first);
        for word in words {
            text.push(' ');
            text.push_str(word);
        }
        self.text.clear();
        match (self.heading.take(), self.parts.last_mut()) {
            // A heading without an anchor is the page's own, or a label: words like any other.
            (Some(anchor), _) if !anchor.is_empty() => self.parts.push((anchor, text, Vec::new())),
            (_, Some((_, _, paragraphs))) => paragraphs.push(text),
            (_, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn words_stand_in_their_part_and_scripts_in_none() {
        let html = "<title>x</title><main><h1>页</h1><p>甲<a href=\"#\">乙</a>\n 丙</p><svg><text>图</text></svg>\
            <script>1</script><h2 id=\"b\">二</h2><ul><li>丁<ul><li>戊</li></ul></li></ul></main><p>脚</p>";
        let said: Vec<String> =
            parts(html).iter().map(|(anchor, heading, words)| format!("{anchor}|{heading}|{words:?}")).collect();
        assert_eq!(said, ["||[\"页\", \"甲乙 丙\"]", "b|二|[\"丁\", \"戊\"]"]);
    }
}
