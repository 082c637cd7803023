//! Files to download: a form in its variants, a table of such forms, and the booklet.

use serde::Serialize;

use super::page_context::{FileView, LinkView, PageContext};
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::office::City;
use crate::model::{Address, IssuedForm, Variant, fixed_text};

/// One variant and what it is for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct VariantView {
    pub label: &'static str,
    pub(crate) purpose: &'static str,
}

/// A form in one variant.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct VariantFileView {
    pub(crate) label: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) file: FileView,
}

/// Files of several forms or cities, a line each, in the columns of [`VariantView`].
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DownloadRowView {
    /// A form's number, a city's province where that is not the city itself.
    pub(crate) above: Option<String>,
    pub(crate) head: LinkView,
    /// What its files are of, for those who hear only a link: 武汉市回访残疾人记录.
    pub(crate) name: String,
    /// Of the form, where the line is a form's.
    pub(crate) version: Option<String>,
    /// Where it is filled in in the browser.
    pub(crate) fill: String,
    pub(crate) offers: Vec<VariantFileView>,
}

/// A page of a form's blank sheet as a picture.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SheetPictureView {
    /// From 1.
    pub(crate) page: usize,
    pub(crate) href: String,
}

/// All forms in one file.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct BookletView {
    pub(crate) label: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) file: FileView,
}

/// Every variant, as the columns of a table of files.
pub(crate) fn variants() -> Vec<VariantView> {
    let choice = |(_, variant)| VariantView {
        label: fixed_text::variant(variant),
        purpose: fixed_text::variant_purpose(variant),
    };
    Variant::ALL.map(choice).into()
}

/// The variants of a form, for a city or generic.
pub(crate) fn variant_files(here: &PageContext, form: &Name, city: Option<&Name>) -> Vec<VariantFileView> {
    let offer = |(_, variant): (&str, Variant)| {
        let file = here.file(&Address::form_pdf(form, variant, city))?;
        Some(VariantFileView {
            label: fixed_text::variant(variant),
            purpose: fixed_text::variant_purpose(variant),
            file,
        })
    };
    Variant::ALL.into_iter().filter_map(offer).collect()
}

/// The pages of a form's blank sheet, generic or for a city, where it is made.
pub(crate) fn sheet_pictures(here: &PageContext, form: &Name, city: Option<&Name>) -> Vec<SheetPictureView> {
    let pages = here.file(&Address::form_pdf(form, Variant::Blank, city)).and_then(|file| file.pages);
    let picture = |page| SheetPictureView { page, href: here.href(&Address::picture(form, city, page)) };
    (1..=pages.unwrap_or_default()).map(picture).collect()
}

/// Where the script is with the places on a form's sheets; of a preview, where it will be when somebody asks.
pub(crate) fn places_script(here: &PageContext, form: &Name, city: Option<&Name>) -> String {
    let places = Address::places(form, city);
    here.file(&places).map_or_else(|| here.href(&places), |file| file.href)
}

/// A form's files of every city; how large they are the city's page says, so that this one does not change
/// with each of them.
pub(crate) fn downloads_by_city(here: &PageContext, form: &IssuedForm) -> Vec<DownloadRowView> {
    let line = |city: &City| {
        let mut offers = variant_files(here, &form.id, Some(&city.id));
        offers.iter_mut().for_each(|offer| offer.file.size = None);
        let head = here.link(&Address::city(&city.id)).filter(|_| !offers.is_empty())?;
        let above = Some(city.province.clone()).filter(|province| *province != city.name);
        Some(DownloadRowView {
            above,
            head,
            name: format!("{}{}", city.name, form.title.zh),
            version: None,
            fill: fill_href(here, &form.id, &city.id),
            offers,
        })
    };
    here.site.cities.iter().filter_map(line).collect()
}

/// A city's files of every form, and where it is filled in in the browser.
pub(crate) fn downloads_by_form(here: &PageContext, city: &City) -> Vec<DownloadRowView> {
    let line = |form: &Form| DownloadRowView {
        above: Some(form.number.clone()),
        head: LinkView { label: form.title.zh.clone(), href: here.href(&Address::city_form(&city.id, &form.id)) },
        name: format!("{}{}", city.name, form.title.zh),
        version: Some(form.version.clone()),
        fill: fill_href(here, &form.id, &city.id),
        offers: variant_files(here, &form.id, Some(&city.id)),
    };
    here.site.forms.iter().map(line).collect()
}

/// The place on the page of a city's form where one begins to fill it in.
fn fill_href(here: &PageContext, form: &Name, city: &Name) -> String {
    format!("{}#fill", here.href(&Address::city_form(city, form)))
}

pub(crate) fn booklet(here: &PageContext, city: Option<&Name>) -> Option<BookletView> {
    let file = here.file(&Address::booklet(city))?;
    Some(BookletView { label: fixed_text::BOOKLET, purpose: fixed_text::BOOKLET_PURPOSE, file })
}
