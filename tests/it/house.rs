//! The house keeps its floors: arrows only go down, rooms on one floor do not meet, a crate has one
//! door, files stay short, and the sources speak of the product alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground up; rooms on one floor never name each other. The first floor's rooms are
/// the words that everyone uses, and each other.
const FLOORS: [&[&str]; 8] = [
    &["units", "source", "diagnostic", "wording"],
    &["model"],
    &["load"],
    &["check"],
    &["paper"],
    &["outputs/card", "outputs/html", "outputs/pdf", "outputs/svg", "outputs/table"],
    &["pipeline"],
    &["cli"],
];

/// Crates that one place alone may name: a file, or a folder where it ends with `/`.
const DOORS: [(&str, &str); 26] = [
    ("url", "src/load/web.rs"),
    ("roxmltree", "src/load/drawing.rs"),
    ("zune_jpeg", "src/load/cleaning/upright.rs"),
    ("jpeg_encoder", "src/load/cleaning/upright.rs"),
    ("icu_normalizer", "src/model/name.rs"),
    ("tiny_skia", "src/outputs/card/canvas.rs"),
    ("fast_qr", "src/paper/running.rs"),
    ("calamine", "src/load/records/spreadsheet.rs"),
    ("zip", "src/load/records/package.rs"),
    ("quick_xml", "src/load/records/package.rs"),
    ("rust_xlsxwriter", "src/outputs/table.rs"),
    ("regex_syntax", "src/load/pattern.rs"),
    ("aho_corasick", "src/outputs/html/glossary.rs"),
    ("printpdf", "src/outputs/pdf/canvas.rs"),
    ("lopdf", "src/outputs/pdf/"),
    ("tera", "src/outputs/html/mod.rs"),
    ("serde_saphyr", "src/load/yaml.rs"),
    ("pulldown_cmark", "src/load/markdown.rs"),
    ("ttf_parser", "src/paper/fonts.rs"),
    ("fontdb", "src/paper/fonts.rs"),
    ("clap", "src/cli/"),
    ("axum", "src/cli/"),
    ("hyper", "src/cli/preview.rs"),
    ("hyper_util", "src/cli/preview.rs"),
    ("tempfile", "src/cli/writing.rs"),
    ("rustix", "src/pipeline/disk.rs"),
];

const LONGEST_FILE: usize = 500;

pub struct SourceFile {
    /// From the repository's top, with `/`.
    pub path: String,
    pub text: String,
}

pub fn source_files() -> Vec<SourceFile> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(top.join("src"))
        .into_iter()
        .map(|entry| entry.expect("readable").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    paths.sort();
    let file = |path: &PathBuf| SourceFile {
        path: path.strip_prefix(top).expect("below the top").to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(path).expect("UTF-8"),
    };
    let files: Vec<SourceFile> = paths.iter().map(file).collect();
    assert!(files.len() > 30, "the sources were not found");
    files
}

/// The floor and room of a path of module names, such as `outputs::html::view`.
fn place(path: &str) -> Option<(usize, &'static str)> {
    let path = path.replace("::", "/");
    let is_in = |room: &str| path == room || path.starts_with(&format!("{room}/"));
    FLOORS
        .iter()
        .enumerate()
        .find_map(|(floor, rooms)| rooms.iter().find(|room| is_in(room)).map(|room| (floor, *room)))
}

impl SourceFile {
    fn place(&self) -> Option<(usize, &'static str)> {
        place(self.path.strip_prefix("src/")?.strip_suffix(".rs")?)
    }

    /// The code, without comments (docs may speak of floors above).
    pub fn code(&self) -> String {
        self.text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    /// What `crate::…` paths of the code begin with: `model::form`, `wording::{Lang`'s `wording`.
    fn named(&self) -> Vec<String> {
        let code = self.code();
        let mut named = Vec::new();
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            named.extend(expand(rest));
        }
        named
    }
}

/// `outputs::{html::view, pdf}` as `outputs::html::view`, `outputs::pdf`.
fn expand(path: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let head: String = path.chars().take_while(|c| is_word(*c)).collect();
    let rest = &path[head.len()..];
    let Some(inner) = rest.strip_prefix('{') else { return vec![head] };
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in inner.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            other => {
                depth += match other {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                parts.last_mut().expect("one at least").push(other);
            }
        }
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.flat_map(expand).map(|part| format!("{head}{part}")).collect()
}

pub fn all(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn arrows_only_go_down_and_rooms_of_a_floor_do_not_meet() {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for file in source_files() {
        let Some((floor, room)) = file.place() else {
            // The crate's roots and the list of outputs stand outside the floors.
            if !["src/lib.rs", "src/main.rs", "src/outputs/mod.rs"].contains(&file.path.as_str()) {
                faults.push(format!("{}: on no floor", file.path));
            }
            continue;
        };
        seen.insert(room);
        for named in file.named() {
            let fault = match place(&named) {
                None => Some("names something on no floor"),
                Some((other, _)) if other > floor => Some("names a floor above"),
                Some((other, meets)) if other == floor && floor > 0 && meets != room => Some("names a room beside"),
                Some(_) => None,
            };
            faults.extend(fault.map(|fault| format!("{}: {fault}: crate::{named}", file.path)));
        }
    }
    let missing = FLOORS.concat().into_iter().filter(|room| !seen.contains(room));
    faults.extend(missing.map(|room| format!("the room {room} has no file")));
    all(faults);
}

#[test]
fn nobody_climbs_two_floors_at_once() {
    let climbing = source_files().into_iter().filter(|file| file.code().contains("super::super"));
    all(climbing.map(|file| format!("{}: super::super", file.path)).collect());
}

#[test]
fn a_crate_has_one_door() {
    let mut faults = Vec::new();
    for file in source_files() {
        let code = file.code();
        for (name, door) in DOORS {
            let inside = if door.ends_with('/') { file.path.starts_with(door) } else { file.path == door };
            let named = code.match_indices(name).any(|(at, _)| {
                let before = code[..at].chars().next_back();
                code[at + name.len()..].starts_with("::")
                    && !before.is_some_and(|c| c.is_alphanumeric() || "_:".contains(c))
            });
            if named && !inside {
                faults.push(format!("{}: names {name}, which only {door} may", file.path));
            }
        }
    }
    all(faults);
}

#[test]
fn files_stay_short() {
    let long = source_files().into_iter().filter(|file| file.text.lines().count() > LONGEST_FILE);
    all(long
        .map(|file| format!("{}: {} lines, {LONGEST_FILE} at most", file.path, file.text.lines().count()))
        .collect());
}

#[test]
fn modules_are_nouns_that_say_something() {
    let vague = ["utils", "util", "helpers", "helper", "manager", "common", "misc"];
    let named = |file: &SourceFile| {
        vague.iter().any(|name| file.path.ends_with(&format!("/{name}.rs")) || file.path.contains(&format!("/{name}/")))
    };
    all(source_files().into_iter().filter(named).map(|file| format!("{}: says nothing", file.path)).collect());
}

#[test]
fn every_module_opens_with_its_story() {
    let silent = source_files().into_iter().filter(|file| !file.text.starts_with("//! ") && file.path != "src/main.rs");
    all(silent.map(|file| format!("{}: no story", file.path)).collect());
}

#[test]
fn input_never_meets_a_panic() {
    let words = ["todo!(", "unimplemented!(", "dbg!(", "panic!(", ".unwrap()"];
    let mut faults = Vec::new();
    for file in source_files() {
        let tested = file.text.find("#[cfg(test)]").unwrap_or(file.text.len());
        let code = SourceFile { path: file.path.clone(), text: file.text[..tested].to_owned() }.code();
        faults.extend(words.iter().filter(|word| code.contains(**word)).map(|word| format!("{}: {word}", file.path)));
    }
    all(faults);
}
