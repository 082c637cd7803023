//! The cities that carry out the programme, and their offices.

use super::name::Name;
use crate::source::Span;

/// One city of the programme (`content/cities/<id>.yaml`).
#[derive(Clone, Debug, PartialEq)]
pub struct City {
    /// Pinyin, the same as the file's name.
    pub id: Name,
    pub name: String,
    pub(crate) province: String,
    /// Other words that people search for the city with.
    pub(crate) also: Vec<String>,
    /// The administrative division code of six digits (GB/T 2260).
    pub(crate) adcode: String,
    /// The details of the office; those that are not given are `None` and are printed as blanks.
    pub office: Office,
    pub(crate) span: Span,
    pub(crate) spans: CitySpans,
}

impl Office {
    /// The number to dial (RFC 3966), where the hotline is one number and nothing else.
    pub(crate) fn dialable_number(&self) -> Option<String> {
        let hotline = self.hotline.as_deref()?;
        let is_number =
            hotline.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '（' | '）'));
        let number: String = hotline.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        (is_number && (3..=15).contains(&number.len())).then_some(number)
    }
}

/// The spans of a city's details; the span of the file for a detail that is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CitySpans {
    pub(crate) name: Span,
    pub(crate) province: Span,
    pub(crate) adcode: Span,
}

/// The placeholder code of a city without a division code.
pub(crate) const UNKNOWN_DIVISION: &str = "000000";

/// The office of a city that issues the forms. All details may be unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    pub name: Option<String>,
    pub address: Option<String>,
    pub hotline: Option<String>,
    pub(crate) hours: Option<String>,
    /// The name on the office's seal.
    pub(crate) seal: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::Office;

    #[test]
    fn a_hotline_that_is_one_number_can_be_dialled() {
        let dialled =
            |hotline: &str| Office { hotline: Some(hotline.to_owned()), ..Office::default() }.dialable_number();
        for (hotline, number) in [
            ("027-8234 5678", Some("02782345678")),
            ("（027）82345678", Some("02782345678")),
            ("+86 27 8234 5678", Some("+862782345678")),
            ("12345", Some("12345")),
            ("82345678转801", None),
            ("82345678、82345679", None),
            ("12", None),
        ] {
            assert_eq!(dialled(hotline).as_deref(), number, "{hotline}");
        }
    }
}
