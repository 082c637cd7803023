//! References between pages, collected once for all pages.

use std::collections::BTreeMap;

use crate::model::name::Name;
use crate::model::page::{DataInsert, Page};
use crate::model::{Address, Site};

/// Pages by what they refer to; each list is in the order of the pages' paths.
pub(crate) struct PageReferences<'a> {
    /// The easy-language version of a page, by that page's path.
    easy: BTreeMap<&'a str, &'a Page>,
    /// The translations of a page, by that page's path.
    translations: BTreeMap<&'a str, Vec<&'a Page>>,
    /// The pages that name an address as related, by that address.
    related: BTreeMap<&'a Address, Vec<&'a Page>>,
    /// The pages that show a diagram, by its name.
    diagrams: BTreeMap<&'a Name, Vec<&'a Page>>,
    /// The first page that shows a list, by the list's name.
    lists: BTreeMap<&'a Name, &'a Page>,
    news: bool,
}

impl<'a> PageReferences<'a> {
    pub(crate) fn new(site: &'a Site) -> PageReferences<'a> {
        let mut references = PageReferences {
            easy: BTreeMap::new(),
            translations: BTreeMap::new(),
            related: BTreeMap::new(),
            diagrams: BTreeMap::new(),
            lists: BTreeMap::new(),
            news: site.pages.iter().any(|page| page.date.is_some()),
        };
        for page in &site.pages {
            if let Some(full) = &page.easy_read_of {
                references.easy.entry(&full.value).or_insert(page);
            }
            if let Some(original) = &page.translation_of {
                references.translations.entry(&original.value).or_default().push(page);
            }
            for address in &page.related {
                let pages = references.related.entry(&address.value).or_default();
                if !pages.last().is_some_and(|last| std::ptr::eq(*last, page)) {
                    pages.push(page);
                }
            }
            for (kind, name) in page.inserts() {
                match kind {
                    DataInsert::Diagram => references.diagrams.entry(&name.value).or_default().push(page),
                    DataInsert::List => drop(references.lists.entry(&name.value).or_insert(page)),
                    DataInsert::Table
                    | DataInsert::Figures
                    | DataInsert::Chart
                    | DataInsert::Timeline
                    | DataInsert::Paper => {}
                }
            }
        }
        references
    }

    /// The first easy-language version of the page at this path.
    pub(crate) fn easy_page(&self, path: &str) -> Option<&'a Page> {
        self.easy.get(path).copied()
    }

    /// The translations of the page at this path.
    pub(crate) fn translations(&self, path: &str) -> &[&'a Page] {
        self.translations.get(path).map_or(&[], Vec::as_slice)
    }

    /// The pages that name this address as related.
    pub(crate) fn related(&self, address: &Address) -> &[&'a Page] {
        self.related.get(address).map_or(&[], Vec::as_slice)
    }

    /// The pages that show a diagram.
    pub(crate) fn diagram(&self, name: &Name) -> &[&'a Page] {
        self.diagrams.get(name).map_or(&[], Vec::as_slice)
    }

    /// The first page that shows a list of this name.
    pub(crate) fn list(&self, name: &str) -> Option<&'a Page> {
        self.lists.iter().find(|(list, _)| list.as_str() == name).map(|(_, page)| *page)
    }

    /// Is there any news?
    pub(crate) fn news(&self) -> bool {
        self.news
    }
}
