//! Shared layouts: a document that is laid out once for all offices with equal forms, and the content that differs by office.
//!
//! The content of an office is the office and serial number in the head, consent notices in its words, the running lines with its
//! city, and the QR codes; on a booklet's cover, its number, city and office. If this content takes the same room and has the
//! same structure, everything else keeps its position: pages share their marks ([`PaperPage::shared_marks`]), documents their
//! structure.

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

/// The source of a layout: a form, all forms of a programme bound together, or publicity.
#[derive(Clone, Copy, Debug)]
pub enum LayoutSource<'a> {
    Form(&'a IssuedForm),
    Booklet(&'a IssuedProgramme),
    Publicity(&'a IssuedPublicity),
}

/// The document of one office, and the parts of it that other offices replace with their own content.
#[derive(Clone, Debug)]
pub struct SharedLayout {
    /// The document of the office that it was laid out for.
    pub document: PaperDocument,
    parts: Vec<SharedLayoutPart>,
}

/// A part of a shared layout: the pages of one form or of a booklet's cover and contents.
#[derive(Clone, Debug)]
struct SharedLayoutPart {
    office_content: Arc<dyn OfficeContent>,
    style: PaperStyle,
    /// The 0-based index of its first page; `pages` is their number.
    first_page: usize,
    pages: usize,
    /// The number of structure elements of the whole document before those of the part.
    elements_before: u32,
    /// The elements of the part that differ by office, counted from its first element.
    elements: Range<usize>,
    /// The 0-based number of the document among several.
    number: usize,
}

/// The content on the pages of a document that differs by office.
pub(crate) trait OfficeContent: fmt::Debug + Send + Sync {
    /// The form of this source that the content belongs to.
    fn form<'a>(&self, source: LayoutSource<'a>) -> Option<&'a IssuedForm>;

    /// Draws the marks of an office on the selected pages; `None` if they take other room than in the shared layout.
    fn draw(
        &self,
        context: &mut LayoutContext,
        source: LayoutSource,
        pages: PageSelection,
    ) -> Option<Vec<Vec<PlacedMark>>>;
}

/// A selection of pages of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageSelection<'a> {
    /// The 0-based indices of the selected pages.
    pub(crate) drawn: &'a [usize],
    /// The number of pages of the document.
    pub(crate) document_pages: usize,
    /// The number of pages of all combined documents.
    pub(crate) total_pages: usize,
}

/// The office content of a form: the head of its first page, consent notices and running lines.
#[derive(Debug)]
pub(crate) struct FormOfficeContent {
    /// The 0-based number of the form in its programme.
    pub(crate) number: usize,
    /// The page and the position of the content: first of the head, then of the notices, line by line.
    pub(crate) positions: Vec<(usize, Point)>,
    /// The height of office and serial number in the head.
    pub(crate) height: Mm,
    pub(crate) notice: Vec<OfficeParagraph>,
    /// The heights of the running lines.
    pub(crate) line_heights: [Mm; 3],
}

impl OfficeContent for FormOfficeContent {
    fn form<'a>(&self, source: LayoutSource<'a>) -> Option<&'a IssuedForm> {
        source.form(self.number)
    }

    fn draw(&self, context: &mut LayoutContext, _: LayoutSource, pages: PageSelection) -> Option<Vec<Vec<PlacedMark>>> {
        let head_block = context.office_and_serial();
        let running_lines = context.office_running_lines();
        if head_block.height != self.height || running_lines.heights() != self.line_heights {
            return None;
        }
        let blocks: Vec<LayoutBlock> = [vec![head_block], context.office_notice_lines(&self.notice)?].concat();
        let marks = pages.drawn.iter().map(|page| {
            let mut block = LayoutBlock::default();
            for (content, (_, position)) in blocks.iter().zip(&self.positions).filter(|(_, (at, _))| at == page) {
                block.place(content, position.x, position.y);
            }
            block.marks.extend(context.office_lines_of_page(&running_lines, page + 1, pages.document_pages).marks);
            block.marks
        });
        Some(marks.collect())
    }
}

/// The marks of an office on the pages of a part, page by page, with their structure elements.
struct OfficeMarks {
    pages: Vec<Vec<PlacedMark>>,
    elements: Vec<StructureElement>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> LayoutSource<'a> {
    /// The form with this 0-based number; `None` if the source has no such form.
    pub(crate) fn form(self, number: usize) -> Option<&'a IssuedForm> {
        match self {
            LayoutSource::Form(form) => Some(form).filter(|_| number == 0),
            LayoutSource::Booklet(programme) => programme.forms.get(number),
            LayoutSource::Publicity(_) => None,
        }
    }

    /// The digests that tell sources apart, without the content of offices: one for each form. Publicity is all content of an
    /// office.
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
    /// The shared layout of one document; `elements` are the indices of the structure elements of the office content.
    pub(crate) fn new(
        document: PaperDocument,
        style: PaperStyle,
        elements: Range<usize>,
        office_content: Arc<dyn OfficeContent>,
    ) -> SharedLayout {
        let pages = document.pages.len();
        SharedLayout {
            document,
            parts: vec![SharedLayoutPart {
                office_content,
                style,
                first_page: 0,
                pages,
                elements_before: 0,
                elements,
                number: 0,
            }],
        }
    }

    /// The layout of a document that no other office shares.
    pub(crate) fn unshared(document: PaperDocument) -> SharedLayout {
        SharedLayout { document, parts: Vec::new() }
    }

    /// Binds documents into one.
    pub(crate) fn bind(documents: Vec<SharedLayout>, metadata: DocumentMetadata) -> SharedLayout {
        let (document, parts): (Vec<PaperDocument>, Vec<Vec<SharedLayoutPart>>) =
            documents.into_iter().map(|layout| (layout.document, layout.parts)).unzip();
        let (document, positions) = combine_with_positions(document, metadata);
        let parts = parts.into_iter().zip(positions).enumerate().flat_map(|(number, (parts, position))| {
            let part_in_whole = move |part| SharedLayoutPart {
                first_page: position.page,
                elements_before: position.element,
                number,
                ..part
            };
            parts.into_iter().map(part_in_whole)
        });
        SharedLayout { parts: parts.collect(), document }
    }

    /// The document of another office with equal forms; `None` if its content takes other room or has another structure, so that
    /// the document must be laid out separately. The diagnostics are those of the office content.
    pub fn document_for(&self, source: LayoutSource, fonts: &Fonts) -> Option<WithDiagnostics<PaperDocument>> {
        let mut diagnostics = Vec::new();
        let total_pages = self.document.pages.len();
        let mut pages: Vec<PaperPage> = Vec::with_capacity(total_pages);
        let without_office_marks = |page: &PaperPage| PaperPage {
            size: page.size,
            shared_marks: page.shared_marks.clone(),
            office_marks: Vec::new(),
        };
        for part in &self.parts {
            // Between documents there may be a blank page.
            pages.extend(self.document.pages.get(pages.len()..part.first_page)?.iter().map(without_office_marks));
            let page_indices: Vec<usize> = (0..part.pages).collect();
            let office_marks = part.draw_office_marks(source, &page_indices, total_pages, fonts)?;
            if !part.has_structure(&office_marks.elements, &self.document.structure) {
                return None;
            }
            for (marks, page) in office_marks.pages.into_iter().zip(self.document.pages.get(part.first_page..)?) {
                let marks: Vec<PlacedMark> = marks.into_iter().map(|placed| part.global_mark(placed)).collect();
                if !marks.iter().map(mark_signature).eq(page.office_marks.iter().map(mark_signature)) {
                    return None;
                }
                pages.push(PaperPage { office_marks: marks, ..without_office_marks(page) });
            }
            diagnostics.extend(office_marks.diagnostics);
        }
        let metadata = source.metadata();
        Some(WithDiagnostics { value: PaperDocument { metadata, pages, ..self.document.clone() }, diagnostics })
    }

    /// The diagnostics of an office's content, as those of [`SharedLayout::document_for`]; `None` if the content takes other room.
    pub(crate) fn diagnostics_for(&self, source: LayoutSource, fonts: &Fonts) -> Option<Vec<Diagnostic>> {
        let total_pages = self.document.pages.len();
        let part_diagnostics = |part: &SharedLayoutPart| {
            // The pages between have the same content as the last one, whose page number is the longest.
            let first_and_last: Vec<usize> = BTreeSet::from([0, part.pages.saturating_sub(1)]).into_iter().collect();
            part.draw_office_marks(source, &first_and_last, total_pages, fonts)
                .map(|office_marks| office_marks.diagnostics)
        };
        let diagnostics: Option<Vec<_>> = self.parts.iter().map(part_diagnostics).collect();
        Some(diagnostics?.concat())
    }
}

/// The properties of a mark that the structure tree depends on, and the field settings of the serial number, whose widgets on
/// several pages are one field.
fn mark_signature(placed: &PlacedMark) -> (Option<ElementId>, Discriminant<PaperMark>, Option<(u32, bool)>) {
    let settings = match &placed.mark {
        PaperMark::Field(field) if field.name == AnswerName::serial() => TextFieldSettings::of(field),
        _ => None,
    };
    (placed.element, discriminant(&placed.mark), settings.map(|settings| (settings.max_length, settings.multiline)))
}

impl SharedLayoutPart {
    /// Draws an office's content on some pages, with element and page numbers of the part; `None` if the content takes other room.
    fn draw_office_marks(
        &self,
        source: LayoutSource,
        pages: &[usize],
        total_pages: usize,
        fonts: &Fonts,
    ) -> Option<OfficeMarks> {
        let mut context = LayoutContext::new(self.office_content.form(source)?, fonts, self.style);
        context.structure =
            vec![StructureElement { role: StructureType::Paragraph, parent: None }; self.elements.start];
        let pages = self.office_content.draw(
            &mut context,
            source,
            PageSelection { drawn: pages, document_pages: self.pages, total_pages },
        )?;
        let elements = context.structure.split_off(self.elements.start);
        Some(OfficeMarks { pages, elements, diagnostics: context.diagnostics })
    }

    /// Returns whether the whole document has the same structure elements for the part's office content.
    fn has_structure(&self, elements: &[StructureElement], document_elements: &[StructureElement]) -> bool {
        let first = self.elements_before as usize + self.elements.start;
        let global_element = |element: &StructureElement| StructureElement {
            role: element.role.clone(),
            parent: element.parent.map(|id| self.global_id(id)),
        };
        let document_elements = document_elements.get(first..first + self.elements.len()).unwrap_or_default();
        // The parent of a part's top elements is the Part element, if there is one.
        let is_same = |(part_element, document_elements): (&StructureElement, &StructureElement)| {
            let part_element = global_element(part_element);
            part_element.role == document_elements.role
                && (part_element.parent.is_none() || part_element.parent == document_elements.parent)
        };
        elements.len() == document_elements.len() && elements.iter().zip(document_elements).all(is_same)
    }

    fn global_id(&self, id: ElementId) -> ElementId {
        ElementId(id.0 + self.elements_before)
    }

    /// A mark of the part with its element and field name in the whole document.
    fn global_mark(&self, placed: PlacedMark) -> PlacedMark {
        let mark = match placed.mark {
            PaperMark::Field(field) => PaperMark::Field(field.renamed_for_document(self.number)),
            mark => mark,
        };
        PlacedMark { element: placed.element.map(|id| self.global_id(id)), mark }
    }
}
