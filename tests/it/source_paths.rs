//! One type knows the paths of the sources, and what is read at them is watched.

use formpress::testing::load::SettingOverrides;
use formpress::testing::model::{Address, Name, SourceKind, SourcePath, TOP_LEVEL, is_hidden, is_source};

use crate::house::{all, source_files};
use crate::repository;
use crate::workshop::Workshop;

/// The texts in double quotes of a file's code, each with the code before it. Tests within the file are left out.
fn literals(code: &str) -> Vec<(&str, &str)> {
    let code = &code[..code.find("#[cfg(test)]").unwrap_or(code.len())];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = code[at..].find('"').map(|start| at + start) {
        let before = &code[..start];
        if before.ends_with('\'') && code[start + 1..].starts_with('\'') {
            at = start + 2;
            continue;
        }
        let mut end = start + 1;
        while let Some(character) = code[end..].chars().next().filter(|character| *character != '"') {
            end += if character == '\\' { 2 } else { character.len_utf8() };
        }
        found.push((before, &code[start + 1..end.min(code.len())]));
        at = end + 1;
    }
    found
}

/// Does a text name a file or folder of the sources? An ending alone (`.md`) does not.
fn names_source(text: &str) -> bool {
    let is_file = |word: &str| {
        let stem = [".yaml", ".md"].iter().find_map(|ending| word.strip_suffix(ending));
        stem.is_some_and(|stem| !stem.is_empty())
    };
    let folder = ["content", "templates", "fonts"];
    folder.iter().any(|folder| text == *folder || text.contains(&format!("{folder}/")))
        || text.split([' ', '\n', '\\']).any(is_file)
}

#[test]
fn what_names_a_source_is_told_from_the_rest() {
    for text in ["site.yaml", "forms/{id}.yaml", "{id}.md", "content/", "templates/assets/", "fonts", "content"] {
        assert!(names_source(text), "{text}");
    }
    for text in ["forms", "forms/index.html", ".md", ".yaml", "content.html", "assets/{path}"] {
        assert!(!names_source(text), "{text}");
    }
    let code = "let a = '\"'; let b = \"site\\\"x\"; // c\nf(\"y\")";
    let found: Vec<&str> = literals(code).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found, ["site\\\"x", "y"]);
}

#[test]
fn nobody_else_spells_a_path_of_the_sources() {
    // What people are told may name them, and what rules say of themselves; `include_str!` takes files of the program.
    let told = ["catches:", "hurts:", "example:", "fix:", "include_str!(", "include_bytes!("];
    let mut faults = Vec::new();
    let mut seen = 0;
    for file in source_files() {
        if file.path == "src/model/source_path.rs" || file.path.starts_with("src/wording/") {
            continue;
        }
        for (before, text) in literals(&file.code()) {
            seen += 1;
            if names_source(text) && !told.iter().any(|key| before.trim_end().ends_with(key)) {
                faults.push(format!("{}: {text:?}, which model::source_path makes", file.path));
            }
        }
    }
    assert!(seen > 1_000, "only {seen} texts were looked at");
    all(faults);
}

#[test]
fn a_path_that_is_made_is_known_for_what_it_is() {
    let visit = Name::new("visit").expect("a name");
    let table = [
        (SourcePath::settings(), SourceKind::Settings, "site.yaml"),
        (SourcePath::form(&visit), SourceKind::Form("visit"), "forms/visit.yaml"),
        (SourcePath::overlay(&visit), SourceKind::Overlay("visit"), "forms/cities/visit.yaml"),
        (SourcePath::choices(), SourceKind::Choices, "forms/choices.yaml"),
        (SourcePath::blocks(), SourceKind::Blocks, "forms/blocks.yaml"),
        (SourcePath::facts(), SourceKind::Facts, "content/facts.yaml"),
        (SourcePath::requirements(), SourceKind::Requirements, "content/requirements.yaml"),
        (SourcePath::queries(), SourceKind::Queries, "content/search.yaml"),
        (SourcePath::accessibility(), SourceKind::Accessibility, "content/accessibility.yaml"),
        (SourcePath::city(&visit), SourceKind::City("visit"), "content/cities/visit.yaml"),
        (SourcePath::page("cities/index.md"), SourceKind::Page("cities/index.md"), "content/cities/index.md"),
        (SourcePath::page_of_stem("a/b"), SourceKind::Page("a/b.md"), "content/a/b.md"),
        (SourcePath::file("a/b.pdf"), SourceKind::File("a/b.pdf"), "content/a/b.pdf"),
        (SourcePath::file("b.yaml"), SourceKind::OtherYaml("b.yaml"), "content/b.yaml"),
        (SourcePath::template("a/b.html"), SourceKind::Template("a/b.html"), "templates/a/b.html"),
        (SourcePath::template("assets/a.js"), SourceKind::Asset("a.js"), "templates/assets/a.js"),
        (SourcePath::pictogram("visit"), SourceKind::Pictogram("visit"), "templates/pictograms/visit.svg"),
        (SourcePath::former_accessibility(), SourceKind::FormerAccessibility, "docs/accessibility/ledger.yaml"),
    ];
    for (path, kind, written) in &table {
        assert_eq!(path.as_str(), *written);
        assert_eq!(SourceKind::of(written), *kind, "{written}");
        assert_eq!(is_source(written), *kind != SourceKind::FormerAccessibility, "{written}");
    }
    for path in ["README.md", "forms/notes.md", "output/index.html", "content", "docs/ledger.yaml", "site.yaml/a", ""] {
        assert_eq!(SourceKind::of(path), SourceKind::Unknown, "{path}");
    }
}

#[test]
fn the_source_of_an_address_makes_that_address() {
    for path in [
        "content/index.md",
        "content/a.md",
        "content/a/b/c.md",
        "content/a/b.pdf",
        "content/cities/x.yaml",
        "forms/x.yaml",
    ] {
        let address = formpress::testing::load::address(path, path).expect(path);
        assert_eq!(SourcePath::of_address(&address).as_str(), path);
    }
    assert_eq!(SourcePath::of_address(&Address::home()), SourcePath::page("index.md"));
    for named in ["a/b.md", "forms/x.yaml", "cities/x.yaml"] {
        assert_eq!(SourcePath::from_reference(named).reference(), named);
    }
}

#[test]
fn everything_that_is_read_is_watched() {
    let project = repository::load(&repository::path("tests/fixtures/programme"), &SettingOverrides::default()).value;
    let texts = project.sources.iter().map(|source| source.path.as_str());
    let paths: Vec<&str> = texts.chain(project.assets.iter().map(|asset| asset.path.as_str())).collect();
    assert!(paths.contains(&"content/accessibility.yaml"), "{paths:?}");
    let astray: Vec<&&str> = paths.iter().filter(|path| !is_source(path)).collect();
    assert!(astray.is_empty(), "read, but not watched: {astray:?}");
    assert!(TOP_LEVEL.iter().all(|top| is_source(top)));
    for name in [".plan.md.swp", "plan.md~", "~$form.yaml", "#plan.md#", ".DS_Store", "Thumbs.db"] {
        assert!(is_hidden(name) && !is_source(&format!("content/{name}")), "{name}");
    }
    for path in ["output/index.html", ".output.formpress-new", "Cargo.toml", "docs/content-format.md", ""] {
        assert!(!is_source(path), "{path}");
    }
}

#[test]
fn a_ledger_where_it_was_before_is_not_passed_over_in_silence() {
    let workshop = Workshop::new();
    workshop.write("docs/accessibility/ledger.yaml", "[]\n");
    let alone = workshop.run(&["build", "--lang", "en"]);
    assert_eq!(alone.code, 1, "{}", alone.told());
    assert!(alone.told().contains("docs/accessibility/ledger.yaml: error[ledger-moved]"), "{}", alone.told());
    assert!(alone.told().contains("move it to content/accessibility.yaml"), "{}", alone.told());
    workshop.write("content/accessibility.yaml", "[]\n");
    let both = workshop.run(&["check", "--lang", "en"]);
    assert!(both.told().contains("docs/accessibility/ledger.yaml: warning[ledger-moved]"), "{}", both.told());
}
