//! Publicity material as PDF files that pages offer.

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

/// A page's PDF, for a city or generic; `None` where it is not made.
pub(crate) fn publicity_file(context: &PageContext, page: &Page, city: Option<&City>) -> Option<PublicityFileView> {
    let kind = page.publicity()?;
    let city = city.map(|city| &city.id).filter(|_| kind.is_of_cities());
    let file = context.file(&Address::publicity(&page.path, city))?;
    Some(PublicityFileView { label: fixed_text::publicity(kind), purpose: fixed_text::publicity_purpose(kind), file })
}

/// All publicity material of a city, or the generic material, except easy-language booklets.
pub(crate) fn publicity_files(context: &PageContext, city: Option<&City>) -> Vec<PublicityFileView> {
    let mut pages_by_kind: Vec<(Publicity, &Page)> =
        context.site.pages.iter().filter_map(|page| Some((page.product.as_ref()?.value, page))).collect();
    pages_by_kind.sort_by_key(|(kind, page)| (*kind, page.path.as_str()));
    pages_by_kind.into_iter().filter_map(|(_, page)| publicity_file(context, page, city)).collect()
}
