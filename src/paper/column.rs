//! One field below the other, where the type is too large for the grid and for tables of many columns:
//! nothing that stands there is lost here.

use super::asked::Asked;
use super::block::Block;
use super::control::{Content, Room};
use super::draft::{Draft, Piece};
use super::flow::Slab;
use super::paragraph::Align;
use super::sheet::{ElementId, Entry, Role};
use super::table::{RowsToFill, TableRow};
use crate::model::anchor::Anchor;
use crate::model::choice::ChoiceList;
use crate::model::control::Control;
use crate::model::field::{Column, GRID_COLUMNS, MatrixRow};
use crate::model::issued::Item;
use crate::model::kind::format::LineFormat;
use crate::model::terms;
use crate::units::{Mm, Rect};

/// Columns of the grid for a label beside its field.
const LABEL_COLUMNS: u32 = 8;

/// What a table's column takes at the least to write in, in large type.
const NARROW_COLUMN: Mm = Mm(38.0);

impl Draft<'_> {
    /// Fields with the whole width to themselves.
    pub fn column(&mut self, fields: &[&Item], parent: ElementId) -> Vec<Slab> {
        let mut row = |field: &&Item| {
            let asked = self.asked(field);
            let slab = self.column_row(field, &asked, parent).beginning([Anchor::field(&field.name.value)]);
            self.on_a_page(slab)
        };
        fields.iter().map(&mut row).collect()
    }

    /// A field beside its label on one line, or below it where it takes the width.
    fn column_row(&mut self, field: &Item, asked: &Asked, parent: ElementId) -> Slab {
        self.begin(&field.label);
        match field.kind.control() {
            Some(
                Control::Line { format: LineFormat { boxes: Some(_), .. }, .. }
                | Control::Area { .. }
                | Control::Ticks { .. },
            )
            | None => self.below_label(field, asked, parent),
            Some(control @ (Control::Line { .. } | Control::Number { .. } | Control::Date(_))) => {
                self.line_row(field, asked, &control, parent)
            }
        }
    }

    fn below_label(&mut self, field: &Item, asked: &Asked, parent: ElementId) -> Slab {
        let field = Item { label_width: 0, width: GRID_COLUMNS, row_span: 1, ..field.clone() };
        self.single(&field, asked, parent)
    }

    /// Label and room in one cell: labels begin at one edge, where a magnifier finds them.
    fn line_row(&mut self, field: &Item, asked: &Asked, control: &Control, parent: ElementId) -> Slab {
        let pieces = self.numbered(field);
        let usual = self.style.columns(LABEL_COLUMNS);
        // A word too long to stand beside the room stands above it.
        if !self.trial(&pieces, usual - self.style.padding, Align::Left).holds() {
            return self.below_label(field, asked, parent);
        }
        let element = self.element(Role::Paragraph, Some(parent));
        // A date is read on from its label; what is written in a line stands below other lines.
        let beside = match control {
            Control::Date(_) => usual.min(self.natural(&pieces) + self.style.text.mm()),
            _ => usual,
        };
        let measure = self.style.body.width - beside - self.style.padding * 2.0;
        let label = self.paragraph(&pieces, beside - self.style.padding, Align::Left, element);
        let mut content = self.content(field, asked, control, measure, element);
        let height = label.height.max(content.block.height);
        let down = |block: &Block| if content.top { Mm::ZERO } else { (height - block.height) / 2.0 };
        let mut block = Block::space(height);
        block.lay(&label, Mm::ZERO, down(&label));
        block.lay(&content.block, beside, down(&content.block));
        if let Some(room) = &mut content.room {
            room.left = beside;
            // Beside a label of several lines, not below it.
            room.below = Some(content.block.height);
        }
        content.block = block;
        content.least = content.least.max(self.style.row - self.style.padding * 2.0);
        self.wide_cell(content, false)
    }

    /// Is a table's column too narrow for the type?
    pub fn too_narrow(&self, column: Mm) -> bool {
        self.style.one_column && column < NARROW_COLUMN
    }

    /// A repeat's rows one after the other, each under a heading of its own.
    pub fn rows_in_column(
        &mut self,
        field: &Item,
        table: &RowsToFill,
        rows: &[TableRow],
        parent: ElementId,
    ) -> Vec<Slab> {
        let mut slabs = Vec::new();
        for row in rows {
            let section = self.element(Role::Section, Some(parent));
            let title = match row.named {
                Some(named) => named.label.zh.clone(),
                None => terms::row(&field.label.zh, &row.row.key.to_string()),
            };
            slabs.push(self.row_heading(&title, section));
            for column in table.columns {
                let asked = self.asked_in_row(field, row, column);
                slabs.push(self.column_row(column, &asked, section));
            }
        }
        slabs
    }

    fn row_heading(&mut self, title: &str, parent: ElementId) -> Slab {
        let heading = self.element(Role::Heading(3), Some(parent));
        let padding = self.style.padding;
        let measure = self.style.body.width - padding * 2.0;
        let title = self.words(title, self.label(), measure, Align::Left, heading);
        self.wide_cell(Content { block: title, ..Content::default() }, true).kept()
    }

    /// A matrix's rows one after the other, each with all its options.
    pub fn matrix_in_column(
        &mut self,
        field: &Item,
        list: &ChoiceList,
        rows: &[MatrixRow],
        note: Option<&Column>,
        parent: ElementId,
    ) -> Vec<Slab> {
        let padding = self.style.padding;
        let measure = self.style.body.width - padding * 2.0;
        let heading = self.element(Role::Heading(3), Some(parent));
        let pieces = self.numbered(field);
        let mut block = self.paragraph(&pieces, measure, Align::Left, heading);
        if let Some(remark) = self.remark(field, measure, heading) {
            block.stack(&remark);
        }
        let mut slabs = vec![self.wide_cell(Content { block, ..Content::default() }, true).kept()];
        for (index, row) in rows.iter().enumerate() {
            let asked = self.asked_in_matrix(field, row, index == 0);
            self.begin(&row.label);
            let element = self.element(Role::Paragraph, Some(parent));
            let label = self.text(&row.label, self.label());
            let mut block = self.paragraph(&label, measure, Align::Left, element);
            let mut pieces = Vec::new();
            for choice in &list.choices {
                let tick = self.matrix_tick(&asked, choice);
                pieces.push(self.ticked(tick, self.text(&choice.label, self.body())));
                pieces.push(Piece::Space { width: Mm(4.0) * self.style.scale() });
            }
            let options = self.paragraph(&pieces, measure, Align::Left, element);
            block.stack(&options);
            let mut content = Content { block, top: true, ..Content::default() };
            if let Some(note) = note {
                let label = self.text(&note.label, self.small());
                let label = self.paragraph(&label, measure, Align::Left, element);
                content.block.stack(&label);
                let entry = Entry::Text { multiline: false, length: None, centered: false };
                let field = self.matrix_note(&asked, note, entry);
                content.room = Some(Room { field, element, unit: None, left: Mm::ZERO, right: Mm::ZERO, below: None });
                content.least = content.block.height + self.style.writing;
            }
            slabs.push(self.wide_cell(content, false));
        }
        slabs
    }

    /// One cell over the whole width.
    fn wide_cell(&mut self, content: Content, ground: bool) -> Slab {
        let height = content.block.height.max(content.least) + self.style.padding * 2.0;
        let mut block = Block::space(height);
        let rect = Rect::new(Mm::ZERO, Mm::ZERO, self.style.body.width, height);
        self.cell(&mut block, rect, ground, content);
        Slab::framed(block)
    }
}
