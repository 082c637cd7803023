//! The source texts of a project, and places in them: byte spans, lines and columns.

use std::hash::{Hash, Hasher};
use std::ops::Range;

/// The index of a text in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range (0-based, end exclusive) in one source text. It is left out of hashes: equal content has equal hashes
/// wherever it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

impl Hash for Span {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// Maps byte offsets of a decoded text to byte offsets of its source. Quotes, escapes, markup and indentation of the
/// source are not in the text, so that the two agree only piece by piece.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OffsetMap {
    /// `(byte of the text, byte of the source)` for the start of each piece, in order.
    pieces: Vec<(u32, u32)>,
}

impl OffsetMap {
    /// The map of a text that stands as it is from this byte of the source on.
    pub(crate) fn from(source: usize) -> OffsetMap {
        OffsetMap { pieces: vec![(0, source as u32)] }
    }

    /// From this byte of the text on, the two run alike from this byte of the source on.
    pub(crate) fn push(&mut self, text: usize, source: usize) {
        let (text, source) = (text as u32, source as u32);
        let goes_on = |&(before, at): &(u32, u32)| at.wrapping_sub(before) == source.wrapping_sub(text);
        if !self.pieces.last().is_some_and(goes_on) {
            self.pieces.push((text, source));
        }
    }

    /// Gives back the memory that a longer map would take.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.pieces.shrink_to_fit();
    }

    /// The byte of the source that holds a byte of the text.
    pub(crate) fn offset(&self, byte: usize) -> usize {
        let next = self.pieces.partition_point(|&(text, _)| text as usize <= byte);
        let (text, source) = next.checked_sub(1).map_or((0, 0), |before| self.pieces[before]);
        source as usize + byte - text as usize
    }

    /// Where a part of the text stands in the source, from its first byte to its last.
    pub(crate) fn range(&self, part: Range<usize>) -> Range<usize> {
        let start = self.offset(part.start);
        start..if part.is_empty() { start } else { self.offset(part.end - 1) + 1 }
    }

    /// The pieces of a part of the text, each with its first byte counted from the part's start.
    pub(crate) fn pieces(&self, part: Range<usize>) -> impl Iterator<Item = (usize, usize)> {
        let ends = self.pieces.iter().skip(1).map(|next| next.0 as usize).chain([usize::MAX]);
        self.pieces.iter().zip(ends).filter_map(move |(&(text, source), end)| {
            let from = part.start.max(text as usize);
            (from < end.min(part.end)).then(|| (from - part.start, source as usize + from - text as usize))
        })
    }

    /// Does a piece begin at this byte of the text?
    pub(crate) fn begins_at(&self, byte: usize) -> bool {
        self.pieces.binary_search_by_key(&byte, |&(text, _)| text as usize).is_ok()
    }
}

/// A value with the span where it was written.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub(crate) fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

/// A part of a source that is parsed separately: the whole, or the text from byte `base` on (front matter).
#[derive(Clone, Copy)]
pub(crate) struct SourceSlice<'a> {
    pub(crate) source: SourceId,
    pub(crate) text: &'a str,
    pub(crate) base: usize,
}

impl SourceSlice<'_> {
    /// The span of a byte range of the stretch.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, self.base + start..self.base + end.max(start))
    }
}

/// One source text: its path below the project root, with `/` between the parts, and its content (UTF-8, without a byte
/// order mark; line ends unchanged).
#[derive(Clone, Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
    line_starts: Vec<u32>,
}

/// A line and column, both 1-based; the column counts characters.
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
        let byte = self.text.floor_char_boundary(byte as usize);
        let line = self.line_starts.partition_point(|&start| start as usize <= byte);
        let start = self.line_starts[line - 1] as usize;
        Position { line, column: self.text[start..byte].chars().count() + 1 }
    }

    /// The byte at a line and column, both counted from 1; past the end counts as the end.
    pub(crate) fn offset(&self, line: usize, column: usize) -> usize {
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
}

/// All source texts of a project, in reading order.
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

    /// Where a span begins, as people are told it: `forms/a.yaml:3:7`.
    pub fn locate(&self, span: Span) -> String {
        let source = self.get(span.source);
        let Position { line, column } = source.position(span.start);
        format!("{}:{line}:{column}", source.path)
    }

    /// Do these words stand where a span is, or beside it, within its lines?
    pub(crate) fn contains_near(&self, span: Span, words: &str) -> bool {
        let text = &self.get(span.source).text;
        let (start, end) = (
            text.floor_char_boundary(span.start as usize),
            text.floor_char_boundary(span.end.max(span.start) as usize),
        );
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let mut places = text[first..last].match_indices(words).map(|(at, _)| first + at);
        places.any(|at| at <= end && at + words.len() >= start)
    }

    /// The text a span covers.
    pub fn text(&self, span: Span) -> &str {
        let text = &self.get(span.source).text;
        &text[text.floor_char_boundary(span.start as usize)..text.floor_char_boundary(span.end as usize)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `甲"乙\n丙` as YAML may write it: `"甲\"乙` and, indented by two, `丙"`.
    #[test]
    fn a_text_is_found_in_its_source() {
        let source = "\"甲\\\"乙\n  丙\"";
        let text = "甲\"乙丙";
        let mut offsets = OffsetMap::from(1);
        offsets.push(3, 5);
        offsets.push(4, 6);
        offsets.push(7, 12);
        let written = |part: &str| {
            let start = text.find(part).expect("in the text");
            &source[offsets.range(start..start + part.len())]
        };
        for (part, expected) in [("甲", "甲"), ("\"", "\""), ("乙", "乙"), ("乙丙", "乙\n  丙"), ("甲\"", "甲\\\"")]
        {
            assert_eq!(written(part), expected);
        }
        assert_eq!(offsets.range(3..3), 5..5, "nothing stands where the next character stands");
        assert_eq!(offsets.range(10..10), 15..15);
        // The quotation mark and the character behind it run alike.
        assert_eq!(offsets.pieces(2..8).collect::<Vec<_>>(), [(0, 3), (1, 5), (5, 12)]);
    }

    #[test]
    fn lines_and_columns_are_counted_as_people_count() {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", "一二\r\nthree\n");
        let source = sources.get(id);
        // Byte, line, column: within a character, at a line end, past the end.
        for (byte, line, column) in [(0, 1, 1), (4, 1, 2), (8, 2, 1), (10, 2, 3), (14, 3, 1), (99, 3, 1)] {
            assert_eq!(source.position(byte), Position { line, column }, "byte {byte}");
        }
        assert_eq!((source.line(1), source.line(2), source.line(9)), ("一二", "three", ""));
        assert_eq!((source.offset(1, 2), source.offset(2, 3), source.offset(9, 1)), (3, 10, 14));
        assert_eq!(sources.text(Span::new(id, 4..12)), "二\r\nthre");
    }
}
