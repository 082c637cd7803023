//! Objects to the bytes of a file (ISO 32000-1, 7.5): streams as they are, everything else packed in
//! object streams, a cross-reference stream at the end.
//!
//! lopdf writes the objects; the packing is here because its own goes over every object three times,
//! which for the thousands of small ones of a structure tree is most of a file's time. The file's
//! identifier is the hash of everything before it, so the same sheets are the same file in every run.

use std::io::Write;
use std::sync::Arc;

use lopdf::content::{Content as Operations, Operation};
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::objects::{Had, deflated};
use crate::content::{Beginning, Content};

/// Non-ASCII bytes that say to tools that the file is binary (PDF/A-2, 6.1.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xBB\xAD\xC0\xDE\n";

/// How many objects share a stream: a reader unpacks them together.
const PACKED_TOGETHER: usize = 250;

/// The bytes of an entry of the cross-reference stream: kind, place, generation or index.
const ENTRY: usize = 7;

/// Each byte less the one above it (PNG, 9.2): entries are much like their neighbours.
const UP: u8 = 2;

/// Where an object is: an entry of the cross-reference stream (table 18).
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(u32),
    In { stream: u32, index: u16 },
}

/// The beginning of a file: some of its objects as bytes. A copy of it goes on as another file.
#[derive(Clone, Default)]
pub struct Begun {
    /// What all files have that began as this did when it was shared.
    beginning: Arc<Beginning>,
    /// What stands behind it.
    own: Vec<u8>,
    /// By object number.
    places: Vec<Place>,
}

/// Is this a file of ours as it was written? Whoever types into it and saves changes its end, and with it where the
/// cross-references are or what stands before them.
pub fn is_as_written(bytes: &[u8]) -> bool {
    let end = |text: &str| -> Option<usize> {
        let (_, number) = text.strip_suffix("\n%%EOF\n")?.rsplit_once("startxref\n")?;
        number.parse().ok()
    };
    let last = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(64)..]).into_owned();
    let Some((before, references)) = end(&last).and_then(|start| bytes.split_at_checked(start)) else { return false };
    let mut identifier = Vec::from(b"/ID[");
    identifier.extend(encoded(half(Sha256::digest(before).into())).trim_ascii_end());
    references.windows(identifier.len()).any(|window| window == identifier)
}

/// Half of a file's identifier (14.4): of the hash of what is written before its cross-references.
fn half(hash: [u8; 32]) -> Object {
    Object::String(hash[..16].to_vec(), StringFormat::Hexadecimal)
}

impl Begun {
    /// A file whose objects are numbered from 1 to this number.
    pub fn new(last: u32) -> Begun {
        let places = vec![Place::Free; last as usize + 1];
        Begun { own: HEADER.to_vec(), places, ..Begun::default() }
    }

    /// The same; what was written until now is held once for all copies.
    pub fn shared(self) -> Begun {
        let beginning = Content::new(self.beginning, self.own).into_bytes();
        Begun { beginning: Arc::new(Beginning::new(beginning)), own: Vec::new(), places: self.places }
    }

    /// How many bytes are written.
    fn len(&self) -> usize {
        self.beginning.bytes().len() + self.own.len()
    }

    /// The highest number of an object.
    pub fn last(&self) -> u32 {
        self.places.len() as u32 - 1
    }

    /// Writes objects: streams as they are, everything else packed.
    pub fn write(&mut self, objects: impl IntoIterator<Item = (u32, Object)>, had: Had) {
        let mut packed = Vec::new();
        for (id, object) in objects {
            if self.last() < id {
                self.places.resize(id as usize + 1, Place::Free);
            }
            match object {
                Object::Stream(stream) => self.stream(id, stream),
                other => packed.push((id, other)),
            }
        }
        let mut packed = packed.into_iter().peekable();
        while packed.peek().is_some() {
            self.pack(packed.by_ref().take(PACKED_TOGETHER), had);
        }
    }

    fn stream(&mut self, id: u32, stream: Stream) {
        self.places[id as usize] = Place::At(self.len() as u32);
        self.put(format!("{id} 0 obj\n").as_bytes());
        self.put(&encoded(Object::Dictionary(stream.dict)));
        self.put(b"stream\n");
        self.put(&stream.content);
        self.put(b"\nendstream\nendobj\n");
    }

    /// Writes an object stream (7.5.7).
    fn pack(&mut self, objects: impl Iterator<Item = (u32, Object)>, had: Had) {
        let stream = self.places.len() as u32;
        let (mut numbers, mut bodies, mut count) = (Vec::new(), Vec::new(), 0);
        for (id, object) in objects {
            self.places[id as usize] = Place::In { stream, index: count };
            count += 1;
            // Writing into memory has no way to fail.
            let _ = write!(numbers, "{id} {} ", bodies.len());
            bodies.extend(encoded(object));
        }
        let dictionary = dictionary! { "Type" => "ObjStm", "N" => count, "First" => numbers.len() as i64 };
        numbers.append(&mut bodies);
        self.places.push(Place::Free);
        self.stream(stream, deflated(dictionary, &numbers, had));
    }

    /// The bytes of the file, with the cross-reference stream (7.5.8), which is the trailer too: with this catalog and
    /// information dictionary.
    pub fn end(mut self, trailer: Dictionary) -> Content {
        let id = self.places.len() as u32;
        let start = self.len() as u32;
        self.places.push(Place::At(start));
        let mut entries: Vec<u8> = Vec::with_capacity((1 + ENTRY) * self.places.len());
        let mut above = [0; ENTRY];
        for place in &self.places {
            let (kind, first, second) = match *place {
                Place::Free => (0, 0, u16::MAX),
                Place::At(offset) => (1, offset, 0),
                Place::In { stream, index } => (2, stream, index),
            };
            let mut entry = [kind; ENTRY];
            entry[1..5].copy_from_slice(&u32::to_be_bytes(first));
            entry[5..].copy_from_slice(&u16::to_be_bytes(second));
            entries.push(UP);
            entries.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = entry;
        }
        let mut dictionary = trailer;
        let half = half(self.beginning.sha256(&self.own));
        dictionary.set("ID", vec![half.clone(), half]);
        dictionary.set("Type", "XRef");
        dictionary.set("Size", self.places.len() as i64);
        dictionary.set("W", vec![1.into(), 4.into(), 2.into()]);
        dictionary.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => ENTRY as i64 });
        self.stream(id, deflated(dictionary, &entries, Had::ByEach));
        self.put(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Content::new(self.beginning, self.own)
    }

    fn put(&mut self, bytes: &[u8]) {
        self.own.extend_from_slice(bytes);
    }
}

/// An object as it is written, with a blank behind it. lopdf shows its writer only through page
/// contents: an operation without an operator is its operand.
fn encoded(object: Object) -> Vec<u8> {
    let alone = Operation { operator: String::new(), operands: vec![object] };
    Operations { operations: [alone] }.encode().unwrap_or_default()
}
