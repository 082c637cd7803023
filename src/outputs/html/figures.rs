//! Figures and tables of figures, with all that a reader must know of each: its source, whether it has expired, whether
//! it was computed or is from elsewhere, whether sources disagree.

use serde::Serialize;

use super::date::DateView;
use super::page_context::PageContext;
use crate::model::facts::{self, Fact, FactOrigin, FactValue};
use crate::model::number::{Notation, Numeral};
use crate::model::{fixed_text, name::Name, page::DataInsert};
use crate::source::Spanned;

/// A fact, as a template prints it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureView {
    pub(crate) label: String,
    pub(crate) text: String,
    /// Is it a number? Numbers have digits of one width and are never broken over lines.
    pub(crate) number: bool,
    pub(crate) unit: Option<String>,
    /// The number with all its digits and its unit, where `text` is a short form.
    pub(crate) exact: Option<String>,
    pub(crate) marks: Vec<FigureMarkView>,
    /// The sections of the document that state it.
    pub(crate) source: Option<String>,
    pub(crate) note: Option<String>,
    /// The last day of a target.
    pub(crate) by: Option<String>,
}

/// A remark at a figure: a word, and a kind for the style sheet.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureMarkView {
    pub(crate) kind: &'static str,
    pub(crate) words: &'static str,
    pub(crate) href: Option<String>,
}

/// The sources of a group of figures. They are folded below the group; on a page about sources they are beside each
/// figure.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureSourcesView {
    /// Are the sources beside each figure?
    pub(crate) beside: bool,
    pub(crate) lines: Vec<SourceLineView>,
    /// The documents; where sources are beside each figure, without the document that the page is about.
    pub(crate) documents: Vec<SourceDocumentView>,
}

/// The labels of figures that come from the same sections.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SourceLineView {
    pub(crate) labels: Vec<String>,
    pub(crate) sections: String,
}

/// A document that figures are taken from.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SourceDocumentView {
    pub(crate) title: String,
    pub(crate) status: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) issued: Option<String>,
    pub(crate) until: Option<DateView>,
    /// Are its targets over on the reference day of the site?
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

/// A row of a table of figures.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureRowView {
    pub(crate) label: String,
    pub(crate) cells: Vec<FigureCellView>,
    /// The sections of all its figures.
    pub(crate) source: Option<String>,
}

/// A cell of a table of figures: a figure, words or nothing.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct FigureCellView {
    /// The heading of its column, printed in the cell where columns do not fit side by side.
    pub column: String,
    pub(crate) figure: Option<FigureView>,
    pub(crate) words: Option<String>,
}

impl FigureView {
    pub(crate) fn new(context: &PageContext, fact: &Fact, notation: Notation) -> FigureView {
        let mut marks = Vec::new();
        if fact.expired(context.site.settings.as_of) {
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
        if let Some(href) = contradictions_href(context, fact) {
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

/// The link to the first contradiction that the fact is part of. The outer `None` means that there is no contradiction,
/// the inner one that no page lists contradictions.
fn contradictions_href(context: &PageContext, fact: &Fact) -> Option<Option<String>> {
    let relation = context.site.facts.contradictions().find(|(names, _)| names.contains(&&*fact.name.value))?.1;
    let page = context.references.list("contradictions");
    Some(page.map(|page| {
        let page = if page.address == *context.address() { String::new() } else { context.href(&page.address) };
        format!("{page}#{}", relation.anchor())
    }))
}

impl FigureTableView {
    pub(crate) fn new(context: &PageContext, table: &facts::FactTable, insert: DataInsert) -> FigureTableView {
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
                        facts::FactTableCell::Fact(name) => context.site.facts.fact(&name.value),
                        facts::FactTableCell::Words(_) | facts::FactTableCell::Empty => None,
                    })
                    .collect();
                used.extend(facts.iter().flatten().copied());
                let columns = table.columns.iter().skip(1).map(String::as_str).chain(std::iter::repeat(""));
                let cells = row.cells.iter().zip(&facts).zip(columns).map(|((cell, fact), column)| FigureCellView {
                    column: column.to_owned(),
                    figure: fact.map(|fact| FigureView::new(context, fact, notation)),
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
            sources: FigureSourcesView::new(context, rows.iter().map(|row| (&*row.label, row.source.clone())), used),
            rows,
        }
    }
}

impl SourceDocumentView {
    pub(crate) fn new(context: &PageContext, document: &facts::PolicyDocument) -> SourceDocumentView {
        SourceDocumentView {
            title: document.title.clone(),
            status: document.status.clone(),
            number: document.number.clone(),
            issued: document.issued.map(fixed_text::day),
            until: document.until.map(DateView::new),
            expired: document.until.is_some_and(|until| until < context.site.settings.as_of),
            superseded: document.superseded.as_deref().map(fixed_text::sentence),
        }
    }
}

impl FigureSourcesView {
    /// Made of labels with their sections, and of the facts that those sections state.
    pub(crate) fn new<'f>(
        context: &PageContext,
        rows: impl IntoIterator<Item = (&'f str, Option<String>)>,
        facts: impl IntoIterator<Item = &'f Fact>,
    ) -> FigureSourcesView {
        let beside = context.shows_sources();
        let page_document = context.document_page().and_then(|page| page.document.as_ref());
        let mut names: Vec<&Name> = Vec::new();
        for name in facts.into_iter().map(|fact| &fact.document.value) {
            let is_page_document = beside && page_document.is_some_and(|document| document.value == *name);
            if !is_page_document && !names.contains(&name) {
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
        let document = |name| Some(SourceDocumentView::new(context, context.site.facts.document(name)?));
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
