//! Drawings and pictures of screens (PNG, third edition): what changes how the picture looks is kept.

use super::bytes::big32;
use super::cleaned::{Cleaned, Fault};
use super::exif::{is_placed, told};

pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Pixels, palette, transparency, colours, density, and the pictures of a moving one.
const KEPT: [&[u8]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"pHYs", b"acTL", b"fcTL", b"fdAT", b"mDCV",
];

pub fn clean(bytes: &[u8]) -> Result<Cleaned, Fault> {
    let mut kept = SIGNATURE.to_vec();
    let mut at = SIGNATURE.len();
    let (mut size, mut placed, mut pixels) = (None, false, false);
    loop {
        let length = big32(bytes, at).ok_or(Fault::Broken)? as usize;
        let end = at.checked_add(length).and_then(|end| end.checked_add(12)).ok_or(Fault::Broken)?;
        let chunk = bytes.get(at..end).ok_or(Fault::Broken)?;
        let (name, data) = (&chunk[4..8], &chunk[8..8 + length]);
        match name {
            b"IHDR" if size.is_none() && length == 13 => size = big32(data, 0).zip(big32(data, 4)),
            _ if size.is_none() => return Err(Fault::Broken),
            b"eXIf" => {
                let told = told(data);
                if told.orientation != 1 {
                    return Err(Fault::Turned);
                }
                placed |= told.placed;
            }
            b"iTXt" => placed |= is_placed(data),
            b"IDAT" => pixels = true,
            _ => {}
        }
        if KEPT.contains(&name) {
            kept.extend(chunk);
        }
        if name == b"IEND" {
            break;
        }
        at = end;
    }
    if !pixels {
        return Err(Fault::Broken);
    }
    Ok(Cleaned { bytes: kept, size, placed })
}
