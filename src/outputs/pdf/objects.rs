//! Small PDF objects: names, text, numbers, rectangles, compressed streams.

use std::cell::RefCell;

use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Dictionary, Object, Stream, StringFormat, encode_utf16_be};

use crate::units::{Mm, Rect};

pub(crate) fn name(name: impl Into<Vec<u8>>) -> Object {
    Object::Name(name.into())
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, other text in UTF-16. Written as a literal string, as a
/// hexadecimal one would be twice as long.
pub(crate) fn text(text: &str) -> Object {
    let bytes = if text.is_ascii() { text.into() } else { utf16(text) };
    Object::String(bytes, StringFormat::Literal)
}

/// A text in UTF-16 with a byte order mark.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 + text.len());
    encode_utf16_be(text, &mut bytes);
    bytes
}

/// A number with at most three decimal places: a thousandth of a point is finer than any printer.
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

/// The number of files that contain a stream, which decides how much time its compression may take. At its tenth level
/// libdeflate takes five times as long as at its ninth, for 2 % less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamReuse {
    /// A stream of many files.
    ByMany,
    /// The body of a file that is made once.
    ByOne,
    /// A stream after a shared body, different in each file: the first level takes a third of the sixth's time, for a
    /// tenth more of a hundredth of the file.
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

/// A stream with the filter FlateDecode.
pub(crate) fn deflated(mut dictionary: Dictionary, plain: &[u8], reuse: StreamReuse) -> Stream {
    dictionary.set("Filter", name("FlateDecode"));
    Stream::new(dictionary, deflate(plain, reuse)).with_compression(false)
}

/// The compressed bytes with a zlib header (RFC 1950). libdeflate computes with integers, and only its checksums depend
/// on the instructions of a processor: all machines make the same bytes.
pub(crate) fn deflate(plain: &[u8], reuse: StreamReuse) -> Vec<u8> {
    thread_local! {
        // A compressor's tables are larger than most streams, so one is kept for each thread.
        static BY_MANY: RefCell<Compressor> = RefCell::new(Compressor::new(StreamReuse::ByMany.compression_level()));
        static BY_ONE: RefCell<Compressor> = RefCell::new(Compressor::new(StreamReuse::ByOne.compression_level()));
        static BY_EACH: RefCell<Compressor> = RefCell::new(Compressor::new(StreamReuse::ByEach.compression_level()));
    }
    let compressor = match reuse {
        StreamReuse::ByMany => &BY_MANY,
        StreamReuse::ByOne => &BY_ONE,
        StreamReuse::ByEach => &BY_EACH,
    };
    let mut deflated = compressor.with_borrow_mut(|compressor| {
        let mut deflated = vec![0; compressor.zlib_compress_bound(plain.len())];
        // Compression into a buffer of the bound's size cannot fail.
        let length = compressor.zlib_compress(plain, &mut deflated).unwrap_or_default();
        deflated.truncate(length);
        deflated
    });
    deflated.shrink_to_fit();
    deflated
}
