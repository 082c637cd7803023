//! The laid-out document: pages of placed marks, and the structure tree that screen readers follow.
//!
//! Outputs see only these types. Marks are a closed set; every mark either belongs to a [`StructureElement`] or is an artifact
//! (ISO 32000-1, 14.8.2.2). The structure is one tree over all pages, so that a table that continues on a second page is
//! still one table. Lengths are millimetres from the page's top left corner.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::qr_code::QrSymbol;
use crate::model::anchor::Anchor;
use crate::model::answers::AnswerName;
use crate::model::name::Name;
use crate::model::pictogram::Pictogram;
use crate::units::{Mm, Point, Pt, Rect, Size};

/// A4 (ISO 216) in portrait orientation.
pub const A4: Size = Size { width: Mm(210.0), height: Mm(297.0) };
/// A4 in landscape orientation.
pub(crate) const A4_ACROSS: Size = Size { width: A4.height, height: A4.width };
pub(crate) const A3: Size = Size { width: Mm(297.0), height: Mm(420.0) };
pub(crate) const A5: Size = Size { width: Mm(148.0), height: Mm(210.0) };

/// The extent of the em box above the baseline; `DESCENT` is that below it; in ems (OpenType, OS/2: `sTypoAscender`,
/// `sTypoDescender`).
pub(crate) const ASCENT: f64 = 0.88;
pub(crate) const DESCENT: f64 = 0.12;

/// A laid-out document: one form for one office or for none, or several documents combined.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperDocument {
    pub metadata: DocumentMetadata,
    pub pages: Vec<PaperPage>,
    /// The page labels (ISO 32000-1, 12.4.2); empty if the pages are labelled 1, 2, 3 …
    pub labels: Vec<PageLabels>,
    /// The structure tree in reading order; a parent always precedes its children.
    pub structure: Arc<Vec<StructureElement>>,
    pub outline: Vec<OutlineEntry>,
    /// The 0-based page on which each item and article of a form begins; empty for combined documents.
    pub anchor_pages: Arc<BTreeMap<Anchor, usize>>,
}

/// The labels of the pages from one page on: a prefix and, if counted, a number from 1 (ISO 32000-1, 12.4.2).
#[derive(Clone, Debug, PartialEq)]
pub struct PageLabels {
    /// The 0-based index of the first page with these labels.
    pub from: usize,
    pub prefix: String,
    pub counted: bool,
}

/// The data of a document for PDF metadata and for the manifest: form, version, city, title.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentMetadata {
    /// The form's id, or `booklet`.
    pub form: Name,
    /// The form's number, such as 之三; empty for a booklet and for publicity.
    pub number: String,
    /// The document's title, as a PDF reader shows it in its window.
    pub title: String,
    /// The purpose of the form, for the document metadata.
    pub subject: String,
    pub version: String,
    /// The issue code, which differs between forms of one version; of a booklet, one code for all its forms.
    pub issue: String,
    pub city: Option<Name>,
    /// BCP 47.
    pub language: String,
    /// The day of the contents, from which the PDF dates are made.
    pub as_of: jiff::civil::Date,
    /// The author in the document metadata: the office; `None` if it is not known.
    pub author: Option<String>,
}

/// One page of a document: its size and its marks, those of all offices and those of one.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperPage {
    pub size: Size,
    /// The marks that all offices with equal forms share, painted first.
    pub shared_marks: Arc<Vec<PlacedMark>>,
    /// The marks of this office alone: office and serial number in the head, running lines, QR codes.
    pub office_marks: Vec<PlacedMark>,
}

impl PaperPage {
    /// A page without marks of one office alone.
    pub fn new(size: Size, marks: Vec<PlacedMark>) -> PaperPage {
        PaperPage { size, shared_marks: Arc::new(marks), office_marks: Vec::new() }
    }

    /// Every mark in painting order, which is also the reading order within an element.
    pub fn marks(&self) -> impl Iterator<Item = &PlacedMark> {
        self.shared_marks.iter().chain(&self.office_marks)
    }

    /// Every mark, mutable, in painting order.
    pub fn marks_mut(&mut self) -> impl Iterator<Item = &mut PlacedMark> {
        Arc::make_mut(&mut self.shared_marks).iter_mut().chain(&mut self.office_marks)
    }

    /// The mark at a 0-based index of the painting order.
    pub(crate) fn mark(&self, number: usize) -> Option<&PlacedMark> {
        self.shared_marks.get(number).or_else(|| self.office_marks.get(number.checked_sub(self.shared_marks.len())?))
    }
}

/// A mark and its structure element; without an element the mark is an artifact. A field that is an artifact is a further
/// widget of a field of the form: a text typed in one of them appears in all.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedMark {
    pub element: Option<ElementId>,
    pub mark: PaperMark,
}

/// A mark: one thing that is drawn on a page, in millimetres from the page's top left corner.
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
    /// A pictogram in a square; an artifact, as the words beside it have the same meaning.
    Pictogram {
        pictogram: Arc<Pictogram>,
        /// The top left corner.
        at: Point,
        /// The side of the square.
        size: Mm,
        colour: Colour,
    },
    /// A field, which only fillable outputs turn into a widget annotation; on paper it is empty.
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

/// Glyphs of one face and size on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    pub face: Face,
    pub size: Pt,
    /// The origin of the run, on the baseline.
    pub origin: Point,
    pub glyphs: Vec<Glyph>,
    pub colour: Colour,
    /// Whether the run begins a separate text below another, instead of continuing it on a further line.
    pub starts_text: bool,
}

/// A character and its distance in millimetres from the run's origin. Compression of punctuation and justification are
/// included in `x`; the advance width is that of the font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    pub character: char,
    pub x: Mm,
}

/// The two-em dash `⸺`, drawn in place of a pair of `—`; the text layer has the pair.
pub const LONG_DASH: char = '\u{2E3A}';

/// A typeface of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 宋体: body text
    Song,
    /// bold Song: titles
    SongBold,
    /// 黑体: labels
    Hei,
    /// bold Hei: headings
    HeiBold,
    /// Hei for filled-in answers, in a separate subset, as every copy needs other characters.
    Typed,
}

impl Face {
    /// The faces that have a font of their own.
    pub(crate) const ALL: [Face; 4] = [Face::Song, Face::SongBold, Face::Hei, Face::HeiBold];
}

/// The colour of a mark, in a PDF device colour space.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub enum Colour {
    /// From 0.0, black, to 1.0, white (DeviceGray, ISO 32000-1, 8.6.4.2); forms have no other colours.
    Grey(f64),
    /// Red, green and blue of sRGB (DeviceRGB, 8.6.4.3).
    Rgb(u8, u8, u8),
}

impl Colour {
    pub const BLACK: Colour = Colour::Grey(0.0);

    /// The colour as red, green and blue of sRGB, 0 to 255.
    pub(crate) fn rgb(self) -> [u8; 3] {
        match self {
            Colour::Grey(level) => [(level.clamp(0.0, 1.0) * 255.0).round() as u8; 3],
            Colour::Rgb(red, green, blue) => [red, green, blue],
        }
    }
}

/// The dash pattern of a line (ISO 32000-1, 8.4.3.6).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DashPattern {
    Solid,
    /// Dashes and gaps of the same length, in millimetres.
    Dashed(Mm),
}

/// A form field on a page: its rectangle, answer name, tooltip and kind.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldBox {
    /// The answer name: the names of the YAML, joined by dots. Unique in the form, except for radio buttons of one group and
    /// further widgets of a field.
    pub name: AnswerName,
    /// The text that a screen reader speaks (`TU`): label, unit, obligation, condition, hint and rule.
    pub tooltip: String,
    /// The label of the whole answer, for a radio button, a checkbox or a part of a date.
    pub group_label: Option<String>,
    pub rect: Rect,
    /// The type size of the field's text.
    pub size: Pt,
    pub required: bool,
    pub kind: FieldBoxKind,
    /// Whether the answer consists of digits and signs between them.
    pub numeric: bool,
    /// Whether the field is a blank in a line of text, so that the answer is read together with the text.
    pub in_line: bool,
    /// The filled-in value.
    pub value: Option<FieldBoxValue>,
}

impl FieldBox {
    /// The field in a combined document, by the 0-based number of its part: from the second part on its name begins with the
    /// number of the part, as a field name must be unique (ISO 32000-1, 12.7.3.2).
    pub(crate) fn renamed_for_document(self, number: usize) -> FieldBox {
        match number {
            0 => self,
            _ => FieldBox { name: self.name.on_copy(number + 1), ..self },
        }
    }
}

/// The value of a field: a text or a selected state.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldBoxValue {
    /// A text, and its runs from the top left corner of the field's rectangle.
    Written { text: String, runs: Vec<TextRun> },
    /// A radio button or checkbox is selected.
    On,
}

/// The kind of a form field (ISO 32000-1, 12.7.4).
#[derive(Clone, Debug, PartialEq)]
pub enum FieldBoxKind {
    Text {
        multiline: bool,
        length: Option<u32>,
        centered: bool,
    },
    /// One character in each of so many equal boxes (ISO 32000-1, table 228: `Comb`).
    Comb {
        boxes: u32,
    },
    /// A radio button: one of several with the same name, of which at most one is selected.
    Radio {
        value: String,
    },
    /// A checkbox, selected or not, independent of others.
    Check {
        value: String,
    },
}

/// The 0-based index of a structure element in [`PaperDocument::structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// A structure element: a node of the structure tree (ISO 32000-1, 14.7.2).
#[derive(Clone, Debug, PartialEq)]
pub struct StructureElement {
    pub role: StructureType,
    /// The parent; `None` for a child of the document itself.
    pub parent: Option<ElementId>,
}

/// The standard structure types that documents use (ISO 32000-1, 14.8.4).
#[derive(Clone, Debug, PartialEq)]
pub enum StructureType {
    /// One part of a combined document: Part
    Part,
    /// A section of the form: Sect
    Section,
    /// H1, H2 …
    Heading(u8),
    Paragraph,
    /// Table, with its summary
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
    /// Figure, with its alternative text
    Figure {
        alternative: String,
    },
    /// A field, or a blank to fill in by hand: Form. The rule of a blank belongs to the same element.
    Form,
}

/// What a header cell is the header of (ISO 32000-1, 14.8.5.7: `Scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderScope {
    Row,
    Column,
    Both,
}

/// An entry of the document outline: a title, the 0-based page and the distance from the page's top edge.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    pub title: String,
    pub page: usize,
    pub y: Mm,
    /// 1 for sections, 2 below them.
    pub level: u8,
}
