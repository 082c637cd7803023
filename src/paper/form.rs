//! A form's sections to sheets: its slabs from the head to the last continuation sheet, broken into pages.

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

/// For whose eyes a form is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrintLayout {
    Regular,
    /// 18 pt and up, sans serif, one column where the grid no longer fits.
    Large,
}

impl PrintLayout {
    pub const ALL: [PrintLayout; 2] = [PrintLayout::Regular, PrintLayout::Large];

    /// The layout a variant is made from.
    pub fn of(variant: Variant) -> PrintLayout {
        match variant {
            Variant::Blank | Variant::Fillable => PrintLayout::Regular,
            Variant::Large => PrintLayout::Large,
        }
    }
}

/// A form laid out for a city, or with the office left blank. The diagnostics name characters that no
/// face can print and cells too narrow for what they hold.
pub fn form_document(form: &IssuedForm, layout: PrintLayout, fonts: &Fonts) -> WithDiagnostics<PaperDocument> {
    form_document_with_rows(form, layout, &BTreeMap::new(), &[], fonts)
}

/// As [`form_document`], to be had for other offices, too.
pub(crate) fn shared_form_layout(
    form: &IssuedForm,
    layout: PrintLayout,
    fonts: &Fonts,
) -> WithDiagnostics<SharedLayout> {
    lay_out_with_rows(form, layout, &BTreeMap::new(), &[], fonts).finish(0)
}

/// As [`form_document`], with at least so many rows in the tables of these fields: what the sheet itself has no
/// room for stands on continuation sheets at the end, numbered on, and behind them the answers that have no room in
/// their cells.
pub fn form_document_with_rows(
    form: &IssuedForm,
    layout: PrintLayout,
    wanted: &BTreeMap<Name, u32>,
    rest: &[OverflowAnswer],
    fonts: &Fonts,
) -> WithDiagnostics<PaperDocument> {
    let WithDiagnostics { value, diagnostics } = lay_out_with_rows(form, layout, wanted, rest, fonts).finish(0);
    WithDiagnostics { value: value.document, diagnostics }
}

/// A form with as many rows as these, before its pages are finished.
pub(crate) fn lay_out_with_rows<'a>(
    form: &'a IssuedForm,
    layout: PrintLayout,
    wanted: &BTreeMap<Name, u32>,
    rest: &[OverflowAnswer],
    fonts: &'a Fonts,
) -> FormLayout<'a> {
    let lay_out = |style: PaperStyle| lay_out(form, fonts, style);
    let laid = match layout {
        PrintLayout::Large => lay_out(PaperStyle::large()),
        PrintLayout::Regular => {
            let regular = lay_out(PaperStyle::regular());
            let tight = (regular.last_page_filled() <= SPARSE_PAGE)
                .then(|| lay_out(PaperStyle::tight()))
                .filter(|tight| tight.pages.pages.len() < regular.pages.pages.len());
            tight.unwrap_or(regular)
        }
    };
    let continued: BTreeMap<Name, u32> = blank_rows(form)
        .filter_map(|(table, rows)| Some((table.clone(), wanted.get(table)?.checked_sub(rows)?)))
        .filter(|(_, beyond)| *beyond > 0)
        .collect();
    let goes_on = !continued.is_empty() || !rest.is_empty();
    if goes_on { laid.with_continuations(&continued, rest) } else { laid }
}

/// The tables whose rows have no names, and how many they have.
pub(crate) fn blank_rows(form: &IssuedForm) -> impl Iterator<Item = (&Name, u32)> {
    form.items().filter_map(|item| match &item.kind {
        IssuedKind::Repeat { rows, blank_rows, .. } if rows.is_empty() => Some((&item.name.value, *blank_rows)),
        _ => None,
    })
}

/// A last page filled less than this is saved by setting the form a little tighter, where that does it.
const SPARSE_PAGE: f64 = 0.7;

/// Parts of a page's height.
const MAX_KEPT_SHARE: f64 = 0.8;
const MAX_KEPT_TABLE_SHARE: f64 = 0.3;

/// A form laid out on trial.
pub(crate) struct FormLayout<'a> {
    context: LayoutContext<'a>,
    running_lines: OfficeRunningLines,
    items: Vec<FlowItem>,
    pages: flow::FlowPages,
}

fn lay_out<'a>(form: &'a IssuedForm, fonts: &'a Fonts, style: PaperStyle) -> FormLayout<'a> {
    let mut draft = LayoutContext::new(form, fonts, style);
    let imprint = draft.office_running_lines();
    draft.style = draft.style.above_foot(draft.foot_height(&imprint));
    let mut slabs = draft.head();
    for section in &form.sections {
        slabs.extend(draft.section(section));
    }
    space_before_frames(&mut slabs);
    slabs.extend(draft.instructions());
    let pages = flow::break_into_pages(&slabs, &draft.style);
    FormLayout { context: draft, running_lines: imprint, items: slabs, pages }
}

/// Between articles and a frame below them.
fn space_before_frames(slabs: &mut [FlowItem]) {
    let mut in_form = false;
    let mut before_is_text = false;
    for slab in slabs {
        if slab.framed && before_is_text {
            slab.space_above = slab.space_above.max(Mm(2.5));
        }
        in_form |= slab.outline.is_some();
        before_is_text = in_form && !slab.framed;
    }
}

impl FormLayout<'_> {
    /// With continuation sheets behind it.
    fn with_continuations(mut self, continued: &BTreeMap<Name, u32>, rest: &[OverflowAnswer]) -> Self {
        self.items.extend(self.context.continuations(continued));
        self.items.extend(self.context.overflow_items(rest));
        self.pages = flow::break_into_pages(&self.items, &self.context.style);
        self
    }

    /// How much of the last page is used, from 0 to 1; a single page counts as full.
    fn last_page_filled(&self) -> f64 {
        if self.pages.pages.len() == 1 { 1.0 } else { self.pages.last_height / self.context.style.body.height }
    }

    /// The sheets with their running lines, which say how many there are; the form is the programme's of this number.
    pub(crate) fn finish(mut self, number: usize) -> WithDiagnostics<SharedLayout> {
        self.context.draw_running_lines(&mut self.pages.pages, &self.running_lines);
        let LayoutContext { form, style, structure, diagnostics: mut faults, office_layout: own, .. } = self.context;
        let flow::FlowPages { pages, outline, anchor_pages: begins, office_positions: places, .. } = self.pages;
        let lines = self.running_lines.heights();
        let identity = metadata::form_metadata(form);
        // Nothing is typed into large print.
        if !style.one_column {
            faults.extend(length_limits::length_faults(&pages, &form.columns(&BTreeMap::new())));
        }
        let (structure, begins) = (Arc::new(structure), Arc::new(begins));
        let sheets =
            PaperDocument { metadata: identity, pages, labels: Vec::new(), structure, outline, anchor_pages: begins };
        let OfficeLayout { elements, height, notice: told } = own;
        let value = SharedLayout::new(
            sheets,
            style,
            elements,
            Arc::new(FormOfficeContent { number, places, height, notice: told, lines }),
        );
        WithDiagnostics { value, diagnostics: faults }
    }
}

impl LayoutContext<'_> {
    /// A section: its heading, then its fields in the order they stand, those on the grid together.
    fn section(&mut self, section: &IssuedSection) -> Vec<FlowItem> {
        let element = self.add_element(StructureType::Section, None);
        let framed = !section.items.iter().any(|field| matches!(field.kind, IssuedKind::Clauses { .. }));
        let mut slabs = vec![self.section_heading(section, framed, element)];
        let mut on_grid: Vec<&IssuedItem> = Vec::new();
        for field in &section.items {
            if field.kind.is_on_grid() {
                on_grid.push(field);
                continue;
            }
            slabs.extend(self.grid_rows(&std::mem::take(&mut on_grid), element));
            self.set_subject(&field.label);
            let mut own = self.full_width_items(section, field, element);
            if let Some(first) = own.first_mut() {
                first.anchors.push(Anchor::field(&field.name.value));
            }
            self.set_subject(&field.label);
            let mut own: Vec<FlowItem> = own.into_iter().map(|slab| self.check_height(slab)).collect();
            match &field.kind {
                IssuedKind::Matrix { .. } | IssuedKind::Repeat { .. } => {
                    self.keep_together(&mut own, MAX_KEPT_TABLE_SHARE)
                }
                IssuedKind::Consent(_) => self.keep_together(&mut own, MAX_KEPT_SHARE),
                _ => {}
            }
            slabs.extend(own);
        }
        slabs.extend(self.grid_rows(&on_grid, element));
        if section.items.iter().any(|field| matches!(field.kind, IssuedKind::Signatures { .. })) {
            self.keep_together(&mut slabs, MAX_KEPT_SHARE);
        }
        slabs
    }

    /// No page break between these, unless they fill more than this much of a page: signatures stay
    /// with their heading and each other, and a small table stays whole.
    fn keep_together(&self, slabs: &mut [FlowItem], most: f64) {
        let height: Mm = slabs.iter().map(|slab| slab.block.height).sum();
        let Some((_, others)) = slabs.split_last_mut() else { return };
        if height < self.style.body.height * most {
            others.iter_mut().for_each(|slab| slab.keep_with_next = true);
        }
    }

    /// The slabs of a kind that takes the whole width.
    fn full_width_items(&mut self, section: &IssuedSection, field: &IssuedItem, parent: ElementId) -> Vec<FlowItem> {
        match &field.kind {
            IssuedKind::Matrix { list, rows, note } => self.matrix_rows(field, list, rows, note.as_ref(), parent),
            IssuedKind::Repeat { columns, rows, blank_rows, row_height } => {
                let in_column = self.needs_single_column(field, columns, rows);
                // With named rows the table's first head cell says what the band would.
                let mut slabs = if rows.is_empty() || in_column {
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
                slabs.extend(self.repeat_rows(field, &table, parent));
                slabs
            }
            IssuedKind::Signatures { parties } => {
                let mut slabs = self.item_heading(section, field, true, parent);
                slabs.extend(self.signature_rows(field, parties, parent));
                slabs
            }
            IssuedKind::Consent(consent) => {
                let mut slabs = self.item_heading(section, field, true, parent);
                slabs.extend(self.consent(field, consent, parent));
                slabs
            }
            IssuedKind::Clauses { articles } => {
                let mut slabs = self.item_heading(section, field, false, parent);
                slabs.extend(self.article_items(field, articles, parent));
                slabs
            }
            IssuedKind::Question(_) | IssuedKind::Photo { .. } | IssuedKind::Note { .. } => Vec::new(),
        }
    }

    /// 一、基本情况, with condition and hint in small type behind it, or below it where the line is too short.
    fn section_heading(&mut self, section: &IssuedSection, framed: bool, parent: ElementId) -> FlowItem {
        self.set_subject(&section.title);
        let heading = self.add_element(StructureType::Heading(2), Some(parent));
        let strong = TypeStyle { face: Face::HeiBold, size: self.style.heading };
        let padding = if framed { self.style.padding } else { Mm::ZERO };
        let measure = self.style.body.width - padding * 2.0;
        let title = fixed_text::heading(section.number, &section.title.zh);
        let title = [text_inline(&title, strong, Some(section.title.span))];
        let set = self.paragraph_block(&title, measure, TextAlign::Left, heading);
        let height = set.height + Mm(2.4);
        let mut block = LayoutBlock::space(height);
        block.place(&set, padding, (height - set.height) / 2.0);
        let mut remarks = Vec::new();
        if let Some(condition) = &section.condition {
            remarks.push(text_inline(&fixed_text::bracketed(&condition.words), self.small_type(), None));
        }
        if let Some(hint) = &section.hint {
            remarks.extend(self.prose_inlines(hint, self.small_type()));
        }
        if !remarks.is_empty() {
            let element = self.add_element(StructureType::Paragraph, Some(parent));
            let behind = self.natural_width(&title) + Mm(3.0);
            let beside = behind + self.natural_width(&remarks) <= measure;
            let x = if beside { behind } else { Mm::ZERO };
            let remark = self.paragraph_block(&remarks, measure - x, TextAlign::Left, element);
            let y = if beside { (height - remark.height) / 2.0 } else { height - Mm(1.2) };
            block.place(&remark, padding + x, y);
            block.height = block.height.max(y + remark.height + Mm(1.2));
        }
        if framed {
            self.add_bottom_rule(&mut block);
        }
        let gap = if framed { Mm::ZERO } else { Mm(3.0) };
        let slab = FlowItem {
            framed,
            keep_with_next: true,
            space_above: gap,
            outline: Some(section.title.zh.clone()),
            block,
            ..FlowItem::default()
        };
        self.check_height(slab)
    }

    /// Says of a slab that no page has room for it.
    pub(crate) fn check_height(&mut self, slab: FlowItem) -> FlowItem {
        let height = slab.block.height + slab.repeated_head.as_ref().map_or(Mm::ZERO, |head| head.height);
        let room = self.style.body.height;
        if height > room + Mm(1e-6) {
            let (height, room) = (height.0.ceil(), room.0.floor());
            self.report(self.subject_diagnostic(message!(TOO_HIGH, label = self.called(), height, room)));
        }
        slab
    }

    pub(crate) fn add_bottom_rule(&self, block: &mut LayoutBlock) {
        let y = block.height;
        let (from, to) = (Point { x: Mm::ZERO, y }, Point { x: self.style.body.width, y });
        block.add_rule(from, to, self.style.hairline_width);
    }

    /// Number and label of what takes the whole width, where the section's title does not say it already, and what is said
    /// of it; in the frame or above articles.
    fn item_heading(
        &mut self,
        section: &IssuedSection,
        field: &IssuedItem,
        framed: bool,
        parent: ElementId,
    ) -> Vec<FlowItem> {
        // A consent that is all of its section is called as that is.
        let alone = section.items.len() == 1 && matches!(field.kind, IssuedKind::Consent(_));
        let is_said = alone || section.title.zh == field.label.zh;
        let mut pieces = Vec::new();
        if !is_said || field.number.is_some() || field.obligation.is_some() {
            pieces.extend(self.numbered_label_inlines(field));
        }
        let remark = self.remark_inlines(field);
        if !pieces.is_empty() && !remark.is_empty() {
            pieces.push(text_inline("　", self.small_type(), None));
        }
        pieces.extend(remark);
        if pieces.is_empty() {
            return Vec::new();
        }
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        let padding = if framed { self.style.padding } else { Mm::ZERO };
        let set = self.paragraph_block(&pieces, self.style.body.width - padding * 2.0, TextAlign::Left, element);
        let mut block = LayoutBlock::space(set.height + padding);
        block.place(&set, padding, padding / 2.0);
        if framed {
            self.add_bottom_rule(&mut block);
        }
        let gap = if framed { Mm::ZERO } else { Mm(1.6) };
        vec![FlowItem { framed, space_above: gap, ..FlowItem::unframed(block).keep_with_next() }]
    }
}
