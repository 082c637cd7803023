//! Paper that publicises read back: every text that was issued is there, in the order in which it is read.

use super::document::{self, ReadDocumentCache};
use super::read_content::{PARAGRAPH_END, is_field_mark, without_separators};
use crate::file_content::FileContent;
use crate::model::issued_publicity::IssuedPublicity;

/// The issued texts that the paper lacks or has in another order; `None` where it cannot be read.
pub fn missing_texts(
    content: &FileContent,
    publicity: &IssuedPublicity,
    files: &ReadDocumentCache,
) -> Option<Vec<String>> {
    let read = document::read_document(content, files)?.content.words;
    let read: String = read.into_iter().filter(|c| *c != PARAGRAPH_END && !is_field_mark(*c)).collect();
    let mut rest = read.as_str();
    let mut is_lacking = |text: &String| {
        let words = without_separators(text);
        match rest.find(&words) {
            Some(at) => {
                rest = &rest[at + words.len()..];
                false
            }
            None => true,
        }
    };
    Some(publicity.texts().into_iter().filter(|text| is_lacking(text)).collect())
}
