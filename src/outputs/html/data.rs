//! Figures and tables of them, with everything a reader must know of each: where it is said, whether
//! its time is over, whether it was computed or comes from elsewhere, whether the sources disagree.

use serde::Serialize;

use super::day::Day;
use super::here::Here;
use crate::model::facts::{self, Fact, Standing, Value};
use crate::model::number::{Notation, Numeral};
use crate::model::{name::Name, page::Insert, terms};
use crate::source::Spanned;

/// A fact as it is printed.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Figure {
    pub label: String,
    pub text: String,
    /// Set in figures of one width and never broken.
    pub number: bool,
    pub unit: Option<String>,
    /// All its digits with the unit, where the text says them in short.
    pub exact: Option<String>,
    pub marks: Vec<Mark>,
    /// The sections it is from.
    pub source: Option<String>,
    pub note: Option<String>,
    /// The last day of a target.
    pub by: Option<String>,
}

/// Something to know of a figure: a word, and for the style sheet a kind.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Mark {
    pub kind: &'static str,
    pub words: &'static str,
    pub href: Option<String>,
}

/// Where the figures of a group are from. They are folded below it; where a page is about sources, they stand beside each.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Sources {
    /// Do they stand beside each?
    pub beside: bool,
    pub lines: Vec<From>,
    /// All of them; where sources stand beside each, those that are not the one the page tells of.
    pub documents: Vec<Document>,
}

/// What is from the same sections.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct From {
    pub labels: Vec<String>,
    pub sections: String,
}

/// A document figures are taken from.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Document {
    pub title: String,
    pub status: Option<String>,
    pub number: Option<String>,
    pub issued: Option<String>,
    pub until: Option<Day>,
    /// Are its targets over on the day the site speaks of?
    pub expired: bool,
    pub superseded: Option<String>,
}

/// A table of figures.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Table {
    pub anchor: String,
    pub caption: String,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    pub sources: Sources,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Row {
    pub label: String,
    pub cells: Vec<Cell>,
    /// The sections of all its figures.
    pub source: Option<String>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Cell {
    /// What its column is called: said in the cell where columns do not fit side by side.
    pub column: String,
    pub figure: Option<Figure>,
    pub words: Option<String>,
}

impl Figure {
    pub fn new(here: &Here, fact: &Fact, notation: Notation) -> Figure {
        let mut marks = Vec::new();
        if fact.expired(here.site.settings.as_of) {
            marks.push(Mark { kind: "expired", words: terms::EXPIRED, href: None });
        }
        match &fact.standing {
            Standing::Stated => {}
            Standing::Derived(_) => marks.push(Mark { kind: "derived", words: terms::DERIVED, href: None }),
            Standing::External { url } => {
                marks.push(Mark { kind: "external", words: terms::EXTERNAL, href: url.clone() });
            }
        }
        if let Some(href) = contradiction(here, fact) {
            marks.push(Mark { kind: "disagrees", words: terms::DISAGREES, href });
        }
        let Numeral { text, unit } = fact.written(notation);
        let exact = fact.written(Notation::Grouped);
        let digits = |text: &str| text.replace(',', "");
        let says_less = notation == Notation::Short && digits(&exact.text) != digits(&text);
        Figure {
            label: fact.label.clone(),
            exact: says_less.then(|| format!("{}{}", exact.text, exact.unit)),
            text,
            number: match fact.value {
                Value::Number { .. } | Value::Range { .. } => true,
                Value::Text(_) | Value::List(_) => false,
            },
            unit: Some(unit).filter(|unit| !unit.is_empty()),
            marks,
            source: sections(&fact.source),
            note: fact.note.clone(),
            by: fact.by.map(terms::day),
        }
    }
}

/// The page of all contradictions, at the first that the fact is part of; without such a page there is nothing to lead to.
fn contradiction(here: &Here, fact: &Fact) -> Option<Option<String>> {
    let relation = here.site.facts.contradictions().find(|(names, _)| names.contains(&&*fact.name.value))?.1;
    let page = here.references.list("contradictions");
    Some(page.map(|page| {
        let page = if page.address == *here.address() { String::new() } else { here.href(&page.address) };
        format!("{page}#{}", relation.anchor())
    }))
}

impl Table {
    pub fn new(here: &Here, table: &facts::Table, insert: Insert) -> Table {
        let mut used = Vec::new();
        // Large figures are read one by one, those of a table against each other.
        let notation = if insert == Insert::Figures { Notation::Short } else { Notation::Grouped };
        let rows: Vec<Row> = table
            .rows
            .iter()
            .map(|row| {
                let facts: Vec<Option<&Fact>> = row
                    .cells
                    .iter()
                    .map(|cell| match cell {
                        facts::Cell::Fact(name) => here.site.facts.fact(&name.value),
                        facts::Cell::Words(_) | facts::Cell::Empty => None,
                    })
                    .collect();
                used.extend(facts.iter().flatten().copied());
                let columns = table.columns.iter().skip(1).map(String::as_str).chain(std::iter::repeat(""));
                let cells = row.cells.iter().zip(&facts).zip(columns).map(|((cell, fact), column)| Cell {
                    column: column.to_owned(),
                    figure: fact.map(|fact| Figure::new(here, fact, notation)),
                    words: match cell {
                        facts::Cell::Words(words) => Some(words.clone()),
                        facts::Cell::Fact(_) | facts::Cell::Empty => None,
                    },
                });
                Row {
                    label: row.label.clone(),
                    cells: cells.collect(),
                    source: sections(facts.iter().flatten().flat_map(|fact| &fact.source)),
                }
            })
            .collect();
        Table {
            anchor: insert.anchor(&table.name.value),
            caption: table.caption.clone(),
            columns: table.columns.clone(),
            sources: Sources::new(here, rows.iter().map(|row| (&*row.label, row.source.clone())), used),
            rows,
        }
    }
}

impl Document {
    pub fn new(here: &Here, document: &facts::Document) -> Document {
        Document {
            title: document.title.clone(),
            status: document.status.clone(),
            number: document.number.clone(),
            issued: document.issued.map(terms::day),
            until: document.until.map(Day::new),
            expired: document.until.is_some_and(|until| until < here.site.settings.as_of),
            superseded: document.superseded.as_deref().map(terms::sentence),
        }
    }
}

impl Sources {
    /// Of labels with their sections, and of the facts whose documents those are of.
    pub fn new<'f>(
        here: &Here,
        rows: impl IntoIterator<Item = (&'f str, Option<String>)>,
        facts: impl IntoIterator<Item = &'f Fact>,
    ) -> Sources {
        let beside = here.shows_sources();
        let own = here.tells_of().and_then(|page| page.document.as_ref());
        let mut names: Vec<&Name> = Vec::new();
        for name in facts.into_iter().map(|fact| &fact.document.value) {
            let is_told = beside && own.is_some_and(|own| own.value == *name);
            if !is_told && !names.contains(&name) {
                names.push(name);
            }
        }
        let mut lines: Vec<From> = Vec::new();
        for (label, sections) in rows.into_iter().filter_map(|(label, sections)| Some((label, sections?))) {
            match lines.iter_mut().find(|line| line.sections == sections) {
                Some(line) if line.labels.iter().any(|known| known == label) => {}
                Some(line) => line.labels.push(label.to_owned()),
                None => lines.push(From { labels: vec![label.to_owned()], sections }),
            }
        }
        let document = |name| Some(Document::new(here, here.site.facts.document(name)?));
        Sources { beside, lines, documents: names.into_iter().filter_map(document).collect() }
    }
}

/// Sections, each once, as they are printed.
pub fn sections<'s>(source: impl IntoIterator<Item = &'s Spanned<String>>) -> Option<String> {
    let mut sections: Vec<String> = Vec::new();
    for section in source.into_iter().map(|section| terms::section(&section.value)) {
        if !sections.contains(&section) {
            sections.push(section);
        }
    }
    (!sections.is_empty()).then(|| sections.join("；"))
}
