//! Sheets laid out once for every office whose forms say the same, and what each office has on them alone.
//!
//! An office's own are its line and number in the head, what consents tell in its words, the running lines with its city, and
//! the codes; on a booklet's cover what is known of it. As long as these take the same room and have the same structure, everything else is where it
//! was: pages share their bodies ([`PaperPage::shared_marks`]), sheets their structure.

use std::collections::BTreeSet;
use std::fmt;
use std::mem::{Discriminant, discriminant};
use std::ops::Range;
use std::sync::Arc;

use super::block::LayoutBlock;
use super::document::{
    DocumentMetadata, ElementId, PaperDocument, PaperMark, PaperPage, PlacedMark, StructureElement, StructureType,
};
use super::fonts::Fonts;
use super::layout_context::{LayoutContext, OfficeParagraph};
use super::metadata;
use super::stack::combine_with_positions;
use super::style::PaperStyle;
use super::text_field::TextFieldSettings;
use crate::diagnostic::{Diagnostic, WithDiagnostics};
use crate::model::answers::AnswerName;
use crate::model::issued::{IssuedForm, IssuedProgramme};
use crate::model::issued_publicity::IssuedPublicity;
use crate::units::{Mm, Point};

/// What is laid out: a form, all forms of a programme bound together, or a page that publicises.
#[derive(Clone, Copy, Debug)]
pub enum LayoutSource<'a> {
    Form(&'a IssuedForm),
    Booklet(&'a IssuedProgramme),
    Publicity(&'a IssuedPublicity),
}

/// Laid-out sheets of one office, and where on them others have something else.
#[derive(Clone, Debug)]
pub struct SharedLayout {
    /// As the office has them that they were laid out for.
    pub document: PaperDocument,
    parts: Vec<SharedLayoutPart>,
}

/// Pages of a plate with one way of saying what is an office's own.
#[derive(Clone, Debug)]
struct SharedLayoutPart {
    office_content: Arc<dyn OfficeContent>,
    style: PaperStyle,
    /// The first of its pages, and how many there are.
    first_page: usize,
    pages: usize,
    /// How many elements of the whole stand before its own.
    elements_before: u32,
    /// Its elements that are an office's own, counted from its first.
    elements: Range<usize>,
    /// Which document of several it is, from 0.
    number: usize,
}

/// What offices have of their own on the pages of a document.
pub(crate) trait OfficeContent: fmt::Debug + Send + Sync {
    /// The form it is about.
    fn form<'a>(&self, matter: LayoutSource<'a>) -> Option<&'a IssuedForm>;

    /// The marks of these of its pages, of so many in the whole; `None` where they take another room than on the plate.
    fn draw(
        &self,
        draft: &mut LayoutContext,
        matter: LayoutSource,
        pages: PageSelection,
    ) -> Option<Vec<Vec<PlacedMark>>>;
}

/// Pages of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageSelection<'a> {
    /// Their numbers in it, from 0.
    pub(crate) drawn: &'a [usize],
    /// How many the document has.
    pub(crate) document_pages: usize,
    /// How many pages there are with those of all documents.
    pub(crate) total_pages: usize,
}

/// Of a form: what is in the head of its first page, what is told in the office's words, and the running lines.
#[derive(Debug)]
pub(crate) struct FormOfficeContent {
    /// Which of a programme's forms it is.
    pub(crate) number: usize,
    /// Where it stands, page and place: what is in the head, then what is told, line by line.
    pub(crate) places: Vec<(usize, Point)>,
    /// How high it is in the head.
    pub(crate) height: Mm,
    pub(crate) notice: Vec<OfficeParagraph>,
    /// How high the running lines are.
    pub(crate) lines: [Mm; 3],
}

impl OfficeContent for FormOfficeContent {
    fn form<'a>(&self, matter: LayoutSource<'a>) -> Option<&'a IssuedForm> {
        matter.form(self.number)
    }

    fn draw(&self, draft: &mut LayoutContext, _: LayoutSource, pages: PageSelection) -> Option<Vec<Vec<PlacedMark>>> {
        let meta = draft.office_and_serial();
        let imprint = draft.office_running_lines();
        if meta.height != self.height || imprint.heights() != self.lines {
            return None;
        }
        let blocks: Vec<LayoutBlock> = [vec![meta], draft.office_notice_lines(&self.notice)?].concat();
        let own = pages.drawn.iter().map(|page| {
            let mut block = LayoutBlock::default();
            for (own, (_, place)) in blocks.iter().zip(&self.places).filter(|(_, (at, _))| at == page) {
                block.place(own, place.x, place.y);
            }
            block.marks.extend(draft.office_lines_of_page(&imprint, page + 1, pages.document_pages).marks);
            block.marks
        });
        Some(own.collect())
    }
}

/// What an office has of its own on the pages of a part, page by page, and the structure of it.
struct OfficeMarks {
    pages: Vec<Vec<PlacedMark>>,
    elements: Vec<StructureElement>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> LayoutSource<'a> {
    /// The form of this number in it.
    pub(crate) fn form(self, number: usize) -> Option<&'a IssuedForm> {
        match self {
            LayoutSource::Form(form) => Some(form).filter(|_| number == 0),
            LayoutSource::Booklet(programme) => programme.forms.get(number),
            LayoutSource::Publicity(_) => None,
        }
    }

    /// What tells it from what says something else, but for what is an office's own: a digest for each form. What publicises is
    /// all an office's own.
    pub fn content_digests(self) -> Vec<&'a [u8; 32]> {
        match self {
            LayoutSource::Form(form) => vec![form.body.digest()],
            LayoutSource::Booklet(programme) => programme.forms.iter().map(|form| form.body.digest()).collect(),
            LayoutSource::Publicity(publicity) => vec![publicity.digest()],
        }
    }

    fn metadata(self) -> DocumentMetadata {
        match self {
            LayoutSource::Form(form) => metadata::form_metadata(form),
            LayoutSource::Booklet(programme) => metadata::booklet_metadata(programme),
            LayoutSource::Publicity(publicity) => metadata::publicity_metadata(publicity),
        }
    }
}

impl SharedLayout {
    /// One document: its elements that are an office's own, and how that is drawn.
    pub(crate) fn new(
        sheets: PaperDocument,
        style: PaperStyle,
        elements: Range<usize>,
        own: Arc<dyn OfficeContent>,
    ) -> SharedLayout {
        let pages = sheets.pages.len();
        SharedLayout {
            document: sheets,
            parts: vec![SharedLayoutPart {
                office_content: own,
                style,
                first_page: 0,
                pages,
                elements_before: 0,
                elements,
                number: 0,
            }],
        }
    }

    /// One document that no office shares with another.
    pub(crate) fn unshared(sheets: PaperDocument) -> SharedLayout {
        SharedLayout { document: sheets, parts: Vec::new() }
    }

    /// Documents bound into one.
    pub(crate) fn bind(documents: Vec<SharedLayout>, identity: DocumentMetadata) -> SharedLayout {
        let (sheets, parts): (Vec<PaperDocument>, Vec<Vec<SharedLayoutPart>>) =
            documents.into_iter().map(|plate| (plate.document, plate.parts)).unzip();
        let (sheets, places) = combine_with_positions(sheets, identity);
        let parts = parts.into_iter().zip(places).enumerate().flat_map(|(number, (parts, place))| {
            let moved =
                move |part| SharedLayoutPart { first_page: place.page, elements_before: place.element, number, ..part };
            parts.into_iter().map(moved)
        });
        SharedLayout { parts: parts.collect(), document: sheets }
    }

    /// The sheets of another office, whose forms say the same; `None` where its own takes another room or has another
    /// structure, so that it must be laid out by itself. The diagnostics are of what is its own.
    pub fn document_for(&self, matter: LayoutSource, fonts: &Fonts) -> Option<WithDiagnostics<PaperDocument>> {
        let mut diagnostics = Vec::new();
        let whole = self.document.pages.len();
        let mut pages: Vec<PaperPage> = Vec::with_capacity(whole);
        let blank = |sheet: &PaperPage| PaperPage {
            size: sheet.size,
            shared_marks: sheet.shared_marks.clone(),
            office_marks: Vec::new(),
        };
        for part in &self.parts {
            // Between documents there may be the blank back of a page.
            pages.extend(self.document.pages.get(pages.len()..part.first_page)?.iter().map(blank));
            let every: Vec<usize> = (0..part.pages).collect();
            let drawn = part.draw_office_marks(matter, &every, whole, fonts)?;
            if !part.has_structure(&drawn.elements, &self.document.structure) {
                return None;
            }
            for (own, sheet) in drawn.pages.into_iter().zip(self.document.pages.get(part.first_page..)?) {
                let own: Vec<PlacedMark> = own.into_iter().map(|placed| part.global_mark(placed)).collect();
                if !own.iter().map(mark_signature).eq(sheet.office_marks.iter().map(mark_signature)) {
                    return None;
                }
                pages.push(PaperPage { office_marks: own, ..blank(sheet) });
            }
            diagnostics.extend(drawn.diagnostics);
        }
        let identity = matter.metadata();
        Some(WithDiagnostics {
            value: PaperDocument { metadata: identity, pages, ..self.document.clone() },
            diagnostics,
        })
    }

    /// What is said of an office's own, as [`SharedLayout::document_for`] would; `None` where it takes another room.
    pub(crate) fn diagnostics_for(&self, matter: LayoutSource, fonts: &Fonts) -> Option<Vec<Diagnostic>> {
        let whole = self.document.pages.len();
        let of_part = |part: &SharedLayoutPart| {
            // What is on the pages between is on the last, whose number is the longest.
            let ends: Vec<usize> = BTreeSet::from([0, part.pages.saturating_sub(1)]).into_iter().collect();
            part.draw_office_marks(matter, &ends, whole, fonts).map(|drawn| drawn.diagnostics)
        };
        let faults: Option<Vec<_>> = self.parts.iter().map(of_part).collect();
        Some(faults?.concat())
    }
}

/// What of a mark the structure tree is made from, and how much is typed into a number, which has places on several pages:
/// they are one field.
fn mark_signature(placed: &PlacedMark) -> (Option<ElementId>, Discriminant<PaperMark>, Option<(u32, bool)>) {
    let typed = match &placed.mark {
        PaperMark::Field(field) if field.name == AnswerName::serial() => TextFieldSettings::of(field),
        _ => None,
    };
    (placed.element, discriminant(&placed.mark), typed.map(|typing| (typing.max_length, typing.multiline)))
}

impl SharedLayoutPart {
    /// What an office has of its own on some pages; the numbers of elements and pages are the part's. `None` where it takes
    /// another room.
    fn draw_office_marks(
        &self,
        matter: LayoutSource,
        pages: &[usize],
        whole: usize,
        fonts: &Fonts,
    ) -> Option<OfficeMarks> {
        let mut draft = LayoutContext::new(self.office_content.form(matter)?, fonts, self.style);
        draft.structure = vec![StructureElement { role: StructureType::Paragraph, parent: None }; self.elements.start];
        let pages = self.office_content.draw(
            &mut draft,
            matter,
            PageSelection { drawn: pages, document_pages: self.pages, total_pages: whole },
        )?;
        let elements = draft.structure.split_off(self.elements.start);
        Some(OfficeMarks { pages, elements, diagnostics: draft.diagnostics })
    }

    /// Are these the elements that the whole has for the part's own?
    fn has_structure(&self, elements: &[StructureElement], whole: &[StructureElement]) -> bool {
        let first = self.elements_before as usize + self.elements.start;
        let moved = |element: &StructureElement| StructureElement {
            role: element.role.clone(),
            parent: element.parent.map(|id| self.global_id(id)),
        };
        let whole = whole.get(first..first + self.elements.len()).unwrap_or_default();
        // At the top of a part is the part itself, where there is one.
        let is_same = |(own, whole): (&StructureElement, &StructureElement)| {
            let own = moved(own);
            own.role == whole.role && (own.parent.is_none() || own.parent == whole.parent)
        };
        elements.len() == whole.len() && elements.iter().zip(whole).all(is_same)
    }

    fn global_id(&self, id: ElementId) -> ElementId {
        ElementId(id.0 + self.elements_before)
    }

    /// A mark as it is in the whole.
    fn global_mark(&self, placed: PlacedMark) -> PlacedMark {
        let mark = match placed.mark {
            PaperMark::Field(field) => PaperMark::Field(field.renamed_for_document(self.number)),
            mark => mark,
        };
        PlacedMark { element: placed.element.map(|id| self.global_id(id)), mark }
    }
}
