//! Files that pages show or link to: the kinds that are published, and the reasons why a file is not.

/// The kind of a published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AttachmentKind {
    /// Shown in a page.
    Picture,
    Document,
    Sound,
    Film,
    /// The words of a film or a recording (WebVTT).
    Captions,
    /// A date for a calendar (RFC 5545).
    Calendar,
}

/// The closed list of what is published, by ending. Tables and texts of office programs are not in it: they are
/// what lists of people are kept in, and carry names, comments and former states that nobody sees.
pub(crate) const MEDIA: [(&str, AttachmentKind); 12] = [
    ("pdf", AttachmentKind::Document),
    ("png", AttachmentKind::Picture),
    ("jpg", AttachmentKind::Picture),
    ("jpeg", AttachmentKind::Picture),
    ("webp", AttachmentKind::Picture),
    ("gif", AttachmentKind::Picture),
    ("svg", AttachmentKind::Picture),
    ("mp3", AttachmentKind::Sound),
    ("m4a", AttachmentKind::Sound),
    ("mp4", AttachmentKind::Film),
    ("vtt", AttachmentKind::Captions),
    ("ics", AttachmentKind::Calendar),
];

/// The kind of a file by its ending, as cameras and Windows write it (`IMG_1.JPG`); `None` is never published.
pub(crate) fn attachment_kind(path: &str) -> Option<AttachmentKind> {
    let (_, ending) = path.rsplit_once('.')?;
    MEDIA.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, medium)| *medium)
}

/// The endings of what is published, or of the pictures among it, as people read them.
pub(crate) fn endings(of: Option<AttachmentKind>) -> String {
    let listed = MEDIA.iter().filter(|(_, medium)| of.is_none_or(|of| of == *medium));
    listed.map(|(ending, _)| *ending).collect::<Vec<_>>().join(" ")
}

/// A file of `content/` that is published.
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    /// Below `content/`.
    pub(crate) path: String,
    /// Of a picture in pixels, width and height.
    pub size: Option<(u32, u32)>,
}

/// A file of `content/` that is not published.
#[derive(Clone, Debug, PartialEq)]
pub struct UnpublishedFile {
    /// Below `content/`.
    pub(crate) path: String,
    pub(crate) reason: FileUnpublishedReason,
}

/// Why a file is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileUnpublishedReason {
    /// No page names it.
    NotLinked,
    /// Only a page that is itself not published names it: that page's path below `content/`.
    OnUnpublishedPage(String),
    /// A page names it, but its kind is not published, or it could not be read.
    Refused,
}
