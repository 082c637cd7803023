//! What a change leaves as it was: a file holds nothing of what it does not say.

use std::collections::BTreeMap;
use std::path::PathBuf;

use formpress::testing::model::Address;

use crate::workshop::{Workshop, contents};

/// What every change shows in: the words to search for, the edition, the sums.
const OF_THE_WHOLE: [&str; 2] = ["manifest.json", "sitemap/index.html"];

/// The files of the site that are not as they were after a change, but for those of the whole.
fn changed(workshop: &Workshop, change: impl FnOnce()) -> Vec<String> {
    let built = || {
        let run = workshop.run(&["build", "--base-url", "https://example.org"]);
        assert_eq!(run.code, 0, "{}", run.told());
        let named = |path: &PathBuf| Address::file(&path.to_string_lossy().replace('\\', "/"));
        let files = contents(workshop.picture("output")).into_iter();
        files
            .map(|(path, bytes)| (named(&path).without_digest().unwrap_or(named(&path)), bytes))
            .collect::<BTreeMap<_, _>>()
    };
    let before = built();
    change();
    let after = built();
    assert!(before.keys().eq(after.keys()));
    let paths = before.iter().filter(|(path, bytes)| after.get(*path) != Some(bytes));
    let paths = paths.map(|(path, _)| path.to_string());
    // What was compared changes with what a form says.
    let paths = paths.filter(|path| path != "parity.json" && path != "about/parity/index.html");
    let (search, paths): (Vec<String>, Vec<String>) =
        paths.partition(|path| path.starts_with("search/") && path.ends_with(".js"));
    assert!(!search.is_empty());
    let (whole, others): (Vec<String>, Vec<String>) =
        paths.into_iter().partition(|path| OF_THE_WHOLE.contains(&path.as_str()));
    assert_eq!(whole, OF_THE_WHOLE);
    others
}

#[test]
fn a_line_of_a_page_changes_that_page_alone() {
    let workshop = Workshop::new();
    let line = || workshop.replace("content/index.md", "培训", "培训和实习");
    assert_eq!(changed(&workshop, line), ["index.html"]);
}

#[test]
fn what_an_office_decides_changes_the_files_of_its_city_alone() {
    let workshop = Workshop::new();
    let decided = || {
        workshop.replace(
            "content/cities/wuhan.yaml",
            "office: {}",
            "office: {name: 犇翀龘就业指导站, address: 矗垚路1号}",
        );
        let own = "visit:\n  add: [{after: reason, field: {name: own, type: text, label: 骉驫掱, length: 4, inferred: 本市要}}]\n";
        workshop.replace("forms/cities/wuhan.yaml", "visit:\n", own);
    };
    let changed = changed(&workshop, decided);
    let of_the_city = ["booklet.pdf", "index.html"];
    let sheets = ["visit-fillable.pdf", "visit-large.pdf", "visit.pdf"];
    let filled_in = ["visit/index.html", "visit/places.js", "visit/sheet-1.svg"];
    // What all offices decide stands on one page, for those who manage the programme.
    let of_all = Address::decisions().to_string();
    let of_city = of_the_city.iter().chain(&sheets).chain(&filled_in).map(|file| format!("cities/wuhan/{file}"));
    // What all offices issue of the form, for programs.
    let state = "forms/visit/issued.json".to_owned();
    assert_eq!(changed, [of_all].into_iter().chain(of_city).chain([state]).collect::<Vec<_>>());
}
