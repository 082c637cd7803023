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

/// What a page has said of its figures so far: the contradictions among them, each once, in the order
/// they are met, and the documents named last.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
#[serde(transparent)]
pub struct Notes {
    contradictions: Vec<Note>,
    #[serde(skip)]
    documents: Vec<Name>,
}

#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Note {
    pub anchor: String,
    /// The labels of the figures that do not fit together.
    pub about: Vec<String>,
    pub reason: String,
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
    pub documents: Vec<Document>,
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
    pub fn new(here: &Here, fact: &Fact, notation: Notation, notes: &mut Notes) -> Figure {
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
        if let Some(anchor) = notes.add(here, fact) {
            marks.push(Mark { kind: "disagrees", words: terms::DISAGREES, href: Some(format!("#{anchor}")) });
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

impl Notes {
    /// Notes the contradictions a fact is part of; the anchor of the first.
    fn add(&mut self, here: &Here, fact: &Fact) -> Option<String> {
        let mut first = None;
        for relation in &here.site.facts.relations {
            let Some(reason) = &relation.acknowledged else { continue };
            let names: Vec<&str> =
                relation.holds.answers().iter().map(|name| facts::Facts::of_answer(&name.value)).collect();
            if !names.contains(&fact.name.value.as_str()) {
                continue;
            }
            let anchor = format!("note-{}", relation.name.value);
            if !self.contradictions.iter().any(|note| note.anchor == anchor) {
                let mut about: Vec<String> = Vec::new();
                for label in names.iter().filter_map(|name| here.site.facts.fact(name)).map(|fact| &fact.label) {
                    if !about.contains(label) {
                        about.push(label.clone());
                    }
                }
                self.contradictions.push(Note {
                    anchor: anchor.clone(),
                    about,
                    reason: terms::sentence(&reason.value),
                });
            }
            first.get_or_insert(anchor);
        }
        first
    }
}

impl Table {
    pub fn new(here: &Here, table: &facts::Table, insert: Insert, notes: &mut Notes) -> Table {
        let mut used = Vec::new();
        // Large figures are read one by one, those of a table against each other.
        let notation = if insert == Insert::Figures { Notation::Short } else { Notation::Grouped };
        let rows = table
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
                    figure: fact.map(|fact| Figure::new(here, fact, notation, notes)),
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
            rows,
            documents: Document::of(here, used, notes),
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

    /// The documents of some facts, each once; none where the page has just named them.
    pub fn of<'f>(here: &Here, facts: impl IntoIterator<Item = &'f Fact>, notes: &mut Notes) -> Vec<Document> {
        let mut names: Vec<Name> = Vec::new();
        for fact in facts {
            if !names.contains(&fact.document.value) {
                names.push(fact.document.value.clone());
            }
        }
        if names == notes.documents {
            return Vec::new();
        }
        notes.documents = names;
        notes
            .documents
            .iter()
            .filter_map(|name| here.site.facts.document(name))
            .map(|document| Document::new(here, document))
            .collect()
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
