//! The documents that explain the house: the map stays short, its links lead somewhere, each decision has its parts.

use std::collections::BTreeMap;

use super::{FLOORS, all};
use crate::repository;

const LONGEST_MAP: usize = 100;
const LONGEST_LINE: usize = 120;

const PARTS: [&str; 4] = ["## Decision", "## Why", "## Alternatives refused", "## What would change our mind"];

const RECORDS: &str = "docs/decisions/";

/// Every document: its path from the top, and its text.
fn documents() -> Vec<(String, String)> {
    let mut documents = vec![("ARCHITECTURE.md".to_owned(), text("ARCHITECTURE.md"))];
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
