//! A decimal number as a text: digits, at most one point, perhaps a minus.

/// Digits of a number, beside zeros before the first: more are not kept.
pub const MOST_DIGITS: usize = 15;
/// Characters of a number.
pub const LONGEST: usize = 40;

/// The number a text is, where it is one that is kept to its last digit.
pub fn number(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    (is_numeral(text) && digits <= MOST_DIGITS && text.len() <= LONGEST).then(|| text.parse().ok())?
}

/// Is the text written as a number?
pub fn is_numeral(text: &str) -> bool {
    let plain = text.strip_prefix('-').unwrap_or(text);
    plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && plain.bytes().filter(|byte| *byte == b'.').count() < 2
}

/// Is the text written as a whole number?
pub fn is_whole(text: &str) -> bool {
    is_numeral(text) && !text.contains('.')
}
