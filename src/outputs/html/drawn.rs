//! What the pages of offices that say the same have in common of the form to fill in.

use super::script::Common;

/// The form to fill in, but for its head.
#[derive(Debug)]
pub struct Drawn {
    /// Its parts as markup.
    pub parts: String,
    pub data: Common,
    /// Are there items that must be filled in?
    pub required: bool,
}
