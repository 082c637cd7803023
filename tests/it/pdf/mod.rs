//! The PDFs of hand-made sheets, read back.

mod filled;
mod forms;
pub mod reading;
mod sample;

use std::path::Path;
use std::sync::LazyLock;

use formpress::testing::paper::{A4, PaperDocument, PaperMark, QrModules};
use formpress::testing::pdf::{
    FontSet, PdfFileOptions, characters_by_face, font_set, gb2312_level_1, pdf, typing_font,
};
use formpress::testing::words::Mm;

use reading::Reading;

use crate::programme::FONTS;

static SHEETS: LazyLock<(PaperDocument, FontSet)> = LazyLock::new(|| {
    let sheets = sample::sheets(&FONTS);
    let set = font_set(&FONTS, &characters_by_face(&sheets)).expect("faces that can be subset");
    let typing = typing_font(&FONTS, &gb2312_level_1()).expect("a face that can be subset");
    (sheets, set.with_typing(typing.into()))
});

fn sample(fillable: bool) -> Vec<u8> {
    let (sheets, set) = &*SHEETS;
    pdf(sheets, set, &PdfFileOptions { fillable })
}

/// Keeps a sample to look at, in the folder that `FORMPRESS_TEST_OUTPUT` names.
fn keep(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    if let Some(folder) = std::env::var_os("FORMPRESS_TEST_OUTPUT") {
        std::fs::write(Path::new(&folder).join(name), &bytes).expect("a folder to write to");
    }
    bytes
}

#[test]
fn a_printed_sheet_reads_in_order() {
    let reading = Reading::of(&keep("sample.pdf", sample(false)));
    insta::assert_snapshot!("printed-tags", reading.tags());
    insta::assert_snapshot!("printed-artifacts", reading.artifacts.join("\n"));
    insta::assert_snapshot!("information", reading.information());
    assert!(reading.catalog().get(b"AcroForm").is_err(), "a printed sheet has no form");
}

#[test]
fn a_fillable_sheet_has_its_fields_in_order() {
    let reading = Reading::of(&keep("sample-fillable.pdf", sample(true)));
    insta::assert_snapshot!("fillable-tags", reading.tags());
    insta::assert_snapshot!("fillable-fields", reading.fields());
}

#[test]
fn glyphs_stand_where_the_layout_put_them() {
    let (sheets, _) = &*SHEETS;
    let drawn = Reading::of(&sample(false)).glyphs;
    let mut wanted = Vec::new();
    for page in &sheets.pages {
        for placed in page.marks() {
            if let PaperMark::Text(run) = &placed.mark {
                let y = (page.size.height - run.origin.y).pt().0;
                wanted.extend(run.glyphs.iter().map(|glyph| ((run.origin.x + glyph.x).pt().0, y)));
            }
        }
    }
    assert_eq!(drawn.len(), wanted.len());
    for (drawn, wanted) in drawn.into_iter().zip(wanted) {
        let distance = (drawn.0 - wanted.0).abs().max((drawn.1 - wanted.1).abs());
        assert!(distance < 0.05, "{drawn:?} is {distance} points from {wanted:?}");
    }
}

#[test]
fn a_pictogram_is_drawn_at_its_place_as_decoration() {
    let document = lopdf::Document::load_mem(&sample(false)).expect("a PDF");
    let page = *document.get_pages().get(&2).expect("a second page");
    let contents = String::from_utf8_lossy(&document.get_page_content(page)).into_owned();
    // Its left upper corner is 20 mm from the left and 120 mm from the top of an A4 sheet; 48 units are 16 mm.
    let matrix = contents.find("0.944882 0 0 -0.944882 56.693 501.732 cm").expect("the matrix");
    let hands = contents[matrix..].find("24 12 m\n24 24 l\n32 29.5 l\nS").expect("the hands of the clock") + matrix;
    let before = &contents[..matrix];
    assert!(before.rfind("/Artifact") > before.rfind("MCID"), "{before}");
    assert!(contents[matrix..hands].contains("0.039 0.29 0.361 RG"));
    assert_eq!(contents[hands..].split_whitespace().nth(10), Some("Q"), "the graphics state is given back");
}

#[test]
fn a_code_is_one_path_of_its_dark_modules() {
    let (sheets, _) = &*SHEETS;
    let codes: Vec<_> = sheets
        .pages
        .iter()
        .flat_map(|page| page.marks())
        .filter_map(|placed| match &placed.mark {
            PaperMark::QrSymbol(code) => Some(code),
            _ => None,
        })
        .collect();
    let [code] = codes[..] else { panic!("the sample has one code") };
    let fills = Reading::of(&sample(false)).fills;
    let painted = fills.iter().max_by_key(|rectangles| rectangles.len()).expect("a path");
    let QrModules { side, dark } = code.modules();
    let module = code.rect.width / *side as f64;
    for (n, dark) in dark.iter().enumerate() {
        let middle = |start: Mm, at: usize| (start + module * (at as f64 + 0.5)).pt().0;
        let (x, y) = (middle(code.rect.x, n % side), A4.height.pt().0 - middle(code.rect.y, n / side));
        let covers = |[left, bottom, width, height]: &&[f64; 4]| {
            (*left..left + width).contains(&x) && (*bottom..bottom + height).contains(&y)
        };
        assert_eq!(painted.iter().filter(covers).count(), usize::from(*dark), "module {n}");
    }
}

#[test]
fn pages_are_called_what_the_sheets_say() {
    assert_eq!(Reading::of(&sample(false)).page_labels(), ["", "之三-1"]);
    let (sheets, set) = &*SHEETS;
    let unnamed = PaperDocument { labels: Vec::new(), ..sheets.clone() };
    assert_eq!(Reading::of(&pdf(&unnamed, set, &PdfFileOptions::default())).page_labels(), ["1", "2"]);
}

#[test]
fn the_same_sheets_are_the_same_bytes_on_every_thread() {
    for fillable in [false, true] {
        let first = sample(fillable);
        let others: Vec<Vec<u8>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| sample(fillable))).collect();
            threads.into_iter().map(|thread| thread.join().expect("a thread")).collect()
        });
        assert!(others.iter().all(|bytes| *bytes == first));
    }
}

#[test]
fn other_contents_have_another_identifier() {
    let (sheets, set) = &*SHEETS;
    let mut changed = sheets.clone();
    changed.metadata.version = "1.1".into();
    let identifier = |sheets: &PaperDocument| {
        let document = lopdf::Document::load_mem(&pdf(sheets, set, &PdfFileOptions::default())).expect("a PDF");
        format!("{:?}", document.trailer.get(b"ID").expect("an identifier"))
    };
    assert_eq!(identifier(sheets), identifier(sheets));
    assert_ne!(identifier(sheets), identifier(&changed));
}
