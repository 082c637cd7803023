//! The text of a page: marks to the tree of [`crate::model::page`].
//!
//! Blocks are made here, of the inlines [`super::inlines`] reads; headings get anchors; footnotes are
//! numbered and put at the end ([`super::footnotes`]).

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

/// Lists in lists, quotes in quotes, bold in links: no deeper than this.
pub(super) const DEEPEST: usize = 24;

/// What a page's text was read into.
#[derive(Debug)]
pub struct PageBody {
    pub blocks: Vec<Block>,
    pub texts: Vec<PageText>,
}

/// Reads `text[start..]`, the part of a file behind its front matter. `page` is the file's path below
/// `content/`, from which its links are understood.
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
    let BodyReader { texts: mut passages, definitions, mut diagnostics, .. } = reader;
    footnotes::number(&mut blocks, definitions, &mut diagnostics);
    passages.shrink_to_fit();
    WithDiagnostics { value: PageBody { blocks, texts: passages }, diagnostics }
}

/// A passage without words.
pub(super) fn empty(source: SourceId) -> PageText {
    let (text, offsets) = (String::new(), OffsetMap::default());
    PageText { text, offsets, source, cites: false, is_list_item: false, has_pictogram: false }
}

pub(super) struct BodyReader<'a> {
    pub(super) events: Peekable<IntoIter<(MarkdownEvent, Range<usize>)>>,
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) page: &'a str,
    pub(super) depth: usize,
    /// The level of the last heading; the page's title is 1.
    pub(super) level: u8,
    pub(super) anchors: BTreeSet<String>,
    /// The last number given to a heading of the same words as another.
    pub(super) repeated_anchors: BTreeMap<String, usize>,
    /// The text since the last markup.
    pub(super) pending_text: MarkdownText,
    /// Where the lines of what is being read begin, those aside that begin with a backslash, and whether each goes on
    /// where the one before ends.
    pub(super) line_starts: Vec<(usize, bool)>,
    /// Does a line begin with what comes next, and does it go on where the one before ends?
    pub(super) at_line_start: Option<bool>,
    /// The paragraph, heading or cell that is being read.
    pub(super) current_text: PageText,
    /// Does an item of a list begin with what comes next, and is the list in nothing else?
    pub(super) at_list_item: bool,
    /// The `${table:…}`s in it.
    pub(super) inserts: Vec<(DataInsert, Spanned<Name>)>,
    pub(super) texts: Vec<PageText>,
    /// How many facts, and how many tables and the like, were put in so far.
    pub(super) inserted: usize,
    pub(super) figures: usize,
    pub(super) definitions: Vec<FootnoteDefinition>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl BodyReader<'_> {
    /// Blocks up to the end of what they are in, which is left to the caller.
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
                // The words of a tight list's item stand without a paragraph around them.
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
            // Read by `items` and `table`, or in running text; alone they do not occur.
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

    /// Names the lines that look like something else than words.
    fn report_misread_lines(&mut self) {
        let lines: Vec<ParagraphSourceLine> = self
            .line_starts
            .iter()
            .map(|&(start, joined)| {
                let text = self.text[start..].lines().next().unwrap_or_default();
                ParagraphSourceLine { text, start, joined }
            })
            .collect();
        for look in misread_markup::misread_markup(&lines) {
            let message = (look.message)(&self.text[look.sign.clone()]);
            self.report(Diagnostic::new(message, self.span(look.sign)));
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

    /// An anchor of a heading's letters, digits and hanzi, unlike every other on the page.
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
        // The numbers of a stem are counted on from the last that was given.
        let count = self.repeated_anchors.entry(stem.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let anchor = format!("{stem}-{count}");
            if self.anchors.insert(anchor.clone()) {
                return anchor;
            }
        }
    }

    /// HTML is shown as it was written; a comment is for those who write the page, and is left out.
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

    /// The text up to the end of a block that holds nothing else.
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
        // Numbers that are all the same leave the counting to the program.
        let skips = numbers.windows(2).find(|pair| pair[1].0 > pair[0].0 + 1);
        if let Some([(last, _), (_, range)]) = skips {
            self.report(Diagnostic::new(
                message!(say::LIST_NUMBER_LEFT_OUT, mark = &self.text[range.clone()], last),
                self.span(range.clone()),
            ));
        }
        items
    }

    /// The number that a numbered item begins with, and where it stands with its sign.
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

    /// Says so, and goes past the end of the element whose start was just read.
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
