//! Rule `search`: the expected pages of search queries exist.

use super::Check;
use super::front_matter::{is_existing_address, unknown_page};
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::search::ExpectedResult;
use crate::model::source_path::SourcePath;
use crate::wording::{check as say, search as found};

/// The search results are checked when pages are built (`pipeline::search_check`).
pub(crate) const CHECK: Check = Check {
    code: "search",
    title: "搜得到",
    catches: "content/search.yaml 里写的话，前三条没有应当找到的页面；应当什么都不找到（doors）的，却找到了；写了没有的页面。",
    hurts: "人用自己的话搜，找不到本来就有的那一页，就当是没有，走了。",
    example: "- {ask: 残疾证, find: services/find-work.md}",
    fix: "在那一页的标题、小标题里用人们说的词；或者把这个说法写进那一页、那张表、那个市的 also:，词的另一种说法写进 facts.yaml 里那个词的 also:。",
    messages: &[&found::NOT_FOUND, &found::FOUND_IN_VAIN, &say::UNKNOWN_PAGE],
    run,
};

/// Is this the code of a diagnostic that is only found when pages are built?
pub fn is_found_in_build(code: &str) -> bool {
    [&found::NOT_FOUND, &found::FOUND_IN_VAIN].iter().any(|message| message.code == code)
}

fn run(site: &Site) -> Vec<Diagnostic> {
    let expected = site.queries.iter().filter_map(|query| match &query.expected {
        ExpectedResult::Pages(pages) => Some(pages),
        ExpectedResult::EntryPages => None,
    });
    let unknown = expected.flatten().filter(|address| !is_existing_address(site, &address.value));
    unknown
        .map(|address| unknown_page(site, SourcePath::of_address(&address.value).reference(), address.span))
        .collect()
}
