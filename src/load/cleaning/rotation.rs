//! Photographs that lie on their side, turned: read, turned and written again.
//!
//! Old browsers of cheap telephones do not read which side is up. This file alone names zune_jpeg and jpeg_encoder;
//! both work in whole numbers and without the processor's own instructions, so that every machine makes the same bytes.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::cleaned_file::MediaFault;

/// Nobody tells it from the original, and it is not larger than that.
const QUALITY: u8 = 90;

/// The photograph upright, and its new width and height. Prints of four colours are not turned.
pub(crate) fn rotate(jpeg: &[u8], components: u8, orientation: u16) -> Result<(Vec<u8>, (u32, u32)), MediaFault> {
    let (colours, written) = match components {
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
    encoder.encode(&pixels, wide, high, written).map_err(|_| MediaFault::Broken)?;
    Ok((bytes, (wide.into(), high.into())))
}

/// Pixels row by row, as the orientation wants them seen.
fn rotate_pixels(
    pixels: &[u8],
    (width, height): (usize, usize),
    depth: usize,
    orientation: u16,
) -> (Vec<u8>, (usize, usize)) {
    let across = orientation >= 5;
    let (new_width, new_height) = if across { (height, width) } else { (width, height) };
    let mut turned = Vec::with_capacity(pixels.len());
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
            turned.extend_from_slice(&pixels[at..at + depth]);
        }
    }
    (turned, (new_width, new_height))
}
