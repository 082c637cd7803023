//! Placement of fields on the grid of 24 columns.
//!
//! 1. Fields fill a row from the left, in their order; one that does not fit begins the next row.
//! 2. A field that spans rows stands where it was put, and the rows beside it are shorter: at the left of
//!    it, at the right, or on both sides. A field as wide as the whole grid takes all that such a row has.
//! 3. What is left at a row's end goes to its last field; where that spans rows, to the one before it.
//! 4. A row, or a side of it, that no field begins in belongs to the fields above it.
//! 5. What is empty even then is a [`GridGap`].

use std::ops::Range;

use super::field::GRID_COLUMNS;
use super::issued::IssuedItem;

/// A field with its rows and columns on the grid (0-based).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridArea<'f> {
    pub field: &'f IssuedItem,
    pub row: usize,
    pub rows: usize,
    pub column: u32,
    pub columns: u32,
}

impl GridArea<'_> {
    fn end(&self) -> u32 {
        self.column + self.columns
    }
}

/// Columns of a row that no field covers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridGap<'f> {
    pub row: usize,
    pub column: u32,
    pub columns: u32,
    /// The field that spans rows beside it.
    pub neighbor: &'f IssuedItem,
}

/// The placed fields of a section, with the gaps between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldGrid<'f> {
    /// In the order of the fields.
    pub areas: Vec<GridArea<'f>>,
    pub gaps: Vec<GridGap<'f>>,
    rows: Vec<GridRow>,
}

/// The occupied columns of one row of the grid, as bit sets.
#[derive(Clone, Debug, Default, PartialEq)]
struct GridRow {
    /// A bit for each column that is taken.
    occupied: u32,
    /// Of these, the columns that a field spanning rows takes.
    spanned: u32,
    /// Indices into [`FieldGrid::areas`] of the fields in this row.
    areas: Vec<usize>,
}

/// Every run of columns from one on that none of these bits takes.
fn free_ranges(bits: u32, from: u32) -> impl Iterator<Item = Range<u32>> {
    let next = move |from: u32| {
        let start = (from..GRID_COLUMNS).find(|column| bits & (1 << column) == 0)?;
        let end = (start..GRID_COLUMNS).find(|column| bits & (1 << column) != 0).unwrap_or(GRID_COLUMNS);
        Some(start..end)
    };
    std::iter::successors(next(from), move |gap| next(gap.end))
}

fn column_bits(columns: &Range<u32>) -> u32 {
    columns.clone().fold(0, |bits, column| bits | 1 << column)
}

/// The columns that a field asks for.
fn requested_columns(field: &IssuedItem) -> u32 {
    (field.label_width + field.width).clamp(1, GRID_COLUMNS)
}

/// Places fields on the grid in their order.
pub fn place_fields<'f>(fields: &[&'f IssuedItem]) -> FieldGrid<'f> {
    let mut grid = FieldGrid::default();
    let (mut row, mut column) = (0, 0);
    for (index, field) in fields.iter().enumerate() {
        let columns = loop {
            if let Some(columns) = grid.columns_for(field, row, column, fields.get(index + 1).copied()) {
                break columns;
            }
            row += 1;
            column = 0;
        };
        column = columns.end;
        grid.add(field, row, columns);
    }
    for row in 0..grid.rows.len() {
        grid.fill(row);
    }
    grid
}

impl<'f> FieldGrid<'f> {
    fn row(&mut self, row: usize) -> &mut GridRow {
        if self.rows.len() <= row {
            self.rows.resize(row + 1, GridRow::default());
        }
        &mut self.rows[row]
    }

    /// The columns that a field gets in a row, from a column on.
    fn columns_for(
        &mut self,
        field: &IssuedItem,
        row: usize,
        from: u32,
        next: Option<&IssuedItem>,
    ) -> Option<Range<u32>> {
        let (requested, rows) = (requested_columns(field), row_span(field));
        let (mut occupied, mut spanned) = (0, 0);
        for row in row..row + rows {
            let row = self.row(row);
            (occupied, spanned) = (occupied | row.occupied, spanned | row.spanned);
        }
        let fits = free_ranges(occupied, from).find(|gap| gap.end - gap.start >= requested);
        match fits {
            Some(gap) if rows > 1 => Some(self.columns_in_gap(field, row, gap, next)),
            Some(gap) => Some(gap.start..gap.start + requested),
            // All that stands between fields that span rows.
            None if requested == GRID_COLUMNS => {
                let whole =
                    |gap: &Range<u32>| occupied & column_bits(gap) == 0 && gap.end - gap.start > field.label_width;
                free_ranges(spanned, from).find(whole)
            }
            None => None,
        }
    }

    /// Where in a gap a field that spans rows stands: at its start, if the next field goes beside it;
    /// otherwise the field before it takes what would be left, or it itself where nothing follows.
    fn columns_in_gap(&self, field: &IssuedItem, row: usize, gap: Range<u32>, next: Option<&IssuedItem>) -> Range<u32> {
        let requested = requested_columns(field);
        let left = gap.end - gap.start - requested;
        let fits_after = |next: &IssuedItem| match self::requested_columns(next) {
            GRID_COLUMNS => left > next.label_width,
            requested => left >= requested,
        };
        let before = self.areas.last().is_some_and(|last| last.row == row && last.rows == 1 && last.end() == gap.start);
        match next {
            Some(next) if fits_after(next) => gap.start..gap.start + requested,
            _ if before => gap.end - requested..gap.end,
            None => gap,
            Some(_) => gap.start..gap.start + requested,
        }
    }

    fn add(&mut self, field: &'f IssuedItem, row: usize, columns: Range<u32>) {
        let (rows, spot) = (row_span(field), self.areas.len());
        let (column, occupied) = (columns.start, column_bits(&columns));
        for row in row..row + rows {
            let row = self.row(row);
            row.occupied |= occupied;
            row.spanned |= if rows > 1 { occupied } else { 0 };
            row.areas.push(spot);
        }
        self.areas.push(GridArea { field, row, rows, column, columns: columns.end - columns.start });
    }

    /// Gives what is free in a row to the fields beside or above it.
    fn fill(&mut self, row: usize) {
        let gaps: Vec<Range<u32>> = free_ranges(self.rows[row].occupied, 0).collect();
        for gap in gaps {
            let spots = &self.areas;
            let last = |spot: &&usize| spots[**spot].rows == 1 && spots[**spot].end() == gap.start;
            if let Some(last) = self.rows[row].areas.iter().find(last).copied() {
                self.areas[last].columns += gap.end - gap.start;
                self.rows[row].occupied |= column_bits(&gap);
                continue;
            }
            let above = row.checked_sub(1).map(|above| self.areas_filling(above, &gap)).unwrap_or_default();
            if above.is_empty() {
                let spanning = self.rows[row].areas.iter().find(|spot| self.areas[**spot].rows > 1);
                let neighbor = spanning.or(self.rows[row].areas.first()).map(|spot| self.areas[*spot].field);
                let (column, columns) = (gap.start, gap.end - gap.start);
                self.gaps.extend(neighbor.map(|neighbor| GridGap { row, column, columns, neighbor }));
                continue;
            }
            for spot in above {
                self.areas[spot].rows += 1;
                self.rows[row].areas.push(spot);
            }
            self.rows[row].occupied |= column_bits(&gap);
        }
    }

    /// The spots that end with a row and fill just these columns of it; none where others stand there.
    fn areas_filling(&self, row: usize, columns: &Range<u32>) -> Vec<usize> {
        let inside = |spot: &&usize| {
            let spot = self.areas[**spot];
            spot.column >= columns.start && spot.end() <= columns.end && spot.row + spot.rows == row + 1
        };
        let spots: Vec<usize> = self.rows[row].areas.iter().filter(inside).copied().collect();
        let filled: u32 = spots.iter().map(|spot| self.areas[*spot].columns).sum();
        if filled == columns.end - columns.start { spots } else { Vec::new() }
    }
}

fn row_span(field: &IssuedItem) -> usize {
    field.row_span.max(1) as usize
}
