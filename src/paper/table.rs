//! Tables proper: a choice in each row, and rows to repeat. Their heads come again on every page.

use std::rc::Rc;

use super::block::Block;
use super::control::{Content, Room};
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::{Align, Type};
use super::sheet::{ElementId, Entry, Face, FieldBox, Role, Scope};
use crate::model::choice::ChoiceList;
use crate::model::form::{Field, GRID_COLUMNS};
use crate::model::kind::{Column, MatrixRow};
use crate::units::{Mm, Rect};

/// What a table's cell holds and where it reaches to.
struct TableCell {
    width: Mm,
    ground: bool,
    content: Content,
}

impl Draft<'_> {
    /// A matrix: a row label, a box under each option, room for a note.
    pub fn matrix(
        &mut self,
        field: &Field,
        list: &ChoiceList,
        rows: &[MatrixRow],
        note: Option<&Column>,
        parent: ElementId,
    ) -> Vec<Slab> {
        let table = self.element(Role::Table { summary: field.label.zh.clone() }, Some(parent));
        let label_width = self.style.columns(field.label_width.clamp(1, GRID_COLUMNS - 2));
        let note_width = note.map_or(Mm::ZERO, |note| self.style.columns(note.width));
        let options = list.choices.len().max(1) as f64;
        let option_width = (self.style.body.width - label_width - note_width) / options;
        let mut heads = vec![(self.numbered(field), label_width)];
        heads.extend(list.choices.iter().map(|choice| (self.text(&choice.label, self.label()), option_width)));
        heads.extend(note.map(|note| (self.text(&note.label, self.label()), note_width)));
        let head = Rc::new(self.head_row(&heads, table));
        let mut slabs = vec![Slab::framed((*head).clone()).kept()];
        for row in rows {
            let block = self.matrix_row(field, list, row, note, [label_width, option_width, note_width], table);
            slabs.push(Slab { head: Some(head.clone()), ..Slab::framed(block) });
        }
        slabs
    }

    fn matrix_row(
        &mut self,
        field: &Field,
        list: &ChoiceList,
        row: &MatrixRow,
        note: Option<&Column>,
        [label_width, option_width, note_width]: [Mm; 3],
        table: ElementId,
    ) -> Block {
        let name = format!("{}.{}", field.name.value, row.name.value);
        let tr = self.element(Role::Row, Some(table));
        let th = self.element(Role::HeaderCell { scope: Scope::Row, columns: 1, rows: 1 }, Some(tr));
        let pieces = self.text(&row.label, self.body());
        let block = self.paragraph(&pieces, label_width - self.style.padding * 2.0, Align::Left, th);
        let mut cells =
            vec![TableCell { width: label_width, ground: true, content: Content { block, ..Content::default() } }];
        for choice in &list.choices {
            let td = self.element(Role::Cell { columns: 1, rows: 1 }, Some(tr));
            let entry = Entry::Radio { value: choice.name.value.clone() };
            let tooltip = [row.label.zh.as_str(), choice.label.zh.as_str()].join(crate::model::terms::COMMA);
            let tick = FieldBox { tooltip, ..self.field_box(field, &name, "", entry) };
            let pieces = [Piece::Object { width: self.style.tick, glued: false, object: Object::Tick(tick) }];
            let block = self.paragraph(&pieces, option_width - self.style.padding * 2.0, Align::Center, td);
            let content = Content { block, ..Content::default() };
            cells.push(TableCell { width: option_width, ground: false, content });
        }
        if let Some(note) = note {
            let td = self.element(Role::Cell { columns: 1, rows: 1 }, Some(tr));
            let entry = Entry::Text { multiline: false, length: None, centered: false };
            let tooltip = [row.label.zh.as_str(), note.label.zh.as_str()].join(crate::model::terms::COMMA);
            let mut field = self.field_box(field, &format!("{name}_note"), "", entry);
            field.required = false;
            let room = Some(Room { field: FieldBox { tooltip, ..field }, element: td, right: Mm::ZERO });
            cells.push(TableCell { width: note_width, ground: false, content: Content { room, ..Content::default() } });
        }
        self.table_row(cells, self.style.head_row)
    }

    /// Blank rows under a head.
    pub fn repeat(
        &mut self,
        field: &Field,
        columns: &[Field],
        blank_rows: u32,
        row_height: Option<Mm>,
        parent: ElementId,
    ) -> Vec<Slab> {
        let table = self.element(Role::Table { summary: field.label.zh.clone() }, Some(parent));
        let total: u32 = columns.iter().map(|column| column.width).sum::<u32>().max(1);
        let widths: Vec<Mm> =
            columns.iter().map(|column| self.style.body.width * (f64::from(column.width) / f64::from(total))).collect();
        let heads: Vec<(Vec<Piece>, Mm)> =
            columns.iter().zip(&widths).map(|(column, width)| (self.column_label(column), *width)).collect();
        let head = Rc::new(self.head_row(&heads, table));
        let mut slabs = vec![Slab::framed((*head).clone()).kept()];
        for row in 1..=blank_rows {
            let tr = self.element(Role::Row, Some(table));
            let mut cells = Vec::new();
            for (column, width) in columns.iter().zip(&widths) {
                let td = self.element(Role::Cell { columns: 1, rows: 1 }, Some(tr));
                let name = format!("{}.{row}.{}", field.name.value, column.name.value);
                let measure = *width - self.style.padding * 2.0;
                let content = match column.kind.control(self.site) {
                    Some(control) => {
                        let bare = Field { hint: None, relevant: None, ..column.clone() };
                        self.content(&bare, &name, &control, measure, td)
                    }
                    None => Content::default(),
                };
                cells.push(TableCell { width: *width, ground: false, content });
            }
            let block = self.table_row(cells, row_height.unwrap_or(self.style.row));
            slabs.push(Slab { head: Some(head.clone()), ..Slab::framed(block) });
        }
        slabs
    }

    fn column_label(&self, column: &Field) -> Vec<Piece> {
        let mut pieces = self.text(&column.label, self.label());
        if let Some(hint) = &column.hint {
            pieces.extend(self.prose(hint, self.small()));
        }
        pieces
    }

    /// A field's number, mark of obligation and label on one line.
    pub fn numbered(&self, field: &Field) -> Vec<Piece> {
        let small = Type { face: Face::Hei, size: self.style.small };
        let mut pieces = Vec::new();
        if let Some(number) = self.form.item_number(field) {
            pieces.push(words(&format!("{number} "), small, None));
        }
        if field.required {
            pieces.push(words(crate::model::terms::REQUIRED_MARK, self.label(), None));
        }
        pieces.extend(self.text(&field.label, self.label()));
        pieces
    }

    fn head_row(&mut self, heads: &[(Vec<Piece>, Mm)], table: ElementId) -> Block {
        let tr = self.element(Role::Row, Some(table));
        let mut cells = Vec::new();
        for (pieces, width) in heads {
            let th = self.element(Role::HeaderCell { scope: Scope::Column, columns: 1, rows: 1 }, Some(tr));
            let block = self.paragraph(pieces, *width - self.style.padding * 2.0, Align::Center, th);
            cells.push(TableCell { width: *width, ground: true, content: Content { block, ..Content::default() } });
        }
        self.table_row(cells, self.style.head_row)
    }

    fn table_row(&mut self, cells: Vec<TableCell>, least: Mm) -> Block {
        let inside = |cell: &TableCell| cell.content.block.height.max(cell.content.least) + self.style.padding * 2.0;
        let height = cells.iter().map(inside).fold(least, Mm::max);
        let mut row = Block::space(height);
        let mut x = Mm::ZERO;
        for cell in cells {
            let rect = Rect::new(x, Mm::ZERO, cell.width, height);
            x += cell.width;
            self.cell(&mut row, rect, cell.ground, cell.content);
        }
        row
    }
}
