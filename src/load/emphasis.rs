//! Bold and italic text beside Chinese punctuation.
//!
//! CommonMark decides by the neighbours of a run of `*` whether the run may open or close emphasis, and treats hanzi as
//! letters: in `**中文。**中文` the second run is between punctuation and a letter, so it may not close, and the asterisks
//! would be printed. CJK-friendly emphasis (the amendment that comrak and others follow) lets such a run open and
//! close. This module achieves the same with an empty comment between the run and its Chinese neighbour: a comment
//! begins and ends with punctuation, so that the run is free on both sides. [`PatchedText`] is the text with these
//! comments; the reader drops them again, and maps byte ranges back to the original text.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::character::{is_cjk, is_punctuation};
use crate::source::OffsetMap;

const COMMENT: &str = "<!---->";

/// A text with inserted comments, and a map of its bytes to the original text.
#[derive(Debug)]
pub(crate) struct PatchedText<'a> {
    pub(crate) text: Cow<'a, str>,
    /// A comment precedes each piece except the first.
    offsets: OffsetMap,
}

/// Inserts comments where emphasis needs them. `literal` returns the byte ranges in which asterisks have no meaning
/// (code, HTML, link destinations), in order; it is called only if a comment may be needed.
pub(crate) fn patch(text: &str, literal: impl FnOnce() -> Vec<Range<usize>>) -> PatchedText<'_> {
    let insertions = match insertions(text, &[]) {
        none if none.is_empty() => none,
        _ => insertions(text, &literal()),
    };
    let mut offsets = OffsetMap::from(0);
    if insertions.is_empty() {
        return PatchedText { text: Cow::Borrowed(text), offsets };
    }
    let mut patched = String::with_capacity(text.len() + insertions.len() * COMMENT.len());
    let mut from = 0;
    for at in insertions {
        patched.push_str(&text[from..at]);
        patched.push_str(COMMENT);
        offsets.push(patched.len(), at);
        from = at;
    }
    patched.push_str(&text[from..]);
    PatchedText { text: Cow::Owned(patched), offsets }
}

impl PatchedText<'_> {
    /// Is there an inserted comment at this byte of the patched text?
    pub(crate) fn is_comment(&self, at: usize) -> bool {
        self.offsets.begins_at(at + COMMENT.len())
    }

    /// Maps a byte range of the patched text to the original text.
    pub(crate) fn original(&self, range: Range<usize>) -> Range<usize> {
        self.offsets.offset(range.start)..self.offsets.offset(range.end)
    }
}

fn insertions(text: &str, literal: &[Range<usize>]) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut literal = literal.iter().peekable();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        while literal.peek().is_some_and(|range| range.end <= at) {
            literal.next();
        }
        if let Some(range) = literal.peek()
            && range.start <= at
        {
            at = range.end;
        } else if bytes[at] == b'\\' && bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) {
            at += 2;
        } else if bytes[at] == b'*' {
            let end = at + bytes[at..].iter().take_while(|&&byte| byte == b'*').count();
            found.extend(insertion(text, at..end));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The byte position where a run of asterisks needs a comment, if it needs one: on the side without punctuation.
fn insertion(text: &str, run: Range<usize>) -> Option<usize> {
    let before = text[..run.start].chars().next_back().filter(|c| !c.is_whitespace())?;
    let after = text[run.end..].chars().next().filter(|c| !c.is_whitespace())?;
    if !is_cjk(before) && !is_cjk(after) {
        return None;
    }
    match (is_punctuation(before), is_punctuation(after)) {
        (true, false) => Some(run.end),
        (false, true) => Some(run.start),
        (true, true) | (false, false) => None,
    }
}
