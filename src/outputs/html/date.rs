//! A date on a page.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::fixed_text;

/// A date in words for people and in ISO 8601 for machines (HTML 4.5.14, the `time` element).
#[derive(Debug, PartialEq, Hash, Serialize)]
pub(crate) struct DateView {
    pub(crate) words: String,
    pub(crate) iso: String,
}

impl DateView {
    pub(crate) fn new(date: Date) -> DateView {
        DateView { words: fixed_text::day(date), iso: date.to_string() }
    }
}
