//! Reads prose with `${name}` inserts: a list of words and inserts, each insert with its span.

use std::ops::Range;

use super::diagnostic_log::DiagnosticLog;
use super::reader::{scalar, string};
use super::yaml::YamlNode;
use crate::diagnostic::Diagnostic;
use crate::model::character::line_end_is_space;
use crate::model::name::Name;
use crate::model::prose::{Prose, ProsePiece};
use crate::source::{Span, Spanned};
use crate::wording::{load as say, message};

/// Reads a text of one or several lines and splits it at its `${name}` inserts. A bad insert is reported and left out.
pub(crate) fn prose(node: &YamlNode, log: &DiagnosticLog) -> Option<Prose> {
    read(node, true, log)
}

/// Reads a text for use within a sentence or a description: its lines are joined.
pub(crate) fn line(node: &YamlNode, log: &DiagnosticLog) -> Option<Prose> {
    read(node, false, log)
}

fn read(node: &YamlNode, lines: bool, log: &DiagnosticLog) -> Option<Prose> {
    string(node, log)?;
    let scalar = scalar(node, log)?;
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(open) = scalar.text[at..].find("${").map(|found| at + found) {
        if open > at {
            pieces.push(words_of(&scalar.text, at..open, lines));
        }
        let close = scalar.text[open..].find('}').map(|found| open + found);
        let end = close.map_or(scalar.text.len(), |close| close + 1);
        let span = Span::new(node.span.source, scalar.offsets.range(open..end));
        match close.and_then(|close| Name::new(&scalar.text[open + 2..close])) {
            Some(name) => pieces.push(ProsePiece::Insert(Spanned::new(name, span))),
            None => log.push(Diagnostic::new(message!(say::BAD_INSERT, text = &scalar.text[open..end]), span)),
        }
        at = end;
    }
    if at < scalar.text.len() || pieces.is_empty() {
        pieces.push(words_of(&scalar.text, at..scalar.text.len(), lines));
    }
    Some(Prose { pieces, span: node.span })
}

/// The words between two inserts. A line end is kept without the white space around it, or (if `lines` is false) joined
/// as in running text.
fn words_of(text: &str, range: Range<usize>, lines: bool) -> ProsePiece {
    let written = &text[range.clone()];
    let mut parts = written.split('\n');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.truncate(out.trim_end().len());
        let part = part.trim_start();
        if out.is_empty() && range.start == 0 {
            out.push_str(part);
            continue;
        }
        let before = out.chars().next_back().or_else(|| text[..range.start].chars().next_back());
        let after = part.chars().next().or_else(|| text[range.end..].chars().next());
        if lines {
            out.push('\n');
        } else if line_end_is_space(before, after) {
            out.push(' ');
        }
        out.push_str(part);
    }
    ProsePiece::Words(out)
}
