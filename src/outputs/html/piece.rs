//! Stretches of a written page: markup of running text, and what is made from the data between.

use serde::Serialize;

use super::chart::ChartView;
use super::diagram::DiagramView;
use super::figures::FigureTableView;
use super::office::OfficeView;
use super::page_context::PageContext;
use super::page_lists::PageListView;
use super::timeline::TimelineView;
use crate::model::name::Name;
use crate::model::page::DataInsert;
use crate::model::publicity::PaperInsert;

/// A stretch of a page.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub(crate) enum PagePieceView {
    /// Markup of running text; it may open what a later stretch closes.
    Text {
        html: String,
        /// Does a section of the page begin with it, a heading of the second level first?
        opens: bool,
    },
    Table(FigureTableView),
    Figures(FigureTableView),
    Chart(ChartView),
    Diagram(DiagramView),
    Timeline(TimelineView),
    List(PageListView),
    Office(OfficeView),
}

impl PagePieceView {
    /// What a paragraph like `${table:targets}` stands for; `None` where there is no such thing, which
    /// `check` reports.
    pub(crate) fn from_insert(here: &PageContext, insert: DataInsert, name: &Name) -> Option<PagePieceView> {
        let facts = &here.site.facts;
        let table = || facts.tables.iter().find(|table| table.name.value == *name);
        Some(match insert {
            DataInsert::Table => PagePieceView::Table(FigureTableView::new(here, table()?, insert)),
            DataInsert::Figures => PagePieceView::Figures(FigureTableView::new(here, table()?, insert)),
            DataInsert::Chart => {
                let chart = facts.charts.iter().find(|chart| chart.name.value == *name)?;
                PagePieceView::Chart(ChartView::new(here, chart))
            }
            DataInsert::Diagram => {
                let diagram = facts.diagrams.iter().find(|diagram| diagram.name.value == *name)?;
                PagePieceView::Diagram(DiagramView::new(here, diagram))
            }
            DataInsert::Timeline => {
                let timeline = facts.timelines.iter().find(|timeline| timeline.name.value == *name)?;
                PagePieceView::Timeline(TimelineView::new(here, timeline))
            }
            DataInsert::List => PagePieceView::List(PageListView::named(here, name)?),
            // A page has its address and needs no folds.
            DataInsert::Paper => match PaperInsert::from_name(name.as_str())? {
                PaperInsert::Office => PagePieceView::Office(OfficeView::new(here, &here.office())),
                PaperInsert::Code
                | PaperInsert::Until
                | PaperInsert::Fold
                | PaperInsert::Addressee
                | PaperInsert::Signature => {
                    return None;
                }
            },
        })
    }
}
