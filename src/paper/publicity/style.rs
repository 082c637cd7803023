//! The measures and colours of what publicises: one value for each kind and each size of type that it may be set in.

use crate::model::publicity::{Accent, Publicity};
use crate::paper::document::{A3, A4, A4_ACROSS, A5, Colour, Face};
use crate::paper::paragraph::{TextAlign, TypeStyle};
use crate::units::{Mm, Pt, Size};

/// How paper that publicises looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PublicityStyle {
    pub(crate) page: Size,
    /// Left and right, above and below.
    pub(crate) side_margin: Mm,
    pub(crate) end_margin: Mm,
    pub(crate) title: TypeStyle,
    pub(crate) city: TypeStyle,
    pub(crate) programme: TypeStyle,
    pub(crate) summary: TypeStyle,
    /// Headings of the second level, and of those below.
    pub(crate) heading: TypeStyle,
    pub(crate) minor: TypeStyle,
    pub(crate) text: TypeStyle,
    /// What is emphasised in the text.
    pub(crate) strong: TypeStyle,
    pub(crate) small: TypeStyle,
    /// Where an office is, which is read from near.
    pub(crate) contact: TypeStyle,
    /// Line to line, in multiples of the type size: of text, and of titles.
    pub(crate) leading: f64,
    pub(crate) title_leading: f64,
    pub(crate) align: TextAlign,
    /// At the beginning of a paragraph, in ems.
    pub(crate) indent: f64,
    /// Above a heading, above a paragraph or list, and between items.
    pub(crate) heading_gap: Mm,
    pub(crate) gap: Mm,
    pub(crate) item_gap: Mm,
    /// The side of a pictogram.
    pub(crate) pictogram: Mm,
    /// The side of the code; a module is wider than a millimetre at three metres.
    pub(crate) code: Mm,
    pub(crate) colours: PublicityColours,
}

/// Two colours, and a light ground of each. None of them says anything by itself, and words on a ground have 7:1 at least.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PublicityColours {
    /// Of headings and titles.
    pub(crate) deep: Colour,
    /// Of short bars; never of words.
    pub(crate) warm: Colour,
    /// Large grounds, light enough to spare toner.
    pub(crate) ground: Colour,
    /// The ground of what must be seen.
    pub(crate) note: Colour,
}

const DEEP: Colour = Colour::Rgb(0x0a, 0x4a, 0x5c);
const WARM: Colour = Colour::Rgb(0xd0, 0x8a, 0x1d);
const DEEP_GROUND: Colour = Colour::Rgb(0xe6, 0xf0, 0xf2);
const WARM_GROUND: Colour = Colour::Rgb(0xfb, 0xf3, 0xe3);

impl PublicityColours {
    fn of(accent: Accent) -> PublicityColours {
        match accent {
            Accent::Deep => PublicityColours { deep: DEEP, warm: WARM, ground: DEEP_GROUND, note: WARM_GROUND },
            Accent::Warm => PublicityColours { deep: DEEP, warm: WARM, ground: WARM_GROUND, note: DEEP_GROUND },
        }
    }
}

fn regular_type(size: f64) -> TypeStyle {
    TypeStyle { face: Face::Hei, size: Pt(size) }
}

fn bold_type(size: f64) -> TypeStyle {
    TypeStyle { face: Face::HeiBold, size: Pt(size) }
}

impl PublicityStyle {
    /// The looks of a kind, the largest type first; the last is the smallest in which it may be set.
    pub(crate) fn all(kind: Publicity, accent: Accent) -> Vec<PublicityStyle> {
        let texts: &[f64] = match kind {
            Publicity::Poster => &[38.0, 36.0, 34.0, 33.0, 32.0, 31.0, 30.0],
            Publicity::Handout => &[14.0, 13.5, 13.0, 12.5, 12.0],
            Publicity::Letter => &[15.0, 14.5, 14.0, 13.5, 13.0, 12.5, 12.0],
            Publicity::EasyRead => &[18.0, 17.0, 16.0],
        };
        let colours = PublicityColours::of(accent);
        texts
            .iter()
            .map(|text| match kind {
                Publicity::Poster => PublicityStyle::poster(*text, colours),
                Publicity::Handout => PublicityStyle::handout(*text, colours),
                Publicity::Letter => PublicityStyle::letter(*text, colours),
                Publicity::EasyRead => PublicityStyle::easy_read(*text, colours),
            })
            .collect()
    }

    /// To be read at three metres: text of 30 pt at the least, a title of 120.
    fn poster(text: f64, colours: PublicityColours) -> PublicityStyle {
        PublicityStyle {
            page: A3,
            side_margin: Mm(20.0),
            end_margin: Mm(14.0),
            title: bold_type(120.0 + (text - 30.0) * 1.2),
            city: bold_type(54.0),
            programme: regular_type(21.0),
            summary: regular_type(text),
            heading: bold_type(text * 1.15),
            minor: bold_type(text),
            text: regular_type(text),
            strong: bold_type(text * 1.16),
            small: regular_type(16.0),
            contact: regular_type(24.0),
            leading: 1.22,
            title_leading: 1.05,
            align: TextAlign::Left,
            indent: 0.0,
            heading_gap: Mm(8.0),
            gap: Mm(4.0),
            item_gap: Mm(6.0),
            pictogram: Mm(21.0),
            code: Mm(38.0),
            colours,
        }
    }

    fn handout(text: f64, colours: PublicityColours) -> PublicityStyle {
        PublicityStyle {
            page: A4_ACROSS,
            side_margin: Mm(9.5),
            end_margin: Mm(13.0),
            title: bold_type(36.0),
            city: bold_type(26.0),
            programme: regular_type(12.0),
            summary: regular_type(text + 3.0),
            heading: bold_type(text + 6.0),
            minor: bold_type(text + 1.5),
            text: regular_type(text),
            strong: bold_type(text),
            small: regular_type(12.0),
            contact: regular_type(text),
            leading: 1.5,
            title_leading: 1.22,
            align: TextAlign::Left,
            indent: 0.0,
            heading_gap: Mm(7.0),
            gap: Mm(3.2),
            item_gap: Mm(3.2),
            pictogram: Mm(11.0),
            code: Mm(32.0),
            colours,
        }
    }

    fn letter(text: f64, colours: PublicityColours) -> PublicityStyle {
        let song = |size: f64| TypeStyle { face: Face::Song, size: Pt(size) };
        PublicityStyle {
            page: A4,
            side_margin: Mm(27.0),
            end_margin: Mm(20.0),
            title: TypeStyle { face: Face::SongBold, size: Pt(24.0) },
            city: bold_type(12.0),
            programme: regular_type(12.0),
            summary: song(text),
            heading: bold_type(text + 1.0),
            minor: bold_type(text),
            text: song(text),
            strong: bold_type(text),
            small: regular_type(10.5),
            contact: regular_type(11.5),
            leading: 1.55,
            title_leading: 1.4,
            align: TextAlign::Justify,
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
    fn easy_read(text: f64, colours: PublicityColours) -> PublicityStyle {
        PublicityStyle {
            page: A5,
            side_margin: Mm(13.0),
            end_margin: Mm(13.0),
            title: bold_type(32.0),
            city: bold_type(22.0),
            programme: regular_type(16.0),
            summary: regular_type(text + 3.0),
            heading: bold_type(text + 6.0),
            minor: bold_type(text + 3.0),
            text: regular_type(text),
            strong: bold_type(text),
            small: regular_type(16.0),
            contact: regular_type(text),
            leading: 1.45,
            title_leading: 1.28,
            align: TextAlign::Left,
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
    pub(crate) fn beside_pictogram(&self) -> Mm {
        self.pictogram * 1.25
    }

    /// Labels of what stands behind them.
    pub(crate) fn label(&self) -> TypeStyle {
        TypeStyle { face: Face::HeiBold, ..self.contact }
    }

    /// Between the sides.
    pub(crate) fn measure(&self) -> Mm {
        self.page.width - self.side_margin * 2.0
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
            let PublicityColours { deep, ground, note, .. } = PublicityColours::of(accent);
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
            for look in PublicityStyle::all(kind, Accent::Deep) {
                assert!(look.title.size.0 >= title && look.text.size.0 >= least, "{kind:?} {look:?}");
            }
        }
    }
}
