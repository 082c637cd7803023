//! Rules, boxes and codes as paths: all that one pen draws is one path.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::paper::code::{Code, Modules};
use crate::paper::sheet::{Dash, Grey};
use crate::units::{Mm, Point, Pt, Rect};

use super::length::{Hundredths, short};

/// What draws a line: its width and dashes, in thousandths of a millimetre; solid ones have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pen {
    width: i64,
    dash: i64,
}

/// Everything on a sheet that is no text.
#[derive(Debug, Default)]
pub struct Strokes {
    /// By the grey they are filled with, dark to light, of 255.
    fills: BTreeMap<u8, String>,
    pens: BTreeMap<Pen, Drawn>,
    codes: String,
}

/// What a pen draws.
#[derive(Debug, Default)]
struct Drawn {
    /// Rules by how high they are, from where to where.
    level: BTreeMap<Hundredths, Vec<(Hundredths, Hundredths)>>,
    /// Rules by how far right they are.
    upright: BTreeMap<Hundredths, Vec<(Hundredths, Hundredths)>>,
    /// The rest, as path data.
    other: String,
}

impl Strokes {
    pub fn line(&mut self, from: Point, to: Point, width: Pt, dash: Dash) {
        let drawn = self.pens.entry(pen(width, dash)).or_default();
        let [(x, y), (right, bottom)] = [from, to].map(place);
        if y == bottom {
            drawn.level.entry(y).or_default().push((x.min(right), x.max(right)));
        } else if x == right {
            drawn.upright.entry(x).or_default().push((y.min(bottom), y.max(bottom)));
        } else {
            drawn.other += &format!("M{x} {y}l{}", pair(x.to(right), y.to(bottom)));
        }
    }

    pub fn rectangle(&mut self, rect: Rect, fill: Option<Grey>, stroke: Option<Pt>) {
        if let Some(Grey(grey)) = fill {
            let grey = (grey.clamp(0.0, 1.0) * 255.0).round() as u8;
            self.fills.entry(grey).or_default().push_str(&outline(rect));
        }
        if let Some(width) = stroke {
            self.pens.entry(pen(width, Dash::Solid)).or_default().other += &outline(rect);
        }
    }

    /// Two halves, each an arc (SVG 2, 9.3.8).
    pub fn circle(&mut self, center: Point, radius: Mm, width: Pt, dash: Dash) {
        let (x, y) = place(Point { x: center.x - radius, ..center });
        let (radius, across) = (Hundredths::of(radius), Hundredths::of(radius * 2.0));
        let back = Hundredths(-across.0);
        let arc = |to| format!("a{radius} {radius} 0 0 1 {}", pair(to, Hundredths(0)));
        self.pens.entry(pen(width, dash)).or_default().other += &format!("M{x} {y}{}{}z", arc(across), arc(back));
    }

    /// A module is one wide and one high, and neighbours of a row are one stroke: drawn one by one, they
    /// would show the ground between them.
    pub fn code(&mut self, code: &Code) {
        let Modules { side, dark } = code.modules();
        let side = (*side).max(1);
        let (x, y) = place(Point { x: code.rect.x, y: code.rect.y });
        let module = short((code.rect.width.0 * 1_000_000.0 / side as f64).round() as i64, 6);
        let mut data = String::new();
        for (row, modules) in dark.chunks(side).enumerate() {
            let mut pen = 0;
            for neighbours in modules.iter().enumerate().collect::<Vec<_>>().chunk_by(|a, b| a.1 == b.1) {
                let [(start, true), ..] = neighbours else { continue };
                match pen {
                    0 => data += &format!("M{start} {row}.5"),
                    pen => data += &format!("m{} 0", start - pen),
                }
                data += &format!("h{}", neighbours.len());
                pen = start + neighbours.len();
            }
        }
        let place = format!("translate({x} {y})scale({module})");
        self.codes += &format!("<path transform=\"{place}\" stroke=\"#000\" d=\"{data}\"/>\n");
    }

    /// Grounds first, then rules, as elements.
    pub fn elements(&self) -> String {
        let mut elements = String::new();
        for (grey, data) in &self.fills {
            elements += &format!("<path fill=\"#{}\" d=\"{data}\"/>\n", format!("{grey:02x}").repeat(3));
        }
        if !self.pens.is_empty() {
            elements += "<g fill=\"none\" stroke=\"#000\">\n";
            for (Pen { width, dash }, drawn) in &self.pens {
                let dashes =
                    if *dash == 0 { String::new() } else { format!(" stroke-dasharray=\"{}\"", short(*dash, 3)) };
                let width = short(*width, 3);
                elements += &format!("<path stroke-width=\"{width}\"{dashes} d=\"{}\"/>\n", drawn.data(*dash == 0));
            }
            elements += "</g>\n";
        }
        elements + &self.codes
    }
}

impl Drawn {
    /// Solid rules that meet end to end are one.
    fn data(&self, join: bool) -> String {
        let mut data = String::new();
        for (y, rules) in &self.level {
            for (from, to) in joined(rules, join) {
                let _ = write!(data, "M{}h{}", pair(from, *y), from.to(to));
            }
        }
        for (x, rules) in &self.upright {
            for (from, to) in joined(rules, join) {
                let _ = write!(data, "M{}v{}", pair(*x, from), from.to(to));
            }
        }
        data + &self.other
    }
}

fn joined(rules: &[(Hundredths, Hundredths)], join: bool) -> Vec<(Hundredths, Hundredths)> {
    let mut rules = rules.to_vec();
    rules.sort_unstable();
    rules.dedup();
    let mut joined: Vec<(Hundredths, Hundredths)> = Vec::new();
    for (from, to) in rules {
        match joined.last_mut() {
            Some((_, end)) if join && from <= *end => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    joined
}

fn outline(rect: Rect) -> String {
    let (x, y) = place(Point { x: rect.x, y: rect.y });
    let (right, bottom) = place(Point { x: rect.right(), y: rect.bottom() });
    format!("M{}h{}v{}h{}z", pair(x, y), x.to(right), y.to(bottom), right.to(x))
}

/// Two coordinates with as little between them as keeps them apart.
fn pair(x: Hundredths, y: Hundredths) -> String {
    if y.0 < 0 { format!("{x}{y}") } else { format!("{x} {y}") }
}

fn place(point: Point) -> (Hundredths, Hundredths) {
    (Hundredths::of(point.x), Hundredths::of(point.y))
}

fn pen(width: Pt, dash: Dash) -> Pen {
    let thousandths = |length: Mm| (length.0 * 1000.0).round() as i64;
    let dash = match dash {
        Dash::Solid => 0,
        Dash::Dashed(length) => thousandths(length),
    };
    Pen { width: thousandths(width.mm()), dash }
}
