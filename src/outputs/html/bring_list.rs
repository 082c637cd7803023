//! The list of things to bring to the office, derived from the fields of the forms.

use serde::Serialize;

use super::page_context::{LinkView, PageContext};
use crate::model::field::{FieldKind, SigningMode};
use crate::model::form::Form;
use crate::model::kind::{certificate_number, id_number};
use crate::model::office::City;
use crate::model::{Address, fixed_text};

/// A thing to bring, and the forms that need it.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct BringItemView {
    pub(crate) thing: &'static str,
    pub(crate) forms: Vec<LinkView>,
}

/// The documents and other things that a city's forms require, each with its forms.
pub(crate) fn bring_list(context: &PageContext, city: &City) -> Vec<BringItemView> {
    /// A test for the kinds of fields that require a thing.
    type KindPredicate = fn(&FieldKind) -> bool;
    let things: [(&str, KindPredicate); 4] = [
        (fixed_text::DISABILITY_CERTIFICATE, |kind| kind.line() == Some(&certificate_number::FORMAT)),
        (fixed_text::IDENTITY_CARD, |kind| kind.line() == Some(&id_number::FORMAT)),
        (fixed_text::PHOTO, |kind| matches!(kind, FieldKind::Photo { .. })),
        (fixed_text::SEAL_OF_THE_EMPLOYER, |kind| match kind {
            FieldKind::Signatures { parties } => parties.iter().any(|party| party.modes.contains(&SigningMode::Seal)),
            _ => false,
        }),
    ];
    let item = |(thing, requires): (&'static str, KindPredicate)| {
        let forms = context.site.forms.iter().filter(|form| form.fields().any(|field| requires(&field.kind)));
        let link = |form: &Form| LinkView {
            label: form.title.zh.clone(),
            href: context.href(&Address::city_form(&city.id, &form.id)),
        };
        BringItemView { thing, forms: forms.map(link).collect() }
    };
    things.into_iter().map(item).filter(|item| !item.forms.is_empty()).collect()
}
