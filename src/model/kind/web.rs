//! The kind for web addresses.

use super::description::{FieldShape, KindDescription};
use super::format::{LineFormat, excerpt, with_limit};
use super::normalized_text;
use crate::model::privacy::Privacy;
use crate::model::web;
use crate::wording::{partial_message, records as say};

pub(crate) const URL: KindDescription = KindDescription {
    name: "url",
    xlsform: "text",
    keys: &[],
    shape: FieldShape::Line(&FORMAT),
    zh: "网址",
    en: "an address on the web",
};

pub(crate) static FORMAT: LineFormat = LineFormat {
    name: "url",
    input: "url",
    inputmode: Some("url"),
    accepts_autocomplete: |purpose| ["url", "photo"].contains(&purpose),
    is_latin: true,
    is_code: false,
    boxes: None,
    words: |limit| with_limit("网址，如https://www.example.cn", limit),
    shows_hint: false,
    width: 24.0,
    privacy: Privacy::Public,
    read: |given, _| {
        let address = normalized_text::half_width_answer(given)?;
        // A host may hold the sign between two addresses.
        if web::is_web_address(&address) && !address.contains('、') {
            Ok(address)
        } else {
            Err(partial_message!(say::NOT_A_URL, [column], value = excerpt(&address)))
        }
    },
    faults: &[&say::NOT_A_URL, &say::DIGITS_LOST],
    line_separator: Some("、"),
};
