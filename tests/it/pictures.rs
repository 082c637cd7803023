//! Pictures of sheets show what the sheets hold, and places name what can be typed in on them.

use std::collections::BTreeSet;

use formpress::testing::model::issue;
use formpress::testing::paper::{
    FieldBox, FieldBoxKind, LONG_DASH, PaperDocument, PaperMark, PaperPage, PrintLayout, TextRun, form_document,
};
use formpress::testing::svg::SharedSvg;
use roxmltree::{Document, Node};

use crate::programme::{FONTS, PROGRAMME};

/// The generic sheets of every form, in both layouts.
fn all() -> Vec<PaperDocument> {
    let site = &PROGRAMME.site;
    let laid = |form| PrintLayout::ALL.map(|layout| form_document(&issue(site, form, None), layout, &FONTS).value);
    site.forms.iter().flat_map(laid).collect()
}

/// Every sheet with its picture.
fn pictures(sheets: &PaperDocument) -> impl Iterator<Item = (&PaperPage, String)> {
    let plate = SharedSvg::new(sheets);
    let pictured = move |(index, sheet)| (sheet, plate.picture(sheets, index + 1).expect("there is such a page"));
    sheets.pages.iter().enumerate().map(pictured)
}

fn parsed(picture: &str) -> Document<'_> {
    Document::parse(picture).expect("well-formed XML")
}

fn texts<'a>(document: &'a Document<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(|node| node.tag_name().name() == "text")
}

fn words(node: Node) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

fn said(run: &TextRun) -> String {
    let text: String = run.glyphs.iter().map(|glyph| glyph.character).collect();
    text.replace(LONG_DASH, "——").split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is typed in on a sheet.
fn fields(sheet: &PaperPage) -> impl Iterator<Item = &FieldBox> {
    sheet.marks().filter_map(|placed| match &placed.mark {
        PaperMark::Field(field) => Some(field),
        _ => None,
    })
}

#[test]
fn a_page_as_text() {
    let sheets = all().into_iter().find(|sheets| sheets.metadata.form == *"agreement").expect("it is laid out");
    insta::assert_snapshot!("agreement", SharedSvg::new(&sheets).picture(&sheets, 1).expect("a page"));
    assert_eq!([0, sheets.pages.len() + 1].map(|page| SharedSvg::new(&sheets).picture(&sheets, page)), [None, None]);
}

#[test]
fn a_picture_says_what_the_sheet_says_where_it_says_it() {
    let hundredths = |length: f64| (length * 100.0).round() as i64;
    for sheets in &all() {
        for (sheet, picture) in pictures(sheets) {
            let document = parsed(&picture);
            let shown: BTreeSet<(i64, i64, String)> = texts(&document)
                .map(|text| {
                    let number = |node: Node, name| {
                        let list = node.attribute(name).expect("a place");
                        hundredths(list.split(' ').next().and_then(|first| first.parse().ok()).expect("a number"))
                    };
                    let first = text.first_element_child().unwrap_or(text);
                    (number(first, "x"), number(text, "y"), words(text))
                })
                .collect();
            let placed: BTreeSet<(i64, i64, String)> = sheet
                .marks()
                .filter_map(|placed| match &placed.mark {
                    PaperMark::Text(run) => Some(run),
                    _ => None,
                })
                .filter(|run| !said(run).is_empty())
                .map(|run| {
                    let first = run.glyphs.iter().find(|glyph| glyph.character != ' ').expect("it says something");
                    (hundredths((run.origin.x + first.x).0), hundredths(run.origin.y.0), said(run))
                })
                .collect();
            assert_eq!(shown, placed);
        }
    }
}

/// It is shown by `<img>`: a browser runs, loads and follows nothing there.
#[test]
fn a_picture_needs_nothing_else() {
    let allowed: BTreeSet<&str> = ["svg", "title", "g", "path", "text", "tspan"].into();
    for sheets in all() {
        for (_, picture) in pictures(&sheets) {
            let document = parsed(&picture);
            let root = document.root_element();
            assert_eq!(root.attribute("viewBox"), Some("0 0 210 297"));
            let title = words(root.first_element_child().expect("a title"));
            assert!(title.starts_with(&sheets.metadata.title), "{title}");
            let elements: BTreeSet<&str> =
                root.descendants().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
            assert!(elements.is_subset(&allowed), "{elements:?}");
            let outside = |value: &str| value.contains("url(") || value.contains("//");
            let loads =
                root.descendants().flat_map(|node| node.attributes()).any(|attribute| outside(attribute.value()));
            assert!(!loads, "something from outside");
        }
    }
}

#[test]
fn places_are_those_of_the_fields() {
    for sheets in &all() {
        let script = SharedSvg::new(sheets).places(sheets, "0123abcd");
        let data = script.strip_prefix("\"use strict\";\n(window.formpress = window.formpress || {}).places = ");
        let data = data.and_then(|data| data.strip_suffix(";\n")).expect("a script of data alone");
        let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
        assert_eq!((data["width"].as_f64(), data["height"].as_f64()), (Some(210.0), Some(297.0)));
        assert_eq!(data["pages"], sheets.pages.len());
        assert_eq!(data["edition"], "0123abcd");
        let listed = data["fields"].as_array().expect("a list");
        let on_paper: Vec<(usize, &FieldBox)> = sheets
            .pages
            .iter()
            .enumerate()
            .flat_map(|(index, sheet)| fields(sheet).map(move |field| (index + 1, field)))
            .collect();
        assert_eq!(listed.len(), on_paper.len());
        for (place, (page, field)) in listed.iter().zip(on_paper) {
            assert_eq!((place["name"].as_str(), &place["page"]), (Some(field.name.as_str()), &page.into()));
            let rect = [field.rect.x, field.rect.y, field.rect.width, field.rect.height];
            for (key, length) in ["x", "y", "width", "height"].into_iter().zip(rect) {
                assert!((place[key].as_f64().expect("a number") - length.0).abs() < 0.0051, "{key} of {}", field.name);
            }
            let value = place["value"].as_str();
            let expected = match &field.kind {
                FieldBoxKind::Text { multiline, centered, .. } => {
                    assert_eq!(place["multiline"].as_bool().unwrap_or(false), *multiline);
                    assert_eq!(place["centered"].as_bool().unwrap_or(false), *centered);
                    ("text", None, None)
                }
                FieldBoxKind::Comb { boxes } => ("comb", None, Some(u64::from(*boxes))),
                FieldBoxKind::Radio { value } => ("radio", Some(value.as_str()), None),
                FieldBoxKind::Check { value } => ("check", Some(value.as_str()), None),
            };
            assert_eq!((place["kind"].as_str().expect("a kind"), value, place["boxes"].as_u64()), expected);
        }
    }
}
