//! Rule `autocomplete`: input purposes of fields exist and suit the fields, so that browsers can offer stored values.

use super::Check;
use super::support::suggestions::most_similar_name;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::field::{FieldKind, Question};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "autocomplete",
    title: "栏目的用途",
    catches: "autocomplete 写了 WCAG 2.2 第 7 章没有的用途；用途和栏目的类型对不上。",
    hurts: "浏览器认不出这一栏问的是什么，不能替打字吃力的人填上姓名、电话（WCAG 1.3.5）。",
    example: "{name: phone, type: phone, label: 电话, autocomplete: telephone}",
    fix: "照例子改：autocomplete: tel。同一张表问到几个人的，在前面写 section-，例如 section-guardian name。",
    messages: &[&say::UNKNOWN_PURPOSE, &say::UNSUITED_PURPOSE],
    run,
};

/// Input purposes about the person who fills in (WCAG 2.2, 7; HTML, 4.10.18.7).
const PURPOSES: [&str; 53] = [
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "organization-title",
    "username",
    "new-password",
    "current-password",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
    "cc-type",
    "transaction-currency",
    "transaction-amount",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
];

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for field in site.forms.iter().flat_map(|form| form.fields()) {
        let Some(written) = &field.autocomplete else { continue };
        let purpose = match written.value.split_once(' ') {
            Some((section, purpose)) if section.starts_with("section-") => purpose,
            Some(_) | None => written.value.as_str(),
        };
        if !PURPOSES.contains(&purpose) {
            let near = most_similar_name(purpose, PURPOSES);
            found.push(Diagnostic::new(message!(say::UNKNOWN_PURPOSE, purpose, near), written.span));
        } else if !is_suitable(purpose, &field.kind) {
            found.push(Diagnostic::new(message!(say::UNSUITED_PURPOSE, purpose), written.span));
        }
    }
    found
}

/// Does the purpose suit a field of this kind (HTML, 4.10.18.7.1: the purpose's control group)?
fn is_suitable(purpose: &str, kind: &FieldKind) -> bool {
    let choice = ["sex", "language", "country", "country-name"].contains(&purpose);
    match kind.question() {
        Some(Question::Line { format, .. } | Question::Certificate { format, .. }) => {
            (format.accepts_autocomplete)(purpose)
        }
        Some(Question::Date(format)) => (format.accepts_autocomplete)(purpose),
        Some(Question::Area { .. }) => purpose == "street-address",
        Some(Question::Select { many: false, .. }) => choice,
        Some(Question::Select { many: true, .. } | Question::Number { .. } | Question::Reference { .. }) | None => {
            false
        }
    }
}
