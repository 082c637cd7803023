//! The objects and words of a PDF, read from its bytes (ISO 32000-1).
//!
//! What a stream was read as is kept by its bytes ([`Streams`]).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Object as Operand, String as Text};
use lopdf::xref::XrefEntry;
use lopdf::{
    Dictionary, Document, Encoding, LoadOptions, Object, ObjectId, ObjectStream, Stream, decode_text_string, dictionary,
};

use crate::kept::{Kept, Key, key};

/// A stream of ours is far smaller when unpacked.
const MOST_UNPACKED: usize = 64 << 20;

/// The objects of an object stream.
type Objects = BTreeMap<ObjectId, Object>;

/// What streams were read as.
pub struct Streams {
    packed: Kept<Objects>,
    meanings: Kept<Meanings>,
    drawn: Kept<Drawn>,
    contents: Kept<Contents>,
}

impl Default for Streams {
    fn default() -> Streams {
        // About what files have that are made at one time.
        Streams { packed: Kept::new(64), meanings: Kept::new(64), drawn: Kept::new(128), contents: Kept::new(128) }
    }
}

/// What the codes of a font say (`ToUnicode`).
struct Meanings(Encoding<'static>);

/// What a content stream draws of words, before fonts tell what they are.
struct Drawn {
    steps: Vec<Step>,
    /// The fonts it takes, as its page calls them.
    fonts: BTreeSet<Vec<u8>>,
    /// Does it begin and end outside of marked content, and take a font before it shows anything? What it says is the same
    /// then, whatever streams stand around it.
    stands_alone: bool,
}

enum Step {
    /// Marked content begins.
    Begin {
        mcid: Option<i64>,
        actual: Option<String>,
    },
    End,
    Font(Vec<u8>),
    Show(Vec<u8>),
}

/// The words of a content stream by marked-content number.
#[derive(Debug, Default, PartialEq)]
pub struct Contents(pub BTreeMap<i64, String>);

/// A file with its objects at hand.
pub struct Pdf {
    document: Document,
    /// Objects of each object stream, with its key.
    packed: BTreeMap<u32, (Key, Arc<Objects>)>,
    /// The objects that were asked for since somebody wants to know.
    asked: RefCell<Option<Vec<ObjectId>>>,
    /// The keys of the maps of its fonts, as far as they were asked for.
    maps: RefCell<HashMap<ObjectId, Key>>,
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
    // Of what is returned lopdf asks only whether it is there.
    Some((id, Object::Null))
}

impl Pdf {
    /// Reads a file; `None` where it is no PDF.
    pub fn read(bytes: &[u8], streams: &Streams) -> Option<Pdf> {
        let options =
            LoadOptions { filter: Some(needed), max_decompressed_size: Some(MOST_UNPACKED), ..Default::default() };
        let document = Document::load_mem_with_options(bytes, options).ok()?;
        let mut packed = BTreeMap::new();
        for (id, object) in &document.objects {
            let Object::Stream(stream) = object else { continue };
            if stream.dict.has_type(PACKED.as_bytes()) {
                let unpack =
                    || Some(ObjectStream::new_with_limit(&mut stream.clone(), Some(MOST_UNPACKED)).ok()?.objects);
                let key = key([&*stream.content]);
                packed.insert(id.0, (key, streams.packed.some(key, unpack)?));
            }
        }
        Some(Pdf { document, packed, asked: RefCell::default(), maps: RefCell::default() })
    }

    /// What a reference leads to, and anything else itself.
    pub fn resolved<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        let Object::Reference(id) = object else { return Some(object) };
        self.object(*id)
    }

    fn object(&self, id: ObjectId) -> Option<&Object> {
        if let Some(asked) = &mut *self.asked.borrow_mut() {
            asked.push(id);
        }
        match self.document.reference_table.get(id.0)? {
            XrefEntry::Compressed { container, .. } => self.packed.get(container)?.1.get(&id),
            _ => self.document.objects.get(&id),
        }
    }

    /// The key of the object stream that the structure tree's root stands in.
    pub fn key_of_tree(&self) -> Option<Key> {
        let root = self.catalog()?.get(b"StructTreeRoot").and_then(Object::as_reference).ok()?;
        match self.document.reference_table.get(root.0)? {
            XrefEntry::Compressed { container, .. } => Some(self.packed.get(container)?.0),
            _ => None,
        }
    }

    /// What is read of the file, with what it goes by.
    pub fn grounded<T>(&self, read: impl FnOnce(&Pdf) -> T) -> (T, Grounds) {
        self.asked.replace(Some(Vec::new()));
        let value = read(self);
        let mut asked = self.asked.take().unwrap_or_default();
        asked.sort_unstable();
        asked.dedup();
        let ground = |id: &ObjectId| match self.document.reference_table.get(id.0) {
            Some(XrefEntry::Compressed { container, .. }) => Ground::Packed(*container),
            _ => Ground::Alone(self.object(*id).cloned()),
        };
        let objects = asked.iter().map(|id| (*id, ground(id))).collect();
        let packed = self.packed.iter().map(|(number, (_, objects))| (*number, objects.clone())).collect();
        (value, Grounds { root: self.document.trailer.get(b"Root").ok().cloned(), objects, packed })
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
        self.object(page)?.as_dict().ok()
    }

    /// The words of a page, of each stream that its content consists of, or of all together where they are not to be told apart.
    pub fn contents(&self, page: ObjectId, streams: &Streams) -> Option<Vec<Arc<Contents>>> {
        let page = self.page(page)?;
        let contents: Vec<&Stream> = match self.entry(page, "Contents")? {
            Object::Stream(stream) => vec![stream],
            Object::Array(parts) => {
                parts.iter().map(|part| self.resolved(part)?.as_stream().ok()).collect::<Option<_>>()?
            }
            _ => return None,
        };
        let fonts = self.dictionary(self.entry(page, "Resources")?).and_then(|resources| self.entry(resources, "Font"));
        let fonts = fonts.and_then(|fonts| fonts.as_dict().ok())?;
        let plain = |stream: &Stream| stream.decompressed_content_with_limit(MOST_UNPACKED).ok();
        let drawn = |stream: &&Stream| {
            let key = key([&*stream.content]);
            Some((key, streams.drawn.some(key, || Some(Drawn::of(&plain(stream)?)))?))
        };
        let mut parts: Vec<(Key, Arc<Drawn>)> = contents.iter().map(drawn).collect::<Option<_>>()?;
        if parts.len() > 1 && !parts.iter().all(|(_, drawn)| drawn.stands_alone) {
            let whole = contents.iter().map(|stream| plain(stream)).collect::<Option<Vec<_>>>()?.join(&b"\n"[..]);
            let key = key(contents.iter().map(|stream| &*stream.content));
            parts = vec![(key, streams.drawn.of(key, || Drawn::of(&whole)))];
        }
        Some(parts.iter().map(|(key, drawn)| self.said(key, drawn, fonts, streams)).collect())
    }

    /// What a content stream says with the fonts of its page.
    fn said(&self, of: &Key, drawn: &Drawn, fonts: &Dictionary, streams: &Streams) -> Arc<Contents> {
        let map = |name: &Vec<u8>| {
            let font = self.dictionary(fonts.get(name).ok()?)?;
            let Some(Object::Stream(map)) = self.entry(font, "ToUnicode") else { return None };
            let id = font.get(b"ToUnicode").and_then(Object::as_reference).ok();
            let reckoned = || key([&*map.content]);
            let key = id.map_or_else(reckoned, |id| *self.maps.borrow_mut().entry(id).or_insert_with(reckoned));
            Some((name.clone(), key, map))
        };
        let maps: Vec<(Vec<u8>, Key, &Stream)> = drawn.fonts.iter().filter_map(map).collect();
        let of_maps = maps.iter().flat_map(|(name, key, _)| [&**name, &key[..]]);
        streams.contents.of(key([&of[..]].into_iter().chain(of_maps)), || {
            let meanings = |(name, key, map): &(Vec<u8>, Key, &Stream)| {
                Some((name.clone(), streams.meanings.some(*key, || Meanings::of(map))?))
            };
            drawn.said(&maps.iter().filter_map(meanings).collect())
        })
    }
}

/// Everything of a file that something was read from. Another file that has the same says the same there.
pub struct Grounds {
    root: Option<Object>,
    /// In the order of their numbers.
    objects: Vec<(ObjectId, Ground)>,
    packed: BTreeMap<u32, Arc<Objects>>,
}

/// Where an object stands.
enum Ground {
    /// In the object stream of this number.
    Packed(u32),
    /// None that is there.
    Alone(Option<Object>),
}

impl Grounds {
    /// Are they those of this file, too?
    pub fn hold(&self, pdf: &Pdf) -> bool {
        if self.root.as_ref() != pdf.document.trailer.get(b"Root").ok() {
            return false;
        }
        let is_same = |(number, objects): &(&u32, &Arc<Objects>)| {
            pdf.packed.get(number).is_some_and(|(_, others)| Arc::ptr_eq(objects, others))
        };
        let same: BTreeSet<u32> = self.packed.iter().filter(is_same).map(|(number, _)| *number).collect();
        let mut entries = pdf.document.reference_table.entries.iter().peekable();
        self.objects.iter().all(|(id, ground)| {
            while entries.next_if(|(number, _)| **number < id.0).is_some() {}
            let entry = entries.peek().filter(|(number, _)| **number == id.0).map(|(_, entry)| *entry);
            match (ground, entry) {
                (Ground::Packed(number), Some(XrefEntry::Compressed { container, .. }))
                    if number == container && same.contains(number) =>
                {
                    true
                }
                (Ground::Packed(number), _) => {
                    self.packed.get(number).and_then(|objects| objects.get(id)) == pdf.object(*id)
                }
                (Ground::Alone(object), _) => object.as_ref() == pdf.object(*id),
            }
        })
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

impl Drawn {
    /// Reads the operators of a stream.
    fn of(plain: &[u8]) -> Drawn {
        let mut steps = Vec::new();
        let mut operators = UntypedIter::new(plain);
        while let Some(instruction) = operators.next() {
            let last = || instruction.operands().last();
            match &**instruction.operator {
                b"BDC" | b"BMC" => {
                    let properties = if let Some(Operand::Dict(properties)) = last() { Some(properties) } else { None };
                    let actual = properties.and_then(|properties| properties.get::<Text>("ActualText"));
                    steps.push(Step::Begin {
                        mcid: properties.and_then(|properties| properties.get::<i32>("MCID")).map(i64::from),
                        actual: actual.map(|text| string(Some(&Object::string_literal(text.as_bytes())))),
                    });
                }
                b"EMC" => steps.push(Step::End),
                b"Tf" => {
                    if let Some(Operand::Name(name)) = instruction.operands().next() {
                        steps.push(Step::Font(name.to_vec()));
                    }
                }
                b"Tj" | b"'" | b"\"" => {
                    if let Some(Operand::String(codes)) = last() {
                        steps.push(Step::Show(codes.as_bytes().to_vec()));
                    }
                }
                b"TJ" => {
                    if let Some(Operand::Array(parts)) = last() {
                        let codes = parts.iter::<Operand>().filter_map(Operand::into_string);
                        steps.extend(codes.map(|codes| Step::Show(codes.as_bytes().to_vec())));
                    }
                }
                _ => {}
            }
        }
        let mut fonts = BTreeSet::new();
        let (mut depth, mut stands_alone) = (0_usize, true);
        for step in &steps {
            match step {
                Step::Begin { .. } => depth += 1,
                Step::End => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => stands_alone = false,
                },
                Step::Font(name) => {
                    fonts.insert(name.clone());
                }
                Step::Show(_) => stands_alone &= !fonts.is_empty(),
            }
        }
        Drawn { steps, fonts, stands_alone: stands_alone && depth == 0 }
    }

    fn said(&self, fonts: &HashMap<Vec<u8>, Arc<Meanings>>) -> Contents {
        let mut said = Contents::default();
        let mut open: Vec<Open> = Vec::new();
        let mut font = None;
        for step in &self.steps {
            match step {
                Step::Begin { mcid, actual } => {
                    open.push(Open { mcid: *mcid, actual: actual.clone(), words: String::new() });
                }
                // What is in no numbered content is decoration, and says nothing.
                Step::End => {
                    let Some(Open { mcid, actual, words }) = open.pop() else { continue };
                    let words = actual.unwrap_or(words);
                    match (mcid, open.last_mut()) {
                        (Some(mcid), _) => *said.0.entry(mcid).or_default() += &words,
                        (None, Some(around)) => around.words += &words,
                        (None, None) => {}
                    }
                }
                Step::Font(name) => font = fonts.get(name),
                Step::Show(codes) => {
                    if let (Some(font), Some(around)) = (font, open.last_mut()) {
                        around.words += &font.words(codes);
                    }
                }
            }
        }
        said
    }
}

/// A text string of a dictionary; empty where there is none.
pub fn string(object: Option<&Object>) -> String {
    object.and_then(|object| decode_text_string(object).ok()).unwrap_or_default()
}
