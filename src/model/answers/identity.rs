//! Numbers that the state gives to persons, and telephone numbers: what can be told from themselves.

use jiff::civil::Date;

/// What is wrong with a citizen's identity number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Length(usize),
    Characters,
    /// Places 7 to 14 are no date.
    Birth(String),
    /// The last place would be this one (GB 11643-1999, 4.2).
    Check(char),
}

/// Is it a citizen's identity number (GB 11643-1999)? Upper case is expected.
///
/// # Errors
/// The first fault.
pub fn id_number(text: &str) -> Result<(), Fault> {
    let count = text.chars().count();
    if count != 18 {
        return Err(Fault::Length(count));
    }
    let bytes = text.as_bytes();
    let (body, last) = bytes.split_at(bytes.len() - 1);
    if !body.iter().all(u8::is_ascii_digit) || !matches!(last, [b'0'..=b'9' | b'X']) {
        return Err(Fault::Characters);
    }
    let birth = &text[6..14];
    let number = |range: std::ops::Range<usize>| birth[range].parse::<i16>().unwrap_or(0);
    let date = Date::new(number(0..4), number(4..6) as i8, number(6..8) as i8);
    if date.is_err() || number(0..4) < 1850 {
        return Err(Fault::Birth(birth.to_owned()));
    }
    let digit = check_digit(body);
    if last != [digit] { Err(Fault::Check(char::from(digit))) } else { Ok(()) }
}

/// The check digit of 17 digits, ISO 7064 MOD 11-2.
fn check_digit(body: &[u8]) -> u8 {
    let rest = body.iter().fold(0_u32, |rest, digit| (rest + u32::from(digit - b'0')) * 2 % 11);
    match (12 - rest) % 11 {
        10 => b'X',
        digit => b'0' + digit as u8,
    }
}

/// Is it a disability certificate's number: the identity number, kind (GB/T 26341: 1 to 7), grade
/// (1 to 4), and behind them letters and digits of a reissue?
pub fn is_certificate(text: &str, boxes: u32) -> bool {
    text.is_ascii()
        && (20..=boxes as usize).contains(&text.len())
        && id_number(&text[..18]).is_ok()
        && matches!(&text.as_bytes()[18..20], [b'1'..=b'7', b'1'..=b'4'])
        && text.bytes().skip(20).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Are these telephone numbers, one or several with 、 between them? An extension stands behind 转 or `-`.
pub fn are_phones(text: &str) -> bool {
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
