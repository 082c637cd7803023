//! The classes of personal information.

/// The class of a value by what it reveals about a person (个人信息保护法 4, 28).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Privacy {
    Public,
    Personal,
    Sensitive,
}

impl Privacy {
    pub(crate) const ALL: [(&'static str, Privacy); 3] =
        [("public", Privacy::Public), ("personal", Privacy::Personal), ("sensitive", Privacy::Sensitive)];

    /// The words of the YAML, in order.
    pub(crate) const WORDS: &'static [&'static str] = &[Self::ALL[0].0, Self::ALL[1].0, Self::ALL[2].0];
}
