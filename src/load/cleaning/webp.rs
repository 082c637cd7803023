//! WebP pictures (RFC 9649): the picture, its transparency, movement and colour profile are kept.

use super::bytes::little32;
use super::cleaned_file::{CleanedFile, MediaFault};
use super::exif::{packet_has_location, read_exif};

/// In the flags of an extended file: Exif and XMP follow.
const EXIF_AND_XMP: u8 = 0x08 | 0x04;

pub(crate) fn clean(bytes: &[u8]) -> Result<CleanedFile, MediaFault> {
    let claimed = little32(bytes, 4).ok_or(MediaFault::Broken)? as usize;
    let whole = bytes.get(..claimed.checked_add(8).ok_or(MediaFault::Broken)?).ok_or(MediaFault::Broken)?;
    let mut kept = Vec::with_capacity(whole.len());
    let (mut size, mut placed, mut pixels, mut at) = (None, false, false, 12);
    while at < whole.len() {
        let length = little32(whole, at + 4).ok_or(MediaFault::Broken)? as usize;
        let end = at.checked_add(8).and_then(|start| start.checked_add(length)).ok_or(MediaFault::Broken)?;
        let name = whole.get(at..at + 4).ok_or(MediaFault::Broken)?;
        let data = whole.get(at + 8..end).ok_or(MediaFault::Broken)?;
        let mut flags = None;
        let keep = match name {
            b"VP8X" => {
                let part =
                    |at: usize| Some(u32::from_le_bytes([*data.get(at)?, *data.get(at + 1)?, *data.get(at + 2)?, 0]));
                size = part(4).zip(part(7)).map(|(width, height)| (width + 1, height + 1));
                flags = Some(data.first().ok_or(MediaFault::Broken)? & !EXIF_AND_XMP);
                true
            }
            b"VP8 " | b"VP8L" => {
                pixels = true;
                size = size.or_else(|| dimensions(name, data));
                true
            }
            b"ANMF" => {
                pixels = true;
                true
            }
            b"ALPH" | b"ANIM" | b"ICCP" => true,
            b"EXIF" => {
                let told = read_exif(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
                if told.orientation != 1 {
                    return Err(MediaFault::NotUpright);
                }
                placed |= told.has_location;
                false
            }
            b"XMP " => {
                placed |= packet_has_location(data);
                false
            }
            _ => false,
        };
        if keep {
            kept.extend(&whole[at..at + 8]);
            kept.extend(flags);
            kept.extend(&data[flags.iter().len()..]);
            kept.extend(std::iter::repeat_n(0, length % 2));
        }
        at = end + length % 2;
    }
    let size = size.filter(|_| pixels).ok_or(MediaFault::Broken)?;
    let length = u32::try_from(kept.len() + 4).map_err(|_| MediaFault::Broken)?;
    let head = [b"RIFF".as_slice(), &length.to_le_bytes(), b"WEBP"].concat();
    Ok(CleanedFile { bytes: [head, kept].concat(), size: Some(size), has_location: placed })
}

/// Of a plain picture, from its own head (RFC 6386, 9.1; RFC 9649, 3.4).
fn dimensions(name: &[u8], data: &[u8]) -> Option<(u32, u32)> {
    if name == b"VP8L" {
        let bits = little32(data, 1).filter(|_| data.first() == Some(&0x2f))?;
        return Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1));
    }
    let sides = little32(data, 6).filter(|_| data.get(3..6) == Some(b"\x9d\x01\x2a"))?;
    Some((sides & 0x3fff, (sides >> 16) & 0x3fff))
}
