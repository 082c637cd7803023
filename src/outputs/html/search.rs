//! What the search looks through: the words of every page, taken from the page as it is shown, so that it
//! finds what a reader sees and nothing else.
//!
//! The index is a classic script, as pages opened from a disk may not read files (WHATWG Fetch, 4.1). It is
//! no inverted index: a site of some hundred pages is searched through at every keystroke in a few milliseconds,
//! and a substring is found wherever it stands, which no segmenter of Chinese can promise.
//!
//! This file alone names html5gum.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};
use serde::Serialize;

use crate::model::Address;

/// A page with its parts; the keys are short because there are many of them.
#[derive(Debug, PartialEq, Serialize)]
struct Entry {
    /// Where it is, from the root of the site.
    u: String,
    t: String,
    /// The pages it hangs below.
    a: Vec<String>,
    /// Anchor, heading and paragraphs of each part; what stands before the first heading has neither.
    p: Vec<(String, String, Vec<String>)>,
}

/// Pages with their title, the labels of the pages above, and their markup, as a script.
pub fn index<'p>(pages: impl Iterator<Item = (&'p Address, Cow<'p, str>, Vec<String>, &'p [u8])>) -> Vec<u8> {
    let entries: Vec<Entry> = pages
        .map(|(address, title, above, html)| Entry {
            u: address.to_string(),
            t: title.into_owned(),
            a: above,
            p: parts(html),
        })
        .collect();
    // Plain data: strings and lists always become JSON.
    let json = serde_json::to_string(&entries).unwrap_or_default();
    format!("\"use strict\";\n(window.formpress = window.formpress || {{}}).pages = {json};\n").into_bytes()
}

/// Elements whose text is not read: scripts, and drawings, whose words stand beside them.
const SILENT: [&[u8]; 4] = [b"script", b"style", b"svg", b"template"];

/// Elements that stand within a line; every other one ends a paragraph.
const INLINE: [&[u8]; 17] = [
    b"a", b"abbr", b"b", b"bdi", b"button", b"code", b"em", b"i", b"input", b"label", b"mark", b"small", b"span",
    b"strong", b"sub", b"sup", b"time",
];

/// What stands in `<main>`.
fn parts(html: &[u8]) -> Vec<(String, String, Vec<String>)> {
    let mut reader = Reader { parts: vec![Default::default()], text: String::new(), heading: None };
    let (mut inside, mut silent) = (false, 0);
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = tag.name.as_slice();
                inside |= name == b"main";
                if SILENT.contains(&name) && !tag.self_closing {
                    silent += 1;
                } else if inside && !INLINE.contains(&name) {
                    reader.end();
                    if matches!(name, b"h1" | b"h2" | b"h3") {
                        let id = tag.attributes.get(b"id".as_slice());
                        reader.heading =
                            Some(id.map(|id| String::from_utf8_lossy(id).into_owned()).unwrap_or_default());
                    }
                }
            }
            Token::EndTag(tag) => {
                let name = tag.name.as_slice();
                if name == b"main" {
                    break;
                }
                if SILENT.contains(&name) {
                    silent -= 1;
                } else if inside && !INLINE.contains(&name) {
                    reader.end();
                }
            }
            Token::String(text) if inside && silent == 0 => reader.text.push_str(&String::from_utf8_lossy(&text)),
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.end();
    reader.parts.retain(|(_, heading, paragraphs)| !heading.is_empty() || !paragraphs.is_empty());
    reader.parts
}

struct Reader {
    parts: Vec<(String, String, Vec<String>)>,
    text: String,
    /// The anchor of the heading that is being read.
    heading: Option<String>,
}

impl Reader {
    /// Ends a paragraph or a heading.
    fn end(&mut self) {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.text.clear();
        if text.is_empty() {
            return;
        }
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
        let said: Vec<String> = parts(html.as_bytes())
            .iter()
            .map(|(anchor, heading, words)| format!("{anchor}|{heading}|{words:?}"))
            .collect();
        assert_eq!(said, ["||[\"页\", \"甲乙 丙\"]", "b|二|[\"丁\", \"戊\"]"]);
    }
}
