//! Rule `counts`: facts that state a number of things in the project agree with the project.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::facts::{Countable, FactValue};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "counts",
    title: "数得出来的数",
    catches: "写了 counts 的事实（counts: cities 城市、forms 表单、actions 行动、measures 措施），和项目里数出来的不一样。",
    hurts: "页面上写三十个市，列出来的却是三十一个。",
    example: "cities.total: {label: 项目执行市, value: 30, unit: 个, counts: cities}    # content/cities 里有 31 个",
    fix: "多加的删去，缺的补上；数变了的，连同出处改事实。刚开始加的，可以先在 site.yaml 的 acknowledged 里写明理由。",
    messages: &[&say::COUNT_DIFFERS, &say::NOT_A_NUMBER],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for fact in &site.facts.facts {
        let Some(countable) = &fact.counts else { continue };
        let FactValue::Number { number, text } = &fact.value else {
            found.push(Diagnostic::new(message!(say::NOT_A_NUMBER, name = &fact.name.value), fact.span()));
            continue;
        };
        let Some(count) = countable_total(site, countable.value).filter(|count| *count as f64 != *number) else {
            continue;
        };
        found.push(Diagnostic::new(
            message!(say::COUNT_DIFFERS, name = &fact.name.value, value = text, of = countable.value.key(), count),
            fact.span(),
        ));
    }
    found
}

/// The number of things in the project; `None` where some could not be read.
fn countable_total(site: &Site, of: Countable) -> Option<usize> {
    match of {
        // Unreadable files still count as cities.
        Countable::Cities => Some(site.cities.len() + site.incomplete.cities.len()),
        Countable::Forms => site.incomplete.forms.is_empty().then_some(site.forms.len()),
        Countable::Actions => (!site.incomplete.facts).then_some(site.facts.actions.len()),
        Countable::Measures => (!site.incomplete.facts).then_some(site.facts.measures.len()),
    }
}
