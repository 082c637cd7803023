//! What the pages of offices that say the same have in common of the form to fill in.

use super::form_data::SharedFormData;

/// The form to fill in, but for its head.
#[derive(Debug)]
pub struct QuestionnaireBody {
    /// Its parts as markup.
    pub parts: String,
    pub shared_data: SharedFormData,
    /// Are there items that must be filled in?
    pub required: bool,
}
