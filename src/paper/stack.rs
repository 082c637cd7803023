//! Several documents in one: a booklet's parts, a stack of copies to print on both sides.

use super::sheet::{Element, ElementId, Identity, Mark, OutlineEntry, PageLabels, Placed, Role, Sheet, Sheets};
use crate::model::terms;
use crate::units::Mm;

/// One document of several, each beginning on a right-hand page, so that a stack printed on both sides
/// comes apart where one ends. Every part is a section of the whole, its outline below its title; its
/// pages keep what they are called. From the second on, the names of fields begin with the part's
/// number, as a name may be there but once (ISO 32000-1, 12.7.3.2).
pub fn stack(parts: Vec<Sheets>, identity: Identity) -> Sheets {
    let (pages, labels, structure, outline) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut whole = Sheets { identity, pages, labels, structure, outline };
    for (number, part) in parts.into_iter().enumerate() {
        let last = whole.pages.last().map(|page| page.size);
        if let Some(size) = last.filter(|_| whole.pages.len() % 2 == 1) {
            whole.labels.push(PageLabels {
                from: whole.pages.len(),
                prefix: terms::BLANK_PAGE.to_owned(),
                counted: false,
            });
            whole.pages.push(Sheet { size, marks: Vec::new() });
        }
        append(&mut whole, part, number);
    }
    whole
}

fn append(whole: &mut Sheets, part: Sheets, number: usize) {
    let first_page = whole.pages.len();
    let section = ElementId(whole.structure.len() as u32);
    whole.structure.push(Element { role: Role::Part, parent: None });
    let moved = |id: ElementId| ElementId(id.0 + section.0 + 1);
    whole.structure.extend(part.structure.into_iter().map(|element| {
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
    for sheet in part.pages {
        let marks = sheet.marks.into_iter().map(|placed| {
            let mark = match placed.mark {
                Mark::Field(mut field) if number > 0 => {
                    field.name = field.name.on_copy(number + 1);
                    Mark::Field(field)
                }
                mark => mark,
            };
            Placed { element: placed.element.map(moved), mark }
        });
        whole.pages.push(Sheet { size: sheet.size, marks: marks.collect() });
    }
}
