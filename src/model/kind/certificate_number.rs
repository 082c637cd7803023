//! The kind for the number of a disability certificate (GB/T 43809-2024): identity number, kind and grade, and an
//! optional reissue suffix.

use super::description::{FieldShape, KeyDescription, KeyValueType, KindDescription};
use super::format::{LineFormat, excerpt};
use super::{id_number, normalized_text};
use crate::model::privacy::Privacy;
use crate::wording::{partial_message, records as say, text};

pub(crate) const CERTIFICATE_NUMBER: KindDescription = KindDescription {
    name: "certificate_number",
    xlsform: "text",
    keys: &[
        KeyDescription::optional("boxes", KeyValueType::Whole { least: 18, most: 30 }),
        KeyDescription::optional("of", KeyValueType::Name),
        KeyDescription::optional("kind", KeyValueType::Name),
        KeyDescription::optional("grade", KeyValueType::Name),
    ],
    shape: FieldShape::Certificate(&FORMAT),
    zh: "残疾人证号",
    en: "a disability certificate's number in `boxes` boxes (default 20); `of` names the field with the identity number it begins with, `kind` and `grade` those with the kind and grade of disability, whose codes are its places 19 and 20: answers that contradict it are faults",
};

pub(crate) static FORMAT: LineFormat = LineFormat {
    name: "certificate",
    input: "text",
    inputmode: None,
    accepts_autocomplete: |_| false,
    is_latin: true,
    is_code: true,
    boxes: Some(BOXES),
    words: |limit| text!("残疾人证号，最多{most}位", most = limit.most.unwrap_or(BOXES)),
    shows_hint: true,
    width: 24.0,
    privacy: Privacy::Sensitive,
    read: |given, limit| {
        let number = normalized_text::code(given)?;
        let boxes = limit.most.unwrap_or(BOXES);
        let fault = || partial_message!(say::CERTIFICATE, [column], value = excerpt(given), boxes);
        if is_number(&number, boxes) { Ok(number) } else { Err(fault()) }
    },
    faults: &[&say::CERTIFICATE, &say::DIGITS_LOST],
    line_separator: Some(""),
};

/// Boxes where none are asked for.
const BOXES: u32 = 20;

/// Is it a certificate's number: the identity number, kind (GB/T 26341: 1 to 7), grade (1 to 4), and behind them
/// letters and digits of a reissue?
fn is_number(text: &str, boxes: u32) -> bool {
    text.is_ascii()
        && (20..=boxes as usize).contains(&text.len())
        && id_number::is_number(&text[..18])
        && matches!(&text.as_bytes()[18..20], [b'1'..=b'7', b'1'..=b'4'])
        && text.bytes().skip(20).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
