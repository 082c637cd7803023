//! What the search looks through: the words of every page, taken from the page as it is shown, so that it
//! finds what a reader sees and nothing else.
//!
//! The index is a classic script, as pages opened from a disk may not read files (WHATWG Fetch, 4.1). It is
//! no inverted index: a site of some hundred pages is searched through at every keystroke in a few milliseconds,
//! and a substring is found wherever it stands, which no segmenter of Chinese can promise.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use serde::Serialize;

use crate::markup::Faultless;
use crate::model::Address;

/// A page with its parts; the keys are short because there are many of them.
#[derive(Debug, PartialEq, Hash, Serialize)]
struct Entry<'a> {
    /// Where it is, from the root of the site.
    u: &'a str,
    t: &'a str,
    /// The pages it hangs below.
    a: &'a [String],
    /// Anchor, heading and paragraphs of each part; what stands before the first heading has neither.
    p: Vec<Part>,
}

type Part = (String, String, Vec<String>);

/// What the index has of a page with this title, these labels of the pages above, and this markup, as JSON.
pub fn words(address: &Address, title: &str, above: &[String], html: &str) -> String {
    let entry = Entry { u: address.as_str(), t: title, a: above, p: parts(html) };
    // Plain data: strings and lists always become JSON.
    serde_json::to_string(&entry).unwrap_or_default()
}

/// The words of pages as a script.
pub fn index(pages: &[&str]) -> Vec<u8> {
    let begin = "\"use strict\";\n(window.formpress = window.formpress || {}).pages = [";
    // In one piece: many pages have many words.
    let mut script = Vec::with_capacity(begin.len() + pages.iter().map(|words| words.len() + 1).sum::<usize>() + 3);
    script.extend_from_slice(begin.as_bytes());
    for (place, words) in pages.iter().enumerate() {
        script.extend_from_slice(if place > 0 { b"," } else { b"" });
        script.extend_from_slice(words.as_bytes());
    }
    script.extend_from_slice(b"];\n");
    script
}

/// Elements whose text is not read: scripts, and drawings, whose words stand beside them.
const SILENT: [&[u8]; 4] = [b"script", b"style", b"svg", b"template"];

/// Elements that stand within a line; every other one ends a paragraph.
const INLINE: [&[u8]; 17] = [
    b"a", b"abbr", b"b", b"bdi", b"button", b"code", b"em", b"i", b"input", b"label", b"mark", b"small", b"span",
    b"strong", b"sub", b"sup", b"time",
];

/// What stands in `<main>`.
fn parts(html: &str) -> Vec<Part> {
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
