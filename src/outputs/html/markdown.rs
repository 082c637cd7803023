//! Running text: a page's tree written down as HTML.
//!
//! Everything from the sources is escaped; the only elements are the ones written here.

use std::collections::BTreeSet;

use super::data::Figure;
use super::here::Here;
use super::pictogram;
use super::piece::Piece;
use crate::markup::escape;
use crate::model::number::Numeral;
use crate::model::page::{Align, Block, Footnote, Inline, Page, Target};
use crate::model::script::{is_cjk, is_hanzi};
use crate::model::terms;
use crate::model::vocabulary::Term;

/// The words of a heading or link without markup.
pub fn plain(here: &Here, inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Words(text) | Inline::Code(text) => text.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) => plain(here, inner),
            Inline::Link { inlines, .. } => plain(here, inlines),
            Inline::Image { alternative, .. } => alternative.clone(),
            Inline::Fact { name, unit } => {
                let written = here.site.facts.fact(&name.value).map(|fact| fact.written(here.notation(*unit)));
                written.map_or(String::new(), |Numeral { text, unit: of }| if *unit { text + &of } else { text })
            }
            Inline::FootnoteReference { .. } | Inline::Pictogram(_) => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

/// The class of an element that begins with a pictogram.
fn pictured(inlines: &[Inline]) -> &'static str {
    if let Some(Inline::Pictogram(_)) = inlines.first() { " class=\"pictured\"" } else { "" }
}

/// Writes blocks as pieces; what is inserted from the data stands between stretches of markup.
pub struct Writer<'a> {
    here: &'a Here<'a>,
    html: String,
    pieces: Vec<Piece>,
    /// Footnotes referred to so far: a note's way back leads to its first reference.
    referred: BTreeSet<usize>,
    /// Terms met so far.
    explained: Vec<&'a Term>,
    /// Is a term here only a word? So it is in headings and links, and where terms are explained anyway.
    plain: bool,
}

/// What came of a page's blocks.
pub struct Written<'a> {
    pub pieces: Vec<Piece>,
    /// The terms whose first use is marked.
    pub explained: Vec<&'a Term>,
}

impl<'a> Writer<'a> {
    pub fn new(here: &'a Here<'a>) -> Writer<'a> {
        let written = here.route.written;
        let glossary = |page: &Page| page.inserts().iter().any(|(_, name)| name.value == *"glossary");
        let plain = here.is_foreign() || written.is_some_and(|page| page.easy_read_of.is_some() || glossary(page));
        Writer {
            here,
            html: String::new(),
            pieces: Vec::new(),
            referred: BTreeSet::new(),
            explained: Vec::new(),
            plain,
        }
    }

    pub fn finish(mut self) -> Written<'a> {
        self.cut();
        Written { pieces: self.pieces, explained: self.explained }
    }

    fn cut(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            self.pieces.push(Piece::Text { opens: html.starts_with("<h2"), html });
        }
    }

    fn put(&mut self, markup: &str) {
        self.html.push_str(markup);
    }

    fn words(&mut self, text: &str) {
        self.html.push_str(&escape(text));
    }

    /// Text of a page in another language: hanzi in it say that they are of the site's (WCAG 3.1.2).
    fn foreign(&mut self, text: &str) {
        let site = &self.here.site.settings.language;
        let chinese = site.starts_with("zh");
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| chinese && is_hanzi(c)) {
            let (before, after) = rest.split_at(start);
            let end = after.find(|c: char| !is_cjk(c)).unwrap_or(after.len());
            self.words(before);
            self.put(&format!("<span lang=\"{}\">", escape(site)));
            self.words(&after[..end]);
            self.put("</span>");
            rest = &after[end..];
        }
        self.words(rest);
    }

    /// Running text: a term's first use leads to its explanation (WCAG 3.1.3).
    fn prose(&mut self, text: &str) {
        let mut rest = text;
        while let Some((at, term)) = self.here.words.next(&self.explained, rest) {
            let (before, after) = rest.split_at(at);
            self.words(before);
            self.put(&format!("<a class=\"term\" href=\"#{}\">", escape(&term.anchor())));
            self.words(&term.term);
            self.put("</a>");
            self.explained.push(term);
            rest = &after[term.term.len()..];
        }
        self.words(rest);
    }

    /// Writes something in which terms are only words.
    fn plainly(&mut self, write: impl FnOnce(&mut Writer<'a>)) {
        let before = std::mem::replace(&mut self.plain, true);
        write(self);
        self.plain = before;
    }

    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, anchor, inlines } => {
                // What a section begins with stands at the beginning of a stretch.
                if *level == 2 {
                    self.cut();
                }
                self.put(&format!("<h{level} id=\"{}\"{}>", escape(anchor), pictured(inlines)));
                self.plainly(|writer| writer.inlines(inlines));
                self.put(&format!("</h{level}>\n"));
            }
            Block::Paragraph(inlines) => {
                self.put(&format!("<p{}>", pictured(inlines)));
                self.inlines(inlines);
                self.put("</p>\n");
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => {
                self.put("<blockquote>\n");
                self.blocks(blocks);
                self.put("</blockquote>\n");
            }
            Block::Table { header, rows, align } => self.table(header, rows, align),
            Block::Code { language: _, text } => {
                self.put("<pre><code>");
                self.words(text);
                self.put("</code></pre>\n");
            }
            Block::Rule => self.put("<hr>\n"),
            Block::Footnotes(notes) => self.footnotes(notes),
            Block::Insert { kind, name } => {
                if let Some(piece) = Piece::inserted(self.here, *kind, &name.value) {
                    self.cut();
                    self.pieces.push(piece);
                }
            }
        }
    }

    /// The paragraph of an item that holds nothing else loses its tags, as CommonMark's tight lists do.
    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let name = match start {
            Some(1) => "ol",
            Some(start) => {
                self.put(&format!("<ol start=\"{start}\">\n"));
                ""
            }
            None => "ul",
        };
        if !name.is_empty() {
            self.put(&format!("<{name}>\n"));
        }
        for item in items {
            let tight = match item.as_slice() {
                [Block::Paragraph(inlines), rest @ ..] if rest.iter().all(|b| matches!(b, Block::List { .. })) => {
                    inlines
                }
                _ => &Vec::new(),
            };
            self.put(&format!("<li{}>", pictured(tight)));
            match item.as_slice() {
                [Block::Paragraph(inlines)] => self.inlines(inlines),
                [Block::Paragraph(inlines), rest @ ..] if rest.iter().all(|b| matches!(b, Block::List { .. })) => {
                    self.inlines(inlines);
                    self.put("\n");
                    self.blocks(rest);
                }
                blocks => self.blocks(blocks),
            }
            self.put("</li>\n");
        }
        self.put(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// The first cell of a row is its heading (WCAG 1.3.1).
    fn table(&mut self, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], align: &[Align]) {
        let class = |column: usize| match align.get(column) {
            Some(Align::Right) => " class=\"right\"",
            Some(Align::Center) => " class=\"center\"",
            Some(Align::None | Align::Left) | None => "",
        };
        self.put("<table class=\"stack\">\n<thead>\n<tr>");
        for (column, cell) in header.iter().enumerate() {
            if cell.is_empty() {
                self.put("<td></td>");
            } else {
                self.put(&format!("<th scope=\"col\"{}>", class(column)));
                self.plainly(|writer| writer.inlines(cell));
                self.put("</th>");
            }
        }
        self.put("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            self.put("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let tag = if column == 0 { "th" } else { "td" };
                let scope = if column == 0 { " scope=\"row\"" } else { "" };
                self.put(&format!("<{tag}{scope}{}>", class(column)));
                // Where columns do not fit side by side, each cell says which it is of.
                let name = header.get(column).map(|inlines| plain(self.here, inlines)).unwrap_or_default();
                if column > 0 && !name.is_empty() && !cell.is_empty() {
                    self.put(&format!("<span class=\"column\">{}：</span>", escape(&name)));
                }
                self.inlines(cell);
                self.put(&format!("</{tag}>"));
            }
            self.put("</tr>\n");
        }
        self.put("</tbody>\n</table>\n");
    }

    fn footnotes(&mut self, notes: &[Footnote]) {
        let label = terms::FOOTNOTES;
        self.put(&format!("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{label}\">\n<ol>\n"));
        for (index, note) in notes.iter().enumerate() {
            let number = index + 1;
            self.put(&format!("<li id=\"fn-{number}\">"));
            match note.blocks.as_slice() {
                [Block::Paragraph(inlines)] => self.inlines(inlines),
                blocks => self.blocks(blocks),
            }
            let back = terms::BACK_TO_TEXT;
            self.put(&format!(" <a href=\"#fnref-{number}\" role=\"doc-backlink\">{back}</a></li>\n"));
        }
        self.put("</ol>\n</section>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Words(text) if self.here.is_foreign() => self.foreign(text),
            Inline::Words(text) if self.plain => self.words(text),
            Inline::Words(text) => self.prose(text),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Code(text) => {
                self.put("<code>");
                self.words(text);
                self.put("</code>");
            }
            Inline::Link { target, inlines, span: _ } => self.link(target, inlines),
            Inline::Image { target, alternative, span: _ } => {
                if let Some(href) = self.href(target) {
                    let size =
                        self.size(target).map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
                    let (href, alternative, size) = (escape(&href), escape(alternative), size.unwrap_or_default());
                    self.put(&format!("<img src=\"{href}\" alt=\"{alternative}\"{size}>"));
                }
            }
            Inline::Fact { name, unit } => self.fact(&name.value, *unit),
            Inline::FootnoteReference { number, label: _ } => {
                let id = if self.referred.insert(*number) { format!(" id=\"fnref-{number}\"") } else { String::new() };
                self.put(&format!("<sup><a{id} href=\"#fn-{number}\" role=\"doc-noteref\">[{number}]</a></sup>"));
            }
            Inline::Pictogram(name) => {
                if let Some(pictogram) = self.here.site.pictograms.get(name.value.as_str()) {
                    self.put(&pictogram::markup(pictogram));
                }
            }
            Inline::Break => self.put("<br>\n"),
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline]) {
        self.put(&format!("<{tag}>"));
        self.inlines(inner);
        self.put(&format!("</{tag}>"));
    }

    fn link(&mut self, target: &Target, inlines: &[Inline]) {
        let Some(href) = self.href(target) else { return self.inlines(inlines) };
        let rel = if matches!(target, Target::External(_)) { " rel=\"external\"" } else { "" };
        self.put(&format!("<a href=\"{}\"{rel}>", escape(&href)));
        self.plainly(|writer| writer.inlines(inlines));
        self.put("</a>");
    }

    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::External(url) => Some(url.clone()),
            Target::Internal { address, anchor } => {
                let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                Some(format!("{}{anchor}", self.here.href(address)))
            }
            Target::Here(anchor) => Some(format!("#{anchor}")),
            Target::Broken(_) => None,
        }
    }

    /// Width and height of a picture, so that the text below it does not jump when it comes.
    fn size(&self, target: &Target) -> Option<(u32, u32)> {
        let Target::Internal { address, .. } = target else { return None };
        self.here.site.file(address.as_str())?.size
    }

    /// A figure, then what a reader must know of it.
    fn fact(&mut self, name: &str, unit: bool) {
        let Some(fact) = self.here.site.facts.fact(name) else { return };
        let figure = Figure::new(self.here, fact, self.here.notation(unit));
        let class = if figure.number { " class=\"figure\"" } else { "" };
        // The data speak the site's language, wherever they are quoted (WCAG 3.1.2).
        let site = &self.here.site.settings.language;
        let language = if self.here.is_foreign() && (unit || !figure.number) {
            format!(" lang=\"{}\"", escape(site))
        } else {
            String::new()
        };
        self.put(&format!("<span{class}{language}>"));
        self.words(&figure.text);
        if unit {
            self.words(figure.unit.as_deref().unwrap_or_default());
        }
        self.put("</span>");
        for mark in &figure.marks {
            let (open, close) = match &mark.href {
                Some(href) => {
                    (format!("<a href=\"{}\" class=\"mark mark-{}\"{language}>", escape(href), mark.kind), "</a>")
                }
                None => (format!("<span class=\"mark mark-{}\"{language}>", mark.kind), "</span>"),
            };
            self.put(&open);
            self.words(mark.words);
            self.put(close);
        }
    }
}
