//! Finds lines of a page that look like a heading, list, table, quote or rule, but are read as words.
//!
//! Authors type `##标题` without its space, `1、` for a list, `｜` for a table: Markdown reads these as words, joins them
//! with the lines around them and prints the signs. Each is reported with its replacement. An author who means the sign
//! itself writes a backslash before it, or separates the lines (an empty line, two spaces at the end), and gets no
//! report.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::wording::{FilledMessage, message, page as say};

/// A source line of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParagraphSourceLine<'a> {
    /// The line from its first character that is not indentation in Markdown.
    pub(crate) text: &'a str,
    pub(crate) start: usize,
    /// True if the line continues the line before.
    pub(crate) joined: bool,
}

/// A line that was probably meant as markup: the message, and the byte range of the signs.
pub(crate) struct MisreadMarkup {
    /// Makes the message from the signs.
    pub(crate) message: fn(&str) -> FilledMessage,
    pub(crate) sign: Range<usize>,
}

/// Invisible characters at the start of a line that Markdown reads as words.
pub(crate) const INVISIBLE: [char; 8] =
    ['\u{3000}', '\u{a0}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{2003}'];

const BULLETS: [char; 11] = ['•', '●', '◆', '■', '▪', '·', '・', '‧', '∙', '►', '➢'];
const NUMERALS: &str = "一二三四五六七八九十百";

/// The misread markup of one paragraph: of lists only one line is reported, of other markup every line.
pub(crate) fn misread_markup(lines: &[ParagraphSourceLine]) -> Vec<MisreadMarkup> {
    let marked: Vec<Option<ListMarker>> = lines.iter().map(|line| list_marker(visible(line).1)).collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let (from, text) = visible(line);
        let at = |length: usize| from..from + length;
        if let Some(length) = heading(text) {
            found.push(MisreadMarkup { message: |sign| message!(say::HEADING_NOT_READ, sign), sign: at(length) });
        } else if let Some(length) = wide_markup(text) {
            found.push(MisreadMarkup { message: |sign| message!(say::LINE_NOT_READ, sign), sign: at(length) });
        } else if index > 0 && line.joined && line.text.starts_with("\u{3000}\u{3000}") {
            found.push(MisreadMarkup { message: |_| message!(say::INDENTED_LINE), sign: line.start..from });
        }
    }
    found.extend(list(lines, &marked));
    found.extend(table(lines));
    found.sort_by_key(|misread| misread.sign.start);
    found
}

/// The byte position of a line's first visible character, and the line from there.
fn visible<'a>(line: &ParagraphSourceLine<'a>) -> (usize, &'a str) {
    let text = line.text.trim_start_matches(|c: char| c == ' ' || c == '\t' || INVISIBLE.contains(&c));
    (line.start + line.text.len() - text.len(), text)
}

/// The length in bytes of number signs, half-width or full-width, that were meant as a heading; `#话题#` is not a
/// heading.
fn heading(text: &str) -> Option<usize> {
    let after = text.trim_start_matches(['#', '＃']);
    let signs = &text[..text.len() - after.len()];
    let single = signs.chars().count() == 1;
    let is_word = after.chars().next().is_none_or(|c| c.is_ascii_alphanumeric()) || after.contains(['#', '＃']);
    let is_none = signs.is_empty() || single && is_word;
    (!is_none).then_some(signs.len())
}

/// The length in bytes of a quote, rule or fence in full-width signs, or of a check box.
fn wide_markup(text: &str) -> Option<usize> {
    const SIGNS: [&str; 8] = ["＞", "···", "｀｀｀", "‘‘‘", "’’’", "[ ] ", "[x] ", ":::"];
    let line = text.trim_end();
    let first = line.chars().next()?;
    let rule = "—－＊＝～".contains(first) && line.chars().all(|c| c == first) && line.chars().count() > 2;
    let sign = SIGNS.iter().find(|sign| text.starts_with(**sign));
    if rule { Some(line.len()) } else { sign.map(|sign| sign.trim_end().len()) }
}

/// The beginning of a line that readers of Chinese see as a list item.
struct ListMarker {
    kind: char,
    length: usize,
    /// True if only list items begin with this marker.
    sure: bool,
}

fn list_marker(text: &str) -> Option<ListMarker> {
    let first = text.chars().next()?;
    let behind = &text[first.len_utf8()..];
    let next = behind.chars().next();
    let sure = |length| Some(ListMarker { kind: '•', length, sure: true });
    let perhaps = |kind, length| Some(ListMarker { kind, length, sure: false });
    if BULLETS.contains(&first) {
        return (next != Some(first)).then(|| sure(first.len_utf8()))?;
    }
    match (first, next) {
        ('-', Some(next)) if !next.is_ascii() => return sure(1),
        ('*' | '+', Some(next)) if !next.is_ascii() => return perhaps('*', 1),
        ('－' | '–' | '—' | '−', Some(next)) if next != first => return perhaps('－', first.len_utf8()),
        ('①'..='⑳', _) => return perhaps('①', first.len_utf8()),
        ('第', _) => {
            let count = length_of(behind, is_number);
            let unit = behind[count..].chars().next().filter(|c| count > 0 && "步条项款".contains(*c))?;
            return perhaps('第', first.len_utf8() + count + unit.len_utf8());
        }
        ('（' | '(', _) => {
            let count = length_of(behind, is_number);
            let close = behind[count..].chars().next().filter(|c| count > 0 && "）)".contains(*c))?;
            return perhaps('（', first.len_utf8() + count + close.len_utf8());
        }
        _ => {}
    }
    let count = length_of(text, is_number);
    let mut after = text[count..].chars();
    let stop = after.next().filter(|_| count > 0 && count <= 9)?;
    let is_decimal = stop != '、' && after.next().is_some_and(|c| c.is_ascii_digit());
    let of_digits = text[..count].chars().all(|c| !NUMERALS.contains(c));
    let ends = if of_digits { "、．.)）" } else { "、．" };
    (ends.contains(stop) && !is_decimal).then_some(ListMarker {
        kind: if of_digits { '1' } else { '一' },
        length: count + stop.len_utf8(),
        sure: false,
    })
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || NUMERALS.contains(c)
}

fn length_of(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !is(c)).unwrap_or(text.len())
}

/// The first line of a list that would be joined into one paragraph.
///
/// A list is recognised by an unambiguous marker, by two lines of the same kind, or by a line after the end of a
/// sentence.
fn list(lines: &[ParagraphSourceLine], marked: &[Option<ListMarker>]) -> Option<MisreadMarkup> {
    // For each kind, the number of lines, and whether any of them continues the line before.
    let mut kinds: BTreeMap<char, (usize, bool)> = BTreeMap::new();
    for (line, mark) in lines.iter().zip(marked) {
        let Some(mark) = mark else { continue };
        let (count, joined) = kinds.entry(mark.kind).or_default();
        *count += 1;
        *joined |= line.joined;
    }
    let ends = |line: &ParagraphSourceLine| line.text.trim_end().ends_with(['：', ':', '；', ';', '。']);
    let found = lines.iter().zip(marked).enumerate().find_map(|(index, (line, mark))| {
        let mark = mark.as_ref()?;
        let behind = index > 0 && line.joined && ends(&lines[index - 1]);
        let runs = behind || kinds.get(&mark.kind).is_some_and(|(count, joined)| *count > 1 && *joined);
        (mark.sure || runs).then_some((line, mark))
    });
    let (line, mark) = found?;
    let (from, _) = visible(line);
    Some(MisreadMarkup { message: |sign| message!(say::LIST_NOT_READ, sign), sign: from..from + mark.length })
}

/// The first row of a table that lacks its delimiter row.
fn table(lines: &[ParagraphSourceLine]) -> Option<MisreadMarkup> {
    let begins = |line: &&ParagraphSourceLine| visible(line).1.starts_with(['|', '｜']);
    let parted = |line: &&ParagraphSourceLine| line.text.contains(" | ") || line.text.contains('｜');
    let first = lines.iter().find(begins).or_else(|| {
        let mut rows = lines.iter().filter(parted);
        rows.next().filter(|_| rows.next().is_some())
    })?;
    let (from, text) = visible(first);
    Some(MisreadMarkup { message: |_| message!(say::TABLE_NOT_READ), sign: from..from + text.trim_end().len() })
}
