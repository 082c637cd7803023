//! The caches of parity: what many outputs of one form have in common is read and listed once.

use std::sync::Arc;

use super::compare::MatchedEndCache;
use super::document::ReadDocumentCache;
use super::expected::{self, ExpectedMedium};
use super::expected_piece::ExpectedList;
use super::html_page::ReadPartCache;
use crate::cache::{Cache, cache_key};
use crate::model::IssuedForm;

/// The caches of documents, pages, matched ends and expected lists, shared by all threads.
pub struct ParityCache {
    pub documents: ReadDocumentCache,
    pub(crate) pages: ReadPartCache,
    pub(crate) matched_ends: MatchedEndCache,
    lists: Cache<ExpectedList>,
}

impl Default for ParityCache {
    fn default() -> ParityCache {
        let (documents, pages, matched_ends) =
            (ReadDocumentCache::default(), ReadPartCache::default(), MatchedEndCache::default());
        ParityCache { documents, pages, matched_ends, lists: Cache::new(16) }
    }
}

impl ParityCache {
    /// The expected list of a form behind its head, shared by offices whose forms have the same content.
    pub(crate) fn list(&self, form: &IssuedForm, medium: ExpectedMedium) -> Arc<ExpectedList> {
        let key = cache_key([&form.content_digest()[..], &[medium as u8]]);
        self.lists.get_or_make(key, || ExpectedList { key, entries: expected::expected_body(form, medium) })
    }
}
