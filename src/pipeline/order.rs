//! What somebody wants printed in one file: a form or the booklet, for some cities, so many times.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::file::File;
use super::plan::{Product, offices, products};
use super::press::{Press, Run, Wanted, drawn, is_fillable};
use super::progress::Silent;
use crate::diagnostic::{Checked, Diagnostic, any_error};
use crate::load::Project;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::source_path::SourcePath;
use crate::model::{Address, IssuedProgramme, Site, Variant, issue_all, issue_every};
use crate::outputs::{pdf, svg};
use crate::paper::fonts::Fonts;
use crate::paper::sheet::{Identity, Sheets};
use crate::paper::stack::stack;
use crate::wording::pipeline::STACK_TOO_LONG;

/// Of a file of several documents: with its structure in memory, a thousand pages take about 600 MB.
pub const MOST_PAGES: usize = 1000;

/// What to put into one file.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    pub product: Product<'a>,
    /// None is the generic one alone.
    pub cities: &'a [Name],
    /// Of each city.
    pub copies: usize,
}

/// A file that is made from sheets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found<'a> {
    /// A product, and the city it is for.
    Print(Product<'a>, Option<&'a Name>),
    /// One of those that are drawn of a form's sheets, and the city they are for.
    Drawn(&'a Form, Option<&'a Name>),
}

/// What a site has at an address, if it is made from sheets; whether a picture's page is there is not known yet.
pub fn find<'a>(site: &'a Site, address: &str) -> Option<Found<'a>> {
    let of_office = |product: Product<'a>| offices(site).map(move |city| (product, city));
    let mut all = products(site).flat_map(of_office).filter(|(product, city)| product.is_of(*city));
    let printed = all.find(|(product, city)| product.address(*city).as_str() == address);
    if let Some((product, city)) = printed {
        return Some(Found::Print(product, city));
    }
    let picture = Address::of_picture(address);
    let mut all = site.forms.iter().flat_map(|form| offices(site).map(move |city| (form, city)));
    let drawn = all.find(|(form, city)| {
        Address::places(&form.id, *city).as_str() == address
            || picture == Some((city.map(ToString::to_string), form.id.to_string()))
    });
    drawn.map(|(form, city)| Found::Drawn(form, city))
}

/// Every file that is drawn of a form's sheets, for a city or for none; rules are not gone through.
///
/// # Errors
/// The value is empty where there is an error among the diagnostics.
pub fn drawings(project: &Project, form: &Form, city: Option<&Name>) -> Checked<Vec<File>> {
    let fonts = match Fonts::find(&project.root.join(SourcePath::fonts())) {
        Ok(fonts) => fonts,
        Err(diagnostics) => return Checked { value: Vec::new(), diagnostics },
    };
    let run = Run::of(Product::Form(form, Variant::Blank));
    let office = issue_all(&project.site, city.and_then(|city| project.site.city(city)));
    let laid = Press::new(&fonts).lay_out(&run, &[&office], || {});
    let sheets = laid.value.first().filter(|_| !any_error(&laid.diagnostics));
    Checked {
        value: sheets.map(|sheets| drawn(&svg::Plate::new(sheets), sheets)).unwrap_or_default(),
        diagnostics: laid.diagnostics,
    }
}

impl Order<'_> {
    /// What the file is called unless somebody says otherwise: as in the site, with the city before it.
    pub fn name(&self) -> String {
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
pub struct Printout {
    pub bytes: Vec<u8>,
    pub pages: usize,
}

/// Prints an order; rules are not gone through. One of one city is the file that the site has; of more,
/// each begins on a right-hand page, a city's copies one after the other.
///
/// # Errors
/// More pages are ordered than a file may have. The value is `None` where there is an error among the
/// diagnostics.
pub fn printout(project: &Project, order: &Order) -> Result<Checked<Option<Printout>>, Diagnostic> {
    let fonts = match Fonts::find(&project.root.join(SourcePath::fonts())) {
        Ok(fonts) => fonts,
        Err(diagnostics) => return Ok(Checked { value: None, diagnostics }),
    };
    let press = Press::new(&fonts);
    let run = Run::of(order.product);
    let site = &project.site;
    let offices: Vec<IssuedProgramme> = match order.cities {
        [] => vec![issue_all(site, None)],
        cities => cities.iter().filter_map(|id| site.city(id)).map(|city| issue_all(site, Some(city))).collect(),
    };
    let offices: Vec<&IssuedProgramme> = offices.iter().collect();
    if let ([office], 1) = (&offices[..], order.copies) {
        let city = office.city();
        let address = order.product.address(city);
        let orders =
            BTreeMap::from([(city, Wanted { pdfs: vec![(&address, order.product, None)], ..Wanted::default() })]);
        let printed = OnceLock::new();
        let take = |file: File| {
            let pages = file.sheet.map_or(0, |sheet| sheet.pages);
            let _ = printed.set(Printout { bytes: file.content.into_bytes(), pages });
        };
        let diagnostics = press.print(&run, &issue_every(site), &orders, &take, &Silent);
        return Ok(Checked { value: printed.into_inner().filter(|_| !any_error(&diagnostics)), diagnostics });
    }
    // What the stack is called, where it is not of one city, says the generic one.
    let generic = issue_all(site, None);
    let named = if let [office] = offices[..] { office } else { &generic };
    let mut diagnostics = Vec::new();
    let identity = press.lay_out(&run, &[named], || {}).take(&mut diagnostics).pop().map(|sheets| sheets.identity);
    let parts = press.lay_out(&run, &offices, || {}).take(&mut diagnostics);
    let pages = parts.iter().map(|part| part.pages.len().next_multiple_of(2)).sum::<usize>() * order.copies;
    if pages > MOST_PAGES {
        let refusal = Diagnostic::error(&STACK_TOO_LONG, "formpress pdf");
        return Err(refusal.with("pages", pages).with("most", MOST_PAGES));
    }
    let whole = identity.filter(|_| !any_error(&diagnostics)).map(|identity| stacked(parts, order.copies, identity));
    let value = whole.and_then(|sheets| {
        let fillable = is_fillable(&order.product);
        let faces = press.faces([&sheets]).and_then(|faces| match fillable {
            true => Ok(faces.with_typing(press.typing().map_err(|fault| vec![fault])?)),
            false => Ok(faces),
        });
        let faces = faces.map_err(|faults| diagnostics.extend(faults)).ok()?;
        let bytes = pdf::pdf(&sheets, &faces, &pdf::Options { fillable });
        Some(Printout { bytes, pages: sheets.pages.len() })
    });
    Ok(Checked { value, diagnostics })
}

fn stacked(parts: Vec<Sheets>, copies: usize, identity: Identity) -> Sheets {
    let parts = parts.into_iter().flat_map(|part| std::iter::repeat_n(part, copies)).collect();
    stack(parts, identity)
}
