//! What offices decide of the forms, for those who manage the programme: the same as `formpress cities` says.

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::model::Address;
use crate::model::office_difference::{OfficeFormDifferences, office_differences, summary};
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::page_context::{LinkView, PageContext};
use crate::wording::Lang;

/// `decisions.html`
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DecisionsPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub(crate) summary: String,
    pub(crate) offices: Vec<OfficeDecisionsView>,
}

/// A city whose office decided something, and its page.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct OfficeDecisionsView {
    pub(crate) id: String,
    pub city: LinkView,
    pub(crate) forms: Vec<OfficeFormView>,
}

/// A form as the office issues it, and its page.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct OfficeFormView {
    pub(crate) number: String,
    pub(crate) form: LinkView,
    /// The version it was made for, and whether somebody has to confirm it.
    pub(crate) standing: String,
    pub(crate) lagging: bool,
    pub(crate) differences: Vec<String>,
}

impl DecisionsPageView {
    pub(crate) fn new(here: &PageContext) -> DecisionsPageView {
        let ContentPageView { frame, body } = ContentPageView::new(here);
        let found = office_differences(here.site);
        let of_city = |of_city: &[OfficeFormDifferences]| {
            let city = of_city.first()?.city;
            let link = LinkView { label: city.name.clone(), href: here.href(&Address::city(&city.id)) };
            let forms = of_city.iter().map(|deciding| form(here, deciding)).collect();
            Some(OfficeDecisionsView { id: city.id.to_string(), city: link, forms })
        };
        let offices = found.chunk_by(|one, next| one.city.id == next.city.id).filter_map(of_city).collect();
        DecisionsPageView { frame, body, summary: summary(here.site, &found, Lang::Zh), offices }
    }
}

fn form(here: &PageContext, deciding: &OfficeFormDifferences) -> OfficeFormView {
    let OfficeFormDifferences { city, form, lagging, differences, .. } = deciding;
    let href = here.href(&Address::city_form(&city.id, &form.id));
    OfficeFormView {
        number: form.number.clone(),
        form: LinkView { label: form.title.zh.clone(), href },
        standing: deciding.status_words(Lang::Zh),
        lagging: *lagging,
        differences: differences.iter().map(|difference| difference.change.words(Lang::Zh)).collect(),
    }
}
