//! Rule `navigation`: the navigation in `site.yaml` names existing pages, each once.

use super::Check;
use super::support::suggestions::most_similar_name;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::source_path::{GENERATED_PAGES, SourcePath};
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "navigation",
    title: "导航",
    catches: "site.yaml 的 navigation 写了 content 里没有的页面，或者一个页面写了两次。",
    hurts: "每一页的导航都有一个点不开的链接。",
    example: "navigation: [index.md, polcy/index.md]",
    fix: "写页面文件的路径，从 content 写起。",
    messages: &[&say::UNKNOWN_PAGE, &say::DUPLICATE],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let written = site.pages.iter().map(|page| &page.path).chain(&site.incomplete.pages).map(String::as_str);
    let known: Vec<&str> = written.chain(GENERATED_PAGES).collect();
    let mut found = Vec::new();
    for (at, path) in site.settings.navigation.iter().enumerate() {
        if !known.contains(&path.value.as_str()) {
            let near = most_similar_name(&path.value, known.iter().copied());
            found.push(Diagnostic::new(message!(say::UNKNOWN_PAGE, path = &path.value, near), path.span));
        }
        if site.settings.navigation[..at].iter().any(|before| before.value == path.value) {
            found.push(Diagnostic::new(
                message!(say::DUPLICATE, name = &path.value, key = "navigation", other = SourcePath::settings()),
                path.span,
            ));
        }
    }
    found
}
