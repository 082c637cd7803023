//! The part of a PDF that is the same in the files of all offices with the same sheet bodies, encoded and compressed
//! once, and the office's part after it.
//!
//! 1. [`SharedPdf::new`]: pages with the contents of their bodies, the structure tree, fields, outline, catalog
//!    (language, output intent, page labels, viewer preferences) and fonts, as the bytes that every file begins with.
//!    Objects of the office's part have their numbers already.
//! 2. [`SharedPdf::office_file`]: the contents, widgets and fonts of the office, metadata and identifier.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::embedded_fonts::{EmbeddedFonts, FontSet};
use super::marked_content::{ContentExtent, MarkedContent, PageMarkedContent, marked_content, office_marked_content};
use super::objects::{StreamReuse, deflated, name, real, text};
use super::structure::{StructureField, StructureTree};
use super::structure_elements::{self, StructureTargets};
use super::writer::PdfWriter;
use super::{colour_profile, content_stream, metadata, widgets};
use crate::file_content::FileContent;
use crate::paper::document::{OutlineEntry, PageLabels, PaperDocument, PaperMark, PaperPage};

/// The shared part of the files of all offices with one sheet body.
pub struct SharedPdf {
    writer: PdfWriter,
    fillable: bool,
    office_objects: OfficeObjects,
    catalog: ObjectId,
    pages: Vec<OfficePage>,
    widgets: Vec<OfficeWidget>,
    fonts: EmbeddedFonts,
    /// The resources of appearances of typed text.
    typing: Option<ObjectId>,
}

/// The objects that each file has for itself.
struct OfficeObjects {
    information: ObjectId,
    metadata: ObjectId,
    resources: ObjectId,
}

/// A page with marks of the office.
struct OfficePage {
    number: usize,
    contents: ObjectId,
    /// The number of the first sequence after those of the body (MCID).
    first_mcid: u32,
    extent: ContentExtent,
}

/// A widget of a field that is a mark of the office.
struct OfficeWidget {
    page: usize,
    mark: usize,
    id: ObjectId,
    appearance: Option<ObjectId>,
    dictionary: Dictionary,
}

impl SharedPdf {
    /// The shared part of the files of a document; `fonts` must contain the characters of the bodies. `reuse` is the
    /// number of files that are made from it.
    pub fn new(sheets: &PaperDocument, fonts: &FontSet, fillable: bool, reuse: StreamReuse) -> SharedPdf {
        let sequences: Vec<PageMarkedContent> =
            sheets.pages.iter().map(|page| marked_content(sheets, page, ContentExtent::of(page), fillable)).collect();
        let tree = StructureTree::of(sheets, &sequences, fillable);
        let mut document = Document::new();
        let [catalog, parent] = [document.new_object_id(), document.new_object_id()];
        let office_objects = OfficeObjects {
            information: document.new_object_id(),
            metadata: document.new_object_id(),
            resources: document.new_object_id(),
        };
        let ids: Vec<ObjectId> = sheets.pages.iter().map(|_| document.new_object_id()).collect();
        let pages = sheets.pages.iter().zip(&sequences).enumerate();
        let pages =
            pages.filter(|(_, (sheet, _))| !sheet.office_marks.is_empty()).map(|(number, (sheet, sequences))| {
                OfficePage {
                    number,
                    contents: document.new_object_id(),
                    first_mcid: sequences.mcid_count(),
                    extent: ContentExtent::of(sheet),
                }
            });
        let pages: Vec<OfficePage> = pages.collect();
        let widgets: Option<Vec<ObjectId>> =
            fillable.then(|| tree.fields.iter().map(|_| document.new_object_id()).collect());

        let embedded = fonts.embed_shared(&mut document);
        let mut root = write_catalog(&mut document, sheets, &tree, &office_objects, (&ids, parent), widgets.as_deref());
        let mut typing = None;
        if let Some(widgets) = &widgets {
            let font = fonts.embed_typing(&mut document, &embedded);
            let (form, resources) = widgets::write(&mut document, sheets, &tree, (font, fonts), &ids, widgets);
            root.set("AcroForm", document.add_object(form));
            typing = Some(resources);
        }
        document.set_object(catalog, root);
        let contents =
            content_stream::page_contents(sheets, sequences.iter().map(|sequences| &sequences.body[..]), fonts);
        let page_parts = PagesWriter {
            sheets,
            tree: &tree,
            contents: &contents,
            pages: &pages,
            office_objects: &office_objects,
            reuse,
        };
        page_parts.write(&mut document, (&ids, parent), widgets.as_deref());

        let widgets = office_widgets(&document, sheets, &tree, widgets.as_deref().unwrap_or_default());
        let is_of_office =
            |id: &ObjectId| widgets.iter().any(|widget| widget.id == *id || widget.appearance == Some(*id));
        let mut writer = PdfWriter::new(document.max_id);
        let objects = std::mem::take(&mut document.objects);
        writer.write(
            objects.into_iter().filter(|(id, _)| !is_of_office(id)).map(|((id, _), object)| (id, object)),
            reuse,
        );
        SharedPdf {
            writer: writer.into_shared(),
            fillable,
            office_objects,
            catalog,
            pages,
            widgets,
            fonts: embedded,
            typing,
        }
    }

    /// The file of a document with the same bodies; `fonts` are the shared fonts and those of the office's characters.
    pub fn office_file(&self, sheets: &PaperDocument, fonts: &FontSet) -> FileContent {
        let mut document = Document::new();
        document.max_id = self.writer.last_object_number();
        let embedded = fonts.embed_others(&mut document, &self.fonts);
        document.set_object(self.office_objects.resources, dictionary! { "Font" => embedded.resources() });
        document.set_object(self.office_objects.information, metadata::information_dictionary(&sheets.metadata));
        let packet = metadata::xmp_packet(&sheets.metadata).into_bytes();
        let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        document.set_object(self.office_objects.metadata, Stream::new(kind, packet).with_compression(false));
        let mut sequences: Vec<Vec<MarkedContent>> = sheets.pages.iter().map(|_| Vec::new()).collect();
        for OfficePage { number, first_mcid: first, extent, .. } in &self.pages {
            if let (Some(office_sequences), Some(sheet)) = (sequences.get_mut(*number), sheets.pages.get(*number)) {
                *office_sequences = office_marked_content(sheets, sheet, *first, *extent, self.fillable);
            }
        }
        let contents = content_stream::page_contents(sheets, sequences.iter().map(Vec::as_slice), fonts);
        for OfficePage { number, contents: id, .. } in &self.pages {
            let content = contents.get(*number).map(Vec::as_slice).unwrap_or_default();
            document.set_object(*id, deflated(Dictionary::new(), content, StreamReuse::ByEach));
        }
        for widget in &self.widgets {
            self.write_widget(&mut document, widget, sheets, fonts);
        }
        let mut file = self.writer.clone();
        file.write(document.objects.into_iter().map(|((id, _), object)| (id, object)), StreamReuse::ByEach);
        file.finish(dictionary! { "Root" => self.catalog, "Info" => self.office_objects.information })
    }

    fn write_widget(&self, document: &mut Document, widget: &OfficeWidget, sheets: &PaperDocument, fonts: &FontSet) {
        let Some(sheet) = sheets.pages.get(widget.page) else { return };
        let (Some(PaperMark::Field(field)), Some(appearance), Some(typing)) =
            (sheet.mark(widget.mark).map(|placed| &placed.mark), widget.appearance, self.typing)
        else {
            return;
        };
        let (dictionary, appearance_stream) =
            widgets::office_widget(&widget.dictionary, field, sheet.size.height, (typing, fonts));
        document.set_object(widget.id, dictionary);
        document.set_object(appearance, appearance_stream);
    }
}

/// The widgets of text fields that are marks of the office.
fn office_widgets(
    document: &Document,
    sheets: &PaperDocument,
    tree: &StructureTree,
    widgets: &[ObjectId],
) -> Vec<OfficeWidget> {
    let is_of_office =
        |page: usize, mark: usize| sheets.pages.get(page).is_some_and(|sheet| mark >= sheet.shared_marks.len());
    let fields = tree.fields.iter().zip(widgets).filter(|(field, _)| is_of_office(field.page, field.mark));
    let widget = |(field, id): (&StructureField, &ObjectId)| {
        let dictionary = document.get_dictionary(*id).ok()?.clone();
        let normal_appearance =
            dictionary.get(b"AP").and_then(Object::as_dict).and_then(|appearances| appearances.get(b"N"));
        let appearance = normal_appearance.and_then(Object::as_reference).ok();
        Some(OfficeWidget { page: field.page, mark: field.mark, id: *id, appearance, dictionary })
    };
    fields.filter_map(widget).collect()
}

/// Writes page objects; holds all that they are made from.
struct PagesWriter<'a> {
    sheets: &'a PaperDocument,
    tree: &'a StructureTree<'a>,
    /// The contents of the bodies.
    contents: &'a [Vec<u8>],
    pages: &'a [OfficePage],
    office_objects: &'a OfficeObjects,
    reuse: StreamReuse,
}

impl PagesWriter<'_> {
    fn write(&self, document: &mut Document, (ids, parent): (&[ObjectId], ObjectId), widgets: Option<&[ObjectId]>) {
        for (number, (sheet, content)) in self.sheets.pages.iter().zip(self.contents).enumerate() {
            let body = document.add_object(deflated(Dictionary::new(), content, self.reuse));
            let office_contents = self.pages.iter().find(|page| page.number == number).map(|page| page.contents);
            let contents: Vec<Object> = [body].into_iter().chain(office_contents).map(Object::Reference).collect();
            let mut page = dictionary! {
                "Type" => "Page",
                "Parent" => parent,
                "MediaBox" => media_box(sheet),
                "Resources" => self.office_objects.resources,
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

fn media_box(sheet: &PaperPage) -> Vec<Object> {
    vec![0.into(), 0.into(), real(sheet.size.width.pt().0), real(sheet.size.height.pt().0)]
}

fn write_catalog(
    document: &mut Document,
    sheets: &PaperDocument,
    tree: &StructureTree,
    office_objects: &OfficeObjects,
    (pages, parent): (&[ObjectId], ObjectId),
    widgets: Option<&[ObjectId]>,
) -> Dictionary {
    let structure = structure_elements::write(document, tree, &StructureTargets { pages, widgets });
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => parent,
        "Lang" => text(&sheets.metadata.language),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => structure,
        "Metadata" => office_objects.metadata,
        "OutputIntents" => vec![output_intent(document).into()],
        "PageLabels" => page_labels(&sheets.labels),
        // Boxes to write in are drawn in millimetres: a reader must not scale them.
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None" },
    };
    if let Some(outline) = write_outline(document, sheets, pages) {
        catalog.set("Outlines", outline);
    }
    catalog
}

fn output_intent(document: &mut Document) -> Dictionary {
    let profile = Stream::new(dictionary! { "N" => 3 }, colour_profile::srgb_profile()).with_compression(false);
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB IEC61966-2.1"),
        "Info" => text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => document.add_object(profile),
    }
}

/// The labels of pages (ISO 32000-1, 12.4.2); pages before the first label are numbered.
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
fn write_outline(document: &mut Document, sheets: &PaperDocument, pages: &[ObjectId]) -> Option<ObjectId> {
    let entries = &sheets.outline;
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let parents: Vec<Option<usize>> = (0..entries.len()).map(|n| parent_entry(entries, n)).collect();
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

/// The nearest entry before this one with a higher level.
fn parent_entry(entries: &[OutlineEntry], number: usize) -> Option<usize> {
    (0..number).rev().find(|before| entries[*before].level < entries[number].level)
}
