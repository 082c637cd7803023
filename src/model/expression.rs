//! Conditions, constraints and relations: the subset of XLSForm's expressions formpress reads.
//!
//! `${name}` is another field's answer (or a fact), `.` the field's own; `= != < <= > >=`,
//! `and`, `or`, `not()`, `+ - * div`, `selected()`, `count-selected()`, `today()`, `regex()`,
//! numbers and quoted strings. An expression has at most [`MOST_TERMS`] terms, so that whatever goes through one, step
//! within step, comes to an end soon.

use super::name::Name;
use super::pattern::Pattern;
use crate::source::{Span, Spanned};

/// Names, numbers, texts and calls in one expression.
pub const MOST_TERMS: usize = 200;

/// A parsed expression and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    pub node: Node,
    pub text: String,
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

impl Node {
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
