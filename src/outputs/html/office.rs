//! The contact data of an office, as templates print it.

use serde::Serialize;

use super::page_context::PageContext;
use crate::model::office;

/// The contact data of an office; `unknown` is the advice that is printed where neither address nor hotline is known.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct OfficeView {
    pub name: Option<String>,
    pub address: Option<String>,
    pub hotline: Option<String>,
    /// The hotline as a link: `tel:` and its number.
    pub(crate) dialled: Option<String>,
    pub(crate) hours: Option<String>,
    pub(crate) unknown: Option<String>,
}

impl OfficeView {
    pub(crate) fn new(context: &PageContext, office: &office::Office) -> OfficeView {
        let reachable = office.address.is_some() || office.hotline.is_some();
        OfficeView {
            name: office.name.clone(),
            address: office.address.clone(),
            hotline: office.hotline.clone(),
            dialled: office.dialable_number().map(|number| format!("tel:{number}")),
            hours: office.hours.clone(),
            unknown: (!reachable).then(|| context.site.settings.unknown_office.clone()),
        }
    }
}
