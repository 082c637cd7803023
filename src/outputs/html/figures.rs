//! Figures and tables of them, with everything a reader must know of each: where it is said, whether
//! its time is over, whether it was computed or comes from elsewhere, whether the sources disagree.

use serde::Serialize;

use super::date::DateView;
use super::page_context::PageContext;
use crate::model::facts::{self, Fact, FactOrigin, FactValue};
use crate::model::number::{Notation, Numeral};
use crate::model::{fixed_text, name::Name, page::DataInsert};
use crate::source::Spanned;

/// A fact as it is printed.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureView {
    pub(crate) label: String,
    pub(crate) text: String,
    /// Set in figures of one width and never broken.
    pub(crate) number: bool,
    pub(crate) unit: Option<String>,
    /// All its digits with the unit, where the text says them in short.
    pub(crate) exact: Option<String>,
    pub(crate) marks: Vec<FigureMarkView>,
    /// The sections it is from.
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
    /// The last day of a target.
    pub(crate) by: Option<String>,
}

/// Something to know of a figure: a word, and for the style sheet a kind.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureMarkView {
    pub(crate) kind: &'static str,
    pub(crate) words: &'static str,
    pub(crate) href: Option<String>,
}

/// Where the figures of a group are from. They are folded below it; where a page is about sources, they stand beside each.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureSourcesView {
    /// Do they stand beside each?
    pub(crate) beside: bool,
    pub(crate) lines: Vec<SourceLineView>,
    /// All of them; where sources stand beside each, those that are not the one the page tells of.
    pub(crate) documents: Vec<SourceDocumentView>,
}

/// What is from the same sections.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SourceLineView {
    pub(crate) labels: Vec<String>,
    pub(crate) sections: String,
}

/// A document figures are taken from.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SourceDocumentView {
    pub(crate) title: String,
    pub(crate) status: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) issued: Option<String>,
    pub(crate) until: Option<DateView>,
    /// Are its targets over on the day the site speaks of?
    pub(crate) expired: bool,
    pub(crate) superseded: Option<String>,
}

/// A table of figures.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureTableView {
    pub(crate) anchor: String,
    pub(crate) caption: String,
    pub(crate) columns: Vec<String>,
    pub rows: Vec<FigureRowView>,
    pub(crate) sources: FigureSourcesView,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureRowView {
    pub(crate) label: String,
    pub(crate) cells: Vec<FigureCellView>,
    /// The sections of all its figures.
    pub(crate) source: Option<String>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureCellView {
    /// What its column is called: said in the cell where columns do not fit side by side.
    pub column: String,
    pub(crate) figure: Option<FigureView>,
    pub(crate) words: Option<String>,
}

impl FigureView {
    pub(crate) fn new(here: &PageContext, fact: &Fact, notation: Notation) -> FigureView {
        let mut marks = Vec::new();
        if fact.expired(here.site.settings.as_of) {
            marks.push(FigureMarkView { kind: "expired", words: fixed_text::EXPIRED, href: None });
        }
        match &fact.origin {
            FactOrigin::Stated => {}
            FactOrigin::Derived(_) => {
                marks.push(FigureMarkView { kind: "derived", words: fixed_text::DERIVED, href: None })
            }
            FactOrigin::External { url } => {
                marks.push(FigureMarkView { kind: "external", words: fixed_text::EXTERNAL, href: url.clone() });
            }
        }
        if let Some(href) = contradictions_href(here, fact) {
            marks.push(FigureMarkView { kind: "disagrees", words: fixed_text::DISAGREES, href });
        }
        let Numeral { text, unit } = fact.numeral(notation);
        let exact = fact.numeral(Notation::Grouped);
        let digits = |text: &str| text.replace(',', "");
        let says_less = notation == Notation::Short && digits(&exact.text) != digits(&text);
        FigureView {
            label: fact.label.clone(),
            exact: says_less.then(|| format!("{}{}", exact.text, exact.unit)),
            text,
            number: match fact.value {
                FactValue::Number { .. } | FactValue::Range { .. } => true,
                FactValue::Text(_) | FactValue::List(_) => false,
            },
            unit: Some(unit).filter(|unit| !unit.is_empty()),
            marks,
            source: sections(&fact.source),
            note: fact.note.clone(),
            by: fact.by.map(fixed_text::day),
        }
    }
}

/// The page of all contradictions, at the first that the fact is part of; without such a page there is nothing to lead to.
fn contradictions_href(here: &PageContext, fact: &Fact) -> Option<Option<String>> {
    let relation = here.site.facts.contradictions().find(|(names, _)| names.contains(&&*fact.name.value))?.1;
    let page = here.references.list("contradictions");
    Some(page.map(|page| {
        let page = if page.address == *here.address() { String::new() } else { here.href(&page.address) };
        format!("{page}#{}", relation.anchor())
    }))
}

impl FigureTableView {
    pub(crate) fn new(here: &PageContext, table: &facts::FactTable, insert: DataInsert) -> FigureTableView {
        let mut used = Vec::new();
        // Large figures are read one by one, those of a table against each other.
        let notation = if insert == DataInsert::Figures { Notation::Short } else { Notation::Grouped };
        let rows: Vec<FigureRowView> = table
            .rows
            .iter()
            .map(|row| {
                let facts: Vec<Option<&Fact>> = row
                    .cells
                    .iter()
                    .map(|cell| match cell {
                        facts::FactTableCell::Fact(name) => here.site.facts.fact(&name.value),
                        facts::FactTableCell::Words(_) | facts::FactTableCell::Empty => None,
                    })
                    .collect();
                used.extend(facts.iter().flatten().copied());
                let columns = table.columns.iter().skip(1).map(String::as_str).chain(std::iter::repeat(""));
                let cells = row.cells.iter().zip(&facts).zip(columns).map(|((cell, fact), column)| FigureCellView {
                    column: column.to_owned(),
                    figure: fact.map(|fact| FigureView::new(here, fact, notation)),
                    words: match cell {
                        facts::FactTableCell::Words(words) => Some(words.clone()),
                        facts::FactTableCell::Fact(_) | facts::FactTableCell::Empty => None,
                    },
                });
                FigureRowView {
                    label: row.label.clone(),
                    cells: cells.collect(),
                    source: sections(facts.iter().flatten().flat_map(|fact| &fact.source)),
                }
            })
            .collect();
        FigureTableView {
            anchor: insert.anchor(&table.name.value),
            caption: table.caption.clone(),
            columns: table.columns.clone(),
            sources: FigureSourcesView::new(here, rows.iter().map(|row| (&*row.label, row.source.clone())), used),
            rows,
        }
    }
}

impl SourceDocumentView {
    pub(crate) fn new(here: &PageContext, document: &facts::PolicyDocument) -> SourceDocumentView {
        SourceDocumentView {
            title: document.title.clone(),
            status: document.status.clone(),
            number: document.number.clone(),
            issued: document.issued.map(fixed_text::day),
            until: document.until.map(DateView::new),
            expired: document.until.is_some_and(|until| until < here.site.settings.as_of),
            superseded: document.superseded.as_deref().map(fixed_text::sentence),
        }
    }
}

impl FigureSourcesView {
    /// Of labels with their sections, and of the facts whose documents those are of.
    pub(crate) fn new<'f>(
        here: &PageContext,
        rows: impl IntoIterator<Item = (&'f str, Option<String>)>,
        facts: impl IntoIterator<Item = &'f Fact>,
    ) -> FigureSourcesView {
        let beside = here.shows_sources();
        let own = here.document_page().and_then(|page| page.document.as_ref());
        let mut names: Vec<&Name> = Vec::new();
        for name in facts.into_iter().map(|fact| &fact.document.value) {
            let is_told = beside && own.is_some_and(|own| own.value == *name);
            if !is_told && !names.contains(&name) {
                names.push(name);
            }
        }
        let mut lines: Vec<SourceLineView> = Vec::new();
        for (label, sections) in rows.into_iter().filter_map(|(label, sections)| Some((label, sections?))) {
            match lines.iter_mut().find(|line| line.sections == sections) {
                Some(line) if line.labels.iter().any(|known| known == label) => {}
                Some(line) => line.labels.push(label.to_owned()),
                None => lines.push(SourceLineView { labels: vec![label.to_owned()], sections }),
            }
        }
        let document = |name| Some(SourceDocumentView::new(here, here.site.facts.document(name)?));
        FigureSourcesView { beside, lines, documents: names.into_iter().filter_map(document).collect() }
    }
}

/// Sections, each once, as they are printed.
pub(crate) fn sections<'s>(source: impl IntoIterator<Item = &'s Spanned<String>>) -> Option<String> {
    let mut sections: Vec<String> = Vec::new();
    for section in source.into_iter().map(|section| fixed_text::section(&section.value)) {
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    (!sections.is_empty()).then(|| sections.join("；"))
}
