//! Rule `certificates`: the fields with which the number of a disability certificate is compared exist and have the
//! right kind.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::field::{Field, FieldKind, Question};
use crate::model::kind::id_number;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "certificates",
    title: "残疾人证号和别的栏目",
    catches: "certificate_number 的 of、kind、grade 写了没有的栏目，或者类型不对的栏目。",
    hurts: "号码和身份证号、类别、等级对不上的，就查不出来了。",
    example: "{name: certificate, type: certificate_number, of: id_nmuber, label: 残疾人证号}",
    fix: "of 写身份证号那一栏的 name，kind 和 grade 写用 GB/T 26341 选项表的单选栏的 name。",
    messages: &[&say::CERTIFICATE_FIELD],
    run,
};

/// Standard that defines the codes of kind and grade in the certificate number.
const CODES: &str = "GB/T 26341";

fn run(site: &Site) -> Vec<Diagnostic> {
    let all = || site.forms.iter().flat_map(|form| form.fields());
    let is_identity = |field: &Field| field.kind.line() == Some(&id_number::FORMAT);
    let is_coded = |field: &Field| match &field.kind {
        FieldKind::Question(Question::Select { list, many: false }) => site
            .choices
            .get(&list.value)
            .is_none_or(|list| list.standard.as_deref().is_some_and(|standard| standard.starts_with(CODES))),
        _ => false,
    };
    let mut found = Vec::new();
    for field in all() {
        let FieldKind::Question(Question::Certificate { of, kind, grade, .. }) = &field.kind else { continue };
        for (key, named) in [("of", of), ("kind", kind), ("grade", grade)] {
            let Some(named) = named else { continue };
            // A form may include only the number from a block, so that the name may belong to a field of any form.
            let right = |field: &Field| {
                field.name.value == named.value && if key == "of" { is_identity(field) } else { is_coded(field) }
            };
            if site.incomplete.forms.is_empty() && !all().any(right) {
                found.push(Diagnostic::new(message!(say::CERTIFICATE_FIELD, key, name = &named.value), named.span));
            }
        }
    }
    found
}
