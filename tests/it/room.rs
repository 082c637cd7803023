//! Room to write: a limit goes no further than its cell.

use formpress::diagnostic::Diagnostic;
use formpress::load::{Overrides, load_files};
use formpress::model::issue;
use formpress::paper::sheet::{Mark, Sheets};
use formpress::paper::typing::Typing;
use formpress::paper::{Layout, sheets};

use crate::programme::FONTS;
use crate::sample::FILES;

const FORM: &str = "\
number: 之一
title: 小例
version: 1.0.0
effective: 2026-11-01
filled_by: 办事人员
when: 随时
purpose: 试填
source: 五(七)7
copies: {holders: [机构存档]}
retention: {value: 3, unit: 年}
sections:
  - name: s
    title: 栏目
    source: 五(四)1
    fields:
";

/// The sheets of a form with a field for text in a cell of so many columns, another beside it, and what is said of them.
fn laid(width: u32, length: u32) -> (Sheets, Vec<Diagnostic>) {
    let (own, other) = (format!("width: {width}, length: {length}"), format!("width: {}", 16 - width));
    let form = format!(
        "{FORM}      - {{name: a, type: text, label: 地址, {own}}}\n      - {{name: b, type: text, label: 备注, {other}}}\n"
    );
    let files = FILES.into_iter().filter(|(path, _)| !path.starts_with("forms/") && !path.contains("cities/"));
    let files: Vec<(&str, &[u8])> =
        files.chain([("forms/small.yaml", form.as_str())]).map(|(path, text)| (path, text.as_bytes())).collect();
    let site = load_files(files, &Overrides::default()).value.site;
    let laid = sheets(&issue(&site, &site.forms[0], None), Layout::Regular, &FONTS);
    (laid.value, laid.diagnostics)
}

/// How many characters may be typed in the field.
fn typed(sheets: &Sheets) -> u32 {
    let mut marks = sheets.pages.iter().flat_map(|page| &page.marks);
    let field = marks.find_map(|placed| match &placed.mark {
        Mark::Field(field) if field.name.as_str() == "a" => Typing::of(field),
        _ => None,
    });
    field.expect("a field for text").most
}

/// What fills the message's names: of lengths in millimetres and of characters.
fn number(fault: &Diagnostic, name: &str) -> f64 {
    let found = fault.arguments.iter().find(|(argument, _)| *argument == name);
    found.and_then(|(_, value)| value.parse().ok()).expect("a number")
}

#[test]
fn a_limit_goes_as_far_as_its_cell_and_no_further() {
    for width in 2..16 {
        let most = typed(&laid(width, 1000).0);
        let (right, faults) = laid(width, most);
        assert_eq!(faults, [], "{most} characters in {width} columns");
        assert_eq!(typed(&right), most, "what may be typed is what the form allows, in {width} columns");

        let (_, faults) = laid(width, most + 1);
        let [fault] = &faults[..] else { panic!("{} characters in {width} columns: {faults:?}", most + 1) };
        assert_eq!(fault.message.code, "too-little-room");
        assert_eq!(number(fault, "most"), f64::from(most));
        // At 9 pt a hanzi is 3.175 mm wide; a row has two lines, and something is kept free at the sides.
        let (room, needed) = (number(fault, "room"), number(fault, "needed"));
        let line = f64::from(most / 2) * 3.175;
        assert!((line..line + 6.0).contains(&room), "{most} characters in {room} mm");
        assert!(needed > room, "{needed} mm of {room} mm");
    }
}
