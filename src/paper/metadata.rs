//! What sheets are of, for document metadata and the manifest.

use super::document::DocumentMetadata;
use crate::model::fixed_text;
use crate::model::issued::{IssuedForm, IssuedProgramme};
use crate::model::issued_publicity::IssuedPublicity;
use crate::model::name::Name;
use crate::model::release::state::programme_issue_code;

/// What a form's sheets are of.
pub(crate) fn form_metadata(form: &IssuedForm) -> DocumentMetadata {
    let city = form.office.city.as_ref();
    let place = city.map(|city| fixed_text::bracketed(&city.name)).unwrap_or_default();
    DocumentMetadata {
        form: form.id.clone(),
        number: form.number.clone(),
        title: format!("{} {}{place}", form.number, form.title.zh),
        subject: subject(&form.standing, &form.purpose.words("")),
        version: form.version.clone(),
        issue: form.issue_code.clone(),
        city: city.map(|city| city.id.clone()),
        language: form.language.clone(),
        as_of: form.as_of,
        author: form.office.name.clone(),
    }
}

/// What sheets are for, behind what they are while nobody has issued them.
fn subject(standing: &Option<String>, words: &str) -> String {
    standing.iter().map(|standing| fixed_text::sentence(standing)).chain([words.to_owned()]).collect()
}

/// What the paper of a page that publicises is of.
pub(crate) fn publicity_metadata(publicity: &IssuedPublicity) -> DocumentMetadata {
    let city = publicity.city.as_ref();
    let place = city.map(|(_, name)| fixed_text::bracketed(name)).unwrap_or_default();
    DocumentMetadata {
        form: Name::new(publicity.kind.name()).unwrap_or_else(Name::booklet),
        number: String::new(),
        title: format!("{}{place}", publicity.title.value),
        subject: publicity.summary.clone().unwrap_or_else(|| publicity.programme.clone()),
        version: String::new(),
        issue: String::new(),
        city: city.map(|(id, _)| id.clone()),
        language: publicity.language.clone(),
        as_of: publicity.as_of,
        author: publicity.office().map(ToOwned::to_owned),
    }
}

/// What a booklet is of.
pub(crate) fn booklet_metadata(programme: &IssuedProgramme) -> DocumentMetadata {
    let city = programme.office.city.as_ref();
    let place = city.map(|city| fixed_text::bracketed(&city.name)).unwrap_or_default();
    DocumentMetadata {
        form: Name::booklet(),
        number: String::new(),
        title: format!("{}{}{place}", programme.title, fixed_text::BOOKLET),
        subject: subject(&programme.standing, &programme.description),
        version: String::new(),
        issue: programme_issue_code(&programme.forms),
        city: city.map(|city| city.id.clone()),
        language: programme.language.clone(),
        as_of: programme.as_of,
        author: programme.office.name.clone(),
    }
}
