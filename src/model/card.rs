//! What the preview of a link shows where a page is passed on (Open Graph): a picture that names the page.

/// In pixels: what the readers of Open Graph show unscaled and uncut.
pub(crate) const WIDTH: u32 = 1200;
pub(crate) const HEIGHT: u32 = 630;

/// What a card says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkCardText<'a> {
    pub title: &'a str,
    /// The site's name; empty on its home page, whose title it is.
    pub site: &'a str,
    pub programme: &'a str,
}
