//! Decimal numbers as texts: digits, at most one point, perhaps a minus.

use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::wording::load as words;

/// Digits of a number, beside zeros before the first: more are not kept.
const MOST_DIGITS: usize = 15;
/// Characters of a number, and of what is repeated in a message about one.
const MOST_QUOTED: usize = 40;

/// What is wrong with a text that should be a number.
pub fn bad_number(text: &str, span: Span) -> Diagnostic {
    let message = if is_numeral(text) { &words::NUMBER_TOO_LONG } else { &words::BAD_NUMBER };
    let shown: String = text.chars().take(MOST_QUOTED).collect();
    Diagnostic::error(message, span).with("text", shown).with("most", MOST_DIGITS)
}

/// The number a text is, where it is one that is kept to its last digit.
pub fn number(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    (is_numeral(text) && digits <= MOST_DIGITS && text.len() <= MOST_QUOTED).then(|| text.parse().ok())?
}

/// Is the text written as a number?
pub fn is_numeral(text: &str) -> bool {
    let plain = text.strip_prefix('-').unwrap_or(text);
    plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && plain.bytes().filter(|byte| *byte == b'.').count() < 2
}
