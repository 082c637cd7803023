//! What becomes of a file, or why it cannot be published.

/// A file as it is published.
#[derive(Debug, PartialEq)]
pub struct CleanedFile {
    pub bytes: Vec<u8>,
    /// Of a picture in pixels, width and height.
    pub size: Option<(u32, u32)>,
    /// Did it say where it was taken?
    pub(crate) has_location: bool,
}

/// Why a file cannot be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaFault {
    /// It ends too early, or its parts do not fit together.
    Broken,
    /// Its contents are of another kind than its ending says.
    WrongFormat,
    TooLarge(u32, u32),
    /// A picture that is not upright, of a kind that is not turned here.
    NotUpright,
}

/// More than any camera of a telephone takes unless it is told to, and what can be turned in about 250 MB.
pub(crate) const MOST_PIXELS: u64 = 40_000_000;
