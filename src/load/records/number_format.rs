//! Formats the number of a cell as the spreadsheet displays it: number formats of workbooks (ECMA-376, 18.8.31), as far
//! as offices use them.
//!
//! An unknown format is reported as unknown, never guessed.

use jiff::civil::Date;

use crate::model::answers::{NumberDisplay, RawDate};

/// Width in characters of a number in a cell without a format; further decimals are rounded away.
const GENERAL_WIDTH: usize = 11;

/// A token in a section of a number format.
#[derive(Clone, Debug, PartialEq)]
enum FormatToken {
    Literal(String),
    /// `0` (always shown), `#` or `?` (where there is a digit).
    Digit(char),
    Point,
    Group,
    General,
    /// `@`
    Text,
    /// A letter of a date or time, and the number of its repetitions: `yyyy`.
    Clock(char, usize),
    /// Percent, exponents, fractions, conditions: tokens that change the number.
    Other,
}

/// Rounds a number to 15 significant digits, as spreadsheets do: 0.1 + 0.2 becomes 0.3.
pub(crate) fn to_15_digits(value: f64) -> f64 {
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// The text that a cell with this format displays for a number.
pub(crate) fn display_number(value: f64, format: &str) -> NumberDisplay {
    let sections = sections(format);
    let section = match sections.as_slice() {
        [_, negative, ..] if value < 0.0 => negative,
        [_, _, zero, ..] if value == 0.0 => zero,
        [first, ..] => first,
        [] => return NumberDisplay::Plain,
    };
    if section.contains(&FormatToken::Other) || section.iter().any(|piece| matches!(piece, FormatToken::Clock(..))) {
        return NumberDisplay::UnknownFormat(format.to_owned());
    }
    // The section for negative numbers contains its own sign.
    let value = if value < 0.0 && sections.len() > 1 { -value } else { value };
    let is_plain = |piece: &FormatToken| matches!(piece, FormatToken::General | FormatToken::Text);
    if section.iter().any(is_plain) {
        let (text, whole) = general(value);
        let text: String = section
            .iter()
            .map(|piece| match piece {
                FormatToken::Literal(words) => words.as_str(),
                piece if is_plain(piece) => text.as_str(),
                _ => "",
            })
            .collect();
        return match whole {
            true if section.len() == 1 => NumberDisplay::Plain,
            true => NumberDisplay::Text(text),
            false => NumberDisplay::Inexact(text),
        };
    }
    digits(value, section, format)
}

/// The text of a cell without a format, and whether it shows the complete number.
fn general(value: f64) -> (String, bool) {
    let text = value.to_string();
    let whole = text.trim_start_matches('-').split('.').next().map_or(0, str::len);
    let width = text.trim_start_matches('-').len();
    if width <= GENERAL_WIDTH || !text.contains('.') {
        return (text, true);
    }
    (format!("{value:.*}", GENERAL_WIDTH.saturating_sub(whole + 1)), false)
}

/// Formats a number with the digit places of a section: `0.00`, `#,##0`, `000-0000`.
fn digits(value: f64, section: &[FormatToken], format: &str) -> NumberDisplay {
    let point = section.iter().position(|piece| *piece == FormatToken::Point).unwrap_or(section.len());
    let (before, behind) = section.split_at(point);
    let places = behind.iter().filter(|piece| matches!(piece, FormatToken::Digit(_))).count();
    let is_digit = |piece: &&FormatToken| matches!(piece, FormatToken::Digit(_));
    if before.iter().filter(is_digit).count() == 0 && places == 0 {
        // Only literals, or an empty section.
        let words: String =
            section.iter().map(|piece| if let FormatToken::Literal(words) = piece { words } else { "" }).collect();
        return NumberDisplay::Inexact(words);
    }
    // A comma after the last digit divides by a thousand.
    let last = before.iter().rposition(|piece| matches!(piece, FormatToken::Digit(_)));
    if before.iter().skip(last.map_or(0, |last| last + 1)).any(|piece| *piece == FormatToken::Group) {
        return NumberDisplay::UnknownFormat(format.to_owned());
    }
    let rounded = format!("{:.*}", places.min(30), value.abs());
    let (whole, part) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut remaining_digits: Vec<char> = whole.trim_start_matches('0').chars().collect();
    let grouped = before.contains(&FormatToken::Group);
    let mut out: Vec<String> = Vec::new();
    let mut count = 0;
    let first = before.iter().position(|piece| matches!(piece, FormatToken::Digit(_)));
    let mut put = |digit: char, out: &mut Vec<String>| {
        if grouped && count > 0 && count % 3 == 0 {
            out.push(",".to_owned());
        }
        count += 1;
        out.push(digit.to_string());
    };
    for (at, piece) in before.iter().enumerate().rev() {
        match piece {
            FormatToken::Literal(words) => out.push(words.clone()),
            FormatToken::Digit(kind) => {
                match remaining_digits.pop() {
                    Some(digit) => put(digit, &mut out),
                    None if *kind == '0' => put('0', &mut out),
                    None => {}
                }
                while first == Some(at)
                    && let Some(digit) = remaining_digits.pop()
                {
                    put(digit, &mut out);
                }
            }
            _ => {}
        }
    }
    out.reverse();
    let mut text = out.concat();
    if value < 0.0 && rounded.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        text.insert(0, '-');
    }
    let mut part = part.chars();
    // Trailing zeros of `#` places are omitted.
    let mut tail = String::new();
    let kinds: Vec<&FormatToken> = behind.iter().filter(|piece| matches!(piece, FormatToken::Digit(_))).collect();
    let shown: String = part.by_ref().collect();
    let needed = kinds.iter().rposition(|piece| **piece == FormatToken::Digit('0')).map_or(0, |at| at + 1);
    let kept_places = shown.trim_end_matches('0').len().max(needed);
    if kept_places > 0 {
        tail.push('.');
        tail.push_str(&shown[..kept_places]);
    }
    text += &tail;
    for piece in behind {
        if let FormatToken::Literal(words) = piece {
            text += words;
        }
    }
    let same = rounded.parse::<f64>().is_ok_and(|rounded| to_15_digits(rounded) == to_15_digits(value.abs()));
    if same { NumberDisplay::Text(text) } else { NumberDisplay::Inexact(text) }
}

/// A date as its cell displays it. `id` is the number of a built-in format that has no format code.
pub(crate) fn raw_date(date: Date, format: &str, id: Option<u32>) -> RawDate {
    // Built-in Chinese formats, which workbooks refer to by number only.
    let format = match id {
        Some(27 | 36 | 50 | 52 | 57) => "yyyy\"年\"m\"月\"",
        Some(28 | 29 | 51 | 53 | 54 | 58) => "m\"月\"d\"日\"",
        Some(31) => "yyyy\"年\"m\"月\"d\"日\"",
        Some(30) => "m-d-yy",
        // The short date of the computer's settings, which shows year, month and day.
        Some(14) => "yyyy/m/d",
        _ => format,
    };
    let section = sections(format).into_iter().next().unwrap_or_default();
    let clocked = section.iter().any(|piece| matches!(piece, FormatToken::Clock('h' | 's', _)));
    let has = |letter: char| section.iter().any(|piece| matches!(piece, FormatToken::Clock(l, _) if *l == letter));
    let plain =
        |piece: &FormatToken| matches!(piece, FormatToken::Literal(_) | FormatToken::Clock('y' | 'm' | 'd', 1 | 2 | 4));
    if !(has('y') || has('m') || has('d')) {
        // A built-in format without a code: its display is unknown.
        return RawDate { date, year: true, month: true, day: true, display: None };
    }
    let shown = (!clocked && section.iter().all(plain)).then(|| {
        let piece = |piece: &FormatToken| match piece {
            FormatToken::Literal(words) => words.clone(),
            FormatToken::Clock('y', 4) => date.year().to_string(),
            FormatToken::Clock('y', _) => format!("{:02}", date.year() % 100),
            FormatToken::Clock('m', 1) => date.month().to_string(),
            FormatToken::Clock('m', _) => format!("{:02}", date.month()),
            FormatToken::Clock(_, 1) => date.day().to_string(),
            _ => format!("{:02}", date.day()),
        };
        section.iter().map(piece).collect()
    });
    RawDate { date, year: has('y') || has('e'), month: has('m'), day: has('d'), display: shown }
}

/// The sections of a format, separated by semicolons.
fn sections(format: &str) -> Vec<Vec<FormatToken>> {
    let mut sections = vec![Vec::new()];
    let mut rest = format.chars().peekable();
    while let Some(sign) = rest.next() {
        let piece = match sign {
            ';' => {
                sections.push(Vec::new());
                continue;
            }
            '"' => FormatToken::Literal(rest.by_ref().take_while(|sign| *sign != '"').collect()),
            '\\' | '!' => FormatToken::Literal(rest.next().map(String::from).unwrap_or_default()),
            // A space as wide as the next character, or filled with it.
            '_' | '*' => {
                rest.next();
                continue;
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|sign| *sign != ']').collect();
                match inside.strip_prefix('$') {
                    Some(money) => FormatToken::Literal(money.split('-').next().unwrap_or_default().to_owned()),
                    None if inside.starts_with(['<', '>', '=']) => FormatToken::Other,
                    None if matches!(inside.to_ascii_lowercase().trim_matches(['h', 'm', 's']), "") => {
                        FormatToken::Other
                    }
                    // A colour.
                    None => continue,
                }
            }
            '0' | '#' | '?' => FormatToken::Digit(sign),
            '.' => FormatToken::Point,
            ',' => FormatToken::Group,
            '@' => FormatToken::Text,
            '%' | '/' if sections.last().is_some_and(|section| !has_clock(section)) => FormatToken::Other,
            'E' | 'e' if matches!(rest.peek(), Some('+' | '-')) => {
                // Scientific notation is visibly rounded; the stored number is used.
                return vec![vec![FormatToken::General]];
            }
            'G' | 'g' => {
                let word: String = std::iter::once(sign).chain(rest.clone().take(6)).collect();
                if !word.eq_ignore_ascii_case("general") {
                    return vec![vec![FormatToken::Other]];
                }
                rest.by_ref().take(6).for_each(drop);
                FormatToken::General
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' | 'e' => {
                let letter = sign.to_ascii_lowercase();
                let mut count = 1;
                while rest.next_if(|next| next.to_ascii_lowercase() == letter).is_some() {
                    count += 1;
                }
                FormatToken::Clock(letter, count)
            }
            literal => FormatToken::Literal(literal.to_string()),
        };
        if let Some(section) = sections.last_mut() {
            section.push(piece);
        }
    }
    sections
}

fn has_clock(section: &[FormatToken]) -> bool {
    section.iter().any(|piece| matches!(piece, FormatToken::Clock(..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_cells_show_them() {
        let text = |text: &str| NumberDisplay::Text(text.to_owned());
        let less = |text: &str| NumberDisplay::Inexact(text.to_owned());
        for (value, format, shown) in [
            (1200.0, "General", NumberDisplay::Plain),
            (12.5, "@", NumberDisplay::Plain),
            (1.0 / 3.0, "General", less("0.333333333")),
            (42.0, "00000", text("00042")),
            (1234.5, "#,##0.00", text("1,234.50")),
            (1234.5678, "0", less("1235")),
            (1_234_567.0, "#,##0\"元\"", text("1,234,567元")),
            (-3.0, "0.0_);(0.0)", text("(3.0)")),
            (2.0, "0.##", text("2")),
            (13_800_138_000.0, "000\\-0000\\-0000", text("138-0013-8000")),
            (42.0, "\"A\"000", text("A042")),
            (7.0, ";;;", less("")),
            (7.0, "[$¥-804]#,##0", text("¥7")),
            (0.85, "0%", NumberDisplay::UnknownFormat("0%".into())),
            (31_000.0, "0,", NumberDisplay::UnknownFormat("0,".into())),
            (13_800_138_000.0, "0.00E+00", NumberDisplay::Plain),
        ] {
            assert_eq!(display_number(value, format), shown, "{value} {format}");
        }
    }

    #[test]
    fn days_say_what_their_cells_show() {
        let date = Date::constant(2026, 11, 1);
        let seen = |format: &str, id| {
            let day = raw_date(date, format, id);
            (day.year, day.month, day.day, day.display)
        };
        assert_eq!(seen("yyyy-mm-dd", None), (true, true, true, Some("2026-11-01".into())));
        assert_eq!(seen("yyyy\"年\"m\"月\"", None), (true, true, false, Some("2026年11月".into())));
        assert_eq!(seen("General", Some(58)), (false, true, true, Some("11月1日".into())));
        assert_eq!(seen("m/d/yy h:mm", Some(22)), (true, true, true, None));
        assert_eq!(seen("mmm-yy", Some(17)), (true, true, false, None));
    }
}
