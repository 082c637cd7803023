//! The objects of a PDF, where its cross-references say that they are (ISO 32000-1, 7.5).
//!
//! A file of ours is in one revision and has a cross-reference stream; another is not read. An object stands in the
//! file's beginning or behind it and is read of the one alone, so that in two files that begin the same it is the same
//! wherever both find it there.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::str;

use hayro_syntax::object::{Array, Dict, FromBytes, MaybeRef, Name, Number, ObjRef, Object, Stream};
use libdeflater::{DecompressionError, Decompressor};

use crate::file_content::FileContent;

/// A stream of ours is far smaller when unpacked.
const MAX_STREAM_LENGTH: usize = 64 << 20;

/// A file of ours has far fewer objects.
const MAX_OBJECTS: usize = 1 << 22;

/// Where an object is (table 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ObjectLocation {
    Free,
    /// Behind so many bytes of the file.
    At(usize),
    In {
        stream: u32,
        index: usize,
    },
}

/// A file with its objects at hand, by their numbers.
pub(crate) struct ReadPdf<'a> {
    content: &'a FileContent,
    locations: Vec<ObjectLocation>,
    root: u32,
    /// Its object streams, as far as they were asked for.
    object_streams: BTreeMap<u32, OnceCell<Option<ObjectStream>>>,
    /// The objects that were asked for.
    accessed: RefCell<BTreeSet<u32>>,
}

/// An object stream, unpacked.
struct ObjectStream {
    text: Vec<u8>,
    /// Their numbers, and where they begin.
    objects: Vec<(u32, usize)>,
}

/// What something was read of in a file. Another file that begins the same and has the same here says the same there.
pub(crate) struct ObjectDependencies {
    locations: Vec<ObjectLocation>,
    root: u32,
    accessed: BTreeSet<u32>,
    /// Those that do not stand in the beginning.
    own_objects: BTreeMap<u32, Option<Vec<u8>>>,
}

impl<'a> ReadPdf<'a> {
    /// Reads a file's cross-references; `None` where it is no such file.
    pub(crate) fn read(content: &'a FileContent) -> Option<ReadPdf<'a>> {
        let end = content.suffix().trim_ascii_end().strip_suffix(b"%%EOF")?.trim_ascii_end();
        let digits = end.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let (before, start) = end.split_at(end.len() - digits);
        before.trim_ascii_end().strip_suffix(b"startxref")?;
        let (_, Object::Stream(stream)) =
            parse_indirect_object(bytes_from(content, str::from_utf8(start).ok()?.parse().ok()?)?)?
        else {
            return None;
        };
        let trailer = stream.dict();
        let is_other = ["Prev", "Encrypt", "XRefStm"].iter().any(|key| trailer.contains_key(key));
        if is_other || trailer.get::<Name>("Type").as_deref() != Some(b"XRef") {
            return None;
        }
        let places = cross_references(&stream)?;
        let root = trailer.get_ref("Root").and_then(object_number)?;
        let streams = places.iter().filter_map(|place| match place {
            ObjectLocation::In { stream, .. } => Some((*stream, OnceCell::new())),
            _ => None,
        });
        let packed = streams.collect();
        Some(ReadPdf { content, locations: places, root, object_streams: packed, accessed: RefCell::default() })
    }

    /// An object; `None` where none is where it is to be.
    pub(crate) fn object(&self, id: u32) -> Option<Object<'_>> {
        self.accessed.borrow_mut().insert(id);
        match *self.locations.get(id as usize)? {
            ObjectLocation::Free => None,
            ObjectLocation::At(start) => self.indirect_object(id, start),
            ObjectLocation::In { stream, index } => {
                let unpack = || match *self.locations.get(stream as usize)? {
                    ObjectLocation::At(start) => ObjectStream::of(&self.indirect_object(stream, start)?.into_stream()?),
                    _ => None,
                };
                let packed = self.object_streams.get(&stream)?.get_or_init(unpack).as_ref()?;
                let (number, start) = *packed.objects.get(index)?;
                Object::from_bytes(packed.text.get(start..)?.trim_ascii_start()).filter(|_| number == id)
            }
        }
    }

    fn indirect_object(&self, id: u32, start: usize) -> Option<Object<'_>> {
        let (number, object) = parse_indirect_object(bytes_from(self.content, start)?)?;
        (number == id).then_some(object)
    }

    /// Does an object stand in the file's beginning?
    pub(crate) fn is_shared(&self, id: u32) -> bool {
        let is_before = |place: &ObjectLocation| matches!(place, ObjectLocation::At(start) if *start < self.content.prefix().bytes().len());
        match self.locations.get(id as usize) {
            Some(ObjectLocation::In { stream, .. }) => self.locations.get(*stream as usize).is_some_and(is_before),
            Some(place) => is_before(place),
            None => false,
        }
    }

    /// What a reference leads to, and anything else itself.
    pub(crate) fn resolve<'s>(&'s self, object: MaybeRef<Object<'s>>) -> Option<Object<'s>> {
        match object {
            MaybeRef::Ref(reference) => self.object(object_number(reference)?),
            MaybeRef::NotRef(object) => Some(object),
        }
    }

    /// The entry of a dictionary, followed where it leads.
    pub(crate) fn entry<'s>(&'s self, dictionary: &Dict<'s>, key: &str) -> Option<Object<'s>> {
        self.resolve(dictionary.get_raw(key)?)
    }

    /// An entry that is a dictionary.
    pub(crate) fn dictionary<'s>(&'s self, dictionary: &Dict<'s>, key: &str) -> Option<Dict<'s>> {
        self.entry(dictionary, key)?.into_dict()
    }

    pub(crate) fn catalog(&self) -> Option<Dict<'_>> {
        self.object(self.root)?.into_dict()
    }

    /// The pages in their order.
    pub(crate) fn pages(&self) -> Vec<u32> {
        let (mut pages, mut met) = (Vec::new(), BTreeSet::new());
        let root = self.catalog().and_then(|catalog| catalog.get_ref("Pages")).and_then(object_number);
        let mut next: Vec<u32> = root.into_iter().collect();
        while let Some(id) = next.pop() {
            let Some(node) = self.object(id).and_then(Object::into_dict).filter(|_| met.insert(id)) else { continue };
            match self.entry(&node, "Kids").and_then(Object::into_array) {
                Some(kids) => next.extend(referenced_objects(&kids).into_iter().rev()),
                None => pages.push(id),
            }
        }
        pages
    }

    /// The objects that were asked for since they were last taken.
    pub(crate) fn take_accessed(&self) -> BTreeSet<u32> {
        self.accessed.take()
    }

    /// What is read, of objects that are not said to have been asked for.
    pub(crate) fn without_tracking<T>(&self, read: impl FnOnce() -> T) -> T {
        let before = self.take_accessed();
        let value = read();
        self.accessed.replace(before);
        value
    }

    /// What stands here of these objects.
    pub(crate) fn dependencies(&self, asked: BTreeSet<u32>) -> ObjectDependencies {
        let own = asked.iter().filter(|id| !self.is_shared(**id)).map(|id| (*id, self.object_bytes(*id))).collect();
        ObjectDependencies { locations: self.locations.clone(), root: self.root, accessed: asked, own_objects: own }
    }

    /// Are objects that stand in the beginning of another file the same here?
    pub(crate) fn has_same_object(&self, grounds: &ObjectDependencies, id: u32) -> bool {
        let place = |id: u32| self.locations.get(id as usize).map(|place| (place, grounds.locations.get(id as usize)));
        let is_same = |id| place(id).is_some_and(|(here, there)| Some(here) == there);
        let is_packed_same = match self.locations.get(id as usize) {
            Some(ObjectLocation::In { stream, .. }) => is_same(*stream),
            _ => true,
        };
        is_same(id) && is_packed_same && self.is_shared(id)
    }

    /// An object as it is written.
    fn object_bytes(&self, id: u32) -> Option<Vec<u8>> {
        Some(match self.object(id)? {
            Object::Dict(dictionary) => dictionary.data().to_vec(),
            Object::Array(array) => [b"[", array.data()].concat(),
            Object::Stream(stream) => [stream.dict().data(), b"stream", &stream.raw_data()].concat(),
            other => format!("{other:?}").into_bytes(),
        })
    }
}

impl ObjectDependencies {
    /// Are they those of this file, which begins the same, too?
    pub(crate) fn match_file(&self, pdf: &ReadPdf) -> bool {
        let is_same = |id: &u32| match self.own_objects.get(id) {
            None => pdf.has_same_object(self, *id),
            Some(own) => !pdf.is_shared(*id) && *own == pdf.object_bytes(*id),
        };
        self.root == pdf.root && self.accessed.iter().all(is_same)
    }
}

impl ObjectStream {
    /// Reads where the objects of an object stream are (7.5.7).
    fn of(stream: &Stream) -> Option<ObjectStream> {
        let text = decode_stream(stream)?;
        let first = whole_number(stream.dict(), "First")?;
        let heads = str::from_utf8(text.get(..first)?).ok()?;
        let heads: Vec<usize> = heads.split_ascii_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        let object = |[number, start]: &[usize; 2]| Some((u32::try_from(*number).ok()?, first.checked_add(*start)?));
        let objects = heads.as_chunks().0.iter().map(object).collect::<Option<_>>()?;
        Some(ObjectStream { text, objects })
    }
}

/// The bytes of a file from a place on, to where its beginning or all of it ends.
fn bytes_from(content: &FileContent, start: usize) -> Option<&[u8]> {
    let beginning = content.prefix().bytes();
    match start.checked_sub(beginning.len()) {
        None => beginning.get(start..),
        Some(start) => content.suffix().get(start..),
    }
}

/// An object with its number before it.
fn parse_indirect_object(bytes: &[u8]) -> Option<(u32, Object<'_>)> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = str::from_utf8(&bytes[..digits]).ok()?.parse().ok()?;
    Some((number, Object::from_bytes(bytes[digits..].strip_prefix(b" 0 obj")?.trim_ascii_start())?))
}

/// The number of the object that a reference leads to.
pub(crate) fn object_number(reference: ObjRef) -> Option<u32> {
    (reference.gen_number == 0).then_some(reference.obj_number)
}

/// The objects that an array refers to.
pub(crate) fn referenced_objects(array: &Array) -> Vec<u32> {
    array.raw_iter().filter_map(|entry| object_number(entry.as_obj_ref()?)).collect()
}

/// The entries of a cross-reference stream (7.5.8).
fn cross_references(stream: &Stream) -> Option<Vec<ObjectLocation>> {
    let size = whole_number(stream.dict(), "Size")?;
    let sections = stream.dict().get::<Array>("Index").map_or_else(|| vec![0, size], |index| whole_numbers(&index));
    let widths = whole_numbers(&stream.dict().get::<Array>("W")?);
    let [1, second @ 1..=8, third @ 0..=8] = widths[..] else { return None };
    let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let place = |entry: &[u8]| {
        let [first, third] = [&entry[1..=second], &entry[1 + second..]].map(number).map(usize::try_from);
        match entry[0] {
            0 => Some(ObjectLocation::Free),
            1 => Some(ObjectLocation::At(first.ok()?)),
            2 => Some(ObjectLocation::In { stream: u32::try_from(first.ok()?).ok()?, index: third.ok()? }),
            _ => None,
        }
    };
    let table = decode_stream(stream)?;
    let mut entries = table.chunks_exact(1 + second + third).map(place);
    let mut places = vec![ObjectLocation::Free; Some(size).filter(|size| *size <= MAX_OBJECTS)?];
    for [start, count] in sections.as_chunks().0 {
        for slot in places.get_mut(*start..start.checked_add(*count)?)? {
            // What would be told twice would be read otherwise by others.
            let place = entries.next()??;
            (*slot == ObjectLocation::Free).then(|| *slot = place)?;
        }
    }
    Some(places)
}

/// An entry that is a whole number.
fn whole_number(dictionary: &Dict, key: &str) -> Option<usize> {
    usize::try_from(dictionary.get::<Number>(key)?.as_i64()).ok()
}

fn whole_numbers(array: &Array) -> Vec<usize> {
    array.iter::<Number>().filter_map(|number| usize::try_from(number.as_i64()).ok()).collect()
}

/// A stream as it is when its filter is undone; `None` of filters that no stream of ours has.
pub(crate) fn decode_stream(stream: &Stream) -> Option<Vec<u8>> {
    let dictionary = stream.dict();
    if dictionary.contains_key("F") {
        return None;
    }
    let plain = match dictionary.get_raw::<Object>("Filter") {
        None => stream.raw_data().into_owned(),
        Some(MaybeRef::NotRef(Object::Name(name))) if *name == *b"FlateDecode" => inflate(&stream.raw_data())?,
        Some(_) => return None,
    };
    match dictionary.get_raw::<Object>("DecodeParms") {
        None => Some(plain),
        Some(MaybeRef::NotRef(Object::Dict(parameters))) => undo_predictor(plain, &parameters),
        Some(_) => None,
    }
}

fn inflate(packed: &[u8]) -> Option<Vec<u8>> {
    let mut most = packed.len().saturating_mul(6).clamp(1 << 10, MAX_STREAM_LENGTH);
    loop {
        let mut plain = vec![0; most];
        match Decompressor::new().zlib_decompress(packed, &mut plain) {
            Ok(length) => {
                plain.truncate(length);
                return Some(plain);
            }
            Err(DecompressionError::InsufficientSpace) if most < MAX_STREAM_LENGTH => {
                most = (most * 3).min(MAX_STREAM_LENGTH)
            }
            Err(_) => return None,
        }
    }
}

/// Undoes the predictor of a table of bytes (7.4.4.4), of which a row is as it is or less the row above it.
fn undo_predictor(plain: Vec<u8>, parameters: &Dict) -> Option<Vec<u8>> {
    if parameters.get::<Number>("Predictor").is_none_or(|predictor| predictor.as_i64() == 1) {
        return Some(plain);
    }
    let columns = whole_number(parameters, "Columns")?;
    if columns == 0 || parameters.contains_key("Colors") || parameters.contains_key("BitsPerComponent") {
        return None;
    }
    let mut table: Vec<u8> = Vec::with_capacity(plain.len());
    for row in plain.chunks_exact(columns.checked_add(1)?) {
        let above = table.len().checked_sub(columns);
        table.extend_from_slice(&row[1..]);
        match (row[0], above) {
            (0, _) | (2, None) => {}
            (2, Some(above)) => {
                for at in above + columns..table.len() {
                    table[at] = table[at].wrapping_add(table[at - columns]);
                }
            }
            _ => return None,
        }
    }
    Some(table)
}

/// A text string (7.9.2.2): in UTF-16, UTF-8, or letters of Latin.
pub(crate) fn decode_text_string(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(b"\xFE\xFF") {
        let units = units.chunks_exact(2).map(|unit| u16::from_be_bytes([unit[0], unit[1]]));
        return char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(utf8) => String::from_utf8_lossy(utf8).into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// A text string of a dictionary; empty where there is none.
pub(crate) fn text_string(object: Option<Object>) -> String {
    object.and_then(Object::into_string).map(|string| decode_text_string(&string)).unwrap_or_default()
}
