//! Stretches of a written page: markup of running text, and what is made from the data between.

use serde::Serialize;

use super::chart::Chart;
use super::data::Table;
use super::diagram::Diagram;
use super::here::Here;
use super::lists::List;
use super::office::Office;
use super::timeline::Timeline;
use crate::model::name::Name;
use crate::model::page::Insert;
use crate::model::publicity::PaperPart;

/// A stretch of a page.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub enum Piece {
    /// Markup of running text; it may open what a later stretch closes.
    Text {
        html: String,
        /// Does a section of the page begin with it, a heading of the second level first?
        opens: bool,
    },
    Table(Table),
    Figures(Table),
    Chart(Chart),
    Diagram(Diagram),
    Timeline(Timeline),
    List(List),
    Office(Office),
}

impl Piece {
    /// What a paragraph like `${table:targets}` stands for; `None` where there is no such thing, which
    /// `check` reports.
    pub fn inserted(here: &Here, insert: Insert, name: &Name) -> Option<Piece> {
        let facts = &here.site.facts;
        let table = || facts.tables.iter().find(|table| table.name.value == *name);
        Some(match insert {
            Insert::Table => Piece::Table(Table::new(here, table()?, insert)),
            Insert::Figures => Piece::Figures(Table::new(here, table()?, insert)),
            Insert::Chart => {
                let chart = facts.charts.iter().find(|chart| chart.name.value == *name)?;
                Piece::Chart(Chart::new(here, chart))
            }
            Insert::Diagram => {
                let diagram = facts.diagrams.iter().find(|diagram| diagram.name.value == *name)?;
                Piece::Diagram(Diagram::new(here, diagram))
            }
            Insert::Timeline => {
                let timeline = facts.timelines.iter().find(|timeline| timeline.name.value == *name)?;
                Piece::Timeline(Timeline::new(here, timeline))
            }
            Insert::List => Piece::List(List::named(here, name)?),
            // A page has its address and needs no folds.
            Insert::Paper => match PaperPart::of(name.as_str())? {
                PaperPart::Office => Piece::Office(Office::new(here, &here.office())),
                PaperPart::Code | PaperPart::Until | PaperPart::Fold | PaperPart::Addressee | PaperPart::Signature => {
                    return None;
                }
            },
        })
    }
}
