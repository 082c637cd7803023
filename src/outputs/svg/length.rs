//! Lengths as pictures write them: hundredths of a millimetre, counted in whole numbers, so that what is
//! written relative to another point never drifts from it.

use std::fmt;

use crate::units::Mm;

/// Hundredths of a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HundredthsMm(pub(crate) i64);

impl HundredthsMm {
    pub(crate) fn of(length: Mm) -> HundredthsMm {
        HundredthsMm((length.0 * 100.0).round() as i64)
    }

    /// How far it is from here to there.
    pub(crate) fn distance_to(self, there: HundredthsMm) -> HundredthsMm {
        HundredthsMm(there.0 - self.0)
    }

    /// The same in millimetres, as JSON wants a number.
    pub(crate) fn to_mm(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

/// In millimetres, without what a reader can do without: `.5`, `-3`, `12.25`.
impl fmt::Display for HundredthsMm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&short_decimal(self.0, 2))
    }
}

/// A decimal number of so many places without zeros at its ends.
pub(crate) fn short_decimal(scaled: i64, places: u32) -> String {
    let unit = 10_i64.pow(places);
    let sign = if scaled < 0 { "-" } else { "" };
    let (whole, part) = (scaled.abs() / unit, scaled.abs() % unit);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{part:0width$}", width = places as usize);
    let whole = if whole == 0 { String::new() } else { whole.to_string() };
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let said = [0, 5, -50, 100, 1225, -1200, 1203].map(|hundredths| HundredthsMm(hundredths).to_string());
        assert_eq!(said, ["0", ".05", "-.5", "1", "12.25", "-12", "12.03"]);
    }
}
