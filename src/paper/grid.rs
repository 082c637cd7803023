//! Fields on the grid of 24 columns: cells, rows, and rows joined by a cell that spans them.
//!
//! Where they stand is [`crate::model::grid`]'s; here is how high they are and what stands in them.

use super::asked::Asked;
use super::block::Block;
use super::control::{Content, TICK_GAP};
use super::draft::{Draft, Object, Piece, words};
use super::flow::Slab;
use super::paragraph::{self, Align};
use super::sheet::{ElementId, FieldBox, Role};
use crate::model::anchor::Anchor;
use crate::model::field::GRID_COLUMNS;
use crate::model::grid::{self, Grid, Hole, Spot};
use crate::model::issued::{Item, Kind};
use crate::model::terms;
use crate::units::{Mm, Point, Rect};

/// Less than this, and nobody writes in it.
const LEAST_ROOM: Mm = Mm(4.0);

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
    pub fn grid(&mut self, fields: &[&Item], parent: ElementId) -> Vec<Slab> {
        if self.style.one_column {
            return self.column(fields, parent);
        }
        let Grid { spots, holes, .. } = grid::grid(fields);
        let mut slabs = Vec::new();
        let mut first = 0;
        while first < spots.len() {
            let end = group_end(&spots, first);
            let slab = self.group(&spots[first..end], &holes, parent);
            slabs.push(slab);
            first = end;
        }
        slabs
    }

    /// One field with a row to itself.
    pub fn single(&mut self, field: &Item, asked: &Asked, parent: ElementId) -> Slab {
        let spot = Spot { field, row: 0, rows: 1, column: 0, columns: GRID_COLUMNS };
        let mut cells = Vec::new();
        self.cells(&spot, asked, 0, parent, &mut cells);
        let heights = self.heights(&cells, 1);
        Slab::framed(self.draw(cells, &heights))
    }

    /// Rows that a spanning cell joins, or one row.
    fn group(&mut self, spots: &[Spot], holes: &[Hole], parent: ElementId) -> Slab {
        let base = spots[0].row;
        let mut cells = Vec::new();
        for spot in spots {
            let asked = self.asked(spot.field);
            self.cells(spot, &asked, spot.row - base, parent, &mut cells);
        }
        let rows = cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
        for hole in holes.iter().filter(|hole| (base..base + rows).contains(&hole.row)) {
            let (row, column, columns) = (hole.row - base, hole.column, hole.columns);
            cells.push(Cell { row, rows: 1, column, columns, ground: false, content: Content::default() });
        }
        let heights = self.heights(&cells, rows);
        let begins = spots.iter().map(|spot| Anchor::field(&spot.field.name.value));
        let slab = Slab::framed(self.draw(cells, &heights)).beginning(begins);
        if let Some(highest) = spots.iter().max_by_key(|spot| spot.rows) {
            self.begin(&highest.field.label);
        }
        self.on_a_page(slab)
    }

    /// A field's label cell and its own cell.
    fn cells(&mut self, spot: &Spot, asked: &Asked, row: usize, parent: ElementId, cells: &mut Vec<Cell>) {
        let Spot { field, rows, .. } = *spot;
        self.begin(&field.label);
        let element = self.element(Role::Paragraph, Some(parent));
        // A note is all label.
        let label_width = if matches!(field.kind, Kind::Note { .. }) { 0 } else { field.label_width };
        let label_columns = label_width.min(spot.columns.saturating_sub(1));
        let own_columns = spot.columns - label_columns;
        let measure = self.style.columns(own_columns) - self.style.padding * 2.0;
        let label = if label_columns > 0 {
            let content = self.label_content(field, label_columns, element);
            cells.push(Cell { row, rows, column: spot.column, columns: label_columns, ground: true, content });
            None
        } else {
            // A photograph's stands in its middle.
            let inside = !matches!(field.kind, Kind::Note { .. } | Kind::Photo { .. });
            inside.then(|| self.inner_label(field, measure, element))
        };
        let mut content = self.own_content(field, asked, measure, element);
        if let Some(mut label) = label {
            content.least += label.height;
            label.stack(&content.block);
            content.block = label;
            content.top = true;
        }
        let column = spot.column + label_columns;
        cells.push(Cell { row, rows, column, columns: own_columns, ground: false, content });
    }

    fn own_content(&mut self, field: &Item, asked: &Asked, measure: Mm, element: ElementId) -> Content {
        if let Some(control) = field.kind.control() {
            return self.content(field, asked, &control, measure, element);
        }
        match &field.kind {
            Kind::Photo { width, height } => self.photo(field, [*width, *height], measure, element),
            Kind::Note { text } => {
                let pieces = self.prose(text, self.body());
                let mut block = self.remark(field, measure, element).unwrap_or_default();
                let text = self.paragraph(&pieces, measure, Align::Left, element);
                block.stack(&text);
                Content { block, ..Content::default() }
            }
            _ => Content::default(),
        }
    }

    /// Where a photograph is glued on: what is said of it, its size and, where no cell beside it says so, what it is, in a
    /// cell of at least that size.
    fn photo(&mut self, field: &Item, size: [Mm; 2], measure: Mm, element: ElementId) -> Content {
        let [width, height] = size;
        if width > measure + self.style.padding * 2.0 {
            self.does_not_fit();
        }
        let mut block = Block::default();
        if field.label_width == 0 {
            let mut pieces = self.item_number(field);
            pieces.extend(self.label_pieces(field, measure - self.natural(&pieces)));
            block = self.paragraph(&pieces, measure, Align::Center, element);
        }
        let remark = self.remark_pieces(field);
        if !remark.is_empty() {
            let remark = self.paragraph(&remark, measure, Align::Center, element);
            block.stack(&remark);
        }
        let size = format!("{}×{} mm", width.0, height.0);
        let size = self.words(&size, self.small(), measure, Align::Center, element);
        block.stack(&size);
        Content { block, least: height, ..Content::default() }
    }

    /// Number, mark of obligation and label, centred; two hanzi are set apart to look even.
    fn label_content(&mut self, field: &Item, columns: u32, element: ElementId) -> Content {
        let cell = self.style.columns(columns) - self.style.padding * 2.0;
        let small = self.small_label();
        let number = field.number.map(|number| number.to_string());
        let lead = match &number {
            Some(number) => self.words(number, small, cell, Align::Left, element),
            None => Block::default(),
        };
        let beside = number.map_or(Mm::ZERO, |number| self.width(&number, small) + Mm(0.8));
        let pieces = self.label_pieces(field, cell - beside);
        // Above a word that has no room beside it.
        let above = lead.height > Mm::ZERO && !self.trial(&pieces, cell - beside, Align::Center).holds();
        let (indent, top) = if above { (Mm::ZERO, lead.height) } else { (beside, Mm::ZERO) };
        let measure = self.balanced(&pieces, cell - indent);
        let label = self.paragraph(&pieces, measure, Align::Center, element);
        let height = label.height.max(lead.height);
        let mut content = Block::space(if above { top + label.height } else { height });
        content.lay(&lead, Mm::ZERO, if above { Mm::ZERO } else { (height - lead.height) / 2.0 });
        content.lay(&label, indent + (cell - indent - measure) / 2.0, top);
        Content { block: content, ..Content::default() }
    }

    /// The narrowest measure that takes no more lines, so that a label of six hanzi stands three over
    /// three and leaves no orphan.
    fn balanced(&self, pieces: &[Piece], measure: Mm) -> Mm {
        let set = |measure| paragraph::set(pieces, measure, Align::Center, self.fonts);
        let whole = set(measure);
        let lines = whole.lines.len();
        if lines < 2 || !whole.holds() {
            return measure;
        }
        let mut narrow = self.natural(pieces) / lines as f64;
        while narrow < measure {
            let set = set(narrow);
            if set.lines.len() <= lines && set.holds() {
                return narrow;
            }
            narrow += self.style.text.mm() / 4.0;
        }
        measure
    }

    /// Mark of obligation and label; two hanzi are set apart where there is room for it.
    fn label_pieces(&self, field: &Item, measure: Mm) -> Vec<Piece> {
        let style = self.label();
        let mark = field.obligation.map(|_| words(terms::REQUIRED_MARK, style, None));
        let with_mark = |pieces: Vec<Piece>| mark.clone().into_iter().chain(pieces).collect::<Vec<_>>();
        let plain = with_mark(self.text(&field.label, style));
        let hanzi = |character: &char| !character.is_ascii();
        match field.label.zh.chars().collect::<Vec<_>>()[..] {
            [first, second] if !self.style.one_column && hanzi(&first) && hanzi(&second) => {
                let word = |character: char| words(&character.to_string(), style, Some(field.label.span));
                let gap = Piece::Object { width: style.size.mm(), glued: true, object: Object::Gap };
                let apart = with_mark(vec![word(first), gap, word(second)]);
                if self.natural(&apart) <= measure { apart } else { plain }
            }
            _ => plain,
        }
    }

    /// A label inside the field's own cell, at its top.
    fn inner_label(&mut self, field: &Item, measure: Mm, element: ElementId) -> Block {
        let mut pieces = self.item_number(field);
        pieces.extend(self.label_pieces(field, measure - self.natural(&pieces)));
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
            let printed = room.below.unwrap_or(content.block.height);
            let above = if content.top { padding + printed } else { Mm::ZERO };
            let width = rect.width - room.left - room.right;
            let inside = Rect::new(rect.x + room.left, rect.y + above, width, rect.height - above).inset(Mm(0.6));
            if inside.width < LEAST_ROOM || inside.height < LEAST_ROOM {
                self.does_not_fit();
            }
            self.field(block, FieldBox { rect: inside, ..room.field }, room.element);
            // Read after the field, as one says it.
            if let Some(unit) = room.unit {
                let x = rect.right() - padding - room.right + TICK_GAP * self.style.scale();
                block.lay(&unit, x, inside.y + (inside.height - unit.height) / 2.0);
            }
        }
    }
}

/// Where the group of rows that begins with spot `first` ends.
fn group_end(spots: &[Spot], first: usize) -> usize {
    let mut last_row = spots[first].row;
    for (index, spot) in spots.iter().enumerate().skip(first) {
        if spot.row > last_row {
            return index;
        }
        last_row = last_row.max(spot.row + spot.rows - 1);
    }
    spots.len()
}
