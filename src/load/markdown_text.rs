//! Running text of a page: words with `${name}` inserts.
//!
//! A text run joins adjacent pieces of text, records their offsets in the file and the escaped characters, and is then
//! split into words, facts and inserts.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::model::name::Name;
use crate::model::page::DataInsert;
use crate::model::stray_markup::{self, MarkupSign};
use crate::source::{OffsetMap, SourceId, Span, Spanned};
use crate::wording::{message, page as say};

/// Bytes that are searched for the end of a `${…}`.
const LONGEST_NAME: usize = 120;

/// Bytes that are searched for the end of a possible link destination.
const LONGEST_LINK: usize = 300;

/// A run of text between two elements, with a map of its bytes to the file.
#[derive(Debug, Default)]
pub(crate) struct MarkdownText {
    pub(crate) text: String,
    pub(crate) offsets: OffsetMap,
    /// Byte positions in `text` of characters that are escaped with a backslash.
    escaped: Vec<usize>,
}

/// A part of a text run.
#[derive(Debug)]
pub(crate) enum MarkdownTextPart {
    /// A byte range of the run's text.
    Words(Range<usize>),
    Fact {
        name: Spanned<String>,
        unit: bool,
    },
    Insert {
        kind: DataInsert,
        name: Spanned<Name>,
    },
    Pictogram(Spanned<Name>),
}

/// The key before the name of a pictogram.
const PICTOGRAM: &str = "pictogram";

impl MarkdownText {
    pub(crate) fn push(&mut self, text: &str, file: usize, escaped: bool) {
        if escaped {
            self.escaped.push(self.text.len());
        }
        self.offsets.push(self.text.len(), file);
        self.text.push_str(text);
    }

    /// The span in the file of a byte range of the text.
    pub(crate) fn span(&self, source: SourceId, range: Range<usize>) -> Span {
        Span::new(source, self.offsets.range(range))
    }

    /// Splits the run at each `${…}`, and reports faults in it.
    pub(crate) fn parts(&self, source: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Vec<MarkdownTextPart> {
        if !stray_markup::may_contain(&self.text) {
            return Vec::from_iter((!self.text.is_empty()).then_some(MarkdownTextPart::Words(0..self.text.len())));
        }
        let mut parts = Vec::new();
        let mut words = 0;
        while let Some(open) = self.find("${", words) {
            let inside = open + 2;
            let end = self.text.floor_char_boundary(inside + LONGEST_NAME);
            let Some(length) =
                self.text[inside..end].find(['}', '\n']).filter(|&l| self.text[inside + l..].starts_with('}'))
            else {
                diagnostics.push(Diagnostic::new(message!(say::INSERT_UNCLOSED), self.span(source, open..inside)));
                break;
            };
            let close = inside + length;
            match self.insertion(source, inside..close) {
                Ok(part) => {
                    if words < open {
                        parts.push(MarkdownTextPart::Words(words..open));
                    }
                    parts.push(part);
                }
                Err(diagnostic) => {
                    diagnostics.push(diagnostic);
                    parts.push(MarkdownTextPart::Words(words..close + 1));
                }
            }
            words = close + 1;
        }
        if words < self.text.len() {
            parts.push(MarkdownTextPart::Words(words..self.text.len()));
        }
        for sign in stray_markup::PLACEHOLDERS.into_iter().chain(stray_markup::IN_PAGES) {
            self.report(sign, source, diagnostics);
        }
        self.report_links(source, diagnostics);
        self.report_footnotes(source, diagnostics);
        parts
    }

    fn insertion(&self, source: SourceId, inside: Range<usize>) -> Result<MarkdownTextPart, Diagnostic> {
        let written = &self.text[inside.clone()];
        let span = self.span(source, inside.clone());
        let not_a_name = || Diagnostic::new(message!(say::INSERT_NOT_A_NAME, name = written), span);
        if let Some((key, name)) = written.split_once(':') {
            let kind = DataInsert::ALL.iter().find(|(k, _)| *k == key).map(|(_, kind)| *kind);
            if kind.is_none() && key != PICTOGRAM {
                return Err(unknown_kind(key, span));
            }
            let name = Name::new(name).ok_or_else(not_a_name)?;
            let name = Spanned::new(name, self.span(source, inside.start + key.len() + 1..inside.end));
            return Ok(match kind {
                Some(kind) => MarkdownTextPart::Insert { kind, name },
                None => MarkdownTextPart::Pictogram(name),
            });
        }
        let (name, unit) = match written.strip_suffix('!') {
            Some(name) => (name, false),
            None => (written, true),
        };
        if !is_fact_name(name) {
            return Err(not_a_name());
        }
        let span = self.span(source, inside.start..inside.start + name.len());
        Ok(MarkdownTextPart::Fact { name: Spanned::new(name.to_owned(), span), unit })
    }

    /// The next position of a pattern without escaped characters.
    fn find(&self, pattern: &str, mut from: usize) -> Option<usize> {
        loop {
            let at = from + self.text[from..].find(pattern)?;
            let range = at..at + pattern.len();
            if !self.escaped.iter().any(|escaped| range.contains(escaped)) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    fn report(&self, (sign, message): MarkupSign, source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
        let mut from = 0;
        while let Some(at) = self.find(sign, from) {
            from = at + sign.len();
            let span = self.span(source, at..from);
            // A sequence of the same sign is one fault.
            while self.text[from..].starts_with(sign) {
                from += sign.len();
            }
            diagnostics.push(Diagnostic::new(message(sign), span));
        }
    }

    /// Reports brackets of another kind, or separated brackets, around what would be a link: `【文字】（路径）`.
    fn report_links(&self, source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
        for brackets in stray_markup::LINK_LIKE {
            let mut from = 0;
            while let Some(at) = self.find(brackets, from) {
                from = at + brackets.len();
                let inside = &self.text[from..self.text.floor_char_boundary(from + LONGEST_LINK)];
                let inside = inside.find(['）', ')']).map(|length| &inside[..length]);
                if inside.is_some_and(stray_markup::is_link_destination) {
                    diagnostics.push(Diagnostic::new(message!(say::LINK_NOT_READ), self.span(source, at..from)));
                }
            }
        }
    }

    /// Reports references to undefined footnotes, which the Markdown parser leaves as text.
    fn report_footnotes(&self, source: SourceId, diagnostics: &mut Vec<Diagnostic>) {
        let mut from = 0;
        while let Some(at) = self.find("[^", from) {
            from = at + 2;
            if let Some(length) =
                self.text[from..].find([']', ' ']).filter(|&l| l > 0 && self.text[from + l..].starts_with(']'))
            {
                let label = &self.text[from..from + length];
                let span = self.span(source, at..from + length + 1);
                diagnostics.push(Diagnostic::new(message!(say::FOOTNOTE_UNDEFINED, label), span));
            }
        }
    }
}

fn unknown_kind(key: &str, span: Span) -> Diagnostic {
    let known: Vec<&str> = DataInsert::ALL.iter().map(|(key, _)| *key).chain([PICTOGRAM]).collect();
    Diagnostic::new(message!(say::INSERT_UNKNOWN_KIND, kind = key, known = known.join("、")), span)
}

fn is_fact_name(name: &str) -> bool {
    !name.is_empty() && name.split('.').all(|part| Name::new(part).is_some() || is_number(part))
}

fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}
