//! Cleans files for publication: pictures become upright, and metadata of cameras and programs is removed.
//!
//! A photograph contains the place and time where it was taken, the model of the telephone, and a thumbnail of the
//! original before cropping. Each format is read segment by segment, and only segments on a list of what a picture
//! needs are kept, colour profiles included. Pixels do not change, unless a photograph lies on its side ([`rotation`]).
//! No statement of a file about itself is trusted: a contradiction is a [`MediaFault`].

mod bytes;
mod cleaned_file;
mod exif;
mod gif;
mod jpeg;
mod mp4;
mod png;
mod rotation;
mod webp;

use cleaned_file::MOST_PIXELS;

pub(crate) use cleaned_file::{CleanedFile, MediaFault};

/// Cleans a file according to its extension. For a format without metadata, only the signature is compared with the
/// extension.
///
/// # Errors
/// The file cannot be published ([`MediaFault`]).
pub fn clean(path: &str, bytes: Vec<u8>) -> Result<CleanedFile, MediaFault> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let begins = |start: &[u8]| bytes.starts_with(start);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let fits = match ending.as_str() {
        "jpg" | "jpeg" => begins(b"\xff\xd8"),
        "png" => begins(png::SIGNATURE),
        "webp" => begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        "gif" => begins(b"GIF87a") || begins(b"GIF89a"),
        "pdf" => begins(b"%PDF-"),
        "mp3" => {
            begins(b"ID3") || begins(b"\xff\xfb") || begins(b"\xff\xfa") || begins(b"\xff\xf3") || begins(b"\xff\xf2")
        }
        "mp4" | "m4a" => bytes.get(4..8) == Some(b"ftyp"),
        "vtt" => text.starts_with(b"WEBVTT"),
        "ics" => text.starts_with(b"BEGIN:VCALENDAR"),
        _ => true,
    };
    if !fits {
        return Err(if bytes.is_empty() { MediaFault::Broken } else { MediaFault::WrongFormat });
    }
    let cleaned = match ending.as_str() {
        "jpg" | "jpeg" => jpeg::clean(&bytes)?,
        "png" => png::clean(&bytes)?,
        "webp" => webp::clean(&bytes)?,
        "gif" => gif::clean(&bytes)?,
        "mp4" | "m4a" => mp4::clean(bytes)?,
        _ => CleanedFile { bytes, size: None, has_location: false },
    };
    match cleaned.size {
        Some((width, height)) if width == 0 || height == 0 => Err(MediaFault::Broken),
        Some((width, height)) if u64::from(width) * u64::from(height) > MOST_PIXELS => {
            Err(MediaFault::TooLarge(width, height))
        }
        Some(_) | None => Ok(cleaned),
    }
}
