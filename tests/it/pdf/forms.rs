//! The PDFs of the programme's forms and of one that holds every kind of field, in every variant: what a
//! screen reader meets, what the tab key reaches.

use std::path::Path;
use std::sync::LazyLock;

use formpress::load::{Overrides, Project, load};
use formpress::model::form::Form;
use formpress::model::variant::Variant;
use formpress::outputs::pdf::{FontSet, Options, fonts, pdf, used};
use formpress::paper::fonts::Fonts;
use formpress::paper::sheet::Sheets;
use formpress::paper::{Layout, booklet, sheets};

use super::keep;
use super::reading::Reading;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::find(Path::new("fonts")).expect("the fonts of the sheets"));
static PROGRAMME: LazyLock<Project> = LazyLock::new(|| load(Path::new("."), &Overrides::default()).value);
static GALLERY: LazyLock<Project> =
    LazyLock::new(|| load(Path::new("tests/fixtures/programme"), &Overrides::default()).value);

fn set(sheets: &Sheets) -> FontSet {
    fonts(&FONTS, &used(sheets)).expect("faces that can be subset")
}

fn form(id: &str) -> (&'static Project, &'static Form) {
    let mut forms = [&*PROGRAMME, &*GALLERY]
        .into_iter()
        .flat_map(|project| project.site.forms.iter().map(move |form| (project, form)));
    forms.find(|(_, form)| form.id.as_str() == id).expect("a form of this name")
}

/// One form as it is handed out, read back.
fn reading(id: &str, variant: Variant) -> Reading {
    let (project, form) = form(id);
    let laid = sheets(&project.site, form, None, Layout::of(variant), &FONTS);
    assert_eq!(laid.diagnostics, []);
    let bytes = pdf(&laid.value, &set(&laid.value), &Options { fillable: variant == Variant::Fillable });
    Reading::of(&keep(&format!("{id}-{}.pdf", variant.name()), bytes))
}

fn reads(id: &str) {
    for (name, variant) in Variant::ALL {
        let reading = reading(id, variant);
        insta::assert_snapshot!(format!("{id}-{name}-tags"), reading.tags());
        insta::assert_snapshot!(format!("{id}-{name}-artifacts"), reading.artifacts.join("\n"));
        if variant == Variant::Fillable {
            insta::assert_snapshot!(format!("{id}-fields"), reading.fields());
        }
    }
}

#[test]
fn the_tracking_sheet_reads_in_order() {
    reads("tracking-sheet");
}

#[test]
fn the_issue_log_reads_in_order() {
    reads("government-issue-log");
}

#[test]
fn the_follow_up_record_reads_in_order() {
    reads("follow-up-record");
}

#[test]
fn the_agreement_reads_in_order() {
    reads("support-agreement");
}

#[test]
fn the_gallery_reads_in_order() {
    reads("gallery");
}

#[test]
fn a_booklet_is_one_document_of_parts() {
    let laid = booklet(&PROGRAMME.site, None, &FONTS).value;
    let reading = Reading::of(&keep("booklet.pdf", pdf(&laid, &set(&laid), &Options::default())));
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
