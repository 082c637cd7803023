//! Rule `texts`: each `${name}` in the texts of forms exists, and each blank and setting is used.

use super::Check;
use super::support::suggestions::suggestion;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::field::Field;
use crate::model::form::Form;
use crate::model::name::Name;
use crate::model::prose::BuiltinInsert;
use crate::model::setting::Setting;
use crate::source::Spanned;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "texts",
    title: "表单文字里的 ${名字}",
    catches: "填表说明、提示、条款里的 ${名字}，不是这条的填空，不是本表的待定事项，也不是 ${copies}、${city}、${office}、${hotline}；条款声明了填空而文字里没有；待定事项定了，表上没有一处印它。",
    hurts: "印出来是一段没有意义的空白，或者少一个该填的空。",
    example: "when: 每次回访时填写，间隔${intervall}",
    fix: "改正名字；确实要新的，在 blanks: 或 settings: 里加上。",
    messages: &[&say::UNKNOWN_INSERT, &say::BLANK_UNUSED, &say::SETTING_UNPRINTED],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let of_form = |form: &Form| {
        let incomplete = site.incomplete.forms.contains(&form.id);
        // In an incomplete form, the text that prints a setting may be missing.
        let unprinted = if incomplete { Vec::new() } else { unprinted_settings(form) };
        unknown_insertions(form, incomplete).into_iter().chain(unused_blanks(form)).chain(unprinted)
    };
    site.forms.iter().flat_map(of_form).collect()
}

fn unknown_insertions(form: &Form, incomplete: bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (text, blanks) in form.prose() {
        for name in text.inserts() {
            if let Some(near) = suggestion(name.value.as_str(), insertable_names(form, blanks), incomplete) {
                found.push(Diagnostic::new(
                    message!(say::UNKNOWN_INSERT, name = &name.value, near, builtins = builtins()),
                    name.span,
                ));
            }
        }
    }
    found
}

/// The names that a text of the form may insert.
fn insertable_names<'a>(form: &'a Form, blanks: &'a [Field]) -> impl Iterator<Item = &'a str> {
    let settings = form.settings.iter().chain([&form.retention]).map(|setting| setting.name.value.as_str());
    let blanks = blanks.iter().map(|blank| blank.name.value.as_str());
    blanks.chain(settings).chain(BuiltinInsert::ALL.iter().map(|(name, _)| *name))
}

fn builtins() -> String {
    let names: Vec<String> = BuiltinInsert::ALL.iter().map(|(name, _)| format!("${{{name}}}")).collect();
    names.join("、")
}

/// Reports settings that no sheet prints. The texts about the form (`when`, `purpose`, `filled_by`) appear only on its
/// page and in booklets.
fn unprinted_settings(form: &Form) -> Vec<Diagnostic> {
    let description = [&form.filled_by, &form.when, &form.purpose];
    let printed: Vec<&Name> = form
        .prose()
        .into_iter()
        .filter(|(text, _)| description.iter().all(|description| description.span != text.span))
        .flat_map(|(text, _)| text.inserts().map(|name| &name.value))
        .collect();
    let unprinted = form.settings.iter().filter(|setting| !printed.contains(&&setting.name.value));
    let diagnostic = |setting: &Setting| {
        let Setting { label, name, .. } = setting;
        Diagnostic::new(message!(say::SETTING_UNPRINTED, label, name = &name.value), name.span)
    };
    unprinted.map(diagnostic).collect()
}

/// Reports blanks of articles that no sentence of the article contains.
fn unused_blanks(form: &Form) -> Vec<Diagnostic> {
    let clauses = form.top_fields().flat_map(|field| field.kind.clauses());
    let mut found = Vec::new();
    for clause in clauses {
        let inserted: Vec<&Spanned<Name>> =
            [&clause.text].into_iter().chain(&clause.points).flat_map(|prose| prose.inserts()).collect();
        for blank in &clause.blanks {
            if !inserted.iter().any(|name| name.value == blank.name.value) {
                found.push(Diagnostic::new(message!(say::BLANK_UNUSED, name = &blank.name.value), blank.name.span));
            }
        }
    }
    found
}
