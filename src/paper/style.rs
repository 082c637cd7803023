//! The measures of a sheet and of a cover: the paper, margins, type sizes, row heights.

use super::document::{A4, Colour, Face};
use super::paragraph::TypeStyle;
use crate::model::field::GRID_COLUMNS;
use crate::units::{Mm, Pt, Rect, Size};

/// How sheets look. Every layout function takes it, so that another variant is another value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaperStyle {
    /// The paper.
    pub(crate) page: Size,
    /// Inside which everything but the running lines stands; the left margin leaves room to bind. Its
    /// height is what the running foot leaves of the page.
    pub body: Rect,
    /// One field below the other, as the type is too large for the grid of 24 columns.
    pub one_column: bool,
    /// Running text and what is read.
    pub(crate) text_face: Face,
    /// Labels.
    pub(crate) label_face: Face,
    /// Small type.
    pub(crate) small_face: Face,
    /// The form's title.
    pub(crate) title_face: Face,
    /// The form's title.
    pub(crate) title: Pt,
    /// Headings of sections.
    pub(crate) heading: Pt,
    /// Labels, options and running text.
    pub(crate) text: Pt,
    /// The articles of an agreement.
    pub(crate) prose: Pt,
    /// How much further apart an agreement's lines stand.
    pub(crate) prose_leading: f64,
    /// Hints, notes and the running foot.
    pub(crate) small: Pt,
    /// Line to line, in multiples of the type size.
    pub(crate) leading: f64,
    /// The least height of a row one writes in by hand.
    pub entry_row_height: Mm,
    /// The least height of a row that is only read, and of a table's head.
    pub(crate) head_row_height: Mm,
    /// Line to line in a cell for several lines of handwriting.
    pub(crate) handwriting_leading: Mm,
    /// Between a cell's rule and what it holds.
    pub(crate) padding: Mm,
    /// The side of a box to tick.
    pub(crate) tick_size: Mm,
    /// Rules inside the frame.
    pub(crate) hairline_width: Pt,
    /// The frame.
    pub(crate) frame_width: Pt,
    /// The ground of label cells: light enough to stay legible when a copy is copied.
    pub(crate) label_background: Colour,
}

/// Nothing is printed nearer to the lower edge: office printers cannot.
const MIN_LOWER_MARGIN: Mm = Mm(5.2);
const LEFT_MARGIN: Mm = Mm(25.0);
const RIGHT_MARGIN: Mm = Mm(17.0);

/// How a booklet's cover looks. Heights are from the page's upper edge, indents from the body's left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CoverStyle {
    pub(crate) programme: TypeStyle,
    pub(crate) programme_top: Mm,
    pub(crate) title: TypeStyle,
    pub(crate) title_top: Mm,
    /// The list of forms.
    pub(crate) forms: TypeStyle,
    pub(crate) forms_top: Mm,
    pub(crate) forms_indent: Mm,
    pub(crate) forms_width: Mm,
    /// Between one form and the next.
    pub(crate) forms_gap: Mm,
    /// The frame that says whose booklet it is.
    pub(crate) frame_top: Mm,
    /// On both sides.
    pub(crate) frame_indent: Mm,
    pub(crate) row: Mm,
    pub(crate) label_width: Mm,
    /// Beside what stands in a row.
    pub(crate) padding: Mm,
    /// The day of the contents.
    pub(crate) day_top: Mm,
}

/// The cover of a booklet on A4.
pub(crate) const COVER: CoverStyle = CoverStyle {
    programme: TypeStyle { face: Face::SongBold, size: Pt(18.0) },
    programme_top: Mm(48.0),
    title: TypeStyle { face: Face::SongBold, size: Pt(40.0) },
    title_top: Mm(66.0),
    forms: TypeStyle { face: Face::Song, size: Pt(14.0) },
    forms_top: Mm(102.0),
    forms_indent: Mm(40.0),
    forms_width: Mm(110.0),
    forms_gap: Mm(1.5),
    frame_top: Mm(196.0),
    frame_indent: Mm(24.0),
    row: Mm(14.0),
    label_width: Mm(34.0),
    padding: Mm(4.0),
    day_top: Mm(264.0),
};

/// All of a page below `top` but for the margins at its sides and the edge at its foot.
fn body_rect(page: Size, top: Mm) -> Rect {
    Rect::new(LEFT_MARGIN, top, page.width - LEFT_MARGIN - RIGHT_MARGIN, page.height - top - MIN_LOWER_MARGIN)
}

impl PaperStyle {
    /// The sheet offices print: A4, 25 mm to bind, rows of 9.5 mm.
    pub fn regular() -> PaperStyle {
        PaperStyle {
            page: A4,
            body: body_rect(A4, Mm(15.0)),
            one_column: false,
            text_face: Face::Song,
            label_face: Face::Hei,
            small_face: Face::Song,
            title_face: Face::SongBold,
            title: Pt(20.0),
            heading: Pt(11.0),
            text: Pt(10.5),
            prose: Pt(11.0),
            prose_leading: 1.18,
            small: Pt(9.0),
            leading: 1.42,
            entry_row_height: Mm(9.5),
            head_row_height: Mm(8.0),
            handwriting_leading: Mm(9.0),
            padding: Mm(1.4),
            tick_size: Mm(3.5),
            hairline_width: Pt(0.5),
            frame_width: Pt(1.2),
            label_background: Colour::Grey(0.92),
        }
    }

    /// The same sheet with a little less room in and between rows, where that saves a last page with
    /// next to nothing on it.
    pub(crate) fn tight() -> PaperStyle {
        let regular = PaperStyle::regular();
        PaperStyle {
            entry_row_height: Mm(9.0),
            head_row_height: Mm(7.2),
            handwriting_leading: Mm(8.0),
            leading: 1.36,
            prose_leading: 1.1,
            padding: Mm(1.2),
            ..regular
        }
    }

    /// The sheet for readers with low vision: nothing under 18 pt, without serifs, in one column.
    pub fn large() -> PaperStyle {
        PaperStyle {
            page: A4,
            body: body_rect(A4, Mm(20.0)),
            one_column: true,
            text_face: Face::Hei,
            label_face: Face::HeiBold,
            small_face: Face::Hei,
            title_face: Face::HeiBold,
            title: Pt(26.0),
            heading: Pt(20.0),
            text: Pt(18.0),
            prose: Pt(18.0),
            prose_leading: 1.1,
            small: Pt(18.0),
            leading: 1.42,
            entry_row_height: Mm(14.0),
            head_row_height: Mm(12.0),
            handwriting_leading: Mm(13.0),
            padding: Mm(2.0),
            tick_size: Mm(5.4),
            hairline_width: Pt(0.75),
            frame_width: Pt(1.5),
            label_background: Colour::Grey(0.94),
        }
    }

    /// The same style where running lines take this much of the page's foot.
    pub(crate) fn above_foot(self, foot: Mm) -> PaperStyle {
        let body = Rect { height: body_rect(self.page, self.body.y).height - foot, ..self.body };
        PaperStyle { body, ..self }
    }

    /// How much larger than regular what is drawn beside words is: boxes to tick, combs, blanks.
    pub fn scale(&self) -> f64 {
        self.text.0 / 10.5
    }

    /// The width of so many columns of the grid.
    pub(crate) fn columns_width(&self, columns: u32) -> Mm {
        self.body.width * (f64::from(columns) / f64::from(GRID_COLUMNS))
    }

    /// Line to line at a type size.
    pub(crate) fn line_height(&self, size: Pt) -> Mm {
        size.mm() * self.leading
    }
}
