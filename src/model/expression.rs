//! Parsed expressions of conditions, constraints and relations: a subset of the expressions of XLSForm.
//!
//! `${name}` is another field's answer (or a fact), `.` the field's own; `= != < <= > >=`,
//! `and`, `or`, `not()`, `+ - * div`, `selected()`, `count-selected()`, `today()`, `regex()`,
//! numbers and quoted strings. An expression has at most [`MOST_TERMS`] terms, so that whatever goes through one, step
//! within step, comes to an end soon.

use std::hash::{Hash, Hasher};

use super::name::Name;
use super::pattern::Pattern;
use super::prose::LocalizedText;
use crate::source::{Span, Spanned};

/// Names, numbers, texts and calls in one expression.
pub(crate) const MOST_TERMS: usize = 200;

/// A parsed expression with its source text and span.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    pub(crate) node: ExpressionNode,
    pub(crate) text: String,
    /// What the author says instead of it to those who fill in (`relevant_text`, `constraint_text`).
    pub(crate) wording: Option<LocalizedText>,
    pub(crate) span: Span,
}

/// A node of the syntax tree of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionNode {
    /// `.`
    Own,
    /// `${name}`; facts have dotted names.
    Answer(Spanned<String>),
    Number(f64),
    Text(String),
    /// `today()`: the day the sheet is filled in.
    Today,
    Not(Box<ExpressionNode>),
    Binary(Operator, Box<ExpressionNode>, Box<ExpressionNode>),
    /// `selected(${name}, 'value')`
    Selected(Box<ExpressionNode>, Box<ExpressionNode>),
    /// `count-selected(${name})`
    CountSelected(Box<ExpressionNode>),
    /// `regex(., 'pattern')`
    Regex(Box<ExpressionNode>, Pattern),
}

/// A binary operator of expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Expression {
    /// The names the expression reads, in the order they stand.
    pub fn answers(&self) -> Vec<&Spanned<String>> {
        let mut names = Vec::new();
        self.node.visit(&mut |node| {
            if let ExpressionNode::Answer(name) = node {
                names.push(name);
            }
        });
        names
    }

    /// Does it read the field of this name?
    pub fn reads(&self, name: &Name) -> bool {
        self.answers().iter().any(|answer| answer.value == name.as_str())
    }
}

/// The text says what the tree does, which has numbers that are no keys.
impl Hash for Expression {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
        self.wording.hash(state);
    }
}

impl Operator {
    /// The precedence of the comparison operators.
    pub(crate) const COMPARES: u8 = 3;

    /// The precedence from 1 to 5; a higher one binds more tightly.
    pub(crate) fn precedence(self) -> u8 {
        match self {
            Operator::Or => 1,
            Operator::And => 2,
            Operator::Equal
            | Operator::NotEqual
            | Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => Operator::COMPARES,
            Operator::Add | Operator::Subtract => 4,
            Operator::Multiply | Operator::Divide => 5,
        }
    }

    /// The operator for the two sides the other way round.
    pub(crate) fn mirrored(self) -> Operator {
        match self {
            Operator::Less => Operator::Greater,
            Operator::LessOrEqual => Operator::GreaterOrEqual,
            Operator::Greater => Operator::Less,
            Operator::GreaterOrEqual => Operator::LessOrEqual,
            same => same,
        }
    }

    /// Of those that compare, the operator that holds where this one does not.
    pub(crate) fn negated(self) -> Option<Operator> {
        Some(match self {
            Operator::Equal => Operator::NotEqual,
            Operator::NotEqual => Operator::Equal,
            Operator::Less => Operator::GreaterOrEqual,
            Operator::LessOrEqual => Operator::Greater,
            Operator::Greater => Operator::LessOrEqual,
            Operator::GreaterOrEqual => Operator::Less,
            Operator::Or
            | Operator::And
            | Operator::Add
            | Operator::Subtract
            | Operator::Multiply
            | Operator::Divide => return None,
        })
    }
}

impl ExpressionNode {
    /// What holds where this does not, with as few `not`s as it can do with.
    pub(crate) fn negation(&self) -> ExpressionNode {
        let both = |operator, left: &ExpressionNode, right: &ExpressionNode| {
            ExpressionNode::Binary(operator, Box::new(left.negation()), Box::new(right.negation()))
        };
        match self {
            ExpressionNode::Not(inner) => (**inner).clone(),
            ExpressionNode::Binary(Operator::And, left, right) => both(Operator::Or, left, right),
            ExpressionNode::Binary(Operator::Or, left, right) => both(Operator::And, left, right),
            ExpressionNode::Binary(operator, left, right) => match operator.negated() {
                Some(opposite) => ExpressionNode::Binary(opposite, left.clone(), right.clone()),
                None => ExpressionNode::Not(Box::new(self.clone())),
            },
            ExpressionNode::Own
            | ExpressionNode::Answer(_)
            | ExpressionNode::Number(_)
            | ExpressionNode::Text(_)
            | ExpressionNode::Today
            | ExpressionNode::Selected(..)
            | ExpressionNode::CountSelected(_)
            | ExpressionNode::Regex(..) => ExpressionNode::Not(Box::new(self.clone())),
        }
    }

    /// Calls `see` with this node and every node below it, from left to right.
    pub(crate) fn visit<'a>(&'a self, see: &mut impl FnMut(&'a ExpressionNode)) {
        see(self);
        match self {
            ExpressionNode::Own
            | ExpressionNode::Answer(_)
            | ExpressionNode::Number(_)
            | ExpressionNode::Text(_)
            | ExpressionNode::Today => {}
            ExpressionNode::Not(inner) | ExpressionNode::CountSelected(inner) | ExpressionNode::Regex(inner, _) => {
                inner.visit(see)
            }
            ExpressionNode::Binary(_, left, right) | ExpressionNode::Selected(left, right) => {
                left.visit(see);
                right.visit(see);
            }
        }
    }
}
