//! The cities that carry the programme out, and their offices.

use super::name::Name;
use crate::source::Span;

/// One city of the programme (`content/cities/<id>.yaml`).
#[derive(Clone, Debug, PartialEq)]
pub struct City {
    /// Pinyin, the same as the file's name.
    pub id: Name,
    pub name: String,
    pub province: String,
    /// The administrative division code of six digits (GB/T 2260).
    pub adcode: String,
    /// What is known of the office; what nobody gave stays `None` and is printed as a blank.
    pub office: Office,
    pub span: Span,
    pub written: Written,
}

/// Where what is said of a city is written; where it is missing, the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub name: Span,
    pub province: Span,
    pub adcode: Span,
}

/// The code of a city whose code nobody has written yet.
pub const UNKNOWN_DIVISION: &str = "000000";

/// The office that hands out the forms. All of it may be unknown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Office {
    pub name: Option<String>,
    pub address: Option<String>,
    pub hotline: Option<String>,
    pub hours: Option<String>,
    /// The name on the office's seal.
    pub seal: Option<String>,
}
