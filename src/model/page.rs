//! A content page: its front matter, and its text as a tree.
//!
//! Markdown is read into this tree once (`load::markdown`), so that checks see links and facts with
//! their places and the HTML output only writes the tree down.

use std::ops::Range;

use jiff::civil::Date;

use super::address::Address;
use super::name::Name;
use super::publicity::{Accent, Publicity};
use crate::source::{OffsetMap, SourceId, Span, Spanned};

/// One content page (`content/**/*.md`).
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The file below `content/`, such as `policy/plan.md`.
    pub path: String,
    pub address: Address,
    pub title: Spanned<String>,
    /// A shorter title for the navigation.
    pub(crate) nav_title: Option<String>,
    /// For search engines and link previews.
    pub description: Spanned<String>,
    /// One sentence in plain words, shown first.
    pub(crate) summary: Option<String>,
    /// The day of a piece of news: pages with one are news.
    pub(crate) date: Option<Date>,
    pub(crate) updated: Option<Date>,
    /// Whom the page is for: labels of [`super::vocabulary::Audience`].
    pub(crate) audience: Vec<Spanned<String>>,
    /// Other words that people search for the page with.
    pub(crate) also: Vec<String>,
    /// The document the page is about, whose day the page is held against ([`super::expiry_notice`]).
    pub(crate) document: Option<Spanned<Name>>,
    /// Does each figure have its source beside it? Elsewhere sources are folded below a table or chart.
    pub(crate) sources: bool,
    /// What the page is also laid out as on paper, and its colour.
    pub(crate) product: Option<Spanned<Publicity>>,
    pub(crate) accent: Accent,
    /// Shown only in a preview.
    pub(crate) draft: bool,
    /// The last day the page is shown, held against `as_of`.
    pub(crate) expires: Option<Date>,
    /// Former addresses of the page, each of which redirects to it.
    pub(crate) aliases: Vec<Spanned<Address>>,
    /// BCP 47, where it is not the site's.
    pub(crate) language: Option<String>,
    /// The page that this one says in another language, by path below `content/`.
    pub(crate) translation_of: Option<Spanned<String>>,
    /// The page that this one says in easy words, by path below `content/`.
    pub(crate) easy_read_of: Option<Spanned<String>>,
    /// The pages that one chooses among here: a card each, above the text.
    pub(crate) cards: Vec<Spanned<Address>>,
    /// Drawn where the page is chosen among others.
    pub(crate) pictogram: Option<Spanned<Name>>,
    /// What to read next.
    pub(crate) related: Vec<Spanned<Address>>,
    pub blocks: Vec<Block>,
    /// The page's words, paragraph by paragraph, for rules that read them.
    pub(crate) texts: Vec<PageText>,
    pub(crate) span: Span,
}

/// The plain text of one paragraph, heading or cell, with a map to byte offsets of the file. Each `${name}` and each
/// piece of code is one [`PageText::INSERT`].
#[derive(Clone, Debug, PartialEq)]
pub struct PageText {
    pub text: String,
    pub(crate) offsets: OffsetMap,
    pub(crate) source: SourceId,
    /// Does it refer to a footnote?
    pub(crate) cites: bool,
    /// Does it begin an item of a list that is in nothing else?
    pub(crate) is_list_item: bool,
    /// Does a pictogram precede it?
    pub(crate) has_pictogram: bool,
}

impl PageText {
    /// Stands in the text for what is not words.
    pub const INSERT: char = '\u{fffc}';

    /// Where a part of the text stands in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, self.offsets.range(range))
    }
}

/// A block of a page: heading, paragraph, list, table and so on.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// `level` from 2; the page's title is the only first level. `anchor` is unique on the page.
    Heading {
        level: u8,
        anchor: String,
        inlines: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// `align` per column.
    Table {
        header: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
        align: Vec<Align>,
    },
    Code {
        language: Option<String>,
        text: String,
    },
    Rule,
    /// Footnotes, in the order they are referred to: label, text.
    Footnotes(Vec<Footnote>),
    /// `${table:tiers}` alone in a paragraph.
    Insert {
        kind: DataInsert,
        name: Spanned<Name>,
    },
}

/// A kind of insertion from data that is a paragraph by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataInsert {
    /// A table of facts.
    Table,
    /// The facts of a table as large figures, one for each row.
    Figures,
    /// A bar chart of facts.
    Chart,
    /// Boxes and arrows with their text equivalent.
    Diagram,
    /// Stretches of time side by side with their text equivalent.
    Timeline,
    /// One of the lists the site knows ([`LISTS`]).
    List,
    /// Something that paper has ([`super::publicity::PaperInsert`]).
    Paper,
}

impl DataInsert {
    pub(crate) const ALL: [(&'static str, DataInsert); 7] = [
        ("table", DataInsert::Table),
        ("figures", DataInsert::Figures),
        ("chart", DataInsert::Chart),
        ("diagram", DataInsert::Diagram),
        ("timeline", DataInsert::Timeline),
        ("list", DataInsert::List),
        ("paper", DataInsert::Paper),
    ];

    pub(crate) fn key(self) -> &'static str {
        match self {
            DataInsert::Table => "table",
            DataInsert::Figures => "figures",
            DataInsert::Chart => "chart",
            DataInsert::Diagram => "diagram",
            DataInsert::Timeline => "timeline",
            DataInsert::List => "list",
            DataInsert::Paper => "paper",
        }
    }

    /// The anchor of what is inserted: `table-targets` for `${table:targets}`.
    pub(crate) fn anchor(self, name: &Name) -> String {
        format!("{}-{name}", self.key())
    }
}

/// Anchors that every page has, whatever its content.
pub(crate) const RESERVED_ANCHORS: [&str; 2] = ["main", "contents"];

/// The lists that `${list:name}` knows.
pub(crate) const LISTS: [&str; 12] = [
    "doors",
    "forms",
    "cities",
    "actions",
    "measures",
    "pages",
    "news",
    "glossary",
    "criteria",
    "documents",
    "contradictions",
    "undecided",
];

/// The horizontal alignment of a table column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    None,
    Left,
    Center,
    Right,
}

/// A footnote: its label and its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    pub label: String,
    pub blocks: Vec<Block>,
}

/// A part of a running text: words, emphasis, a link, a fact and so on.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Words(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Code(String),
    Link {
        target: LinkTarget,
        inlines: Vec<Inline>,
        span: Span,
    },
    /// A picture below `content/`, with its text equivalent.
    Image {
        target: LinkTarget,
        alternative: String,
        span: Span,
    },
    /// `${name}`: a fact with its unit; `${name!}` without.
    Fact {
        name: Spanned<String>,
        unit: bool,
    },
    /// `${pictogram:name}`, which begins a paragraph, heading or item: for the eye alone.
    Pictogram(Spanned<Name>),
    /// The number of a footnote, counted from 1 in the order of reference.
    FootnoteReference {
        number: usize,
        label: String,
    },
    Break,
}

/// The target of a link, resolved from the text that was written.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// Out of the site.
    External(String),
    /// A page, form, city or file of the site, with an anchor on it.
    Internal { address: Address, anchor: Option<String> },
    /// An anchor on the same page.
    SamePage(String),
    /// Not understood; the loader has reported it.
    Broken(String),
}

/// The words of a text without its markup; facts and footnotes are left out.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Words(words) | Inline::Code(words) => words.clone(),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => plain(inner),
            Inline::Image { alternative, .. } => alternative.clone(),
            Inline::Fact { .. } | Inline::FootnoteReference { .. } | Inline::Pictogram(_) => String::new(),
            Inline::Break => " ".to_owned(),
        })
        .collect()
}

impl Page {
    /// What the page is laid out as on paper: the `product` it names, or a booklet where it is in easy words.
    pub(crate) fn publicity(&self) -> Option<Publicity> {
        let easy = self.easy_read_of.is_some().then_some(Publicity::EasyRead);
        self.product.as_ref().map(|product| product.value).or(easy)
    }

    /// Everything in running text, from top to bottom, outer before inner.
    pub(crate) fn inlines(&self) -> Vec<&Inline> {
        let mut found = Vec::new();
        self.visit(&mut |block| match block {
            Block::Heading { inlines, .. } | Block::Paragraph(inlines) => gather(inlines, &mut found),
            Block::Table { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| gather(cell, &mut found));
            }
            Block::List { .. }
            | Block::Quote(_)
            | Block::Code { .. }
            | Block::Rule
            | Block::Footnotes(_)
            | Block::Insert { .. } => {}
        });
        found
    }

    /// What the page links to or shows of the site.
    pub(crate) fn destinations(&self) -> impl Iterator<Item = &Address> {
        self.inlines().into_iter().filter_map(|inline| match inline {
            Inline::Link { target: LinkTarget::Internal { address, .. }, .. }
            | Inline::Image { target: LinkTarget::Internal { address, .. }, .. } => Some(address),
            _ => None,
        })
    }

    /// Every `${table:…}` and the like.
    pub(crate) fn inserts(&self) -> Vec<(DataInsert, &Spanned<Name>)> {
        let mut found = Vec::new();
        self.visit(&mut |block| {
            if let Block::Insert { kind, name } = block {
                found.push((*kind, name));
            }
        });
        found
    }

    /// The anchors a link may lead to: of headings and of what is inserted.
    pub(crate) fn anchors(&self) -> Vec<String> {
        let mut found = Vec::new();
        self.visit(&mut |block| match block {
            Block::Heading { anchor, .. } => found.push(anchor.clone()),
            Block::Insert { kind, name } => found.push(kind.anchor(&name.value)),
            Block::Paragraph(_)
            | Block::List { .. }
            | Block::Quote(_)
            | Block::Table { .. }
            | Block::Code { .. }
            | Block::Rule
            | Block::Footnotes(_) => {}
        });
        found
    }

    /// Calls `see` with every block, outer before inner.
    pub(crate) fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Block)) {
        visit(&self.blocks, see);
    }
}

fn visit<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        see(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| visit(item, see)),
            Block::Quote(inner) => visit(inner, see),
            Block::Footnotes(notes) => notes.iter().for_each(|note| visit(&note.blocks, see)),
            Block::Heading { .. }
            | Block::Paragraph(_)
            | Block::Table { .. }
            | Block::Code { .. }
            | Block::Rule
            | Block::Insert { .. } => {}
        }
    }
}

fn gather<'a>(inlines: &'a [Inline], found: &mut Vec<&'a Inline>) {
    for inline in inlines {
        found.push(inline);
        if let Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } = inline {
            gather(inner, found);
        }
    }
}
