//! Layout of forms: flow items from the head to the last continuation sheet, broken into pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::block::LayoutBlock;
use super::document::{ElementId, Face, PaperDocument, StructureType};
use super::flow::{self, FlowItem};
use super::fonts::Fonts;
use super::layout_context::{LayoutContext, OfficeLayout, text_inline};
use super::length_limits;
use super::metadata;
use super::overflow::OverflowAnswer;
use super::paragraph::{TextAlign, TypeStyle};
use super::running_lines::OfficeRunningLines;
use super::shared_layout::{FormOfficeContent, SharedLayout};
use super::style::PaperStyle;
use super::table::RepeatTable;
use crate::diagnostic::WithDiagnostics;
use crate::model::anchor::Anchor;
use crate::model::fixed_text;
use crate::model::issued::{IssuedForm, IssuedItem, IssuedKind, IssuedSection};
use crate::model::name::Name;
use crate::model::variant::Variant;
use crate::units::{Mm, Point};
use crate::wording::message;
use crate::wording::output::TOO_HIGH;

/// The layout of a form: regular or large print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrintLayout {
    Regular,
    /// Large print: type of at least 18 pt, sans serif, in a single column.
    Large,
}

impl PrintLayout {
    pub const ALL: [PrintLayout; 2] = [PrintLayout::Regular, PrintLayout::Large];

    /// The layout that a variant is made from.
    pub fn of(variant: Variant) -> PrintLayout {
        match variant {
            Variant::Blank | Variant::Fillable => PrintLayout::Regular,
            Variant::Large => PrintLayout::Large,
        }
    }
}

/// Lays out a form for an office, or with a blank office. The diagnostics report characters without a glyph and cells that are
/// too narrow for their content.
pub fn form_document(form: &IssuedForm, layout: PrintLayout, fonts: &Fonts) -> WithDiagnostics<PaperDocument> {
    form_document_with_rows(form, layout, &BTreeMap::new(), &[], fonts)
}

/// As [`form_document`], as a layout that other offices can share.
pub(crate) fn shared_form_layout(
    form: &IssuedForm,
    layout: PrintLayout,
    fonts: &Fonts,
) -> WithDiagnostics<SharedLayout> {
    lay_out_with_rows(form, layout, &BTreeMap::new(), &[], fonts).finish(0)
}

/// As [`form_document`], with at least so many rows in the tables of these fields. Further rows are on continuation sheets at the
/// end, with consecutive numbers; behind them are the answers that have no room in their cells.
pub fn form_document_with_rows(
    form: &IssuedForm,
    layout: PrintLayout,
    min_rows: &BTreeMap<Name, u32>,
    overflow: &[OverflowAnswer],
    fonts: &Fonts,
) -> WithDiagnostics<PaperDocument> {
    let WithDiagnostics { value, diagnostics } = lay_out_with_rows(form, layout, min_rows, overflow, fonts).finish(0);
    WithDiagnostics { value: value.document, diagnostics }
}

/// Lays out a form with at least so many rows, without its running lines.
pub(crate) fn lay_out_with_rows<'a>(
    form: &'a IssuedForm,
    layout: PrintLayout,
    min_rows: &BTreeMap<Name, u32>,
    overflow: &[OverflowAnswer],
    fonts: &'a Fonts,
) -> FormLayout<'a> {
    let lay_out = |style: PaperStyle| lay_out(form, fonts, style);
    let form_layout = match layout {
        PrintLayout::Large => lay_out(PaperStyle::large()),
        PrintLayout::Regular => {
            let regular = lay_out(PaperStyle::regular());
            let tighter = (regular.last_page_filled() <= SPARSE_PAGE)
                .then(|| lay_out(PaperStyle::tight()))
                .filter(|tighter| tighter.pages.pages.len() < regular.pages.pages.len());
            tighter.unwrap_or(regular)
        }
    };
    let continued: BTreeMap<Name, u32> = blank_rows(form)
        .filter_map(|(table, rows)| Some((table.clone(), min_rows.get(table)?.checked_sub(rows)?)))
        .filter(|(_, further)| *further > 0)
        .collect();
    let has_continuations = !continued.is_empty() || !overflow.is_empty();
    if has_continuations { form_layout.with_continuations(&continued, overflow) } else { form_layout }
}

/// The tables with blank rows alone, and the number of their rows.
pub(crate) fn blank_rows(form: &IssuedForm) -> impl Iterator<Item = (&Name, u32)> {
    form.items().filter_map(|item| match &item.kind {
        IssuedKind::Repeat { rows, blank_rows, .. } if rows.is_empty() => Some((&item.name.value, *blank_rows)),
        _ => None,
    })
}

/// A last page that is filled up to this share is saved, if a tighter style makes that possible.
const SPARSE_PAGE: f64 = 0.7;

/// The greatest share of a page's height that is kept together; for small tables it is `MAX_KEPT_TABLE_SHARE`.
const MAX_KEPT_SHARE: f64 = 0.8;
const MAX_KEPT_TABLE_SHARE: f64 = 0.3;

/// A laid-out form without its running lines: flow items, pages and context.
pub(crate) struct FormLayout<'a> {
    context: LayoutContext<'a>,
    running_lines: OfficeRunningLines,
    items: Vec<FlowItem>,
    pages: flow::FlowPages,
}

fn lay_out<'a>(form: &'a IssuedForm, fonts: &'a Fonts, style: PaperStyle) -> FormLayout<'a> {
    let mut context = LayoutContext::new(form, fonts, style);
    let running_lines = context.office_running_lines();
    context.style = context.style.above_foot(context.foot_height(&running_lines));
    let mut items = context.head();
    for section in &form.sections {
        items.extend(context.section(section));
    }
    space_before_frames(&mut items);
    items.extend(context.instructions());
    let pages = flow::break_into_pages(&items, &context.style);
    FormLayout { context, running_lines, items, pages }
}

/// Adds space between articles and a frame below them.
fn space_before_frames(items: &mut [FlowItem]) {
    let mut in_form = false;
    let mut before_is_text = false;
    for item in items {
        if item.framed && before_is_text {
            item.space_above = item.space_above.max(Mm(2.5));
        }
        in_form |= item.outline.is_some();
        before_is_text = in_form && !item.framed;
    }
}

impl FormLayout<'_> {
    /// Adds continuation sheets and overflow pages.
    fn with_continuations(mut self, continued: &BTreeMap<Name, u32>, overflow: &[OverflowAnswer]) -> Self {
        self.items.extend(self.context.continuations(continued));
        self.items.extend(self.context.overflow_items(overflow));
        self.pages = flow::break_into_pages(&self.items, &self.context.style);
        self
    }

    /// The used share of the last page's height, from 0 to 1; a single page counts as full.
    fn last_page_filled(&self) -> f64 {
        if self.pages.pages.len() == 1 { 1.0 } else { self.pages.last_height / self.context.style.body.height }
    }

    /// Draws the running lines, which need the number of pages. `number` is the 0-based number of the form in its programme.
    pub(crate) fn finish(mut self, number: usize) -> WithDiagnostics<SharedLayout> {
        self.context.draw_running_lines(&mut self.pages.pages, &self.running_lines);
        let LayoutContext { form, style, structure, mut diagnostics, office_layout, .. } = self.context;
        let flow::FlowPages { pages, outline, anchor_pages, office_positions: positions, .. } = self.pages;
        let line_heights = self.running_lines.heights();
        let metadata = metadata::form_metadata(form);
        // Large print has no fillable variant.
        if !style.one_column {
            diagnostics.extend(length_limits::length_faults(&pages, &form.columns(&BTreeMap::new())));
        }
        let (structure, anchor_pages) = (Arc::new(structure), Arc::new(anchor_pages));
        let document = PaperDocument { metadata, pages, labels: Vec::new(), structure, outline, anchor_pages };
        let OfficeLayout { elements, height, notice } = office_layout;
        let value = SharedLayout::new(
            document,
            style,
            elements,
            Arc::new(FormOfficeContent { number, positions, height, notice, line_heights }),
        );
        WithDiagnostics { value, diagnostics }
    }
}

impl LayoutContext<'_> {
    /// The flow items of a section: its heading, then its fields in order, those on the grid together.
    fn section(&mut self, section: &IssuedSection) -> Vec<FlowItem> {
        let element = self.add_element(StructureType::Section, None);
        let framed = !section.items.iter().any(|field| matches!(field.kind, IssuedKind::Clauses { .. }));
        let mut items = vec![self.section_heading(section, framed, element)];
        let mut on_grid: Vec<&IssuedItem> = Vec::new();
        for field in &section.items {
            if field.kind.is_on_grid() {
                on_grid.push(field);
                continue;
            }
            items.extend(self.grid_rows(&std::mem::take(&mut on_grid), element));
            self.set_subject(&field.label);
            let mut field_items = self.full_width_items(section, field, element);
            if let Some(first) = field_items.first_mut() {
                first.anchors.push(Anchor::field(&field.name.value));
            }
            self.set_subject(&field.label);
            let mut field_items: Vec<FlowItem> = field_items.into_iter().map(|item| self.check_height(item)).collect();
            match &field.kind {
                IssuedKind::Matrix { .. } | IssuedKind::Repeat { .. } => {
                    self.keep_together(&mut field_items, MAX_KEPT_TABLE_SHARE)
                }
                IssuedKind::Consent(_) => self.keep_together(&mut field_items, MAX_KEPT_SHARE),
                _ => {}
            }
            items.extend(field_items);
        }
        items.extend(self.grid_rows(&on_grid, element));
        if section.items.iter().any(|field| matches!(field.kind, IssuedKind::Signatures { .. })) {
            self.keep_together(&mut items, MAX_KEPT_SHARE);
        }
        items
    }

    /// Keeps items on one page, unless they fill more than this share of a page: signatures stay with their heading, and a small
    /// table stays whole.
    fn keep_together(&self, items: &mut [FlowItem], max_share: f64) {
        let height: Mm = items.iter().map(|item| item.block.height).sum();
        let Some((_, others)) = items.split_last_mut() else { return };
        if height < self.style.body.height * max_share {
            others.iter_mut().for_each(|item| item.keep_with_next = true);
        }
    }

    /// The flow items of a field that takes the whole width.
    fn full_width_items(&mut self, section: &IssuedSection, field: &IssuedItem, parent: ElementId) -> Vec<FlowItem> {
        match &field.kind {
            IssuedKind::Matrix { list, rows, note } => self.matrix_rows(field, list, rows, note.as_ref(), parent),
            IssuedKind::Repeat { columns, rows, blank_rows, row_height } => {
                let in_single_column = self.needs_single_column(field, columns, rows);
                // With named rows the table's first head cell contains the label.
                let mut items = if rows.is_empty() || in_single_column {
                    self.item_heading(section, field, true, parent)
                } else {
                    Vec::new()
                };
                let table = RepeatTable {
                    columns,
                    named: rows,
                    blank_rows: *blank_rows,
                    first_number: 1,
                    min_row_height: *row_height,
                };
                items.extend(self.repeat_rows(field, &table, parent));
                items
            }
            IssuedKind::Signatures { parties } => {
                let mut items = self.item_heading(section, field, true, parent);
                items.extend(self.signature_rows(field, parties, parent));
                items
            }
            IssuedKind::Consent(consent) => {
                let mut items = self.item_heading(section, field, true, parent);
                items.extend(self.consent(field, consent, parent));
                items
            }
            IssuedKind::Clauses { articles } => {
                let mut items = self.item_heading(section, field, false, parent);
                items.extend(self.article_items(field, articles, parent));
                items
            }
            IssuedKind::Question(_) | IssuedKind::Photo { .. } | IssuedKind::Note { .. } => Vec::new(),
        }
    }

    /// The section heading, such as 一、基本情况, with condition and hint in small type behind it, or below it if the line is too
    /// short.
    fn section_heading(&mut self, section: &IssuedSection, framed: bool, parent: ElementId) -> FlowItem {
        self.set_subject(&section.title);
        let heading = self.add_element(StructureType::Heading(2), Some(parent));
        let strong = TypeStyle { face: Face::HeiBold, size: self.style.heading };
        let padding = if framed { self.style.padding } else { Mm::ZERO };
        let measure = self.style.body.width - padding * 2.0;
        let title = fixed_text::heading(section.number, &section.title.zh);
        let title = [text_inline(&title, strong, Some(section.title.span))];
        let title_block = self.paragraph_block(&title, measure, TextAlign::Left, heading);
        let height = title_block.height + Mm(2.4);
        let mut block = LayoutBlock::space(height);
        block.place(&title_block, padding, (height - title_block.height) / 2.0);
        let mut remarks = Vec::new();
        if let Some(condition) = &section.condition {
            remarks.push(text_inline(&fixed_text::bracketed(&condition.words), self.small_type(), None));
        }
        if let Some(hint) = &section.hint {
            remarks.extend(self.prose_inlines(hint, self.small_type()));
        }
        if !remarks.is_empty() {
            let element = self.add_element(StructureType::Paragraph, Some(parent));
            let right_of_title = self.natural_width(&title) + Mm(3.0);
            let is_beside_title = right_of_title + self.natural_width(&remarks) <= measure;
            let x = if is_beside_title { right_of_title } else { Mm::ZERO };
            let remark = self.paragraph_block(&remarks, measure - x, TextAlign::Left, element);
            let y = if is_beside_title { (height - remark.height) / 2.0 } else { height - Mm(1.2) };
            block.place(&remark, padding + x, y);
            block.height = block.height.max(y + remark.height + Mm(1.2));
        }
        if framed {
            self.add_bottom_rule(&mut block);
        }
        let space_above = if framed { Mm::ZERO } else { Mm(3.0) };
        let item = FlowItem {
            framed,
            keep_with_next: true,
            space_above,
            outline: Some(section.title.zh.clone()),
            block,
            ..FlowItem::default()
        };
        self.check_height(item)
    }

    /// Reports an item that is higher than a page.
    pub(crate) fn check_height(&mut self, item: FlowItem) -> FlowItem {
        let height = item.block.height + item.repeated_head.as_ref().map_or(Mm::ZERO, |head| head.height);
        let available = self.style.body.height;
        if height > available + Mm(1e-6) {
            let (height, room) = (height.0.ceil(), available.0.floor());
            self.report(self.subject_diagnostic(message!(TOO_HIGH, label = self.called(), height, room)));
        }
        item
    }

    pub(crate) fn add_bottom_rule(&self, block: &mut LayoutBlock) {
        let y = block.height;
        let (from, to) = (Point { x: Mm::ZERO, y }, Point { x: self.style.body.width, y });
        block.add_rule(from, to, self.style.hairline_width);
    }

    /// The heading of a field that takes the whole width: number and label, if the section's title does not contain them, and
    /// remarks; in the frame or above articles. Empty if there is nothing to print.
    fn item_heading(
        &mut self,
        section: &IssuedSection,
        field: &IssuedItem,
        framed: bool,
        parent: ElementId,
    ) -> Vec<FlowItem> {
        // A consent alone in its section has the section's title.
        let is_alone = section.items.len() == 1 && matches!(field.kind, IssuedKind::Consent(_));
        let is_in_title = is_alone || section.title.zh == field.label.zh;
        let mut inlines = Vec::new();
        if !is_in_title || field.number.is_some() || field.obligation.is_some() {
            inlines.extend(self.numbered_label_inlines(field));
        }
        let remark = self.remark_inlines(field);
        if !inlines.is_empty() && !remark.is_empty() {
            inlines.push(text_inline("　", self.small_type(), None));
        }
        inlines.extend(remark);
        if inlines.is_empty() {
            return Vec::new();
        }
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        let padding = if framed { self.style.padding } else { Mm::ZERO };
        let heading_block =
            self.paragraph_block(&inlines, self.style.body.width - padding * 2.0, TextAlign::Left, element);
        let mut block = LayoutBlock::space(heading_block.height + padding);
        block.place(&heading_block, padding, padding / 2.0);
        if framed {
            self.add_bottom_rule(&mut block);
        }
        let space_above = if framed { Mm::ZERO } else { Mm(1.6) };
        vec![FlowItem { framed, space_above, ..FlowItem::unframed(block).keep_with_next() }]
    }
}
