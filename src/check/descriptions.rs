//! What pages say about themselves.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::check as say;

pub const CHECK: Check = Check {
    code: "descriptions",
    title: "页面的标题和说明",
    catches: "说明太长，两页的标题或者说明一样。",
    hurts: "在搜索结果和读屏软件里分不清是哪一页。",
    example: "title: 首页            # content/about.md 和 content/index.md 都写了",
    fix: "每一页用一两句话说自己讲什么。",
    messages: &[&say::DESCRIPTION_LONG, &say::SAME_TITLE, &say::SAME_DESCRIPTION],
    run,
};

/// About what search engines show, in characters.
const LONGEST: usize = 120;

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, page) in site.pages.iter().enumerate() {
        let (title, description) = (&page.title, &page.description);
        let length = description.value.trim().chars().count();
        if length > LONGEST {
            let long = Diagnostic::warning(&say::DESCRIPTION_LONG, description.span).with("length", length);
            found.push(long.with("most", LONGEST));
        }
        let before = &site.pages[..at];
        if let Some(other) = before.iter().find(|other| other.title.value == title.value && !title.value.is_empty()) {
            let same = Diagnostic::warning(&say::SAME_TITLE, title.span);
            found.push(same.with("other", format!("content/{}", other.path)));
        }
        if let Some(other) = before.iter().find(|other| other.description.value == description.value && length > 0) {
            let same = Diagnostic::warning(&say::SAME_DESCRIPTION, description.span);
            found.push(same.with("other", format!("content/{}", other.path)));
        }
    }
    found
}
