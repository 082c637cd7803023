//! The documents that explain the program: the map stays short, links and names lead somewhere, each decision has its
//! parts, each term of the glossary and each step of the walk has its place in the code.

use std::collections::{BTreeMap, BTreeSet};

use super::{FLOORS, SourceFile, all, source_files};
use crate::repository;

const LONGEST_MAP: usize = 100;
const LONGEST_LINE: usize = 120;

const PARTS: [&str; 4] = ["## Decision", "## Why", "## Alternatives refused", "## What would change our mind"];

const RECORDS: &str = "docs/decisions/";

/// Every document: its path from the top, and its text.
fn documents() -> Vec<(String, String)> {
    let tops = ["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];
    let mut documents: Vec<(String, String)> = tops.map(|path| (path.to_owned(), text(path))).into();
    let files = repository::files("docs").into_iter().filter(|(path, _)| path.ends_with(".md"));
    documents.extend(files.map(|(path, text)| (path, String::from_utf8(text).expect("UTF-8"))));
    documents
}

fn text(path: &str) -> String {
    std::fs::read_to_string(repository::path(path)).expect("UTF-8")
}

#[test]
fn the_map_is_held_in_one_hand() {
    let map = text("ARCHITECTURE.md");
    let mut faults = Vec::new();
    let lines = map.lines().count();
    if lines > LONGEST_MAP {
        faults.push(format!("ARCHITECTURE.md: {lines} lines, {LONGEST_MAP} at most"));
    }
    let long = map.lines().enumerate().filter(|(_, line)| line.chars().count() > LONGEST_LINE);
    faults.extend(long.map(|(at, _)| format!("ARCHITECTURE.md: line {}: over {LONGEST_LINE} characters", at + 1)));
    all(faults);
}

#[test]
fn links_of_documents_lead_to_files() {
    let mut faults = Vec::new();
    let mut found = 0;
    for (path, text) in documents() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut fenced = false;
        let lines = text.lines().filter(|line| {
            fenced ^= line.starts_with("```");
            !fenced
        });
        for target in lines.flat_map(|line| line.split("](").skip(1)).filter_map(|rest| rest.split_once(')')) {
            let file = target.0.split('#').next().unwrap_or_default();
            // Addresses, places in the same document, and examples of links in Markdown (in backticks).
            if file.is_empty() || file.contains(':') || !file.ends_with(".md") || target.1.starts_with('`') {
                continue;
            }
            found += 1;
            if !repository::path("docs").join("..").join(folder).join(file).is_file() {
                faults.push(format!("{path}: {file} is not there"));
            }
        }
    }
    assert!(found > 100, "links were not found: {found}");
    all(faults);
}

/// What a record lacks.
fn lacks(record: &str) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    let (title, rest) = record.split_once("\n\nDate: ").unwrap_or_default();
    if !title.starts_with("# ") || title.contains('\n') {
        lacks.push("a title in one line");
    }
    let (date, room) = rest.split('\n').next().and_then(|line| line.split_once(" · Room: ")).unwrap_or_default();
    let is_day = |date: &str| {
        let shape: String = date.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        shape == "0000-00-00"
    };
    if !is_day(date) {
        lacks.push("its day");
    }
    if room.is_empty() {
        lacks.push("its room");
    }
    let heads: Vec<&str> = record.lines().filter(|line| line.starts_with("## ")).collect();
    if heads != PARTS {
        lacks.push("its four parts in their order");
    }
    let parts = record.split("\n## ").skip(1);
    if parts.filter_map(|part| part.split_once('\n')).any(|(_, text)| text.trim().is_empty()) {
        lacks.push("the text of a part");
    }
    if !record.lines().any(|line| line.starts_with("Measured: ") || line == "Not measured.") {
        lacks.push("what was measured, or that nothing was");
    }
    lacks
}

#[test]
fn every_decision_has_its_parts_and_is_listed_under_its_room() {
    let mut faults = Vec::new();
    let mut listed: BTreeMap<String, String> = BTreeMap::new();
    let mut room = "";
    let list = text("docs/decisions/README.md");
    for line in list.lines() {
        if let Some(head) = line.strip_prefix("## ") {
            room = head.trim_matches('`');
        } else if let Some(entry) = line.strip_prefix("- ")
            && listed.insert(entry.to_owned(), room.to_lowercase()).is_some()
        {
            faults.push(format!("docs/decisions/README.md: twice: {entry}"));
        }
    }
    let records = repository::files("docs/decisions").into_iter().filter(|(path, _)| !path.ends_with("/README.md"));
    let mut count = 0;
    for (at, (path, text)) in records.enumerate() {
        count += 1;
        let record = String::from_utf8(text).expect("UTF-8");
        let name = path.strip_prefix(RECORDS).unwrap_or(&path);
        let number = format!("{:04}", at + 1);
        if !name.starts_with(&format!("{number}-")) {
            faults.push(format!("{path}: its number is {number}"));
        }
        faults.extend(lacks(&record).iter().map(|part| format!("{path}: without {part}")));
        let title = record.lines().next().unwrap_or_default().trim_start_matches("# ");
        let entry = format!("[{number}]({name}) {title}");
        let of = record.lines().find_map(|line| line.split_once(" · Room: ")).map_or("", |(_, room)| room);
        match listed.remove(&entry) {
            None => faults.push(format!("docs/decisions/README.md: without {entry}")),
            Some(_) if !["whole program", "words"].contains(&of) && !FLOORS.concat().contains(&of) => {
                faults.push(format!("{path}: no such room: {of}"));
            }
            Some(room) if room != of => faults.push(format!("{path}: listed under {room}")),
            Some(_) => {}
        }
    }
    faults.extend(listed.keys().map(|entry| format!("docs/decisions/README.md: no such record: {entry}")));
    assert!(count > 50, "the records were not found");
    all(faults);
}

#[test]
fn a_record_without_a_part_is_seen() {
    let right = "# A\n\nDate: 2026-11-22 · Room: paper\n\n## Decision\n\nSomething was decided.\n\n## Why\n\nFor a good reason.\n\n\
                 Not measured.\n\n## Alternatives refused\n\nThe other thing that could be.\n\n\
                 ## What would change our mind\n\nAnother day of the year.\n";
    assert_eq!(lacks(right), Vec::<&str>::new());
    for (from, to, lack) in [
        ("# A", "A", "a title in one line"),
        ("2026-11-22", "November", "its day"),
        (" · Room: paper", "", "its day"),
        ("## Why\n", "Why\n", "its four parts in their order"),
        ("Another day of the year.\n", "", "the text of a part"),
        ("Not measured.", "Fast.", "what was measured, or that nothing was"),
    ] {
        assert!(lacks(&right.replace(from, to)).contains(&lack), "{to}");
    }
}

/// The comments of the source files.
fn comments() -> Vec<(String, String)> {
    let is_comment = |line: &&str| line.trim_start().starts_with("//");
    let files = source_files().into_iter();
    files.map(|file| (file.path, file.text.lines().filter(is_comment).collect::<Vec<_>>().join("\n"))).collect()
}

/// Is it a name of Rust?
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// What stands in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

/// The words of a code, and what stands before each.
fn tokens(code: &str) -> impl Iterator<Item = (Option<char>, &str)> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = code.split(move |c| !is_word(c)).filter(|word| !word.is_empty());
    words.map(|word| {
        let at = word.as_ptr() as usize - code.as_ptr() as usize;
        (code[..at].chars().next_back(), word)
    })
}

/// A source file as a module, `paper::grid`, with what its code defines and every word of it.
struct Module {
    name: String,
    path: String,
    defines: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Module {
    fn of(file: &SourceFile) -> Module {
        let code = file.code();
        let words: Vec<(Option<char>, &str)> = tokens(&code).collect();
        let kinds = ["fn", "struct", "enum", "trait", "type", "const", "static", "macro_rules"];
        // Neither a lifetime nor the type of a pointer is a definition.
        let is_kind =
            |(before, word): (Option<char>, &str)| kinds.contains(&word) && !matches!(before, Some('\'' | '*'));
        let defined = words.windows(2).filter(|pair| is_kind(pair[0]) && pair[1].0 == Some(' '));
        let name = file.path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        Module {
            name: name.replace('/', "::"),
            path: file.path.clone(),
            defines: defined.map(|pair| pair[1].1.to_owned()).collect(),
            words: words.iter().map(|(_, word)| (*word).to_owned()).collect(),
        }
    }

    /// Is the module called so, as a path from the crate's root or the end of one?
    fn is(&self, name: &str) -> bool {
        self.name == name || self.name.ends_with(&format!("::{name}"))
    }
}

fn modules() -> Vec<Module> {
    source_files().iter().map(Module::of).collect()
}

/// What is wrong with a path of the crate: its module is in no file, or the file has not what it says is there.
fn fault(path: &str, modules: &[Module]) -> Option<String> {
    let parts: Vec<&str> =
        path.split("::").skip_while(|part| ["formpress", "crate", "super", "self", "Self"].contains(part)).collect();
    let found = (1..=parts.len()).rev().find_map(|count| {
        let name = parts[..count].join("::");
        let files: Vec<&Module> = modules.iter().filter(|module| module.is(&name)).collect();
        (!files.is_empty()).then_some((count, files))
    });
    // Without a module it is a type and what it has, wherever they are.
    let is_defined = modules.iter().any(|module| module.defines.contains(parts[0]));
    match found {
        None if !is_defined => Some(format!("{} is not defined", parts[0])),
        None => {
            let lacks = |name: &&&str| !modules.iter().any(|module| module.words.contains(**name));
            parts[1..].iter().find(lacks).map(|name| format!("{name} is not there"))
        }
        Some((count, files)) => {
            let lacks = |name: &&&str| !files.iter().any(|module| module.words.contains(**name));
            parts[count..].iter().find(lacks).map(|name| format!("{} has no {name}", parts[..count].join("::")))
        }
    }
}

#[test]
fn names_in_documents_and_comments_lead_to_the_code() {
    let (modules, mut faults) = (modules(), BTreeSet::new());
    let mut found = 0;
    for (path, text) in documents().into_iter().chain(comments()) {
        for name in quoted(&text)
            .filter(|name| name.contains("::") && !name.starts_with("usize::") && name.split("::").all(is_name))
        {
            found += 1;
            faults.extend(fault(name, &modules).map(|fault| format!("{path}: `{name}`: {fault}")));
        }
    }
    assert!(found > 200, "names were not found: {found}");
    all(faults.into_iter().collect());
}

#[test]
fn every_term_stands_once_and_its_type_is_there_once() {
    let (modules, mut faults) = (modules(), Vec::new());
    let glossary = text("docs/glossary.md");
    let rows = glossary.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| term ")).map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        <[&str; 4]>::try_from(cells).unwrap_or_else(|cells| panic!("four cells: {cells:?}"))
    });
    let rows: Vec<[&str; 4]> = rows.collect();
    assert!(rows.len() > 80, "the glossary was not found");
    for column in [0, 1, 3] {
        let mut seen = BTreeSet::new();
        faults.extend(rows.iter().filter(|row| !seen.insert(row[column])).map(|row| format!("twice: {}", row[column])));
    }
    for [term, chinese, meaning, place] in rows {
        if [term, chinese, meaning].iter().any(|cell| cell.is_empty()) || !meaning.ends_with('.') {
            faults.push(format!("{term}: without 中文 or a sentence"));
        }
        let place = place.trim_matches('`');
        let (holder, name) = place.rsplit_once("::").unwrap_or(("", place));
        // A type, or a module.
        if name.starts_with(|c: char| c.is_ascii_uppercase()) {
            let defining: Vec<&str> =
                modules.iter().filter(|module| module.defines.contains(name)).map(|module| &*module.name).collect();
            if defining != [holder] {
                faults.push(format!("{term}: {place} is defined in {defining:?}"));
            }
        } else if !modules.iter().any(|module| module.name == place) {
            faults.push(format!("{term}: no module {place}"));
        }
    }
    all(faults);
}

#[test]
fn every_step_of_the_walk_is_where_it_is_said_to_be() {
    let (modules, mut faults) = (modules(), Vec::new());
    let walk = text("docs/walk.md").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = 0;
    // `Type::method` (`src/file.rs`)
    for (before, after) in walk.match_indices("` (`src/").map(|(at, _)| walk.split_at(at)) {
        let name = before.rsplit('`').next().unwrap_or_default();
        let path = after.trim_start_matches("` (`").split('`').next().unwrap_or_default();
        found += 1;
        let Some(module) = modules.iter().find(|module| module.path == path) else {
            faults.push(format!("{path} is not there"));
            continue;
        };
        let (holder, item) = name.rsplit_once("::").unwrap_or(("", name));
        if !module.defines.contains(item) {
            faults.push(format!("{path} does not define {name}"));
        }
        // A method's type may be defined elsewhere; a function's module is the file.
        if !holder.is_empty() && !module.words.contains(holder) && !module.is(holder) {
            faults.push(format!("{path} has no {holder}"));
        }
    }
    assert!(found > 40, "the steps were not found: {found}");
    all(faults);
}
