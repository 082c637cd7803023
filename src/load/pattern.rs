//! The parser of `regex()` patterns to a [`Pattern`].
//!
//! A pattern may contain what Rust's regular expressions and ECMAScript with the `u` flag both accept with the same
//! meaning; anything else is a fault with its location. The parser of Rust's regex engine reads the pattern; constructs
//! that browsers do not accept are refused here. `\d`, `\w`, `\s` and `.` have the meaning of ECMAScript. This is the
//! only file that names the crate.

use std::collections::BTreeSet;
use std::ops::Range;

use regex_syntax::ast::{
    AssertionKind, Ast, ClassBracketed, ClassPerl, ClassPerlKind, ClassSet, ClassSetItem, ErrorKind, GroupKind,
    HexLiteralKind, Literal, LiteralKind, Repetition, RepetitionKind, RepetitionRange, Span, SpecialLiteralKind,
    parse::ParserBuilder,
};

use crate::model::pattern::{Pattern, PatternState};
use crate::wording::{FilledMessage, message, syntax as grammar};

/// Characters of a pattern.
const LONGEST: usize = 400;
/// Nesting depth of groups.
const DEPTH: u32 = 12;
/// States after repetitions are expanded.
const STATES: usize = 1_000;
/// Transitions between states, and steps of building them.
const MOST_TRANSITIONS: usize = 20_000;

/// A fault of a pattern: its kind and its byte range.
#[derive(Debug)]
pub struct PatternFault {
    pub at: Range<usize>,
    kind: PatternFaultKind,
}

/// The kind of a fault in a pattern.
#[derive(Debug)]
enum PatternFaultKind {
    /// The pattern exceeds a limit.
    TooLarge,
    Syntax,
    /// The pattern has look-around or a backreference.
    LooksAround,
    /// An assertion that would match only a part of the text.
    PartOfText,
    /// A construct that the two languages do not share.
    NotShared,
    /// A construct that the two languages do not share, with a replacement that they do.
    WriteInstead(&'static str),
}

/// Characters of a faulty pattern that a message quotes.
const MOST_QUOTED: usize = 40;

impl PatternFault {
    /// The message for this fault of `pattern`.
    pub fn message(&self, pattern: &str) -> FilledMessage {
        let part: String = pattern[self.at.clone()].chars().take(MOST_QUOTED).collect();
        match self.kind {
            PatternFaultKind::TooLarge => message!(grammar::PATTERN_SIZE),
            PatternFaultKind::Syntax => message!(grammar::PATTERN_SYNTAX, part),
            PatternFaultKind::LooksAround => message!(grammar::PATTERN_LOOKS, part),
            PatternFaultKind::PartOfText => message!(grammar::PATTERN_WHOLE, part),
            PatternFaultKind::NotShared => message!(grammar::PATTERN_NOT_SHARED, part),
            PatternFaultKind::WriteInstead(instead) => message!(grammar::PATTERN_INSTEAD, part, instead),
        }
    }
}

/// The result of building a part of the automaton.
type PatternResult<T> = Result<T, PatternFault>;
/// Inclusive ranges of code points.
type CharacterRanges = Vec<(u32, u32)>;

const LAST_CODE_POINT: u32 = 0x10_ffff;
const DIGITS: [(u32, u32); 1] = [(0x30, 0x39)];
const LETTERS: [(u32, u32); 4] = [(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];
/// White space and line terminators of ECMAScript, including the ideographic space.
const SPACES: [(u32, u32); 10] = [
    (0x09, 0x0d),
    (0x20, 0x20),
    (0xa0, 0xa0),
    (0x1680, 0x1680),
    (0x2000, 0x200a),
    (0x2028, 0x2029),
    (0x202f, 0x202f),
    (0x205f, 0x205f),
    (0x3000, 0x3000),
    (0xfeff, 0xfeff),
];
const LINE_ENDS: [(u32, u32); 3] = [(0x0a, 0x0a), (0x0d, 0x0d), (0x2028, 0x2029)];

/// Parses a pattern that must match a whole text.
pub fn parse(text: &str) -> PatternResult<Pattern> {
    if text.chars().count() > LONGEST {
        return Err(too_large(0..text.len()));
    }
    let mut parser = ParserBuilder::new().nest_limit(DEPTH).build();
    let ast = parser.parse(text).map_err(|error| syntax(text, error.kind(), error.span()))?;
    let mut builder = AutomatonBuilder { text, states: vec![PatternState::default()], transitions: 0, steps: 0 };
    let whole = builder.pattern(&ast)?;
    let AutomatonBuilder { mut states, .. } = builder;
    states[0] = PatternState { characters: Vec::new(), next: sorted(whole.first), ends: whole.empty };
    whole.last.iter().for_each(|&state| states[state].ends = true);
    states[1..].iter_mut().for_each(|state| state.next.sort_unstable());
    Ok(Pattern { states })
}

fn sorted(mut states: Vec<usize>) -> Vec<usize> {
    states.sort_unstable();
    states.dedup();
    states
}

fn too_large(at: Range<usize>) -> PatternFault {
    PatternFault { at, kind: PatternFaultKind::TooLarge }
}

fn range(span: &Span) -> Range<usize> {
    span.start.offset..span.end.offset
}

/// The fault of a parser error; an empty range is extended to the next or previous character.
fn syntax(text: &str, kind: &ErrorKind, span: &Span) -> PatternFault {
    let mut at = range(span);
    if at.is_empty() {
        let next = text[at.start..].chars().next().map_or(0, char::len_utf8);
        let before = text[..at.start].chars().next_back().map_or(0, char::len_utf8);
        at = if next > 0 { at.start..at.start + next } else { at.start - before..at.start };
    }
    let kind = match kind {
        ErrorKind::UnsupportedLookAround | ErrorKind::UnsupportedBackreference => PatternFaultKind::LooksAround,
        ErrorKind::NestLimitExceeded(_) | ErrorKind::CaptureLimitExceeded => return too_large(at),
        _ => PatternFaultKind::Syntax,
    };
    PatternFault { at, kind }
}

/// A part of the automaton (Glushkov construction): its first states, its last states, and whether it matches the empty
/// text.
#[derive(Clone, Default)]
struct PatternFragment {
    first: Vec<usize>,
    last: Vec<usize>,
    empty: bool,
}

impl PatternFragment {
    fn empty() -> PatternFragment {
        PatternFragment { empty: true, ..PatternFragment::default() }
    }
}

/// Builds the automaton of a pattern from its syntax tree.
struct AutomatonBuilder<'a> {
    text: &'a str,
    states: Vec<PatternState>,
    transitions: usize,
    steps: usize,
}

impl AutomatonBuilder<'_> {
    /// Builds the pattern without the outer `^` and `$`, which are always implied.
    fn pattern(&mut self, ast: &Ast) -> PatternResult<PatternFragment> {
        let Ast::Concat(concat) = ast else { return self.fragment(ast) };
        let is =
            |ast: Option<&Ast>, kind: AssertionKind| matches!(ast, Some(Ast::Assertion(found)) if found.kind == kind);
        let mut parts = &concat.asts[..];
        if is(parts.first(), AssertionKind::StartLine) {
            parts = &parts[1..];
        }
        if is(parts.last(), AssertionKind::EndLine) {
            parts = &parts[..parts.len() - 1];
        }
        self.concatenation(parts)
    }

    fn concatenation(&mut self, asts: &[Ast]) -> PatternResult<PatternFragment> {
        let mut row = PatternFragment::empty();
        for ast in asts {
            let next = self.fragment(ast)?;
            row = self.concatenate(row, next)?;
        }
        Ok(row)
    }

    fn fragment(&mut self, ast: &Ast) -> PatternResult<PatternFragment> {
        self.steps += 1;
        if self.steps > MOST_TRANSITIONS {
            return Err(too_large(range(ast.span())));
        }
        match ast {
            Ast::Empty(_) => Ok(PatternFragment::empty()),
            Ast::Literal(literal) => {
                let character = self.literal(literal, false)?;
                self.state(vec![(character, character)], &literal.span)
            }
            Ast::Dot(span) => self.state(complement(&LINE_ENDS), span),
            Ast::ClassPerl(class) => self.state(perl(class), &class.span),
            Ast::ClassBracketed(class) => {
                let characters = self.bracketed(class)?;
                self.state(characters, &class.span)
            }
            Ast::Repetition(repetition) => self.repetition(repetition),
            Ast::Group(group) => match &group.kind {
                GroupKind::CaptureIndex(_) => self.fragment(&group.ast),
                GroupKind::NonCapturing(flags) if flags.items.is_empty() => self.fragment(&group.ast),
                GroupKind::NonCapturing(flags) => Err(not_portable(&flags.span, "[Aa]")),
                GroupKind::CaptureName { name, .. } => {
                    Err(not_portable(&Span::new(group.span.start, name.span.end), "(…)"))
                }
            },
            Ast::Alternation(alternation) => {
                let mut all = PatternFragment::default();
                for ast in &alternation.asts {
                    let PatternFragment { first, last, empty } = self.fragment(ast)?;
                    all.first.extend(first);
                    all.last.extend(last);
                    all.empty |= empty;
                }
                Ok(all)
            }
            Ast::Concat(concat) => self.concatenation(&concat.asts),
            Ast::Assertion(assertion) => {
                Err(PatternFault { at: range(&assertion.span), kind: PatternFaultKind::PartOfText })
            }
            Ast::Flags(flags) => Err(not_portable(&flags.span, "[Aa]")),
            Ast::ClassUnicode(class) => Err(not_portable(&class.span, "[一-龥]")),
        }
    }

    fn state(&mut self, characters: CharacterRanges, span: &Span) -> PatternResult<PatternFragment> {
        if self.states.len() > STATES {
            return Err(too_large(range(span)));
        }
        let new = self.states.len();
        self.states.push(PatternState { characters, ..PatternState::default() });
        Ok(PatternFragment { first: vec![new], last: vec![new], empty: false })
    }

    fn concatenate(&mut self, before: PatternFragment, after: PatternFragment) -> PatternResult<PatternFragment> {
        self.connect(&before.last, &after.first)?;
        let PatternFragment { mut first, last, empty } = before;
        if empty {
            first.extend(&after.first);
        }
        let mut ends = after.last;
        if after.empty {
            ends.extend(last);
        }
        Ok(PatternFragment { first, last: ends, empty: empty && after.empty })
    }

    fn connect(&mut self, from: &[usize], to: &[usize]) -> PatternResult<()> {
        for &from in from {
            let known: BTreeSet<usize> = self.states[from].next.iter().copied().collect();
            let new: Vec<usize> = to.iter().copied().filter(|to| !known.contains(to)).collect();
            self.transitions += new.len();
            self.states[from].next.extend(new);
            if self.transitions > MOST_TRANSITIONS {
                return Err(too_large(0..self.text.len()));
            }
        }
        Ok(())
    }

    /// Builds a repetition: the required copies, followed by the optional copies, each nested in the one before.
    fn repetition(&mut self, repetition: &Repetition) -> PatternResult<PatternFragment> {
        let span = &repetition.op.span;
        let written = &self.text[range(span)];
        if matches!(*repetition.ast, Ast::Repetition(_)) {
            return Err(not_portable(span, ""));
        }
        let (minimum, maximum) = match &repetition.op.kind {
            RepetitionKind::ZeroOrOne => (0, Some(1)),
            RepetitionKind::ZeroOrMore => (0, None),
            RepetitionKind::OneOrMore => (1, None),
            RepetitionKind::Range(RepetitionRange::Exactly(number)) => (*number, Some(*number)),
            RepetitionKind::Range(RepetitionRange::AtLeast(number)) => (*number, None),
            RepetitionKind::Range(RepetitionRange::Bounded(minimum, maximum)) => (*minimum, Some(*maximum)),
        };
        if written.contains(char::is_whitespace) {
            return Err(not_portable(span, "{2,4}"));
        }
        let mut tail = match maximum {
            None => {
                let again = self.fragment(&repetition.ast)?;
                self.connect(&again.last, &again.first)?;
                PatternFragment { empty: again.empty || minimum == 0, ..again }
            }
            Some(maximum) => {
                let mut tail = PatternFragment::empty();
                for _ in minimum..maximum {
                    let copy = self.fragment(&repetition.ast)?;
                    tail = PatternFragment { empty: true, ..self.concatenate(copy, tail)? };
                }
                tail
            }
        };
        // Without an upper limit the last copy is the one that repeats.
        for _ in 0..minimum.saturating_sub(u32::from(maximum.is_none())) {
            let copy = self.fragment(&repetition.ast)?;
            tail = self.concatenate(copy, tail)?;
        }
        Ok(tail)
    }

    /// The code point of a literal, if both languages accept its notation.
    fn literal(&self, literal: &Literal, in_brackets: bool) -> PatternResult<u32> {
        let character = literal.c;
        let shared = match &literal.kind {
            LiteralKind::Verbatim if !in_brackets && matches!(character, ']' | '{' | '}') => {
                return Err(not_portable(&literal.span, escaped(character)));
            }
            LiteralKind::Verbatim => !(in_brackets && matches!(character, '[' | ']')),
            LiteralKind::Meta | LiteralKind::Superfluous => {
                "^$\\.*+?()[]{}|/".contains(character) || (in_brackets && character == '-')
            }
            LiteralKind::HexFixed(kind) => !matches!(kind, HexLiteralKind::UnicodeLong),
            LiteralKind::HexBrace(kind) => matches!(kind, HexLiteralKind::UnicodeShort),
            LiteralKind::Special(kind) => !matches!(kind, SpecialLiteralKind::Bell | SpecialLiteralKind::Space),
            LiteralKind::Octal => false,
        };
        let instead = match &literal.kind {
            LiteralKind::Verbatim => escaped(character),
            LiteralKind::HexFixed(_) | LiteralKind::HexBrace(_) => "\\u{…}",
            _ if character == '-' => "-",
            _ => "",
        };
        if shared { Ok(u32::from(character)) } else { Err(not_portable(&literal.span, instead)) }
    }

    fn bracketed(&self, class: &ClassBracketed) -> PatternResult<CharacterRanges> {
        let mut characters = Vec::new();
        match &class.kind {
            ClassSet::Item(ClassSetItem::Union(union)) => {
                let last = union.items.len().saturating_sub(1);
                for (at, item) in union.items.iter().enumerate() {
                    // The two languages read a hyphen between other characters differently.
                    if let ClassSetItem::Literal(Literal { c: '-', kind: LiteralKind::Verbatim, span }) = item
                        && at > 0
                        && at < last
                    {
                        return Err(not_portable(span, "\\-"));
                    }
                    self.item(item, &mut characters)?;
                }
            }
            ClassSet::Item(item) => self.item(item, &mut characters)?,
            ClassSet::BinaryOp(operator) => return Err(not_portable(&operator.span, "")),
        }
        characters.sort_unstable();
        Ok(if class.negated { complement(&characters) } else { characters })
    }

    fn item(&self, item: &ClassSetItem, characters: &mut CharacterRanges) -> PatternResult<()> {
        match item {
            ClassSetItem::Empty(_) => {}
            ClassSetItem::Literal(literal) => {
                let character = self.literal(literal, true)?;
                characters.push((character, character));
            }
            ClassSetItem::Range(range) => {
                characters.push((self.literal(&range.start, true)?, self.literal(&range.end, true)?));
            }
            ClassSetItem::Perl(class) => characters.extend(perl(class)),
            ClassSetItem::Ascii(class) => return Err(not_portable(&class.span, "A-Za-z")),
            ClassSetItem::Unicode(class) => return Err(not_portable(&class.span, "一-龥")),
            ClassSetItem::Bracketed(class) => return Err(not_portable(&class.span, "\\[")),
            ClassSetItem::Union(union) => return Err(not_portable(&union.span, "")),
        }
        Ok(())
    }
}

fn escaped(character: char) -> &'static str {
    match character {
        '[' => "\\[",
        ']' => "\\]",
        '{' => "\\{",
        '}' => "\\}",
        _ => "",
    }
}

fn not_portable(span: &Span, instead: &'static str) -> PatternFault {
    let kind = if instead.is_empty() { PatternFaultKind::NotShared } else { PatternFaultKind::WriteInstead(instead) };
    PatternFault { at: range(span), kind }
}

fn perl(class: &ClassPerl) -> CharacterRanges {
    let characters: &[(u32, u32)] = match class.kind {
        ClassPerlKind::Digit => &DIGITS,
        ClassPerlKind::Word => &LETTERS,
        ClassPerlKind::Space => &SPACES,
    };
    if class.negated { complement(characters) } else { characters.to_vec() }
}

/// All code points except these ranges, which are in order.
fn complement(characters: &[(u32, u32)]) -> CharacterRanges {
    let mut others = Vec::new();
    let mut from = 0;
    for &(start, end) in characters {
        if start > from {
            others.push((from, start - 1));
        }
        from = from.max(end + 1);
    }
    if from <= LAST_CODE_POINT {
        others.push((from, LAST_CODE_POINT));
    }
    others
}
