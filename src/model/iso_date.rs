//! Parsing of calendar days: `2026-11-01` (ISO 8601, extended format).

use jiff::civil::Date;

/// Returns the day of a text in the form `2026-11-01`, if it is a day of the calendar. jiff alone would also accept
/// `20261101` and a time after the day.
pub(crate) fn parse_iso_date(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let shaped = text.len() == 10 && text.bytes().enumerate().all(shape);
    Some(text).filter(|_| shaped)?.parse().ok()
}
