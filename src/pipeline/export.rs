//! Makes one PDF for a request of its own: a form, the booklet or a page that publicises, for some cities, in a number of copies.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::output_file::OutputFile;
use super::pdf_renderer::{LayoutJob, LayoutRequest, PdfRenderer, drawing_files, is_fillable};
use super::plan::{PdfProduct, offices, products};
use super::progress::NoProgress;
use crate::diagnostic::{Diagnostic, WithDiagnostics, has_errors};
use crate::load::Project;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::model::{Address, IssuedProgramme, Site, Variant, issue_for_all_offices, issue_programme};
use crate::outputs::{pdf, svg};
use crate::paper::document::{DocumentMetadata, PaperDocument};
use crate::paper::fonts::Fonts;
use crate::paper::stack::combine;
use crate::wording::{message, pipeline::STACK_TOO_LONG};

/// Of a file of several documents: with its structure in memory, a thousand pages take about 600 MB.
pub(crate) const MAX_PAGES: usize = 1000;

/// What to put into one file.
#[derive(Clone, Copy, Debug)]
pub struct ExportJob<'a> {
    pub product: PdfProduct<'a>,
    /// None is the generic one alone.
    pub cities: &'a [Name],
    /// Of each city.
    pub copies: usize,
}

/// A file that is made from sheets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum SheetOutput<'a> {
    /// A product, and the city it is for.
    Print(PdfProduct<'a>, Option<&'a Name>),
    /// One of those that are drawn of a form's sheets, and the city they are for.
    Drawn(&'a Form, Option<&'a Name>),
}

/// What a site has at an address, if it is made from sheets; whether a picture's page is there is not known yet.
pub(crate) fn find_sheet_output<'a>(site: &'a Site, address: &str) -> Option<SheetOutput<'a>> {
    let of_office = |product: PdfProduct<'a>| offices(site).map(move |city| (product, city));
    let mut all = products(site).flat_map(of_office).filter(|(product, city)| product.exists_for(*city));
    let printed = all.find(|(product, city)| product.address(*city).as_str() == address);
    if let Some((product, city)) = printed {
        return Some(SheetOutput::Print(product, city));
    }
    let picture = Address::of_picture(address);
    let mut all = site.forms.iter().flat_map(|form| offices(site).map(move |city| (form, city)));
    let drawn = all.find(|(form, city)| {
        Address::places(&form.id, *city).as_str() == address
            || picture == Some((city.map(ToString::to_string), form.id.to_string()))
    });
    drawn.map(|(form, city)| SheetOutput::Drawn(form, city))
}

/// Every file that is drawn of a form's sheets, for a city or for none; rules are not gone through.
///
/// # Errors
/// The value is empty where there is an error among the diagnostics.
pub(crate) fn sheet_drawings(project: &Project, form: &Form, city: Option<&Name>) -> WithDiagnostics<Vec<OutputFile>> {
    let fonts = match Fonts::find(&project.root.join(SourcePath::fonts())) {
        Ok(fonts) => fonts,
        Err(diagnostics) => return WithDiagnostics { value: Vec::new(), diagnostics },
    };
    let run = LayoutJob::for_product(PdfProduct::Form(form, Variant::Blank));
    let office = issue_programme(&project.site, city.and_then(|city| project.site.city(city)));
    let laid = PdfRenderer::new(&fonts).lay_out(&run, &[&office], || {});
    let sheets = laid.value.first().filter(|_| !has_errors(&laid.diagnostics));
    WithDiagnostics {
        value: sheets.map(|sheets| drawing_files(&svg::SharedSvg::new(sheets), sheets)).unwrap_or_default(),
        diagnostics: laid.diagnostics,
    }
}

impl ExportJob<'_> {
    /// What the file is called unless somebody says otherwise: as in the site, with the city before it.
    pub(crate) fn file_name(&self) -> String {
        let address = self.product.address(None);
        let name = address.as_str().rsplit('/').next().unwrap_or_default();
        match self.cities {
            [city] => format!("{city}-{name}"),
            _ => name.to_owned(),
        }
    }
}

/// A file that was ordered.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportedPdf {
    pub bytes: Vec<u8>,
    pub(crate) pages: usize,
}

/// Prints an order; rules are not gone through. One of one city is the file that the site has; of more,
/// each begins on a right-hand page, a city's copies one after the other.
///
/// # Errors
/// More pages are ordered than a file may have. The value is `None` where there is an error among the
/// diagnostics.
pub fn export(project: &Project, order: &ExportJob) -> Result<WithDiagnostics<Option<ExportedPdf>>, Diagnostic> {
    let fonts = match Fonts::find(&project.root.join(SourcePath::fonts())) {
        Ok(fonts) => fonts,
        Err(diagnostics) => return Ok(WithDiagnostics { value: None, diagnostics }),
    };
    let press = PdfRenderer::new(&fonts);
    let run = LayoutJob::for_product(order.product);
    let site = &project.site;
    let offices: Vec<IssuedProgramme> = match order.cities {
        [] => vec![issue_programme(site, None)],
        cities => cities.iter().filter_map(|id| site.city(id)).map(|city| issue_programme(site, Some(city))).collect(),
    };
    let offices: Vec<&IssuedProgramme> = offices.iter().collect();
    if let ([office], 1) = (&offices[..], order.copies) {
        let city = office.city();
        let address = order.product.address(city);
        let orders = BTreeMap::from([(
            city,
            LayoutRequest { pdfs: vec![(&address, order.product, None)], ..LayoutRequest::default() },
        )]);
        let printed = OnceLock::new();
        let take = |file: OutputFile| {
            let pages = file.sheet.map_or(0, |sheet| sheet.pages);
            let _ = printed.set(ExportedPdf { bytes: file.content.into_bytes(), pages });
        };
        let diagnostics = press.render(&run, &issue_for_all_offices(site), &orders, &take, &NoProgress);
        return Ok(WithDiagnostics { value: printed.into_inner().filter(|_| !has_errors(&diagnostics)), diagnostics });
    }
    // What the stack is called, where it is not of one city, says the generic one.
    let generic = issue_programme(site, None);
    let named = if let [office] = offices[..] { office } else { &generic };
    let mut diagnostics = Vec::new();
    let identity =
        press.lay_out(&run, &[named], || {}).collect_into(&mut diagnostics).pop().map(|sheets| sheets.metadata);
    let parts = press.lay_out(&run, &offices, || {}).collect_into(&mut diagnostics);
    let pages = parts.iter().map(|part| part.pages.len().next_multiple_of(2)).sum::<usize>() * order.copies;
    if pages > MAX_PAGES {
        return Err(Diagnostic::new(message!(STACK_TOO_LONG, pages, most = MAX_PAGES), "formpress pdf"));
    }
    let whole =
        identity.filter(|_| !has_errors(&diagnostics)).map(|identity| combined_sheets(parts, order.copies, identity));
    let value = whole.and_then(|sheets| {
        let fillable = is_fillable(&order.product);
        let faces = press.font_set([&sheets]).and_then(|faces| match fillable {
            true => Ok(faces.with_typing(press.typing_font().map_err(|fault| vec![fault])?)),
            false => Ok(faces),
        });
        let faces = faces.map_err(|faults| diagnostics.extend(faults)).ok()?;
        let bytes = pdf::pdf(&sheets, &faces, &pdf::PdfFileOptions { fillable });
        Some(ExportedPdf { bytes, pages: sheets.pages.len() })
    });
    Ok(WithDiagnostics { value, diagnostics })
}

fn combined_sheets(parts: Vec<PaperDocument>, copies: usize, identity: DocumentMetadata) -> PaperDocument {
    let parts = parts.into_iter().flat_map(|part| std::iter::repeat_n(part, copies)).collect();
    combine(parts, identity)
}
