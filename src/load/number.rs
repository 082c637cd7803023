//! What is wrong with a text that should be a number.

use crate::diagnostic::Diagnostic;
use crate::model::number::{LONGEST, MOST_DIGITS, is_numeral};
use crate::source::Span;
use crate::wording::load as words;

/// The fault of a text that is no number, or one of more digits than are kept.
pub fn bad_number(text: &str, span: Span) -> Diagnostic {
    let message = if is_numeral(text) { &words::NUMBER_TOO_LONG } else { &words::BAD_NUMBER };
    let shown: String = text.chars().take(LONGEST).collect();
    Diagnostic::error(message, span).with("text", shown).with("most", MOST_DIGITS)
}
