//! The structure tree as objects of a PDF (ISO 32000-1, 14.7; PDF/UA-1, 7), which screen readers read.
//!
//! 1. Every node of the [`StructureTree`] is a structure element; it refers to the content of pages by number (MCID).
//! 2. The parent tree maps content and widgets to their elements. Its first keys are those of pages, the following ones
//!    those of widgets.
//! 3. Without widgets, a form element has attributes with the kind of its blank.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::objects::{name, text};
use super::structure::{StructureKid, StructureNode, StructureNodeKind, StructureTree, structure_type};
use crate::model::fixed_text;
use crate::paper::document::{FieldBox, FieldBoxKind, FieldBoxValue, HeaderScope, StructureType};

/// The objects that the tree refers to.
pub(crate) struct StructureTargets<'a> {
    pub(crate) pages: &'a [ObjectId],
    /// The widgets of [`StructureTree::fields`]; `None` where the sheet is only printed.
    pub(crate) widgets: Option<&'a [ObjectId]>,
}

/// The key of a field's widget in the parent tree.
pub(crate) fn widget_key(pages: usize, field: usize) -> i64 {
    (pages + field) as i64
}

/// Adds the tree to a document and returns its root.
pub(crate) fn write(document: &mut Document, tree: &StructureTree, targets: &StructureTargets) -> ObjectId {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = tree.nodes.iter().map(|_| document.new_object_id()).collect();
    for (number, node) in tree.nodes.iter().enumerate().filter(|(_, node)| !node.is_empty_span()) {
        let parent = if number == 0 { root } else { ids[node.parent] };
        let element = StructureWriter { tree, targets, ids: &ids }.element(node, parent);
        document.set_object(ids[number], element);
    }
    let parents = document.add_object(dictionary! { "Nums" => parent_tree(tree, targets, &ids) });
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

/// Writes structure elements; holds the tree and the numbers of objects.
struct StructureWriter<'a> {
    tree: &'a StructureTree<'a>,
    targets: &'a StructureTargets<'a>,
    ids: &'a [ObjectId],
}

impl StructureWriter<'_> {
    fn element(&self, node: &StructureNode, parent: ObjectId) -> Dictionary {
        let mut element = dictionary! { "Type" => "StructElem", "S" => structure_type_name(node.kind), "P" => parent };
        let page = node.kids.iter().find_map(|kid| match kid {
            StructureKid::Content { page, .. } => Some(*page),
            StructureKid::Node(_) | StructureKid::Field(_) => None,
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
        if let StructureNodeKind::Role(StructureType::Span { language: Some(language) }) = node.kind {
            element.set("Lang", text(language));
        }
        let field_box = node.kids.iter().find_map(|kid| match kid {
            StructureKid::Field(field) => Some(self.tree.fields[*field].field),
            StructureKid::Node(_) | StructureKid::Content { .. } => None,
        });
        match (field_box, self.targets.widgets) {
            // A widget that is one of several of a field has no tooltip (PDF/UA-1, 7.18.1).
            (Some(field), Some(_)) => element.set("Alt", text(&field.tooltip)),
            (Some(field), None) => element.set("A", print_field(field)),
            (None, _) => {}
        }
        if let StructureNodeKind::Role(StructureType::Figure { alternative }) = node.kind {
            element.set("Alt", text(alternative));
        }
        if let Some(attributes) = attributes(node.kind) {
            element.set("A", attributes);
        }
        // A blank in the middle of a sentence, as a rule.
        if is_form(node.kind) && self.targets.widgets.is_none_or(|_| field_box.is_none()) && page.is_some() {
            let ticked = field_box.filter(|field| field.value == Some(FieldBoxValue::On));
            let alternative_text =
                ticked.map(|field| [field.tooltip.as_str(), fixed_text::TICKED].join(fixed_text::COMMA));
            element.set("Alt", text(alternative_text.as_deref().unwrap_or(fixed_text::EMPTY)));
        }
        if node.kind == StructureNodeKind::Role(&StructureType::List) {
            element.set("A", dictionary! { "O" => "List", "ListNumbering" => self.numbering(node) });
        }
        element
    }

    /// The numbering of a list's items (ISO 32000-1, 14.8.5.5): decimal where the items have labels.
    fn numbering(&self, list: &StructureNode) -> &'static str {
        let below = |node: &StructureNode| {
            node.kids.iter().filter_map(StructureKid::node).map(|kid| &self.tree.nodes[kid]).collect()
        };
        let items: Vec<&StructureNode> = below(list);
        let is_label = |node: &&StructureNode| node.kind == StructureNodeKind::Role(&StructureType::Label);
        if items.into_iter().flat_map(|item| -> Vec<&StructureNode> { below(item) }).any(|node| is_label(&node)) {
            "Decimal"
        } else {
            "None"
        }
    }

    fn kid(&self, kid: StructureKid, own_page: Option<usize>) -> Option<Object> {
        let pages = self.targets.pages;
        Some(match kid {
            StructureKid::Node(node) => self.ids[node].into(),
            StructureKid::Content { page, mcid } if Some(page) == own_page => mcid.into(),
            StructureKid::Content { page, mcid } => {
                dictionary! { "Type" => "MCR", "Pg" => pages[page], "MCID" => mcid }.into()
            }
            StructureKid::Field(field) => {
                let widget = self.targets.widgets?[field];
                let page = pages[self.tree.fields[field].page];
                dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => widget }.into()
            }
        })
    }
}

fn is_form(kind: StructureNodeKind) -> bool {
    matches!(kind, StructureNodeKind::Form | StructureNodeKind::Role(StructureType::Form))
}

/// The attributes of a printed blank (ISO 32000-1, 14.8.5.6).
fn print_field(field: &FieldBox) -> Dictionary {
    let role = match field.kind {
        FieldBoxKind::Text { .. } | FieldBoxKind::Comb { .. } => "tv",
        FieldBoxKind::Radio { .. } => "rb",
        FieldBoxKind::Check { .. } => "cb",
    };
    let mut attributes = dictionary! { "O" => "PrintField", "Role" => role, "Desc" => text(&field.tooltip) };
    if role != "tv" {
        attributes.set("checked", name(if field.value == Some(FieldBoxValue::On) { "on" } else { "off" }));
    }
    attributes
}

fn structure_type_name(kind: StructureNodeKind) -> &'static str {
    match kind {
        StructureNodeKind::Document => "Document",
        StructureNodeKind::Role(role) => structure_type(role),
        StructureNodeKind::Form => "Form",
        StructureNodeKind::Group => "Div",
    }
}

fn attributes(kind: StructureNodeKind) -> Option<Dictionary> {
    let StructureNodeKind::Role(role) = kind else { return None };
    match role {
        StructureType::Table { summary } => Some(dictionary! { "O" => "Table", "Summary" => text(summary) }),
        StructureType::HeaderCell { scope, columns, rows } => {
            let scope = match scope {
                HeaderScope::Row => "Row",
                HeaderScope::Column => "Column",
                HeaderScope::Both => "Both",
            };
            let mut attributes = spans(*columns, *rows);
            attributes.set("Scope", name(scope));
            Some(attributes)
        }
        StructureType::Cell { columns, rows } => (*columns > 1 || *rows > 1).then(|| spans(*columns, *rows)),
        // A form without a field is still a blank, and must have its kind (PDF/UA-1, 7.18.4).
        StructureType::Form => Some(dictionary! { "O" => "PrintField", "Role" => "tv" }),
        StructureType::Part
        | StructureType::Section
        | StructureType::Heading(_)
        | StructureType::Paragraph
        | StructureType::Row
        | StructureType::List
        | StructureType::ListItem
        | StructureType::Label
        | StructureType::Body
        | StructureType::Figure { .. }
        | StructureType::Span { .. } => None,
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
fn parent_tree(tree: &StructureTree, targets: &StructureTargets, ids: &[ObjectId]) -> Vec<Object> {
    let mut contents: Vec<Vec<(u32, ObjectId)>> = vec![Vec::new(); targets.pages.len()];
    for (node, id) in tree.nodes.iter().zip(ids) {
        for kid in &node.kids {
            if let StructureKid::Content { page, mcid } = kid {
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
