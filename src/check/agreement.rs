//! Rule `agreement`: the articles of an agreement cover what the law requires.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::field::Clause;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "agreement",
    title: "协议的条款",
    catches: "有条款的表，在 require_covers 里列出法律的要求；有一项没有任何条款的 covers 写到它，就是错误。",
    hurts: "协议缺了法律要求的内容，出了事没有依据。",
    example: "require_covers: [民法典470, 志愿服务条例17]   # 没有一条 covers: [志愿服务条例17]",
    fix: "补上条款，并在它的 covers 里写明。covers 写到款项（志愿服务条例17.2）也算。",
    messages: &[&say::LAW_NOT_COVERED, &say::NO_REQUIRED_LAWS],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for form in &site.forms {
        let fields = form.top_fields().filter(|field| !field.kind.clauses().is_empty());
        let articles: Vec<&Clause> = form.top_fields().flat_map(|field| field.kind.clauses()).collect();
        for law in &form.require_covers {
            if !articles
                .iter()
                .any(|article| article.covers.iter().any(|covers| is_part_of_law(&covers.value, &law.value)))
            {
                found.push(Diagnostic::new(message!(say::LAW_NOT_COVERED, law = &law.value), law.span));
            }
        }
        if form.require_covers.is_empty() && !site.incomplete.forms.contains(&form.id) {
            found.extend(fields.map(|field| Diagnostic::new(message!(say::NO_REQUIRED_LAWS), field.name.span)));
        }
    }
    found
}

/// Is the covered provision the law itself, or a part of it?
fn is_part_of_law(covers: &str, law: &str) -> bool {
    covers.strip_prefix(law).is_some_and(|part| part.is_empty() || part.starts_with(['.', '(', '（']))
}
