//! Rules, boxes and codes as paths: one path for each pen.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::model::pictogram::{GRID, Pictogram, WEIGHT};
use crate::paper::document::{Colour, DashPattern};
use crate::paper::qr_code::{QrModules, QrSymbol};
use crate::units::{Mm, Point, Pt, Rect};

use super::length::{HundredthsMm, short_decimal};

/// A pen: the width and dash length of a line, in thousandths of a millimetre; the dash length is 0 for a solid line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SvgPen {
    width: i64,
    dash: i64,
}

/// All marks of a sheet that are no text.
#[derive(Clone, Debug, Default)]
pub(crate) struct SvgStrokes {
    /// Path data by the colour it is filled with, from dark to light.
    fills: BTreeMap<[u8; 3], String>,
    pens: BTreeMap<SvgPen, SvgPenPaths>,
    /// Codes and pictograms as elements.
    others: String,
}

/// The lines of one pen.
#[derive(Clone, Debug, Default)]
struct SvgPenPaths {
    /// Horizontal rules by y, each from x to x.
    level: BTreeMap<HundredthsMm, Vec<(HundredthsMm, HundredthsMm)>>,
    /// Vertical rules by x, each from y to y.
    upright: BTreeMap<HundredthsMm, Vec<(HundredthsMm, HundredthsMm)>>,
    /// All other lines, as path data.
    other: String,
    /// All lines as path data, after [`SvgStrokes::build_paths`].
    data: String,
}

impl SvgStrokes {
    pub(crate) fn line(&mut self, from: Point, to: Point, width: Pt, dash: DashPattern) {
        let paths = self.pens.entry(pen(width, dash)).or_default();
        let [(x, y), (right, bottom)] = [from, to].map(to_hundredths);
        if y == bottom {
            paths.level.entry(y).or_default().push((x.min(right), x.max(right)));
        } else if x == right {
            paths.upright.entry(x).or_default().push((y.min(bottom), y.max(bottom)));
        } else {
            paths.other += &format!("M{x} {y}l{}", coordinate_pair(x.distance_to(right), y.distance_to(bottom)));
        }
    }

    pub(crate) fn rectangle(&mut self, rect: Rect, fill: Option<Colour>, stroke: Option<Pt>) {
        if let Some(colour) = fill {
            self.fills.entry(colour.rgb()).or_default().push_str(&rectangle_path(rect));
        }
        if let Some(width) = stroke {
            self.pens.entry(pen(width, DashPattern::Solid)).or_default().other += &rectangle_path(rect);
        }
    }

    /// Adds a circle as two arcs (SVG 2, 9.3.8).
    pub(crate) fn circle(&mut self, center: Point, radius: Mm, width: Pt, dash: DashPattern) {
        let (x, y) = to_hundredths(Point { x: center.x - radius, ..center });
        let (radius, across) = (HundredthsMm::of(radius), HundredthsMm::of(radius * 2.0));
        let back = HundredthsMm(-across.0);
        let arc = |to| format!("a{radius} {radius} 0 0 1 {}", coordinate_pair(to, HundredthsMm(0)));
        self.pens.entry(pen(width, dash)).or_default().other += &format!("M{x} {y}{}{}z", arc(across), arc(back));
    }

    /// Adds a QR code. A module is one unit wide and high, and neighbours of a row are one stroke: drawn one by one,
    /// they would show the background between them.
    pub(crate) fn code(&mut self, code: &QrSymbol) {
        let QrModules { side, dark } = code.modules();
        let side = (*side).max(1);
        let (x, y) = to_hundredths(Point { x: code.rect.x, y: code.rect.y });
        let module = short_decimal((code.rect.width.0 * 1_000_000.0 / side as f64).round() as i64, 6);
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
        self.others += &format!("<path transform=\"{place}\" stroke=\"#000\" d=\"{data}\"/>\n");
    }

    pub(crate) fn pictogram(&mut self, pictogram: &Pictogram, at: Point, size: Mm, colour: Colour) {
        let (x, y) = to_hundredths(at);
        let scale = short_decimal((size.0 / GRID * 1_000_000.0).round() as i64, 6);
        let colour = colour.rgb().map(|part| format!("{part:02x}")).concat();
        self.others += &format!(
            "<g transform=\"translate({x} {y})scale({scale})\" color=\"#{colour}\" fill=\"none\" stroke=\"#{colour}\" \
             stroke-width=\"{WEIGHT}\" stroke-linecap=\"round\" stroke-linejoin=\"round\">{}</g>\n",
            pictogram.elements
        );
    }

    /// Makes the path data; to be called after all marks are added.
    pub(crate) fn build_paths(&mut self) {
        self.pens.iter_mut().for_each(|(pen, paths)| paths.data = paths.path_data(pen.dash == 0));
    }

    /// The elements: fills, then rules, with those of `others` on top.
    pub(crate) fn elements(&self, others: &SvgStrokes) -> String {
        let mut elements = String::new();
        for colour in self.fills.keys().chain(others.fills.keys()).collect::<BTreeSet<&[u8; 3]>>() {
            let [these, other] = [self, others].map(|strokes| strokes.fills.get(colour).map_or("", String::as_str));
            elements += &format!(
                "<path fill=\"#{}\" d=\"{these}{other}\"/>\n",
                colour.map(|part| format!("{part:02x}")).concat()
            );
        }
        let pens: BTreeSet<&SvgPen> = self.pens.keys().chain(others.pens.keys()).collect();
        if !pens.is_empty() {
            elements += "<g fill=\"none\" stroke=\"#000\">\n";
            for pen in pens {
                let SvgPen { width, dash } = pen;
                let data = match (self.pens.get(pen), others.pens.get(pen)) {
                    (Some(these), Some(other)) => Cow::Owned(these.merged_with(other).path_data(*dash == 0)),
                    (these, other) => Cow::Borrowed(these.or(other).map_or("", |paths| paths.data.as_str())),
                };
                let dashes = if *dash == 0 {
                    String::new()
                } else {
                    format!(" stroke-dasharray=\"{}\"", short_decimal(*dash, 3))
                };
                let width = short_decimal(*width, 3);
                elements += &format!("<path stroke-width=\"{width}\"{dashes} d=\"{data}\"/>\n");
            }
            elements += "</g>\n";
        }
        elements + &self.others + &others.others
    }
}

impl SvgPenPaths {
    /// These lines and those of the same pen in another drawing, so that rules of both can be joined.
    fn merged_with(&self, other: &SvgPenPaths) -> SvgPenPaths {
        let mut both = self.clone();
        other.level.iter().for_each(|(y, rules)| both.level.entry(*y).or_default().extend(rules));
        other.upright.iter().for_each(|(x, rules)| both.upright.entry(*x).or_default().extend(rules));
        both.other += &other.other;
        both
    }

    /// The path data; with `join`, rules that touch or overlap become one.
    fn path_data(&self, join: bool) -> String {
        let mut data = String::new();
        for (y, rules) in &self.level {
            for (from, to) in join_rules(rules, join) {
                let _ = write!(data, "M{}h{}", coordinate_pair(from, *y), from.distance_to(to));
            }
        }
        for (x, rules) in &self.upright {
            for (from, to) in join_rules(rules, join) {
                let _ = write!(data, "M{}v{}", coordinate_pair(*x, from), from.distance_to(to));
            }
        }
        data + &self.other
    }
}

fn join_rules(rules: &[(HundredthsMm, HundredthsMm)], join: bool) -> Vec<(HundredthsMm, HundredthsMm)> {
    let mut rules = rules.to_vec();
    rules.sort_unstable();
    rules.dedup();
    let mut joined: Vec<(HundredthsMm, HundredthsMm)> = Vec::new();
    for (from, to) in rules {
        match joined.last_mut() {
            Some((_, end)) if join && from <= *end => *end = to.max(*end),
            _ => joined.push((from, to)),
        }
    }
    joined
}

fn rectangle_path(rect: Rect) -> String {
    let (x, y) = to_hundredths(Point { x: rect.x, y: rect.y });
    let (right, bottom) = to_hundredths(Point { x: rect.right(), y: rect.bottom() });
    format!("M{}h{}v{}h{}z", coordinate_pair(x, y), x.distance_to(right), y.distance_to(bottom), right.distance_to(x))
}

/// Two coordinates with the shortest separator.
fn coordinate_pair(x: HundredthsMm, y: HundredthsMm) -> String {
    if y.0 < 0 { format!("{x}{y}") } else { format!("{x} {y}") }
}

fn to_hundredths(point: Point) -> (HundredthsMm, HundredthsMm) {
    (HundredthsMm::of(point.x), HundredthsMm::of(point.y))
}

fn pen(width: Pt, dash: DashPattern) -> SvgPen {
    let thousandths = |length: Mm| (length.0 * 1000.0).round() as i64;
    let dash = match dash {
        DashPattern::Solid => 0,
        DashPattern::Dashed(length) => thousandths(length),
    };
    SvgPen { width: thousandths(width.mm()), dash }
}
