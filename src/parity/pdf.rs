//! The objects of a PDF file, found by its cross-reference stream (ISO 32000-1, 7.5).
//!
//! A file of this program has one revision and a cross-reference stream; other files are not read. An object lies in the
//! file's shared beginning or behind it and is read from that part alone, so that an object which two files with the same
//! beginning both have there is the same object.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::str;

use hayro_syntax::object::{Array, Dict, FromBytes, MaybeRef, Name, Number, ObjRef, Object, Stream};
use libdeflater::{DecompressionError, Decompressor};

use crate::file_content::FileContent;

/// The most bytes of a decompressed stream; those of this program are far smaller.
const MAX_STREAM_LENGTH: usize = 64 << 20;

/// The most objects of a file; those of this program have far fewer.
const MAX_OBJECTS: usize = 1 << 22;

/// The location of an object, as an entry of a cross-reference stream (ISO 32000-1, table 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ObjectLocation {
    Free,
    /// At this byte offset of the file.
    At(usize),
    /// In an object stream, by the index in it.
    In {
        stream: u32,
        index: usize,
    },
}

/// A PDF file whose objects are read by their numbers.
pub(crate) struct ReadPdf<'a> {
    content: &'a FileContent,
    locations: Vec<ObjectLocation>,
    root: u32,
    /// The object streams, decompressed when an object in them is first read.
    object_streams: BTreeMap<u32, OnceCell<Option<ObjectStream>>>,
    /// The numbers of the objects that were read.
    accessed: RefCell<BTreeSet<u32>>,
}

/// A decompressed object stream (ISO 32000-1, 7.5.7).
struct ObjectStream {
    text: Vec<u8>,
    /// The object numbers, and the byte offset of each object in the text.
    objects: Vec<(u32, usize)>,
}

/// The objects that some content was read from. Another file with the same beginning and the same such objects has the same
/// content.
pub(crate) struct ObjectDependencies {
    locations: Vec<ObjectLocation>,
    root: u32,
    accessed: BTreeSet<u32>,
    /// The bytes of those objects that are not in the shared beginning.
    own_objects: BTreeMap<u32, Option<Vec<u8>>>,
}

impl<'a> ReadPdf<'a> {
    /// Reads a file's cross-references; `None` if it is no PDF of one revision with a cross-reference stream.
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
        let locations = cross_references(&stream)?;
        let root = trailer.get_ref("Root").and_then(object_number)?;
        let streams = locations.iter().filter_map(|location| match location {
            ObjectLocation::In { stream, .. } => Some((*stream, OnceCell::new())),
            _ => None,
        });
        let object_streams = streams.collect();
        Some(ReadPdf { content, locations, root, object_streams, accessed: RefCell::default() })
    }

    /// Reads an object; `None` if there is no such object at its location.
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
                let object_stream = self.object_streams.get(&stream)?.get_or_init(unpack).as_ref()?;
                let (number, start) = *object_stream.objects.get(index)?;
                Object::from_bytes(object_stream.text.get(start..)?.trim_ascii_start()).filter(|_| number == id)
            }
        }
    }

    fn indirect_object(&self, id: u32, start: usize) -> Option<Object<'_>> {
        let (number, object) = parse_indirect_object(bytes_from(self.content, start)?)?;
        (number == id).then_some(object)
    }

    /// Returns whether an object lies in the file's shared beginning.
    pub(crate) fn is_shared(&self, id: u32) -> bool {
        let is_in_prefix = |location: &ObjectLocation| matches!(location, ObjectLocation::At(start) if *start < self.content.prefix().bytes().len());
        match self.locations.get(id as usize) {
            Some(ObjectLocation::In { stream, .. }) => self.locations.get(*stream as usize).is_some_and(is_in_prefix),
            Some(location) => is_in_prefix(location),
            None => false,
        }
    }

    /// The object that a reference points to; any other object is returned as it is.
    pub(crate) fn resolve<'s>(&'s self, object: MaybeRef<Object<'s>>) -> Option<Object<'s>> {
        match object {
            MaybeRef::Ref(reference) => self.object(object_number(reference)?),
            MaybeRef::NotRef(object) => Some(object),
        }
    }

    /// The entry of a dictionary, with a reference resolved.
    pub(crate) fn entry<'s>(&'s self, dictionary: &Dict<'s>, key: &str) -> Option<Object<'s>> {
        self.resolve(dictionary.get_raw(key)?)
    }

    /// The entry of a dictionary that is itself a dictionary.
    pub(crate) fn dictionary<'s>(&'s self, dictionary: &Dict<'s>, key: &str) -> Option<Dict<'s>> {
        self.entry(dictionary, key)?.into_dict()
    }

    pub(crate) fn catalog(&self) -> Option<Dict<'_>> {
        self.object(self.root)?.into_dict()
    }

    /// The object numbers of the pages, in order.
    pub(crate) fn pages(&self) -> Vec<u32> {
        let (mut pages, mut seen) = (Vec::new(), BTreeSet::new());
        let root = self.catalog().and_then(|catalog| catalog.get_ref("Pages")).and_then(object_number);
        let mut next: Vec<u32> = root.into_iter().collect();
        while let Some(id) = next.pop() {
            let Some(node) = self.object(id).and_then(Object::into_dict).filter(|_| seen.insert(id)) else { continue };
            match self.entry(&node, "Kids").and_then(Object::into_array) {
                Some(children) => next.extend(referenced_objects(&children).into_iter().rev()),
                None => pages.push(id),
            }
        }
        pages
    }

    /// The objects that were read since the last call, which empties the set.
    pub(crate) fn take_accessed(&self) -> BTreeSet<u32> {
        self.accessed.take()
    }

    /// The result of `read`, which does not count the objects that it reads.
    pub(crate) fn without_tracking<T>(&self, read: impl FnOnce() -> T) -> T {
        let before = self.take_accessed();
        let value = read();
        self.accessed.replace(before);
        value
    }

    /// The dependencies on these objects of this file.
    pub(crate) fn dependencies(&self, accessed: BTreeSet<u32>) -> ObjectDependencies {
        let own_objects =
            accessed.iter().filter(|id| !self.is_shared(**id)).map(|id| (*id, self.object_bytes(*id))).collect();
        ObjectDependencies { locations: self.locations.clone(), root: self.root, accessed, own_objects }
    }

    /// Returns whether an object is in the shared beginning here and at the same location in the file of the dependencies.
    pub(crate) fn has_same_object(&self, dependencies: &ObjectDependencies, id: u32) -> bool {
        let locations = |id: u32| {
            self.locations.get(id as usize).map(|locations| (locations, dependencies.locations.get(id as usize)))
        };
        let is_same = |id| locations(id).is_some_and(|(here, there)| Some(here) == there);
        let is_stream_same = match self.locations.get(id as usize) {
            Some(ObjectLocation::In { stream, .. }) => is_same(*stream),
            _ => true,
        };
        is_same(id) && is_stream_same && self.is_shared(id)
    }

    /// The bytes of an object as they are written in the file.
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
    /// Returns whether a file with the same beginning has the same objects.
    pub(crate) fn match_file(&self, pdf: &ReadPdf) -> bool {
        let is_same = |id: &u32| match self.own_objects.get(id) {
            None => pdf.has_same_object(self, *id),
            Some(own) => !pdf.is_shared(*id) && *own == pdf.object_bytes(*id),
        };
        self.root == pdf.root && self.accessed.iter().all(is_same)
    }
}

impl ObjectStream {
    /// Decompresses an object stream and reads the offsets of its objects (7.5.7).
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

/// The bytes of a file from an offset to the end of its shared beginning or, behind that, to the end of the file.
fn bytes_from(content: &FileContent, start: usize) -> Option<&[u8]> {
    let prefix = content.prefix().bytes();
    match start.checked_sub(prefix.len()) {
        None => prefix.get(start..),
        Some(start) => content.suffix().get(start..),
    }
}

/// Parses an indirect object and its number; generation numbers other than 0 are not read.
fn parse_indirect_object(bytes: &[u8]) -> Option<(u32, Object<'_>)> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = str::from_utf8(&bytes[..digits]).ok()?.parse().ok()?;
    Some((number, Object::from_bytes(bytes[digits..].strip_prefix(b" 0 obj")?.trim_ascii_start())?))
}

/// The object number of a reference; `None` if its generation is not 0.
pub(crate) fn object_number(reference: ObjRef) -> Option<u32> {
    (reference.gen_number == 0).then_some(reference.obj_number)
}

/// The object numbers of the references in an array.
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
    let location = |entry: &[u8]| {
        let [first, third] = [&entry[1..=second], &entry[1 + second..]].map(number).map(usize::try_from);
        match entry[0] {
            0 => Some(ObjectLocation::Free),
            1 => Some(ObjectLocation::At(first.ok()?)),
            2 => Some(ObjectLocation::In { stream: u32::try_from(first.ok()?).ok()?, index: third.ok()? }),
            _ => None,
        }
    };
    let table = decode_stream(stream)?;
    let mut entries = table.chunks_exact(1 + second + third).map(location);
    let mut locations = vec![ObjectLocation::Free; Some(size).filter(|size| *size <= MAX_OBJECTS)?];
    for [start, count] in sections.as_chunks().0 {
        for location_slot in locations.get_mut(*start..start.checked_add(*count)?)? {
            // A second entry for one object would be read differently by other programs.
            let location = entries.next()??;
            (*location_slot == ObjectLocation::Free).then(|| *location_slot = location)?;
        }
    }
    Some(locations)
}

/// The entry of a dictionary that is a whole number and not negative.
fn whole_number(dictionary: &Dict, key: &str) -> Option<usize> {
    usize::try_from(dictionary.get::<Number>(key)?.as_i64()).ok()
}

fn whole_numbers(array: &Array) -> Vec<usize> {
    array.iter::<Number>().filter_map(|number| usize::try_from(number.as_i64()).ok()).collect()
}

/// The decoded bytes of a stream; `None` for filters that no stream of this program has.
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
    let mut capacity = packed.len().saturating_mul(6).clamp(1 << 10, MAX_STREAM_LENGTH);
    loop {
        let mut plain = vec![0; capacity];
        match Decompressor::new().zlib_decompress(packed, &mut plain) {
            Ok(length) => {
                plain.truncate(length);
                return Some(plain);
            }
            Err(DecompressionError::InsufficientSpace) if capacity < MAX_STREAM_LENGTH => {
                capacity = (capacity * 3).min(MAX_STREAM_LENGTH)
            }
            Err(_) => return None,
        }
    }
}

/// Undoes the predictor of a table of bytes (7.4.4.4): a row is plain or the difference to the row above it (PNG: None, Up).
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

/// Decodes a text string (7.9.2.2): UTF-16BE, UTF-8, or one byte a character, read as Latin-1.
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

/// Decodes a text string object; empty if there is none.
pub(crate) fn text_string(object: Option<Object>) -> String {
    object.and_then(Object::into_string).map(|string| decode_text_string(&string)).unwrap_or_default()
}
