//! The objects and words of a PDF, read from its bytes (ISO 32000-1).
//!
//! Files of one form for many offices are alike in most of their streams: what a stream was read as is kept by its
//! bytes ([`Shelf`]), and read once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use lopdf::content::Content;
use lopdf::xref::XrefEntry;
use lopdf::{
    Dictionary, Document, Encoding, LoadOptions, Object, ObjectId, ObjectStream, Stream, decode_text_string, dictionary,
};
use sha2::{Digest, Sha256};

/// A stream of ours is far smaller when unpacked.
const MOST_UNPACKED: usize = 64 << 20;

type Objects = BTreeMap<ObjectId, Object>;

/// A digest (SHA-256) of bytes that are read as one.
type Key = [u8; 32];

/// What streams were read as, by their bytes.
#[derive(Default)]
pub struct Shelf {
    packed: Kept<Objects>,
    meanings: Kept<Meanings>,
    contents: Kept<Contents>,
}

/// Values that are made once for a key, on any thread.
struct Kept<V>(Mutex<HashMap<Key, Arc<V>>>);

impl<V> Default for Kept<V> {
    fn default() -> Kept<V> {
        Kept(Mutex::default())
    }
}

impl<V> Kept<V> {
    fn of(&self, key: Key, make: impl FnOnce() -> Option<V>) -> Option<Arc<V>> {
        let known = self.0.lock().ok().and_then(|kept| kept.get(&key).cloned());
        known.or_else(|| {
            let made = Arc::new(make()?);
            if let Ok(mut kept) = self.0.lock() {
                kept.insert(key, made.clone());
            }
            Some(made)
        })
    }
}

/// The key of these bytes, one after the other.
fn key<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Key {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(part.len().to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

/// What the codes of a font say (`ToUnicode`).
struct Meanings(Encoding<'static>);

/// The words of a page's content.
#[derive(Debug, Default, PartialEq)]
pub struct Contents {
    /// By marked-content number.
    pub marked: BTreeMap<i64, String>,
    /// Of artifacts, in the order in which they are drawn.
    pub artifacts: String,
}

/// A file with its objects at hand.
pub struct Pdf {
    document: Document,
    /// Objects of each object stream.
    packed: BTreeMap<u32, Arc<Objects>>,
}

/// What object streams are called while nobody is to unpack them.
const PACKED: &str = "Packed";

/// Leaves out the programs of fonts and the looks of fields, and keeps object streams packed.
fn needed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object {
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if matches!(subtype, b"Form" | b"CIDFontType0C" | b"OpenType" | b"XML") {
            return None;
        }
        if stream.dict.has_type(b"ObjStm") {
            stream.dict.set("Type", PACKED);
        }
    }
    Some((id, object.clone()))
}

impl Pdf {
    /// Reads a file; `None` where it is no PDF.
    pub fn read(bytes: &[u8], shelf: &Shelf) -> Option<Pdf> {
        let options =
            LoadOptions { filter: Some(needed), max_decompressed_size: Some(MOST_UNPACKED), ..Default::default() };
        let document = Document::load_mem_with_options(bytes, options).ok()?;
        let mut packed = BTreeMap::new();
        for (id, object) in &document.objects {
            let Object::Stream(stream) = object else { continue };
            if stream.dict.has_type(PACKED.as_bytes()) {
                let unpack =
                    || Some(ObjectStream::new_with_limit(&mut stream.clone(), Some(MOST_UNPACKED)).ok()?.objects);
                packed.insert(id.0, shelf.packed.of(key([&*stream.content]), unpack)?);
            }
        }
        Some(Pdf { document, packed })
    }

    /// What a reference leads to, and anything else itself.
    pub fn resolved<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        let Object::Reference(id) = object else { return Some(object) };
        match self.document.reference_table.get(id.0)? {
            XrefEntry::Compressed { container, .. } => self.packed.get(container)?.get(id),
            _ => self.document.objects.get(id),
        }
    }

    pub fn dictionary<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        self.resolved(object)?.as_dict().ok()
    }

    /// The entry of a dictionary, followed where it leads.
    pub fn entry<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
        self.resolved(dictionary.get(key.as_bytes()).ok()?)
    }

    pub fn catalog(&self) -> Option<&Dictionary> {
        self.dictionary(self.document.trailer.get(b"Root").ok()?)
    }

    /// The pages in their order.
    pub fn pages(&self) -> Vec<ObjectId> {
        let mut pages = Vec::new();
        if let Some(root) = self.catalog().and_then(|catalog| catalog.get(b"Pages").ok()) {
            self.pages_below(root, 0, &mut pages);
        }
        pages
    }

    fn pages_below(&self, object: &Object, depth: usize, pages: &mut Vec<ObjectId>) {
        /// Deeper than any tree of pages.
        const DEEPEST: usize = 50;
        let Some(node) = self.dictionary(object).filter(|_| depth < DEEPEST) else { return };
        match (self.entry(node, "Kids"), object) {
            (Some(Object::Array(kids)), _) => kids.iter().for_each(|kid| self.pages_below(kid, depth + 1, pages)),
            (_, Object::Reference(id)) => pages.push(*id),
            _ => {}
        }
    }

    /// A page's own entries.
    pub fn page(&self, page: ObjectId) -> Option<&Dictionary> {
        match self.document.reference_table.get(page.0)? {
            XrefEntry::Compressed { container, .. } => self.packed.get(container)?.get(&page)?.as_dict().ok(),
            _ => self.document.objects.get(&page)?.as_dict().ok(),
        }
    }

    /// The words of a page, whose contents may be several streams.
    pub fn contents(&self, page: ObjectId, shelf: &Shelf) -> Option<Vec<Arc<Contents>>> {
        let page = self.page(page)?;
        let fonts = self.dictionary(self.entry(page, "Resources")?).and_then(|resources| self.entry(resources, "Font"));
        let mut maps: Vec<(Vec<u8>, &Stream)> = Vec::new();
        for (name, font) in fonts.and_then(|fonts| fonts.as_dict().ok())? {
            if let Some(Object::Stream(map)) = self.dictionary(font).and_then(|font| self.entry(font, "ToUnicode")) {
                maps.push((name.clone(), map));
            }
        }
        let streams = match self.entry(page, "Contents")? {
            Object::Stream(content) => vec![content],
            Object::Array(parts) => parts.iter().filter_map(|part| self.resolved(part)?.as_stream().ok()).collect(),
            _ => return None,
        };
        let read = |content: &Stream| {
            let fonts = maps.iter().flat_map(|(name, map)| [&**name, &*map.content]);
            shelf.contents.of(key([&*content.content].into_iter().chain(fonts)), || {
                let meanings = |(name, map): &(Vec<u8>, &Stream)| {
                    Some((name.clone(), shelf.meanings.of(key([&*map.content]), || Meanings::of(map))?))
                };
                contents(content, &maps.iter().filter_map(meanings).collect())
            })
        };
        streams.into_iter().map(read).collect()
    }
}

impl Meanings {
    fn of(map: &Stream) -> Option<Meanings> {
        let font = dictionary! { "Type" => "Font", "Encoding" => "Identity-H", "ToUnicode" => map.clone() };
        match font.get_font_encoding_with_limit(&Document::new(), MOST_UNPACKED) {
            Ok(Encoding::UnicodeMapEncoding(map)) => Some(Meanings(Encoding::UnicodeMapEncoding(map))),
            _ => None,
        }
    }

    fn words(&self, codes: &[u8]) -> String {
        Document::decode_text(&self.0, codes).unwrap_or_default()
    }
}

/// Marked content that has begun.
struct Open {
    mcid: Option<i64>,
    actual: Option<String>,
    words: String,
}

fn contents(content: &Stream, fonts: &HashMap<Vec<u8>, Arc<Meanings>>) -> Option<Contents> {
    let plain = content.decompressed_content_with_limit(MOST_UNPACKED).ok()?;
    let mut read = Contents::default();
    let mut open: Vec<Open> = Vec::new();
    let mut font = None;
    for operation in Content::decode(&plain).ok()?.operations {
        let operands = &operation.operands;
        let mut said = String::new();
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
                let entry = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
                open.push(Open {
                    mcid: entry(b"MCID").and_then(|mcid| mcid.as_i64().ok()),
                    actual: entry(b"ActualText").and_then(|text| decode_text_string(text).ok()),
                    words: String::new(),
                });
            }
            "EMC" => {
                if let Some(Open { mcid, actual, words }) = open.pop() {
                    let words = actual.unwrap_or(words);
                    match (mcid, open.last_mut()) {
                        (Some(mcid), _) => *read.marked.entry(mcid).or_default() += &words,
                        (None, Some(around)) => around.words += &words,
                        (None, None) => read.artifacts += &words,
                    }
                }
            }
            "Tf" => font = operands.first().and_then(|name| fonts.get(name.as_name().ok()?)),
            "Tj" | "'" | "\"" => {
                if let (Some(font), Some(Object::String(codes, _))) = (font, operands.last()) {
                    said = font.words(codes);
                }
            }
            "TJ" => {
                let parts = operands.first().and_then(|parts| parts.as_array().ok());
                for part in parts.into_iter().flatten() {
                    if let (Some(font), Object::String(codes, _)) = (font, part) {
                        said += &font.words(codes);
                    }
                }
            }
            _ => {}
        }
        match open.last_mut() {
            Some(around) => around.words += &said,
            None => read.artifacts += &said,
        }
    }
    Some(read)
}

/// A text string of a dictionary; empty where there is none.
pub fn string(object: Option<&Object>) -> String {
    object.and_then(|object| decode_text_string(object).ok()).unwrap_or_default()
}
