//! Cleans GIF pictures (89a): images, delays and the repetition count are kept; comments and other extensions are
//! removed.

use super::cleaned_file::{CleanedFile, MediaFault};

pub(crate) fn clean(bytes: &[u8]) -> Result<CleanedFile, MediaFault> {
    parts(bytes).ok_or(MediaFault::Broken)
}

fn parts(bytes: &[u8]) -> Option<CleanedFile> {
    let side = |at: usize| Some(u32::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let size = (side(6)?, side(8)?);
    let mut at = 13 + colours(*bytes.get(10)?);
    let mut cleaned = bytes.get(..at)?.to_vec();
    let mut has_image = false;
    loop {
        let start = at;
        match *bytes.get(at)? {
            0x3b => {
                cleaned.push(0x3b);
                break;
            }
            0x2c => {
                // An image: descriptor and colour table, one byte of LZW code size, data.
                at = blocks_end(bytes, start + 11 + colours(*bytes.get(start + 9)?))?;
                cleaned.extend(bytes.get(start..at)?);
                has_image = true;
            }
            0x21 => {
                let label = *bytes.get(start + 1)?;
                at = blocks_end(bytes, start + 2)?;
                let block = bytes.get(start..at)?;
                let repeats = |name: &[u8; 11]| block.get(3..14) == Some(name.as_slice());
                if label == 0xf9 || (label == 0xff && (repeats(b"NETSCAPE2.0") || repeats(b"ANIMEXTS1.0"))) {
                    cleaned.extend(block);
                }
            }
            _ => return None,
        }
    }
    has_image.then_some(CleanedFile { bytes: cleaned, size: Some(size), has_location: false })
}

/// Size of a colour table in bytes; 0 where the flags say that there is none.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Byte position after a series of sub-blocks and its empty terminator block.
fn blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
