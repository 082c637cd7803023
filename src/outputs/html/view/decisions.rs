//! The decisions of offices about the forms, for those who manage the programme: the same as `formpress cities` prints.

use serde::Serialize;

use super::{ContentPageView, PageFrameView};
use crate::model::Address;
use crate::model::office_difference::{OfficeFormDifferences, office_differences, summary};
use crate::outputs::html::body::PageBodyView;
use crate::outputs::html::page_context::{LinkView, PageContext};
use crate::wording::Lang;

/// The variables of `decisions.html`.
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DecisionsPageView {
    pub(crate) frame: PageFrameView,
    pub(crate) body: PageBodyView,
    pub(crate) summary: String,
    pub(crate) offices: Vec<OfficeDecisionsView>,
}

/// A city with an office that has decided something, and its page.
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
    /// The version that the decisions were made for, and whether they must be confirmed.
    pub(crate) standing: String,
    pub(crate) lagging: bool,
    pub(crate) differences: Vec<String>,
}

impl DecisionsPageView {
    pub(crate) fn new(context: &PageContext) -> DecisionsPageView {
        let ContentPageView { frame, body } = ContentPageView::new(context);
        let all_differences = office_differences(context.site);
        let of_city = |of_city: &[OfficeFormDifferences]| {
            let city = of_city.first()?.city;
            let link = LinkView { label: city.name.clone(), href: context.href(&Address::city(&city.id)) };
            let forms = of_city.iter().map(|deciding| form(context, deciding)).collect();
            Some(OfficeDecisionsView { id: city.id.to_string(), city: link, forms })
        };
        let offices = all_differences.chunk_by(|one, next| one.city.id == next.city.id).filter_map(of_city).collect();
        DecisionsPageView { frame, body, summary: summary(context.site, &all_differences, Lang::Zh), offices }
    }
}

fn form(context: &PageContext, deciding: &OfficeFormDifferences) -> OfficeFormView {
    let OfficeFormDifferences { city, form, lagging, differences, .. } = deciding;
    let href = context.href(&Address::city_form(&city.id, &form.id));
    OfficeFormView {
        number: form.number.clone(),
        form: LinkView { label: form.title.zh.clone(), href },
        standing: deciding.status_words(Lang::Zh),
        lagging: *lagging,
        differences: differences.iter().map(|difference| difference.change.words(Lang::Zh)).collect(),
    }
}
