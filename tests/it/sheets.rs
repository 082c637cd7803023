//! Sheets as text: every mark with its place in millimetres, every element of the structure.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use formpress::testing::model::{Anchor, City, Form, Name, issue, issue_programme};
use formpress::testing::paper::{
    A4, Colour, DashPattern, FieldBox, FieldBoxKind, PaperDocument, PaperMark, PaperPage, PlacedMark, PrintLayout,
    QrSymbol, StructureType, TextRun, booklet, form_document, form_document_with_rows,
};
use formpress::testing::words::{Mm, Rect};

use crate::programme::{FONTS, PROGRAMME, form};

fn laid_out(form: &Form, city: Option<&City>, layout: PrintLayout) -> PaperDocument {
    let laid = form_document(&issue(&PROGRAMME.site, form, city), layout, &FONTS);
    assert_eq!(laid.diagnostics, []);
    laid.value
}

/// What is told of where an item begins is the page with the first place to write of it; a text may begin before.
#[test]
fn an_item_begins_on_the_page_of_its_first_place() {
    for form in &PROGRAMME.site.forms {
        for layout in PrintLayout::ALL {
            let sheets = laid_out(form, None, layout);
            let first = |field: &Name| {
                let is_of = |placed: &PlacedMark| matches!(&placed.mark, PaperMark::Field(place) if place.name.parts().next() == Some(field.as_str()));
                sheets.pages.iter().position(|page| page.marks().any(is_of))
            };
            for field in form.top_fields() {
                let begins = sheets.anchor_pages.get(&Anchor::field(&field.name.value));
                let first = first(&field.name.value);
                assert!(begins.is_some(), "{} {layout:?} {}", form.id, field.name.value);
                if field.kind.is_question() && first.is_some() {
                    assert_eq!(begins, first.as_ref(), "{} {layout:?} {}", form.id, field.name.value);
                }
                for clause in field.kind.clauses() {
                    let begins = sheets.anchor_pages.get(&Anchor::field(&field.name.value).nested(&clause.name.value));
                    assert!(begins.is_some_and(|page| *page < sheets.pages.len()), "{} {}", form.id, clause.name.value);
                }
            }
        }
    }
}

fn marks(sheets: &PaperDocument) -> String {
    let mut out = String::new();
    for (number, sheet) in sheets.pages.iter().enumerate() {
        writeln!(out, "page {}", number + 1).expect("strings can be written to");
        for PlacedMark { mark, element } in sheet.marks() {
            let owner = element.map_or("-".into(), |element| element.0.to_string());
            writeln!(out, "  {owner:>4} {}", mark_text(mark)).expect("strings can be written to");
        }
    }
    out
}

fn mark_text(mark: &PaperMark) -> String {
    let dashed = |dash: &DashPattern| if matches!(dash, DashPattern::Solid) { "" } else { " dashed" };
    match mark {
        PaperMark::Text(run) => {
            let words = words(run);
            format!("text {} {} {:?} {}pt {words}", mm(run.origin.x), mm(run.origin.y), run.face, run.size.0)
        }
        PaperMark::Line { from, to, width, dash } => {
            let ends = format!("{} {} – {} {}", mm(from.x), mm(from.y), mm(to.x), mm(to.y));
            format!("line {ends} {}pt{}", width.0, dashed(dash))
        }
        PaperMark::Box { rect, fill, stroke } => {
            let fill = fill.map(|colour| format!(" fill {}", painted(colour))).unwrap_or_default();
            let stroke = stroke.map(|width| format!(" stroke {}pt", width.0)).unwrap_or_default();
            format!("box  {}{fill}{stroke}", place(*rect))
        }
        PaperMark::Circle { center, radius, dash, .. } => {
            format!("ring {} {} r {}{}", mm(center.x), mm(center.y), mm(*radius), dashed(dash))
        }
        PaperMark::QrSymbol(code) => format!("code {} {}", place(code.rect), code.text),
        PaperMark::Pictogram { pictogram, at, size, colour } => {
            format!("sign {} {} {} {} {}", mm(at.x), mm(at.y), mm(*size), pictogram.name, painted(*colour))
        }
        PaperMark::Field(field) => format!("room {} {}", place(field.rect), field_text(field)),
    }
}

fn painted(colour: Colour) -> String {
    match colour {
        Colour::Grey(level) => level.to_string(),
        Colour::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
    }
}

fn field_text(FieldBox { name, tooltip, required, kind: entry, .. }: &FieldBox) -> String {
    let entry = match entry {
        FieldBoxKind::Text { multiline, length, .. } => {
            let lines = if *multiline { "lines" } else { "line" };
            length.map_or(lines.into(), |length| format!("{lines} of {length}"))
        }
        FieldBoxKind::Comb { boxes } => format!("comb of {boxes}"),
        FieldBoxKind::Radio { value } => format!("one={value}"),
        FieldBoxKind::Check { value } => format!("any={value}"),
    };
    format!("{name} [{entry}]{} “{tooltip}”", if *required { " required" } else { "" })
}

fn words(run: &TextRun) -> String {
    run.glyphs.iter().map(|glyph| glyph.character).collect()
}

fn place(rect: Rect) -> String {
    format!("{} {} {}×{}", mm(rect.x), mm(rect.y), mm(rect.width), mm(rect.height))
}

fn mm(length: Mm) -> String {
    format!("{:.2}", length.0)
}

/// One harness for every sheet: its marks as text, as committed.
fn check(id: &str, layout: PrintLayout) {
    let name = match layout {
        PrintLayout::Regular => id.to_owned(),
        PrintLayout::Large => format!("{id}-large"),
    };
    insta::assert_snapshot!(name, marks(&laid_out(form(id), None, layout)));
}

#[test]
fn every_kind_of_field() {
    check("gallery", PrintLayout::Regular);
}

#[test]
fn every_kind_of_field_in_large_print() {
    check("gallery", PrintLayout::Large);
}

#[test]
fn articles_with_blanks() {
    check("agreement", PrintLayout::Regular);
}

#[test]
fn articles_with_blanks_in_large_print() {
    check("agreement", PrintLayout::Large);
}

/// Fields side by side and over several rows, tables wide and long, skip instructions, seals.
#[test]
fn rows_and_tables() {
    check("record", PrintLayout::Regular);
}

/// What a booklet has beside its forms: cover and contents, and the pages' names.
#[test]
fn booklet_front() {
    let site = &PROGRAMME.site;
    let city = site.cities.iter().find(|city| city.id == *"wuhan");
    let laid = booklet(&issue_programme(site, city), &FONTS);
    assert_eq!(laid.diagnostics, []);
    let mut front = laid.value.clone();
    front.pages.truncate(4);
    let labels: Vec<String> = laid.value.labels.iter().map(|label| format!("{label:?}")).collect();
    let outline = laid
        .value
        .outline
        .iter()
        .map(|entry| format!("{}{} → {}", "  ".repeat(usize::from(entry.level)), entry.title, entry.page + 1));
    let outline: Vec<String> = outline.collect();
    insta::assert_snapshot!(format!("{}\n{}\n\n{}", marks(&front), labels.join("\n"), outline.join("\n")));
}

/// Every form of a booklet begins on a right-hand page, and its pages follow each other.
#[test]
fn forms_of_a_booklet_begin_on_the_right() {
    let whole = booklet(&issue_programme(&PROGRAMME.site, None), &FONTS).value;
    let mut pages: Vec<(usize, String)> = Vec::new();
    for (index, sheet) in whole.pages.iter().enumerate() {
        let codes = sheet.marks().filter_map(|placed| match &placed.mark {
            PaperMark::QrSymbol(code) => Some(code.text.clone()),
            _ => None,
        });
        pages.extend(codes.map(|text| (index, text)));
    }
    let firsts: Vec<usize> = pages.iter().filter(|(_, text)| text.contains(" 1/")).map(|(index, _)| *index).collect();
    assert_eq!(firsts.len(), PROGRAMME.site.forms.len());
    assert!(firsts.iter().all(|index| index % 2 == 0), "a form begins on a left-hand page: {firsts:?}");
    assert!(pages.windows(2).all(|pair| pair[0].0 < pair[1].0), "two codes on a page");
}

/// Rows that a sheet has no room for go on behind it, numbered on, none twice and none lost.
#[test]
fn rows_go_on_behind_the_sheet() {
    let form = form("record");
    let table = Name::new("observations").expect("a name");
    for layout in PrintLayout::ALL {
        let plain = laid_out(form, None, layout);
        let wanted = BTreeMap::from([(table.clone(), 40)]);
        let laid = form_document_with_rows(&issue(&PROGRAMME.site, form, None), layout, &wanted, &[], &FONTS);
        assert_eq!(laid.diagnostics, []);
        assert!(laid.value.pages.len() > plain.pages.len());
        let mut rows: Vec<usize> = Vec::new();
        for placed in laid.value.pages.iter().flat_map(|sheet| sheet.marks()) {
            if let PaperMark::Field(field) = &placed.mark
                && let Some(row) =
                    field.name.as_str().strip_prefix("observations.").and_then(|rest| rest.strip_suffix(".signed"))
            {
                rows.push(row.parse().expect("rows without a name are numbered"));
            }
        }
        assert!(rows.len() >= 40, "{layout:?}: {} rows", rows.len());
        assert!(rows.iter().enumerate().all(|(index, row)| *row == index + 1), "{layout:?}: {rows:?}");
    }
}

/// Whole-sheet rules that every form keeps for every city, in every layout.
#[test]
fn every_sheet_keeps_to_the_paper() {
    let site = &PROGRAMME.site;
    for city in [None].into_iter().chain(site.cities.iter().map(Some)) {
        let bound = booklet(&issue_programme(site, city), &FONTS);
        assert_eq!(bound.diagnostics, []);
        bound.value.pages.iter().for_each(|sheet| keeps_to_the_paper(sheet, PrintLayout::Regular));
        for form in &site.forms {
            for layout in PrintLayout::ALL {
                let laid = form_document(&issue(site, form, city), layout, &FONTS);
                assert_eq!(laid.diagnostics, [], "{}", form.id);
                laid.value.pages.iter().for_each(|sheet| keeps_to_the_paper(sheet, layout));
            }
        }
    }
}

/// Everything on the paper, nothing in type that is too small, and no words on others.
fn keeps_to_the_paper(sheet: &PaperPage, layout: PrintLayout) {
    let smallest = match layout {
        PrintLayout::Regular => 9.0,
        PrintLayout::Large => 18.0,
    };
    for placed in sheet.marks() {
        on_paper(&placed.mark);
        if let PaperMark::Text(run) = &placed.mark {
            assert!(run.size.0 >= smallest, "type under {smallest} pt: {}", words(run));
        }
    }
    apart(sheet);
}

/// No two runs of words overlap.
fn apart(sheet: &PaperPage) {
    let mut boxes: Vec<(Rect, String)> = Vec::new();
    for placed in sheet.marks() {
        let PaperMark::Text(run) = &placed.mark else { continue };
        let em = run.size.mm();
        let last = run.glyphs.last().map_or(Mm::ZERO, |glyph| glyph.x);
        // The ink of hanzi, which is a little smaller than the em; of the last glyph a part is enough.
        let width = if run.glyphs.len() > 1 { last + em * 0.2 } else { em * 0.2 };
        let rect = Rect::new(run.origin.x, run.origin.y - em * 0.8, width, em * 0.8);
        if let Some((_, other)) = boxes.iter().find(|(other, _)| overlap(*other, rect)) {
            panic!("“{}” is on “{other}”", words(run));
        }
        boxes.push((rect, words(run)));
    }
}

fn overlap(a: Rect, b: Rect) -> bool {
    let slack = Mm(0.05);
    a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() && b.y + slack < a.bottom()
}

fn on_paper(mark: &PaperMark) {
    let inside = |x: Mm, y: Mm| x >= Mm(10.0) && x <= A4.width - Mm(10.0) && y >= Mm(5.0) && y <= A4.height - Mm(5.0);
    let fits = match mark {
        PaperMark::Text(run) => {
            let last = run.glyphs.last().map_or(Mm::ZERO, |glyph| glyph.x);
            inside(run.origin.x, run.origin.y) && inside(run.origin.x + last, run.origin.y)
        }
        PaperMark::Line { from, to, .. } => inside(from.x, from.y) && inside(to.x, to.y),
        PaperMark::Box { rect, .. }
        | PaperMark::QrSymbol(QrSymbol { rect, .. })
        | PaperMark::Field(FieldBox { rect, .. }) => {
            inside(rect.x, rect.y)
                && inside(rect.right(), rect.bottom())
                && rect.width > Mm::ZERO
                && rect.height > Mm::ZERO
        }
        PaperMark::Circle { center, radius, .. } => {
            inside(center.x - *radius, center.y - *radius) && inside(center.x + *radius, center.y + *radius)
        }
        PaperMark::Pictogram { at, size, .. } => inside(at.x, at.y) && inside(at.x + *size, at.y + *size),
    };
    assert!(fits, "off the paper: {}", mark_text(mark));
}

/// Names of places to type in are unique in a form, but for the boxes of one choice.
#[test]
fn places_to_type_in_have_names_of_their_own() {
    for form in &PROGRAMME.site.forms {
        let both = PrintLayout::ALL.map(|layout| laid_out(form, None, layout));
        assert_eq!(field_names(&both[0]), field_names(&both[1]), "{}: large print has other fields", form.id);
        let sheets = &both[0];
        let mut names = BTreeSet::new();
        for placed in sheets.pages.iter().flat_map(|sheet| sheet.marks()) {
            let PaperMark::Field(field) = &placed.mark else { continue };
            assert!(
                field.rect.width > Mm(2.0) && field.rect.height > Mm(2.0),
                "{}: {} is too small",
                form.id,
                field.name
            );
            assert!(!field.tooltip.is_empty(), "{}: {} says nothing", form.id, field.name);
            let unique = match &field.kind {
                FieldBoxKind::Radio { value } => names.insert(format!("{}={value}", field.name)),
                FieldBoxKind::Text { .. } | FieldBoxKind::Comb { .. } | FieldBoxKind::Check { .. } => {
                    names.insert(field.name.to_string())
                }
            };
            // A further place of the sheet's number in a running head is decoration.
            let known = unique || placed.element.is_none();
            assert!(known, "{}: {} is there twice", form.id, field.name);
        }
    }
}

/// The names of all places to type in, but for rows that only fill a page.
fn field_names(sheets: &PaperDocument) -> BTreeSet<String> {
    let filled = |name: &str| name.split('.').nth(1).is_some_and(|row| row.parse::<u32>().is_ok_and(|row| row > 2));
    let marks = sheets.pages.iter().flat_map(|sheet| sheet.marks());
    let names = marks.filter_map(|placed| match &placed.mark {
        PaperMark::Field(field) => Some(field.name.to_string()),
        _ => None,
    });
    // In a narrow column a date is written as one likes, elsewhere part by part.
    let whole = |name: String| {
        let part = [".year", ".month", ".day"].into_iter().find_map(|part| name.strip_suffix(part));
        part.map(str::to_owned).unwrap_or(name)
    };
    names.filter(|name| !filled(name)).map(whole).collect()
}

#[test]
fn structure_names_parents_before_children() {
    for form in &PROGRAMME.site.forms {
        let sheets = laid_out(form, None, PrintLayout::Regular);
        for (index, element) in sheets.structure.iter().enumerate() {
            assert!(element.parent.is_none_or(|parent| (parent.0 as usize) < index));
            let in_row = matches!(element.role, StructureType::Cell { .. } | StructureType::HeaderCell { .. });
            let parent = element.parent.map(|parent| &sheets.structure[parent.0 as usize].role);
            assert_eq!(in_row, matches!(parent, Some(StructureType::Row)), "{}: element {index}", form.id);
        }
    }
}
