//! Rule `measures`: the departments and audiences that measures name exist.

use super::Check;
use super::front_matter::unknown_audience;
use super::support::suggestions::suggestion;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "measures",
    title: "措施的部门和对象",
    catches: "措施里写了 departments 里没有的部门，或者 audiences 里没有的人。",
    hurts: "按部门、按人查措施的页面里，少了这一条。",
    example: "departments: [市人社局, 市残连]",
    fix: "改正名字，或者在 content/facts.yaml 的 departments、audiences 里加上。",
    messages: &[&say::UNKNOWN_DEPARTMENT, &say::UNKNOWN_AUDIENCE],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for measure in &site.facts.measures {
        for department in &measure.departments {
            let known = site.facts.departments.iter().map(|department| department.label.as_str());
            if let Some(near) = suggestion(&department.value, known, site.incomplete.facts) {
                found.push(Diagnostic::new(
                    message!(say::UNKNOWN_DEPARTMENT, name = &department.value, near),
                    department.span,
                ));
            }
        }
        found.extend(measure.audience.iter().filter_map(|audience| unknown_audience(site, audience)));
    }
    found
}
