//! Words that came along when the sources were copied from the web or scanned.

use super::Check;
use super::said;
use crate::diagnostic::Diagnostic;
use crate::model::Site;
use crate::wording::check as say;

pub const CHECK: Check = Check {
    code: "leftovers",
    title: "抓取和扫描的残留",
    catches: "从文库网页抄来的广告词（模板下载、开通vip 等），和扫描识别的错字（慈普、街接、指施 等）。",
    hurts: "公示的文字里混进广告和错字。",
    example: "实施方案模板下载如下：",
    fix: "删去，或者照原文改正。",
    messages: &[&say::LEFT_FROM_SCRAPING],
    run,
};

/// Advertisements and page numbers of document-sharing sites, and misread characters, as they stand
/// in the two source documents.
const REMNANTS: [&str; 17] = [
    "PAGEPAGE",
    "开通vip",
    "模板下载",
    "计划下载",
    "方案下载",
    "教学计划下载",
    "表格下载",
    "协议模板",
    ".doc下载",
    ".pdf下载",
    "范例计划",
    "慈普",
    "指施",
    "街接",
    "培有",
    "项目执市",
    "年.通过",
];

fn run(site: &Site) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for said in said::all(site) {
        for words in REMNANTS {
            found.extend(said.text.match_indices(words).map(|(at, _)| {
                Diagnostic::error(&say::LEFT_FROM_SCRAPING, said.span(at..at + words.len())).with("words", words)
            }));
        }
    }
    found
}
