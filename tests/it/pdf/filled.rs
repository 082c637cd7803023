//! Filled-in copies, read back: whose each page is, and what a number in boxes is found by.

use std::collections::BTreeMap;
use std::fs;

use formpress::testing::model::{AnswerName, FieldText, FieldValues, issue};
use formpress::testing::paper::{
    FieldBox, FieldBoxKind, PaperDocument, PaperMark, PrintLayout, TextFieldSettings, fill_document, form_document,
};

use super::keep;
use super::reading::Reading;
use crate::all_kinds::{ALL_KINDS, csv_of};
use crate::programme::{FONTS, PROGRAMME, form};
use crate::workshop::Workshop;

/// A copy of the form that asks for everything, with a row on a continuation sheet; or several in one file.
fn copy(form: &str, rows: usize, flatten: bool) -> Reading {
    let workshop = Workshop::new();
    workshop.write("forms/all.yaml", &form.replace("number: 之一", "number: 之二"));
    let serial = |row| if form.contains("serial:") { format!("420100-1-2026-000{row}") } else { "X".repeat(16) };
    let table = csv_of((1..=rows).map(|row| vec![("serial", serial(row)), ("sheet", serial(row))]));
    // A column for the fortieth row.
    let table =
        table.replacen("\r\n", ",steps.40.what\r\n", 1).replace("2026-11-03\"\r\n", "2026-11-03\",第四十次\r\n");
    workshop.write("people.csv", &table);
    let mut arguments = vec!["fill", "all", "--data", "people.csv", "-o", "all.pdf"];
    arguments.extend(flatten.then_some("--flatten"));
    let run = workshop.run(&arguments);
    assert_eq!(run.code, 0, "{}", run.told());
    let bytes = fs::read(workshop.path("all.pdf")).expect("printed");
    Reading::of(&keep(&format!("all-{rows}-{flatten}.pdf"), bytes))
}

fn heads(reading: &Reading) -> Vec<&String> {
    reading.artifacts.iter().filter(|artifact| artifact.starts_with("Header at Top: 全部栏目（续）")).collect()
}

#[test]
fn every_page_of_a_copy_says_its_number() {
    let reading = copy(ALL_KINDS, 1, true);
    let heads = heads(&reading);
    assert_eq!(heads.len(), reading.page_labels().len() - 1, "{heads:?}");
    assert!(heads.len() >= 2, "a following page and a continuation sheet");
    assert!(heads.iter().all(|head| head.contains("›编号：420100-1-2026-0001")), "{heads:?}");
}

#[test]
fn every_page_of_a_stack_says_whose_it_is() {
    let reading = copy(ALL_KINDS, 2, true);
    for (row, other) in [(1, 2), (2, 1)] {
        let own = |head: &&&String| head.contains(&format!("420100-1-2026-000{row}"));
        let heads = heads(&reading);
        assert_eq!(
            heads.iter().filter(own).count() * 2,
            heads.len(),
            "half of the pages are of row {row}, not {other}"
        );
    }
}

#[test]
fn a_number_typed_on_one_page_is_typed_on_all() {
    let reading = copy(ALL_KINDS, 2, false);
    let fields = reading.fields();
    let on_page = |page: usize, name: &str| {
        let places = fields.lines().filter(|line| line.starts_with(&format!("{page} {name} ")));
        places.count()
    };
    let pages = reading.page_labels().len();
    let first = (1..=pages).filter(|page| on_page(*page, "serial.2") == 1).count();
    let second = (1..=pages).filter(|page| on_page(*page, "part2.serial.2") == 1).count();
    assert!(first > 2 && first == second, "{fields}");
    assert!(fields.contains("“第 2 页的编号，第二段，4位”"), "{fields}");
}

#[test]
fn a_form_without_a_pattern_has_its_number_on_every_page_too() {
    let form = ALL_KINDS.replace("serial: \"${adcode}-1-____-____\"\n", "");
    let reading = copy(&form, 1, true);
    let heads = heads(&reading);
    assert!(heads.len() >= 2 && heads.iter().all(|head| head.contains("›编号：XXXXXXXXXXXXXXXX")), "{heads:?}");
}

#[test]
fn what_is_filled_into_boxes_and_blanks_is_one_word() {
    let tags = copy(ALL_KINDS, 1, true).tags();
    for word in
        ["11010519491231002X", "11010519491231002X43B1", "编号：420100-1-2026-0001", "1988年5月", "2026年11月1日"]
    {
        assert!(tags.contains(&format!("›{word}”")), "{word} is not whole in {tags}");
    }
}

#[test]
fn a_tick_in_a_copy_is_heard_with_its_question() {
    let tags = copy(ALL_KINDS, 1, true).tags();
    let on = tags.lines().find(|line| line.contains("是否访到，是，已选")).expect("the tick that is on");
    assert!(on.trim().starts_with("Form") && on.contains("checked=on"), "{on}");
    let off = tags.lines().find(|line| line.contains("是否访到，否")).expect("the tick that is off");
    assert!(off.contains("checked=off"), "{off}");
}

/// The form with every kind of field, in its regular layout.
fn gallery() -> PaperDocument {
    let laid = form_document(&issue(&PROGRAMME.site, form("gallery"), None), PrintLayout::Regular, &FONTS);
    assert_eq!(laid.diagnostics, []);
    laid.value
}

#[test]
fn no_field_for_words_takes_more_than_the_sheet_can_print() {
    let blank = gallery();
    let fields = blank.pages.iter().flat_map(|page| page.marks()).filter_map(|placed| match &placed.mark {
        PaperMark::Field(field) if !field.numeric && placed.element.is_some() => Some(field),
        _ => None,
    });
    let typed = |field: &FieldBox| {
        let most = TextFieldSettings::of(field)?.max_length as usize;
        let column = field.name.clone();
        Some((field.name.clone(), FieldText { text: "国".repeat(most), column }))
    };
    let written: BTreeMap<AnswerName, FieldText> = fields.filter_map(typed).collect();
    assert!(written.len() > 5, "{written:?}");
    let entries = FieldValues { texts: written, ..FieldValues::default() };
    assert_eq!(fill_document(&blank, &entries, &FONTS).err(), None);
}

#[test]
fn every_field_for_text_has_an_end_and_fits_its_cell() {
    for placed in gallery().pages.iter().flat_map(|page| page.marks()) {
        let PaperMark::Field(field @ FieldBox { kind: FieldBoxKind::Text { length, multiline, .. }, .. }) =
            &placed.mark
        else {
            continue;
        };
        let typing = TextFieldSettings::of(field).expect("a field for text");
        assert!(
            typing.max_length >= 1 && length.is_none_or(|length| typing.max_length <= length),
            "{field:?}: {typing:?}"
        );
        assert!(typing.multiline || !multiline, "{field:?}: {typing:?}");
        // A line in the sheet's own type has room for as many hanzi.
        if let Some(size) = typing.size {
            assert!(size.mm() * f64::from(typing.max_length) <= typing.rect.width, "{field:?}: {typing:?}");
        }
    }
}
