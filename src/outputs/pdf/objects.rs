//! Small PDF objects: names, text, numbers, rectangles, compressed streams.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, Stream, StringFormat, encode_utf16_be};

use crate::units::{Mm, Rect};

pub fn name(name: impl Into<Vec<u8>>) -> Object {
    Object::Name(name.into())
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, anything else in UTF-16. Written literally,
/// as hexadecimal would be twice the bytes.
pub fn text(text: &str) -> Object {
    let bytes = if text.is_ascii() { text.into() } else { utf16(text) };
    Object::String(bytes, StringFormat::Literal)
}

/// In UTF-16 with the mark that says so.
pub fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 + text.len());
    encode_utf16_be(text, &mut bytes);
    bytes
}

/// A number with at most three places: a thousandth of a point is finer than any printer.
pub fn places(value: f64) -> f32 {
    // Adding zero turns a negative zero into zero.
    ((value * 1000.0).round() / 1000.0 + 0.0) as f32
}

pub fn real(value: f64) -> Object {
    Object::Real(places(value))
}

/// A sheet's rectangle in the user space of a page of this height (ISO 32000-1, 7.9.5).
pub fn rectangle(rect: Rect, height: Mm) -> Object {
    Object::Array(vec![
        real(rect.x.pt().0),
        real((height - rect.bottom()).pt().0),
        real(rect.right().pt().0),
        real((height - rect.y).pt().0),
    ])
}

/// A stream under FlateDecode.
pub fn deflated(mut dictionary: Dictionary, plain: &[u8], level: Compression) -> Stream {
    dictionary.set("Filter", name("FlateDecode"));
    Stream::new(dictionary, deflate(plain, level)).with_compression(false)
}

/// Deflates with a zlib header (RFC 1950).
pub fn deflate(plain: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(plain.len() / 2), level);
    // Writing into memory has no way to fail.
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}
