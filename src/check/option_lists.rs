//! Rule `lists`: referenced option lists exist, and each list is used.

use super::Check;
use super::support::suggestions::suggestion;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::name::Name;
use crate::source::Spanned;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "lists",
    title: "选项表",
    catches: "选择题写了 choices.yaml 里没有的选项表；没有一栏用到的选项表。",
    hurts: "没有选项的选择题，纸上和网页上都填不了。没人用的表改了也没人发现。",
    example: "{name: sex, type: select_one, list: gendr, label: 性别}",
    fix: "改正表名，或者在 forms/choices.yaml 里加上。",
    messages: &[&say::UNKNOWN_LIST, &say::UNUSED_LIST],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let used: Vec<&Spanned<Name>> =
        site.forms.iter().flat_map(|form| form.fields()).filter_map(|field| field.kind.list()).collect();
    let mut found = Vec::new();
    let names = || site.choices.0.iter().map(|list| list.name.value.as_str());
    for list in &used {
        if let Some(near) = suggestion(list.value.as_str(), names(), site.incomplete.choices) {
            found.push(Diagnostic::new(message!(say::UNKNOWN_LIST, name = &list.value, near), list.span));
        }
    }
    for list in &site.choices.0 {
        let name = &list.name.value;
        if site.incomplete.forms.is_empty() && !used.iter().any(|used| used.value == *name) {
            found.push(Diagnostic::new(message!(say::UNUSED_LIST, name), list.span()));
        }
    }
    found
}
