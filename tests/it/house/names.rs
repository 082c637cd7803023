//! Each type of the program has a name of its own, so that a search for it leads to one place.

use std::collections::BTreeMap;

use super::{SourceFile, all, source_files};

/// The types that a file's code defines, tests apart.
fn types(file: &SourceFile) -> Vec<String> {
    let text = file.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let name = |line: &str| {
        let rest = line.trim_start();
        let rest = rest.strip_prefix("pub").map_or(rest, |rest| rest.trim_start_matches(|c| c != ' ').trim_start());
        let (kind, rest) = rest.split_once(' ')?;
        // A type of a trait has the name that the trait gives it.
        let is_type = ["struct", "enum", "trait", "union"].contains(&kind) || kind == "type" && !line.starts_with(' ');
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        (is_type && !name.is_empty()).then_some(name)
    };
    text.lines().filter_map(name).collect()
}

/// Types of one name, with the files that define them.
fn twice(files: &[SourceFile]) -> Vec<String> {
    let mut defined: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for file in files {
        types(file).into_iter().for_each(|name| defined.entry(name).or_default().push(&file.path));
    }
    let twice = defined.into_iter().filter(|(_, paths)| paths.len() > 1);
    twice.map(|(name, paths)| format!("{name} is defined in {}", paths.join(", "))).collect()
}

#[test]
fn no_two_types_have_one_name() {
    let files = source_files();
    let count: usize = files.iter().map(|file| types(file).len()).sum();
    assert!(count > 500, "the types were not found");
    all(twice(&files));
}

#[test]
fn two_types_of_one_name_are_seen() {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.to_owned() };
    let row = file("a.rs", "pub struct Row;\nimpl X for Row {\n    type Item = u8;\n}\n");
    assert_eq!(twice(&[row]), Vec::<String>::new());
    for text in ["pub(crate) enum Row {", "fn f() {\n    struct Row(u8);", "type Row = u8;", "trait Row<T> {"] {
        let row = file("a.rs", "pub struct Row;");
        assert_eq!(twice(&[row, file("b.rs", text)]), ["Row is defined in a.rs, b.rs"], "{text}");
    }
}
