//! Markdown to marks: what the Markdown crate says, in our own few words.
//!
//! 1. The text is read once to learn where asterisks are just asterisks, and [`emphasis::patch`]ed
//!    so that bold works beside Chinese punctuation.
//! 2. It is read again, and every mark is put back to its place in the file. [`super::body`] makes
//!    the tree of them.
//!
//! This is the only file that names the Markdown crate.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::emphasis;
use crate::model::page::Align;

/// One step through a text.
#[derive(Debug)]
pub enum Mark {
    Open(Element),
    Close,
    Text(String),
    Code(String),
    /// A tag or a comment, as it was written.
    Html(String),
    /// A reference to a footnote, by its label.
    Reference(String),
    /// A line end in the source.
    LineEnd,
    /// A line end the author asked for.
    Break,
    Rule,
}

/// What is opened and closed.
#[derive(Debug)]
pub enum Element {
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

impl Element {
    /// Does it stand in running text?
    pub fn is_inline(&self) -> bool {
        match self {
            Element::Emphasis | Element::Strong | Element::Link(_) | Element::Image(_) => true,
            Element::Paragraph
            | Element::Heading(_)
            | Element::Quote
            | Element::Code { .. }
            | Element::Html
            | Element::List { .. }
            | Element::Item
            | Element::Footnote(_)
            | Element::Table(_)
            | Element::Row
            | Element::Cell => false,
        }
    }
}

/// The marks of `text[start..]`, each with its range in `text`.
pub fn marks(text: &str, start: usize) -> Vec<(Mark, Range<usize>)> {
    let body = &text[start..];
    let patched = emphasis::patch(body, || literal(body));
    Parser::new_ext(&patched.text, options())
        .into_offset_iter()
        .filter(|(event, range)| !(matches!(event, Event::InlineHtml(_)) && patched.is_comment(range.start)))
        .map(|(event, range)| {
            let range = patched.original(range);
            (mark(event), range.start + start..range.end + start)
        })
        .collect()
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES
}

/// Where asterisks are never emphasis: code, HTML, the destinations of links.
fn literal(body: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let parser = Parser::new_ext(body, options());
    ranges.extend(parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()));
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => open.push(range.start),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                // What stands behind the last word of a link is its destination.
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

fn mark(event: Event) -> Mark {
    match event {
        Event::Start(tag) => Mark::Open(element(tag)),
        Event::End(_) => Mark::Close,
        Event::Text(text) => Mark::Text(text.into_string()),
        Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => Mark::Code(text.into_string()),
        Event::Html(text) | Event::InlineHtml(text) => Mark::Html(text.into_string()),
        Event::FootnoteReference(label) => Mark::Reference(label.into_string()),
        Event::SoftBreak | Event::TaskListMarker(_) => Mark::LineEnd,
        Event::HardBreak => Mark::Break,
        Event::Rule => Mark::Rule,
    }
}

/// Elements of extensions that are not switched on are given their nearest likeness.
fn element(tag: Tag) -> Element {
    match tag {
        Tag::Paragraph | Tag::DefinitionListTitle => Element::Paragraph,
        Tag::Heading { level, .. } => Element::Heading(level as u8),
        Tag::BlockQuote(_) | Tag::DefinitionList | Tag::DefinitionListDefinition => Element::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            Element::Code { language: info.split_whitespace().next().map(str::to_owned) }
        }
        Tag::CodeBlock(CodeBlockKind::Indented) => Element::Code { language: None },
        Tag::HtmlBlock | Tag::MetadataBlock(_) => Element::Html,
        Tag::List(start) => Element::List { start },
        Tag::Item => Element::Item,
        Tag::FootnoteDefinition(label) => Element::Footnote(label.into_string()),
        Tag::Table(columns) => Element::Table(columns.iter().map(|column| align(*column)).collect()),
        Tag::TableHead | Tag::TableRow => Element::Row,
        Tag::TableCell => Element::Cell,
        Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => Element::Emphasis,
        Tag::Strong => Element::Strong,
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => Element::Link(format!("mailto:{dest_url}")),
        Tag::Link { dest_url, .. } => Element::Link(dest_url.into_string()),
        Tag::Image { dest_url, .. } => Element::Image(dest_url.into_string()),
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
