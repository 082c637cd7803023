//! The right name beside a wrong one.

/// The name most like a word, for a hint; a dash where there are no names at all.
pub fn closest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> &'a str {
    names.into_iter().min_by_key(|name| strsim::osa_distance(word, name)).unwrap_or("—")
}
