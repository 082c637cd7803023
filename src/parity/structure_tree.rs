//! The structure of a PDF as a screen reader walks it: structure tree, fields, tab order, outline. The text itself is in the
//! content streams of pages.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hayro_syntax::object::{Dict, Name, Number, Object};

use super::pdf::{ReadPdf, object_number, text_string};
use super::read_content::{CHECKBOX, RADIO_BUTTON, ReadField, TEXT_FIELD};

/// Bits of `Ff` (ISO 32000-1, tables 221 and 226).
const REQUIRED: i64 = 1 << 1;
const IS_RADIO: i64 = 1 << 15;

/// The greatest depth of a structure tree that is read; those of this program are less deep.
const MAX_DEPTH: usize = 60;

/// The most structure elements that are read; those of this program are fewer.
const MAX_ELEMENTS: usize = 1_000_000;

/// The structure of a tagged file without its text.
pub(crate) struct ReadStructure {
    pub(crate) tree: Vec<ReadStructureNode>,
    /// The names of the fields in tab order, each once.
    pub(crate) tab_order: Vec<String>,
    /// The fields that are not in the file's shared beginning, by the object number of their widget.
    pub(crate) own_fields: BTreeMap<u32, Option<MarkedField>>,
}

/// The mark of a field, and its description.
pub(crate) type MarkedField = (char, Arc<ReadField>);

/// A node of the structure tree, with its children in reading order.
#[derive(Debug, PartialEq)]
pub(crate) enum ReadStructureNode {
    /// A marked-content sequence, by page index and identifier.
    Words {
        page: usize,
        mcid: i64,
    },
    Field(char, Arc<ReadField>),
    /// A block-level element, such as a paragraph.
    Block(Vec<ReadStructureNode>),
    Table(Vec<Vec<ReadCell>>),
}

/// A table cell: what it is a header of, how many columns it spans, and its content.
#[derive(Debug, PartialEq)]
pub(crate) struct ReadCell {
    pub(crate) header_scope: ReadHeaderScope,
    pub(crate) columns: usize,
    pub(crate) content: Vec<ReadStructureNode>,
}

/// What a cell is the header of (ISO 32000-1, 14.8.5.7: `Scope`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ReadHeaderScope {
    Column,
    Row,
    Nothing,
}

impl ReadStructure {
    /// Reads the structure of a file; `None` if the file is not tagged.
    pub(crate) fn of(pdf: &ReadPdf, pages: &[u32]) -> Option<ReadStructure> {
        let root = pdf.dictionary(&pdf.catalog()?, "StructTreeRoot")?;
        let page_indices = pages.iter().enumerate().map(|(number, page)| (*page, number)).collect();
        let fields = WidgetFields { pdf, by_widget: RefCell::default() };
        let mut walk =
            StructureWalk { pdf, page_indices, fields: &fields, text_fields: BTreeSet::new(), remaining: MAX_ELEMENTS };
        let tree = walk.child_nodes(&root, None, 0);
        let tab_order = fields.tab_order(pages);
        let mut own_fields = fields.by_widget.into_inner();
        own_fields.retain(|id, _| !pdf.is_shared(*id));
        Some(ReadStructure { tree, tab_order, own_fields })
    }
}

/// The titles of the first level of a file's outline.
pub(crate) fn outline_titles(pdf: &ReadPdf) -> Vec<String> {
    /// The most entries that are read; files of this program have fewer.
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

/// The fields of a file, by the object number of their widget, read once each.
struct WidgetFields<'a> {
    pdf: &'a ReadPdf<'a>,
    by_widget: RefCell<BTreeMap<u32, Option<MarkedField>>>,
}

impl WidgetFields<'_> {
    /// The field of a widget. The objects of a file's own widget are not counted as read, as such fields are compared
    /// themselves.
    fn of(&self, widget: u32) -> Option<MarkedField> {
        if let Some(by_widget) = self.by_widget.borrow().get(&widget) {
            return by_widget.clone();
        }
        let field = match self.pdf.is_shared(widget) {
            true => widget_field(self.pdf, widget),
            false => self.pdf.without_tracking(|| widget_field(self.pdf, widget)),
        };
        self.by_widget.borrow_mut().insert(widget, field.clone());
        field
    }

    fn tab_order(&self, pages: &[u32]) -> Vec<String> {
        let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
        for page in pages.iter().filter_map(|page| self.pdf.object(*page)?.into_dict()) {
            let Some(widgets) = self.pdf.entry(&page, "Annots").and_then(Object::into_array) else { continue };
            for widget in widgets.raw_iter() {
                let field = widget.as_obj_ref().and_then(|widget| self.of(object_number(widget)?));
                let name = field.and_then(|(_, field)| field.name.clone()).unwrap_or_default();
                if seen.insert(name.clone()) {
                    names.push(name);
                }
            }
        }
        names
    }
}

/// The state of walking a structure tree.
struct StructureWalk<'a> {
    pdf: &'a ReadPdf<'a>,
    page_indices: BTreeMap<u32, usize>,
    fields: &'a WidgetFields<'a>,
    /// The names of the text fields read so far.
    text_fields: BTreeSet<Option<String>>,
    /// How many more elements may be read.
    remaining: usize,
}

/// The object number of the page that an element names (`Pg`).
fn page_number(element: &Dict) -> Option<u32> {
    element.get_ref("Pg").and_then(object_number)
}

/// The entry of a dictionary that is a name; empty if there is none.
fn name_entry(element: &Dict, key: &str) -> Vec<u8> {
    element.get::<Name>(key).map(|name| name.to_vec()).unwrap_or_default()
}

impl<'a> StructureWalk<'a> {
    fn child_nodes(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<ReadStructureNode> {
        let page = page_number(element).or(page);
        match self.pdf.entry(element, "K") {
            Some(Object::Array(children)) => {
                let children = children.raw_iter().filter_map(|child| self.pdf.resolve(child));
                children.flat_map(|child| self.child_node(child, page, depth)).collect()
            }
            Some(child) => self.child_node(child, page, depth),
            None => Vec::new(),
        }
    }

    fn child_node(&mut self, child: Object<'a>, page: Option<u32>, depth: usize) -> Vec<ReadStructureNode> {
        self.remaining = self.remaining.saturating_sub(1);
        if depth > MAX_DEPTH || self.remaining == 0 {
            return Vec::new();
        }
        match child {
            Object::Number(mcid) => self.marked_content(page, mcid.as_i64()),
            Object::Dict(dictionary) => match &*name_entry(&dictionary, "Type") {
                b"MCR" => {
                    let mcid = dictionary.get::<Number>("MCID").map_or(-1, |mcid| mcid.as_i64());
                    self.marked_content(page_number(&dictionary).or(page), mcid)
                }
                b"OBJR" => {
                    let field = dictionary.get_ref("Obj").and_then(|widget| self.fields.of(object_number(widget)?));
                    // A further widget of a text field shows what is typed in the first one.
                    let field = field
                        .filter(|(mark, field)| *mark != TEXT_FIELD || self.text_fields.insert(field.name.clone()));
                    field.map(|(mark, field)| ReadStructureNode::Field(mark, field)).into_iter().collect()
                }
                _ => self.element(&dictionary, page, depth + 1),
            },
            _ => Vec::new(),
        }
    }

    fn marked_content(&self, page: Option<u32>, mcid: i64) -> Vec<ReadStructureNode> {
        let page = page.and_then(|page| self.page_indices.get(&page));
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

    /// The nodes of a Form element: a field, or a blank of a printed sheet with its description; a blank without a description is
    /// no field.
    fn form(&mut self, element: &Dict<'a>, page: Option<u32>, depth: usize) -> Vec<ReadStructureNode> {
        let mut children = self.child_nodes(element, page, depth);
        if children.iter().any(ReadStructureNode::has_field) {
            return children;
        }
        let Some(attributes) = self.pdf.dictionary(element, "A") else { return children };
        let label = text_string(self.pdf.entry(&attributes, "Desc"));
        if label.is_empty() {
            return children;
        }
        let mark = match &*name_entry(&attributes, "Role") {
            b"rb" => RADIO_BUTTON,
            b"cb" => CHECKBOX,
            _ => TEXT_FIELD,
        };
        children.push(ReadStructureNode::Field(mark, ReadField { label, ..ReadField::default() }.into()));
        children
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
        let header_scope = match (&*name_entry(cell, "S"), &*scope) {
            (b"TH", b"Row") => ReadHeaderScope::Row,
            (b"TH", _) => ReadHeaderScope::Column,
            _ => ReadHeaderScope::Nothing,
        };
        let content = self.child_nodes(cell, page, depth + 1);
        ReadCell { header_scope, columns: usize::try_from(columns).unwrap_or(1).clamp(1, 100), content }
    }
}

impl ReadStructureNode {
    fn has_field(&self) -> bool {
        match self {
            ReadStructureNode::Words { .. } => false,
            ReadStructureNode::Field(..) => true,
            ReadStructureNode::Block(children) => children.iter().any(ReadStructureNode::has_field),
            ReadStructureNode::Table(rows) => {
                rows.iter().flatten().any(|cell| cell.content.iter().any(ReadStructureNode::has_field))
            }
        }
    }
}

/// The child elements of an element.
fn child_elements<'a>(pdf: &'a ReadPdf<'a>, element: &Dict<'a>) -> Vec<Dict<'a>> {
    match pdf.entry(element, "K") {
        Some(Object::Array(children)) => {
            children.raw_iter().filter_map(|child| pdf.resolve(child)?.into_dict()).collect()
        }
        Some(Object::Dict(child)) => vec![child],
        _ => Vec::new(),
    }
}

/// A field's widget and the dictionaries that it inherits from, the nearest first.
fn field_ancestors<'a>(pdf: &'a ReadPdf<'a>, widget: Dict<'a>) -> Vec<Dict<'a>> {
    let mut ancestry = vec![widget];
    while let Some(parent) = ancestry.last().and_then(|last| pdf.dictionary(last, "Parent"))
        && ancestry.len() < MAX_DEPTH
    {
        ancestry.push(parent);
    }
    ancestry
}

/// Reads the field of a widget; `None` if there is no such object.
pub(crate) fn widget_field(pdf: &ReadPdf, widget: u32) -> Option<MarkedField> {
    let ancestry = field_ancestors(pdf, pdf.object(widget)?.into_dict()?);
    let [widget, ancestors @ ..] = &ancestry[..] else { return None };
    let inherited = |key: &str| ancestry.iter().find_map(|dictionary| pdf.entry(dictionary, key));
    let whole_number = |key: &str| inherited(key).and_then(Object::into_number).map(|number| number.as_i64());
    // The fully qualified name of a field: the partial names of its ancestors and its own, joined by full stops (12.7.3.2).
    let names = ancestry.iter().rev().map(|dictionary| text_string(pdf.entry(dictionary, "T")));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let flags = whole_number("Ff").unwrap_or_default();
    let is_button = inherited("FT").and_then(Object::into_name).is_some_and(|kind| *kind == *b"Btn");
    let appearances =
        pdf.dictionary(widget, "AP").and_then(|appearances| pdf.dictionary(&appearances, "N")).filter(|_| is_button);
    let states =
        appearances.map(|appearances| appearances.entries().map(|(state, _)| state.to_vec()).collect::<Vec<_>>());
    let value = states.and_then(|states| states.into_iter().find(|state| state != b"Off"));
    let field = ReadField {
        name: Some(names.join(".")),
        label: text_string(pdf.entry(widget, "TU")),
        description: ancestors.iter().map(|group| text_string(pdf.entry(group, "TU"))).collect(),
        value: value.map(|state| String::from_utf8_lossy(&state).into_owned()),
        required: Some(flags & REQUIRED != 0),
        limit: whole_number("MaxLen").and_then(|most| u32::try_from(most).ok()),
    };
    let mark = match is_button {
        true if flags & IS_RADIO != 0 => RADIO_BUTTON,
        true => CHECKBOX,
        false => TEXT_FIELD,
    };
    Some((mark, field.into()))
}
