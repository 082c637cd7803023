//! The preview image of a page, for links that are shared (Open Graph), as a PNG.
//!
//! - In: a card laid out by `paper`, and the font outlines.
//! - Out: a PNG of 1200 × 630 pixels.
//! - May not know: pages and forms. `canvas` alone names tiny_skia.
//!
//! [`paper::card`](crate::paper::card) computes the layout; [`canvas`] draws it, and draws a form's sheet from the same
//! marks as its PDF; [`png`](mod@png) encodes the pixels as a small file. The font faces are those of the sheets, so a
//! card looks the same in every place.

mod canvas;
mod png;

use canvas::{CardCanvas, CardColour, CardViewport};

use crate::model::card::LinkCardText;
use crate::model::pictogram::Pictogram;
use crate::paper::card::{self, CardIllustration};
use crate::paper::document::PaperPage;
use crate::paper::fonts::Fonts;
use crate::units::Point;

/// The background colour. This and the following colours are those of the site's light scheme.
const GROUND: CardColour = CardColour(0xFC, 0xFB, 0xF8);
const ACCENT: CardColour = CardColour(0x0A, 0x4A, 0x5C);
const INK: CardColour = CardColour(0x1D, 0x1B, 0x18);
const SOFT: CardColour = CardColour(0x4C, 0x48, 0x3F);
const HAIRLINE: CardColour = CardColour(0xD3, 0xCC, 0xBD);
const WHITE: CardColour = CardColour(0xFF, 0xFF, 0xFF);

/// The width of the border around the sheet, in pixels.
const SHEET_BORDER: f64 = 1.5;

/// The bytes of a card: its text, and the sheet, or without a sheet the pictogram, beside it.
pub(crate) fn card(
    words: &LinkCardText,
    sheet: Option<&PaperPage>,
    pictogram: Option<&Pictogram>,
    fonts: &Fonts,
) -> Vec<u8> {
    let illustration = match (sheet, pictogram) {
        (Some(_), _) => CardIllustration::Sheet,
        (None, Some(_)) => CardIllustration::Pictogram,
        (None, None) => CardIllustration::Nothing,
    };
    let card = card::card(words, illustration, fonts);
    let Some(mut canvas) = CardCanvas::new(card.size, GROUND, fonts) else { return Vec::new() };
    let viewport = CardViewport::WHOLE;
    canvas.draw_rectangle(card.rule, ACCENT, viewport);
    for (runs, ink) in [(&card.site, ACCENT), (&card.programme, SOFT), (&card.title, INK)] {
        runs.iter().for_each(|run| canvas.draw_text(run, ink, viewport));
    }
    if let Some(band) = card.band {
        canvas.draw_rectangle(band, ACCENT, viewport);
    }
    if let (Some(place), Some(pictogram)) = (card.pictogram, pictogram) {
        canvas.draw_pictogram(pictogram, Point { x: place.x, y: place.y }, place.width, WHITE, viewport);
    }
    if let (Some(place), Some(sheet)) = (card.sheet, sheet) {
        canvas.draw_rectangle(place.inset(crate::units::Mm(-SHEET_BORDER)), HAIRLINE, viewport);
        canvas.draw_rectangle(place, WHITE, viewport);
        canvas.draw_sheet(sheet, CardViewport { x: place.x, y: place.y, scale: place.width / sheet.size.width });
    }
    let (width, height) = canvas.size();
    png::png(width, height, canvas.pixels())
}
