//! What stands in a cell to an answer, by what the column asks for.
//!
//! Written is what people write: full-width digits, 1,200元, 2026年11月1日, an option's label for its
//! value. What is kept is one way of writing it.

use jiff::civil::Date;

use super::asks::{Asks, Offered};
use super::columns::Column;
use super::dates;
use super::identity::{self, Fault};
use super::{Answer, Day, Figure, Given, RowPlace, Shown, excerpt};
use crate::diagnostic::Diagnostic;
use crate::model::script::half_width;
use crate::model::terms;
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
            Given::Number(figure) => Some(cell.figure(figure)?),
            Given::Day(day) => Some(cell.day(day)?),
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
            Asks::Date | Asks::Month => {
                let (read, message) = match self.column.asks {
                    Asks::Date => (dates::date(text), &say::NOT_A_DATE),
                    _ => (dates::month(text), &say::NOT_A_MONTH),
                };
                match read {
                    Ok(date) => self.date(date),
                    Err(dates::Fault::NoDate) => Err(self.fault(message, text)),
                    Err(dates::Fault::Zone) => Err(self.fault(&say::TIME_ZONE, text)),
                }
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
        if is_spoilt(&half_width(&text)) {
            return Err(self.fault(&say::DIGITS_LOST, &text));
        }
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
        let text = half_width(text);
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
        let half: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
        let half = half.strip_prefix(['¥', '￥']).unwrap_or(&half);
        let digits = unit.and_then(|unit| half.strip_suffix(unit)).unwrap_or(half);
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
    fn figure(&self, figure: &Figure) -> Result<Answer, Diagnostic> {
        let written = figure.value.to_string();
        if matches!(self.column.asks, Asks::Date | Asks::Month) {
            // Six or eight digits are a date written without signs.
            let day = figure.nought.and_then(|nought| day_of(figure.value, nought));
            return match day.filter(|_| !matches!(written.len(), 6 | 8)) {
                Some(date) => self.date(date),
                None => self.text(&written),
            };
        }
        let otherwise = |shown: &str| {
            self.fault(&say::SHOWN_OTHERWISE, &written).with("shown", if shown.is_empty() { " " } else { shown })
        };
        match (&figure.shown, &self.column.asks) {
            (Shown::Less(shown), _) => Err(otherwise(shown)),
            (Shown::Unclear(format), _) => Err(self.fault(&say::SHOWN_UNCLEARLY, &written).with("format", format)),
            (_, Asks::Number { .. }) if figure.value.abs() < DIGITS_KEPT => match &figure.shown {
                Shown::Text(shown) => self.text(shown),
                _ => self.text(&written),
            },
            _ if figure.value.abs() >= DIGITS_KEPT => {
                Err(self.fault(&say::DIGITS_LOST, &format!("{:.5E}", figure.value)))
            }
            // A code may be shown with noughts before it.
            (Shown::Text(shown), Asks::Options { .. }) if shown.trim_start_matches('0') == written => {
                self.text(&written)
            }
            (Shown::Text(shown), _) => self.text(trimmed(shown)),
            (Shown::Plain, _) => self.text(&written),
        }
    }

    /// A day that a spreadsheet keeps as one. What its cell does not show nobody wrote there.
    fn day(&self, day: &Day) -> Result<Answer, Diagnostic> {
        let hidden = |part: &str| {
            let shown = day.shown.clone().unwrap_or_default();
            self.fault(&say::DAY_SHOWN_PARTLY, &day.date.to_string()).with("shown", shown).with("part", part)
        };
        match &self.column.asks {
            Asks::Date if !day.day => Err(hidden(terms::DAY)),
            Asks::Date | Asks::Month if !day.month => Err(hidden(terms::MONTH)),
            Asks::Month if !day.year => Err(hidden(terms::YEAR)),
            Asks::Date | Asks::Month => self.date(day.date),
            Asks::Text { .. } | Asks::Other { .. } => match &day.shown {
                Some(shown) => self.text(shown),
                None => self.text(&day.date.to_string()),
            },
            // 3-1 that became the first of March.
            _ => Err(self.fault(&say::BECAME_A_DAY, &day.date.to_string())),
        }
    }

    fn date(&self, date: Date) -> Result<Answer, Diagnostic> {
        match &self.column.asks {
            Asks::Month => Ok(Answer::Month { year: date.year(), month: date.month() }),
            _ => Ok(Answer::Date(date)),
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

/// Is an option meant: by its value, by its label, by both: `1 是`, or by a word that is declared for it?
fn is_meant(option: &Offered, text: &str) -> bool {
    let text = trimmed(text);
    let both = text.strip_prefix(option.value).is_some_and(|rest| trimmed(rest) == option.label);
    text == option.label || half_width(text) == option.value || both || option.also.iter().any(|word| word == text)
}

/// Without spaces at the ends, those of a hanzi's width and those nobody sees included.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{202c}' | '\u{202d}')
    })
}

/// Is it what a spreadsheet makes of a long number: 4.20106E+17?
fn is_spoilt(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once("E+").or_else(|| text.split_once("e+")) else { return false };
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = number.strip_prefix(['+', '-']).unwrap_or(number);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let has_digits = !whole.is_empty() || !part.is_empty();
    has_digits && is_digits(whole) && is_digits(part) && !exponent.is_empty() && is_digits(exponent)
}

/// A spreadsheet's day number, from the day that counts as nought in its workbook.
fn day_of(number: f64, nought: Date) -> Option<Date> {
    let days = number.floor();
    // From the first of March 1900 on, as that year had no leap day, to 2999.
    if !(61.0..=401_768.0).contains(&days) {
        return None;
    }
    nought.checked_add(jiff::Span::new().days(days as i64)).ok()
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
    fn a_serial_without_a_pattern_is_anything_as_long_as_its_place() {
        assert_eq!(arranged("A-7".to_owned(), "________").as_deref(), Some("A-7"));
        for wrong in ["A-7654321012", ""] {
            assert_eq!(arranged(wrong.to_owned(), "________"), None, "{wrong}");
        }
    }
}
