//! The measures of a sheet: margins, type sizes, row heights.

use super::sheet::{A4, Grey};
use crate::model::form::GRID_COLUMNS;
use crate::units::{Mm, Pt, Rect};

/// How sheets look. Every layout function takes it, so that another variant is another value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Inside which everything but the running foot stands; the left margin leaves room to bind.
    pub body: Rect,
    /// The running foot's baseline.
    pub foot: Mm,
    /// The form's title.
    pub title: Pt,
    /// Headings of sections.
    pub heading: Pt,
    /// Labels, options and running text.
    pub text: Pt,
    /// The articles of an agreement.
    pub prose: Pt,
    /// How much further apart an agreement's lines stand.
    pub prose_leading: f64,
    /// Hints, notes and the running foot.
    pub small: Pt,
    /// Line to line, in multiples of the type size.
    pub leading: f64,
    /// The least height of a row one writes in by hand.
    pub row: Mm,
    /// The least height of a row that is only read, and of a table's head.
    pub head_row: Mm,
    /// Line to line in a cell for several lines of handwriting.
    pub writing: Mm,
    /// Between a cell's rule and what it holds.
    pub padding: Mm,
    /// The side of a box to tick.
    pub tick: Mm,
    /// Rules inside the frame.
    pub hairline: Pt,
    /// The frame.
    pub frame: Pt,
    /// The ground of label cells: light enough to stay legible when a copy is copied.
    pub ground: Grey,
}

impl Style {
    /// The sheet offices print: A4, 25 mm to bind, rows of 9.5 mm.
    pub fn regular() -> Style {
        let (left, right, top, bottom) = (Mm(25.0), Mm(17.0), Mm(18.0), Mm(20.0));
        Style {
            body: Rect::new(left, top, A4.width - left - right, A4.height - top - bottom),
            foot: A4.height - Mm(11.5),
            title: Pt(20.0),
            heading: Pt(11.0),
            text: Pt(10.5),
            prose: Pt(11.0),
            prose_leading: 1.18,
            small: Pt(9.0),
            leading: 1.42,
            row: Mm(9.5),
            head_row: Mm(8.0),
            writing: Mm(9.0),
            padding: Mm(1.4),
            tick: Mm(3.5),
            hairline: Pt(0.5),
            frame: Pt(1.2),
            ground: Grey(0.92),
        }
    }

    /// The same sheet with a little less room in and between rows, where that saves a last page with
    /// next to nothing on it.
    pub fn tight() -> Style {
        let regular = Style::regular();
        Style {
            row: Mm(9.0),
            head_row: Mm(7.2),
            writing: Mm(8.2),
            leading: 1.36,
            prose_leading: 1.1,
            padding: Mm(1.2),
            ..regular
        }
    }

    /// The width of so many columns of the grid.
    pub fn columns(&self, columns: u32) -> Mm {
        self.body.width * (f64::from(columns) / f64::from(GRID_COLUMNS))
    }

    /// Line to line at a type size.
    pub fn line_height(&self, size: Pt) -> Mm {
        size.mm() * self.leading
    }
}
