//! Small PDF objects: names, text, numbers, rectangles, compressed streams.

use std::cell::RefCell;

use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Dictionary, Object, Stream, StringFormat, encode_utf16_be};

use crate::units::{Mm, Rect};

pub(crate) fn name(name: impl Into<Vec<u8>>) -> Object {
    Object::Name(name.into())
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, anything else in UTF-16. Written literally,
/// as hexadecimal would be twice the bytes.
pub(crate) fn text(text: &str) -> Object {
    let bytes = if text.is_ascii() { text.into() } else { utf16(text) };
    Object::String(bytes, StringFormat::Literal)
}

/// In UTF-16 with the mark that says so.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 + text.len());
    encode_utf16_be(text, &mut bytes);
    bytes
}

/// A number with at most three places: a thousandth of a point is finer than any printer.
pub(crate) fn round_to_thousandths(value: f64) -> f32 {
    // Adding zero turns a negative zero into zero.
    ((value * 1000.0).round() / 1000.0 + 0.0) as f32
}

pub(crate) fn real(value: f64) -> Object {
    Object::Real(round_to_thousandths(value))
}

/// A sheet's rectangle in the user space of a page of this height (ISO 32000-1, 7.9.5).
pub(crate) fn rectangle(rect: Rect, height: Mm) -> Object {
    Object::Array(vec![
        real(rect.x.pt().0),
        real((height - rect.bottom()).pt().0),
        real(rect.right().pt().0),
        real((height - rect.y).pt().0),
    ])
}

/// How many files have a stream, and so what work it is worth: from its tenth level on libdeflate takes five times as long as
/// in its ninth, for a fiftieth less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamReuse {
    ByMany,
    /// The body of a file that is made once.
    ByOne,
    /// What each file has of its own behind a body: the first level takes a third of the sixth's time, for a tenth more of
    /// a hundredth of the file.
    ByEach,
}

impl StreamReuse {
    fn compression_level(self) -> CompressionLvl {
        let level = match self {
            StreamReuse::ByMany => 9,
            StreamReuse::ByOne => 6,
            StreamReuse::ByEach => 1,
        };
        CompressionLvl::new(level).unwrap_or_default()
    }
}

/// A stream under FlateDecode.
pub(crate) fn deflated(mut dictionary: Dictionary, plain: &[u8], had: StreamReuse) -> Stream {
    dictionary.set("Filter", name("FlateDecode"));
    Stream::new(dictionary, deflate(plain, had)).with_compression(false)
}

/// Deflates with a zlib header (RFC 1950). libdeflate reckons in whole numbers, and what it does by the instructions of
/// one processor is checksums alone: all machines make the same bytes.
pub(crate) fn deflate(plain: &[u8], had: StreamReuse) -> Vec<u8> {
    thread_local! {
        // Its tables are larger than most streams.
        static BY_MANY: RefCell<Compressor> = RefCell::new(Compressor::new(StreamReuse::ByMany.compression_level()));
        static BY_ONE: RefCell<Compressor> = RefCell::new(Compressor::new(StreamReuse::ByOne.compression_level()));
        static BY_EACH: RefCell<Compressor> = RefCell::new(Compressor::new(StreamReuse::ByEach.compression_level()));
    }
    let compressor = match had {
        StreamReuse::ByMany => &BY_MANY,
        StreamReuse::ByOne => &BY_ONE,
        StreamReuse::ByEach => &BY_EACH,
    };
    let mut deflated = compressor.with_borrow_mut(|compressor| {
        let mut deflated = vec![0; compressor.zlib_compress_bound(plain.len())];
        // What the bound holds has no way to fail.
        let length = compressor.zlib_compress(plain, &mut deflated).unwrap_or_default();
        deflated.truncate(length);
        deflated
    });
    deflated.shrink_to_fit();
    deflated
}
