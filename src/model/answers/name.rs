//! The names of answers. One name identifies a place on the sheet, a PDF field, a control of a page, a table heading
//! and a JSON key.
//!
//! A name is parts with dots between, made from the names of the YAML: `name`, `devices_other` behind 其他 of
//! `devices`, `checks.pay` and `checks.pay_note` of a matrix, `counselling.1.date` of a blank row,
//! `tests.ability.result` of a named one, `consent.share.employer`, `signatures.person.date`, and below a date its
//! places `birth.year`, `birth.month`. Nothing else joins or splits it; `form-reading.js` does as this file does.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

use crate::model::field::MatrixRow;
use crate::model::kind::format::DatePart;
use crate::model::name::Name;

/// Between the parts of a name.
const DOT: char = '.';

/// The name of an answer, or of a place on the sheet for a part of one: parts of letters, digits, `-` and `_`
/// with dots between. Names are ordered as their texts are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerName(String);

/// The error for a text that is not an answer name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidAnswerName;

/// A separate agreement of a consent (个人信息保护法 23, 29).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Agreement {
    Sensitive,
    /// With this receiver.
    Share(Name),
}

/// A row of a repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepeatRow {
    /// The repeat's name.
    pub(crate) repeat: Name,
    pub(crate) key: RowKey,
}

/// The key of a row within its repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowKey {
    Named(Name),
    /// A blank row by its number, from 1.
    Blank(u32),
}

impl AnswerName {
    /// `office`: who fills the sheet in.
    pub(crate) fn office() -> AnswerName {
        AnswerName("office".to_owned())
    }

    /// `serial`: the sheet's number.
    pub fn serial() -> AnswerName {
        AnswerName("serial".to_owned())
    }

    /// A field of a section, or a blank of an article.
    pub(crate) fn field(field: &Name) -> AnswerName {
        AnswerName(field.as_str().to_owned())
    }

    /// May no field bear this name? The office, the number, and `part2` …, which copies in one file begin with.
    pub(crate) fn is_reserved(field: &Name) -> bool {
        let copy = field.as_str().strip_prefix("part").filter(|number| !number.is_empty());
        let name = AnswerName::field(field);
        name == AnswerName::office()
            || name == AnswerName::serial()
            || copy.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// A row of a matrix.
    pub(crate) fn row(&self, row: &Name) -> AnswerName {
        self.below(row)
    }

    /// What is noted beside a row of a matrix.
    pub(crate) fn note(&self) -> AnswerName {
        AnswerName(format!("{self}_note"))
    }

    /// What 其他 of a choice is.
    pub(crate) fn other(&self) -> AnswerName {
        AnswerName(format!("{self}_other"))
    }

    /// What is agreed to or not, of a consent.
    pub(crate) fn agreement(&self, to: &Agreement) -> AnswerName {
        match to {
            Agreement::Sensitive => self.below("sensitive"),
            Agreement::Share(receiver) => self.below("share").below(receiver),
        }
    }

    /// The day a consent is signed.
    pub(crate) fn date(&self) -> AnswerName {
        self.below("date")
    }

    /// The day a party signs.
    pub(crate) fn party_date(&self, party: &Name) -> AnswerName {
        self.below(party).date()
    }

    /// The place for a part of a date.
    pub fn part(&self, part: &DatePart) -> AnswerName {
        self.below(part.name)
    }

    /// A blank of a number that is written in several, counted from 1.
    pub fn blank(&self, number: usize) -> AnswerName {
        self.below(number)
    }

    /// The box of an option of a choice of several. A dot in the option's value is no dot of the name.
    pub fn option(&self, value: &str) -> AnswerName {
        self.below(value.replace(DOT, "_"))
    }

    /// The same place on a further copy, counted from 1, of several in one file.
    pub(crate) fn on_copy(&self, number: usize) -> AnswerName {
        AnswerName(format!("part{number}{DOT}{self}"))
    }

    fn below(&self, part: impl Display) -> AnswerName {
        AnswerName(format!("{self}{DOT}{part}"))
    }

    /// The parts of the name, the first the field's.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.split(DOT)
    }

    /// Repeat, number and column of an answer in a blank row; a number that is too large is the largest.
    pub fn in_blank_row(&self) -> Option<(Name, u32, Name)> {
        let [repeat, number, column] = self.parts().collect::<Vec<_>>()[..] else { return None };
        let counted = number.bytes().all(|byte| byte.is_ascii_digit()) && !number.starts_with('0');
        let number = counted.then(|| number.parse().unwrap_or(u32::MAX))?;
        Some((Name::new(repeat)?, number, Name::new(column)?))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text of a key inside a key of JSON, of which the outer ones may be empty.
pub fn nested(outer: &str, key: impl Display) -> String {
    if outer.is_empty() { key.to_string() } else { format!("{outer}{DOT}{key}") }
}

impl RepeatRow {
    /// A blank row by its number, from 1.
    pub fn blank(repeat: &Name, number: u32) -> RepeatRow {
        RepeatRow { repeat: repeat.clone(), key: RowKey::Blank(number) }
    }

    /// The number of a blank row.
    pub(crate) fn number(&self) -> Option<u32> {
        match self.key {
            RowKey::Blank(number) => Some(number),
            RowKey::Named(_) => None,
        }
    }

    /// The answer in a column of the row.
    pub fn column(&self, column: &Name) -> AnswerName {
        AnswerName(format!("{self}{DOT}{column}"))
    }

    /// Is anything in the row answered?
    pub fn is_begun<T>(&self, answers: &BTreeMap<AnswerName, T>) -> bool {
        let start = AnswerName(format!("{self}{DOT}"));
        answers.range(&start..).next().is_some_and(|(name, _)| name.0.starts_with(&start.0))
    }
}

/// The rows of a repeat, those with names first, then the blank ones of these numbers.
pub(crate) fn repeat_rows<'a>(
    repeat: &Name,
    named: &'a [MatrixRow],
    blank: impl Iterator<Item = u32>,
) -> impl Iterator<Item = (RepeatRow, Option<&'a MatrixRow>)> {
    let row = |key| RepeatRow { repeat: repeat.clone(), key };
    let named = named.iter().map(move |named| (row(RowKey::Named(named.name.value.clone())), Some(named)));
    named.chain(blank.map(move |number| (row(RowKey::Blank(number)), None)))
}

impl Display for AnswerName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for AnswerName {
    type Err = InvalidAnswerName;

    fn from_str(text: &str) -> Result<AnswerName, InvalidAnswerName> {
        let is_part =
            |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if text.split(DOT).all(is_part) { Ok(AnswerName(text.to_owned())) } else { Err(InvalidAnswerName) }
    }
}

impl Display for RepeatRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{DOT}{}", self.repeat, self.key)
    }
}

impl Display for RowKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RowKey::Named(name) => name.fmt(f),
            RowKey::Blank(number) => number.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::date::DAY;

    fn name(text: &str) -> Name {
        Name::new(text).expect("a name")
    }

    fn field(text: &str) -> AnswerName {
        AnswerName::field(&name(text))
    }

    /// A name of every kind, and its text.
    fn every_kind() -> [(AnswerName, &'static str); 16] {
        let [year, month, day] = DAY.parts else { unreachable!("a day has three parts") };
        let row = RepeatRow { repeat: name("tests"), key: RowKey::Named(name("ability")) };
        [
            (AnswerName::office(), "office"),
            (AnswerName::serial(), "serial"),
            (AnswerName::serial().blank(2), "serial.2"),
            (field("name"), "name"),
            (field("devices").other(), "devices_other"),
            (field("devices").option("1.5"), "devices.1_5"),
            (field("birth").part(year), "birth.year"),
            (field("birth").part(month), "birth.month"),
            (field("birth").part(day), "birth.day"),
            (field("checks").row(&name("pay")), "checks.pay"),
            (field("checks").row(&name("pay")).note(), "checks.pay_note"),
            (RepeatRow::blank(&name("steps"), 12).column(&name("how")).other(), "steps.12.how_other"),
            (row.column(&name("day")).part(day), "tests.ability.day.day"),
            (field("consent").agreement(&Agreement::Share(name("employer"))), "consent.share.employer"),
            (field("signatures").party_date(&name("person")).part(month), "signatures.person.date.month"),
            (field("name").on_copy(2), "part2.name"),
        ]
    }

    #[test]
    fn a_name_is_its_text() {
        for (name, text) in every_kind() {
            assert_eq!(name.to_string(), text);
            assert_eq!(text.parse(), Ok(name), "{text}");
        }
        for text in ["", ".", "a.", ".a", "a..b", "姓名（name）", "a b", "a/b"] {
            assert_eq!(text.parse::<AnswerName>(), Err(InvalidAnswerName), "{text}");
        }
    }

    #[test]
    fn names_are_ordered_as_texts() {
        let mut names = every_kind().map(|(name, _)| name);
        let mut texts = every_kind().map(|(_, text)| text);
        names.sort();
        texts.sort_unstable();
        assert_eq!(names.each_ref().map(AnswerName::as_str), texts);
    }

    #[test]
    fn an_answer_in_a_blank_row_says_which() {
        let row = |text: &str| text.parse::<AnswerName>().expect("a name").in_blank_row();
        assert_eq!(row("steps.12.how_other"), Some((name("steps"), 12, name("how_other"))));
        assert_eq!(row("steps.99999999999.how"), Some((name("steps"), u32::MAX, name("how"))));
        for none in ["steps", "steps.12", "steps.012.how", "steps.0.how", "tests.ability.day", "steps.1.day.year"] {
            assert_eq!(row(none), None, "{none}");
        }
    }

    #[test]
    fn a_row_is_begun_with_any_answer_in_it() {
        let answers: BTreeMap<AnswerName, ()> = ["steps.1-x.day", "steps.12.day", "steps.3.how_other"]
            .map(|text| (text.parse().expect("a name"), ()))
            .into();
        let begun = [1, 2, 3, 12].map(|number| RepeatRow::blank(&name("steps"), number).is_begun(&answers));
        assert_eq!(begun, [false, false, true, true]);
    }

    #[test]
    fn no_field_may_be_called_as_the_sheet_itself_is() {
        let reserved = ["office", "serial", "part2", "part10", "parts", "part", "partner", "part2b", "name"];
        let reserved: Vec<&str> = reserved.into_iter().filter(|text| AnswerName::is_reserved(&name(text))).collect();
        assert_eq!(reserved, ["office", "serial", "part2", "part10"]);
    }
}
