//! A written page as templates print it: stretches of markup with pieces made from the data between them.

use serde::Serialize;

use super::chart::Chart;
use super::data::{Notes, Table};
use super::diagram::Diagram;
use super::glossary::Term;
use super::here::{Here, Link};
use super::lists::List;
use super::markdown::{Writer, Written};
use super::timeline::Timeline;
use crate::model::page::{Block, Insert, Page};
use crate::model::{Address, name::Name, terms};

/// What a written page says, without its title.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Body {
    /// One sentence in plain words.
    pub summary: Option<String>,
    /// The day of a piece of news.
    pub date: Option<Day>,
    pub updated: Option<Day>,
    /// A draft, which only a preview shows.
    pub draft: bool,
    /// News of a day to come, which only a preview shows.
    pub awaited: bool,
    /// Is this page the easy one?
    pub easy: bool,
    /// The same in easy words, or the whole of what this page says in easy words.
    pub counterpart: Option<Link>,
    /// The same in other languages.
    pub translations: Vec<Translation>,
    /// The headings of a long page; empty on a short one.
    pub contents: Vec<Link>,
    pub pieces: Vec<Piece>,
    pub notes: Notes,
    /// The words that are explained, in the order they are met, and the page with all of them.
    pub terms: Vec<Term>,
    pub glossary: Option<Link>,
    /// What to read next.
    pub related: Vec<Link>,
}

/// A day as people read it and as machines do (HTML 4.5.14).
#[derive(Debug, PartialEq, Serialize)]
pub struct Day {
    pub words: String,
    pub iso: String,
}

impl Day {
    pub fn new(date: jiff::civil::Date) -> Day {
        Day { words: terms::day(date), iso: date.to_string() }
    }
}

/// The page in another language.
#[derive(Debug, PartialEq, Serialize)]
pub struct Translation {
    /// BCP 47.
    pub language: String,
    /// The language's name in itself.
    pub name: String,
    pub href: String,
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
    Timeline(Timeline),
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
        let Written { pieces, notes, explained } = writer.finish();
        Body {
            summary: page.summary.clone(),
            date: page.date.map(Day::new),
            updated: page.updated.map(Day::new),
            draft: page.draft,
            awaited: page.date.is_some_and(|date| date > here.site.settings.as_of),
            easy: page.easy_read_of.is_some(),
            counterpart: counterpart(here, page),
            translations: translations(here, page),
            contents: if headings.len() < LONG { Vec::new() } else { headings },
            pieces,
            notes,
            glossary: here.words.page(here).filter(|_| !explained.is_empty()),
            terms: explained.into_iter().map(Term::new).collect(),
            related: page.related.iter().filter_map(|address| here.link(&address.value)).collect(),
        }
    }
}

fn counterpart(here: &Here, page: &Page) -> Option<Link> {
    match &page.easy_read_of {
        Some(full) => here.link(&Address::page(&full.value)),
        None => {
            let easy = |other: &&Page| other.easy_read_of.as_ref().is_some_and(|full| full.value == page.path);
            here.link(&here.site.pages.iter().find(easy)?.address)
        }
    }
}

/// The same page in other languages: what it translates, and what translates the same.
pub fn others<'a>(here: &Here<'a>, page: &Page) -> Vec<(&'a str, Address)> {
    let original = page.translation_of.as_ref().map_or(page.path.as_str(), |path| path.value.as_str());
    let mut others: Vec<(&str, Address)> = Vec::new();
    let address = Address::page(original);
    if original != page.path && here.at(&address).is_some() {
        others.push((here.at(&address).map_or("", |route| route.language(here.site)), address));
    }
    let same = |other: &&Page| other.translation_of.as_ref().is_some_and(|path| path.value == original);
    let translations = here.site.pages.iter().filter(same).filter(|other| other.path != page.path);
    others.extend(
        translations
            .map(|other| (other.language.as_deref().unwrap_or(&here.site.settings.language), other.address.clone())),
    );
    others
}

fn translations(here: &Here, page: &Page) -> Vec<Translation> {
    let translation = |(language, address): (&str, Address)| Translation {
        name: terms::language(language).to_owned(),
        language: language.to_owned(),
        href: here.href(&address),
    };
    others(here, page).into_iter().map(translation).collect()
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
            Insert::Timeline => {
                let timeline = facts.timelines.iter().find(|timeline| timeline.name.value == *name)?;
                Piece::Timeline(Timeline::new(here, timeline, notes))
            }
            Insert::List => Piece::List(List::named(here, name, notes)?),
        })
    }
}
