//! What a laid-out form is: pages of placed marks, and the structure a screen reader follows.
//!
//! Outputs see only these types. Marks are a closed set; every mark either belongs to an
//! [`StructureElement`] of the structure or is decoration (an artifact, ISO 32000-1, 14.8.2.2). The structure
//! is one tree over all pages, so a table that runs over two sheets is still one table.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::qr_code::QrSymbol;
use crate::model::anchor::Anchor;
use crate::model::answers::AnswerName;
use crate::model::name::Name;
use crate::model::pictogram::Pictogram;
use crate::units::{Mm, Point, Pt, Rect, Size};

/// A4 (ISO 216), upright.
pub const A4: Size = Size { width: Mm(210.0), height: Mm(297.0) };
/// A4 on its side.
pub(crate) const A4_ACROSS: Size = Size { width: A4.height, height: A4.width };
pub(crate) const A3: Size = Size { width: Mm(297.0), height: Mm(420.0) };
pub(crate) const A5: Size = Size { width: Mm(148.0), height: Mm(210.0) };

/// How far the em box of the faces reaches above the baseline and below it, in ems (OpenType, OS/2: `sTypoAscender`,
/// `sTypoDescender`).
pub(crate) const ASCENT: f64 = 0.88;
pub(crate) const DESCENT: f64 = 0.12;

/// A form laid out for one city, or for none; or several put together.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperDocument {
    pub metadata: DocumentMetadata,
    pub pages: Vec<PaperPage>,
    /// What pages are called, where that is not 1, 2, 3 … through all of them (ISO 32000-1, 12.4.2).
    pub labels: Vec<PageLabels>,
    /// The structure tree in reading order; a parent always stands before its children.
    pub structure: Arc<Vec<StructureElement>>,
    pub outline: Vec<OutlineEntry>,
    /// The page, from 0, that each item and article of a form begins on; of several forms together nothing is known.
    pub anchor_pages: Arc<BTreeMap<Anchor, usize>>,
}

/// What the pages from one on are called: the prefix, then, where counted, a number from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct PageLabels {
    /// The first page that is called so, from 0.
    pub from: usize,
    pub prefix: String,
    pub counted: bool,
}

/// What the sheets are of: for document metadata and the manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentMetadata {
    /// The form's id, or what all forms together are called: `booklet`.
    pub form: Name,
    /// 之三; empty where several forms are together.
    pub number: String,
    /// The document's title, as a reader's window shows it.
    pub title: String,
    /// What the form is for, as document metadata say it.
    pub subject: String,
    pub version: String,
    /// What tells the form from others of its version; of a booklet, what tells its forms together.
    pub issue: String,
    pub city: Option<Name>,
    /// BCP 47.
    pub language: String,
    /// The day of the contents, which PDF dates are taken from.
    pub as_of: jiff::civil::Date,
    /// Whose sheet it is, as document metadata say it: the office where known.
    pub author: Option<String>,
}

/// One page.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperPage {
    pub size: Size,
    /// What the sheets of all offices have whose forms say the same, painted first.
    pub shared_marks: Arc<Vec<PlacedMark>>,
    /// What this office's sheet alone has: its line and number in the head, running lines, codes.
    pub office_marks: Vec<PlacedMark>,
}

impl PaperPage {
    /// A page of which nothing is an office's own.
    pub fn new(size: Size, marks: Vec<PlacedMark>) -> PaperPage {
        PaperPage { size, shared_marks: Arc::new(marks), office_marks: Vec::new() }
    }

    /// Every mark in painting order, which within an element is reading order too.
    pub fn marks(&self) -> impl Iterator<Item = &PlacedMark> {
        self.shared_marks.iter().chain(&self.office_marks)
    }

    /// Every mark as it may be changed, in painting order.
    pub fn marks_mut(&mut self) -> impl Iterator<Item = &mut PlacedMark> {
        Arc::make_mut(&mut self.shared_marks).iter_mut().chain(&mut self.office_marks)
    }

    /// The mark of this number in painting order, from 0.
    pub(crate) fn mark(&self, number: usize) -> Option<&PlacedMark> {
        self.shared_marks.get(number).or_else(|| self.office_marks.get(number.checked_sub(self.shared_marks.len())?))
    }
}

/// A mark and the element it belongs to; `None` is decoration. A field that is decoration is a further
/// place of one that stands in the form: typed in one of them, a text is in all.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedMark {
    pub element: Option<ElementId>,
    pub mark: PaperMark,
}

/// Everything that can stand on a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperMark {
    Text(TextRun),
    /// A straight rule.
    Line {
        from: Point,
        to: Point,
        width: Pt,
        dash: DashPattern,
    },
    /// A rectangle, filled, stroked or both.
    Box {
        rect: Rect,
        fill: Option<Colour>,
        stroke: Option<Pt>,
    },
    /// A circle, stroked.
    Circle {
        center: Point,
        radius: Mm,
        width: Pt,
        dash: DashPattern,
    },
    /// A QR code (GB/T 18284), black on the white of the paper.
    QrSymbol(QrSymbol),
    /// A pictogram in a square; decoration, as words beside it say the same.
    Pictogram {
        pictogram: Arc<Pictogram>,
        /// The left upper corner.
        at: Point,
        /// Of a side.
        size: Mm,
        colour: Colour,
    },
    /// A place to type in, which only a fillable output makes into a widget; on paper it is empty.
    Field(FieldBox),
}

impl PaperMark {
    /// The mark moved by a distance.
    pub fn shifted(&self, dx: Mm, dy: Mm) -> PaperMark {
        let moved = |point: Point| Point { x: point.x + dx, y: point.y + dy };
        match self {
            PaperMark::Text(run) => PaperMark::Text(TextRun { origin: moved(run.origin), ..run.clone() }),
            PaperMark::Line { from, to, width, dash } => {
                PaperMark::Line { from: moved(*from), to: moved(*to), width: *width, dash: *dash }
            }
            PaperMark::Box { rect, fill, stroke } => {
                PaperMark::Box { rect: rect.shifted(dx, dy), fill: *fill, stroke: *stroke }
            }
            PaperMark::Circle { center, radius, width, dash } => {
                PaperMark::Circle { center: moved(*center), radius: *radius, width: *width, dash: *dash }
            }
            PaperMark::QrSymbol(code) => PaperMark::QrSymbol(code.shifted(dx, dy)),
            PaperMark::Pictogram { pictogram, at, size, colour } => {
                PaperMark::Pictogram { pictogram: pictogram.clone(), at: moved(*at), size: *size, colour: *colour }
            }
            PaperMark::Field(field) => PaperMark::Field(FieldBox { rect: field.rect.shifted(dx, dy), ..field.clone() }),
        }
    }
}

/// A line of glyphs of one face and size.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    pub face: Face,
    pub size: Pt,
    /// On the baseline.
    pub origin: Point,
    pub glyphs: Vec<Glyph>,
    pub colour: Colour,
    /// It begins a text of its own below another, and is no further line of that one.
    pub starts_text: bool,
}

/// A character and its distance from the run's origin. Squeezing and justification are in `x`
/// already; the character's own width is the font's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub character: char,
    pub x: Mm,
}

/// `⸺` is drawn for a pair of `—`; the text layer says the pair.
pub const LONG_DASH: char = '\u{2E3A}';

/// The faces of the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 宋体: running text
    Song,
    /// bold Song: titles
    SongBold,
    /// 黑体: labels
    Hei,
    /// bold Hei: headings
    HeiBold,
    /// What is filled in: Hei, in a subset of its own, as every copy needs other characters.
    Typed,
}

impl Face {
    /// The faces that fonts are found for.
    pub(crate) const ALL: [Face; 4] = [Face::Song, Face::SongBold, Face::Hei, Face::HeiBold];
}

/// What a mark is painted with.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Colour {
    /// From 0.0, black, to 1.0, white (DeviceGray, ISO 32000-1, 8.6.4.2); forms have no other.
    Grey(f64),
    /// Red, green and blue of sRGB (DeviceRGB, 8.6.4.3).
    Rgb(u8, u8, u8),
}

impl Colour {
    pub const BLACK: Colour = Colour::Grey(0.0);

    /// Red, green and blue, as a screen shows it.
    pub(crate) fn rgb(self) -> [u8; 3] {
        match self {
            Colour::Grey(level) => [(level.clamp(0.0, 1.0) * 255.0).round() as u8; 3],
            Colour::Rgb(red, green, blue) => [red, green, blue],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DashPattern {
    Solid,
    /// Equal strokes and gaps of this length.
    Dashed(Mm),
}

/// A place to type in.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldBox {
    /// Dotted, from the YAML's names; unique in the form but for ticks of one group and further places of a
    /// field.
    pub name: AnswerName,
    /// What a screen reader says: label, unit, obligation, condition, hint and rule.
    pub tooltip: String,
    /// For a tick, or a part of a date: what all the places of its answer ask together.
    pub group_label: Option<String>,
    pub rect: Rect,
    /// Type size of what is typed.
    pub size: Pt,
    pub required: bool,
    pub kind: FieldBoxKind,
    /// Digits and the signs between them are what belongs in it.
    pub numeric: bool,
    /// It is a blank in a line of words, and what is typed is read together with them.
    pub in_line: bool,
    /// What is filled in already.
    pub value: Option<FieldBoxValue>,
}

impl FieldBox {
    /// The place in a document of several, counted from 0: from the second on its name begins with the document's number, as
    /// a name may be there but once (ISO 32000-1, 12.7.3.2).
    pub(crate) fn renamed_for_document(self, number: usize) -> FieldBox {
        match number {
            0 => self,
            _ => FieldBox { name: self.name.on_copy(number + 1), ..self },
        }
    }
}

/// What a place to type in holds.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldBoxValue {
    /// A text, and how it stands there, from the top left corner of the field's rectangle.
    Written { text: String, runs: Vec<TextRun> },
    /// A tick is on.
    On,
}

/// What is typed or ticked.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldBoxKind {
    Text {
        multiline: bool,
        length: Option<u32>,
        centered: bool,
    },
    /// One character a box, over the whole width.
    Comb {
        boxes: u32,
    },
    /// One of several that share the field's name, of which one at most is on.
    Radio {
        value: String,
    },
    /// On or off by itself.
    Check {
        value: String,
    },
}

/// An index into [`PaperDocument::structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// A node of the structure tree (ISO 32000-1, 14.7.2).
#[derive(Clone, Debug, PartialEq)]
pub struct StructureElement {
    pub role: StructureType,
    /// `None` is a child of the document itself.
    pub parent: Option<ElementId>,
}

/// The standard structure types that sheets use (ISO 32000-1, 14.8.4).
#[derive(Clone, Debug, PartialEq)]
pub enum StructureType {
    /// One document of several put together: Part
    Part,
    /// A part of the form: Sect
    Section,
    /// H1, H2 …
    Heading(u8),
    Paragraph,
    /// With what it is about.
    Table {
        summary: String,
    },
    Row,
    HeaderCell {
        scope: HeaderScope,
        columns: u32,
        rows: u32,
    },
    Cell {
        columns: u32,
        rows: u32,
    },
    List,
    ListItem,
    /// A list item's number: Lbl
    Label,
    /// A list item's text: LBody
    Body,
    Span {
        language: Option<String>,
    },
    /// A picture that says something, with the same in words.
    Figure {
        alternative: String,
    },
    /// A field, or a blank to be written in by hand; its rule says no more than the field: Form
    Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderScope {
    Row,
    Column,
    Both,
}

/// An entry of the reader's outline: a section's title and the page (from 0) and height it is at.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    pub title: String,
    pub page: usize,
    pub y: Mm,
    /// 1 for sections, 2 below them.
    pub level: u8,
}
