//! What a PDF is built of, as a screen reader walks it: the structure tree with its places, which of the contents' words
//! stand where, the order of fields, the outline. The words themselves stand in the contents of pages.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hayro_syntax::object::{Dict, Name, Number, Object};

use super::pdf::{ReadPdf, object_number, text_string};
use super::read_content::{CHECKBOX, RADIO_BUTTON, ReadField, TEXT_FIELD};

/// Bits of `Ff` (ISO 32000-1, tables 221 and 226).
const REQUIRED: i64 = 1 << 1;
const IS_RADIO: i64 = 1 << 15;

/// Deeper than any sheet's tree.
const MAX_DEPTH: usize = 60;

/// More elements than any sheets have.
const MAX_ELEMENTS: usize = 1_000_000;

/// A file of tagged sheets but for its words.
pub(crate) struct ReadStructure {
    pub(crate) tree: Vec<ReadStructureNode>,
    /// The names of the fields as the tab key meets them first.
    pub(crate) tab_order: Vec<String>,
    /// The fields that do not stand in the file's beginning.
    pub(crate) own_fields: BTreeMap<u32, Option<MarkedField>>,
}

/// A field: the mark of its place, and what it says of it.
pub(crate) type MarkedField = (char, Arc<ReadField>);

/// What stands in the tree, in reading order.
#[derive(Debug, PartialEq)]
pub(crate) enum ReadStructureNode {
    /// The words of marked content, of a page by its index.
    Words {
        page: usize,
        mcid: i64,
    },
    Place(char, Arc<ReadField>),
    /// A paragraph or what else stands apart.
    Block(Vec<ReadStructureNode>),
    Table(Vec<Vec<ReadCell>>),
}

/// A cell of a table.
#[derive(Debug, PartialEq)]
pub(crate) struct ReadCell {
    pub(crate) header_scope: ReadHeaderScope,
    pub(crate) columns: usize,
    pub(crate) content: Vec<ReadStructureNode>,
}

/// What a cell is the heading of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ReadHeaderScope {
    Column,
    Row,
    Nothing,
}

impl ReadStructure {
    /// What a file is built of; `None` where it is not tagged.
    pub(crate) fn of(pdf: &ReadPdf, pages: &[u32]) -> Option<ReadStructure> {
        let root = pdf.dictionary(&pdf.catalog()?, "StructTreeRoot")?;
        let numbers = pages.iter().enumerate().map(|(number, page)| (*page, number)).collect();
        let fields = WidgetFields { pdf, known: RefCell::default() };
        let mut walk =
            StructureWalk { pdf, numbers, fields: &fields, text_fields: BTreeSet::new(), remaining: MAX_ELEMENTS };
        let tree = walk.child_nodes(&root, None, 0);
        let tabs = fields.tab_order(pages);
        let mut own = fields.known.into_inner();
        own.retain(|id, _| !pdf.is_shared(*id));
        Some(ReadStructure { tree, tab_order: tabs, own_fields: own })
    }
}

/// What the first level of a file's outline lists.
pub(crate) fn outline_titles(pdf: &ReadPdf) -> Vec<String> {
    /// More than any file of ours lists.
    const MAX_ELEMENTS: usize = 10_000;
    let root = pdf.catalog().and_then(|catalog| pdf.dictionary(&catalog, "Outlines"));
    let mut next = root.and_then(|root| pdf.dictionary(&root, "First"));
    let mut titles = Vec::new();
    while let Some(entry) = next.filter(|_| titles.len() < MAX_ELEMENTS) {
        titles.push(text_string(pdf.entry(&entry, "Title")));
        next = pdf.dictionary(&entry, "Next");
    }
    titles
}

/// The fields of a file, by their widgets.
struct WidgetFields<'a> {
    pdf: &'a ReadPdf<'a>,
    known: RefCell<BTreeMap<u32, Option<MarkedField>>>,
}

impl WidgetFields<'_> {
    /// What the widget of this number is a place for. Of one that is a file's own nobody has to ask again what it was read of.
    fn of(&self, widget: u32) -> Option<MarkedField> {
        if let Some(known) = self.known.borrow().get(&widget) {
            return known.clone();
        }
        let field = match self.pdf.is_shared(widget) {
            true => widget_field(self.pdf, widget),
            false => self.pdf.without_tracking(|| widget_field(self.pdf, widget)),
        };
        self.known.borrow_mut().insert(widget, field.clone());
        field
    }

    fn tab_order(&self, pages: &[u32]) -> Vec<String> {
        let (mut names, mut met) = (Vec::new(), BTreeSet::new());
        for page in pages.iter().filter_map(|page| self.pdf.object(*page)?.into_dict()) {
            let Some(widgets) = self.pdf.entry(&page, "Annots").and_then(Object::into_array) else { continue };
            for widget in widgets.raw_iter() {
                let field = widget.as_obj_ref().and_then(|widget| self.of(object_number(widget)?));
                let name = field.and_then(|(_, place)| place.name.clone()).unwrap_or_default();
                if met.insert(name.clone()) {
                    names.push(name);
                }
            }
        }
        names
    }
}

struct StructureWalk<'a> {
    pdf: &'a ReadPdf<'a>,
    numbers: BTreeMap<u32, usize>,
    fields: &'a WidgetFields<'a>,
    /// The text fields met so far.
    text_fields: BTreeSet<Option<String>>,
    /// How many elements may come yet.
    remaining: usize,
}

/// The page that an element names.
fn page_number(element: &Dict) -> Option<u32> {
    element.get_ref("Pg").and_then(object_number)
}

/// An entry that is a name.
fn name_entry(element: &Dict, key: &str) -> Vec<u8> {
    element.get::<Name>(key).map(|name| name.to_vec()).unwrap_or_default()
}

impl<'a> StructureWalk<'a> {
    fn child_nodes(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<ReadStructureNode> {
        let page = page_number(element).or(page);
        match self.pdf.entry(element, "K") {
            Some(Object::Array(kids)) => {
                let kids = kids.raw_iter().filter_map(|kid| self.pdf.resolve(kid));
                kids.flat_map(|kid| self.child_node(kid, page, depth)).collect()
            }
            Some(kid) => self.child_node(kid, page, depth),
            None => Vec::new(),
        }
    }

    fn child_node(&mut self, kid: Object<'a>, page: Option<u32>, depth: usize) -> Vec<ReadStructureNode> {
        self.remaining = self.remaining.saturating_sub(1);
        if depth > MAX_DEPTH || self.remaining == 0 {
            return Vec::new();
        }
        match kid {
            Object::Number(mcid) => self.marked_content(page, mcid.as_i64()),
            Object::Dict(below) => match &*name_entry(&below, "Type") {
                b"MCR" => {
                    let mcid = below.get::<Number>("MCID").map_or(-1, |mcid| mcid.as_i64());
                    self.marked_content(page_number(&below).or(page), mcid)
                }
                b"OBJR" => {
                    let place = below.get_ref("Obj").and_then(|widget| self.fields.of(object_number(widget)?));
                    // A further widget of a text field shows what is typed in the first.
                    let place = place
                        .filter(|(mark, place)| *mark != TEXT_FIELD || self.text_fields.insert(place.name.clone()));
                    place.map(|(mark, place)| ReadStructureNode::Place(mark, place)).into_iter().collect()
                }
                _ => self.element(&below, page, depth + 1),
            },
            _ => Vec::new(),
        }
    }

    fn marked_content(&self, page: Option<u32>, mcid: i64) -> Vec<ReadStructureNode> {
        let page = page.and_then(|page| self.numbers.get(&page));
        page.map(|page| ReadStructureNode::Words { page: *page, mcid }).into_iter().collect()
    }

    fn element(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<ReadStructureNode> {
        match &*name_entry(element, "S") {
            b"Table" => vec![ReadStructureNode::Table(self.rows(element, page, depth))],
            b"Form" => self.form(element, page, depth),
            b"Span" | b"Lbl" | b"LBody" => self.child_nodes(element, page, depth),
            _ => vec![ReadStructureNode::Block(self.child_nodes(element, page, depth))],
        }
    }

    /// A field, or a blank of a printed sheet with what it is for; one for nothing that is known is no place.
    fn form(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<ReadStructureNode> {
        let mut kids = self.child_nodes(element, page, depth);
        if kids.iter().any(ReadStructureNode::has_place) {
            return kids;
        }
        let Some(attributes) = self.pdf.dictionary(element, "A") else { return kids };
        let label = text_string(self.pdf.entry(&attributes, "Desc"));
        if label.is_empty() {
            return kids;
        }
        let mark = match &*name_entry(&attributes, "Role") {
            b"rb" => RADIO_BUTTON,
            b"cb" => CHECKBOX,
            _ => TEXT_FIELD,
        };
        kids.push(ReadStructureNode::Place(mark, ReadField { label, ..ReadField::default() }.into()));
        kids
    }

    fn rows(&mut self, table: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<Vec<ReadCell>> {
        let page = page_number(table).or(page);
        let mut rows = Vec::new();
        for row in child_elements(self.pdf, table) {
            match &*name_entry(&row, "S") {
                b"THead" | b"TBody" | b"TFoot" if depth < MAX_DEPTH => rows.extend(self.rows(&row, page, depth + 1)),
                b"TR" => {
                    rows.push(child_elements(self.pdf, &row).iter().map(|cell| self.cell(cell, page, depth)).collect())
                }
                _ => {}
            }
        }
        rows
    }

    fn cell(&mut self, cell: &Dict<'a>, page: Option<u32>, depth: usize) -> ReadCell {
        let attributes = self.pdf.dictionary(cell, "A");
        let columns = attributes.as_ref().and_then(|a| a.get::<Number>("ColSpan")).map_or(1, |number| number.as_i64());
        let scope = attributes.map(|a| name_entry(&a, "Scope")).unwrap_or_default();
        let heads = match (&*name_entry(cell, "S"), &*scope) {
            (b"TH", b"Row") => ReadHeaderScope::Row,
            (b"TH", _) => ReadHeaderScope::Column,
            _ => ReadHeaderScope::Nothing,
        };
        let says = self.child_nodes(cell, page, depth + 1);
        ReadCell { header_scope: heads, columns: usize::try_from(columns).unwrap_or(1).clamp(1, 100), content: says }
    }
}

impl ReadStructureNode {
    fn has_place(&self) -> bool {
        match self {
            ReadStructureNode::Words { .. } => false,
            ReadStructureNode::Place(..) => true,
            ReadStructureNode::Block(kids) => kids.iter().any(ReadStructureNode::has_place),
            ReadStructureNode::Table(rows) => {
                rows.iter().flatten().any(|cell| cell.content.iter().any(ReadStructureNode::has_place))
            }
        }
    }
}

/// The elements below one.
fn child_elements<'a>(pdf: &'a ReadPdf<'a>, element: &Dict<'a>) -> Vec<Dict<'a>> {
    match pdf.entry(element, "K") {
        Some(Object::Array(kids)) => kids.raw_iter().filter_map(|kid| pdf.resolve(kid)?.into_dict()).collect(),
        Some(Object::Dict(kid)) => vec![kid],
        _ => Vec::new(),
    }
}

/// A field's widget and what it inherits from, the nearest first.
fn field_ancestors<'a>(pdf: &'a ReadPdf<'a>, widget: Dict<'a>) -> Vec<Dict<'a>> {
    let mut lineage = vec![widget];
    while let Some(above) = lineage.last().and_then(|last| pdf.dictionary(last, "Parent"))
        && lineage.len() < MAX_DEPTH
    {
        lineage.push(above);
    }
    lineage
}

/// What the widget of this number says of its place.
pub(crate) fn widget_field(pdf: &ReadPdf, widget: u32) -> Option<MarkedField> {
    let lineage = field_ancestors(pdf, pdf.object(widget)?.into_dict()?);
    let [widget, above @ ..] = &lineage[..] else { return None };
    let inherited = |key: &str| lineage.iter().find_map(|dictionary| pdf.entry(dictionary, key));
    let whole = |key: &str| inherited(key).and_then(Object::into_number).map(|number| number.as_i64());
    // The full name of a field: the names of its parents and its own, with dots between (12.7.3.2).
    let names = lineage.iter().rev().map(|dictionary| text_string(pdf.entry(dictionary, "T")));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let flags = whole("Ff").unwrap_or_default();
    let is_button = inherited("FT").and_then(Object::into_name).is_some_and(|kind| *kind == *b"Btn");
    let looks = pdf.dictionary(widget, "AP").and_then(|looks| pdf.dictionary(&looks, "N")).filter(|_| is_button);
    let states = looks.map(|looks| looks.entries().map(|(state, _)| state.to_vec()).collect::<Vec<_>>());
    let value = states.and_then(|states| states.into_iter().find(|state| state != b"Off"));
    let place = ReadField {
        name: Some(names.join(".")),
        label: text_string(pdf.entry(widget, "TU")),
        description: above.iter().map(|group| text_string(pdf.entry(group, "TU"))).collect(),
        value: value.map(|state| String::from_utf8_lossy(&state).into_owned()),
        required: Some(flags & REQUIRED != 0),
        limit: whole("MaxLen").and_then(|most| u32::try_from(most).ok()),
    };
    let mark = match is_button {
        true if flags & IS_RADIO != 0 => RADIO_BUTTON,
        true => CHECKBOX,
        false => TEXT_FIELD,
    };
    Some((mark, place.into()))
}
