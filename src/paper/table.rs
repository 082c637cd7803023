//! Tables proper: a choice in each row, and rows to repeat. Their heads come again on every page.

use std::rc::Rc;

use super::block::Block;
use super::control::{Content, Room};
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::Align;
use super::sheet::{ElementId, Entry, FieldBox, Role, Scope};
use crate::model::answers::name::{AnswerName, RepeatRow, repeat_rows};
use crate::model::choice::{Choice, ChoiceList};
use crate::model::field::{Column, GRID_COLUMNS, MatrixRow};
use crate::model::issued::Item;
use crate::model::prose::Text;
use crate::model::terms;
use crate::units::{Mm, Rect};

/// What a table's cell holds and where it reaches to.
struct TableCell {
    width: Mm,
    ground: bool,
    content: Content,
}

/// A head's cell: its label and, below it, its hint.
struct Head<'f> {
    about: &'f Text,
    label: Vec<Piece>,
    hint: Vec<Piece>,
    width: Mm,
}

/// What a repeat is made of.
pub struct RowsToFill<'f> {
    pub columns: &'f [Item],
    pub named: &'f [MatrixRow],
    /// How many rows without a name, and the number of the first of them.
    pub blank: u32,
    pub first: u32,
    /// The least height of a row.
    pub least: Option<Mm>,
}

impl Draft<'_> {
    /// A matrix: a row label, a box under each option, room for a note.
    pub fn matrix<'f>(
        &mut self,
        field: &'f Item,
        list: &'f ChoiceList,
        rows: &[MatrixRow],
        note: Option<&'f Column>,
        parent: ElementId,
    ) -> Vec<Slab> {
        let label_width = self.style.columns(field.label_width.clamp(1, GRID_COLUMNS - 2));
        let note_width = note.map_or(Mm::ZERO, |note| self.style.columns(note.width));
        let options = list.choices.len().max(1) as f64;
        let option_width = (self.style.body.width - label_width - note_width) / options;
        if self.too_narrow(option_width.min(label_width)) {
            return self.matrix_in_column(field, list, rows, note, parent);
        }
        let table = self.element(Role::Table { summary: field.label.zh.clone() }, Some(parent));
        let head = |about, label: Vec<Piece>, width: Mm| Head { about, label, hint: Vec::new(), width };
        let mut heads = vec![head(&field.label, self.numbered(field), label_width)];
        let option = |choice: &'f Choice| head(&choice.label, self.text(&choice.label, self.label()), option_width);
        heads.extend(list.choices.iter().map(option));
        heads.extend(note.map(|note| head(&note.label, self.text(&note.label, self.label()), note_width)));
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
        field: &Item,
        list: &ChoiceList,
        row: &MatrixRow,
        note: Option<&Column>,
        [label_width, option_width, note_width]: [Mm; 3],
        table: ElementId,
    ) -> Block {
        self.begin(&row.label);
        let tr = self.element(Role::Row, Some(table));
        let th = self.element(Role::HeaderCell { scope: Scope::Row, columns: 1, rows: 1 }, Some(tr));
        let pieces = self.text(&row.label, self.body());
        let block = self.paragraph(&pieces, label_width - self.style.padding * 2.0, Align::Left, th);
        let mut cells =
            vec![TableCell { width: label_width, ground: true, content: Content { block, ..Content::default() } }];
        for choice in &list.choices {
            let td = self.element(Role::Cell { columns: 1, rows: 1 }, Some(tr));
            let tick = self.matrix_tick(field, row, choice);
            let pieces = [Piece::Object { width: self.style.tick, glued: false, object: Object::Tick(tick) }];
            let block = self.paragraph(&pieces, option_width - self.style.padding * 2.0, Align::Center, td);
            let content = Content { block, ..Content::default() };
            cells.push(TableCell { width: option_width, ground: false, content });
        }
        if let Some(note) = note {
            let td = self.element(Role::Cell { columns: 1, rows: 1 }, Some(tr));
            let entry = Entry::Text { multiline: false, length: None, centered: false };
            let field = self.matrix_note(field, row, note, entry);
            let room = Some(Room { field, element: td, unit: None, left: Mm::ZERO, right: Mm::ZERO, below: None });
            cells.push(TableCell { width: note_width, ground: false, content: Content { room, ..Content::default() } });
        }
        self.table_row(cells, self.style.head_row)
    }

    /// The box of one option in one row.
    pub fn matrix_tick(&self, field: &Item, row: &MatrixRow, choice: &Choice) -> FieldBox {
        let entry = Entry::Radio { value: choice.name.value.clone() };
        let tooltip = [row.label.zh.as_str(), choice.label.zh.as_str()].join(terms::COMMA);
        let question = Some(self.tooltip(field, &row.label.zh));
        let name = AnswerName::field(&field.name.value).row(&row.name.value);
        FieldBox { tooltip, question, ..self.field_box(field, &name, "", entry) }
    }

    /// The room beside one row.
    pub fn matrix_note(&self, field: &Item, row: &MatrixRow, note: &Column, entry: Entry) -> FieldBox {
        let tooltip = [row.label.zh.as_str(), note.label.zh.as_str()].join(terms::COMMA);
        let name = AnswerName::field(&field.name.value).row(&row.name.value).note();
        FieldBox { tooltip, required: false, ..self.field_box(field, &name, "", entry) }
    }

    /// Rows to write in under a head, the named ones first.
    pub fn repeat(&mut self, field: &Item, table: &RowsToFill, parent: ElementId) -> Vec<Slab> {
        let blank = table.first..table.first + table.blank;
        let rows: Vec<(RepeatRow, Option<&MatrixRow>)> = repeat_rows(&field.name.value, table.named, blank).collect();
        if self.breaks_up(field, table.columns, table.named) {
            return self.rows_in_column(field, table, &rows, parent);
        }
        let element = self.element(Role::Table { summary: field.label.zh.clone() }, Some(parent));
        let (label_width, unit) = self.column_widths(field, table.columns, table.named);
        let mut heads = Vec::new();
        if !table.named.is_empty() {
            let about = &field.label;
            heads.push(Head { about, label: self.numbered(field), hint: self.hint(field), width: label_width });
        }
        for column in table.columns {
            let label = self.text(&column.label, self.label());
            let width = unit * f64::from(column.width);
            heads.push(Head { about: &column.label, label, hint: self.hint(column), width });
        }
        let head = Rc::new(self.head_row(&heads, element));
        let mut slabs = vec![Slab::framed((*head).clone()).kept()];
        for (row, named) in rows {
            let tr = self.element(Role::Row, Some(element));
            let mut cells = Vec::new();
            if label_width > Mm::ZERO {
                let th = self.element(Role::HeaderCell { scope: Scope::Row, columns: 1, rows: 1 }, Some(tr));
                named.iter().for_each(|named| self.begin(&named.label));
                let pieces = named.map(|named| self.text(&named.label, self.body())).unwrap_or_default();
                let block = self.paragraph(&pieces, label_width - self.style.padding * 2.0, Align::Left, th);
                cells.push(TableCell {
                    width: label_width,
                    ground: true,
                    content: Content { block, ..Content::default() },
                });
            }
            let said =
                named.map_or_else(|| terms::row(&field.label.zh, &row.key.to_string()), |named| named.label.zh.clone());
            for column in table.columns {
                let width = unit * f64::from(column.width);
                let name = row.column(&column.name.value);
                let content = self.column_content(column, &said, &name, width, tr);
                cells.push(TableCell { width, ground: false, content });
            }
            let block = self.table_row(cells, table.least.unwrap_or(self.style.row));
            slabs.push(Slab { head: Some(head.clone()), ..Slab::framed(block) });
        }
        if let (true, Some(last)) = (table.named.is_empty(), slabs.last_mut()) {
            last.last_row_of = Some(field.name.value.clone());
        }
        slabs
    }

    /// The width of the label of named rows, and of a column for each part it has of the rest.
    fn column_widths(&self, field: &Item, columns: &[Item], named: &[MatrixRow]) -> (Mm, Mm) {
        let label_width = match named {
            [] => Mm::ZERO,
            // Large type takes a little more than the grid gives.
            _ => self.style.columns(field.label_width.clamp(1, GRID_COLUMNS - 2) + u32::from(self.style.one_column)),
        };
        let total: u32 = columns.iter().map(|column| column.width).sum::<u32>().max(1);
        (label_width, (self.style.body.width - label_width) / f64::from(total))
    }

    /// Is the type too large for a repeat's columns?
    pub fn breaks_up(&self, field: &Item, columns: &[Item], named: &[MatrixRow]) -> bool {
        let (_, unit) = self.column_widths(field, columns, named);
        columns.iter().any(|column| self.too_narrow(unit * f64::from(column.width)))
    }

    /// A column's cell in the row that is called `said`.
    fn column_content(&mut self, column: &Item, said: &str, name: &AnswerName, width: Mm, row: ElementId) -> Content {
        self.begin(&column.label);
        let td = self.element(Role::Cell { columns: 1, rows: 1 }, Some(row));
        // Hint and condition stand in the table's head, once; who comes to a cell by the tab key has not read it.
        let hint = column.hint.as_ref().map(|hint| format!("{}{}", terms::COMMA, hint.words(""))).unwrap_or_default();
        let mut bare = Item { hint: None, condition: None, ..column.clone() };
        bare.label.zh = format!("{said}{}{}{hint}", terms::COMMA, column.label.zh);
        match column.kind.control() {
            Some(control) => self.content(&bare, name, &control, width - self.style.padding * 2.0, td),
            None => Content::default(),
        }
    }

    fn hint(&self, column: &Item) -> Vec<Piece> {
        column.hint.as_ref().map(|hint| self.prose(hint, self.small())).unwrap_or_default()
    }

    /// A field's number, mark of obligation and label on one line.
    pub fn numbered(&self, field: &Item) -> Vec<Piece> {
        let mut pieces = self.item_number(field);
        if field.required {
            pieces.push(words(terms::REQUIRED_MARK, self.label(), None));
        }
        pieces.extend(self.text(&field.label, self.label()));
        pieces
    }

    /// A field's number before its label.
    pub fn item_number(&self, field: &Item) -> Vec<Piece> {
        let number = field.number.map(|number| words(&format!("{number} "), self.small_label(), None));
        number.into_iter().collect()
    }

    fn head_row(&mut self, heads: &[Head], table: ElementId) -> Block {
        let tr = self.element(Role::Row, Some(table));
        let mut cells = Vec::new();
        for Head { about, label, hint, width } in heads {
            self.begin(about);
            let th = self.element(Role::HeaderCell { scope: Scope::Column, columns: 1, rows: 1 }, Some(tr));
            let measure = *width - self.style.padding * 2.0;
            let mut block = self.paragraph(label, measure, Align::Center, th);
            if !hint.is_empty() {
                let hint = self.paragraph(hint, measure, Align::Center, th);
                block.stack(&hint);
            }
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
