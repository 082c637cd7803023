//! Room to write: a limit goes no further than its cell, and what has no room in its cell is printed all the same.

use std::collections::{BTreeMap, BTreeSet};

use formpress::testing::load::{SettingOverrides, load_files};
use formpress::testing::model::{Answer, AnswerName, AnswerType, Answers, FieldText, FieldValues, issue};
use formpress::testing::paper::{
    Face, FieldBoxValue, OverflowAnswer, PaperDocument, PaperMark, PaperPage, PrintLayout, TextFieldSettings,
    fill_document, form_document, form_document_with_rows,
};
use formpress::testing::words::Diagnostic;

use crate::programme::{FONTS, PROGRAMME};
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
fn laid(width: u32, length: u32) -> (PaperDocument, Vec<Diagnostic>) {
    let (own, other) = (format!("width: {width}, length: {length}"), format!("width: {}", 16 - width));
    let form = format!(
        "{FORM}      - {{name: a, type: text, label: 地址, {own}}}\n      - {{name: b, type: text, label: 备注, {other}}}\n"
    );
    let files = FILES.into_iter().filter(|(path, _)| !path.starts_with("forms/") && !path.contains("cities/"));
    let files: Vec<(&str, &[u8])> =
        files.chain([("forms/small.yaml", form.as_str())]).map(|(path, text)| (path, text.as_bytes())).collect();
    let site = load_files(files, &SettingOverrides::default()).value.site;
    let laid = form_document(&issue(&site, &site.forms[0], None), PrintLayout::Regular, &FONTS);
    (laid.value, laid.diagnostics)
}

/// How many characters may be typed in the field.
fn typed(sheets: &PaperDocument) -> u32 {
    let mut marks = sheets.pages.iter().flat_map(|page| page.marks());
    let field = marks.find_map(|placed| match &placed.mark {
        PaperMark::Field(field) if field.name.as_str() == "a" => TextFieldSettings::of(field),
        _ => None,
    });
    field.expect("a field for text").max_length
}

/// What fills the message's names: of lengths in millimetres and of characters.
fn number(fault: &Diagnostic, name: &str) -> f64 {
    fault.argument(name).and_then(|value| value.parse().ok()).expect("a number")
}

#[test]
fn a_limit_goes_as_far_as_its_cell_and_no_further() {
    for width in 2..16 {
        let most = typed(&laid(width, 1000).0);
        let (right, faults) = laid(width, most);
        assert_eq!(faults, [], "{most} characters in {width} columns");
        assert_eq!(typed(&right), most, "what may be typed is what the form allows, in {width} columns");

        let (name, text) = ("a".parse::<AnswerName>().expect("a name"), "字".repeat(most as usize));
        let written = BTreeMap::from([(name.clone(), FieldText { text, column: name })]);
        let filled = fill_document(&right, &FieldValues { texts: written, ..FieldValues::default() }, &FONTS)
            .expect("it can be printed");
        assert_eq!(
            filled.overflow,
            BTreeSet::new(),
            "{most} characters have room in {width} columns of a filled-in copy"
        );

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

/// What a page prints, run by run, and what is filled in on it.
fn words(page: &PaperPage) -> Vec<String> {
    let run = |placed: &formpress::testing::paper::PlacedMark| match &placed.mark {
        PaperMark::Text(run) => vec![run.glyphs.iter().map(|glyph| glyph.character).collect()],
        PaperMark::Field(field) => match &field.value {
            Some(FieldBoxValue::Written { text, .. }) => vec![text.clone()],
            Some(FieldBoxValue::On) | None => Vec::new(),
        },
        _ => Vec::new(),
    };
    page.marks().flat_map(run).collect()
}

/// Every place for text of every form, with more than it takes: the place says 见续页, and all of it stands behind the
/// form under the number and the label of its item.
#[test]
fn what_has_no_room_stands_whole_on_a_continuation_sheet() {
    for form in &PROGRAMME.site.forms {
        let form = &issue(&PROGRAMME.site, form, None);
        let columns = form.columns(&BTreeMap::new());
        let texts: Vec<_> = columns
            .iter()
            .filter(|column| {
                matches!(
                    column.answer_type,
                    AnswerType::Line { .. } | AnswerType::Area { .. } | AnswerType::Other { .. }
                ) && column.name != AnswerName::serial()
            })
            .collect();
        let text = |at: usize| format!("第{at}处：{}。\n完。", "很长的回答".repeat(300));
        let answers: Answers =
            texts.iter().enumerate().map(|(at, column)| (column.name.clone(), Answer::Text(text(at)))).collect();
        let entries = FieldValues::of(&columns, &answers);
        let blank = form_document(form, PrintLayout::Regular, &FONTS).value;
        let first = fill_document(&blank, &entries, &FONTS).expect("all of it can be printed");
        assert_eq!(
            first.overflow,
            texts.iter().map(|column| column.name.clone()).collect::<BTreeSet<_>>(),
            "{}",
            form.id
        );

        let rest: Vec<OverflowAnswer> = (texts.iter().enumerate())
            .map(|(at, column)| OverflowAnswer { number: column.number, label: column.label.clone(), text: text(at) })
            .collect();
        let laid = form_document_with_rows(form, PrintLayout::Regular, &BTreeMap::new(), &rest, &FONTS);
        assert_eq!(laid.diagnostics, []);
        let sheets = fill_document(&laid.value, &entries, &FONTS).expect("all of it can be printed").document;
        let (own, behind) = sheets.pages.split_at(blank.pages.len());
        let referred = own.iter().flat_map(words).filter(|words| matches!(words.as_str(), "见续页" | "续")).count();
        assert!(referred >= texts.len(), "{}: {referred} places of {} say where to look", form.id, texts.len());
        let printed: String = behind.iter().flat_map(words).collect();
        for (at, column) in texts.iter().enumerate() {
            let label = column.number.map(|number| format!("第 {number} 项　")).unwrap_or_default() + &column.label;
            let whole = label + &text(at).replace('\n', "");
            // What runs from page to page has the running lines between.
            let begins: String = whole.chars().take(60).collect();
            assert!(printed.contains(&begins), "{}: {begins} of {printed}", form.id);
        }
        let typed = |page: &PaperPage| -> usize {
            let runs = page.marks().filter_map(|placed| match &placed.mark {
                PaperMark::Text(run) if run.face == Face::Typed => Some(run.glyphs.len()),
                _ => None,
            });
            runs.sum()
        };
        let all: usize = (0..texts.len()).map(|at| text(at).chars().count() - 1).sum();
        assert_eq!(behind.iter().map(typed).sum::<usize>(), all, "{}: something is cut off", form.id);
    }
}
