//! What an office may decide of a form only narrows it: what would widen it is refused at its place, and what it may decide is
//! in the form that it issues.

use formpress::testing::check::all_findings;
use formpress::testing::load::{Project, SettingOverrides};
use formpress::testing::model::{Field, Form, Name, apply_overlay, differences};
use formpress::testing::words::{Diagnostic, Lang, Location, Severity, WithDiagnostics};

use crate::programme::{PROGRAMME, files, form, loaded};
use crate::report::{lines, said};
use crate::workshop::Workshop;

const OVERLAY: &str = "forms/cities/wuhan.yaml";

/// The programme with this overlay of one city in place of its own.
fn with(path: &str, overlay: &str) -> WithDiagnostics<Project> {
    let mut files = files();
    files.retain(|path, _| !path.starts_with("forms/cities/"));
    files.insert(path.to_owned(), overlay.as_bytes().to_vec());
    let WithDiagnostics { value, mut diagnostics } = loaded(&files, &SettingOverrides::default());
    diagnostics.extend(all_findings(&value.site));
    let is_of_overlay = |found: &Diagnostic| match &found.location {
        Location::Span(span) => value.sources.get(span.source).path == path,
        Location::Path(place) => place == path,
        Location::Cell(_) => false,
    };
    diagnostics.retain(|found| found.severity == Severity::Error || is_of_overlay(found));
    WithDiagnostics { value, diagnostics }
}

/// An overlay of the form `record`, of one more line or several.
fn of_record(lines: &str) -> String {
    format!("record:\n  base: 1.2.0\n{lines}\n")
}

fn added(field: &str) -> String {
    of_record(&format!("  add:\n    - after: way\n      field: {{{field}, inferred: 样例}}"))
}

/// What would widen the form, or take away from it: what it is, and the overlay.
fn widening() -> Vec<(&'static str, String)> {
    let own = |lines: &str| of_record(lines);
    vec![
        ("a field taken away", own("  delete: [helper]")),
        ("a field taken away in other words", own("  remove: [helper]")),
        (
            "a field put in another's place",
            own("  add:\n    - {replace: way, field: {name: x, type: date, label: 日期, inferred: 样例}}"),
        ),
        ("another type", own("  retype: {helper: multiline}")),
        ("another type beside a hint", own("  relabel: [{field: helper, hint: 写全名, type: multiline}]")),
        ("other codes", own("  recode: {status: {1: 2}}")),
        ("fewer options", own("  extend: [{list: status, choices: [{name: 420100-1, label: 创业}], remove: [3]}]")),
        ("less privacy", own("  privacy: {certificate: public}")),
        ("another notice", own("  consent: {purpose: 存档}")),
        ("another label", own("  relabel: [{field: helper, label: 联系人}]")),
        ("an answer that may be left out", own("  optional: [name]")),
        ("an answer that may be left out, by require", own("  require: {name: false}")),
        ("another condition", own("  relevant: {benefit: \"${status} = '1'\"}")),
        ("another rule", own("  constraint: {id_number: \". != ''\"}")),
        ("fewer signatures", own("  parties: [person]")),
        ("fewer copies", own("  copies: {holders: []}")),
        ("another version", own("  version: 9.0.0")),
        ("another order", own("  move: {helper: way}")),
        ("what nobody knows", own("  hidden: [account]")),
        ("a field of a name that is taken", added("name: helper, type: text, label: 帮扶人")),
        (
            "an article's blank of a name that is taken",
            own(
                "  add:\n    - after: way\n      field: {name: more, type: clauses, label: 约定, inferred: 样例, clauses: [{name: one, text: \"由${helper}办\", blanks: [{name: helper, type: text, label: 谁}]}]}",
            ),
        ),
        (
            "two fields of one name",
            own(
                "  add:\n    - {after: way, field: {name: x, type: date, label: 日期, inferred: 样例}}\n    - {after: way, field: {name: x, type: text, label: 字, inferred: 样例}}",
            ),
        ),
        (
            "a field behind one that is not there",
            own("  add:\n    - {after: wya, field: {name: x, type: date, label: 日期, inferred: 样例}}"),
        ),
        (
            "a number of the certificate that everybody may read",
            added("name: other, type: certificate_number, label: 另一证号"),
        ),
        ("a field that answers as another does", added("name: status_other, type: text, label: 别的")),
        ("a field whose list is not there", added("name: x, type: select_one, list: baisc, label: 选")),
        (
            "a field that nobody says a reason for",
            of_record("  add:\n    - {after: way, field: {name: x, type: date, label: 日期}}"),
        ),
        ("a hint that inserts what is not there", own("  relabel: [{field: helper, hint: \"每${intervall}一次\"}]")),
        ("a hint of no field", own("  relabel: [{field: hepler, hint: 写全名}]")),
        ("no answer that could be required", own("  require: [signatures, observation]")),
        ("an option of a standard", own("  extend: [{list: gender, choices: [{name: 420100-1, label: 其他}]}]")),
        (
            "an option with a code of the programme's",
            own("  extend: [{list: status, choices: [{name: 4, label: 创业}]}]"),
        ),
        ("an option with a code that is taken", own("  extend: [{list: status, choices: [{name: 3, label: 创业}]}]")),
        (
            "an option that is there under another code",
            own("  extend: [{list: status, choices: [{name: 420100-1, label: 在读}]}]"),
        ),
        (
            "options of a list that the form does not use",
            own("  extend: [{list: trouble, choices: [{name: 420100-1, label: 加班}]}]"),
        ),
        ("a list in place of the programme's", own("  lists: {status: {choices: [{name: 1, label: 好}]}}")),
        ("a setting that a fact decides", own("  settings: {places: 10}")),
        ("a setting that is no number", own("  settings: {interval: 很久}")),
        ("a setting that is no whole number", own("  settings: {interval: 1.5}")),
        ("a setting out of its range", own("  settings: {interval: 0}")),
        ("a setting that is not there", own("  settings: {intervall: 2}")),
        ("a setting that is the programme's alone", "agreement:\n  base: 1.0.0\n  settings: {notice: 1}\n".to_owned()),
        ("a page without a required answer", own("  hide: [status]")),
        ("a page without an answer that the office requires", own("  require: [account]\n  hide: [account]")),
        ("a page without its notice", own("  hide: [consent, signatures]")),
        ("a page without an answer that others depend on", own("  hide: [agency, id_number]")),
        ("no version it was made for", "record:\n  require: [agency]\n".to_owned()),
        ("a version that is not there", "record:\n  base: 2.0.0\n  require: [agency]\n".to_owned()),
        ("a version that is none", "record:\n  base: new\n".to_owned()),
        ("no form", "recrod:\n  base: 1.2.0\n".to_owned()),
    ]
}

#[test]
fn overlays_that_widen_are_refused_each_with_its_place() {
    let told = widening().into_iter().map(|(title, overlay)| {
        let WithDiagnostics { value: project, diagnostics } = with(OVERLAY, &overlay);
        let said = lines(&diagnostics, &project.sources);
        let at_place = |line: &str| line.starts_with(&format!("{OVERLAY}:")) && line.contains("error[");
        assert!(said.lines().any(at_place), "{title} is let through:\n{overlay}\n{said}");
        format!("# {title}\n{said}\n")
    });
    said!(told.collect::<String>());
}

#[test]
fn an_overlay_of_no_city_and_settings_at_their_former_place_are_refused() {
    let WithDiagnostics { value: project, diagnostics } =
        with("forms/cities/hankou.yaml", &of_record("  require: [agency]"));
    let lost = lines(&diagnostics, &project.sources);
    let mut files = files();
    let city = files.get_mut("content/cities/wuhan.yaml").expect("a city");
    city.extend_from_slice("settings:\n  record: {interval: 6}\n".as_bytes());
    let WithDiagnostics { value: project, diagnostics } = loaded(&files, &SettingOverrides::default());
    let moved = lines(&diagnostics, &project.sources);
    let moved: String = moved.lines().filter(|line| line.contains("error[")).collect();
    said!(format!("{lost}{moved}"));
}

/// A form grows by what its offices add, within what a form may print.
#[test]
fn what_an_office_adds_is_bounded_as_the_form_is() {
    let rows: String = (0..100).map(|n| format!("{{name: r{n}, label: 行}}, ")).collect();
    let field = |n| {
        format!(
            "    - after: way\n      field: {{name: x{n}, type: matrix, list: yes_no_na, label: 表, inferred: 样例, rows: [{rows}]}}\n"
        )
    };
    let many: String = (0..11).map(field).collect();
    let WithDiagnostics { value: project, diagnostics } = with(OVERLAY, &of_record(&format!("  add:\n{many}")));
    let told: Vec<&str> = diagnostics.iter().map(|found| found.message.code).collect();
    assert_eq!(told, ["too-many-places"]);
    assert_eq!(project.site.overlays[0].add, [], "nothing of it is laid out");
}

/// A form of the programme as Wuhan's office issues it.
fn issued(id: &str) -> (Form, formpress::testing::model::Choices) {
    let site = &PROGRAMME.site;
    let overlay = site.overlay(&form(id).id, &Name::new("wuhan").expect("a name")).expect("an overlay");
    apply_overlay(form(id), &site.choices, overlay)
}

#[test]
fn an_office_issues_the_form_with_what_it_decided_and_all_that_the_programme_asks() {
    let (narrowed, choices) = issued("record");
    let programme = form("record");
    let names = |form: &Form| form.top_fields().map(|field| field.name.value.to_string()).collect::<Vec<_>>();
    let own: Vec<String> = narrowed.top_fields().filter(|f| f.of_office).map(|f| f.name.value.to_string()).collect();
    assert_eq!(own, ["basics", "basics_on"], "in the order in which they are written");
    let mut kept = names(&narrowed);
    let at = kept.iter().position(|name| name == "basics").expect("the field");
    assert_eq!(kept[at - 1], "way");
    kept.drain(at..at + 2);
    assert_eq!(kept, names(programme));
    let field =
        |form: &Form, name: &str| -> Field { form.field(&Name::new(name).expect("a name")).expect("a field").clone() };
    assert_eq!((field(programme, "agency").required, field(&narrowed, "agency").required), (false, true));
    assert!(field(programme, "helper").hint.is_none() && field(&narrowed, "helper").hint.is_some());
    let hidden: Vec<String> =
        narrowed.fields().filter(|f| f.hidden_on_page).map(|f| f.name.value.to_string()).collect();
    assert_eq!(hidden, ["account"]);
    let interval = narrowed.setting(&Name::new("interval").expect("a name")).expect("a setting");
    assert_eq!((interval.with_unit().as_deref(), interval.of_office), (Some("6个月"), true));
    let list = |name: &str| choices.get(&Name::new(name).expect("a name")).expect("a list");
    let codes: Vec<&str> = list("status").choices.iter().map(|choice| choice.name.value.as_str()).collect();
    assert_eq!(codes, ["1", "2", "3", "420100-1", "9"], "其他 stays the last");
    assert_eq!(list("basics").choices.len(), 3);
}

#[test]
fn what_an_office_decided_is_told_in_a_line_each() {
    let site = &PROGRAMME.site;
    let told = site.overlays.iter().map(|overlay| {
        let form = site.form(&overlay.form.value).expect("a form");
        let lag = if overlay.is_outdated(form) { " lags" } else { "" };
        let line = |lang| {
            let found = differences(form, &site.choices, overlay).into_iter();
            found
                .map(|found| format!("  {} {}\n", PROGRAMME.sources.locate(found.span), found.change.words(lang)))
                .collect::<String>()
        };
        format!("{} {}{lag}\n{}{}", overlay.city, overlay.form.value, line(Lang::Zh), line(Lang::En))
    });
    said!(told.collect::<String>());
}

/// More or other fields or options ask for a look; other wording does not, nor does it once the office has looked.
#[test]
fn an_overlay_lags_where_its_form_has_moved_by_more_than_its_wording() {
    for (base, lags) in [("1.2.0", false), ("1.2.7", true), ("1.1.9", true), ("0.9.0", true)] {
        let overlay = format!("record:\n  base: {base}\n  require: [agency]\n");
        let WithDiagnostics { value: project, diagnostics } = with(OVERLAY, &overlay);
        let overlay = &project.site.overlays[0];
        let record = project.site.form(&overlay.form.value).expect("the form");
        if base == "1.2.7" {
            assert!(overlay.is_ahead(record));
            continue;
        }
        assert_eq!(overlay.is_outdated(record), lags, "{base}");
        let codes: Vec<&str> = diagnostics.iter().map(|found| found.message.code).collect();
        assert_eq!(codes.contains(&"overlay-lags"), lags, "{base}: {codes:?}");
    }
    let mut moved = files();
    let record = moved.get_mut("forms/record.yaml").expect("the form");
    *record = String::from_utf8_lossy(record).replace("version: 1.2.0", "version: 1.2.1").into_bytes();
    let project = loaded(&moved, &SettingOverrides::default()).value;
    let wuhan = project.site.overlays.iter().find(|overlay| overlay.city == *"wuhan").expect("the overlay");
    assert!(!wuhan.is_outdated(project.site.form(&wuhan.form.value).expect("the form")), "wording alone");
}

#[test]
fn formpress_cities_says_who_differs_in_what_and_who_lags() {
    let workshop = Workshop::holding(files());
    let said = ["zh", "en"].map(|lang| workshop.run(&["cities", "--lang", lang]).told());
    said!(said.concat());
    let json = workshop.run(&["cities", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&json.out).expect("JSON");
    let decisions = report["decisions"].as_array().expect("a list");
    let lagging: Vec<&serde_json::Value> = decisions.iter().filter(|one| one["lagging"] == true).collect();
    let [lagging] = lagging[..] else { panic!("{report}") };
    assert_eq!([&lagging["city"], &lagging["base"], &lagging["version"]], ["shijiazhuang", "1.1.0", "1.2.0"]);
    let first = &lagging["differences"][0];
    assert_eq!(
        (&first["key"], &first["path"], &first["line"], &first["column"]),
        (&"require".into(), &"forms/cities/shijiazhuang.yaml".into(), &4.into(), &13.into())
    );
    workshop.replace(OVERLAY, "hide: [account]", "hide: [acount]");
    let faulty = workshop.run(&["cities"]);
    assert_eq!((faulty.code, faulty.err.contains("forms/cities/wuhan.yaml:24:10")), (1, true), "{}", faulty.told());
}
