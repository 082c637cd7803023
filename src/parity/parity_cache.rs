//! What many outputs of one form have in common: read and listed once.

use std::sync::Arc;

use super::compare::MatchedEndCache;
use super::document::ReadDocumentCache;
use super::expected::{self, ExpectedMedium};
use super::expected_piece::ExpectedList;
use super::html_page::ReadPartCache;
use crate::cache::{Cache, cache_key};
use crate::model::IssuedForm;

/// What was read and listed so far, on any thread.
pub struct ParityCache {
    pub documents: ReadDocumentCache,
    pub(crate) pages: ReadPartCache,
    pub(crate) matched_ends: MatchedEndCache,
    lists: Cache<ExpectedList>,
}

impl Default for ParityCache {
    fn default() -> ParityCache {
        let (files, pages, agreed) =
            (ReadDocumentCache::default(), ReadPartCache::default(), MatchedEndCache::default());
        ParityCache { documents: files, pages, matched_ends: agreed, lists: Cache::new(16) }
    }
}

impl ParityCache {
    /// What a form asks and says but for its head, which offices share that say the same.
    pub(crate) fn list(&self, form: &IssuedForm, medium: ExpectedMedium) -> Arc<ExpectedList> {
        let key = cache_key([&form.content_digest()[..], &[medium as u8]]);
        self.lists.get_or_make(key, || ExpectedList { key, entries: expected::expected_body(form, medium) })
    }
}
