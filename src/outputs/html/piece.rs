//! The pieces of a written page: markup of running text, and between it what is made from the data.

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

/// A piece of a page, in its order.
#[derive(Debug, PartialEq, Hash, Serialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub(crate) enum PagePieceView {
    /// Markup of running text; an element may begin in one stretch and end in a later one.
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
    /// The piece for a paragraph like `${table:targets}`; `None` where the data has no such thing, which `check`
    /// reports.
    pub(crate) fn from_insert(context: &PageContext, insert: DataInsert, name: &Name) -> Option<PagePieceView> {
        let facts = &context.site.facts;
        let table = || facts.tables.iter().find(|table| table.name.value == *name);
        Some(match insert {
            DataInsert::Table => PagePieceView::Table(FigureTableView::new(context, table()?, insert)),
            DataInsert::Figures => PagePieceView::Figures(FigureTableView::new(context, table()?, insert)),
            DataInsert::Chart => {
                let chart = facts.charts.iter().find(|chart| chart.name.value == *name)?;
                PagePieceView::Chart(ChartView::new(context, chart))
            }
            DataInsert::Diagram => {
                let diagram = facts.diagrams.iter().find(|diagram| diagram.name.value == *name)?;
                PagePieceView::Diagram(DiagramView::new(context, diagram))
            }
            DataInsert::Timeline => {
                let timeline = facts.timelines.iter().find(|timeline| timeline.name.value == *name)?;
                PagePieceView::Timeline(TimelineView::new(context, timeline))
            }
            DataInsert::List => PagePieceView::List(PageListView::named(context, name)?),
            // A web page has an address and needs neither code nor folding lines.
            DataInsert::Paper => match PaperInsert::from_name(name.as_str())? {
                PaperInsert::Office => PagePieceView::Office(OfficeView::new(context, &context.office())),
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
