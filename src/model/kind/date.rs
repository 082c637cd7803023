//! The kinds for days and months, in the notations of people and programs.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::description::{FieldShape, KindDescription};
use super::format::{DateFormat, DatePart, ParsedDateTime, excerpt};
use crate::model::character::half_width;
use crate::model::fixed_text;
use crate::wording::{PartialMessage, partial_message, records as say};

pub(crate) const DATE: KindDescription = KindDescription {
    name: "date",
    xlsform: "date",
    keys: &[],
    shape: FieldShape::Date(&DAY),
    zh: "年月日",
    en: "年 月 日",
};

pub(crate) const MONTH: KindDescription = KindDescription {
    name: "month",
    xlsform: "date",
    keys: &[],
    shape: FieldShape::Date(&YEAR_AND_MONTH),
    zh: "年月",
    en: "年 月",
};

const YEAR_PART: DatePart = DatePart { name: "year", letter: fixed_text::YEAR, digits: 4 };
const MONTH_PART: DatePart = DatePart { name: "month", letter: fixed_text::MONTH, digits: 2 };
const DAY_PART: DatePart = DatePart { name: "day", letter: fixed_text::DAY, digits: 2 };

/// A day: also the one on which somebody signs.
pub static DAY: DateFormat = DateFormat {
    name: "date",
    input: "date",
    accepts_autocomplete: |purpose| purpose == "bday",
    parts: &[YEAR_PART, MONTH_PART, DAY_PART],
    words: "日期，如2026-11-01",
    shows_hint: false,
    is_calendar: true,
    read: |given| {
        let no_date = || partial_message!(say::NOT_A_DATE, [column], value = excerpt(given));
        let day = date(given).map_err(|wrong| wrong.of(no_date(), given))?;
        Ok(ParsedDateTime { written: day.to_string(), day: Some(day) })
    },
    faults: &[&say::NOT_A_DATE, &say::TIME_ZONE],
};

/// Few browsers have an input for a month.
static YEAR_AND_MONTH: DateFormat = DateFormat {
    name: "month",
    input: "text",
    accepts_autocomplete: |purpose| purpose == "bday",
    parts: &[YEAR_PART, MONTH_PART],
    words: "年月，如1988-05",
    shows_hint: true,
    is_calendar: true,
    read: |given| {
        let no_month = || partial_message!(say::NOT_A_MONTH, [column], value = excerpt(given));
        let day = month(given).map_err(|wrong| wrong.of(no_month(), given))?;
        Ok(ParsedDateTime { written: day.strftime("%Y-%m").to_string(), day: Some(day.first_of_month()) })
    },
    faults: &[&say::NOT_A_MONTH, &say::TIME_ZONE],
};

/// The reason why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateFault {
    NoDate,
    /// A moment in a time zone, for which the day is ambiguous.
    Zone,
}

impl DateFault {
    /// What to say of it, where a text that is no date has a message of its own.
    fn of(self, no_date: PartialMessage, given: &str) -> PartialMessage {
        match self {
            DateFault::Zone => partial_message!(say::TIME_ZONE, [column], value = excerpt(given)),
            DateFault::NoDate => no_date,
        }
    }
}

/// The time of all of China.
const CHINA: Offset = jiff::tz::offset(8);

/// A day: 2026-11-01, 2026/11/1, 2026.11.1, 2026年11月1日, 二〇二六年十一月一日, 20261101, with a time behind it
/// perhaps.
fn date(text: &str) -> Result<Date, DateFault> {
    let (numbers, zoned) = parts(text)?;
    match numbers[..] {
        [year, month, day] => day_in_china(valid_date(year, month, day)?, zoned),
        _ => Err(DateFault::NoDate),
    }
}

/// A month; a day behind it is left out.
fn month(text: &str) -> Result<Date, DateFault> {
    let (numbers, zoned) = parts(text)?;
    match numbers[..] {
        [year, month] if zoned.is_none() => valid_date(year, month, 1),
        [year, month, day] => day_in_china(valid_date(year, month, day)?, zoned),
        _ => Err(DateFault::NoDate),
    }
}

fn valid_date(year: i32, month: i32, day: i32) -> Result<Date, DateFault> {
    let date = || {
        let year = i16::try_from(year).ok().filter(|year| (1800..=2999).contains(year))?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    date().ok_or(DateFault::NoDate)
}

/// The day in China of a moment: programs write the midnight of a day there as 16:00Z of the day before.
/// Where the day is another one and it is no midnight, a person has to say which was meant.
fn day_in_china(date: Date, zoned: Option<ZonedTime>) -> Result<Date, DateFault> {
    let Some((time, offset)) = zoned else { return Ok(date) };
    let moment = offset.to_timestamp(DateTime::from_parts(date, time)).map_err(|_| DateFault::Zone)?;
    let there = CHINA.to_datetime(moment);
    if there.date() == date || there.time() == Time::midnight() { Ok(there.date()) } else { Err(DateFault::Zone) }
}

/// A time of day with its offset from UTC.
type ZonedTime = (Time, Offset);

/// The numbers of a date, year first, and the time with its zone, if it has one.
fn parts(text: &str) -> Result<(Vec<i32>, Option<ZonedTime>), DateFault> {
    let text = half_width(text);
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, time),
        None => match text.split_once(' ') {
            Some((day, time)) if time.contains(':') => (day, time),
            _ => (text.as_str(), ""),
        },
    };
    let numbers = numbers(day).ok_or(DateFault::NoDate)?;
    let time = time.trim();
    let letters: String = time.chars().filter(char::is_ascii_alphabetic).collect();
    if !["", "AM", "PM", "Z"].contains(&letters.to_ascii_uppercase().as_str()) {
        return Err(DateFault::Zone);
    }
    let at = time.find(['Z', 'z', '+', '-']);
    let zoned = match at.map(|at| time.split_at(at)) {
        Some((time, offset)) => {
            Some((clock(time).ok_or(DateFault::NoDate)?, utc_offset(offset).ok_or(DateFault::NoDate)?))
        }
        None => None,
    };
    Ok((numbers, zoned))
}

/// 16:00, 16:00:00.000
fn clock(text: &str) -> Option<Time> {
    let mut parts = text.trim().split(':');
    let number = |part: &str| part.parse::<i8>().ok();
    let (hour, minute) = (number(parts.next()?)?, number(parts.next()?)?);
    let second = parts.next().unwrap_or("0");
    Time::new(hour, minute, number(second.split('.').next()?)?, 0).ok()
}

/// Z, +08:00, +0800, +08
fn utc_offset(text: &str) -> Option<Offset> {
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let sign = if text.starts_with('-') { -60 } else { 60 };
    let digits: String = text[1..].chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let minutes = digits[..2].parse::<i32>().ok()? * 60
        + digits.get(2..).filter(|m| !m.is_empty()).map_or(Some(0), |m| m.parse().ok())?;
    Offset::from_seconds(sign * minutes).ok()
}

fn numbers(text: &str) -> Option<Vec<i32>> {
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
    let number = |part: &str| part.parse::<u16>().ok().map(i32::from).or_else(|| hanzi(part));
    text.split(['-', '/', '.', '年', '月']).map(number).collect()
}

/// 二〇二六, 十一, 二十三
fn hanzi(text: &str) -> Option<i32> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |sign: char| match sign {
        '零' | '○' => Some(0),
        sign => DIGITS.chars().position(|digit| digit == sign).map(|digit| digit as i32),
    };
    let number = |text: &str| {
        let all = text.chars().try_fold(0, |sum: i32, sign| Some(sum.checked_mul(10)? + digit(sign)?));
        all.filter(|_| text.chars().count() <= 4)
    };
    match text.split_once('十') {
        None if text.is_empty() => None,
        None => number(text),
        Some((tens, ones)) if tens.chars().count() <= 1 && ones.chars().count() <= 1 => {
            let tens = if tens.is_empty() { 1 } else { number(tens)? };
            Some(tens * 10 + number(ones)?)
        }
        Some(_) => None,
    }
}
