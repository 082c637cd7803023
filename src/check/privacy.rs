//! Rule `privacy`: fields with personal data are marked as such, and their form has the necessary consent.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::field::{Field, FieldKind, Privacy};
use crate::model::form::Form;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "privacy",
    title: "个人信息",
    catches: "残疾人证号、照片、残疾类别和等级没有标 sensitive，身份证号没有标 personal；收集敏感信息的表没有单独同意，或者没有签名的地方；告知和同意排在要填的个人信息后面；表上要写别人（autocomplete 以 section- 开头的），告知里没有 third_parties。",
    hurts: "残疾人的身份是敏感个人信息，没有单独同意就收集，违反个人信息保护法第二十九条；先填后告知，等于没有告知（第十七条）。",
    example: "{name: certificate, type: certificate_number, label: 残疾人证号, privacy: personal}",
    fix: "写 privacy: sensitive；加一栏 type: consent，放在所有个人信息前面，和一栏 type: signatures；写到别人的，加 third_parties。心理、评估、辅具等同样敏感，程序看不出来，要写表的人自己标。",
    messages: &[
        &say::TOO_PUBLIC,
        &say::CONSENT_MISSING,
        &say::CONSENT_UNSIGNED,
        &say::CONSENT_BEHIND,
        &say::OTHERS_UNTOLD,
    ],
    run,
};

/// The standard of disability classification and grading.
const DISABILITY: &str = "GB/T 26341";

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for form in &site.forms {
        for field in form.fields() {
            let least = minimal_privacy(site, field);
            if field.privacy < least {
                found.push(Diagnostic::new(
                    message!(
                        say::TOO_PUBLIC,
                        label = &field.label.zh,
                        least = privacy_word(least),
                        written = privacy_word(field.privacy)
                    ),
                    field.name.span,
                ));
            }
        }
        if site.incomplete.forms.contains(&form.id) {
            continue;
        }
        found.extend(check_consent(form));
        let sensitive = form.fields().find(|field| field.privacy == Privacy::Sensitive);
        let consent = form.top_fields().find(|field| matches!(field.kind, FieldKind::Consent(_)));
        let signed = form.top_fields().any(|field| matches!(field.kind, FieldKind::Signatures { .. }));
        match (sensitive, consent) {
            (Some(field), None) => {
                found.push(Diagnostic::new(message!(say::CONSENT_MISSING, label = &field.label.zh), field.name.span));
            }
            (_, Some(consent)) if !signed => {
                found.push(Diagnostic::new(message!(say::CONSENT_UNSIGNED), consent.name.span));
            }
            (_, Some(_)) | (None, None) => {}
        }
    }
    found
}

/// Reports a consent that comes after personal data, and a consent without `third_parties` in a form with data of other
/// persons.
fn check_consent(form: &Form) -> Vec<Diagnostic> {
    let mut before: Option<&Field> = None;
    let mut found = Vec::new();
    for field in form.top_fields() {
        if let FieldKind::Consent(consent) = &field.kind {
            let late_consent = |first: &Field| {
                Diagnostic::new(message!(say::CONSENT_BEHIND, label = &first.label.zh), field.name.span)
                    .related(first.name.span)
            };
            found.extend(before.map(late_consent));
            let others = form.fields().find(|field| names_another(field)).filter(|_| consent.third_parties.is_none());
            let uninformed = |other: &Field| {
                Diagnostic::new(message!(say::OTHERS_UNTOLD, label = &other.label.zh), field.name.span)
                    .related(other.name.span)
            };
            found.extend(others.map(uninformed));
        }
        let is_personal = |field: &&Field| field.privacy != Privacy::Public;
        before = before.or_else(|| field.with_inner().into_iter().find(is_personal));
    }
    found
}

/// Is the field about another person than the subject of the form?
fn names_another(field: &Field) -> bool {
    let of_another = field.autocomplete.as_ref().is_some_and(|token| token.value.starts_with("section-"));
    of_another && field.privacy != Privacy::Public
}

/// The lowest allowed privacy level of a field, according to its kind.
fn minimal_privacy(site: &Site, field: &Field) -> Privacy {
    let list = field.kind.list().and_then(|list| site.choices.get(&list.value));
    let of_disability = list.and_then(|list| list.standard.as_deref()).is_some_and(|s| s.starts_with(DISABILITY));
    match &field.kind {
        _ if of_disability => Privacy::Sensitive,
        FieldKind::Photo { .. } => Privacy::Sensitive,
        kind => kind.line().map_or(Privacy::Public, |format| format.privacy),
    }
}

fn privacy_word(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::Public => "public",
        Privacy::Personal => "personal",
        Privacy::Sensitive => "sensitive",
    }
}
