//! Formats of one-line answers and of dates: how they are written and parsed on paper, on pages and in tables of data.

use std::hash::{Hash, Hasher};

use jiff::civil::Date;

use crate::model::fixed_text;
use crate::model::privacy::Privacy;
use crate::wording::{Message, PartialMessage};

/// The format of a one-line answer.
#[derive(Debug)]
pub struct LineFormat {
    /// The name by which scripts of pages choose the parser.
    pub(crate) name: &'static str,
    /// HTML `type` of its input, and `inputmode`, which decides the keyboard of a telephone.
    pub(crate) input: &'static str,
    pub(crate) inputmode: Option<&'static str>,
    /// May it be asked for with this HTML `autocomplete`?
    pub(crate) accepts_autocomplete: fn(&str) -> bool,
    /// Written in digits and Latin letters?
    pub(crate) is_latin: bool,
    /// Of digits and capital letters alone, read sign by sign?
    pub(crate) is_code: bool,
    /// On paper a row of boxes, one character each: how many there are where the field does not say.
    pub(crate) boxes: Option<u32>,
    /// What may be written within a limit, for tables of data and the guide.
    pub(crate) words: fn(&AnswerLimit) -> String,
    /// Does the page say so too, where the control does not show it?
    pub(crate) shows_hint: bool,
    /// About as wide as what is written, in characters of a spreadsheet.
    pub(crate) width: f64,
    /// How much it says about a person at the least.
    pub(crate) privacy: Privacy,
    /// Parses the text of a cell and returns its normalized form.
    pub(crate) read: fn(&str, &AnswerLimit) -> Result<String, PartialMessage>,
    /// The messages that parsing may give.
    pub(crate) faults: &'static [&'static Message],
    /// What stands between the lines of a cell, which become one; `None` where that depends on what they hold.
    pub(crate) line_separator: Option<&'static str>,
}

/// The limits of a one-line answer, besides its format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerLimit {
    /// The most characters; of boxes, how many there are.
    pub(crate) most: Option<u32>,
    /// How a sheet's number is written, `_` for any letter or digit.
    pub pattern: Option<String>,
}

/// The format of a date or time: figures, each followed by its word: 年 月 日.
#[derive(Debug)]
pub struct DateFormat {
    /// As of [`LineFormat`].
    pub(crate) name: &'static str,
    pub(crate) input: &'static str,
    pub(crate) accepts_autocomplete: fn(&str) -> bool,
    pub parts: &'static [DatePart],
    /// As of [`LineFormat`].
    pub(crate) words: &'static str,
    pub(crate) shows_hint: bool,
    /// Does it name a day or a month, which is compared with others and which spreadsheets keep as a number?
    pub(crate) is_calendar: bool,
    pub(crate) read: fn(&str) -> Result<ParsedDateTime, PartialMessage>,
    pub(crate) faults: &'static [&'static Message],
}

/// One figure of a date, with its own place on the sheet.
#[derive(Debug, PartialEq, Eq)]
pub struct DatePart {
    /// The last part of the place's name.
    pub name: &'static str,
    /// What is printed behind the place.
    pub(crate) letter: &'static str,
    /// The most digits.
    pub(crate) digits: u32,
}

/// A parsed date or time: its normalized text, and its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ParsedDateTime {
    /// The parts with signs between: 2026-11-01, 08:30.
    pub(crate) written: String,
    /// None of a time of day.
    pub(crate) day: Option<Date>,
}

/// A value as messages say it: a long one only by its beginning.
pub(crate) fn excerpt(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}……", &text[..at]),
        None => text.to_owned(),
    }
}

/// Words about a format, and the most characters behind them.
pub(crate) fn with_limit(words: &str, limit: &AnswerLimit) -> String {
    limit.most.map_or_else(|| words.to_owned(), |most| format!("{words}{}", fixed_text::at_most(most)))
}

impl LineFormat {
    /// What may be written, within a limit.
    pub(crate) fn words(&self, limit: &AnswerLimit) -> String {
        (self.words)(limit)
    }

    /// What the page says of how to write it, where the control does not show it.
    pub(crate) fn hint(&self, limit: &AnswerLimit) -> Option<String> {
        let free = limit.pattern.as_ref().is_some_and(|pattern| pattern.chars().all(|c| c == '_'));
        (self.shows_hint && !free).then(|| self.words(limit))
    }
}

/// Formats are told apart by their names.
impl PartialEq for LineFormat {
    fn eq(&self, other: &LineFormat) -> bool {
        self.name == other.name
    }
}

impl PartialEq for DateFormat {
    fn eq(&self, other: &DateFormat) -> bool {
        self.name == other.name
    }
}

impl Hash for LineFormat {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl Hash for DateFormat {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl DateFormat {
    /// 年、月、日
    pub(crate) fn letters(&self) -> String {
        self.parts.iter().map(|part| part.letter).collect::<Vec<_>>().join(fixed_text::ENUMERATION_COMMA)
    }

    /// What stands in the place of each part, of a date as it is written.
    pub(crate) fn places<'a>(&'static self, written: &'a str) -> impl Iterator<Item = (&'static DatePart, &'a str)> {
        // Days and months without a nought before them, 1990年5月1日; a time of day as it is, 08时05分.
        let bare = |figures: &'a str| if self.is_calendar { figures.trim_start_matches('0') } else { figures };
        self.parts.iter().zip(written.split(['-', ':']).map(bare))
    }
}
