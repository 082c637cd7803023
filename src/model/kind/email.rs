//! The kind for mail addresses.

use super::description::{FieldShape, KindDescription};
use super::format::{LineFormat, excerpt, with_limit};
use super::normalized_text;
use crate::model::privacy::Privacy;
use crate::wording::{partial_message, records as say};

pub(crate) const EMAIL: KindDescription = KindDescription {
    name: "email",
    xlsform: "text",
    keys: &[],
    shape: FieldShape::Line(&FORMAT),
    zh: "电子邮箱",
    en: "an address of electronic mail",
};

pub(crate) static FORMAT: LineFormat = LineFormat {
    name: "email",
    input: "email",
    inputmode: Some("email"),
    accepts_autocomplete: |purpose| purpose == "email",
    is_latin: true,
    is_code: false,
    boxes: None,
    words: |limit| with_limit("电子邮箱，如name@example.cn", limit),
    shows_hint: false,
    width: 24.0,
    privacy: Privacy::Public,
    read: |given, _| {
        let address = normalized_text::half_width_answer(given)?;
        if is_address(&address) {
            Ok(address)
        } else {
            Err(partial_message!(say::NOT_AN_EMAIL, [column], value = excerpt(&address)))
        }
    },
    faults: &[&say::NOT_AN_EMAIL, &say::DIGITS_LOST],
    line_separator: Some("、"),
};

/// Is it an address as HTML's `type=email` takes it, of a domain of at least two labels?
fn is_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    !name.is_empty() && name.bytes().all(is_sign) && domain.contains('.') && domain.split('.').all(is_label)
}
