//! Content pages as they are loaded: the head of the file, places behind it, whatever the editor saved.

use std::fs;

use formpress::testing::load::SettingOverrides;
use formpress::testing::words::{Lang, Location};

use crate::repository::load;

/// Loads a project that is one page beside a `site.yaml`, and says what was found.
fn page(text: &str) -> String {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("content")).unwrap();
    fs::write(root.path().join("site.yaml"), SITE).unwrap();
    fs::write(root.path().join("content/page.md"), text).unwrap();
    let loaded = load(root.path(), &SettingOverrides::default());
    let project = loaded.value;
    let mut out = String::new();
    for page in &project.site.pages {
        let (address, title, blocks) = (&page.address, &page.title.value, page.blocks.len());
        out.push_str(&format!("{address}: {title}, {blocks} blocks\n"));
    }
    for diagnostic in &loaded.diagnostics {
        let [what, _] = diagnostic.words(Lang::Zh, &project.sources);
        if let Location::Span(span) = diagnostic.location {
            let source = project.sources.get(span.source);
            let position = source.position(span.start);
            let (line, column) = (position.line, position.column);
            out.push_str(&format!("{}:{line}:{column} {what} | {}\n", source.path, source.line(line)));
        }
    }
    out
}

const SITE: &str = "title: 站\ndescription: 说明\nprogramme: 项目\nlanguage: zh-CN\nas_of: 2026-11-22\nnotice: 送审稿\nunknown_office: 问残联\nnavigation: [page.md]\n";

#[test]
fn a_page_has_a_head_and_a_text() {
    assert_eq!(page("---\ntitle: 甲\ndescription: 乙\n---\n\n## 一\n\n文字\n"), "page/index.html: 甲, 2 blocks\n");
}

#[test]
fn places_count_from_the_top_of_the_file_and_past_a_byte_order_mark_and_windows_line_ends() {
    assert_eq!(
        page("\u{feff}---\r\ntitle: 甲\r\ndescription: 乙\r\n---\r\n\r\n文字[空]()\r\n"),
        "page/index.html: 甲, 1 blocks\ncontent/page.md:6:3 链接没有写去处 | 文字[空]()\n"
    );
}

#[test]
fn faults_of_head_and_text_are_found_in_one_run() {
    insta::assert_snapshot!(page("---\ntitle: 甲\ndescripton: 乙\nupdated: 昨天\n---\n\n# 一\n\n**没完\n"));
}

#[test]
fn a_page_without_a_head_is_told_what_to_write() {
    insta::assert_snapshot!(page("## 一\n\n**没完\n"));
}
