//! Checks the value of a setting, by the same code as answers.

use jiff::civil::Date;

use super::three_valued_logic::AnswerContext;
use super::{Answer, AnswerName, Answers};
use crate::diagnostic::Diagnostic;
use crate::model::field::Constraint;
use crate::model::number::{is_whole, parse_number};
use crate::model::setting::{Setting, SettingType};
use crate::source::Spanned;
use crate::wording::{message, overlays as say};

impl Setting {
    /// What is wrong with a value for it, at the value's place; `None` where it can be.
    pub(crate) fn value_fault(&self, value: &Spanned<String>) -> Option<Diagnostic> {
        let (label, text) = (&self.label, &value.value);
        let fault = |message| Some(Diagnostic::new(message, value.span));
        let answer = match (self.value_type, parse_number(&value.value)) {
            (SettingType::Text, _) => Answer::Text(value.value.clone()),
            (SettingType::Integer | SettingType::Decimal, None) => {
                return fault(message!(say::NOT_A_NUMBER_HERE, label, text));
            }
            (SettingType::Integer, Some(_)) if !is_whole(&value.value) => {
                return fault(message!(say::NOT_WHOLE_HERE, label, text));
            }
            (SettingType::Integer | SettingType::Decimal, Some(worth)) => {
                Answer::Number { written: value.value.clone(), value: worth }
            }
        };
        let own = AnswerName::field(&self.name.value);
        let answers: Answers = [(own.clone(), answer)].into();
        // No constraint of a setting asks for the day.
        let sheet = AnswerContext { answers: &answers, own: &own, row: None, today: Date::ZERO };
        // What cannot be decided does not hold.
        let holds = |constraint: &Constraint| constraint.expression.truth_value(&sheet) == Some(true);
        let broken = self.constraint.as_ref().filter(|constraint| !holds(constraint));
        broken.and_then(|_| fault(message!(say::OUT_OF_RANGE, label, text, rule = self.rule())))
    }
}
