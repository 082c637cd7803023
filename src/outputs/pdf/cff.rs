//! A font program made from outlines: a CID-keyed CFF table with simple charstrings, one after the other, without hints
//! and subroutines (Adobe technical notes 5176 and 5177).

use super::charstring::charstring;
use crate::paper::fonts::GlyphOutline;

/// The default advance, which is not written, as nearly all glyphs have it.
const DEFAULT_ADVANCE: u16 = 1000;

/// The number of standard strings of CFF, which come before the strings of a font.
const STANDARD_STRINGS: i32 = 391;

/// The charstring of a glyph; the advance is in font units.
pub(crate) fn charstring_of_glyph(outline: &GlyphOutline, advance: u16) -> Vec<u8> {
    // The private dictionary's nominal advance is 0.
    charstring(outline, Some(advance).filter(|advance| *advance != DEFAULT_ADVANCE))
}

/// The program of a font with 1000 units per em. The glyphs are numbered in this order; the first is the glyph for
/// missing characters.
pub(crate) fn font_program(name: &str, bounds: [i16; 4], glyphs: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let count = glyphs.len() as u16;
    let header = [1, 0, 4, 4];
    let names = cff_index(&[name.as_bytes()]);
    let strings = cff_index(&[&b"Adobe"[..], b"Identity"]);
    let no_subroutines = cff_index::<&[u8]>(&[]);
    let charset = [&[2, 0, 1][..], &count.saturating_sub(2).to_be_bytes()].concat();
    let select = [&[3, 0, 1, 0, 0, 0][..], &count.to_be_bytes()].concat();
    let private = [dict_number(i32::from(DEFAULT_ADVANCE)), vec![20]].concat();
    let charstrings = cff_index(glyphs);
    // With numbers of five bytes each, the length of a dictionary does not depend on its values.
    let top = |[charset, select, charstrings, fonts]: [usize; 4]| {
        let mut dict = Vec::new();
        let mut entry = |numbers: &[i32], operator: &[u8]| {
            numbers.iter().for_each(|number| dict.extend(dict_number(*number)));
            dict.extend(operator);
        };
        entry(&[STANDARD_STRINGS, STANDARD_STRINGS + 1, 0], &[12, 30]);
        entry(&bounds.map(i32::from), &[5]);
        entry(&[i32::from(count)], &[12, 34]);
        entry(&[charset as i32], &[15]);
        entry(&[select as i32], &[12, 37]);
        entry(&[charstrings as i32], &[17]);
        entry(&[fonts as i32], &[12, 36]);
        cff_index(&[dict])
    };
    let font = |private_at: usize| {
        let mut dict = dict_number(private.len() as i32);
        dict.extend(dict_number(private_at as i32));
        dict.push(18);
        cff_index(&[dict])
    };
    let before = header.len() + names.len() + top([0; 4]).len() + strings.len() + no_subroutines.len();
    let select_at = before + charset.len();
    let charstrings_at = select_at + select.len();
    let fonts_at = charstrings_at + charstrings.len();
    let private_at = fonts_at + font(0).len();
    [
        &header[..],
        &names,
        &top([before, select_at, charstrings_at, fonts_at]),
        &strings,
        &no_subroutines,
        &charset,
        &select,
        &charstrings,
        &font(private_at),
        &private,
    ]
    .concat()
}

/// An INDEX: the number of items, their offsets, and their bytes.
fn cff_index<T: AsRef<[u8]>>(items: &[T]) -> Vec<u8> {
    let mut bytes = (items.len() as u16).to_be_bytes().to_vec();
    if items.is_empty() {
        return bytes;
    }
    let end = 1 + items.iter().map(|item| item.as_ref().len()).sum::<usize>() as u32;
    // As many bytes as the last offset needs.
    let skipped = (end.leading_zeros() / 8) as usize;
    bytes.push((4 - skipped) as u8);
    let mut offset = 1u32;
    bytes.extend(&offset.to_be_bytes()[skipped..]);
    for item in items {
        offset += item.as_ref().len() as u32;
        bytes.extend(&offset.to_be_bytes()[skipped..]);
    }
    items.iter().for_each(|item| bytes.extend(item.as_ref()));
    bytes
}

/// A number of a DICT, always in five bytes.
fn dict_number(number: i32) -> Vec<u8> {
    [&[29][..], &number.to_be_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::paper::fonts::{ContourSegment, GlyphContour};

    /// The segments of each contour, without its start and with or without its closing line.
    fn segment_sets(outline: &GlyphOutline) -> Vec<BTreeSet<String>> {
        let end = |segment: &ContourSegment| match segment {
            ContourSegment::Line(to) | ContourSegment::Curve(_, _, to) => *to,
        };
        let drawn_segments = |contour: &GlyphContour| {
            let closing = ContourSegment::Line(contour.start);
            let mut pen = contour.start;
            let mut drawn_segments = BTreeSet::new();
            for segment in contour.segments.iter().chain([&closing]) {
                if *segment != ContourSegment::Line(pen) {
                    drawn_segments.insert(format!("{pen:?} {segment:?}"));
                }
                pen = end(segment);
            }
            drawn_segments
        };
        outline.contours.iter().map(drawn_segments).filter(|drawn_segments| !drawn_segments.is_empty()).collect()
    }

    fn read_back(contours: Vec<GlyphContour>) {
        let outline = GlyphOutline { contours };
        let glyphs = [(GlyphOutline::default(), 1000), (outline.clone(), 555), (outline, 1000)];
        let program = font_program(
            "Test",
            [-120, 0, 880, 1501],
            &glyphs.each_ref().map(|(outline, advance)| charstring_of_glyph(outline, *advance)),
        );
        let read = crate::paper::fonts::cff_outlines(&program);
        assert_eq!(
            read.iter().map(segment_sets).collect::<Vec<_>>(),
            glyphs.map(|(outline, _)| segment_sets(&outline))
        );
    }

    /// A font reader reads back the same outlines: lines, curves, a hole, numbers of every length.
    #[test]
    fn what_is_written_is_read_back() {
        read_back(vec![
            GlyphContour {
                start: (-120.0, 0.0),
                segments: vec![
                    ContourSegment::Line((880.0, 0.0)),
                    ContourSegment::Line((880.0, 1500.0)),
                    ContourSegment::Curve((600.0, 1501.0), (100.0, 900.0), (-120.0, 40.0)),
                ],
            },
            GlyphContour {
                start: (10.0, 20.0),
                segments: vec![ContourSegment::Line((15.0, 29.0)), ContourSegment::Line((25.0, 22.0))],
            },
        ]);
    }

    /// Every pair of segments, whatever operators they share: horizontal, vertical and slanting ones, long and short.
    #[test]
    fn every_way_to_write_is_read_back() {
        let lengths = [0, 5, -700];
        let mut segments: Vec<Vec<(i32, i32)>> = Vec::new();
        for (dx, dy) in lengths.iter().flat_map(|dx| lengths.map(|dy| (*dx, dy))) {
            segments.push(vec![(dx, dy)]);
            segments.extend(lengths.iter().flat_map(|cx| lengths.map(|cy| vec![(dx, dy), (30, 40), (*cx, cy)])));
        }
        let mut random = 1_u32;
        for round in 0..200 {
            let (mut pen, mut drawn) = ((0, 0), Vec::new());
            for _ in 0..=round {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let points: Vec<(f64, f64)> = segments[random as usize / 256 % segments.len()]
                    .iter()
                    .map(|(dx, dy)| {
                        // Back towards the middle, so that all stays within what a number can say.
                        let back = |place: i32, step: i32| {
                            if (place + step).abs() > 3000 { place - step } else { place + step }
                        };
                        pen = (back(pen.0, *dx), back(pen.1, *dy));
                        (f64::from(pen.0), f64::from(pen.1))
                    })
                    .collect();
                drawn.push(match points[..] {
                    [one, two, to] => ContourSegment::Curve(one, two, to),
                    _ => ContourSegment::Line(points[0]),
                });
            }
            read_back(vec![GlyphContour { start: (0.0, 0.0), segments: drawn }]);
        }
    }
}
