//! The house keeps its floors: arrows only go down, rooms on one floor do not meet, no file leads back to itself, every
//! crate has its doors, and files stay short.

mod arrows;
mod collaboration;
mod map;
mod vocabulary;

use std::collections::BTreeSet;

use arrows::{Arrow, arrows, circles};

use crate::repository;

/// Floors from the ground up; rooms on one floor never name each other. The first floor's rooms are
/// the words that everyone uses, and each other.
const FLOORS: [&[&str]; 8] = [
    &["units", "source", "markup", "diagnostic", "digest", "cache", "file_content", "wording"],
    &["model"],
    &["load"],
    &["check", "parity"],
    &["paper"],
    &["outputs/card", "outputs/comparison", "outputs/html", "outputs/pdf", "outputs/svg", "outputs/table"],
    &["pipeline"],
    &["cli"],
];

/// Every crate, and the places that may name it: a file, or a folder where it ends with `/`.
const DOORS: [(&str, &[&str]); 53] = [
    ("aho_corasick", &["src/check/glossary.rs", "src/check/leftovers.rs", "src/outputs/html/glossary.rs"]),
    ("axum", &["src/cli/preview_host.rs", "src/cli/preview.rs"]),
    ("calamine", &["src/load/records/spreadsheet.rs"]),
    ("clap", &["src/cli/arguments.rs", "src/cli/usage.rs"]),
    ("console", &["src/cli/"]),
    ("csv", &["src/load/records/delimited_text.rs"]),
    (
        "encoding_rs",
        &[
            "src/load/records/delimited_text.rs",
            "src/model/answers/text_cleanup.rs",
            "src/outputs/html/search/index.rs",
            "src/outputs/pdf/typing_characters.rs",
        ],
    ),
    ("flate2", &["src/outputs/card/png.rs"]),
    ("fontdb", &["src/paper/fonts.rs"]),
    ("hayro_syntax", &["src/parity/content_stream.rs", "src/parity/pdf.rs", "src/parity/structure_tree.rs"]),
    ("hanconv", &["src/outputs/html/search/hanzi.rs"]),
    ("html5gum", &["src/markup.rs", "src/outputs/html/search/page_words.rs", "src/parity/html_tree.rs"]),
    ("hyper", &["src/cli/preview.rs"]),
    ("hyper_util", &["src/cli/preview.rs"]),
    ("icu_normalizer", &["src/model/name.rs", "src/outputs/html/search/tokens.rs"]),
    ("icu_segmenter", &["src/paper/paragraph/line_breaks.rs"]),
    ("indicatif", &["src/cli/console.rs"]),
    ("jiff", &["src/"]),
    ("jpeg_encoder", &["src/load/cleaning/rotation.rs"]),
    ("kurbo", &["src/load/pictogram.rs"]),
    ("libdeflater", &["src/outputs/pdf/objects.rs", "src/parity/pdf.rs"]),
    ("lopdf", &["src/outputs/pdf/"]),
    ("memmap2", &["src/paper/fonts.rs"]),
    ("notify", &["src/cli/source_watcher.rs"]),
    ("percent_encoding", &["src/load/link.rs", "src/model/address.rs"]),
    ("pinyin", &["src/outputs/html/search/hanzi.rs"]),
    ("printpdf", &["src/outputs/pdf/content_stream.rs"]),
    ("pulldown_cmark", &["src/load/markdown.rs"]),
    ("qrcodegen", &["src/paper/qr_code.rs"]),
    ("quick_xml", &["src/load/records/package.rs"]),
    ("rayon", &["src/load/mod.rs", "src/load/page.rs", "src/check/mod.rs", "src/pipeline/", "src/cli/"]),
    ("regex_syntax", &["src/load/pattern.rs"]),
    ("roxmltree", &["src/load/drawing.rs", "src/load/pictogram.rs"]),
    ("rust_xlsxwriter", &["src/outputs/table.rs"]),
    ("rustix", &["src/pipeline/disk.rs"]),
    (
        "serde",
        &[
            "src/outputs/",
            "src/pipeline/",
            "src/cli/cities.rs",
            "src/cli/diff.rs",
            "src/cli/report.rs",
            "src/cli/sarif.rs",
        ],
    ),
    (
        "serde_json",
        &[
            "src/load/",
            "src/model/release/json.rs",
            "src/outputs/html/",
            "src/outputs/svg/",
            "src/pipeline/manifest.rs",
            "src/pipeline/parity.rs",
            "src/pipeline/build_record.rs",
            "src/cli/report.rs",
            "src/cli/sarif.rs",
        ],
    ),
    ("serde_saphyr", &["src/load/yaml.rs"]),
    ("sha2", &["src/digest.rs", "src/file_content.rs", "src/cache.rs", "src/outputs/pdf/", "src/pipeline/"]),
    ("skrifa", &["src/paper/fonts.rs"]),
    ("strsim", &["src/diagnostic.rs", "src/check/support/suggestions.rs"]),
    ("subsetter", &["src/outputs/pdf/subset.rs"]),
    ("sys_locale", &["src/cli/arguments.rs"]),
    ("tempfile", &["src/cli/atomic_file.rs"]),
    ("tera", &["src/outputs/html/template.rs"]),
    ("tiny_skia", &["src/outputs/card/canvas.rs"]),
    ("tokio", &["src/cli/preview.rs", "src/cli/serve.rs"]),
    ("unicode_width", &["src/cli/report.rs"]),
    ("url", &["src/model/web.rs"]),
    ("walkdir", &["src/load/", "src/pipeline/"]),
    ("xmp_writer", &["src/outputs/pdf/metadata.rs"]),
    ("zip", &["src/load/records/package.rs"]),
    ("zune_jpeg", &["src/load/cleaning/rotation.rs"]),
];

const LONGEST_FILE: usize = 500;

pub struct SourceFile {
    /// From the repository's top, with `/`.
    pub path: String,
    pub text: String,
}

pub fn source_files() -> Vec<SourceFile> {
    let sources = repository::files("src").into_iter().filter(|(path, _)| path.ends_with(".rs"));
    let file = |(path, text)| SourceFile { path, text: String::from_utf8(text).expect("UTF-8") };
    let files: Vec<SourceFile> = sources.map(file).collect();
    assert!(files.len() > 30, "the sources were not found");
    files
}

/// The floor and room of a file.
fn place(path: &str) -> Option<(usize, &'static str)> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let is_in = |room: &str| path == room || path.starts_with(&format!("{room}/"));
    FLOORS
        .iter()
        .enumerate()
        .find_map(|(floor, rooms)| rooms.iter().find(|room| is_in(room)).map(|room| (floor, *room)))
}

impl SourceFile {
    /// The code, without comments (docs may speak of floors above).
    pub fn code(&self) -> String {
        self.text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }
}

pub fn all(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What tests beside the code may name from any floor: it reads the words of the sources for them.
const SAMPLE: &str = "src/load/sample.rs";

/// What the arrows between files break of the floors.
fn climbing(files: &[SourceFile]) -> Vec<String> {
    let mut faults = Vec::new();
    for Arrow { from, to, name, tested } in arrows(files) {
        if tested && to == SAMPLE {
            continue;
        }
        let Some((floor, room)) = place(&from) else { continue };
        let fault = match place(&to) {
            None => Some("names something on no floor"),
            Some((other, _)) if other > floor => Some("names a floor above"),
            Some((other, meets)) if other == floor && floor > 0 && meets != room => Some("names a room beside"),
            Some(_) => None,
        };
        faults.extend(fault.map(|fault| format!("{from}: {fault}: {name}")));
    }
    faults
}

#[test]
fn arrows_only_go_down_and_rooms_of_a_floor_do_not_meet() {
    // The crate's roots, what tests reach and the list of outputs stand outside the floors.
    let outside = ["src/lib.rs", "src/main.rs", "src/testing.rs", "src/outputs/mod.rs"];
    let files = source_files();
    let lost = files.iter().filter(|file| place(&file.path).is_none() && !outside.contains(&file.path.as_str()));
    let mut faults: Vec<String> = lost.map(|file| format!("{}: on no floor", file.path)).collect();
    faults.extend(climbing(&files));
    let seen: BTreeSet<&str> = files.iter().filter_map(|file| Some(place(&file.path)?.1)).collect();
    let missing = FLOORS.concat().into_iter().filter(|room| !seen.contains(room));
    faults.extend(missing.map(|room| format!("the room {room} has no file")));
    all(faults);
}

/// What leads back to itself, with the names that tie it.
fn leading_back(files: &[SourceFile]) -> Vec<String> {
    let mut arrows = arrows(files);
    arrows.retain(|arrow| !arrow.tested);
    let mut faults = Vec::new();
    for circle in circles(&arrows) {
        faults.push(format!("{} files lead back to one another:", circle.len()));
        let ties = arrows.iter().filter(|arrow| circle.contains(&*arrow.from) && circle.contains(&*arrow.to));
        faults.extend(ties.map(|arrow| format!("    {} names {}", arrow.from, arrow.name)));
    }
    faults
}

#[test]
fn no_file_leads_back_to_itself() {
    all(leading_back(&source_files()));
}

/// A house of two outputs and a model, to try the guard on.
fn invented(changed: &str, text: &str) -> Vec<SourceFile> {
    let files = [
        ("src/lib.rs", "pub mod model; pub mod outputs;"),
        ("src/model/mod.rs", "pub mod form; pub mod part; pub use form::Form;"),
        ("src/model/form.rs", "use super::part::Part; pub struct Form(Part);"),
        ("src/model/part.rs", "pub struct Part;"),
        ("src/outputs/mod.rs", "pub mod pdf; pub mod svg;"),
        ("src/outputs/pdf.rs", "use crate::model::{self, part}; pub fn pdf(_: model::Form, _: part::Part) {}"),
        ("src/outputs/svg.rs", "pub fn svg() {}"),
    ];
    let file = |(path, before): (&str, &str)| SourceFile {
        path: path.to_owned(),
        text: if path == changed { format!("{before}\n{text}") } else { before.to_owned() },
    };
    files.map(file).into()
}

#[test]
fn arrows_are_seen_however_they_are_written() {
    let right = invented("", "");
    assert_eq!([climbing(&right), leading_back(&right)], [Vec::<String>::new(), Vec::new()]);
    let beside = "src/outputs/svg.rs: names a room beside: outputs::pdf::pdf";
    for text in [
        "use super::pdf::pdf;",
        "use super::{pdf::{pdf as print}};",
        "use crate::outputs; fn it() { outputs::pdf::pdf() }",
        "fn it() { vec![super::pdf::pdf()] }",
        "mod inner { use super::super::pdf::pdf; }",
        "#[cfg(test)] mod tests { use crate::outputs::pdf::pdf; }",
    ] {
        assert_eq!(climbing(&invented("src/outputs/svg.rs", text)), [beside], "{text}");
    }
    let above = climbing(&invented("src/model/part.rs", "fn it() { crate::outputs::svg::svg() }"));
    assert_eq!(above, ["src/model/part.rs: names a floor above: outputs::svg::svg"]);

    let circle = ["2 files lead back to one another:", "    src/model/form.rs names model::part::Part"];
    for (text, name) in [
        ("use super::form::Form;", "model::form::Form"),
        ("use super::Form;", "model::form::Form"),
        ("fn it(form: crate::model::Form) {}", "model::form::Form"),
        ("use crate::{model as m}; const X: usize = m::form::LENGTH;", "model::form::LENGTH"),
    ] {
        let tie = format!("    src/model/part.rs names {name}");
        assert_eq!(leading_back(&invented("src/model/part.rs", text)), [&circle[..], &[&*tie]].concat(), "{text}");
    }
    let parent = leading_back(&invented("src/model/mod.rs", "pub struct Lone; fn it(form: Form) { part::make() }"));
    assert_eq!(parent, Vec::<String>::new(), "a parent may name its children");
    for text in [
        "#[cfg(test)] use super::Form;",
        "#[cfg(test)] mod tests { use super::super::form::Form; }",
        "/// [`super::Form`]",
    ] {
        assert_eq!(leading_back(&invented("src/model/part.rs", text)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn nobody_climbs_two_floors_at_once() {
    let climbing = source_files().into_iter().filter(|file| file.code().contains("super::super"));
    all(climbing.map(|file| format!("{}: super::super", file.path)).collect());
}

/// Does code name a crate?
fn names(code: &str, krate: &str) -> bool {
    code.match_indices(krate).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        code[at + krate.len()..].starts_with("::") && !before.is_some_and(|c| c.is_alphanumeric() || "_:".contains(c))
    })
}

#[test]
fn every_crate_has_its_doors() {
    let files: Vec<(String, String)> =
        source_files().into_iter().map(|file| (file.path.clone(), file.code())).collect();
    let mut faults = Vec::new();
    for (krate, doors) in DOORS {
        let is_behind = |path: &str, door: &str| path == door || door.ends_with('/') && path.starts_with(door);
        let naming: Vec<&str> =
            files.iter().filter(|(_, code)| names(code, krate)).map(|(path, _)| path.as_str()).collect();
        let outside = naming.iter().filter(|path| !doors.iter().any(|door| is_behind(path, door)));
        faults.extend(outside.map(|path| format!("{path}: names {krate}, which only {} may", doors.join(", "))));
        let unused = doors.iter().filter(|door| !naming.iter().any(|path| is_behind(path, door)));
        faults.extend(unused.map(|door| format!("{krate} is not named in {door}")));
    }
    let manifest = std::fs::read_to_string(repository::path("Cargo.toml")).expect("UTF-8");
    let tables = manifest.split("\n[").filter(|table| {
        let head = table.lines().next().unwrap_or_default();
        head == "dependencies]" || head.starts_with("target.") && head.ends_with(".dependencies]")
    });
    let lines = tables.flat_map(|table| table.lines().skip(1));
    let crates = lines.filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_")));
    let no_door = crates.filter(|krate| !DOORS.iter().any(|(name, _)| name == krate));
    faults.extend(no_door.map(|krate| format!("{krate} has no door")));
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
