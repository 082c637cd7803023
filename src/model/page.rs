//! A content page: what stands above it, and its text as a tree.
//!
//! Markdown is read into this tree once (`load::markdown`), so that checks see links and facts with
//! their places and the HTML output only writes the tree down.

use std::ops::Range;

use jiff::civil::Date;

use super::address::Address;
use super::name::Name;
use crate::source::{SourceId, Span, Spanned};

/// One page (`content/**/*.md`).
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The file below `content/`, such as `policy/plan.md`.
    pub path: String,
    pub address: Address,
    pub title: Spanned<String>,
    /// A shorter title for the navigation.
    pub nav_title: Option<String>,
    /// For search engines and link previews.
    pub description: Spanned<String>,
    /// One sentence in plain words, shown first.
    pub summary: Option<String>,
    pub updated: Option<Date>,
    /// Whom the page is for, as the door on the home page says it.
    pub audience: Option<String>,
    pub blocks: Vec<Block>,
    /// The page's words, paragraph by paragraph, for rules that read them.
    pub passages: Vec<Passage>,
    pub span: Span,
}

/// The words of one paragraph, heading or cell without their markup, and where each stands in the file.
/// Code is left out; each `${name}` is one [`Passage::INSERT`].
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    pub text: String,
    /// `(byte in text, byte in the file)` wherever the two begin to run alike, in order.
    pub places: Vec<(u32, u32)>,
    pub source: SourceId,
}

impl Passage {
    /// Stands in the text for an insertion.
    pub const INSERT: char = '\u{fffc}';

    /// Where a part of the text stands in the file.
    pub fn span(&self, range: Range<usize>) -> Span {
        let at = |byte: usize| {
            let next = self.places.partition_point(|&(text, _)| text as usize <= byte);
            let (text, file) = next.checked_sub(1).map_or((0, 0), |before| self.places[before]);
            file as usize + byte.saturating_sub(text as usize)
        };
        let last = self.text[range.clone()].chars().next_back().map_or(0, char::len_utf8);
        Span::new(self.source, at(range.start)..at(range.end - last) + last)
    }
}

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
        kind: Insert,
        name: Spanned<Name>,
    },
}

/// What a paragraph of its own may insert from the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insert {
    /// A table of facts.
    Table,
    /// The facts of a table as large figures, one for each row.
    Figures,
    /// A bar chart of facts.
    Chart,
    /// Boxes and arrows with their text equivalent.
    Diagram,
    /// One of the lists the site knows: `doors` (the pages with an audience), `forms`, `cities`, `actions`, `measures`,
    /// `pages`, `documents`, `contradictions`, `undecided`.
    List,
}

impl Insert {
    pub const ALL: [(&'static str, Insert); 5] = [
        ("table", Insert::Table),
        ("figures", Insert::Figures),
        ("chart", Insert::Chart),
        ("diagram", Insert::Diagram),
        ("list", Insert::List),
    ];

    pub fn key(self) -> &'static str {
        match self {
            Insert::Table => "table",
            Insert::Figures => "figures",
            Insert::Chart => "chart",
            Insert::Diagram => "diagram",
            Insert::List => "list",
        }
    }

    /// The anchor of what is inserted: `table-targets` for `${table:targets}`.
    pub fn anchor(self, name: &Name) -> String {
        format!("{}-{name}", self.key())
    }
}

/// The lists that `${list:name}` knows.
pub const LISTS: [&str; 9] =
    ["doors", "forms", "cities", "actions", "measures", "pages", "documents", "contradictions", "undecided"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    None,
    Left,
    Center,
    Right,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    pub label: String,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Words(String),
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Code(String),
    Link {
        target: Target,
        inlines: Vec<Inline>,
        span: Span,
    },
    /// A picture below `content/`, with its text equivalent.
    Image {
        target: Target,
        alternative: String,
        span: Span,
    },
    /// `${name}`: a fact with its unit; `${name!}` without.
    Fact {
        name: Spanned<String>,
        unit: bool,
    },
    /// The number of a footnote, counted from 1 in the order of reference.
    FootnoteReference {
        number: usize,
        label: String,
    },
    Break,
}

/// Where a link leads, as it was written and as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Out of the site.
    External(String),
    /// A page, form, city or file of the site, with an anchor on it.
    Internal { address: Address, anchor: Option<String> },
    /// An anchor on the same page.
    Here(String),
    /// Not understood; the loader has reported it.
    Broken(String),
}
