//! The rules of a row of answers: conditions, required answers and constraints.

use jiff::civil::Date;

use super::answer_type::AnswerType;
use super::columns::AnswerColumn;
use super::three_valued_logic::AnswerContext;
use super::{Answer, AnswerName, Answers, RowLocation, excerpt, person};
use crate::diagnostic::Diagnostic;
use crate::model::fixed_text;
use crate::model::issued::{IssuedCondition, IssuedForm};
use crate::wording::{partial_message, records as say};

/// Checks the rules of one form against rows of answers.
#[derive(Clone, Copy, Debug)]
pub struct RuleChecker<'a> {
    pub form: &'a IssuedForm,
    /// The day the sheet is filled in.
    pub today: Date,
    /// What is required may be left to be written by hand.
    pub partial: bool,
}

impl RuleChecker<'_> {
    /// Every rule that a row of answers breaks. A column in `unread` holds something that could not be
    /// read, which was reported: nothing is said of it again.
    pub fn violations(
        &self,
        columns: &[AnswerColumn],
        answers: &Answers,
        unread: &[&AnswerName],
        place: &RowLocation,
    ) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for column in columns.iter().filter(|column| !unread.contains(&&column.name)) {
            let sheet = AnswerContext { answers, own: &column.name, row: column.row.as_ref(), today: self.today };
            let unasked =
                column.conditions.iter().find(|condition| condition.expression.truth_value(&sheet) == Some(false));
            match (answers.get(&column.name), unasked) {
                (Some(answer), Some(condition)) => faults.push(not_applicable(column, answer, condition, place)),
                (Some(answer), None) => {
                    faults.extend(self.constraint(column, answer, &sheet, place));
                    faults.extend(
                        self.other_option_text(columns, column, answers, place).filter(|_| !is_unread(column, unread)),
                    );
                }
                (None, None) if self.is_required(column, &sheet) => {
                    faults.push(place.fault(column, partial_message!(say::NOT_ANSWERED, [column])));
                }
                (None, _) => {}
            }
        }
        let person = self.form.person();
        faults.extend(person::contradictions(&person, columns, answers, self.today, place));
        faults
    }

    /// Is an answer missed? Where nobody knows whether it is asked, the answer that decides it is missed.
    fn is_required(&self, column: &AnswerColumn, sheet: &AnswerContext) -> bool {
        let asked = column.conditions.iter().all(|condition| condition.expression.truth_value(sheet) == Some(true));
        !self.partial
            && column.obligation.is_some()
            && asked
            && column.row.as_ref().is_none_or(|row| row.is_begun(sheet.answers))
    }

    fn constraint(
        &self,
        column: &AnswerColumn,
        answer: &Answer,
        sheet: &AnswerContext,
        place: &RowLocation,
    ) -> Option<Diagnostic> {
        let rule = column.item?.rule.as_ref()?;
        if rule.expression.truth_value(sheet) != Some(false) {
            return None;
        }
        let (value, text) = (column.answer_excerpt(answer), &rule.message);
        let message = if rule.expression.reads_today() {
            partial_message!(say::RULE_BROKEN_TODAY, [column], value, rule = text, today = fixed_text::day(self.today))
        } else {
            partial_message!(say::RULE_BROKEN, [column], value, rule = text)
        };
        Some(place.fault(column, message))
    }

    /// What 其他 is, although it is not chosen.
    fn other_option_text(
        &self,
        columns: &[AnswerColumn],
        column: &AnswerColumn,
        answers: &Answers,
        place: &RowLocation,
    ) -> Option<Diagnostic> {
        let AnswerType::Other { of, option, label } = &column.answer_type else { return None };
        let answer = answers.get(&column.name)?;
        let chosen = matches!(answers.get(of), Some(Answer::Chosen(chosen)) if chosen.iter().any(|c| c == option));
        if chosen {
            return None;
        }
        let of = columns.iter().find(|other| other.name == *of)?;
        let value = column.answer_excerpt(answer);
        let message = partial_message!(say::OTHER_NOT_CHOSEN, [column], value, option = label, of = of.title());
        Some(place.fault(column, message))
    }
}

fn not_applicable(
    column: &AnswerColumn,
    answer: &Answer,
    condition: &IssuedCondition,
    place: &RowLocation,
) -> Diagnostic {
    let value = column.answer_excerpt(answer);
    place.fault(column, partial_message!(say::NOT_ASKED, [column], value, condition = &condition.words))
}

/// Is the question that 其他 belongs to one whose answer could not be read?
fn is_unread(column: &AnswerColumn, unread: &[&AnswerName]) -> bool {
    matches!(&column.answer_type, AnswerType::Other { of, .. } if unread.contains(&of))
}

impl AnswerColumn<'_> {
    /// An answer as people read it, the beginning of a long one.
    pub(crate) fn answer_excerpt(&self, answer: &Answer) -> String {
        match answer {
            Answer::Text(text) => excerpt(&text.replace('\n', " ")),
            _ => self.answer_text(answer),
        }
    }

    /// A whole answer as people read it: options by their labels.
    pub(crate) fn answer_text(&self, answer: &Answer) -> String {
        match answer {
            Answer::Text(text) => text.clone(),
            Answer::Number { written, .. } | Answer::Date { written, .. } => written.clone(),
            Answer::Chosen(chosen) => {
                let AnswerType::Options { offered, .. } = &self.answer_type else {
                    return chosen.join(fixed_text::ENUMERATION_COMMA);
                };
                let labels = offered.iter().filter(|option| chosen.iter().any(|value| value == option.value));
                labels.map(|option| option.label).collect::<Vec<_>>().join(fixed_text::ENUMERATION_COMMA)
            }
        }
    }
}
