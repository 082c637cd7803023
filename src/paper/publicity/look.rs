//! The measures and colours of what publicises: one value for each kind and each size of type that it may be set in.

use crate::model::publicity::{Accent, Publicity};
use crate::paper::paragraph::{Align, Type};
use crate::paper::sheet::{A3, A4, A4_ACROSS, A5, Colour, Face};
use crate::units::{Mm, Pt, Size};

/// How paper that publicises looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    pub page: Size,
    /// Left and right, above and below.
    pub sides: Mm,
    pub ends: Mm,
    pub title: Type,
    pub city: Type,
    pub programme: Type,
    pub summary: Type,
    /// Headings of the second level, and of those below.
    pub heading: Type,
    pub minor: Type,
    pub text: Type,
    /// What is emphasised in the text.
    pub strong: Type,
    pub small: Type,
    /// Where an office is, which is read from near.
    pub contact: Type,
    /// Line to line, in multiples of the type size: of text, and of titles.
    pub leading: f64,
    pub title_leading: f64,
    pub align: Align,
    /// At the beginning of a paragraph, in ems.
    pub indent: f64,
    /// Above a heading, above a paragraph or list, and between items.
    pub heading_gap: Mm,
    pub gap: Mm,
    pub item_gap: Mm,
    /// The side of a pictogram.
    pub pictogram: Mm,
    /// The side of the code; a module is wider than a millimetre at three metres.
    pub code: Mm,
    pub colours: Colours,
}

/// Two colours, and a light ground of each. None of them says anything by itself, and words on a ground have 7:1 at least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colours {
    /// Of headings and titles.
    pub deep: Colour,
    /// Of short bars; never of words.
    pub warm: Colour,
    /// Large grounds, light enough to spare toner.
    pub ground: Colour,
    /// The ground of what must be seen.
    pub note: Colour,
}

const DEEP: Colour = Colour::Rgb(0x0a, 0x4a, 0x5c);
const WARM: Colour = Colour::Rgb(0xd0, 0x8a, 0x1d);
const DEEP_GROUND: Colour = Colour::Rgb(0xe6, 0xf0, 0xf2);
const WARM_GROUND: Colour = Colour::Rgb(0xfb, 0xf3, 0xe3);

impl Colours {
    fn of(accent: Accent) -> Colours {
        match accent {
            Accent::Deep => Colours { deep: DEEP, warm: WARM, ground: DEEP_GROUND, note: WARM_GROUND },
            Accent::Warm => Colours { deep: DEEP, warm: WARM, ground: WARM_GROUND, note: DEEP_GROUND },
        }
    }
}

fn hei(size: f64) -> Type {
    Type { face: Face::Hei, size: Pt(size) }
}

fn bold(size: f64) -> Type {
    Type { face: Face::HeiBold, size: Pt(size) }
}

impl Look {
    /// The looks of a kind, the largest type first; the last is the smallest in which it may be set.
    pub fn all(kind: Publicity, accent: Accent) -> Vec<Look> {
        let texts: &[f64] = match kind {
            Publicity::Poster => &[38.0, 36.0, 34.0, 33.0, 32.0, 31.0, 30.0],
            Publicity::Handout => &[14.0, 13.5, 13.0, 12.5, 12.0],
            Publicity::Letter => &[15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0],
            Publicity::EasyRead => &[18.0, 17.0, 16.0],
        };
        let colours = Colours::of(accent);
        texts
            .iter()
            .map(|text| match kind {
                Publicity::Poster => Look::poster(*text, colours),
                Publicity::Handout => Look::handout(*text, colours),
                Publicity::Letter => Look::letter(*text, colours),
                Publicity::EasyRead => Look::easy_read(*text, colours),
            })
            .collect()
    }

    /// To be read at three metres: text of 30 pt at the least, a title of 120.
    fn poster(text: f64, colours: Colours) -> Look {
        Look {
            page: A3,
            sides: Mm(20.0),
            ends: Mm(14.0),
            title: bold(120.0 + (text - 30.0) * 1.2),
            city: bold(54.0),
            programme: hei(21.0),
            summary: hei(text),
            heading: bold(text * 1.15),
            minor: bold(text),
            text: hei(text),
            strong: bold(text * 1.16),
            small: hei(16.0),
            contact: hei(24.0),
            leading: 1.22,
            title_leading: 1.05,
            align: Align::Left,
            indent: 0.0,
            heading_gap: Mm(8.0),
            gap: Mm(4.0),
            item_gap: Mm(6.0),
            pictogram: Mm(21.0),
            code: Mm(38.0),
            colours,
        }
    }

    fn handout(text: f64, colours: Colours) -> Look {
        Look {
            page: A4_ACROSS,
            sides: Mm(9.5),
            ends: Mm(13.0),
            title: bold(36.0),
            city: bold(26.0),
            programme: hei(12.0),
            summary: hei(text + 3.0),
            heading: bold(text + 6.0),
            minor: bold(text + 1.5),
            text: hei(text),
            strong: bold(text),
            small: hei(12.0),
            contact: hei(text),
            leading: 1.5,
            title_leading: 1.22,
            align: Align::Left,
            indent: 0.0,
            heading_gap: Mm(7.0),
            gap: Mm(3.2),
            item_gap: Mm(3.2),
            pictogram: Mm(11.0),
            code: Mm(32.0),
            colours,
        }
    }

    fn letter(text: f64, colours: Colours) -> Look {
        let song = |size: f64| Type { face: Face::Song, size: Pt(size) };
        Look {
            page: A4,
            sides: Mm(27.0),
            ends: Mm(20.0),
            title: Type { face: Face::SongBold, size: Pt(24.0) },
            city: bold(12.0),
            programme: hei(12.0),
            summary: song(text),
            heading: bold(text + 1.0),
            minor: bold(text),
            text: song(text),
            strong: bold(text),
            small: hei(10.5),
            contact: hei(11.5),
            leading: 1.55,
            title_leading: 1.4,
            align: Align::Justify,
            indent: 2.0,
            heading_gap: Mm(3.6),
            gap: Mm(1.2),
            item_gap: Mm(0.8),
            pictogram: Mm(9.0),
            code: Mm(26.0),
            colours,
        }
    }

    /// One idea a line, in type of 16 pt at the least.
    fn easy_read(text: f64, colours: Colours) -> Look {
        Look {
            page: A5,
            sides: Mm(13.0),
            ends: Mm(13.0),
            title: bold(32.0),
            city: bold(22.0),
            programme: hei(16.0),
            summary: hei(text + 3.0),
            heading: bold(text + 6.0),
            minor: bold(text + 3.0),
            text: hei(text),
            strong: bold(text),
            small: hei(16.0),
            contact: hei(text),
            leading: 1.45,
            title_leading: 1.28,
            align: Align::Left,
            indent: 0.0,
            heading_gap: Mm(8.0),
            gap: Mm(5.0),
            item_gap: Mm(4.2),
            pictogram: Mm(15.0),
            code: Mm(26.0),
            colours,
        }
    }

    /// The room of a pictogram at the left of words.
    pub fn beside_pictogram(&self) -> Mm {
        self.pictogram * 1.25
    }

    /// Labels of what stands behind them.
    pub fn label(&self) -> Type {
        Type { face: Face::HeiBold, ..self.contact }
    }

    /// Between the sides.
    pub fn measure(&self) -> Mm {
        self.page.width - self.sides * 2.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Colour) -> f64 {
        let [red, green, blue] = colour.rgb().map(|level| {
            let level = f64::from(level) / 255.0;
            if level <= 0.040_45 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn words_stand_out_from_every_ground_seven_to_one() {
        for accent in Accent::ALL.map(|(_, accent)| accent) {
            let Colours { deep, ground, note, .. } = Colours::of(accent);
            for under in [ground, note, Colour::Grey(1.0)] {
                let ratio = (luminance(under) + 0.05) / (luminance(deep) + 0.05);
                assert!(ratio >= 7.0, "{deep:?} on {under:?}: {ratio}");
            }
        }
    }

    #[test]
    fn nothing_is_set_smaller_than_it_is_read_from() {
        for (kind, title, least) in [
            (Publicity::Poster, 120.0, 30.0),
            (Publicity::Handout, 30.0, 12.0),
            (Publicity::Letter, 20.0, 12.0),
            (Publicity::EasyRead, 24.0, 16.0),
        ] {
            for look in Look::all(kind, Accent::Deep) {
                assert!(look.title.size.0 >= title && look.text.size.0 >= least, "{kind:?} {look:?}");
            }
        }
    }
}
