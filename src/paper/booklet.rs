//! All forms of a city in one file to print on both sides and bind: cover, contents with who fills in
//! what and when, then each form with its continuation sheets, beginning on a right-hand page.

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

/// Front matter before its own length is known: cover, blank back, one page, blank back.
const FRONT_EXPECTED: usize = 4;

/// The booklet of an office, or the generic one. The diagnostics are those of [`super::form_document`].
pub(crate) fn booklet(programme: &IssuedProgramme, fonts: &Fonts) -> WithDiagnostics<SharedLayout> {
    let mut diagnostics = Vec::new();
    let mut forms: Vec<SharedLayout> = Vec::new();
    for form in &programme.forms {
        // A continuation sheet of each table, to be copied when rows run out.
        let rows = blank_rows(form).map(|(table, rows)| (table.clone(), rows + 1)).collect();
        let laid = lay_out_with_rows(form, PrintLayout::Regular, &rows, &[], fonts);
        let mut plate = laid.finish(forms.len()).collect_into(&mut diagnostics);
        // Whose booklet it is says its cover.
        plate.document.metadata.title = form_title(form);
        forms.push(plate);
    }
    let identity = metadata::booklet_metadata(programme);
    let Some(first) = programme.forms.first() else {
        return WithDiagnostics { value: SharedLayout::bind(Vec::new(), identity), diagnostics };
    };
    let mut front =
        BookletFront { draft: LayoutContext::new(first, fonts, PaperStyle::regular()), programme, identity: &identity };
    let tried = front.shared_layout(&forms, FRONT_EXPECTED);
    let front_pages = tried.document.pages.len().next_multiple_of(2);
    let laid = if front_pages == FRONT_EXPECTED { tried } else { front.shared_layout(&forms, front_pages) };
    let contents = 2..laid.document.pages.len();
    let mut whole = SharedLayout::bind([vec![laid], forms].concat(), identity.clone());
    front.folios(&mut whole.document.pages, contents);
    diagnostics.append(&mut front.draft.diagnostics);
    WithDiagnostics { value: whole, diagnostics }
}

/// What a form is called in a booklet.
fn form_title(form: &IssuedForm) -> String {
    format!("{} {}", form.number, form.title.zh)
}

/// The paragraphs of a cover that say whose booklet it is: number, city, office.
#[derive(Clone, Debug)]
pub(crate) struct BookletOfficeContent([ElementId; 3]);

impl OfficeContent for BookletOfficeContent {
    fn form<'a>(&self, matter: LayoutSource<'a>) -> Option<&'a IssuedForm> {
        matter.form(0)
    }

    /// What is known of the office on the cover, and the codes of the contents.
    fn draw(
        &self,
        draft: &mut LayoutContext,
        matter: LayoutSource,
        pages: PageSelection,
    ) -> Option<Vec<Vec<PlacedMark>>> {
        let LayoutSource::Booklet(programme) = matter else { return None };
        let own = pages.drawn.iter().map(|page| match page {
            0 => self.cover(draft, programme, &COVER).marks,
            1 => Vec::new(),
            contents => contents_code(draft, programme, contents + 1, pages.total_pages).marks,
        });
        Some(own.collect())
    }
}

impl BookletOfficeContent {
    fn cover(&self, draft: &mut LayoutContext, programme: &IssuedProgramme, style: &CoverStyle) -> LayoutBlock {
        let city = programme.office.city.as_ref().map(|city| text_inline(&city.name, draft.body_type(), None));
        let known = [draft.serial_inlines(), city.into_iter().collect(), draft.office_name()];
        let mut block = LayoutBlock::default();
        let x = draft.style.body.x + style.frame_indent + style.label_width + style.padding;
        let measure = draft.style.body.width - style.frame_indent * 2.0 - style.label_width - style.padding * 2.0;
        for ((row, element), pieces) in KNOWN_ROWS.into_iter().zip(self.0).zip(known) {
            if !pieces.is_empty() {
                let inside = draft.paragraph_block(&pieces, measure, TextAlign::Left, element);
                let top = style.frame_top + style.row * row as f64;
                block.place(&inside, x, top + (style.row - inside.height) / 2.0);
            }
        }
        block
    }
}

/// The rows of a cover's frame whose contents are known: number, city and office; a name is written in by hand.
const KNOWN_ROWS: [usize; 3] = [0, 2, 3];

/// The code of a page of the contents, which are of the booklet itself, whose version is its day.
fn contents_code(draft: &mut LayoutContext, programme: &IssuedProgramme, page: usize, pages: usize) -> LayoutBlock {
    let city = programme.office.city.as_ref().map(|city| city.id.to_string());
    let (form, version) = (Name::BOOKLET.to_owned(), programme.as_of.to_string());
    let issue = Some(programme_issue_code(&programme.forms));
    let (layout, address) = (Some(draft.style.one_column), programme.office.page.clone());
    let code = SheetCode { form, version, issue_code: issue, city, layout, page, pages, address };
    let corner = draft.code_corner(&code.to_string());
    let mut block = LayoutBlock::default();
    block.place(&corner, draft.style.body.x, draft.style.body.bottom() - corner.height);
    block
}

/// Cover and contents; the draft's form changes as forms are spoken of.
struct BookletFront<'a, 'd> {
    draft: LayoutContext<'d>,
    programme: &'d IssuedProgramme,
    identity: &'a DocumentMetadata,
}

impl BookletFront<'_, '_> {
    fn shared_layout(&mut self, forms: &[SharedLayout], front_pages: usize) -> SharedLayout {
        self.draft.structure.clear();
        let (cover, places) = self.cover(&COVER);
        let first = self.draft.structure.len();
        let own = places.cover(&mut self.draft, self.programme, &COVER).marks;
        let elements = first..self.draft.structure.len();
        let slabs = self.contents(forms, front_pages);
        let corner = self.draft.code_corner("");
        let style = self.draft.style.above_foot(corner.height);
        let contents = flow::break_into_pages(&slabs, &style);
        let cover = PaperPage { office_marks: own, ..PaperPage::new(style.page, cover.marks) };
        let pages = [vec![cover, PaperPage::new(style.page, Vec::new())], contents.pages].concat();
        let label = |from, prefix: &str, counted| PageLabels { from, prefix: prefix.to_owned(), counted };
        let labels = vec![
            label(0, fixed_text::COVER, false),
            label(1, fixed_text::BLANK_PAGE, false),
            label(2, &format!("{}-", fixed_text::CONTENTS), true),
        ];
        let identity = DocumentMetadata { title: fixed_text::COVER_AND_CONTENTS.to_owned(), ..self.identity.clone() };
        let structure = Arc::new(self.draft.structure.clone());
        let outline =
            contents.outline.into_iter().map(|entry| OutlineEntry { page: entry.page + 2, ..entry }).collect();
        let sheets =
            PaperDocument { metadata: identity, pages, labels, structure, outline, anchor_pages: Arc::default() };
        SharedLayout::new(sheets, self.draft.style, elements, Arc::new(places))
    }

    /// Programme, title and forms above; below, in a frame, whose booklet it is, and the paragraphs that say it.
    fn cover(&mut self, style: &CoverStyle) -> (LayoutBlock, BookletOfficeContent) {
        let draft = &mut self.draft;
        let measure = draft.style.body.width;
        let left = draft.style.body.x;
        let mut block = LayoutBlock::default();
        let programme = draft.add_element(StructureType::Paragraph, None);
        let line = draft.text_line_block(&self.programme.title, style.programme, measure, TextAlign::Center, programme);
        block.place(&line, left, style.programme_top);
        let heading = draft.add_element(StructureType::Heading(1), None);
        let title = draft.text_line_block(fixed_text::BOOKLET, style.title, measure, TextAlign::Center, heading);
        block.place(&title, left, style.title_top);
        let mut y = style.forms_top;
        for form in &self.programme.forms {
            let element = draft.add_element(StructureType::Paragraph, None);
            let words = format!("{}　{}", form.number, form.title.zh);
            let line = draft.text_line_block(&words, style.forms, style.forms_width, TextAlign::Left, element);
            block.place(&line, left + style.forms_indent, y);
            y += line.height + style.forms_gap;
        }
        let &CoverStyle { frame_top: top, row: row_height, label_width, .. } = style;
        let frame_left = left + style.frame_indent;
        let width = measure - style.frame_indent * 2.0;
        let labels = [fixed_text::FILE_NUMBER, fixed_text::NAME, fixed_text::CITY, fixed_text::OFFICE];
        let rows = labels.map(|_| draft.add_element(StructureType::Paragraph, None));
        for (index, (label, element)) in labels.into_iter().zip(rows).enumerate() {
            let y = top + row_height * index as f64;
            let ground = Rect::new(frame_left, y, label_width, row_height);
            block.add_artifact(PaperMark::Box { rect: ground, fill: Some(draft.style.label_background), stroke: None });
            let label = draft.text_line_block(label, draft.label_type(), label_width, TextAlign::Center, element);
            block.place(&label, frame_left, y + (row_height - label.height) / 2.0);
            let (from, to) = (Point { x: frame_left, y }, Point { x: frame_left + width, y });
            if index > 0 {
                block.add_rule(from, to, draft.style.hairline_width);
            }
        }
        let height = row_height * 4.0;
        let x = frame_left + label_width;
        block.add_rule(Point { x, y: top }, Point { x, y: top + height }, draft.style.hairline_width);
        let rect = Rect::new(frame_left, top, width, height);
        block.add_artifact(PaperMark::Box { rect, fill: None, stroke: Some(draft.style.frame_width) });
        let element = draft.add_element(StructureType::Paragraph, None);
        let standing = self.programme.standing.iter().map(|standing| format!("{standing}　"));
        let day: String = standing.chain([fixed_text::as_of(&fixed_text::day(self.programme.as_of))]).collect();
        let day = draft.text_line_block(&day, draft.small_type(), measure, TextAlign::Center, element);
        block.place(&day, left, style.day_top);
        (
            LayoutBlock { marks: flow::fills_first(block.marks), ..block },
            BookletOfficeContent(KNOWN_ROWS.map(|row| rows[row])),
        )
    }

    /// Each form with its page, its continuation sheets, and who fills it in, when and what for.
    fn contents(&mut self, forms: &[SharedLayout], front_pages: usize) -> Vec<FlowItem> {
        let mut slabs = vec![self.title(fixed_text::CONTENTS)];
        let list = self.draft.add_element(StructureType::List, None);
        let mut first = front_pages;
        for (form, SharedLayout { document: sheets, .. }) in self.programme.forms.iter().zip(forms) {
            slabs.push(self.contents_entry(&sheets.metadata.title, first + 1, Mm::ZERO, list));
            let titles: Vec<String> = form.items().map(|field| fixed_text::continuation(&field.label.zh)).collect();
            for entry in sheets.outline.iter().filter(|entry| titles.contains(&entry.title)) {
                slabs.push(self.contents_entry(&entry.title, first + entry.page + 1, Mm(12.0), list));
            }
            first = (first + sheets.pages.len()).next_multiple_of(2);
        }
        slabs.push(self.title(fixed_text::HOW_TO_USE));
        for form in &self.programme.forms {
            self.draft.form = form;
            slabs.extend(self.form_details(form));
        }
        slabs
    }

    fn title(&mut self, words: &str) -> FlowItem {
        let draft = &mut self.draft;
        let heading = draft.add_element(StructureType::Heading(2), None);
        let strong = TypeStyle { face: Face::HeiBold, size: Pt(16.0) };
        let block = draft.text_line_block(words, strong, draft.style.body.width, TextAlign::Left, heading);
        FlowItem {
            outline: Some(words.to_owned()),
            ..FlowItem::unframed(block).keep_with_next().with_space_above(Mm(8.0))
        }
    }

    /// A title, dots, a page of the booklet.
    fn contents_entry(&mut self, title: &str, page: usize, indent: Mm, list: ElementId) -> FlowItem {
        let draft = &mut self.draft;
        let item = draft.add_element(StructureType::ListItem, Some(list));
        let element = draft.add_element(StructureType::Body, Some(item));
        let measure = draft.style.body.width;
        let words = draft.text_line_block(title, draft.body_type(), measure - indent, TextAlign::Left, element);
        let number = page.to_string();
        let mut block = LayoutBlock::space(words.height + Mm(2.0));
        block.place(&words, indent, Mm(1.0));
        let [from, to] = [
            indent + draft.text_width(title, draft.body_type()) + Mm(2.0),
            measure - draft.text_width(&number, draft.body_type()) - Mm(2.0),
        ];
        let y = words.height * 0.68 + Mm(1.0);
        let (from, to) = (Point { x: from, y }, Point { x: to, y });
        block.add_artifact(PaperMark::Line { from, to, width: Pt(0.5), dash: DashPattern::Dashed(Mm(0.6)) });
        let number = draft.text_line_block(&number, draft.body_type(), measure, TextAlign::Right, element);
        block.place(&number, Mm::ZERO, Mm(1.0));
        FlowItem::unframed(block)
    }

    fn form_details(&mut self, form: &IssuedForm) -> Vec<FlowItem> {
        let draft = &mut self.draft;
        let heading = draft.add_element(StructureType::Heading(3), None);
        let title = format!("{}　{}", form.number, form.title.zh);
        let measure = draft.style.body.width;
        let strong = TypeStyle { face: Face::HeiBold, size: draft.style.heading };
        let title = draft.text_line_block(&title, strong, measure, TextAlign::Left, heading);
        let mut slabs = vec![FlowItem::unframed(title).keep_with_next().with_space_above(Mm(4.0))];
        let copies = fixed_text::copies(form.copies.count, &form.copies.holders.join(fixed_text::ENUMERATION_COMMA));
        let told = [
            (fixed_text::FILLED_BY, draft.prose_inlines(&form.filled_by, draft.body_type())),
            (fixed_text::WHEN, draft.prose_inlines(&form.when, draft.body_type())),
            (fixed_text::WHAT_FOR, draft.prose_inlines(&form.purpose, draft.body_type())),
            (
                fixed_text::COPIES,
                vec![text_inline(copies.trim_end_matches(fixed_text::FULL_STOP), draft.body_type(), None)],
            ),
        ];
        for (label, prose) in told {
            let element = draft.add_element(StructureType::Paragraph, None);
            let mut pieces = vec![text_inline(&format!("{label}{}", fixed_text::COLON), draft.label_type(), None)];
            pieces.extend(prose);
            pieces.push(text_inline(fixed_text::FULL_STOP, draft.body_type(), None));
            let block = draft.paragraph_block(&pieces, measure, TextAlign::Justify, element);
            slabs.push(FlowItem::unframed(block).keep_with_next());
        }
        if let Some(last) = slabs.last_mut() {
            last.keep_with_next = false;
        }
        slabs
    }

    /// The page of the whole booklet in the free corner of each foot, and on the contents the booklet's own
    /// code; nothing on the cover and blank backs.
    fn folios(&mut self, pages: &mut [PaperPage], contents: Range<usize>) {
        let count = pages.len();
        let style = self.draft.style;
        for (index, sheet) in pages.iter_mut().enumerate().skip(1).filter(|(_, sheet)| sheet.marks().next().is_some()) {
            if contents.contains(&index) {
                sheet.office_marks.extend(contents_code(&mut self.draft, self.programme, index + 1, count).marks);
            }
            let folio = fixed_text::folio(index + 1, count);
            let line = self.draft.running_words(&folio, style.body.width, TextAlign::Left);
            let mut block = LayoutBlock::default();
            block.place(&line, style.body.x, style.body.bottom() - line.height);
            Arc::make_mut(&mut sheet.shared_marks).extend(block.marks);
        }
    }
}
