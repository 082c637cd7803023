//! The texts that were read, and places in them.

use std::ops::Range;

/// Which of the texts that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range in one of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        Span { source, start: range.start as u32, end: range.end as u32 }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

/// A stretch of a source that is read by itself: all of it, or what begins at the byte `base` (front matter).
#[derive(Clone, Copy)]
pub struct Part<'a> {
    pub source: SourceId,
    pub text: &'a str,
    pub base: usize,
}

impl Part<'_> {
    /// The span of a byte range of the stretch.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.base + start..self.base + end.max(start))
    }
}

/// One text: its path below the project's root, with `/` between the parts, and what it says
/// (UTF-8, without a byte order mark; line ends as they were).
#[derive(Clone, Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
    line_starts: Vec<u32>,
}

/// Line and column as a person counts them: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Source {
    fn new(path: String, text: String) -> Source {
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        Source { path, text, line_starts }
    }

    /// The line and column of a byte; a byte past the end counts as the end.
    pub fn position(&self, byte: u32) -> Position {
        let byte = self.floor(byte);
        let line = self.line_starts.partition_point(|&start| start as usize <= byte);
        let start = self.line_starts[line - 1] as usize;
        Position { line, column: self.text[start..byte].chars().count() + 1 }
    }

    /// The byte at a line and column, both counted from 1; past the end counts as the end.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.line_starts.get(line.wrapping_sub(1)) else { return self.text.len() };
        let line = &self.text[start as usize..];
        let within = line.char_indices().nth(column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
        start as usize + within
    }

    /// The text of a line (counted from 1), without its line end.
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = self.line_starts.get(line.wrapping_sub(1)) else { return "" };
        let end = self.line_starts.get(line).map_or(self.text.len(), |&next| next as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    fn floor(&self, byte: u32) -> usize {
        let mut byte = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// All texts of a project, in the order they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.0.push(Source::new(path.into(), text.into()));
        SourceId(self.0.len() as u32 - 1)
    }

    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.0.iter()
    }

    /// Where a span begins, as people are told it: `forms/a.yaml:3`.
    pub fn locate(&self, span: Span) -> String {
        let source = self.get(span.source);
        format!("{}:{}", source.path, source.position(span.start).line)
    }

    /// The text a span covers.
    pub fn text(&self, span: Span) -> &str {
        let source = self.get(span.source);
        &source.text[source.floor(span.start)..source.floor(span.end)]
    }
}
