//! `formpress check`: every fault that a build would find, and what nobody has decided; nothing is written.

use console::Term;

use super::command::{Ending, ReportFormat, Sources};
use super::console::{Console, ending};
use super::opening::{on_threads, open};
use super::{report, sarif};
use crate::diagnostic::Diagnostic;
use crate::pipeline::build::proof;

pub fn run(sources: &Sources, format: ReportFormat, all: bool, console: Console) -> Result<Ending, Diagnostic> {
    on_threads(sources.jobs, || {
        let opened = open(sources)?;
        let project = opened.value;
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(proof(&project));
        console.give(&match format {
            ReportFormat::Text => report::text(&diagnostics, &project.sources, console.style(&Term::stdout()), all),
            ReportFormat::Json => report::json(&diagnostics, &project.sources, console.lang),
            ReportFormat::Sarif => sarif::report(&diagnostics, &project.sources, console.lang),
        });
        Ok(ending(&diagnostics))
    })?
}
