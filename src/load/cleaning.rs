//! Files as they are published: pictures upright and without what cameras and programs write beside the picture.
//!
//! A photograph says where and when it was taken, with which telephone, and keeps a small picture of what was cut away
//! since. Each format is read part by part, and only parts that are on a list of what a picture needs are kept; colour
//! profiles are among them. Pixels stay as they are, unless a photograph lies on its side ([`upright`]). Nothing a file
//! says of itself is trusted: what does not fit is a [`Fault`].

mod exif;
mod film;
mod gif;
mod jpeg;
mod png;
mod upright;
mod webp;

/// A file as it is published.
#[derive(Debug, PartialEq)]
pub struct Cleaned {
    pub bytes: Vec<u8>,
    /// Of a picture in pixels, width and height.
    pub size: Option<(u32, u32)>,
    /// Did it say where it was taken?
    pub placed: bool,
}

/// Why a file cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It ends too early, or its parts do not fit together.
    Broken,
    /// Its contents are of another kind than its ending says.
    Another,
    TooLarge(u32, u32),
    /// A picture that is not upright, of a kind that is not turned here.
    Turned,
}

/// More than any camera of a telephone takes unless it is told to, and what can be turned in about 250 MB.
const MOST_PIXELS: u64 = 40_000_000;

/// Cleans a file by its ending; what has nothing to clean is only held against its ending.
///
/// # Errors
/// It cannot be published.
pub fn clean(path: &str, bytes: Vec<u8>) -> Result<Cleaned, Fault> {
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
        return Err(if bytes.is_empty() { Fault::Broken } else { Fault::Another });
    }
    let cleaned = match ending.as_str() {
        "jpg" | "jpeg" => jpeg::clean(&bytes)?,
        "png" => png::clean(&bytes)?,
        "webp" => webp::clean(&bytes)?,
        "gif" => gif::clean(&bytes)?,
        "mp4" | "m4a" => film::clean(bytes)?,
        _ => Cleaned { bytes, size: None, placed: false },
    };
    match cleaned.size {
        Some((width, height)) if width == 0 || height == 0 => Err(Fault::Broken),
        Some((width, height)) if u64::from(width) * u64::from(height) > MOST_PIXELS => {
            Err(Fault::TooLarge(width, height))
        }
        Some(_) | None => Ok(cleaned),
    }
}

/// Does a packet of XMP say where the picture was taken?
fn is_placed(packet: &[u8]) -> bool {
    packet.windows(11).any(|window| window == b"GPSLatitude")
}

fn big16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn big32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn little32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
