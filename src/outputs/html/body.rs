//! A written page as templates print it: stretches of markup with pieces made from the data between them.

use serde::Serialize;

use super::date::DateView;
use super::glossary::GlossaryTermView;
use super::page_context::{LinkView, PageContext};
use super::page_lists::PageCardView;
use super::page_text::{PageTextWriter, RenderedText};
use super::piece::PagePieceView;
use super::publicity::{self, PublicityFileView};
use crate::model::page::{Block, Page};
use crate::model::{Address, fixed_text};

/// What a written page says, without its title.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub(crate) struct PageBodyView {
    /// What stands above the title: a form's number, a city's province.
    pub(crate) kicker: Option<String>,
    /// One sentence in plain words.
    pub(crate) summary: Option<String>,
    /// The day of a piece of news.
    pub(crate) date: Option<DateView>,
    pub(crate) updated: Option<DateView>,
    /// A draft, which only a preview shows.
    pub(crate) draft: bool,
    /// News of a day to come, which only a preview shows.
    pub(crate) awaited: bool,
    /// Is this page the easy one?
    pub(crate) easy: bool,
    /// The same in easy words, or the whole of what this page says in easy words.
    pub(crate) counterpart: Option<LinkView>,
    /// The same on paper.
    pub(crate) paper: Option<PublicityFileView>,
    /// The same in other languages.
    pub(crate) translations: Vec<TranslationView>,
    /// The headings of a long page; empty on a short one.
    pub(crate) contents: Vec<ContentsEntryView>,
    /// The pages one chooses among here.
    pub(crate) cards: Vec<PageCardView>,
    pub(crate) pieces: Vec<PagePieceView>,
    /// The words that are explained, in the order they are met, and the page with all of them.
    pub(crate) terms: Vec<GlossaryTermView>,
    pub(crate) glossary: Option<LinkView>,
    /// What to read next.
    pub(crate) related: Vec<LinkView>,
}

/// A heading in a page's table of contents.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ContentsEntryView {
    pub(crate) label: String,
    pub(crate) href: String,
    /// Is it of the third level?
    pub(crate) nested: bool,
}

/// The page in another language.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TranslationView {
    /// BCP 47.
    pub(crate) language: String,
    /// The language's name in itself.
    pub(crate) name: String,
    pub(crate) href: String,
}

/// A page with at least so many headings gets a table of contents.
const MIN_HEADINGS: usize = 4;

/// The headings of the second level, and of the third where there are few of the second; none where a page is short.
fn contents(here: &PageContext, page: &Page) -> Vec<ContentsEntryView> {
    let down_to = |most: u8| -> Vec<ContentsEntryView> {
        let entry = |block: &Block| match block {
            Block::Heading { level, anchor, inlines } if (2..=most).contains(level) => Some(ContentsEntryView {
                label: super::page_text::plain_text(here, inlines),
                href: format!("#{anchor}"),
                nested: *level > 2,
            }),
            _ => None,
        };
        page.blocks.iter().filter_map(entry).collect()
    };
    [2, 3].into_iter().map(down_to).find(|entries| entries.len() >= MIN_HEADINGS).unwrap_or_default()
}

impl PageBodyView {
    pub(crate) fn new(here: &PageContext, page: Option<&Page>) -> PageBodyView {
        let Some(page) = page else { return PageBodyView::default() };
        let mut writer = PageTextWriter::new(here);
        writer.blocks(&page.blocks);
        let RenderedText { pieces, explained_terms: explained } = writer.finish();
        PageBodyView {
            kicker: None,
            summary: page.summary.clone(),
            date: page.date.map(DateView::new),
            updated: page.updated.map(DateView::new),
            draft: page.draft,
            awaited: page.date.is_some_and(|date| date > here.site.settings.as_of),
            easy: page.easy_read_of.is_some(),
            counterpart: counterpart(here, page),
            paper: publicity::publicity_file(here, page, None),
            translations: translations(here, page),
            contents: contents(here, page),
            cards: page.cards.iter().filter_map(|address| PageCardView::to(here, &address.value)).collect(),
            pieces,
            glossary: here
                .term_finder
                .glossary_page()
                .filter(|_| !explained.is_empty())
                .and_then(|page| here.link(page)),
            terms: explained.into_iter().map(GlossaryTermView::new).collect(),
            related: page.related.iter().filter_map(|address| here.link(&address.value)).collect(),
        }
    }
}

fn counterpart(here: &PageContext, page: &Page) -> Option<LinkView> {
    match &page.easy_read_of {
        Some(full) => here.link(&Address::page(&full.value)),
        None => here.link(&here.references.easy_page(&page.path)?.address),
    }
}

/// The same page in other languages: what it translates, and what translates the same.
pub(crate) fn language_versions<'a>(here: &PageContext<'a>, page: &Page) -> Vec<(&'a str, Address)> {
    let original = page.translation_of.as_ref().map_or(page.path.as_str(), |path| path.value.as_str());
    let mut others: Vec<(&str, Address)> = Vec::new();
    let address = Address::page(original);
    if original != page.path && here.route_at(&address).is_some() {
        others.push((here.route_at(&address).map_or("", |route| route.language(here.site)), address));
    }
    let translations = here.references.translations(original).iter().filter(|other| other.path != page.path);
    others.extend(
        translations
            .map(|other| (other.language.as_deref().unwrap_or(&here.site.settings.language), other.address.clone())),
    );
    others
}

fn translations(here: &PageContext, page: &Page) -> Vec<TranslationView> {
    let translation = |(language, address): (&str, Address)| TranslationView {
        name: fixed_text::language(language).to_owned(),
        language: language.to_owned(),
        href: here.href(&address),
    };
    language_versions(here, page).into_iter().map(translation).collect()
}
