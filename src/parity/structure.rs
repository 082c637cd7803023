//! What a PDF is built of, as a screen reader walks it: the structure tree with its places, which of the contents' words
//! stand where, the order of fields, the outline. The words themselves stand in the contents of pages.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hayro_syntax::object::{Dict, Name, Number, Object};

use super::pdf::{Pdf, number, string};
use super::reading::{CHECK, LINE, Place, RADIO};

/// Bits of `Ff` (ISO 32000-1, tables 221 and 226).
const REQUIRED: i64 = 1 << 1;
const IS_RADIO: i64 = 1 << 15;

/// Deeper than any sheet's tree.
const DEEPEST: usize = 60;

/// More elements than any sheets have.
const MOST: usize = 1_000_000;

/// A file of tagged sheets but for its words.
pub struct Structure {
    pub tree: Vec<Node>,
    /// The names of the fields as the tab key meets them first.
    pub tabs: Vec<String>,
    /// The fields that do not stand in the file's beginning.
    pub own: BTreeMap<u32, Option<Field>>,
}

/// A field: the mark of its place, and what it says of it.
pub type Field = (char, Arc<Place>);

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
    /// What a file is built of; `None` where it is not tagged.
    pub fn of(pdf: &Pdf, pages: &[u32]) -> Option<Structure> {
        let root = pdf.dictionary(&pdf.catalog()?, "StructTreeRoot")?;
        let numbers = pages.iter().enumerate().map(|(number, page)| (*page, number)).collect();
        let fields = Fields { pdf, met: RefCell::default() };
        let mut walk = Walk { pdf, numbers, fields: &fields, texts: BTreeSet::new(), left: MOST };
        let tree = walk.kids(&root, None, 0);
        let tabs = fields.tabs(pages);
        let mut own = fields.met.into_inner();
        own.retain(|id, _| !pdf.is_shared(*id));
        Some(Structure { tree, tabs, own })
    }
}

/// What the first level of a file's outline lists.
pub fn outline(pdf: &Pdf) -> Vec<String> {
    /// More than any file of ours lists.
    const MOST: usize = 10_000;
    let root = pdf.catalog().and_then(|catalog| pdf.dictionary(&catalog, "Outlines"));
    let mut next = root.and_then(|root| pdf.dictionary(&root, "First"));
    let mut titles = Vec::new();
    while let Some(entry) = next.filter(|_| titles.len() < MOST) {
        titles.push(string(pdf.entry(&entry, "Title")));
        next = pdf.dictionary(&entry, "Next");
    }
    titles
}

/// The fields of a file, by their widgets.
struct Fields<'a> {
    pdf: &'a Pdf<'a>,
    met: RefCell<BTreeMap<u32, Option<Field>>>,
}

impl Fields<'_> {
    /// What the widget of this number is a place for. Of one that is a file's own nobody has to ask again what it was read of.
    fn of(&self, widget: u32) -> Option<Field> {
        if let Some(known) = self.met.borrow().get(&widget) {
            return known.clone();
        }
        let field = match self.pdf.is_shared(widget) {
            true => field(self.pdf, widget),
            false => self.pdf.unasked(|| field(self.pdf, widget)),
        };
        self.met.borrow_mut().insert(widget, field.clone());
        field
    }

    fn tabs(&self, pages: &[u32]) -> Vec<String> {
        let (mut names, mut met) = (Vec::new(), BTreeSet::new());
        for page in pages.iter().filter_map(|page| self.pdf.object(*page)?.into_dict()) {
            let Some(widgets) = self.pdf.entry(&page, "Annots").and_then(Object::into_array) else { continue };
            for widget in widgets.raw_iter() {
                let field = widget.as_obj_ref().and_then(|widget| self.of(number(widget)?));
                let name = field.and_then(|(_, place)| place.name.clone()).unwrap_or_default();
                if met.insert(name.clone()) {
                    names.push(name);
                }
            }
        }
        names
    }
}

struct Walk<'a> {
    pdf: &'a Pdf<'a>,
    numbers: BTreeMap<u32, usize>,
    fields: &'a Fields<'a>,
    /// The text fields met so far.
    texts: BTreeSet<Option<String>>,
    /// How many elements may come yet.
    left: usize,
}

/// The page that an element names.
fn page_of(element: &Dict) -> Option<u32> {
    element.get_ref("Pg").and_then(number)
}

/// An entry that is a name.
fn named(element: &Dict, key: &str) -> Vec<u8> {
    element.get::<Name>(key).map(|name| name.to_vec()).unwrap_or_default()
}

impl<'a> Walk<'a> {
    fn kids(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<Node> {
        let page = page_of(element).or(page);
        match self.pdf.entry(element, "K") {
            Some(Object::Array(kids)) => {
                let kids = kids.raw_iter().filter_map(|kid| self.pdf.resolved(kid));
                kids.flat_map(|kid| self.kid(kid, page, depth)).collect()
            }
            Some(kid) => self.kid(kid, page, depth),
            None => Vec::new(),
        }
    }

    fn kid(&mut self, kid: Object<'a>, page: Option<u32>, depth: usize) -> Vec<Node> {
        self.left = self.left.saturating_sub(1);
        if depth > DEEPEST || self.left == 0 {
            return Vec::new();
        }
        match kid {
            Object::Number(mcid) => self.words(page, mcid.as_i64()),
            Object::Dict(below) => match &*named(&below, "Type") {
                b"MCR" => {
                    let mcid = below.get::<Number>("MCID").map_or(-1, |mcid| mcid.as_i64());
                    self.words(page_of(&below).or(page), mcid)
                }
                b"OBJR" => {
                    let place = below.get_ref("Obj").and_then(|widget| self.fields.of(number(widget)?));
                    // A further widget of a text field shows what is typed in the first.
                    let place = place.filter(|(mark, place)| *mark != LINE || self.texts.insert(place.name.clone()));
                    place.map(|(mark, place)| Node::Place(mark, place)).into_iter().collect()
                }
                _ => self.element(&below, page, depth + 1),
            },
            _ => Vec::new(),
        }
    }

    fn words(&self, page: Option<u32>, mcid: i64) -> Vec<Node> {
        let page = page.and_then(|page| self.numbers.get(&page));
        page.map(|page| Node::Words { page: *page, mcid }).into_iter().collect()
    }

    fn element(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<Node> {
        match &*named(element, "S") {
            b"Table" => vec![Node::Table(self.rows(element, page, depth))],
            b"Form" => self.form(element, page, depth),
            b"Span" | b"Lbl" | b"LBody" => self.kids(element, page, depth),
            _ => vec![Node::Block(self.kids(element, page, depth))],
        }
    }

    /// A field, or a blank of a printed sheet with what it is for; one for nothing that is known is no place.
    fn form(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<Node> {
        let mut kids = self.kids(element, page, depth);
        if kids.iter().any(Node::has_place) {
            return kids;
        }
        let Some(attributes) = self.pdf.dictionary(element, "A") else { return kids };
        let label = string(self.pdf.entry(&attributes, "Desc"));
        if label.is_empty() {
            return kids;
        }
        let mark = match &*named(&attributes, "Role") {
            b"rb" => RADIO,
            b"cb" => CHECK,
            _ => LINE,
        };
        kids.push(Node::Place(mark, Place { label, ..Place::default() }.into()));
        kids
    }

    fn rows(&mut self, table: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<Vec<Cell>> {
        let page = page_of(table).or(page);
        let mut rows = Vec::new();
        for row in elements(self.pdf, table) {
            match &*named(&row, "S") {
                b"THead" | b"TBody" | b"TFoot" if depth < DEEPEST => rows.extend(self.rows(&row, page, depth + 1)),
                b"TR" => rows.push(elements(self.pdf, &row).iter().map(|cell| self.cell(cell, page, depth)).collect()),
                _ => {}
            }
        }
        rows
    }

    fn cell(&mut self, cell: &Dict<'a>, page: Option<u32>, depth: usize) -> Cell {
        let attributes = self.pdf.dictionary(cell, "A");
        let columns = attributes.as_ref().and_then(|a| a.get::<Number>("ColSpan")).map_or(1, |number| number.as_i64());
        let scope = attributes.map(|a| named(&a, "Scope")).unwrap_or_default();
        let heads = match (&*named(cell, "S"), &*scope) {
            (b"TH", b"Row") => Heads::Row,
            (b"TH", _) => Heads::Column,
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
fn elements<'a>(pdf: &'a Pdf<'a>, element: &Dict<'a>) -> Vec<Dict<'a>> {
    match pdf.entry(element, "K") {
        Some(Object::Array(kids)) => kids.raw_iter().filter_map(|kid| pdf.resolved(kid)?.into_dict()).collect(),
        Some(Object::Dict(kid)) => vec![kid],
        _ => Vec::new(),
    }
}

/// A field's widget and what it inherits from, the nearest first.
fn lineage<'a>(pdf: &'a Pdf<'a>, widget: Dict<'a>) -> Vec<Dict<'a>> {
    let mut lineage = vec![widget];
    while let Some(above) = lineage.last().and_then(|last| pdf.dictionary(last, "Parent"))
        && lineage.len() < DEEPEST
    {
        lineage.push(above);
    }
    lineage
}

/// What the widget of this number says of its place.
pub fn field(pdf: &Pdf, widget: u32) -> Option<Field> {
    let lineage = lineage(pdf, pdf.object(widget)?.into_dict()?);
    let [widget, above @ ..] = &lineage[..] else { return None };
    let inherited = |key: &str| lineage.iter().find_map(|dictionary| pdf.entry(dictionary, key));
    let whole = |key: &str| inherited(key).and_then(Object::into_number).map(|number| number.as_i64());
    // The full name of a field: the names of its parents and its own, with dots between (12.7.3.2).
    let names = lineage.iter().rev().map(|dictionary| string(pdf.entry(dictionary, "T")));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let flags = whole("Ff").unwrap_or_default();
    let is_button = inherited("FT").and_then(Object::into_name).is_some_and(|kind| *kind == *b"Btn");
    let looks = pdf.dictionary(widget, "AP").and_then(|looks| pdf.dictionary(&looks, "N")).filter(|_| is_button);
    let states = looks.map(|looks| looks.entries().map(|(state, _)| state.to_vec()).collect::<Vec<_>>());
    let value = states.and_then(|states| states.into_iter().find(|state| state != b"Off"));
    let place = Place {
        name: Some(names.join(".")),
        label: string(pdf.entry(widget, "TU")),
        around: above.iter().map(|group| string(pdf.entry(group, "TU"))).collect(),
        value: value.map(|state| String::from_utf8_lossy(&state).into_owned()),
        required: Some(flags & REQUIRED != 0),
        limit: whole("MaxLen").and_then(|most| u32::try_from(most).ok()),
    };
    let mark = match is_button {
        true if flags & IS_RADIO != 0 => RADIO,
        true => CHECK,
        false => LINE,
    };
    Some((mark, place.into()))
}
