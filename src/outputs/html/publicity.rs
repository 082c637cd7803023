//! What publicises, on paper, as pages offer it.

use serde::Serialize;

use super::page_context::{FileView, PageContext};
use crate::model::office::City;
use crate::model::page::Page;
use crate::model::publicity::Publicity;
use crate::model::{Address, fixed_text};

/// A poster, handout, letter or booklet, and what it is for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct PublicityFileView {
    pub(crate) label: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) file: FileView,
}

/// A page on paper, for a city or generic; none where it is not made.
pub(crate) fn publicity_file(here: &PageContext, page: &Page, city: Option<&City>) -> Option<PublicityFileView> {
    let kind = page.publicity()?;
    let city = city.map(|city| &city.id).filter(|_| kind.is_of_cities());
    let file = here.file(&Address::publicity(&page.path, city))?;
    Some(PublicityFileView { label: fixed_text::publicity(kind), purpose: fixed_text::publicity_purpose(kind), file })
}

/// All that a city has, or what is generic, but for what is in easy words.
pub(crate) fn publicity_files(here: &PageContext, city: Option<&City>) -> Vec<PublicityFileView> {
    let mut kinds: Vec<(Publicity, &Page)> =
        here.site.pages.iter().filter_map(|page| Some((page.product.as_ref()?.value, page))).collect();
    kinds.sort_by_key(|(kind, page)| (*kind, page.path.as_str()));
    kinds.into_iter().filter_map(|(_, page)| publicity_file(here, page, city)).collect()
}
