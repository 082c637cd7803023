//! The structure tree as a PDF holds it (ISO 32000-1, 14.7; PDF/UA-1, 7): what a screen reader follows.
//!
//! 1. Every node of the [`Tree`] is a structure element; the content of pages hangs below it by number.
//! 2. The parent tree leads back from content and widgets to their elements. Pages have its first
//!    keys, widgets the ones after them.
//! 3. Without widgets, a form element says by its attributes what kind of blank it is.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::objects::{name, text};
use super::structure::{Kid, Node, NodeKind, Tree, structure_type};
use crate::model::terms;
use crate::paper::sheet::{Entry, FieldBox, Role, Scope, Value};

/// The objects that the tree leads to.
pub struct Targets<'a> {
    pub pages: &'a [ObjectId],
    /// Of [`Tree::fields`]; `None` where the sheet is only printed.
    pub widgets: Option<&'a [ObjectId]>,
}

/// The key of a field's widget in the parent tree.
pub fn widget_key(pages: usize, field: usize) -> i64 {
    (pages + field) as i64
}

/// Adds the tree to a document; the result is its root.
pub fn write(document: &mut Document, tree: &Tree, targets: &Targets) -> ObjectId {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = tree.nodes.iter().map(|_| document.new_object_id()).collect();
    for (number, node) in tree.nodes.iter().enumerate().filter(|(_, node)| !node.is_left_out()) {
        let parent = if number == 0 { root } else { ids[node.parent] };
        let element = Writer { tree, targets, ids: &ids }.element(node, parent);
        document.set_object(ids[number], element);
    }
    let parents = document.add_object(dictionary! { "Nums" => parents(tree, targets, &ids) });
    let next = widget_key(targets.pages.len(), targets.widgets.map_or(0, <[ObjectId]>::len));
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => ids[0],
            "ParentTree" => parents,
            "ParentTreeNextKey" => next,
        },
    );
    root
}

struct Writer<'a> {
    tree: &'a Tree<'a>,
    targets: &'a Targets<'a>,
    ids: &'a [ObjectId],
}

impl Writer<'_> {
    fn element(&self, node: &Node, parent: ObjectId) -> Dictionary {
        let mut element = dictionary! { "Type" => "StructElem", "S" => kind(node.kind), "P" => parent };
        let page = node.kids.iter().find_map(|kid| match kid {
            Kid::Content { page, .. } => Some(*page),
            Kid::Node(_) | Kid::Field(_) => None,
        });
        if let Some(page) = page {
            element.set("Pg", self.targets.pages[page]);
        }
        let mut kids: Vec<Object> = node.kids.iter().filter_map(|kid| self.kid(*kid, page)).collect();
        match kids.len() {
            0 => {}
            1 => element.set("K", kids.remove(0)),
            _ => element.set("K", kids),
        }
        if let NodeKind::Role(Role::Span { language: Some(language) }) = node.kind {
            element.set("Lang", text(language));
        }
        let blank = node.kids.iter().find_map(|kid| match kid {
            Kid::Field(field) => Some(self.tree.fields[*field].field),
            Kid::Node(_) | Kid::Content { .. } => None,
        });
        match (blank, self.targets.widgets) {
            // One of several widgets of a field has no tooltip of its own (PDF/UA-1, 7.18.1).
            (Some(field), Some(_)) => element.set("Alt", text(&field.tooltip)),
            (Some(field), None) => element.set("A", print_field(field)),
            (None, _) => {}
        }
        if let NodeKind::Role(Role::Figure { alternative }) = node.kind {
            element.set("Alt", text(alternative));
        }
        if let Some(attributes) = attributes(node.kind) {
            element.set("A", attributes);
        }
        // The rule of a blank, in the middle of a sentence.
        if is_form(node.kind) && self.targets.widgets.is_none_or(|_| blank.is_none()) && page.is_some() {
            let ticked = blank.filter(|field| field.value == Some(Value::On));
            let said = ticked.map(|field| [field.tooltip.as_str(), terms::TICKED].join(terms::COMMA));
            element.set("Alt", text(said.as_deref().unwrap_or(terms::EMPTY)));
        }
        if node.kind == NodeKind::Role(&Role::List) {
            element.set("A", dictionary! { "O" => "List", "ListNumbering" => self.numbering(node) });
        }
        element
    }

    /// How a list's items are marked (ISO 32000-1, 14.8.5.5): by numbers where they have labels.
    fn numbering(&self, list: &Node) -> &'static str {
        let below = |node: &Node| node.kids.iter().filter_map(Kid::node).map(|kid| &self.tree.nodes[kid]).collect();
        let items: Vec<&Node> = below(list);
        let is_label = |node: &&Node| node.kind == NodeKind::Role(&Role::Label);
        if items.into_iter().flat_map(|item| -> Vec<&Node> { below(item) }).any(|node| is_label(&node)) {
            "Decimal"
        } else {
            "None"
        }
    }

    fn kid(&self, kid: Kid, own_page: Option<usize>) -> Option<Object> {
        let pages = self.targets.pages;
        Some(match kid {
            Kid::Node(node) => self.ids[node].into(),
            Kid::Content { page, mcid } if Some(page) == own_page => mcid.into(),
            Kid::Content { page, mcid } => dictionary! { "Type" => "MCR", "Pg" => pages[page], "MCID" => mcid }.into(),
            Kid::Field(field) => {
                let widget = self.targets.widgets?[field];
                let page = pages[self.tree.fields[field].page];
                dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => widget }.into()
            }
        })
    }
}

fn is_form(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Form | NodeKind::Role(Role::Form))
}

/// What a printed blank is (ISO 32000-1, 14.8.5.6).
fn print_field(field: &FieldBox) -> Dictionary {
    let role = match field.entry {
        Entry::Text { .. } | Entry::Comb { .. } => "tv",
        Entry::Radio { .. } => "rb",
        Entry::Check { .. } => "cb",
    };
    let mut attributes = dictionary! { "O" => "PrintField", "Role" => role, "Desc" => text(&field.tooltip) };
    if role != "tv" {
        attributes.set("checked", name(if field.value == Some(Value::On) { "on" } else { "off" }));
    }
    attributes
}

fn kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Document => "Document",
        NodeKind::Role(role) => structure_type(role),
        NodeKind::Form => "Form",
        NodeKind::Group => "Div",
    }
}

fn attributes(kind: NodeKind) -> Option<Dictionary> {
    let NodeKind::Role(role) = kind else { return None };
    match role {
        Role::Table { summary } => Some(dictionary! { "O" => "Table", "Summary" => text(summary) }),
        Role::HeaderCell { scope, columns, rows } => {
            let scope = match scope {
                Scope::Row => "Row",
                Scope::Column => "Column",
                Scope::Both => "Both",
            };
            let mut attributes = spans(*columns, *rows);
            attributes.set("Scope", name(scope));
            Some(attributes)
        }
        Role::Cell { columns, rows } => (*columns > 1 || *rows > 1).then(|| spans(*columns, *rows)),
        // A form without a field is still a blank, and must say of which kind (PDF/UA-1, 7.18.4).
        Role::Form => Some(dictionary! { "O" => "PrintField", "Role" => "tv" }),
        Role::Part
        | Role::Section
        | Role::Heading(_)
        | Role::Paragraph
        | Role::Row
        | Role::List
        | Role::ListItem
        | Role::Label
        | Role::Body
        | Role::Figure { .. }
        | Role::Span { .. } => None,
    }
}

fn spans(columns: u32, rows: u32) -> Dictionary {
    let mut attributes = dictionary! { "O" => "Table" };
    if columns > 1 {
        attributes.set("ColSpan", i64::from(columns));
    }
    if rows > 1 {
        attributes.set("RowSpan", i64::from(rows));
    }
    attributes
}

/// The number tree from pages and widgets to elements (ISO 32000-1, 14.7.4.4).
fn parents(tree: &Tree, targets: &Targets, ids: &[ObjectId]) -> Vec<Object> {
    let mut contents: Vec<Vec<(u32, ObjectId)>> = vec![Vec::new(); targets.pages.len()];
    for (node, id) in tree.nodes.iter().zip(ids) {
        for kid in &node.kids {
            if let Kid::Content { page, mcid } = kid {
                contents[*page].push((*mcid, *id));
            }
        }
    }
    let mut numbers: Vec<Object> = Vec::new();
    for (page, mut contents) in contents.into_iter().enumerate() {
        contents.sort_unstable();
        let elements: Vec<Object> = contents.into_iter().map(|(_, id)| id.into()).collect();
        numbers.extend([Object::Integer(page as i64), elements.into()]);
    }
    if targets.widgets.is_some() {
        for (number, field) in tree.fields.iter().enumerate() {
            numbers.extend([widget_key(targets.pages.len(), number).into(), ids[field.node].into()]);
        }
    }
    numbers
}
