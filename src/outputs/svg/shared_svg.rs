//! The drawings that the pictures of all offices with the same sheet bodies share; each is drawn once.

use std::borrow::Cow;
use std::sync::Arc;

use crate::paper::document::{PaperDocument, PaperPage, PlacedMark};

use super::picture::{SvgDrawing, document};
use super::places::{page_places, places_script};

/// The drawings of the bodies of a document's pages.
pub struct SharedSvg {
    bodies: Vec<SharedSvgPage>,
}

/// The drawing of a page's body.
#[derive(Clone)]
struct SharedSvgPage {
    marks: Arc<Vec<PlacedMark>>,
    drawing: SvgDrawing,
    /// The places of its fields, as JSON.
    places: Vec<String>,
}

impl SharedSvg {
    pub fn new(sheets: &PaperDocument) -> SharedSvg {
        SharedSvg {
            bodies: sheets.pages.iter().enumerate().map(|(index, sheet)| SharedSvgPage::of(sheet, index + 1)).collect(),
        }
    }

    /// The picture of a page, 1-based; `None` where there are fewer pages.
    pub fn picture(&self, sheets: &PaperDocument, page: usize) -> Option<String> {
        let sheet = sheets.pages.get(page.checked_sub(1)?)?;
        let body = self.body(sheet, page);
        Some(document(sheets, page, sheet.size, [&body.drawing, &SvgDrawing::of(&sheet.office_marks)]))
    }

    /// The script that sets `formpress.places`: the places of all fields, in the order of the pages, with the edition
    /// of the pictures.
    pub fn places(&self, sheets: &PaperDocument, edition: &str) -> String {
        let pages = sheets.pages.iter().zip(1..);
        let of_page = |(sheet, page): (&PaperPage, usize)| {
            let office_places = page_places(&sheet.office_marks, page);
            self.body(sheet, page).places.iter().cloned().chain(office_places).collect::<Vec<String>>()
        };
        places_script(sheets, &pages.flat_map(of_page).collect::<Vec<String>>(), edition)
    }

    /// The body of a page; drawn anew for sheets with another body.
    fn body(&self, sheet: &PaperPage, page: usize) -> Cow<'_, SharedSvgPage> {
        match self.bodies.get(page - 1).filter(|body| Arc::ptr_eq(&body.marks, &sheet.shared_marks)) {
            Some(body) => Cow::Borrowed(body),
            None => Cow::Owned(SharedSvgPage::of(sheet, page)),
        }
    }
}

impl SharedSvgPage {
    fn of(sheet: &PaperPage, page: usize) -> SharedSvgPage {
        SharedSvgPage {
            marks: sheet.shared_marks.clone(),
            drawing: SvgDrawing::of(&sheet.shared_marks),
            places: page_places(&sheet.shared_marks, page),
        }
    }
}
