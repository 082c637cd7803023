//! Cleans PNG drawings and screenshots (PNG, third edition): chunks that change how the picture looks are kept.

use super::bytes::big32;
use super::cleaned_file::{CleanedFile, MediaFault};
use super::exif::{packet_has_location, read_exif};

pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Pixels, palette, transparency, colours, pixel density, and the frames of an animation.
const RETAINED_CHUNKS: [&[u8]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCV",
];

pub(crate) fn clean(bytes: &[u8]) -> Result<CleanedFile, MediaFault> {
    let mut retained = SIGNATURE.to_vec();
    let mut at = SIGNATURE.len();
    let (mut size, mut has_location, mut has_pixels) = (None, false, false);
    loop {
        let length = big32(bytes, at).ok_or(MediaFault::Broken)? as usize;
        let end = at.checked_add(length).and_then(|end| end.checked_add(12)).ok_or(MediaFault::Broken)?;
        let chunk = bytes.get(at..end).ok_or(MediaFault::Broken)?;
        let (name, data) = (&chunk[4..8], &chunk[8..8 + length]);
        match name {
            b"IHDR" if size.is_none() && length == 13 => size = big32(data, 0).zip(big32(data, 4)),
            _ if size.is_none() => return Err(MediaFault::Broken),
            b"eXIf" => {
                let exif = read_exif(data);
                if exif.orientation != 1 {
                    return Err(MediaFault::NotUpright);
                }
                has_location |= exif.has_location;
            }
            b"iTXt" => has_location |= packet_has_location(data),
            b"IDAT" => has_pixels = true,
            _ => {}
        }
        if RETAINED_CHUNKS.contains(&name) {
            retained.extend(chunk);
        }
        if name == b"IEND" {
            break;
        }
        at = end;
    }
    if !has_pixels {
        return Err(MediaFault::Broken);
    }
    Ok(CleanedFile { bytes: retained, size, has_location })
}
