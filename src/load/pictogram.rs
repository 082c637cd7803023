//! Loader of pictograms (`templates/pictograms/*.svg`): line drawings of one family, read from a subset of SVG and
//! converted to paths.
//!
//! This module enforces the style of the family: one grid, one stroke width, no colour, nothing outside the middle 40
//! of its 48 units.

use kurbo::{BezPath, Circle, Ellipse, PathEl, Point as At, QuadBez, Rect, RoundedRect, Shape as _};
use roxmltree::{Attribute, Node, NodeType};

use super::diagnostic_log::DiagnosticLog;
use super::drawing::{self, DrawingFault};
use super::files::{SourceFiles, slug};
use crate::markup::escape;
use crate::model::name::Name;
use crate::model::pictogram::{GRID, Pictogram, PictogramPath, PictogramPoint, PictogramSegment, Pictograms};
use crate::model::source_path::SourceKind;
use crate::source::Span;
use crate::wording::{FilledMessage, message, pictogram as say};

/// Required attributes of the `svg` element: with them, the file looks the same in every program.
const HEAD: [(&str, &str); 6] = [
    ("viewBox", "0 0 48 48"),
    ("fill", "none"),
    ("stroke", "currentColor"),
    ("stroke-width", "2.5"),
    ("stroke-linecap", "round"),
    ("stroke-linejoin", "round"),
];

/// Allowed elements, each with its required and its optional attributes.
const ELEMENTS: [(&str, &[&str], &[&str]); 6] = [
    ("path", &["d"], &[]),
    ("circle", &["cx", "cy", "r"], &["fill", "stroke"]),
    ("ellipse", &["cx", "cy", "rx", "ry"], &[]),
    ("rect", &["x", "y", "width", "height"], &["rx"]),
    ("line", &["x1", "y1", "x2", "y2"], &[]),
    ("polyline", &["points"], &[]),
];

/// Two attributes that together make a circle a filled dot.
const DOT: [(&str, &str); 2] = [("fill", "currentColor"), ("stroke", "none")];

/// The area where lines may be, in grid units.
const DRAWING_AREA: Rect = Rect::new(4.0, 4.0, 44.0, 44.0);
/// Largest distance in grid units between a circle and its curves; sums of decimals are not more exact either.
const TOLERANCE: f64 = 0.01;
const MOST_ELEMENTS: usize = 16;
const MOST_SEGMENTS: usize = 240;
/// Bytes of an attribute value.
const LONGEST: usize = 2_000;

/// Reads the pictograms of a project; the flag is true if one of them could not be read.
pub(crate) fn pictograms(files: &SourceFiles, log: &DiagnosticLog) -> (Pictograms, bool) {
    let name = |kind| if let SourceKind::Pictogram(name) = kind { Some(name) } else { None };
    let paths: Vec<(&str, &str)> = files.of_kind(name).collect();
    let read = paths.iter().filter_map(|&(path, stem)| {
        let name = slug(path, stem, log)?;
        let source = files.text(path)?;
        read(name, &files.sources.get(source).text)
            .map_err(|faults| {
                for DrawingFault { message, range } in faults {
                    log.error(message, Span::new(source, range));
                }
            })
            .ok()
    });
    let all: Vec<Pictogram> = read.collect();
    let incomplete = all.len() < paths.len();
    (Pictograms::new(all), incomplete)
}

fn read(name: Name, text: &str) -> Result<Pictogram, Vec<DrawingFault>> {
    let document = drawing::document(text).map_err(|fault| vec![fault])?;
    let root = document.root_element();
    let mut reader = PictogramReader { faults: Vec::new(), shapes: Vec::new(), elements: String::new() };
    reader.head(&root);
    for (number, node) in root.children().filter(|node| !is_invisible(node)).enumerate() {
        if number == MOST_ELEMENTS {
            reader.fault(message!(say::TOO_MUCH, what = format!("> {MOST_ELEMENTS}")), &node);
            break;
        }
        reader.element(&node);
    }
    let PictogramReader { faults, shapes, elements } = reader;
    if faults.is_empty() { Ok(Pictogram { name, paths: shapes, elements }) } else { Err(faults) }
}

/// Is the node white space between elements, or a comment?
fn is_invisible(node: &Node) -> bool {
    match node.node_type() {
        NodeType::Comment => true,
        NodeType::Text => node.text().is_none_or(|text| text.trim().is_empty()),
        NodeType::Root | NodeType::Element | NodeType::PI => false,
    }
}

/// The name of an element, or the beginning of a misplaced text, for a message.
fn element_name(node: &Node) -> String {
    if node.is_element() {
        return format!("<{}>", node.tag_name().name());
    }
    node.text().unwrap_or_default().trim().chars().take(60).collect()
}

/// Collects the paths, the SVG elements and the faults of one pictogram.
struct PictogramReader {
    faults: Vec<DrawingFault>,
    shapes: Vec<PictogramPath>,
    elements: String,
}

impl PictogramReader {
    fn fault(&mut self, message: FilledMessage, node: &Node) {
        let indent = node.text().map_or(0, |text| text.len() - text.trim_start().len());
        let at = node.range().start + if node.is_text() { indent } else { 0 };
        self.faults.push(DrawingFault { message, range: at..at + 1 });
    }

    fn attribute_fault(&mut self, message: fn(String) -> FilledMessage, attribute: &Attribute) {
        let value: String = attribute.value().chars().take(60).collect();
        let message = message(format!("{}=\"{value}\"", attribute.name()));
        self.faults.push(DrawingFault { message, range: attribute.range() });
    }

    fn head(&mut self, root: &Node) {
        if root.tag_name().name() != "svg" {
            return self.fault(message!(say::ELEMENT, what = format!("<{}>", root.tag_name().name())), root);
        }
        for (key, value) in HEAD {
            if root.attribute(key) != Some(value) {
                self.fault(message!(say::HEAD, what = format!("{key}=\"{value}\"")), root);
            }
        }
        for attribute in root.attributes().filter(|attribute| HEAD.iter().all(|(key, _)| *key != attribute.name())) {
            self.attribute_fault(|what| message!(say::ATTRIBUTE, what), &attribute);
        }
    }

    fn element(&mut self, node: &Node) {
        let tag = node.tag_name().name();
        let Some(&(_, needed, allowed)) = ELEMENTS.iter().find(|(name, ..)| node.is_element() && *name == tag) else {
            return self.fault(message!(say::ELEMENT, what = element_name(node)), node);
        };
        if let Some(inner) = node.children().find(|inner| !is_invisible(inner)) {
            return self.fault(message!(say::ELEMENT, what = element_name(&inner)), &inner);
        }
        let before = self.faults.len();
        for attribute in node.attributes() {
            let name = attribute.name();
            let is_known = needed.contains(&name) || allowed.contains(&name);
            let is_colour = matches!(name, "fill" | "stroke") && !DOT.contains(&(name, attribute.value()));
            if !is_known || is_colour || attribute.value().len() > LONGEST {
                self.attribute_fault(|what| message!(say::ATTRIBUTE, what), &attribute);
            }
        }
        for missing in needed.iter().filter(|key| node.attribute(**key).is_none()) {
            self.fault(message!(say::NUMBER, what = format!("{missing}=\"\"")), node);
        }
        let dots = DOT.iter().filter(|(key, _)| node.attribute(*key).is_some()).count();
        if dots == 1 && self.faults.len() == before {
            self.fault(message!(say::ATTRIBUTE, what = format!("<{tag}>")), node);
        }
        if self.faults.len() > before {
            return;
        }
        match path(node) {
            Ok(path) => self.shape(node, &path, dots > 0),
            Err(key) => match node.attribute_node(key) {
                Some(attribute) => self.attribute_fault(|what| message!(say::NUMBER, what), &attribute),
                None => self.fault(message!(say::NUMBER, what = key), node),
            },
        }
    }

    fn shape(&mut self, node: &Node, path: &BezPath, filled: bool) {
        let bounds = path.bounding_box();
        let area = DRAWING_AREA.inflate(TOLERANCE, TOLERANCE);
        if !(area.contains(At::new(bounds.x0, bounds.y0)) && area.contains(At::new(bounds.x1, bounds.y1))) {
            let [x0, y0, x1, y1] = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|n| (n * 10.0).round() / 10.0);
            return self.fault(message!(say::OFF_GRID, what = format!("{x0},{y0} – {x1},{y1}")), node);
        }
        let segments = segments(path);
        let count = self.shapes.iter().map(|shape| shape.segments.len()).sum::<usize>() + segments.len();
        if count > MOST_SEGMENTS {
            return self.fault(message!(say::TOO_MUCH, what = format!("> {MOST_SEGMENTS}")), node);
        }
        self.shapes.push(PictogramPath { segments, filled });
        let attributes = node
            .attributes()
            .map(|attribute| format!(" {}=\"{}\"", attribute.name(), escape(attribute.value().trim())));
        let attributes: String = attributes.collect();
        self.elements.push_str(&format!("<{}{attributes}/>", node.tag_name().name()));
    }
}

/// The path of an element, or the name of the attribute that cannot be read.
fn path(node: &Node) -> Result<BezPath, &'static str> {
    let number = |key: &'static str| {
        let written = node.attribute(key).unwrap_or("0").trim();
        let number = written.parse().ok().filter(|number| (0.0..=GRID).contains(number));
        number.ok_or(key)
    };
    let size = |key| number(key).and_then(|size| if size > 0.0 { Ok(size) } else { Err(key) });
    let path = match node.tag_name().name() {
        "path" => {
            let written = node.attribute("d").filter(|written| is_small(written)).ok_or("d")?;
            let path = BezPath::from_svg(written).map_err(|_| "d")?;
            return if path.is_finite() && !path.elements().is_empty() { Ok(path) } else { Err("d") };
        }
        "circle" => Circle::new((number("cx")?, number("cy")?), size("r")?).to_path(TOLERANCE),
        "ellipse" => Ellipse::new((number("cx")?, number("cy")?), (size("rx")?, size("ry")?), 0.0).to_path(TOLERANCE),
        "rect" => {
            let (x, y, radius) = (number("x")?, number("y")?, number("rx")?);
            RoundedRect::new(x, y, x + size("width")?, y + size("height")?, radius).to_path(TOLERANCE)
        }
        "line" => polyline(&[number("x1")?, number("y1")?, number("x2")?, number("y2")?]).ok_or("x1")?,
        _ => {
            let written = node.attribute("points").unwrap_or_default();
            let numbers = written.split([' ', ',', '\n', '\r', '\t']).filter(|number| !number.is_empty());
            let numbers: Result<Vec<f64>, _> = numbers.map(str::parse).collect();
            numbers.ok().and_then(|numbers| polyline(&numbers)).ok_or("points")?
        }
    };
    Ok(path)
}

/// Are all numbers of the path data below 1000? For an arc with a huge radius kurbo adds curves until the arc is exact,
/// and would never end.
fn is_small(path: &str) -> bool {
    let numbers = path.split(|c: char| !c.is_ascii_digit() && c != '.');
    let is_known = |c: char| c.is_ascii_digit() || " ,.+-\n\r\tMmLlHhVvCcSsQqTtAaZz".contains(c);
    path.chars().all(is_known) && numbers.into_iter().all(|number| number.find('.').unwrap_or(number.len()) <= 3)
}

/// A line through points, each given by two numbers; `None` for fewer than two points or an odd count of numbers.
fn polyline(numbers: &[f64]) -> Option<BezPath> {
    let (points, half) = numbers.as_chunks::<2>();
    if points.len() < 2 || !half.is_empty() || !numbers.iter().all(|number| number.is_finite()) {
        return None;
    }
    let mut path = BezPath::new();
    for (number, &[x, y]) in points.iter().enumerate() {
        if number == 0 { path.move_to((x, y)) } else { path.line_to((x, y)) }
    }
    Some(path)
}

/// The segments of a path; quadratic curves become equal cubic curves.
fn segments(path: &BezPath) -> Vec<PictogramSegment> {
    let point = |at: At| PictogramPoint { x: at.x, y: at.y };
    let mut current = At::ZERO;
    let segment = |element: &PathEl| {
        let from = current;
        current = element.end_point().unwrap_or(from);
        match *element {
            PathEl::MoveTo(to) => PictogramSegment::Move(point(to)),
            PathEl::LineTo(to) => PictogramSegment::Line(point(to)),
            PathEl::QuadTo(control, to) => {
                let cubic = QuadBez::new(from, control, to).raise();
                PictogramSegment::Cubic(point(cubic.p1), point(cubic.p2), point(to))
            }
            PathEl::CurveTo(one, two, to) => PictogramSegment::Cubic(point(one), point(two), point(to)),
            PathEl::ClosePath => PictogramSegment::Close,
        }
    };
    path.elements().iter().map(segment).collect()
}
