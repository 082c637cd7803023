//! Evaluates conditions over answers, some of which may be missing: true, false or unknown.
//!
//! Three-valued after Kleene: `unknown and no` is no, `unknown or yes` is yes. A question that was not
//! answered is unknown, but whether it was answered (`${name} = ''`) is known.

use jiff::civil::Date;

use super::name::{AnswerName, RepeatRow};
use super::{Answer, Answers};
use crate::model::constant_evaluation::{approximately_equal, exact};
use crate::model::expression::{Expression, ExpressionNode, Operator};
use crate::model::iso_date::parse_iso_date;
use crate::model::name::Name;

/// The values that an expression can read: answers, the row it is in, and today.
#[derive(Clone, Copy, Debug)]
pub struct AnswerContext<'a> {
    pub answers: &'a Answers,
    /// The question's own name, for `.`.
    pub own: &'a AnswerName,
    /// The row that contains the question; answers of the row take precedence over those of the form.
    pub row: Option<&'a RepeatRow>,
    pub today: Date,
}

/// The value of an expression over answers.
#[derive(Clone, Debug, PartialEq)]
enum AnswerValue<'a> {
    Truth(bool),
    Number(f64),
    Date(Date),
    Text(&'a str),
    Chosen(&'a [String]),
}

impl Expression {
    /// Does it hold? `None` where an answer is missing that would decide it.
    pub fn truth_value(&self, sheet: &AnswerContext) -> Option<bool> {
        sheet.truth(&self.node)
    }

    /// Does it speak of the day the sheet is filled in?
    pub(crate) fn reads_today(&self) -> bool {
        let mut found = false;
        self.node.visit(&mut |node| found |= matches!(node, ExpressionNode::Today));
        found
    }
}

impl<'a> AnswerContext<'a> {
    fn answer(&self, name: &str) -> Option<&'a Answer> {
        let name = Name::new(name)?;
        let in_row = self.row.and_then(|row| self.answers.get(&row.column(&name)));
        in_row.or_else(|| self.answers.get(&AnswerName::field(&name)))
    }

    /// The answer a node stands for, if it stands for one.
    fn lookup(&self, node: &ExpressionNode) -> Option<Option<&'a Answer>> {
        match node {
            ExpressionNode::Own => Some(self.answers.get(self.own)),
            ExpressionNode::Answer(name) => Some(self.answer(&name.value)),
            _ => None,
        }
    }

    fn truth(&self, node: &'a ExpressionNode) -> Option<bool> {
        match self.value(node)? {
            AnswerValue::Truth(truth) => Some(truth),
            AnswerValue::Number(_) | AnswerValue::Date(_) | AnswerValue::Text(_) | AnswerValue::Chosen(_) => None,
        }
    }

    fn value(&self, node: &'a ExpressionNode) -> Option<AnswerValue<'a>> {
        Some(match node {
            ExpressionNode::Number(number) => AnswerValue::Number(*number),
            ExpressionNode::Text(text) => AnswerValue::Text(text),
            ExpressionNode::Today => AnswerValue::Date(self.today),
            ExpressionNode::Own | ExpressionNode::Answer(_) => value_of_answer(self.lookup(node)??)?,
            ExpressionNode::Not(inner) => AnswerValue::Truth(!self.truth(inner)?),
            ExpressionNode::Binary(operator, left, right) => self.binary(*operator, left, right)?,
            ExpressionNode::Selected(of, option) => match (self.lookup(of)??, self.value(option)?) {
                (Answer::Chosen(chosen), AnswerValue::Text(option)) => {
                    AnswerValue::Truth(chosen.iter().any(|c| c == option))
                }
                _ => return None,
            },
            ExpressionNode::CountSelected(of) => match self.lookup(of)?? {
                Answer::Chosen(chosen) => AnswerValue::Number(chosen.len() as f64),
                _ => return None,
            },
            ExpressionNode::Regex(of, pattern) => match self.value(of)? {
                AnswerValue::Text(text) => AnswerValue::Truth(pattern.matches(text)),
                _ => return None,
            },
        })
    }

    fn binary(
        &self,
        operator: Operator,
        left: &'a ExpressionNode,
        right: &'a ExpressionNode,
    ) -> Option<AnswerValue<'a>> {
        let compared = |of: fn(std::cmp::Ordering) -> bool| Some(AnswerValue::Truth(of(self.ordering(left, right)?)));
        match operator {
            Operator::And => and(self.truth(left), self.truth(right)).map(AnswerValue::Truth),
            Operator::Or => or(self.truth(left), self.truth(right)).map(AnswerValue::Truth),
            Operator::Equal => self.equal(left, right).map(AnswerValue::Truth),
            Operator::NotEqual => self.equal(left, right).map(|equal| AnswerValue::Truth(!equal)),
            Operator::Less => compared(std::cmp::Ordering::is_lt),
            Operator::LessOrEqual => compared(std::cmp::Ordering::is_le),
            Operator::Greater => compared(std::cmp::Ordering::is_gt),
            Operator::GreaterOrEqual => compared(std::cmp::Ordering::is_ge),
            Operator::Add | Operator::Subtract => self.sum(operator, left, right),
            Operator::Multiply => exact(self.number(left)? * self.number(right)?).map(AnswerValue::Number),
            Operator::Divide => match self.number(right)? {
                0.0 => None,
                divisor => exact(self.number(left)? / divisor).map(AnswerValue::Number),
            },
        }
    }

    /// Days are added to dates; the difference of dates is in days.
    fn sum(&self, operator: Operator, left: &'a ExpressionNode, right: &'a ExpressionNode) -> Option<AnswerValue<'a>> {
        let sign = if operator == Operator::Add { 1.0 } else { -1.0 };
        match (self.value(left)?, self.value(right)?) {
            (AnswerValue::Number(a), AnswerValue::Number(b)) => exact(a + sign * b).map(AnswerValue::Number),
            (AnswerValue::Date(date), AnswerValue::Number(days)) => {
                date.checked_add(jiff::Span::new().try_days((sign * days) as i64).ok()?).ok().map(AnswerValue::Date)
            }
            (AnswerValue::Date(a), AnswerValue::Date(b)) if operator == Operator::Subtract => {
                let days = (a - b).get_days();
                Some(AnswerValue::Number(f64::from(days)))
            }
            _ => None,
        }
    }

    fn number(&self, node: &'a ExpressionNode) -> Option<f64> {
        match self.value(node)? {
            AnswerValue::Number(number) => Some(number),
            _ => None,
        }
    }

    fn equal(&self, left: &'a ExpressionNode, right: &'a ExpressionNode) -> Option<bool> {
        // Whether a question was answered at all is known.
        for (asked, text) in [(left, right), (right, left)] {
            if let (Some(answer), ExpressionNode::Text(text)) = (self.lookup(asked), text)
                && text.is_empty()
            {
                return Some(answer.is_none());
            }
        }
        match (self.value(left)?, self.value(right)?) {
            (AnswerValue::Chosen(chosen), AnswerValue::Text(option))
            | (AnswerValue::Text(option), AnswerValue::Chosen(chosen)) => {
                Some(chosen.len() == 1 && chosen[0] == option)
            }
            (AnswerValue::Chosen(a), AnswerValue::Chosen(b)) => Some(a == b),
            (AnswerValue::Text(a), AnswerValue::Text(b)) => Some(a == b),
            (AnswerValue::Truth(a), AnswerValue::Truth(b)) => Some(a == b),
            _ => self.ordering(left, right).map(std::cmp::Ordering::is_eq),
        }
    }

    fn ordering(&self, left: &'a ExpressionNode, right: &'a ExpressionNode) -> Option<std::cmp::Ordering> {
        match (self.value(left)?, self.value(right)?) {
            (AnswerValue::Number(a), AnswerValue::Number(b)) if approximately_equal(a, b) => {
                Some(std::cmp::Ordering::Equal)
            }
            (AnswerValue::Number(a), AnswerValue::Number(b)) => a.partial_cmp(&b),
            (AnswerValue::Date(a), AnswerValue::Date(b)) => Some(a.cmp(&b)),
            (AnswerValue::Date(a), AnswerValue::Text(b)) => Some(a.cmp(&parse_iso_date(b)?)),
            (AnswerValue::Text(a), AnswerValue::Date(b)) => Some(parse_iso_date(a)?.cmp(&b)),
            _ => None,
        }
    }
}

/// What an answer is worth in an expression; a month counts from its first day.
fn value_of_answer(answer: &Answer) -> Option<AnswerValue<'_>> {
    Some(match answer {
        Answer::Text(text) => AnswerValue::Text(text),
        Answer::Number { value, .. } => AnswerValue::Number(*value),
        Answer::Date { day, .. } => AnswerValue::Date(*day),
        Answer::Chosen(chosen) => AnswerValue::Chosen(chosen),
    })
}

fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        (None, _) | (_, None) => None,
    }
}

fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    and(a.map(|a| !a), b.map(|b| !b)).map(|neither| !neither)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::load::sample::expression;
    use crate::model::answers::name::RowKey;

    fn answer_name(text: &str) -> AnswerName {
        text.parse().expect("an answer's name")
    }

    fn chosen(options: &[&str]) -> Answer {
        Answer::Chosen(options.iter().map(|option| (*option).to_owned()).collect())
    }

    fn of_calendar(written: &str, day: Date) -> Answer {
        Answer::Date { written: written.to_owned(), day }
    }

    fn number(value: f64) -> Answer {
        Answer::Number { written: value.to_string(), value }
    }

    /// What a condition comes to on 22 November 2026 over a sheet on which `nobody` was not answered; `.` is `times`.
    fn verdict(text: &str, row: Option<&RepeatRow>) -> Option<bool> {
        let answers: Answers = [
            ("met", chosen(&["1"])),
            ("ways", chosen(&["home", "phone"])),
            ("times", number(2.0)),
            ("steps.2.times", number(5.0)),
            ("name", Answer::Text("A12".to_owned())),
            ("from", of_calendar("2026-11-01", date(2026, 11, 1))),
            ("to", of_calendar("2026-12-01", date(2026, 12, 1))),
            ("since", of_calendar("2026-11", date(2026, 11, 1))),
        ]
        .map(|(name, answer)| (answer_name(name), answer))
        .into();
        let sheet = AnswerContext { answers: &answers, own: &answer_name("times"), row, today: date(2026, 11, 22) };
        expression(text).truth_value(&sheet)
    }

    #[test]
    fn what_is_not_known_is_yes_or_no_where_it_decides_nothing() {
        let (yes, no, unknown) = ("${met} = '1'", "${met} = '2'", "${nobody} = '1'");
        let cases = [(yes, Some(true)), (no, Some(false)), (unknown, None)];
        for (text, expected) in cases {
            assert_eq!(verdict(text, None), expected, "{text}");
            assert_eq!(verdict(&format!("not({text})"), None), expected.map(|truth: bool| !truth), "not({text})");
        }
        // Kleene: the lesser of two for `and`, the greater for `or`, where what is not known lies between no and yes.
        let rank = |truth: Option<bool>| truth.map_or(1, |truth| if truth { 2 } else { 0 });
        for (a, left) in cases {
            for (b, right) in cases {
                let (and, or) = (verdict(&format!("{a} and {b}"), None), verdict(&format!("{a} or {b}"), None));
                assert_eq!(rank(and), rank(left).min(rank(right)), "{a} and {b}");
                assert_eq!(rank(or), rank(left).max(rank(right)), "{a} or {b}");
            }
        }
    }

    #[test]
    fn answers_are_compared_as_what_they_are() {
        for (text, expected) in [
            // Whether something was answered is always known.
            ("${nobody} = ''", Some(true)),
            ("'' != ${nobody}", Some(false)),
            ("${name} != ''", Some(true)),
            // A choice of several is one option where it alone was chosen.
            ("selected(${ways}, 'phone')", Some(true)),
            ("selected(${ways}, 'letter')", Some(false)),
            ("${ways} = 'home'", Some(false)),
            ("count-selected(${ways}) = 2", Some(true)),
            ("count-selected(${nobody}) = 0", None),
            (". >= 2 and . < 3", Some(true)),
            ("${times} * 3 - 1 = 5", Some(true)),
            ("${times} div 0 = 1", None),
            ("${name} > 1", None),
            ("regex(${name}, '[A-Z][0-9]+')", Some(true)),
            ("regex(${name}, '[0-9]+')", Some(false)),
            ("regex(${nobody}, '[0-9]+')", None),
            // Days are counted; a month begins on its first day.
            ("${from} < today() and ${to} > today()", Some(true)),
            ("${to} - ${from} = 30", Some(true)),
            ("${from} + 30 = ${to}", Some(true)),
            ("${since} = ${from}", Some(true)),
            ("${from} >= '2026-11-02'", Some(false)),
            ("${from} > 'soon'", None),
        ] {
            assert_eq!(verdict(text, None), expected, "{text}");
        }
    }

    #[test]
    fn a_row_reads_its_own_answers_before_those_of_the_form() {
        let row = |number| RepeatRow { repeat: Name::new("steps").expect("a name"), key: RowKey::Blank(number) };
        assert_eq!(verdict("${times} = 5", Some(&row(2))), Some(true));
        assert_eq!(verdict("${times} = 2", Some(&row(1))), Some(true), "no such answer in this row");
        assert_eq!(verdict("${times} = 2 and ${met} = '1'", None), Some(true));
    }
}
