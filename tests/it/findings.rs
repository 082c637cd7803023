//! How findings look to a person, wide characters and all.

use formpress::testing::cli::{ReportStyle, json, list, text};
use formpress::testing::words::{
    Diagnostic, FilledMessage, IntoArgument, Lang, Message, Names, Origin, Severity, Sources, Span,
};

use crate::report::said;

const ODD: Message = Message {
    code: "odd",
    zh: ["“{what}”有点奇怪", "换一个说法"],
    en: ["“{what}” is odd", "say it another way"],
    level: Severity::Error,
    origin: Origin::Sources,
};

fn odd(what: &str) -> FilledMessage {
    FilledMessage::new(&ODD, Names::of(&ODD.texts(), ["what"]), [what.to_argument()])
}

/// Findings at the places where these words stand in the sources.
fn findings(sources: &mut Sources, table: &[(&str, &str, &str, Severity)]) -> Vec<Diagnostic> {
    table
        .iter()
        .map(|(path, line, what, severity)| {
            let id = sources.add(*path, *line);
            let start = line.find(what).expect("in the line");
            Diagnostic::new(odd(what), Span::new(id, start..start + what.len())).with_severity(*severity)
        })
        .collect()
}

fn table(sources: &mut Sources) -> Vec<Diagnostic> {
    let long = format!("# {}奇怪的地方{}", "很长的一行".repeat(30), "还没有完".repeat(30));
    let mut found = findings(
        sources,
        &[
            ("b.yaml", "title: x\nlabel: 是否访到 ok\n", "访到", Severity::Error),
            ("a.yaml", "\tname：值\r\n", "：", Severity::Warning),
            ("a.yaml", "ａｂｃ ÄÖ e\u{301}x 値", "x", Severity::Undecided),
            ("c.yaml", "bad \u{1b}[31mcolour\u{7}", "colour", Severity::Error),
            ("c.yaml", "emoji 👩‍🔧 here", "here", Severity::Acknowledged),
            ("d.md", &long, "奇怪的地方", Severity::Error),
        ],
    );
    found.push(Diagnostic::new(odd("没有位置"), "forms"));
    // The same fault found twice is told once.
    found.push(found[0].clone());
    found
}

#[test]
fn in_chinese() {
    let mut sources = Sources::default();
    let found = table(&mut sources);
    said!(text(&found, &sources, ReportStyle { lang: Lang::Zh, color: false }, true));
}

#[test]
fn what_asks_nobody_to_mend_anything_is_folded_and_errors_come_last() {
    let mut sources = Sources::default();
    let found = table(&mut sources);
    said!(text(&found, &sources, ReportStyle { lang: Lang::Zh, color: false }, false));
}

#[test]
fn in_english_and_in_colour() {
    let mut sources = Sources::default();
    let found = table(&mut sources);
    said!(list(&found[..2], &sources, ReportStyle { lang: Lang::En, color: true }).replace('\u{1b}', "<ESC>"));
}

#[test]
fn for_programs() {
    let mut sources = Sources::default();
    let found = table(&mut sources);
    said!(json(&found[..2], &sources, Lang::En));
}

#[test]
fn nothing_found_is_said_too() {
    let style = |lang| ReportStyle { lang, color: false };
    assert_eq!(text(&[], &Sources::default(), style(Lang::Zh), false), "没有发现问题\n");
    assert_eq!(text(&[], &Sources::default(), style(Lang::En), false), "nothing found\n");
}
