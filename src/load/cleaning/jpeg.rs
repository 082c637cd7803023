//! Photographs (JPEG, ITU-T T.81): the tables, the frame and the scans are kept, and a colour profile.
//!
//! What follows the end of the picture goes as well: telephones hang a film there.

use super::bytes::big16;
use super::cleaned_file::{CleanedFile, MOST_PIXELS, MediaFault};
use super::exif::{ExifData, packet_has_location, read_exif};
use super::rotation;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/x";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// The parts of a file.
struct JpegParts {
    bytes: Vec<u8>,
    size: (u32, u32),
    components: u8,
    exif: ExifData,
    /// All colours in one scan, or a progressive picture: zune-jpeg reads a plain one of several scans in wrong colours.
    can_rotate: bool,
}

pub(crate) fn clean(bytes: &[u8]) -> Result<CleanedFile, MediaFault> {
    let JpegParts { bytes, size: (width, height), components, exif: told, can_rotate: turnable } =
        parts(bytes).ok_or(MediaFault::Broken)?;
    let upright = CleanedFile { bytes, size: Some((width, height)), has_location: told.has_location };
    if told.orientation == 1 {
        return Ok(upright);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(MediaFault::TooLarge(width, height));
    }
    if !turnable {
        return Err(MediaFault::NotUpright);
    }
    let (bytes, size) = rotation::rotate(&upright.bytes, components, told.orientation)?;
    Ok(CleanedFile { bytes, size: Some(size), has_location: told.has_location })
}

fn parts(bytes: &[u8]) -> Option<JpegParts> {
    let mut kept = vec![0xff, 0xd8];
    let mut at = 2;
    let mut frame = None;
    let (mut scans, mut progressive) = (0, false);
    let mut told_all = ExifData { orientation: 1, has_location: false };
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        if marker == 0xd9 {
            kept.extend([0xff, 0xd9]);
            break;
        }
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8) {
            return None;
        }
        let length = usize::from(big16(bytes, at)?);
        let body = bytes.get(at + 2..at + length)?;
        let segment = &bytes[at..at + length];
        at += length;
        let mut keep = |segment: &[u8]| {
            kept.extend([0xff, marker]);
            kept.extend(segment);
        };
        match marker {
            // The density of the picture, without the small picture that may follow.
            0xe0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
                keep(&[&[0, 16], &body[..12], &[0, 0]].concat());
            }
            0xe1 if body.starts_with(EXIF) => {
                let told = read_exif(&body[EXIF.len()..]);
                told_all = ExifData { has_location: told.has_location || told_all.has_location, ..told };
            }
            0xe1 if body.starts_with(XMP) => told_all.has_location |= packet_has_location(body),
            0xe2 if body.starts_with(PROFILE) => keep(segment),
            // How the colours are to be read.
            0xee if body.starts_with(b"Adobe") => keep(segment),
            0xe0..=0xef | 0xfe => {}
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                frame = Some((big16(body, 3)?, big16(body, 1)?, *body.get(5)?));
                progressive = marker == 0xc2;
                keep(segment);
            }
            0xda => {
                keep(segment);
                let end = scan_end(bytes, at)?;
                kept.extend(&bytes[at..end]);
                at = end;
                scans += 1;
            }
            _ => keep(segment),
        }
    }
    let (width, height, components) = frame.filter(|_| scans > 0)?;
    let turnable = progressive || scans == 1;
    Some(JpegParts {
        bytes: kept,
        size: (width.into(), height.into()),
        components,
        exif: told_all,
        can_rotate: turnable,
    })
}

/// Where the next marker after the data of a scan stands: zeros behind `ff` and restarts belong to the data.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}
