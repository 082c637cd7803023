//! The part of the form to fill in that is the same on the pages of offices with the same contents.

use super::form_data::SharedFormData;

/// The form to fill in without its head.
#[derive(Debug)]
pub(crate) struct QuestionnaireBody {
    /// The sections as markup.
    pub(crate) parts: String,
    pub(crate) shared_data: SharedFormData,
    /// Are there items that must be filled in?
    pub(crate) required: bool,
}
