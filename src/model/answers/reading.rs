//! What stands in a cell to an answer, by what the column asks for.
//!
//! Written is what people write: full-width digits, 1,200元, 2026年11月1日, an option's label for its
//! value. What is kept is one way of writing it.

use jiff::civil::Date;

use super::columns::{Asks, Column, Offered};
use super::identity::{self, Fault};
use super::{Answer, Given, RowPlace, excerpt};
use crate::diagnostic::Diagnostic;
use crate::wording::{Message, records as say};

/// Signs between several options.
const BETWEEN: [char; 9] = ['、', '，', ',', '；', ';', '|', '｜', '/', '\n'];
/// From here on a spreadsheet's number has lost digits (IEEE 754 keeps 15 of them).
const DIGITS_KEPT: f64 = 1e15;

impl Column<'_> {
    /// The answer in a cell; `None` where it is empty.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, given: &Given, place: &RowPlace) -> Result<Option<Answer>, Diagnostic> {
        let cell = Reading { column: self, place };
        let answer = match given {
            Given::Several(texts) => cell.several(texts)?,
            Given::Number(number) => Some(cell.number(*number)?),
            Given::Date(date) => Some(cell.date_cell(*date)?),
            Given::Text(text) => match trimmed(text) {
                "" => None,
                text => Some(cell.text(text)?),
            },
        };
        // Nothing but signs between options is no answer.
        Ok(answer.filter(|answer| !matches!(answer, Answer::Chosen(chosen) if chosen.is_empty())))
    }
}

struct Reading<'a> {
    column: &'a Column<'a>,
    place: &'a RowPlace<'a>,
}

impl Reading<'_> {
    fn fault(&self, message: &'static Message, value: &str) -> Diagnostic {
        self.place.fault(self.column, message).with("value", excerpt(value))
    }

    fn text(&self, text: &str) -> Result<Answer, Diagnostic> {
        match &self.column.asks {
            Asks::Text { length, lines } => self.words(text, *length, *lines),
            Asks::Other { .. } => self.words(text, None, false),
            Asks::Number { decimal, unit } => self.written_number(text, *decimal, *unit),
            Asks::Date => date(text).map(Answer::Date).ok_or_else(|| self.fault(&say::NOT_A_DATE, text)),
            Asks::Month => {
                let month = month(text).ok_or_else(|| self.fault(&say::NOT_A_MONTH, text))?;
                Ok(Answer::Month { year: month.year(), month: month.month() })
            }
            Asks::Phone => self.whole(text, &say::NOT_A_PHONE, identity::are_phones),
            Asks::IdNumber => self.id_number(text),
            Asks::Certificate { boxes } => {
                let number = self.code(text)?;
                let fault = || self.fault(&say::CERTIFICATE, text).with("boxes", boxes);
                if identity::is_certificate(&number, *boxes) { Ok(Answer::Text(number)) } else { Err(fault()) }
            }
            Asks::Serial { pattern } => {
                let number = self.half(text)?;
                let fault = || self.fault(&say::NOT_A_SERIAL, text).with("pattern", pattern);
                arranged(number, pattern).map(Answer::Text).ok_or_else(fault)
            }
            Asks::Options { offered, many } => {
                // A label may hold a sign that stands between options elsewhere.
                let whole = offered.iter().any(|option| is_meant(option, text));
                let parts: Vec<&str> = if whole { vec![text] } else { text.split(BETWEEN).collect() };
                self.options(&parts, text, offered, *many)
            }
        }
    }

    fn words(&self, text: &str, length: Option<u32>, lines: bool) -> Result<Answer, Diagnostic> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        if !lines && text.contains('\n') {
            return Err(self.fault(&say::ONE_LINE, &text.replace('\n', "⏎")));
        }
        let count = text.chars().count();
        match length.filter(|most| count > *most as usize) {
            Some(most) => Err(self.fault(&say::TOO_LONG, &text).with("count", count).with("most", most)),
            None => Ok(Answer::Text(text)),
        }
    }

    fn whole(&self, text: &str, message: &'static Message, is_right: fn(&str) -> bool) -> Result<Answer, Diagnostic> {
        let text = self.half(text)?;
        if is_right(&text) { Ok(Answer::Text(text)) } else { Err(self.fault(message, &text)) }
    }

    /// What is no sentence, in half width.
    fn half(&self, text: &str) -> Result<String, Diagnostic> {
        let text = half(text);
        if is_spoilt(&text) { Err(self.fault(&say::DIGITS_LOST, &text)) } else { Ok(text) }
    }

    /// A number in boxes: without the spaces and hyphens of groups, upper case.
    fn code(&self, text: &str) -> Result<String, Diagnostic> {
        let text = self.half(text)?;
        Ok(text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect())
    }

    fn id_number(&self, text: &str) -> Result<Answer, Diagnostic> {
        let number = self.code(text)?;
        let fault = match identity::id_number(&number) {
            Ok(()) => return Ok(Answer::Text(number)),
            Err(fault) => fault,
        };
        Err(match fault {
            // Three zeros at the end are what is left of a number beyond 15 digits.
            Fault::Check(_) | Fault::Birth(_) if number.ends_with("000") => self.fault(&say::DIGITS_LOST, text),
            Fault::Length(count) => self.fault(&say::ID_LENGTH, text).with("count", count),
            Fault::Characters => self.fault(&say::ID_CHARACTERS, text),
            Fault::Birth(birth) => self.fault(&say::ID_BIRTH, text).with("birth", birth),
            Fault::Check(digit) => self.fault(&say::ID_CHECK, text).with("digit", digit),
        })
    }

    fn written_number(&self, text: &str, decimal: bool, unit: Option<&str>) -> Result<Answer, Diagnostic> {
        let example = if decimal { "1200.5" } else { "3" };
        let wrong = || self.fault(&say::NOT_A_NUMBER, text).with("example", example);
        let half: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let digits = unit.and_then(|unit| half.strip_suffix(unit)).unwrap_or(&half);
        let grouped = digits
            .split('.')
            .next()
            .is_some_and(|whole| whole.split(',').skip(1).all(|group| group.len() == 3) && !whole.starts_with(','));
        let plain = if grouped { digits.replace(',', "") } else { digits.to_owned() };
        let unsigned = plain.strip_prefix('-').unwrap_or(&plain);
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(part) || whole.len() > 15 {
            return Err(wrong());
        }
        let value: f64 = plain.parse().map_err(|_| wrong())?;
        if decimal {
            return Ok(Answer::Number { written: plain, value });
        }
        if part.bytes().any(|byte| byte != b'0') {
            return Err(self.fault(&say::NOT_WHOLE, text));
        }
        let written = plain.split('.').next().unwrap_or_default().to_owned();
        Ok(Answer::Number { written, value })
    }

    /// A number that a spreadsheet keeps as one.
    fn number(&self, number: f64) -> Result<Answer, Diagnostic> {
        let written = number.to_string();
        match &self.column.asks {
            Asks::Date | Asks::Month => match spreadsheet_date(number) {
                Some(date) if written.len() != 8 && written.len() != 6 => self.date_cell(date),
                Some(_) | None => self.text(&written),
            },
            Asks::Number { .. } => self.text(&written),
            _ if number.abs() >= DIGITS_KEPT => Err(self.fault(&say::DIGITS_LOST, &format!("{number:.5E}"))),
            _ => self.text(&written),
        }
    }

    fn date_cell(&self, date: Date) -> Result<Answer, Diagnostic> {
        match &self.column.asks {
            Asks::Date => Ok(Answer::Date(date)),
            Asks::Month => Ok(Answer::Month { year: date.year(), month: date.month() }),
            _ => self.text(&date.to_string()),
        }
    }

    fn several(&self, texts: &[String]) -> Result<Option<Answer>, Diagnostic> {
        let shown = texts.join("、");
        match &self.column.asks {
            Asks::Options { offered, many } => {
                let parts: Vec<&str> = texts.iter().map(String::as_str).collect();
                if parts.is_empty() { Ok(None) } else { self.options(&parts, &shown, offered, *many).map(Some) }
            }
            _ => Err(self.fault(&say::NOT_A_VALUE, &shown)),
        }
    }

    fn options(&self, parts: &[&str], shown: &str, offered: &[Offered], many: bool) -> Result<Answer, Diagnostic> {
        let mut chosen = vec![false; offered.len()];
        for part in parts.iter().map(|part| trimmed(part)).filter(|part| !part.is_empty()) {
            match offered.iter().position(|option| is_meant(option, part)) {
                Some(index) => chosen[index] = true,
                None => return Err(self.not_offered(part, offered)),
            }
        }
        let chosen: Vec<String> = offered
            .iter()
            .zip(chosen)
            .filter(|(_, chosen)| *chosen)
            .map(|(option, _)| option.value.to_owned())
            .collect();
        if !many && chosen.len() > 1 {
            return Err(self.fault(&say::ONLY_ONE, shown).with("count", chosen.len()));
        }
        Ok(Answer::Chosen(chosen))
    }

    fn not_offered(&self, part: &str, offered: &[Offered]) -> Diagnostic {
        let options: Vec<String> = offered.iter().map(|option| format!("{} {}", option.value, option.label)).collect();
        self.fault(&say::NOT_OFFERED, part).with("options", options.join("、"))
    }
}

/// Is an option meant: by its value, by its label, or by both: `1 是`?
fn is_meant(option: &Offered, text: &str) -> bool {
    let text = trimmed(text);
    let both = text.strip_prefix(option.value).is_some_and(|rest| trimmed(rest) == option.label);
    text == option.label || half(text) == option.value || both
}

fn half(text: &str) -> String {
    text.chars().map(half_width).collect()
}

/// Without spaces at the ends, those of a hanzi's width and those nobody sees included.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{202c}' | '\u{202d}')
    })
}

/// Digits, letters and signs of full width as those of half width (the block FF01 to FF5E).
fn half_width(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        '—' | '–' | '−' | '‐' | '‑' => '-',
        other => other,
    }
}

/// Is it what a spreadsheet makes of a long number: 4.20106E+17?
fn is_spoilt(text: &str) -> bool {
    let Some((number, exponent)) =
        text.to_ascii_uppercase().split_once("E+").map(|(a, b)| (a.to_owned(), b.to_owned()))
    else {
        return false;
    };
    number.parse::<f64>().is_ok() && exponent.parse::<u32>().is_ok()
}

/// A day as people write it: 2026-11-01, 2026/11/1, 2026.11.1, 2026年11月1日, 20261101, with a time
/// of midnight behind it perhaps.
fn date(text: &str) -> Option<Date> {
    match numbers(text)?[..] {
        [year, month, day] => made(year, month, day),
        _ => None,
    }
}

/// A month; a day behind it is left out.
fn month(text: &str) -> Option<Date> {
    match numbers(text)?[..] {
        [year, month] => made(year, month, 1),
        [year, month, day] => made(year, month, day),
        _ => None,
    }
}

fn made(year: i32, month: i32, day: i32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1800..=2999).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The numbers of a date, year first.
fn numbers(text: &str) -> Option<Vec<i32>> {
    let text = half(text);
    let text = text.split_once(['T']).map_or(text.as_str(), |(date, _)| date);
    let text = match text.split_once(' ') {
        Some((date, time)) if time.contains(':') => date,
        _ => text,
    };
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        let part = |range: std::ops::Range<usize>| text.get(range)?.parse().ok();
        return match text.len() {
            8 => Some(vec![part(0..4)?, part(4..6)?, part(6..8)?]),
            6 => Some(vec![part(0..4)?, part(4..6)?]),
            _ => None,
        };
    }
    let text = text.trim_end_matches(['日', '号', '月']);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let number = |part: &&str| part.parse::<u16>().ok().map(i32::from);
    parts.iter().map(number).collect()
}

/// A spreadsheet's day number: 1 is the first of January 1900, and 1900 counts as a leap year.
fn spreadsheet_date(number: f64) -> Option<Date> {
    let days = number.floor();
    if !(61.0..=401_768.0).contains(&days) {
        return None;
    }
    Date::constant(1899, 12, 30).checked_add(jiff::Span::new().days(days as i64)).ok()
}

/// A sheet's number as its pattern has it; people leave out the hyphens between its parts, and put in spaces.
fn arranged(number: String, pattern: &str) -> Option<String> {
    if fits(&number, pattern) {
        return Some(number);
    }
    let bare = |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect() };
    let (signs, places) = (bare(&number), bare(pattern));
    if signs.len() != places.len() || places.iter().all(|place| *place == '_') && !pattern.contains('-') {
        return None;
    }
    let mut signs = signs.into_iter();
    let written: String =
        pattern.chars().filter_map(|place| if place == '-' { Some('-') } else { signs.next() }).collect();
    fits(&written, pattern).then_some(written)
}

/// Is a sheet's number written after the pattern?
fn fits(number: &str, pattern: &str) -> bool {
    if pattern.chars().all(|c| c == '_') {
        return !number.is_empty() && number.chars().count() <= pattern.chars().count();
    }
    let one = |(place, character): (char, char)| match place {
        '_' => character.is_ascii_alphanumeric(),
        other => other == character,
    };
    number.chars().count() == pattern.chars().count() && pattern.chars().zip(number.chars()).all(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let day = Some(Date::constant(2026, 11, 1));
        let ways =
            ["2026-11-01", "2026-11-1", "2026/11/1", "2026.11.01", "2026年11月1日", "２０２６年１１月１日", "20261101"];
        for way in ways.into_iter().chain(["2026-11-01 00:00:00", "2026-11-01T08:30:00", " 2026 年 11 月 1 日"]) {
            assert_eq!(date(way), day, "{way}");
        }
        for wrong in ["2026-13-01", "2026-02-29", "11/1/2026", "明天", "2026-11", "26-11-01", ""] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
        for way in ["1988-05", "1988年5月", "1988.5", "198805", "1988-05-01"] {
            assert_eq!(month(way), Some(Date::constant(1988, 5, 1)), "{way}");
        }
        assert_eq!(spreadsheet_date(46327.0), Some(Date::constant(2026, 11, 1)));
    }

    #[test]
    fn serials_keep_to_their_pattern() {
        assert!(fits("420100-3-2026-00017", "______-3-____-_____"));
        assert!(!fits("420100-1-2026-00017", "______-3-____-_____"));
        assert!(!fits("420100-3-2026-0001", "______-3-____-_____"));
        assert!(fits("A-7", "________"));
    }

    #[test]
    fn serials_are_read_without_their_hyphens() {
        let pattern = "______-3-____-_____";
        let right = Some("420100-3-2026-00017".to_owned());
        for way in ["420100-3-2026-00017", "4201003202600017", "420100 3 2026 00017", "420100-3-202600017"] {
            assert_eq!(arranged(way.to_owned(), pattern), right, "{way}");
        }
        for wrong in ["4201001202600017", "420100320260001", "42010032026000177", "-", ""] {
            assert_eq!(arranged(wrong.to_owned(), pattern), None, "{wrong}");
        }
        assert_eq!(arranged("A-7".to_owned(), "________").as_deref(), Some("A-7"));
        assert_eq!(arranged("A-7654321012".to_owned(), "________"), None);
    }

    #[test]
    fn spoilt_numbers_are_known() {
        assert!(is_spoilt("4.20106E+17") && is_spoilt("1.3800138e+10"));
        assert!(!is_spoilt("420106E17") && !is_spoilt("X"));
    }
}
