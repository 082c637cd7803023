//! Rule `publication`: lists the files of `content/` that are not published.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::model::attachment::{FileUnpublishedReason, UnpublishedFile, endings};
use crate::model::source_path::SourcePath;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "publication",
    title: "不发布的文件",
    catches: "content 里没有页面用到的文件；只有草稿、过期的页面、日期没有到的消息用到的文件。它们都不发布。",
    hurts: "以为发布了的，网站上没有；名单、底稿放错了地方，早晚会被人发布出去。",
    example: "content/cities/服务对象名单.xlsx",
    fix: "要发布的，在页面里写链接或者图片；不要发布的，移到 content 外面。",
    messages: &[&say::FILE_UNLINKED, &say::FILE_WITHHELD, &say::FILES_UNPUBLISHED],
    run,
};

/// Number of files that are listed individually, so that a folder of a thousand files does not hide other diagnostics.
const MAX_NAMED_FILES: usize = 12;

fn run(site: &Site) -> Vec<Diagnostic> {
    // A page that could not be read may link to any of them.
    let pages_complete = site.incomplete.pages.is_empty();
    let unpublished: Vec<&UnpublishedFile> = site
        .unpublished_files
        .iter()
        .filter(|file| match file.reason {
            FileUnpublishedReason::NotLinked => pages_complete,
            FileUnpublishedReason::OnUnpublishedPage(_) => true,
            FileUnpublishedReason::Refused => false,
        })
        .collect();
    let mut found: Vec<Diagnostic> = unpublished.iter().take(MAX_NAMED_FILES).map(|file| finding(file)).collect();
    if let Some(more) = unpublished.len().checked_sub(MAX_NAMED_FILES).filter(|more| *more > 0) {
        found.push(Diagnostic::new(message!(say::FILES_UNPUBLISHED, count = more), SourcePath::content()));
    }
    found
}

fn finding(file: &UnpublishedFile) -> Diagnostic {
    let place = SourcePath::file(&file.path);
    match &file.reason {
        FileUnpublishedReason::OnUnpublishedPage(page) => {
            Diagnostic::new(message!(say::FILE_WITHHELD, page = SourcePath::page(page)), place)
        }
        FileUnpublishedReason::NotLinked | FileUnpublishedReason::Refused => {
            Diagnostic::new(message!(say::FILE_UNLINKED, kinds = endings(None)), place)
        }
    }
}
