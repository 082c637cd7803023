//! Running text: a page's tree of blocks written as HTML.
//!
//! Everything from the sources is escaped; the only elements are those that this file writes.

use std::collections::BTreeSet;

use super::figures::FigureView;
use super::page_context::PageContext;
use super::pictogram;
use super::piece::PagePieceView;
use crate::markup::escape;
use crate::model::character::{is_cjk, is_hanzi};
use crate::model::fixed_text;
use crate::model::number::Numeral;
use crate::model::page::{Align, Block, Footnote, Inline, LinkTarget, Page};
use crate::model::vocabulary::GlossaryTerm;

/// The text of a heading or link without markup.
pub(crate) fn plain_text(context: &PageContext, inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Words(text) | Inline::Code(text) => text.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) => plain_text(context, inner),
            Inline::Link { inlines, .. } => plain_text(context, inlines),
            Inline::Image { alternative, .. } => alternative.clone(),
            Inline::Fact { name, unit } => {
                let written = context.site.facts.fact(&name.value).map(|fact| fact.numeral(context.notation(*unit)));
                written.map_or(String::new(), |Numeral { text, unit: of }| if *unit { text + &of } else { text })
            }
            Inline::FootnoteReference { .. } | Inline::Pictogram(_) => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

/// The class of an element that begins with a pictogram.
fn pictogram_class(inlines: &[Inline]) -> &'static str {
    if let Some(Inline::Pictogram(_)) = inlines.first() { " class=\"pictured\"" } else { "" }
}

/// Writes blocks as pieces: stretches of markup, and between them what is inserted from the data.
pub(crate) struct PageTextWriter<'a> {
    context: &'a PageContext<'a>,
    html: String,
    pieces: Vec<PagePieceView>,
    /// The footnotes referred to so far; the link back from a note goes to its first reference.
    referenced_notes: BTreeSet<usize>,
    /// The terms used so far.
    explained_terms: Vec<&'a GlossaryTerm>,
    /// Are terms written without links? So in headings and links, and where terms are explained anyway.
    terms_are_plain: bool,
}

/// The result of a page's blocks: pieces, and the terms that they use.
pub(crate) struct RenderedText<'a> {
    pub(crate) pieces: Vec<PagePieceView>,
    /// The terms; the first use of each is marked.
    pub(crate) explained_terms: Vec<&'a GlossaryTerm>,
}

impl<'a> PageTextWriter<'a> {
    pub(crate) fn new(context: &'a PageContext<'a>) -> PageTextWriter<'a> {
        let written = context.route.written_page;
        let glossary = |page: &Page| page.inserts().iter().any(|(_, name)| name.value == *"glossary");
        let terms_are_plain =
            context.is_foreign() || written.is_some_and(|page| page.easy_read_of.is_some() || glossary(page));
        PageTextWriter {
            context,
            html: String::new(),
            pieces: Vec::new(),
            referenced_notes: BTreeSet::new(),
            explained_terms: Vec::new(),
            terms_are_plain,
        }
    }

    pub(crate) fn finish(mut self) -> RenderedText<'a> {
        self.flush_markup();
        RenderedText { pieces: self.pieces, explained_terms: self.explained_terms }
    }

    fn flush_markup(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            self.pieces.push(PagePieceView::Text { opens: html.starts_with("<h2"), html });
        }
    }

    fn push_markup(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    fn push_text(&mut self, text: &str) {
        self.html.push_str(&escape(text));
    }

    /// Writes text of a page in another language: hanzi in it are marked with the site's language (WCAG 3.1.2).
    fn push_foreign_text(&mut self, text: &str) {
        let site = &self.context.site.settings.language;
        let chinese = site.starts_with("zh");
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| chinese && is_hanzi(c)) {
            let (before, after) = rest.split_at(start);
            let end = after.find(|c: char| !is_cjk(c)).unwrap_or(after.len());
            self.push_text(before);
            self.push_markup(&format!("<span lang=\"{}\">", escape(site)));
            self.push_text(&after[..end]);
            self.push_markup("</span>");
            rest = &after[end..];
        }
        self.push_text(rest);
    }

    /// Writes running text: the first use of a term is a link to its explanation (WCAG 3.1.3).
    fn push_prose(&mut self, text: &str) {
        let mut rest = text;
        while let Some((at, term)) = self.context.term_finder.next_term(&self.explained_terms, rest) {
            let (before, after) = rest.split_at(at);
            self.push_text(before);
            self.push_markup(&format!("<a class=\"term\" href=\"#{}\">", escape(&term.anchor())));
            self.push_text(&term.term);
            self.push_markup("</a>");
            self.explained_terms.push(term);
            rest = &after[term.term.len()..];
        }
        self.push_text(rest);
    }

    /// Writes something in which terms have no links.
    fn without_terms(&mut self, write: impl FnOnce(&mut PageTextWriter<'a>)) {
        let previous = std::mem::replace(&mut self.terms_are_plain, true);
        write(self);
        self.terms_are_plain = previous;
    }

    pub(crate) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, anchor, inlines } => {
                // A heading of the second level begins a new stretch of markup.
                if *level == 2 {
                    self.flush_markup();
                }
                self.push_markup(&format!("<h{level} id=\"{}\"{}>", escape(anchor), pictogram_class(inlines)));
                self.without_terms(|writer| writer.inlines(inlines));
                self.push_markup(&format!("</h{level}>\n"));
            }
            Block::Paragraph(inlines) => {
                self.push_markup(&format!("<p{}>", pictogram_class(inlines)));
                self.inlines(inlines);
                self.push_markup("</p>\n");
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => {
                self.push_markup("<blockquote>\n");
                self.blocks(blocks);
                self.push_markup("</blockquote>\n");
            }
            Block::Table { header, rows, align } => self.table(header, rows, align),
            Block::Code { language: _, text } => {
                self.push_markup("<pre><code>");
                self.push_text(text);
                self.push_markup("</code></pre>\n");
            }
            Block::Rule => self.push_markup("<hr>\n"),
            Block::Footnotes(notes) => self.footnotes(notes),
            Block::Insert { kind, name } => {
                if let Some(piece) = PagePieceView::from_insert(self.context, *kind, &name.value) {
                    self.flush_markup();
                    self.pieces.push(piece);
                }
            }
        }
    }

    /// Writes a list. The paragraph of an item that holds nothing else loses its tags, as in CommonMark's tight lists.
    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let name = match start {
            Some(1) => "ol",
            Some(start) => {
                self.push_markup(&format!("<ol start=\"{start}\">\n"));
                ""
            }
            None => "ul",
        };
        if !name.is_empty() {
            self.push_markup(&format!("<{name}>\n"));
        }
        for item in items {
            let item_text = match item.as_slice() {
                [Block::Paragraph(inlines), rest @ ..] if rest.iter().all(|b| matches!(b, Block::List { .. })) => {
                    inlines
                }
                _ => &Vec::new(),
            };
            self.push_markup(&format!("<li{}>", pictogram_class(item_text)));
            match item.as_slice() {
                [Block::Paragraph(inlines)] => self.inlines(inlines),
                [Block::Paragraph(inlines), rest @ ..] if rest.iter().all(|b| matches!(b, Block::List { .. })) => {
                    self.inlines(inlines);
                    self.push_markup("\n");
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.push_markup("</li>\n");
        }
        self.push_markup(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// Writes a table. The first cell of a row is its heading (WCAG 1.3.1).
    fn table(&mut self, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], align: &[Align]) {
        let class = |column: usize| match align.get(column) {
            Some(Align::Right) => " class=\"right\"",
            Some(Align::Center) => " class=\"center\"",
            Some(Align::None | Align::Left) | None => "",
        };
        self.push_markup("<table class=\"stack\">\n<thead>\n<tr>");
        for (column, cell) in header.iter().enumerate() {
            if cell.is_empty() {
                self.push_markup("<td></td>");
            } else {
                self.push_markup(&format!("<th scope=\"col\"{}>", class(column)));
                self.without_terms(|writer| writer.inlines(cell));
                self.push_markup("</th>");
            }
        }
        self.push_markup("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            self.push_markup("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let tag = if column == 0 { "th" } else { "td" };
                let scope = if column == 0 { " scope=\"row\"" } else { "" };
                self.push_markup(&format!("<{tag}{scope}{}>", class(column)));
                // Where columns do not fit side by side, each cell prints the name of its column.
                let name = header.get(column).map(|inlines| plain_text(self.context, inlines)).unwrap_or_default();
                if column > 0 && !name.is_empty() && !cell.is_empty() {
                    self.push_markup(&format!("<span class=\"stack__column\">{}：</span>", escape(&name)));
                }
                self.inlines(cell);
                self.push_markup(&format!("</{tag}>"));
            }
            self.push_markup("</tr>\n");
        }
        self.push_markup("</tbody>\n</table>\n");
    }

    fn footnotes(&mut self, notes: &[Footnote]) {
        let label = fixed_text::FOOTNOTES;
        self.push_markup(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol>\n"
        ));
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            self.push_markup(&format!("<li id=\"fn-{number}\">"));
            match note.blocks.as_slice() {
                [Block::Paragraph(inlines)] => self.inlines(inlines),
                blocks => self.blocks(blocks),
            }
            let back = fixed_text::BACK_TO_TEXT;
            self.push_markup(&format!(" <a href=\"#fnref-{number}\" role=\"doc-backlink\">{back}</a></li>\n"));
        }
        self.push_markup("</ol>\n</section>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Words(text) if self.context.is_foreign() => self.push_foreign_text(text),
            Inline::Words(text) if self.terms_are_plain => self.push_text(text),
            Inline::Words(text) => self.push_prose(text),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Code(text) => {
                self.push_markup("<code>");
                self.push_text(text);
                self.push_markup("</code>");
            }
            Inline::Link { target, inlines, span: _ } => self.link(target, inlines),
            Inline::Image { target, alternative, span: _ } => {
                if let Some(href) = self.href(target) {
                    let size =
                        self.size(target).map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
                    let (href, alternative, size) = (escape(&href), escape(alternative), size.unwrap_or_default());
                    self.push_markup(&format!("<img src=\"{href}\" alt=\"{alternative}\"{size}>"));
                }
            }
            Inline::Fact { name, unit } => self.fact(&name.value, *unit),
            Inline::FootnoteReference { number, label: _ } => {
                let id = if self.referenced_notes.insert(*number) {
                    format!(" id=\"fnref-{number}\"")
                } else {
                    String::new()
                };
                self.push_markup(&format!(
                    "<sup><a{id} href=\"#fn-{number}\" role=\"doc-noteref\">[{number}]</a></sup>"
                ));
            }
            Inline::Pictogram(name) => {
                if let Some(pictogram) = self.context.site.pictograms.get(name.value.as_str()) {
                    self.push_markup(&pictogram::markup(pictogram));
                }
            }
            Inline::Break => self.push_markup("<br>\n"),
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline]) {
        self.push_markup(&format!("<{tag}>"));
        self.inlines(inner);
        self.push_markup(&format!("</{tag}>"));
    }

    fn link(&mut self, target: &LinkTarget, inlines: &[Inline]) {
        let Some(href) = self.href(target) else { return self.inlines(inlines) };
        let rel = if matches!(target, LinkTarget::External(_)) { " rel=\"external\"" } else { "" };
        self.push_markup(&format!("<a href=\"{}\"{rel}>", escape(&href)));
        self.without_terms(|writer| writer.inlines(inlines));
        self.push_markup("</a>");
    }

    fn href(&self, target: &LinkTarget) -> Option<String> {
        match target {
            LinkTarget::External(url) => Some(url.clone()),
            LinkTarget::Internal { address, anchor } => {
                let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                Some(format!("{}{anchor}", self.context.href(address)))
            }
            LinkTarget::SamePage(anchor) => Some(format!("#{anchor}")),
            LinkTarget::Broken(_) => None,
        }
    }

    /// The width and height of a picture, in pixels, so that the text below it does not move when it has loaded.
    fn size(&self, target: &LinkTarget) -> Option<(u32, u32)> {
        let LinkTarget::Internal { address, .. } = target else { return None };
        self.context.site.file(address.as_str())?.size
    }

    /// Writes a figure with its marks.
    fn fact(&mut self, name: &str, unit: bool) {
        let Some(fact) = self.context.site.facts.fact(name) else { return };
        let figure = FigureView::new(self.context, fact, self.context.notation(unit));
        let class = if figure.number { " class=\"figure\"" } else { "" };
        // The data are in the site's language, wherever they are quoted (WCAG 3.1.2).
        let site = &self.context.site.settings.language;
        let language = if self.context.is_foreign() && (unit || !figure.number) {
            format!(" lang=\"{}\"", escape(site))
        } else {
            String::new()
        };
        self.push_markup(&format!("<span{class}{language}>"));
        self.push_text(&figure.text);
        if unit {
            self.push_text(figure.unit.as_deref().unwrap_or_default());
        }
        self.push_markup("</span>");
        for mark in &figure.marks {
            let (open, close) = match &mark.href {
                Some(href) => {
                    (format!("<a href=\"{}\" class=\"mark mark--{}\"{language}>", escape(href), mark.kind), "</a>")
                }
                None => (format!("<span class=\"mark mark--{}\"{language}>", mark.kind), "</span>"),
            };
            self.push_markup(&open);
            self.push_text(mark.words);
            self.push_markup(close);
        }
    }
}
