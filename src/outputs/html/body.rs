//! A written page as templates print it: stretches of markup with pieces made from the data between them.

use serde::Serialize;

use super::chart::Chart;
use super::data::{Notes, Table};
use super::diagram::Diagram;
use super::here::{Here, Link};
use super::lists::List;
use super::markdown::Writer;
use crate::model::page::{Block, Insert, Page};
use crate::model::{name::Name, terms};

/// What a written page says, without its title.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Body {
    /// One sentence in plain words.
    pub summary: Option<String>,
    pub updated: Option<String>,
    /// The headings of a long page; empty on a short one.
    pub contents: Vec<Link>,
    pub pieces: Vec<Piece>,
    pub notes: Notes,
}

/// A stretch of a page.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum Piece {
    /// Markup of running text; it may open what a later stretch closes.
    Text {
        html: String,
    },
    Table(Table),
    Figures(Table),
    Chart(Chart),
    Diagram(Diagram),
    List(List),
}

/// A page with at least so many headings of the second level gets a table of contents.
const LONG: usize = 4;

impl Body {
    pub fn new(here: &Here, page: Option<&Page>) -> Body {
        let Some(page) = page else { return Body::default() };
        let headings: Vec<Link> = page
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level: 2, anchor, inlines } => {
                    Some(Link { label: super::markdown::plain(here, inlines), href: format!("#{anchor}") })
                }
                _ => None,
            })
            .collect();
        let mut writer = Writer::new(here);
        writer.blocks(&page.blocks);
        let (pieces, notes) = writer.finish();
        Body {
            summary: page.summary.clone(),
            updated: page.updated.map(terms::day),
            contents: if headings.len() < LONG { Vec::new() } else { headings },
            pieces,
            notes,
        }
    }
}

impl Piece {
    /// What a paragraph like `${table:targets}` stands for; `None` where there is no such thing, which
    /// `check` reports.
    pub fn inserted(here: &Here, insert: Insert, name: &Name, notes: &mut Notes) -> Option<Piece> {
        let facts = &here.site.facts;
        let table = || facts.tables.iter().find(|table| table.name.value == *name);
        Some(match insert {
            Insert::Table => Piece::Table(Table::new(here, table()?, insert, notes)),
            Insert::Figures => Piece::Figures(Table::new(here, table()?, insert, notes)),
            Insert::Chart => {
                let chart = facts.charts.iter().find(|chart| chart.name.value == *name)?;
                Piece::Chart(Chart::new(here, chart, notes))
            }
            Insert::Diagram => {
                let diagram = facts.diagrams.iter().find(|diagram| diagram.name.value == *name)?;
                Piece::Diagram(Diagram::new(here, diagram))
            }
            Insert::List => Piece::List(List::named(here, name, notes)?),
        })
    }
}
