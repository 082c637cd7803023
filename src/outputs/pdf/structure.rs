//! What a reader meets in which order: the sheets' elements, content and fields as one tree.
//!
//! 1. [`sequences`] gathers a page's marks in marked-content sequences: neighbours of one element
//!    share a sequence, marks of none are artifacts, and a field cuts, so that a blank inside a
//!    sentence is met inside it.
//! 2. [`Tree::of`] hangs the sequences and fields below their elements. Children keep the order of
//!    [`Sheets::structure`]; an element's own content goes between them by where it is painted.
//!
//! Nothing here knows PDF objects: `canvas` draws the sequences, `tags` writes the tree, `widgets`
//! makes the fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::paper::sheet::{ASCENT, DESCENT, Element, ElementId, FieldBox, Mark, Placed, Role, Sheet, Sheets};
use crate::units::Mm;

/// Marks of a page with one owner.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequence {
    pub owner: Owner,
    /// Indices into [`Sheet::marks`]; never empty.
    pub marks: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Owner {
    /// Content of an element, with its number on the page (ISO 32000-1, 14.7.4.2).
    Content {
        element: ElementId,
        mcid: u32,
    },
    Artifact(Artifact),
}

/// What decoration is for (ISO 32000-1, 14.8.2.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// Rules, frames, grey grounds.
    Layout,
    /// Running heads and feet with the margin they are in; repeated table headers.
    Pagination(Option<Margin>),
}

/// Where running lines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Margin {
    Top,
    Bottom,
}

impl Artifact {
    /// Its `Type`.
    pub fn kind(self) -> &'static str {
        match self {
            Artifact::Layout => "Layout",
            Artifact::Pagination(_) => "Pagination",
        }
    }
}

impl Margin {
    /// What stands there.
    pub fn subtype(self) -> &'static str {
        match self {
            Margin::Top => "Header",
            Margin::Bottom => "Footer",
        }
    }

    /// The edge of the page it belongs to.
    pub fn edge(self) -> &'static str {
        match self {
            Margin::Top => "Top",
            Margin::Bottom => "Bottom",
        }
    }
}

/// A page's marked-content sequences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sequences {
    /// Of what all offices have.
    pub body: Vec<Sequence>,
    /// Of what the office alone has, which is met and painted after it.
    pub own: Vec<Sequence>,
}

impl Sequences {
    pub fn all(&self) -> impl Iterator<Item = &Sequence> {
        self.body.iter().chain(&self.own)
    }

    /// How many sequences of the body bear a number.
    pub fn numbered(&self) -> u32 {
        self.body.iter().filter(|sequence| matches!(sequence.owner, Owner::Content { .. })).count() as u32
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
pub fn sequences(sheets: &Sheets, page: &Sheet, within: Within, fillable: bool) -> Sequences {
    let body = sequence(sheets, page.body.iter().enumerate(), 0, within, fillable);
    let mut sequences = Sequences { body, own: Vec::new() };
    sequences.own = own_sequences(sheets, page, sequences.numbered(), within, fillable);
    sequences
}

/// Those of what an office alone has, numbered on behind the body's.
pub fn own_sequences(sheets: &Sheets, page: &Sheet, first: u32, within: Within, fillable: bool) -> Vec<Sequence> {
    let own = page.own.iter().enumerate().map(|(index, placed)| (page.body.len() + index, placed));
    sequence(sheets, own, first, within, fillable)
}

fn sequence<'a>(
    sheets: &Sheets,
    marks: impl Iterator<Item = (usize, &'a Placed)> + Clone,
    first: u32,
    within: Within,
    fillable: bool,
) -> Vec<Sequence> {
    let replaced: BTreeSet<ElementId> =
        marks.clone().filter(|_| fillable).filter_map(|(_, placed)| holder(placed)).collect();
    let mut sequences: Vec<Sequence> = Vec::new();
    let mut rules = Vec::new();
    let (mut cut, mut mcid) = (false, first);
    for (index, placed) in marks {
        let Some(mut belongs) = belonging(sheets, placed) else {
            // A further place of a field in a running line is met where the page ends.
            cut |= placed.element.is_some();
            continue;
        };
        match &mut belongs {
            Belonging::Element(element) if replaced.contains(element) && is_drawn(&placed.mark) => {
                belongs = Belonging::Artifact(Artifact::Layout);
            }
            Belonging::Artifact(Artifact::Pagination(margin)) => *margin = within.margin_of(&placed.mark),
            Belonging::Element(_) | Belonging::Artifact(Artifact::Layout) => {}
        }
        if belongs == Belonging::Artifact(Artifact::Layout) && is_stroked_only(&placed.mark) {
            rules.push(index);
            continue;
        }
        match sequences.last_mut() {
            Some(last) if last.owner.belonging() == belongs && !cut => last.marks.push(index),
            _ => {
                let owner = match belongs {
                    Belonging::Element(element) => {
                        mcid += 1;
                        Owner::Content { element, mcid: mcid - 1 }
                    }
                    Belonging::Artifact(artifact) => Owner::Artifact(artifact),
                };
                sequences.push(Sequence { owner, marks: vec![index] });
            }
        }
        cut = false;
    }
    if !rules.is_empty() {
        sequences.push(Sequence { owner: Owner::Artifact(Artifact::Layout), marks: rules });
    }
    sequences
}

fn is_stroked_only(mark: &Mark) -> bool {
    match mark {
        Mark::Line { .. } | Mark::Circle { .. } | Mark::Box { fill: None, .. } => true,
        Mark::Box { fill: Some(_), .. } | Mark::Text(_) | Mark::Code(_) | Mark::Pictogram { .. } | Mark::Field(_) => {
            false
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Belonging {
    Element(ElementId),
    Artifact(Artifact),
}

impl Owner {
    fn belonging(self) -> Belonging {
        match self {
            Owner::Content { element, .. } => Belonging::Element(element),
            Owner::Artifact(artifact) => Belonging::Artifact(artifact),
        }
    }
}

/// Whose a mark is; `None` for a field, which paints nothing.
fn belonging(sheets: &Sheets, placed: &Placed) -> Option<Belonging> {
    let decoration = match &placed.mark {
        Mark::Field(_) => return None,
        Mark::Text(_) | Mark::Code(_) => Artifact::Pagination(None),
        Mark::Line { .. } | Mark::Box { .. } | Mark::Circle { .. } | Mark::Pictogram { .. } => Artifact::Layout,
    };
    Some(match placed.element {
        // What a code says stands in words beside it, unless it is a figure.
        Some(id) if matches!(placed.mark, Mark::Code(_)) && !is_figure(sheets, id) => Belonging::Artifact(decoration),
        Some(_) if matches!(placed.mark, Mark::Pictogram { .. }) => Belonging::Artifact(decoration),
        Some(id) if element(sheets, id).is_some() => Belonging::Element(id),
        Some(_) | None => Belonging::Artifact(decoration),
    })
}

fn is_figure(sheets: &Sheets, id: ElementId) -> bool {
    element(sheets, id).is_some_and(|element| matches!(element.role, Role::Figure { .. }))
}

/// Is it a rule or a shape, which says nothing that a field in its place does not?
fn is_drawn(mark: &Mark) -> bool {
    matches!(mark, Mark::Line { .. } | Mark::Box { .. } | Mark::Circle { .. } | Mark::Pictogram { .. })
}

/// The element of a field.
fn holder(placed: &Placed) -> Option<ElementId> {
    placed.element.filter(|_| matches!(placed.mark, Mark::Field(_)))
}

/// From where to where a page has anything but running lines and codes, from the top; nowhere on a page of nothing else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Within(Option<(Mm, Mm)>);

impl Within {
    pub fn of(page: &Sheet) -> Within {
        let bodies = page.marks().filter(|placed| placed.element.is_some() || is_drawn(&placed.mark));
        Within(bodies.map(|placed| extent(&placed.mark)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))))
    }

    /// The margin that a running line or code is in: a table's repeated head is in none.
    fn margin_of(self, mark: &Mark) -> Option<Margin> {
        let ((top, bottom), (first, last)) = (extent(mark), self.0?);
        let middle = (top + bottom) / 2.0;
        if middle < first {
            Some(Margin::Top)
        } else if middle > last {
            Some(Margin::Bottom)
        } else {
            None
        }
    }
}

/// From where to where a mark reaches, from the top.
fn extent(mark: &Mark) -> (Mm, Mm) {
    match mark {
        Mark::Text(run) => (run.origin.y - run.size.mm() * ASCENT, run.origin.y + run.size.mm() * DESCENT),
        Mark::Line { from, to, .. } => (from.y.min(to.y), from.y.max(to.y)),
        Mark::Box { rect, .. } => (rect.y, rect.bottom()),
        Mark::Circle { center, radius, .. } => (center.y - *radius, center.y + *radius),
        Mark::Code(code) => (code.rect.y, code.rect.bottom()),
        Mark::Pictogram { at, size, .. } => (at.y, at.y + *size),
        Mark::Field(field) => (field.rect.y, field.rect.bottom()),
    }
}

fn element(sheets: &Sheets, id: ElementId) -> Option<&Element> {
    sheets.structure.get(id.0 as usize)
}

/// The document as a reader meets it.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The document itself first, then the elements in their order, then forms made for fields.
    pub nodes: Vec<Node<'a>>,
    /// In reading order, which is the order of the tab key.
    pub fields: Vec<Field<'a>>,
}

#[derive(Debug)]
pub struct Node<'a> {
    pub kind: NodeKind<'a>,
    pub parent: usize,
    pub kids: Vec<Kid>,
}

impl Node<'_> {
    fn is_span(&self) -> bool {
        matches!(self.kind, NodeKind::Role(Role::Span { .. }))
    }

    /// A span around nothing, which is in no node's kids: its text went into the line around it.
    pub fn is_left_out(&self) -> bool {
        self.is_span() && self.kids.is_empty()
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NodeKind<'a> {
    Document,
    Role(&'a Role),
    /// Around one field.
    Form,
    /// What the sheet called a form but holds more than one field.
    Group,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kid {
    Node(usize),
    Content {
        page: usize,
        mcid: u32,
    },
    /// An index into [`Tree::fields`].
    Field(usize),
}

/// A place to type in, and the form node it hangs below.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    pub field: &'a FieldBox,
    pub page: usize,
    /// Which mark of the page it is.
    pub mark: usize,
    pub node: usize,
}

/// Where on the sheets something is painted: page and mark.
type Position = (usize, usize);

const ROOT: usize = 0;

impl<'a> Tree<'a> {
    /// The tree of sheets whose pages were cut into these sequences.
    pub fn of(sheets: &'a Sheets, sequences: &[Sequences], fillable: bool) -> Tree<'a> {
        let mut tree =
            Tree { nodes: vec![Node { kind: NodeKind::Document, parent: ROOT, kids: vec![] }], fields: vec![] };
        for element in sheets.structure.iter() {
            let parent = element.parent.map_or(ROOT, |parent| parent.0 as usize + 1);
            tree.nodes.push(Node { kind: NodeKind::Role(&element.role), parent, kids: vec![] });
        }
        let mut own: BTreeMap<usize, Vec<(Position, Kid)>> = BTreeMap::new();
        for (page, sequences) in sequences.iter().enumerate() {
            for sequence in sequences.all() {
                if let Owner::Content { element, mcid } = sequence.owner {
                    let at = (page, sequence.marks[0]);
                    own.entry(element.0 as usize + 1).or_default().push((at, Kid::Content { page, mcid }));
                }
            }
        }
        tree.hang_fields(sheets, &mut own, fillable);
        tree.order(own);
        tree
    }

    /// Gives each field a form node of its own: a form element may hold one widget and nothing else
    /// (PDF/UA-1, 7.18.4). Printed, it holds the blank's rule.
    fn hang_fields(&mut self, sheets: &'a Sheets, own: &mut BTreeMap<usize, Vec<(Position, Kid)>>, fillable: bool) {
        let mut holders: BTreeMap<usize, Vec<(Position, &'a FieldBox)>> = BTreeMap::new();
        for (page, sheet) in sheets.pages.iter().enumerate() {
            for (index, placed) in sheet.marks().enumerate() {
                if let Mark::Field(field) = &placed.mark
                    && (fillable || placed.element.is_some())
                {
                    let known = placed.element.filter(|id| element(sheets, *id).is_some());
                    let holder = known.map_or(ROOT, |id| id.0 as usize + 1);
                    holders.entry(holder).or_default().push(((page, index), field));
                }
            }
        }
        for (holder, fields) in holders {
            let is_form = self.nodes[holder].kind == NodeKind::Role(&Role::Form);
            let alone = fields.len() == 1 && !(fillable && own.contains_key(&holder));
            if is_form && !alone {
                self.nodes[holder].kind = NodeKind::Group;
            }
            for (at, field) in fields {
                let node = if is_form && alone {
                    self.nodes[holder].kind = NodeKind::Form;
                    holder
                } else {
                    self.nodes.push(Node { kind: NodeKind::Form, parent: holder, kids: vec![] });
                    let node = self.nodes.len() - 1;
                    own.entry(holder).or_default().push((at, Kid::Node(node)));
                    node
                };
                let number = self.fields.len();
                self.fields.push(Field { field, page: at.0, mark: at.1, node });
                own.entry(node).or_default().push((at, Kid::Field(number)));
            }
        }
    }

    /// Puts every node's kids in order, then the fields.
    fn order(&mut self, mut own: BTreeMap<usize, Vec<(Position, Kid)>>) {
        let mut first: Vec<Option<Position>> = vec![None; self.nodes.len()];
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
                node.kids.push(Kid::Node(*child));
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
                if let Kid::Field(field) = kid {
                    met.push(self.fields[*field]);
                    *field = met.len() - 1;
                }
            }
        }
        self.fields = met;
    }
}

impl Kid {
    pub fn node(&self) -> Option<usize> {
        match self {
            Kid::Node(node) => Some(*node),
            Kid::Content { .. } | Kid::Field(_) => None,
        }
    }
}

fn earliest(a: Option<Position>, b: Option<Position>) -> Option<Position> {
    a.into_iter().chain(b).min()
}

/// The standard structure type of a role (ISO 32000-1, 14.8.4).
pub fn structure_type(role: &Role) -> &'static str {
    match role {
        Role::Part => "Part",
        Role::Section => "Sect",
        Role::Heading(level) => match level {
            0 | 1 => "H1",
            2 => "H2",
            3 => "H3",
            4 => "H4",
            5 => "H5",
            6.. => "H6",
        },
        Role::Paragraph => "P",
        Role::Table { .. } => "Table",
        Role::Row => "TR",
        Role::HeaderCell { .. } => "TH",
        Role::Cell { .. } => "TD",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Span { .. } => "Span",
        Role::Figure { .. } => "Figure",
        Role::Form => "Form",
    }
}
