//! Parses Markdown and converts the events of the Markdown crate to the few events that a page needs.
//!
//! 1. A first parse finds the ranges where asterisks have no meaning; the text is then [`emphasis::patch`]ed so that
//!    bold works beside Chinese punctuation.
//! 2. A second parse produces the events, and each is mapped back to its range in the file. [`super::body`] builds the
//!    tree from them.
//!
//! This is the only file that names the Markdown crate.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::emphasis;
use crate::model::page::Align;

/// A parse event of a Markdown text.
#[derive(Debug)]
pub(crate) enum MarkdownEvent {
    Open(MarkdownElement),
    Close,
    Text(String),
    Code(String),
    /// A tag or a comment, in its original spelling.
    Html(String),
    /// A reference to a footnote, by its label.
    Reference(String),
    /// A line end in the source (soft break).
    LineEnd,
    /// A line break that the author requested (hard break).
    Break,
    Rule,
}

/// A Markdown element that an event opens.
#[derive(Debug)]
pub(crate) enum MarkdownElement {
    Paragraph,
    Heading(u8),
    Quote,
    Code {
        language: Option<String>,
    },
    Html,
    List {
        start: Option<u64>,
    },
    Item,
    Footnote(String),
    Table(Vec<Align>),
    /// The first row of a table is its header.
    Row,
    Cell,
    Emphasis,
    Strong,
    Link(String),
    Image(String),
}

impl MarkdownElement {
    /// Is it an inline element?
    pub(crate) fn is_inline(&self) -> bool {
        match self {
            MarkdownElement::Emphasis
            | MarkdownElement::Strong
            | MarkdownElement::Link(_)
            | MarkdownElement::Image(_) => true,
            MarkdownElement::Paragraph
            | MarkdownElement::Heading(_)
            | MarkdownElement::Quote
            | MarkdownElement::Code { .. }
            | MarkdownElement::Html
            | MarkdownElement::List { .. }
            | MarkdownElement::Item
            | MarkdownElement::Footnote(_)
            | MarkdownElement::Table(_)
            | MarkdownElement::Row
            | MarkdownElement::Cell => false,
        }
    }
}

/// The events of `text[start..]`, each with its byte range in `text`.
pub(crate) fn markdown_events(text: &str, start: usize) -> Vec<(MarkdownEvent, Range<usize>)> {
    let body = &text[start..];
    let patched = emphasis::patch(body, || literal(body));
    Parser::new_ext(&patched.text, options())
        .into_offset_iter()
        .filter(|(event, range)| !(matches!(event, Event::InlineHtml(_)) && patched.is_comment(range.start)))
        .map(|(event, range)| {
            let range = patched.original(range);
            (markdown_event(event), range.start + start..range.end + start)
        })
        .collect()
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
}

/// The byte ranges where asterisks are never emphasis: code, HTML, link destinations.
fn literal(body: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let parser = Parser::new_ext(body, options());
    ranges.extend(parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()));
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => open.push(range.start),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                // The range after the last word of a link is its destination.
                let words = open.pop().unwrap_or(range.start);
                ranges.push(words.max(range.start)..range.end);
            }
            Event::Code(_) | Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::CodeBlock(_)) => {
                ranges.push(range.clone());
                open.iter_mut().for_each(|words| *words = range.end);
            }
            Event::Text(_) | Event::End(_) | Event::SoftBreak | Event::HardBreak | Event::FootnoteReference(_) => {
                open.iter_mut().for_each(|words| *words = (*words).max(range.end));
            }
            Event::Start(_) | Event::Rule | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
            }
        }
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}

fn markdown_event(event: Event) -> MarkdownEvent {
    match event {
        Event::Start(tag) => MarkdownEvent::Open(element(tag)),
        Event::End(_) => MarkdownEvent::Close,
        Event::Text(text) => MarkdownEvent::Text(text.into_string()),
        Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
            MarkdownEvent::Code(text.into_string())
        }
        Event::Html(text) | Event::InlineHtml(text) => MarkdownEvent::Html(text.into_string()),
        Event::FootnoteReference(label) => MarkdownEvent::Reference(label.into_string()),
        Event::SoftBreak | Event::TaskListMarker(_) => MarkdownEvent::LineEnd,
        Event::HardBreak => MarkdownEvent::Break,
        Event::Rule => MarkdownEvent::Rule,
    }
}

/// Converts a tag; tags of extensions that are not enabled become the most similar element.
fn element(tag: Tag) -> MarkdownElement {
    match tag {
        Tag::Paragraph | Tag::DefinitionListTitle => MarkdownElement::Paragraph,
        Tag::Heading { level, .. } => MarkdownElement::Heading(level as u8),
        Tag::BlockQuote(_) | Tag::DefinitionList | Tag::DefinitionListDefinition => MarkdownElement::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            MarkdownElement::Code { language: info.split_whitespace().next().map(str::to_owned) }
        }
        Tag::CodeBlock(CodeBlockKind::Indented) => MarkdownElement::Code { language: None },
        Tag::HtmlBlock | Tag::MetadataBlock(_) => MarkdownElement::Html,
        Tag::List(start) => MarkdownElement::List { start },
        Tag::Item => MarkdownElement::Item,
        Tag::FootnoteDefinition(label) => MarkdownElement::Footnote(label.into_string()),
        Tag::Table(columns) => MarkdownElement::Table(columns.iter().map(|column| align(*column)).collect()),
        Tag::TableHead | Tag::TableRow => MarkdownElement::Row,
        Tag::TableCell => MarkdownElement::Cell,
        Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => MarkdownElement::Emphasis,
        Tag::Strong => MarkdownElement::Strong,
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => MarkdownElement::Link(format!("mailto:{dest_url}")),
        Tag::Link { dest_url, .. } => MarkdownElement::Link(dest_url.into_string()),
        Tag::Image { dest_url, .. } => MarkdownElement::Image(dest_url.into_string()),
    }
}

fn align(column: Alignment) -> Align {
    match column {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
