//! Normalization of written answers: width, spaces, line ends and case.

use super::format::excerpt;
use crate::model::character::half_width;
use crate::wording::{PartialMessage, partial_message, records as say};

/// What is no sentence, in half width.
///
/// # Errors
/// A number that lost digits in a spreadsheet.
pub(crate) fn half_width_answer(text: &str) -> Result<String, PartialMessage> {
    let text = half_width(text);
    if is_scientific_notation(&text) {
        Err(partial_message!(say::DIGITS_LOST, [column], value = excerpt(&text)))
    } else {
        Ok(text)
    }
}

/// A number in boxes: without the spaces and hyphens of groups, upper case.
///
/// # Errors
/// As of [`half_width_answer`].
pub(crate) fn code(text: &str) -> Result<String, PartialMessage> {
    let text = half_width_answer(text)?;
    Ok(text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect())
}

/// A text, with one way of ending lines.
///
/// # Errors
/// More characters than there may be, several lines where `lines` says one, digits lost.
pub(crate) fn text(text: &str, most: Option<u32>, lines: bool) -> Result<String, PartialMessage> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    if is_scientific_notation(&half_width(&text)) {
        return Err(partial_message!(say::DIGITS_LOST, [column], value = excerpt(&text)));
    }
    if !lines && text.contains('\n') {
        return Err(partial_message!(say::ONE_LINE, [column], value = excerpt(&text.replace('\n', "⏎"))));
    }
    let count = text.chars().count();
    match most.filter(|most| count > *most as usize) {
        Some(most) => Err(partial_message!(say::TOO_LONG, [column], value = excerpt(&text), count, most)),
        None => Ok(text),
    }
}

/// Is it what a spreadsheet makes of a long number: 4.20106E+17?
fn is_scientific_notation(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = number.strip_prefix(['+', '-']).unwrap_or(number);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let has_digits = !whole.is_empty() || !part.is_empty();
    has_digits && is_digits(whole) && is_digits(part) && !exponent.is_empty() && is_digits(exponent)
}
