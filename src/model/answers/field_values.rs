//! The values of the fields on a sheet: texts and ticks, made from answers.

use std::collections::BTreeMap;

use super::answer_type::AnswerType;
use super::columns::AnswerColumn;
use super::name::AnswerName;
use super::{Answer, Answers};
use crate::model::kind::format::AnswerLimit;

/// The texts and ticks of a filled-in sheet, by field name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldValues {
    /// The text of each field, and the column it is from.
    pub texts: BTreeMap<AnswerName, FieldText>,
    /// Name and value of each tick that is on, and the column it is from.
    pub ticked: BTreeMap<(AnswerName, String), AnswerName>,
}

/// The text of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldText {
    pub text: String,
    /// The column's name.
    pub column: AnswerName,
}

impl FieldValues {
    /// Where a row's answers stand on the sheet.
    pub fn of(columns: &[AnswerColumn], answers: &Answers) -> FieldValues {
        let mut entries = FieldValues::default();
        for column in columns {
            if let Some(answer) = answers.get(&column.name) {
                entries.add_answer(column, answer);
            }
        }
        entries
    }

    fn add_answer(&mut self, column: &AnswerColumn, answer: &Answer) {
        let name = &column.name;
        match answer {
            Answer::Text(text) | Answer::Date { written: text, .. } => match &column.answer_type {
                AnswerType::Line { limit: AnswerLimit { pattern: Some(pattern), .. }, .. }
                    if *name == AnswerName::serial() =>
                {
                    for (number, part) in blank_texts(text, pattern).into_iter().enumerate() {
                        self.add_text(column, name.blank(number + 1), part);
                    }
                }
                AnswerType::Date(format) => {
                    // A narrow column has one place for the whole date.
                    self.add_text(column, name.clone(), text.clone());
                    for (part, figures) in format.places(text) {
                        self.add_text(column, name.part(part), figures.to_owned());
                    }
                }
                _ => self.add_text(column, name.clone(), text.clone()),
            },
            Answer::Number { written, .. } => self.add_text(column, name.clone(), written.clone()),
            Answer::Chosen(chosen) => {
                let many = matches!(column.answer_type, AnswerType::Options { many: true, .. });
                for value in chosen {
                    // Each tick of many is a field below the question's name.
                    let place = if many { name.option(value) } else { name.clone() };
                    self.ticked.insert((place, value.clone()), name.clone());
                }
            }
        }
    }

    fn add_text(&mut self, column: &AnswerColumn, name: AnswerName, text: String) {
        self.texts.insert(name, FieldText { text, column: column.name.clone() });
    }
}

/// The parts of a sheet's number that are filled into the blanks of its pattern.
fn blank_texts(number: &str, pattern: &str) -> Vec<String> {
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
        assert_eq!(blank_texts("420100-3-2026-00017", "______-3-____-_____"), ["420100", "2026", "00017"]);
        assert_eq!(blank_texts("420100-3-2026-00017", "420100-3-____-_____"), ["2026", "00017"]);
        assert_eq!(blank_texts("X-7", "________________"), ["X-7"]);
    }
}
