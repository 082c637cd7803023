//! Cleans WebP pictures (RFC 9649): pixels, transparency, animation and the colour profile are kept.

use super::bytes::little32;
use super::cleaned_file::{CleanedFile, MediaFault};
use super::exif::{packet_has_location, read_exif};

/// Flags of an extended file for following Exif and XMP chunks.
const EXIF_AND_XMP: u8 = 0x08 | 0x04;

pub(crate) fn clean(bytes: &[u8]) -> Result<CleanedFile, MediaFault> {
    let riff_length = little32(bytes, 4).ok_or(MediaFault::Broken)? as usize;
    let file = bytes.get(..riff_length.checked_add(8).ok_or(MediaFault::Broken)?).ok_or(MediaFault::Broken)?;
    let mut retained = Vec::with_capacity(file.len());
    let (mut size, mut has_location, mut has_pixels, mut at) = (None, false, false, 12);
    while at < file.len() {
        let length = little32(file, at + 4).ok_or(MediaFault::Broken)? as usize;
        let end = at.checked_add(8).and_then(|start| start.checked_add(length)).ok_or(MediaFault::Broken)?;
        let name = file.get(at..at + 4).ok_or(MediaFault::Broken)?;
        let data = file.get(at + 8..end).ok_or(MediaFault::Broken)?;
        let mut flags = None;
        let is_retained = match name {
            b"VP8X" => {
                let part =
                    |at: usize| Some(u32::from_le_bytes([*data.get(at)?, *data.get(at + 1)?, *data.get(at + 2)?, 0]));
                size = part(4).zip(part(7)).map(|(width, height)| (width + 1, height + 1));
                flags = Some(data.first().ok_or(MediaFault::Broken)? & !EXIF_AND_XMP);
                true
            }
            b"VP8 " | b"VP8L" => {
                has_pixels = true;
                size = size.or_else(|| dimensions(name, data));
                true
            }
            b"ANMF" => {
                has_pixels = true;
                true
            }
            b"ALPH" | b"ANIM" | b"ICCP" => true,
            b"EXIF" => {
                let exif = read_exif(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
                if exif.orientation != 1 {
                    return Err(MediaFault::NotUpright);
                }
                has_location |= exif.has_location;
                false
            }
            b"XMP " => {
                has_location |= packet_has_location(data);
                false
            }
            _ => false,
        };
        if is_retained {
            retained.extend(&file[at..at + 8]);
            retained.extend(flags);
            retained.extend(&data[flags.iter().len()..]);
            retained.extend(std::iter::repeat_n(0, length % 2));
        }
        at = end + length % 2;
    }
    let size = size.filter(|_| has_pixels).ok_or(MediaFault::Broken)?;
    let length = u32::try_from(retained.len() + 4).map_err(|_| MediaFault::Broken)?;
    let head = [b"RIFF".as_slice(), &length.to_le_bytes(), b"WEBP"].concat();
    Ok(CleanedFile { bytes: [head, retained].concat(), size: Some(size), has_location })
}

/// Width and height in pixels of a simple picture, from its bitstream header (RFC 6386, 9.1; RFC 9649, 3.4).
fn dimensions(name: &[u8], data: &[u8]) -> Option<(u32, u32)> {
    if name == b"VP8L" {
        let bits = little32(data, 1).filter(|_| data.first() == Some(&0x2f))?;
        return Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1));
    }
    let sides = little32(data, 6).filter(|_| data.get(3..6) == Some(b"\x9d\x01\x2a"))?;
    Some((sides & 0x3fff, (sides >> 16) & 0x3fff))
}
