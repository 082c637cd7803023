//! Fields on the grid of 24 columns: cells, rows, and rows joined by a cell that spans them.
//!
//! Fields fill a row from the left; one that does not fit begins the next, and the last of a row is
//! stretched to the edge. A field that spans rows stands at the right edge and makes the rows beside
//! it shorter.

use super::block::Block;
use super::control::Content;
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::Align;
use super::sheet::{ElementId, FieldBox, Role};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::form::{Field, GRID_COLUMNS};
use crate::model::kind::Kind;
use crate::model::terms;
use crate::units::{Mm, Point, Rect};
use crate::wording::output::CELL_TOO_NARROW;

/// A field with the columns and rows it got.
#[derive(Debug)]
struct Spot<'f> {
    field: &'f Field,
    row: usize,
    column: u32,
    columns: u32,
}

/// A cell ready to be drawn.
struct Cell {
    row: usize,
    rows: usize,
    column: u32,
    columns: u32,
    ground: bool,
    content: Content,
}

impl Draft<'_> {
    /// Rows of cells for fields that stand on the grid.
    pub fn grid(&mut self, fields: &[&Field], parent: ElementId) -> Vec<Slab> {
        if self.style.one_column {
            return self.column(fields, parent);
        }
        let spots = spots(fields);
        let mut slabs = Vec::new();
        let mut first = 0;
        while first < spots.len() {
            let end = group_end(&spots, first);
            let slab = self.group(&spots[first..end], parent);
            slabs.push(slab);
            first = end;
        }
        slabs
    }

    /// One field with a row to itself, under another name than its own where it is a table's.
    pub fn single(&mut self, field: &Field, name: &str, parent: ElementId) -> Slab {
        let spot = Spot { field, row: 0, column: 0, columns: GRID_COLUMNS };
        let mut cells = Vec::new();
        self.cells(&spot, name, 0, parent, &mut cells);
        let heights = self.heights(&cells, 1);
        Slab::framed(self.draw(cells, &heights))
    }

    /// Rows that a spanning cell joins, or one row.
    fn group(&mut self, spots: &[Spot], parent: ElementId) -> Slab {
        let base = spots[0].row;
        let mut cells = Vec::new();
        for spot in spots {
            self.cells(spot, spot.field.name.value.as_str(), spot.row - base, parent, &mut cells);
        }
        let rows = cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
        let heights = self.heights(&cells, rows);
        Slab::framed(self.draw(cells, &heights))
    }

    /// A field's label cell and its own cell.
    fn cells(&mut self, spot: &Spot, name: &str, row: usize, parent: ElementId, cells: &mut Vec<Cell>) {
        let field = spot.field;
        let element = self.element(Role::Paragraph, Some(parent));
        let label_columns = field.label_width.min(spot.columns.saturating_sub(1));
        let own_columns = spot.columns - label_columns;
        let rows = field.row_span.max(1) as usize;
        let measure = self.style.columns(own_columns) - self.style.padding * 2.0;
        let label = if label_columns > 0 {
            let content = self.label_content(field, label_columns, element);
            cells.push(Cell { row, rows, column: spot.column, columns: label_columns, ground: true, content });
            None
        } else {
            // A note is all label, and a photograph's stands in its middle.
            let inside = !matches!(field.kind, Kind::Note { .. } | Kind::Photo { .. });
            inside.then(|| self.inner_label(field, measure, element))
        };
        let mut content = self.own_content(field, name, measure, element);
        if let Some(mut label) = label {
            content.least += label.height;
            label.stack(&content.block);
            content.block = label;
            content.top = true;
        }
        let column = spot.column + label_columns;
        cells.push(Cell { row, rows, column, columns: own_columns, ground: false, content });
    }

    fn own_content(&mut self, field: &Field, name: &str, measure: Mm, element: ElementId) -> Content {
        if let Some(control) = field.kind.control(self.site) {
            return self.content(field, name, &control, measure, element);
        }
        match &field.kind {
            Kind::Photo { width, height } => self.photo(field, [*width, *height], measure, element),
            Kind::Note { text } => {
                let pieces = self.prose(text, self.body());
                Content { block: self.paragraph(&pieces, measure, Align::Left, element), ..Content::default() }
            }
            _ => Content::default(),
        }
    }

    /// Where a photograph is glued on: what it is and its size, in a cell of at least that size.
    fn photo(&mut self, field: &Field, size: [Mm; 2], measure: Mm, element: ElementId) -> Content {
        let [width, height] = size;
        let pieces = self.label_pieces(field);
        let mut block = self.paragraph(&pieces, measure, Align::Center, element);
        let size = format!("{}×{} mm", width.0, height.0);
        let size = self.words(&size, self.small(), measure, Align::Center, element);
        block.stack(&size);
        Content { block, least: height, ..Content::default() }
    }

    /// Number, mark of obligation and label, centred; two hanzi are set apart to look even.
    fn label_content(&mut self, field: &Field, columns: u32, element: ElementId) -> Content {
        let cell = self.style.columns(columns) - self.style.padding * 2.0;
        let small = self.small_label();
        let number = self.form.item_number(field).map(|number| number.to_string());
        let mut block = Block::default();
        let indent = match &number {
            Some(number) => {
                block = self.words(number, small, cell, Align::Left, element);
                self.width(number, small) + Mm(0.8)
            }
            None => Mm::ZERO,
        };
        let pieces = self.label_pieces(field);
        let measure = self.balanced(&pieces, cell - indent);
        let set = self.set(&pieces, measure, Align::Center);
        if set.overfull {
            let fault =
                Diagnostic::error(&CELL_TOO_NARROW, Place::Span(field.label.span)).with("label", &field.label.zh);
            self.faults.push(fault);
        }
        let mut label = Block::default();
        for line in &set.lines {
            let line = self.line(line, element);
            label.stack(&line);
        }
        let mut content = Block::space(label.height.max(block.height));
        content.lay(&block, Mm::ZERO, (content.height - block.height) / 2.0);
        content.lay(&label, indent + (cell - indent - measure) / 2.0, Mm::ZERO);
        Content { block: content, ..Content::default() }
    }

    /// The narrowest measure that takes no more lines, so that a label of six hanzi stands three over
    /// three and leaves no orphan.
    fn balanced(&mut self, pieces: &[Piece], measure: Mm) -> Mm {
        let whole = self.set(pieces, measure, Align::Center);
        let lines = whole.lines.len();
        if lines < 2 || whole.overfull {
            return measure;
        }
        let mut narrow = self.natural(pieces) / lines as f64;
        while narrow < measure {
            let set = self.set(pieces, narrow, Align::Center);
            if set.lines.len() <= lines && !set.overfull {
                return narrow;
            }
            narrow += self.style.text.mm() / 4.0;
        }
        measure
    }

    fn label_pieces(&self, field: &Field) -> Vec<Piece> {
        let style = self.label();
        let mut pieces = Vec::new();
        if field.required {
            pieces.push(words(terms::REQUIRED_MARK, style, None));
        }
        let label = &field.label.zh;
        let mut characters = label.chars();
        match (characters.next(), characters.next(), characters.next()) {
            (Some(first), Some(second), None) if !self.style.one_column => {
                pieces.push(words(&first.to_string(), style, Some(field.label.span)));
                pieces.push(Piece::Object { width: style.size.mm(), glued: true, object: Object::Gap });
                pieces.push(words(&second.to_string(), style, Some(field.label.span)));
            }
            _ => pieces.extend(self.text(&field.label, style)),
        }
        pieces
    }

    /// A label inside the field's own cell, at its top.
    fn inner_label(&mut self, field: &Field, measure: Mm, element: ElementId) -> Block {
        let small = self.small_label();
        let mut pieces = Vec::new();
        if let Some(number) = self.form.item_number(field) {
            pieces.push(words(&format!("{number} "), small, None));
        }
        pieces.extend(self.label_pieces(field));
        self.paragraph(&pieces, measure, Align::Left, element)
    }

    fn heights(&self, cells: &[Cell], rows: usize) -> Vec<Mm> {
        let mut heights = vec![Mm::ZERO; rows];
        let needed = |cell: &Cell| {
            let inside = cell.content.block.height.max(cell.content.least) + self.style.padding * 2.0;
            if cell.ground { inside } else { inside.max(self.style.row) }
        };
        for cell in cells.iter().filter(|cell| cell.rows == 1) {
            heights[cell.row] = heights[cell.row].max(needed(cell));
        }
        for cell in cells.iter().filter(|cell| cell.rows > 1) {
            let spanned = cell.row..(cell.row + cell.rows);
            for height in &mut heights[spanned.clone()] {
                *height = height.max(self.style.row);
            }
            let have: Mm = heights[spanned.clone()].iter().copied().sum();
            let lack = needed(cell) - have;
            if lack > Mm::ZERO {
                let share = lack / cell.rows as f64;
                heights[spanned].iter_mut().for_each(|height| *height += share);
            }
        }
        heights
    }

    fn draw(&mut self, cells: Vec<Cell>, heights: &[Mm]) -> Block {
        let mut tops = vec![Mm::ZERO];
        for height in heights {
            tops.push(tops[tops.len() - 1] + *height);
        }
        let mut block = Block::space(tops[heights.len()]);
        for cell in cells {
            let (top, bottom) = (tops[cell.row], tops[cell.row + cell.rows]);
            let (left, width) = (self.style.columns(cell.column), self.style.columns(cell.columns));
            let rect = Rect::new(left, top, width, bottom - top);
            self.cell(&mut block, rect, cell.ground, cell.content);
        }
        block
    }

    /// Draws one cell: ground, rules at the right and the bottom, content, room to write in.
    pub fn cell(&mut self, block: &mut Block, rect: Rect, ground: bool, content: Content) {
        let padding = self.style.padding;
        if ground {
            block.ground(rect, self.style.ground);
        }
        if rect.right() < self.style.body.width - Mm(0.01) {
            let (from, to) = (Point { x: rect.right(), y: rect.y }, Point { x: rect.right(), y: rect.bottom() });
            block.rule(from, to, self.style.hairline);
        }
        let (from, to) = (Point { x: rect.x, y: rect.bottom() }, Point { x: rect.right(), y: rect.bottom() });
        block.rule(from, to, self.style.hairline);
        let y = if content.top { padding } else { (rect.height - content.block.height) / 2.0 };
        block.lay(&content.block, rect.x + padding, rect.y + y);
        if let Some(room) = content.room {
            let above = if content.top { padding + content.block.height } else { Mm::ZERO };
            let width = rect.width - room.left - room.right;
            let inside = Rect::new(rect.x + room.left, rect.y + above, width, rect.height - above).inset(Mm(0.6));
            self.field(block, FieldBox { rect: inside, ..room.field }, room.element);
            // Read after the field, as one says it.
            if let Some(unit) = room.unit {
                block.lay(&unit, rect.x + padding + room.left, inside.y + (inside.height - unit.height) / 2.0);
            }
        }
    }
}

/// Where each field stands.
fn spots<'f>(fields: &[&'f Field]) -> Vec<Spot<'f>> {
    let mut spots: Vec<Spot> = Vec::new();
    let (mut row, mut column) = (0, 0);
    // For rows beside a spanning field: where it begins.
    let mut limits: Vec<u32> = Vec::new();
    let limit = |limits: &[u32], row: usize| limits.get(row).copied().unwrap_or(GRID_COLUMNS);
    for &field in fields {
        let columns = (field.label_width + field.width).clamp(1, GRID_COLUMNS);
        if column > 0 && column + columns > limit(&limits, row) {
            stretch(&mut spots, row, limit(&limits, row));
            row += 1;
            column = 0;
        }
        let columns = columns.min(limit(&limits, row));
        if field.row_span > 1 {
            let start = GRID_COLUMNS - columns;
            stretch(&mut spots, row, start);
            limits.resize(row + field.row_span as usize, GRID_COLUMNS);
            limits[row..].fill(start);
            column = start;
        }
        spots.push(Spot { field, row, column, columns });
        column += columns;
    }
    stretch(&mut spots, row, limit(&limits, row));
    spots
}

/// Widens the last field of a row to the limit.
fn stretch(spots: &mut [Spot], row: usize, limit: u32) {
    let last = spots.iter_mut().rev().find(|spot| spot.row == row && spot.field.row_span <= 1);
    if let Some(last) = last.filter(|last| last.column < limit) {
        last.columns = limit - last.column;
    }
}

/// Where the group of rows that begins with spot `first` ends.
fn group_end(spots: &[Spot], first: usize) -> usize {
    let mut last_row = spots[first].row;
    for (index, spot) in spots.iter().enumerate().skip(first) {
        if spot.row > last_row {
            return index;
        }
        last_row = last_row.max(spot.row + spot.field.row_span.max(1) as usize - 1);
    }
    spots.len()
}
