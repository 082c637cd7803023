//! Reading of a tagged PDF in the order of a screen reader: the structure tree with its text and fields.
//!
//! A table is read row by row, each cell behind the heading of its column, so that its content is the same as that of a list
//! of its rows. Artifacts are not read.
//!
//! Files with the same beginning ([`SharedPrefix`]) have the same content but for their own text and fields: what they share
//! is read once ([`ReadDocumentBody`]), with a mark at each text of a file's own, and is valid for another file that has the
//! same objects.

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

/// The first code point of the marks that replace a file's own texts; no text has a character from here on.
const FIRST_OWN_MARK: u32 = 0x10_0000;

/// The content of a PDF of one form, in reading order.
#[derive(Debug, Default, PartialEq)]
pub struct ReadDocument {
    pub content: ReadContent,
    /// The name of the first field that the tab key reaches in another order than reading order.
    pub(crate) misplaced_field: Option<String>,
}

/// The shared bodies of the files read so far, by the beginning of the files.
pub struct ReadDocumentCache(Cache<ReadDocumentBody>);

impl Default for ReadDocumentCache {
    fn default() -> ReadDocumentCache {
        ReadDocumentCache(Cache::new(16))
    }
}

/// What files with the same beginning have in common: pages, fields, fonts and content.
struct ReadDocumentBody {
    beginning: Weak<SharedPrefix>,
    dependencies: ObjectDependencies,
    pages: Vec<ReadPdfPage>,
    /// The fields outside of the shared beginning, by the object number of their widget.
    fields: BTreeMap<u32, Option<MarkedField>>,
    /// The positions of the files' own texts: page index and marked-content identifier.
    own_positions: Vec<(usize, i64)>,
    /// The content, with a mark from [`FIRST_OWN_MARK`] on in place of each of the files' own texts.
    content: ReadContent,
    misplaced_field: Option<String>,
    unicode_maps: BTreeMap<u32, (u32, Arc<ToUnicodeMap>)>,
}

/// A page with its content streams, those in the shared beginning and the file's own.
struct ReadPdfPage {
    id: u32,
    contents: ReadPageContents,
    /// The content streams in the shared beginning; the others are in `own_streams`.
    shared_streams: Vec<u32>,
    own_streams: Vec<u32>,
    /// The fonts that the shared streams select: object numbers by resource name.
    fonts: BTreeMap<Vec<u8>, Option<u32>>,
    /// Whether all streams have to be read together, as the file's own.
    is_indivisible: bool,
}

/// A file's own texts, by page index and marked-content identifier.
type OwnText = BTreeMap<(usize, i64), String>;

/// The fonts of one file and their maps, read once each.
struct ReadFileFonts<'a> {
    pdf: &'a ReadPdf<'a>,
    shared_body: Option<&'a ReadDocumentBody>,
    of_resources: BTreeMap<Option<u32>, Arc<ReadPageFonts>>,
    unicode_maps: BTreeMap<u32, Option<(u32, Arc<ToUnicodeMap>)>>,
}

/// Reads a file; `None` if the file is no tagged PDF or is not readable as one.
pub fn read_document(content: &FileContent, cache: &ReadDocumentCache) -> Option<ReadDocument> {
    let pdf = ReadPdf::read(content)?;
    let beginning = Arc::downgrade(content.prefix());
    let key = cache_key([&(beginning.as_ptr() as usize).to_le_bytes()[..]]);
    let body = cache.0.get(&key).filter(|body| body.beginning.ptr_eq(&beginning));
    if let Some(document) = body.and_then(|body| body.read_file(&pdf)) {
        return Some(document);
    }
    let (body, own_texts) = ReadDocumentBody::of(&pdf, beginning)?;
    let document = body.with_own_content(&own_texts, &BTreeMap::new());
    if !content.prefix().bytes().is_empty() {
        cache.0.insert(key, body);
    }
    Some(document)
}

/// The number of pages of a booklet and the titles of its outline; `None` if the file cannot be read.
pub(crate) fn read_booklet(content: &FileContent) -> Option<(usize, Vec<String>)> {
    let pdf = ReadPdf::read(content)?;
    Some((pdf.pages().len(), outline_titles(&pdf)))
}

impl ReadPdfPage {
    fn of(pdf: &ReadPdf, id: u32) -> ReadPdfPage {
        let contents = ReadPageContents::of(pdf, id).unwrap_or_default();
        let (shared_streams, own_streams) = contents.streams.iter().copied().partition(|stream| pdf.is_shared(*stream));
        ReadPdfPage { id, contents, shared_streams, own_streams, fonts: BTreeMap::new(), is_indivisible: false }
    }

    /// The text of the file's own streams; `None` if they are not self-contained and must be read with the shared ones.
    fn own_text(&self, fonts: &mut ReadFileFonts) -> Option<MarkedContentText> {
        let page_fonts = fonts.page_fonts(self);
        let mut texts = MarkedContentText::new();
        let stream_groups: Vec<&[u32]> = match self.is_indivisible {
            true => vec![&self.contents.streams],
            false => self.own_streams.chunks(1).collect(),
        };
        for streams in stream_groups {
            let Some(stream) = ReadContentStream::read_streams(fonts.pdf, streams) else { continue };
            if !self.is_indivisible && !stream.is_self_contained {
                return None;
            }
            for (mcid, text) in stream.marked_text(&mut |name| fonts.unicode_map(*page_fonts.get(name)?)) {
                *texts.entry(mcid).or_default() += &text;
            }
        }
        texts.retain(|_, text| !without_separators(text).is_empty());
        Some(texts)
    }

    /// The text of the shared streams; `None` if they must be read with the file's own.
    fn shared_text(&mut self, fonts: &mut ReadFileFonts) -> Option<MarkedContentText> {
        let pdf = fonts.pdf;
        let page_fonts = pdf.without_tracking(|| fonts.page_fonts(self));
        let mut texts = MarkedContentText::new();
        for stream_id in self.shared_streams.chunks(1) {
            let stream = ReadContentStream::read_streams(pdf, stream_id)?;
            self.fonts.extend(stream.fonts.iter().map(|name| (name.clone(), page_fonts.get(name).copied())));
            for (mcid, text) in stream.marked_text(&mut |name| fonts.unicode_map(*page_fonts.get(name)?)) {
                *texts.entry(mcid).or_default() += &text;
            }
            if !stream.is_self_contained
                || texts.values().flat_map(|text| text.chars()).any(|c| c as u32 >= FIRST_OWN_MARK)
            {
                return None;
            }
        }
        Some(texts)
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
        if let Some(shared_body) = self.shared_body
            && let Some((map, unicode_map)) = shared_body.unicode_maps.get(&font)
            && pdf.has_same_object(&shared_body.dependencies, font)
            && pdf.has_same_object(&shared_body.dependencies, *map)
        {
            return Some(unicode_map.clone());
        }
        let read = || ToUnicodeMap::of(pdf, font).map(|(map, unicode_map)| (map, Arc::new(unicode_map)));
        Some(self.unicode_maps.entry(font).or_insert_with(read).as_ref()?.1.clone())
    }
}

impl ReadDocumentBody {
    /// Reads a file as a body that files with the same beginning may share, and the file's own texts; `None` if the file is not
    /// tagged or cannot be read.
    fn of(pdf: &ReadPdf, beginning: Weak<SharedPrefix>) -> Option<(ReadDocumentBody, OwnText)> {
        pdf.take_accessed();
        let ids = pdf.pages();
        let mut pages: Vec<ReadPdfPage> = ids.iter().map(|id| ReadPdfPage::of(pdf, *id)).collect();
        let ReadStructure { tree, tab_order, own_fields: fields } = ReadStructure::of(pdf, &ids)?;
        let mut fonts =
            ReadFileFonts { pdf, shared_body: None, of_resources: BTreeMap::new(), unicode_maps: BTreeMap::new() };
        let mut shared: Vec<MarkedContentText> = Vec::new();
        for page in &mut pages {
            let own_texts = page.shared_text(&mut fonts);
            page.is_indivisible = own_texts.is_none();
            shared.push(own_texts.unwrap_or_default());
        }
        let dependencies = pdf.dependencies(pdf.take_accessed());
        let mut own_texts = OwnText::new();
        for (number, (page, shared)) in pages.iter_mut().zip(&mut shared).enumerate() {
            let page_texts =
                page.own_text(&mut fonts).filter(|page_texts| !page_texts.keys().any(|mcid| shared.contains_key(mcid)));
            let page_texts = match page_texts {
                Some(page_texts) => page_texts,
                None => {
                    page.is_indivisible = true;
                    shared.clear();
                    page.own_text(&mut fonts)?
                }
            };
            own_texts.extend(page_texts.into_iter().map(|(mcid, text)| ((number, mcid), text)));
        }
        let own_positions: Vec<(usize, i64)> = own_texts.keys().copied().collect();
        for (mark, (page, mcid)) in (FIRST_OWN_MARK..).zip(&own_positions) {
            shared[*page].insert(*mcid, char::from_u32(mark)?.to_string());
        }
        let mut reader = StructureReader { words: shared, content: ReadContent::default() };
        tree.iter().for_each(|node| reader.read(node));
        let content = reader.content;
        let misplaced_field = misplaced_field(&content, &tab_order);
        let unicode_maps = fonts.unicode_maps.into_iter().filter_map(|(font, found)| Some((font, found?))).collect();
        Some((
            ReadDocumentBody {
                beginning,
                dependencies,
                pages,
                fields,
                own_positions,
                content,
                misplaced_field,
                unicode_maps,
            },
            own_texts,
        ))
    }

    /// The content of another file with the same beginning; `None` if the objects that this body was read from differ there.
    fn read_file(&self, pdf: &ReadPdf) -> Option<ReadDocument> {
        if !self.dependencies.match_file(pdf) {
            return None;
        }
        let mut fonts = ReadFileFonts {
            pdf,
            shared_body: Some(self),
            of_resources: BTreeMap::new(),
            unicode_maps: BTreeMap::new(),
        };
        for page in &self.pages {
            let page_fonts = fonts.page_fonts(page);
            if !page.fonts.iter().all(|(name, font)| page_fonts.get(name) == font.as_ref()) {
                return None;
            }
        }
        let mut replaced_fields = BTreeMap::new();
        for (id, before) in &self.fields {
            match (before, widget_field(pdf, *id)) {
                (None, None) => {}
                (Some((mark, before)), Some((now, field))) if *mark == now && before.name == field.name => {
                    replaced_fields.insert(Arc::as_ptr(before), field);
                }
                _ => return None,
            }
        }
        let own_texts = own_text(&self.pages, &mut fonts)?;
        own_texts.keys().eq(&self.own_positions).then(|| self.with_own_content(&own_texts, &replaced_fields))
    }

    /// The content with a file's own texts in place of the marks, and with `fields` in place of those that they are keyed by.
    fn with_own_content(
        &self,
        own_texts: &OwnText,
        fields: &BTreeMap<*const ReadField, Arc<ReadField>>,
    ) -> ReadDocument {
        let texts: Vec<&String> = own_texts.values().collect();
        let mut content = ReadContent::default();
        let mut remaining = &self.content.words[..];
        while let Some(at) = remaining.iter().position(|c| *c as u32 >= FIRST_OWN_MARK) {
            content.words.extend_from_slice(&remaining[..at]);
            texts
                .get((remaining[at] as u32 - FIRST_OWN_MARK) as usize)
                .into_iter()
                .for_each(|words| content.add_text(words));
            remaining = &remaining[at + 1..];
        }
        content.words.extend_from_slice(remaining);
        let replaced = |replaced: &Arc<ReadField>| fields.get(&Arc::as_ptr(replaced)).unwrap_or(replaced).clone();
        content.fields = self.content.fields.iter().map(replaced).collect();
        ReadDocument { content, misplaced_field: self.misplaced_field.clone() }
    }
}

/// A file's own texts on all pages; `None` if those of one page must be read with the shared ones.
fn own_text(pages: &[ReadPdfPage], fonts: &mut ReadFileFonts) -> Option<OwnText> {
    let mut texts = OwnText::new();
    for (number, page) in pages.iter().enumerate() {
        texts.extend(page.own_text(fonts)?.into_iter().map(|(mcid, texts)| ((number, mcid), texts)));
    }
    Some(texts)
}

/// The name of the first field that the tab key reaches in another order than reading order; `None` if the orders agree.
fn misplaced_field(content: &ReadContent, tab_order: &[String]) -> Option<String> {
    if tab_order.is_empty() {
        return None;
    }
    let mut seen = BTreeSet::new();
    let mut reading_order =
        content.fields.iter().filter_map(|field| field.name.as_deref()).filter(|name| seen.insert(*name));
    let mut tab_order = tab_order.iter();
    let misplaced = reading_order.find(|name| tab_order.next().is_none_or(|tab| tab != name)).map(str::to_owned);
    misplaced.or_else(|| tab_order.next().cloned())
}

/// The state of reading a structure tree into one content.
struct StructureReader {
    /// The text of each page.
    words: Vec<MarkedContentText>,
    content: ReadContent,
}

/// A table cell with its content.
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
            ReadStructureNode::Field(mark, field) => self.content.add_field(*mark, field.clone()),
            ReadStructureNode::Block(children) => {
                self.content.end_paragraph();
                children.iter().for_each(|child| self.read(child));
                self.content.end_paragraph();
            }
            ReadStructureNode::Table(rows) => self.table(rows),
        }
    }

    fn table(&mut self, rows: &[Vec<ReadCell>]) {
        let rows: Vec<Vec<ReadTableCell>> =
            rows.iter().map(|row| row.iter().map(|cell| self.cell(cell)).collect()).collect();
        let is_head = |row: &Vec<ReadTableCell>| {
            !row.is_empty() && row.iter().all(|row_cell| row_cell.cell.header_scope == ReadHeaderScope::Column)
        };
        let head_count = rows.iter().take_while(|row| is_head(row)).count();
        let mut columns: Vec<ReadContent> = Vec::new();
        for row in &rows[..head_count] {
            let mut column_index = 0;
            for ReadTableCell { cell, content } in row {
                for column in column_index..column_index + cell.columns {
                    if columns.len() <= column {
                        columns.resize_with(column + 1, ReadContent::default);
                    }
                    columns[column].append(content);
                }
                column_index += cell.columns;
            }
        }
        self.content.end_paragraph();
        // The heading above the row headings describes the table.
        if rows
            .get(head_count)
            .and_then(|row| row.first())
            .is_some_and(|row_cell| row_cell.cell.header_scope == ReadHeaderScope::Row)
            && let Some(first) = columns.first()
        {
            self.content.append(first);
            self.content.end_paragraph();
        }
        for row in &rows[head_count..] {
            let mut column_index = 0;
            for ReadTableCell { cell, content } in row {
                let head = columns.get(column_index).filter(|_| cell.header_scope == ReadHeaderScope::Nothing);
                let is_ticks =
                    !content.has_text() && content.words.iter().any(|c| matches!(*c, RADIO_BUTTON | CHECKBOX));
                match head {
                    // A radio button or checkbox alone in its cell is labelled by the heading of its column.
                    Some(head) if is_ticks => {
                        self.content.append(&without_paragraph_ends(content));
                        self.content.append(head);
                    }
                    Some(head) => {
                        self.content.append(head);
                        self.content.append(content);
                    }
                    None => self.content.append(content),
                }
                self.content.end_paragraph();
                column_index += cell.columns;
            }
        }
    }

    fn cell<'c>(&mut self, cell: &'c ReadCell) -> ReadTableCell<'c> {
        let outer = std::mem::take(&mut self.content);
        cell.content.iter().for_each(|node| self.read(node));
        ReadTableCell { cell, content: std::mem::replace(&mut self.content, outer) }
    }
}

fn without_paragraph_ends(content: &ReadContent) -> ReadContent {
    let words = content.words.iter().copied().filter(|c| is_field_mark(*c)).collect();
    ReadContent { words, fields: content.fields.clone() }
}
