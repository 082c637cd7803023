//! Rule `deadlines`: policy documents with expired targets name the document that supersedes them.

use super::Check;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::{check as say, message};

pub(crate) const CHECK: Check = Check {
    code: "deadlines",
    title: "过期的文件",
    catches: "文件的目标期（until）在 as_of 以前，又没有写 superseded。",
    hurts: "读的人把过了期的目标当成现在的。",
    example: "wuhan: {title: …, until: 2024-12-31}        # as_of: 2026-11-22",
    fix: "查明有没有接续的文件，写进 superseded；没有查到也写明。过了期的目标，网站自己会注明。",
    messages: &[&say::DOCUMENT_EXPIRED],
    run,
};

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for document in &site.facts.documents {
        let Some(until) = document.until.filter(|until| *until < site.settings.as_of) else { continue };
        if document.superseded.is_none() {
            found.push(Diagnostic::new(
                message!(say::DOCUMENT_EXPIRED, title = &document.title, until),
                document.name.span,
            ));
        }
    }
    found
}
