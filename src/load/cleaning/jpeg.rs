//! Photographs (JPEG, ITU-T T.81): the tables, the frame and the scans are kept, and a colour profile.
//!
//! What follows the end of the picture goes as well: telephones hang a film there.

use super::bytes::big16;
use super::cleaned::{Cleaned, Fault, MOST_PIXELS};
use super::exif::{Told, is_placed, told};
use super::upright;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/x";
const PROFILE: &[u8] = b"ICC_PROFILE\0";

/// The parts of a file.
struct Parts {
    bytes: Vec<u8>,
    size: (u32, u32),
    components: u8,
    told: Told,
    /// All colours in one scan, or a progressive picture: zune-jpeg reads a plain one of several scans in wrong colours.
    turnable: bool,
}

pub fn clean(bytes: &[u8]) -> Result<Cleaned, Fault> {
    let Parts { bytes, size: (width, height), components, told, turnable } = parts(bytes).ok_or(Fault::Broken)?;
    let upright = Cleaned { bytes, size: Some((width, height)), placed: told.placed };
    if told.orientation == 1 {
        return Ok(upright);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Fault::TooLarge(width, height));
    }
    if !turnable {
        return Err(Fault::Turned);
    }
    let (bytes, size) = upright::turned(&upright.bytes, components, told.orientation)?;
    Ok(Cleaned { bytes, size: Some(size), placed: told.placed })
}

fn parts(bytes: &[u8]) -> Option<Parts> {
    let mut kept = vec![0xff, 0xd8];
    let mut at = 2;
    let mut frame = None;
    let (mut scans, mut progressive) = (0, false);
    let mut told_all = Told { orientation: 1, placed: false };
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
                let told = told(&body[EXIF.len()..]);
                told_all = Told { placed: told.placed || told_all.placed, ..told };
            }
            0xe1 if body.starts_with(XMP) => told_all.placed |= is_placed(body),
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
    Some(Parts { bytes: kept, size: (width.into(), height.into()), components, told: told_all, turnable })
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
