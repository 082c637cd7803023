//! One view per template: what the template may print, by name.

use serde::Serialize;

use super::part::Explained;

mod city;
mod content;
mod decisions;
mod form;
mod frame;
mod proof;
mod trace;

pub use city::{Cities, City, Offers};
pub use content::{Content, Forms, Home, Measures, Moved, Search, SiteMap};
pub use decisions::Decisions;
pub use form::{Asked, CityForm, Form, Printed, ToFill};
pub use frame::Frame;
pub use proof::{Compared, Kind, Proof};
pub use trace::Trace;

/// What a page's template may print.
#[derive(Hash, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "one view lives at a time, and is never kept")]
pub enum View<'a> {
    Content(Content),
    Home(Home),
    Forms(Forms),
    Form(Form<'a>),
    Cities(Cities),
    City(City),
    CityForm(CityForm<'a>),
    Offers(Offers),
    Decisions(Decisions),
    Proof(Proof),
    Trace(Trace),
    Measures(Measures),
    Moved(Moved),
    Search(Search),
    SiteMap(SiteMap),
}

impl View<'_> {
    /// What a form's page asks.
    pub fn asked(&self) -> Option<&Asked<'_>> {
        match self {
            View::Form(form) => Some(&form.asked),
            View::CityForm(form) => Some(&form.asked),
            _ => None,
        }
    }

    /// The sections of a form, where the page explains them.
    pub fn explained(&self) -> Option<Vec<Explained>> {
        match self {
            View::Form(form) => Some(form.asked.explained()),
            _ => None,
        }
    }
}
