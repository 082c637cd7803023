//! The rules of a whole row: what is not asked is not answered, what is required is, constraints hold.

use jiff::civil::Date;

use super::asks::Asks;
use super::columns::Column;
use super::verdict::Sheet;
use super::{Answer, AnswerName, Answers, RowPlace, excerpt, person};
use crate::diagnostic::Diagnostic;
use crate::model::issued::{Condition, IssuedForm};
use crate::model::terms;
use crate::wording::records as say;

/// What the rules of a form are gone through with.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    pub form: &'a IssuedForm,
    /// The day the sheet is filled in.
    pub today: Date,
    /// What is required may be left to be written by hand.
    pub partial: bool,
}

impl Rules<'_> {
    /// Every rule that a row of answers breaks. A column in `unread` holds something that could not be
    /// read, which was reported: nothing is said of it again.
    pub fn broken(
        &self,
        columns: &[Column],
        answers: &Answers,
        unread: &[&AnswerName],
        place: &RowPlace,
    ) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for column in columns.iter().filter(|column| !unread.contains(&&column.name)) {
            let sheet = Sheet { answers, own: &column.name, row: column.row.as_ref(), today: self.today };
            let unasked =
                column.conditions.iter().find(|condition| condition.expression.verdict(&sheet) == Some(false));
            match (answers.get(&column.name), unasked) {
                (Some(answer), Some(condition)) => faults.push(not_asked(column, answer, condition, place)),
                (Some(answer), None) => {
                    faults.extend(self.constraint(column, answer, &sheet, place));
                    faults.extend(self.other(columns, column, answers, place).filter(|_| !is_unread(column, unread)));
                }
                (None, None) if self.is_required(column, &sheet) => {
                    faults.push(place.fault(column, &say::NOT_ANSWERED));
                }
                (None, _) => {}
            }
        }
        let person = self.form.person();
        faults.extend(person::contradictions(&person, columns, answers, self.today, place));
        faults
    }

    /// Is an answer missed? Where nobody knows whether it is asked, the answer that decides it is missed.
    fn is_required(&self, column: &Column, sheet: &Sheet) -> bool {
        let asked = column.conditions.iter().all(|condition| condition.expression.verdict(sheet) == Some(true));
        !self.partial
            && column.obligation.is_some()
            && asked
            && column.row.as_ref().is_none_or(|row| row.is_begun(sheet.answers))
    }

    fn constraint(&self, column: &Column, answer: &Answer, sheet: &Sheet, place: &RowPlace) -> Option<Diagnostic> {
        let rule = column.item?.rule.as_ref()?;
        if rule.expression.verdict(sheet) != Some(false) {
            return None;
        }
        let message = if rule.expression.reads_today() { &say::RULE_BROKEN_TODAY } else { &say::RULE_BROKEN };
        let fault = place.fault(column, message).with("value", column.shown(answer)).with("rule", &rule.message);
        Some(fault.with("today", terms::day(self.today)))
    }

    /// What 其他 is, although it is not chosen.
    fn other(&self, columns: &[Column], column: &Column, answers: &Answers, place: &RowPlace) -> Option<Diagnostic> {
        let Asks::Other { of, option, label } = &column.asks else { return None };
        let answer = answers.get(&column.name)?;
        let chosen = matches!(answers.get(of), Some(Answer::Chosen(chosen)) if chosen.iter().any(|c| c == option));
        if chosen {
            return None;
        }
        let of = columns.iter().find(|other| other.name == *of)?;
        let fault = place.fault(column, &say::OTHER_NOT_CHOSEN).with("value", column.shown(answer));
        Some(fault.with("option", label).with("of", of.title()))
    }
}

fn not_asked(column: &Column, answer: &Answer, condition: &Condition, place: &RowPlace) -> Diagnostic {
    place.fault(column, &say::NOT_ASKED).with("value", column.shown(answer)).with("condition", &condition.words)
}

/// Is the question that 其他 belongs to one whose answer could not be read?
fn is_unread(column: &Column, unread: &[&AnswerName]) -> bool {
    matches!(&column.asks, Asks::Other { of, .. } if unread.contains(&of))
}

impl Column<'_> {
    /// An answer as people read it, the beginning of a long one.
    pub fn shown(&self, answer: &Answer) -> String {
        match answer {
            Answer::Text(text) => excerpt(&text.replace('\n', " ")),
            _ => self.whole(answer),
        }
    }

    /// A whole answer as people read it: options by their labels.
    pub fn whole(&self, answer: &Answer) -> String {
        match answer {
            Answer::Text(text) => text.clone(),
            Answer::Number { written, .. } | Answer::Date { written, .. } => written.clone(),
            Answer::Chosen(chosen) => {
                let Asks::Options { offered, .. } = &self.asks else { return chosen.join(terms::PAUSE) };
                let labels = offered.iter().filter(|option| chosen.iter().any(|value| value == option.value));
                labels.map(|option| option.label).collect::<Vec<_>>().join(terms::PAUSE)
            }
        }
    }
}
