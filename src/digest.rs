//! SHA-256 digests of values, made from what their `Hash` implementations write; equal in every run of the same
//! program.
//!
//! A [`Span`](crate::source::Span) gives nothing. Which bytes a derived `Hash` gives is the compiler's matter, so that digests of two builds of the program are
//! not compared.

use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

/// The digest of a value.
pub(crate) fn digest(value: &(impl Hash + ?Sized)) -> [u8; 32] {
    let mut hasher = Sha256Hasher::default();
    value.hash(&mut hasher);
    hasher.0.finalize().into()
}

/// The SHA-256 of bytes, which is the same in every program.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Bytes in hexadecimal, in small letters.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

/// A [`Hasher`] that feeds SHA-256; integers are written little-endian, `usize` and `isize` as 64 bits, so that
/// lengths and variants are hashed alike on every machine.
#[derive(Clone, Default)]
struct Sha256Hasher(Sha256);

impl Hasher for Sha256Hasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }

    /// The first eight bytes of the digest, big-endian.
    fn finish(&self) -> u64 {
        let digest = self.0.clone().finalize();
        digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
    }
}
