//! Names: what a form, a city, a field or an option is called in the sources.

use std::fmt;

/// A name of ASCII letters, digits, `-` and `_` that begins with a letter; form and city ids are
/// lower case, because they become folder names on systems that do not tell case apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// The name, or `None` where the text is not one.
    pub fn new(text: &str) -> Option<Name> {
        let mut bytes = text.bytes();
        let first = bytes.next()?.is_ascii_alphabetic();
        let rest = bytes.all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        (first && rest).then(|| Name(text.to_owned()))
    }

    /// `retention`, the setting that every form has.
    pub fn retention() -> Name {
        Name("retention".to_owned())
    }

    pub const BOOKLET: &str = "booklet";

    /// What all forms together are called where a form is called by its id.
    pub fn booklet() -> Name {
        Name(Name::BOOKLET.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// May it be a folder's name? Lower case only, and none of the names Windows keeps for devices.
    pub fn is_slug(&self) -> bool {
        const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
        let lower = !self.0.bytes().any(|b| b.is_ascii_uppercase());
        lower && !DEVICES.contains(&self.0.as_str())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}
