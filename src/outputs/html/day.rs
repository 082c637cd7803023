//! A day on a page.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::terms;

/// A day as people read it and as machines do (HTML 4.5.14).
#[derive(Debug, PartialEq, Hash, Serialize)]
pub struct Day {
    pub words: String,
    pub iso: String,
}

impl Day {
    pub fn new(date: Date) -> Day {
        Day { words: terms::day(date), iso: date.to_string() }
    }
}
