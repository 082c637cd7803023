//! Rule `insertions`: each `${name}` and `${table:name}` in pages exists.

use super::Check;
use super::support::suggestions::suggestion;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::facts::Facts;
use crate::model::page::{DataInsert, Inline, LISTS};
use crate::model::publicity::PaperInsert;
use crate::source::Spanned;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "insertions",
    title: "页面里的 ${名字}",
    catches: "表单设置的 fact，页面里的 ${名字}、${table:…}、${figures:…}、${chart:…}、${diagram:…}、${list:…}，facts.yaml 里没有；${paper:…} 写了程序不认识的名字。",
    hurts: "页面上少了一个数或者一张表，读的人不知道少了什么。",
    example: "全国培训${traning.national}残疾人。",
    fix: "改正名字，或者在 content/facts.yaml 里加上。",
    messages: &[&say::UNKNOWN_FACT, &say::UNKNOWN_FIGURE],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let (facts, incomplete) = (&site.facts, site.incomplete.facts);
    let mut found = Vec::new();
    for name in site.forms.iter().flat_map(|form| &form.settings).filter_map(|setting| setting.fact.as_ref()) {
        found.extend(unknown_fact(name, facts, incomplete));
    }
    for page in &site.pages {
        for inline in page.inlines() {
            if let Inline::Fact { name, .. } = inline {
                found.extend(unknown_fact(name, facts, incomplete));
            }
        }
        for (kind, name) in page.inserts() {
            if let Some(near) = suggestion(
                name.value.as_str(),
                known_names(facts, kind),
                incomplete && !matches!(kind, DataInsert::List | DataInsert::Paper),
            ) {
                found.push(Diagnostic::new(
                    message!(say::UNKNOWN_FIGURE, kind = kind.key(), name = &name.value, near),
                    name.span,
                ));
            }
        }
    }
    found
}

/// The diagnostic for the name of a fact that does not exist.
pub(crate) fn unknown_fact(name: &Spanned<String>, facts: &Facts, incomplete: bool) -> Option<Diagnostic> {
    // A page names hundreds of facts, and nearly all exist: this test is the fast path.
    if facts.fact(&name.value).is_some() {
        return None;
    }
    let near = suggestion(&name.value, facts.facts.iter().map(|fact| fact.name.value.as_str()), incomplete)?;
    Some(Diagnostic::new(message!(say::UNKNOWN_FACT, name = &name.value, near), name.span))
}

fn known_names(facts: &Facts, kind: DataInsert) -> Vec<&str> {
    match kind {
        DataInsert::Table | DataInsert::Figures => facts.tables.iter().map(|table| table.name.value.as_str()).collect(),
        DataInsert::Chart => facts.charts.iter().map(|chart| chart.name.value.as_str()).collect(),
        DataInsert::Diagram => facts.diagrams.iter().map(|diagram| diagram.name.value.as_str()).collect(),
        DataInsert::Timeline => facts.timelines.iter().map(|timeline| timeline.name.value.as_str()).collect(),
        DataInsert::List => LISTS.to_vec(),
        DataInsert::Paper => PaperInsert::ALL.iter().map(|(name, _)| *name).collect(),
    }
}
