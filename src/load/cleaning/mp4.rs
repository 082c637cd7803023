//! Cleans films and recordings (MP4, ISO 14496-12): metadata of telephones, for example the location, is overwritten.
//!
//! The boxes become free space of the same length, so that byte offsets inside the file stay valid.

use super::bytes::big32;
use super::cleaned_file::{CleanedFile, MediaFault};

/// Boxes with metadata of the user, the maker or other programs.
const METADATA_BOXES: [&[u8]; 3] = [b"udta", b"meta", b"uuid"];
/// Boxes that may contain metadata boxes.
const CONTAINER_BOXES: [&[u8]; 2] = [b"moov", b"trak"];

pub(crate) fn clean(mut bytes: Vec<u8>) -> Result<CleanedFile, MediaFault> {
    let mut has_location = false;
    let file_length = bytes.len();
    // Each byte range is visited once: the position enters a container box, and skips any other box.
    let mut at = 0;
    while at < file_length {
        let small = big32(&bytes, at).ok_or(MediaFault::Broken)? as usize;
        let name: [u8; 4] =
            bytes.get(at + 4..at + 8).and_then(|name| name.try_into().ok()).ok_or(MediaFault::Broken)?;
        let (head, length) = match small {
            0 => (8, file_length - at),
            1 => (16, large(&bytes, at + 8).ok_or(MediaFault::Broken)?),
            small => (8, small),
        };
        let end =
            at.checked_add(length).filter(|end| *end <= file_length && length >= head).ok_or(MediaFault::Broken)?;
        if METADATA_BOXES.contains(&name.as_slice()) {
            let body = &mut bytes[at + head..end];
            has_location |= [b"\xa9xyz".as_slice(), b"loci", b"location"]
                .iter()
                .any(|sign| body.windows(sign.len()).any(|window| window == *sign));
            body.fill(0);
            bytes[at + 4..at + 8].copy_from_slice(b"free");
        }
        at = if CONTAINER_BOXES.contains(&name.as_slice()) { at + head } else { end };
    }
    Ok(CleanedFile { bytes, size: None, has_location })
}

fn large(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u64::from(big32(bytes, at)?) << 32 | u64::from(big32(bytes, at + 4)?)).ok()
}
