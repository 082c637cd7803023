//! Output of a run: results on standard output, everything else on standard error.
//!
//! A reader that closes the pipe early (`formpress check | head`) is no reason to fail, so writing
//! never does.

use std::io::Write;
use std::sync::Mutex;
use std::time::Instant;

use console::Term;
use indicatif::{ProgressBar, ProgressStyle};

use super::command::ExitStatus;
use super::report::{self, ReportStyle};
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::pipeline::progress::{BuildStage, Progress};
use crate::source::Sources;
use crate::wording::cli::{progress, severity};
use crate::wording::{FilledPhrase, Lang, Origin};

/// Whom a run talks to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Console {
    pub(crate) lang: Lang,
}

impl Console {
    /// A result: text for standard output.
    pub(crate) fn print_result(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// News: text for standard error.
    pub(crate) fn print_notice(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    pub(crate) fn print_notice_line(&self, text: &str) {
        self.print_notice(&format!("{text}\n"));
    }

    /// A phrase in the language of the run.
    pub(crate) fn phrase(&self, phrase: &FilledPhrase) -> String {
        phrase.say(self.lang)
    }

    /// Colour only where a person looks, and `NO_COLOR` (no-color.org) does not forbid it.
    pub(crate) fn report_style(&self, terminal: &Term) -> ReportStyle {
        let color = terminal.is_term() && terminal.features().colors_supported();
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        ReportStyle { lang: self.lang, color: color && !forbidden }
    }

    /// A fault of usage or of the system around the sources.
    pub(crate) fn report_failure(&self, fault: &Diagnostic) -> ExitStatus {
        self.print_notice(&report::usage_error(fault, self.lang));
        ExitStatus::Failed
    }

    /// What stands in the way of a build, and in what numbers the rest was found.
    pub(crate) fn report_findings(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        let serious = diagnostics.iter().filter(|diagnostic| report::is_serious(diagnostic.severity));
        let shown: Vec<Diagnostic> = serious.cloned().collect();
        self.print_notice(&report::list(&shown, sources, self.report_style(&Term::stderr())));
        if diagnostics.is_empty() {
            return;
        }
        self.print_notice_line(&report::count(diagnostics, self.lang));
        if shown.len() < diagnostics.len() {
            self.print_notice_line(severity::SEE_CHECK.say(self.lang));
        }
    }
}

/// How findings end a run: as faults of the sources if one of the errors is theirs.
pub(crate) fn exit_status(diagnostics: &[Diagnostic]) -> ExitStatus {
    let mut errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    match (has_errors(diagnostics), errors.any(|error| error.message.origin == Origin::Sources)) {
        (false, _) => ExitStatus::Done,
        (true, true) => ExitStatus::Faults,
        (true, false) => ExitStatus::Failed,
    }
}

/// A bar on a terminal, a line a stage elsewhere.
pub(crate) struct ProgressMeter {
    console: Console,
    bar: Option<Mutex<ProgressBar>>,
    started: Instant,
}

impl ProgressMeter {
    pub(crate) fn new(console: Console) -> ProgressMeter {
        let bar = Term::stderr().is_term().then(|| Mutex::new(ProgressBar::hidden()));
        ProgressMeter { console, bar, started: Instant::now() }
    }

    /// Since the meter was made.
    pub(crate) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.with_bar(|bar| bar.finish_and_clear());
    }

    fn with_bar(&self, act: impl FnOnce(&mut ProgressBar)) {
        if let Some(Ok(mut bar)) = self.bar.as_ref().map(Mutex::lock) {
            act(&mut bar);
        }
    }
}

impl Progress for ProgressMeter {
    fn begin(&self, stage: BuildStage, steps: usize) {
        let phrase = match stage {
            BuildStage::LayingOut => &progress::LAYING_OUT,
            BuildStage::Printing => &progress::PRINTING,
            BuildStage::Pages => &progress::PAGES,
            BuildStage::Publishing => &progress::PUBLISHING,
        };
        let words = phrase.say(self.console.lang);
        if self.bar.is_none() {
            self.console.print_notice_line(&format!("{words} ({steps})"));
        }
        self.with_bar(|bar| {
            bar.finish_and_clear();
            *bar = ProgressBar::new(steps as u64);
            if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
                bar.set_style(style);
            }
            bar.set_message(words);
        });
    }

    fn step(&self) {
        self.with_bar(|bar| bar.inc(1));
    }
}

/// `9.3 MB`
pub(crate) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000.. => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::{message, output};

    #[test]
    fn missing_fonts_are_no_fault_of_the_sources() {
        let font = Diagnostic::new(message!(output::FONT_MISSING, family = "", weight = ""), "fonts");
        let other = Diagnostic::new(message!(output::TEMPLATE_MISSING, name = ""), "templates");
        let warning = other.clone().with_severity(Severity::Warning);
        assert_eq!(exit_status(std::slice::from_ref(&warning)), ExitStatus::Done);
        assert_eq!(exit_status(&[warning, font.clone()]), ExitStatus::Failed);
        assert_eq!(exit_status(&[font, other]), ExitStatus::Faults);
    }

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!([999, 1_500, 21_234_567].map(size), ["999 B", "1.5 kB", "21.2 MB"]);
    }
}
