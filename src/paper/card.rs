//! Layout of link cards, the preview pictures of pages; a millimetre here is a pixel of the picture.
//!
//! Above a rule the name of the site and its programme; below it the page's title, as large as three lines allow; at the right,
//! if there is an illustration, a band with a sheet that extends over the lower edge, or with a pictogram.

use super::document::{Colour, Face, TextRun};
use super::fonts::Fonts;
use super::layout_context::baseline;
use super::paragraph::{self, InlineItem, LinePart, TextAlign, TypeStyle, TypesetLine};
use super::style::PaperStyle;
use crate::model::card::{HEIGHT, LinkCardText, WIDTH};
use crate::units::{Mm, Point, Rect, Size};

const MARGIN: Mm = Mm(80.0);
/// The distance from the top edge to the first line; that to the rule is `RULE`.
const HEAD: Mm = Mm(66.0);
const RULE: Mm = Mm(190.0);
const RULE_WIDTH: Mm = Mm(2.0);
/// The space below the title, which is centred in the rest, a little above its middle.
const FOOT: Mm = Mm(70.0);
/// The type sizes of the title, tried from the largest down.
const TITLE: [f64; 8] = [150.0, 128.0, 108.0, 92.0, 84.0, 76.0, 68.0, 60.0];
/// The numbers of lines of the title, tried in this order.
const TITLE_LINES: [usize; 3] = [1, 2, 3];
const NAME: [f64; 4] = [40.0, 36.0, 30.0, 24.0];
const PROGRAMME: [f64; 4] = [28.0, 26.0, 22.0, 18.0];
const LINE_HEIGHT: f64 = 1.3;
/// The width of the band at the right; a pictogram in it has the side `PICTOGRAM`.
const BAND_WIDTH: Mm = Mm(380.0);
const PICTOGRAM: Mm = Mm(240.0);
/// The width of the sheet; its distance from the top is `SHEET_TOP`.
const SHEET_WIDTH: Mm = Mm(420.0);
const SHEET_TOP: Mm = Mm(66.0);

/// A laid-out link card: text runs and rectangles, in pixels from the top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLayout {
    pub size: Size,
    pub(crate) site: Vec<TextRun>,
    pub(crate) programme: Vec<TextRun>,
    pub rule: Rect,
    pub title: Vec<TextRun>,
    /// The band behind the illustration, if there is one.
    pub band: Option<Rect>,
    /// The rectangle of the sheet, if there is one.
    pub(crate) sheet: Option<Rect>,
    /// The square of the pictogram, if there is one and no sheet.
    pub(crate) pictogram: Option<Rect>,
}

/// The illustration at the right of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardIllustration {
    Sheet,
    Pictogram,
    Nothing,
}

/// Lays out a card. A text that fits in no size is cut off after the last line.
pub fn card(text: &LinkCardText, illustration: CardIllustration, fonts: &Fonts) -> CardLayout {
    let size = Size { width: Mm(f64::from(WIDTH)), height: Mm(f64::from(HEIGHT)) };
    let page = PaperStyle::regular().page;
    let height = SHEET_WIDTH * (page.height / page.width);
    let band = Rect::new(size.width - BAND_WIDTH, Mm::ZERO, BAND_WIDTH, size.height);
    let sheet = Rect::new(size.width - MARGIN - SHEET_WIDTH, SHEET_TOP, SHEET_WIDTH, height);
    let (x, y) = (band.x + (BAND_WIDTH - PICTOGRAM) / 2.0, (size.height - PICTOGRAM) / 2.0);
    let right = match illustration {
        CardIllustration::Sheet => sheet.x,
        CardIllustration::Pictogram => band.x,
        CardIllustration::Nothing => size.width - MARGIN * 0.25,
    };
    let measure = right - MARGIN * 0.75 - MARGIN;
    let title_height = size.height - FOOT - RULE;
    let site = CardLines::fit(text.site, Face::SongBold, &NAME, &[1], (measure, HEAD), fonts);
    let programme = CardLines::fit(text.programme, Face::Song, &PROGRAMME, &[1], (measure, HEAD), fonts);
    let title = CardLines::fit(text.title, Face::SongBold, &TITLE, &TITLE_LINES, (measure, title_height), fonts);
    CardLayout {
        size,
        site: site.runs_at(MARGIN, HEAD),
        programme: programme.runs_at(MARGIN, RULE - Mm(24.0) - programme.height()),
        rule: Rect::new(MARGIN, RULE, measure, RULE_WIDTH),
        title: title.runs_at(MARGIN, RULE + (title_height - title.height()) / 2.0),
        band: (illustration != CardIllustration::Nothing).then_some(band),
        sheet: (illustration == CardIllustration::Sheet).then_some(sheet),
        pictogram: (illustration == CardIllustration::Pictogram).then(|| Rect::new(x, y, PICTOGRAM, PICTOGRAM)),
    }
}

/// A text on lines of one type size.
struct CardLines {
    style: TypeStyle,
    lines: Vec<TypesetLine<()>>,
}

impl CardLines {
    /// Typesets a text on the least of these numbers of lines, in the largest of these sizes, in which it fits measure and room.
    fn fit(
        text: &str,
        face: Face,
        sizes: &[f64],
        lines: &[usize],
        (measure, max_height): (Mm, Mm),
        fonts: &Fonts,
    ) -> CardLines {
        let mut attempt = CardLines { style: TypeStyle { face, size: Mm(1.0).pt() }, lines: Vec::new() };
        for max_lines in lines {
            for size in sizes {
                let style = TypeStyle { face, size: Mm(*size).pt() };
                let paragraph = typeset(text, style, measure, fonts);
                let fits = paragraph.lines.len() <= *max_lines && !paragraph.overfull;
                attempt = CardLines { style, lines: paragraph.lines };
                if fits && attempt.height() <= max_height {
                    return attempt.balanced(text, measure, fonts);
                }
            }
        }
        attempt.lines.truncate(lines.last().copied().unwrap_or(1));
        attempt
    }

    /// The same text on as many lines of about equal length, so that no character is alone on the last line.
    fn balanced(self, text: &str, measure: Mm, fonts: &Fonts) -> CardLines {
        let narrower = (10..20).map(|part| typeset(text, self.style, measure * (f64::from(part) / 20.0), fonts));
        match narrower.into_iter().find(|paragraph| paragraph.lines.len() == self.lines.len() && !paragraph.overfull) {
            Some(paragraph) => CardLines { style: self.style, lines: paragraph.lines },
            None => self,
        }
    }

    fn line_height(&self) -> Mm {
        self.style.size.mm() * LINE_HEIGHT
    }

    fn height(&self) -> Mm {
        self.line_height() * self.lines.len() as f64
    }

    fn runs_at(&self, x: Mm, y: Mm) -> Vec<TextRun> {
        let mut runs = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let y = y + self.line_height() * index as f64 + baseline(self.line_height(), self.style.size);
            for part in &line.parts {
                if let LinePart::Run { style, x: line_x, glyphs } = part {
                    let origin = Point { x: x + *line_x, y };
                    runs.push(TextRun {
                        face: style.face,
                        size: style.size,
                        origin,
                        glyphs: glyphs.clone(),
                        colour: Colour::BLACK,
                        starts_text: false,
                    });
                }
            }
        }
        runs
    }
}

fn typeset(text: &str, style: TypeStyle, measure: Mm, fonts: &Fonts) -> paragraph::TypesetParagraph<()> {
    let inline = InlineItem::Words { text: text.to_owned(), style, span: None };
    paragraph::typeset(&[inline], measure, TextAlign::Left, fonts)
}
