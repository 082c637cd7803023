//! The variants of a form: the same sheets for blank, fillable and large print.

/// A variant in which a form is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// To be printed and filled in by hand.
    Blank,
    /// To be filled in on a screen: the blank sheets with fields to type in.
    Fillable,
    /// In large print, 18 pt and up, for readers with low vision.
    Large,
}

impl Variant {
    /// Every variant with its name, in the order in which they are offered.
    pub const ALL: [(&'static str, Variant); 3] =
        [("blank", Variant::Blank), ("fillable", Variant::Fillable), ("large", Variant::Large)];

    pub fn name(self) -> &'static str {
        match self {
            Variant::Blank => "blank",
            Variant::Fillable => "fillable",
            Variant::Large => "large",
        }
    }
}
