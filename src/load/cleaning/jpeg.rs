//! Cleans JPEG photographs (ITU-T T.81): the tables, the frame, the scans and a colour profile are kept.
//!
//! Data after the end of the picture is removed as well: telephones append a film there.

use super::bytes::big16;
use super::cleaned_file::{CleanedFile, MOST_PIXELS, MediaFault};
use super::exif::{ExifData, packet_has_location, read_exif};
use super::rotation;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/x";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// The retained parts of a JPEG file, and the properties that rotation needs.
struct JpegParts {
    bytes: Vec<u8>,
    size: (u32, u32),
    components: u8,
    exif: ExifData,
    /// True for one scan with all colours, and for a progressive picture: zune-jpeg decodes a baseline picture of
    /// several scans in wrong colours.
    can_rotate: bool,
}

pub(crate) fn clean(bytes: &[u8]) -> Result<CleanedFile, MediaFault> {
    let JpegParts { bytes, size: (width, height), components, exif, can_rotate } =
        parts(bytes).ok_or(MediaFault::Broken)?;
    let upright = CleanedFile { bytes, size: Some((width, height)), has_location: exif.has_location };
    if exif.orientation == 1 {
        return Ok(upright);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(MediaFault::TooLarge(width, height));
    }
    if !can_rotate {
        return Err(MediaFault::NotUpright);
    }
    let (bytes, size) = rotation::rotate(&upright.bytes, components, exif.orientation)?;
    Ok(CleanedFile { bytes, size: Some(size), has_location: exif.has_location })
}

fn parts(bytes: &[u8]) -> Option<JpegParts> {
    let mut retained = vec![0xff, 0xd8];
    let mut at = 2;
    let mut frame = None;
    let (mut scans, mut progressive) = (0, false);
    let mut all_exif = ExifData { orientation: 1, has_location: false };
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
            retained.extend([0xff, 0xd9]);
            break;
        }
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8) {
            return None;
        }
        let length = usize::from(big16(bytes, at)?);
        let body = bytes.get(at + 2..at + length)?;
        let segment = &bytes[at..at + length];
        at += length;
        let mut retain = |segment: &[u8]| {
            retained.extend([0xff, marker]);
            retained.extend(segment);
        };
        match marker {
            // The pixel density, without the thumbnail that may follow.
            0xe0 if body.starts_with(b"JFIF\0") && body.len() >= 14 => {
                retain(&[&[0, 16], &body[..12], &[0, 0]].concat());
            }
            0xe1 if body.starts_with(EXIF) => {
                let exif = read_exif(&body[EXIF.len()..]);
                all_exif = ExifData { has_location: exif.has_location || all_exif.has_location, ..exif };
            }
            0xe1 if body.starts_with(XMP) => all_exif.has_location |= packet_has_location(body),
            0xe2 if body.starts_with(PROFILE) => retain(segment),
            // The colour transform.
            0xee if body.starts_with(b"Adobe") => retain(segment),
            0xe0..=0xef | 0xfe => {}
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                frame = Some((big16(body, 3)?, big16(body, 1)?, *body.get(5)?));
                progressive = marker == 0xc2;
                retain(segment);
            }
            0xda => {
                retain(segment);
                let end = scan_end(bytes, at)?;
                retained.extend(&bytes[at..end]);
                at = end;
                scans += 1;
            }
            _ => retain(segment),
        }
    }
    let (width, height, components) = frame.filter(|_| scans > 0)?;
    let can_rotate = progressive || scans == 1;
    Some(JpegParts { bytes: retained, size: (width.into(), height.into()), components, exif: all_exif, can_rotate })
}

/// Byte position of the next marker after the data of a scan; `ff 00` and restart markers belong to the data.
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
