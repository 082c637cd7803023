//! Comparison of a publicity PDF with the issued publicity: every issued text occurs, in reading order.

use super::document::{self, ReadDocumentCache};
use super::read_content::{PARAGRAPH_END, is_field_mark, without_separators};
use crate::file_content::FileContent;
use crate::model::issued_publicity::IssuedPublicity;

/// The issued texts that a PDF lacks or has in another order; `None` if the PDF cannot be read.
pub fn missing_texts(
    content: &FileContent,
    publicity: &IssuedPublicity,
    cache: &ReadDocumentCache,
) -> Option<Vec<String>> {
    let read = document::read_document(content, cache)?.content.words;
    let read: String = read.into_iter().filter(|c| *c != PARAGRAPH_END && !is_field_mark(*c)).collect();
    let mut remaining = read.as_str();
    let mut is_missing = |text: &String| {
        let words = without_separators(text);
        match remaining.find(&words) {
            Some(at) => {
                remaining = &remaining[at + words.len()..];
                false
            }
            None => true,
        }
    };
    Some(publicity.texts().into_iter().filter(|text| is_missing(text)).collect())
}
