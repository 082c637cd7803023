//! Sheets as text: every mark with its place in millimetres, every element of the structure.

use std::fmt::Write;
use std::path::Path;

use formpress::load::{Overrides, Project, load};
use formpress::model::form::Form;
use formpress::model::office::City;
use formpress::paper::fonts::Fonts;
use formpress::paper::sheet::{A4, Code, Dash, Entry, FieldBox, Mark, Placed, Role, Sheets, TextRun};
use formpress::paper::{Layout, sheets};
use formpress::units::{Mm, Rect};

fn project() -> Project {
    load(Path::new("."), &Overrides::default()).value
}

fn fonts() -> Fonts {
    Fonts::find(Path::new("fonts")).expect("the fonts of the sheets are installed")
}

fn laid_out(project: &Project, form: &Form, city: Option<&City>) -> Sheets {
    let laid = sheets(&project.site, form, city, Layout::Regular, &fonts());
    assert_eq!(laid.diagnostics, []);
    laid.value
}

fn marks(sheets: &Sheets) -> String {
    let mut out = String::new();
    for (number, sheet) in sheets.pages.iter().enumerate() {
        writeln!(out, "page {}", number + 1).expect("strings can be written to");
        for Placed { mark, element } in &sheet.marks {
            let owner = element.map_or("-".into(), |element| element.0.to_string());
            writeln!(out, "  {owner:>4} {}", mark_text(mark)).expect("strings can be written to");
        }
    }
    out
}

fn mark_text(mark: &Mark) -> String {
    let dashed = |dash: &Dash| if matches!(dash, Dash::Solid) { "" } else { " dashed" };
    match mark {
        Mark::Text(run) => {
            let words = words(run);
            format!("text {} {} {:?} {}pt {words}", mm(run.origin.x), mm(run.origin.y), run.face, run.size.0)
        }
        Mark::Line { from, to, width, dash } => {
            let ends = format!("{} {} – {} {}", mm(from.x), mm(from.y), mm(to.x), mm(to.y));
            format!("line {ends} {}pt{}", width.0, dashed(dash))
        }
        Mark::Box { rect, fill, stroke } => {
            let fill = fill.map(|grey| format!(" fill {}", grey.0)).unwrap_or_default();
            let stroke = stroke.map(|width| format!(" stroke {}pt", width.0)).unwrap_or_default();
            format!("box  {}{fill}{stroke}", place(*rect))
        }
        Mark::Circle { center, radius, dash, .. } => {
            format!("ring {} {} r {}{}", mm(center.x), mm(center.y), mm(*radius), dashed(dash))
        }
        Mark::Code(code) => format!("code {} {}", place(code.rect), code.text),
        Mark::Field(field) => format!("room {} {}", place(field.rect), field_text(field)),
    }
}

fn field_text(FieldBox { name, tooltip, required, entry, .. }: &FieldBox) -> String {
    let entry = match entry {
        Entry::Text { multiline, length, .. } => {
            let lines = if *multiline { "lines" } else { "line" };
            length.map_or(lines.into(), |length| format!("{lines} of {length}"))
        }
        Entry::Comb { boxes } => format!("comb of {boxes}"),
        Entry::Radio { value } => format!("one={value}"),
        Entry::Check { value } => format!("any={value}"),
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
fn check(form: &str) {
    let project = project();
    let form = project.site.forms.iter().find(|candidate| candidate.id == *form).expect("the form is loaded");
    let sheets = laid_out(&project, form, None);
    insta::assert_snapshot!(form.id.as_str(), marks(&sheets));
}

#[test]
fn tracking_sheet() {
    check("tracking-sheet");
}

#[test]
fn government_issue_log() {
    check("government-issue-log");
}

#[test]
fn follow_up_record() {
    check("follow-up-record");
}

#[test]
fn support_agreement() {
    check("support-agreement");
}

/// Whole-sheet rules that every form keeps for every city.
#[test]
fn every_sheet_keeps_to_the_paper() {
    let project = project();
    let fonts = fonts();
    for form in &project.site.forms {
        for city in [None].into_iter().chain(project.site.cities.iter().map(Some)) {
            let laid = sheets(&project.site, form, city, Layout::Regular, &fonts);
            assert_eq!(laid.diagnostics, [], "{}", form.id);
            for sheet in &laid.value.pages {
                for placed in &sheet.marks {
                    on_paper(&placed.mark);
                }
            }
        }
    }
}

fn on_paper(mark: &Mark) {
    let inside = |x: Mm, y: Mm| x >= Mm(10.0) && x <= A4.width - Mm(10.0) && y >= Mm(5.0) && y <= A4.height - Mm(5.0);
    let fits = match mark {
        Mark::Text(run) => {
            let last = run.glyphs.last().map_or(Mm::ZERO, |glyph| glyph.x);
            assert!(run.size.0 >= 9.0, "type under 9 pt: {}", words(run));
            inside(run.origin.x, run.origin.y) && inside(run.origin.x + last, run.origin.y)
        }
        Mark::Line { from, to, .. } => inside(from.x, from.y) && inside(to.x, to.y),
        Mark::Box { rect, .. } | Mark::Code(Code { rect, .. }) | Mark::Field(FieldBox { rect, .. }) => {
            inside(rect.x, rect.y)
                && inside(rect.right(), rect.bottom())
                && rect.width > Mm::ZERO
                && rect.height > Mm::ZERO
        }
        Mark::Circle { center, radius, .. } => {
            inside(center.x - *radius, center.y - *radius) && inside(center.x + *radius, center.y + *radius)
        }
    };
    assert!(fits, "off the paper: {}", mark_text(mark));
}

/// Names of places to type in are unique in a form, but for the boxes of one choice.
#[test]
fn places_to_type_in_have_names_of_their_own() {
    let project = project();
    for form in &project.site.forms {
        let sheets = laid_out(&project, form, None);
        let mut names = std::collections::BTreeSet::new();
        for placed in sheets.pages.iter().flat_map(|sheet| &sheet.marks) {
            let Mark::Field(field) = &placed.mark else { continue };
            assert!(
                field.rect.width > Mm(2.0) && field.rect.height > Mm(2.0),
                "{}: {} is too small",
                form.id,
                field.name
            );
            assert!(!field.tooltip.is_empty(), "{}: {} says nothing", form.id, field.name);
            let unique = match &field.entry {
                Entry::Radio { value } => names.insert(format!("{}={value}", field.name)),
                Entry::Text { .. } | Entry::Comb { .. } | Entry::Check { .. } => names.insert(field.name.clone()),
            };
            assert!(unique, "{}: {} is there twice", form.id, field.name);
        }
    }
}

#[test]
fn structure_names_parents_before_children() {
    let project = project();
    for form in &project.site.forms {
        let sheets = laid_out(&project, form, None);
        for (index, element) in sheets.structure.iter().enumerate() {
            assert!(element.parent.is_none_or(|parent| (parent.0 as usize) < index));
            let in_row = matches!(element.role, Role::Cell { .. } | Role::HeaderCell { .. });
            let parent = element.parent.map(|parent| &sheets.structure[parent.0 as usize].role);
            assert_eq!(in_row, matches!(parent, Some(Role::Row)), "{}: element {index}", form.id);
        }
    }
}
