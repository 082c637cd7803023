//! The parser of conditions, constraints and relations: text to [`ExpressionNode`], or the first fault with its
//! location.
//!
//! Operators from loosest to tightest: `or`, `and`, comparisons (which do not chain), `+ -`, `* div`, unary `-`.

use super::number::bad_number;
use super::pattern::{self, PatternFault};
use crate::diagnostic::{Diagnostic, closest_name};
use crate::model::expression::{ExpressionNode, MOST_TERMS, Operator};
use crate::model::name::Name;
use crate::model::number::parse_number;
use crate::source::{Span, Spanned};
use crate::wording::{message, syntax as grammar};

/// Nesting depth of parentheses and functions.
const DEPTH: usize = 30;

const FUNCTIONS: [&str; 5] = ["not", "selected", "count-selected", "today", "regex"];

/// Operators of other languages or of a Chinese keyboard, each with its replacement.
const REPLACEMENTS: [(&str, &str); 22] = [
    ("==", "="),
    ("<>", "!="),
    ("&&", "and"),
    ("||", "or"),
    ("!", "not(…)"),
    ("/", "div"),
    ("÷", "div"),
    ("×", "*"),
    ("≠", "!="),
    ("≤", "<="),
    ("≥", ">="),
    ("＝", "="),
    ("＜", "<"),
    ("＞", ">"),
    ("（", "("),
    ("）", ")"),
    ("，", ","),
    ("‘", "'"),
    ("’", "'"),
    ("“", "'"),
    ("”", "'"),
    ("。", "."),
];

/// A token of an expression.
#[derive(Clone, Debug, PartialEq)]
enum ExpressionToken {
    Number(f64),
    Text(String),
    Answer(String),
    /// The name of a function, or `and`, `or`, `div`.
    Word(String),
    Sign(&'static str),
    End,
}

const SIGNS: [&str; 13] = ["!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "(", ")", ",", "."];

/// The result of a parser function; the error is the first fault.
type ParseResult<T> = Result<T, Diagnostic>;

/// Parses a whole expression. `place` maps a byte range of the text to a span.
pub fn parse(text: &str, place: &dyn Fn(usize, usize) -> Span) -> ParseResult<ExpressionNode> {
    let tokens = tokens(text, place)?;
    let mut parser = ExpressionParser { tokens, at: 0, depth: 0, text, place };
    let node = parser.or()?;
    match parser.peek() {
        ExpressionToken::End => Ok(node),
        _ => Err(parser.unexpected()),
    }
}

fn tokens(text: &str, place: &dyn Fn(usize, usize) -> Span) -> ParseResult<Vec<(ExpressionToken, usize, usize)>> {
    let mut tokens = Vec::new();
    let mut terms = 0;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let (token, length) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if rest.starts_with("${") {
            answer(rest).ok_or_else(|| {
                let end = rest.find('}').map_or(rest.len(), |close| close + 1);
                Diagnostic::new(message!(grammar::EXPRESSION_NAME, text = &rest[..end]), place(at, at + end))
            })?
        } else if first.is_ascii_digit() {
            let length = run(|c| c.is_ascii_digit() || c == '.');
            let number =
                parse_number(&rest[..length]).ok_or_else(|| bad_number(&rest[..length], place(at, at + length)))?;
            (ExpressionToken::Number(number), length)
        } else if matches!(first, '\'' | '"') {
            let close = rest[1..]
                .find(first)
                .ok_or_else(|| Diagnostic::new(message!(grammar::EXPRESSION_QUOTE, sign = first), place(at, at + 1)))?;
            (ExpressionToken::Text(rest[1..close + 1].to_owned()), close + 2)
        } else if first.is_ascii_alphabetic() {
            let length = run(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            (ExpressionToken::Word(rest[..length].to_owned()), length)
        } else if let Some((sign, instead)) =
            REPLACEMENTS.iter().find(|(sign, _)| rest.starts_with(sign) && !rest.starts_with("!="))
        {
            return Err(Diagnostic::new(message!(grammar::EXPRESSION_SIGN, sign, instead), place(at, at + sign.len())));
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            (ExpressionToken::Sign(sign), sign.len())
        } else {
            return Err(Diagnostic::new(
                message!(grammar::EXPRESSION_UNEXPECTED, found = first),
                place(at, at + first.len_utf8()),
            ));
        };
        terms += usize::from(
            !matches!(token, ExpressionToken::Sign(_) | ExpressionToken::Word(_))
                || token == ExpressionToken::Sign("."),
        );
        if terms > MOST_TERMS {
            return Err(Diagnostic::new(message!(grammar::EXPRESSION_LONG, most = MOST_TERMS), place(at, at + length)));
        }
        tokens.push((token, at, at + length));
        at += length;
    }
    tokens.push((ExpressionToken::End, text.len(), text.len()));
    Ok(tokens)
}

/// Reads `${name}`; the names of facts contain dots.
fn answer(rest: &str) -> Option<(ExpressionToken, usize)> {
    let close = rest.find('}')?;
    let name = &rest[2..close];
    is_dotted(name).then(|| (ExpressionToken::Answer(name.to_owned()), close + 1))
}

/// Is this the name of a fact: parts of letters, digits, `-` and `_`, separated by dots? Only the first part may not
/// begin with a digit.
pub(crate) fn is_dotted(name: &str) -> bool {
    let mut parts = name.split('.');
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    parts.next().is_some_and(|first| Name::new(first).is_some()) && parts.all(plain)
}

/// A recursive-descent parser over the tokens of one expression.
struct ExpressionParser<'a> {
    tokens: Vec<(ExpressionToken, usize, usize)>,
    at: usize,
    depth: usize,
    text: &'a str,
    place: &'a dyn Fn(usize, usize) -> Span,
}

impl ExpressionParser<'_> {
    fn peek(&self) -> &ExpressionToken {
        &self.tokens[self.at].0
    }

    /// Returns the current token and advances; the end token is repeated.
    fn next_token(&mut self) -> ExpressionToken {
        let token = self.tokens[self.at].0.clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn span(&self, token: usize) -> Span {
        let (_, start, end) = &self.tokens[token];
        (self.place)(*start, *end)
    }

    fn unexpected(&self) -> Diagnostic {
        let (token, start, end) = &self.tokens[self.at];
        match token {
            ExpressionToken::End => Diagnostic::new(message!(grammar::EXPRESSION_ENDS), (self.place)(*start, *end)),
            _ => Diagnostic::new(
                message!(grammar::EXPRESSION_UNEXPECTED, found = &self.text[*start..*end]),
                (self.place)(*start, *end),
            ),
        }
    }

    fn expect(&mut self, sign: &'static str) -> ParseResult<()> {
        if *self.peek() != ExpressionToken::Sign(sign) {
            return Err(self.unexpected());
        }
        self.next_token();
        Ok(())
    }

    /// Consumes and returns the current token if it is one of these operators.
    fn operator(&mut self, of: &[(&str, Operator)]) -> Option<Operator> {
        let found = match self.peek() {
            ExpressionToken::Sign(sign) => of.iter().find(|(text, _)| text == sign),
            ExpressionToken::Word(word) => of.iter().find(|(text, _)| text == word),
            ExpressionToken::Number(_)
            | ExpressionToken::Text(_)
            | ExpressionToken::Answer(_)
            | ExpressionToken::End => None,
        }?;
        self.next_token();
        Some(found.1)
    }

    fn chain(
        &mut self,
        of: &[(&str, Operator)],
        part: fn(&mut Self) -> ParseResult<ExpressionNode>,
    ) -> ParseResult<ExpressionNode> {
        let mut left = part(self)?;
        while let Some(operator) = self.operator(of) {
            left = ExpressionNode::Binary(operator, Box::new(left), Box::new(part(self)?));
        }
        Ok(left)
    }

    fn or(&mut self) -> ParseResult<ExpressionNode> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Diagnostic::new(message!(grammar::EXPRESSION_DEPTH), self.span(self.at)));
        }
        let node = self.chain(&[("or", Operator::Or)], Self::and);
        self.depth -= 1;
        node
    }

    fn and(&mut self) -> ParseResult<ExpressionNode> {
        self.chain(&[("and", Operator::And)], Self::comparison)
    }

    fn comparison(&mut self) -> ParseResult<ExpressionNode> {
        let left = self.sum()?;
        let operator = self.operator(&[
            ("=", Operator::Equal),
            ("!=", Operator::NotEqual),
            ("<", Operator::Less),
            ("<=", Operator::LessOrEqual),
            (">", Operator::Greater),
            (">=", Operator::GreaterOrEqual),
        ]);
        match operator {
            Some(operator) => Ok(ExpressionNode::Binary(operator, Box::new(left), Box::new(self.sum()?))),
            None => Ok(left),
        }
    }

    fn sum(&mut self) -> ParseResult<ExpressionNode> {
        self.chain(&[("+", Operator::Add), ("-", Operator::Subtract)], Self::product)
    }

    fn product(&mut self) -> ParseResult<ExpressionNode> {
        self.chain(&[("*", Operator::Multiply), ("div", Operator::Divide)], Self::value)
    }

    fn value(&mut self) -> ParseResult<ExpressionNode> {
        let at = self.at;
        let wrong = self.unexpected();
        match self.next_token() {
            ExpressionToken::Number(number) => Ok(ExpressionNode::Number(number)),
            ExpressionToken::Text(text) => Ok(ExpressionNode::Text(text)),
            ExpressionToken::Answer(name) => Ok(ExpressionNode::Answer(Spanned::new(name, self.span(at)))),
            ExpressionToken::Sign(".") => Ok(ExpressionNode::Own),
            ExpressionToken::Sign("-") if matches!(self.peek(), ExpressionToken::Number(_)) => {
                match self.next_token() {
                    ExpressionToken::Number(number) => Ok(ExpressionNode::Number(-number)),
                    _ => Err(wrong),
                }
            }
            ExpressionToken::Sign("(") => {
                let inner = self.or()?;
                self.expect(")")?;
                Ok(inner)
            }
            ExpressionToken::Word(word) if FUNCTIONS.contains(&word.as_str()) => self.function(&word),
            ExpressionToken::Word(word) if !matches!(word.as_str(), "and" | "or" | "div") => {
                let near = closest_name(&word, FUNCTIONS).map_or_else(|| FUNCTIONS.join("()、"), str::to_owned);
                Err(Diagnostic::new(
                    message!(grammar::EXPRESSION_FUNCTION, name = &word, near = format!("{near}()")),
                    self.span(at),
                ))
            }
            ExpressionToken::Word(_) | ExpressionToken::Sign(_) | ExpressionToken::End => Err(wrong),
        }
    }

    fn function(&mut self, name: &str) -> ParseResult<ExpressionNode> {
        let at = self.at - 1;
        self.expect("(")?;
        let mut arguments = Vec::new();
        if *self.peek() != ExpressionToken::Sign(")") {
            arguments.push(self.or()?);
            while *self.peek() == ExpressionToken::Sign(",") {
                self.next_token();
                arguments.push(self.or()?);
            }
        }
        self.expect(")")?;
        let mut arguments = arguments.into_iter().map(Box::new);
        let list = [arguments.next(), arguments.next(), arguments.next()];
        match (name, list) {
            ("today", [None, None, None]) => Ok(ExpressionNode::Today),
            ("not", [Some(inner), None, None]) => Ok(ExpressionNode::Not(inner)),
            ("count-selected", [Some(of), None, None]) if is_value(&of) => Ok(ExpressionNode::CountSelected(of)),
            ("selected", [Some(of), Some(option), None]) if is_value(&of) => Ok(ExpressionNode::Selected(of, option)),
            ("regex", [Some(of), Some(pattern), None]) => match (*pattern, &self.tokens[self.at.saturating_sub(2)]) {
                (ExpressionNode::Text(pattern), (ExpressionToken::Text(_), start, _)) if is_value(&of) => {
                    let pattern =
                        pattern::parse(&pattern).map_err(|fault| self.pattern(&pattern, start + 1, &fault))?;
                    Ok(ExpressionNode::Regex(of, pattern))
                }
                _ => Err(self.arguments(name, at)),
            },
            _ => Err(self.arguments(name, at)),
        }
    }

    /// The diagnostic for a fault in a pattern that begins at byte `start` of the text.
    fn pattern(&self, pattern: &str, start: usize, fault: &PatternFault) -> Diagnostic {
        Diagnostic::new(fault.message(pattern), (self.place)(start + fault.at.start, start + fault.at.end))
    }

    fn arguments(&self, name: &str, at: usize) -> Diagnostic {
        let usage = match name {
            "today" => "today()",
            "not" => "not(…)",
            "count-selected" => "count-selected(${name})",
            "selected" => "selected(${name}, 'value')",
            _ => "regex(., 'pattern')",
        };
        let (start, end) = (self.tokens[at].1, self.tokens[self.at.saturating_sub(1).max(at)].2);
        Diagnostic::new(message!(grammar::EXPRESSION_ARGUMENTS, usage), (self.place)(start, end))
    }
}

/// Is the node an answer: `.` or `${name}`?
fn is_value(node: &ExpressionNode) -> bool {
    matches!(node, ExpressionNode::Own | ExpressionNode::Answer(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::sample;
    use crate::source::Sources;

    /// The text of a node with parentheses around every operation.
    fn bracketed(node: &ExpressionNode) -> String {
        let sign = |operator| match operator {
            Operator::Or => "or",
            Operator::And => "and",
            Operator::Equal => "=",
            Operator::NotEqual => "!=",
            Operator::Less => "<",
            Operator::LessOrEqual => "<=",
            Operator::Greater => ">",
            Operator::GreaterOrEqual => ">=",
            Operator::Add => "+",
            Operator::Subtract => "-",
            Operator::Multiply => "*",
            Operator::Divide => "div",
        };
        match node {
            ExpressionNode::Own => ".".to_owned(),
            ExpressionNode::Answer(name) => name.value.clone(),
            ExpressionNode::Number(number) => number.to_string(),
            ExpressionNode::Text(text) => format!("'{text}'"),
            ExpressionNode::Today => "today()".to_owned(),
            ExpressionNode::Not(inner) => format!("not {}", bracketed(inner)),
            ExpressionNode::Binary(operator, left, right) => {
                format!("({} {} {})", bracketed(left), sign(*operator), bracketed(right))
            }
            ExpressionNode::Selected(of, option) => format!("selected({}, {})", bracketed(of), bracketed(option)),
            ExpressionNode::CountSelected(of) => format!("count({})", bracketed(of)),
            ExpressionNode::Regex(of, _) => format!("regex({})", bracketed(of)),
        }
    }

    #[test]
    fn what_binds_tighter_is_read_first() {
        for (text, expected) in [
            ("1 + 2 * 3", "(1 + (2 * 3))"),
            ("(1 + 2) * 3", "((1 + 2) * 3)"),
            ("9 - 2 - 3", "((9 - 2) - 3)"),
            ("8 div 4 * 2", "((8 div 4) * 2)"),
            ("2 -1", "(2 - 1)"),
            ("2 * -1", "(2 * -1)"),
            ("1 + 1 = 4 - 2", "((1 + 1) = (4 - 2))"),
            ("${a} = 'x' or ${b} = 'y' and ${c} != 'z'", "((a = 'x') or ((b = 'y') and (c != 'z')))"),
            ("(${a} = 'x' or ${b} = 'y') and ${c} <= 1", "(((a = 'x') or (b = 'y')) and (c <= 1))"),
            ("${a} = 1 and ${b} = 2 and ${c} = 3", "(((a = 1) and (b = 2)) and (c = 3))"),
            ("not(${a} = 'x' or . > 2)", "not ((a = 'x') or (. > 2))"),
            ("not(${a} = 'x') or . < 2", "(not (a = 'x') or (. < 2))"),
            ("selected(${a}, 'x') and count-selected(.) >= 2", "(selected(a, 'x') and (count(.) >= 2))"),
            ("regex(., '[A-Z]+') and . <= today() - 7", "(regex(.) and (. <= (today() - 7)))"),
            ("${training.2008.per-city} * 30=24000", "((training.2008.per-city * 30) = 24000)"),
            ("${a}=\"it's\"", "(a = 'it's')"),
        ] {
            assert_eq!(bracketed(&sample::expression(text).node), expected, "{text}");
        }
    }

    /// The range of the fault is between `‹` and `›`.
    #[test]
    fn a_fault_is_marked_where_it_stands() {
        for (marked, code) in [
            ("${a} =‹›", "expression-ends"),
            ("(${a} = 'x'‹›", "expression-ends"),
            ("1 < ${a} ‹<› 3", "expression-unexpected"),
            ("${a} = 'x' and ‹)›", "expression-unexpected"),
            ("${a} or ‹or› ${b}", "expression-unexpected"),
            ("${a} = 'x' ‹selected›", "expression-unexpected"),
            ("‹甲› = 'x'", "expression-unexpected"),
            ("${a} ‹≥› 2", "expression-sign"),
            ("${a} = 'x' ‹&&› ${b} = 'y'", "expression-sign"),
            ("${a} = ‹'›x", "expression-quote"),
            ("‹${甲}› = 'x'", "expression-name"),
            ("1 = 1 and ‹${a›", "expression-name"),
            ("‹select›(${a}, 'x')", "expression-function"),
            ("not(‹selected('x')›)", "expression-arguments"),
            ("1 = ‹count-selected(1)›", "expression-arguments"),
            ("${a} = ‹1.2.3›", "bad-number"),
            ("${a} = ‹1234567890123456›", "number-too-long"),
            ("regex(., '[A-Z]‹(?=›1)')", "pattern-looks"),
        ] {
            let text = marked.replace(['‹', '›'], "");
            let mut sources = Sources::default();
            let id = sources.add("expression", text.as_str());
            let Err(fault) = parse(&text, &|start, end| Span::new(id, start..end)) else {
                panic!("{text} is read");
            };
            let crate::diagnostic::Location::Span(span) = fault.location else { panic!("{text}: no place") };
            let (start, end) = (span.start as usize, span.end as usize);
            let found = format!("{}‹{}›{}", &text[..start], &text[start..end], &text[end..]);
            assert_eq!((found.as_str(), fault.message.code), (marked, code));
        }
    }
}
