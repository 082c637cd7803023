//! The result of cleaning a file, or the reason why the file cannot be published.

/// A file as it is published.
#[derive(Debug, PartialEq)]
pub struct CleanedFile {
    pub bytes: Vec<u8>,
    /// Width and height in pixels, if the file is a picture.
    pub size: Option<(u32, u32)>,
    /// True if the original contained the place where it was taken.
    pub(crate) has_location: bool,
}

/// Reason why a file cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaFault {
    /// The file ends too early, or its parts contradict each other.
    Broken,
    /// The content has another format than the extension.
    WrongFormat,
    /// The picture has more than [`MOST_PIXELS`]: width and height in pixels.
    TooLarge(u32, u32),
    /// The picture is not upright, and this program cannot rotate its format.
    NotUpright,
}

/// Pixels of a picture: more than a telephone's camera takes by default, and what can be rotated in about 250 MB of
/// memory.
pub(crate) const MOST_PIXELS: u64 = 40_000_000;
