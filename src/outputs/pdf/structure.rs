//! The structure tree of a document: its elements, content and fields in reading order.
//!
//! [`StructureTree::of`] adds the sequences of [`super::marked_content`] and the fields to their elements. Children
//! keep the order of [`PaperDocument::structure`]; the content of an element is placed between them in the order of
//! painting. PDF objects are not used here: `structure_elements` writes the tree, `widgets` makes the fields.

use std::collections::{BTreeMap, BTreeSet};

use super::marked_content::{ContentOwner, PageMarkedContent, structure_element};
use crate::paper::document::{FieldBox, PaperDocument, PaperMark, StructureType};

/// The document as a tree in reading order.
#[derive(Debug)]
pub(crate) struct StructureTree<'a> {
    /// The document itself first, then the elements in their order, then form nodes made for fields.
    pub(crate) nodes: Vec<StructureNode<'a>>,
    /// The fields in reading order, which is the tab order.
    pub(crate) fields: Vec<StructureField<'a>>,
}

/// A node of the tree, with the index of its parent.
#[derive(Debug)]
pub(crate) struct StructureNode<'a> {
    pub(crate) kind: StructureNodeKind<'a>,
    pub(crate) parent: usize,
    pub(crate) kids: Vec<StructureKid>,
}

impl StructureNode<'_> {
    fn is_span(&self) -> bool {
        matches!(self.kind, StructureNodeKind::Role(StructureType::Span { .. }))
    }

    /// Is it a span without content? It is no kid of any node: its text is part of the line around it.
    pub(crate) fn is_empty_span(&self) -> bool {
        self.is_span() && self.kids.is_empty()
    }
}

/// The kind of a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum StructureNodeKind<'a> {
    Document,
    Role(&'a StructureType),
    /// A form node for one field.
    Form,
    /// A form element of the sheet that contains more than one field.
    Group,
}

/// A kid of a node: a node, content of a page, or a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum StructureKid {
    Node(usize),
    Content {
        page: usize,
        mcid: u32,
    },
    /// An index into [`StructureTree::fields`].
    Field(usize),
}

/// A field, with the form node that it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StructureField<'a> {
    pub(crate) field: &'a FieldBox,
    pub(crate) page: usize,
    /// The index of the mark on its page.
    pub(crate) mark: usize,
    pub(crate) node: usize,
}

/// The position of a mark in the order of painting: page and mark.
type MarkPosition = (usize, usize);

/// The index of the document's node.
const ROOT: usize = 0;

impl<'a> StructureTree<'a> {
    /// The tree of a document with these marked-content sequences, one entry for each page.
    pub(crate) fn of(sheets: &'a PaperDocument, sequences: &[PageMarkedContent], fillable: bool) -> StructureTree<'a> {
        let mut tree = StructureTree {
            nodes: vec![StructureNode { kind: StructureNodeKind::Document, parent: ROOT, kids: vec![] }],
            fields: vec![],
        };
        for element in sheets.structure.iter() {
            let parent = element.parent.map_or(ROOT, |parent| parent.0 as usize + 1);
            tree.nodes.push(StructureNode { kind: StructureNodeKind::Role(&element.role), parent, kids: vec![] });
        }
        let mut kids_by_node: BTreeMap<usize, Vec<(MarkPosition, StructureKid)>> = BTreeMap::new();
        for (page, sequences) in sequences.iter().enumerate() {
            for sequence in sequences.all() {
                if let ContentOwner::Content { element, mcid } = sequence.owner {
                    let at = (page, sequence.marks[0]);
                    kids_by_node
                        .entry(element.0 as usize + 1)
                        .or_default()
                        .push((at, StructureKid::Content { page, mcid }));
                }
            }
        }
        tree.attach_fields(sheets, &mut kids_by_node, fillable);
        tree.sort_kids(kids_by_node);
        tree
    }

    /// Gives each field its own form node: a form element may contain one widget and nothing else (PDF/UA-1, 7.18.4).
    /// On a printed sheet it contains the blank's rule.
    fn attach_fields(
        &mut self,
        sheets: &'a PaperDocument,
        kids_by_node: &mut BTreeMap<usize, Vec<(MarkPosition, StructureKid)>>,
        fillable: bool,
    ) {
        let mut holders: BTreeMap<usize, Vec<(MarkPosition, &'a FieldBox)>> = BTreeMap::new();
        for (page, sheet) in sheets.pages.iter().enumerate() {
            for (index, placed) in sheet.marks().enumerate() {
                if let PaperMark::Field(field) = &placed.mark
                    && (fillable || placed.element.is_some())
                {
                    let known = placed.element.filter(|id| structure_element(sheets, *id).is_some());
                    let holder = known.map_or(ROOT, |id| id.0 as usize + 1);
                    holders.entry(holder).or_default().push(((page, index), field));
                }
            }
        }
        for (holder, fields) in holders {
            let is_form = self.nodes[holder].kind == StructureNodeKind::Role(&StructureType::Form);
            let is_alone = fields.len() == 1 && !(fillable && kids_by_node.contains_key(&holder));
            if is_form && !is_alone {
                self.nodes[holder].kind = StructureNodeKind::Group;
            }
            for (at, field) in fields {
                let node = if is_form && is_alone {
                    self.nodes[holder].kind = StructureNodeKind::Form;
                    holder
                } else {
                    self.nodes.push(StructureNode { kind: StructureNodeKind::Form, parent: holder, kids: vec![] });
                    let node = self.nodes.len() - 1;
                    kids_by_node.entry(holder).or_default().push((at, StructureKid::Node(node)));
                    node
                };
                let number = self.fields.len();
                self.fields.push(StructureField { field, page: at.0, mark: at.1, node });
                kids_by_node.entry(node).or_default().push((at, StructureKid::Field(number)));
            }
        }
    }

    /// Sorts every node's kids, then the fields.
    fn sort_kids(&mut self, mut kids_by_node: BTreeMap<usize, Vec<(MarkPosition, StructureKid)>>) {
        let mut first: Vec<Option<MarkPosition>> = vec![None; self.nodes.len()];
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        let placed: BTreeSet<usize> = kids_by_node.values().flatten().filter_map(|(_, kid)| kid.node()).collect();
        for number in (0..self.nodes.len()).rev() {
            let kids = kids_by_node.get(&number).and_then(|kids| kids.iter().map(|(at, _)| *at).min());
            first[number] = earliest(first[number], kids);
            if number != ROOT {
                let parent = self.nodes[number].parent;
                first[parent] = earliest(first[parent], first[number]);
                let is_empty = first[number].is_none() && self.nodes[number].is_span();
                if !placed.contains(&number) && !is_empty {
                    children[parent].push(number);
                }
            }
        }
        for (number, node) in self.nodes.iter_mut().enumerate() {
            let mut kids = kids_by_node.remove(&number).unwrap_or_default();
            kids.sort_by_key(|(at, _)| *at);
            let mut kids = kids.into_iter().peekable();
            for child in children[number].iter().rev() {
                while let Some((_, kid)) = kids.next_if(|(at, _)| first[*child].is_some_and(|child| *at < child)) {
                    node.kids.push(kid);
                }
                node.kids.push(StructureKid::Node(*child));
            }
            node.kids.extend(kids.map(|(_, kid)| kid));
        }
        self.number_fields();
    }

    /// Numbers the fields in reading order.
    fn number_fields(&mut self) {
        let mut ordered = Vec::with_capacity(self.fields.len());
        let mut open = vec![ROOT];
        while let Some(number) = open.pop() {
            for kid in self.nodes[number].kids.iter().rev() {
                if let Some(node) = kid.node() {
                    open.push(node);
                }
            }
            for kid in &mut self.nodes[number].kids {
                if let StructureKid::Field(field) = kid {
                    ordered.push(self.fields[*field]);
                    *field = ordered.len() - 1;
                }
            }
        }
        self.fields = ordered;
    }
}

impl StructureKid {
    pub(crate) fn node(&self) -> Option<usize> {
        match self {
            StructureKid::Node(node) => Some(*node),
            StructureKid::Content { .. } | StructureKid::Field(_) => None,
        }
    }
}

fn earliest(a: Option<MarkPosition>, b: Option<MarkPosition>) -> Option<MarkPosition> {
    a.into_iter().chain(b).min()
}

/// The standard structure type of a role (ISO 32000-1, 14.8.4).
pub(crate) fn structure_type(role: &StructureType) -> &'static str {
    match role {
        StructureType::Part => "Part",
        StructureType::Section => "Sect",
        StructureType::Heading(level) => match level {
            0 | 1 => "H1",
            2 => "H2",
            3 => "H3",
            4 => "H4",
            5 => "H5",
            6.. => "H6",
        },
        StructureType::Paragraph => "P",
        StructureType::Table { .. } => "Table",
        StructureType::Row => "TR",
        StructureType::HeaderCell { .. } => "TH",
        StructureType::Cell { .. } => "TD",
        StructureType::List => "L",
        StructureType::ListItem => "LI",
        StructureType::Label => "Lbl",
        StructureType::Body => "LBody",
        StructureType::Span { .. } => "Span",
        StructureType::Figure { .. } => "Figure",
        StructureType::Form => "Form",
    }
}
