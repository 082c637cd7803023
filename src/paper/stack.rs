//! Several documents in one: a booklet's parts, a stack of copies to print on both sides.

use std::sync::Arc;

use super::sheet::{Element, ElementId, Identity, Mark, OutlineEntry, PageLabels, Placed, Role, Sheet, Sheets};
use crate::model::terms;
use crate::units::Mm;

/// Where a document is among several.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its first page, from 0.
    pub page: usize,
    /// How many elements of the whole stand before its first.
    pub element: u32,
}

/// One document of several, each beginning on a right-hand page, so that a stack printed on both sides
/// comes apart where one ends. Every part is a section of the whole, its outline below its title; its
/// pages keep what they are called. From the second on, the names of fields begin with the part's
/// number, as a name may be there but once (ISO 32000-1, 12.7.3.2).
pub fn stack(parts: Vec<Sheets>, identity: Identity) -> Sheets {
    stacked(parts, identity).0
}

/// As [`stack`], with the place of each part.
pub fn stacked(parts: Vec<Sheets>, identity: Identity) -> (Sheets, Vec<Place>) {
    let mut whole = Sheets {
        identity,
        pages: Vec::new(),
        labels: Vec::new(),
        structure: Arc::default(),
        outline: Vec::new(),
        begins: Arc::default(),
    };
    let places = parts.into_iter().enumerate().map(|(number, part)| {
        let last = whole.pages.last().map(|page| page.size);
        if let Some(size) = last.filter(|_| whole.pages.len() % 2 == 1) {
            whole.labels.push(PageLabels {
                from: whole.pages.len(),
                prefix: terms::BLANK_PAGE.to_owned(),
                counted: false,
            });
            whole.pages.push(Sheet::of(size, Vec::new()));
        }
        let place = Place { page: whole.pages.len(), element: whole.structure.len() as u32 + 1 };
        append(&mut whole, part, number);
        place
    });
    let places = places.collect();
    (whole, places)
}

fn append(whole: &mut Sheets, part: Sheets, number: usize) {
    let first_page = whole.pages.len();
    let section = ElementId(whole.structure.len() as u32);
    let moved = |id: ElementId| ElementId(id.0 + section.0 + 1);
    let structure = Arc::make_mut(&mut whole.structure);
    structure.push(Element { role: Role::Part, parent: None });
    structure.extend(Arc::unwrap_or_clone(part.structure).into_iter().map(|element| {
        let parent = element.parent.map_or(section, moved);
        Element { parent: Some(parent), ..element }
    }));
    let title = part.identity.title.clone();
    whole.outline.push(OutlineEntry { title, page: first_page, y: Mm::ZERO, level: 1 });
    whole.outline.extend(part.outline.into_iter().map(|entry| OutlineEntry {
        page: entry.page + first_page,
        level: entry.level + 1,
        ..entry
    }));
    if part.labels.is_empty() {
        let prefix = if part.identity.number.is_empty() { String::new() } else { format!("{}-", part.identity.number) };
        whole.labels.push(PageLabels { from: first_page, prefix, counted: true });
    }
    whole.labels.extend(part.labels.into_iter().map(|label| PageLabels { from: label.from + first_page, ..label }));
    let of_whole = |marks: Vec<Placed>| -> Vec<Placed> {
        let marks = marks.into_iter().map(|placed| {
            let mark = match placed.mark {
                Mark::Field(field) => Mark::Field(field.of_document(number)),
                mark => mark,
            };
            Placed { element: placed.element.map(moved), mark }
        });
        marks.collect()
    };
    whole.pages.extend(part.pages.into_iter().map(|sheet| Sheet {
        size: sheet.size,
        body: Arc::new(of_whole(Arc::unwrap_or_clone(sheet.body))),
        own: of_whole(sheet.own),
    }));
}
