//! The inside of a paragraph, heading or cell: marks to inlines.
//!
//! `${…}` is cut out of running text ([`super::run`]), links are understood ([`super::link`]), and the
//! words are kept once more without their markup, as a [`Passage`].

use std::ops::Range;

use super::body::{DEEPEST, Reader, empty};
use super::link;
use super::lookalike;
use super::markdown::{Element, Mark};
use super::run::Part;
use crate::diagnostic::Diagnostic;
use crate::model::name::Name;
use crate::model::page::{Inline, Insert, Passage, Target, plain};
use crate::model::script::line_end_is_space;
use crate::source::{Span, Spanned};
use crate::wording::page as say;

/// `${name}`s of a page, and the tables, charts and lists among them.
const MOST_INSERTED: usize = 2_000;
const MOST_FIGURES: usize = 20;

impl Reader<'_> {
    /// All of it, as one passage, with the `${table:…}`s that stood in it.
    pub(super) fn words(&mut self) -> (Vec<Inline>, Vec<(Insert, Spanned<Name>)>) {
        self.starts.clear();
        self.fresh = Some(false);
        let inlines = self.inlines();
        let mut passage = std::mem::replace(&mut self.passage, empty(self.source));
        passage.item = std::mem::take(&mut self.item);
        if !passage.text.is_empty() {
            // There are many of them, and they stay.
            passage.text.shrink_to_fit();
            passage.offsets.shrink_to_fit();
            self.passages.push(passage);
        }
        (inlines, std::mem::take(&mut self.inserts))
    }

    pub(super) fn refuse(&mut self, inserts: Vec<(Insert, Spanned<Name>)>) {
        for (kind, name) in inserts {
            let alone = Diagnostic::error(&say::INSERT_NOT_ALONE, name.span);
            self.report(alone.with("kind", kind.key()).with("name", name.value));
        }
    }

    /// A pictogram stands before the words of a paragraph or heading; where `first` is false, nowhere.
    pub(super) fn settle_pictograms(&mut self, inlines: &mut Vec<Inline>, first: bool) {
        let begins = first && inlines.len() > 1;
        let mut number = 0;
        inlines.retain_mut(|inline| {
            number += 1;
            match inline {
                Inline::Pictogram(name) => {
                    let stays = begins && number == 1;
                    if !stays {
                        let misplaced = Diagnostic::error(&say::PICTOGRAM_NOT_FIRST, name.span);
                        self.report(misplaced.with("name", &name.value));
                    }
                    stays
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { inlines: inner, .. } => {
                    self.settle_pictograms(inner, false);
                    true
                }
                _ => true,
            }
        });
    }

    fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((mark, range)) = self.marks.next_if(|(mark, _)| is_running(mark)) {
            let escaped = self.text[..range.start].ends_with('\\');
            let begins = self.fresh.take_if(|_| !matches!(mark, Mark::LineEnd | Mark::Break));
            self.starts.extend(begins.filter(|_| !escaped).map(|joined| (range.start, joined)));
            match mark {
                Mark::Text(text) if begins.is_some() => {
                    // Indentation in Chinese, as that of plain spaces, is not printed.
                    let seen = match self.text[range.start..].starts_with(lookalike::UNSEEN) {
                        true => text.trim_start_matches(lookalike::UNSEEN),
                        false => &text,
                    };
                    if !seen.is_empty() {
                        self.run.push(seen, range.start + text.len() - seen.len(), escaped);
                    }
                }
                Mark::Text(text) => self.run.push(&text, range.start, escaped),
                Mark::LineEnd => {
                    self.fresh = Some(true);
                    self.line_end(range);
                }
                Mark::Code(text) => {
                    self.other(&mut inlines, Inline::Code(text), range.start);
                }
                Mark::Html(text) if text.starts_with("<!--") => {}
                Mark::Html(text) => {
                    self.other(&mut inlines, Inline::Words(text), range.start);
                    let span = self.span(range);
                    self.report(Diagnostic::new(&say::RAW_HTML, span));
                }
                Mark::Reference(label) => {
                    self.flush(&mut inlines);
                    self.passage.cites = true;
                    inlines.push(Inline::FootnoteReference { number: 0, label });
                }
                Mark::Break => {
                    self.fresh = Some(false);
                    self.flush(&mut inlines);
                    inlines.push(Inline::Break);
                }
                Mark::Open(element) => {
                    self.flush(&mut inlines);
                    inlines.extend(self.inline(element, range));
                }
                // `is_running` lets neither through.
                Mark::Close | Mark::Rule => break,
            }
        }
        self.flush(&mut inlines);
        inlines.shrink_to_fit();
        inlines
    }

    fn inline(&mut self, element: Element, range: Range<usize>) -> Option<Inline> {
        if self.depth == DEEPEST {
            self.too_deep(range);
            return None;
        }
        self.depth += 1;
        let inner = self.inlines();
        self.depth -= 1;
        self.marks.next();
        self.neighbours(&element, range.clone());
        let span = self.span(range);
        match element {
            Element::Strong => Some(Inline::Strong(inner)),
            Element::Link(written) => {
                Some(Inline::Link { target: self.target(&written, span), inlines: inner, span })
            }
            Element::Image(written) => Some(self.image(&written, &inner, span)),
            Element::Emphasis
            // `is_running` lets none of the others through.
            | Element::Paragraph
            | Element::Heading(_)
            | Element::Quote
            | Element::Code { .. }
            | Element::Html
            | Element::List { .. }
            | Element::Item
            | Element::Footnote(_)
            | Element::Table(_)
            | Element::Row
            | Element::Cell => Some(Inline::Emphasis(inner)),
        }
    }

    /// Signs beside an element that say that it was not meant: an asterisk between numbers, a wide mark before a picture.
    fn neighbours(&mut self, element: &Element, range: Range<usize>) {
        let written = &self.text[range.clone()];
        let (before, after) = (self.text[..range.start].chars().next_back(), self.text[range.end..].chars().next());
        match element {
            Element::Emphasis | Element::Strong if written.starts_with('*') => {
                let inner = written.trim_matches('*');
                let between = |a: Option<char>, b: Option<char>| {
                    a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
                };
                if between(before, inner.chars().next()) || between(inner.chars().next_back(), after) {
                    let from = range.start - before.map_or(0, char::len_utf8);
                    let to = range.end + after.map_or(0, char::len_utf8);
                    let text = &self.text[from..to];
                    let star = Diagnostic::new(&say::STAR_BETWEEN_NUMBERS, self.span(range)).with("text", text);
                    self.report(star);
                }
            }
            Element::Link(to) if before == Some('！') && is_picture(to) => {
                let mark = range.start - '！'.len_utf8()..range.start;
                self.report(Diagnostic::error(&say::IMAGE_NOT_READ, self.span(mark)));
            }
            _ => {}
        }
    }

    fn target(&mut self, written: &str, span: Span) -> Target {
        link::target(written, self.page).unwrap_or_else(|message| {
            self.report(Diagnostic::error(message, span).with("link", written));
            Target::Broken(written.to_owned())
        })
    }

    fn image(&mut self, written: &str, inner: &[Inline], span: Span) -> Inline {
        let alternative = plain(inner);
        if alternative.trim().is_empty() {
            self.report(Diagnostic::error(&say::IMAGE_WITHOUT_TEXT, span));
        }
        let target = match self.target(written, span) {
            Target::External(_) | Target::Here(_) => {
                self.report(Diagnostic::error(&say::IMAGE_OUTSIDE, span).with("link", written));
                Target::Broken(written.to_owned())
            }
            target @ (Target::Internal { .. } | Target::Broken(_)) => target,
        };
        Inline::Image { target, alternative, span }
    }

    /// A line end in the source is a space between words, and nothing between hanzi.
    fn line_end(&mut self, range: Range<usize>) {
        let before = self.run.text.chars().next_back().or_else(|| self.passage.text.chars().next_back());
        let after = self.text[range.end..].chars().find(|&c| !c.is_whitespace() && !"*_[>!\\".contains(c));
        if line_end_is_space(before, after) {
            self.run.push(" ", range.start, false);
        }
    }

    /// Ends the run: its words and facts go to `inlines` and to the passage.
    fn flush(&mut self, inlines: &mut Vec<Inline>) {
        let run = std::mem::take(&mut self.run);
        for part in run.parts(self.source, &mut self.diagnostics) {
            match part {
                // The room behind a pictogram is the style sheet's.
                Part::Words(mut range) => {
                    if let Some(Inline::Pictogram(_)) = inlines.last() {
                        range.start = range.end - run.text[range.clone()].trim_start().len();
                    }
                    if range.is_empty() {
                        continue;
                    }
                    let before = self.passage.text.len();
                    for (text, file) in run.offsets.pieces(range.clone()) {
                        self.passage.offsets.push(before + text, file);
                    }
                    self.passage.text.push_str(&run.text[range.clone()]);
                    inlines.push(Inline::Words(run.text[range].to_owned()));
                }
                Part::Fact { .. } | Part::Insert { .. } | Part::Pictogram(_) if self.inserted == MOST_INSERTED => {
                    self.inserted += 1;
                    let span = run.span(self.source, 0..0);
                    self.report(Diagnostic::error(&say::INSERTS_TOO_MANY, span).with("most", MOST_INSERTED));
                }
                Part::Fact { .. } | Part::Insert { .. } | Part::Pictogram(_) if self.inserted > MOST_INSERTED => {}
                Part::Insert { .. } if self.figures == MOST_FIGURES => {
                    self.figures += 1;
                    let span = run.span(self.source, 0..0);
                    self.report(Diagnostic::error(&say::FIGURES_TOO_MANY, span).with("most", MOST_FIGURES));
                }
                Part::Insert { .. } if self.figures > MOST_FIGURES => {}
                Part::Fact { name, unit } => {
                    self.inserted += 1;
                    self.mark(name.span.start as usize);
                    inlines.push(Inline::Fact { name, unit });
                }
                Part::Pictogram(name) => {
                    self.inserted += 1;
                    self.passage.pictured |= self.passage.text.is_empty();
                    inlines.push(Inline::Pictogram(name));
                }
                Part::Insert { kind, name } => {
                    self.figures += 1;
                    self.inserts.push((kind, name));
                }
            }
        }
    }

    /// Ends the run with something that is not running words.
    fn other(&mut self, inlines: &mut Vec<Inline>, inline: Inline, file: usize) {
        self.flush(inlines);
        self.mark(file);
        inlines.push(inline);
    }

    /// Something that is not words stands in the passage.
    fn mark(&mut self, file: usize) {
        self.passage.offsets.push(self.passage.text.len(), file);
        self.passage.text.push(Passage::INSERT);
    }
}

fn is_picture(path: &str) -> bool {
    let ends = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"];
    ends.iter().any(|end| path.to_ascii_lowercase().ends_with(end))
}

/// Does the mark belong to the running text it stands in?
fn is_running(mark: &Mark) -> bool {
    match mark {
        Mark::Open(element) => element.is_inline(),
        Mark::Close | Mark::Rule => false,
        Mark::Text(_) | Mark::Code(_) | Mark::Html(_) | Mark::Reference(_) | Mark::LineEnd | Mark::Break => true,
    }
}
