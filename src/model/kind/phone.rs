//! Telephone numbers: what can be told from themselves.

use super::description::{KindRow, Shape};
use super::format::{Fault, LineFormat};
use super::written;
use crate::model::privacy::Privacy;
use crate::wording::records as say;

pub const PHONE: KindRow = KindRow {
    name: "phone",
    xlsform: "text",
    keys: &[],
    shape: Shape::Line(&FORMAT),
    zh: "电话号码",
    en: "a telephone number, or several",
};

pub static FORMAT: LineFormat = LineFormat {
    name: "phone",
    input: "tel",
    mode: Some("tel"),
    suits: |purpose| purpose.starts_with("tel"),
    figures: true,
    code: false,
    boxes: None,
    words: "电话号码",
    says: false,
    width: 14.0,
    privacy: Privacy::Public,
    read: |given, _| {
        let text = written::half(given)?;
        if are_phones(&text) { Ok(text) } else { Err(Fault::new(&say::NOT_A_PHONE, &text)) }
    },
    faults: &[&say::NOT_A_PHONE, &say::DIGITS_LOST],
    // Several telephones are several.
    between: Some("、"),
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
