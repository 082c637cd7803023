//! Whatever a text holds, loading and checking it end, without a panic, and every place it names is in the text.

use formpress::testing::check::all_findings;
use formpress::testing::load::{SettingOverrides, load_files};
use formpress::testing::words::Location;

use crate::programme;
use crate::sample::FILES;

/// What people and accidents put into texts.
const ODD: [&str; 24] = [
    "\t", " ", "\n", "：", ":", "- ", "\"", "'", "{", "}", "[", "]", "#", "&", "*", "!", "|", ">", "${", "\u{3000}",
    "\u{feff}", "\0", "𠮷", "\r\n",
];

fn holds(files: &[(&str, &[u8])]) {
    let loaded = load_files(files.iter().copied(), &SettingOverrides::default());
    let found = all_findings(&loaded.value.site);
    for diagnostic in loaded.diagnostics.iter().chain(&found) {
        if let Location::Span(span) = diagnostic.location {
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

/// Pieces of the fixture programme's sources again and again in other places of them; the pieces follow from the
/// turn alone (Knuth's MMIX generator), so that every run tries the same.
#[test]
fn pieces_of_the_fixture_many_times_anywhere() {
    const TURNS: u64 = 400;
    let mut texts: Vec<(String, String)> = programme::texts().into_iter().collect();
    for turn in 0..TURNS {
        let mut state = turn;
        let mut below = |count: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % count.max(1)
        };
        let from = below(texts.len());
        let to = below(texts.len());
        let lines: Vec<&str> = texts[from].1.split_inclusive('\n').collect();
        let start = below(lines.len());
        let end = (start + 1 + below(6)).min(lines.len());
        let piece = lines[start..end].concat().repeat(1 + below(40));
        let mut place = below(texts[to].1.len());
        while !texts[to].1.is_char_boundary(place)
            || (turn % 3 > 0 && !texts[to].1[..place].ends_with('\n') && place > 0)
        {
            place -= 1;
        }
        let spoilt = format!("{}{piece}{}", &texts[to].1[..place], &texts[to].1[place..]);
        let right = std::mem::replace(&mut texts[to].1, spoilt);
        holds(&texts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect::<Vec<_>>());
        texts[to].1 = right;
    }
}

#[test]
fn lines_of_forms_gone_or_moved() {
    let texts: Vec<(String, String)> =
        programme::texts().into_iter().filter(|(path, _)| path.starts_with("forms/")).collect();
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
