//! Tables proper: a choice in each row, and rows to repeat. Their heads come again on every page.

use std::rc::Rc;

use super::asked::{Asked, numbered};
use super::block::Block;
use super::control::{Content, Room};
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::Align;
use super::sheet::{ElementId, Entry, FieldBox, Role, Scope};
use crate::model::answers::name::{AnswerName, RepeatRow, repeat_rows};
use crate::model::choice::{Choice, ChoiceList};
use crate::model::field::{Column, GRID_COLUMNS, MatrixRow};
use crate::model::issued::{Item, Kind};
use crate::model::prose::Text;
use crate::model::terms;
use crate::units::{Mm, Rect};

/// What a table's cell holds and where it reaches to.
struct TableCell {
    width: Mm,
    ground: bool,
    content: Content,
}

/// A head's cell: its label and, below it, what is said of it.
struct Head<'f> {
    about: &'f Text,
    label: Vec<Piece>,
    remark: Vec<Piece>,
    width: Mm,
}

/// A row of a repeat.
pub struct TableRow<'f> {
    pub row: RepeatRow,
    /// Its label, where it has one.
    pub named: Option<&'f MatrixRow>,
    pub is_first: bool,
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
        let head = |about, label: Vec<Piece>, width: Mm| Head { about, label, remark: Vec::new(), width };
        let remark = self.remark_pieces(field);
        let mut heads = vec![Head { remark, ..head(&field.label, self.numbered(field), label_width) }];
        let option = |choice: &'f Choice| head(&choice.label, self.text(&choice.label, self.label()), option_width);
        heads.extend(list.choices.iter().map(option));
        heads.extend(note.map(|note| head(&note.label, self.text(&note.label, self.label()), note_width)));
        let head = Rc::new(self.head_row(&heads, table));
        let mut slabs = vec![Slab::framed((*head).clone()).kept()];
        for (index, row) in rows.iter().enumerate() {
            let asked = self.asked_in_matrix(field, row, index == 0);
            let block = self.matrix_row(&asked, list, row, note, [label_width, option_width, note_width], table);
            slabs.push(Slab { head: Some(head.clone()), ..Slab::framed(block) });
        }
        slabs
    }

    fn matrix_row(
        &mut self,
        asked: &Asked,
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
            let tick = self.matrix_tick(asked, choice);
            let pieces = [Piece::Object { width: self.style.tick, glued: false, object: Object::Tick(tick) }];
            let block = self.paragraph(&pieces, option_width - self.style.padding * 2.0, Align::Center, td);
            let content = Content { block, ..Content::default() };
            cells.push(TableCell { width: option_width, ground: false, content });
        }
        if let Some(note) = note {
            let td = self.element(Role::Cell { columns: 1, rows: 1 }, Some(tr));
            let entry = Entry::Text { multiline: false, length: None, centered: false };
            let field = self.matrix_note(asked, note, entry);
            let room = Some(Room { field, element: td, unit: None, left: Mm::ZERO, right: Mm::ZERO, below: None });
            cells.push(TableCell { width: note_width, ground: false, content: Content { room, ..Content::default() } });
        }
        self.table_row(cells, self.style.head_row)
    }

    /// What is asked in a row of a matrix; what is said of it as a whole, in the first.
    pub fn asked_in_matrix(&self, field: &Item, row: &MatrixRow, is_first: bool) -> Asked {
        let name = AnswerName::field(&field.name.value).row(&row.name.value);
        let asked = Asked::item(field, name).with_part(&row.label.zh);
        if is_first { asked.saying(self.of_section(field)) } else { asked.further() }
    }

    /// The box of one option in one row.
    pub fn matrix_tick(&self, asked: &Asked, choice: &Choice) -> FieldBox {
        asked.place(&choice.label.zh, Entry::Radio { value: choice.name.value.clone() }, self)
    }

    /// The room beside one row.
    pub fn matrix_note(&self, asked: &Asked, note: &Column, entry: Entry) -> FieldBox {
        asked.under(asked.name.note()).optional().place(&note.label.zh, entry, self)
    }

    /// Rows to write in under a head, the named ones first.
    pub fn repeat(&mut self, field: &Item, table: &RowsToFill, parent: ElementId) -> Vec<Slab> {
        let blank = table.first..table.first + table.blank;
        let rows = repeat_rows(&field.name.value, table.named, blank).enumerate();
        let rows: Vec<TableRow> =
            rows.map(|(index, (row, named))| TableRow { row, named, is_first: index == 0 }).collect();
        if self.breaks_up(field, table.columns, table.named) {
            return self.rows_in_column(field, table, &rows, parent);
        }
        let element = self.element(Role::Table { summary: field.label.zh.clone() }, Some(parent));
        let (label_width, unit) = self.column_widths(field, table.columns, table.named);
        let mut heads = Vec::new();
        if !table.named.is_empty() {
            let remark = self.remark_pieces(field);
            heads.push(Head { about: &field.label, label: self.numbered(field), remark, width: label_width });
        }
        for column in table.columns {
            let (label, remark) = (self.numbered(column), self.remark_pieces(column));
            let width = unit * f64::from(column.width);
            heads.push(Head { about: &column.label, label, remark, width });
        }
        let head = Rc::new(self.head_row(&heads, element));
        let mut slabs = vec![Slab::framed((*head).clone()).kept()];
        for row in rows {
            let tr = self.element(Role::Row, Some(element));
            let mut cells = Vec::new();
            if label_width > Mm::ZERO {
                let th = self.element(Role::HeaderCell { scope: Scope::Row, columns: 1, rows: 1 }, Some(tr));
                row.named.iter().for_each(|named| self.begin(&named.label));
                let pieces = row.named.map(|named| self.text(&named.label, self.body())).unwrap_or_default();
                let block = self.paragraph(&pieces, label_width - self.style.padding * 2.0, Align::Left, th);
                cells.push(TableCell {
                    width: label_width,
                    ground: true,
                    content: Content { block, ..Content::default() },
                });
            }
            for column in table.columns {
                let width = unit * f64::from(column.width);
                let content = self.column_content(field, &row, column, width, tr);
                cells.push(TableCell { width, ground: false, content });
            }
            let block = self.table_row(cells, table.least.unwrap_or(self.style.row));
            slabs.push(Slab { head: Some(head.clone()), ..Slab::framed(block) });
        }
        slabs
    }

    /// What a column asks in a row; what is said of the table as a whole, in the first cell.
    pub fn asked_in_row(&self, table: &Item, row: &TableRow, column: &Item) -> Asked {
        let table_words = numbered(table);
        let words = match row.named {
            Some(named) => [&table_words, named.label.zh.as_str()].join(terms::COMMA),
            None => terms::row(&table_words, &row.row.key.to_string()),
        };
        let asked = Asked::item(column, row.row.column(&column.name.value)).in_row(&words);
        let Kind::Repeat { columns, .. } = &table.kind else { return asked };
        let is_first = row.is_first && columns.first().is_some_and(|first| first.name == column.name);
        if is_first { asked.saying(self.of_whole(table)) } else { asked }
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

    /// A column's cell in a row. What is said of the column stands in the table's head, once.
    fn column_content(&mut self, table: &Item, row: &TableRow, column: &Item, width: Mm, tr: ElementId) -> Content {
        self.begin(&column.label);
        let td = self.element(Role::Cell { columns: 1, rows: 1 }, Some(tr));
        let asked = self.asked_in_row(table, row, column);
        match column.kind.control() {
            Some(control) => self.entry(&asked, &control, width - self.style.padding * 2.0, td),
            None => Content::default(),
        }
    }

    /// A field's number, mark of obligation and label on one line.
    pub fn numbered(&self, field: &Item) -> Vec<Piece> {
        let mut pieces = self.item_number(field);
        if field.obligation.is_some() {
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
        for Head { about, label, remark, width } in heads {
            self.begin(about);
            let th = self.element(Role::HeaderCell { scope: Scope::Column, columns: 1, rows: 1 }, Some(tr));
            let measure = *width - self.style.padding * 2.0;
            let mut block = self.paragraph(label, measure, Align::Center, th);
            if !remark.is_empty() {
                let remark = self.paragraph(remark, measure, Align::Center, th);
                block.stack(&remark);
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
