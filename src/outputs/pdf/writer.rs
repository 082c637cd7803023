//! Writes objects as the bytes of a file (ISO 32000-1, 7.5): streams as they are, all other objects in object streams,
//! a cross-reference stream at the end.
//!
//! lopdf encodes the objects. Object streams are made here, because lopdf passes over every object three times, which
//! for the thousands of small objects of a structure tree is most of a file's time. The file's identifier is the hash
//! of all bytes before it, so the same sheets are the same file in every run.

use std::io::Write;
use std::sync::Arc;

use lopdf::content::{Content as Operations, Operation};
use lopdf::{Dictionary, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::objects::{StreamReuse, deflated};
use crate::file_content::{FileContent, SharedPrefix};

/// The header of the file; its non-ASCII bytes show to tools that the file is binary (PDF/A-2, 6.1.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xBB\xAD\xC0\xDE\n";

/// The number of objects in a stream: a reader unpacks them together.
const OBJECTS_PER_STREAM: usize = 250;

/// The bytes of an entry of the cross-reference stream: kind, position, generation or index.
const ENTRY_BYTES: usize = 7;

/// The filter that subtracts from each byte the one above it (PNG, 9.2): entries are much like their neighbours.
const PNG_UP_FILTER: u8 = 2;

/// The position of an object: an entry of the cross-reference stream (table 18).
#[derive(Clone, Copy)]
enum CrossReferenceEntry {
    Free,
    At(u32),
    In { stream: u32, index: u16 },
}

/// The beginning of a file: some of its objects as bytes. A clone of it can be continued as another file.
#[derive(Clone, Default)]
pub(crate) struct PdfWriter {
    /// The bytes that all clones of this writer share.
    shared_prefix: Arc<SharedPrefix>,
    /// The bytes after the shared ones.
    unshared: Vec<u8>,
    /// The positions of objects, by object number.
    cross_references: Vec<CrossReferenceEntry>,
}

/// Is this a file that this program wrote, without changes? Saving a filled-in form in a reader changes the end of the
/// file, and with it the position of the cross-references or the bytes before them.
pub(crate) fn is_unmodified(bytes: &[u8]) -> bool {
    let end = |text: &str| -> Option<usize> {
        let (_, number) = text.strip_suffix("\n%%EOF\n")?.rsplit_once("startxref\n")?;
        number.parse().ok()
    };
    let last = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(64)..]).into_owned();
    let Some((before, references)) = end(&last).and_then(|start| bytes.split_at_checked(start)) else { return false };
    let mut identifier = Vec::from(b"/ID[");
    identifier.extend(encode_object(identifier_half(Sha256::digest(before).into())).trim_ascii_end());
    references.windows(identifier.len()).any(|window| window == identifier)
}

/// Half of a file's identifier (14.4), from the hash of the bytes before its cross-references.
fn identifier_half(hash: [u8; 32]) -> Object {
    Object::String(hash[..16].to_vec(), StringFormat::Hexadecimal)
}

impl PdfWriter {
    /// A file with object numbers from 1 to `last`.
    pub(crate) fn new(last: u32) -> PdfWriter {
        let cross_references = vec![CrossReferenceEntry::Free; last as usize + 1];
        PdfWriter { unshared: HEADER.to_vec(), cross_references, ..PdfWriter::default() }
    }

    /// The same writer; the bytes written so far are stored once for all clones.
    pub(crate) fn into_shared(self) -> PdfWriter {
        let beginning = FileContent::new(self.shared_prefix, self.unshared).into_bytes();
        PdfWriter {
            shared_prefix: Arc::new(SharedPrefix::new(beginning)),
            unshared: Vec::new(),
            cross_references: self.cross_references,
        }
    }

    /// The number of bytes written.
    fn len(&self) -> usize {
        self.shared_prefix.bytes().len() + self.unshared.len()
    }

    /// The highest object number.
    pub(crate) fn last_object_number(&self) -> u32 {
        self.cross_references.len() as u32 - 1
    }

    /// Writes objects: streams as they are, all other objects in object streams.
    pub(crate) fn write(&mut self, objects: impl IntoIterator<Item = (u32, Object)>, reuse: StreamReuse) {
        let mut packed = Vec::new();
        for (id, object) in objects {
            if self.last_object_number() < id {
                self.cross_references.resize(id as usize + 1, CrossReferenceEntry::Free);
            }
            match object {
                Object::Stream(stream) => self.write_stream(id, stream),
                other => packed.push((id, other)),
            }
        }
        let mut packed = packed.into_iter().peekable();
        while packed.peek().is_some() {
            self.write_object_stream(packed.by_ref().take(OBJECTS_PER_STREAM), reuse);
        }
    }

    fn write_stream(&mut self, id: u32, stream: Stream) {
        self.cross_references[id as usize] = CrossReferenceEntry::At(self.len() as u32);
        self.push_bytes(format!("{id} 0 obj\n").as_bytes());
        self.push_bytes(&encode_object(Object::Dictionary(stream.dict)));
        self.push_bytes(b"stream\n");
        self.push_bytes(&stream.content);
        self.push_bytes(b"\nendstream\nendobj\n");
    }

    /// Writes an object stream (7.5.7).
    fn write_object_stream(&mut self, objects: impl Iterator<Item = (u32, Object)>, reuse: StreamReuse) {
        let stream = self.cross_references.len() as u32;
        let (mut numbers, mut bodies, mut count) = (Vec::new(), Vec::new(), 0);
        for (id, object) in objects {
            self.cross_references[id as usize] = CrossReferenceEntry::In { stream, index: count };
            count += 1;
            // Writing into memory cannot fail.
            let _ = write!(numbers, "{id} {} ", bodies.len());
            bodies.extend(encode_object(object));
        }
        let dictionary = dictionary! { "Type" => "ObjStm", "N" => count, "First" => numbers.len() as i64 };
        numbers.append(&mut bodies);
        self.cross_references.push(CrossReferenceEntry::Free);
        self.write_stream(stream, deflated(dictionary, &numbers, reuse));
    }

    /// The bytes of the file, with the cross-reference stream (7.5.8), which is also the trailer; `trailer` has the
    /// catalog and the information dictionary.
    pub(crate) fn finish(mut self, trailer: Dictionary) -> FileContent {
        let id = self.cross_references.len() as u32;
        let start = self.len() as u32;
        self.cross_references.push(CrossReferenceEntry::At(start));
        let mut entries: Vec<u8> = Vec::with_capacity((1 + ENTRY_BYTES) * self.cross_references.len());
        let mut above = [0; ENTRY_BYTES];
        for place in &self.cross_references {
            let (kind, first, second) = match *place {
                CrossReferenceEntry::Free => (0, 0, u16::MAX),
                CrossReferenceEntry::At(offset) => (1, offset, 0),
                CrossReferenceEntry::In { stream, index } => (2, stream, index),
            };
            let mut entry = [kind; ENTRY_BYTES];
            entry[1..5].copy_from_slice(&u32::to_be_bytes(first));
            entry[5..].copy_from_slice(&u16::to_be_bytes(second));
            entries.push(PNG_UP_FILTER);
            entries.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = entry;
        }
        let mut dictionary = trailer;
        let half = identifier_half(self.shared_prefix.sha256(&self.unshared));
        dictionary.set("ID", vec![half.clone(), half]);
        dictionary.set("Type", "XRef");
        dictionary.set("Size", self.cross_references.len() as i64);
        dictionary.set("W", vec![1.into(), 4.into(), 2.into()]);
        dictionary.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => ENTRY_BYTES as i64 });
        self.write_stream(id, deflated(dictionary, &entries, StreamReuse::ByEach));
        self.push_bytes(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        FileContent::new(self.shared_prefix, self.unshared)
    }

    fn push_bytes(&mut self, bytes: &[u8]) {
        self.unshared.extend_from_slice(bytes);
    }
}

/// The bytes of an object, followed by a space. lopdf offers its encoder only through page contents: an operation
/// without an operator is its operand.
fn encode_object(object: Object) -> Vec<u8> {
    let alone = Operation { operator: String::new(), operands: vec![object] };
    Operations { operations: [alone] }.encode().unwrap_or_default()
}
