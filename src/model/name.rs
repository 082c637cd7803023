//! Names (identifiers) of forms, cities, fields and options in the sources.

use std::fmt;

use icu_normalizer::ComposingNormalizerBorrowed;

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
    pub(crate) fn retention() -> Name {
        Name("retention".to_owned())
    }

    pub(crate) const BOOKLET: &str = "booklet";

    /// What all forms together are called where a form is called by its id.
    pub(crate) fn booklet() -> Name {
        Name(Name::BOOKLET.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// May it be a folder's name? Lower case only, and none of the names Windows keeps for devices.
    pub(crate) fn is_slug(&self) -> bool {
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

/// Can every system and every address carry this path, `/` between its parts? Windows keeps signs and names of devices for
/// itself and takes a point or a space off the end of a name; `?`, `#` and `%` mean something in an address; letters
/// in two parts (NFD) are another name to whoever types them.
pub(crate) fn is_portable(path: &str) -> bool {
    /// Signs of a path, of a part of it in bytes: Linux takes 255 and Windows 260 for the whole.
    const LONGEST_PATH: usize = 180;
    const LONGEST_PART: usize = 180;
    path.chars().count() <= LONGEST_PATH
        && ComposingNormalizerBorrowed::new_nfc().is_normalized(path)
        && path.split('/').all(|part| {
            let odd = |c: char| c.is_control() || "<>:\"|?*\\#%".contains(c);
            let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
            let numbered = |device: &str| {
                stem.strip_prefix(device)
                    .is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
            };
            let device = ["con", "prn", "aux", "nul"].contains(&&*stem) || numbered("com") || numbered("lpt");
            !part.is_empty()
                && part.len() <= LONGEST_PART
                && !part.contains(odd)
                && !part.ends_with(['.', ' '])
                && !part.starts_with(' ')
                && !device
        })
}
