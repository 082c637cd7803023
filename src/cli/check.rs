//! `formpress check`: every fault that a build would find, and what nobody has decided; nothing is written.

use console::Term;

use super::command::{ExitStatus, ReportFormat, SourceArguments};
use super::console::{Console, exit_status};
use super::project::{open_project, run_on_threads};
use super::{report, sarif};
use crate::diagnostic::Diagnostic;
use crate::pipeline::build::dry_run;

pub(crate) fn run(
    sources: &SourceArguments,
    format: ReportFormat,
    all: bool,
    console: Console,
) -> Result<ExitStatus, Diagnostic> {
    run_on_threads(sources.jobs, || {
        let opened = open_project(sources)?;
        let project = opened.value;
        let mut diagnostics = opened.diagnostics;
        diagnostics.extend(dry_run(&project));
        console.print_result(&match format {
            ReportFormat::Text => {
                report::text(&diagnostics, &project.sources, console.report_style(&Term::stdout()), all)
            }
            ReportFormat::Json => report::json(&diagnostics, &project.sources, console.lang),
            ReportFormat::Sarif => sarif::report(&diagnostics, &project.sources, console.lang),
        });
        Ok(exit_status(&diagnostics))
    })?
}
