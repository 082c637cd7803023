//! The kind for times of day, in the notations of people.

use super::description::{FieldShape, KindDescription};
use super::format::{DateFormat, DatePart, ParsedDateTime, excerpt};
use crate::model::character::half_width;
use crate::wording::{partial_message, records as say};

pub(crate) const TIME: KindDescription = KindDescription {
    name: "time",
    xlsform: "time",
    keys: &[],
    shape: FieldShape::Date(&FORMAT),
    zh: "时间",
    en: "a time of day, 时 分, to the minute",
};

pub(crate) static FORMAT: DateFormat = DateFormat {
    name: "time",
    input: "time",
    accepts_autocomplete: |_| false,
    parts: &[DatePart { name: "hour", letter: "时", digits: 2 }, DatePart { name: "minute", letter: "分", digits: 2 }],
    words: "时间，如08:30",
    shows_hint: false,
    is_calendar: false,
    read: |given| {
        let (hour, minute) =
            time(given).ok_or_else(|| partial_message!(say::NOT_A_TIME, [column], value = excerpt(given)))?;
        Ok(ParsedDateTime { written: format!("{hour:02}:{minute:02}"), day: None })
    },
    faults: &[&say::NOT_A_TIME],
};

/// Hour and minute of 8:30, 08:30:00, 8时30分, 8点半, 下午2点, 2:30 PM.
fn time(text: &str) -> Option<(u32, u32)> {
    let text: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let strip = |sides: [&str; 2]| text.strip_prefix(sides[0]).or_else(|| text.strip_suffix(sides[1]));
    let (clock, afternoon) = match (strip(["上午", "AM"]), strip(["下午", "PM"])) {
        (Some(clock), _) => (clock, Some(false)),
        (None, Some(clock)) => (clock, Some(true)),
        (None, None) => (text.as_str(), None),
    };
    let (hour, minute) = match clock.split_once(['时', '点']) {
        Some((hour, "" | "整")) => (hour, 0),
        Some((hour, "半")) => (hour, 30),
        Some((hour, minute)) => (hour, number(minute.strip_suffix('分').unwrap_or(minute))?),
        None => {
            let (hour, minute) = clock.split_once(':')?;
            let minute = minute.strip_suffix(":00").unwrap_or(minute);
            (hour, number(minute).filter(|_| minute.len() == 2)?)
        }
    };
    let hour = match (number(hour)?, afternoon) {
        (hour @ 0..24, None) | (hour @ 0..12, Some(false)) | (hour @ 12..24, Some(true)) => hour,
        (hour @ 1..12, Some(true)) => hour + 12,
        // 上午12点 is midnight to some and noon to others.
        _ => return None,
    };
    (minute < 60).then_some((hour, minute))
}

/// One digit or two.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}
