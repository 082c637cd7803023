//! Rule `descriptions`: titles and descriptions of pages are short enough and differ from page to page.

use std::collections::BTreeMap;

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::page::Page;
use crate::model::source_path::SourcePath;
use crate::source::Spanned;
use crate::wording::{FilledMessage, check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "descriptions",
    title: "页面的标题和说明",
    catches: "说明太长，两页的标题或者说明一样。",
    hurts: "在搜索结果和读屏软件里分不清是哪一页。",
    example: "title: 首页            # content/about.md 和 content/index.md 都写了",
    fix: "每一页用一两句话说自己讲什么。",
    messages: &[&say::DESCRIPTION_LONG, &say::SAME_TITLE, &say::SAME_DESCRIPTION],
    run,
};

/// Length in characters that search engines show, approximately.
const MAX_LENGTH: usize = 120;

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (mut titles, mut descriptions) = (BTreeMap::new(), BTreeMap::new());
    for page in &site.pages {
        let (title, description) = (&page.title, &page.description);
        let length = description.value.chars().count();
        if length > MAX_LENGTH {
            found.push(Diagnostic::new(message!(say::DESCRIPTION_LONG, length, most = MAX_LENGTH), description.span));
        }
        found.extend(duplicate_description(&mut titles, title, page, |other| message!(say::SAME_TITLE, other)));
        found.extend(duplicate_description(&mut descriptions, description, page, |other| {
            message!(say::SAME_DESCRIPTION, other)
        }));
    }
    found
}

/// Reports a title or description that an earlier page already has.
fn duplicate_description<'a>(
    earlier: &mut BTreeMap<&'a str, &'a Page>,
    words: &'a Spanned<String>,
    page: &'a Page,
    message: fn(SourcePath) -> FilledMessage,
) -> Option<Diagnostic> {
    // An unreadable value is empty, and was reported.
    if words.value.is_empty() {
        return None;
    }
    let other = earlier.insert(&words.value, page)?;
    Some(Diagnostic::new(message(SourcePath::page(&other.path)), words.span))
}
