//! Several documents in one: a booklet's parts, a stack of copies to print on both sides.

use std::sync::Arc;

use super::document::{
    DocumentMetadata, ElementId, OutlineEntry, PageLabels, PaperDocument, PaperMark, PaperPage, PlacedMark,
    StructureElement, StructureType,
};
use crate::model::fixed_text;
use crate::units::Mm;

/// Where a document is among several.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DocumentPosition {
    /// Its first page, from 0.
    pub(crate) page: usize,
    /// How many elements of the whole stand before its first.
    pub(crate) element: u32,
}

/// One document of several, each beginning on a right-hand page, so that a stack printed on both sides
/// comes apart where one ends. Every part is a section of the whole, its outline below its title; its
/// pages keep what they are called. From the second on, the names of fields begin with the part's
/// number, as a name may be there but once (ISO 32000-1, 12.7.3.2).
pub(crate) fn combine(parts: Vec<PaperDocument>, identity: DocumentMetadata) -> PaperDocument {
    combine_with_positions(parts, identity).0
}

/// As [`combine`], with the place of each part.
pub(crate) fn combine_with_positions(
    parts: Vec<PaperDocument>,
    identity: DocumentMetadata,
) -> (PaperDocument, Vec<DocumentPosition>) {
    let mut whole = PaperDocument {
        metadata: identity,
        pages: Vec::new(),
        labels: Vec::new(),
        structure: Arc::default(),
        outline: Vec::new(),
        anchor_pages: Arc::default(),
    };
    let places = parts.into_iter().enumerate().map(|(number, part)| {
        let last = whole.pages.last().map(|page| page.size);
        if let Some(size) = last.filter(|_| whole.pages.len() % 2 == 1) {
            whole.labels.push(PageLabels {
                from: whole.pages.len(),
                prefix: fixed_text::BLANK_PAGE.to_owned(),
                counted: false,
            });
            whole.pages.push(PaperPage::new(size, Vec::new()));
        }
        let place = DocumentPosition { page: whole.pages.len(), element: whole.structure.len() as u32 + 1 };
        append_document(&mut whole, part, number);
        place
    });
    let places = places.collect();
    (whole, places)
}

fn append_document(whole: &mut PaperDocument, part: PaperDocument, number: usize) {
    let first_page = whole.pages.len();
    let section = ElementId(whole.structure.len() as u32);
    let moved = |id: ElementId| ElementId(id.0 + section.0 + 1);
    let structure = Arc::make_mut(&mut whole.structure);
    structure.push(StructureElement { role: StructureType::Part, parent: None });
    structure.extend(Arc::unwrap_or_clone(part.structure).into_iter().map(|element| {
        let parent = element.parent.map_or(section, moved);
        StructureElement { parent: Some(parent), ..element }
    }));
    let title = part.metadata.title.clone();
    whole.outline.push(OutlineEntry { title, page: first_page, y: Mm::ZERO, level: 1 });
    whole.outline.extend(part.outline.into_iter().map(|entry| OutlineEntry {
        page: entry.page + first_page,
        level: entry.level + 1,
        ..entry
    }));
    if part.labels.is_empty() {
        let prefix = if part.metadata.number.is_empty() { String::new() } else { format!("{}-", part.metadata.number) };
        whole.labels.push(PageLabels { from: first_page, prefix, counted: true });
    }
    whole.labels.extend(part.labels.into_iter().map(|label| PageLabels { from: label.from + first_page, ..label }));
    let of_whole = |marks: Vec<PlacedMark>| -> Vec<PlacedMark> {
        let marks = marks.into_iter().map(|placed| {
            let mark = match placed.mark {
                PaperMark::Field(field) => PaperMark::Field(field.renamed_for_document(number)),
                mark => mark,
            };
            PlacedMark { element: placed.element.map(moved), mark }
        });
        marks.collect()
    };
    whole.pages.extend(part.pages.into_iter().map(|sheet| PaperPage {
        size: sheet.size,
        shared_marks: Arc::new(of_whole(Arc::unwrap_or_clone(sheet.shared_marks))),
        office_marks: of_whole(sheet.office_marks),
    }));
}
