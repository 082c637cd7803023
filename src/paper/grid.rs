//! Layout of fields on the grid of 24 columns: cells, rows, and groups of rows joined by a spanning cell.
//!
//! [`crate::model::grid`] decides the positions of fields; this module decides their heights and contents.

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

/// The least height and width of an area to write in.
const MIN_ENTRY_HEIGHT: Mm = Mm(4.0);

/// A cell of a row group, with its position, its spans and its content.
struct GridCell {
    row: usize,
    rows: usize,
    column: u32,
    columns: u32,
    has_background: bool,
    content: CellLayout,
}

impl LayoutContext<'_> {
    /// The flow items of fields on the grid, one for each row group.
    pub(crate) fn grid_rows(&mut self, fields: &[&IssuedItem], parent: ElementId) -> Vec<FlowItem> {
        if self.style.one_column {
            return self.single_column(fields, parent);
        }
        let FieldGrid { areas, gaps, .. } = grid::place_fields(fields);
        let mut items = Vec::new();
        let mut first = 0;
        while first < areas.len() {
            let end = group_end(&areas, first);
            let item = self.row_group(&areas[first..end], &gaps, parent);
            items.push(item);
            first = end;
        }
        items
    }

    /// A field that has a row to itself.
    pub(crate) fn single_field_row(
        &mut self,
        field: &IssuedItem,
        accessible_label: &AccessibleLabel,
        parent: ElementId,
    ) -> FlowItem {
        let area = GridArea { field, row: 0, rows: 1, column: 0, columns: GRID_COLUMNS };
        let mut cells = Vec::new();
        self.add_cells(&area, accessible_label, 0, parent, &mut cells);
        let heights = self.row_heights(&cells, 1);
        FlowItem::framed(self.draw_cells(cells, &heights))
    }

    /// The flow item of the rows that a spanning cell joins, or of one row.
    fn row_group(&mut self, areas: &[GridArea], gaps: &[GridGap], parent: ElementId) -> FlowItem {
        let first_row = areas[0].row;
        let mut cells = Vec::new();
        for area in areas {
            let accessible_label = self.accessible_label(area.field);
            self.add_cells(area, &accessible_label, area.row - first_row, parent, &mut cells);
        }
        let rows = cells.iter().map(|cell| cell.row + cell.rows).max().unwrap_or(0);
        for gap in gaps.iter().filter(|gap| (first_row..first_row + rows).contains(&gap.row)) {
            let (row, column, columns) = (gap.row - first_row, gap.column, gap.columns);
            cells.push(GridCell {
                row,
                rows: 1,
                column,
                columns,
                has_background: false,
                content: CellLayout::default(),
            });
        }
        let heights = self.row_heights(&cells, rows);
        let anchors = areas.iter().map(|area| Anchor::field(&area.field.name.value));
        let item = FlowItem::framed(self.draw_cells(cells, &heights)).with_anchors(anchors);
        if let Some(highest_area) = areas.iter().max_by_key(|area| area.rows) {
            self.set_subject(&highest_area.field.label);
        }
        self.check_height(item)
    }

    /// Adds a field's label cell and its answer cell.
    fn add_cells(
        &mut self,
        area: &GridArea,
        accessible_label: &AccessibleLabel,
        row: usize,
        parent: ElementId,
        cells: &mut Vec<GridCell>,
    ) {
        let GridArea { field, rows, .. } = *area;
        self.set_subject(&field.label);
        let element = self.add_element(StructureType::Paragraph, Some(parent));
        // A note has no label cell.
        let label_width = if matches!(field.kind, IssuedKind::Note { .. }) { 0 } else { field.label_width };
        let label_columns = label_width.min(area.columns.saturating_sub(1));
        let answer_columns = area.columns - label_columns;
        let measure = self.style.columns_width(answer_columns) - self.style.padding * 2.0;
        let label = if label_columns > 0 {
            let content = self.label_cell_layout(field, label_columns, element);
            cells.push(GridCell {
                row,
                rows,
                column: area.column,
                columns: label_columns,
                has_background: true,
                content,
            });
            None
        } else {
            // The label of a photograph is in the middle of its cell.
            let inside = !matches!(field.kind, IssuedKind::Note { .. } | IssuedKind::Photo { .. });
            inside.then(|| self.inner_label(field, measure, element))
        };
        let mut content = self.answer_cell_layout(field, accessible_label, measure, element);
        if let Some(mut label) = label {
            content.min_height += label.height;
            label.append_below(&content.block);
            content.block = label;
            content.align_top = true;
        }
        let column = area.column + label_columns;
        cells.push(GridCell { row, rows, column, columns: answer_columns, has_background: false, content });
    }

    fn answer_cell_layout(
        &mut self,
        field: &IssuedItem,
        accessible_label: &AccessibleLabel,
        measure: Mm,
        element: ElementId,
    ) -> CellLayout {
        if let Some(control) = field.kind.control() {
            return self.cell_layout(field, accessible_label, &control, measure, element);
        }
        match &field.kind {
            IssuedKind::Photo { width, height } => self.photo_cell_layout(field, [*width, *height], measure, element),
            IssuedKind::Note { text } => {
                let inlines = self.prose_inlines(text, self.body_type());
                let mut block = self.remark_block(field, measure, element).unwrap_or_default();
                let text = self.paragraph_block(&inlines, measure, TextAlign::Left, element);
                block.append_below(&text);
                CellLayout { block, ..CellLayout::default() }
            }
            _ => CellLayout::default(),
        }
    }

    /// The cell for a photograph, of at least the photograph's size: remarks, size and, without a label cell, the label.
    fn photo_cell_layout(&mut self, field: &IssuedItem, size: [Mm; 2], measure: Mm, element: ElementId) -> CellLayout {
        let [width, height] = size;
        if width > measure + self.style.padding * 2.0 {
            self.report_overflow();
        }
        let mut block = LayoutBlock::default();
        if field.label_width == 0 {
            let mut inlines = self.number_inlines(field);
            inlines.extend(self.label_inlines(field, measure - self.natural_width(&inlines)));
            block = self.paragraph_block(&inlines, measure, TextAlign::Center, element);
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

    /// The label cell: number, mark of obligation and label, centred; a label of two hanzi is spaced out.
    fn label_cell_layout(&mut self, field: &IssuedItem, columns: u32, element: ElementId) -> CellLayout {
        let cell = self.style.columns_width(columns) - self.style.padding * 2.0;
        let small = self.small_label_type();
        let number = field.number.map(|number| number.to_string());
        let number_block = match &number {
            Some(number) => self.text_line_block(number, small, cell, TextAlign::Left, element),
            None => LayoutBlock::default(),
        };
        let number_width = number.map_or(Mm::ZERO, |number| self.text_width(&number, small) + Mm(0.8));
        let inlines = self.label_inlines(field, cell - number_width);
        // The number goes above a label with a word that is too wide beside it.
        let is_number_above = number_block.height > Mm::ZERO
            && !self.typeset_silently(&inlines, cell - number_width, TextAlign::Center).fits();
        let (indent, top) = if is_number_above { (Mm::ZERO, number_block.height) } else { (number_width, Mm::ZERO) };
        let measure = self.balanced_measure(&inlines, cell - indent);
        let label = self.paragraph_block(&inlines, measure, TextAlign::Center, element);
        let height = label.height.max(number_block.height);
        let mut content = LayoutBlock::space(if is_number_above { top + label.height } else { height });
        content.place(
            &number_block,
            Mm::ZERO,
            if is_number_above { Mm::ZERO } else { (height - number_block.height) / 2.0 },
        );
        content.place(&label, indent + (cell - indent - measure) / 2.0, top);
        CellLayout { block: content, ..CellLayout::default() }
    }

    /// The narrowest measure with the same number of lines, so that a label of six hanzi has two lines of three, without an
    /// orphan.
    fn balanced_measure(&self, inlines: &[FormInline], measure: Mm) -> Mm {
        let typeset = |measure| paragraph::typeset(inlines, measure, TextAlign::Center, self.fonts);
        let paragraph = typeset(measure);
        let lines = paragraph.lines.len();
        if lines < 2 || !paragraph.fits() {
            return measure;
        }
        let mut narrow = self.natural_width(inlines) / lines as f64;
        while narrow < measure {
            let narrower = typeset(narrow);
            if narrower.lines.len() <= lines && narrower.fits() {
                return narrow;
            }
            narrow += self.style.text.mm() / 4.0;
        }
        measure
    }

    /// The inlines of mark of obligation and label; a label of two hanzi is spaced out if there is room.
    fn label_inlines(&self, field: &IssuedItem, measure: Mm) -> Vec<FormInline> {
        let style = self.label_type();
        let mark = field.obligation.map(|_| text_inline(fixed_text::REQUIRED_MARK, style, None));
        let with_mark = |inlines: Vec<FormInline>| mark.clone().into_iter().chain(inlines).collect::<Vec<_>>();
        let plain = with_mark(self.text_inlines(&field.label, style));
        let is_hanzi = |character: &char| !character.is_ascii();
        match field.label.zh.chars().collect::<Vec<_>>()[..] {
            [first, second] if !self.style.one_column && is_hanzi(&first) && is_hanzi(&second) => {
                let character_inline =
                    |character: char| text_inline(&character.to_string(), style, Some(field.label.span));
                let gap = FormInline::Object { width: style.size.mm(), glued: true, object: InlineObject::Gap };
                let spaced_out = with_mark(vec![character_inline(first), gap, character_inline(second)]);
                if self.natural_width(&spaced_out) <= measure { spaced_out } else { plain }
            }
            _ => plain,
        }
    }

    /// The label at the top of the field's answer cell.
    fn inner_label(&mut self, field: &IssuedItem, measure: Mm, element: ElementId) -> LayoutBlock {
        let mut inlines = self.number_inlines(field);
        inlines.extend(self.label_inlines(field, measure - self.natural_width(&inlines)));
        self.paragraph_block(&inlines, measure, TextAlign::Left, element)
    }

    fn row_heights(&self, cells: &[GridCell], rows: usize) -> Vec<Mm> {
        let mut heights = vec![Mm::ZERO; rows];
        let needed_height = |cell: &GridCell| {
            let inside = cell.content.block.height.max(cell.content.min_height) + self.style.padding * 2.0;
            if cell.has_background { inside } else { inside.max(self.style.entry_row_height) }
        };
        for cell in cells.iter().filter(|cell| cell.rows == 1) {
            heights[cell.row] = heights[cell.row].max(needed_height(cell));
        }
        for cell in cells.iter().filter(|cell| cell.rows > 1) {
            let spanned = cell.row..(cell.row + cell.rows);
            for height in &mut heights[spanned.clone()] {
                *height = height.max(self.style.entry_row_height);
            }
            let available: Mm = heights[spanned.clone()].iter().copied().sum();
            let missing = needed_height(cell) - available;
            if missing > Mm::ZERO {
                let share = missing / cell.rows as f64;
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
            self.draw_cell(&mut block, rect, cell.has_background, cell.content);
        }
        block
    }

    /// Draws a cell: background, rules at the right and the bottom, content, and the field over the entry area.
    pub(crate) fn draw_cell(&mut self, block: &mut LayoutBlock, rect: Rect, has_background: bool, content: CellLayout) {
        let padding = self.style.padding;
        if has_background {
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
        if let Some(entry_area) = content.entry_area {
            let printed_height = entry_area.printed_height.unwrap_or(content.block.height);
            let above = if content.align_top { padding + printed_height } else { Mm::ZERO };
            let width = rect.width - entry_area.left - entry_area.right;
            let field_rect =
                Rect::new(rect.x + entry_area.left, rect.y + above, width, rect.height - above).inset(Mm(0.6));
            if field_rect.width < MIN_ENTRY_HEIGHT || field_rect.height < MIN_ENTRY_HEIGHT {
                self.report_overflow();
            }
            self.place_field(block, FieldBox { rect: field_rect, ..entry_area.field }, entry_area.element);
            // The unit is read after the field.
            if let Some(unit) = entry_area.unit {
                let x = rect.right() - padding - entry_area.right + TICK_GAP * self.style.scale();
                block.place(&unit, x, field_rect.y + (field_rect.height - unit.height) / 2.0);
            }
        }
    }
}

/// The end of the row group that begins with the area `first`: the index of the first area behind the group.
fn group_end(areas: &[GridArea], first: usize) -> usize {
    let mut last_row = areas[first].row;
    for (index, area) in areas.iter().enumerate().skip(first) {
        if area.row > last_row {
            return index;
        }
        last_row = last_row.max(area.row + area.rows - 1);
    }
    areas.len()
}
