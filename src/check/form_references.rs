//! Rule `form-references`: referenced forms exist.

use super::Check;
use super::support::suggestions::most_similar_name;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::field::{FieldKind, Question};
use crate::model::name::Name;
use crate::model::source_path::introduced_form;
use crate::source::Spanned;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "form-references",
    title: "提到的表单",
    catches: "别的表的编号（type: reference）、content/forms 里的页面，写了 forms 文件夹里没有的表单。",
    hurts: "纸上印出一个找不到的表，网页上的链接落空。",
    example: "{name: file_number, type: reference, form: tracking-sheat, label: 档案编号}",
    fix: "写表单文件的名字，不带 .yaml。",
    messages: &[&say::UNKNOWN_FORM, &say::PAGE_OF_NO_FORM],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let ids = || site.forms.iter().map(|form| form.id.as_str());
    let references = site.forms.iter().flat_map(|form| form.fields()).filter_map(|field| match &field.kind {
        FieldKind::Question(Question::Reference { form }) => Some(form),
        _ => None,
    });
    let unknown = references.filter(|form| !site.has_form(&form.value));
    let mut found: Vec<Diagnostic> = unknown.map(|form| unknown_form(site, form)).collect();
    for page in &site.pages {
        let Some(id) = introduced_form(&page.path) else { continue };
        if !Name::new(id).is_some_and(|id| site.has_form(&id)) {
            found.push(Diagnostic::new(
                message!(say::PAGE_OF_NO_FORM, name = id, near = most_similar_name(id, ids())),
                page.title.span,
            ));
        }
    }
    found
}

pub(crate) fn unknown_form(site: &Site, form: &Spanned<Name>) -> Diagnostic {
    let near = most_similar_name(form.value.as_str(), site.forms.iter().map(|form| form.id.as_str()));
    Diagnostic::new(message!(say::UNKNOWN_FORM, name = &form.value, near), form.span)
}
