//! Conditions, constraints and relations: the subset of XLSForm's expressions formpress reads.
//!
//! `${name}` is another field's answer (or a fact), `.` the field's own; `= != < <= > >=`,
//! `and`, `or`, `not()`, `+ - * div`, `selected()`, `count-selected()`, `today()`, `regex()`,
//! numbers and quoted strings. An expression has at most [`MOST_TERMS`] terms, so that whatever goes through one, step
//! within step, comes to an end soon.

use std::hash::{Hash, Hasher};

use super::name::Name;
use super::pattern::Pattern;
use super::prose::Text;
use crate::source::{Span, Spanned};

/// Names, numbers, texts and calls in one expression.
pub const MOST_TERMS: usize = 200;

/// A parsed expression and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    pub node: Node,
    pub text: String,
    /// What the author says instead of it to those who fill in (`relevant_text`, `constraint_text`).
    pub wording: Option<Text>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `.`
    Own,
    /// `${name}`; facts have dotted names.
    Answer(Spanned<String>),
    Number(f64),
    Text(String),
    /// `today()`: the day the sheet is filled in.
    Today,
    Not(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
    /// `selected(${name}, 'value')`
    Selected(Box<Node>, Box<Node>),
    /// `count-selected(${name})`
    CountSelected(Box<Node>),
    /// `regex(., 'pattern')`
    Regex(Box<Node>, Pattern),
}

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
            if let Node::Answer(name) = node {
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
    /// The rank of those that compare.
    pub const COMPARES: u8 = 3;

    /// How tightly it binds, 1 to 5.
    pub fn rank(self) -> u8 {
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
    pub fn turned(self) -> Operator {
        match self {
            Operator::Less => Operator::Greater,
            Operator::LessOrEqual => Operator::GreaterOrEqual,
            Operator::Greater => Operator::Less,
            Operator::GreaterOrEqual => Operator::LessOrEqual,
            same => same,
        }
    }

    /// Of those that compare, the operator that holds where this one does not.
    pub fn opposite(self) -> Option<Operator> {
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

impl Node {
    /// What holds where this does not, with as few `not`s as it can do with.
    pub fn negation(&self) -> Node {
        let both = |operator, left: &Node, right: &Node| {
            Node::Binary(operator, Box::new(left.negation()), Box::new(right.negation()))
        };
        match self {
            Node::Not(inner) => (**inner).clone(),
            Node::Binary(Operator::And, left, right) => both(Operator::Or, left, right),
            Node::Binary(Operator::Or, left, right) => both(Operator::And, left, right),
            Node::Binary(operator, left, right) => match operator.opposite() {
                Some(opposite) => Node::Binary(opposite, left.clone(), right.clone()),
                None => Node::Not(Box::new(self.clone())),
            },
            Node::Own
            | Node::Answer(_)
            | Node::Number(_)
            | Node::Text(_)
            | Node::Today
            | Node::Selected(..)
            | Node::CountSelected(_)
            | Node::Regex(..) => Node::Not(Box::new(self.clone())),
        }
    }

    /// Calls `see` with this node and every node below it, from left to right.
    pub fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Node)) {
        see(self);
        match self {
            Node::Own | Node::Answer(_) | Node::Number(_) | Node::Text(_) | Node::Today => {}
            Node::Not(inner) | Node::CountSelected(inner) | Node::Regex(inner, _) => inner.visit(see),
            Node::Binary(_, left, right) | Node::Selected(left, right) => {
                left.visit(see);
                right.visit(see);
            }
        }
    }
}
