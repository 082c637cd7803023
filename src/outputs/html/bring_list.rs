//! What to bring to the office: told by what the forms ask for.

use serde::Serialize;

use super::page_context::{LinkView, PageContext};
use crate::model::field::{FieldKind, SigningMode};
use crate::model::form::Form;
use crate::model::kind::{certificate_number, id_number};
use crate::model::office::City;
use crate::model::{Address, fixed_text};

/// Something to bring, and the forms it is needed for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct BringItemView {
    pub(crate) thing: &'static str,
    pub(crate) forms: Vec<LinkView>,
}

/// Everything a city's forms ask for that nobody carries in the head.
pub(crate) fn bring_list(here: &PageContext, city: &City) -> Vec<BringItemView> {
    type Asks = fn(&FieldKind) -> bool;
    let things: [(&str, Asks); 4] = [
        (fixed_text::DISABILITY_CERTIFICATE, |kind| kind.line() == Some(&certificate_number::FORMAT)),
        (fixed_text::IDENTITY_CARD, |kind| kind.line() == Some(&id_number::FORMAT)),
        (fixed_text::PHOTO, |kind| matches!(kind, FieldKind::Photo { .. })),
        (fixed_text::SEAL_OF_THE_EMPLOYER, |kind| match kind {
            FieldKind::Signatures { parties } => parties.iter().any(|party| party.modes.contains(&SigningMode::Seal)),
            _ => false,
        }),
    ];
    let item = |(thing, asks): (&'static str, Asks)| {
        let forms = here.site.forms.iter().filter(|form| form.fields().any(|field| asks(&field.kind)));
        let link = |form: &Form| LinkView {
            label: form.title.zh.clone(),
            href: here.href(&Address::city_form(&city.id, &form.id)),
        };
        BringItemView { thing, forms: forms.map(link).collect() }
    };
    things.into_iter().map(item).filter(|item| !item.forms.is_empty()).collect()
}
