//! Files to download: a form in its variants, a table of such forms, and the booklet.

use serde::Serialize;

use super::page_context::{FileView, LinkView, PageContext};
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::office::City;
use crate::model::{Address, IssuedForm, Variant, fixed_text};

/// A variant of the sheets, and what it is for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct VariantView {
    pub label: &'static str,
    pub(crate) purpose: &'static str,
}

/// A form in one variant, as a file.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct VariantFileView {
    pub(crate) label: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) file: FileView,
}

/// A row of a table of files: the files of one form or one city, in the columns of [`VariantView`].
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DownloadRowView {
    /// The number of a form, or the province of a city; `None` where the province is the city itself.
    pub(crate) above: Option<String>,
    pub(crate) head: LinkView,
    /// The name of what the files contain, for people who hear only a link: 武汉市回访残疾人记录.
    pub(crate) name: String,
    /// The form's version, where the row is a form.
    pub(crate) version: Option<String>,
    /// The link to the form that is filled in in the browser.
    pub(crate) fill: String,
    pub(crate) offers: Vec<VariantFileView>,
}

/// A page of a form's blank sheet as a picture.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct SheetPictureView {
    /// The page number, 1-based.
    pub(crate) page: usize,
    pub(crate) href: String,
}

/// The booklet: all forms in one file.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct BookletView {
    pub(crate) label: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) file: FileView,
}

/// All variants, as the columns of a table of files.
pub(crate) fn variants() -> Vec<VariantView> {
    let view = |(_, variant)| VariantView {
        label: fixed_text::variant(variant),
        purpose: fixed_text::variant_purpose(variant),
    };
    Variant::ALL.map(view).into()
}

/// The files of a form in its variants, for a city or generic.
pub(crate) fn variant_files(context: &PageContext, form: &Name, city: Option<&Name>) -> Vec<VariantFileView> {
    let file_view = |(_, variant): (&str, Variant)| {
        let file = context.file(&Address::form_pdf(form, variant, city))?;
        Some(VariantFileView {
            label: fixed_text::variant(variant),
            purpose: fixed_text::variant_purpose(variant),
            file,
        })
    };
    Variant::ALL.into_iter().filter_map(file_view).collect()
}

/// The pictures of a form's blank sheet, generic or for a city; empty where the sheet is not made.
pub(crate) fn sheet_pictures(context: &PageContext, form: &Name, city: Option<&Name>) -> Vec<SheetPictureView> {
    let pages = context.file(&Address::form_pdf(form, Variant::Blank, city)).and_then(|file| file.pages);
    let picture = |page| SheetPictureView { page, href: context.href(&Address::picture(form, city, page)) };
    (1..=pages.unwrap_or_default()).map(picture).collect()
}

/// The link to the script with the places on a form's sheets. In a preview it is the address that the script will have
/// when it is requested.
pub(crate) fn places_script(context: &PageContext, form: &Name, city: Option<&Name>) -> String {
    let places = Address::places(form, city);
    context.file(&places).map_or_else(|| context.href(&places), |file| file.href)
}

/// The files of a form, a row for each city. The sizes are on the cities' pages, so that this page does not change with
/// each file.
pub(crate) fn downloads_by_city(context: &PageContext, form: &IssuedForm) -> Vec<DownloadRowView> {
    let row = |city: &City| {
        let mut offers = variant_files(context, &form.id, Some(&city.id));
        offers.iter_mut().for_each(|file_view| file_view.file.size = None);
        let head = context.link(&Address::city(&city.id)).filter(|_| !offers.is_empty())?;
        let above = Some(city.province.clone()).filter(|province| *province != city.name);
        Some(DownloadRowView {
            above,
            head,
            name: format!("{}{}", city.name, form.title.zh),
            version: None,
            fill: fill_href(context, &form.id, &city.id),
            offers,
        })
    };
    context.site.cities.iter().filter_map(row).collect()
}

/// The files of a city, a row for each form, with the link to the form in the browser.
pub(crate) fn downloads_by_form(context: &PageContext, city: &City) -> Vec<DownloadRowView> {
    let row = |form: &Form| DownloadRowView {
        above: Some(form.number.clone()),
        head: LinkView { label: form.title.zh.clone(), href: context.href(&Address::city_form(&city.id, &form.id)) },
        name: format!("{}{}", city.name, form.title.zh),
        version: Some(form.version.clone()),
        fill: fill_href(context, &form.id, &city.id),
        offers: variant_files(context, &form.id, Some(&city.id)),
    };
    context.site.forms.iter().map(row).collect()
}

/// The link to the form to fill in, on the page of a city's form.
fn fill_href(context: &PageContext, form: &Name, city: &Name) -> String {
    format!("{}#fill", context.href(&Address::city_form(city, form)))
}

pub(crate) fn booklet(context: &PageContext, city: Option<&Name>) -> Option<BookletView> {
    let file = context.file(&Address::booklet(city))?;
    Some(BookletView { label: fixed_text::BOOKLET, purpose: fixed_text::BOOKLET_PURPOSE, file })
}
