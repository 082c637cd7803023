//! Tables proper: a choice in each row, and rows to repeat. Their heads come again on every page.

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

/// What a table's cell holds and where it reaches to.
struct TableCellLayout {
    width: Mm,
    ground: bool,
    content: CellLayout,
}

/// A head's cell: its label and, below it, what is said of it.
struct HeadCellLabel<'f> {
    subject: &'f LocalizedText,
    label: Vec<FormInline>,
    remark: Vec<FormInline>,
    width: Mm,
}

/// A row of a repeat.
pub(crate) struct RepeatTableRow<'f> {
    pub(crate) row: RepeatRow,
    /// Its label, where it has one.
    pub(crate) definition: Option<&'f MatrixRow>,
    pub(crate) is_first: bool,
}

/// What a repeat is made of.
pub(crate) struct RepeatTable<'f> {
    pub(crate) columns: &'f [IssuedItem],
    pub(crate) named: &'f [MatrixRow],
    /// How many rows without a name, and the number of the first of them.
    pub(crate) blank_rows: u32,
    pub(crate) first_number: u32,
    /// The least height of a row.
    pub(crate) min_row_height: Option<Mm>,
}

impl LayoutContext<'_> {
    /// A matrix: a row label, a box under each option, room for a note.
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
        let head = |about, label: Vec<FormInline>, width: Mm| HeadCellLabel {
            subject: about,
            label,
            remark: Vec::new(),
            width,
        };
        let remark = self.remark_inlines(field);
        let mut heads =
            vec![HeadCellLabel { remark, ..head(&field.label, self.numbered_label_inlines(field), label_width) }];
        let option =
            |choice: &'f Choice| head(&choice.label, self.text_inlines(&choice.label, self.label_type()), option_width);
        heads.extend(list.choices.iter().map(option));
        heads.extend(note.map(|note| head(&note.label, self.text_inlines(&note.label, self.label_type()), note_width)));
        let head = Rc::new(self.head_row(&heads, table));
        let mut slabs = vec![FlowItem::framed((*head).clone()).keep_with_next()];
        for (index, row) in rows.iter().enumerate() {
            let asked = self.matrix_row_label(field, row, index == 0);
            let block = self.matrix_row(&asked, list, row, note, [label_width, option_width, note_width], table);
            slabs.push(FlowItem { repeated_head: Some(head.clone()), ..FlowItem::framed(block) });
        }
        slabs
    }

    fn matrix_row(
        &mut self,
        asked: &AccessibleLabel,
        list: &ChoiceList,
        row: &MatrixRow,
        note: Option<&MatrixNoteColumn>,
        [label_width, option_width, note_width]: [Mm; 3],
        table: ElementId,
    ) -> LayoutBlock {
        self.set_subject(&row.label);
        let tr = self.add_element(StructureType::Row, Some(table));
        let th = self.add_element(StructureType::HeaderCell { scope: HeaderScope::Row, columns: 1, rows: 1 }, Some(tr));
        let pieces = self.text_inlines(&row.label, self.body_type());
        let block = self.paragraph_block(&pieces, label_width - self.style.padding * 2.0, TextAlign::Left, th);
        let mut cells = vec![TableCellLayout {
            width: label_width,
            ground: true,
            content: CellLayout { block, ..CellLayout::default() },
        }];
        for choice in &list.choices {
            let td = self.add_element(StructureType::Cell { columns: 1, rows: 1 }, Some(tr));
            let tick = self.matrix_tick(asked, choice);
            let pieces =
                [FormInline::Object { width: self.style.tick_size, glued: false, object: InlineObject::Tick(tick) }];
            let block = self.paragraph_block(&pieces, option_width - self.style.padding * 2.0, TextAlign::Center, td);
            let content = CellLayout { block, ..CellLayout::default() };
            cells.push(TableCellLayout { width: option_width, ground: false, content });
        }
        if let Some(note) = note {
            let td = self.add_element(StructureType::Cell { columns: 1, rows: 1 }, Some(tr));
            let entry = FieldBoxKind::Text { multiline: false, length: None, centered: false };
            let field = self.matrix_note_field(asked, note, entry);
            let room = Some(EntryArea {
                field,
                element: td,
                unit: None,
                left: Mm::ZERO,
                right: Mm::ZERO,
                printed_height: None,
            });
            cells.push(TableCellLayout {
                width: note_width,
                ground: false,
                content: CellLayout { entry_area: room, ..CellLayout::default() },
            });
        }
        self.table_row(cells, self.style.head_row_height)
    }

    /// What is asked in a row of a matrix; what is said of it as a whole, in the first.
    pub(crate) fn matrix_row_label(&self, field: &IssuedItem, row: &MatrixRow, is_first: bool) -> AccessibleLabel {
        let name = AnswerName::field(&field.name.value).row(&row.name.value);
        let asked = AccessibleLabel::of_item(field, name).with_part(&row.label.zh);
        if is_first { asked.with_remarks(self.section_remarks(field)) } else { asked.continued() }
    }

    /// The box of one option in one row.
    pub(crate) fn matrix_tick(&self, asked: &AccessibleLabel, choice: &Choice) -> FieldBox {
        asked.field_box(&choice.label.zh, FieldBoxKind::Radio { value: choice.name.value.clone() }, self)
    }

    /// The room beside one row.
    pub(crate) fn matrix_note_field(
        &self,
        asked: &AccessibleLabel,
        note: &MatrixNoteColumn,
        entry: FieldBoxKind,
    ) -> FieldBox {
        asked.with_name(asked.name.note()).optional().field_box(&note.label.zh, entry, self)
    }

    /// Rows to write in under a head, the named ones first.
    pub(crate) fn repeat_rows(&mut self, field: &IssuedItem, table: &RepeatTable, parent: ElementId) -> Vec<FlowItem> {
        let blank = table.first_number..table.first_number + table.blank_rows;
        let rows = repeat_rows(&field.name.value, table.named, blank).enumerate();
        let rows: Vec<RepeatTableRow> =
            rows.map(|(index, (row, named))| RepeatTableRow { row, definition: named, is_first: index == 0 }).collect();
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
        let mut slabs = vec![FlowItem::framed((*head).clone()).keep_with_next()];
        for row in rows {
            let tr = self.add_element(StructureType::Row, Some(element));
            let mut cells = Vec::new();
            if label_width > Mm::ZERO {
                let th = self
                    .add_element(StructureType::HeaderCell { scope: HeaderScope::Row, columns: 1, rows: 1 }, Some(tr));
                row.definition.iter().for_each(|named| self.set_subject(&named.label));
                let pieces =
                    row.definition.map(|named| self.text_inlines(&named.label, self.body_type())).unwrap_or_default();
                let block = self.paragraph_block(&pieces, label_width - self.style.padding * 2.0, TextAlign::Left, th);
                cells.push(TableCellLayout {
                    width: label_width,
                    ground: true,
                    content: CellLayout { block, ..CellLayout::default() },
                });
            }
            for column in table.columns {
                let width = unit * f64::from(column.width);
                let content = self.table_cell_layout(field, &row, column, width, tr);
                cells.push(TableCellLayout { width, ground: false, content });
            }
            let block = self.table_row(cells, table.min_row_height.unwrap_or(self.style.entry_row_height));
            slabs.push(FlowItem { repeated_head: Some(head.clone()), ..FlowItem::framed(block) });
        }
        slabs
    }

    /// What a column asks in a row; what is said of the table as a whole, in the first cell.
    pub(crate) fn table_cell_label(
        &self,
        table: &IssuedItem,
        row: &RepeatTableRow,
        column: &IssuedItem,
    ) -> AccessibleLabel {
        let table_words = numbered_label(table);
        let words = match row.definition {
            Some(named) => [&table_words, named.label.zh.as_str()].join(fixed_text::COMMA),
            None => fixed_text::row(&table_words, &row.row.key.to_string()),
        };
        let asked = AccessibleLabel::of_item(column, row.row.column(&column.name.value)).in_row(&words);
        let IssuedKind::Repeat { columns, .. } = &table.kind else { return asked };
        let is_first = row.is_first && columns.first().is_some_and(|first| first.name == column.name);
        if is_first { asked.with_remarks(self.item_remarks(table)) } else { asked }
    }

    /// The width of the label of named rows, and of a column for each part it has of the rest.
    fn column_widths(&self, field: &IssuedItem, columns: &[IssuedItem], named: &[MatrixRow]) -> (Mm, Mm) {
        let label_width = match named {
            [] => Mm::ZERO,
            // Large type takes a little more than the grid gives.
            _ => self
                .style
                .columns_width(field.label_width.clamp(1, GRID_COLUMNS - 2) + u32::from(self.style.one_column)),
        };
        let total: u32 = columns.iter().map(|column| column.width).sum::<u32>().max(1);
        (label_width, (self.style.body.width - label_width) / f64::from(total))
    }

    /// Is the type too large for a repeat's columns?
    pub(crate) fn needs_single_column(&self, field: &IssuedItem, columns: &[IssuedItem], named: &[MatrixRow]) -> bool {
        let (_, unit) = self.column_widths(field, columns, named);
        columns.iter().any(|column| self.is_too_narrow(unit * f64::from(column.width)))
    }

    /// A column's cell in a row. What is said of the column stands in the table's head, once.
    fn table_cell_layout(
        &mut self,
        table: &IssuedItem,
        row: &RepeatTableRow,
        column: &IssuedItem,
        width: Mm,
        tr: ElementId,
    ) -> CellLayout {
        self.set_subject(&column.label);
        let td = self.add_element(StructureType::Cell { columns: 1, rows: 1 }, Some(tr));
        let asked = self.table_cell_label(table, row, column);
        match column.kind.control() {
            Some(control) => self.control_layout(&asked, &control, width - self.style.padding * 2.0, td),
            None => CellLayout::default(),
        }
    }

    /// A field's number, mark of obligation and label on one line.
    pub(crate) fn numbered_label_inlines(&self, field: &IssuedItem) -> Vec<FormInline> {
        let mut pieces = self.number_inlines(field);
        if field.obligation.is_some() {
            pieces.push(text_inline(fixed_text::REQUIRED_MARK, self.label_type(), None));
        }
        pieces.extend(self.text_inlines(&field.label, self.label_type()));
        pieces
    }

    /// A field's number before its label.
    pub(crate) fn number_inlines(&self, field: &IssuedItem) -> Vec<FormInline> {
        let number = field.number.map(|number| text_inline(&format!("{number} "), self.small_label_type(), None));
        number.into_iter().collect()
    }

    fn head_row(&mut self, heads: &[HeadCellLabel], table: ElementId) -> LayoutBlock {
        let tr = self.add_element(StructureType::Row, Some(table));
        let mut cells = Vec::new();
        for HeadCellLabel { subject: about, label, remark, width } in heads {
            self.set_subject(about);
            let th = self
                .add_element(StructureType::HeaderCell { scope: HeaderScope::Column, columns: 1, rows: 1 }, Some(tr));
            let measure = *width - self.style.padding * 2.0;
            let mut block = self.paragraph_block(label, measure, TextAlign::Center, th);
            if !remark.is_empty() {
                let remark = self.paragraph_block(remark, measure, TextAlign::Center, th);
                block.append_below(&remark);
            }
            cells.push(TableCellLayout {
                width: *width,
                ground: true,
                content: CellLayout { block, ..CellLayout::default() },
            });
        }
        self.table_row(cells, self.style.head_row_height)
    }

    fn table_row(&mut self, cells: Vec<TableCellLayout>, least: Mm) -> LayoutBlock {
        let inside =
            |cell: &TableCellLayout| cell.content.block.height.max(cell.content.min_height) + self.style.padding * 2.0;
        let height = cells.iter().map(inside).fold(least, Mm::max);
        let mut row = LayoutBlock::space(height);
        let mut x = Mm::ZERO;
        for cell in cells {
            let rect = Rect::new(x, Mm::ZERO, cell.width, height);
            x += cell.width;
            self.draw_cell(&mut row, rect, cell.ground, cell.content);
        }
        row
    }
}
