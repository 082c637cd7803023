//! What a condition comes to over answers, of which some may be missing: yes, no, or nobody knows.
//!
//! Three-valued after Kleene: `unknown and no` is no, `unknown or yes` is yes. A question that was not
//! answered is unknown, but whether it was answered (`${name} = ''`) is known.

use jiff::civil::Date;

use super::name::{AnswerName, RepeatRow};
use super::{Answer, Answers};
use crate::model::day::day;
use crate::model::evaluation::{exact, near};
use crate::model::expression::{Expression, Node, Operator};
use crate::model::name::Name;

/// What expressions read.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    pub answers: &'a Answers,
    /// The question's own name, for `.`.
    pub own: &'a AnswerName,
    /// The row it stands in, whose answers go before those of the form.
    pub row: Option<&'a RepeatRow>,
    pub today: Date,
}

#[derive(Clone, Debug, PartialEq)]
enum Value<'a> {
    Truth(bool),
    Number(f64),
    Date(Date),
    Text(&'a str),
    Chosen(&'a [String]),
}

impl Expression {
    /// Does it hold? `None` where an answer is missing that would decide it.
    pub fn verdict(&self, sheet: &Sheet) -> Option<bool> {
        sheet.truth(&self.node)
    }

    /// Does it speak of the day the sheet is filled in?
    pub fn reads_today(&self) -> bool {
        let mut found = false;
        self.node.visit(&mut |node| found |= matches!(node, Node::Today));
        found
    }
}

impl<'a> Sheet<'a> {
    fn answer(&self, name: &str) -> Option<&'a Answer> {
        let name = Name::new(name)?;
        let in_row = self.row.and_then(|row| self.answers.get(&row.column(&name)));
        in_row.or_else(|| self.answers.get(&AnswerName::field(&name)))
    }

    /// The answer a node stands for, if it stands for one.
    fn asked(&self, node: &Node) -> Option<Option<&'a Answer>> {
        match node {
            Node::Own => Some(self.answers.get(self.own)),
            Node::Answer(name) => Some(self.answer(&name.value)),
            _ => None,
        }
    }

    fn truth(&self, node: &'a Node) -> Option<bool> {
        match self.value(node)? {
            Value::Truth(truth) => Some(truth),
            Value::Number(_) | Value::Date(_) | Value::Text(_) | Value::Chosen(_) => None,
        }
    }

    fn value(&self, node: &'a Node) -> Option<Value<'a>> {
        Some(match node {
            Node::Number(number) => Value::Number(*number),
            Node::Text(text) => Value::Text(text),
            Node::Today => Value::Date(self.today),
            Node::Own | Node::Answer(_) => worth(self.asked(node)??)?,
            Node::Not(inner) => Value::Truth(!self.truth(inner)?),
            Node::Binary(operator, left, right) => self.binary(*operator, left, right)?,
            Node::Selected(of, option) => match (self.asked(of)??, self.value(option)?) {
                (Answer::Chosen(chosen), Value::Text(option)) => Value::Truth(chosen.iter().any(|c| c == option)),
                _ => return None,
            },
            Node::CountSelected(of) => match self.asked(of)?? {
                Answer::Chosen(chosen) => Value::Number(chosen.len() as f64),
                _ => return None,
            },
            Node::Regex(of, pattern) => match self.value(of)? {
                Value::Text(text) => Value::Truth(pattern.matches(text)),
                _ => return None,
            },
        })
    }

    fn binary(&self, operator: Operator, left: &'a Node, right: &'a Node) -> Option<Value<'a>> {
        let compared = |of: fn(std::cmp::Ordering) -> bool| Some(Value::Truth(of(self.ordering(left, right)?)));
        match operator {
            Operator::And => both(self.truth(left), self.truth(right)).map(Value::Truth),
            Operator::Or => either(self.truth(left), self.truth(right)).map(Value::Truth),
            Operator::Equal => self.equal(left, right).map(Value::Truth),
            Operator::NotEqual => self.equal(left, right).map(|equal| Value::Truth(!equal)),
            Operator::Less => compared(std::cmp::Ordering::is_lt),
            Operator::LessOrEqual => compared(std::cmp::Ordering::is_le),
            Operator::Greater => compared(std::cmp::Ordering::is_gt),
            Operator::GreaterOrEqual => compared(std::cmp::Ordering::is_ge),
            Operator::Add | Operator::Subtract => self.sum(operator, left, right),
            Operator::Multiply => exact(self.number(left)? * self.number(right)?).map(Value::Number),
            Operator::Divide => match self.number(right)? {
                0.0 => None,
                divisor => exact(self.number(left)? / divisor).map(Value::Number),
            },
        }
    }

    /// Days are added to dates; the difference of dates is in days.
    fn sum(&self, operator: Operator, left: &'a Node, right: &'a Node) -> Option<Value<'a>> {
        let sign = if operator == Operator::Add { 1.0 } else { -1.0 };
        match (self.value(left)?, self.value(right)?) {
            (Value::Number(a), Value::Number(b)) => exact(a + sign * b).map(Value::Number),
            (Value::Date(date), Value::Number(days)) => {
                date.checked_add(jiff::Span::new().try_days((sign * days) as i64).ok()?).ok().map(Value::Date)
            }
            (Value::Date(a), Value::Date(b)) if operator == Operator::Subtract => {
                let days = (a - b).get_days();
                Some(Value::Number(f64::from(days)))
            }
            _ => None,
        }
    }

    fn number(&self, node: &'a Node) -> Option<f64> {
        match self.value(node)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    fn equal(&self, left: &'a Node, right: &'a Node) -> Option<bool> {
        // Whether a question was answered at all is known.
        for (asked, text) in [(left, right), (right, left)] {
            if let (Some(answer), Node::Text(text)) = (self.asked(asked), text)
                && text.is_empty()
            {
                return Some(answer.is_none());
            }
        }
        match (self.value(left)?, self.value(right)?) {
            (Value::Chosen(chosen), Value::Text(option)) | (Value::Text(option), Value::Chosen(chosen)) => {
                Some(chosen.len() == 1 && chosen[0] == option)
            }
            (Value::Chosen(a), Value::Chosen(b)) => Some(a == b),
            (Value::Text(a), Value::Text(b)) => Some(a == b),
            (Value::Truth(a), Value::Truth(b)) => Some(a == b),
            _ => self.ordering(left, right).map(std::cmp::Ordering::is_eq),
        }
    }

    fn ordering(&self, left: &'a Node, right: &'a Node) -> Option<std::cmp::Ordering> {
        match (self.value(left)?, self.value(right)?) {
            (Value::Number(a), Value::Number(b)) if near(a, b) => Some(std::cmp::Ordering::Equal),
            (Value::Number(a), Value::Number(b)) => a.partial_cmp(&b),
            (Value::Date(a), Value::Date(b)) => Some(a.cmp(&b)),
            (Value::Date(a), Value::Text(b)) => Some(a.cmp(&day(b)?)),
            (Value::Text(a), Value::Date(b)) => Some(day(a)?.cmp(&b)),
            _ => None,
        }
    }
}

/// What an answer is worth in an expression; a month counts from its first day.
fn worth(answer: &Answer) -> Option<Value<'_>> {
    Some(match answer {
        Answer::Text(text) => Value::Text(text),
        Answer::Number { value, .. } => Value::Number(*value),
        Answer::Date { day, .. } => Value::Date(*day),
        Answer::Chosen(chosen) => Value::Chosen(chosen),
    })
}

fn both(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        (None, _) | (_, None) => None,
    }
}

fn either(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    both(a.map(|a| !a), b.map(|b| !b)).map(|neither| !neither)
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
        let sheet = Sheet { answers: &answers, own: &answer_name("times"), row, today: date(2026, 11, 22) };
        expression(text).verdict(&sheet)
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
