//! Reads the inline content of a paragraph, heading or cell from Markdown events.
//!
//! `${…}` is cut out of running text ([`super::markdown_text`]), link destinations are resolved ([`super::link`]), and
//! the words are stored a second time without markup, as a [`PageText`].

use std::ops::Range;

use super::body::{BodyReader, DEEPEST, empty};
use super::link;
use super::markdown::{MarkdownElement, MarkdownEvent};
use super::markdown_text::MarkdownTextPart;
use super::misread_markup;
use crate::diagnostic::Diagnostic;
use crate::model::character::line_end_is_space;
use crate::model::name::Name;
use crate::model::page::{DataInsert, Inline, LinkTarget, PageText, plain};
use crate::source::{Span, Spanned};
use crate::wording::{message, page as say};

/// Limit of `${name}` inserts of a page; [`MOST_FIGURES`] limits tables, charts and lists among them.
const MOST_INSERTED: usize = 2_000;
const MOST_FIGURES: usize = 20;

impl BodyReader<'_> {
    /// Reads the whole inline content as one page text, and returns its inlines and its `${table:…}` inserts.
    pub(super) fn inline_content(&mut self) -> (Vec<Inline>, Vec<(DataInsert, Spanned<Name>)>) {
        self.line_starts.clear();
        self.at_line_start = Some(false);
        let inlines = self.inlines();
        let mut page_text = std::mem::replace(&mut self.current_text, empty(self.source));
        page_text.is_list_item = std::mem::take(&mut self.at_list_item);
        if !page_text.text.is_empty() {
            // There are many texts, and they stay in memory.
            page_text.text.shrink_to_fit();
            page_text.offsets.shrink_to_fit();
            self.texts.push(page_text);
        }
        (inlines, std::mem::take(&mut self.inserts))
    }

    pub(super) fn refuse(&mut self, inserts: Vec<(DataInsert, Spanned<Name>)>) {
        for (kind, name) in inserts {
            self.report(Diagnostic::new(
                message!(say::INSERT_NOT_ALONE, kind = kind.key(), name = name.value),
                name.span,
            ));
        }
    }

    /// Removes misplaced pictograms and reports them. A pictogram is allowed only before the words of a paragraph or
    /// heading; if `first` is false, nowhere.
    pub(super) fn remove_misplaced_pictograms(&mut self, inlines: &mut Vec<Inline>, first: bool) {
        let allowed = first && inlines.len() > 1;
        let mut number = 0;
        inlines.retain_mut(|inline| {
            number += 1;
            match inline {
                Inline::Pictogram(name) => {
                    let is_first = allowed && number == 1;
                    if !is_first {
                        self.report(Diagnostic::new(message!(say::PICTOGRAM_NOT_FIRST, name = &name.value), name.span));
                    }
                    is_first
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
                    self.remove_misplaced_pictograms(inner, false);
                    true
                }
                _ => true,
            }
        });
    }

    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((mark, range)) = self.events.next_if(|(mark, _)| is_inline_event(mark)) {
            let escaped = self.text[..range.start].ends_with('\\');
            let begins = self.at_line_start.take_if(|_| !matches!(mark, MarkdownEvent::LineEnd | MarkdownEvent::Break));
            self.line_starts.extend(begins.filter(|_| !escaped).map(|joined| (range.start, joined)));
            match mark {
                MarkdownEvent::Text(text) if begins.is_some() => {
                    // Chinese indentation (U+3000) is not printed, like indentation by spaces.
                    let seen = match self.text[range.start..].starts_with(misread_markup::INVISIBLE) {
                        true => text.trim_start_matches(misread_markup::INVISIBLE),
                        false => &text,
                    };
                    if !seen.is_empty() {
                        self.pending_text.push(seen, range.start + text.len() - seen.len(), escaped);
                    }
                }
                MarkdownEvent::Text(text) => self.pending_text.push(&text, range.start, escaped),
                MarkdownEvent::LineEnd => {
                    self.at_line_start = Some(true);
                    self.line_end(range);
                }
                MarkdownEvent::Code(text) => {
                    self.other(&mut inlines, Inline::Code(text), range.start);
                }
                MarkdownEvent::Html(text) if text.starts_with("<!--") => {}
                MarkdownEvent::Html(text) => {
                    self.other(&mut inlines, Inline::Words(text), range.start);
                    let span = self.span(range);
                    self.report(Diagnostic::new(message!(say::RAW_HTML), span));
                }
                MarkdownEvent::Reference(label) => {
                    self.flush(&mut inlines);
                    self.current_text.cites = true;
                    inlines.push(Inline::FootnoteReference { number: 0, label });
                }
                MarkdownEvent::Break => {
                    self.at_line_start = Some(false);
                    self.flush(&mut inlines);
                    inlines.push(Inline::Break);
                }
                MarkdownEvent::Open(element) => {
                    self.flush(&mut inlines);
                    inlines.extend(self.inline(element, range));
                }
                // `is_inline_event` excludes both.
                MarkdownEvent::Close | MarkdownEvent::Rule => break,
            }
        }
        self.flush(&mut inlines);
        inlines.shrink_to_fit();
        inlines
    }

    fn inline(&mut self, element: MarkdownElement, range: Range<usize>) -> Option<Inline> {
        if self.depth == DEEPEST {
            self.too_deep(range);
            return None;
        }
        self.depth += 1;
        let inner = self.inlines();
        self.depth -= 1;
        self.events.next();
        self.neighbours(&element, range.clone());
        let span = self.span(range);
        match element {
            MarkdownElement::Strong => Some(Inline::Strong(inner)),
            MarkdownElement::Link(written) => {
                Some(Inline::Link { target: self.target(&written, span), inlines: inner, span })
            }
            MarkdownElement::Image(written) => Some(self.image(&written, &inner, span)),
            MarkdownElement::Emphasis
            // `is_inline_event` excludes all others.
            | MarkdownElement::Paragraph
            | MarkdownElement::Heading(_)
            | MarkdownElement::Quote
            | MarkdownElement::Code { .. }
            | MarkdownElement::Html
            | MarkdownElement::List { .. }
            | MarkdownElement::Item
            | MarkdownElement::Footnote(_)
            | MarkdownElement::Table(_)
            | MarkdownElement::Row
            | MarkdownElement::Cell => Some(Inline::Emphasis(inner)),
        }
    }

    /// Reports characters beside an element that suggest that the markup is unintended: an asterisk between numbers, or
    /// a full-width exclamation mark before a picture.
    fn neighbours(&mut self, element: &MarkdownElement, range: Range<usize>) {
        let written = &self.text[range.clone()];
        let (before, after) = (self.text[..range.start].chars().next_back(), self.text[range.end..].chars().next());
        match element {
            MarkdownElement::Emphasis | MarkdownElement::Strong if written.starts_with('*') => {
                let inner = written.trim_matches('*');
                let between = |a: Option<char>, b: Option<char>| {
                    a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
                };
                if between(before, inner.chars().next()) || between(inner.chars().next_back(), after) {
                    let from = range.start - before.map_or(0, char::len_utf8);
                    let to = range.end + after.map_or(0, char::len_utf8);
                    let text = &self.text[from..to];
                    let star = Diagnostic::new(message!(say::STAR_BETWEEN_NUMBERS, text), self.span(range));
                    self.report(star);
                }
            }
            MarkdownElement::Link(to) if before == Some('！') && is_picture(to) => {
                let mark = range.start - '！'.len_utf8()..range.start;
                self.report(Diagnostic::new(message!(say::IMAGE_NOT_READ), self.span(mark)));
            }
            _ => {}
        }
    }

    fn target(&mut self, written: &str, span: Span) -> LinkTarget {
        link::link_target(written, self.page).unwrap_or_else(|message| {
            self.report(Diagnostic::new(message, span));
            LinkTarget::Broken(written.to_owned())
        })
    }

    fn image(&mut self, written: &str, inner: &[Inline], span: Span) -> Inline {
        let alternative = plain(inner);
        if alternative.trim().is_empty() {
            self.report(Diagnostic::new(message!(say::IMAGE_WITHOUT_TEXT), span));
        }
        let target = match self.target(written, span) {
            LinkTarget::External(_) | LinkTarget::SamePage(_) => {
                self.report(Diagnostic::new(message!(say::IMAGE_OUTSIDE, link = written), span));
                LinkTarget::Broken(written.to_owned())
            }
            target @ (LinkTarget::Internal { .. } | LinkTarget::Broken(_)) => target,
        };
        Inline::Image { target, alternative, span }
    }

    /// Reads a line end of the source: a space between words, and nothing between hanzi.
    fn line_end(&mut self, range: Range<usize>) {
        let before = self.pending_text.text.chars().next_back().or_else(|| self.current_text.text.chars().next_back());
        let after = self.text[range.end..].chars().find(|&c| !c.is_whitespace() && !"*_[>!\\".contains(c));
        if line_end_is_space(before, after) {
            self.pending_text.push(" ", range.start, false);
        }
    }

    /// Ends the text run: its words and facts are added to `inlines` and to the page text.
    fn flush(&mut self, inlines: &mut Vec<Inline>) {
        let run = std::mem::take(&mut self.pending_text);
        for part in run.parts(self.source, &mut self.diagnostics) {
            match part {
                // The style sheet decides the space after a pictogram.
                MarkdownTextPart::Words(mut range) => {
                    if let Some(Inline::Pictogram(_)) = inlines.last() {
                        range.start = range.end - run.text[range.clone()].trim_start().len();
                    }
                    if range.is_empty() {
                        continue;
                    }
                    let before = self.current_text.text.len();
                    for (text, file) in run.offsets.pieces(range.clone()) {
                        self.current_text.offsets.push(before + text, file);
                    }
                    self.current_text.text.push_str(&run.text[range.clone()]);
                    inlines.push(Inline::Words(run.text[range].to_owned()));
                }
                MarkdownTextPart::Fact { .. } | MarkdownTextPart::Insert { .. } | MarkdownTextPart::Pictogram(_)
                    if self.inserted == MOST_INSERTED =>
                {
                    self.inserted += 1;
                    let span = run.span(self.source, 0..0);
                    self.report(Diagnostic::new(message!(say::INSERTS_TOO_MANY, most = MOST_INSERTED), span));
                }
                MarkdownTextPart::Fact { .. } | MarkdownTextPart::Insert { .. } | MarkdownTextPart::Pictogram(_)
                    if self.inserted > MOST_INSERTED => {}
                MarkdownTextPart::Insert { .. } if self.figures == MOST_FIGURES => {
                    self.figures += 1;
                    let span = run.span(self.source, 0..0);
                    self.report(Diagnostic::new(message!(say::FIGURES_TOO_MANY, most = MOST_FIGURES), span));
                }
                MarkdownTextPart::Insert { .. } if self.figures > MOST_FIGURES => {}
                MarkdownTextPart::Fact { name, unit } => {
                    self.inserted += 1;
                    self.mark(name.span.start as usize);
                    inlines.push(Inline::Fact { name, unit });
                }
                MarkdownTextPart::Pictogram(name) => {
                    self.inserted += 1;
                    self.current_text.has_pictogram |= self.current_text.text.is_empty();
                    inlines.push(Inline::Pictogram(name));
                }
                MarkdownTextPart::Insert { kind, name } => {
                    self.figures += 1;
                    self.inserts.push((kind, name));
                }
            }
        }
    }

    /// Ends the text run with an inline that is not plain words.
    fn other(&mut self, inlines: &mut Vec<Inline>, inline: Inline, file: usize) {
        self.flush(inlines);
        self.mark(file);
        inlines.push(inline);
    }

    /// Adds a placeholder to the page text for an inline that is not plain words.
    fn mark(&mut self, file: usize) {
        self.current_text.offsets.push(self.current_text.text.len(), file);
        self.current_text.text.push(PageText::INSERT);
    }
}

fn is_picture(path: &str) -> bool {
    let ends = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"];
    ends.iter().any(|end| path.to_ascii_lowercase().ends_with(end))
}

/// Does the event belong to the inline content of a block?
fn is_inline_event(mark: &MarkdownEvent) -> bool {
    match mark {
        MarkdownEvent::Open(element) => element.is_inline(),
        MarkdownEvent::Close | MarkdownEvent::Rule => false,
        MarkdownEvent::Text(_)
        | MarkdownEvent::Code(_)
        | MarkdownEvent::Html(_)
        | MarkdownEvent::Reference(_)
        | MarkdownEvent::LineEnd
        | MarkdownEvent::Break => true,
    }
}
