//! Drawings and pictures of screens (PNG, third edition): what changes how the picture looks is kept.

use super::bytes::big32;
use super::cleaned_file::{CleanedFile, MediaFault};
use super::exif::{packet_has_location, read_exif};

pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Pixels, palette, transparency, colours, density, and the pictures of a moving one.
const RETAINED_CHUNKS: [&[u8]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCV",
];

pub(crate) fn clean(bytes: &[u8]) -> Result<CleanedFile, MediaFault> {
    let mut kept = SIGNATURE.to_vec();
    let mut at = SIGNATURE.len();
    let (mut size, mut placed, mut pixels) = (None, false, false);
    loop {
        let length = big32(bytes, at).ok_or(MediaFault::Broken)? as usize;
        let end = at.checked_add(length).and_then(|end| end.checked_add(12)).ok_or(MediaFault::Broken)?;
        let chunk = bytes.get(at..end).ok_or(MediaFault::Broken)?;
        let (name, data) = (&chunk[4..8], &chunk[8..8 + length]);
        match name {
            b"IHDR" if size.is_none() && length == 13 => size = big32(data, 0).zip(big32(data, 4)),
            _ if size.is_none() => return Err(MediaFault::Broken),
            b"eXIf" => {
                let told = read_exif(data);
                if told.orientation != 1 {
                    return Err(MediaFault::NotUpright);
                }
                placed |= told.has_location;
            }
            b"iTXt" => placed |= packet_has_location(data),
            b"IDAT" => pixels = true,
            _ => {}
        }
        if RETAINED_CHUNKS.contains(&name) {
            kept.extend(chunk);
        }
        if name == b"IEND" {
            break;
        }
        at = end;
    }
    if !pixels {
        return Err(MediaFault::Broken);
    }
    Ok(CleanedFile { bytes: kept, size, has_location: placed })
}
