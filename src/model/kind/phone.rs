//! The kind for telephone numbers, with the checks that need the number alone.

use super::description::{FieldShape, KindDescription};
use super::format::{LineFormat, excerpt, with_limit};
use super::normalized_text;
use crate::model::privacy::Privacy;
use crate::wording::{partial_message, records as say};

pub(crate) const PHONE: KindDescription = KindDescription {
    name: "phone",
    xlsform: "text",
    keys: &[],
    shape: FieldShape::Line(&FORMAT),
    zh: "电话号码",
    en: "a telephone number, or several",
};

pub(crate) static FORMAT: LineFormat = LineFormat {
    name: "phone",
    input: "tel",
    inputmode: Some("tel"),
    accepts_autocomplete: |purpose| purpose.starts_with("tel"),
    is_latin: true,
    is_code: false,
    boxes: None,
    words: |limit| with_limit("电话号码", limit),
    shows_hint: false,
    width: 14.0,
    privacy: Privacy::Public,
    read: |given, _| {
        let text = normalized_text::half_width_answer(given)?;
        if are_phones(&text) {
            Ok(text)
        } else {
            Err(partial_message!(say::NOT_A_PHONE, [column], value = excerpt(&text)))
        }
    },
    faults: &[&say::NOT_A_PHONE, &say::DIGITS_LOST],
    // Several telephones are several.
    line_separator: Some("、"),
};

/// Are these telephone numbers, one or several with 、 between them? An extension stands behind 转 or `-`.
fn are_phones(text: &str) -> bool {
    text.split(['、', '，', ',', ';', '；', '/']).all(is_phone)
}

fn is_phone(text: &str) -> bool {
    let text = text.trim();
    let (number, extension) = text.split_once('转').unwrap_or((text, "0"));
    let extension = extension.trim();
    if extension.is_empty() || !extension.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let country = number.starts_with('+');
    let number = number.strip_prefix('+').unwrap_or(number);
    if !number.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '(' | ')' | '（' | '）')) {
        return false;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let length = digits.len();
    match digits.as_bytes() {
        _ if country => (7..=15).contains(&length),
        // Hotlines: 12385.
        _ if length == 5 => true,
        [b'1', second, ..] => length == 11 && (b'3'..=b'9').contains(second),
        // Area code and number, with an extension behind `-` perhaps.
        [b'0', ..] => (10..=16).contains(&length) && (length <= 12 || number.matches('-').count() >= 2),
        // 400 and 800 numbers, and numbers without an area code.
        [b'4' | b'8', ..] if length == 10 => true,
        _ => (7..=8).contains(&length) || (number.contains('-') && (9..=12).contains(&length)),
    }
}
