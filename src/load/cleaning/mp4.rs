//! Films and recordings (MP4, ISO 14496-12): what telephones write about them, the place among it, is blotted out.
//!
//! The boxes become free space of the same length, so that nothing that is found by its distance moves.

use super::bytes::big32;
use super::cleaned_file::{CleanedFile, MediaFault};

/// What is said about a film: the user's, the maker's and other programs' data.
const METADATA_BOXES: [&[u8]; 3] = [b"udta", b"meta", b"uuid"];
/// Boxes in which there may be such.
const CONTAINER_BOXES: [&[u8]; 2] = [b"moov", b"trak"];

pub(crate) fn clean(mut bytes: Vec<u8>) -> Result<CleanedFile, MediaFault> {
    let mut placed = false;
    let whole = bytes.len();
    // Each stretch is gone through once: a box is opened where its kind says so, and then its insides follow.
    let mut at = 0;
    while at < whole {
        let small = big32(&bytes, at).ok_or(MediaFault::Broken)? as usize;
        let name: [u8; 4] =
            bytes.get(at + 4..at + 8).and_then(|name| name.try_into().ok()).ok_or(MediaFault::Broken)?;
        let (head, length) = match small {
            0 => (8, whole - at),
            1 => (16, large(&bytes, at + 8).ok_or(MediaFault::Broken)?),
            small => (8, small),
        };
        let end = at.checked_add(length).filter(|end| *end <= whole && length >= head).ok_or(MediaFault::Broken)?;
        if METADATA_BOXES.contains(&name.as_slice()) {
            let body = &mut bytes[at + head..end];
            placed |= [b"\xa9xyz".as_slice(), b"loci", b"location"]
                .iter()
                .any(|sign| body.windows(sign.len()).any(|window| window == *sign));
            body.fill(0);
            bytes[at + 4..at + 8].copy_from_slice(b"free");
        }
        at = if CONTAINER_BOXES.contains(&name.as_slice()) { at + head } else { end };
    }
    Ok(CleanedFile { bytes, size: None, has_location: placed })
}

fn large(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u64::from(big32(bytes, at)?) << 32 | u64::from(big32(bytes, at + 4)?)).ok()
}
