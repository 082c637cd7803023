//! The program filling in copies: which files there are afterwards, and what is said.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use formpress::testing::words::column_letters;
use lopdf::{Dictionary, Document, Object};

use crate::all_kinds::{ALL_KINDS, RIGHT, csv_of};
use crate::workshop::{Workshop, contents};

fn workshop() -> Workshop {
    let workshop = Workshop::new();
    workshop.write("forms/all.yaml", &ALL_KINDS.replace("number: 之一", "number: 之二"));
    workshop
}

/// The names of the files in a folder.
fn names(workshop: &Workshop, folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(workshop.path(folder)).expect("the folder is there");
    entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect()
}

/// A fault in each of twenty rows: the row in the table, and what is changed.
const PLANTED: [(usize, &str, &str); 20] = [
    (2, "name", ""),
    (51, "name", "字字字字字字字"),
    (77, "birth", "2027-01"),
    (102, "phone", "1380013800"),
    (150, "number", "A1"),
    (199, "id", "110105194912310021"),
    (200, "id", "1.10105E+17"),
    (256, "certificate", "11010519491231002X"),
    (300, "met", "也许"),
    (333, "reason", "外出"),
    (404, "modes", "步行"),
    (444, "times", "0"),
    (500, "income", "三千"),
    (512, "to", "2026-10-31"),
    (600, "serial", "1"),
    (666, "remarks", "写得太长，这一格放不下，字缩到最小也放不下。"),
    (700, "checks.pay", ""),
    (808, "steps.1.what", ""),
    (900, "consent.share.employer", "不知道"),
    (1001, "name", "测\u{F0001}"),
];

/// The named column of the row, spoilt; an over-long remark is made longer than any continuation sheet takes.
fn spoilt(row: usize) -> Option<(&'static str, String)> {
    let (_, column, value) = PLANTED.into_iter().find(|(planted, ..)| *planted == row)?;
    let times = if column == "remarks" { 500 } else { 1 };
    Some((column, value.repeat(times)))
}

#[test]
fn of_a_thousand_rows_the_right_ones_are_printed_and_the_others_told() {
    let workshop = workshop();
    let rows = (2..=1001).map(|row| {
        let mut changes = vec![("name", format!("测试{row}")), ("serial", format!("420100-1-2026-{row:04}"))];
        if let Some((column, value)) = spoilt(row) {
            changes.retain(|(name, _)| *name != column);
            changes.push((column, value));
        }
        changes
    });
    workshop.write("people.csv", &csv_of(rows));
    let run = workshop.run(&["fill", "all", "--data", "people.csv", "--flatten", "-o", "copies"]);
    assert_eq!(run.code, 1, "{}", run.told());
    let right = (2..=1001).filter(|row| spoilt(*row).is_none()).map(|row| format!("{row:04}.pdf"));
    assert_eq!(names(&workshop, "copies"), right.collect());
    let places: BTreeSet<String> = run
        .err
        .lines()
        .filter(|line| line.contains("错误["))
        .map(|line| line.split(": ").next().unwrap_or("").to_owned())
        .collect();
    let column =
        |name: &str| column_letters(RIGHT.iter().position(|(column, _)| *column == name).expect("a column") + 1);
    let planted = PLANTED.iter().map(|(row, name, _)| format!("people.csv 第{row}行 {}列", column(name)));
    assert_eq!(places, planted.collect());
    assert!(run.err.contains("980 份已填好") && run.err.contains("20 行有错"), "{}", run.err);
}

/// Every field of a PDF that has a value: its dotted name and the value.
fn values(bytes: &[u8]) -> Vec<(String, String)> {
    let document = Document::load_mem(bytes).expect("a PDF");
    let form = document.catalog().and_then(|catalog| document.get_dict_in_dict(catalog, b"AcroForm")).expect("a form");
    let mut values = Vec::new();
    let fields = form.get(b"Fields").and_then(Object::as_array).expect("fields");
    for field in fields {
        gather(&document, field, "", &mut values);
    }
    values
}

fn gather(document: &Document, field: &Object, above: &str, values: &mut Vec<(String, String)>) {
    let field: &Dictionary = document.dereference(field).and_then(|(_, object)| object.as_dict()).expect("a field");
    let Ok(part) = field.get(b"T").and_then(lopdf::decode_text_string) else { return };
    let name = if above.is_empty() { part } else { format!("{above}.{part}") };
    match field.get(b"V") {
        Ok(Object::Name(state)) if state != b"Off" => {
            values.push((name.clone(), String::from_utf8_lossy(state).into_owned()));
        }
        Ok(text @ Object::String(..)) => values.push((name.clone(), lopdf::decode_text_string(text).expect("text"))),
        _ => {}
    }
    for kid in field.get(b"Kids").and_then(Object::as_array).into_iter().flatten() {
        gather(document, kid, &name, values);
    }
}

#[test]
fn fields_hold_what_the_table_says_and_show_it() {
    let workshop = workshop();
    workshop.write("people.csv", &csv_of([vec![]]));
    let run = workshop.run(&["fill", "all", "--data", "people.csv", "-o", "copies"]);
    assert_eq!(run.code, 0, "{}", run.told());
    let bytes = fs::read(workshop.path("copies/0002.pdf")).expect("printed");
    let text: Vec<String> = values(&bytes).into_iter().map(|(name, value)| format!("{name} = {value}")).collect();
    insta::assert_snapshot!("filled-fields", text.join("\n"));
    let document = Document::load_mem(&bytes).expect("a PDF");
    let widgets = document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| dict.has(b"AP"));
    for widget in widgets.filter(|dict| matches!(dict.get(b"V"), Ok(Object::String(..)))) {
        let shown = document.get_dict_in_dict(widget, b"AP").and_then(|ap| ap.get(b"N")).expect("an appearance");
        let stream = document.dereference(shown).and_then(|(_, object)| object.as_stream()).expect("a stream");
        assert!(String::from_utf8_lossy(&stream.content).contains("TJ"), "a value that nobody sees: {widget:?}");
    }
}

#[test]
fn a_copy_says_nothing_of_the_others_on_any_number_of_threads() {
    let workshop = workshop();
    let row = |name: &str, serial: &str| vec![("name", name.to_owned()), ("serial", format!("420100-1-2026-{serial}"))];
    workshop.write("all.csv", &csv_of([row("测试一", "0001"), row("龘龘", "0002"), row("翀翀", "0003")]));
    workshop.write("one.csv", &csv_of([row("测试一", "0001")]));
    for (data, jobs, out) in [("all.csv", "1", "a"), ("all.csv", "8", "b"), ("one.csv", "2", "c")] {
        let run = workshop.run(&["fill", "all", "--data", data, "--flatten", "--jobs", jobs, "-o", out]);
        assert_eq!(run.code, 0, "{}", run.told());
    }
    assert!(contents(workshop.picture("a")) == contents(workshop.picture("b")));
    let alone = fs::read(workshop.path("c/0002.pdf")).expect("printed");
    assert!(fs::read(workshop.path("a/0002.pdf")).expect("printed") == alone);
}

#[test]
fn all_copies_in_one_file_begin_on_right_hand_pages() {
    let workshop = workshop();
    let second = vec![("name", "测试二".to_owned()), ("serial", "420100-1-2026-0002".to_owned())];
    let third = vec![("name", String::new()), ("serial", "420100-1-2026-0003".to_owned())];
    workshop.write("people.csv", &csv_of([vec![], second, third]));
    let run = workshop.run(&["fill", "all", "--data", "people.csv", "-o", "all.pdf"]);
    assert_eq!(run.code, 1, "{}", run.told());
    let bytes = fs::read(workshop.path("all.pdf")).expect("printed");
    let names: Vec<(String, String)> =
        values(&bytes).into_iter().filter(|(name, _)| name == "name" || name.ends_with(".name")).collect();
    let value = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(names, [value("name", "测试一"), value("part2.name", "测试二")]);
}

#[test]
fn more_rows_than_the_sheet_has_go_to_continuation_sheets() {
    let workshop = workshop();
    let pages = |file: &str| {
        let bytes = fs::read(workshop.path(file)).expect("printed");
        (Document::load_mem(&bytes).expect("a PDF").get_pages().len(), values(&bytes))
    };
    let second = vec![("name", "测试二".to_owned()), ("serial", "420100-1-2026-0002".to_owned())];
    let table = csv_of([vec![], second]);
    // A column for the fortieth row, which only the first copy has.
    let table = table.replacen("\r\n", ",steps.40.what\r\n", 1);
    let table = table.replacen("2026-11-03\"\r\n", "2026-11-03\",第四十次\r\n", 1);
    workshop.write("people.csv", &table);
    let run = workshop.run(&["fill", "all", "--data", "people.csv", "-o", "copies"]);
    assert_eq!(run.code, 0, "{}", run.told());
    let ((long, filled), (short, _)) = (pages("copies/0002.pdf"), pages("copies/0003.pdf"));
    assert!(long > short, "{long} {short}");
    assert!(filled.contains(&("steps.40.what".to_owned(), "第四十次".to_owned())), "{filled:?}");
}

#[test]
fn what_a_cell_has_no_room_for_goes_to_a_continuation_sheet() {
    let workshop = workshop();
    let long = "写得很长，这一格放不下，字缩到最小也放不下。".repeat(20);
    let second = vec![("serial", "420100-1-2026-0002".to_owned()), ("name", "测试二".to_owned())];
    workshop.write("people.csv", &csv_of([vec![("remarks", long)], second]));
    for (out, more) in [("fields", &[][..]), ("paper", &["--flatten"][..])] {
        let run = workshop.run(&[&["fill", "all", "--data", "people.csv", "-o", out][..], more].concat());
        assert_eq!(run.code, 0, "{}", run.told());
        let of =
            |row: &str| Document::load(workshop.path(&format!("{out}/{row}.pdf"))).expect("a PDF").get_pages().len();
        assert_eq!(of("0002"), of("0003") + 1, "{out}");
    }
    let bytes = fs::read(workshop.path("fields/0002.pdf")).expect("printed");
    assert!(values(&bytes).contains(&("remarks".to_owned(), "见续页".to_owned())));
}

#[test]
fn nothing_is_overwritten_and_nothing_half_is_left() {
    let workshop = workshop();
    workshop.write("right.csv", &csv_of([vec![]]));
    workshop.write("wrong.csv", &csv_of([vec![("name", String::new())]]));
    workshop.write("headings.csv", "nmae\n测试一\n");
    workshop.write("mine/letter.txt", "mine");
    workshop.write("old.pdf", "mine");
    workshop.write("old.xlsx", "mine");
    let before = contents(workshop.picture(""));
    let table: [(&[&str], i32); 9] = [
        (&["fill", "all", "--data", "right.csv", "-o", "mine"], 2),
        (&["fill", "all", "--data", "right.csv", "-o", "old.pdf"], 2),
        (&["fill", "all", "--data", "right.csv", "-o", "nowhere/copies"], 2),
        (&["fill", "all", "--data", "right.csv"], 2),
        (&["fill", "all", "-o", "copies"], 2),
        (&["fill", "all", "--data", "nobody.csv", "-o", "copies"], 2),
        (&["fill", "all", "--data", "wrong.csv", "-o", "copies"], 1),
        (&["fill", "all", "--data", "headings.csv", "-o", "copies"], 1),
        (&["fill", "--template", "all", "-o", "old.xlsx"], 2),
    ];
    let mut text = String::new();
    for (arguments, code) in table {
        let run = workshop.run(arguments);
        assert_eq!(run.code, code, "{}", run.told());
        text += &format!("$ formpress {}\n{}\n", arguments.join(" "), run.told());
    }
    assert!(contents(workshop.picture("")) == before, "something was written or taken away");
    insta::assert_snapshot!("refusals", text);
}

#[test]
fn an_empty_table_is_made_filled_and_read() {
    let workshop = workshop();
    for file in ["all.csv", "all.xlsx"] {
        let run = workshop.run(&["fill", "--template", "all", "-o", file]);
        assert_eq!(run.code, 0, "{}", run.told());
    }
    let rows = workshop.read("all.csv");
    let headings = rows.lines().next().expect("headings");
    // As somebody fills it in: by the names in the headings.
    let cell = |heading: &str| {
        let name = heading.trim_end_matches('*').trim_end_matches('）').rsplit('（').next().unwrap_or_default();
        let value = RIGHT.iter().find(|(column, _)| *column == name).map_or("", |(_, value)| *value);
        format!("\"{value}\"")
    };
    let row: Vec<String> = headings.trim_start_matches('\u{feff}').split(',').map(cell).collect();
    workshop.write("all.csv", &format!("{rows}{}\r\n", row.join(",")));
    let run = workshop.run(&["fill", "all", "--data", "all.csv", "-o", "copies"]);
    assert_eq!(run.code, 0, "{}", run.told());
    assert_eq!(names(&workshop, "copies"), BTreeSet::from(["0003.pdf".to_owned()]));
    assert!(Path::new(&workshop.path("all.xlsx")).exists());
}
