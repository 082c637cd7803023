//! Suggests an existing name for an unknown name.

use crate::diagnostic::closest_name;

/// The name to suggest for an unknown name; `None` where the name exists or may exist.
///
/// Where the names are incomplete (`incomplete`), only a name similar to a known one is a fault: any other may be among
/// those that could not be read.
pub(crate) fn suggestion<'a>(
    name: &str,
    names: impl IntoIterator<Item = &'a str>,
    incomplete: bool,
) -> Option<&'a str> {
    let names: Vec<&str> = names.into_iter().collect();
    if names.contains(&name) {
        None
    } else if incomplete {
        closest_name(name, names)
    } else {
        Some(most_similar_name(name, names))
    }
}

/// The name most similar to a word; a dash where there are no names.
pub(crate) fn most_similar_name<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> &'a str {
    names.into_iter().min_by_key(|name| strsim::osa_distance(word, name)).unwrap_or("—")
}
