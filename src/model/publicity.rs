//! Publicity products: the posters, handouts, letters and easy-to-read booklets that pages are laid out as.

/// A kind of publicity product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Publicity {
    /// A3, to hang up.
    Poster,
    /// A4 on both sides, folded in three.
    Handout,
    /// A4, to employers.
    Letter,
    /// A5, in easy words: what every page with `easy_read_of` is made into.
    EasyRead,
}

impl Publicity {
    pub(crate) const EVERY: [Publicity; 4] =
        [Publicity::Poster, Publicity::Handout, Publicity::Letter, Publicity::EasyRead];

    /// What a page may name as its `product`.
    pub(crate) const ALL: [(&'static str, Publicity); 3] =
        [("poster", Publicity::Poster), ("handout", Publicity::Handout), ("letter", Publicity::Letter)];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Publicity::Poster => "poster",
            Publicity::Handout => "handout",
            Publicity::Letter => "letter",
            Publicity::EasyRead => "easy-read",
        }
    }

    /// Has each city its own? What is in easy words says nothing of an office.
    pub fn is_of_cities(self) -> bool {
        match self {
            Publicity::Poster | Publicity::Handout | Publicity::Letter => true,
            Publicity::EasyRead => false,
        }
    }
}

/// The accent colour of a page, by the name of its token in `site.css`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Accent {
    #[default]
    Deep,
    Warm,
}

impl Accent {
    pub(crate) const ALL: [(&'static str, Accent); 2] = [("deep", Accent::Deep), ("warm", Accent::Warm)];
}

/// An insertion `${paper:…}` in a page with a `product`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PaperInsert {
    /// Name, address, telephone and hours of the office; what is unknown is a blank. Pages have it too.
    Office,
    /// A code that opens the page of the city, and its address.
    Code,
    /// Until when the page's document ran, and whom to ask; nothing while it runs.
    Until,
    /// A fold of the paper: the text after it is on the next panel.
    Fold,
    /// The addressee of the letter.
    Addressee,
    /// The office's name, room for its seal, and the date.
    Signature,
}

impl PaperInsert {
    pub(crate) const ALL: [(&'static str, PaperInsert); 6] = [
        ("office", PaperInsert::Office),
        ("code", PaperInsert::Code),
        ("until", PaperInsert::Until),
        ("fold", PaperInsert::Fold),
        ("addressee", PaperInsert::Addressee),
        ("signature", PaperInsert::Signature),
    ];

    pub(crate) fn from_name(name: &str) -> Option<PaperInsert> {
        PaperInsert::ALL.iter().find(|(key, _)| *key == name).map(|(_, part)| *part)
    }
}

/// How many panels a handout has, on both sides together.
pub(crate) const PANELS: usize = 6;
