//! Pictograms: what is read of a drawing, what is refused of it, and how templates draw them.

use formpress::testing::check::all_findings;
use formpress::testing::load::{Project, SettingOverrides, load_files};
use formpress::testing::model::{PictogramPath, PictogramPoint, PictogramSegment};
use formpress::testing::words::WithDiagnostics;

use crate::programme::{Files, files, loaded};
use crate::report::{lines, report, said};
use crate::sample::FILES;

const HEAD: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">"#;

/// The sample with one pictogram of these elements.
fn with(elements: &str) -> WithDiagnostics<Project> {
    with_file("sign", &format!("{HEAD}\n{elements}\n</svg>\n"))
}

fn with_file(name: &str, text: &str) -> WithDiagnostics<Project> {
    let path = format!("templates/pictograms/{name}.svg");
    let sample = FILES.iter().map(|(path, text)| (*path, text.as_bytes()));
    load_files(sample.chain([(path.as_str(), text.as_bytes())]), &SettingOverrides::default())
}

/// The shapes of a pictogram that nothing is said of.
fn shapes(elements: &str) -> Vec<PictogramPath> {
    let loaded = with(elements);
    assert_eq!(report(&loaded), "");
    loaded.value.site.pictograms.get("sign").expect("a pictogram").paths.clone()
}

fn at(x: f64, y: f64) -> PictogramPoint {
    PictogramPoint { x, y }
}

#[test]
fn every_element_becomes_the_line_that_a_browser_draws() {
    let line = |segments: &[PictogramSegment]| PictogramPath { segments: segments.to_vec(), filled: false };
    let corner = [
        PictogramSegment::Move(at(5.0, 6.0)),
        PictogramSegment::Line(at(25.0, 6.0)),
        PictogramSegment::Line(at(25.0, 16.0)),
    ];
    assert_eq!(shapes(r#"<path d="M5 6h20v10"/>"#), [line(&corner)]);
    assert_eq!(shapes(r#"<polyline points="5,6 25,6 25,16"/>"#), [line(&corner)]);
    assert_eq!(shapes(r#"<line x1="5" y1="6" x2="25" y2="6"/>"#), [line(&corner[..2])]);
    // A quadratic curve is the cubic one with control points two thirds of the way.
    let curve =
        [PictogramSegment::Move(at(6.0, 12.0)), PictogramSegment::Cubic(at(10.0, 8.0), at(14.0, 8.0), at(18.0, 12.0))];
    assert_eq!(shapes(r#"<path d="M6 12Q12 6 18 12"/>"#), [line(&curve)]);
    let rect = &shapes(r#"<rect x="5" y="6" width="20" height="10"/>"#)[0].segments;
    assert!(
        rect.starts_with(&[PictogramSegment::Move(at(5.0, 6.0))]) && rect.ends_with(&[PictogramSegment::Close]),
        "{rect:?}"
    );
    let round = shapes(r#"<circle cx="24" cy="24" r="20"/><ellipse cx="24" cy="24" rx="20" ry="4"/>"#);
    for shape in &round {
        assert!(shape.segments.contains(&PictogramSegment::Move(at(44.0, 24.0))), "{shape:?}");
    }
    let dot = shapes(r#"<circle cx="24" cy="24" r="2" fill="currentColor" stroke="none"/>"#);
    assert!(dot[0].filled && !round[0].filled);
}

#[test]
fn what_is_no_line_of_the_family_is_refused_with_its_place() {
    let refused = [
        r##"<path d="M5 5h10" stroke="#f00"/>"##,
        r#"<path d="M5 5h10" style="stroke:red"/>"#,
        r#"<path d="M5 5h10" transform="scale(2)"/>"#,
        r#"<rect x="5" y="5" width="9" height="9" fill="currentColor"/>"#,
        r#"<circle cx="9" cy="9" r="2" fill="currentColor"/>"#,
        "<text x=\"5\" y=\"9\">助</text>",
        "<g><path d=\"M5 5h10\"/></g>",
        "<image href=\"emblem.png\"/>",
        "<path d=\"M5 5h10\"><title>线</title></path>",
        "字",
        r#"<path d="M2 5h10"/>"#,
        r#"<circle cx="40" cy="24" r="6"/>"#,
        r#"<path d="M5 5 q"/>"#,
        r#"<path d="M5 5 L NaN 9"/>"#,
        r#"<path d="M5 5A1e300 1e300 0 1 1 6 6"/>"#,
        r#"<path d="M5 5A9999999999 9999999999 0 1 1 6 6"/>"#,
        r#"<circle cx="24" cy="24" r="1e300"/>"#,
        r#"<path d=""/>"#,
        "<path/>",
        r#"<circle cx="24" cy="24" r="-3"/>"#,
        r#"<circle cx="middle" cy="24" r="3"/>"#,
        r#"<polyline points="5 5 9"/>"#,
        r#"<line x1="5" y1="5" x2="9" y2="1e999"/>"#,
    ];
    let mut all: String = refused.iter().map(|elements| format!("{elements}\n  {}", report(&with(elements)))).collect();
    all.push_str(&format!("many\n  {}", report(&with(&"<path d=\"M5 5h10\"/>".repeat(17)))));
    let long = format!("<path d=\"M5 5{}\"/>", "h1h-1".repeat(130));
    all.push_str(&format!("long\n  {}", report(&with(&long))));
    let thin = HEAD.replace("2.5", "1").replace("0 0 48 48", "0 0 24 24");
    all.push_str(&format!("thin\n{}", report(&with_file("sign", &format!("{thin}<path d=\"M5 5h9\"/></svg>")))));
    all.push_str(&format!("unread\n{}", report(&with_file("sign", "<svg"))));
    all.push_str(&format!("name\n{}", report(&with_file("Sign", &format!("{HEAD}</svg>")))));
    said!(all);
    assert!(with("<path/>").value.site.incomplete.pictograms);
}

#[test]
fn a_name_that_no_pictogram_has_is_told_with_the_nearest_wherever_it_stands() {
    let edits = [
        ("content/services/hire.md", "pictogram: hire", "pictogram: hired"),
        ("content/policy/easy.md", "${pictogram:visit}", "${pictogram:visits}"),
        ("forms/intake.yaml", "pictogram: register", "pictogram: regster"),
        ("content/facts.yaml", "pictogram: register", "pictogram: registr"),
    ];
    let told = |files: &Files| {
        let project = loaded(files, &SettingOverrides::default()).value;
        let mut found = all_findings(&project.site);
        found.retain(|found| found.message.code == "unknown-pictogram");
        lines(&found, &project.sources)
    };
    for (file, from, to) in edits {
        let mut files = files();
        let text = String::from_utf8(files[file].clone()).expect("UTF-8");
        assert!(text.contains(from), "{file} has no {from}");
        let text = text.replace(from, to);
        let line = text.lines().position(|line| line.contains(to)).expect("a line") + 1;
        files.insert(file.to_owned(), text.into_bytes());
        let told = told(&files);
        let right = from.trim_start_matches("${").trim_end_matches('}').trim_start_matches("pictogram:").trim();
        assert!(
            told.starts_with(&format!("{file}:{line}:")) && told.contains(&format!("最像的是 {right}）")),
            "{told}"
        );
    }
    let mut gap = files();
    let far = String::from_utf8(gap["forms/intake.yaml"].clone())
        .expect("UTF-8")
        .replace("pictogram: register", "pictogram: qqq");
    gap.insert("forms/intake.yaml".to_owned(), far.into_bytes());
    assert!(told(&gap).contains("qqq"));
    // Any pictogram may be in a file that cannot be read.
    gap.insert("templates/pictograms/broken.svg".to_owned(), b"<svg".to_vec());
    assert_eq!(told(&gap), "");
}
