//! Running text with `${name}` in between: words and insertions, each with its place.

use super::log::Log;
use super::reader::{scalar, string};
use super::yaml::Node;
use crate::diagnostic::Diagnostic;
use crate::model::name::Name;
use crate::model::prose::{Piece, Prose};
use crate::source::{Span, Spanned};
use crate::wording::load as words;

/// A text, taken apart at its `${name}`s. A bad one is reported and left out.
pub fn prose(node: &Node, log: &Log) -> Option<Prose> {
    string(node, log)?;
    let scalar = scalar(node, log)?;
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(open) = scalar.text[at..].find("${").map(|found| at + found) {
        if open > at {
            pieces.push(Piece::Words(scalar.text[at..open].to_owned()));
        }
        let close = scalar.text[open..].find('}').map(|found| open + found);
        let end = close.map_or(scalar.text.len(), |close| close + 1);
        let span = Span::new(node.span.source, scalar.place(open)..scalar.place(end - 1) + 1);
        match close.and_then(|close| Name::new(&scalar.text[open + 2..close])) {
            Some(name) => pieces.push(Piece::Insert(Spanned::new(name, span))),
            None => log.push(Diagnostic::error(&words::BAD_INSERT, span).with("text", &scalar.text[open..end])),
        }
        at = end;
    }
    if at < scalar.text.len() || pieces.is_empty() {
        pieces.push(Piece::Words(scalar.text[at..].to_owned()));
    }
    Some(Prose { pieces, span: node.span })
}
