//! Sheets laid out once for every office whose forms say the same, and what each office has on them alone.
//!
//! An office's own are its line and number in the head, what consents tell in its words, the running lines with its city, and
//! the codes; on a booklet's cover what is known of it. As long as these take the same room and have the same structure, everything else is where it
//! was: pages share their bodies ([`Sheet::body`]), sheets their structure.

use std::collections::BTreeSet;
use std::fmt;
use std::mem::{Discriminant, discriminant};
use std::ops::Range;
use std::sync::Arc;

use super::block::Block;
use super::draft::{Draft, OwnLines};
use super::fonts::Fonts;
use super::identity;
use super::sheet::{Element, ElementId, Identity, Mark, Placed, Role, Sheet, Sheets};
use super::stack::stacked;
use super::style::Style;
use super::typing::Typing;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::answers::AnswerName;
use crate::model::issued::{IssuedForm, IssuedProgramme};
use crate::model::issued_publicity::IssuedPublicity;
use crate::units::{Mm, Point};

/// What is laid out: a form, all forms of a programme bound together, or a page that publicises.
#[derive(Clone, Copy, Debug)]
pub enum Matter<'a> {
    Form(&'a IssuedForm),
    Booklet(&'a IssuedProgramme),
    Publicity(&'a IssuedPublicity),
}

/// Laid-out sheets of one office, and where on them others have something else.
#[derive(Clone, Debug)]
pub struct Plate {
    /// As the office has them that they were laid out for.
    pub sheets: Sheets,
    parts: Vec<Part>,
}

/// Pages of a plate with one way of saying what is an office's own.
#[derive(Clone, Debug)]
struct Part {
    own: Arc<dyn Own>,
    style: Style,
    /// The first of its pages, and how many there are.
    first_page: usize,
    pages: usize,
    /// How many elements of the whole stand before its own.
    before: u32,
    /// Its elements that are an office's own, counted from its first.
    elements: Range<usize>,
    /// Which document of several it is, from 0.
    number: usize,
}

/// What offices have of their own on the pages of a document.
pub trait Own: fmt::Debug + Send + Sync {
    /// The form it is about.
    fn form<'a>(&self, matter: Matter<'a>) -> Option<&'a IssuedForm>;

    /// The marks of these of its pages, of so many in the whole; `None` where they take another room than on the plate.
    fn draw(&self, draft: &mut Draft, matter: Matter, pages: Pages) -> Option<Vec<Vec<Placed>>>;
}

/// Pages of a document.
#[derive(Clone, Copy, Debug)]
pub struct Pages<'a> {
    /// Their numbers in it, from 0.
    pub drawn: &'a [usize],
    /// How many the document has.
    pub document: usize,
    /// How many pages there are with those of all documents.
    pub whole: usize,
}

/// Of a form: what is in the head of its first page, what is told in the office's words, and the running lines.
#[derive(Debug)]
pub struct OfForm {
    /// Which of a programme's forms it is.
    pub number: usize,
    /// Where it stands, page and place: what is in the head, then what is told, line by line.
    pub places: Vec<(usize, Point)>,
    /// How high it is in the head.
    pub height: Mm,
    pub told: Vec<OwnLines>,
    /// How high the running lines are.
    pub lines: [Mm; 3],
}

impl Own for OfForm {
    fn form<'a>(&self, matter: Matter<'a>) -> Option<&'a IssuedForm> {
        matter.form(self.number)
    }

    fn draw(&self, draft: &mut Draft, _: Matter, pages: Pages) -> Option<Vec<Vec<Placed>>> {
        let meta = draft.meta();
        let imprint = draft.imprint();
        if meta.height != self.height || imprint.heights() != self.lines {
            return None;
        }
        let blocks: Vec<Block> = [vec![meta], draft.told_of_office(&self.told)?].concat();
        let own = pages.drawn.iter().map(|page| {
            let mut block = Block::default();
            for (own, (_, place)) in blocks.iter().zip(&self.places).filter(|(_, (at, _))| at == page) {
                block.lay(own, place.x, place.y);
            }
            block.marks.extend(draft.own_lines(&imprint, page + 1, pages.document).marks);
            block.marks
        });
        Some(own.collect())
    }
}

/// What an office has of its own on the pages of a part, page by page, and the structure of it.
struct Drawn {
    pages: Vec<Vec<Placed>>,
    elements: Vec<Element>,
    faults: Vec<Diagnostic>,
}

impl<'a> Matter<'a> {
    /// The form of this number in it.
    pub fn form(self, number: usize) -> Option<&'a IssuedForm> {
        match self {
            Matter::Form(form) => Some(form).filter(|_| number == 0),
            Matter::Booklet(programme) => programme.forms.get(number),
            Matter::Publicity(_) => None,
        }
    }

    /// What tells it from what says something else, but for what is an office's own: a digest for each form. What publicises is
    /// all an office's own.
    pub fn says(self) -> Vec<&'a [u8; 32]> {
        match self {
            Matter::Form(form) => vec![form.body.digest()],
            Matter::Booklet(programme) => programme.forms.iter().map(|form| form.body.digest()).collect(),
            Matter::Publicity(publicity) => vec![publicity.digest()],
        }
    }

    fn identity(self) -> Identity {
        match self {
            Matter::Form(form) => identity::of_form(form),
            Matter::Booklet(programme) => identity::of_booklet(programme),
            Matter::Publicity(publicity) => identity::of_publicity(publicity),
        }
    }
}

impl Plate {
    /// One document: its elements that are an office's own, and how that is drawn.
    pub fn of_one(sheets: Sheets, style: Style, elements: Range<usize>, own: Arc<dyn Own>) -> Plate {
        let pages = sheets.pages.len();
        Plate { sheets, parts: vec![Part { own, style, first_page: 0, pages, before: 0, elements, number: 0 }] }
    }

    /// One document that no office shares with another.
    pub fn alone(sheets: Sheets) -> Plate {
        Plate { sheets, parts: Vec::new() }
    }

    /// Documents bound into one.
    pub fn bound(documents: Vec<Plate>, identity: Identity) -> Plate {
        let (sheets, parts): (Vec<Sheets>, Vec<Vec<Part>>) =
            documents.into_iter().map(|plate| (plate.sheets, plate.parts)).unzip();
        let (sheets, places) = stacked(sheets, identity);
        let parts = parts.into_iter().zip(places).enumerate().flat_map(|(number, (parts, place))| {
            let moved = move |part| Part { first_page: place.page, before: place.element, number, ..part };
            parts.into_iter().map(moved)
        });
        Plate { parts: parts.collect(), sheets }
    }

    /// The sheets of another office, whose forms say the same; `None` where its own takes another room or has another
    /// structure, so that it must be laid out by itself. The diagnostics are of what is its own.
    pub fn sheets_of(&self, matter: Matter, fonts: &Fonts) -> Option<Checked<Sheets>> {
        let mut diagnostics = Vec::new();
        let whole = self.sheets.pages.len();
        let mut pages: Vec<Sheet> = Vec::with_capacity(whole);
        let blank = |sheet: &Sheet| Sheet { size: sheet.size, body: sheet.body.clone(), own: Vec::new() };
        for part in &self.parts {
            // Between documents there may be the blank back of a page.
            pages.extend(self.sheets.pages.get(pages.len()..part.first_page)?.iter().map(blank));
            let every: Vec<usize> = (0..part.pages).collect();
            let drawn = part.drawn(matter, &every, whole, fonts)?;
            if !part.has_structure(&drawn.elements, &self.sheets.structure) {
                return None;
            }
            for (own, sheet) in drawn.pages.into_iter().zip(self.sheets.pages.get(part.first_page..)?) {
                let own: Vec<Placed> = own.into_iter().map(|placed| part.of_whole(placed)).collect();
                if !own.iter().map(shape).eq(sheet.own.iter().map(shape)) {
                    return None;
                }
                pages.push(Sheet { own, ..blank(sheet) });
            }
            diagnostics.extend(drawn.faults);
        }
        let identity = matter.identity();
        Some(Checked { value: Sheets { identity, pages, ..self.sheets.clone() }, diagnostics })
    }

    /// What is said of an office's own, as [`Plate::sheets_of`] would; `None` where it takes another room.
    pub fn faults_of(&self, matter: Matter, fonts: &Fonts) -> Option<Vec<Diagnostic>> {
        let whole = self.sheets.pages.len();
        let of_part = |part: &Part| {
            // What is on the pages between is on the last, whose number is the longest.
            let ends: Vec<usize> = BTreeSet::from([0, part.pages.saturating_sub(1)]).into_iter().collect();
            part.drawn(matter, &ends, whole, fonts).map(|drawn| drawn.faults)
        };
        let faults: Option<Vec<_>> = self.parts.iter().map(of_part).collect();
        Some(faults?.concat())
    }
}

/// What of a mark the structure tree is made from, and how much is typed into a number, which has places on several pages:
/// they are one field.
fn shape(placed: &Placed) -> (Option<ElementId>, Discriminant<Mark>, Option<(u32, bool)>) {
    let typed = match &placed.mark {
        Mark::Field(field) if field.name == AnswerName::serial() => Typing::of(field),
        _ => None,
    };
    (placed.element, discriminant(&placed.mark), typed.map(|typing| (typing.most, typing.multiline)))
}

impl Part {
    /// What an office has of its own on some pages; the numbers of elements and pages are the part's. `None` where it takes
    /// another room.
    fn drawn(&self, matter: Matter, pages: &[usize], whole: usize, fonts: &Fonts) -> Option<Drawn> {
        let mut draft = Draft::new(self.own.form(matter)?, fonts, self.style);
        draft.structure = vec![Element { role: Role::Paragraph, parent: None }; self.elements.start];
        let pages = self.own.draw(&mut draft, matter, Pages { drawn: pages, document: self.pages, whole })?;
        let elements = draft.structure.split_off(self.elements.start);
        Some(Drawn { pages, elements, faults: draft.faults })
    }

    /// Are these the elements that the whole has for the part's own?
    fn has_structure(&self, elements: &[Element], whole: &[Element]) -> bool {
        let first = self.before as usize + self.elements.start;
        let moved =
            |element: &Element| Element { role: element.role.clone(), parent: element.parent.map(|id| self.moved(id)) };
        let whole = whole.get(first..first + self.elements.len()).unwrap_or_default();
        // At the top of a part is the part itself, where there is one.
        let is_same = |(own, whole): (&Element, &Element)| {
            let own = moved(own);
            own.role == whole.role && (own.parent.is_none() || own.parent == whole.parent)
        };
        elements.len() == whole.len() && elements.iter().zip(whole).all(is_same)
    }

    fn moved(&self, id: ElementId) -> ElementId {
        ElementId(id.0 + self.before)
    }

    /// A mark as it is in the whole.
    fn of_whole(&self, placed: Placed) -> Placed {
        let mark = match placed.mark {
            Mark::Field(field) => Mark::Field(field.of_document(self.number)),
            mark => mark,
        };
        Placed { element: placed.element.map(|id| self.moved(id)), mark }
    }
}
