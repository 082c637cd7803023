//! What the tests read of the repository: its sources, documents, templates and the tests, never the programme at its
//! top. That is its editors': whatever they write there, the tests stay green, and `make check` tells them of faults.

use std::fs;
use std::path::{Path, PathBuf};

use formpress::testing::load::{Project, SettingOverrides};
use formpress::testing::words::WithDiagnostics;
use walkdir::WalkDir;

use crate::house::all;

/// The folders and files that tests may name.
const READ: [&str; 14] = [
    ".github/",
    ".gitlab/",
    ".gitlab-ci.yml",
    "ARCHITECTURE.md",
    "CODEOWNERS",
    "CONTRIBUTING.md",
    "Cargo.toml",
    "SECURITY.md",
    "docs/",
    "release/",
    "rust-toolchain.toml",
    "src/",
    "templates/",
    "tests/",
];

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// May tests name this path from the top?
pub fn is_read(below: &str) -> bool {
    let read = |entry: &&str| below == *entry || entry.ends_with('/') && format!("{below}/").starts_with(*entry);
    READ.iter().any(read)
}

/// A path from the top.
pub fn path(below: &str) -> PathBuf {
    assert!(is_read(below), "{below}: tests do not read it");
    top().join(below)
}

/// Every file of a folder: its path from the top, with `/`, and its bytes, in the order of their names.
pub fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = WalkDir::new(path(folder)).sort_by_file_name().into_iter().map(|entry| entry.expect("readable"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let below = entry.path().strip_prefix(top()).expect("below the top").to_string_lossy().replace('\\', "/");
        (below, fs::read(entry.path()).expect("readable"))
    });
    files.collect()
}

/// The project in a folder, which is not the repository's own.
pub fn load(folder: &Path, overrides: &SettingOverrides) -> WithDiagnostics<Project> {
    let real = folder.canonicalize().expect("a folder");
    assert!(!top().starts_with(real), "the programme of the repository is read by no test");
    formpress::testing::load::load(folder, overrides)
}

/// What reaches files or programs, and the one place that names it: tests run in the repository's top.
const DOORS: [(&str, &str); 8] = [
    ("CARGO_MANIFEST_DIR", "repository.rs"),
    ("CARGO_BIN_EXE", "workshop.rs"),
    ("current_dir()", "repository.rs"),
    ("Path::new(\".", "repository.rs"),
    ("WalkDir::new(\"", "repository.rs"),
    ("File::open(\"", "repository.rs"),
    ("fs::read(\"", "repository.rs"),
    ("fs::read_to_string(\"", "repository.rs"),
];

#[test]
fn no_test_reads_the_programme_of_the_repository() {
    let mut faults = Vec::new();
    for (path, text) in [files("tests/it"), files("src")].concat() {
        let Ok(text) = String::from_utf8(text) else { continue };
        if !path.ends_with(".rs") || path.ends_with("/repository.rs") {
            continue;
        }
        // Of the program the tests beside its code.
        let tests = text.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests);
        let text = if path.starts_with("src/") { tests } else { &text };
        let others = DOORS.iter().filter(|(name, door)| text.contains(name) && !path.ends_with(&format!("/{door}")));
        faults.extend(others.map(|(name, door)| format!("{path}: names {name}, which only {door} may")));
        // The program's own way to load a folder, alone or in a list of imports.
        let lists = text.split("load::{").skip(1).filter_map(|rest| rest.split('}').next());
        if text.contains("load::load(") || lists.flat_map(|list| list.split(',')).any(|name| name.trim() == "load") {
            faults.push(format!("{path}: loads a folder otherwise than by repository::load"));
        }
    }
    all(faults);
}

#[test]
#[should_panic(expected = "read by no test")]
fn the_programme_of_the_repository_is_refused() {
    load(&top().join("tests/.."), &SettingOverrides::default());
}
