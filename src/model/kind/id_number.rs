//! The kind for the citizen's identity number (GB 11643-1999), with the checks that need the number alone.

use jiff::civil::Date;

use super::description::{FieldShape, KindDescription};
use super::format::{LineFormat, excerpt};
use super::normalized_text;
use crate::model::privacy::Privacy;
use crate::wording::{PartialMessage, partial_message, records as say, text};

pub(crate) const ID_NUMBER: KindDescription = KindDescription {
    name: "id_number",
    xlsform: "text",
    keys: &[],
    shape: FieldShape::Line(&FORMAT),
    zh: "公民身份号码",
    en: "a citizen's identity number, 18 boxes with a check digit (GB 11643)",
};

/// The number of its places.
const PLACES: u32 = 18;

pub(crate) static FORMAT: LineFormat = LineFormat {
    name: "id",
    input: "text",
    inputmode: None,
    accepts_autocomplete: |_| false,
    is_latin: true,
    is_code: true,
    boxes: Some(PLACES),
    words: |limit| text!("{most}位身份证号", most = limit.most.unwrap_or(PLACES)),
    shows_hint: true,
    width: 24.0,
    privacy: Privacy::Personal,
    read: |given, _| {
        let number = normalized_text::code(given)?;
        match fault(&number, given) {
            None => Ok(number),
            // Three zeros at the end are what is left of a number beyond 15 digits.
            Some(fault) if [&say::ID_CHECK, &say::ID_BIRTH].contains(&fault.message()) && number.ends_with("000") => {
                Err(partial_message!(say::DIGITS_LOST, [column], value = excerpt(given)))
            }
            Some(fault) => Err(fault),
        }
    },
    faults: &[&say::ID_LENGTH, &say::ID_CHARACTERS, &say::ID_BIRTH, &say::ID_CHECK, &say::DIGITS_LOST],
    line_separator: Some(""),
};

/// Is it a citizen's identity number? Upper case is expected.
pub(crate) fn is_number(text: &str) -> bool {
    fault(text, text).is_none()
}

/// The first thing that is wrong with an identity number, which stands like this in the cell.
fn fault(text: &str, given: &str) -> Option<PartialMessage> {
    let value = excerpt(given);
    let count = text.chars().count();
    if count != PLACES as usize {
        return Some(partial_message!(say::ID_LENGTH, [column], value, count));
    }
    let bytes = text.as_bytes();
    let (body, last) = bytes.split_at(bytes.len() - 1);
    if !body.iter().all(u8::is_ascii_digit) || !matches!(last, [b'0'..=b'9' | b'X']) {
        return Some(partial_message!(say::ID_CHARACTERS, [column], value));
    }
    let birth = &text[6..14];
    let number = |range: std::ops::Range<usize>| birth[range].parse::<i16>().unwrap_or(0);
    let date = Date::new(number(0..4), number(4..6) as i8, number(6..8) as i8);
    if date.is_err() || number(0..4) < 1850 {
        return Some(partial_message!(say::ID_BIRTH, [column], value, birth));
    }
    let digit = char::from(check_digit(body));
    (last != [digit as u8]).then(|| partial_message!(say::ID_CHECK, [column], value, digit))
}

/// The check digit of 17 digits, ISO 7064 MOD 11-2.
fn check_digit(body: &[u8]) -> u8 {
    let rest = body.iter().fold(0_u32, |rest, digit| (rest + u32::from(digit - b'0')) * 2 % 11);
    match (12 - rest) % 11 {
        10 => b'X',
        digit => b'0' + digit as u8,
    }
}
