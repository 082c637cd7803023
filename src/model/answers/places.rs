//! Answers to the places on a sheet: what is written in which field, and which ticks are on.

use std::collections::BTreeMap;

use super::asks::Asks;
use super::columns::Column;
use super::name::AnswerName;
use super::{Answer, Answers};
use crate::model::kind::format::Limit;

/// What a sheet is filled with, by the names that its fields have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries {
    /// The text of each field, and the column it is from.
    pub written: BTreeMap<AnswerName, Written>,
    /// Name and value of each tick that is on, and the column it is from.
    pub ticked: BTreeMap<(AnswerName, String), AnswerName>,
}

/// A text for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    /// The column's name.
    pub column: AnswerName,
}

impl Entries {
    /// Where a row's answers stand on the sheet.
    pub fn of(columns: &[Column], answers: &Answers) -> Entries {
        let mut entries = Entries::default();
        for column in columns {
            if let Some(answer) = answers.get(&column.name) {
                entries.enter(column, answer);
            }
        }
        entries
    }

    fn enter(&mut self, column: &Column, answer: &Answer) {
        let name = &column.name;
        match answer {
            Answer::Text(text) | Answer::Date { written: text, .. } => match &column.asks {
                Asks::Line { limit: Limit { pattern: Some(pattern), .. }, .. } if *name == AnswerName::serial() => {
                    for (number, part) in blanks(text, pattern).into_iter().enumerate() {
                        self.write(column, name.blank(number + 1), part);
                    }
                }
                Asks::Date(format) => {
                    // A narrow column has one place for the whole date.
                    self.write(column, name.clone(), text.clone());
                    for (part, figures) in format.places(text) {
                        self.write(column, name.part(part), figures.to_owned());
                    }
                }
                _ => self.write(column, name.clone(), text.clone()),
            },
            Answer::Number { written, .. } => self.write(column, name.clone(), written.clone()),
            Answer::Chosen(chosen) => {
                let many = matches!(column.asks, Asks::Options { many: true, .. });
                for value in chosen {
                    // Each tick of many is a field below the question's name.
                    let place = if many { name.option(value) } else { name.clone() };
                    self.ticked.insert((place, value.clone()), name.clone());
                }
            }
        }
    }

    fn write(&mut self, column: &Column, name: AnswerName, text: String) {
        self.written.insert(name, Written { text, column: column.name.clone() });
    }
}

/// The parts of a sheet's number that are filled into the blanks of its pattern.
fn blanks(number: &str, pattern: &str) -> Vec<String> {
    if pattern.chars().all(|c| c == '_') {
        return vec![number.to_owned()];
    }
    let mut parts: Vec<String> = Vec::new();
    let mut before = ' ';
    for (place, character) in pattern.chars().zip(number.chars()) {
        match parts.last_mut() {
            Some(part) if place == '_' && before == '_' => part.push(character),
            _ if place == '_' => parts.push(character.to_string()),
            _ => {}
        }
        before = place;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_cut_at_its_blanks() {
        assert_eq!(blanks("420100-3-2026-00017", "______-3-____-_____"), ["420100", "2026", "00017"]);
        assert_eq!(blanks("420100-3-2026-00017", "420100-3-____-_____"), ["2026", "00017"]);
        assert_eq!(blanks("X-7", "________________"), ["X-7"]);
    }
}
