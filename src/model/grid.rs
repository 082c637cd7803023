//! Where fields stand on the grid of 24 columns.
//!
//! 1. Fields fill a row from the left, in their order; one that does not fit begins the next row.
//! 2. A field that spans rows stands where it was put, and the rows beside it are shorter: at the left of
//!    it, at the right, or on both sides. A field as wide as the whole grid takes all that such a row has.
//! 3. What is left at a row's end goes to its last field; where that spans rows, to the one before it.
//! 4. A row, or a side of it, that no field begins in belongs to the fields above it.
//! 5. What is empty even then is a [`Hole`].

use std::ops::Range;

use super::field::GRID_COLUMNS;
use super::issued::Item;

/// A field with the rows and columns it got.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot<'f> {
    pub field: &'f Item,
    pub row: usize,
    pub rows: usize,
    pub column: u32,
    pub columns: u32,
}

impl Spot<'_> {
    fn end(&self) -> u32 {
        self.column + self.columns
    }
}

/// Columns of a row that no field fills.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hole<'f> {
    pub row: usize,
    pub column: u32,
    pub columns: u32,
    /// The field that spans rows beside it.
    pub beside: &'f Item,
}

/// The places of fields that follow each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid<'f> {
    /// In the order of the fields.
    pub spots: Vec<Spot<'f>>,
    pub holes: Vec<Hole<'f>>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    /// A bit for each column that is taken.
    taken: u32,
    /// Of these, the columns that a field spanning rows takes.
    spanned: u32,
    /// The spots that stand in this row.
    spots: Vec<usize>,
}

/// Every run of columns from one on that none of these bits takes.
fn gaps(bits: u32, from: u32) -> impl Iterator<Item = Range<u32>> {
    let next = move |from: u32| {
        let start = (from..GRID_COLUMNS).find(|column| bits & (1 << column) == 0)?;
        let end = (start..GRID_COLUMNS).find(|column| bits & (1 << column) != 0).unwrap_or(GRID_COLUMNS);
        Some(start..end)
    };
    std::iter::successors(next(from), move |gap| next(gap.end))
}

fn bits(columns: &Range<u32>) -> u32 {
    columns.clone().fold(0, |bits, column| bits | 1 << column)
}

/// The columns that a field asks for.
fn asked(field: &Item) -> u32 {
    (field.label_width + field.width).clamp(1, GRID_COLUMNS)
}

/// Finds the places of fields.
pub fn grid<'f>(fields: &[&'f Item]) -> Grid<'f> {
    let mut grid = Grid::default();
    let (mut row, mut column) = (0, 0);
    for (index, field) in fields.iter().enumerate() {
        let columns = loop {
            if let Some(columns) = grid.fitting(field, row, column, fields.get(index + 1).copied()) {
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

impl<'f> Grid<'f> {
    fn row(&mut self, row: usize) -> &mut Row {
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Row::default());
        }
        &mut self.rows[row]
    }

    /// The columns that a field gets in a row, from a column on.
    fn fitting(&mut self, field: &Item, row: usize, from: u32, next: Option<&Item>) -> Option<Range<u32>> {
        let (asked, rows) = (asked(field), span(field));
        let (mut taken, mut spanned) = (0, 0);
        for row in row..row + rows {
            let row = self.row(row);
            (taken, spanned) = (taken | row.taken, spanned | row.spanned);
        }
        let fits = gaps(taken, from).find(|gap| gap.end - gap.start >= asked);
        match fits {
            Some(gap) if rows > 1 => Some(self.spanning(field, row, gap, next)),
            Some(gap) => Some(gap.start..gap.start + asked),
            // All that stands between fields that span rows.
            None if asked == GRID_COLUMNS => {
                let whole = |gap: &Range<u32>| taken & bits(gap) == 0 && gap.end - gap.start > field.label_width;
                gaps(spanned, from).find(whole)
            }
            None => None,
        }
    }

    /// Where in a gap a field that spans rows stands: at its start, if the next field goes beside it;
    /// otherwise the field before it takes what would be left, or it itself where nothing follows.
    fn spanning(&self, field: &Item, row: usize, gap: Range<u32>, next: Option<&Item>) -> Range<u32> {
        let asked = asked(field);
        let left = gap.end - gap.start - asked;
        let beside = |next: &Item| match self::asked(next) {
            GRID_COLUMNS => left > next.label_width,
            asked => left >= asked,
        };
        let before = self.spots.last().is_some_and(|last| last.row == row && last.rows == 1 && last.end() == gap.start);
        match next {
            Some(next) if beside(next) => gap.start..gap.start + asked,
            _ if before => gap.end - asked..gap.end,
            None => gap,
            Some(_) => gap.start..gap.start + asked,
        }
    }

    fn add(&mut self, field: &'f Item, row: usize, columns: Range<u32>) {
        let (rows, spot) = (span(field), self.spots.len());
        let (column, taken) = (columns.start, bits(&columns));
        for row in row..row + rows {
            let row = self.row(row);
            row.taken |= taken;
            row.spanned |= if rows > 1 { taken } else { 0 };
            row.spots.push(spot);
        }
        self.spots.push(Spot { field, row, rows, column, columns: columns.end - columns.start });
    }

    /// Gives what is free in a row to the fields beside or above it.
    fn fill(&mut self, row: usize) {
        let gaps: Vec<Range<u32>> = gaps(self.rows[row].taken, 0).collect();
        for gap in gaps {
            let spots = &self.spots;
            let last = |spot: &&usize| spots[**spot].rows == 1 && spots[**spot].end() == gap.start;
            if let Some(last) = self.rows[row].spots.iter().find(last).copied() {
                self.spots[last].columns += gap.end - gap.start;
                self.rows[row].taken |= bits(&gap);
                continue;
            }
            let above = row.checked_sub(1).map(|above| self.exactly(above, &gap)).unwrap_or_default();
            if above.is_empty() {
                let spanning = self.rows[row].spots.iter().find(|spot| self.spots[**spot].rows > 1);
                let beside = spanning.or(self.rows[row].spots.first()).map(|spot| self.spots[*spot].field);
                let (column, columns) = (gap.start, gap.end - gap.start);
                self.holes.extend(beside.map(|beside| Hole { row, column, columns, beside }));
                continue;
            }
            for spot in above {
                self.spots[spot].rows += 1;
                self.rows[row].spots.push(spot);
            }
            self.rows[row].taken |= bits(&gap);
        }
    }

    /// The spots that end with a row and fill just these columns of it; none where others stand there.
    fn exactly(&self, row: usize, columns: &Range<u32>) -> Vec<usize> {
        let inside = |spot: &&usize| {
            let spot = self.spots[**spot];
            spot.column >= columns.start && spot.end() <= columns.end && spot.row + spot.rows == row + 1
        };
        let spots: Vec<usize> = self.rows[row].spots.iter().filter(inside).copied().collect();
        let filled: u32 = spots.iter().map(|spot| self.spots[*spot].columns).sum();
        if filled == columns.end - columns.start { spots } else { Vec::new() }
    }
}

fn span(field: &Item) -> usize {
    field.row_span.max(1) as usize
}
