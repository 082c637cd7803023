//! What a run says, and where: results on standard output, everything else on standard error.
//!
//! A reader that closes the pipe early (`formpress check | head`) is no reason to fail, so writing
//! never does.

use std::io::Write;
use std::sync::Mutex;
use std::time::Instant;

use console::Term;
use indicatif::{ProgressBar, ProgressStyle};

use super::command::Ending;
use super::report::{self, Style};
use crate::diagnostic::{Diagnostic, Severity, any_error};
use crate::pipeline::progress::{Progress, Stage};
use crate::source::Sources;
use crate::wording::cli::{progress, severity};
use crate::wording::{Lang, Phrase, output, pipeline};

/// Whom a run talks to.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    pub lang: Lang,
}

impl Console {
    /// A result: text for standard output.
    pub fn give(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// News: text for standard error.
    pub fn tell(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    pub fn tell_line(&self, text: &str) {
        self.tell(&format!("{text}\n"));
    }

    pub fn say(&self, phrase: &Phrase, arguments: &[(&'static str, String)]) -> String {
        phrase.fill(self.lang, arguments)
    }

    /// Colour only where a person looks, and `NO_COLOR` (no-color.org) does not forbid it.
    pub fn style(&self, terminal: &Term) -> Style {
        let color = terminal.is_term() && terminal.features().colors_supported();
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Style { lang: self.lang, color: color && !forbidden }
    }

    /// A fault of usage or of the system around the sources.
    pub fn refuse(&self, fault: &Diagnostic) -> Ending {
        self.tell(&report::usage(fault, self.lang));
        Ending::Failed
    }

    /// What stands in the way of a build, and in what numbers the rest was found.
    pub fn tell_findings(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        let serious = diagnostics.iter().filter(|diagnostic| report::is_serious(diagnostic.severity));
        let shown: Vec<Diagnostic> = serious.cloned().collect();
        self.tell(&report::list(&shown, sources, self.style(&Term::stderr())));
        if diagnostics.is_empty() {
            return;
        }
        self.tell_line(&report::count(diagnostics, self.lang));
        if shown.len() < diagnostics.len() {
            self.tell_line(severity::SEE_CHECK.say(self.lang));
        }
    }
}

/// How findings end a run: fonts are the system's, not a fault of the sources.
pub fn ending(diagnostics: &[Diagnostic]) -> Ending {
    const SYSTEM: [&str; 3] =
        [output::FONT_MISSING.code, output::FONT_UNREADABLE.code, pipeline::FONT_FILE_UNREADABLE.code];
    let of_system = |d: &Diagnostic| SYSTEM.contains(&d.message.code);
    let mut errors = diagnostics.iter().filter(|d| d.severity == Severity::Error);
    match (any_error(diagnostics), errors.all(of_system)) {
        (false, _) => Ending::Done,
        (true, true) => Ending::Failed,
        (true, false) => Ending::Faults,
    }
}

/// A bar on a terminal, a line a stage elsewhere.
pub struct Meter {
    console: Console,
    bar: Option<Mutex<ProgressBar>>,
    begun: Instant,
}

impl Meter {
    pub fn new(console: Console) -> Meter {
        let bar = Term::stderr().is_term().then(|| Mutex::new(ProgressBar::hidden()));
        Meter { console, bar, begun: Instant::now() }
    }

    /// Since the meter was made.
    pub fn seconds(&self) -> f64 {
        self.begun.elapsed().as_secs_f64()
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.with_bar(|bar| bar.finish_and_clear());
    }

    fn with_bar(&self, act: impl FnOnce(&mut ProgressBar)) {
        if let Some(Ok(mut bar)) = self.bar.as_ref().map(Mutex::lock) {
            act(&mut bar);
        }
    }
}

impl Progress for Meter {
    fn begin(&self, stage: Stage, steps: usize) {
        let phrase = match stage {
            Stage::LayingOut => &progress::LAYING_OUT,
            Stage::Printing => &progress::PRINTING,
            Stage::Pages => &progress::PAGES,
            Stage::Publishing => &progress::PUBLISHING,
        };
        let words = phrase.say(self.console.lang);
        if self.bar.is_none() {
            self.console.tell_line(&format!("{words} ({steps})"));
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
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000.. => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_fonts_are_no_fault_of_the_sources() {
        let font = Diagnostic::error(&output::FONT_MISSING, "fonts");
        let other = Diagnostic::error(&pipeline::ADDRESS_TAKEN, "content/a.md");
        let warning = Diagnostic::new(&pipeline::ADDRESS_TAKEN, "content/a.md").at(Severity::Warning);
        assert_eq!(ending(std::slice::from_ref(&warning)), Ending::Done);
        assert_eq!(ending(&[warning, font.clone()]), Ending::Failed);
        assert_eq!(ending(&[font, other]), Ending::Faults);
    }

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!([999, 1_500, 21_234_567].map(size), ["999 B", "1.5 kB", "21.2 MB"]);
    }
}
