//! A font program from outlines: a CID-keyed CFF table whose glyphs are drawn plainly, one after the
//! other, without hints and subroutines (Adobe technical notes 5176 and 5177).

use crate::paper::fonts::{Outline, Segment};

/// A glyph to write.
pub struct Glyph {
    pub outline: Outline,
    /// In font units.
    pub advance: u16,
}

/// The advance that is not written, as nearly all glyphs have it.
const USUAL_ADVANCE: u16 = 1000;

/// Strings that every CFF font has come before a font's own.
const STANDARD_STRINGS: i32 = 391;

/// The program of a font of 1000 units an em whose glyphs are numbered in this order, the first
/// standing for what is missing.
pub fn program(name: &str, bounds: [i16; 4], glyphs: &[Glyph]) -> Vec<u8> {
    let charstrings: Vec<Vec<u8>> = glyphs.iter().map(charstring).collect();
    let count = glyphs.len() as u16;
    let header = [1, 0, 4, 4];
    let names = index(&[name.as_bytes()]);
    let strings = index(&[&b"Adobe"[..], b"Identity"]);
    let no_subroutines = index::<&[u8]>(&[]);
    let charset = [&[2, 0, 1][..], &count.saturating_sub(2).to_be_bytes()].concat();
    let select = [&[3, 0, 1, 0, 0, 0][..], &count.to_be_bytes()].concat();
    let private = [number_of_dict(i32::from(USUAL_ADVANCE)), vec![20]].concat();
    let charstrings = index(&charstrings);
    // Numbers of five bytes each keep the dictionaries' lengths apart from what they say.
    let top = |[charset, select, charstrings, fonts]: [usize; 4]| {
        let mut dict = Vec::new();
        let mut entry = |numbers: &[i32], operator: &[u8]| {
            numbers.iter().for_each(|number| dict.extend(number_of_dict(*number)));
            dict.extend(operator);
        };
        entry(&[STANDARD_STRINGS, STANDARD_STRINGS + 1, 0], &[12, 30]);
        entry(&bounds.map(i32::from), &[5]);
        entry(&[i32::from(count)], &[12, 34]);
        entry(&[charset as i32], &[15]);
        entry(&[select as i32], &[12, 37]);
        entry(&[charstrings as i32], &[17]);
        entry(&[fonts as i32], &[12, 36]);
        index(&[dict])
    };
    let font = |private_at: usize| {
        let mut dict = number_of_dict(private.len() as i32);
        dict.extend(number_of_dict(private_at as i32));
        dict.push(18);
        index(&[dict])
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

/// An INDEX: how many, where each begins, and all of them.
fn index<T: AsRef<[u8]>>(items: &[T]) -> Vec<u8> {
    let mut bytes = (items.len() as u16).to_be_bytes().to_vec();
    if items.is_empty() {
        return bytes;
    }
    bytes.push(4);
    let mut offset = 1u32;
    bytes.extend(offset.to_be_bytes());
    for item in items {
        offset += item.as_ref().len() as u32;
        bytes.extend(offset.to_be_bytes());
    }
    items.iter().for_each(|item| bytes.extend(item.as_ref()));
    bytes
}

/// A number of a DICT, always in five bytes.
fn number_of_dict(number: i32) -> Vec<u8> {
    [&[29][..], &number.to_be_bytes()].concat()
}

/// Operators of charstrings.
const V_MOVE: u8 = 4;
const LINE: u8 = 5;
const H_LINE: u8 = 6;
const V_LINE: u8 = 7;
const CURVE: u8 = 8;
const END: u8 = 14;
const MOVE: u8 = 21;
const H_MOVE: u8 = 22;

/// Operands that an operator may have, less the advance before the first.
const MOST_OPERANDS: usize = 46;

fn charstring(glyph: &Glyph) -> Vec<u8> {
    let mut writer = Writer::default();
    if glyph.advance != USUAL_ADVANCE {
        // The private dictionary's nominal advance is 0.
        writer.number(i32::from(glyph.advance));
    }
    for contour in &glyph.outline.contours {
        writer.begin(contour.start);
        for segment in &contour.segments {
            match segment {
                Segment::Line(to) => writer.line(*to),
                Segment::Curve(one, two, to) => writer.curve(*one, *two, *to),
            }
        }
    }
    writer.flush();
    writer.bytes.push(END);
    writer.bytes
}

/// A charstring being written: neighbours of one kind share an operator.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    pen: (i32, i32),
    operator: Option<u8>,
    operands: Vec<i32>,
    /// For lines that turn at right angles: does the next go up or down?
    upright: bool,
}

impl Writer {
    fn begin(&mut self, start: (f64, f64)) {
        self.flush();
        match self.step(start) {
            (dx, 0) => self.operation(H_MOVE, &[dx]),
            (0, dy) => self.operation(V_MOVE, &[dy]),
            (dx, dy) => self.operation(MOVE, &[dx, dy]),
        }
        self.flush();
    }

    fn line(&mut self, to: (f64, f64)) {
        let (dx, dy) = self.step(to);
        let (upright, length) = match (dx, dy) {
            (0, 0) => return,
            (0, dy) => (true, dy),
            (dx, 0) => (false, dx),
            (dx, dy) => return self.operation(LINE, &[dx, dy]),
        };
        let turning = matches!(self.operator, Some(H_LINE | V_LINE)) && self.upright == upright;
        if !turning || self.operands.len() >= MOST_OPERANDS {
            self.flush();
            self.operator = Some(if upright { V_LINE } else { H_LINE });
        }
        self.operands.push(length);
        self.upright = !upright;
    }

    fn curve(&mut self, one: (f64, f64), two: (f64, f64), to: (f64, f64)) {
        let (a, b, c) = (self.step(one), self.step(two), self.step(to));
        self.operation(CURVE, &[a.0, a.1, b.0, b.1, c.0, c.1]);
    }

    /// How far a place is from the pen, which goes there: whole units, so that no error adds up.
    fn step(&mut self, (x, y): (f64, f64)) -> (i32, i32) {
        let to = (x.round() as i32, y.round() as i32);
        let step = (to.0 - self.pen.0, to.1 - self.pen.1);
        self.pen = to;
        step
    }

    fn operation(&mut self, operator: u8, operands: &[i32]) {
        if self.operator != Some(operator) || self.operands.len() + operands.len() > MOST_OPERANDS {
            self.flush();
            self.operator = Some(operator);
        }
        self.operands.extend(operands);
    }

    fn flush(&mut self) {
        for number in std::mem::take(&mut self.operands) {
            self.number(number);
        }
        self.bytes.extend(self.operator.take());
    }

    fn number(&mut self, number: i32) {
        match number {
            -107..=107 => self.bytes.push((number + 139) as u8),
            108..=1131 => self.bytes.extend([(247 + (number - 108) / 256) as u8, ((number - 108) % 256) as u8]),
            -1131..=-108 => self.bytes.extend([(251 + (-number - 108) / 256) as u8, ((-number - 108) % 256) as u8]),
            _ => {
                self.bytes.push(28);
                self.bytes.extend((number.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16).to_be_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::fonts::Contour;

    /// A reader of fonts sees what was written: lines, curves, a hole, numbers of every length.
    #[test]
    fn what_is_written_is_read_back() {
        let contours = vec![
            Contour {
                start: (-120.0, 0.0),
                segments: vec![
                    Segment::Line((880.0, 0.0)),
                    Segment::Line((880.0, 1500.0)),
                    Segment::Curve((600.0, 1501.0), (100.0, 900.0), (-120.0, 40.0)),
                ],
            },
            Contour { start: (10.0, 20.0), segments: vec![Segment::Line((15.0, 29.0)), Segment::Line((25.0, 22.0))] },
        ];
        let outline = Outline { contours };
        let glyphs = [
            Glyph { outline: Outline::default(), advance: 1000 },
            Glyph { outline: outline.clone(), advance: 555 },
            Glyph { outline, advance: 1000 },
        ];
        let program = program("Test", [-120, 0, 880, 1501], &glyphs);
        assert_eq!(crate::paper::fonts::cff_outlines(&program), glyphs.map(|glyph| glyph.outline));
    }
}
