//! Paper that publicises read back: every text that was issued is there, in the order in which it is read.

use super::reading::{END, bare, is_place};
use super::sheet::{self, Files};
use crate::content::Content;
use crate::model::issued_publicity::IssuedPublicity;

/// The issued texts that the paper lacks or has in another order; `None` where it cannot be read.
pub fn lacking(content: &Content, publicity: &IssuedPublicity, files: &Files) -> Option<Vec<String>> {
    let read = sheet::sheets(content, files)?.reading.words;
    let read: String = read.into_iter().filter(|c| *c != END && !is_place(*c)).collect();
    let mut rest = read.as_str();
    let mut is_lacking = |text: &String| {
        let words = bare(text);
        match rest.find(&words) {
            Some(at) => {
                rest = &rest[at + words.len()..];
                false
            }
            None => true,
        }
    };
    Some(publicity.says().into_iter().filter(|text| is_lacking(text)).collect())
}
