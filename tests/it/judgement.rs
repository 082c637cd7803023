//! What `site.yaml` says of findings: levels of warnings, and findings that may stay.

use std::collections::BTreeSet;

use formpress::testing::check::{CHECKS, findings};
use formpress::testing::cli::explanation;
use formpress::testing::load::{SettingOverrides, load_files};
use formpress::testing::words::{Lang, Severity, codes};

use crate::report::lines;
use crate::sample::FILES;

const PAGE: &str = "content/more.md";
const TEXT: &str = "---\ntitle: 更多\ndescription: 样例的另一页\n---\n\n您好,请看。\n\n再看,一次。\n\n<b>粗</b>\n";

/// What is said of the small project with two half-width marks and HTML in a page, and these lines in its settings.
fn after(settings: &str) -> Vec<String> {
    with(settings, TEXT)
}

fn with(settings: &str, page: &str) -> Vec<String> {
    let files = FILES.iter().map(|(path, text)| {
        let more = if *path == "site.yaml" { settings } else { "" };
        (*path, format!("{text}{more}"))
    });
    let files: Vec<(&str, String)> = files.chain([(PAGE, page.to_owned())]).collect();
    let loaded = load_files(files.iter().map(|(path, text)| (*path, text.as_bytes())), &SettingOverrides::default());
    let mut found = loaded.diagnostics;
    found.extend(findings(&loaded.value));
    // What the small project leaves open, and its list that no field uses, are another matter.
    let is_open = |line: &&str| line.contains(": undecided[") || line.contains("[unused-list]");
    lines(&found, &loaded.value.sources).lines().filter(|line| !is_open(line)).map(str::to_owned).collect()
}

/// Place, severity and code of each finding.
fn heads(found: &[String]) -> Vec<&str> {
    found
        .iter()
        .map(|line| line.split(": ").nth(1).map_or("", |head| &line[..line.find(head).unwrap_or(0) + head.len()]))
        .collect()
}

#[test]
fn a_warning_has_the_level_that_the_settings_give_it() {
    let usual = ["content/more.md:10:1: warning[raw-html]", "content/more.md:10:5: warning[raw-html]"];
    let marks = |level: &str| [6, 8].map(|line| format!("content/more.md:{line}:3: {level}[half-width]"));
    assert_eq!(heads(&after("")), [&usual[..], &marks("warning").each_ref().map(String::as_str)].concat());
    let found = after("checks: {half-width: error, raw-html: off}\n");
    assert_eq!(heads(&found), marks("error").each_ref().map(String::as_str));
    assert!(after("checks: {half-width: off, raw-html: off}\n").is_empty());
}

#[test]
fn a_finding_may_stay_with_a_reason_and_no_other_goes_with_it() {
    let known =
        |text: &str| format!("acknowledged:\n  - {{code: half-width, file: {PAGE}, text: {text}, reason: 原文}}\n");
    let found = after(&(known("您好") + "checks: {half-width: error, raw-html: off}\n"));
    assert_eq!(
        heads(&found),
        ["content/more.md:6:3: acknowledged[half-width]", "content/more.md:8:3: error[half-width]"]
    );
    // What was found while reading, too.
    let html = "acknowledged:\n  - {code: raw-html, file: content/more.md, text: 粗, reason: 原文}\nchecks: {half-width: off}\n";
    let found = after(html);
    assert!(found.len() == 2 && found.iter().all(|line| line.contains("acknowledged[raw-html]")), "{found:?}");
    // A file as a whole has no words.
    let file = "acknowledged:\n  - {code: file-not-published, file: content/more.md, reason: 原文}\n";
    assert!(heads(&after(file)).contains(&"site.yaml:10:5: warning[acknowledged-nothing]"));
}

#[test]
fn what_is_acknowledged_in_vain_is_told() {
    let settings = format!(
        "acknowledged:\n  - {{code: half-width, file: {PAGE}, text: 没有, reason: 原文}}\nchecks: {{half-width: off, raw-html: off}}\n"
    );
    assert_eq!(heads(&after(&settings)), ["site.yaml:10:5: warning[acknowledged-nothing]"]);
    // A page that is not shown, or not read, may hold it.
    for page in [TEXT.replace("title:", "draft: true\ntitle:"), TEXT.replace("title: 更多", "title: [")] {
        let found = with(&settings, &page);
        assert!(!found.iter().any(|line| line.contains("[acknowledged-nothing]")), "{found:?}");
    }
}

#[test]
fn errors_and_what_is_open_are_not_judged() {
    for (settings, code) in [
        ("checks: {broken-link: warning}\n", "level-of-error"),
        ("checks: {office-unknown: off}\n", "level-of-open"),
        ("checks: {half-widht: off}\n", "unknown-code"),
        ("checks: {half-width: silent}\n", "unknown-word"),
        ("acknowledged: [{code: broken-link, file: content/more.md, text: 看, reason: 原文}]\n", "level-of-error"),
        ("acknowledged: [{code: half-width, file: content/more.md, text: 看}]\n", "missing-key"),
    ] {
        let found = after(settings);
        let errors: Vec<&String> = found.iter().filter(|line| line.contains(": error[")).collect();
        assert!(errors.len() == 1 && errors[0].contains(&format!("[{code}]")), "{settings}: {found:?}");
    }
    assert!(after("checks: {half-widht: off}\n").concat().contains("half-width"), "the nearest is named");
}

/// `explain` knows every code that a report may have, and every rule, in both languages.
#[test]
fn every_code_is_explained() {
    let all: BTreeSet<&str> =
        codes::all_messages().map(|message| message.code).chain(CHECKS.iter().map(|check| check.code)).collect();
    assert!(all.len() > 300, "messages were not found");
    for code in all {
        for lang in [Lang::Zh, Lang::En] {
            assert!(explanation(code, lang).is_some_and(|text| text.contains(code)), "{code}");
        }
    }
    assert!(explanation("half-widht", Lang::Zh).is_none());
}

#[test]
fn an_explanation_has_the_rule_its_example_and_what_the_settings_may_do() {
    crate::report::said!(
        [("half-width", Lang::Zh), ("half-width", Lang::En), ("links", Lang::En)]
            .map(|(code, lang)| explanation(code, lang).expect("known"))
            .join("\n----\n\n")
    );
}

/// A finding of a rule has the level of its message: what reports, manual and settings say of it is the same.
#[test]
fn each_message_is_found_in_the_list_of_its_file() {
    for check in CHECKS {
        for message in check.messages {
            assert!(codes::source_messages().any(|known| known == *message), "{} is in no list", message.code);
        }
    }
    let levels: BTreeSet<Severity> = codes::source_messages().map(|message| message.level).collect();
    assert_eq!(levels.len(), 4);
}
