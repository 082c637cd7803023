//! What an expression comes to, for the expressions whose answers are known at build time: relations
//! between facts and derived facts. Conditions of forms are answered by browsers, by people, and over the
//! rows of a table of data by [`super::answers::verdict`].

use super::expression::{Expression, Node, Operator};
use crate::source::Spanned;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Number(f64),
    Text(String),
    Truth(bool),
}

/// Why an expression comes to nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Unclear {
    /// This name has no single value.
    Name(Spanned<String>),
    /// Numbers, texts and truths are mixed: 3 + 'a'.
    Mixed,
    DivisionByZero,
    /// Numbers this large are not kept to the unit, so that nothing equals them for certain.
    TooLarge,
    /// `.`, `today()`, `selected()` and the like, which only a filled-in sheet answers.
    NotHere,
}

/// Two figures this near to each other (relative) are equal: 46.5 and 0.465 * 100.
const NEAR: f64 = 1e-9;

/// Whole numbers up to this one are kept exactly (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Expression {
    /// The outcome, with `value` for the names.
    pub fn evaluate(&self, value: &dyn Fn(&str) -> Option<Outcome>) -> Result<Outcome, Unclear> {
        outcome(&self.node, value)
    }

    /// Does a condition hold?
    pub fn holds(&self, value: &dyn Fn(&str) -> Option<Outcome>) -> Result<bool, Unclear> {
        truth(&self.node, value)
    }

    /// The number an expression comes to.
    pub fn number(&self, value: &dyn Fn(&str) -> Option<Outcome>) -> Result<f64, Unclear> {
        number(&self.node, value)
    }
}

impl Node {
    /// Does it hold, with `value` for the names?
    pub fn holds(&self, value: &dyn Fn(&str) -> Option<Outcome>) -> Result<bool, Unclear> {
        truth(self, value)
    }

    /// What is wrong with a calculation whatever the answers are: a division by zero, numbers too large.
    pub fn never_computable(&self) -> Option<Unclear> {
        match outcome(self, &|_| None) {
            Err(unclear @ (Unclear::DivisionByZero | Unclear::TooLarge)) => Some(unclear),
            Err(Unclear::Name(_) | Unclear::Mixed | Unclear::NotHere) | Ok(_) => None,
        }
    }
}

fn outcome(node: &Node, value: &dyn Fn(&str) -> Option<Outcome>) -> Result<Outcome, Unclear> {
    match node {
        Node::Number(number) => Ok(Outcome::Number(*number)),
        Node::Text(text) => Ok(Outcome::Text(text.clone())),
        Node::Answer(name) => value(&name.value).ok_or_else(|| Unclear::Name(name.clone())),
        Node::Not(inner) => Ok(Outcome::Truth(!truth(inner, value)?)),
        Node::Binary(operator, left, right) => binary(*operator, left, right, value),
        Node::Own | Node::Today | Node::Selected(..) | Node::CountSelected(_) | Node::Regex(..) => {
            Err(Unclear::NotHere)
        }
    }
}

fn binary(
    operator: Operator,
    left: &Node,
    right: &Node,
    value: &dyn Fn(&str) -> Option<Outcome>,
) -> Result<Outcome, Unclear> {
    let truths = || Ok((truth(left, value)?, truth(right, value)?));
    let numbers = || Ok((number(left, value)?, number(right, value)?));
    match operator {
        Operator::Or => truths().map(|(a, b)| Outcome::Truth(a || b)),
        Operator::And => truths().map(|(a, b)| Outcome::Truth(a && b)),
        Operator::Equal => Ok(Outcome::Truth(equal(left, right, value)?)),
        Operator::NotEqual => Ok(Outcome::Truth(!equal(left, right, value)?)),
        Operator::Less => numbers().map(|(a, b)| Outcome::Truth(a < b && !near(a, b))),
        Operator::LessOrEqual => numbers().map(|(a, b)| Outcome::Truth(a < b || near(a, b))),
        Operator::Greater => numbers().map(|(a, b)| Outcome::Truth(a > b && !near(a, b))),
        Operator::GreaterOrEqual => numbers().map(|(a, b)| Outcome::Truth(a > b || near(a, b))),
        Operator::Add => numbers().and_then(|(a, b)| figure(a + b)),
        Operator::Subtract => numbers().and_then(|(a, b)| figure(a - b)),
        Operator::Multiply => numbers().and_then(|(a, b)| figure(a * b)),
        // The divisor first: by zero nothing is divided, whatever it is.
        Operator::Divide => match number(right, value)? {
            0.0 => Err(Unclear::DivisionByZero),
            divisor => figure(number(left, value)? / divisor),
        },
    }
}

fn figure(number: f64) -> Result<Outcome, Unclear> {
    exact(number).map(Outcome::Number).ok_or(Unclear::TooLarge)
}

/// The outcome of a calculation, if it is a number that can be relied on.
pub(super) fn exact(number: f64) -> Option<f64> {
    (number.abs() <= EXACT).then_some(number)
}

fn equal(left: &Node, right: &Node, value: &dyn Fn(&str) -> Option<Outcome>) -> Result<bool, Unclear> {
    match (outcome(left, value)?, outcome(right, value)?) {
        (Outcome::Number(a), Outcome::Number(b)) => Ok(near(a, b)),
        (Outcome::Text(a), Outcome::Text(b)) => Ok(a == b),
        (Outcome::Truth(a), Outcome::Truth(b)) => Ok(a == b),
        (Outcome::Number(_) | Outcome::Text(_) | Outcome::Truth(_), _) => Err(Unclear::Mixed),
    }
}

pub(super) fn near(a: f64, b: f64) -> bool {
    exact(a).is_some() && exact(b).is_some() && (a - b).abs() <= NEAR * a.abs().max(b.abs()).max(1.0)
}

fn number(node: &Node, value: &dyn Fn(&str) -> Option<Outcome>) -> Result<f64, Unclear> {
    match outcome(node, value)? {
        Outcome::Number(number) => Ok(number),
        Outcome::Text(_) | Outcome::Truth(_) => Err(Unclear::Mixed),
    }
}

fn truth(node: &Node, value: &dyn Fn(&str) -> Option<Outcome>) -> Result<bool, Unclear> {
    match outcome(node, value)? {
        Outcome::Truth(truth) => Ok(truth),
        Outcome::Number(_) | Outcome::Text(_) => Err(Unclear::Mixed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::sample::expression;

    fn figure_of(name: &str) -> Option<Outcome> {
        match name {
            "per_city" => Some(Outcome::Number(800.0)),
            "national" => Some(Outcome::Number(24000.0)),
            "rate" => Some(Outcome::Number(0.465)),
            "unit" => Some(Outcome::Text("名".to_owned())),
            _ => None,
        }
    }

    #[test]
    fn figures_are_reckoned_as_on_paper() {
        for (text, expected) in [
            ("${per_city} * 30", 24000.0),
            ("${national} - ${per_city} * 2", 22400.0),
            ("${national} div ${per_city} div 3", 10.0),
            ("-2 + 3 * (4 - 1)", 7.0),
        ] {
            assert_eq!(expression(text).number(&figure_of), Ok(expected), "{text}");
        }
        for (text, expected) in [
            ("${per_city} * 30 = ${national}", true),
            ("${per_city} * 29 = ${national}", false),
            ("${per_city} * 29 != ${national}", true),
            ("${unit} = '名'", true),
            ("not(${unit} = '名') or 1 < 2 and 2 <= 2", true),
            ("(1 = 1) = (2 = 3)", false),
        ] {
            assert_eq!(expression(text).holds(&figure_of), Ok(expected), "{text}");
        }
    }

    /// Decimals that paper reckons exactly are not told apart by how machines keep them.
    #[test]
    fn what_differs_by_rounding_alone_is_equal() {
        for (text, expected) in [
            ("0.1 + 0.2 = 0.3", true),
            ("0.1 + 0.2 <= 0.3 and 0.1 + 0.2 >= 0.3", true),
            ("0.1 + 0.2 > 0.3 or 0.3 < 0.1 + 0.2", false),
            ("${rate} * 100 = 46.5", true),
            ("1 div 3 * 3 = 1", true),
            ("${rate} * 100 = 46.6", false),
            ("100000000 = 100000001", false),
        ] {
            assert_eq!(expression(text).holds(&figure_of), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_comes_to_nothing_says_why() {
        for (text, expected) in [
            ("3 + 'a'", Unclear::Mixed),
            ("'a' = 1", Unclear::Mixed),
            ("'a' < 'b'", Unclear::Mixed),
            ("1 and 2", Unclear::Mixed),
            ("1 + 1", Unclear::Mixed),
            ("1 div 0 = 1", Unclear::DivisionByZero),
            ("1 div (2 - 2) = 1", Unclear::DivisionByZero),
            ("900000000000000 * 100 = 1", Unclear::TooLarge),
            (". = 1", Unclear::NotHere),
            ("today() = '2026-11-01'", Unclear::NotHere),
            ("selected(${unit}, '名')", Unclear::NotHere),
        ] {
            assert_eq!(expression(text).holds(&figure_of), Err(expected), "{text}");
        }
        // What stands beside a name that is not known is read all the same.
        let unknown = expression("1 = 1 or ${nobody} = 1").holds(&figure_of);
        assert!(matches!(unknown, Err(Unclear::Name(name)) if name.value == "nobody"));
    }

    #[test]
    fn what_no_answer_can_mend_is_known_beforehand() {
        for (text, expected) in [
            ("${times} div 0", Some(Unclear::DivisionByZero)),
            ("${times} div (2 - 2)", Some(Unclear::DivisionByZero)),
            ("900000000000000 * 100", Some(Unclear::TooLarge)),
            ("${times} div 2", None),
            ("2 div ${times}", None),
            ("${times} + 'a'", None),
        ] {
            assert_eq!(expression(text).node.never_computable(), expected, "{text}");
        }
    }
}
