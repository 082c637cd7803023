//! Places where parties sign and seal.

use super::description::{Key, KeyValue, KindRow, Shape};
use crate::model::mode::Mode;

/// Those who sign.
pub const PARTIES: KeyValue = KeyValue::List(&KeyValue::Map(&[
    Key::required("name", KeyValue::Name),
    Key::required("label", KeyValue::Text),
    Key::required("modes", KeyValue::List(&KeyValue::OneOf(Mode::WORDS))),
    Key::optional("date", KeyValue::Boolean),
    Key::optional("guardian", KeyValue::Boolean),
    Key::optional("hint", KeyValue::Prose),
]));

pub const SIGNATURES: KindRow = KindRow {
    name: "signatures",
    xlsform: "image",
    keys: &[Key::required("parties", PARTIES)],
    shape: Shape::Signatures,
    zh: "签章",
    en: "`parties: [{name, label, modes: [sign, seal, fingerprint], date, guardian, hint}]`; `date: false` leaves the date out; `guardian: true` gives a guardian room to sign, too",
};
