//! What offices decide of the forms, for those who manage the programme: the same as `formpress cities` says.

use serde::Serialize;

use super::{Content, Frame};
use crate::model::Address;
use crate::model::difference::{Deciding, deciding, summary};
use crate::outputs::html::body::Body;
use crate::outputs::html::here::{Here, Link};
use crate::wording::Lang;

/// `decisions.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Decisions {
    pub frame: Frame,
    pub body: Body,
    pub summary: String,
    pub offices: Vec<Office>,
}

/// A city whose office decided something, and its page.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Office {
    pub id: String,
    pub city: Link,
    pub forms: Vec<Form>,
}

/// A form as the office issues it, and its page.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Form {
    pub number: String,
    pub form: Link,
    /// The version it was made for, and whether somebody has to confirm it.
    pub standing: String,
    pub lagging: bool,
    pub differences: Vec<String>,
}

impl Decisions {
    pub fn new(here: &Here) -> Decisions {
        let Content { frame, body } = Content::new(here);
        let found = deciding(here.site);
        let of_city = |of_city: &[Deciding]| {
            let city = of_city.first()?.city;
            let link = Link { label: city.name.clone(), href: here.href(&Address::city(&city.id)) };
            let forms = of_city.iter().map(|deciding| form(here, deciding)).collect();
            Some(Office { id: city.id.to_string(), city: link, forms })
        };
        let offices = found.chunk_by(|one, next| one.city.id == next.city.id).filter_map(of_city).collect();
        Decisions { frame, body, summary: summary(here.site, &found, Lang::Zh), offices }
    }
}

fn form(here: &Here, deciding: &Deciding) -> Form {
    let Deciding { city, form, lagging, differences, .. } = deciding;
    let href = here.href(&Address::city_form(&city.id, &form.id));
    Form {
        number: form.number.clone(),
        form: Link { label: form.title.zh.clone(), href },
        standing: deciding.standing(Lang::Zh),
        lagging: *lagging,
        differences: differences.iter().map(|difference| difference.change.words(Lang::Zh)).collect(),
    }
}
