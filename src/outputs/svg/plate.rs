//! What the pictures of all offices have that share the bodies of their sheets: drawn once.

use std::borrow::Cow;
use std::sync::Arc;

use crate::paper::sheet::{Placed, Sheet, Sheets};

use super::picture::{Drawing, document};
use super::places::{listed, script};

/// The bodies of some sheets, drawn.
pub struct Plate {
    bodies: Vec<Body>,
}

#[derive(Clone)]
struct Body {
    marks: Arc<Vec<Placed>>,
    drawing: Drawing,
    /// The places on it, as data of a script.
    places: Vec<String>,
}

impl Plate {
    pub fn new(sheets: &Sheets) -> Plate {
        Plate { bodies: sheets.pages.iter().enumerate().map(|(index, sheet)| Body::of(sheet, index + 1)).collect() }
    }

    /// The picture of a page, counted from 1; `None` where there are fewer pages.
    pub fn picture(&self, sheets: &Sheets, page: usize) -> Option<String> {
        let sheet = sheets.pages.get(page.checked_sub(1)?)?;
        let body = self.body(sheet, page);
        Some(document(sheets, page, sheet.size, [&body.drawing, &Drawing::of(&sheet.own)]))
    }

    /// The script that sets `formpress.places`: every place to type in, in the order of the pages, whose pictures are known by
    /// their edition.
    pub fn places(&self, sheets: &Sheets, edition: &str) -> String {
        let pages = sheets.pages.iter().zip(1..);
        let of_page = |(sheet, page): (&Sheet, usize)| {
            let own = listed(&sheet.own, page);
            self.body(sheet, page).places.iter().cloned().chain(own).collect::<Vec<String>>()
        };
        script(sheets, &pages.flat_map(of_page).collect::<Vec<String>>(), edition)
    }

    /// The body of a page; of sheets that have others it is drawn anew.
    fn body(&self, sheet: &Sheet, page: usize) -> Cow<'_, Body> {
        match self.bodies.get(page - 1).filter(|body| Arc::ptr_eq(&body.marks, &sheet.body)) {
            Some(body) => Cow::Borrowed(body),
            None => Cow::Owned(Body::of(sheet, page)),
        }
    }
}

impl Body {
    fn of(sheet: &Sheet, page: usize) -> Body {
        Body { marks: sheet.body.clone(), drawing: Drawing::of(&sheet.body), places: listed(&sheet.body, page) }
    }
}
