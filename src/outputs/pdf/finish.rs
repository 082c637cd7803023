//! Contents, structure, fields and metadata to one document.
//!
//! 1. Pages with their contents, compressed, and the faces' resources.
//! 2. The structure tree and, where asked for, the fields.
//! 3. The catalog: language, output intent, outline, page labels, how a reader shows it.

use std::collections::BTreeMap;

use flate2::Compression;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::fonts::{FontSet, Written};
use super::objects::{deflated, name, real, text};
use super::structure::Tree;
use super::tags::{self, Targets};
use super::{file, metadata, profile, widgets};
use crate::paper::sheet::{OutlineEntry, PageLabels, Sheet, Sheets};

/// What the parts of the file are made from.
pub struct Parts<'a> {
    pub sheets: &'a Sheets,
    pub contents: &'a [Vec<u8>],
    pub tree: &'a Tree<'a>,
    pub fonts: &'a FontSet,
    pub fillable: bool,
}

/// The bytes of the file.
pub fn file(parts: &Parts) -> Vec<u8> {
    let mut document = Document::new();
    let sheets = parts.sheets;
    let [catalog, parent] = [document.new_object_id(), document.new_object_id()];
    let pages: Vec<ObjectId> = sheets.pages.iter().map(|_| document.new_object_id()).collect();
    let fields = parts.tree.fields.iter();
    let widgets: Option<Vec<ObjectId>> = parts.fillable.then(|| fields.map(|_| document.new_object_id()).collect());

    let fonts = parts.fonts.write(&mut document);
    let mut root = write_catalog(&mut document, parts, &pages, parent, widgets.as_deref());
    if let Some(widgets) = &widgets {
        let font = parts.fonts.write_typing(&mut document, &fonts);
        let form = widgets::write(&mut document, sheets, parts.tree, (font, parts.fonts.typing()), &pages, widgets);
        root.set("AcroForm", document.add_object(form));
    }
    document.set_object(catalog, root);
    write_pages(&mut document, parts, &fonts, &pages, parent, widgets.as_deref());

    let information = document.add_object(metadata::information(&sheets.identity));
    file::bytes(document, dictionary! { "Root" => catalog, "Info" => information })
}

fn write_pages(
    document: &mut Document,
    parts: &Parts,
    fonts: &Written,
    pages: &[ObjectId],
    parent: ObjectId,
    widgets: Option<&[ObjectId]>,
) {
    let resources = document.add_object(dictionary! { "Font" => fonts.resources() });
    for (number, (sheet, content)) in parts.sheets.pages.iter().zip(parts.contents).enumerate() {
        let content = document.add_object(deflated(Dictionary::new(), content, Compression::default()));
        let mut page = dictionary! {
            "Type" => "Page",
            "Parent" => parent,
            "MediaBox" => media_box(sheet),
            "Resources" => resources,
            "Contents" => content,
            "StructParents" => number as i64,
            "Tabs" => "S",
        };
        let annotations: Vec<Object> = parts
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
        document.set_object(pages[number], page);
    }
    let kids: Vec<Object> = pages.iter().map(|page| (*page).into()).collect();
    document.set_object(parent, dictionary! { "Type" => "Pages", "Count" => pages.len() as i64, "Kids" => kids });
}

fn media_box(sheet: &Sheet) -> Vec<Object> {
    vec![0.into(), 0.into(), real(sheet.size.width.pt().0), real(sheet.size.height.pt().0)]
}

fn write_catalog(
    document: &mut Document,
    parts: &Parts,
    pages: &[ObjectId],
    parent: ObjectId,
    widgets: Option<&[ObjectId]>,
) -> Dictionary {
    let sheets = parts.sheets;
    let structure = tags::write(document, parts.tree, &Targets { pages, widgets });
    let packet = metadata::packet(&sheets.identity).into_bytes();
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = document.add_object(Stream::new(kind, packet).with_compression(false));
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => parent,
        "Lang" => text(&sheets.identity.language),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => structure,
        "Metadata" => metadata,
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
