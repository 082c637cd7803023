//! What can stand in `site.yaml` and on the command line is taken and refused alike.

use std::ffi::OsString;

use formpress::testing::cli::{Command, CommandRequest, SourceArguments, parse};
use formpress::testing::load::{SettingOverrides, load_files};
use formpress::testing::model::Settings;
use formpress::testing::words::Diagnostic;

use crate::sample::{FILES, SITE};

/// The settings of the sample with one line more, or the codes of what is wrong with it.
fn written(line: &str, without: &str) -> Result<Settings, Vec<&'static str>> {
    let kept: String = SITE.lines().filter(|line| !line.starts_with(without)).map(|line| format!("{line}\n")).collect();
    let site = format!("{kept}{line}\n");
    let others = FILES.iter().filter(|(path, _)| *path != "site.yaml").map(|(path, text)| (*path, text.as_bytes()));
    let loaded = load_files(others.chain([("site.yaml", site.as_bytes())]), &SettingOverrides::default());
    let code = |diagnostic: &Diagnostic| diagnostic.message.code;
    if loaded.diagnostics.is_empty() {
        Ok(loaded.value.site.settings)
    } else {
        Err(loaded.diagnostics.iter().map(code).collect())
    }
}

/// The options of a build with one more, or what is said of it.
fn typed(option: &str, value: &str) -> Result<SourceArguments, String> {
    let words = ["formpress", "build", "--lang", "en", option, value].map(OsString::from);
    match parse(&words) {
        CommandRequest::Run(invocation) => match invocation.command {
            Command::Build { sources, .. } => Ok(sources),
            other => panic!("another command: {other:?}"),
        },
        CommandRequest::Refuse(said) => Err(said),
        CommandRequest::Say(said) => panic!("{said}"),
    }
}

/// A text in double quotes, as YAML reads it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[test]
fn a_day_is_the_same_day_or_none_in_both() {
    let good = ["2026-11-22", "2024-02-29", "0001-01-01"];
    let bad = [
        "2026-02-30",
        "2026-13-01",
        "2026-1-1",
        "2026-11-2",
        "20261122",
        "26-11-2200",
        "2026/11/22",
        "2026-11-22T00:00",
        "2026-W47-7",
        "+002026-11-22",
        "２０２６-11-22",
        "今天",
    ];
    for day in good {
        let of_file = written(&format!("as_of: {}", quoted(day)), "as_of").expect(day).as_of;
        let of_option = typed("--as-of", day).expect(day).as_of;
        assert_eq!(of_option, Some(of_file), "{day}");
        assert_eq!(of_file.to_string(), day);
    }
    for day in bad {
        assert_eq!(written(&format!("as_of: {}", quoted(day)), "as_of"), Err(vec!["bad-date"]), "{day}");
        let said = typed("--as-of", day).expect_err(day);
        assert!(said.contains("[bad-date]") && said.contains(day), "{day}: {said}");
    }
}

#[test]
fn the_address_of_a_site_is_the_same_address_or_none_in_both() {
    let good = [
        ("https://example.org", "https://example.org"),
        ("HTTP://example.org/forms/", "http://example.org/forms"),
        ("https://例子.公益/表", "https://xn--fsqu00a.xn--55qw42g/%E8%A1%A8"),
        ("https://[::1]:8080/a", "https://[::1]:8080/a"),
    ];
    let bad = [
        r"https://example.org/a\b",
        "example.org",
        "https:/example.org",
        "https:///example.org",
        "https://",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://exa mple.org",
        "https://example.org/a\"b",
        "https://example..org",
        "https://user:secret@example.org",
        "https://example.org:99999",
        "ftp://example.org",
        "mailto:a@example.org",
    ];
    for (given, wanted) in good {
        let of_file = written(&format!("base_url: {}", quoted(given)), "base_url").expect(given).base_url;
        assert_eq!(of_file.as_deref(), Some(wanted));
        assert_eq!(typed("--base-url", given).expect(given).base_url, of_file, "{given}");
    }
    for given in bad {
        let of_file = written(&format!("base_url: {}", quoted(given)), "base_url");
        assert_eq!(of_file, Err(vec!["bad-base-url"]), "{given}");
        let said = typed("--base-url", given).expect_err(given);
        assert!(said.contains("[bad-base-url]") && said.contains(given), "{given}: {said}");
    }
}
