//! What people write, put into the one way of writing it that is kept.

use super::format::Fault;
use crate::model::script::half_width;
use crate::wording::records as say;

/// What is no sentence, in half width.
///
/// # Errors
/// A number that lost digits in a spreadsheet.
pub fn half(text: &str) -> Result<String, Fault> {
    let text = half_width(text);
    if is_spoilt(&text) { Err(Fault::new(&say::DIGITS_LOST, &text)) } else { Ok(text) }
}

/// A number in boxes: without the spaces and hyphens of groups, upper case.
///
/// # Errors
/// As of [`half`].
pub fn code(text: &str) -> Result<String, Fault> {
    let text = half(text)?;
    Ok(text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect())
}

/// A text, with one way of ending lines.
///
/// # Errors
/// More characters than there may be, several lines where `lines` says one, digits lost.
pub fn text(text: &str, most: Option<u32>, lines: bool) -> Result<String, Fault> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    if is_spoilt(&half_width(&text)) {
        return Err(Fault::new(&say::DIGITS_LOST, &text));
    }
    if !lines && text.contains('\n') {
        return Err(Fault::new(&say::ONE_LINE, &text.replace('\n', "⏎")));
    }
    let count = text.chars().count();
    match most.filter(|most| count > *most as usize) {
        Some(most) => Err(Fault::new(&say::TOO_LONG, &text).with("count", count).with("most", most)),
        None => Ok(text),
    }
}

/// Is it what a spreadsheet makes of a long number: 4.20106E+17?
fn is_spoilt(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = number.strip_prefix(['+', '-']).unwrap_or(number);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let has_digits = !whole.is_empty() || !part.is_empty();
    has_digits && is_digits(whole) && is_digits(part) && !exponent.is_empty() && is_digits(exponent)
}
