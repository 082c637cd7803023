//! Calendar days as sources and conditions write them: `2026-11-01` (ISO 8601, extended format).

use jiff::civil::Date;

/// The day a text is: four digits, two and two with hyphens between them, and a day of the calendar. jiff alone would
/// also take `20261101` and a time behind the day.
pub(crate) fn parse_iso_date(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let shaped = text.len() == 10 && text.bytes().enumerate().all(shape);
    Some(text).filter(|_| shaped)?.parse().ok()
}
