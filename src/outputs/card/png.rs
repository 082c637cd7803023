//! Encodes pixels as a PNG with a palette (ISO/IEC 15948). A card has few colours and mixtures of them, and one byte
//! for each pixel deflates to a third of the size of four bytes.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
/// 8 bits for each pixel, an index into the palette, deflate compression, filter method 0, not interlaced (11.2.1).
const IHDR_FORMAT: [u8; 5] = [8, 3, 0, 0, 0];
const MAX_COLOURS: usize = 256;
/// A colour of at least one pixel in this number is a background colour.
const GROUND_SHARE: usize = 100;
/// The number of low bits of each component that are ignored; more where the palette would be too large.
const DROPPED_BITS: u32 = 4;

/// The file of opaque pixels: red, green, blue and opacity of each, row by row.
pub(crate) fn png(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    let (palette, indices) = build_palette(pixels);
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend(IHDR_FORMAT);
    let mut file = SIGNATURE.to_vec();
    write_chunk(&mut file, b"IHDR", &header);
    write_chunk(&mut file, b"PLTE", &palette.concat());
    write_chunk(&mut file, b"IDAT", &deflate_rows(&indices, width as usize));
    write_chunk(&mut file, b"IEND", &[]);
    file
}

/// Writes a chunk: length, name, data and checksum (5.3).
fn write_chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut crc = Crc::new();
    crc.update(name);
    crc.update(data);
    file.extend((data.len() as u32).to_be_bytes());
    file.extend(name);
    file.extend(data);
    file.extend(crc.sum().to_be_bytes());
}

/// The compressed rows, each after a byte for “no filter”, which is best for images with a palette (12.7).
fn deflate_rows(indices: &[u8], width: usize) -> Vec<u8> {
    let mut deflater = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in indices.chunks(width.max(1)) {
        // Writing to memory does not fail.
        let _ = deflater.write_all(&[0]).and_then(|()| deflater.write_all(row));
    }
    deflater.finish().unwrap_or_default()
}

/// The palette, and the index of each pixel in it. Background colours are kept exactly; of other colours those that
/// look alike become one, the most frequent of them.
fn build_palette(pixels: &[u8]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let pixels: Vec<[u8; 3]> = pixels.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut counts: BTreeMap<[u8; 3], usize> = BTreeMap::new();
    for alike in pixels.chunk_by(|a, b| a == b) {
        *counts.entry(alike[0]).or_default() += alike.len();
    }
    let is_ground = |colour: [u8; 3]| counts.get(&colour).is_some_and(|count| count * GROUND_SHARE >= pixels.len());
    let key = |colour: [u8; 3], coarseness: u32| {
        (
            !is_ground(colour),
            match is_ground(colour) {
                true => colour,
                false => colour.map(|part| part >> coarseness),
            },
        )
    };
    let mut coarseness = DROPPED_BITS;
    let palette = loop {
        let mut alike: BTreeMap<_, ([u8; 3], usize)> = BTreeMap::new();
        for (colour, count) in &counts {
            let commonest = alike.entry(key(*colour, coarseness)).or_insert((*colour, *count));
            if *count > commonest.1 {
                *commonest = (*colour, *count);
            }
        }
        if alike.len() <= MAX_COLOURS {
            break alike;
        }
        coarseness += 1;
    };
    let index: BTreeMap<_, u8> = palette.keys().enumerate().map(|(index, key)| (*key, index as u8)).collect();
    let mut indices = Vec::with_capacity(pixels.len());
    for alike in pixels.chunk_by(|a, b| a == b) {
        let index = index.get(&key(alike[0], coarseness)).copied().unwrap_or(0);
        indices.extend(std::iter::repeat_n(index, alike.len()));
    }
    (palette.into_values().map(|(colour, _)| colour).collect(), indices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_keeps_its_colour_or_one_that_looks_the_same() {
        let pixels: Vec<u8> =
            (0..=255_u8).flat_map(|red| [[red, 250, 248, 255], [252, 251, red, 255]]).flatten().collect();
        let (palette, indices) = build_palette(&pixels);
        assert!(palette.len() <= MAX_COLOURS);
        for (pixel, index) in pixels.chunks(4).zip(indices) {
            let colour = palette[usize::from(index)];
            assert!(pixel.iter().zip(colour).all(|(was, is)| was.abs_diff(is) < 16), "{pixel:?} {colour:?}");
        }
    }

    /// White paper is on the warm white of a card.
    #[test]
    fn grounds_keep_their_colours() {
        let grounds = [[0xFC, 0xFB, 0xF8, 0xFF], [0xFF, 0xFF, 0xFF, 0xFF]];
        let (palette, indices) = build_palette(&grounds.map(|ground| ground.repeat(100)).concat());
        let colours: Vec<[u8; 3]> = [0, 100].map(|pixel| palette[usize::from(indices[pixel])]).to_vec();
        assert_eq!(colours, [[0xFC, 0xFB, 0xF8], [0xFF, 0xFF, 0xFF]]);
    }
}
