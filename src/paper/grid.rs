//! Fields on the grid of 24 columns: cells, rows, and rows joined by a cell that spans them.
//!
//! Where they stand is [`crate::model::grid`]'s; here is how high they are and what stands in them.

use super::accessible_label::AccessibleLabel;
use super::block::LayoutBlock;
use super::control::{CellLayout, TICK_GAP};
use super::document::{ElementId, FieldBox, StructureType};
use super::flow::FlowItem;
use super::layout_context::{FormInline, InlineObject, LayoutContext, text_inline};
use super::paragraph::{self, TextAlign};
use crate::model::anchor::Anchor;
use crate::model::field::GRID_COLUMNS;
use crate::model::fixed_text;
use crate::model::grid::{self, FieldGrid, GridArea, GridGap};
use crate::model::issued::{IssuedItem, IssuedKind};
use crate::units::{Mm, Point, Rect};

/// Less than this, and nobody writes in it.
const MIN_ENTRY_HEIGHT: Mm = Mm(4.0);

/// A cell ready to be drawn.
struct GridCell {
    row: usize,
    rows: usize,
    column: u32,
    columns: u32,
    ground: bool,
    content: CellLayout,
}

impl LayoutContext<'_> {
    /// Rows of cells for fields that stand on the grid.
    pub(crate) fn grid_rows(&mut self, fields: &[&IssuedItem], parent: ElementId) -> Vec<FlowItem> {
        if self.style.one_column {
            return self.single_column(fields, parent);
        }
        let FieldGrid { areas: spots, gaps: holes, .. } = grid::place_fields(fields);
        let mut slabs = Vec::new();
        let mut first = 0;
        while first < spots.len() {
            let end = group_end(&spots, first);
            let slab = self.row_group(&spots[first..end], &holes, parent);
            slabs.push(slab);
            first = end;
        }
        slabs
    }

    /// One field with a row to itself.
    pub(crate) fn single_field_row(
        &mut self,
        field: &IssuedItem,
        asked: &AccessibleLabel,
        parent: ElementId,
    ) -> FlowItem {
        let spot = GridArea { field, row: 0, rows: 1, column: 0, columns: GRID_COLUMNS };
        let mut cells = Vec::new();
        self.add_cells(&spot, asked, 0, parent, &mut cells);
        let heights = self.row_heights(&cells, 1);
        FlowItem::framed(self.draw_cells(cells, &heights))
    }

    /// Rows that a spanning cell joins, or one row.
    fn row_group(&mut self, spots: &[GridArea], holes: &[GridGap], parent: ElementId) -> FlowItem {
        let base = spots[0].row;
        let mut cells = Vec::new();
        for spot in spots {
            let asked = self.accessible_label(spot.field);
            self.add_cells(spot, &asked, spot.row - base, parent, &mut cells);
        }
        let rows = cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
        for hole in holes.iter().filter(|hole| (base..base + rows).contains(&hole.row)) {
            let (row, column, columns) = (hole.row - base, hole.column, hole.columns);
            cells.push(GridCell { row, rows: 1, column, columns, ground: false, content: CellLayout::default() });
        }
        let heights = self.row_heights(&cells, rows);
        let begins = spots.iter().map(|spot| Anchor::field(&spot.field.name.value));
        let slab = FlowItem::framed(self.draw_cells(cells, &heights)).with_anchors(begins);
        if let Some(highest) = spots.iter().max_by_key(|spot| spot.rows) {
            self.set_subject(&highest.field.label);
        }
        self.check_height(slab)
    }

    /// A field's label cell and its own cell.
    fn add_cells(
        &mut self,
        spot: &GridArea,
        asked: &AccessibleLabel,
        row: usize,
        parent: ElementId,
        cells: &mut Vec<GridCell>,
    ) {
        let GridArea { field, rows, .. } = *spot;
        self.set_subject(&field.label);
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        // A note is all label.
        let label_width = if matches!(field.kind, IssuedKind::Note { .. }) { 0 } else { field.label_width };
        let label_columns = label_width.min(spot.columns.saturating_sub(1));
        let own_columns = spot.columns - label_columns;
        let measure = self.style.columns_width(own_columns) - self.style.padding * 2.0;
        let label = if label_columns > 0 {
            let content = self.label_cell_layout(field, label_columns, element);
            cells.push(GridCell { row, rows, column: spot.column, columns: label_columns, ground: true, content });
            None
        } else {
            // A photograph's stands in its middle.
            let inside = !matches!(field.kind, IssuedKind::Note { .. } | IssuedKind::Photo { .. });
            inside.then(|| self.inner_label(field, measure, element))
        };
        let mut content = self.answer_cell_layout(field, asked, measure, element);
        if let Some(mut label) = label {
            content.min_height += label.height;
            label.append_below(&content.block);
            content.block = label;
            content.align_top = true;
        }
        let column = spot.column + label_columns;
        cells.push(GridCell { row, rows, column, columns: own_columns, ground: false, content });
    }

    fn answer_cell_layout(
        &mut self,
        field: &IssuedItem,
        asked: &AccessibleLabel,
        measure: Mm,
        element: ElementId,
    ) -> CellLayout {
        if let Some(control) = field.kind.control() {
            return self.cell_layout(field, asked, &control, measure, element);
        }
        match &field.kind {
            IssuedKind::Photo { width, height } => self.photo_cell_layout(field, [*width, *height], measure, element),
            IssuedKind::Note { text } => {
                let pieces = self.prose_inlines(text, self.body_type());
                let mut block = self.remark_block(field, measure, element).unwrap_or_default();
                let text = self.paragraph_block(&pieces, measure, TextAlign::Left, element);
                block.append_below(&text);
                CellLayout { block, ..CellLayout::default() }
            }
            _ => CellLayout::default(),
        }
    }

    /// Where a photograph is glued on: what is said of it, its size and, where no cell beside it says so, what it is, in a
    /// cell of at least that size.
    fn photo_cell_layout(&mut self, field: &IssuedItem, size: [Mm; 2], measure: Mm, element: ElementId) -> CellLayout {
        let [width, height] = size;
        if width > measure + self.style.padding * 2.0 {
            self.report_overflow();
        }
        let mut block = LayoutBlock::default();
        if field.label_width == 0 {
            let mut pieces = self.number_inlines(field);
            pieces.extend(self.label_inlines(field, measure - self.natural_width(&pieces)));
            block = self.paragraph_block(&pieces, measure, TextAlign::Center, element);
        }
        let remark = self.remark_inlines(field);
        if !remark.is_empty() {
            let remark = self.paragraph_block(&remark, measure, TextAlign::Center, element);
            block.append_below(&remark);
        }
        let size = format!("{}×{} mm", width.0, height.0);
        let size = self.text_line_block(&size, self.small_type(), measure, TextAlign::Center, element);
        block.append_below(&size);
        CellLayout { block, min_height: height, ..CellLayout::default() }
    }

    /// Number, mark of obligation and label, centred; two hanzi are set apart to look even.
    fn label_cell_layout(&mut self, field: &IssuedItem, columns: u32, element: ElementId) -> CellLayout {
        let cell = self.style.columns_width(columns) - self.style.padding * 2.0;
        let small = self.small_label_type();
        let number = field.number.map(|number| number.to_string());
        let lead = match &number {
            Some(number) => self.text_line_block(number, small, cell, TextAlign::Left, element),
            None => LayoutBlock::default(),
        };
        let beside = number.map_or(Mm::ZERO, |number| self.text_width(&number, small) + Mm(0.8));
        let pieces = self.label_inlines(field, cell - beside);
        // Above a word that has no room beside it.
        let above = lead.height > Mm::ZERO && !self.typeset_silently(&pieces, cell - beside, TextAlign::Center).fits();
        let (indent, top) = if above { (Mm::ZERO, lead.height) } else { (beside, Mm::ZERO) };
        let measure = self.balanced_measure(&pieces, cell - indent);
        let label = self.paragraph_block(&pieces, measure, TextAlign::Center, element);
        let height = label.height.max(lead.height);
        let mut content = LayoutBlock::space(if above { top + label.height } else { height });
        content.place(&lead, Mm::ZERO, if above { Mm::ZERO } else { (height - lead.height) / 2.0 });
        content.place(&label, indent + (cell - indent - measure) / 2.0, top);
        CellLayout { block: content, ..CellLayout::default() }
    }

    /// The narrowest measure that takes no more lines, so that a label of six hanzi stands three over
    /// three and leaves no orphan.
    fn balanced_measure(&self, pieces: &[FormInline], measure: Mm) -> Mm {
        let set = |measure| paragraph::typeset(pieces, measure, TextAlign::Center, self.fonts);
        let whole = set(measure);
        let lines = whole.lines.len();
        if lines < 2 || !whole.fits() {
            return measure;
        }
        let mut narrow = self.natural_width(pieces) / lines as f64;
        while narrow < measure {
            let set = set(narrow);
            if set.lines.len() <= lines && set.fits() {
                return narrow;
            }
            narrow += self.style.text.mm() / 4.0;
        }
        measure
    }

    /// Mark of obligation and label; two hanzi are set apart where there is room for it.
    fn label_inlines(&self, field: &IssuedItem, measure: Mm) -> Vec<FormInline> {
        let style = self.label_type();
        let mark = field.obligation.map(|_| text_inline(fixed_text::REQUIRED_MARK, style, None));
        let with_mark = |pieces: Vec<FormInline>| mark.clone().into_iter().chain(pieces).collect::<Vec<_>>();
        let plain = with_mark(self.text_inlines(&field.label, style));
        let hanzi = |character: &char| !character.is_ascii();
        match field.label.zh.chars().collect::<Vec<_>>()[..] {
            [first, second] if !self.style.one_column && hanzi(&first) && hanzi(&second) => {
                let word = |character: char| text_inline(&character.to_string(), style, Some(field.label.span));
                let gap = FormInline::Object { width: style.size.mm(), glued: true, object: InlineObject::Gap };
                let apart = with_mark(vec![word(first), gap, word(second)]);
                if self.natural_width(&apart) <= measure { apart } else { plain }
            }
            _ => plain,
        }
    }

    /// A label inside the field's own cell, at its top.
    fn inner_label(&mut self, field: &IssuedItem, measure: Mm, element: ElementId) -> LayoutBlock {
        let mut pieces = self.number_inlines(field);
        pieces.extend(self.label_inlines(field, measure - self.natural_width(&pieces)));
        self.paragraph_block(&pieces, measure, TextAlign::Left, element)
    }

    fn row_heights(&self, cells: &[GridCell], rows: usize) -> Vec<Mm> {
        let mut heights = vec![Mm::ZERO; rows];
        let needed = |cell: &GridCell| {
            let inside = cell.content.block.height.max(cell.content.min_height) + self.style.padding * 2.0;
            if cell.ground { inside } else { inside.max(self.style.entry_row_height) }
        };
        for cell in cells.iter().filter(|cell| cell.rows == 1) {
            heights[cell.row] = heights[cell.row].max(needed(cell));
        }
        for cell in cells.iter().filter(|cell| cell.rows > 1) {
            let spanned = cell.row..(cell.row + cell.rows);
            for height in &mut heights[spanned.clone()] {
                *height = height.max(self.style.entry_row_height);
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

    fn draw_cells(&mut self, cells: Vec<GridCell>, heights: &[Mm]) -> LayoutBlock {
        let mut tops = vec![Mm::ZERO];
        for height in heights {
            tops.push(tops[tops.len() - 1] + *height);
        }
        let mut block = LayoutBlock::space(tops[heights.len()]);
        for cell in cells {
            let (top, bottom) = (tops[cell.row], tops[cell.row + cell.rows]);
            let (left, width) = (self.style.columns_width(cell.column), self.style.columns_width(cell.columns));
            let rect = Rect::new(left, top, width, bottom - top);
            self.draw_cell(&mut block, rect, cell.ground, cell.content);
        }
        block
    }

    /// Draws one cell: ground, rules at the right and the bottom, content, room to write in.
    pub(crate) fn draw_cell(&mut self, block: &mut LayoutBlock, rect: Rect, ground: bool, content: CellLayout) {
        let padding = self.style.padding;
        if ground {
            block.add_background(rect, self.style.label_background);
        }
        if rect.right() < self.style.body.width - Mm(0.01) {
            let (from, to) = (Point { x: rect.right(), y: rect.y }, Point { x: rect.right(), y: rect.bottom() });
            block.add_rule(from, to, self.style.hairline_width);
        }
        let (from, to) = (Point { x: rect.x, y: rect.bottom() }, Point { x: rect.right(), y: rect.bottom() });
        block.add_rule(from, to, self.style.hairline_width);
        let y = if content.align_top { padding } else { (rect.height - content.block.height) / 2.0 };
        block.place(&content.block, rect.x + padding, rect.y + y);
        if let Some(room) = content.entry_area {
            let printed = room.printed_height.unwrap_or(content.block.height);
            let above = if content.align_top { padding + printed } else { Mm::ZERO };
            let width = rect.width - room.left - room.right;
            let inside = Rect::new(rect.x + room.left, rect.y + above, width, rect.height - above).inset(Mm(0.6));
            if inside.width < MIN_ENTRY_HEIGHT || inside.height < MIN_ENTRY_HEIGHT {
                self.report_overflow();
            }
            self.place_field(block, FieldBox { rect: inside, ..room.field }, room.element);
            // Read after the field, as one says it.
            if let Some(unit) = room.unit {
                let x = rect.right() - padding - room.right + TICK_GAP * self.style.scale();
                block.place(&unit, x, inside.y + (inside.height - unit.height) / 2.0);
            }
        }
    }
}

/// Where the group of rows that begins with spot `first` ends.
fn group_end(spots: &[GridArea], first: usize) -> usize {
    let mut last_row = spots[first].row;
    for (index, spot) in spots.iter().enumerate().skip(first) {
        if spot.row > last_row {
            return index;
        }
        last_row = last_row.max(spot.row + spot.rows - 1);
    }
    spots.len()
}
