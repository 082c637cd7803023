//! Whatever a text holds, loading and checking it end, without a panic, and every place it names is in the text.

use std::fs;
use std::path::Path;

use formpress::check::run_all;
use formpress::diagnostic::Place;
use formpress::load::{Overrides, load_files};

use crate::sample::FILES;

/// What people and accidents put into texts.
const ODD: [&str; 24] = [
    "\t", " ", "\n", "：", ":", "- ", "\"", "'", "{", "}", "[", "]", "#", "&", "*", "!", "|", ">", "${", "\u{3000}",
    "\u{feff}", "\0", "𠮷", "\r\n",
];

fn holds(files: &[(&str, &[u8])]) {
    let loaded = load_files(files.iter().copied(), &Overrides::default());
    let found = run_all(&loaded.value.site);
    for diagnostic in loaded.diagnostics.iter().chain(&found) {
        if let Place::Span(span) = diagnostic.place {
            let source = loaded.value.sources.get(span.source);
            let length = source.text.len() as u32;
            let inside = span.start <= span.end && span.end <= length;
            assert!(inside, "{}: {span:?} of {length} bytes: {diagnostic:?}", source.path);
            assert!(source.text.is_char_boundary(span.start as usize), "{}: {diagnostic:?}", source.path);
        }
    }
}

/// The files with one of them changed.
fn with(files: &[(&str, &[u8])], path: &str, text: &[u8]) {
    let changed: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| if *name == path { (path, text) } else { (*name, *bytes) }).collect();
    holds(&changed);
}

#[test]
fn cut_anywhere() {
    let files = FILES.map(|(path, text)| (path, text.as_bytes()));
    for (path, text) in FILES {
        for end in 0..text.len() {
            with(&files, path, &text.as_bytes()[..end]);
        }
    }
}

#[test]
fn with_something_odd_anywhere() {
    let files = FILES.map(|(path, text)| (path, text.as_bytes()));
    for (path, text) in FILES {
        for (turn, (at, character)) in text.char_indices().enumerate() {
            let odd = ODD[turn % ODD.len()];
            let after = at + character.len_utf8();
            with(&files, path, format!("{}{odd}{}", &text[..at], &text[at..]).as_bytes());
            with(&files, path, format!("{}{odd}{}", &text[..at], &text[after..]).as_bytes());
        }
    }
}

#[test]
fn lines_of_the_real_forms_gone_or_moved() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("forms")
        .map(|entry| entry.expect("a form").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    let texts: Vec<(String, String)> = names
        .iter()
        .map(|name| (format!("forms/{name}"), fs::read_to_string(folder.join(name)).expect("a text")))
        .collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    for (path, text) in &texts {
        let lines: Vec<&str> = text.lines().collect();
        for at in (0..lines.len()).step_by(3) {
            let mut less = lines.clone();
            let line = less.remove(at);
            with(&files, path, less.join("\n").as_bytes());
            less.insert((at * 7) % lines.len(), line);
            with(&files, path, less.join("\n").as_bytes());
            let deeper = format!("  {line}");
            let mut more = lines.clone();
            more[at] = &deeper;
            with(&files, path, more.join("\r\n").as_bytes());
        }
    }
}
