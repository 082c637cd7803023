//! Document metadata of forms, booklets and publicity.

use super::document::DocumentMetadata;
use crate::model::fixed_text;
use crate::model::issued::{IssuedForm, IssuedProgramme};
use crate::model::issued_publicity::IssuedPublicity;
use crate::model::name::Name;
use crate::model::release::state::programme_issue_code;

/// The metadata of a form's document.
pub(crate) fn form_metadata(form: &IssuedForm) -> DocumentMetadata {
    let city = form.office.city.as_ref();
    let city_suffix = city.map(|city| fixed_text::bracketed(&city.name)).unwrap_or_default();
    DocumentMetadata {
        form: form.id.clone(),
        number: form.number.clone(),
        title: format!("{} {}{city_suffix}", form.number, form.title.zh),
        subject: subject(&form.standing, &form.purpose.words("")),
        version: form.version.clone(),
        issue: form.issue_code.clone(),
        city: city.map(|city| city.id.clone()),
        language: form.language.clone(),
        as_of: form.as_of,
        author: form.office.name.clone(),
    }
}

/// The subject of a document: its standing, such as 样表, then its purpose.
fn subject(standing: &Option<String>, purpose: &str) -> String {
    standing.iter().map(|standing| fixed_text::sentence(standing)).chain([purpose.to_owned()]).collect()
}

/// The metadata of publicity.
pub(crate) fn publicity_metadata(publicity: &IssuedPublicity) -> DocumentMetadata {
    let city = publicity.city.as_ref();
    let city_suffix = city.map(|(_, name)| fixed_text::bracketed(name)).unwrap_or_default();
    DocumentMetadata {
        form: Name::new(publicity.kind.name()).unwrap_or_else(Name::booklet),
        number: String::new(),
        title: format!("{}{city_suffix}", publicity.title.value),
        subject: publicity.summary.clone().unwrap_or_else(|| publicity.programme.clone()),
        version: String::new(),
        issue: String::new(),
        city: city.map(|(id, _)| id.clone()),
        language: publicity.language.clone(),
        as_of: publicity.as_of,
        author: publicity.office().map(ToOwned::to_owned),
    }
}

/// The metadata of a booklet.
pub(crate) fn booklet_metadata(programme: &IssuedProgramme) -> DocumentMetadata {
    let city = programme.office.city.as_ref();
    let city_suffix = city.map(|city| fixed_text::bracketed(&city.name)).unwrap_or_default();
    DocumentMetadata {
        form: Name::booklet(),
        number: String::new(),
        title: format!("{}{}{city_suffix}", programme.title, fixed_text::BOOKLET),
        subject: subject(&programme.standing, &programme.description),
        version: String::new(),
        issue: programme_issue_code(&programme.forms),
        city: city.map(|city| city.id.clone()),
        language: programme.language.clone(),
        as_of: programme.as_of,
        author: programme.office.name.clone(),
    }
}
