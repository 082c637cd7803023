//! Styles of publicity: one value for each kind and each type size, with measures and colours.

use crate::model::publicity::{Accent, Publicity};
use crate::paper::document::{A3, A4, A4_ACROSS, A5, Colour, Face};
use crate::paper::paragraph::{TextAlign, TypeStyle};
use crate::units::{Mm, Pt, Size};

/// The style of publicity: lengths in millimetres, types with face and size, colours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PublicityStyle {
    pub(crate) page: Size,
    /// The margin at the left and right; the one above and below is `end_margin`.
    pub(crate) side_margin: Mm,
    pub(crate) end_margin: Mm,
    pub(crate) title: TypeStyle,
    pub(crate) city: TypeStyle,
    pub(crate) programme: TypeStyle,
    pub(crate) summary: TypeStyle,
    /// The type of headings of the second level; lower levels have `minor`.
    pub(crate) heading: TypeStyle,
    pub(crate) minor: TypeStyle,
    pub(crate) text: TypeStyle,
    /// The type of emphasised text.
    pub(crate) strong: TypeStyle,
    pub(crate) small: TypeStyle,
    /// The type of contacts, which are read from near.
    pub(crate) contact: TypeStyle,
    /// The distance from line to line, in multiples of the type size; for titles it is `title_leading`.
    pub(crate) leading: f64,
    pub(crate) title_leading: f64,
    pub(crate) align: TextAlign,
    /// The indent of a paragraph's first line, in ems.
    pub(crate) indent: f64,
    /// The space above a heading; above a paragraph or list it is `gap`, between items `item_gap`.
    pub(crate) heading_gap: Mm,
    pub(crate) gap: Mm,
    pub(crate) item_gap: Mm,
    /// The side of a pictogram.
    pub(crate) pictogram: Mm,
    /// The side of the QR code; on a poster, which is read at three metres, a module is wider than a millimetre.
    pub(crate) code: Mm,
    pub(crate) colours: PublicityColours,
}

/// Two colours, and a light background of each. No colour has a meaning by itself, and text on a background has a contrast of at
/// least 7:1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PublicityColours {
    /// The colour of headings and titles.
    pub(crate) deep: Colour,
    /// The colour of short bars, never of text.
    pub(crate) warm: Colour,
    /// The colour of large backgrounds, light enough to save toner.
    pub(crate) background: Colour,
    /// The background of notices.
    pub(crate) note: Colour,
}

const DEEP: Colour = Colour::Rgb(0x0a, 0x4a, 0x5c);
const WARM: Colour = Colour::Rgb(0xd0, 0x8a, 0x1d);
const DEEP_GROUND: Colour = Colour::Rgb(0xe6, 0xf0, 0xf2);
const WARM_GROUND: Colour = Colour::Rgb(0xfb, 0xf3, 0xe3);

impl PublicityColours {
    fn of(accent: Accent) -> PublicityColours {
        match accent {
            Accent::Deep => PublicityColours { deep: DEEP, warm: WARM, background: DEEP_GROUND, note: WARM_GROUND },
            Accent::Warm => PublicityColours { deep: DEEP, warm: WARM, background: WARM_GROUND, note: DEEP_GROUND },
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
    /// The styles of a kind, from the largest type size to the smallest allowed one.
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

    /// The style of a poster, to be read at three metres: text of at least 30 pt, a title of at least 120 pt.
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

    /// The style of a booklet in easy language: one idea a line, in type of at least 16 pt.
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

    /// The width of a pictogram at the left of text, with its gap.
    pub(crate) fn beside_pictogram(&self) -> Mm {
        self.pictogram * 1.25
    }

    /// The type of labels before contacts.
    pub(crate) fn label(&self) -> TypeStyle {
        TypeStyle { face: Face::HeiBold, ..self.contact }
    }

    /// The width between the side margins.
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
    fn text_has_a_contrast_of_seven_to_one_on_every_background() {
        for accent in Accent::ALL.map(|(_, accent)| accent) {
            let PublicityColours { deep, background, note, .. } = PublicityColours::of(accent);
            for below in [background, note, Colour::Grey(1.0)] {
                let ratio = (luminance(below) + 0.05) / (luminance(deep) + 0.05);
                assert!(ratio >= 7.0, "{deep:?} on {below:?}: {ratio}");
            }
        }
    }

    #[test]
    fn no_type_is_smaller_than_its_reading_distance_allows() {
        for (kind, min_title, min_text) in [
            (Publicity::Poster, 120.0, 30.0),
            (Publicity::Handout, 30.0, 12.0),
            (Publicity::Letter, 20.0, 12.0),
            (Publicity::EasyRead, 24.0, 16.0),
        ] {
            for style in PublicityStyle::all(kind, Accent::Deep) {
                assert!(style.title.size.0 >= min_title && style.text.size.0 >= min_text, "{kind:?} {style:?}");
            }
        }
    }
}
