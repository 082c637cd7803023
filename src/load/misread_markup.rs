//! Lines of a page that look like a heading, a list, a table, a quote or a rule, and are read as words.
//!
//! People type `##标题` without its space, `1、` for a list, `｜` for a table: Markdown takes them for words, joins them with
//! the lines around and prints the signs. Each is named with what to write instead. Whoever means the sign itself writes a
//! backslash before it, or keeps the lines apart (an empty line, two spaces at the end), and is not bothered.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::wording::{FilledMessage, message, page as say};

/// A line of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ParagraphSourceLine<'a> {
    /// From its first character that Markdown does not take for indentation.
    pub(crate) text: &'a str,
    pub(crate) start: usize,
    /// Does it go on where the line before ends?
    pub(crate) joined: bool,
}

/// What is said of a line, and the signs it is about.
pub(crate) struct MisreadMarkup {
    /// The message, made of the signs.
    pub(crate) message: fn(&str) -> FilledMessage,
    pub(crate) sign: Range<usize>,
}

/// Room that is not seen at the beginning of a line, and that Markdown takes for words.
pub(crate) const INVISIBLE: [char; 8] =
    ['\u{3000}', '\u{a0}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{2003}'];

const BULLETS: [char; 11] = ['•', '●', '◆', '■', '▪', '·', '・', '‧', '∙', '►', '➢'];
const NUMERALS: &str = "一二三四五六七八九十百";

/// What the lines of one paragraph look like: of lists one line is named, of other things each.
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
    found.sort_by_key(|look| look.sign.start);
    found
}

/// Where a line's first visible character stands, and the line from there.
fn visible<'a>(line: &ParagraphSourceLine<'a>) -> (usize, &'a str) {
    let text = line.text.trim_start_matches(|c: char| c == ' ' || c == '\t' || INVISIBLE.contains(&c));
    (line.start + line.text.len() - text.len(), text)
}

/// Number signs, narrow or wide; `#话题#` is none.
fn heading(text: &str) -> Option<usize> {
    let after = text.trim_start_matches(['#', '＃']);
    let signs = &text[..text.len() - after.len()];
    let single = signs.chars().count() == 1;
    let is_word = after.chars().next().is_none_or(|c| c.is_ascii_alphanumeric()) || after.contains(['#', '＃']);
    let is_none = signs.is_empty() || single && is_word;
    (!is_none).then_some(signs.len())
}

/// A quote, a rule or a fence in wide signs, and a box to tick.
fn wide_markup(text: &str) -> Option<usize> {
    const SIGNS: [&str; 8] = ["＞", "···", "｀｀｀", "‘‘‘", "’’’", "[ ] ", "[x] ", ":::"];
    let line = text.trim_end();
    let first = line.chars().next()?;
    let rule = "—－＊＝～".contains(first) && line.chars().all(|c| c == first) && line.chars().count() > 2;
    let sign = SIGNS.iter().find(|sign| text.starts_with(**sign));
    if rule { Some(line.len()) } else { sign.map(|sign| sign.trim_end().len()) }
}

/// How a line of a list begins, for Chinese eyes.
struct ListMarker {
    kind: char,
    length: usize,
    /// Nothing else begins like this.
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

/// The first line of a list that would run together: a sure mark, two of a kind, or one behind the end of a sentence.
fn list(lines: &[ParagraphSourceLine], marked: &[Option<ListMarker>]) -> Option<MisreadMarkup> {
    // Of each kind, how many lines begin so, and whether one of them goes on where another ends.
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

/// Rows without the row of dashes that makes them a table.
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
