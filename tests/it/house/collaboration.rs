//! The files that hosts and newcomers read: what they name is there, and they agree with each other.

use super::all;
use crate::repository;

fn text(path: &str) -> String {
    std::fs::read_to_string(repository::path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Is it a path of a file or folder that tests may look for?
fn is_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    repository::is_read(word) && word.chars().all(plain)
}

#[test]
fn paths_that_contributors_are_told_are_there() {
    let mut faults = Vec::new();
    let mut found = 0;
    for document in ["CONTRIBUTING.md", "SECURITY.md", "docs/releasing.md"] {
        let text = text(document);
        let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
        for path in quoted.filter(|word| is_path(word)) {
            found += 1;
            if !repository::path(path).exists() {
                faults.push(format!("{document}: {path} is not there"));
            }
        }
    }
    assert!(found > 30, "paths were not found: {found}");
    all(faults);
}

#[test]
fn owners_are_asked_for_every_room() {
    let owners = text("CODEOWNERS");
    let patterns: Vec<&str> = owners.lines().filter(|line| line.starts_with('/')).collect();
    let mut faults = Vec::new();
    for pattern in &patterns {
        let path = pattern.trim_start_matches('/').split(['*', ' ']).next().unwrap_or_default();
        if repository::is_read(path) && !repository::path(path.trim_end_matches('/')).exists() {
            faults.push(format!("CODEOWNERS: {pattern} is not there"));
        }
    }
    for (path, _) in repository::files("src") {
        let path = format!("/{path}");
        let is_owned = |pattern: &&str| match pattern.split_once('*') {
            Some((folder, ending)) => {
                path.strip_prefix(folder).is_some_and(|name| !name.contains('/') && name.ends_with(ending))
            }
            None => path.starts_with(*pattern),
        };
        if !patterns.iter().any(is_owned) {
            faults.push(format!("CODEOWNERS: no line for {path}"));
        }
    }
    all(faults);
}

#[test]
fn hosts_ask_the_same_of_a_change() {
    assert_eq!(text(".github/PULL_REQUEST_TEMPLATE.md"), text(".gitlab/merge_request_templates/Default.md"));
}

#[test]
fn hosts_compile_with_the_toolchain_of_the_repository() {
    let value = |path: &str, key: &str| {
        let text = text(path);
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = ").map(str::to_owned));
        line.unwrap_or_else(|| panic!("{path}: {key}")).trim_matches('"').to_owned()
    };
    let toolchain = value("rust-toolchain.toml", "channel");
    assert_eq!(toolchain.rsplit_once('.').map(|(version, _)| version), Some(&*value("Cargo.toml", "rust-version")));
    let mut faults = Vec::new();
    for path in [".github/workflows/test.yml", ".github/workflows/release.yml", ".gitlab-ci.yml"] {
        let text = text(path);
        let images = text.split("rust:").skip(1).filter_map(|rest| rest.split_once('-')).map(|(version, _)| version);
        let others: Vec<&str> = images.filter(|version| *version != toolchain).collect();
        faults.extend(others.iter().map(|version| format!("{path}: Rust {version}, not {toolchain}")));
    }
    all(faults);
}

#[test]
fn actions_are_pinned() {
    let mut faults = Vec::new();
    for path in [".github/workflows/test.yml", ".github/workflows/release.yml"] {
        let text = text(path);
        let used: Vec<&str> = text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, used)| used).collect();
        assert!(!used.is_empty(), "{path} uses nothing");
        let is_pinned = |used: &&str| {
            let (_, commit) = used.split_once('@').unwrap_or_default();
            let (commit, version) = commit.split_once(" # v").unwrap_or_default();
            commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()) && !version.is_empty()
        };
        faults.extend(used.into_iter().filter(|used| !is_pinned(used)).map(|used| format!("{path}: {used}")));
    }
    all(faults);
}
