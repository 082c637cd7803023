//! Templates that are broken, and what is said of them: the place, and what to do.

use std::collections::BTreeMap;

use formpress::testing::html::{TEMPLATES, Templates, Website};
use formpress::testing::model::{Address, Pictograms, SourceKind, SourcePath};
use formpress::testing::words::Sources;

use crate::pages::Example;
use crate::programme::PROGRAMME;
use crate::report::{lines, said};

/// What is said of a set of templates in which some are as given and the others empty: while they are
/// read, or else while the home page is made.
fn told(templates: &[(&str, &str)]) -> String {
    let mut sources = Sources::default();
    let given = |name: &str| templates.iter().find(|(given, _)| *given == name).map_or("", |(_, text)| text);
    let others = templates.iter().map(|(name, _)| *name).filter(|name| !TEMPLATES.contains(name));
    let ids: Vec<_> = TEMPLATES
        .into_iter()
        .chain(others)
        .map(|name| sources.add(SourcePath::template(name).to_string(), given(name)))
        .collect();
    let icon = Address::asset("icon.svg");
    let parsed = Templates::parse(&sources, &ids, &PROGRAMME.site.pictograms, &[("icon.svg", &icon)].into());
    if !parsed.diagnostics.is_empty() {
        return lines(&parsed.diagnostics, &sources);
    }
    let example = Example::new();
    let website = Website::new(example.site(), &[], &parsed.value, example.downloads(), "0123456789");
    let home = website.routes().find(|route| route.is_home()).unwrap();
    lines(&[website.page(home).html().unwrap_err()], &sources)
}

#[test]
fn every_template_that_cannot_be_read_is_named() {
    said!(told(&[("home.html", "<p>\n{% if frame.title %}"), ("city.html", "甲\n乙{% fi %}")]));
}

#[test]
fn what_templates_name_but_nobody_has_is_found_in_all_of_them() {
    let unknown = [
        ("home.html", "{{ frame.title | shout }}"),
        ("city.html", "\n  {% include \"nowhere.html\" %}"),
        ("form.html", "{{ <nothing /> }}"),
    ];
    said!(told(&unknown));
    said!(told(&[("home.html", "{% extends \"base.html\" %}")]));
    let circle = [("home.html", "{% extends \"a.html\" %}"), ("a.html", "{% extends \"home.html\" %}")];
    said!(told(&circle));
}

#[test]
fn a_name_no_view_has_fails_the_page() {
    said!(told(&[("home.html", "<h1>\n{{ frame.titel }}</h1>")]));
}

#[test]
fn an_asset_that_nobody_has_is_named() {
    let links =
        "<link href=\"{{ asset(name=\"icon.svg\") }}\">\n{{ asset( name = 'icons.svg' ) }}{{ asset(name=frame.icon) }}";
    said!(told(&[("base.html", links)]));
    // Nor does a component see where it is called from.
    said!(told(&[
        ("home.html", "{{ <one /> }}"),
        ("a.html", "{% component one() %}{{ asset(name=\"icon.svg\") }}{% endcomponent one %}")
    ]));
}

#[test]
fn a_template_that_is_missing_is_named() {
    let parsed = Templates::parse(&Sources::default(), &[], &Pictograms::default(), &BTreeMap::new());
    assert_eq!(parsed.diagnostics.len(), TEMPLATES.len());
    said!(lines(&parsed.diagnostics[..1], &Sources::default()));
}

#[test]
fn every_component_that_two_templates_define_is_named() {
    let one = "{% component one(a) %}{{ a }}{% endcomponent one %}\n{%- component two() %}2{% endcomponent two %}";
    said!(told(&[("a.html", one), ("b.html", one)]));
}

#[test]
fn a_pictogram_that_nobody_has_fails_the_page_with_the_nearest() {
    said!(told(&[("home.html", "<h1>\n{{ pictogram(name=\"fone\") }}</h1>")]));
}

/// The lines of a template that are longer than a page is wide, or on which more than one thing is decided: a line has one
/// statement tag, or one that opens and the one that closes it.
fn crowded(template: &str) -> Vec<&str> {
    let is_crowded = |line: &&str| {
        let words = |at: usize| line[at + 2..].trim_start_matches('-').split_whitespace().next().unwrap_or_default();
        let tags: Vec<&str> = line.match_indices("{%").map(|(at, _)| words(at)).collect();
        let is_calm = match tags[..] {
            [] | [_] => true,
            [opens, closes] => closes.strip_prefix("end") == Some(opens),
            _ => false,
        };
        !is_calm || line.chars().count() > 160
    };
    template.lines().filter(is_crowded).collect()
}

#[test]
fn templates_decide_one_thing_a_line() {
    assert_eq!(crowded("{% if a %}1{% endif %}\n{%- else -%}\n{{ b if c else d }}"), [""; 0]);
    for line in
        ["{% if a %}1{% else %}2{% endif %}", "{% endif %}{% if b %}", "{% for a in b %}{% if a %}", &"一".repeat(161)]
    {
        assert_eq!(crowded(line), [line]);
    }
    for source in Example::new().sources().iter() {
        if let SourceKind::Template(name) = SourceKind::of(&source.path) {
            assert_eq!(crowded(&source.text), [""; 0], "{name}");
        }
    }
}
