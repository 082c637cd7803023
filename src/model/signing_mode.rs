//! The modes of signing.

/// A mode of signing: signature, seal or fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SigningMode {
    /// 签名
    Sign,
    /// 公章
    Seal,
    /// 手印
    Fingerprint,
}

impl SigningMode {
    pub(crate) const ALL: [(&'static str, SigningMode); 3] =
        [("sign", SigningMode::Sign), ("seal", SigningMode::Seal), ("fingerprint", SigningMode::Fingerprint)];

    /// The words of the YAML, in order.
    pub(crate) const WORDS: &'static [&'static str] = &[Self::ALL[0].0, Self::ALL[1].0, Self::ALL[2].0];
}
