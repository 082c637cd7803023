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

use crate::content::Content;

/// A stream of ours is far smaller when unpacked.
const MOST_UNPACKED: usize = 64 << 20;

/// A file of ours has far fewer objects.
const MOST_OBJECTS: usize = 1 << 22;

/// Where an object is (table 18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Free,
    /// Behind so many bytes of the file.
    At(usize),
    In {
        stream: u32,
        index: usize,
    },
}

/// A file with its objects at hand, by their numbers.
pub struct Pdf<'a> {
    content: &'a Content,
    places: Vec<Place>,
    root: u32,
    /// Its object streams, as far as they were asked for.
    packed: BTreeMap<u32, OnceCell<Option<Packed>>>,
    /// The objects that were asked for.
    asked: RefCell<BTreeSet<u32>>,
}

/// An object stream, unpacked.
struct Packed {
    text: Vec<u8>,
    /// Their numbers, and where they begin.
    objects: Vec<(u32, usize)>,
}

/// What something was read of in a file. Another file that begins the same and has the same here says the same there.
pub struct Grounds {
    places: Vec<Place>,
    root: u32,
    asked: BTreeSet<u32>,
    /// Those that do not stand in the beginning.
    own: BTreeMap<u32, Option<Vec<u8>>>,
}

impl<'a> Pdf<'a> {
    /// Reads a file's cross-references; `None` where it is no such file.
    pub fn read(content: &'a Content) -> Option<Pdf<'a>> {
        let end = content.own().trim_ascii_end().strip_suffix(b"%%EOF")?.trim_ascii_end();
        let digits = end.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let (before, start) = end.split_at(end.len() - digits);
        before.trim_ascii_end().strip_suffix(b"startxref")?;
        let (_, Object::Stream(stream)) = numbered(from(content, str::from_utf8(start).ok()?.parse().ok()?)?)? else {
            return None;
        };
        let trailer = stream.dict();
        let is_other = ["Prev", "Encrypt", "XRefStm"].iter().any(|key| trailer.contains_key(key));
        if is_other || trailer.get::<Name>("Type").as_deref() != Some(b"XRef") {
            return None;
        }
        let places = places(&stream)?;
        let root = trailer.get_ref("Root").and_then(number)?;
        let streams = places.iter().filter_map(|place| match place {
            Place::In { stream, .. } => Some((*stream, OnceCell::new())),
            _ => None,
        });
        let packed = streams.collect();
        Some(Pdf { content, places, root, packed, asked: RefCell::default() })
    }

    /// An object; `None` where none is where it is to be.
    pub fn object(&self, id: u32) -> Option<Object<'_>> {
        self.asked.borrow_mut().insert(id);
        match *self.places.get(id as usize)? {
            Place::Free => None,
            Place::At(start) => self.alone(id, start),
            Place::In { stream, index } => {
                let unpack = || match *self.places.get(stream as usize)? {
                    Place::At(start) => Packed::of(&self.alone(stream, start)?.into_stream()?),
                    _ => None,
                };
                let packed = self.packed.get(&stream)?.get_or_init(unpack).as_ref()?;
                let (number, start) = *packed.objects.get(index)?;
                Object::from_bytes(packed.text.get(start..)?.trim_ascii_start()).filter(|_| number == id)
            }
        }
    }

    fn alone(&self, id: u32, start: usize) -> Option<Object<'_>> {
        let (number, object) = numbered(from(self.content, start)?)?;
        (number == id).then_some(object)
    }

    /// Does an object stand in the file's beginning?
    pub fn is_shared(&self, id: u32) -> bool {
        let is_before =
            |place: &Place| matches!(place, Place::At(start) if *start < self.content.beginning().bytes().len());
        match self.places.get(id as usize) {
            Some(Place::In { stream, .. }) => self.places.get(*stream as usize).is_some_and(is_before),
            Some(place) => is_before(place),
            None => false,
        }
    }

    /// What a reference leads to, and anything else itself.
    pub fn resolved<'s>(&'s self, object: MaybeRef<Object<'s>>) -> Option<Object<'s>> {
        match object {
            MaybeRef::Ref(reference) => self.object(number(reference)?),
            MaybeRef::NotRef(object) => Some(object),
        }
    }

    /// The entry of a dictionary, followed where it leads.
    pub fn entry<'s>(&'s self, dictionary: &Dict<'s>, key: &str) -> Option<Object<'s>> {
        self.resolved(dictionary.get_raw(key)?)
    }

    /// An entry that is a dictionary.
    pub fn dictionary<'s>(&'s self, dictionary: &Dict<'s>, key: &str) -> Option<Dict<'s>> {
        self.entry(dictionary, key)?.into_dict()
    }

    pub fn catalog(&self) -> Option<Dict<'_>> {
        self.object(self.root)?.into_dict()
    }

    /// The pages in their order.
    pub fn pages(&self) -> Vec<u32> {
        let (mut pages, mut met) = (Vec::new(), BTreeSet::new());
        let root = self.catalog().and_then(|catalog| catalog.get_ref("Pages")).and_then(number);
        let mut next: Vec<u32> = root.into_iter().collect();
        while let Some(id) = next.pop() {
            let Some(node) = self.object(id).and_then(Object::into_dict).filter(|_| met.insert(id)) else { continue };
            match self.entry(&node, "Kids").and_then(Object::into_array) {
                Some(kids) => next.extend(references(&kids).into_iter().rev()),
                None => pages.push(id),
            }
        }
        pages
    }

    /// The objects that were asked for since they were last taken.
    pub fn asked(&self) -> BTreeSet<u32> {
        self.asked.take()
    }

    /// What is read, of objects that are not said to have been asked for.
    pub fn unasked<T>(&self, read: impl FnOnce() -> T) -> T {
        let before = self.asked();
        let value = read();
        self.asked.replace(before);
        value
    }

    /// What stands here of these objects.
    pub fn grounds(&self, asked: BTreeSet<u32>) -> Grounds {
        let own = asked.iter().filter(|id| !self.is_shared(**id)).map(|id| (*id, self.text(*id))).collect();
        Grounds { places: self.places.clone(), root: self.root, asked, own }
    }

    /// Are objects that stand in the beginning of another file the same here?
    pub fn has(&self, grounds: &Grounds, id: u32) -> bool {
        let place = |id: u32| self.places.get(id as usize).map(|place| (place, grounds.places.get(id as usize)));
        let is_same = |id| place(id).is_some_and(|(here, there)| Some(here) == there);
        let is_packed_same = match self.places.get(id as usize) {
            Some(Place::In { stream, .. }) => is_same(*stream),
            _ => true,
        };
        is_same(id) && is_packed_same && self.is_shared(id)
    }

    /// An object as it is written.
    fn text(&self, id: u32) -> Option<Vec<u8>> {
        Some(match self.object(id)? {
            Object::Dict(dictionary) => dictionary.data().to_vec(),
            Object::Array(array) => [b"[", array.data()].concat(),
            Object::Stream(stream) => [stream.dict().data(), b"stream", &stream.raw_data()].concat(),
            other => format!("{other:?}").into_bytes(),
        })
    }
}

impl Grounds {
    /// Are they those of this file, which begins the same, too?
    pub fn hold(&self, pdf: &Pdf) -> bool {
        let is_same = |id: &u32| match self.own.get(id) {
            None => pdf.has(self, *id),
            Some(own) => !pdf.is_shared(*id) && *own == pdf.text(*id),
        };
        self.root == pdf.root && self.asked.iter().all(is_same)
    }
}

impl Packed {
    /// Reads where the objects of an object stream are (7.5.7).
    fn of(stream: &Stream) -> Option<Packed> {
        let text = unpacked(stream)?;
        let first = whole(stream.dict(), "First")?;
        let heads = str::from_utf8(text.get(..first)?).ok()?;
        let heads: Vec<usize> = heads.split_ascii_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        let object = |[number, start]: &[usize; 2]| Some((u32::try_from(*number).ok()?, first.checked_add(*start)?));
        let objects = heads.as_chunks().0.iter().map(object).collect::<Option<_>>()?;
        Some(Packed { text, objects })
    }
}

/// The bytes of a file from a place on, to where its beginning or all of it ends.
fn from(content: &Content, start: usize) -> Option<&[u8]> {
    let beginning = content.beginning().bytes();
    match start.checked_sub(beginning.len()) {
        None => beginning.get(start..),
        Some(start) => content.own().get(start..),
    }
}

/// An object with its number before it.
fn numbered(bytes: &[u8]) -> Option<(u32, Object<'_>)> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = str::from_utf8(&bytes[..digits]).ok()?.parse().ok()?;
    Some((number, Object::from_bytes(bytes[digits..].strip_prefix(b" 0 obj")?.trim_ascii_start())?))
}

/// The number of the object that a reference leads to.
pub fn number(reference: ObjRef) -> Option<u32> {
    (reference.gen_number == 0).then_some(reference.obj_number)
}

/// The objects that an array refers to.
pub fn references(array: &Array) -> Vec<u32> {
    array.raw_iter().filter_map(|entry| number(entry.as_obj_ref()?)).collect()
}

/// The entries of a cross-reference stream (7.5.8).
fn places(stream: &Stream) -> Option<Vec<Place>> {
    let size = whole(stream.dict(), "Size")?;
    let sections = stream.dict().get::<Array>("Index").map_or_else(|| vec![0, size], |index| wholes(&index));
    let widths = wholes(&stream.dict().get::<Array>("W")?);
    let [1, second @ 1..=8, third @ 0..=8] = widths[..] else { return None };
    let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let place = |entry: &[u8]| {
        let [first, third] = [&entry[1..=second], &entry[1 + second..]].map(number).map(usize::try_from);
        match entry[0] {
            0 => Some(Place::Free),
            1 => Some(Place::At(first.ok()?)),
            2 => Some(Place::In { stream: u32::try_from(first.ok()?).ok()?, index: third.ok()? }),
            _ => None,
        }
    };
    let table = unpacked(stream)?;
    let mut entries = table.chunks_exact(1 + second + third).map(place);
    let mut places = vec![Place::Free; Some(size).filter(|size| *size <= MOST_OBJECTS)?];
    for [start, count] in sections.as_chunks().0 {
        for slot in places.get_mut(*start..start.checked_add(*count)?)? {
            // What would be told twice would be read otherwise by others.
            let place = entries.next()??;
            (*slot == Place::Free).then(|| *slot = place)?;
        }
    }
    Some(places)
}

/// An entry that is a whole number.
fn whole(dictionary: &Dict, key: &str) -> Option<usize> {
    usize::try_from(dictionary.get::<Number>(key)?.as_i64()).ok()
}

fn wholes(array: &Array) -> Vec<usize> {
    array.iter::<Number>().filter_map(|number| usize::try_from(number.as_i64()).ok()).collect()
}

/// A stream as it is when its filter is undone; `None` of filters that no stream of ours has.
pub fn unpacked(stream: &Stream) -> Option<Vec<u8>> {
    let dictionary = stream.dict();
    if dictionary.contains_key("F") {
        return None;
    }
    let plain = match dictionary.get_raw::<Object>("Filter") {
        None => stream.raw_data().into_owned(),
        Some(MaybeRef::NotRef(Object::Name(name))) if *name == *b"FlateDecode" => inflated(&stream.raw_data())?,
        Some(_) => return None,
    };
    match dictionary.get_raw::<Object>("DecodeParms") {
        None => Some(plain),
        Some(MaybeRef::NotRef(Object::Dict(parameters))) => foretold(plain, &parameters),
        Some(_) => None,
    }
}

fn inflated(packed: &[u8]) -> Option<Vec<u8>> {
    let mut most = packed.len().saturating_mul(6).clamp(1 << 10, MOST_UNPACKED);
    loop {
        let mut plain = vec![0; most];
        match Decompressor::new().zlib_decompress(packed, &mut plain) {
            Ok(length) => {
                plain.truncate(length);
                return Some(plain);
            }
            Err(DecompressionError::InsufficientSpace) if most < MOST_UNPACKED => most = (most * 3).min(MOST_UNPACKED),
            Err(_) => return None,
        }
    }
}

/// Undoes the predictor of a table of bytes (7.4.4.4), of which a row is as it is or less the row above it.
fn foretold(plain: Vec<u8>, parameters: &Dict) -> Option<Vec<u8>> {
    if parameters.get::<Number>("Predictor").is_none_or(|predictor| predictor.as_i64() == 1) {
        return Some(plain);
    }
    let columns = whole(parameters, "Columns")?;
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
pub fn text(bytes: &[u8]) -> String {
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
pub fn string(object: Option<Object>) -> String {
    object.and_then(Object::into_string).map(|string| text(&string)).unwrap_or_default()
}
