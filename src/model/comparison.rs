//! Comparisons of an expression turned so that the answer stands first: `16 <= .` is `. >= 16`.

use super::expression::{Node, Operator};

/// An answer held against a value, the answer first: `16 <= .` is `. >= 16`.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    pub operator: Operator,
    pub answer: &'a Node,
    pub value: &'a Node,
}

impl<'a> Comparison<'a> {
    pub fn new(operator: Operator, left: &'a Node, right: &'a Node) -> Comparison<'a> {
        let is_value = |node: &Node| matches!(node, Node::Text(_) | Node::Number(_) | Node::Today);
        if is_own(right) && !is_own(left) || is_value(left) && !is_value(right) {
            return Comparison { operator: operator.turned(), answer: right, value: left };
        }
        Comparison { operator, answer: left, value: right }
    }

    /// The comparison that a node is.
    pub fn of(node: &'a Node) -> Option<Comparison<'a>> {
        match node {
            Node::Binary(operator, left, right) if operator.rank() == Operator::COMPARES => {
                Some(Comparison::new(*operator, left, right))
            }
            _ => None,
        }
    }
}

/// The question and the option where a case is that one option is chosen.
pub fn choice(node: &Node) -> Option<(&Node, &Node)> {
    let (answer, value) = match node {
        Node::Selected(answer, value) => (&**answer, &**value),
        _ => match Comparison::of(node)? {
            Comparison { operator: Operator::Equal, answer, value } => (answer, value),
            _ => return None,
        },
    };
    matches!(value, Node::Text(text) if !text.is_empty()).then_some((answer, value))
}

/// Do two nodes name the same answer, wherever each is written?
pub fn is_same(left: &Node, right: &Node) -> bool {
    match (left, right) {
        (Node::Answer(left), Node::Answer(right)) => left.value == right.value,
        (Node::CountSelected(left), Node::CountSelected(right)) => is_same(left, right),
        (Node::Own, Node::Own) => true,
        _ => false,
    }
}

/// Is it the own answer, `.`?
pub fn is_own(node: &Node) -> bool {
    matches!(node, Node::Own)
}

/// Is a sentence about the own answer, which it does not name?
pub fn is_about_own(node: &Node) -> bool {
    match node {
        Node::Selected(answer, _) | Node::Regex(answer, _) | Node::CountSelected(answer) => is_own(answer),
        Node::Not(inner) => is_about_own(inner),
        Node::Binary(..) => Comparison::of(node).is_some_and(|comparison| {
            is_own(comparison.answer) || matches!(comparison.answer, Node::CountSelected(of) if is_own(of))
        }),
        Node::Own | Node::Answer(_) | Node::Number(_) | Node::Text(_) | Node::Today => false,
    }
}
