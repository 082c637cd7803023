//! A written page as templates print it: stretches of markup with pieces made from the data between them.

use serde::Serialize;

use super::day::Day;
use super::glossary::Term;
use super::here::{Here, Link};
use super::lists::Door;
use super::markdown::{Writer, Written};
use super::paper::{self, Paper};
use super::piece::Piece;
use crate::model::page::{Block, Page};
use crate::model::{Address, terms};

/// What a written page says, without its title.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub struct Body {
    /// What stands above the title: a form's number, a city's province.
    pub kicker: Option<String>,
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
    /// The same on paper.
    pub paper: Option<Paper>,
    /// The same in other languages.
    pub translations: Vec<Translation>,
    /// The headings of a long page; empty on a short one.
    pub contents: Vec<Entry>,
    /// The pages one chooses among here.
    pub cards: Vec<Door>,
    pub pieces: Vec<Piece>,
    /// The words that are explained, in the order they are met, and the page with all of them.
    pub terms: Vec<Term>,
    pub glossary: Option<Link>,
    /// What to read next.
    pub related: Vec<Link>,
}

/// A heading in a page's table of contents.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Entry {
    pub label: String,
    pub href: String,
    /// Is it of the third level?
    pub nested: bool,
}

/// The page in another language.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Translation {
    /// BCP 47.
    pub language: String,
    /// The language's name in itself.
    pub name: String,
    pub href: String,
}

/// A page with at least so many headings gets a table of contents.
const LONG: usize = 4;

/// The headings of the second level, and of the third where there are few of the second; none where a page is short.
fn contents(here: &Here, page: &Page) -> Vec<Entry> {
    let down_to = |most: u8| -> Vec<Entry> {
        let entry = |block: &Block| match block {
            Block::Heading { level, anchor, inlines } if (2..=most).contains(level) => Some(Entry {
                label: super::markdown::plain(here, inlines),
                href: format!("#{anchor}"),
                nested: *level > 2,
            }),
            _ => None,
        };
        page.blocks.iter().filter_map(entry).collect()
    };
    [2, 3].into_iter().map(down_to).find(|entries| entries.len() >= LONG).unwrap_or_default()
}

impl Body {
    pub fn new(here: &Here, page: Option<&Page>) -> Body {
        let Some(page) = page else { return Body::default() };
        let mut writer = Writer::new(here);
        writer.blocks(&page.blocks);
        let Written { pieces, explained } = writer.finish();
        Body {
            kicker: None,
            summary: page.summary.clone(),
            date: page.date.map(Day::new),
            updated: page.updated.map(Day::new),
            draft: page.draft,
            awaited: page.date.is_some_and(|date| date > here.site.settings.as_of),
            easy: page.easy_read_of.is_some(),
            counterpart: counterpart(here, page),
            paper: paper::paper(here, page, None),
            translations: translations(here, page),
            contents: contents(here, page),
            cards: page.cards.iter().filter_map(|address| Door::to(here, &address.value)).collect(),
            pieces,
            glossary: here.words.page().filter(|_| !explained.is_empty()).and_then(|page| here.link(page)),
            terms: explained.into_iter().map(Term::new).collect(),
            related: page.related.iter().filter_map(|address| here.link(&address.value)).collect(),
        }
    }
}

fn counterpart(here: &Here, page: &Page) -> Option<Link> {
    match &page.easy_read_of {
        Some(full) => here.link(&Address::page(&full.value)),
        None => here.link(&here.references.easy(&page.path)?.address),
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
    let translations = here.references.translations(original).iter().filter(|other| other.path != page.path);
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
