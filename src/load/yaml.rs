//! Parses YAML into a small tree of nodes, each with its span. This is the only file that names the YAML parser.
//!
//! Scalars keep their original text (`1.10`, `007`), so that versions and codes lose nothing; the reader
//! ([`super::reader`]) gives them their meaning. Anchors, aliases and tags are refused: no form needs them (blocks
//! replace them), and without them no text can grow while it is parsed. A syntax fault is explained by
//! [`super::yaml_syntax`], which also looks at the raw line.

use std::collections::HashSet;

use serde_saphyr::granit_parser::{ErrorKind, Event, Parser, ScalarStyle};

use super::diagnostic_log::DiagnosticLog;
use super::yaml_syntax::{self, SyntaxFault, SyntaxFaultKind};
use crate::diagnostic::Diagnostic;
use crate::model::character::line_end_is_space;
use crate::source::{OffsetMap, SourceSlice, Span, Spanned};
use crate::wording::{load as words, message, syntax as grammar};

/// Nesting depth of collections; the deepest form has about ten.
const DEPTH: usize = 40;
/// Scalars and collections in one text; the largest file of the programme has about five thousand.
const NODES: usize = 100_000;
/// Anchors, aliases and tags that are reported in one text before parsing stops.
const ANCHORS: usize = 2;
/// Syntax faults that are repaired in one text before parsing stops.
const MOST_FIXES: usize = 20;

/// A node of the tree: content and span.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct YamlNode {
    pub(crate) content: YamlContent,
    pub(crate) span: Span,
}

/// The content of a node.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum YamlContent {
    /// `null`, `~`, or nothing after the colon.
    Null,
    Scalar(YamlScalar),
    Seq(Vec<YamlNode>),
    Map(Vec<YamlEntry>),
}

/// A key with its value. The keys of one map differ; a second equal key is reported and left out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct YamlEntry {
    pub(crate) key: Spanned<String>,
    pub(crate) value: YamlNode,
}

/// A scalar: its text, and the map of its bytes to the source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct YamlScalar {
    pub(crate) text: String,
    /// True for a quoted or block scalar (`|`, `>`), which is never a null, a number or a mistyped key.
    pub(crate) quoted: bool,
    pub(crate) offsets: OffsetMap,
}

/// Parses one text. Returns `None`, with the reason in the log, if the text is empty or its syntax is broken; duplicate
/// keys and refused constructs are reported and skipped.
pub(crate) fn parse(part: SourceSlice, log: &DiagnosticLog) -> Option<YamlNode> {
    let mut repaired = None::<String>;
    for _ in 0..MOST_FIXES {
        let text = repaired.as_deref().unwrap_or(part.text);
        let mut tree =
            YamlTreeBuilder { part, text, open: Vec::new(), root: None, nodes: 0, anchors: 0, refused: Vec::new() };
        let read = tree.read();
        let explained = read.err().map(|fault| yaml_syntax::explain(part, text, &fault));
        let next = explained.as_ref().and_then(|explained| explained.fix.as_ref()).map(|fix| fix.apply(text));
        if next.is_none() {
            tree.refused.into_iter().for_each(|diagnostic| log.push(diagnostic));
        }
        let Some(explained) = explained else {
            if tree.root.is_none() {
                log.error(message!(words::EMPTY_FILE), part.span(0, 0));
            }
            return tree.root;
        };
        log.push(explained.diagnostic);
        repaired = Some(next?);
    }
    None
}

/// A collection before its end event.
struct OpenCollection {
    start: usize,
    content: YamlContent,
    /// The key for the next value.
    key: Option<PendingKey>,
    /// The keys so far.
    keys: HashSet<String>,
}

/// A key before its value.
enum PendingKey {
    Named(Spanned<String>),
    /// A key that was reported: its value is read and dropped.
    Dropped,
}

/// Builds the tree from the events of the parser.
struct YamlTreeBuilder<'a> {
    part: SourceSlice<'a>,
    text: &'a str,
    open: Vec<OpenCollection>,
    root: Option<YamlNode>,
    nodes: usize,
    anchors: usize,
    refused: Vec<Diagnostic>,
}

impl YamlTreeBuilder<'_> {
    fn read(&mut self) -> Result<(), SyntaxFault> {
        let options = serde_saphyr::granit_parser::options! {
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            flow_nesting_limit: DEPTH,
            block_nesting_limit: DEPTH,
        };
        let mut documents = 0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = event.map_err(|error| SyntaxFault {
                symptom: symptom(error.kind()),
                at: error.marker().byte_offset().unwrap_or(0).min(self.text.len()),
                inside: self.open.last().map(|open| open.start),
            })?;
            let range = span.byte_range().unwrap_or_default();
            let (start, end) = (range.start, range.end);
            if let Some(tag) = span.tag_start().and_then(|mark| mark.byte_offset()) {
                self.refuse('!', tag, tag + 1)?;
            }
            self.count(&event, start)?;
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(self.fault(SyntaxFaultKind::SecondDocument, start));
                    }
                }
                Event::Scalar(value, style, _, _) => self.scalar(&value, style, start, end),
                Event::Anchor(..) => self.refuse('&', start, end)?,
                Event::Alias(_) | Event::UnresolvedAlias(_) => {
                    self.refuse('*', start, end)?;
                    let text = self.text[start..end].to_owned();
                    let offsets = OffsetMap::from(self.part.base + start);
                    self.put(YamlContent::Scalar(YamlScalar { text, quoted: true, offsets }), start, end);
                }
                Event::SequenceStart(..) => self.begin(start, YamlContent::Seq(Vec::new())),
                Event::MappingStart(..) => self.begin(start, YamlContent::Map(Vec::new())),
                Event::SequenceEnd | Event::MappingEnd => {
                    if let Some(open) = self.open.pop() {
                        self.put(open.content, open.start, end);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn fault(&self, symptom: SyntaxFaultKind, at: usize) -> SyntaxFault {
        SyntaxFault { symptom, at, inside: None }
    }

    fn count(&mut self, event: &Event, at: usize) -> Result<(), SyntaxFault> {
        self.nodes += usize::from(event.is_node());
        if self.nodes > NODES { Err(self.fault(SyntaxFaultKind::TooMany, at)) } else { Ok(()) }
    }

    /// Refuses an anchor, alias or tag. Several of them are probably intended, and parsing stops.
    fn refuse(&mut self, sign: char, start: usize, end: usize) -> Result<(), SyntaxFault> {
        let fault = self.fault(SyntaxFaultKind::Anchor(sign), start);
        if self.anchors == ANCHORS {
            return Err(fault);
        }
        self.anchors += 1;
        let refused = Diagnostic::new(message!(grammar::NO_ANCHORS, sign), self.part.span(start, end));
        self.refused.push(refused);
        Ok(())
    }

    fn begin(&mut self, start: usize, content: YamlContent) {
        self.open.push(OpenCollection { start, content, key: None, keys: HashSet::new() });
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, start: usize, end: usize) {
        let quoted = style != ScalarStyle::Plain;
        let content = if !quoted && matches!(value, "" | "~" | "null" | "Null" | "NULL") {
            YamlContent::Null
        } else {
            let raw = &self.text[start..end];
            let value = match style {
                // The end of the last line of a block scalar is not part of its text.
                ScalarStyle::Literal | ScalarStyle::Folded => value.trim_end_matches(['\n', ' ']),
                ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => value,
            };
            let offsets = align(value, raw, style, self.part.base + start);
            YamlContent::Scalar(unfolded(
                YamlScalar { text: value.to_owned(), quoted, offsets },
                raw,
                self.part.base + start,
            ))
        };
        self.put(content, start, end);
    }

    /// Adds a finished node to the open list, or as a key or value to the open map.
    fn put(&mut self, content: YamlContent, start: usize, end: usize) {
        let end = start + self.text[start..end.max(start)].trim_end().len();
        let node = YamlNode { content, span: self.part.span(start, end) };
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node).filter(|node| node.content != YamlContent::Null);
            return;
        };
        match &mut open.content {
            YamlContent::Seq(items) => items.push(node),
            YamlContent::Map(entries) => match open.key.take() {
                None => open.key = Some(key(node, &open.keys, &mut self.refused)),
                Some(PendingKey::Named(key)) => {
                    let entry = entry(key, node, &mut self.refused);
                    open.keys.insert(entry.key.value.clone());
                    entries.push(entry);
                }
                Some(PendingKey::Dropped) => {}
            },
            YamlContent::Null | YamlContent::Scalar(_) => {}
        }
    }
}

fn key(node: YamlNode, keys: &HashSet<String>, refused: &mut Vec<Diagnostic>) -> PendingKey {
    let YamlContent::Scalar(YamlScalar { mut text, quoted, .. }) = node.content else {
        refused.push(Diagnostic::new(message!(grammar::KEY_NOT_TEXT), node.span));
        return PendingKey::Dropped;
    };
    if !quoted && yaml_syntax::wide_space(&text) {
        refused.push(Diagnostic::new(message!(grammar::WIDE_SPACE), node.span));
        text = text.trim().to_owned();
    }
    if keys.contains(&text) {
        refused.push(Diagnostic::new(message!(grammar::DUPLICATE_KEY, key = &text), node.span));
        return PendingKey::Dropped;
    }
    PendingKey::Named(Spanned::new(text, node.span))
}

/// Makes an entry, and splits a key that was typed together with its value.
fn entry(key: Spanned<String>, value: YamlNode, refused: &mut Vec<Diagnostic>) -> YamlEntry {
    let Some((message, end, begin)) =
        yaml_syntax::key_joined_to_value(&key.value).filter(|_| value.content == YamlContent::Null)
    else {
        return YamlEntry { key, value };
    };
    let at = |byte: usize| key.span.start + byte as u32;
    refused.push(Diagnostic::new(message, Span { start: at(end), end: at(begin), ..key.span }));
    let text = key.value[begin..].to_owned();
    let offsets = OffsetMap::from(at(begin) as usize);
    let content = if text.is_empty() {
        YamlContent::Null
    } else {
        YamlContent::Scalar(YamlScalar { text, quoted: false, offsets })
    };
    let value = YamlNode { content, span: Span { start: at(begin), ..key.span } };
    let name = key.value[..end].to_owned();
    YamlEntry { key: Spanned::new(name, Span { end: at(end), ..key.span }), value }
}

/// Removes the spaces that line folding put between Chinese characters.
fn unfolded(scalar: YamlScalar, raw: &str, base: usize) -> YamlScalar {
    if !raw.contains('\n') || !scalar.text.contains(' ') {
        return scalar;
    }
    let mut result =
        YamlScalar { text: String::with_capacity(scalar.text.len()), offsets: OffsetMap::default(), ..scalar };
    let mut scanned_to = 0;
    for (byte, character) in scalar.text.char_indices() {
        let place = scalar.offsets.offset(byte);
        if character == ' ' {
            let white_space = if place < scanned_to { "" } else { raw.get(place - base..).unwrap_or_default() };
            let white_space = &white_space[..white_space.len() - white_space.trim_start().len()];
            let after = scalar.text[byte + 1..].chars().next();
            if white_space.contains('\n') && !line_end_is_space(result.text.chars().next_back(), after) {
                continue;
            }
            // White space on one line is scanned once, however many spaces it has.
            if !white_space.contains('\n') {
                scanned_to = scanned_to.max(place + white_space.len());
            }
        }
        result.offsets.push(result.text.len(), place);
        result.text.push(character);
    }
    result
}

/// Maps the bytes of a scalar's value to the source: past quotes, escapes, folded line ends and the indentation of
/// blocks.
fn align(value: &str, raw: &str, style: ScalarStyle, base: usize) -> OffsetMap {
    let mut at = match style {
        ScalarStyle::Plain => 0,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => 1,
        ScalarStyle::Literal | ScalarStyle::Folded if raw.starts_with(['|', '>']) => raw.find('\n').unwrap_or(0),
        ScalarStyle::Literal | ScalarStyle::Folded => 0,
    };
    if raw.get(at..at + value.len()) == Some(value) {
        return OffsetMap::from(base + at);
    }
    let mut offsets = OffsetMap::default();
    for (byte, character) in value.char_indices() {
        let rest = raw.get(at..).unwrap_or_default();
        let skipped = rest
            .find(|c: char| c == character || (c.is_whitespace() && character.is_whitespace()) || c == '\\')
            .unwrap_or(0);
        at += skipped;
        offsets.push(byte, base + at);
        let rest = raw.get(at..).unwrap_or_default();
        at += if style == ScalarStyle::DoubleQuoted && rest.starts_with('\\') {
            escape(rest)
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
    }
    offsets
}

/// The length in bytes of an escape in a double-quoted scalar (YAML 1.2, 5.7).
fn escape(raw: &str) -> usize {
    let digits = match raw.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => 0,
    };
    let sign = raw.chars().nth(1).map_or(0, char::len_utf8);
    (1 + sign + digits).min(raw.len())
}

fn symptom(kind: &ErrorKind) -> SyntaxFaultKind {
    use ErrorKind as Kind;
    match kind {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => SyntaxFaultKind::Tab,
        Kind::InvalidIndentation
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidFlowScalarIndent
        | Kind::BlockSequenceEntryNotAllowed => SyntaxFaultKind::Indentation,
        Kind::SimpleKeyExpected
        | Kind::InvalidSimpleKey
        | Kind::MappingKeyNotAllowed
        | Kind::MappingValueNotAllowed
        | Kind::InvalidColonPlacement => SyntaxFaultKind::Key,
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar | Kind::InvalidQuotedScalarIndent => {
            SyntaxFaultKind::UnclosedQuote
        }
        Kind::InvalidTagTerminator
        | Kind::UndeclaredTagHandle
        | Kind::ExpectedTagBang
        | Kind::InvalidGlobalTagCharacter
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape => SyntaxFaultKind::Anchor('!'),
        Kind::MissingAnchorOrAliasName => SyntaxFaultKind::Anchor('&'),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            SyntaxFaultKind::AfterQuote
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidUnicodeEscape
        | Kind::UnpairedLowSurrogate
        | Kind::MissingLowSurrogate => SyntaxFaultKind::Escape,
        Kind::UnclosedFlowCollection { .. }
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. } => SyntaxFaultKind::Bracket,
        Kind::UnexpectedCharacter { character } => SyntaxFaultKind::Character(*character),
        Kind::RecursionLimitExceeded => SyntaxFaultKind::TooDeep,
        other => SyntaxFaultKind::Other(other.to_string()),
    }
}
