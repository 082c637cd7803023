//! Every key of every kind of field is seen on the sheets and heard in the file to fill in, or refused when it is read.

use formpress::testing::load::{Project, SettingOverrides};
use formpress::testing::model::{FIELD_KEYS, KINDS, KeyDescription, KindDescription, issue};
use formpress::testing::paper::{PaperDocument, PaperMark, PrintLayout, form_document};
use formpress::testing::words::{Severity, WithDiagnostics};

use crate::programme::{FONTS, files, loaded};
use crate::report::lines;

/// Keys that go with another.
const TIED: [(&str, &str); 3] =
    [("relevant_text", "relevant"), ("constraint_text", "constraint"), ("constraint_message", "constraint")];

/// What a key is tried with, and the words by which it is seen on a sheet. What has none decides places, limits or what is
/// said elsewhere.
fn tried(kind: &str, key: &str) -> (&'static str, &'static [&'static str]) {
    match (kind, key) {
        (_, "label") => ("栏名三", &["栏名三"]),
        (_, "hint") => ("提示语", &["提示语"]),
        (_, "required") => ("true", &["*"]),
        (_, "relevant") => ("\"${first} = '1'\"", &[]),
        (_, "relevant_text") => ("条件语", &["条件语"]),
        (_, "constraint") => ("\". != 'x'\"", &[]),
        (_, "constraint_text") => ("规则语", &["规则语"]),
        (_, "constraint_message") => ("不合规则", &[]),
        (_, "privacy") => ("personal", &[]),
        (_, "autocomplete") => ("name", &[]),
        (_, "source") => ("五(七)7", &[]),
        (_, "inferred") => ("同类表都设", &[]),
        (_, "basis") => ("《甲法》第一条", &[]),
        (_, "label_width") => ("6", &[]),
        (_, "width") => ("18", &[]),
        (_, "row_span") => ("1", &[]),
        ("multiline", "rows") => ("2", &[]),
        (_, "rows") => ("[{name: r1, label: 行名一}]", &["行名一"]),
        (_, "length") => ("10", &[]),
        (_, "unit") => ("人次", &["人次"]),
        (_, "boxes") => ("22", &[]),
        (_, "of" | "kind" | "grade") => ("first", &[]),
        (_, "list") => ("yes_no", &["是", "否"]),
        (_, "note") => ("{label: 注名, width: 7}", &["注名"]),
        (_, "columns") => (
            "[{name: c1, type: text, label: 列名, width: 18, hint: 列的提示, required: true, relevant: \"${first} = '1'\", \
             relevant_text: 列的条件, constraint: \". != 'x'\", constraint_text: 列的规则}]",
            &["*列名", "列的提示", "列的条件", "列的规则"],
        ),
        (_, "blank_rows") => ("2", &[]),
        (_, "row_height") => ("20", &[]),
        (_, "size") => ("[30, 40]", &["30×40"]),
        (_, "parties") => {
            ("[{name: p1, label: 签的人, modes: [sign], date: true, hint: 人的提示}]", &["签的人", "人的提示"])
        }
        (_, "clauses") => (
            "[{name: k1, title: 条名, text: \"从${b1}起。\", blanks: [{name: b1, type: date, label: 空名, hint: 空的提示, \
             required: true, relevant: \"${first} = '1'\", relevant_text: 空的条件, constraint: . <= today(), \
             constraint_text: 空的规则}]}]",
            &["条名", "*", "空名", "空的提示", "空的条件", "空的规则"],
        ),
        (_, "form") => ("agreement", &[]),
        (_, "purpose") => ("办理目的", &["办理目的"]),
        (_, "method") => ("办理方式", &["办理方式"]),
        (_, "necessity") => ("办理必要", &["办理必要"]),
        (_, "impact") => ("办理影响", &["办理影响"]),
        (_, "retention") => ("存一年", &["存一年"]),
        (_, "rights") => ("可以查阅", &["可以查阅"]),
        (_, "third_parties") => ("也告诉别人", &["也告诉别人"]),
        (_, "by_phone") => ("读给您听", &["读给您听"]),
        (_, "share_with") => {
            ("[{name: r1, to: 接收的人, what: 给的信息, for: 做的用处}]", &["接收的人", "给的信息", "做的用处"])
        }
        _ => panic!("`{key}` of {kind}: what is it tried with, and by which words is it seen?"),
    }
}

/// What must be heard where something is written or ticked.
const HEARD: [(&str, &[&str]); 6] = [
    ("hint", &["提示语"]),
    ("required", &["必填"]),
    ("relevant_text", &["条件语"]),
    ("constraint_text", &["规则语"]),
    ("columns", &["用到这一行时必填", "列的提示", "列的条件", "列的规则"]),
    ("clauses", &["符合条件时必填", "空的提示", "空的条件", "空的规则"]),
];

/// A form with one field of a kind that has these keys.
fn form_of(row: &KindDescription, keys: &[&str]) -> String {
    let mut text = String::from(
        "id: keys\nnumber: 之九\ntitle: 各种栏\nversion: 1.0.0\neffective: 2026-11-01\nfilled_by: 甲\nwhen: 随时\n\
         purpose: 试\nsource: 五(七)7\ncopies: {holders: [存档]}\nretention: {value: 3, unit: 年}\nsections:\n  \
         - name: all\n    title: 各栏\n    source: 五(七)7\n    fields:\n      \
         - {name: first, type: select_one, list: yes_no, label: 先问}\n      - name: asked\n",
    );
    text += &format!("        type: {}\n", row.name);
    for key in keys {
        text += &format!("        {key}: {}\n", tried(row.name, key).0);
    }
    text
}

fn read(row: &KindDescription, keys: &[&str]) -> WithDiagnostics<Project> {
    let mut files = files();
    files.insert("forms/keys.yaml".to_owned(), form_of(row, keys).into_bytes());
    loaded(&files, &SettingOverrides::default())
}

/// The errors of a form that has these keys.
fn faults(row: &KindDescription, keys: &[&str]) -> String {
    let WithDiagnostics { value, mut diagnostics } = read(row, keys);
    diagnostics.retain(|found| found.severity == Severity::Error);
    lines(&diagnostics, &value.sources)
}

fn words(sheets: &PaperDocument) -> String {
    let marks = sheets.pages.iter().flat_map(|page| page.marks());
    let runs = marks.filter_map(|placed| if let PaperMark::Text(run) = &placed.mark { Some(run) } else { None });
    runs.flat_map(|run| &run.glyphs).map(|glyph| glyph.character).collect()
}

fn heard(sheets: &PaperDocument) -> Vec<String> {
    let marks = sheets.pages.iter().flat_map(|page| page.marks());
    let fields = marks.filter_map(|placed| if let PaperMark::Field(field) = &placed.mark { Some(field) } else { None });
    let own = fields.filter(|field| !field.name.as_str().starts_with("serial") && field.name.as_str() != "office");
    let own = own.filter(|field| field.name.as_str() != "first");
    own.flat_map(|field| std::iter::once(field.tooltip.clone()).chain(field.group_label.clone())).collect()
}

#[test]
fn every_key_of_every_kind_is_seen_and_heard_or_refused() {
    for row in KINDS {
        let needed = |key: &&KeyDescription| key.required;
        let least: Vec<&str> = FIELD_KEYS.iter().chain(row.keys).filter(needed).map(|key| key.name).collect();
        let least: Vec<&str> = least.into_iter().filter(|key| !["name", "type"].contains(key)).collect();
        assert_eq!(faults(row, &least), "", "{}", row.name);
        let is_refused = |key: &str| {
            let key = TIED.iter().find(|(tied, _)| *tied == key).map_or(key, |(_, to)| to);
            ["required", "constraint"].contains(&key) && !faults(row, &[&least[..], &[key]].concat()).is_empty()
        };
        let others = FIELD_KEYS.iter().chain(row.keys).map(|key| key.name);
        let others = others.filter(|key| !least.contains(key) && !["name", "type"].contains(key));
        let keys: Vec<&str> = least.iter().copied().chain(others.filter(|key| !is_refused(key))).collect();
        let WithDiagnostics { value, mut diagnostics } = read(row, &keys);
        diagnostics.retain(|found| found.severity == Severity::Error);
        assert_eq!(lines(&diagnostics, &value.sources), "", "{}", row.name);
        let form = value.site.forms.iter().find(|form| form.id == *"keys").expect("the form");
        let issued = issue(&value.site, form, None);
        for layout in PrintLayout::ALL {
            let laid = form_document(&issued, layout, &FONTS).value;
            let (words, heard) = (words(&laid), heard(&laid));
            for key in &keys {
                // A note says its label, and has no other.
                for word in tried(row.name, key).1 {
                    assert!(words.contains(word), "{}: `{key}` is not seen ({layout:?}): {words}", row.name);
                }
                let said = HEARD.iter().find(|(of, _)| of == key).map(|(_, said)| *said).unwrap_or_default();
                for word in said.iter().filter(|_| !heard.is_empty()) {
                    let is_heard = heard.iter().any(|heard| heard.contains(word));
                    assert!(is_heard, "{}: `{key}` is not heard ({layout:?}): {heard:#?}", row.name);
                }
            }
        }
    }
}
