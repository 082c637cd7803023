//! The kind for the places where parties sign and seal.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};
use crate::model::signing_mode::SigningMode;

/// Those who sign.
pub(crate) const PARTIES: KeyValueType = KeyValueType::List(&KeyValueType::Map(&[
    KeyDescription::required("name", KeyValueType::Name),
    KeyDescription::required("label", KeyValueType::Text),
    KeyDescription::required("modes", KeyValueType::List(&KeyValueType::OneOf(SigningMode::WORDS))),
    KeyDescription::optional("date", KeyValueType::Boolean),
    KeyDescription::optional("guardian", KeyValueType::Boolean),
    KeyDescription::optional("hint", KeyValueType::Prose),
]));

pub(crate) const SIGNATURES: KindDescription = KindDescription {
    name: "signatures",
    xlsform: "image",
    keys: &[KeyDescription::required("parties", PARTIES)],
    shape: FieldShape::Signatures,
    zh: "签章",
    en: "`parties: [{name, label, modes: [sign, seal, fingerprint], date, guardian, hint}]`; `date: false` leaves the date out; `guardian: true` gives a guardian room to sign, too",
};
