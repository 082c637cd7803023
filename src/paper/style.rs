//! Styles of forms and of booklet covers: paper size, margins, type sizes, row heights.

use super::document::{A4, Colour, Face};
use super::paragraph::TypeStyle;
use crate::model::field::GRID_COLUMNS;
use crate::units::{Mm, Pt, Rect, Size};

/// The style of a form's layout: lengths in millimetres, type sizes in points. Another layout is another value of this type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaperStyle {
    /// The paper size.
    pub(crate) page: Size,
    /// The rectangle of all content except the running lines; the left margin leaves room for binding. Its height is what the
    /// running foot leaves of the page.
    pub body: Rect,
    /// Whether fields are in a single column, as the type is too large for the grid of 24 columns.
    pub one_column: bool,
    /// The face of body text.
    pub(crate) text_face: Face,
    /// The face of labels.
    pub(crate) label_face: Face,
    /// The face of small type.
    pub(crate) small_face: Face,
    /// The face of the form's title.
    pub(crate) title_face: Face,
    /// The size of the form's title.
    pub(crate) title: Pt,
    /// The size of section headings.
    pub(crate) heading: Pt,
    /// The size of labels, options and body text.
    pub(crate) text: Pt,
    /// The size of the articles of an agreement.
    pub(crate) prose: Pt,
    /// The factor by which the leading of an agreement is larger.
    pub(crate) prose_leading: f64,
    /// The size of hints, notes and running lines.
    pub(crate) small: Pt,
    /// The distance from line to line, in multiples of the type size.
    pub(crate) leading: f64,
    /// The least height of a row to write in by hand.
    pub entry_row_height: Mm,
    /// The least height of a table head and of a row without handwriting.
    pub(crate) head_row_height: Mm,
    /// The distance from line to line in a cell for several lines of handwriting.
    pub(crate) handwriting_leading: Mm,
    /// The distance between a cell's rule and its content.
    pub(crate) padding: Mm,
    /// The side of a box to tick.
    pub(crate) tick_size: Mm,
    /// The width of rules inside the frame.
    pub(crate) hairline_width: Pt,
    /// The width of the frame's rule.
    pub(crate) frame_width: Pt,
    /// The background of label cells, light enough that the text stays legible on a copy of a copy.
    pub(crate) label_background: Colour,
}

/// The least distance of any mark from the lower edge, as office printers cannot print there.
const MIN_LOWER_MARGIN: Mm = Mm(5.2);
const LEFT_MARGIN: Mm = Mm(25.0);
const RIGHT_MARGIN: Mm = Mm(17.0);

/// The style of a booklet's cover. Vertical positions are from the page's top edge, indents from the left of the body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct CoverStyle {
    pub(crate) programme: TypeStyle,
    pub(crate) programme_top: Mm,
    pub(crate) title: TypeStyle,
    pub(crate) title_top: Mm,
    /// The type of the list of forms.
    pub(crate) forms: TypeStyle,
    pub(crate) forms_top: Mm,
    pub(crate) forms_indent: Mm,
    pub(crate) forms_width: Mm,
    /// The distance between two forms of the list.
    pub(crate) forms_gap: Mm,
    /// The top of the frame for number, name, city and office.
    pub(crate) frame_top: Mm,
    /// The indent of the frame on both sides.
    pub(crate) frame_indent: Mm,
    pub(crate) row: Mm,
    pub(crate) label_width: Mm,
    /// The padding beside the content of a row.
    pub(crate) padding: Mm,
    /// The top of the line with the day of the contents.
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

/// The rectangle of a page below `top`, inside the side margins and the lower margin.
fn body_rect(page: Size, top: Mm) -> Rect {
    Rect::new(LEFT_MARGIN, top, page.width - LEFT_MARGIN - RIGHT_MARGIN, page.height - top - MIN_LOWER_MARGIN)
}

impl PaperStyle {
    /// The style of regular print: A4, a binding margin of 25 mm, rows of 9.5 mm.
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

    /// The regular style with slightly lower rows and less space between lines, used if it saves a last page with very little
    /// content.
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

    /// The style of large print, for readers with low vision: no type below 18 pt, without serifs, in a single column.
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

    /// The same style above a running foot of this height.
    pub(crate) fn above_foot(self, foot: Mm) -> PaperStyle {
        let body = Rect { height: body_rect(self.page, self.body.y).height - foot, ..self.body };
        PaperStyle { body, ..self }
    }

    /// The factor by which objects beside words are larger than in regular print: boxes to tick, combs, blanks.
    pub fn scale(&self) -> f64 {
        self.text.0 / 10.5
    }

    /// The width of a number of grid columns.
    pub(crate) fn columns_width(&self, columns: u32) -> Mm {
        self.body.width * (f64::from(columns) / f64::from(GRID_COLUMNS))
    }

    /// The distance from line to line at a type size.
    pub(crate) fn line_height(&self, size: Pt) -> Mm {
        size.mm() * self.leading
    }
}
