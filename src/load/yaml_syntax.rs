//! Explains the probable cause of a YAML syntax fault in the words of the author.
//!
//! The parser reports where it stopped; the mistake is often one line earlier, and is one of a few that Chinese
//! keyboards and word processors make: a tab, a full-width colon, comma or space, a colon without its space. The raw
//! lines are therefore examined first, and the parser's report is used only where they show nothing. A full-width colon
//! is repaired, and the rest of the text is parsed for more faults.

use crate::diagnostic::Diagnostic;
use crate::source::SourceSlice;
use crate::wording::{FilledMessage, message, syntax as grammar};

/// The kind of a syntax fault according to the parser.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SyntaxFaultKind {
    Tab,
    Indentation,
    /// A key without a colon, or a colon where no key may be.
    Key,
    UnclosedQuote,
    AfterQuote,
    Escape,
    Bracket,
    Character(char),
    /// `&`, `*` or `!` at the beginning of a text.
    Anchor(char),
    SecondDocument,
    TooDeep,
    TooMany,
    Other(String),
}

/// A syntax fault as the parser reports it: kind and byte position.
pub(crate) struct SyntaxFault {
    pub(crate) symptom: SyntaxFaultKind,
    pub at: usize,
    /// Byte position of the start of the innermost open collection.
    pub(crate) inside: Option<usize>,
}

/// The diagnostic of a syntax fault, and a repair where that is safe.
pub(crate) struct ExplainedFault {
    pub(crate) diagnostic: Diagnostic,
    pub(crate) fix: Option<SyntaxFix>,
}

/// A full-width colon at this byte position, to be read as a colon and two spaces: the same number of bytes, so that
/// all offsets stay valid.
pub(crate) struct SyntaxFix(usize);

const WIDE_COLON: char = '：';
const WIDE_COMMA: char = '，';
const WIDE_SPACES: [char; 2] = ['\u{3000}', '\u{a0}'];

impl SyntaxFix {
    pub(crate) fn apply(&self, text: &str) -> String {
        format!("{}:  {}", &text[..self.0], &text[self.0 + WIDE_COLON.len_utf8()..])
    }
}

/// The one diagnostic for a syntax fault, at the place of the mistake.
pub(crate) fn explain(part: SourceSlice, text: &str, fault: &SyntaxFault) -> ExplainedFault {
    let typed = suspect_lines(text, fault).iter().find_map(|line| typing_mistake(line, &fault.symptom));
    if let Some(TypingMistake { message, at, is_fixable }) = typed {
        let span = part.span(at, at + text[at..].chars().next().map_or(0, char::len_utf8));
        return ExplainedFault { diagnostic: Diagnostic::new(message, span), fix: is_fixable.then_some(SyntaxFix(at)) };
    }
    ExplainedFault { diagnostic: plain(part, text, fault), fix: None }
}

/// A line, and the byte position of its start.
struct SourceLine<'a> {
    start: usize,
    text: &'a str,
}

impl SourceLine<'_> {
    fn indent(&self) -> &str {
        &self.text[..self.text.len() - self.text.trim_start().len()]
    }
}

/// The lines that may contain the mistake, most probable first.
///
/// These are the line of the byte and the last line with words before it; for a tab, which the parser reports at the
/// end of the line before, also the lines after it.
fn suspect_lines<'a>(text: &'a str, fault: &SyntaxFault) -> Vec<SourceLine<'a>> {
    let mut lines: Vec<SourceLine> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(SourceLine { start, text: line.trim_end_matches(['\n', '\r']) });
        start += line.len();
    }
    let line_index = lines.partition_point(|line| line.start <= fault.at).saturating_sub(1);
    let after = lines.split_off((line_index + 1).min(lines.len()));
    lines.retain(|line| !line.text.trim().is_empty());
    lines.reverse();
    lines.truncate(2);
    if fault.symptom == SyntaxFaultKind::Tab {
        lines.extend(after);
    }
    lines
}

/// A mistake of typing: message and byte position.
struct TypingMistake {
    message: FilledMessage,
    at: usize,
    is_fixable: bool,
}

/// The mistake of typing that the raw line shows.
fn typing_mistake(line: &SourceLine, symptom: &SyntaxFaultKind) -> Option<TypingMistake> {
    let found = |message, at: usize, is_fixable| Some(TypingMistake { message, at: line.start + at, is_fixable });
    let indent = line.indent();
    if *symptom == SyntaxFaultKind::Tab {
        return indent.find('\t').and_then(|at| found(message!(grammar::TAB), at, false));
    }
    if line.text.trim_start().starts_with('＃') {
        return found(message!(grammar::WIDE_HASH), indent.len(), false);
    }
    if matches!(symptom, SyntaxFaultKind::Key | SyntaxFaultKind::Indentation) && wide_dash(line.text.trim_start()) {
        return found(message!(grammar::WIDE_DASH), indent.len(), false);
    }
    if let Some(at) = indent.find(WIDE_SPACES) {
        return found(message!(grammar::WIDE_SPACE), at, false);
    }
    let dashes = line.text.len() - line.text.trim_start_matches([' ', '-']).len();
    let rest = &line.text[dashes..];
    let key = rest.find(|c: char| !is_key(c)).unwrap_or(rest.len());
    let after = &rest[key..];
    match symptom {
        SyntaxFaultKind::Key | SyntaxFaultKind::Indentation if key > 0 => {
            if after.starts_with(WIDE_COLON) {
                return found(message!(grammar::WIDE_COLON), dashes + key, true);
            }
            if after.starts_with(':') && !after[1..].is_empty() && !after[1..].starts_with(' ') {
                return found(message!(grammar::NO_SPACE_AFTER_COLON), dashes + key, false);
            }
            if line.text.trim_start().starts_with('-') && !line.text.trim_start().starts_with("- ") {
                return found(message!(grammar::NO_SPACE_AFTER_DASH), indent.len(), false);
            }
        }
        SyntaxFaultKind::Bracket => {
            let comma = line.text.match_indices(WIDE_COMMA).find(|(at, _)| {
                let next = line.text[at + WIDE_COMMA.len_utf8()..].trim_start();
                let key = next.find(|c: char| !is_key(c)).unwrap_or(0);
                key > 0 && next[key..].starts_with([':', WIDE_COLON])
            });
            if let Some((at, _)) = comma {
                return found(message!(grammar::WIDE_COMMA), at, false);
            }
            if let Some(at) = line.text.find("${") {
                return found(message!(grammar::BRACES_UNQUOTED), at, false);
            }
        }
        _ => {}
    }
    None
}

fn is_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// The diagnostic for a fault as the parser reports it.
fn plain(part: SourceSlice, text: &str, fault: &SyntaxFault) -> Diagnostic {
    let at = fault.at;
    let here = part.span(at, at + text[at..].chars().next().map_or(0, char::len_utf8));
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let opening = fault.inside.filter(|&inside| text[inside..].starts_with(['[', '{']));
    match &fault.symptom {
        SyntaxFaultKind::Tab => Diagnostic::new(message!(grammar::TAB), here),
        SyntaxFaultKind::Key | SyntaxFaultKind::Bracket if opening.is_some() || text[at..].starts_with(['[', '{']) => {
            let at = if text[at..].starts_with(['[', '{']) { at } else { opening.unwrap_or(at) };
            let sign = &text[at..at + 1];
            Diagnostic::new(message!(grammar::UNCLOSED_BRACKET, sign), part.span(at, at + 1))
        }
        SyntaxFaultKind::Bracket => Diagnostic::new(message!(grammar::STRAY_BRACKET), here),
        SyntaxFaultKind::Key if text[line_start..at].contains(": ") => {
            Diagnostic::new(message!(grammar::COLON_IN_TEXT), here)
        }
        SyntaxFaultKind::Key if text[at..].starts_with(':') => {
            let indent = text[line_start..].len() - text[line_start..].trim_start().len();
            Diagnostic::new(message!(grammar::INDENTATION), part.span(line_start + indent, at))
        }
        SyntaxFaultKind::Key => Diagnostic::new(message!(grammar::NO_COLON), here),
        SyntaxFaultKind::Indentation => Diagnostic::new(message!(grammar::INDENTATION), here),
        SyntaxFaultKind::UnclosedQuote => {
            let at = text[..at].rfind(['"', '\'']).unwrap_or(at);
            Diagnostic::new(message!(grammar::UNCLOSED_QUOTE), part.span(at, at + 1))
        }
        SyntaxFaultKind::AfterQuote => Diagnostic::new(message!(grammar::AFTER_QUOTE), here),
        SyntaxFaultKind::Escape => Diagnostic::new(message!(grammar::BAD_ESCAPE), here),
        SyntaxFaultKind::Character(sign) => {
            Diagnostic::new(message!(grammar::BAD_CHARACTER, sign = sign.escape_debug()), here)
        }
        SyntaxFaultKind::Anchor(sign) => {
            let sign = text[at..].chars().next().filter(|c| matches!(c, '&' | '*' | '!')).unwrap_or(*sign);
            Diagnostic::new(message!(grammar::NO_ANCHORS, sign), here)
        }
        SyntaxFaultKind::SecondDocument => Diagnostic::new(message!(grammar::SECOND_DOCUMENT), here),
        SyntaxFaultKind::TooDeep => Diagnostic::new(message!(grammar::TOO_DEEP), here),
        SyntaxFaultKind::TooMany => Diagnostic::new(message!(grammar::TOO_MANY), here),
        SyntaxFaultKind::Other(detail) => Diagnostic::new(message!(grammar::BAD_SYNTAX, detail), here),
    }
}

/// Finds a key that is typed together with its value: `label：姓名`, or `label:姓名` inside braces. Returns the message, and
/// the byte positions where the key ends and the value begins.
pub(crate) fn key_joined_to_value(key: &str) -> Option<(FilledMessage, usize, usize)> {
    let end = key.find(|c: char| !is_key(c)).filter(|&end| end > 0)?;
    let rest = &key[end..];
    if rest.starts_with(WIDE_COLON) {
        let value = rest[WIDE_COLON.len_utf8()..].trim_start();
        return Some((message!(grammar::WIDE_COLON), end, key.len() - value.len()));
    }
    rest.starts_with(':').then(|| (message!(grammar::NO_SPACE_AFTER_COLON), end, end + 1))
}

/// Does a text begin like a list item, with a dash of another keyboard or a bullet?
pub(crate) fn wide_dash(text: &str) -> bool {
    text.starts_with(['－', '—', '–', '−', '·', '•'])
}

/// Is a text enclosed in full-width brackets, like a list or a map in ASCII brackets?
pub(crate) fn wide_brackets(text: &str) -> bool {
    (text.starts_with('［') && text.ends_with('］')) || (text.starts_with('｛') && text.ends_with('｝'))
}

/// Does a key begin with a space character that YAML does not treat as a space?
pub(crate) fn wide_space(key: &str) -> bool {
    key.starts_with(WIDE_SPACES)
}
