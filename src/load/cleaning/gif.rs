//! GIF pictures (89a): pictures, their times and the count of repetitions are kept; comments and the rest go.

use super::cleaned_file::{CleanedFile, MediaFault};

pub(crate) fn clean(bytes: &[u8]) -> Result<CleanedFile, MediaFault> {
    parts(bytes).ok_or(MediaFault::Broken)
}

fn parts(bytes: &[u8]) -> Option<CleanedFile> {
    let side = |at: usize| Some(u32::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let size = (side(6)?, side(8)?);
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    let mut pictures = false;
    loop {
        let start = at;
        match *bytes.get(at)? {
            0x3b => {
                kept.push(0x3b);
                break;
            }
            0x2c => {
                // A picture: its place and colours, a byte of how it is packed, its data.
                at = blocks_end(bytes, start + 11 + colours(*bytes.get(start + 9)?))?;
                kept.extend(bytes.get(start..at)?);
                pictures = true;
            }
            0x21 => {
                let label = *bytes.get(start + 1)?;
                at = blocks_end(bytes, start + 2)?;
                let block = bytes.get(start..at)?;
                let repeats = |name: &[u8; 11]| block.get(3..14) == Some(name.as_slice());
                if label == 0xf9 || (label == 0xff && (repeats(b"NETSCAPE2.0") || repeats(b"ANIMEXTS1.0"))) {
                    kept.extend(block);
                }
            }
            _ => return None,
        }
    }
    pictures.then_some(CleanedFile { bytes: kept, size: Some(size), has_location: false })
}

/// Bytes of a table of colours, if the flags say that there is one.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of blocks ends, behind the empty one.
fn blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
