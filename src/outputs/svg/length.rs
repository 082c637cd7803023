//! Lengths as pictures write them: whole hundredths of a millimetre, so that coordinates relative to another point have
//! no rounding errors.

use std::fmt;

use crate::units::Mm;

/// A length in hundredths of a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HundredthsMm(pub(crate) i64);

impl HundredthsMm {
    pub(crate) fn of(length: Mm) -> HundredthsMm {
        HundredthsMm((length.0 * 100.0).round() as i64)
    }

    /// The distance from this coordinate to another; negative where the other is less.
    pub(crate) fn distance_to(self, other: HundredthsMm) -> HundredthsMm {
        HundredthsMm(other.0 - self.0)
    }

    /// The length in millimetres, as a JSON number.
    pub(crate) fn to_mm(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

/// Written in millimetres without superfluous zeros: `.5`, `-3`, `12.25`.
impl fmt::Display for HundredthsMm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&short_decimal(self.0, 2))
    }
}

/// A decimal number with this many places, without zeros at its ends.
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
        let written = [0, 5, -50, 100, 1225, -1200, 1203].map(|hundredths| HundredthsMm(hundredths).to_string());
        assert_eq!(written, ["0", ".05", "-.5", "1", "12.25", "-12", "12.03"]);
    }
}
