//! Where things sit on the card of a page; a pixel is a millimetre here.
//!
//! Above a rule the site's name and its programme, below it the page's title, as large as three lines allow;
//! at the right, where there is one, a band with a sheet that reaches over the lower edge, or with a pictogram.

use super::document::{Colour, Face, TextRun};
use super::fonts::Fonts;
use super::layout_context::baseline;
use super::paragraph::{self, InlineItem, LinePart, TextAlign, TypeStyle, TypesetLine};
use super::style::PaperStyle;
use crate::model::card::{HEIGHT, LinkCardText, WIDTH};
use crate::units::{Mm, Point, Rect, Size};

const MARGIN: Mm = Mm(80.0);
/// From the upper edge to the first line, to the rule and to the room for the title.
const HEAD: Mm = Mm(66.0);
const RULE: Mm = Mm(190.0);
const RULE_WIDTH: Mm = Mm(2.0);
/// The title stands in the middle of what is left, a little higher than its middle.
const FOOT: Mm = Mm(70.0);
/// Sizes to try, the largest first.
const TITLE: [f64; 8] = [150.0, 128.0, 108.0, 92.0, 84.0, 76.0, 68.0, 60.0];
/// Where not two lines do, three.
const TITLE_LINES: [usize; 3] = [1, 2, 3];
const NAME: [f64; 4] = [40.0, 36.0, 30.0, 24.0];
const PROGRAMME: [f64; 4] = [28.0, 26.0, 22.0, 18.0];
const LINE_HEIGHT: f64 = 1.3;
/// The band at the right, and the side of a pictogram in it.
const BAND_WIDTH: Mm = Mm(380.0);
const PICTOGRAM: Mm = Mm(240.0);
/// The sheet's width and place.
const SHEET_WIDTH: Mm = Mm(420.0);
const SHEET_TOP: Mm = Mm(66.0);

/// A card with everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLayout {
    pub size: Size,
    pub(crate) site: Vec<TextRun>,
    pub(crate) programme: Vec<TextRun>,
    pub rule: Rect,
    pub title: Vec<TextRun>,
    /// Behind what is at the right, if anything is.
    pub band: Option<Rect>,
    /// Where the sheet stands, if there is one.
    pub(crate) sheet: Option<Rect>,
    /// The square of the pictogram, if there is one and no sheet.
    pub(crate) pictogram: Option<Rect>,
}

/// What stands at the right of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardIllustration {
    Sheet,
    Pictogram,
    Nothing,
}

/// A card that says this, with something at its right or nothing. Words that fit in no size are cut off at the last line.
pub fn card(words: &LinkCardText, beside: CardIllustration, fonts: &Fonts) -> CardLayout {
    let size = Size { width: Mm(f64::from(WIDTH)), height: Mm(f64::from(HEIGHT)) };
    let page = PaperStyle::regular().page;
    let height = SHEET_WIDTH * (page.height / page.width);
    let band = Rect::new(size.width - BAND_WIDTH, Mm::ZERO, BAND_WIDTH, size.height);
    let sheet = Rect::new(size.width - MARGIN - SHEET_WIDTH, SHEET_TOP, SHEET_WIDTH, height);
    let (x, y) = (band.x + (BAND_WIDTH - PICTOGRAM) / 2.0, (size.height - PICTOGRAM) / 2.0);
    let right = match beside {
        CardIllustration::Sheet => sheet.x,
        CardIllustration::Pictogram => band.x,
        CardIllustration::Nothing => size.width - MARGIN * 0.25,
    };
    let measure = right - MARGIN * 0.75 - MARGIN;
    let room = size.height - FOOT - RULE;
    let site = CardLines::fit(words.site, Face::SongBold, &NAME, &[1], (measure, HEAD), fonts);
    let programme = CardLines::fit(words.programme, Face::Song, &PROGRAMME, &[1], (measure, HEAD), fonts);
    let title = CardLines::fit(words.title, Face::SongBold, &TITLE, &TITLE_LINES, (measure, room), fonts);
    CardLayout {
        size,
        site: site.runs_at(MARGIN, HEAD),
        programme: programme.runs_at(MARGIN, RULE - Mm(24.0) - programme.height()),
        rule: Rect::new(MARGIN, RULE, measure, RULE_WIDTH),
        title: title.runs_at(MARGIN, RULE + (room - title.height()) / 2.0),
        band: (beside != CardIllustration::Nothing).then_some(band),
        sheet: (beside == CardIllustration::Sheet).then_some(sheet),
        pictogram: (beside == CardIllustration::Pictogram).then(|| Rect::new(x, y, PICTOGRAM, PICTOGRAM)),
    }
}

/// Words on lines of one size.
struct CardLines {
    style: TypeStyle,
    lines: Vec<TypesetLine<()>>,
}

impl CardLines {
    /// The words on as few lines of these as do, in the largest size in which they do: no wider and no higher than the room.
    fn fit(
        words: &str,
        face: Face,
        sizes: &[f64],
        lines: &[usize],
        (measure, room): (Mm, Mm),
        fonts: &Fonts,
    ) -> CardLines {
        let mut tried = CardLines { style: TypeStyle { face, size: Mm(1.0).pt() }, lines: Vec::new() };
        for most in lines {
            for size in sizes {
                let style = TypeStyle { face, size: Mm(*size).pt() };
                let set = typeset(words, style, measure, fonts);
                let fits = set.lines.len() <= *most && !set.overfull;
                tried = CardLines { style, lines: set.lines };
                if fits && tried.height() <= room {
                    return tried.balanced(words, measure, fonts);
                }
            }
        }
        tried.lines.truncate(lines.last().copied().unwrap_or(1));
        tried
    }

    /// The same on as many lines, of about one length: no character stands alone on the last.
    fn balanced(self, words: &str, measure: Mm, fonts: &Fonts) -> CardLines {
        let narrower = (10..20).map(|part| typeset(words, self.style, measure * (f64::from(part) / 20.0), fonts));
        match narrower.into_iter().find(|set| set.lines.len() == self.lines.len() && !set.overfull) {
            Some(set) => CardLines { style: self.style, lines: set.lines },
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
                if let LinePart::Run { style, x: within, glyphs } = part {
                    let origin = Point { x: x + *within, y };
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

fn typeset(words: &str, style: TypeStyle, measure: Mm, fonts: &Fonts) -> paragraph::TypesetParagraph<()> {
    let words = InlineItem::Words { text: words.to_owned(), style, span: None };
    paragraph::typeset(&[words], measure, TextAlign::Left, fonts)
}
