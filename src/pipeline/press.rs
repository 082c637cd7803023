//! The sheets of every form for every city, laid out, and printed from there.
//!
//! A form's faces are subset once, to the characters of all its cities, so that a city's PDF has the
//! same bytes whichever other cities are built with it.

use rayon::prelude::*;

use super::progress::{Progress, Stage};
use crate::diagnostic::{Checked, Diagnostic, any_error, distinct};
use crate::model::Site;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::outputs::pdf;
use crate::paper;
use crate::paper::fonts::Fonts;
use crate::paper::sheet::Sheets;

/// One form, ready to print.
pub struct Press<'a> {
    pub form: &'a Form,
    /// The generic sheets, then each city's.
    sheets: Vec<Sheets>,
    fonts: pdf::FontSet,
}

/// Lays out the forms for no city and for each, and prepares their faces.
///
/// # Errors
/// The value is empty where there is a fault, and the diagnostics say which; warnings may stand beside
/// a value.
pub fn presses<'a>(
    site: &'a Site,
    forms: &[&'a Form],
    fonts: &Fonts,
    progress: &dyn Progress,
) -> Checked<Vec<Press<'a>>> {
    let cities = || [None].into_iter().chain(site.cities.iter().map(Some));
    progress.begin(Stage::LayingOut, forms.len() * (site.cities.len() + 1));
    let tasks: Vec<_> = forms.iter().flat_map(|form| cities().map(move |city| (*form, city))).collect();
    let laid: Vec<Checked<Sheets>> = tasks
        .par_iter()
        .map(|(form, city)| {
            let sheets = paper::sheets(site, form, *city, paper::Layout::Regular, fonts);
            progress.step();
            sheets
        })
        .collect();
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut sheets = Vec::new();
    for laid in laid {
        diagnostics.extend(laid.diagnostics);
        sheets.push(laid.value);
    }
    distinct(&mut diagnostics);
    if any_error(&diagnostics) {
        return Checked { value: Vec::new(), diagnostics };
    }
    let mut sheets = sheets.into_iter();
    let parts: Vec<(&Form, Vec<Sheets>)> =
        forms.iter().map(|form| (*form, sheets.by_ref().take(site.cities.len() + 1).collect())).collect();
    let made: Vec<Result<Press, Vec<Diagnostic>>> = parts
        .into_par_iter()
        .map(|(form, sheets)| {
            let mut used = std::collections::BTreeMap::new();
            for sheets in &sheets {
                for (face, characters) in pdf::used(sheets) {
                    used.entry(face).or_insert_with(std::collections::BTreeSet::new).extend(characters);
                }
            }
            let fonts = pdf::fonts(fonts, &used)?;
            Ok(Press { form, sheets, fonts })
        })
        .collect();
    let mut value = Vec::new();
    for press in made {
        match press {
            Ok(press) => value.push(press),
            Err(faults) => diagnostics.extend(faults),
        }
    }
    distinct(&mut diagnostics);
    Checked { value, diagnostics }
}

impl Press<'_> {
    /// The sheets of a city, or the generic ones; `None` for a city that is not of the site.
    pub fn sheets(&self, city: Option<&Name>) -> Option<&Sheets> {
        self.sheets.iter().find(|sheets| sheets.identity.city.as_ref() == city)
    }

    /// The PDF of some sheets of this form.
    pub fn print(&self, sheets: &Sheets) -> Vec<u8> {
        pdf::pdf(sheets, &self.fonts, &pdf::Options { fillable: false })
    }
}
