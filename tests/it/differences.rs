//! What two states of a form differ in: exactly what was edited, each thing by its name, and what follows from it not at all.

use std::collections::BTreeSet;

use formpress::testing::model::{
    Choice, Field, FieldKind, Form, Name, Privacy, ProsePiece, Question, Section, Site, VersionBump,
    issue_for_all_offices, issue_programme,
};
use formpress::testing::release::{ReleaseChange, StatePart, all_form_states, compare, differences, json, state};

use crate::programme::{PROGRAMME, files, loaded};
use crate::report::said;
use crate::repository;
use crate::workshop::Workshop;

/// Numbers that look as if chance had made them, the same for a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

fn states(site: &Site) -> Vec<StatePart> {
    issue_programme(site, None).forms.iter().map(state).collect()
}

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

/// Does anything of the form name the field?
fn is_named(form: &Form, field: &Field) -> bool {
    let by_answer = |one: &Field| {
        let rule = one.constraint.as_ref().map(|constraint| &constraint.expression);
        one.relevant.iter().chain(rule).any(|expression| expression.reads(&field.name.value))
    };
    let by_certificate = |one: &Field| match &one.kind {
        FieldKind::Question(Question::Certificate { of, kind, grade, .. }) => {
            [of, kind, grade].into_iter().flatten().any(|name| name.value == field.name.value)
        }
        _ => false,
    };
    let sections = form.sections.iter().filter_map(|section| section.relevant.as_ref());
    form.fields().any(|one| by_answer(one) || by_certificate(one))
        || sections.into_iter().any(|expression| expression.reads(&field.name.value))
}

/// Changes a form, if there is something of its kind to change: the key of what it changed.
type Edit = fn(&mut Form, &mut Chance, usize) -> Option<String>;

/// The edits there are, each on something that no other edit touches: what it changed, by the key of the change.
const EDITS: [Edit; 13] = [
    relabelled,
    hinted,
    required,
    retitled,
    removed,
    added,
    moved,
    renamed,
    more_private,
    reworded,
    set,
    rows_added,
    retyped,
];

/// A question in a section that no earlier edit touched: where it is.
fn question(form: &Form, chance: &mut Chance, is_fit: impl Fn(&Field) -> bool) -> Option<(usize, usize)> {
    let places = form.sections.iter().enumerate().flat_map(|(section, of)| {
        let fields = of.fields.iter().enumerate();
        fields.filter(|(_, field)| field.kind.question().is_some() && is_fit(field)).map(move |(at, _)| (section, at))
    });
    let places: Vec<(usize, usize)> = places.collect();
    (!places.is_empty()).then(|| places[chance.below(places.len())])
}

fn key(what: &str, field: &Field, aspect: &str) -> Option<String> {
    Some(format!("{what} items/{} {aspect}", field.name.value).trim_end().to_owned())
}

fn relabelled(form: &mut Form, chance: &mut Chance, n: usize) -> Option<String> {
    let (section, at) = question(form, chance, |_| true)?;
    let field = &mut form.sections[section].fields[at];
    field.label.zh = format!("改过的说法{n}");
    key("changed", field, "label")
}

fn hinted(form: &mut Form, chance: &mut Chance, n: usize) -> Option<String> {
    let (section, at) = question(form, chance, |field| field.hint.is_some())?;
    let field = &mut form.sections[section].fields[at];
    field.hint.as_mut()?.pieces = vec![ProsePiece::Words(format!("改过的提示{n}"))];
    key("changed", field, "hint")
}

fn required(form: &mut Form, chance: &mut Chance, _: usize) -> Option<String> {
    let (section, at) = question(form, chance, |_| true)?;
    let field = &mut form.sections[section].fields[at];
    field.required = !field.required;
    key("changed", field, "required")
}

fn retitled(form: &mut Form, chance: &mut Chance, n: usize) -> Option<String> {
    let at = chance.below(form.sections.len());
    let section = &mut form.sections[at];
    section.title.zh = format!("改过的一节{n}");
    Some(format!("changed sections/{} title", section.name.value))
}

fn removed(form: &mut Form, chance: &mut Chance, _: usize) -> Option<String> {
    let (section, at) = question(form, chance, |field| !is_named(form, field))?;
    key("removed", &form.sections[section].fields.remove(at), "")
}

fn added(form: &mut Form, chance: &mut Chance, n: usize) -> Option<String> {
    let (section, at) = question(form, chance, |_| true)?;
    let mut field = form.sections[section].fields[at].clone();
    field.name.value = name(&format!("extra{n}"));
    field.label.zh = format!("另加的{n}");
    let to = chance.below(form.sections[section].fields.len() + 1);
    form.sections[section].fields.insert(to, field.clone());
    key("added", &field, "")
}

/// By two places at least, so that it is one thing that moved.
fn moved(form: &mut Form, chance: &mut Chance, _: usize) -> Option<String> {
    let at = chance.below(form.sections.len());
    let fields = &mut form.sections[at].fields;
    let is_fit = fields.len() >= 3 && fields.iter().all(|field| field.kind.question().is_some());
    let field = is_fit.then(|| fields.remove(0))?;
    fields.insert(2 + chance.below(fields.len() - 1), field.clone());
    key("moved", &field, "")
}

fn renamed(form: &mut Form, chance: &mut Chance, n: usize) -> Option<String> {
    let (section, at) = question(form, chance, |field| !is_named(form, field))?;
    let field = &mut form.sections[section].fields[at];
    field.name.value = name(&format!("renamed{n}"));
    key("renamed", field, "")
}

fn more_private(form: &mut Form, chance: &mut Chance, _: usize) -> Option<String> {
    let (section, at) = question(form, chance, |field| field.privacy != Privacy::Sensitive)?;
    let field = &mut form.sections[section].fields[at];
    field.privacy = Privacy::Sensitive;
    key("changed", field, "privacy")
}

fn reworded(form: &mut Form, chance: &mut Chance, n: usize) -> Option<String> {
    let at = chance.below(form.instructions.len());
    form.instructions.get_mut(at)?.pieces = vec![ProsePiece::Words(format!("改过的说明{n}"))];
    Some("changed instructions/ text".to_owned())
}

/// A setting, whose value stands in texts too.
fn set(form: &mut Form, chance: &mut Chance, n: usize) -> Option<String> {
    let at = chance.below(form.settings.len());
    let setting = form.settings.get_mut(at)?;
    setting.value = Some(format!("{}", 70 + n));
    Some(format!("changed settings/{} value", setting.name.value))
}

fn rows_added(form: &mut Form, _: &mut Chance, n: usize) -> Option<String> {
    let mut fields = form.sections.iter_mut().flat_map(|section| &mut section.fields);
    fields.find_map(|field| {
        let FieldKind::Matrix { rows, .. } = &mut field.kind else { return None };
        let mut row = rows.first()?.clone();
        row.name.value = name(&format!("row{n}"));
        row.label.zh = format!("另加的一行{n}");
        rows.push(row);
        Some(format!("added items/{}/rows/row{n}", field.name.value))
    })
}

fn retyped(form: &mut Form, chance: &mut Chance, _: usize) -> Option<String> {
    let is_line =
        |field: &Field| matches!(field.kind, FieldKind::Question(Question::Line { .. })) && !is_named(form, field);
    let (section, at) = question(form, chance, is_line)?;
    let field = &mut form.sections[section].fields[at];
    field.kind = FieldKind::Question(Question::Area { rows: 3 });
    key("changed", field, "type")
}

/// Some edits of a form on different things: a field, section or text that was touched is put out of the others' reach.
fn edited(form: &Form, seed: u64) -> (Form, BTreeSet<String>) {
    let mut chance = Chance(seed);
    let (mut now, mut expected) = (form.clone(), BTreeSet::new());
    let mut touched: BTreeSet<String> = BTreeSet::new();
    for n in 0..1 + chance.below(6) {
        let mut tried = now.clone();
        let Some(key) = EDITS[chance.below(EDITS.len())](&mut tried, &mut chance, n) else { continue };
        let names = key.split(' ').nth(1).unwrap_or_default().to_owned();
        // What was renamed, removed or added is told as that alone.
        if touched.iter().any(|other| other.starts_with(&names) || names.starts_with(other.as_str())) {
            continue;
        }
        let old_name =
            form.fields().find(|field| key.starts_with("renamed") && tried.field(&field.name.value).is_none());
        if old_name.is_some_and(|field| touched.contains(&format!("items/{}", field.name.value))) {
            continue;
        }
        // One move in a section: of two, either may be what moved.
        let is_move = key.starts_with("moved");
        if is_move && expected.iter().any(|other: &String| other.starts_with("moved")) {
            continue;
        }
        touched.insert(names);
        touched.extend(old_name.map(|field| format!("items/{}", field.name.value)));
        expected.insert(key);
        now = tried;
    }
    (now, expected)
}

fn keys(changes: &[ReleaseChange]) -> BTreeSet<String> {
    changes.iter().map(ReleaseChange::key).collect()
}

#[test]
fn random_edits_are_told_and_nothing_else() {
    let before = states(&PROGRAMME.site);
    let mut told = BTreeSet::new();
    for seed in 0..400 {
        let at = seed as usize % PROGRAMME.site.forms.len();
        let (form, expected) = edited(&PROGRAMME.site.forms[at], seed);
        let mut site = PROGRAMME.site.clone();
        site.forms[at] = form;
        let found = keys(&differences(&before[at], &states(&site)[at]));
        assert_eq!(found, expected, "seed {seed}, form {}", PROGRAMME.site.forms[at].id);
        told.extend(expected.iter().map(|key| format!("{:?}", (key.split(' ').next(), key.split(' ').nth(2)))));
    }
    assert!(told.len() >= 10, "too few kinds of edits were made: {told:?}");
}

/// A programme with one list changed.
fn with_choices(change: impl Fn(&mut Vec<Choice>), list: &str) -> Site {
    let mut site = PROGRAMME.site.clone();
    let lists = site.choices.0.iter_mut().filter(|known| known.name.value == *list);
    lists.for_each(|known| change(&mut known.choices));
    site
}

/// What is told of each form for a change of a list, and the step that it needs.
fn of_list(change: impl Fn(&mut Vec<Choice>), list: &str) -> (BTreeSet<String>, VersionBump) {
    let (old, new) = (states(&PROGRAMME.site), states(&with_choices(change, list)));
    let found: Vec<_> = old.iter().zip(&new).map(|(old, new)| compare(old, new)).collect();
    let step = found.iter().map(|comparison| comparison.required_bump).max().unwrap_or(VersionBump::None);
    (found.iter().flat_map(|comparison| keys(&comparison.changes)).collect(), step)
}

fn set_of(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|key| (*key).to_owned()).collect()
}

#[test]
fn options_are_what_they_say() {
    let swapped = |choices: &mut Vec<Choice>| {
        let first = choices[0].label.clone();
        choices[0].label = std::mem::replace(&mut choices[1].label, first);
    };
    // The codes of 是 and 否 change places, and with them the order in which they are offered.
    let (found, step) = of_list(swapped, "yes_no");
    let recoded = ["recoded lists/yes_no/choices/1", "recoded lists/yes_no/choices/0"];
    assert!(set_of(&recoded).is_subset(&found), "{found:?}");
    assert!(found.len() == 3 && found.iter().any(|key| key.starts_with("moved")), "{found:?}");
    assert_eq!(step, VersionBump::Major);
    let recoded = |choices: &mut Vec<Choice>| choices[0].name.value = "7".to_owned();
    assert_eq!(of_list(recoded, "yes_no"), (set_of(&["recoded lists/yes_no/choices/7"]), VersionBump::Major));
    let reworded = |choices: &mut Vec<Choice>| choices[0].label.zh = "对".to_owned();
    assert_eq!(of_list(reworded, "yes_no"), (set_of(&["changed lists/yes_no/choices/1 label"]), VersionBump::Minor));
    let fewer = |choices: &mut Vec<Choice>| drop(choices.remove(1));
    assert_eq!(of_list(fewer, "trouble"), (set_of(&["removed lists/trouble/choices/leave"]), VersionBump::Major));
    let more = |choices: &mut Vec<Choice>| {
        let mut choice = choices[0].clone();
        (choice.name.value, choice.label.zh) = ("hours".to_owned(), "工时".to_owned());
        choices.insert(1, choice);
    };
    assert_eq!(of_list(more, "trouble"), (set_of(&["added lists/trouble/choices/hours"]), VersionBump::Minor));
    assert_eq!(of_list(|_| (), "trouble"), (BTreeSet::new(), VersionBump::None));
}

#[test]
fn an_item_that_goes_to_another_section_moved() {
    let mut site = PROGRAMME.site.clone();
    let form = site.forms.iter_mut().find(|form| form.sections.len() > 1).expect("a form of two sections");
    let is_free = |form: &Form, section: &Section| {
        section.fields.iter().position(|field| field.kind.question().is_some() && !is_named(form, field))
    };
    let (from, at) = (0..form.sections.len())
        .find_map(|from| Some((from, is_free(form, &form.sections[from])?)))
        .expect("a field that nothing names");
    let field = form.sections[from].fields.remove(at);
    let to = usize::from(from == 0);
    form.sections[to].fields.push(field.clone());
    let id = form.id.clone();
    let of = |site: &Site| states(site).into_iter().find(|form| form.name == id.as_str()).expect("the form");
    let found = differences(&of(&PROGRAMME.site), &of(&site));
    assert_eq!(keys(&found), set_of(&[&format!("moved items/{}", field.name.value)]));
}

#[test]
fn what_is_kept_of_all_offices_is_read_as_it_was() {
    for form in all_form_states(&issue_for_all_offices(&PROGRAMME.site)) {
        let text = json::text(&form);
        assert_eq!(json::read(&text), Ok(form), "{text}");
    }
}

/// What a change of one text of the sources is told as.
fn of_text(path: &str, from: &str, to: &str) -> BTreeSet<String> {
    let records = |files| all_form_states(&issue_for_all_offices(&loaded(&files, &Default::default()).value.site));
    let mut changed = files();
    let text = String::from_utf8(changed[path].clone()).expect("UTF-8");
    assert!(text.contains(from), "{path} has {from}");
    changed.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
    let (old, new) = (records(files()), records(changed));
    old.iter().zip(&new).flat_map(|(old, new)| keys(&differences(old, new))).collect()
}

#[test]
fn what_an_office_decides_is_told_as_its_own() {
    let overlay = "forms/cities/wuhan.yaml";
    let text = String::from_utf8(files()[overlay].clone()).expect("UTF-8");
    let setting = text.lines().find(|line| line.contains("settings:")).expect("an office decides a setting");
    let other = setting.replace(|c: char| c.is_ascii_digit(), "8");
    let found = of_text(overlay, setting, &other);
    assert!(!found.is_empty() && found.iter().all(|key| key.contains("offices/wuhan/decisions/")), "{found:?}");
    let found = of_text("content/cities/wuhan.yaml", "name: 样例机构", "name: 样例中心");
    assert!(!found.is_empty() && found.iter().all(|key| key == "changed offices/wuhan office"), "{found:?}");
}

/// A project on a disk with its forms released.
fn released() -> Workshop {
    let workshop = Workshop::new();
    let run = workshop.run(&["release"]);
    assert_eq!(run.code, 0, "{}", run.told());
    workshop
}

#[test]
fn a_form_that_changed_needs_the_step_that_its_changes_need() {
    let workshop = released();
    assert_eq!(workshop.run(&["check"]).code, 0, "{}", workshop.run(&["check"]).told());
    let again = workshop.run(&["release"]);
    assert_eq!(again.code, 0, "{}", again.told());
    // 是 and 否 change their codes, and with them the order.
    workshop.replace("forms/choices.yaml", "{name: 1, label: 是}", "{name: 1, label: 对调}");
    workshop.replace("forms/choices.yaml", "label: {zh: 否, en: no}}", "label: 是}");
    workshop.replace("forms/choices.yaml", "label: 对调}", "label: 否}");
    let faulty = workshop.run(&["check"]);
    assert!(faulty.code == 1 && faulty.told().contains("[release-step]"), "{}", faulty.told());
    assert_eq!(workshop.run(&["release"]).code, 1, "what has a fault is not released");
    workshop.replace("forms/visit.yaml", "version: 1.10.0", "version: 1.11.0");
    assert_eq!(workshop.run(&["check"]).code, 1, "a smaller step does not do");
    workshop.replace("forms/visit.yaml", "version: 1.11.0", "version: 2.0.0");
    workshop.replace("forms/cities/wuhan.yaml", "base: 1.10.0", "base: 2.0.0");
    assert_eq!(workshop.run(&["check"]).code, 0, "{}", workshop.run(&["check"]).told());
    said!(workshop.run(&["diff", "forms/releases/visit-1.10.0.json", "."]).told());
}

/// A warning that the settings lift to an error is one to `release`, too.
#[test]
fn what_the_settings_call_an_error_is_not_released() {
    let workshop = Workshop::new();
    workshop.replace("content/index.md", "培训", "培训,实习");
    workshop.write("site.yaml", &(workshop.read("site.yaml") + "checks: {half-width: error}\n"));
    let run = workshop.run(&["release"]);
    assert!(run.code == 1 && run.told().contains("[half-width]"), "{}", run.told());
    assert!(!workshop.path("forms/releases").exists());
}

#[test]
fn what_offices_decide_later_is_kept_behind_what_was() {
    let workshop = released();
    let before = workshop.read("forms/releases/visit-1.10.0.json");
    workshop.replace("forms/cities/wuhan.yaml", "interval: 6", "interval: 9");
    assert_eq!(workshop.run(&["check"]).code, 0, "it is no step of the programme's form");
    assert_eq!(workshop.run(&["release"]).code, 0);
    let after = workshop.read("forms/releases/visit-1.10.0.json");
    let gone: Vec<&str> = before.lines().filter(|line| !after.contains(line.trim_end_matches(','))).collect();
    assert!(gone.is_empty(), "nothing of it went: {gone:?}");
    assert!(after.len() > before.len());
}

#[test]
fn a_built_output_is_compared_as_its_sources_are() {
    let workshop = Workshop::new();
    let built = workshop.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.told());
    let same = workshop.run(&["diff", "output", "."]).told();
    assert!(same.contains("没有变化"), "{same}");
    workshop.replace("forms/visit.yaml", "zh: 回访记录", "zh: 新的回访记录");
    let told = workshop.run(&["diff", "output", ".", "--format", "json"]).told();
    assert!(told.contains("\"aspect\": \"title\"") && told.matches("\"what\"").count() == 1, "{told}");
    let page = workshop.run(&["diff", "output", ".", "--format", "html"]).out();
    assert!(page.contains("<del>") && page.contains("<ins>新的"), "{page}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let workshop = Workshop::new();
    let mut told = String::new();
    workshop.write("forms/releases/visit-0.9.0.json", "{\"form_id\": \"visit\",\n\"version\": 9}");
    workshop.write("half.json", "{\"form_id\": \"visit\",");
    for side in ["templates", "nowhere", "git:--help", "half.json", "forms/releases/visit-0.9.0.json"] {
        told.push_str(&format!("# {side}\n{}\n", workshop.run(&["diff", side, "."]).told()));
    }
    told.push_str(&workshop.run(&["check"]).told());
    assert!(!told.contains("panicked"), "{told}");
    // What git says is its own.
    said!(told.lines().filter(|line| !line.contains("revision-unknown")).collect::<Vec<_>>().join("\n"));
}

/// Runs git in a workshop.
fn git(workshop: &Workshop, arguments: &[&str]) {
    let mut git = std::process::Command::new("git");
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let run = git.current_dir(workshop.path(".")).args(who).args(arguments).output().expect("git is there");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn a_revision_is_compared_with_what_is_there_now() {
    let workshop = Workshop::new();
    git(&workshop, &["init", "-q"]);
    git(&workshop, &["add", "-A"]);
    git(&workshop, &["commit", "-q", "-m", "first"]);
    workshop.replace("forms/visit.yaml", "zh: 回访记录", "zh: 新的回访记录");
    let told = workshop.run(&["diff", "HEAD", "."]).told();
    assert!(told.contains("名称：") && told.contains("共 1 处"), "{told}");
    let told = workshop.run(&["diff", "HEAD", "git:HEAD"]).told();
    assert!(told.contains("没有变化"), "{told}");
}

#[test]
fn a_code_says_which_sheet_it_is_of() {
    let workshop = released();
    let manifest = |workshop: &Workshop| {
        let built = workshop.run(&["build"]);
        assert_eq!(built.code, 0, "{}", built.told());
        let state = json::read(&workshop.read("output/forms/visit/issued.json")).expect("a state");
        state.get(formpress::testing::release::Aspect::Issue).expect("an issue").to_owned()
    };
    let code = format!("FP2 visit 1.10.0+{} xian R 1/1", manifest(&workshop));
    let told = workshop.run(&["identify", &code]);
    assert!(told.code == 0 && told.out().contains("就是现在的表"), "{}", told.told());
    workshop.replace("forms/visit.yaml", "zh: 回访记录", "zh: 新的回访记录");
    workshop.replace("forms/visit.yaml", "version: 1.10.0", "version: 1.10.1");
    let told = workshop.run(&["identify", &code]);
    assert!(told.code == 0 && told.out().contains("名称：") && told.out().contains("1.10.1"), "{}", told.told());
    let unknown = [
        "FP2 visit 1.10.0+000000 xian R 1/1",
        "FP2 visit 0.1.0+000000 - R 1/1",
        "FP2 visti 1.10.0+000000 - R 1/1",
        "x",
    ];
    for code in unknown {
        let told = workshop.run(&["identify", code]);
        assert_eq!(told.code, 1, "{}", told.told());
    }
    let told = workshop.run(&["identify", "FP1 visit 1.10.0 wuhan 1/1"]);
    assert!(told.code == 0 && told.out().contains("没有写"), "{}", told.told());
}

/// Forms as they were first issued, in the files that the first program that kept any wrote.
#[test]
fn what_was_kept_stays_readable() {
    let kept = repository::files("tests/fixtures/issued");
    assert_eq!(kept.len(), 4);
    for (path, bytes) in kept {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let form = json::read(&text).unwrap_or_else(|why| panic!("{path}: {why:?}"));
        assert_eq!(json::text(&form), text, "{path} is written as it was");
        assert_eq!(differences(&form, &form), [], "{path} differs in nothing from itself");
    }
}
