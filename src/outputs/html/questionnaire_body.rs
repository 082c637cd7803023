//! What the pages of offices that say the same have in common of the form to fill in.

use super::form_data::SharedFormData;

/// The form to fill in, but for its head.
#[derive(Debug)]
pub(crate) struct QuestionnaireBody {
    /// Its parts as markup.
    pub(crate) parts: String,
    pub(crate) shared_data: SharedFormData,
    /// Are there items that must be filled in?
    pub(crate) required: bool,
}
