//! Offices whose forms say the same share what is said, and what tells it from others goes by the words alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use formpress::testing::load::SettingOverrides;
use formpress::testing::model::{IssuedForm, IssuedProgramme, issue_for_all_offices};

use crate::programme::{Files, files, loaded};

const WUHAN: &str = "content/cities/wuhan.yaml";
const SHIJIAZHUANG: &str = "content/cities/shijiazhuang.yaml";

/// What three offices issue, the generic one first, of a programme in which none decides anything or is called anything, but
/// for what is changed.
fn issued(change: impl FnOnce(&mut Files)) -> Vec<IssuedProgramme> {
    let mut files = files();
    files.retain(|path, _| !path.starts_with("forms/cities/"));
    replace(
        &mut files,
        WUHAN,
        "office: {name: 样例机构, address: 样例路1号, hotline: \"00000000\", hours: 工作日}",
        "office: {}",
    );
    change(&mut files);
    issue_for_all_offices(&loaded(&files, &SettingOverrides::default()).value.site)
}

fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).expect("UTF-8");
    assert!(text.contains(from), "{path} has {from}");
    files.insert(path.to_owned(), text.replacen(from, to, 1).into_bytes());
}

/// Of each form, who says the same: for each office the first that says what it says.
fn shared(offices: &[IssuedProgramme]) -> BTreeMap<&str, Vec<usize>> {
    let body = |office: &IssuedProgramme, at: usize| office.forms[at].body.clone();
    let of_form = |at: usize| {
        let first = |office| offices.iter().position(|other| Arc::ptr_eq(&body(other, at), &body(office, at)));
        offices.iter().filter_map(first).collect()
    };
    offices[0].forms.iter().enumerate().map(|(at, form)| (form.id.as_str(), of_form(at))).collect()
}

fn form<'a>(office: &'a IssuedProgramme, id: &str) -> &'a IssuedForm {
    office.forms.iter().find(|form| form.id == *id).expect("a form of the programme")
}

#[test]
fn offices_that_say_the_same_share_it() {
    let unknown = issued(|_| ());
    let all = BTreeMap::from([
        ("agreement", vec![0, 0, 0]),
        // Its text names the city.
        ("gallery", vec![0, 1, 2]),
        // Their texts name the office and its telephone, which nobody knows.
        ("intake", vec![0, 0, 0]),
        ("record", vec![0, 0, 0]),
    ]);
    assert_eq!(shared(&unknown), all);
    let called = issued(|files| replace(files, WUHAN, "office: {}", "office: {name: 样例机构}"));
    let but = |id| BTreeMap::from([(id, vec![0, 0, 2])]).into_iter();
    assert_eq!(shared(&called), all.clone().into_iter().chain(but("intake")).chain(but("record")).collect());
    let told = form(&called[2], "record").office_notices.iter().map(|passage| passage.words("")).collect::<Vec<_>>();
    assert_eq!(told, ["样例机构建档。"], "the office that is called something says it");
    // What consents tell is no part of what they share.
    let both = issued(|files| {
        replace(files, WUHAN, "office: {}", "office: {name: 样例机构, hotline: \"00000000\"}");
        replace(files, SHIJIAZHUANG, "office: {}", "office: {name: 另一机构, hotline: \"11111111\"}");
    });
    let named = ["intake", "record"].map(|id| (id, vec![0, 1, 1]));
    assert_eq!(shared(&both), all.clone().into_iter().chain(named).collect());
    assert_ne!(form(&both[1], "record").office_notices, form(&both[2], "record").office_notices);
    let decided = issued(|files| {
        for city in ["shijiazhuang", "wuhan"] {
            let overlay = format!("# {city}\nrecord:\n  base: 1.2.0\n  settings: {{interval: 6}}\n");
            files.insert(format!("forms/cities/{city}.yaml"), overlay.into_bytes());
        }
    });
    let but = [("record", vec![0, 1, 1])];
    assert_eq!(shared(&decided), all.into_iter().chain(but).collect());
    let serials = decided.iter().map(|office| form(office, "record").serial.pattern.as_str());
    assert_eq!(serials.collect::<Vec<_>>(), ["______-4-____-_____", "130100-4-____-_____", "420100-4-____-_____"]);
}

#[test]
fn what_tells_forms_apart_goes_by_what_they_say_alone() {
    let path = "forms/record.yaml";
    let before = issued(|_| ());
    let moved = issued(|files| replace(files, path, "id: record", "# 移动\nid: record"));
    let reworded = issued(|files| replace(files, path, "label: 性别", "label: 男女"));
    let digest = |offices: &[IssuedProgramme], at: usize| *form(&offices[at], "record").body.digest();
    assert_ne!(form(&before[0], "record"), form(&moved[0], "record"), "it stands elsewhere");
    assert_eq!(digest(&before, 0), digest(&moved, 0));
    assert_ne!(digest(&before, 0), digest(&reworded, 0));
    assert_eq!(digest(&before, 0), digest(&before, 2));
    assert_ne!(form(&before[0], "record").digest(), form(&before[2], "record").digest(), "two offices");
}
