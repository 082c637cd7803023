//! The right name beside a wrong one.

use crate::diagnostic::closest_name;

/// The name to propose where a name is none of those there are; `None` where nobody is to blame.
///
/// Where the names could not all be read (`gap`), only a near miss of a known one is a fault: any other
/// may be among those that were not read.
pub(crate) fn suggestion<'a>(name: &str, names: impl IntoIterator<Item = &'a str>, gap: bool) -> Option<&'a str> {
    let names: Vec<&str> = names.into_iter().collect();
    if names.contains(&name) {
        None
    } else if gap {
        closest_name(name, names)
    } else {
        Some(most_similar_name(name, names))
    }
}

/// The name most like a word; a dash where there are no names at all.
pub(crate) fn most_similar_name<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> &'a str {
    names.into_iter().min_by_key(|name| strsim::osa_distance(word, name)).unwrap_or("—")
}
