//! Formats diagnostics as text for people and as JSON for programs.
//!
//! The text is plain and line by line: `path:line:column: error[code]: what`, the line it is about
//! with a mark under the place, and what to do. Colour only where a person looks at a terminal.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::diagnostic::{Diagnostic, DiagnosticCollector, Location, Severity, column_letters, remove_duplicates};
use crate::source::{Position, Source, Sources, Span};
use crate::wording::cli::severity;
use crate::wording::{Lang, Phrase, phrase};

/// How a report looks.
#[derive(Clone, Copy, Debug)]
pub struct ReportStyle {
    pub lang: Lang,
    pub color: bool,
}

/// A line that is longer is shown around the place only, in columns of a terminal.
const MAX_LINE_COLUMNS: usize = 120;

const SEVERITIES: [Severity; 4] = [Severity::Error, Severity::Warning, Severity::Undecided, Severity::Acknowledged];

/// Every finding as [`list`] has it, or of those that ask nobody to mend anything a line for each severity; then the count.
pub fn text(diagnostics: &[Diagnostic], sources: &Sources, style: ReportStyle, all: bool) -> String {
    let is_listed = |diagnostic: &&Diagnostic| all || is_serious(diagnostic.severity);
    let listed: Vec<Diagnostic> = diagnostics.iter().filter(is_listed).cloned().collect();
    let folded = SEVERITIES.into_iter().rev().filter(|severity| !all && !is_serious(*severity));
    let folded: Vec<String> = folded.filter_map(|severity| folded_line(severity, diagnostics, style)).collect();
    let between = if folded.is_empty() { "" } else { "\n" };
    folded.concat() + between + &list(&listed, sources, style) + &count(diagnostics, style.lang) + "\n"
}

/// Does it stand in the way, or ask to be mended?
pub(crate) fn is_serious(severity: Severity) -> bool {
    match severity {
        Severity::Error | Severity::Warning => true,
        Severity::Undecided | Severity::Acknowledged => false,
    }
}

/// How many findings of a severity there are, and of what; `None` where there are none.
fn folded_line(severity: Severity, diagnostics: &[Diagnostic], style: ReportStyle) -> Option<String> {
    let mut those: Vec<Diagnostic> = diagnostics.iter().filter(|d| d.severity == severity).cloned().collect();
    remove_duplicates(&mut those);
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in &those {
        let (code, count) = diagnostic.omitted().unwrap_or((diagnostic.message.code, 1));
        *codes.entry(code).or_default() += count;
    }
    let codes: Vec<String> = codes.iter().map(|(code, count)| format!("{code} {count}")).collect();
    let (counted, codes) =
        (severity_count_words(severity, diagnostics, style.lang)?, codes.join(severity::BETWEEN.say(style.lang)));
    Some(phrase!(severity::FOLDED, counted, codes).say(style.lang) + "\n")
}

/// Every finding, the least severe first so that errors stand where one looks, and of one severity in the order of
/// their places, with an empty line behind each.
pub fn list(diagnostics: &[Diagnostic], sources: &Sources, style: ReportStyle) -> String {
    let kept = listed_findings(diagnostics);
    let mut findings = sorted_findings(&kept, sources, style.lang);
    findings.sort_by_key(|finding| Reverse(finding.severity));
    findings.iter().map(|finding| finding.text(style) + "\n").collect()
}

/// A fault of usage, which is about no file.
pub(crate) fn usage_error(diagnostic: &Diagnostic, lang: Lang) -> String {
    ReportedFinding::new(diagnostic, &Sources::default(), lang).text(ReportStyle { lang, color: false })
}

/// `2 errors, 1 warning`
pub(crate) fn count(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let counts: Vec<String> =
        SEVERITIES.into_iter().filter_map(|severity| severity_count_words(severity, diagnostics, lang)).collect();
    if counts.is_empty() { severity::NONE.say(lang).to_owned() } else { counts.join(severity::BETWEEN.say(lang)) }
}

fn severity_count_words(severity: Severity, diagnostics: &[Diagnostic], lang: Lang) -> Option<String> {
    let count = severity_count(severity, diagnostics);
    let words = match severity {
        Severity::Error => phrase!(severity::ERRORS, n = count),
        Severity::Warning => phrase!(severity::WARNINGS, n = count),
        Severity::Undecided => phrase!(severity::UNDECIDEDS, n = count),
        Severity::Acknowledged => phrase!(severity::ACKNOWLEDGEDS, n = count),
    };
    (count > 0).then(|| words.say(lang))
}

/// How many of a severity there are, listed or not, equal ones counted once.
fn severity_count(severity: Severity, diagnostics: &[Diagnostic]) -> usize {
    let mut those: Vec<Diagnostic> = diagnostics.iter().filter(|d| d.severity == severity).cloned().collect();
    remove_duplicates(&mut those);
    those.iter().map(|diagnostic| diagnostic.omitted().map_or(1, |(_, count)| count)).sum()
}

/// The same for programs: one object with every finding and the counts.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    /// A list of diagnostics as JSON.
    #[derive(Serialize)]
    struct FindingsReport<'a> {
        errors: usize,
        warnings: usize,
        undecided: usize,
        acknowledged: usize,
        /// Counted above, but not listed below.
        left_out: usize,
        diagnostics: Vec<FindingReport<'a>>,
    }
    /// One diagnostic as JSON.
    #[derive(Serialize)]
    struct FindingReport<'a> {
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
    let kept = listed_findings(diagnostics);
    let findings = sorted_findings(&kept, sources, lang);
    let rows = findings.iter().map(|finding| FindingReport {
        severity: severity_words(finding.severity).say(Lang::En),
        code: finding.code,
        path: finding.path,
        line: finding.position.map(|position| position.line),
        column: finding.position.map(|position| position.column).filter(|column| *column > 0),
        message: &finding.message,
        help: &finding.hint,
        reason: finding.reason,
    });
    let report = FindingsReport {
        errors: severity_count(Severity::Error, diagnostics),
        warnings: severity_count(Severity::Warning, diagnostics),
        undecided: severity_count(Severity::Undecided, diagnostics),
        acknowledged: severity_count(Severity::Acknowledged, diagnostics),
        left_out: kept.iter().filter_map(Diagnostic::omitted).map(|(_, count)| count).sum(),
        diagnostics: rows.collect(),
    };
    pretty(&report)
}

/// A report for programs, as JSON that people can read too.
pub(crate) fn pretty(report: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

/// The name of a severity.
pub(super) fn severity_words(severity: Severity) -> &'static Phrase {
    match severity {
        Severity::Error => &severity::ERROR,
        Severity::Warning => &severity::WARNING,
        Severity::Undecided => &severity::UNDECIDED,
        Severity::Acknowledged => &severity::ACKNOWLEDGED,
    }
}

/// What is listed: equal findings once, and of one kind no more than a person would go through.
pub(super) fn listed_findings(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut inorder: Vec<&Diagnostic> = diagnostics.iter().collect();
    inorder.sort_by(|a, b| a.location.cmp(&b.location));
    let mut kept = DiagnosticCollector::default();
    inorder.into_iter().for_each(|diagnostic| kept.push(diagnostic.clone()));
    kept.into_diagnostics()
}

fn sorted_findings<'a>(kept: &'a [Diagnostic], sources: &'a Sources, lang: Lang) -> Vec<ReportedFinding<'a>> {
    let mut findings: Vec<ReportedFinding> =
        kept.iter().map(|diagnostic| ReportedFinding::new(diagnostic, sources, lang)).collect();
    let place = |finding: &ReportedFinding| finding.position.map(|position| (position.line, position.column));
    findings.sort_by(|a, b| {
        (a.path, place(a), a.severity, a.code, &a.message).cmp(&(b.path, place(b), b.severity, b.code, &b.message))
    });
    findings
}

/// A diagnostic with its place looked up and its words chosen.
struct ReportedFinding<'a> {
    severity: Severity,
    code: &'static str,
    path: &'a str,
    position: Option<Position>,
    /// The place of a cell as offices say it; it takes that of the position.
    cell: Option<String>,
    quote: Option<SourceQuote>,
    message: String,
    hint: String,
    reason: Option<&'a str>,
}

impl<'a> ReportedFinding<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &'a Sources, lang: Lang) -> ReportedFinding<'a> {
        let [what, hint] = diagnostic.words(lang, sources).map(|words| printable(&words));
        let mut cell_place = None;
        let (path, position, quote) = match &diagnostic.location {
            Location::Path(path) => (path.as_str(), None, None),
            Location::Cell(cell) => {
                let phrase = match cell.column {
                    Some(column) => phrase!(severity::CELL, row = cell.row, column = column_letters(column)),
                    None => phrase!(severity::ROW, row = cell.row),
                };
                cell_place = Some(phrase.say(lang));
                let position = Position { line: cell.row, column: cell.column.unwrap_or(0) };
                (cell.file.as_str(), Some(position), None)
            }
            Location::Span(span) => {
                let source = sources.get(span.source);
                let position = source.position(span.start);
                (source.path.as_str(), Some(position), Some(SourceQuote::new(source, *span, position)))
            }
        };
        let (severity, code) = (diagnostic.severity, diagnostic.message.code);
        ReportedFinding {
            severity,
            code,
            path,
            position,
            cell: cell_place,
            quote,
            message: what,
            hint,
            reason: diagnostic.reason.as_deref(),
        }
    }

    fn text(&self, style: ReportStyle) -> String {
        let place = match (&self.cell, self.position) {
            (Some(cell), _) => format!(" {cell}"),
            (None, Some(Position { line, column })) => format!(":{line}:{column}"),
            (None, None) => String::new(),
        };
        let severity = format!("{}[{}]", severity_words(self.severity).say(style.lang), self.code);
        let tint = match self.severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Undecided | Severity::Acknowledged => "1;36",
        };
        let mut out = format!("{}{place}: {}: {}\n", self.path, coloured(&severity, tint, style), self.message);
        if let (Some(position), Some(quote)) = (self.position, &self.quote) {
            let number = position.line.to_string();
            let gutter = " ".repeat(number.len());
            let mark = coloured(&"^".repeat(quote.width), tint, style);
            out.push_str(&format!(" {number} | {}\n", quote.line));
            out.push_str(&format!(" {gutter} | {}{mark}\n", " ".repeat(quote.indent)));
        }
        if let Some(reason) = self.reason {
            let reason = phrase!(severity::REASON, reason = printable(reason)).say(style.lang);
            out.push_str(&format!("   = {reason}\n"));
        } else if !self.hint.is_empty() {
            out.push_str(&format!("   = {}{}\n", severity::HINT.say(style.lang), self.hint));
        }
        out
    }
}

fn coloured(words: &str, tint: &str, style: ReportStyle) -> String {
    if style.color { format!("\x1b[{tint}m{words}\x1b[0m") } else { words.to_owned() }
}

/// The offending line, and where under it the mark stands, in columns of a terminal.
struct SourceQuote {
    line: String,
    indent: usize,
    width: usize,
}

impl SourceQuote {
    fn new(source: &Source, span: Span, position: Position) -> SourceQuote {
        let line = source.line(position.line);
        let before = line.char_indices().nth(position.column - 1).map_or(line.len(), |(at, _)| at);
        let length = (span.end.saturating_sub(span.start) as usize).min(line.len() - before);
        let end = line.ceil_char_boundary(before + length);
        let (head, place, tail) = (printable(&line[..before]), printable(&line[before..end]), printable(&line[end..]));
        let head = last_columns(&head, MAX_LINE_COLUMNS / 2);
        let left = (MAX_LINE_COLUMNS / 2).saturating_sub(place.width());
        let place = first_columns(&place, MAX_LINE_COLUMNS / 2);
        let tail = if left == 0 { String::new() } else { first_columns(&tail, left) };
        SourceQuote { indent: head.width(), width: place.width().max(1), line: format!("{head}{place}{tail}") }
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
    if text.width() <= columns {
        text.to_owned()
    } else {
        fitting_characters(text.chars(), columns).chain(['…']).collect()
    }
}

fn last_columns(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let kept: Vec<char> = fitting_characters(text.chars().rev(), columns).collect();
    ['…'].into_iter().chain(kept.into_iter().rev()).collect()
}

/// As many characters as fit in so many columns beside an ellipsis.
fn fitting_characters(characters: impl Iterator<Item = char>, columns: usize) -> impl Iterator<Item = char> {
    let mut used = 0;
    characters.take_while(move |c| {
        used += c.width().unwrap_or(0);
        used < columns
    })
}
