//! What a reader meets in which order: the sheets' elements, content and fields as one tree.
//!
//! 1. [`marked_content`] gathers a page's marks in marked-content sequences: neighbours of one element
//!    share a sequence, marks of none are artifacts, and a field cuts, so that a blank inside a
//!    sentence is met inside it.
//! 2. [`StructureTree::of`] hangs the sequences and fields below their elements. Children keep the order of
//!    [`PaperDocument::structure`]; an element's own content goes between them by where it is painted.
//!
//! Nothing here knows PDF objects: `canvas` draws the sequences, `tags` writes the tree, `widgets`
//! makes the fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::paper::document::{
    ASCENT, DESCENT, ElementId, FieldBox, PaperDocument, PaperMark, PaperPage, PlacedMark, StructureElement,
    StructureType,
};
use crate::units::Mm;

/// Marks of a page with one owner.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MarkedContent {
    pub(crate) owner: ContentOwner,
    /// Indices into [`PaperPage::marks`]; never empty.
    pub(crate) marks: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ContentOwner {
    /// Content of an element, with its number on the page (ISO 32000-1, 14.7.4.2).
    Content {
        element: ElementId,
        mcid: u32,
    },
    Artifact(Artifact),
}

/// What decoration is for (ISO 32000-1, 14.8.2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Artifact {
    /// Rules, frames, grey grounds.
    Layout,
    /// Running heads and feet with the margin they are in; repeated table headers.
    Pagination(Option<ArtifactMargin>),
}

/// Where running lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArtifactMargin {
    Top,
    Bottom,
}

impl Artifact {
    /// Its `Type`.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Artifact::Layout => "Layout",
            Artifact::Pagination(_) => "Pagination",
        }
    }
}

impl ArtifactMargin {
    /// What stands there.
    pub(crate) fn subtype(self) -> &'static str {
        match self {
            ArtifactMargin::Top => "Header",
            ArtifactMargin::Bottom => "Footer",
        }
    }

    /// The edge of the page it belongs to.
    pub(crate) fn edge(self) -> &'static str {
        match self {
            ArtifactMargin::Top => "Top",
            ArtifactMargin::Bottom => "Bottom",
        }
    }
}

/// A page's marked-content sequences.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageMarkedContent {
    /// Of what all offices have.
    pub(crate) body: Vec<MarkedContent>,
    /// Of what the office alone has, which is met and painted after it.
    pub(crate) office: Vec<MarkedContent>,
}

impl PageMarkedContent {
    pub(crate) fn all(&self) -> impl Iterator<Item = &MarkedContent> {
        self.body.iter().chain(&self.office)
    }

    /// How many sequences of the body bear a number.
    pub(crate) fn mcid_count(&self) -> u32 {
        self.body.iter().filter(|sequence| matches!(sequence.owner, ContentOwner::Content { .. })).count() as u32
    }
}

/// The marked-content sequences of a page; field boxes are in none. `within` is from where to where it has anything but
/// running lines and codes.
///
/// Rules and frames come last, all in one: text and rules are black, so the order between them does
/// not show, and what a reader meets is not cut into pieces by them.
///
/// The rule of a blank is what a reader meets of it on a printed sheet, and decoration where there is a
/// widget instead.
pub(crate) fn marked_content(
    sheets: &PaperDocument,
    page: &PaperPage,
    within: ContentExtent,
    fillable: bool,
) -> PageMarkedContent {
    let body = marked_content_sequence(sheets, page.shared_marks.iter().enumerate(), 0, within, fillable);
    let mut sequences = PageMarkedContent { body, office: Vec::new() };
    sequences.office = office_marked_content(sheets, page, sequences.mcid_count(), within, fillable);
    sequences
}

/// Those of what an office alone has, numbered on behind the body's.
pub(crate) fn office_marked_content(
    sheets: &PaperDocument,
    page: &PaperPage,
    first: u32,
    within: ContentExtent,
    fillable: bool,
) -> Vec<MarkedContent> {
    let own = page.office_marks.iter().enumerate().map(|(index, placed)| (page.shared_marks.len() + index, placed));
    marked_content_sequence(sheets, own, first, within, fillable)
}

fn marked_content_sequence<'a>(
    sheets: &PaperDocument,
    marks: impl Iterator<Item = (usize, &'a PlacedMark)> + Clone,
    first: u32,
    within: ContentExtent,
    fillable: bool,
) -> Vec<MarkedContent> {
    let replaced: BTreeSet<ElementId> =
        marks.clone().filter(|_| fillable).filter_map(|(_, placed)| field_element(placed)).collect();
    let mut sequences: Vec<MarkedContent> = Vec::new();
    let mut rules = Vec::new();
    let (mut cut, mut mcid) = (false, first);
    for (index, placed) in marks {
        let Some(mut belongs) = mark_owner(sheets, placed) else {
            // A further place of a field in a running line is met where the page ends.
            cut |= placed.element.is_some();
            continue;
        };
        match &mut belongs {
            MarkOwner::Element(element) if replaced.contains(element) && is_shape(&placed.mark) => {
                belongs = MarkOwner::Artifact(Artifact::Layout);
            }
            MarkOwner::Artifact(Artifact::Pagination(margin)) => *margin = within.margin_of(&placed.mark),
            MarkOwner::Element(_) | MarkOwner::Artifact(Artifact::Layout) => {}
        }
        if belongs == MarkOwner::Artifact(Artifact::Layout) && is_stroked_only(&placed.mark) {
            rules.push(index);
            continue;
        }
        match sequences.last_mut() {
            Some(last) if last.owner.mark_owner() == belongs && !cut => last.marks.push(index),
            _ => {
                let owner = match belongs {
                    MarkOwner::Element(element) => {
                        mcid += 1;
                        ContentOwner::Content { element, mcid: mcid - 1 }
                    }
                    MarkOwner::Artifact(artifact) => ContentOwner::Artifact(artifact),
                };
                sequences.push(MarkedContent { owner, marks: vec![index] });
            }
        }
        cut = false;
    }
    if !rules.is_empty() {
        sequences.push(MarkedContent { owner: ContentOwner::Artifact(Artifact::Layout), marks: rules });
    }
    sequences
}

fn is_stroked_only(mark: &PaperMark) -> bool {
    match mark {
        PaperMark::Line { .. } | PaperMark::Circle { .. } | PaperMark::Box { fill: None, .. } => true,
        PaperMark::Box { fill: Some(_), .. }
        | PaperMark::Text(_)
        | PaperMark::QrSymbol(_)
        | PaperMark::Pictogram { .. }
        | PaperMark::Field(_) => false,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum MarkOwner {
    Element(ElementId),
    Artifact(Artifact),
}

impl ContentOwner {
    fn mark_owner(self) -> MarkOwner {
        match self {
            ContentOwner::Content { element, .. } => MarkOwner::Element(element),
            ContentOwner::Artifact(artifact) => MarkOwner::Artifact(artifact),
        }
    }
}

/// Whose a mark is; `None` for a field, which paints nothing.
fn mark_owner(sheets: &PaperDocument, placed: &PlacedMark) -> Option<MarkOwner> {
    let decoration = match &placed.mark {
        PaperMark::Field(_) => return None,
        PaperMark::Text(_) | PaperMark::QrSymbol(_) => Artifact::Pagination(None),
        PaperMark::Line { .. } | PaperMark::Box { .. } | PaperMark::Circle { .. } | PaperMark::Pictogram { .. } => {
            Artifact::Layout
        }
    };
    Some(match placed.element {
        // What a code says stands in words beside it, unless it is a figure.
        Some(id) if matches!(placed.mark, PaperMark::QrSymbol(_)) && !is_figure(sheets, id) => {
            MarkOwner::Artifact(decoration)
        }
        Some(_) if matches!(placed.mark, PaperMark::Pictogram { .. }) => MarkOwner::Artifact(decoration),
        Some(id) if element(sheets, id).is_some() => MarkOwner::Element(id),
        Some(_) | None => MarkOwner::Artifact(decoration),
    })
}

fn is_figure(sheets: &PaperDocument, id: ElementId) -> bool {
    element(sheets, id).is_some_and(|element| matches!(element.role, StructureType::Figure { .. }))
}

/// Is it a rule or a shape, which says nothing that a field in its place does not?
fn is_shape(mark: &PaperMark) -> bool {
    matches!(
        mark,
        PaperMark::Line { .. } | PaperMark::Box { .. } | PaperMark::Circle { .. } | PaperMark::Pictogram { .. }
    )
}

/// The element of a field.
fn field_element(placed: &PlacedMark) -> Option<ElementId> {
    placed.element.filter(|_| matches!(placed.mark, PaperMark::Field(_)))
}

/// From where to where a page has anything but running lines and codes, from the top; nowhere on a page of nothing else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ContentExtent(Option<(Mm, Mm)>);

impl ContentExtent {
    pub(crate) fn of(page: &PaperPage) -> ContentExtent {
        let bodies = page.marks().filter(|placed| placed.element.is_some() || is_shape(&placed.mark));
        ContentExtent(bodies.map(|placed| vertical_extent(&placed.mark)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))))
    }

    /// The margin that a running line or code is in: a table's repeated head is in none.
    fn margin_of(self, mark: &PaperMark) -> Option<ArtifactMargin> {
        let ((top, bottom), (first, last)) = (vertical_extent(mark), self.0?);
        let middle = (top + bottom) / 2.0;
        if middle < first {
            Some(ArtifactMargin::Top)
        } else if middle > last {
            Some(ArtifactMargin::Bottom)
        } else {
            None
        }
    }
}

/// From where to where a mark reaches, from the top.
fn vertical_extent(mark: &PaperMark) -> (Mm, Mm) {
    match mark {
        PaperMark::Text(run) => (run.origin.y - run.size.mm() * ASCENT, run.origin.y + run.size.mm() * DESCENT),
        PaperMark::Line { from, to, .. } => (from.y.min(to.y), from.y.max(to.y)),
        PaperMark::Box { rect, .. } => (rect.y, rect.bottom()),
        PaperMark::Circle { center, radius, .. } => (center.y - *radius, center.y + *radius),
        PaperMark::QrSymbol(code) => (code.rect.y, code.rect.bottom()),
        PaperMark::Pictogram { at, size, .. } => (at.y, at.y + *size),
        PaperMark::Field(field) => (field.rect.y, field.rect.bottom()),
    }
}

fn element(sheets: &PaperDocument, id: ElementId) -> Option<&StructureElement> {
    sheets.structure.get(id.0 as usize)
}

/// The document as a reader meets it.
#[derive(Debug)]
pub(crate) struct StructureTree<'a> {
    /// The document itself first, then the elements in their order, then forms made for fields.
    pub(crate) nodes: Vec<StructureNode<'a>>,
    /// In reading order, which is the order of the tab key.
    pub(crate) fields: Vec<StructureField<'a>>,
}

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

    /// A span around nothing, which is in no node's kids: its text went into the line around it.
    pub(crate) fn is_empty_span(&self) -> bool {
        self.is_span() && self.kids.is_empty()
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum StructureNodeKind<'a> {
    Document,
    Role(&'a StructureType),
    /// Around one field.
    Form,
    /// What the sheet called a form but holds more than one field.
    Group,
}

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

/// A place to type in, and the form node it hangs below.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StructureField<'a> {
    pub(crate) field: &'a FieldBox,
    pub(crate) page: usize,
    /// Which mark of the page it is.
    pub(crate) mark: usize,
    pub(crate) node: usize,
}

/// Where on the sheets something is painted: page and mark.
type MarkPosition = (usize, usize);

const ROOT: usize = 0;

impl<'a> StructureTree<'a> {
    /// The tree of sheets whose pages were cut into these sequences.
    pub(crate) fn of(sheets: &'a PaperDocument, sequences: &[PageMarkedContent], fillable: bool) -> StructureTree<'a> {
        let mut tree = StructureTree {
            nodes: vec![StructureNode { kind: StructureNodeKind::Document, parent: ROOT, kids: vec![] }],
            fields: vec![],
        };
        for element in sheets.structure.iter() {
            let parent = element.parent.map_or(ROOT, |parent| parent.0 as usize + 1);
            tree.nodes.push(StructureNode { kind: StructureNodeKind::Role(&element.role), parent, kids: vec![] });
        }
        let mut own: BTreeMap<usize, Vec<(MarkPosition, StructureKid)>> = BTreeMap::new();
        for (page, sequences) in sequences.iter().enumerate() {
            for sequence in sequences.all() {
                if let ContentOwner::Content { element, mcid } = sequence.owner {
                    let at = (page, sequence.marks[0]);
                    own.entry(element.0 as usize + 1).or_default().push((at, StructureKid::Content { page, mcid }));
                }
            }
        }
        tree.attach_fields(sheets, &mut own, fillable);
        tree.sort_kids(own);
        tree
    }

    /// Gives each field a form node of its own: a form element may hold one widget and nothing else
    /// (PDF/UA-1, 7.18.4). Printed, it holds the blank's rule.
    fn attach_fields(
        &mut self,
        sheets: &'a PaperDocument,
        own: &mut BTreeMap<usize, Vec<(MarkPosition, StructureKid)>>,
        fillable: bool,
    ) {
        let mut holders: BTreeMap<usize, Vec<(MarkPosition, &'a FieldBox)>> = BTreeMap::new();
        for (page, sheet) in sheets.pages.iter().enumerate() {
            for (index, placed) in sheet.marks().enumerate() {
                if let PaperMark::Field(field) = &placed.mark
                    && (fillable || placed.element.is_some())
                {
                    let known = placed.element.filter(|id| element(sheets, *id).is_some());
                    let holder = known.map_or(ROOT, |id| id.0 as usize + 1);
                    holders.entry(holder).or_default().push(((page, index), field));
                }
            }
        }
        for (holder, fields) in holders {
            let is_form = self.nodes[holder].kind == StructureNodeKind::Role(&StructureType::Form);
            let alone = fields.len() == 1 && !(fillable && own.contains_key(&holder));
            if is_form && !alone {
                self.nodes[holder].kind = StructureNodeKind::Group;
            }
            for (at, field) in fields {
                let node = if is_form && alone {
                    self.nodes[holder].kind = StructureNodeKind::Form;
                    holder
                } else {
                    self.nodes.push(StructureNode { kind: StructureNodeKind::Form, parent: holder, kids: vec![] });
                    let node = self.nodes.len() - 1;
                    own.entry(holder).or_default().push((at, StructureKid::Node(node)));
                    node
                };
                let number = self.fields.len();
                self.fields.push(StructureField { field, page: at.0, mark: at.1, node });
                own.entry(node).or_default().push((at, StructureKid::Field(number)));
            }
        }
    }

    /// Puts every node's kids in order, then the fields.
    fn sort_kids(&mut self, mut own: BTreeMap<usize, Vec<(MarkPosition, StructureKid)>>) {
        let mut first: Vec<Option<MarkPosition>> = vec![None; self.nodes.len()];
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        let placed: BTreeSet<usize> = own.values().flatten().filter_map(|(_, kid)| kid.node()).collect();
        for number in (0..self.nodes.len()).rev() {
            let mine = own.get(&number).and_then(|kids| kids.iter().map(|(at, _)| *at).min());
            first[number] = earliest(first[number], mine);
            if number != ROOT {
                let parent = self.nodes[number].parent;
                first[parent] = earliest(first[parent], first[number]);
                let nothing = first[number].is_none() && self.nodes[number].is_span();
                if !placed.contains(&number) && !nothing {
                    children[parent].push(number);
                }
            }
        }
        for (number, node) in self.nodes.iter_mut().enumerate() {
            let mut mine = own.remove(&number).unwrap_or_default();
            mine.sort_by_key(|(at, _)| *at);
            let mut mine = mine.into_iter().peekable();
            for child in children[number].iter().rev() {
                while let Some((_, kid)) = mine.next_if(|(at, _)| first[*child].is_some_and(|child| *at < child)) {
                    node.kids.push(kid);
                }
                node.kids.push(StructureKid::Node(*child));
            }
            node.kids.extend(mine.map(|(_, kid)| kid));
        }
        self.number_fields();
    }

    /// Renumbers the fields as they are met.
    fn number_fields(&mut self) {
        let mut met = Vec::with_capacity(self.fields.len());
        let mut open = vec![ROOT];
        while let Some(number) = open.pop() {
            for kid in self.nodes[number].kids.iter().rev() {
                if let Some(node) = kid.node() {
                    open.push(node);
                }
            }
            for kid in &mut self.nodes[number].kids {
                if let StructureKid::Field(field) = kid {
                    met.push(self.fields[*field]);
                    *field = met.len() - 1;
                }
            }
        }
        self.fields = met;
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
