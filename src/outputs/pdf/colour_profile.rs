//! The colour profile of the output intent (PDF/A-2, 6.2.3): sRGB as IEC 61966-2-1 defines it, encoded according to
//! ICC.1:2004-10 (version 4.2).
//!
//! Forms are grey only, publicity material has colours of sRGB; the profile defines both on a screen.

const VERSION: u32 = 0x0420_0000;

/// The white point of the profile connection space.
const D50: [f64; 3] = [0.9642, 1.0, 0.8249];

/// The chromatic adaptation from the white of sRGB, D65, to D50 (Bradford).
const ADAPTATION: [f64; 9] =
    [1.047_88, 0.022_92, -0.050_22, 0.029_59, 0.990_47, -0.017_07, -0.009_25, 0.015_08, 0.751_68];

/// The red primary of sRGB, adapted to D50, as are the following two.
const RED: [f64; 3] = [0.436_07, 0.222_49, 0.013_92];
const GREEN: [f64; 3] = [0.385_15, 0.716_87, 0.097_08];
const BLUE: [f64; 3] = [0.143_07, 0.060_61, 0.714_10];

/// γ, a, b, c, d of the curve `(aX + b)^γ` from d upwards, `cX` below it.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// The bytes of the profile.
pub(crate) fn srgb_profile() -> Vec<u8> {
    let elements: [(&[&[u8; 4]], Vec<u8>); 8] = [
        (&[b"desc"], localized_text("sRGB IEC61966-2.1")),
        (&[b"cprt"], localized_text("Public domain")),
        (&[b"wtpt"], number_array(b"XYZ ", &D50)),
        (&[b"chad"], number_array(b"sf32", &ADAPTATION)),
        (&[b"rXYZ"], number_array(b"XYZ ", &RED)),
        (&[b"gXYZ"], number_array(b"XYZ ", &GREEN)),
        (&[b"bXYZ"], number_array(b"XYZ ", &BLUE)),
        (&[b"rTRC", b"gTRC", b"bTRC"], curve()),
    ];
    let count: usize = elements.iter().map(|(tags, _)| tags.len()).sum();
    let start = 128 + 4 + 12 * count;
    let (mut table, mut data) = ((count as u32).to_be_bytes().to_vec(), Vec::new());
    for (tags, bytes) in &elements {
        for tag in *tags {
            table.extend(*tag);
            table.extend(((start + data.len()) as u32).to_be_bytes());
            table.extend((bytes.len() as u32).to_be_bytes());
        }
        data.extend(bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header((start + data.len()) as u32);
    profile.extend(table);
    profile.extend(data);
    profile
}

/// The profile header (7.2); all optional fields are zero.
fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; 128];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &size.to_be_bytes());
    put(8, &VERSION.to_be_bytes());
    put(12, b"mntrRGB XYZ ");
    // The date of the standard: year, month, day.
    put(24, &[0x07, 0xD4, 0, 10, 0, 1]);
    put(36, b"acsp");
    for (at, value) in [68, 72, 76].into_iter().zip(D50) {
        put(at, &fixed_point(value));
    }
    header
}

/// A fixed-point number with sixteen binary places (s15Fixed16Number).
fn fixed_point(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn number_array(kind: &[u8; 4], values: &[f64]) -> Vec<u8> {
    let mut bytes = [*kind, [0; 4]].concat();
    bytes.extend(values.iter().flat_map(|value| fixed_point(*value)));
    bytes
}

/// A parametric curve of type 3 (10.15).
fn curve() -> Vec<u8> {
    let mut bytes = b"para\0\0\0\0\0\x03\0\0".to_vec();
    bytes.extend(CURVE.iter().flat_map(|value| fixed_point(*value)));
    bytes
}

/// A text in one language (10.13).
fn localized_text(text: &str) -> Vec<u8> {
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    bytes.extend((utf16.len() as u32).to_be_bytes());
    bytes.extend(28_u32.to_be_bytes());
    bytes.extend(utf16);
    bytes
}
