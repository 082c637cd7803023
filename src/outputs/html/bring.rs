//! What to bring to the office: told by what the forms ask for.

use serde::Serialize;

use super::here::{Here, Link};
use crate::model::field::{Kind, Mode};
use crate::model::form::Form;
use crate::model::kind::{certificate_number, id_number};
use crate::model::office::City;
use crate::model::{Address, terms};

/// Something to bring, and the forms it is needed for.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Item {
    pub thing: &'static str,
    pub forms: Vec<Link>,
}

/// Everything a city's forms ask for that nobody carries in the head.
pub fn bring(here: &Here, city: &City) -> Vec<Item> {
    type Asks = fn(&Kind) -> bool;
    let things: [(&str, Asks); 4] = [
        (terms::DISABILITY_CERTIFICATE, |kind| kind.line() == Some(&certificate_number::FORMAT)),
        (terms::IDENTITY_CARD, |kind| kind.line() == Some(&id_number::FORMAT)),
        (terms::PHOTO, |kind| matches!(kind, Kind::Photo { .. })),
        (terms::SEAL_OF_THE_EMPLOYER, |kind| match kind {
            Kind::Signatures { parties } => parties.iter().any(|party| party.modes.contains(&Mode::Seal)),
            _ => false,
        }),
    ];
    let item = |(thing, asks): (&'static str, Asks)| {
        let forms = here.site.forms.iter().filter(|form| form.fields().any(|field| asks(&field.kind)));
        let link = |form: &Form| Link {
            label: form.title.zh.clone(),
            href: here.href(&Address::city_form(&city.id, &form.id)),
        };
        Item { thing, forms: forms.map(link).collect() }
    };
    things.into_iter().map(item).filter(|item| !item.forms.is_empty()).collect()
}
