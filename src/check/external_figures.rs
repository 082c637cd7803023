//! Rule `external`: figures from outside the programme's documents have an address and are listed for verification.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::facts::FactOrigin;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "external",
    title: "外来的数",
    catches: "external 的事实没有写网址；写了网址的，列出来待核实。",
    hurts: "未经核实的数登在公示网站上，读的人当成正式的。",
    example: "trained.2010: {label: 累计培训, value: 17470, unit: 人, external: true}",
    fix: "写上网址；核实以后改成正式文件的出处，不能核实就删去。",
    messages: &[&say::EXTERNAL_WITHOUT_ADDRESS, &say::EXTERNAL_UNVERIFIED],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let of_fact = |fact: &crate::model::facts::Fact| match &fact.origin {
        FactOrigin::External { url: None } => {
            Some(Diagnostic::new(message!(say::EXTERNAL_WITHOUT_ADDRESS, name = &fact.name.value), fact.span()))
        }
        FactOrigin::External { url: Some(_) } => Some(Diagnostic::new(
            message!(say::EXTERNAL_UNVERIFIED, name = &fact.label, value = fact.with_unit()),
            fact.span(),
        )),
        FactOrigin::Stated | FactOrigin::Derived(_) => None,
    };
    site.facts.facts.iter().filter_map(of_fact).collect()
}
