//! The body of a written page, as templates print it: stretches of markup, and between them pieces made from the data.

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

/// The contents of a written page without its title.
#[derive(Debug, Default, PartialEq, Hash, Serialize)]
pub(crate) struct PageBodyView {
    /// The line above the title: a form's number, a city's province.
    pub(crate) kicker: Option<String>,
    /// One sentence in plain words.
    pub(crate) summary: Option<String>,
    /// The day of a piece of news.
    pub(crate) date: Option<DateView>,
    pub(crate) updated: Option<DateView>,
    /// Is the page a draft? Only a preview shows drafts.
    pub(crate) draft: bool,
    /// Is it news of a day to come? Only a preview shows it.
    pub(crate) awaited: bool,
    /// Is this page in easy language?
    pub(crate) easy: bool,
    /// The easy-language version of this page, or the full page that this easy version is made from.
    pub(crate) counterpart: Option<LinkView>,
    /// The same page as a PDF.
    pub(crate) paper: Option<PublicityFileView>,
    /// The same page in other languages.
    pub(crate) translations: Vec<TranslationView>,
    /// The table of contents of a long page; empty on a short one.
    pub(crate) contents: Vec<ContentsEntryView>,
    /// The pages that this page offers to choose among.
    pub(crate) cards: Vec<PageCardView>,
    pub(crate) pieces: Vec<PagePieceView>,
    /// The terms that the page explains, in the order of their first use.
    pub(crate) terms: Vec<GlossaryTermView>,
    /// The page with the whole glossary.
    pub(crate) glossary: Option<LinkView>,
    /// What to read next.
    pub(crate) related: Vec<LinkView>,
}

/// A heading in a page's table of contents.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct ContentsEntryView {
    pub(crate) label: String,
    pub(crate) href: String,
    /// Is the heading of the third level?
    pub(crate) nested: bool,
}

/// A link to the page in another language.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct TranslationView {
    /// The language tag (BCP 47).
    pub(crate) language: String,
    /// The name of the language in that language.
    pub(crate) name: String,
    pub(crate) href: String,
}

/// A page with at least this number of headings gets a table of contents.
const MIN_HEADINGS: usize = 4;

/// The headings of the second level, and of the third where there are few of the second; empty on a short page.
fn contents(context: &PageContext, page: &Page) -> Vec<ContentsEntryView> {
    let down_to = |most: u8| -> Vec<ContentsEntryView> {
        let entry = |block: &Block| match block {
            Block::Heading { level, anchor, inlines } if (2..=most).contains(level) => Some(ContentsEntryView {
                label: super::page_text::plain_text(context, inlines),
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
    pub(crate) fn new(context: &PageContext, page: Option<&Page>) -> PageBodyView {
        let Some(page) = page else { return PageBodyView::default() };
        let mut writer = PageTextWriter::new(context);
        writer.blocks(&page.blocks);
        let RenderedText { pieces, explained_terms: terms } = writer.finish();
        PageBodyView {
            kicker: None,
            summary: page.summary.clone(),
            date: page.date.map(DateView::new),
            updated: page.updated.map(DateView::new),
            draft: page.draft,
            awaited: page.date.is_some_and(|date| date > context.site.settings.as_of),
            easy: page.easy_read_of.is_some(),
            counterpart: counterpart(context, page),
            paper: publicity::publicity_file(context, page, None),
            translations: translations(context, page),
            contents: contents(context, page),
            cards: page.cards.iter().filter_map(|address| PageCardView::to(context, &address.value)).collect(),
            pieces,
            glossary: context
                .term_finder
                .glossary_page()
                .filter(|_| !terms.is_empty())
                .and_then(|page| context.link(page)),
            terms: terms.into_iter().map(GlossaryTermView::new).collect(),
            related: page.related.iter().filter_map(|address| context.link(&address.value)).collect(),
        }
    }
}

fn counterpart(context: &PageContext, page: &Page) -> Option<LinkView> {
    match &page.easy_read_of {
        Some(full) => context.link(&Address::page(&full.value)),
        None => context.link(&context.references.easy_page(&page.path)?.address),
    }
}

/// The same page in other languages: the page that it translates, and other translations of that page.
pub(crate) fn language_versions<'a>(context: &PageContext<'a>, page: &Page) -> Vec<(&'a str, Address)> {
    let original = page.translation_of.as_ref().map_or(page.path.as_str(), |path| path.value.as_str());
    let mut others: Vec<(&str, Address)> = Vec::new();
    let address = Address::page(original);
    if original != page.path && context.route_at(&address).is_some() {
        others.push((context.route_at(&address).map_or("", |route| route.language(context.site)), address));
    }
    let translations = context.references.translations(original).iter().filter(|other| other.path != page.path);
    others
        .extend(translations.map(|other| {
            (other.language.as_deref().unwrap_or(&context.site.settings.language), other.address.clone())
        }));
    others
}

fn translations(context: &PageContext, page: &Page) -> Vec<TranslationView> {
    let translation = |(language, address): (&str, Address)| TranslationView {
        name: fixed_text::language(language).to_owned(),
        language: language.to_owned(),
        href: context.href(&address),
    };
    language_versions(context, page).into_iter().map(translation).collect()
}
