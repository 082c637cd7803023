//! Rotates photographs that lie on their side: decodes, rotates and encodes them again.
//!
//! Old browsers of cheap telephones ignore the orientation. This is the only file that names zune_jpeg and
//! jpeg_encoder; both calculate with integers and without processor-specific instructions, so that every machine
//! produces the same bytes.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::cleaned_file::MediaFault;

/// JPEG quality: not visibly different from the original, and not larger than the original.
const QUALITY: u8 = 90;

/// Rotates a photograph upright, and returns it with its new width and height in pixels. Pictures with four colour
/// components are not rotated.
pub(crate) fn rotate(jpeg: &[u8], components: u8, orientation: u16) -> Result<(Vec<u8>, (u32, u32)), MediaFault> {
    let (colours, encoded_colours) = match components {
        1 => (ColorSpace::Luma, ColorType::Luma),
        3 => (ColorSpace::RGB, ColorType::Rgb),
        _ => return Err(MediaFault::NotUpright),
    };
    let options = DecoderOptions::new_safe()
        .set_strict_mode(true)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(colours);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    let pixels = decoder.decode().map_err(|_| MediaFault::Broken)?;
    let profile = decoder.icc_profile();
    let info = decoder.info().ok_or(MediaFault::Broken)?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    let depth = usize::from(components);
    if pixels.len() != width * height * depth {
        return Err(MediaFault::Broken);
    }
    let (pixels, (width, height)) = rotate_pixels(&pixels, (width, height), depth, orientation);
    let (wide, high) = (u16::try_from(width), u16::try_from(height));
    let (Ok(wide), Ok(high)) = (wide, high) else { return Err(MediaFault::Broken) };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    if let Some(profile) = profile {
        encoder.add_icc_profile(&profile).map_err(|_| MediaFault::Broken)?;
    }
    encoder.encode(&pixels, wide, high, encoded_colours).map_err(|_| MediaFault::Broken)?;
    Ok((bytes, (wide.into(), high.into())))
}

/// Rearranges pixels, row by row, according to the Exif orientation.
fn rotate_pixels(
    pixels: &[u8],
    (width, height): (usize, usize),
    depth: usize,
    orientation: u16,
) -> (Vec<u8>, (usize, usize)) {
    let across = orientation >= 5;
    let (new_width, new_height) = if across { (height, width) } else { (width, height) };
    let mut rotated = Vec::with_capacity(pixels.len());
    for y in 0..new_height {
        for x in 0..new_width {
            let (from_x, from_y) = match orientation {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, height - 1 - x),
                7 => (width - 1 - y, height - 1 - x),
                8 => (width - 1 - y, x),
                _ => (x, y),
            };
            let at = (from_y * width + from_x) * depth;
            rotated.extend_from_slice(&pixels[at..at + depth]);
        }
    }
    (rotated, (new_width, new_height))
}
