//! The marked-content sequences of a page (ISO 32000-1, 14.6): consecutive marks of one structure element, or of an
//! artifact.
//!
//! Neighbours of one element share a sequence, marks without an element are artifacts, and a field ends a sequence, so
//! that a blank inside a sentence is read inside it. PDF objects are not used here: `content_stream` writes the
//! sequences.

use std::collections::BTreeSet;

use crate::paper::document::{
    ASCENT, DESCENT, ElementId, PaperDocument, PaperMark, PaperPage, PlacedMark, StructureElement, StructureType,
};
use crate::units::Mm;

/// Marks of a page with one owner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MarkedContent {
    pub(crate) owner: ContentOwner,
    /// Indices into [`PaperPage::marks`]; never empty.
    pub(crate) marks: Vec<usize>,
}

/// The owner of a sequence: a structure element or an artifact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ContentOwner {
    /// Content of an element, with its number on the page (ISO 32000-1, 14.7.4.2).
    Content {
        element: ElementId,
        mcid: u32,
    },
    Artifact(Artifact),
}

/// The type of an artifact (ISO 32000-1, 14.8.2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Artifact {
    /// Rules, frames, grey backgrounds.
    Layout,
    /// Running headers and footers with the margin that they are in; repeated table headers.
    Pagination(Option<ArtifactMargin>),
}

/// The margin of running headers and footers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArtifactMargin {
    Top,
    Bottom,
}

impl Artifact {
    /// The entry `Type`.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Artifact::Layout => "Layout",
            Artifact::Pagination(_) => "Pagination",
        }
    }
}

impl ArtifactMargin {
    /// The entry `Subtype`.
    pub(crate) fn subtype(self) -> &'static str {
        match self {
            ArtifactMargin::Top => "Header",
            ArtifactMargin::Bottom => "Footer",
        }
    }

    /// The edge of the page for the entry `Attached`.
    pub(crate) fn edge(self) -> &'static str {
        match self {
            ArtifactMargin::Top => "Top",
            ArtifactMargin::Bottom => "Bottom",
        }
    }
}

/// A page's marked-content sequences.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageMarkedContent {
    /// The sequences that all offices share.
    pub(crate) body: Vec<MarkedContent>,
    /// The sequences of the office's marks, which are read and painted after the body.
    pub(crate) office: Vec<MarkedContent>,
}

impl PageMarkedContent {
    pub(crate) fn all(&self) -> impl Iterator<Item = &MarkedContent> {
        self.body.iter().chain(&self.office)
    }

    /// The number of sequences of the body that have an MCID.
    pub(crate) fn mcid_count(&self) -> u32 {
        self.body.iter().filter(|sequence| matches!(sequence.owner, ContentOwner::Content { .. })).count() as u32
    }
}

/// The marked-content sequences of a page; field boxes are in none. `extent` is the vertical extent of all marks but
/// running lines and codes.
///
/// Rules and frames come last, all in one sequence: text and rules are black, so the order between them is not visible,
/// and the text is not cut into pieces by them.
///
/// On a printed sheet the rule of a blank is its content; where there is a widget instead, the rule is decoration.
pub(crate) fn marked_content(
    sheets: &PaperDocument,
    page: &PaperPage,
    extent: ContentExtent,
    fillable: bool,
) -> PageMarkedContent {
    let body = marked_content_sequence(sheets, page.shared_marks.iter().enumerate(), 0, extent, fillable);
    let mut sequences = PageMarkedContent { body, office: Vec::new() };
    sequences.office = office_marked_content(sheets, page, sequences.mcid_count(), extent, fillable);
    sequences
}

/// The sequences of the office's marks, numbered from `first`.
pub(crate) fn office_marked_content(
    sheets: &PaperDocument,
    page: &PaperPage,
    first: u32,
    extent: ContentExtent,
    fillable: bool,
) -> Vec<MarkedContent> {
    let office_marks =
        page.office_marks.iter().enumerate().map(|(index, placed)| (page.shared_marks.len() + index, placed));
    marked_content_sequence(sheets, office_marks, first, extent, fillable)
}

fn marked_content_sequence<'a>(
    sheets: &PaperDocument,
    marks: impl Iterator<Item = (usize, &'a PlacedMark)> + Clone,
    first: u32,
    extent: ContentExtent,
    fillable: bool,
) -> Vec<MarkedContent> {
    let replaced: BTreeSet<ElementId> =
        marks.clone().filter(|_| fillable).filter_map(|(_, placed)| field_element(placed)).collect();
    let mut sequences: Vec<MarkedContent> = Vec::new();
    let mut rules = Vec::new();
    let (mut cut, mut mcid) = (false, first);
    for (index, placed) in marks {
        let Some(mut mark_owner_of) = mark_owner(sheets, placed) else {
            // A further box of a field in a running line is read at the end of the page.
            cut |= placed.element.is_some();
            continue;
        };
        match &mut mark_owner_of {
            MarkOwner::Element(element) if replaced.contains(element) && is_shape(&placed.mark) => {
                mark_owner_of = MarkOwner::Artifact(Artifact::Layout);
            }
            MarkOwner::Artifact(Artifact::Pagination(margin)) => *margin = extent.margin_of(&placed.mark),
            MarkOwner::Element(_) | MarkOwner::Artifact(Artifact::Layout) => {}
        }
        if mark_owner_of == MarkOwner::Artifact(Artifact::Layout) && is_stroked_only(&placed.mark) {
            rules.push(index);
            continue;
        }
        match sequences.last_mut() {
            Some(last) if last.owner.mark_owner() == mark_owner_of && !cut => last.marks.push(index),
            _ => {
                let owner = match mark_owner_of {
                    MarkOwner::Element(element) => {
                        mcid += 1;
                        ContentOwner::Content { element, mcid: mcid - 1 }
                    }
                    MarkOwner::Artifact(artifact) => ContentOwner::Artifact(artifact),
                };
                sequences.push(MarkedContent { owner, marks: vec![index] });
            }
        }
        cut = false;
    }
    if !rules.is_empty() {
        sequences.push(MarkedContent { owner: ContentOwner::Artifact(Artifact::Layout), marks: rules });
    }
    sequences
}

fn is_stroked_only(mark: &PaperMark) -> bool {
    match mark {
        PaperMark::Line { .. } | PaperMark::Circle { .. } | PaperMark::Box { fill: None, .. } => true,
        PaperMark::Box { fill: Some(_), .. }
        | PaperMark::Text(_)
        | PaperMark::QrSymbol(_)
        | PaperMark::Pictogram { .. }
        | PaperMark::Field(_) => false,
    }
}

/// The owner of a mark, before sequences have numbers.
#[derive(Clone, Copy, PartialEq)]
enum MarkOwner {
    Element(ElementId),
    Artifact(Artifact),
}

impl ContentOwner {
    fn mark_owner(self) -> MarkOwner {
        match self {
            ContentOwner::Content { element, .. } => MarkOwner::Element(element),
            ContentOwner::Artifact(artifact) => MarkOwner::Artifact(artifact),
        }
    }
}

/// The owner of a mark; `None` for a field, which paints nothing.
fn mark_owner(sheets: &PaperDocument, placed: &PlacedMark) -> Option<MarkOwner> {
    let decoration = match &placed.mark {
        PaperMark::Field(_) => return None,
        PaperMark::Text(_) | PaperMark::QrSymbol(_) => Artifact::Pagination(None),
        PaperMark::Line { .. } | PaperMark::Box { .. } | PaperMark::Circle { .. } | PaperMark::Pictogram { .. } => {
            Artifact::Layout
        }
    };
    Some(match placed.element {
        // The contents of a code are also text beside it, unless it is a figure.
        Some(id) if matches!(placed.mark, PaperMark::QrSymbol(_)) && !is_figure(sheets, id) => {
            MarkOwner::Artifact(decoration)
        }
        Some(_) if matches!(placed.mark, PaperMark::Pictogram { .. }) => MarkOwner::Artifact(decoration),
        Some(id) if structure_element(sheets, id).is_some() => MarkOwner::Element(id),
        Some(_) | None => MarkOwner::Artifact(decoration),
    })
}

fn is_figure(sheets: &PaperDocument, id: ElementId) -> bool {
    structure_element(sheets, id).is_some_and(|element| matches!(element.role, StructureType::Figure { .. }))
}

/// Is it a rule or a shape? A field in its place has the same meaning.
fn is_shape(mark: &PaperMark) -> bool {
    matches!(
        mark,
        PaperMark::Line { .. } | PaperMark::Box { .. } | PaperMark::Circle { .. } | PaperMark::Pictogram { .. }
    )
}

/// The element of a field; `None` for other marks.
fn field_element(placed: &PlacedMark) -> Option<ElementId> {
    placed.element.filter(|_| matches!(placed.mark, PaperMark::Field(_)))
}

/// The vertical extent of all marks of a page but running lines and codes, in millimetres from the top; `None` where
/// there are no others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ContentExtent(Option<(Mm, Mm)>);

impl ContentExtent {
    pub(crate) fn of(page: &PaperPage) -> ContentExtent {
        let content_marks = page.marks().filter(|placed| placed.element.is_some() || is_shape(&placed.mark));
        ContentExtent(
            content_marks.map(|placed| vertical_extent(&placed.mark)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
        )
    }

    /// The margin that a running line or code is in; `None` for a repeated table header.
    fn margin_of(self, mark: &PaperMark) -> Option<ArtifactMargin> {
        let ((top, bottom), (first, last)) = (vertical_extent(mark), self.0?);
        let middle = (top + bottom) / 2.0;
        if middle < first {
            Some(ArtifactMargin::Top)
        } else if middle > last {
            Some(ArtifactMargin::Bottom)
        } else {
            None
        }
    }
}

/// The top and the bottom of a mark, in millimetres from the top of the page.
fn vertical_extent(mark: &PaperMark) -> (Mm, Mm) {
    match mark {
        PaperMark::Text(run) => (run.origin.y - run.size.mm() * ASCENT, run.origin.y + run.size.mm() * DESCENT),
        PaperMark::Line { from, to, .. } => (from.y.min(to.y), from.y.max(to.y)),
        PaperMark::Box { rect, .. } => (rect.y, rect.bottom()),
        PaperMark::Circle { center, radius, .. } => (center.y - *radius, center.y + *radius),
        PaperMark::QrSymbol(code) => (code.rect.y, code.rect.bottom()),
        PaperMark::Pictogram { at, size, .. } => (at.y, at.y + *size),
        PaperMark::Field(field) => (field.rect.y, field.rect.bottom()),
    }
}

/// The structure element of this number; `None` where the document has none.
pub(crate) fn structure_element(sheets: &PaperDocument, id: ElementId) -> Option<&StructureElement> {
    sheets.structure.get(id.0 as usize)
}
