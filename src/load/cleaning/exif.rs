//! Reads the metadata of a camera (Exif 2.32): the orientation, and whether a location is recorded.

/// The two values that the program reads from Exif metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ExifData {
    /// 1 is upright; 2 to 8 are rotated or mirrored (Exif 2.32, 4.6.5).
    pub(crate) orientation: u16,
    /// True if a latitude is recorded.
    pub(crate) has_location: bool,
}

const ORIENTATION: u16 = 0x0112;
const GPS: u16 = 0x8825;
const LATITUDE: u16 = 2;

/// Does an XMP packet record where the picture was taken?
pub(crate) fn packet_has_location(packet: &[u8]) -> bool {
    packet.windows(11).any(|window| window == b"GPSLatitude")
}

/// Reads a TIFF structure. Entries that cannot be read count as absent, as in browsers.
pub(crate) fn read_exif(tiff: &[u8]) -> ExifData {
    let upright = ExifData { orientation: 1, has_location: false };
    let Some(little) = (match tiff.get(..2) {
        Some(b"II") => Some(true),
        Some(b"MM") => Some(false),
        _ => None,
    }) else {
        return upright;
    };
    let reader = TiffReader { tiff, little };
    let mut data = upright;
    let first = reader.long(4).unwrap_or_default();
    for (tag, at) in reader.entries(first) {
        match tag {
            ORIENTATION => data.orientation = reader.short(at + 8).filter(|o| (1..=8).contains(o)).unwrap_or(1),
            GPS => {
                let gps = reader.long(at + 8).unwrap_or_default();
                data.has_location = reader.entries(gps).any(|(tag, _)| tag == LATITUDE);
            }
            _ => {}
        }
    }
    data
}

/// Reads integers of a TIFF structure in its byte order.
struct TiffReader<'a> {
    tiff: &'a [u8],
    little: bool,
}

impl TiffReader<'_> {
    fn short(&self, at: usize) -> Option<u16> {
        let bytes = self.tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    }

    fn long(&self, at: usize) -> Option<u32> {
        let bytes = self.tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// Tag and byte position of each entry of an image file directory, up to the end of the data.
    fn entries(&self, directory: u32) -> impl Iterator<Item = (u16, usize)> {
        let start = directory as usize;
        let count = if start < 8 { 0 } else { self.short(start).unwrap_or_default() };
        (0..usize::from(count)).map_while(move |number| {
            let at = start + 2 + number * 12;
            Some((self.short(at)?, at))
        })
    }
}
