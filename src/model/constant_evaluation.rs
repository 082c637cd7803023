//! Evaluates expressions that are known at build time: relations between facts, and derived facts. Conditions of forms
//! are evaluated by browsers, by people, and for rows of tables by [`super::answers::three_valued_logic`].

use super::expression::{Expression, ExpressionNode, Operator};
use crate::source::Spanned;

/// The value of an expression known at build time.
#[derive(Clone, Debug, PartialEq)]
pub enum ConstantValue {
    Number(f64),
    Text(String),
    Truth(bool),
}

/// The reason why an expression has no value at build time.
#[derive(Clone, Debug, PartialEq)]
pub enum EvaluationError {
    /// This name has no single value.
    UnknownName(Spanned<String>),
    /// Numbers, texts and truths are mixed: 3 + 'a'.
    MixedTypes,
    DivisionByZero,
    /// Numbers this large are not kept to the unit, so that nothing equals them for certain.
    TooLarge,
    /// `.`, `today()`, `selected()` and the like, which only a filled-in sheet answers.
    Unsupported,
}

/// Two figures this near to each other (relative) are equal: 46.5 and 0.465 * 100.
const NEAR: f64 = 1e-9;

/// Whole numbers up to this one are kept exactly (2^53).
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Expression {
    /// The outcome, with `value` for the names.
    pub(crate) fn evaluate(
        &self,
        value: &dyn Fn(&str) -> Option<ConstantValue>,
    ) -> Result<ConstantValue, EvaluationError> {
        evaluate_node(&self.node, value)
    }

    /// Does a condition hold?
    pub fn holds(&self, value: &dyn Fn(&str) -> Option<ConstantValue>) -> Result<bool, EvaluationError> {
        truth(&self.node, value)
    }
}

impl ExpressionNode {
    /// Does it hold, with `value` for the names?
    pub(crate) fn holds(&self, value: &dyn Fn(&str) -> Option<ConstantValue>) -> Result<bool, EvaluationError> {
        truth(self, value)
    }

    /// What is wrong with a calculation whatever the answers are: a division by zero, numbers too large.
    pub(crate) fn never_computable(&self) -> Option<EvaluationError> {
        match evaluate_node(self, &|_| None) {
            Err(unclear @ (EvaluationError::DivisionByZero | EvaluationError::TooLarge)) => Some(unclear),
            Err(EvaluationError::UnknownName(_) | EvaluationError::MixedTypes | EvaluationError::Unsupported)
            | Ok(_) => None,
        }
    }
}

fn evaluate_node(
    node: &ExpressionNode,
    value: &dyn Fn(&str) -> Option<ConstantValue>,
) -> Result<ConstantValue, EvaluationError> {
    match node {
        ExpressionNode::Number(number) => Ok(ConstantValue::Number(*number)),
        ExpressionNode::Text(text) => Ok(ConstantValue::Text(text.clone())),
        ExpressionNode::Answer(name) => value(&name.value).ok_or_else(|| EvaluationError::UnknownName(name.clone())),
        ExpressionNode::Not(inner) => Ok(ConstantValue::Truth(!truth(inner, value)?)),
        ExpressionNode::Binary(operator, left, right) => binary(*operator, left, right, value),
        ExpressionNode::Own
        | ExpressionNode::Today
        | ExpressionNode::Selected(..)
        | ExpressionNode::CountSelected(_)
        | ExpressionNode::Regex(..) => Err(EvaluationError::Unsupported),
    }
}

fn binary(
    operator: Operator,
    left: &ExpressionNode,
    right: &ExpressionNode,
    value: &dyn Fn(&str) -> Option<ConstantValue>,
) -> Result<ConstantValue, EvaluationError> {
    let truths = || Ok((truth(left, value)?, truth(right, value)?));
    let numbers = || Ok((number(left, value)?, number(right, value)?));
    match operator {
        Operator::Or => truths().map(|(a, b)| ConstantValue::Truth(a || b)),
        Operator::And => truths().map(|(a, b)| ConstantValue::Truth(a && b)),
        Operator::Equal => Ok(ConstantValue::Truth(equal(left, right, value)?)),
        Operator::NotEqual => Ok(ConstantValue::Truth(!equal(left, right, value)?)),
        Operator::Less => numbers().map(|(a, b)| ConstantValue::Truth(a < b && !approximately_equal(a, b))),
        Operator::LessOrEqual => numbers().map(|(a, b)| ConstantValue::Truth(a < b || approximately_equal(a, b))),
        Operator::Greater => numbers().map(|(a, b)| ConstantValue::Truth(a > b && !approximately_equal(a, b))),
        Operator::GreaterOrEqual => numbers().map(|(a, b)| ConstantValue::Truth(a > b || approximately_equal(a, b))),
        Operator::Add => numbers().and_then(|(a, b)| finite_number(a + b)),
        Operator::Subtract => numbers().and_then(|(a, b)| finite_number(a - b)),
        Operator::Multiply => numbers().and_then(|(a, b)| finite_number(a * b)),
        // The divisor first: by zero nothing is divided, whatever it is.
        Operator::Divide => match number(right, value)? {
            0.0 => Err(EvaluationError::DivisionByZero),
            divisor => finite_number(number(left, value)? / divisor),
        },
    }
}

fn finite_number(number: f64) -> Result<ConstantValue, EvaluationError> {
    exact(number).map(ConstantValue::Number).ok_or(EvaluationError::TooLarge)
}

/// The outcome of a calculation, if it is a number that can be relied on.
pub(super) fn exact(number: f64) -> Option<f64> {
    (number.abs() <= EXACT).then_some(number)
}

fn equal(
    left: &ExpressionNode,
    right: &ExpressionNode,
    value: &dyn Fn(&str) -> Option<ConstantValue>,
) -> Result<bool, EvaluationError> {
    match (evaluate_node(left, value)?, evaluate_node(right, value)?) {
        (ConstantValue::Number(a), ConstantValue::Number(b)) => Ok(approximately_equal(a, b)),
        (ConstantValue::Text(a), ConstantValue::Text(b)) => Ok(a == b),
        (ConstantValue::Truth(a), ConstantValue::Truth(b)) => Ok(a == b),
        (ConstantValue::Number(_) | ConstantValue::Text(_) | ConstantValue::Truth(_), _) => {
            Err(EvaluationError::MixedTypes)
        }
    }
}

pub(super) fn approximately_equal(a: f64, b: f64) -> bool {
    exact(a).is_some() && exact(b).is_some() && (a - b).abs() <= NEAR * a.abs().max(b.abs()).max(1.0)
}

fn number(node: &ExpressionNode, value: &dyn Fn(&str) -> Option<ConstantValue>) -> Result<f64, EvaluationError> {
    match evaluate_node(node, value)? {
        ConstantValue::Number(number) => Ok(number),
        ConstantValue::Text(_) | ConstantValue::Truth(_) => Err(EvaluationError::MixedTypes),
    }
}

fn truth(node: &ExpressionNode, value: &dyn Fn(&str) -> Option<ConstantValue>) -> Result<bool, EvaluationError> {
    match evaluate_node(node, value)? {
        ConstantValue::Truth(truth) => Ok(truth),
        ConstantValue::Number(_) | ConstantValue::Text(_) => Err(EvaluationError::MixedTypes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::sample::expression;

    fn figure_of(name: &str) -> Option<ConstantValue> {
        match name {
            "per_city" => Some(ConstantValue::Number(800.0)),
            "national" => Some(ConstantValue::Number(24000.0)),
            "rate" => Some(ConstantValue::Number(0.465)),
            "unit" => Some(ConstantValue::Text("名".to_owned())),
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
            assert_eq!(number(&expression(text).node, &figure_of), Ok(expected), "{text}");
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
            ("3 + 'a'", EvaluationError::MixedTypes),
            ("'a' = 1", EvaluationError::MixedTypes),
            ("'a' < 'b'", EvaluationError::MixedTypes),
            ("1 and 2", EvaluationError::MixedTypes),
            ("1 + 1", EvaluationError::MixedTypes),
            ("1 div 0 = 1", EvaluationError::DivisionByZero),
            ("1 div (2 - 2) = 1", EvaluationError::DivisionByZero),
            ("900000000000000 * 100 = 1", EvaluationError::TooLarge),
            (". = 1", EvaluationError::Unsupported),
            ("today() = '2026-11-01'", EvaluationError::Unsupported),
            ("selected(${unit}, '名')", EvaluationError::Unsupported),
        ] {
            assert_eq!(expression(text).holds(&figure_of), Err(expected), "{text}");
        }
        // What stands beside a name that is not known is read all the same.
        let unknown = expression("1 = 1 or ${nobody} = 1").holds(&figure_of);
        assert!(matches!(unknown, Err(EvaluationError::UnknownName(name)) if name.value == "nobody"));
    }

    #[test]
    fn what_no_answer_can_mend_is_known_beforehand() {
        for (text, expected) in [
            ("${times} div 0", Some(EvaluationError::DivisionByZero)),
            ("${times} div (2 - 2)", Some(EvaluationError::DivisionByZero)),
            ("900000000000000 * 100", Some(EvaluationError::TooLarge)),
            ("${times} div 2", None),
            ("2 div ${times}", None),
            ("${times} + 'a'", None),
        ] {
            assert_eq!(expression(text).node.never_computable(), expected, "{text}");
        }
    }
}
