//! A PDF of sheets as a screen reader meets it: the structure tree with the words and the fields in it.
//!
//! A table is read row by row, each cell with the heading of its column, so that it says the same as a list of its rows.
//! What is decoration says nothing.
//!
//! Files that begin the same say the same but for their own words and fields: what they have in common is read once
//! ([`ReadDocumentBody`]), with a mark for each of their own, and holds for another file where it has the same objects.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Weak};

use super::content_stream::{MarkedContentText, ReadContentStream, ReadPageContents, ReadPageFonts, ToUnicodeMap};
use super::pdf::{ObjectDependencies, ReadPdf};
use super::read_content::{CHECKBOX, RADIO_BUTTON, ReadContent, ReadField, is_field_mark, without_separators};
use super::structure_tree::{
    MarkedField, ReadCell, ReadHeaderScope, ReadStructure, ReadStructureNode, outline_titles, widget_field,
};
use crate::cache::{Cache, cache_key};
use crate::file_content::{FileContent, SharedPrefix};

/// The first of the marks that stand for a file's own words (no character has this code or a higher one).
const FIRST_OWN_MARK: u32 = 0x10_0000;

/// What a file of sheets says.
#[derive(Debug, Default, PartialEq)]
pub struct ReadDocument {
    pub content: ReadContent,
    /// The first field that the tab key meets in another order than it is read in.
    pub(crate) misplaced_field: Option<String>,
}

/// What was read of files so far, by what they begin with.
pub struct ReadDocumentCache(Cache<ReadDocumentBody>);

impl Default for ReadDocumentCache {
    fn default() -> ReadDocumentCache {
        ReadDocumentCache(Cache::new(16))
    }
}

/// What files say that begin the same.
struct ReadDocumentBody {
    beginning: Weak<SharedPrefix>,
    dependencies: ObjectDependencies,
    pages: Vec<ReadPdfPage>,
    /// Their fields that do not stand in the beginning.
    fields: BTreeMap<u32, Option<MarkedField>>,
    /// Where their own words stand: page and marked content.
    own_positions: Vec<(usize, i64)>,
    /// With a mark from [`FIRST_OWN_MARK`] on for each of their own words.
    content: ReadContent,
    misplaced_field: Option<String>,
    unicode_maps: BTreeMap<u32, (u32, Arc<ToUnicodeMap>)>,
}

/// A page, whose words are the body's and the file's own.
struct ReadPdfPage {
    id: u32,
    contents: ReadPageContents,
    /// The streams of its contents in the beginning, and those that are the file's own.
    shared_streams: Vec<u32>,
    own_streams: Vec<u32>,
    /// The fonts that the streams in the beginning take.
    fonts: BTreeMap<Vec<u8>, Option<u32>>,
    /// Is all of its content read as one, and the file's own?
    is_indivisible: bool,
}

/// A file's own words.
type OwnText = BTreeMap<(usize, i64), String>;

/// The fonts of a file.
struct ReadFileFonts<'a> {
    pdf: &'a ReadPdf<'a>,
    known: Option<&'a ReadDocumentBody>,
    of_resources: BTreeMap<Option<u32>, Arc<ReadPageFonts>>,
    unicode_maps: BTreeMap<u32, Option<(u32, Arc<ToUnicodeMap>)>>,
}

/// Reads a file; `None` where it is no tagged PDF.
pub fn read_document(content: &FileContent, files: &ReadDocumentCache) -> Option<ReadDocument> {
    let pdf = ReadPdf::read(content)?;
    let beginning = Arc::downgrade(content.prefix());
    let key = cache_key([&(beginning.as_ptr() as usize).to_le_bytes()[..]]);
    let known = files.0.get(&key).filter(|known| known.beginning.ptr_eq(&beginning));
    if let Some(sheets) = known.and_then(|known| known.read_file(&pdf)) {
        return Some(sheets);
    }
    let (body, own) = ReadDocumentBody::of(&pdf, beginning)?;
    let sheets = body.with_own_content(&own, &BTreeMap::new());
    if !content.prefix().bytes().is_empty() {
        files.0.insert(key, body);
    }
    Some(sheets)
}

/// How many pages a booklet has, and the titles of its outline.
pub(crate) fn read_booklet(content: &FileContent) -> Option<(usize, Vec<String>)> {
    let pdf = ReadPdf::read(content)?;
    Some((pdf.pages().len(), outline_titles(&pdf)))
}

impl ReadPdfPage {
    fn of(pdf: &ReadPdf, id: u32) -> ReadPdfPage {
        let contents = ReadPageContents::of(pdf, id).unwrap_or_default();
        let (shared, own) = contents.streams.iter().copied().partition(|stream| pdf.is_shared(*stream));
        ReadPdfPage {
            id,
            contents,
            shared_streams: shared,
            own_streams: own,
            fonts: BTreeMap::new(),
            is_indivisible: false,
        }
    }

    /// What the file's own streams say; `None` where they do not stand alone and are to be read with the others.
    fn own_text(&self, fonts: &mut ReadFileFonts) -> Option<MarkedContentText> {
        let of_page = fonts.page_fonts(self);
        let mut words = MarkedContentText::new();
        let parts: Vec<&[u32]> = match self.is_indivisible {
            true => vec![&self.contents.streams],
            false => self.own_streams.chunks(1).collect(),
        };
        for part in parts {
            let Some(drawn) = ReadContentStream::read_streams(fonts.pdf, part) else { continue };
            if !self.is_indivisible && !drawn.is_self_contained {
                return None;
            }
            for (mcid, said) in drawn.marked_text(&mut |name| fonts.unicode_map(*of_page.get(name)?)) {
                *words.entry(mcid).or_default() += &said;
            }
        }
        words.retain(|_, said| !without_separators(said).is_empty());
        Some(words)
    }

    /// What the streams in the beginning say; `None` where they are to be read with the others.
    fn shared_text(&mut self, fonts: &mut ReadFileFonts) -> Option<MarkedContentText> {
        let pdf = fonts.pdf;
        let of_page = pdf.without_tracking(|| fonts.page_fonts(self));
        let mut words = MarkedContentText::new();
        for stream in self.shared_streams.chunks(1) {
            let drawn = ReadContentStream::read_streams(pdf, stream)?;
            self.fonts.extend(drawn.fonts.iter().map(|name| (name.clone(), of_page.get(name).copied())));
            for (mcid, said) in drawn.marked_text(&mut |name| fonts.unicode_map(*of_page.get(name)?)) {
                *words.entry(mcid).or_default() += &said;
            }
            if !drawn.is_self_contained
                || words.values().flat_map(|said| said.chars()).any(|c| c as u32 >= FIRST_OWN_MARK)
            {
                return None;
            }
        }
        Some(words)
    }
}

impl ReadFileFonts<'_> {
    fn page_fonts(&mut self, page: &ReadPdfPage) -> Arc<ReadPageFonts> {
        let read = || Arc::new(page.contents.fonts(self.pdf, page.id));
        match page.contents.resources {
            Some(id) => self.of_resources.entry(Some(id)).or_insert_with(read).clone(),
            None => read(),
        }
    }

    fn unicode_map(&mut self, font: u32) -> Option<Arc<ToUnicodeMap>> {
        let pdf = self.pdf;
        if let Some(known) = self.known
            && let Some((map, meanings)) = known.unicode_maps.get(&font)
            && pdf.has_same_object(&known.dependencies, font)
            && pdf.has_same_object(&known.dependencies, *map)
        {
            return Some(meanings.clone());
        }
        let read = || ToUnicodeMap::of(pdf, font).map(|(map, meanings)| (map, Arc::new(meanings)));
        Some(self.unicode_maps.entry(font).or_insert_with(read).as_ref()?.1.clone())
    }
}

impl ReadDocumentBody {
    /// Reads what a file says and others may say that begin the same, and its own words.
    fn of(pdf: &ReadPdf, beginning: Weak<SharedPrefix>) -> Option<(ReadDocumentBody, OwnText)> {
        pdf.take_accessed();
        let ids = pdf.pages();
        let mut pages: Vec<ReadPdfPage> = ids.iter().map(|id| ReadPdfPage::of(pdf, *id)).collect();
        let ReadStructure { tree, tab_order: tabs, own_fields: fields } = ReadStructure::of(pdf, &ids)?;
        let mut fonts =
            ReadFileFonts { pdf, known: None, of_resources: BTreeMap::new(), unicode_maps: BTreeMap::new() };
        let mut shared: Vec<MarkedContentText> = Vec::new();
        for page in &mut pages {
            let words = page.shared_text(&mut fonts);
            page.is_indivisible = words.is_none();
            shared.push(words.unwrap_or_default());
        }
        let grounds = pdf.dependencies(pdf.take_accessed());
        let mut words = OwnText::new();
        for (number, (page, shared)) in pages.iter_mut().zip(&mut shared).enumerate() {
            let own = page.own_text(&mut fonts).filter(|own| !own.keys().any(|mcid| shared.contains_key(mcid)));
            let own = match own {
                Some(own) => own,
                None => {
                    page.is_indivisible = true;
                    shared.clear();
                    page.own_text(&mut fonts)?
                }
            };
            words.extend(own.into_iter().map(|(mcid, said)| ((number, mcid), said)));
        }
        let own: Vec<(usize, i64)> = words.keys().copied().collect();
        for (mark, (page, mcid)) in (FIRST_OWN_MARK..).zip(&own) {
            shared[*page].insert(*mcid, char::from_u32(mark)?.to_string());
        }
        let mut reader = StructureReader { words: shared, content: ReadContent::default() };
        tree.iter().for_each(|node| reader.read(node));
        let reading = reader.content;
        let astray = misplaced_field(&reading, &tabs);
        let meanings = fonts.unicode_maps.into_iter().filter_map(|(font, found)| Some((font, found?))).collect();
        Some((
            ReadDocumentBody {
                beginning,
                dependencies: grounds,
                pages,
                fields,
                own_positions: own,
                content: reading,
                misplaced_field: astray,
                unicode_maps: meanings,
            },
            words,
        ))
    }

    /// What another file says that begins the same; `None` where it has not the same here.
    fn read_file(&self, pdf: &ReadPdf) -> Option<ReadDocument> {
        if !self.dependencies.match_file(pdf) {
            return None;
        }
        let mut fonts =
            ReadFileFonts { pdf, known: Some(self), of_resources: BTreeMap::new(), unicode_maps: BTreeMap::new() };
        for page in &self.pages {
            let of_page = fonts.page_fonts(page);
            if !page.fonts.iter().all(|(name, font)| of_page.get(name) == font.as_ref()) {
                return None;
            }
        }
        let mut places = BTreeMap::new();
        for (id, before) in &self.fields {
            match (before, widget_field(pdf, *id)) {
                (None, None) => {}
                (Some((mark, before)), Some((now, place))) if *mark == now && before.name == place.name => {
                    places.insert(Arc::as_ptr(before), place);
                }
                _ => return None,
            }
        }
        let own = own_text(&self.pages, &mut fonts)?;
        own.keys().eq(&self.own_positions).then(|| self.with_own_content(&own, &places))
    }

    /// What a file says with these words and places of its own, of which those stand for others.
    fn with_own_content(&self, own: &OwnText, places: &BTreeMap<*const ReadField, Arc<ReadField>>) -> ReadDocument {
        let said: Vec<&String> = own.values().collect();
        let mut reading = ReadContent::default();
        let mut rest = &self.content.words[..];
        while let Some(at) = rest.iter().position(|c| *c as u32 >= FIRST_OWN_MARK) {
            reading.words.extend_from_slice(&rest[..at]);
            said.get((rest[at] as u32 - FIRST_OWN_MARK) as usize).into_iter().for_each(|words| reading.add_text(words));
            rest = &rest[at + 1..];
        }
        reading.words.extend_from_slice(rest);
        let place = |place: &Arc<ReadField>| places.get(&Arc::as_ptr(place)).unwrap_or(place).clone();
        reading.fields = self.content.fields.iter().map(place).collect();
        ReadDocument { content: reading, misplaced_field: self.misplaced_field.clone() }
    }
}

/// The words that a file has of its own.
fn own_text(pages: &[ReadPdfPage], fonts: &mut ReadFileFonts) -> Option<OwnText> {
    let mut own = OwnText::new();
    for (number, page) in pages.iter().enumerate() {
        own.extend(page.own_text(fonts)?.into_iter().map(|(mcid, words)| ((number, mcid), words)));
    }
    Some(own)
}

/// The first field that the tab key meets in another order than it is read in.
fn misplaced_field(reading: &ReadContent, tabs: &[String]) -> Option<String> {
    if tabs.is_empty() {
        return None;
    }
    let mut met = BTreeSet::new();
    let mut read = reading.fields.iter().filter_map(|place| place.name.as_deref()).filter(|name| met.insert(*name));
    let mut tabs = tabs.iter();
    let astray = read.find(|name| tabs.next().is_none_or(|tab| tab != name)).map(str::to_owned);
    astray.or_else(|| tabs.next().cloned())
}

struct StructureReader {
    /// Of each page.
    words: Vec<MarkedContentText>,
    content: ReadContent,
}

/// A cell of a table that was read.
struct ReadTableCell<'a> {
    cell: &'a ReadCell,
    content: ReadContent,
}

impl StructureReader {
    fn read(&mut self, node: &ReadStructureNode) {
        match node {
            ReadStructureNode::Words { page, mcid } => {
                if let Some(words) = self.words.get(*page).and_then(|words| words.get(mcid)) {
                    self.content.add_text(words);
                }
            }
            ReadStructureNode::Place(mark, place) => self.content.add_field(*mark, place.clone()),
            ReadStructureNode::Block(kids) => {
                self.content.end_paragraph();
                kids.iter().for_each(|kid| self.read(kid));
                self.content.end_paragraph();
            }
            ReadStructureNode::Table(rows) => self.table(rows),
        }
    }

    fn table(&mut self, rows: &[Vec<ReadCell>]) {
        let rows: Vec<Vec<ReadTableCell>> =
            rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        let is_head = |row: &Vec<ReadTableCell>| {
            !row.is_empty() && row.iter().all(|said| said.cell.header_scope == ReadHeaderScope::Column)
        };
        let heads = rows.iter().take_while(|row| is_head(row)).count();
        let mut columns: Vec<ReadContent> = Vec::new();
        for row in &rows[..heads] {
            let mut at = 0;
            for ReadTableCell { cell, content: says } in row {
                for column in at..at + cell.columns {
                    if columns.len() <= column {
                        columns.resize_with(column + 1, ReadContent::default);
                    }
                    columns[column].append(says);
                }
                at += cell.columns;
            }
        }
        self.content.end_paragraph();
        // What stands above the headings of rows is about the table.
        if rows
            .get(heads)
            .and_then(|row| row.first())
            .is_some_and(|said| said.cell.header_scope == ReadHeaderScope::Row)
            && let Some(first) = columns.first()
        {
            self.content.append(first);
            self.content.end_paragraph();
        }
        for row in &rows[heads..] {
            let mut at = 0;
            for ReadTableCell { cell, content: says } in row {
                let head = columns.get(at).filter(|_| cell.header_scope == ReadHeaderScope::Nothing);
                let is_ticks = !says.has_text() && says.words.iter().any(|c| matches!(*c, RADIO_BUTTON | CHECKBOX));
                match head {
                    // A tick alone in its cell is what stands above it.
                    Some(head) if is_ticks => {
                        self.content.append(&without_paragraph_ends(says));
                        self.content.append(head);
                    }
                    Some(head) => {
                        self.content.append(head);
                        self.content.append(says);
                    }
                    None => self.content.append(says),
                }
                self.content.end_paragraph();
                at += cell.columns;
            }
        }
    }

    fn cell<'c>(&mut self, cell: &'c ReadCell) -> ReadTableCell<'c> {
        let around = std::mem::take(&mut self.content);
        cell.content.iter().for_each(|node| self.read(node));
        ReadTableCell { cell, content: std::mem::replace(&mut self.content, around) }
    }
}

fn without_paragraph_ends(reading: &ReadContent) -> ReadContent {
    let words = reading.words.iter().copied().filter(|c| is_field_mark(*c)).collect();
    ReadContent { words, fields: reading.fields.clone() }
}
