//! Combination of several documents into one: the parts of a booklet, or copies to print on both sides.

use std::sync::Arc;

use super::document::{
    DocumentMetadata, ElementId, OutlineEntry, PageLabels, PaperDocument, PaperMark, PaperPage, PlacedMark,
    StructureElement, StructureType,
};
use crate::model::fixed_text;
use crate::units::Mm;

/// The position of a part in a combined document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DocumentPosition {
    /// The 0-based index of its first page.
    pub(crate) page: usize,
    /// The number of structure elements before its first.
    pub(crate) element: u32,
}

/// Combines documents into one. Each part begins on a right-hand page, so that the parts of a stack that is printed on both
/// sides can be separated. Every part is a Part element, with its outline below its title; its pages keep their labels. From
/// the second part on, field names begin with the number of the part, as they must be unique (ISO 32000-1, 12.7.3.2).
pub(crate) fn combine(parts: Vec<PaperDocument>, metadata: DocumentMetadata) -> PaperDocument {
    combine_with_positions(parts, metadata).0
}

/// As [`combine`], with the position of each part.
pub(crate) fn combine_with_positions(
    parts: Vec<PaperDocument>,
    metadata: DocumentMetadata,
) -> (PaperDocument, Vec<DocumentPosition>) {
    let mut combined = PaperDocument {
        metadata,
        pages: Vec::new(),
        labels: Vec::new(),
        structure: Arc::default(),
        outline: Vec::new(),
        anchor_pages: Arc::default(),
    };
    let positions = parts.into_iter().enumerate().map(|(number, part)| {
        let last = combined.pages.last().map(|page| page.size);
        if let Some(size) = last.filter(|_| combined.pages.len() % 2 == 1) {
            combined.labels.push(PageLabels {
                from: combined.pages.len(),
                prefix: fixed_text::BLANK_PAGE.to_owned(),
                counted: false,
            });
            combined.pages.push(PaperPage::new(size, Vec::new()));
        }
        let position = DocumentPosition { page: combined.pages.len(), element: combined.structure.len() as u32 + 1 };
        append_document(&mut combined, part, number);
        position
    });
    let positions = positions.collect();
    (combined, positions)
}

fn append_document(combined: &mut PaperDocument, part: PaperDocument, number: usize) {
    let first_page = combined.pages.len();
    let section = ElementId(combined.structure.len() as u32);
    let global_id = |id: ElementId| ElementId(id.0 + section.0 + 1);
    let structure = Arc::make_mut(&mut combined.structure);
    structure.push(StructureElement { role: StructureType::Part, parent: None });
    structure.extend(Arc::unwrap_or_clone(part.structure).into_iter().map(|element| {
        let parent = element.parent.map_or(section, global_id);
        StructureElement { parent: Some(parent), ..element }
    }));
    let title = part.metadata.title.clone();
    combined.outline.push(OutlineEntry { title, page: first_page, y: Mm::ZERO, level: 1 });
    combined.outline.extend(part.outline.into_iter().map(|entry| OutlineEntry {
        page: entry.page + first_page,
        level: entry.level + 1,
        ..entry
    }));
    if part.labels.is_empty() {
        let prefix = if part.metadata.number.is_empty() { String::new() } else { format!("{}-", part.metadata.number) };
        combined.labels.push(PageLabels { from: first_page, prefix, counted: true });
    }
    combined.labels.extend(part.labels.into_iter().map(|label| PageLabels { from: label.from + first_page, ..label }));
    let global_marks = |marks: Vec<PlacedMark>| -> Vec<PlacedMark> {
        let marks = marks.into_iter().map(|placed| {
            let mark = match placed.mark {
                PaperMark::Field(field) => PaperMark::Field(field.renamed_for_document(number)),
                mark => mark,
            };
            PlacedMark { element: placed.element.map(global_id), mark }
        });
        marks.collect()
    };
    combined.pages.extend(part.pages.into_iter().map(|page| PaperPage {
        size: page.size,
        shared_marks: Arc::new(global_marks(Arc::unwrap_or_clone(page.shared_marks))),
        office_marks: global_marks(page.office_marks),
    }));
}
