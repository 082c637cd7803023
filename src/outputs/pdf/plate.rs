//! A file is made of a plate: what the files of all offices have whose sheets say the same, encoded and compressed once, and
//! what an office's file has of its own behind it.
//!
//! 1. [`Plate::new`]: pages with the contents of their bodies, the structure tree, fields, outline, catalog (language, output
//!    intent, page labels, how a reader shows it) and the faces, as the bytes that every file begins with. What is to
//!    come has its number already.
//! 2. [`Plate::file`]: what the office's pages have of their own, the widgets there, its own fonts, metadata and identifier.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::file::Begun;
use super::fonts::{FontSet, Written};
use super::objects::{Had, deflated, name, real, text};
use super::structure::{Field, Sequence, Sequences, Tree, Within, own_sequences, sequences};
use super::tags::{self, Targets};
use super::{canvas, metadata, profile, widgets};
use crate::content::Content;
use crate::paper::sheet::{Mark, OutlineEntry, PageLabels, Sheet, Sheets};

/// What the files of all offices have whose sheets have one body.
pub struct Plate {
    begun: Begun,
    fillable: bool,
    own: Own,
    catalog: ObjectId,
    pages: Vec<Page>,
    widgets: Vec<Widget>,
    fonts: Written,
    /// Of appearances of what is typed.
    typing: Option<ObjectId>,
}

/// The objects that each file has of its own.
struct Own {
    information: ObjectId,
    metadata: ObjectId,
    resources: ObjectId,
}

/// A page of which something is an office's own.
struct Page {
    number: usize,
    contents: ObjectId,
    /// The number of the first sequence behind the body's.
    first: u32,
    within: Within,
}

/// A widget that stands where an office's own is.
struct Widget {
    page: usize,
    mark: usize,
    id: ObjectId,
    appearance: Option<ObjectId>,
    dictionary: Dictionary,
}

impl Plate {
    /// The plate of some sheets, drawn with a set of fonts that holds the characters of their bodies; `had` says how many
    /// files come from it.
    pub fn new(sheets: &Sheets, fonts: &FontSet, fillable: bool, had: Had) -> Plate {
        let sequences: Vec<Sequences> =
            sheets.pages.iter().map(|page| sequences(sheets, page, Within::of(page), fillable)).collect();
        let tree = Tree::of(sheets, &sequences, fillable);
        let mut document = Document::new();
        let [catalog, parent] = [document.new_object_id(), document.new_object_id()];
        let own = Own {
            information: document.new_object_id(),
            metadata: document.new_object_id(),
            resources: document.new_object_id(),
        };
        let ids: Vec<ObjectId> = sheets.pages.iter().map(|_| document.new_object_id()).collect();
        let pages = sheets.pages.iter().zip(&sequences).enumerate();
        let pages = pages.filter(|(_, (sheet, _))| !sheet.own.is_empty()).map(|(number, (sheet, sequences))| Page {
            number,
            contents: document.new_object_id(),
            first: sequences.numbered(),
            within: Within::of(sheet),
        });
        let pages: Vec<Page> = pages.collect();
        let widgets: Option<Vec<ObjectId>> =
            fillable.then(|| tree.fields.iter().map(|_| document.new_object_id()).collect());

        let written = fonts.write(&mut document);
        let mut root = write_catalog(&mut document, sheets, &tree, &own, (&ids, parent), widgets.as_deref());
        let mut typing = None;
        if let Some(widgets) = &widgets {
            let font = fonts.write_typing(&mut document, &written);
            let (form, resources) = widgets::write(&mut document, sheets, &tree, (font, fonts), &ids, widgets);
            root.set("AcroForm", document.add_object(form));
            typing = Some(resources);
        }
        document.set_object(catalog, root);
        let contents = canvas::contents(sheets, sequences.iter().map(|sequences| &sequences.body[..]), fonts);
        let page_parts = PageParts { sheets, tree: &tree, contents: &contents, pages: &pages, own: &own, had };
        page_parts.write(&mut document, (&ids, parent), widgets.as_deref());

        let widgets = own_widgets(&document, sheets, &tree, widgets.as_deref().unwrap_or_default());
        let theirs = |id: &ObjectId| widgets.iter().any(|widget| widget.id == *id || widget.appearance == Some(*id));
        let mut begun = Begun::new(document.max_id);
        let objects = std::mem::take(&mut document.objects);
        begun.write(objects.into_iter().filter(|(id, _)| !theirs(id)).map(|((id, _), object)| (id, object)), had);
        Plate { begun: begun.shared(), fillable, own, catalog, pages, widgets, fonts: written, typing }
    }

    /// The file of sheets with the plate's bodies; the fonts are the plate's and those of the office's own characters.
    pub fn file(&self, sheets: &Sheets, fonts: &FontSet) -> Content {
        let mut document = Document::new();
        document.max_id = self.begun.last();
        let written = fonts.write_others(&mut document, &self.fonts);
        document.set_object(self.own.resources, dictionary! { "Font" => written.resources() });
        document.set_object(self.own.information, metadata::information(&sheets.identity));
        let packet = metadata::packet(&sheets.identity).into_bytes();
        let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        document.set_object(self.own.metadata, Stream::new(kind, packet).with_compression(false));
        let mut sequences: Vec<Vec<Sequence>> = sheets.pages.iter().map(|_| Vec::new()).collect();
        for Page { number, first, within, .. } in &self.pages {
            if let (Some(own), Some(sheet)) = (sequences.get_mut(*number), sheets.pages.get(*number)) {
                *own = own_sequences(sheets, sheet, *first, *within, self.fillable);
            }
        }
        let contents = canvas::contents(sheets, sequences.iter().map(Vec::as_slice), fonts);
        for Page { number, contents: id, .. } in &self.pages {
            let content = contents.get(*number).map(Vec::as_slice).unwrap_or_default();
            document.set_object(*id, deflated(Dictionary::new(), content, Had::ByEach));
        }
        for widget in &self.widgets {
            self.write_widget(&mut document, widget, sheets, fonts);
        }
        let mut file = self.begun.clone();
        file.write(document.objects.into_iter().map(|((id, _), object)| (id, object)), Had::ByEach);
        file.end(dictionary! { "Root" => self.catalog, "Info" => self.own.information })
    }

    fn write_widget(&self, document: &mut Document, widget: &Widget, sheets: &Sheets, fonts: &FontSet) {
        let Some(sheet) = sheets.pages.get(widget.page) else { return };
        let (Some(Mark::Field(field)), Some(appearance), Some(typing)) =
            (sheet.mark(widget.mark).map(|placed| &placed.mark), widget.appearance, self.typing)
        else {
            return;
        };
        let (dictionary, shown) = widgets::replaced(&widget.dictionary, field, sheet.size.height, (typing, fonts));
        document.set_object(widget.id, dictionary);
        document.set_object(appearance, shown);
    }
}

/// The widgets of text fields that are an office's own.
fn own_widgets(document: &Document, sheets: &Sheets, tree: &Tree, widgets: &[ObjectId]) -> Vec<Widget> {
    let is_own = |page: usize, mark: usize| sheets.pages.get(page).is_some_and(|sheet| mark >= sheet.body.len());
    let fields = tree.fields.iter().zip(widgets).filter(|(field, _)| is_own(field.page, field.mark));
    let widget = |(field, id): (&Field, &ObjectId)| {
        let dictionary = document.get_dictionary(*id).ok()?.clone();
        let shown = dictionary.get(b"AP").and_then(Object::as_dict).and_then(|looks| looks.get(b"N"));
        let appearance = shown.and_then(Object::as_reference).ok();
        Some(Widget { page: field.page, mark: field.mark, id: *id, appearance, dictionary })
    };
    fields.filter_map(widget).collect()
}

/// What pages are made of.
struct PageParts<'a> {
    sheets: &'a Sheets,
    tree: &'a Tree<'a>,
    /// Of the bodies.
    contents: &'a [Vec<u8>],
    pages: &'a [Page],
    own: &'a Own,
    had: Had,
}

impl PageParts<'_> {
    fn write(&self, document: &mut Document, (ids, parent): (&[ObjectId], ObjectId), widgets: Option<&[ObjectId]>) {
        for (number, (sheet, content)) in self.sheets.pages.iter().zip(self.contents).enumerate() {
            let body = document.add_object(deflated(Dictionary::new(), content, self.had));
            let own = self.pages.iter().find(|page| page.number == number).map(|page| page.contents);
            let contents: Vec<Object> = [body].into_iter().chain(own).map(Object::Reference).collect();
            let mut page = dictionary! {
                "Type" => "Page",
                "Parent" => parent,
                "MediaBox" => media_box(sheet),
                "Resources" => self.own.resources,
                "Contents" => contents,
                "StructParents" => number as i64,
                "Tabs" => "S",
            };
            let annotations: Vec<Object> = self
                .tree
                .fields
                .iter()
                .zip(widgets.unwrap_or_default())
                .filter(|(field, _)| field.page == number)
                .map(|(_, widget)| (*widget).into())
                .collect();
            if !annotations.is_empty() {
                page.set("Annots", annotations);
            }
            document.set_object(ids[number], page);
        }
        let kids: Vec<Object> = ids.iter().map(|page| (*page).into()).collect();
        document.set_object(parent, dictionary! { "Type" => "Pages", "Count" => ids.len() as i64, "Kids" => kids });
    }
}

fn media_box(sheet: &Sheet) -> Vec<Object> {
    vec![0.into(), 0.into(), real(sheet.size.width.pt().0), real(sheet.size.height.pt().0)]
}

fn write_catalog(
    document: &mut Document,
    sheets: &Sheets,
    tree: &Tree,
    own: &Own,
    (pages, parent): (&[ObjectId], ObjectId),
    widgets: Option<&[ObjectId]>,
) -> Dictionary {
    let structure = tags::write(document, tree, &Targets { pages, widgets });
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => parent,
        "Lang" => text(&sheets.identity.language),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => structure,
        "Metadata" => own.metadata,
        "OutputIntents" => vec![output_intent(document).into()],
        "PageLabels" => page_labels(&sheets.labels),
        // Boxes to write in are drawn in millimetres: a reader is not to scale them by itself.
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" },
    };
    if let Some(outline) = write_outline(document, sheets, pages) {
        catalog.set("Outlines", outline);
    }
    catalog
}

fn output_intent(document: &mut Document) -> Dictionary {
    let profile = Stream::new(dictionary! { "N" => 3 }, profile::srgb()).with_compression(false);
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB IEC61966-2.1"),
        "Info" => text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => document.add_object(profile),
    }
}

/// What a reader calls the pages (ISO 32000-1, 12.4.2); up to the first label they are counted.
fn page_labels(labels: &[PageLabels]) -> Dictionary {
    let mut ranges = BTreeMap::from([(0, dictionary! { "S" => "D" })]);
    for label in labels {
        let mut range = Dictionary::new();
        if label.counted {
            range.set("S", "D");
        }
        if !label.prefix.is_empty() {
            range.set("P", text(&label.prefix));
        }
        ranges.insert(label.from as i64, range);
    }
    let numbers: Vec<Object> = ranges.into_iter().flat_map(|(from, range)| [from.into(), range.into()]).collect();
    dictionary! { "Nums" => numbers }
}

/// Adds the outline (ISO 32000-1, 12.3.3), all of it open; `None` where there is none.
fn write_outline(document: &mut Document, sheets: &Sheets, pages: &[ObjectId]) -> Option<ObjectId> {
    let entries = &sheets.outline;
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let parents: Vec<Option<usize>> = (0..entries.len()).map(|n| above(entries, n)).collect();
    for (n, entry) in entries.iter().enumerate() {
        let siblings: Vec<usize> = (0..entries.len()).filter(|m| parents[*m] == parents[n]).collect();
        let children: Vec<usize> = (0..entries.len()).filter(|m| parents[*m] == Some(n)).collect();
        let height = sheets.pages.get(entry.page)?.size.height;
        let place =
            vec![pages[entry.page].into(), name("XYZ"), Object::Null, real((height - entry.y).pt().0), Object::Null];
        let mut item = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => parents[n].map_or(root, |parent| ids[parent]),
            "Dest" => place,
        };
        if let Some(previous) = siblings.iter().rev().find(|m| **m < n) {
            item.set("Prev", ids[*previous]);
        }
        if let Some(next) = siblings.iter().find(|m| **m > n) {
            item.set("Next", ids[*next]);
        }
        if let (Some(first), Some(last)) = (children.first(), children.last()) {
            item.set("First", ids[*first]);
            item.set("Last", ids[*last]);
            item.set("Count", children.len() as i64);
        }
        document.set_object(ids[n], item);
    }
    let first = parents.iter().position(Option::is_none)?;
    let last = parents.iter().rposition(Option::is_none)?;
    let all = entries.len() as i64;
    document.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => ids[first], "Last" => ids[last], "Count" => all },
    );
    Some(root)
}

/// The nearest entry before this one that is of a higher level.
fn above(entries: &[OutlineEntry], number: usize) -> Option<usize> {
    (0..number).rev().find(|before| entries[*before].level < entries[number].level)
}
