//! The text of a link preview picture (Open Graph), which names the page that the link leads to.

/// In pixels: what the readers of Open Graph show unscaled and uncut.
pub(crate) const WIDTH: u32 = 1200;
pub(crate) const HEIGHT: u32 = 630;

/// The texts on a link preview picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkCardText<'a> {
    pub title: &'a str,
    /// The site's name; empty on its home page, whose title it is.
    pub site: &'a str,
    pub programme: &'a str,
}
