//! Interactive fields (ISO 32000-1, 12.7), for sheets that are filled in on a screen.
//!
//! 1. The parts of a name become nested fields: `checks.pay` is `pay` below `checks`. Ticks of one radio group share a
//!    field; ticks of one many-choice group are fields below the name of the group. Both groups have the question as
//!    tooltip, each tick its answer; the parts of a date are below its name in the same way.
//! 2. The order of fields, and of each page's widgets, is the reading order.
//! 3. Every field has its own appearance, as readers change it; ticks of one size share theirs. Marks on paper (frames,
//!    comb boxes, squares) are in the page contents, not here.
//!
//! There are no scripts, and `NeedAppearances` is not set (PDF/A-2, 6.4.1).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::content_stream;
use super::embedded_fonts::{FontSet, TYPING_FONT};
use super::objects::{name, real, rectangle, round_to_thousandths, text};
use super::structure::StructureTree;
use super::structure_elements::widget_key;
use crate::paper::document::{FieldBox, FieldBoxKind, FieldBoxValue, PaperDocument};
use crate::paper::text_field::TextFieldSettings;
use crate::units::{Mm, Rect};

const PRINTED: i64 = 1 << 2;

const REQUIRED: i64 = 1 << 1;
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = 1 << 15;
const NO_SCROLLING: i64 = 1 << 23;
const COMB: i64 = 1 << 24;

/// The font size 0, for which readers choose a size so that the text fits (12.7.3.3).
const AUTO_FONT_SIZE: f64 = 0.0;

/// Adds the widgets, with the object numbers reserved for them, and their fields to a document. Returns the interactive
/// form of the catalog, and the resources of appearances. The font is that of typed text, in the document and in the
/// font set.
pub(crate) fn write(
    document: &mut Document,
    sheets: &PaperDocument,
    tree: &StructureTree,
    (font, fonts): (Option<ObjectId>, &FontSet),
    pages: &[ObjectId],
    widgets: &[ObjectId],
) -> (Dictionary, ObjectId) {
    let font_resources: Dictionary =
        font.into_iter().map(|font| (TYPING_FONT.resource_name(), Object::Reference(font))).collect();
    let resources = document.add_object(dictionary! { "Font" => font_resources });
    let fields = tree.fields.iter().map(|placed| (placed.field, widget_rect(placed.field)));
    let appearances = content_stream::text_appearances(fields, fonts);
    let mut writer =
        WidgetWriter { document, sheets, tree, pages, widgets, appearances, resources, ticks: BTreeMap::new() };
    let fields: Vec<Object> = field_name_tree(tree).iter().map(|branch| writer.branch(branch, None).into()).collect();
    let form = dictionary! {
        "Fields" => fields,
        "DR" => resources,
        "DA" => default_appearance(AUTO_FONT_SIZE),
    };
    (form, resources)
}

/// The widget of a text field, and its appearance, adapted to the field of another office at the same place.
pub(crate) fn office_widget(
    widget: &Dictionary,
    field: &FieldBox,
    height: Mm,
    (resources, fonts): (ObjectId, &FontSet),
) -> (Dictionary, Stream) {
    let rect = widget_rect(field);
    let mut widget = widget.clone();
    widget.set("Rect", rectangle(rect, height));
    widget.set("DA", default_appearance(type_size(field)));
    if widget.has(b"FT") {
        // The greatest length of the text depends on the size of the field.
        // `extend` would add a second value to entries that exist.
        self::field_dictionary(field, field.required).into_iter().for_each(|(key, value)| widget.set(key, value));
    }
    let content = content_stream::text_appearances([(field, rect)], fonts).pop().unwrap_or_default();
    (widget, Stream::new(appearance_dictionary(rect, Some(resources)), content))
}

/// The rectangle of a field's widget.
fn widget_rect(field: &FieldBox) -> Rect {
    TextFieldSettings::of(field).map_or(field.rect, |settings| settings.rect)
}

/// The default appearance of typed text, in this font size (12.7.3.3).
fn default_appearance(size: f64) -> Object {
    Object::string_literal(format!("/{} {} Tf 0 g", TYPING_FONT.resource_name(), round_to_thousandths(size)))
}

/// The font size of a text field, in points.
fn type_size(field: &FieldBox) -> f64 {
    TextFieldSettings::of(field).map_or(field.size.0, |settings| settings.size.map_or(AUTO_FONT_SIZE, |size| size.0))
}

/// A node of the tree of field names.
#[derive(Debug, PartialEq)]
enum FieldNameNode {
    Group {
        part: String,
        branches: Vec<FieldNameNode>,
    },
    /// A field, with the indices into [`StructureTree::fields`] of its widgets.
    Field {
        part: String,
        widgets: Vec<usize>,
    },
}

/// The tree of field names, in the order of their first fields.
fn field_name_tree(tree: &StructureTree) -> Vec<FieldNameNode> {
    let mut branches = Vec::new();
    for (number, field) in tree.fields.iter().enumerate() {
        let parts: Vec<&str> = field.field.name.parts().collect();
        insert_field_name(&mut branches, &parts, number);
    }
    branches
}

fn insert_field_name(branches: &mut Vec<FieldNameNode>, parts: &[&str], number: usize) {
    let Some((first, rest)) = parts.split_first() else { return };
    for branch in branches.iter_mut() {
        match branch {
            FieldNameNode::Group { part, branches } if part == first && !rest.is_empty() => {
                return insert_field_name(branches, rest, number);
            }
            FieldNameNode::Field { part, widgets } if part == first && rest.is_empty() => return widgets.push(number),
            FieldNameNode::Group { .. } | FieldNameNode::Field { .. } => {}
        }
    }
    let part = (*first).to_owned();
    if rest.is_empty() {
        branches.push(FieldNameNode::Field { part, widgets: vec![number] });
    } else {
        let mut below = Vec::new();
        insert_field_name(&mut below, rest, number);
        branches.push(FieldNameNode::Group { part, branches: below });
    }
}

/// Writes fields and their widgets to a document.
struct WidgetWriter<'a> {
    document: &'a mut Document,
    sheets: &'a PaperDocument,
    tree: &'a StructureTree<'a>,
    pages: &'a [ObjectId],
    widgets: &'a [ObjectId],
    /// The appearance contents of text fields, by the index of the field.
    appearances: Vec<Vec<u8>>,
    /// The resources of typed text: one dictionary for every appearance.
    resources: ObjectId,
    /// The appearances for on and off, by size.
    ticks: BTreeMap<(u32, u32), (ObjectId, ObjectId)>,
}

impl<'a> WidgetWriter<'a> {
    fn branch(&mut self, branch: &FieldNameNode, parent: Option<ObjectId>) -> ObjectId {
        self.branch_of(branch, parent, false)
    }

    /// `one_of_many`: is it one tick of a choice of several?
    fn branch_of(&mut self, branch: &FieldNameNode, parent: Option<ObjectId>, one_of_many: bool) -> ObjectId {
        let (part, id) = match branch {
            FieldNameNode::Field { part, widgets } => match widgets[..] {
                [number] if !is_radio(self.tree.fields[number].field) => {
                    return self.field_with_widget(part, number, parent, one_of_many);
                }
                _ => (part, self.document.new_object_id()),
            },
            FieldNameNode::Group { part, .. } => (part, self.document.new_object_id()),
        };
        let (mut field, kids) = match branch {
            FieldNameNode::Field { widgets, .. } => {
                let kids: Vec<Object> = widgets.iter().map(|number| self.kid(*number, id).into()).collect();
                let first = self.tree.fields[widgets[0]].field;
                let mut field = field_dictionary(first, first.required);
                field.set("TU", text(first.group_label.as_ref().unwrap_or(&first.tooltip)));
                if let Some(on) = widgets.iter().find_map(|n| on_state(self.tree.fields[*n].field)) {
                    field.set("V", on);
                }
                (field, kids)
            }
            FieldNameNode::Group { branches, .. } => {
                let question = self.shared_question(branches);
                let many = branches.len() > 1 && branches.iter().all(|branch| self.is_tick(branch));
                let below = |branch| self.branch_of(branch, Some(id), many).into();
                let kids: Vec<Object> = branches.iter().map(below).collect();
                let group = question.map(|question| ("TU", text(question)));
                (group.into_iter().collect(), kids)
            }
        };
        field.set("T", text(part));
        field.set("Kids", kids);
        if let Some(parent) = parent {
            field.set("Parent", parent);
        }
        self.document.set_object(id, field);
        id
    }

    fn is_tick(&self, branch: &FieldNameNode) -> bool {
        match branch {
            FieldNameNode::Field { widgets, .. } => {
                let fields = widgets.iter().map(|number| &self.tree.fields[*number].field.kind);
                fields.into_iter().all(|entry| matches!(entry, FieldBoxKind::Check { .. }))
            }
            FieldNameNode::Group { .. } => false,
        }
    }

    /// The question that branches have in common, if they are the ticks of one choice or the parts of one date.
    fn shared_question(&self, branches: &[FieldNameNode]) -> Option<&'a str> {
        let question = |branch: &FieldNameNode| match branch {
            FieldNameNode::Field { widgets, .. } => match self.tree.fields[*widgets.first()?].field {
                FieldBox {
                    kind: FieldBoxKind::Check { .. } | FieldBoxKind::Text { .. },
                    group_label: question,
                    ..
                } => question.as_deref(),
                _ => None,
            },
            FieldNameNode::Group { .. } => None,
        };
        let first = question(branches.first()?)?;
        branches.iter().all(|branch| question(branch) == Some(first)).then_some(first)
    }

    /// A field that is merged with its only widget (12.5.6.19).
    fn field_with_widget(
        &mut self,
        part: &str,
        number: usize,
        parent: Option<ObjectId>,
        one_of_many: bool,
    ) -> ObjectId {
        let field = self.tree.fields[number].field;
        let mut dictionary = self.widget(number);
        // A required choice does not require any single tick.
        dictionary.extend(&field_dictionary(field, field.required && !one_of_many));
        dictionary.set("T", text(part));
        if let Some(parent) = parent {
            dictionary.set("Parent", parent);
        }
        self.document.set_object(self.widgets[number], dictionary);
        self.widgets[number]
    }

    /// One of several widgets of a field.
    fn kid(&mut self, number: usize, parent: ObjectId) -> ObjectId {
        let mut widget = self.widget(number);
        widget.set("Parent", parent);
        self.document.set_object(self.widgets[number], widget);
        self.widgets[number]
    }

    fn widget(&mut self, number: usize) -> Dictionary {
        let placed = &self.tree.fields[number];
        let height = self.sheets.pages[placed.page].size.height;
        let (field, rect) = (placed.field, widget_rect(placed.field));
        let mut widget = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "Rect" => rectangle(rect, height),
            "P" => self.pages[placed.page],
            "F" => PRINTED,
            "StructParent" => widget_key(self.pages.len(), number),
            "TU" => text(&field.tooltip),
            "BS" => dictionary! { "W" => 0 },
        };
        match &field.kind {
            FieldBoxKind::Text { .. } | FieldBoxKind::Comb { .. } => {
                let appearance = self.appearances.get_mut(number).map(std::mem::take).unwrap_or_default();
                let appearance = Stream::new(appearance_dictionary(rect, Some(self.resources)), appearance);
                widget.set("AP", dictionary! { "N" => self.document.add_object(appearance) });
                widget.set("DA", default_appearance(type_size(field)));
            }
            FieldBoxKind::Radio { value } | FieldBoxKind::Check { value } => {
                let (on, off) = self.tick(rect);
                widget.set("AP", dictionary! { "N" => dictionary! { state_name(value) => on, "Off" => off } });
                widget.set("AS", on_state(field).unwrap_or_else(|| name("Off")));
                // Readers that make new appearances draw this sign: ✓ in ZapfDingbats.
                widget.set("MK", dictionary! { "CA" => Object::string_literal("4") });
            }
        }
        widget
    }

    fn tick(&mut self, rect: Rect) -> (ObjectId, ObjectId) {
        let thousandths = |length: Mm| (length.pt().0 * 1000.0).round() as u32;
        let size = (thousandths(rect.width), thousandths(rect.height));
        if let Some(known) = self.ticks.get(&size) {
            return *known;
        }
        let at = |x: f64, y: f64| {
            format!("{} {}", round_to_thousandths(rect.width.pt().0 * x), round_to_thousandths(rect.height.pt().0 * y))
        };
        let width = round_to_thousandths(rect.height.pt().0.min(rect.width.pt().0) * 0.13);
        let strokes = format!("1 J 1 j {width} w {} m {} l {} l S\n", at(0.18, 0.52), at(0.40, 0.24), at(0.84, 0.80));
        let on = Stream::new(appearance_dictionary(rect, None), strokes.into_bytes());
        let off = Stream::new(appearance_dictionary(rect, None), Vec::new());
        let both = (self.document.add_object(on), self.document.add_object(off));
        self.ticks.insert(size, both);
        both
    }
}

/// The dictionary of an appearance stream (12.5.5).
fn appearance_dictionary(rect: Rect, resources: Option<ObjectId>) -> Dictionary {
    let resources = resources.map_or_else(|| Dictionary::new().into(), Object::Reference);
    dictionary! {
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), real(rect.width.pt().0), real(rect.height.pt().0)],
        "Resources" => resources,
    }
}

/// The entries of a field, without its name.
fn field_dictionary(field: &FieldBox, required: bool) -> Dictionary {
    let required = if required { REQUIRED } else { 0 };
    let settings = TextFieldSettings::of(field);
    let (kind, flags) = match &field.kind {
        FieldBoxKind::Text { .. } => {
            let is_multiline = settings.is_some_and(|settings| settings.multiline);
            ("Tx", NO_SCROLLING | if is_multiline { MULTILINE } else { 0 })
        }
        FieldBoxKind::Comb { .. } => ("Tx", COMB),
        FieldBoxKind::Radio { .. } => ("Btn", RADIO),
        FieldBoxKind::Check { .. } => ("Btn", 0),
    };
    let mut dictionary = dictionary! { "FT" => kind };
    if flags | required != 0 {
        dictionary.set("Ff", flags | required);
    }
    match &field.kind {
        FieldBoxKind::Text { centered, .. } => {
            if let Some(settings) = settings {
                dictionary.set("MaxLen", i64::from(settings.max_length));
            }
            if *centered {
                dictionary.set("Q", 1);
            }
        }
        FieldBoxKind::Comb { boxes } => dictionary.set("MaxLen", i64::from(*boxes)),
        FieldBoxKind::Radio { .. } | FieldBoxKind::Check { .. } => {
            dictionary.set("V", on_state(field).unwrap_or_else(|| name("Off")));
        }
    }
    if let Some(FieldBoxValue::Written { text: value, .. }) = &field.value {
        dictionary.set("V", text(value));
    }
    dictionary
}

fn is_radio(field: &FieldBox) -> bool {
    matches!(field.kind, FieldBoxKind::Radio { .. })
}

/// The state of a tick that is on.
fn on_state(field: &FieldBox) -> Option<Object> {
    match (&field.kind, &field.value) {
        (FieldBoxKind::Radio { value } | FieldBoxKind::Check { value }, Some(FieldBoxValue::On)) => {
            Some(name(state_name(value)))
        }
        _ => None,
    }
}

/// The name of a tick's state when it is on. `Off` is reserved: an option with that value has a name that no other
/// option can have.
fn state_name(value: &str) -> Vec<u8> {
    if value == "Off" { b"Off*".into() } else { value.into() }
}
