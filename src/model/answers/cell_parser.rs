//! Parses the cell of a table into an answer, by the type of its column.
//!
//! Written is what people write: full-width digits, 1,200元, 2026年11月1日, an option's label for its
//! value. What is kept is one way of writing it.

use jiff::civil::Date;

use super::answer_type::{AnswerOption, AnswerType};
use super::columns::AnswerColumn;
use super::{Answer, NumberDisplay, RawCell, RawDate, RawNumber, RowLocation, excerpt};
use crate::diagnostic::Diagnostic;
use crate::model::character::half_width;
use crate::model::kind::format::{DateFormat, DatePart};
use crate::model::kind::normalized_text;
use crate::wording::{PartialMessage, partial_message, records as say};

/// Signs between several options.
const BETWEEN: [char; 9] = ['、', '，', ',', '；', ';', '|', '｜', '/', '\n'];
/// From here on a spreadsheet's number has lost digits (IEEE 754 keeps 15 of them).
const DIGITS_KEPT: f64 = 1e15;

impl AnswerColumn<'_> {
    /// The answer in a cell; `None` where it is empty.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse_cell(&self, given: &RawCell, place: &RowLocation) -> Result<Option<Answer>, Diagnostic> {
        let cell = CellParser { column: self, place };
        let answer = match given {
            RawCell::Several(texts) => cell.several(texts)?,
            RawCell::Number(figure) => Some(cell.number(figure)?),
            RawCell::Day(day) => Some(cell.day(day)?),
            RawCell::Text(text) => match trimmed(text) {
                "" => None,
                text => Some(cell.text(text)?),
            },
        };
        // Nothing but signs between options is no answer.
        Ok(answer.filter(|answer| !matches!(answer, Answer::Chosen(chosen) if chosen.is_empty())))
    }
}

/// Parses one cell: the column it belongs to, and its place for diagnostics.
struct CellParser<'a> {
    column: &'a AnswerColumn<'a>,
    place: &'a RowLocation<'a>,
}

impl CellParser<'_> {
    fn fault(&self, message: PartialMessage) -> Diagnostic {
        self.place.fault(self.column, message)
    }

    fn text(&self, text: &str) -> Result<Answer, Diagnostic> {
        let read = match &self.column.answer_type {
            AnswerType::Line { format, limit } => (format.read)(text, limit).map(Answer::Text),
            AnswerType::Area { .. } => normalized_text::text(text, None, true).map(Answer::Text),
            AnswerType::Other { .. } => normalized_text::text(text, None, false).map(Answer::Text),
            AnswerType::Date(format) => (format.read)(text).map(Answer::from),
            AnswerType::Number { decimal, unit } => return self.number_text(text, *decimal, *unit),
            AnswerType::Options { offered, many } => {
                // A label may hold a sign that stands between options elsewhere.
                let whole = offered.iter().any(|option| matches_option(option, text));
                let parts: Vec<&str> = if whole { vec![text] } else { text.split(BETWEEN).collect() };
                return self.options(&parts, text, offered, *many);
            }
        };
        read.map_err(|message| self.fault(message))
    }

    fn number_text(&self, text: &str, decimal: bool, unit: Option<&str>) -> Result<Answer, Diagnostic> {
        let example = if decimal { "1200.5" } else { "3" };
        let wrong = || self.fault(partial_message!(say::NOT_A_NUMBER, [column], value = excerpt(text), example));
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
            return Err(self.fault(partial_message!(say::NOT_WHOLE, [column], value = excerpt(text))));
        }
        let written = plain.split('.').next().unwrap_or_default().to_owned();
        Ok(Answer::Number { written, value })
    }

    /// A number that a spreadsheet keeps as one.
    fn number(&self, figure: &RawNumber) -> Result<Answer, Diagnostic> {
        let written = figure.value.to_string();
        if self.calendar().is_some() {
            // Six or eight digits are a date written without signs.
            let day = figure.date_epoch.and_then(|epoch| date_from_number(figure.value, epoch));
            return match day.filter(|_| !matches!(written.len(), 6 | 8)) {
                Some(date) => self.text(&date.to_string()),
                None => self.text(&written),
            };
        }
        let otherwise = |shown: &str| {
            self.fault(partial_message!(
                say::SHOWN_OTHERWISE,
                [column],
                value = excerpt(&written),
                shown = if shown.is_empty() { " " } else { shown }
            ))
        };
        match (&figure.display, &self.column.answer_type) {
            (NumberDisplay::Inexact(shown), _) => Err(otherwise(shown)),
            (NumberDisplay::UnknownFormat(format), _) => {
                Err(self.fault(partial_message!(say::SHOWN_UNCLEARLY, [column], value = excerpt(&written), format)))
            }
            (_, AnswerType::Number { .. }) if figure.value.abs() < DIGITS_KEPT => match &figure.display {
                NumberDisplay::Text(shown) => self.text(shown),
                _ => self.text(&written),
            },
            _ if figure.value.abs() >= DIGITS_KEPT => Err(self.fault(partial_message!(
                say::DIGITS_LOST,
                [column],
                value = excerpt(&format!("{:.5E}", figure.value))
            ))),
            // A code may be shown with noughts before it.
            (NumberDisplay::Text(shown), AnswerType::Options { .. }) if shown.trim_start_matches('0') == written => {
                self.text(&written)
            }
            (NumberDisplay::Text(shown), _) => self.text(trimmed(shown)),
            (NumberDisplay::Plain, _) => self.text(&written),
        }
    }

    /// A day that a spreadsheet keeps as one. What its cell does not show nobody wrote there.
    fn day(&self, day: &RawDate) -> Result<Answer, Diagnostic> {
        let hidden = |part: &str| {
            let shown = day.display.clone().unwrap_or_default();
            self.fault(partial_message!(
                say::DAY_SHOWN_PARTLY,
                [column],
                value = excerpt(&day.date.to_string()),
                shown,
                part
            ))
        };
        match self.calendar() {
            Some(format) => {
                let is_shown = |part: &DatePart| match part.name {
                    "year" => day.year,
                    "month" => day.month,
                    _ => day.day,
                };
                // The year of a day goes without saying.
                match format.parts.iter().rev().take(2).find(|part| !is_shown(part)) {
                    Some(part) => Err(hidden(part.letter)),
                    None => self.text(&day.date.to_string()),
                }
            }
            None if self.column.answer_type.is_text() => match &day.display {
                Some(shown) => self.text(shown),
                None => self.text(&day.date.to_string()),
            },
            // 3-1 that became the first of March.
            None => {
                Err(self.fault(partial_message!(say::BECAME_A_DAY, [column], value = excerpt(&day.date.to_string()))))
            }
        }
    }

    /// How a day or a month is written, where that is asked for.
    fn calendar(&self) -> Option<&'static DateFormat> {
        match self.column.answer_type {
            AnswerType::Date(format) if format.is_calendar => Some(format),
            _ => None,
        }
    }

    fn several(&self, texts: &[String]) -> Result<Option<Answer>, Diagnostic> {
        let shown = texts.join("、");
        match &self.column.answer_type {
            AnswerType::Options { offered, many } => {
                let parts: Vec<&str> = texts.iter().map(String::as_str).collect();
                if parts.is_empty() { Ok(None) } else { self.options(&parts, &shown, offered, *many).map(Some) }
            }
            _ => Err(self.fault(partial_message!(say::NOT_A_VALUE, [column]))),
        }
    }

    fn options(&self, parts: &[&str], shown: &str, offered: &[AnswerOption], many: bool) -> Result<Answer, Diagnostic> {
        let mut chosen = vec![false; offered.len()];
        for part in parts.iter().map(|part| trimmed(part)).filter(|part| !part.is_empty()) {
            match offered.iter().position(|option| matches_option(option, part)) {
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
            return Err(self.fault(partial_message!(
                say::ONLY_ONE,
                [column],
                value = excerpt(shown),
                count = chosen.len()
            )));
        }
        Ok(Answer::Chosen(chosen))
    }

    fn not_offered(&self, part: &str, offered: &[AnswerOption]) -> Diagnostic {
        let options: Vec<String> = offered.iter().map(|option| format!("{} {}", option.value, option.label)).collect();
        self.fault(partial_message!(say::NOT_OFFERED, [column], value = excerpt(part), options = options.join("、")))
    }
}

/// Is an option meant: by its value, by its label, by both: `1 是`, or by a word that is declared for it?
fn matches_option(option: &AnswerOption, text: &str) -> bool {
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

/// A spreadsheet's day number, from the day that counts as nought in its workbook.
fn date_from_number(number: f64, epoch: Date) -> Option<Date> {
    let days = number.floor();
    // From the first of March 1900 on, as that year had no leap day, to 2999.
    if !(61.0..=401_768.0).contains(&days) {
        return None;
    }
    epoch.checked_add(jiff::Span::new().days(days as i64)).ok()
}
