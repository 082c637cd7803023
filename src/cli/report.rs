//! Findings as people and programs read them.
//!
//! The text is plain and line by line: `path:line:column: error[code]: what`, the line it is about
//! with a mark under the place, and what to do. Colour only where a person looks at a terminal.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diagnostic::{Diagnostic, Kept, Place, Severity, distinct, letters};
use crate::source::{Position, Source, Sources, Span};
use crate::wording::cli::severity;
use crate::wording::{Lang, Phrase};

/// How a report looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub lang: Lang,
    pub color: bool,
}

/// A line that is longer is shown around the place only, in columns of a terminal.
const WIDEST_LINE: usize = 120;

const SEVERITIES: [Severity; 4] = [Severity::Error, Severity::Warning, Severity::Undecided, Severity::Acknowledged];

/// Every finding as [`list`] has it, or of those that ask nobody to mend anything a line for each severity; then the count.
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, style: Style, all: bool) -> String {
    let is_listed = |diagnostic: &&Diagnostic| all || is_serious(diagnostic.severity);
    let listed: Vec<Diagnostic> = diagnostics.iter().filter(is_listed).cloned().collect();
    let folded = SEVERITIES.into_iter().rev().filter(|severity| !all && !is_serious(*severity));
    let folded: Vec<String> = folded.filter_map(|severity| folded_line(severity, diagnostics, style)).collect();
    let between = if folded.is_empty() { "" } else { "\n" };
    folded.concat() + between + &list(&listed, sources, style) + &count(diagnostics, style.lang) + "\n"
}

/// Does it stand in the way, or ask to be mended?
pub fn is_serious(severity: Severity) -> bool {
    match severity {
        Severity::Error | Severity::Warning => true,
        Severity::Undecided | Severity::Acknowledged => false,
    }
}

/// How many findings of a severity there are, and of what; `None` where there are none.
fn folded_line(severity: Severity, diagnostics: &[Diagnostic], style: Style) -> Option<String> {
    let mut those: Vec<Diagnostic> = diagnostics.iter().filter(|d| d.severity == severity).cloned().collect();
    distinct(&mut those);
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &those {
        let (code, count) = diagnostic.left_out().unwrap_or((diagnostic.message.code, 1));
        *codes.entry(code).or_default() += count;
    }
    let codes: Vec<String> = codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let folded = [
        ("counted", counted(severity, diagnostics, style.lang)?),
        ("codes", codes.join(severity::BETWEEN.say(style.lang))),
    ];
    Some(severity::FOLDED.fill(style.lang, &folded) + "\n")
}

/// Every finding, the least severe first so that errors stand where one looks, and of one severity in the order of
/// their places, with an empty line behind each.
pub fn list(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let kept = kept(diagnostics);
    let mut findings = sorted(&kept, sources, style.lang);
    findings.sort_by_key(|finding| Reverse(finding.severity));
    findings.iter().map(|finding| finding.text(style) + "\n").collect()
}

/// A fault of usage, which is about no file.
pub fn usage(diagnostic: &Diagnostic, lang: Lang) -> String {
    Finding::new(diagnostic, &Sources::default(), lang).text(Style { lang, color: false })
}

/// `2 errors, 1 warning`
pub fn count(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let counts: Vec<String> =
        SEVERITIES.into_iter().filter_map(|severity| counted(severity, diagnostics, lang)).collect();
    if counts.is_empty() { severity::NONE.say(lang).to_owned() } else { counts.join(severity::BETWEEN.say(lang)) }
}

fn counted(severity: Severity, diagnostics: &[Diagnostic], lang: Lang) -> Option<String> {
    let count = of(severity, diagnostics);
    (count > 0).then(|| words(severity).1.fill(lang, &[("n", count.to_string())]))
}

/// How many of a severity there are, listed or not, equal ones counted once.
fn of(severity: Severity, diagnostics: &[Diagnostic]) -> usize {
    let mut those: Vec<Diagnostic> = diagnostics.iter().filter(|d| d.severity == severity).cloned().collect();
    distinct(&mut those);
    those.iter().map(|diagnostic| diagnostic.left_out().map_or(1, |(_, count)| count)).sum()
}

/// The same for programs: one object with every finding and the counts.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    #[derive(Serialize)]
    struct Report<'a> {
        errors: usize,
        warnings: usize,
        undecided: usize,
        acknowledged: usize,
        /// Counted above, but not listed below.
        left_out: usize,
        diagnostics: Vec<Row<'a>>,
    }
    #[derive(Serialize)]
    struct Row<'a> {
        severity: &'a str,
        code: &'a str,
        path: &'a str,
        line: Option<usize>,
        column: Option<usize>,
        message: &'a str,
        help: &'a str,
        /// Why it may stay, of one that is acknowledged in `site.yaml`.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<&'a str>,
    }
    let kept = kept(diagnostics);
    let findings = sorted(&kept, sources, lang);
    let rows = findings.iter().map(|finding| Row {
        severity: words(finding.severity).0.say(Lang::En),
        code: finding.code,
        path: finding.path,
        line: finding.position.map(|position| position.line),
        column: finding.position.map(|position| position.column).filter(|column| *column > 0),
        message: &finding.what,
        help: &finding.hint,
        reason: finding.reason,
    });
    let report = Report {
        errors: of(Severity::Error, diagnostics),
        warnings: of(Severity::Warning, diagnostics),
        undecided: of(Severity::Undecided, diagnostics),
        acknowledged: of(Severity::Acknowledged, diagnostics),
        left_out: kept.iter().filter_map(Diagnostic::left_out).map(|(_, count)| count).sum(),
        diagnostics: rows.collect(),
    };
    pretty(&report)
}

/// A report for programs, as JSON that people can read too.
pub fn pretty(report: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn words(severity: Severity) -> (&'static Phrase, &'static Phrase) {
    match severity {
        Severity::Error => (&severity::ERROR, &severity::ERRORS),
        Severity::Warning => (&severity::WARNING, &severity::WARNINGS),
        Severity::Undecided => (&severity::UNDECIDED, &severity::UNDECIDEDS),
        Severity::Acknowledged => (&severity::ACKNOWLEDGED, &severity::ACKNOWLEDGEDS),
    }
}

/// What is listed: equal findings once, and of one kind no more than a person would go through.
pub(super) fn kept(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut inorder: Vec<&Diagnostic> = diagnostics.iter().collect();
    inorder.sort_by(|a, b| a.place.cmp(&b.place));
    let mut kept = Kept::default();
    inorder.into_iter().for_each(|diagnostic| kept.push(diagnostic.clone()));
    kept.into_diagnostics()
}

fn sorted<'a>(kept: &'a [Diagnostic], sources: &'a Sources, lang: Lang) -> Vec<Finding<'a>> {
    let mut findings: Vec<Finding> = kept.iter().map(|diagnostic| Finding::new(diagnostic, sources, lang)).collect();
    let place = |finding: &Finding| finding.position.map(|position| (position.line, position.column));
    findings.sort_by(|a, b| {
        (a.path, place(a), a.severity, a.code, &a.what).cmp(&(b.path, place(b), b.severity, b.code, &b.what))
    });
    findings
}

/// A diagnostic with its place looked up and its words chosen.
struct Finding<'a> {
    severity: Severity,
    code: &'static str,
    path: &'a str,
    position: Option<Position>,
    /// The place of a cell as offices say it; it takes that of the position.
    cell: Option<String>,
    quote: Option<Quote>,
    what: String,
    hint: String,
    reason: Option<&'a str>,
}

impl<'a> Finding<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &'a Sources, lang: Lang) -> Finding<'a> {
        let [what, hint] = diagnostic.words(lang, sources).map(|words| printable(&words));
        let mut cell_place = None;
        let (path, position, quote) = match &diagnostic.place {
            Place::Path(path) => (path.as_str(), None, None),
            Place::Cell(cell) => {
                let phrase = if cell.column.is_some() { &severity::CELL } else { &severity::ROW };
                let column = letters(cell.column.unwrap_or_default());
                cell_place = Some(phrase.fill(lang, &[("row", cell.row.to_string()), ("column", column)]));
                let position = Position { line: cell.row, column: cell.column.unwrap_or(0) };
                (cell.file.as_str(), Some(position), None)
            }
            Place::Span(span) => {
                let source = sources.get(span.source);
                let position = source.position(span.start);
                (source.path.as_str(), Some(position), Some(Quote::new(source, *span, position)))
            }
        };
        let (severity, code) = (diagnostic.severity, diagnostic.message.code);
        Finding {
            severity,
            code,
            path,
            position,
            cell: cell_place,
            quote,
            what,
            hint,
            reason: diagnostic.reason.as_deref(),
        }
    }

    fn text(&self, style: Style) -> String {
        let place = match (&self.cell, self.position) {
            (Some(cell), _) => format!(" {cell}"),
            (None, Some(Position { line, column })) => format!(":{line}:{column}"),
            (None, None) => String::new(),
        };
        let severity = format!("{}[{}]", words(self.severity).0.say(style.lang), self.code);
        let tint = match self.severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Undecided | Severity::Acknowledged => "1;36",
        };
        let mut out = format!("{}{place}: {}: {}\n", self.path, painted(&severity, tint, style), self.what);
        if let (Some(position), Some(quote)) = (self.position, &self.quote) {
            let number = position.line.to_string();
            let gutter = " ".repeat(number.len());
            let mark = painted(&"^".repeat(quote.width), tint, style);
            out.push_str(&format!(" {number} | {}\n", quote.line));
            out.push_str(&format!(" {gutter} | {}{mark}\n", " ".repeat(quote.indent)));
        }
        if let Some(reason) = self.reason {
            let reason = severity::REASON.fill(style.lang, &[("reason", printable(reason))]);
            out.push_str(&format!("   = {reason}\n"));
        } else if !self.hint.is_empty() {
            out.push_str(&format!("   = {}{}\n", severity::HINT.say(style.lang), self.hint));
        }
        out
    }
}

fn painted(words: &str, tint: &str, style: Style) -> String {
    if style.color { format!("\x1b[{tint}m{words}\x1b[0m") } else { words.to_owned() }
}

/// The offending line, and where under it the mark stands, in columns of a terminal.
struct Quote {
    line: String,
    indent: usize,
    width: usize,
}

impl Quote {
    fn new(source: &Source, span: Span, position: Position) -> Quote {
        let line = source.line(position.line);
        let before = line.char_indices().nth(position.column - 1).map_or(line.len(), |(at, _)| at);
        let length = (span.end.saturating_sub(span.start) as usize).min(line.len() - before);
        let end = line.ceil_char_boundary(before + length);
        let (head, place, tail) = (printable(&line[..before]), printable(&line[before..end]), printable(&line[end..]));
        let head = last_columns(&head, WIDEST_LINE / 2);
        let left = (WIDEST_LINE / 2).saturating_sub(place.width());
        let place = first_columns(&place, WIDEST_LINE / 2);
        let tail = if left == 0 { String::new() } else { first_columns(&tail, left) };
        Quote { indent: head.width(), width: place.width().max(1), line: format!("{head}{place}{tail}") }
    }
}

/// Nothing that moves the terminal's cursor: tabs as four spaces, other control characters as their pictures.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => out.push_str("    "),
            '\u{0}'..='\u{1f}' => out.push(char::from_u32(0x2400 + character as u32).unwrap_or('\u{fffd}')),
            '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}

fn first_columns(text: &str, columns: usize) -> String {
    if text.width() <= columns { text.to_owned() } else { fitting(text.chars(), columns).chain(['…']).collect() }
}

fn last_columns(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let kept: Vec<char> = fitting(text.chars().rev(), columns).collect();
    ['…'].into_iter().chain(kept.into_iter().rev()).collect()
}

/// As many characters as fit in so many columns beside an ellipsis.
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> impl Iterator<Item = char> {
    let mut used = 0;
    characters.take_while(move |c| {
        used += c.width().unwrap_or(0);
        used < columns
    })
}
