//! The PDFs of forms, in every variant: what a
//! screen reader meets, what the tab key reaches.

use std::collections::BTreeSet;

use formpress::testing::model::{Variant, issue, issue_programme};
use formpress::testing::paper::{PaperDocument, PrintLayout, booklet, form_document};
use formpress::testing::pdf::{FontSet, PdfFileOptions, characters_by_face, font_set, pdf};
use lopdf::Document;

use super::keep;
use super::reading::Reading;
use crate::programme::{FONTS, PROGRAMME, form};
use crate::workshop::Workshop;

fn set(sheets: &PaperDocument) -> FontSet {
    font_set(&FONTS, &characters_by_face(sheets)).expect("faces that can be subset")
}

/// One form as it is handed out, read back.
fn reading(id: &str, variant: Variant) -> Reading {
    let laid = form_document(&issue(&PROGRAMME.site, form(id), None), PrintLayout::of(variant), &FONTS);
    assert_eq!(laid.diagnostics, []);
    let fillable = variant == Variant::Fillable;
    let faces = match fillable {
        true => set(&laid.value).with_typing_in_face(&FONTS).expect("faces that can be subset"),
        false => set(&laid.value),
    };
    let bytes = pdf(&laid.value, &faces, &PdfFileOptions { fillable });
    Reading::of(&keep(&format!("{id}-{}.pdf", variant.name()), bytes))
}

/// What is heard, then what runs along the edges.
fn reads(id: &str, variant: Variant) -> Reading {
    let reading = reading(id, variant);
    let heard = format!("{}\n{}", reading.tags(), reading.artifacts.join("\n"));
    insta::assert_snapshot!(format!("{id}-{}", variant.name()), heard);
    reading
}

#[test]
fn every_kind_of_field_reads_in_order() {
    insta::assert_snapshot!("gallery-fields", reads("gallery", Variant::Fillable).fields());
    reads("gallery", Variant::Large);
}

#[test]
fn articles_read_in_order() {
    reads("agreement", Variant::Fillable);
}

#[test]
fn rows_and_tables_read_in_order() {
    reads("record", Variant::Blank);
}

#[test]
fn tab_goes_through_rows_and_tables_in_order() {
    insta::assert_snapshot!("record-fields", reading("record", Variant::Fillable).fields());
}

#[test]
fn a_booklet_is_one_document_of_parts() {
    let laid = booklet(&issue_programme(&PROGRAMME.site, None), &FONTS).value;
    let reading = Reading::of(&keep("booklet.pdf", pdf(&laid, &set(&laid), &PdfFileOptions::default())));
    let is_landmark =
        |line: &&str| ["Document", "Part", "Sect", "H1", "H2"].contains(&line.trim().split(' ').next().unwrap_or(""));
    let tags = reading.tags();
    let lines: Vec<&str> = tags.lines().collect();
    let landmarks: Vec<String> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_landmark(line))
        .map(|(at, line)| {
            let words = lines.get(at + 1).filter(|_| line.trim().starts_with('H')).map_or("", |words| words.trim());
            format!("{line} {words}").trim_end().to_owned()
        })
        .collect();
    let pages = reading.page_labels().join(" · ");
    insta::assert_snapshot!("booklet-outline", format!("{}\n{}\n{pages}", landmarks.join("\n"), reading.outline()));
}

/// The characters that the fonts of a city's file have.
fn characters(variant: &str) -> BTreeSet<char> {
    let workshop = Workshop::new();
    let run = workshop.run(&["pdf", "visit", "--city", "wuhan", "--variant", variant, "--output", "visit.pdf"]);
    assert_eq!(run.code, 0, "{}", run.told());
    let document = Document::load(workshop.path("visit.pdf")).expect("a PDF");
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    let texts = streams.filter_map(|stream| String::from_utf8(stream.decompressed_content().ok()?).ok());
    let maps: Vec<String> = texts.filter(|text| text.contains("beginbfchar")).collect();
    let lines = maps.iter().flat_map(|map| map.lines()).filter_map(|line| line.split_once("> <"));
    lines
        .filter_map(|(_, meaning)| char::from_u32(u32::from_str_radix(meaning.trim_end_matches('>'), 16).ok()?))
        .collect()
}

#[test]
fn signs_to_type_are_in_files_to_type_in_alone() {
    let typed = characters("fillable");
    assert!((' '..='~').chain("、。《》（）℃①".chars()).all(|sign| typed.contains(&sign)), "{typed:?}");
    let printed = characters("blank");
    assert!(printed.contains(&'武') && !printed.contains(&'~') && !printed.contains(&'℃'), "{printed:?}");
}
