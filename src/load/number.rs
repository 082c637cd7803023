//! Diagnostic for a text that should be a number.

use crate::diagnostic::Diagnostic;
use crate::model::number::{LONGEST, MOST_DIGITS, is_numeral};
use crate::source::Span;
use crate::wording::{load as words, message};

/// The diagnostic for a text that is not a number, or has more digits than the program keeps.
pub(crate) fn bad_number(text: &str, span: Span) -> Diagnostic {
    let is_long = is_numeral(text);
    let text: String = text.chars().take(LONGEST).collect();
    let message = if is_long {
        message!(words::NUMBER_TOO_LONG, text, most = MOST_DIGITS)
    } else {
        message!(words::BAD_NUMBER, text)
    };
    Diagnostic::new(message, span)
}
