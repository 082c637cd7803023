//! Builds the tree of a page ([`crate::model::page`]) from Markdown events.
//!
//! This module builds blocks; their inlines are read by [`super::inlines`]. Headings get anchors; footnotes are
//! numbered and moved to the end ([`super::footnotes`]).

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::footnotes::{self, FootnoteDefinition};
use super::markdown::{self, MarkdownElement, MarkdownEvent};
use super::markdown_text::MarkdownText;
use super::misread_markup::{self, ParagraphSourceLine};
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::name::Name;
use crate::model::page::{Align, Block, DataInsert, Inline, PageText, RESERVED_ANCHORS, plain};
use crate::source::{OffsetMap, SourceId, Span, Spanned};
use crate::wording::{message, page as say};

/// Nesting depth of elements: lists in lists, quotes in quotes, bold in links.
pub(super) const DEEPEST: usize = 24;

/// The body of a page: its blocks, and its plain texts for rules and search.
#[derive(Debug)]
pub struct PageBody {
    pub blocks: Vec<Block>,
    pub texts: Vec<PageText>,
}

/// Reads `text[start..]`, the part of a file after its front matter. `page` is the file's path below `content/`,
/// against which its links are resolved.
pub fn read(source: SourceId, text: &str, start: usize, page: &str) -> WithDiagnostics<PageBody> {
    let mut reader = BodyReader {
        events: markdown::markdown_events(text, start).into_iter().peekable(),
        source,
        text,
        page,
        depth: 0,
        level: 1,
        anchors: RESERVED_ANCHORS.map(str::to_owned).into(),
        repeated_anchors: BTreeMap::new(),
        pending_text: MarkdownText::default(),
        line_starts: Vec::new(),
        at_line_start: None,
        current_text: empty(source),
        at_list_item: false,
        inserts: Vec::new(),
        texts: Vec::new(),
        inserted: 0,
        figures: 0,
        definitions: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut blocks = reader.blocks();
    let BodyReader { mut texts, definitions, mut diagnostics, .. } = reader;
    footnotes::number(&mut blocks, definitions, &mut diagnostics);
    texts.shrink_to_fit();
    WithDiagnostics { value: PageBody { blocks, texts }, diagnostics }
}

/// A page text without words.
pub(super) fn empty(source: SourceId) -> PageText {
    let (text, offsets) = (String::new(), OffsetMap::default());
    PageText { text, offsets, source, cites: false, is_list_item: false, has_pictogram: false }
}

/// The state of reading one page body: the remaining events, the current text, and the results so far.
pub(super) struct BodyReader<'a> {
    pub(super) events: Peekable<IntoIter<(MarkdownEvent, Range<usize>)>>,
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) page: &'a str,
    pub(super) depth: usize,
    /// Level of the last heading; the page's title is level 1.
    pub(super) level: u8,
    pub(super) anchors: BTreeSet<String>,
    /// The last number that was added to an anchor, by the anchor without a number.
    pub(super) repeated_anchors: BTreeMap<String, usize>,
    /// Text since the last markup.
    pub(super) pending_text: MarkdownText,
    /// Byte positions of the line starts of the current text, without lines that begin with a backslash; the flag is
    /// true if the line continues the line before.
    pub(super) line_starts: Vec<(usize, bool)>,
    /// `Some` if the next event begins a line; the flag is true if the line continues the line before.
    pub(super) at_line_start: Option<bool>,
    /// Text of the current paragraph, heading or cell.
    pub(super) current_text: PageText,
    /// True if the next event begins an item of a list that is not inside another block.
    pub(super) at_list_item: bool,
    /// The `${table:…}` inserts of the current text.
    pub(super) inserts: Vec<(DataInsert, Spanned<Name>)>,
    pub(super) texts: Vec<PageText>,
    /// Number of facts and pictograms inserted so far.
    pub(super) inserted: usize,
    /// Number of tables, charts and lists inserted so far.
    pub(super) figures: usize,
    pub(super) definitions: Vec<FootnoteDefinition>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl BodyReader<'_> {
    /// Reads blocks up to the end of the enclosing element; the end event is left to the caller.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        loop {
            match self.events.peek() {
                None | Some((MarkdownEvent::Close, _)) => {
                    blocks.shrink_to_fit();
                    return blocks;
                }
                Some((MarkdownEvent::Open(element), _)) if !element.is_inline() => {
                    if let Some((MarkdownEvent::Open(element), range)) = self.events.next() {
                        blocks.extend(self.block(element, range));
                    }
                }
                Some((MarkdownEvent::Rule, _)) => {
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                // In a tight list, the words of an item have no paragraph around them.
                Some(_) => blocks.extend(self.paragraph()),
            }
        }
    }

    fn block(&mut self, element: MarkdownElement, range: Range<usize>) -> Option<Block> {
        if self.depth == DEEPEST {
            self.too_deep(range);
            return None;
        }
        self.depth += 1;
        let block = match element {
            MarkdownElement::Paragraph => self.paragraph(),
            MarkdownElement::Heading(level) => self.heading(level, range),
            MarkdownElement::Quote => Some(Block::Quote(self.blocks())),
            MarkdownElement::Code { language } => {
                let written = &self.text[range.clone()];
                if !written.trim_start().starts_with(['`', '~']) {
                    self.report(Diagnostic::new(message!(say::INDENTED_CODE), self.span(self.first_line(range))));
                }
                Some(Block::Code { language, text: self.raw().replace("\r\n", "\n") })
            }
            MarkdownElement::Html => self.html(range),
            MarkdownElement::List { start } => Some(Block::List { start, items: self.items() }),
            MarkdownElement::Footnote(label) => {
                let blocks = self.blocks();
                let span = self.span(self.first_line(range));
                self.definitions.push(FootnoteDefinition { label, span, blocks });
                None
            }
            MarkdownElement::Table(align) => Some(self.table(align)),
            // Read by `items`, `table` or `inlines`; they do not occur here.
            MarkdownElement::Item
            | MarkdownElement::Row
            | MarkdownElement::Cell
            | MarkdownElement::Emphasis
            | MarkdownElement::Strong
            | MarkdownElement::Link(_)
            | MarkdownElement::Image(_) => Some(Block::Quote(self.blocks())),
        };
        self.depth -= 1;
        self.events.next();
        block
    }

    fn paragraph(&mut self) -> Option<Block> {
        let (mut inlines, mut inserts) = self.inline_content();
        self.report_misread_lines();
        self.remove_misplaced_pictograms(&mut inlines, true);
        if inlines.is_empty() && inserts.len() == 1 {
            let (kind, name) = inserts.pop()?;
            self.anchors.insert(kind.anchor(&name.value));
            return Some(Block::Insert { kind, name });
        }
        self.refuse(inserts);
        (!inlines.is_empty()).then_some(Block::Paragraph(inlines))
    }

    /// Reports lines that look like markup but are read as plain words.
    fn report_misread_lines(&mut self) {
        let lines: Vec<ParagraphSourceLine> = self
            .line_starts
            .iter()
            .map(|&(start, joined)| {
                let text = self.text[start..].lines().next().unwrap_or_default();
                ParagraphSourceLine { text, start, joined }
            })
            .collect();
        for misread in misread_markup::misread_markup(&lines) {
            let message = (misread.message)(&self.text[misread.sign.clone()]);
            self.report(Diagnostic::new(message, self.span(misread.sign)));
        }
    }

    fn heading(&mut self, level: u8, range: Range<usize>) -> Option<Block> {
        let (mut inlines, inserts) = self.inline_content();
        self.refuse(inserts);
        self.remove_misplaced_pictograms(&mut inlines, true);
        let (span, written) = (self.span(self.first_line(range.clone())), self.text[range.clone()].trim_end());
        if !written.starts_with('#') {
            let line = written.rfind('\n').map_or(0, |end| end + 1);
            let underline = range.start + line..range.start + written.len();
            self.report(Diagnostic::new(message!(say::UNDERLINED_HEADING), self.span(underline)));
        } else if level == 1 {
            self.report(Diagnostic::new(message!(say::HEADING_FIRST_LEVEL), span));
        } else if level > self.level + 1 {
            self.report(Diagnostic::new(
                message!(say::HEADING_JUMP, from = self.level, to = level, next = self.level + 1),
                span,
            ));
        }
        if inlines.is_empty() {
            self.report(Diagnostic::new(message!(say::HEADING_EMPTY), span));
            return None;
        }
        let words = plain(&inlines);
        if words.ends_with("##") {
            let end = self.text[span.start as usize..span.end as usize].trim_end().len() + span.start as usize;
            self.report(Diagnostic::new(message!(say::SIGN_NOT_READ, sign = "##"), self.span(end - 2..end)));
        }
        self.level = level.max(2);
        let anchor = self.anchor(&words);
        Some(Block::Heading { level: self.level, anchor, inlines })
    }

    /// Makes an anchor from the letters, digits and hanzi of a heading, unique on the page.
    fn anchor(&mut self, words: &str) -> String {
        let mut stem = String::new();
        for c in words.chars() {
            if c.is_alphanumeric() {
                stem.extend(c.to_lowercase());
            } else if (c.is_whitespace() || c == '-') && !stem.is_empty() && !stem.ends_with('-') {
                stem.push('-');
            }
        }
        let stem = match stem.trim_end_matches('-') {
            "" => "section",
            stem => stem,
        };
        if self.anchors.insert(stem.to_owned()) {
            return stem.to_owned();
        }
        // Numbering continues from the last number of this stem.
        let count = self.repeated_anchors.entry(stem.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let anchor = format!("{stem}-{count}");
            if self.anchors.insert(anchor.clone()) {
                return anchor;
            }
        }
    }

    /// Reads an HTML block. Its source is shown as text; a comment is a note of the author and is left out.
    fn html(&mut self, range: Range<usize>) -> Option<Block> {
        let text = self.raw();
        let text = text.trim();
        if text.starts_with("<!--") && text.ends_with("-->") {
            return None;
        }
        let span = self.span(self.first_line(range));
        self.report(Diagnostic::new(message!(say::RAW_HTML), span));
        let mut inlines = Vec::new();
        for line in text.lines() {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            inlines.push(Inline::Words(line.trim_end().to_owned()));
        }
        Some(Block::Paragraph(inlines))
    }

    /// The text up to the end of a block that contains only text.
    fn raw(&mut self) -> String {
        let mut text = String::new();
        while let Some((MarkdownEvent::Text(words) | MarkdownEvent::Html(words), _)) =
            self.events.next_if(|(mark, _)| matches!(mark, MarkdownEvent::Text(_) | MarkdownEvent::Html(_)))
        {
            text.push_str(&words);
        }
        text
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        let mut numbers = Vec::new();
        while let Some((_, range)) =
            self.events.next_if(|(mark, _)| matches!(mark, MarkdownEvent::Open(MarkdownElement::Item)))
        {
            numbers.extend(self.number(range.start));
            self.at_list_item = self.depth == 1;
            items.push(self.blocks());
            self.at_list_item = false;
            self.events.next();
        }
        // If all numbers are equal, the program counts the items.
        let skips = numbers.windows(2).find(|pair| pair[1].0 > pair[0].0 + 1);
        if let Some([(last, _), (_, range)]) = skips {
            self.report(Diagnostic::new(
                message!(say::LIST_NUMBER_LEFT_OUT, mark = &self.text[range.clone()], last),
                self.span(range.clone()),
            ));
        }
        items
    }

    /// The number of a numbered item, and the byte range of the number with its delimiter.
    fn number(&self, start: usize) -> Option<(u64, Range<usize>)> {
        let text = &self.text[start..];
        let length = text.find(|c: char| !c.is_ascii_digit())?;
        let number = text[..length].parse().ok()?;
        Some((number, start..start + length + 1))
    }

    fn table(&mut self, align: Vec<Align>) -> Block {
        let mut rows = Vec::new();
        while self.events.next_if(|(mark, _)| matches!(mark, MarkdownEvent::Open(MarkdownElement::Row))).is_some() {
            let mut cells = Vec::new();
            while self.events.next_if(|(mark, _)| matches!(mark, MarkdownEvent::Open(MarkdownElement::Cell))).is_some()
            {
                let (mut inlines, inserts) = self.inline_content();
                self.refuse(inserts);
                self.remove_misplaced_pictograms(&mut inlines, false);
                cells.push(inlines);
                self.events.next();
            }
            cells.shrink_to_fit();
            rows.push(cells);
            self.events.next();
        }
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Block::Table { header, rows, align }
    }

    /// Reports that an element is nested too deeply, and skips to its end; its start event was already read.
    pub(super) fn too_deep(&mut self, range: Range<usize>) {
        let span = self.span(self.first_line(range));
        self.report(Diagnostic::new(message!(say::NESTED_TOO_DEEP, most = DEEPEST), span));
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                None => return,
                Some((MarkdownEvent::Open(_), _)) => open += 1,
                Some((MarkdownEvent::Close, _)) => open -= 1,
                Some(_) => {}
            }
        }
    }

    fn first_line(&self, range: Range<usize>) -> Range<usize> {
        let line = self.text[range.clone()].lines().next().map_or(0, |line| line.trim_end().len());
        range.start..range.start + line
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
