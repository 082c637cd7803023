//! Layout of fields in a single column, for large print, whose type is too large for the grid and for tables of many columns.
//! All content of the grid and of the tables is kept.

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

/// The columns of the grid that a label beside its field takes.
const LABEL_COLUMNS: u32 = 8;

/// The least width of a table column with fields in large print.
const NARROW_COLUMN: Mm = Mm(38.0);

impl LayoutContext<'_> {
    /// The flow items of fields that each take the whole width.
    pub(crate) fn single_column(&mut self, fields: &[&IssuedItem], parent: ElementId) -> Vec<FlowItem> {
        let mut row = |field: &&IssuedItem| {
            let accessible_label = self.accessible_label(field);
            let item =
                self.beside_label(field, &accessible_label, parent).with_anchors([Anchor::field(&field.name.value)]);
            self.check_height(item)
        };
        fields.iter().map(&mut row).collect()
    }

    /// A field beside its label, or below the label if the field takes the whole width.
    fn beside_label(&mut self, field: &IssuedItem, accessible_label: &AccessibleLabel, parent: ElementId) -> FlowItem {
        self.set_subject(&field.label);
        match field.kind.control() {
            Some(
                Control::Line { format: LineFormat { boxes: Some(_), .. }, .. }
                | Control::Area { .. }
                | Control::Ticks { .. },
            )
            | None => self.below_label(field, accessible_label, parent),
            Some(control @ (Control::Line { .. } | Control::Number { .. } | Control::Date(_))) => {
                self.labelled_cell(field, accessible_label, &control, parent)
            }
        }
    }

    fn below_label(&mut self, field: &IssuedItem, accessible_label: &AccessibleLabel, parent: ElementId) -> FlowItem {
        let field = IssuedItem { label_width: 0, width: GRID_COLUMNS, row_span: 1, ..field.clone() };
        self.single_field_row(&field, accessible_label, parent)
    }

    /// Label and field in one cell. All labels begin at the same edge, so that users of a magnifier find them.
    fn labelled_cell(
        &mut self,
        field: &IssuedItem,
        accessible_label: &AccessibleLabel,
        control: &Control,
        parent: ElementId,
    ) -> FlowItem {
        let inlines = self.numbered_label_inlines(field);
        let label_width = self.style.columns_width(LABEL_COLUMNS);
        // A label with a word that is too long to go beside the field goes above it.
        if !self.typeset_silently(&inlines, label_width - self.style.padding, TextAlign::Left).fits() {
            return self.below_label(field, accessible_label, parent);
        }
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        // A date follows its label directly; other fields begin at the same edge as the fields above them.
        let field_left = match control {
            Control::Date(_) => label_width.min(self.natural_width(&inlines) + self.style.text.mm()),
            _ => label_width,
        };
        let measure = self.style.body.width - field_left - self.style.padding * 2.0;
        let label = self.paragraph_block(&inlines, field_left - self.style.padding, TextAlign::Left, element);
        let mut content = self.cell_layout(field, accessible_label, control, measure, element);
        let height = label.height.max(content.block.height);
        let centred_top =
            |block: &LayoutBlock| if content.align_top { Mm::ZERO } else { (height - block.height) / 2.0 };
        let mut block = LayoutBlock::space(height);
        block.place(&label, Mm::ZERO, centred_top(&label));
        block.place(&content.block, field_left, centred_top(&content.block));
        if let Some(area) = &mut content.entry_area {
            area.left = field_left;
            // The field is beside a label of several lines, not below it.
            area.printed_height = Some(content.block.height);
        }
        content.block = block;
        content.min_height = content.min_height.max(self.style.entry_row_height - self.style.padding * 2.0);
        self.wide_cell(content, false)
    }

    /// Returns whether a table column of this width is too narrow for large print.
    pub(crate) fn is_too_narrow(&self, column: Mm) -> bool {
        self.style.one_column && column < NARROW_COLUMN
    }

    /// The rows of a repeat table one after the other, each under its own heading.
    pub(crate) fn repeat_in_single_column(
        &mut self,
        field: &IssuedItem,
        table: &RepeatTable,
        rows: &[RepeatTableRow],
        parent: ElementId,
    ) -> Vec<FlowItem> {
        let mut items = Vec::new();
        for row in rows {
            let section = self.add_element(StructureType::Section, Some(parent));
            let title = match row.definition {
                Some(definition) => definition.label.zh.clone(),
                None => fixed_text::row(&field.label.zh, &row.row.key.to_string()),
            };
            items.push(self.row_heading(&title, section));
            for column in table.columns {
                let accessible_label = self.table_cell_label(field, row, column);
                items.push(self.beside_label(column, &accessible_label, section));
            }
        }
        items
    }

    fn row_heading(&mut self, title: &str, parent: ElementId) -> FlowItem {
        let heading = self.add_element(StructureType::Heading(3), Some(parent));
        let padding = self.style.padding;
        let measure = self.style.body.width - padding * 2.0;
        let title = self.text_line_block(title, self.label_type(), measure, TextAlign::Left, heading);
        self.wide_cell(CellLayout { block: title, ..CellLayout::default() }, true).keep_with_next()
    }

    /// The rows of a matrix one after the other, each with all options.
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
        let inlines = self.numbered_label_inlines(field);
        let mut block = self.paragraph_block(&inlines, measure, TextAlign::Left, heading);
        if let Some(remark) = self.remark_block(field, measure, heading) {
            block.append_below(&remark);
        }
        let mut items = vec![self.wide_cell(CellLayout { block, ..CellLayout::default() }, true).keep_with_next()];
        for (index, row) in rows.iter().enumerate() {
            let accessible_label = self.matrix_row_label(field, row, index == 0);
            self.set_subject(&row.label);
            let element = self.add_element(StructureType::Paragraph, Some(parent));
            let label = self.text_inlines(&row.label, self.label_type());
            let mut block = self.paragraph_block(&label, measure, TextAlign::Left, element);
            let mut inlines = Vec::new();
            for choice in &list.choices {
                let tick = self.matrix_tick(&accessible_label, choice);
                inlines.push(self.tick_with_label(tick, self.text_inlines(&choice.label, self.body_type())));
                inlines.push(FormInline::Space { width: Mm(4.0) * self.style.scale() });
            }
            let options = self.paragraph_block(&inlines, measure, TextAlign::Left, element);
            block.append_below(&options);
            let mut content = CellLayout { block, align_top: true, ..CellLayout::default() };
            if let Some(note) = note {
                let label = self.text_inlines(&note.label, self.small_type());
                let label = self.paragraph_block(&label, measure, TextAlign::Left, element);
                content.block.append_below(&label);
                let kind = FieldBoxKind::Text { multiline: false, length: None, centered: false };
                let field = self.matrix_note_field(&accessible_label, note, kind);
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
            items.push(self.wide_cell(content, false));
        }
        items
    }

    /// A cell over the whole width.
    fn wide_cell(&mut self, content: CellLayout, has_background: bool) -> FlowItem {
        let height = content.block.height.max(content.min_height) + self.style.padding * 2.0;
        let mut block = LayoutBlock::space(height);
        let rect = Rect::new(Mm::ZERO, Mm::ZERO, self.style.body.width, height);
        self.draw_cell(&mut block, rect, has_background, content);
        FlowItem::framed(block)
    }
}
