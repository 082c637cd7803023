//! Comparisons in expressions, normalized so that the answer is on the left: `16 <= .` becomes `. >= 16`.

use super::expression::{ExpressionNode, Operator};

/// A comparison of an answer with a value, the answer on the left: `16 <= .` becomes `. >= 16`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnswerComparison<'a> {
    pub(crate) operator: Operator,
    pub(crate) answer: &'a ExpressionNode,
    pub(crate) value: &'a ExpressionNode,
}

impl<'a> AnswerComparison<'a> {
    pub(crate) fn new(operator: Operator, left: &'a ExpressionNode, right: &'a ExpressionNode) -> AnswerComparison<'a> {
        let is_value = |node: &ExpressionNode| {
            matches!(node, ExpressionNode::Text(_) | ExpressionNode::Number(_) | ExpressionNode::Today)
        };
        if is_own(right) && !is_own(left) || is_value(left) && !is_value(right) {
            return AnswerComparison { operator: operator.mirrored(), answer: right, value: left };
        }
        AnswerComparison { operator, answer: left, value: right }
    }

    /// The comparison that a node is.
    pub(crate) fn of(node: &'a ExpressionNode) -> Option<AnswerComparison<'a>> {
        match node {
            ExpressionNode::Binary(operator, left, right) if operator.precedence() == Operator::COMPARES => {
                Some(AnswerComparison::new(*operator, left, right))
            }
            _ => None,
        }
    }
}

/// The question and the option where a case is that one option is chosen.
pub(crate) fn choice(node: &ExpressionNode) -> Option<(&ExpressionNode, &ExpressionNode)> {
    let (answer, value) = match node {
        ExpressionNode::Selected(answer, value) => (&**answer, &**value),
        _ => match AnswerComparison::of(node)? {
            AnswerComparison { operator: Operator::Equal, answer, value } => (answer, value),
            _ => return None,
        },
    };
    matches!(value, ExpressionNode::Text(text) if !text.is_empty()).then_some((answer, value))
}

/// Do two nodes name the same answer, wherever each is written?
pub(crate) fn is_same(left: &ExpressionNode, right: &ExpressionNode) -> bool {
    match (left, right) {
        (ExpressionNode::Answer(left), ExpressionNode::Answer(right)) => left.value == right.value,
        (ExpressionNode::CountSelected(left), ExpressionNode::CountSelected(right)) => is_same(left, right),
        (ExpressionNode::Own, ExpressionNode::Own) => true,
        _ => false,
    }
}

/// Is it the own answer, `.`?
pub(crate) fn is_own(node: &ExpressionNode) -> bool {
    matches!(node, ExpressionNode::Own)
}

/// Is a sentence about the own answer, which it does not name?
pub(crate) fn is_about_own(node: &ExpressionNode) -> bool {
    match node {
        ExpressionNode::Selected(answer, _)
        | ExpressionNode::Regex(answer, _)
        | ExpressionNode::CountSelected(answer) => is_own(answer),
        ExpressionNode::Not(inner) => is_about_own(inner),
        ExpressionNode::Binary(..) => AnswerComparison::of(node).is_some_and(|comparison| {
            is_own(comparison.answer) || matches!(comparison.answer, ExpressionNode::CountSelected(of) if is_own(of))
        }),
        ExpressionNode::Own
        | ExpressionNode::Answer(_)
        | ExpressionNode::Number(_)
        | ExpressionNode::Text(_)
        | ExpressionNode::Today => false,
    }
}
