//! What a PDF is built of, as a screen reader walks it: the structure tree with its places, which of the contents' words
//! stand where, the order of fields, the outline. The words themselves stand in the contents of pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId};

use super::pdf::{Pdf, string};
use super::reading::{CHECK, LINE, Place, RADIO};

/// Bits of `Ff` (ISO 32000-1, tables 221 and 226).
const REQUIRED: i64 = 1 << 1;
const IS_RADIO: i64 = 1 << 15;

/// Deeper than any sheet's tree.
const DEEPEST: usize = 60;

/// A file but for its words.
#[derive(Debug, Default, PartialEq)]
pub struct Structure {
    pub pages: Vec<ObjectId>,
    /// None of a file that is not tagged.
    pub tree: Option<Vec<Node>>,
    /// The names of the fields as the tab key meets them first.
    pub tabs: Vec<String>,
    /// What the outline's first level lists.
    pub outline: Vec<String>,
}

/// What stands in the tree, in reading order.
#[derive(Debug, PartialEq)]
pub enum Node {
    /// The words of marked content, of a page by its index.
    Words {
        page: usize,
        mcid: i64,
    },
    Place(char, Arc<Place>),
    /// A paragraph or what else stands apart.
    Block(Vec<Node>),
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table.
#[derive(Debug, PartialEq)]
pub struct Cell {
    pub heads: Heads,
    pub columns: usize,
    pub says: Vec<Node>,
}

/// What a cell is the heading of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Heads {
    Column,
    Row,
    Nothing,
}

impl Structure {
    pub fn of(pdf: &Pdf) -> Structure {
        let pages = pdf.pages();
        let numbers = pages.iter().enumerate().map(|(number, page)| (*page, number)).collect();
        let root = pdf.catalog().and_then(|catalog| pdf.entry(catalog, "StructTreeRoot")?.as_dict().ok());
        let mut walk = Walk { pdf, numbers, texts: BTreeSet::new() };
        let tree = root.map(|root| walk.kids(root, None, 0));
        Structure { tree, tabs: tabs(pdf, &pages), outline: outline(pdf), pages }
    }
}

fn outline(pdf: &Pdf) -> Vec<String> {
    /// More than any file of ours lists.
    const MOST: usize = 10_000;
    let root = pdf.catalog().and_then(|catalog| pdf.entry(catalog, "Outlines")?.as_dict().ok());
    let mut next = root.and_then(|root| pdf.entry(root, "First"));
    let mut titles = Vec::new();
    while let Some(entry) = next.and_then(|entry| entry.as_dict().ok()).filter(|_| titles.len() < MOST) {
        titles.push(string(pdf.entry(entry, "Title")));
        next = pdf.entry(entry, "Next");
    }
    titles
}

fn tabs(pdf: &Pdf, pages: &[ObjectId]) -> Vec<String> {
    let (mut names, mut met) = (Vec::new(), BTreeSet::new());
    for page in pages.iter().filter_map(|page| pdf.page(*page)) {
        let Some(Object::Array(widgets)) = pdf.entry(page, "Annots") else { continue };
        for widget in widgets.iter().filter_map(|widget| pdf.dictionary(widget)) {
            let name = name(pdf, widget, 0);
            if met.insert(name.clone()) {
                names.push(name);
            }
        }
    }
    names
}

struct Walk<'a> {
    pdf: &'a Pdf,
    numbers: BTreeMap<ObjectId, usize>,
    /// The text fields met so far.
    texts: BTreeSet<Option<String>>,
}

impl<'a> Walk<'a> {
    fn kids(&mut self, element: &'a Dictionary, page: Option<ObjectId>, depth: usize) -> Vec<Node> {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        match self.pdf.entry(element, "K") {
            Some(Object::Array(kids)) => kids.iter().flat_map(|kid| self.kid(kid, page, depth)).collect(),
            Some(kid) => self.kid(kid, page, depth),
            None => Vec::new(),
        }
    }

    fn kid(&mut self, kid: &'a Object, page: Option<ObjectId>, depth: usize) -> Vec<Node> {
        if depth > DEEPEST {
            return Vec::new();
        }
        match self.pdf.resolved(kid) {
            Some(Object::Integer(mcid)) => self.words(page, *mcid),
            Some(Object::Dictionary(below)) => match below.get(b"Type").and_then(Object::as_name) {
                Ok(b"MCR") => {
                    let page = below.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                    self.words(page, below.get(b"MCID").and_then(Object::as_i64).unwrap_or(-1))
                }
                Ok(b"OBJR") => {
                    let widget = self.pdf.entry(below, "Obj").and_then(|widget| widget.as_dict().ok());
                    let place = widget.map(|widget| widget_place(self.pdf, widget));
                    // A further widget of a text field shows what is typed in the first.
                    let place = place.filter(|(mark, place)| *mark != LINE || self.texts.insert(place.name.clone()));
                    place.map(|(mark, place)| Node::Place(mark, place.into())).into_iter().collect()
                }
                _ => self.element(below, page, depth + 1),
            },
            _ => Vec::new(),
        }
    }

    fn words(&self, page: Option<ObjectId>, mcid: i64) -> Vec<Node> {
        let page = page.and_then(|page| self.numbers.get(&page));
        page.map(|page| Node::Words { page: *page, mcid }).into_iter().collect()
    }

    fn element(&mut self, element: &'a Dictionary, page: Option<ObjectId>, depth: usize) -> Vec<Node> {
        match element.get(b"S").and_then(Object::as_name).unwrap_or_default() {
            b"Table" => vec![Node::Table(self.rows(element, page, depth))],
            b"Form" => self.form(element, page, depth),
            b"Span" | b"Lbl" | b"LBody" => self.kids(element, page, depth),
            _ => vec![Node::Block(self.kids(element, page, depth))],
        }
    }

    /// A field, or a blank of a printed sheet with what it is for; one for nothing that is known is no place.
    fn form(&mut self, element: &'a Dictionary, page: Option<ObjectId>, depth: usize) -> Vec<Node> {
        let mut kids = self.kids(element, page, depth);
        if kids.iter().any(Node::has_place) {
            return kids;
        }
        let Some(attributes) = self.pdf.entry(element, "A").and_then(|a| a.as_dict().ok()) else { return kids };
        let label = string(self.pdf.entry(attributes, "Desc"));
        if label.is_empty() {
            return kids;
        }
        let mark = match attributes.get(b"Role").and_then(Object::as_name) {
            Ok(b"rb") => RADIO,
            Ok(b"cb") => CHECK,
            _ => LINE,
        };
        kids.push(Node::Place(mark, Place { label, ..Place::default() }.into()));
        kids
    }

    fn rows(&mut self, table: &'a Dictionary, page: Option<ObjectId>, depth: usize) -> Vec<Vec<Cell>> {
        let pdf = self.pdf;
        let page = table.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut rows = Vec::new();
        for row in elements(pdf, table) {
            match row.get(b"S").and_then(Object::as_name).unwrap_or_default() {
                b"THead" | b"TBody" | b"TFoot" if depth < DEEPEST => rows.extend(self.rows(row, page, depth + 1)),
                b"TR" => rows.push(elements(pdf, row).into_iter().map(|cell| self.cell(cell, page, depth)).collect()),
                _ => {}
            }
        }
        rows
    }

    fn cell(&mut self, cell: &'a Dictionary, page: Option<ObjectId>, depth: usize) -> Cell {
        let attributes = self.pdf.entry(cell, "A").and_then(|a| a.as_dict().ok());
        let columns = attributes.and_then(|a| a.get(b"ColSpan").and_then(Object::as_i64).ok()).unwrap_or(1);
        let scope = attributes.and_then(|a| a.get(b"Scope").and_then(Object::as_name).ok());
        let heads = match (cell.get(b"S").and_then(Object::as_name), scope) {
            (Ok(b"TH"), Some(b"Row")) => Heads::Row,
            (Ok(b"TH"), _) => Heads::Column,
            _ => Heads::Nothing,
        };
        let says = self.kids(cell, page, depth + 1);
        Cell { heads, columns: usize::try_from(columns).unwrap_or(1).clamp(1, 100), says }
    }
}

impl Node {
    fn has_place(&self) -> bool {
        match self {
            Node::Words { .. } => false,
            Node::Place(..) => true,
            Node::Block(kids) => kids.iter().any(Node::has_place),
            Node::Table(rows) => rows.iter().flatten().any(|cell| cell.says.iter().any(Node::has_place)),
        }
    }
}

/// The elements below one.
fn elements<'a>(pdf: &'a Pdf, element: &'a Dictionary) -> Vec<&'a Dictionary> {
    match pdf.entry(element, "K") {
        Some(Object::Array(kids)) => kids.iter().filter_map(|kid| pdf.dictionary(kid)).collect(),
        Some(Object::Dictionary(kid)) => vec![kid],
        _ => Vec::new(),
    }
}

/// The full name of a field: the names of its parents and its own, with dots between (12.7.3.2).
fn name(pdf: &Pdf, field: &Dictionary, depth: usize) -> String {
    let above = || pdf.entry(field, "Parent")?.as_dict().ok().filter(|_| depth < DEEPEST);
    let above = above().map(|above| name(pdf, above, depth + 1)).unwrap_or_default();
    let own = string(pdf.entry(field, "T"));
    match (above.is_empty(), own.is_empty()) {
        (false, false) => format!("{above}.{own}"),
        (true, _) => own,
        (_, true) => above,
    }
}

/// An entry of a field or of what it inherits it from.
fn inherited<'a>(pdf: &'a Pdf, field: &'a Dictionary, key: &str, depth: usize) -> Option<&'a Object> {
    let above = || pdf.entry(field, "Parent")?.as_dict().ok().filter(|_| depth < DEEPEST);
    pdf.entry(field, key).or_else(|| inherited(pdf, above()?, key, depth + 1))
}

fn widget_place(pdf: &Pdf, widget: &Dictionary) -> (char, Place) {
    let number = |key| inherited(pdf, widget, key, 0).and_then(|number| number.as_i64().ok());
    let flags = number("Ff").unwrap_or_default();
    let is_button = inherited(pdf, widget, "FT", 0).and_then(|kind| kind.as_name().ok()) == Some(b"Btn");
    let looks = pdf.entry(widget, "AP").and_then(|looks| pdf.entry(looks.as_dict().ok()?, "N"));
    let states = looks.and_then(|looks| looks.as_dict().ok()).filter(|_| is_button);
    let value = states.and_then(|states| states.iter().map(|(state, _)| state).find(|state| *state != b"Off"));
    let mut around = String::new();
    let mut above = pdf.entry(widget, "Parent").and_then(|above| above.as_dict().ok());
    for _ in 0..DEEPEST {
        let Some(group) = above else { break };
        around += &string(pdf.entry(group, "TU"));
        above = pdf.entry(group, "Parent").and_then(|above| above.as_dict().ok());
    }
    let place = Place {
        name: Some(name(pdf, widget, 0)),
        label: string(pdf.entry(widget, "TU")),
        around,
        value: value.map(|state| String::from_utf8_lossy(state).into_owned()),
        required: Some(flags & REQUIRED != 0),
        limit: number("MaxLen").and_then(|most| u32::try_from(most).ok()),
    };
    let mark = match is_button {
        true if flags & IS_RADIO != 0 => RADIO,
        true => CHECK,
        false => LINE,
    };
    (mark, place)
}
