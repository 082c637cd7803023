//! Reads SVG drawings as XML, and refuses drawings that are more than a static picture.
//!
//! A drawing that is opened by itself is a page: its scripts run, and its external links are loaded. Embedded pictures
//! are refused as well, because their camera metadata would be published unnoticed.

use std::ops::Range;

use roxmltree::{Document, Error, Node, NodeType, ParsingOptions};

use crate::wording::{FilledMessage, load as words, message};

/// A fault of a drawing: message and byte range in the text.
pub struct DrawingFault {
    pub(crate) message: FilledMessage,
    pub range: Range<usize>,
}

/// XML nodes: more than any drawing by hand.
const MOST_NODES: u32 = 200_000;
/// Nesting depth of elements; the XML parser keeps open elements in memory.
const DEEPEST: usize = 200;

/// Elements that run scripts, or that embed pages and media.
const ACTIVE_ELEMENTS: [&str; 10] =
    ["script", "foreignObject", "handler", "listener", "iframe", "embed", "object", "audio", "video", "canvas"];

/// Parses a drawing as XML.
///
/// # Errors
/// The text is not XML, has a DOCTYPE, or exceeds a limit.
pub(crate) fn document(text: &str) -> Result<Document<'_>, DrawingFault> {
    if depth(text) > DEEPEST {
        return Err(DrawingFault {
            message: message!(words::DRAWING_BROKEN, what = format!("> {DEEPEST}")),
            range: 0..0,
        });
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| parse_fault(text, &error))
}

/// All faults of a drawing.
pub fn faults(text: &str) -> Vec<DrawingFault> {
    let document = match document(text) {
        Ok(document) => document,
        Err(fault) => return vec![fault],
    };
    let root = document.root_element();
    let mut found = Vec::new();
    if root.tag_name().name() != "svg" {
        let message = message!(words::DRAWING_BROKEN, what = root.tag_name().name());
        found.push(DrawingFault { message, range: start(&root) });
    }
    for node in document.descendants() {
        match node.node_type() {
            NodeType::Element => element(&node, &mut found),
            NodeType::PI => {
                let what = node.pi().map(|pi| format!("<?{}", pi.target)).unwrap_or_default();
                found.push(DrawingFault { message: message!(words::DRAWING_OUTSIDE, what), range: start(&node) });
            }
            NodeType::Root | NodeType::Text | NodeType::Comment => {}
        }
    }
    found
}

fn element(node: &Node, found: &mut Vec<DrawingFault>) {
    let name = node.tag_name().name();
    if ACTIVE_ELEMENTS.contains(&name) || node.tag_name().namespace() == Some("http://www.w3.org/1999/xhtml") {
        let message = message!(words::DRAWING_RUNS, what = format!("<{name}>"));
        found.push(DrawingFault { message, range: start(node) });
        return;
    }
    if name == "style"
        && let Some(what) = node.descendants().filter_map(|inner| inner.text()).find_map(external_url)
    {
        found.push(DrawingFault { message: message!(words::DRAWING_OUTSIDE, what), range: start(node) });
    }
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value().trim());
        let moves = key == "attributeName" && (value.ends_with("href") || value.starts_with("on"));
        let shown: String = value.chars().take(40).collect();
        let message = if key.starts_with("on") || moves {
            message!(words::DRAWING_RUNS, what = format!("{key}=\"{shown}\""))
        } else if matches!(key, "href" | "src") && !value.starts_with('#') && !value.is_empty() {
            if value.starts_with("javascript:") {
                message!(words::DRAWING_RUNS, what = shown)
            } else {
                message!(words::DRAWING_OUTSIDE, what = shown)
            }
        } else if let Some(what) = external_url(value) {
            message!(words::DRAWING_OUTSIDE, what)
        } else {
            continue;
        };
        found.push(DrawingFault { message, range: attribute.range() });
    }
}

/// The first external link that a style would load, or an escape that could hide one.
fn external_url(style: &str) -> Option<String> {
    let lower = style.to_ascii_lowercase();
    let import = lower.contains("@import").then(|| "@import".to_owned());
    // A backslash escape can spell any of these words differently.
    let escaped = (lower.contains('\\') && lower.contains(['(', '@'])).then(|| lower.chars().take(40).collect());
    import.or(escaped).or_else(|| {
        lower.match_indices("url(").find_map(|(at, _)| {
            let inner = lower[at + 4..].trim_start().trim_start_matches(['"', '\'']).trim_start();
            (!inner.starts_with('#')).then(|| inner.chars().take(40).collect())
        })
    })
}

fn start(node: &Node) -> Range<usize> {
    let at = node.range().start;
    at..at + 1
}

fn parse_fault(text: &str, error: &Error) -> DrawingFault {
    let position = error.pos();
    let line = text.split_inclusive('\n').take(position.row.saturating_sub(1) as usize).map(str::len).sum::<usize>();
    let at = text[line..]
        .char_indices()
        .nth(position.col.saturating_sub(1) as usize)
        .map_or(text.len(), |(at, _)| line + at);
    let message = match error {
        Error::DtdDetected => message!(words::DRAWING_DTD),
        _ => message!(words::DRAWING_BROKEN, what = error),
    };
    DrawingFault { message, range: at..at }
}

/// The nesting depth of elements, counted without parsing; `<` in texts can only make the count higher.
fn depth(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for piece in text.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        if tag.starts_with('/') {
            open = open.saturating_sub(1);
        } else if !tag.starts_with(['!', '?']) && !tag.ends_with('/') {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}
