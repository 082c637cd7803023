//! What many outputs of one form have in common: read and listed once.

use std::sync::Arc;

use super::asked::{self, Medium};
use super::compare::Agreed;
use super::page::Parts;
use super::piece::List;
use super::sheet::Files;
use crate::kept::{Kept, key};
use crate::model::IssuedForm;

/// What was read and listed so far, on any thread.
pub struct Known {
    pub files: Files,
    pub pages: Parts,
    pub agreed: Agreed,
    lists: Kept<List>,
}

impl Default for Known {
    fn default() -> Known {
        let (files, pages, agreed) = (Files::default(), Parts::default(), Agreed::default());
        Known { files, pages, agreed, lists: Kept::new(16) }
    }
}

impl Known {
    /// What a form asks and says but for its head, which offices share that say the same.
    pub fn list(&self, form: &IssuedForm, medium: Medium) -> Arc<List> {
        let key = key([&form.says()[..], &[medium as u8]]);
        self.lists.of(key, || List { key, entries: asked::body(form, medium) })
    }
}
