//! Layout of tables: matrices, with a choice in each row, and repeat tables; their heads are repeated on every page.

use std::rc::Rc;

use super::accessible_label::{AccessibleLabel, numbered_label};
use super::block::LayoutBlock;
use super::control::{CellLayout, EntryArea};
use super::document::{ElementId, FieldBox, FieldBoxKind, HeaderScope, StructureType};
use super::flow::FlowItem;
use super::layout_context::{FormInline, InlineObject, LayoutContext, text_inline};
use super::paragraph::TextAlign;
use crate::model::answers::name::{AnswerName, RepeatRow, repeat_rows};
use crate::model::choice::{Choice, ChoiceList};
use crate::model::field::{GRID_COLUMNS, MatrixNoteColumn, MatrixRow};
use crate::model::fixed_text;
use crate::model::issued::{IssuedItem, IssuedKind};
use crate::model::prose::LocalizedText;
use crate::units::{Mm, Rect};

/// A cell of a table row: its width, background and content.
struct TableCellLayout {
    width: Mm,
    has_background: bool,
    content: CellLayout,
}

/// A cell of a table head: its label, and its remarks below.
struct HeadCellLabel<'f> {
    subject: &'f LocalizedText,
    label: Vec<FormInline>,
    remark: Vec<FormInline>,
    width: Mm,
}

/// A row of a repeat table, named or blank.
pub(crate) struct RepeatTableRow<'f> {
    pub(crate) row: RepeatRow,
    /// The definition of a named row; `None` for a blank row.
    pub(crate) definition: Option<&'f MatrixRow>,
    pub(crate) is_first: bool,
}

/// The columns and rows of a repeat table.
pub(crate) struct RepeatTable<'f> {
    pub(crate) columns: &'f [IssuedItem],
    pub(crate) named: &'f [MatrixRow],
    /// The number of blank rows; `first_number` is the number of the first of them.
    pub(crate) blank_rows: u32,
    pub(crate) first_number: u32,
    /// The least height of a row.
    pub(crate) min_row_height: Option<Mm>,
}

impl LayoutContext<'_> {
    /// The flow items of a matrix: in each row a label, a box under each option, and room for a note.
    pub(crate) fn matrix_rows<'f>(
        &mut self,
        field: &'f IssuedItem,
        list: &'f ChoiceList,
        rows: &[MatrixRow],
        note: Option<&'f MatrixNoteColumn>,
        parent: ElementId,
    ) -> Vec<FlowItem> {
        let label_width = self.style.columns_width(field.label_width.clamp(1, GRID_COLUMNS - 2));
        let note_width = note.map_or(Mm::ZERO, |note| self.style.columns_width(note.width));
        let options = list.choices.len().max(1) as f64;
        let option_width = (self.style.body.width - label_width - note_width) / options;
        if self.is_too_narrow(option_width.min(label_width)) {
            return self.matrix_in_single_column(field, list, rows, note, parent);
        }
        let table = self.add_element(StructureType::Table { summary: field.label.zh.clone() }, Some(parent));
        let head =
            |subject, label: Vec<FormInline>, width: Mm| HeadCellLabel { subject, label, remark: Vec::new(), width };
        let remark = self.remark_inlines(field);
        let mut heads =
            vec![HeadCellLabel { remark, ..head(&field.label, self.numbered_label_inlines(field), label_width) }];
        let option =
            |choice: &'f Choice| head(&choice.label, self.text_inlines(&choice.label, self.label_type()), option_width);
        heads.extend(list.choices.iter().map(option));
        heads.extend(note.map(|note| head(&note.label, self.text_inlines(&note.label, self.label_type()), note_width)));
        let head = Rc::new(self.head_row(&heads, table));
        let mut items = vec![FlowItem::framed((*head).clone()).keep_with_next()];
        for (index, row) in rows.iter().enumerate() {
            let accessible_label = self.matrix_row_label(field, row, index == 0);
            let block =
                self.matrix_row(&accessible_label, list, row, note, [label_width, option_width, note_width], table);
            items.push(FlowItem { repeated_head: Some(head.clone()), ..FlowItem::framed(block) });
        }
        items
    }

    fn matrix_row(
        &mut self,
        accessible_label: &AccessibleLabel,
        list: &ChoiceList,
        row: &MatrixRow,
        note: Option<&MatrixNoteColumn>,
        [label_width, option_width, note_width]: [Mm; 3],
        table: ElementId,
    ) -> LayoutBlock {
        self.set_subject(&row.label);
        let row_element = self.add_element(StructureType::Row, Some(table));
        let header_element = self
            .add_element(StructureType::HeaderCell { scope: HeaderScope::Row, columns: 1, rows: 1 }, Some(row_element));
        let inlines = self.text_inlines(&row.label, self.body_type());
        let block =
            self.paragraph_block(&inlines, label_width - self.style.padding * 2.0, TextAlign::Left, header_element);
        let mut cells = vec![TableCellLayout {
            width: label_width,
            has_background: true,
            content: CellLayout { block, ..CellLayout::default() },
        }];
        for choice in &list.choices {
            let cell_element = self.add_element(StructureType::Cell { columns: 1, rows: 1 }, Some(row_element));
            let tick = self.matrix_tick(accessible_label, choice);
            let inlines =
                [FormInline::Object { width: self.style.tick_size, glued: false, object: InlineObject::Tick(tick) }];
            let block = self.paragraph_block(
                &inlines,
                option_width - self.style.padding * 2.0,
                TextAlign::Center,
                cell_element,
            );
            let content = CellLayout { block, ..CellLayout::default() };
            cells.push(TableCellLayout { width: option_width, has_background: false, content });
        }
        if let Some(note) = note {
            let cell_element = self.add_element(StructureType::Cell { columns: 1, rows: 1 }, Some(row_element));
            let kind = FieldBoxKind::Text { multiline: false, length: None, centered: false };
            let field = self.matrix_note_field(accessible_label, note, kind);
            let entry_area = Some(EntryArea {
                field,
                element: cell_element,
                unit: None,
                left: Mm::ZERO,
                right: Mm::ZERO,
                printed_height: None,
            });
            cells.push(TableCellLayout {
                width: note_width,
                has_background: false,
                content: CellLayout { entry_area, ..CellLayout::default() },
            });
        }
        self.table_row(cells, self.style.head_row_height)
    }

    /// The accessible label of a matrix row; in the first row with the remarks on the whole matrix.
    pub(crate) fn matrix_row_label(&self, field: &IssuedItem, row: &MatrixRow, is_first: bool) -> AccessibleLabel {
        let name = AnswerName::field(&field.name.value).row(&row.name.value);
        let accessible_label = AccessibleLabel::of_item(field, name).with_part(&row.label.zh);
        if is_first { accessible_label.with_remarks(self.section_remarks(field)) } else { accessible_label.continued() }
    }

    /// The field of one option in one row.
    pub(crate) fn matrix_tick(&self, accessible_label: &AccessibleLabel, choice: &Choice) -> FieldBox {
        accessible_label.field_box(&choice.label.zh, FieldBoxKind::Radio { value: choice.name.value.clone() }, self)
    }

    /// The field of the note of one row.
    pub(crate) fn matrix_note_field(
        &self,
        accessible_label: &AccessibleLabel,
        note: &MatrixNoteColumn,
        kind: FieldBoxKind,
    ) -> FieldBox {
        accessible_label.with_name(accessible_label.name.note()).optional().field_box(&note.label.zh, kind, self)
    }

    /// The flow items of a repeat table: its head, then the named rows, then the blank rows.
    pub(crate) fn repeat_rows(&mut self, field: &IssuedItem, table: &RepeatTable, parent: ElementId) -> Vec<FlowItem> {
        let blank = table.first_number..table.first_number + table.blank_rows;
        let rows = repeat_rows(&field.name.value, table.named, blank).enumerate();
        let rows: Vec<RepeatTableRow> =
            rows.map(|(index, (row, definition))| RepeatTableRow { row, definition, is_first: index == 0 }).collect();
        if self.needs_single_column(field, table.columns, table.named) {
            return self.repeat_in_single_column(field, table, &rows, parent);
        }
        let element = self.add_element(StructureType::Table { summary: field.label.zh.clone() }, Some(parent));
        let (label_width, unit) = self.column_widths(field, table.columns, table.named);
        let mut heads = Vec::new();
        if !table.named.is_empty() {
            let remark = self.remark_inlines(field);
            heads.push(HeadCellLabel {
                subject: &field.label,
                label: self.numbered_label_inlines(field),
                remark,
                width: label_width,
            });
        }
        for column in table.columns {
            let (label, remark) = (self.numbered_label_inlines(column), self.remark_inlines(column));
            let width = unit * f64::from(column.width);
            heads.push(HeadCellLabel { subject: &column.label, label, remark, width });
        }
        let head = Rc::new(self.head_row(&heads, element));
        let mut items = vec![FlowItem::framed((*head).clone()).keep_with_next()];
        for row in rows {
            let row_element = self.add_element(StructureType::Row, Some(element));
            let mut cells = Vec::new();
            if label_width > Mm::ZERO {
                let header_element = self.add_element(
                    StructureType::HeaderCell { scope: HeaderScope::Row, columns: 1, rows: 1 },
                    Some(row_element),
                );
                row.definition.iter().for_each(|definition| self.set_subject(&definition.label));
                let inlines = row
                    .definition
                    .map(|definition| self.text_inlines(&definition.label, self.body_type()))
                    .unwrap_or_default();
                let block = self.paragraph_block(
                    &inlines,
                    label_width - self.style.padding * 2.0,
                    TextAlign::Left,
                    header_element,
                );
                cells.push(TableCellLayout {
                    width: label_width,
                    has_background: true,
                    content: CellLayout { block, ..CellLayout::default() },
                });
            }
            for column in table.columns {
                let width = unit * f64::from(column.width);
                let content = self.table_cell_layout(field, &row, column, width, row_element);
                cells.push(TableCellLayout { width, has_background: false, content });
            }
            let block = self.table_row(cells, table.min_row_height.unwrap_or(self.style.entry_row_height));
            items.push(FlowItem { repeated_head: Some(head.clone()), ..FlowItem::framed(block) });
        }
        items
    }

    /// The accessible label of a cell; in the first cell with the remarks on the whole table.
    pub(crate) fn table_cell_label(
        &self,
        table: &IssuedItem,
        row: &RepeatTableRow,
        column: &IssuedItem,
    ) -> AccessibleLabel {
        let table_label = numbered_label(table);
        let row_label = match row.definition {
            Some(named) => [&table_label, named.label.zh.as_str()].join(fixed_text::COMMA),
            None => fixed_text::row(&table_label, &row.row.key.to_string()),
        };
        let accessible_label = AccessibleLabel::of_item(column, row.row.column(&column.name.value)).in_row(&row_label);
        let IssuedKind::Repeat { columns, .. } = &table.kind else { return accessible_label };
        let is_first = row.is_first && columns.first().is_some_and(|first| first.name == column.name);
        if is_first { accessible_label.with_remarks(self.item_remarks(table)) } else { accessible_label }
    }

    /// The width of the labels of named rows, and the width of one unit of the columns' `width`.
    fn column_widths(&self, field: &IssuedItem, columns: &[IssuedItem], named: &[MatrixRow]) -> (Mm, Mm) {
        let label_width = match named {
            [] => Mm::ZERO,
            // Large print needs slightly more width than the grid gives.
            _ => self
                .style
                .columns_width(field.label_width.clamp(1, GRID_COLUMNS - 2) + u32::from(self.style.one_column)),
        };
        let total: u32 = columns.iter().map(|column| column.width).sum::<u32>().max(1);
        (label_width, (self.style.body.width - label_width) / f64::from(total))
    }

    /// Returns whether the type is too large for the columns of a repeat table.
    pub(crate) fn needs_single_column(&self, field: &IssuedItem, columns: &[IssuedItem], named: &[MatrixRow]) -> bool {
        let (_, unit) = self.column_widths(field, columns, named);
        columns.iter().any(|column| self.is_too_narrow(unit * f64::from(column.width)))
    }

    /// The content of a column's cell in a row. The remarks on the column are in the table head alone.
    fn table_cell_layout(
        &mut self,
        table: &IssuedItem,
        row: &RepeatTableRow,
        column: &IssuedItem,
        width: Mm,
        row_element: ElementId,
    ) -> CellLayout {
        self.set_subject(&column.label);
        let cell_element = self.add_element(StructureType::Cell { columns: 1, rows: 1 }, Some(row_element));
        let accessible_label = self.table_cell_label(table, row, column);
        match column.kind.control() {
            Some(control) => {
                self.control_layout(&accessible_label, &control, width - self.style.padding * 2.0, cell_element)
            }
            None => CellLayout::default(),
        }
    }

    /// The inlines of a field's number, mark of obligation and label.
    pub(crate) fn numbered_label_inlines(&self, field: &IssuedItem) -> Vec<FormInline> {
        let mut inlines = self.number_inlines(field);
        if field.obligation.is_some() {
            inlines.push(text_inline(fixed_text::REQUIRED_MARK, self.label_type(), None));
        }
        inlines.extend(self.text_inlines(&field.label, self.label_type()));
        inlines
    }

    /// The inline of a field's number; empty if the field has none.
    pub(crate) fn number_inlines(&self, field: &IssuedItem) -> Vec<FormInline> {
        let number = field.number.map(|number| text_inline(&format!("{number} "), self.small_label_type(), None));
        number.into_iter().collect()
    }

    fn head_row(&mut self, heads: &[HeadCellLabel], table: ElementId) -> LayoutBlock {
        let row_element = self.add_element(StructureType::Row, Some(table));
        let mut cells = Vec::new();
        for HeadCellLabel { subject, label, remark, width } in heads {
            self.set_subject(subject);
            let header_element = self.add_element(
                StructureType::HeaderCell { scope: HeaderScope::Column, columns: 1, rows: 1 },
                Some(row_element),
            );
            let measure = *width - self.style.padding * 2.0;
            let mut block = self.paragraph_block(label, measure, TextAlign::Center, header_element);
            if !remark.is_empty() {
                let remark = self.paragraph_block(remark, measure, TextAlign::Center, header_element);
                block.append_below(&remark);
            }
            cells.push(TableCellLayout {
                width: *width,
                has_background: true,
                content: CellLayout { block, ..CellLayout::default() },
            });
        }
        self.table_row(cells, self.style.head_row_height)
    }

    fn table_row(&mut self, cells: Vec<TableCellLayout>, min_height: Mm) -> LayoutBlock {
        let cell_height =
            |cell: &TableCellLayout| cell.content.block.height.max(cell.content.min_height) + self.style.padding * 2.0;
        let height = cells.iter().map(cell_height).fold(min_height, Mm::max);
        let mut row = LayoutBlock::space(height);
        let mut x = Mm::ZERO;
        for cell in cells {
            let rect = Rect::new(x, Mm::ZERO, cell.width, height);
            x += cell.width;
            self.draw_cell(&mut row, rect, cell.has_background, cell.content);
        }
        row
    }
}
