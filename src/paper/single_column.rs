//! One field below the other, where the type is too large for the grid and for tables of many columns:
//! nothing that stands there is lost here.

use super::accessible_label::AccessibleLabel;
use super::block::LayoutBlock;
use super::control::{CellLayout, EntryArea};
use super::document::{ElementId, FieldBoxKind, StructureType};
use super::flow::FlowItem;
use super::layout_context::{FormInline, LayoutContext};
use super::paragraph::TextAlign;
use super::table::{RepeatTable, RepeatTableRow};
use crate::model::anchor::Anchor;
use crate::model::choice::ChoiceList;
use crate::model::control::Control;
use crate::model::field::{GRID_COLUMNS, MatrixNoteColumn, MatrixRow};
use crate::model::fixed_text;
use crate::model::issued::IssuedItem;
use crate::model::kind::format::LineFormat;
use crate::units::{Mm, Rect};

/// Columns of the grid for a label beside its field.
const LABEL_COLUMNS: u32 = 8;

/// What a table's column takes at the least to write in, in large type.
const NARROW_COLUMN: Mm = Mm(38.0);

impl LayoutContext<'_> {
    /// Fields with the whole width to themselves.
    pub(crate) fn single_column(&mut self, fields: &[&IssuedItem], parent: ElementId) -> Vec<FlowItem> {
        let mut row = |field: &&IssuedItem| {
            let asked = self.accessible_label(field);
            let slab = self.beside_label(field, &asked, parent).with_anchors([Anchor::field(&field.name.value)]);
            self.check_height(slab)
        };
        fields.iter().map(&mut row).collect()
    }

    /// A field beside its label on one line, or below it where it takes the width.
    fn beside_label(&mut self, field: &IssuedItem, asked: &AccessibleLabel, parent: ElementId) -> FlowItem {
        self.set_subject(&field.label);
        match field.kind.control() {
            Some(
                Control::Line { format: LineFormat { boxes: Some(_), .. }, .. }
                | Control::Area { .. }
                | Control::Ticks { .. },
            )
            | None => self.below_label(field, asked, parent),
            Some(control @ (Control::Line { .. } | Control::Number { .. } | Control::Date(_))) => {
                self.labelled_cell(field, asked, &control, parent)
            }
        }
    }

    fn below_label(&mut self, field: &IssuedItem, asked: &AccessibleLabel, parent: ElementId) -> FlowItem {
        let field = IssuedItem { label_width: 0, width: GRID_COLUMNS, row_span: 1, ..field.clone() };
        self.single_field_row(&field, asked, parent)
    }

    /// Label and room in one cell: labels begin at one edge, where a magnifier finds them.
    fn labelled_cell(
        &mut self,
        field: &IssuedItem,
        asked: &AccessibleLabel,
        control: &Control,
        parent: ElementId,
    ) -> FlowItem {
        let pieces = self.numbered_label_inlines(field);
        let usual = self.style.columns_width(LABEL_COLUMNS);
        // A word too long to stand beside the room stands above it.
        if !self.typeset_silently(&pieces, usual - self.style.padding, TextAlign::Left).fits() {
            return self.below_label(field, asked, parent);
        }
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        // A date is read on from its label; what is written in a line stands below other lines.
        let beside = match control {
            Control::Date(_) => usual.min(self.natural_width(&pieces) + self.style.text.mm()),
            _ => usual,
        };
        let measure = self.style.body.width - beside - self.style.padding * 2.0;
        let label = self.paragraph_block(&pieces, beside - self.style.padding, TextAlign::Left, element);
        let mut content = self.cell_layout(field, asked, control, measure, element);
        let height = label.height.max(content.block.height);
        let down = |block: &LayoutBlock| if content.align_top { Mm::ZERO } else { (height - block.height) / 2.0 };
        let mut block = LayoutBlock::space(height);
        block.place(&label, Mm::ZERO, down(&label));
        block.place(&content.block, beside, down(&content.block));
        if let Some(room) = &mut content.entry_area {
            room.left = beside;
            // Beside a label of several lines, not below it.
            room.printed_height = Some(content.block.height);
        }
        content.block = block;
        content.min_height = content.min_height.max(self.style.entry_row_height - self.style.padding * 2.0);
        self.wide_cell(content, false)
    }

    /// Is a table's column too narrow for the type?
    pub(crate) fn is_too_narrow(&self, column: Mm) -> bool {
        self.style.one_column && column < NARROW_COLUMN
    }

    /// A repeat's rows one after the other, each under a heading of its own.
    pub(crate) fn repeat_in_single_column(
        &mut self,
        field: &IssuedItem,
        table: &RepeatTable,
        rows: &[RepeatTableRow],
        parent: ElementId,
    ) -> Vec<FlowItem> {
        let mut slabs = Vec::new();
        for row in rows {
            let section = self.add_element(StructureType::Section, Some(parent));
            let title = match row.definition {
                Some(named) => named.label.zh.clone(),
                None => fixed_text::row(&field.label.zh, &row.row.key.to_string()),
            };
            slabs.push(self.row_heading(&title, section));
            for column in table.columns {
                let asked = self.table_cell_label(field, row, column);
                slabs.push(self.beside_label(column, &asked, section));
            }
        }
        slabs
    }

    fn row_heading(&mut self, title: &str, parent: ElementId) -> FlowItem {
        let heading = self.add_element(StructureType::Heading(3), Some(parent));
        let padding = self.style.padding;
        let measure = self.style.body.width - padding * 2.0;
        let title = self.text_line_block(title, self.label_type(), measure, TextAlign::Left, heading);
        self.wide_cell(CellLayout { block: title, ..CellLayout::default() }, true).keep_with_next()
    }

    /// A matrix's rows one after the other, each with all its options.
    pub(crate) fn matrix_in_single_column(
        &mut self,
        field: &IssuedItem,
        list: &ChoiceList,
        rows: &[MatrixRow],
        note: Option<&MatrixNoteColumn>,
        parent: ElementId,
    ) -> Vec<FlowItem> {
        let padding = self.style.padding;
        let measure = self.style.body.width - padding * 2.0;
        let heading = self.add_element(StructureType::Heading(3), Some(parent));
        let pieces = self.numbered_label_inlines(field);
        let mut block = self.paragraph_block(&pieces, measure, TextAlign::Left, heading);
        if let Some(remark) = self.remark_block(field, measure, heading) {
            block.append_below(&remark);
        }
        let mut slabs = vec![self.wide_cell(CellLayout { block, ..CellLayout::default() }, true).keep_with_next()];
        for (index, row) in rows.iter().enumerate() {
            let asked = self.matrix_row_label(field, row, index == 0);
            self.set_subject(&row.label);
            let element = self.add_element(StructureType::Paragraph, Some(parent));
            let label = self.text_inlines(&row.label, self.label_type());
            let mut block = self.paragraph_block(&label, measure, TextAlign::Left, element);
            let mut pieces = Vec::new();
            for choice in &list.choices {
                let tick = self.matrix_tick(&asked, choice);
                pieces.push(self.tick_with_label(tick, self.text_inlines(&choice.label, self.body_type())));
                pieces.push(FormInline::Space { width: Mm(4.0) * self.style.scale() });
            }
            let options = self.paragraph_block(&pieces, measure, TextAlign::Left, element);
            block.append_below(&options);
            let mut content = CellLayout { block, align_top: true, ..CellLayout::default() };
            if let Some(note) = note {
                let label = self.text_inlines(&note.label, self.small_type());
                let label = self.paragraph_block(&label, measure, TextAlign::Left, element);
                content.block.append_below(&label);
                let entry = FieldBoxKind::Text { multiline: false, length: None, centered: false };
                let field = self.matrix_note_field(&asked, note, entry);
                content.entry_area = Some(EntryArea {
                    field,
                    element,
                    unit: None,
                    left: Mm::ZERO,
                    right: Mm::ZERO,
                    printed_height: None,
                });
                content.min_height = content.block.height + self.style.handwriting_leading;
            }
            slabs.push(self.wide_cell(content, false));
        }
        slabs
    }

    /// One cell over the whole width.
    fn wide_cell(&mut self, content: CellLayout, ground: bool) -> FlowItem {
        let height = content.block.height.max(content.min_height) + self.style.padding * 2.0;
        let mut block = LayoutBlock::space(height);
        let rect = Rect::new(Mm::ZERO, Mm::ZERO, self.style.body.width, height);
        self.draw_cell(&mut block, rect, ground, content);
        FlowItem::framed(block)
    }
}
