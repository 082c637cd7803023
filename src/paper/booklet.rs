//! Layout of booklets: all forms of an office in one document, to print on both sides and bind.
//!
//! Cover, table of contents with who fills in which form and when, then each form with its continuation sheets, beginning on a
//! right-hand page.

use std::ops::Range;
use std::sync::Arc;

use super::block::LayoutBlock;
use super::document::{
    DashPattern, DocumentMetadata, ElementId, Face, OutlineEntry, PageLabels, PaperDocument, PaperMark, PaperPage,
    PlacedMark, StructureType,
};
use super::flow::{self, FlowItem};
use super::fonts::Fonts;
use super::form::{PrintLayout, blank_rows, lay_out_with_rows};
use super::layout_context::{LayoutContext, text_inline};
use super::metadata;
use super::paragraph::{TextAlign, TypeStyle};
use super::shared_layout::{LayoutSource, OfficeContent, PageSelection, SharedLayout};
use super::style::{COVER, CoverStyle, PaperStyle};
use crate::diagnostic::WithDiagnostics;
use crate::model::fixed_text;
use crate::model::issued::{IssuedForm, IssuedProgramme};
use crate::model::name::Name;
use crate::model::release::state::programme_issue_code;
use crate::model::sheet_code::SheetCode;
use crate::units::{Mm, Point, Pt, Rect};

/// The number of front matter pages before it is known: cover, blank page, one page of contents, blank page.
const FRONT_EXPECTED: usize = 4;

/// Lays out the booklet of an office, or the generic one. The diagnostics are those of [`super::form_document`].
pub(crate) fn booklet(programme: &IssuedProgramme, fonts: &Fonts) -> WithDiagnostics<SharedLayout> {
    let mut diagnostics = Vec::new();
    let mut forms: Vec<SharedLayout> = Vec::new();
    for form in &programme.forms {
        // A continuation sheet of each table, to copy when there are not enough rows.
        let rows = blank_rows(form).map(|(table, rows)| (table.clone(), rows + 1)).collect();
        let form_layout = lay_out_with_rows(form, PrintLayout::Regular, &rows, &[], fonts);
        let mut layout = form_layout.finish(forms.len()).collect_into(&mut diagnostics);
        // The cover names the city, so the titles of forms do not.
        layout.document.metadata.title = form_title(form);
        forms.push(layout);
    }
    let metadata = metadata::booklet_metadata(programme);
    let Some(first) = programme.forms.first() else {
        return WithDiagnostics { value: SharedLayout::bind(Vec::new(), metadata), diagnostics };
    };
    let mut front = BookletFront {
        context: LayoutContext::new(first, fonts, PaperStyle::regular()),
        programme,
        metadata: &metadata,
    };
    let trial = front.shared_layout(&forms, FRONT_EXPECTED);
    let front_pages = trial.document.pages.len().next_multiple_of(2);
    let front_layout = if front_pages == FRONT_EXPECTED { trial } else { front.shared_layout(&forms, front_pages) };
    let contents = 2..front_layout.document.pages.len();
    let mut layout = SharedLayout::bind([vec![front_layout], forms].concat(), metadata.clone());
    front.folios(&mut layout.document.pages, contents);
    diagnostics.append(&mut front.context.diagnostics);
    WithDiagnostics { value: layout, diagnostics }
}

/// The title of a form in a booklet.
fn form_title(form: &IssuedForm) -> String {
    format!("{} {}", form.number, form.title.zh)
}

/// The paragraph elements of a cover with office content: serial number, city and office.
#[derive(Clone, Debug)]
pub(crate) struct BookletOfficeContent([ElementId; 3]);

impl OfficeContent for BookletOfficeContent {
    fn form<'a>(&self, source: LayoutSource<'a>) -> Option<&'a IssuedForm> {
        source.form(0)
    }

    /// Draws serial number, city and office on the cover, and the QR codes of the contents pages.
    fn draw(
        &self,
        context: &mut LayoutContext,
        source: LayoutSource,
        pages: PageSelection,
    ) -> Option<Vec<Vec<PlacedMark>>> {
        let LayoutSource::Booklet(programme) = source else { return None };
        let marks = pages.drawn.iter().map(|page| match page {
            0 => self.cover(context, programme, &COVER).marks,
            1 => Vec::new(),
            contents => contents_code(context, programme, contents + 1, pages.total_pages).marks,
        });
        Some(marks.collect())
    }
}

impl BookletOfficeContent {
    fn cover(&self, context: &mut LayoutContext, programme: &IssuedProgramme, style: &CoverStyle) -> LayoutBlock {
        let city = programme.office.city.as_ref().map(|city| text_inline(&city.name, context.body_type(), None));
        let known_contents = [context.serial_inlines(), city.into_iter().collect(), context.office_name()];
        let mut block = LayoutBlock::default();
        let x = context.style.body.x + style.frame_indent + style.label_width + style.padding;
        let measure = context.style.body.width - style.frame_indent * 2.0 - style.label_width - style.padding * 2.0;
        for ((row, element), inlines) in KNOWN_ROWS.into_iter().zip(self.0).zip(known_contents) {
            if !inlines.is_empty() {
                let content = context.paragraph_block(&inlines, measure, TextAlign::Left, element);
                let top = style.frame_top + style.row * row as f64;
                block.place(&content, x, top + (style.row - content.height) / 2.0);
            }
        }
        block
    }
}

/// The rows of a cover's frame with known content: serial number, city and office; a name is filled in by hand.
const KNOWN_ROWS: [usize; 3] = [0, 2, 3];

/// The QR code of a contents page, which belongs to the booklet itself, whose version is the day of its contents.
fn contents_code(context: &mut LayoutContext, programme: &IssuedProgramme, page: usize, pages: usize) -> LayoutBlock {
    let city = programme.office.city.as_ref().map(|city| city.id.to_string());
    let (form, version) = (Name::BOOKLET.to_owned(), programme.as_of.to_string());
    let issue = Some(programme_issue_code(&programme.forms));
    let (layout, address) = (Some(context.style.one_column), programme.office.page.clone());
    let sheet_code = SheetCode { form, version, issue_code: issue, city, layout, page, pages, address };
    let code_block = context.code_corner(&sheet_code.to_string());
    let mut block = LayoutBlock::default();
    block.place(&code_block, context.style.body.x, context.style.body.bottom() - code_block.height);
    block
}

/// The state of laying out cover and contents; the context's form is the one whose details are being laid out.
struct BookletFront<'a, 'd> {
    context: LayoutContext<'d>,
    programme: &'d IssuedProgramme,
    metadata: &'a DocumentMetadata,
}

impl BookletFront<'_, '_> {
    fn shared_layout(&mut self, forms: &[SharedLayout], front_pages: usize) -> SharedLayout {
        self.context.structure.clear();
        let (cover, office_content) = self.cover(&COVER);
        let first_element = self.context.structure.len();
        let office_marks = office_content.cover(&mut self.context, self.programme, &COVER).marks;
        let elements = first_element..self.context.structure.len();
        let items = self.contents(forms, front_pages);
        let code_block = self.context.code_corner("");
        let style = self.context.style.above_foot(code_block.height);
        let contents = flow::break_into_pages(&items, &style);
        let cover = PaperPage { office_marks, ..PaperPage::new(style.page, cover.marks) };
        let pages = [vec![cover, PaperPage::new(style.page, Vec::new())], contents.pages].concat();
        let label = |from, prefix: &str, counted| PageLabels { from, prefix: prefix.to_owned(), counted };
        let labels = vec![
            label(0, fixed_text::COVER, false),
            label(1, fixed_text::BLANK_PAGE, false),
            label(2, &format!("{}-", fixed_text::CONTENTS), true),
        ];
        let metadata = DocumentMetadata { title: fixed_text::COVER_AND_CONTENTS.to_owned(), ..self.metadata.clone() };
        let structure = Arc::new(self.context.structure.clone());
        let outline =
            contents.outline.into_iter().map(|entry| OutlineEntry { page: entry.page + 2, ..entry }).collect();
        let document = PaperDocument { metadata, pages, labels, structure, outline, anchor_pages: Arc::default() };
        SharedLayout::new(document, self.context.style, elements, Arc::new(office_content))
    }

    /// The cover: programme, title and forms, and below them a frame for number, name, city and office; with the paragraph
    /// elements of the frame's office content.
    fn cover(&mut self, style: &CoverStyle) -> (LayoutBlock, BookletOfficeContent) {
        let context = &mut self.context;
        let measure = context.style.body.width;
        let left = context.style.body.x;
        let mut block = LayoutBlock::default();
        let programme = context.add_element(StructureType::Paragraph, None);
        let line =
            context.text_line_block(&self.programme.title, style.programme, measure, TextAlign::Center, programme);
        block.place(&line, left, style.programme_top);
        let heading = context.add_element(StructureType::Heading(1), None);
        let title = context.text_line_block(fixed_text::BOOKLET, style.title, measure, TextAlign::Center, heading);
        block.place(&title, left, style.title_top);
        let mut y = style.forms_top;
        for form in &self.programme.forms {
            let element = context.add_element(StructureType::Paragraph, None);
            let words = format!("{}　{}", form.number, form.title.zh);
            let line = context.text_line_block(&words, style.forms, style.forms_width, TextAlign::Left, element);
            block.place(&line, left + style.forms_indent, y);
            y += line.height + style.forms_gap;
        }
        let &CoverStyle { frame_top: top, row: row_height, label_width, .. } = style;
        let frame_left = left + style.frame_indent;
        let width = measure - style.frame_indent * 2.0;
        let labels = [fixed_text::FILE_NUMBER, fixed_text::NAME, fixed_text::CITY, fixed_text::OFFICE];
        let rows = labels.map(|_| context.add_element(StructureType::Paragraph, None));
        for (index, (label, element)) in labels.into_iter().zip(rows).enumerate() {
            let y = top + row_height * index as f64;
            let background = Rect::new(frame_left, y, label_width, row_height);
            block.add_artifact(PaperMark::Box {
                rect: background,
                fill: Some(context.style.label_background),
                stroke: None,
            });
            let label = context.text_line_block(label, context.label_type(), label_width, TextAlign::Center, element);
            block.place(&label, frame_left, y + (row_height - label.height) / 2.0);
            let (from, to) = (Point { x: frame_left, y }, Point { x: frame_left + width, y });
            if index > 0 {
                block.add_rule(from, to, context.style.hairline_width);
            }
        }
        let height = row_height * 4.0;
        let x = frame_left + label_width;
        block.add_rule(Point { x, y: top }, Point { x, y: top + height }, context.style.hairline_width);
        let rect = Rect::new(frame_left, top, width, height);
        block.add_artifact(PaperMark::Box { rect, fill: None, stroke: Some(context.style.frame_width) });
        let element = context.add_element(StructureType::Paragraph, None);
        let standing_text = self.programme.standing.iter().map(|standing_text| format!("{standing_text}　"));
        let day: String = standing_text.chain([fixed_text::as_of(&fixed_text::day(self.programme.as_of))]).collect();
        let day = context.text_line_block(&day, context.small_type(), measure, TextAlign::Center, element);
        block.place(&day, left, style.day_top);
        (
            LayoutBlock { marks: flow::fills_first(block.marks), ..block },
            BookletOfficeContent(KNOWN_ROWS.map(|row| rows[row])),
        )
    }

    /// The contents: each form and continuation sheet with its page, then who fills in each form, when and for what purpose.
    fn contents(&mut self, forms: &[SharedLayout], front_pages: usize) -> Vec<FlowItem> {
        let mut items = vec![self.title(fixed_text::CONTENTS)];
        let list = self.context.add_element(StructureType::List, None);
        let mut next_page = front_pages;
        for (form, SharedLayout { document, .. }) in self.programme.forms.iter().zip(forms) {
            items.push(self.contents_entry(&document.metadata.title, next_page + 1, Mm::ZERO, list));
            let titles: Vec<String> = form.items().map(|field| fixed_text::continuation(&field.label.zh)).collect();
            for entry in document.outline.iter().filter(|entry| titles.contains(&entry.title)) {
                items.push(self.contents_entry(&entry.title, next_page + entry.page + 1, Mm(12.0), list));
            }
            next_page = (next_page + document.pages.len()).next_multiple_of(2);
        }
        items.push(self.title(fixed_text::HOW_TO_USE));
        for form in &self.programme.forms {
            self.context.form = form;
            items.extend(self.form_details(form));
        }
        items
    }

    fn title(&mut self, text: &str) -> FlowItem {
        let context = &mut self.context;
        let heading = context.add_element(StructureType::Heading(2), None);
        let strong = TypeStyle { face: Face::HeiBold, size: Pt(16.0) };
        let block = context.text_line_block(text, strong, context.style.body.width, TextAlign::Left, heading);
        FlowItem {
            outline: Some(text.to_owned()),
            ..FlowItem::unframed(block).keep_with_next().with_space_above(Mm(8.0))
        }
    }

    /// An entry of the contents: title, dots, page number of the booklet.
    fn contents_entry(&mut self, title: &str, page: usize, indent: Mm, list: ElementId) -> FlowItem {
        let context = &mut self.context;
        let item = context.add_element(StructureType::ListItem, Some(list));
        let element = context.add_element(StructureType::Body, Some(item));
        let measure = context.style.body.width;
        let title_block =
            context.text_line_block(title, context.body_type(), measure - indent, TextAlign::Left, element);
        let number = page.to_string();
        let mut block = LayoutBlock::space(title_block.height + Mm(2.0));
        block.place(&title_block, indent, Mm(1.0));
        let [from, to] = [
            indent + context.text_width(title, context.body_type()) + Mm(2.0),
            measure - context.text_width(&number, context.body_type()) - Mm(2.0),
        ];
        let y = title_block.height * 0.68 + Mm(1.0);
        let (from, to) = (Point { x: from, y }, Point { x: to, y });
        block.add_artifact(PaperMark::Line { from, to, width: Pt(0.5), dash: DashPattern::Dashed(Mm(0.6)) });
        let number = context.text_line_block(&number, context.body_type(), measure, TextAlign::Right, element);
        block.place(&number, Mm::ZERO, Mm(1.0));
        FlowItem::unframed(block)
    }

    fn form_details(&mut self, form: &IssuedForm) -> Vec<FlowItem> {
        let context = &mut self.context;
        let heading = context.add_element(StructureType::Heading(3), None);
        let title = format!("{}　{}", form.number, form.title.zh);
        let measure = context.style.body.width;
        let strong = TypeStyle { face: Face::HeiBold, size: context.style.heading };
        let title = context.text_line_block(&title, strong, measure, TextAlign::Left, heading);
        let mut items = vec![FlowItem::unframed(title).keep_with_next().with_space_above(Mm(4.0))];
        let copies = fixed_text::copies(form.copies.count, &form.copies.holders.join(fixed_text::ENUMERATION_COMMA));
        let details = [
            (fixed_text::FILLED_BY, context.prose_inlines(&form.filled_by, context.body_type())),
            (fixed_text::WHEN, context.prose_inlines(&form.when, context.body_type())),
            (fixed_text::WHAT_FOR, context.prose_inlines(&form.purpose, context.body_type())),
            (
                fixed_text::COPIES,
                vec![text_inline(copies.trim_end_matches(fixed_text::FULL_STOP), context.body_type(), None)],
            ),
        ];
        for (label, prose) in details {
            let element = context.add_element(StructureType::Paragraph, None);
            let mut inlines = vec![text_inline(&format!("{label}{}", fixed_text::COLON), context.label_type(), None)];
            inlines.extend(prose);
            inlines.push(text_inline(fixed_text::FULL_STOP, context.body_type(), None));
            let block = context.paragraph_block(&inlines, measure, TextAlign::Justify, element);
            items.push(FlowItem::unframed(block).keep_with_next());
        }
        if let Some(last) = items.last_mut() {
            last.keep_with_next = false;
        }
        items
    }

    /// Draws the page number of the booklet in the free corner of each foot, and the booklet's QR code on contents pages; nothing
    /// on the cover and on blank pages.
    fn folios(&mut self, pages: &mut [PaperPage], contents: Range<usize>) {
        let page_count = pages.len();
        let style = self.context.style;
        for (index, page) in pages.iter_mut().enumerate().skip(1).filter(|(_, page)| page.marks().next().is_some()) {
            if contents.contains(&index) {
                page.office_marks.extend(contents_code(&mut self.context, self.programme, index + 1, page_count).marks);
            }
            let folio = fixed_text::folio(index + 1, page_count);
            let line = self.context.running_words(&folio, style.body.width, TextAlign::Left);
            let mut block = LayoutBlock::default();
            block.place(&line, style.body.x, style.body.bottom() - line.height);
            Arc::make_mut(&mut page.shared_marks).extend(block.marks);
        }
    }
}
